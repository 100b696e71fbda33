//! Strings seen with their length in code points: indexing and slicing by code points.

use crate::fault::{Outcome, check_size, size};

/// A borrowed string with its length in code points. ASCII text, recognized by having as many characters as bytes, is indexed in
/// constant time.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    text: &'a str,
    chars: usize,
}

impl<'a> From<&'a str> for View<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, chars: count_chars(text) }
    }
}

impl<'a> View<'a> {
    /// A view of `text`, which has `chars` code points.
    pub fn with_len(text: &'a str, chars: usize) -> Self {
        debug_assert_eq!(count_chars(text), chars, "a string's length is that of its text");
        Self { text, chars }
    }

    /// The text.
    pub fn as_str(self) -> &'a str {
        self.text
    }

    /// The length in code points.
    pub fn len(self) -> usize {
        self.chars
    }

    /// Whether there is no character.
    pub fn is_empty(self) -> bool {
        self.chars == 0
    }

    fn is_ascii(self) -> bool {
        self.chars == self.text.len()
    }

    /// Where the code point `index` starts in bytes; the end for `len()`.
    pub fn byte_at(self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.chars);
        }
        if index > self.chars / 2 {
            // Nearer to the end: count backwards.
            let back = self.chars.saturating_sub(index);
            return back.checked_sub(1).map_or(self.text.len(), |back| self.text.char_indices().nth_back(back).map_or(0, |(at, _)| at));
        }
        self.text.char_indices().nth(index).map_or(self.text.len(), |(at, _)| at)
    }

    /// Which code point starts at the byte `at`.
    pub fn index_of(self, at: usize) -> usize {
        if self.is_ascii() { at } else { count_chars(&self.text[..at]) }
    }

    /// The character at `index`, which may count from the end; `None` where there is none.
    pub fn get(self, index: i64) -> Option<&'a str> {
        let length = self.chars as i64;
        let index = if index < 0 { index + length } else { index };
        if !(0..length).contains(&index) {
            return None;
        }
        let start = self.byte_at(index as usize);
        let c = self.text[start..].chars().next()?;
        Some(&self.text[start..start + c.len_utf8()])
    }

    /// The code points from `start` up to `end`; both are within the text.
    pub fn range(self, start: usize, end: usize) -> &'a str {
        if start >= end {
            return "";
        }
        let first = self.byte_at(start);
        if self.is_ascii() {
            return &self.text[first..end.min(self.chars)];
        }
        if end >= self.chars {
            return &self.text[first..];
        }
        let length = self.text[first..].char_indices().nth(end - start).map_or(self.text.len() - first, |(at, _)| at);
        &self.text[first..first + length]
    }

    /// The `count` code points at `start`, `start + step`, ...; the caller has fitted them to the text.
    pub fn stepped(self, start: usize, step: i64, count: usize) -> String {
        if count == 0 {
            return String::new();
        }
        if step == 1 {
            return self.range(start, start + count).to_owned();
        }
        let stride = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
        let from = self.byte_at(start);
        if step > 0 {
            self.text[from..].chars().step_by(stride).take(count).collect()
        } else {
            let past = from + self.text[from..].chars().next().map_or(0, char::len_utf8);
            self.text[..past].chars().rev().step_by(stride).take(count).collect()
        }
    }
}

/// `start` and `end` of `find`, `count`, `startswith` ... fitted to a length, as slices are: from the end where negative.
pub fn clamp(start: Option<i64>, end: Option<i64>, length: usize) -> (usize, usize) {
    let fit = |index: i64| {
        let length = length as i64;
        if index < 0 { (index.saturating_add(length)).max(0) } else { index }
    };
    let start = size(fit(start.unwrap_or(0)));
    let end = end.map_or(length, |end| size(fit(end)).min(length));
    (start, end)
}

/// `text * count`; a negative count is none.
pub fn repeat(text: &str, count: i64) -> Outcome<String> {
    let count = size(count);
    check_size(count, text.len())?;
    Ok(text.repeat(count))
}

/// The number of code points, which is what `len` counts.
pub fn count_chars(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Fault;

    #[test]
    fn positions_count_code_points() {
        let view = View::from("a火锅z😀");
        assert_eq!((view.len(), view.is_ascii()), (5, false));
        assert_eq!([view.get(0), view.get(2), view.get(-1), view.get(5), view.get(-6)], [Some("a"), Some("锅"), Some("😀"), None, None]);
        assert_eq!(view.range(1, 3), "火锅");
        assert_eq!(view.range(3, 1), "");
        assert_eq!(view.stepped(4, -2, 3), "😀锅a");
        assert_eq!(view.stepped(0, 2, 3), "a锅😀");
        for index in 0..=5 {
            assert_eq!(view.index_of(view.byte_at(index)), index);
        }
    }

    #[test]
    fn bounds_fit_as_slices_do() {
        assert_eq!(clamp(None, None, 5), (0, 5));
        assert_eq!(clamp(Some(-2), Some(-1), 5), (3, 4));
        assert_eq!(clamp(Some(-9), Some(9), 5), (0, 5));
        assert_eq!(clamp(Some(7), None, 5), (7, 5));
    }

    #[test]
    fn repeating_is_checked_before_it_allocates() {
        assert_eq!(repeat("ab", 3), Ok("ababab".to_owned()));
        assert_eq!(repeat("ab", -1), Ok(String::new()));
        assert_eq!(repeat("a", 1_000_000_000_000), Err(Fault::memory()));
        assert_eq!(repeat("", i64::MAX), Ok(String::new()));
    }
}
