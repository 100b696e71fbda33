//! What the primitives cost in a browser beside the standard library's; only in builds of `scripts/bench`.

use hotpot_live::bench::Bench;
use wasm_bindgen::prelude::wasm_bindgen;

/// A comparison that goes on, on workers that have come to `work`.
#[wasm_bindgen]
pub struct Comparison(Bench);

#[wasm_bindgen]
impl Comparison {
    /// Acquires and releases a free lock.
    pub fn lock() -> Self {
        Self(Bench::lock())
    }

    /// Passes items from one thread to another through 16 places.
    pub fn queue() -> Self {
        Self(Bench::queue())
    }

    /// Whether it has ended.
    #[wasm_bindgen(js_name = isOver)]
    pub fn is_over(&self) -> bool {
        self.0.is_over()
    }

    /// Nanoseconds an operation, ours and the standard library's; empty before the end.
    pub fn result(&self) -> Vec<f64> {
        self.0.result().map_or_else(Vec::new, |result| vec![result.ours_ns, result.std_ns])
    }
}
