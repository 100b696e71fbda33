//! Stands in for the `unicode-normalization` crate, whose tables would be an eighth of what a reader fetches first.
//!
//! The parser asks it for one thing only: names that are not ASCII, in normal form KC. In a browser JavaScript has that.

/// Normal forms of a text.
pub trait UnicodeNormalization {
    /// The characters of normal form KC.
    fn nfkc(self) -> std::vec::IntoIter<char>;
}

impl UnicodeNormalization for &str {
    fn nfkc(self) -> std::vec::IntoIter<char> {
        normal_form(self).chars().collect::<Vec<_>>().into_iter()
    }
}

#[cfg(target_arch = "wasm32")]
fn normal_form(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

#[cfg(not(target_arch = "wasm32"))]
fn normal_form(text: &str) -> std::borrow::Cow<'_, str> {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfkc().normalize(text)
}

#[cfg(test)]
mod tests {
    use super::UnicodeNormalization;

    #[test]
    fn full_width_letters_and_ligatures_become_plain_ones() {
        assert_eq!("ｎａｍｅ_ﬁ".nfkc().collect::<String>(), "name_fi");
        assert_eq!("名前".nfkc().collect::<String>(), "名前");
    }
}
