//! Stands in for the `unicode-normalization` crate, whose tables would be an eighth of what a reader fetches first.
//!
//! The parser asks it for one thing only: names that are not ASCII, in normal form KC. In a browser JavaScript has that; natively
//! the real crate does it.

#[cfg(not(target_arch = "wasm32"))]
pub use tables::UnicodeNormalization;

/// Normal forms of a text.
#[cfg(target_arch = "wasm32")]
pub trait UnicodeNormalization {
    /// The characters of normal form KC.
    fn nfkc(self) -> std::vec::IntoIter<char>;
}

#[cfg(target_arch = "wasm32")]
impl UnicodeNormalization for &str {
    fn nfkc(self) -> std::vec::IntoIter<char> {
        let text = String::from(js_sys::JsString::from(self).normalize("NFKC"));
        text.chars().collect::<Vec<_>>().into_iter()
    }
}
