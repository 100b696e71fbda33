//! Python 3.11 source compiled to bytecode and run by a stackless virtual machine.

pub mod builtins;
pub mod code;
pub mod compile;
mod cost;
pub mod fault;
pub mod form;
mod modules;
mod names;
mod native;
pub mod num;
pub mod object;
mod program;
pub mod raise;
mod suggest;
pub mod text;
mod types;
mod vm;

pub use program::Program;
pub use vm::{Limits, RunOptions, RunState};
