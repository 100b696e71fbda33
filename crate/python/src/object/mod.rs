//! The object model: values, references, payloads.
//!
//! `None`, bools, 64-bit ints and floats are unboxed; everything else is an object with a header and a [`Payload`]. What each
//! builtin type does is in `builtins/`; this folder holds the data and nothing that calls Python.

mod class;
mod code_ref;
mod counted;
mod exception;
mod foreign;
mod function;
mod generator;
mod guarded;
mod payload;
mod reference;
mod set;
mod table;
mod text;
mod value;

pub use class::{Class, ClassFlags, Layout};
pub use code_ref::{CodeRef, OwnedCode};
pub use counted::{Countable, Counted};
pub use exception::{Exception, ExceptionState, TraceEntry, Traceback};
pub use foreign::Foreign;
pub use function::{BoundMethod, Function, FunctionState, Linked, Property};
pub use generator::{Generator, GeneratorState, SuspendedFrame};
pub use guarded::{FreeThreading, Guarded, free_threading, is_free_threaded};
pub use payload::{DictView, Iterator, Module, Payload, Range, Super};
pub use reference::{
    Entered, Heap, Obj, Owned, Ref, charge, discard_finalizers, enter, flush_units, has_finalizers, take_finalizers, uncharged,
};
pub use set::SetTable;
pub use table::{Entry, Find, Place, Table};
pub use text::Text;
pub use value::{Hashed, Int, Value, plain_equal, plain_hash};
