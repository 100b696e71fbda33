//! Numbers as plain Rust data: ints of any size, floats, the `math` functions and CPython's random generator.
//!
//! Nothing here knows Python objects; operations return values or a [`Fault`](crate::fault::Fault) with CPython's message.
//! Transcendental functions come from `libm` on every target, so that a run gives the same digits natively and in a browser; the
//! three that programs meet most are rounded better in `double`.

#![expect(clippy::float_cmp, reason = "floats are compared as Python compares them: exactly")]

pub mod combinatorics;
pub mod distribution;
pub mod double;
pub mod float;
pub mod float_hex;
pub mod float_text;
pub mod hash;
pub mod int;
pub mod int_bytes;
pub mod int_text;
pub mod math;
pub mod mersenne;
pub mod power;
pub mod round;
