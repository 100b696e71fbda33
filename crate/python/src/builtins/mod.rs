//! The builtin types' methods and the builtin functions.
//!
//! One file a type. Each has `install(&Types)`, called once while the classes are made: it adds the type's methods and computed
//! attributes (`add_methods`, `add_getters`). The `builtins` module's functions are in `functions.rs`.

pub mod aggregate;
pub mod alias;
pub mod argument;
pub mod arithmetic;
pub mod bytes;
pub mod class;
pub mod dict;
pub mod exception;
pub mod float;
pub mod function;
pub mod functions;
pub mod generator;
pub mod int;
pub mod iterators;
pub mod list;
pub mod object;
pub mod property;
pub mod range;
pub mod reflect;
pub mod sequence;
pub mod set;
pub mod sort;
pub mod str;
pub mod str_format;
pub mod tuple;
pub mod union;

use crate::types::Types;

/// Fills the builtin classes. Must not call [`crate::types::types`]: they are being made.
pub fn install(types: &Types) {
    object::install(types);
    class::install(types);
    dict::install(types);
    exception::install(types);
    function::install(types);
    generator::install(types);
    property::install(types);
    iterators::install(types);
    list::install(types);
    tuple::install(types);
    range::install(types);
    set::install(types);
    int::install(types);
    float::install(types);
    str::install(types);
    bytes::install(types);
}
