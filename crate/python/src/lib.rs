//! Python 3.11 source compiled to bytecode and run by a stackless virtual machine.

pub mod code;
pub mod compile;
