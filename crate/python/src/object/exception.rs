//! Exceptions and tracebacks.

use super::{CodeRef, Guarded, Ref, Value};

/// An exception's data; its class is in the object's header.
#[derive(Debug, Default)]
pub struct Exception {
    /// What a program may read and change.
    pub state: Guarded<ExceptionState>,
}

/// The parts of an exception.
#[derive(Clone, Debug, Default)]
pub struct ExceptionState {
    /// `args`
    pub args: Vec<Value>,
    /// `__cause__`
    pub cause: Option<Ref>,
    /// `__context__`
    pub context: Option<Ref>,
    /// `__suppress_context__`
    pub suppress_context: bool,
    /// `__traceback__`, innermost first.
    pub traceback: Vec<TraceEntry>,
    /// `__notes__`, from `add_note`.
    pub notes: Vec<Value>,
    /// `name` of `NameError`, `AttributeError` and `ImportError`; unbound where unknown.
    pub name: Value,
    /// `obj` of `AttributeError`.
    pub object: Value,
}

/// A frame that an exception passed.
#[derive(Clone, Copy, Debug)]
pub struct TraceEntry {
    /// The code that ran.
    pub code: CodeRef,
    /// The instruction.
    pub pc: u32,
}

/// A traceback as an object: entries innermost first, as far as the program was shown.
#[derive(Debug)]
pub struct Traceback {
    /// The entries.
    pub entries: Vec<TraceEntry>,
}

impl Exception {
    /// An exception with these arguments.
    pub fn new(args: Vec<Value>) -> Self {
        Self { state: Guarded::new(ExceptionState { args, ..ExceptionState::default() }) }
    }

    /// Drops what it holds.
    pub fn clear(&self) {
        drop(self.state.replace(ExceptionState::default()));
    }
}
