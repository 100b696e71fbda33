//! The part of the engine that a first run does not need, fetched when something in it is called for the first time.
//!
//! `scripts/split.mjs` cuts the built module in two and calls [`link_rest`] from what it leaves in place of a function that
//! went into the other file.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/rest.js")]
extern "C" {
    /// Fills this instance's table of functions from the file that has this version.
    fn link(exports: JsValue, version: u32);
}

/// Fetches the rest for this instance, blocking its worker. Throws when it cannot be had.
#[wasm_bindgen(js_name = linkRest)]
pub fn link_rest(version: u32) {
    // By value, so that nothing is left to do here afterwards: all that this calls must be in the first part.
    link(wasm_bindgen::exports(), version);
}
