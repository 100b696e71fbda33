//! Text as plain Rust data: what `str` and `bytes` do, reprs, and the three ways to format.
//!
//! A string is a Rust `str`, so lone surrogates cannot be held (see `LIMITS.md`); positions are counted in code points.
//! Nothing here knows Python objects.

pub mod bytes;
pub mod case;
pub mod class;
pub mod codec;
pub mod field;
pub mod find;
pub mod pad;
pub mod percent;
pub mod quote;
pub mod spec;
pub mod spec_apply;
pub mod split;
pub mod string;
