//! Byte offsets of a source text as lines and columns.

use ruff_text_size::{TextRange, TextSize};

use crate::code::Span;

/// Where the lines of a source text begin.
pub(super) struct Lines<'a> {
    source: &'a str,
    starts: Vec<u32>,
    ascii: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            // A line ends at "\n", "\r\n" or a lone "\r".
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at as u32 + 1);
            }
        }
        Lines { source, starts, ascii: source.is_ascii() }
    }

    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    /// Line from 1.
    pub(super) fn line(&self, at: TextSize) -> u32 {
        self.starts.partition_point(|&start| start <= at.to_u32()) as u32
    }

    /// Line from 1, column in code points from 0.
    pub(super) fn place(&self, at: TextSize) -> (u32, u32) {
        let line = self.line(at);
        let start = self.starts[line as usize - 1];
        let column = if self.ascii {
            at.to_u32() - start
        } else {
            self.source.get(start as usize..at.to_usize()).map_or(0, |text| text.chars().count() as u32)
        };
        (line, column)
    }

    pub(super) fn span(&self, range: TextRange) -> Span {
        let (line, column) = self.place(range.start());
        let (end_line, end_column) = self.place(range.end());
        Span { line, end_line, column, end_column }
    }

    /// Text of a line, without its end; lines from 1.
    pub(super) fn text(&self, line: u32) -> &'a str {
        let start = self.starts.get(line as usize - 1).map_or(self.source.len(), |&at| at as usize);
        let end = self.starts.get(line as usize).map_or(self.source.len(), |&at| at as usize);
        self.source[start..end].trim_end_matches(['\n', '\r'])
    }
}
