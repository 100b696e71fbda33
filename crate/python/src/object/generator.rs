//! Generators: frames that wait outside a fiber's stack.

use super::{CodeRef, Guarded, Ref, Value};

/// A generator object.
#[derive(Debug)]
pub struct Generator {
    /// What it runs.
    pub code: CodeRef,
    /// `__name__`, `__qualname__`
    pub names: Guarded<(Value, Value)>,
    /// Where it stands.
    pub state: Guarded<GeneratorState>,
}

/// Where a generator stands.
#[derive(Debug, Default)]
pub enum GeneratorState {
    /// Between two items (or before the first).
    Suspended(Box<SuspendedFrame>),
    /// Its frame is on a fiber's stack.
    Running,
    /// Returned or raised.
    #[default]
    Done,
}

/// A frame taken off its stack.
#[derive(Debug)]
pub struct SuspendedFrame {
    /// Next instruction.
    pub pc: u32,
    /// Module names.
    pub globals: Ref,
    /// Locals, cells and operand stack.
    pub slots: Vec<Value>,
    /// The exception it was handling when it yielded.
    pub handled: Value,
    /// Line of the statement it stands at.
    pub line: u32,
    /// Whether its first instruction has run.
    pub started: bool,
}

impl Generator {
    /// Whether it stands where closing it may run code of its own: inside a `try` or `with`.
    pub fn has_to_clean_up(&self) -> bool {
        !self.code.handlers.is_empty() && self.state.read(|state| matches!(state, GeneratorState::Suspended(frame) if frame.started))
    }

    /// Drops its frame.
    pub fn clear(&self) {
        drop(self.state.replace(GeneratorState::Done));
    }
}
