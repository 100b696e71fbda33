//! The engine for the browser: a translator between JavaScript and the crates below, with no logic of its own.
//!
//! Everything here exists on wasm32 alone; on other targets the crate is empty so that `--workspace` builds pass it. One
//! worker of the page, the host, calls these classes; no call takes longer than the host may be deaf.

#![cfg(target_arch = "wasm32")]

#[cfg(feature = "bench")]
mod bench;
mod check;
mod clock;
mod explore;
mod fault;
mod lab;
mod live;
mod rest;
mod run;
mod trace;

use wasm_bindgen::prelude::wasm_bindgen;

pub use wasm_bindgen_rayon::init_thread_pool;

/// Bytes of memory that the instance has grown to.
#[wasm_bindgen(js_name = memoryBytes)]
pub fn memory_bytes() -> f64 {
    (core::arch::wasm32::memory_size::<0>() * 65_536) as f64
}
