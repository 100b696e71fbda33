//! Stands in for the `stacker` crate, with which the parser continues on a larger stack when its own runs out.
//!
//! WebAssembly has no other stack to continue on, so what is compiled is limited in depth before it is parsed; natively the
//! same limits hold, and without growth the tests see what a browser's worker sees. It also saves an assembler in the build.

/// Calls `callback` on the stack there is.
pub fn maybe_grow<R>(_red_zone: usize, _stack_size: usize, callback: impl FnOnce() -> R) -> R {
    callback()
}
