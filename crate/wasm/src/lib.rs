//! The engine for the browser: a translator between JavaScript and the crates below, with no logic of its own.
//!
//! Everything here exists on wasm32 alone; on other targets the crate is empty so that `--workspace` builds pass it.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::wasm_bindgen;

pub use wasm_bindgen_rayon::init_thread_pool;

/// Bytes of memory that the instance has grown to.
#[wasm_bindgen(js_name = memoryBytes)]
pub fn memory_bytes() -> f64 {
    (core::arch::wasm32::memory_size(0) * 65_536) as f64
}
