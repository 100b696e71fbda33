//! Python 3.11 source compiled to bytecode and run by a stackless virtual machine.

pub mod code;
pub mod compile;
pub mod fault;
pub mod num;
pub mod text;
