//! Strings.

use core::sync::atomic::{AtomicI64, Ordering};

/// A string's text, with what makes indexing and hashing cheap.
#[derive(Debug)]
pub struct Text {
    content: Box<str>,
    /// Number of code points; equal to the number of bytes exactly for ASCII text.
    chars: usize,
    /// Cached hash; 0 until computed.
    hash: AtomicI64,
}

impl Text {
    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// `len()`: code points.
    #[inline]
    pub fn len(&self) -> usize {
        self.chars
    }

    /// Whether it is `""`.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// Whether every code point is one byte, so that indexing is direct.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.chars == self.content.len()
    }

    /// Byte offset of code point `index`; the text's length in bytes from `len()` on.
    pub fn offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.content.len());
        }
        self.content.char_indices().nth(index).map_or(self.content.len(), |(offset, _)| offset)
    }

    /// The code points from `start` to `end`.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        let from = self.offset(start);
        let to = if self.is_ascii() {
            self.offset(end)
        } else {
            from + self.content[from..]
                .char_indices()
                .nth(end.saturating_sub(start))
                .map_or(self.content.len() - from, |(offset, _)| offset)
        };
        &self.content[from..to.max(from)]
    }

    /// Deterministic hash, the same in every run.
    pub fn hash(&self) -> i64 {
        let known = self.hash.load(Ordering::Relaxed);
        if known != 0 {
            return known;
        }
        let hash = hash_bytes(self.content.as_bytes());
        self.hash.store(hash, Ordering::Relaxed);
        hash
    }
}

/// FNV-1a with a final mix: short keys dominate, and a run must hash the same everywhere.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^= hash >> 29;
    match hash as i64 {
        0 | -1 => -2,
        hash => hash,
    }
}

impl From<Box<str>> for Text {
    fn from(text: Box<str>) -> Self {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Self { content: text, chars, hash: AtomicI64::new(0) }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        text.into_boxed_str().into()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Box::<str>::from(text).into()
    }
}

impl From<char> for Text {
    fn from(character: char) -> Self {
        character.encode_utf8(&mut [0; 4]).to_owned().into()
    }
}
