//! Compile errors in CPython's words.

use ruff_text_size::TextRange;

use super::lines::Lines;
use crate::code::{CompileError, CompileErrorKind};

pub(super) fn syntax(lines: &Lines<'_>, range: TextRange, message: impl Into<String>) -> CompileError {
    error(lines, CompileErrorKind::Syntax, range, message)
}

pub(super) fn unsupported(lines: &Lines<'_>, range: TextRange, message: impl Into<String>) -> CompileError {
    error(lines, CompileErrorKind::Unsupported, range, message)
}

pub(super) fn error(lines: &Lines<'_>, kind: CompileErrorKind, range: TextRange, message: impl Into<String>) -> CompileError {
    let span = lines.span(range);
    let end = if span.end_line == span.line { span.end_column } else { lines.text(span.line).chars().count() as u32 };
    CompileError { kind, message: message.into(), line: span.line, column: span.column + 1, end_column: end.max(span.column) + 1 }
}
