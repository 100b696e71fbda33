//! Functions, methods, properties and the code they run.

use hotpot_sync::OpClass;

use super::{CodeRef, Guarded, Place, Ref, Value};
use crate::code::{Code, Handler, Op, Parameters};

/// A code object linked to the object model: names and constants are immortal objects, which live as long as the program does.
#[derive(Debug)]
pub struct Linked {
    /// As compiled: spans, kind, doc.
    pub code: Code,
    /// Instructions (the same as `code.ops`), each with its price class.
    pub ops: Box<[(Op, OpClass)]>,
    /// Handlers, inner first.
    pub handlers: Box<[Handler]>,
    /// Constants as values.
    pub constants: Box<[Value]>,
    /// Nested code, by constant index.
    pub nested: Box<[Option<CodeRef>]>,
    /// Names as strings.
    pub names: Box<[Value]>,
    /// Where in its table each name was last found as a global.
    pub places: Box<[Place]>,
    /// `__name__`
    pub name: Value,
    /// `__qualname__`
    pub qualname: Value,
    /// `__doc__`
    pub doc: Value,
    /// The file's name.
    pub file: Value,
    /// Parameters.
    pub parameters: Parameters,
    /// Names of the local slots.
    pub locals: Box<[Value]>,
    /// Names of the cells and free variables.
    pub cells: Box<[Value]>,
    /// Number of local slots.
    pub local_count: usize,
    /// Cells and free variables.
    pub cell_count: usize,
    /// Whether it belongs to the program, not to a library module: only then lines are traced.
    pub is_program: bool,
}

/// A Python function.
#[derive(Debug)]
pub struct Function {
    /// What it runs.
    pub code: CodeRef,
    /// Its module's names.
    pub globals: Ref,
    /// Cells for the code's free variables.
    pub closure: Box<[Value]>,
    /// What a program may change.
    pub state: Guarded<FunctionState>,
}

/// The part of a function that a program may change.
#[derive(Clone, Debug, Default)]
pub struct FunctionState {
    /// Defaults of the last positional parameters: a tuple, or `None`.
    pub defaults: Value,
    /// Defaults of keyword-only parameters: a dict, or `None`.
    pub keyword_defaults: Value,
    /// `__annotations__`: a dict, or empty.
    pub annotations: Value,
    /// `__name__`
    pub name: Value,
    /// `__qualname__`
    pub qualname: Value,
    /// `__doc__`
    pub doc: Value,
    /// `__module__`
    pub module: Value,
}

impl Function {
    /// Drops what it holds.
    pub fn clear(&self) {
        drop(self.state.replace(FunctionState::default()));
    }
}

/// A function with its receiver.
#[derive(Debug)]
pub struct BoundMethod {
    /// What is called.
    pub function: Value,
    /// Its first argument.
    pub receiver: Value,
}

/// `property`: each part a callable or `None`.
#[derive(Clone, Debug)]
pub struct Property {
    /// Called to read.
    pub get: Value,
    /// Called to write.
    pub set: Value,
    /// Called to delete.
    pub delete: Value,
    /// `__doc__`
    pub doc: Value,
}
