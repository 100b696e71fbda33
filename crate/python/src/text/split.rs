//! Splitting, partitioning and stripping strings.

use super::class;
use crate::fault::{Fault, Outcome};

fn empty_separator() -> Fault {
    Fault::value("empty separator")
}

/// How many parts there may be; a negative `maxsplit` means any number.
fn limit(maxsplit: i64) -> usize {
    usize::try_from(maxsplit).map_or(usize::MAX, |limit| limit.saturating_add(1))
}

/// `text.split(separator, maxsplit)`; a negative `maxsplit` means no limit.
pub fn split<'a>(text: &'a str, separator: &str, maxsplit: i64) -> Outcome<Vec<&'a str>> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    Ok(text.splitn(limit(maxsplit), separator).collect())
}

/// `text.rsplit(separator, maxsplit)`
pub fn rsplit<'a>(text: &'a str, separator: &str, maxsplit: i64) -> Outcome<Vec<&'a str>> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    let mut parts: Vec<_> = text.rsplitn(limit(maxsplit), separator).collect();
    parts.reverse();
    Ok(parts)
}

/// `text.split(None, maxsplit)`: at runs of white space.
pub fn split_space(text: &str, maxsplit: i64) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(class::is_space);
    let mut left = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    while !rest.is_empty() {
        let end = if left == 0 { None } else { rest.find(class::is_space) };
        let Some(end) = end else {
            // What is left over keeps its inner white space; only with a limit can it have any at its end.
            parts.push(rest);
            break;
        };
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(class::is_space);
        left -= 1;
    }
    parts
}

/// `text.rsplit(None, maxsplit)`
pub fn rsplit_space(text: &str, maxsplit: i64) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(class::is_space);
    let mut left = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    while !rest.is_empty() {
        let found = if left == 0 { None } else { rest.char_indices().rev().find(|(_, c)| class::is_space(*c)) };
        let Some((at, c)) = found else {
            parts.push(rest);
            break;
        };
        parts.push(&rest[at + c.len_utf8()..]);
        rest = rest[..at].trim_end_matches(class::is_space);
        left -= 1;
    }
    parts.reverse();
    parts
}

/// `text.splitlines(keepends)`
pub fn splitlines(text: &str, keep_ends: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some((end, c)) = rest.char_indices().find(|(_, c)| class::is_line_break(*c)) else {
            lines.push(rest);
            break;
        };
        let next = if rest[end..].starts_with("\r\n") { end + 2 } else { end + c.len_utf8() };
        lines.push(&rest[..if keep_ends { next } else { end }]);
        rest = &rest[next..];
    }
    lines
}

/// `text.partition(separator)`
pub fn partition<'a>(text: &'a str, separator: &'a str) -> Outcome<(&'a str, &'a str, &'a str)> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    Ok(text.split_once(separator).map_or((text, "", ""), |(before, after)| (before, separator, after)))
}

/// `text.rpartition(separator)`
pub fn rpartition<'a>(text: &'a str, separator: &'a str) -> Outcome<(&'a str, &'a str, &'a str)> {
    if separator.is_empty() {
        return Err(empty_separator());
    }
    Ok(text.rsplit_once(separator).map_or(("", "", text), |(before, after)| (before, separator, after)))
}

/// Which ends to strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The start.
    Left,
    /// The end.
    Right,
    /// Both.
    Both,
}

/// `strip`, `lstrip` and `rstrip`: takes off white space, or any of `chars`.
pub fn strip<'a>(text: &'a str, chars: Option<&str>, side: Side) -> &'a str {
    let is_stripped = |c: char| chars.map_or_else(|| class::is_space(c), |chars| chars.contains(c));
    let text = if side == Side::Right { text } else { text.trim_start_matches(is_stripped) };
    if side == Side::Left { text } else { text.trim_end_matches(is_stripped) }
}

/// `text.removeprefix(prefix)`
pub fn removeprefix<'a>(text: &'a str, prefix: &str) -> &'a str {
    text.strip_prefix(prefix).unwrap_or(text)
}

/// `text.removesuffix(suffix)`
pub fn removesuffix<'a>(text: &'a str, suffix: &str) -> &'a str {
    text.strip_suffix(suffix).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_split_from_either_end() {
        assert_eq!(split("a,b,,c", ",", -1).unwrap(), ["a", "b", "", "c"]);
        assert_eq!(split("a,b,,c", ",", 1).unwrap(), ["a", "b,,c"]);
        assert_eq!(split("a,b", ",", 0).unwrap(), ["a,b"]);
        assert_eq!(split("", ",", -1).unwrap(), [""]);
        assert_eq!(rsplit("a,b,,c", ",", 1).unwrap(), ["a,b,", "c"]);
        assert_eq!(rsplit("aaa", "aa", -1).unwrap(), ["a", ""]);
        assert_eq!(split("a", "", -1), Err(Fault::value("empty separator")));
    }

    #[test]
    fn white_space_splits_in_runs() {
        assert_eq!(split_space("  a  b\tc ", -1), ["a", "b", "c"]);
        assert_eq!(split_space("  a  b c ", 1), ["a", "b c "]);
        assert_eq!(split_space("  a b", 0), ["a b"]);
        assert_eq!(split_space("  ", -1), [""; 0]);
        assert_eq!(rsplit_space("  a  b c ", 1), ["  a  b", "c"]);
        assert_eq!(rsplit_space("  a b ", 0), ["  a b"]);
        assert_eq!(rsplit_space("a\u{3000}b", -1), ["a", "b"]);
    }

    #[test]
    fn lines_end_at_every_line_break() {
        assert_eq!(splitlines("a\nb\r\nc\rd\x0be\u{2028}", false), ["a", "b", "c", "d", "e"]);
        assert_eq!(splitlines("a\n\r\nb\n", true), ["a\n", "\r\n", "b\n"]);
        assert_eq!(splitlines("", false), [""; 0]);
    }

    #[test]
    fn partitions_and_strips() {
        assert_eq!(partition("a=b=c", "=").unwrap(), ("a", "=", "b=c"));
        assert_eq!(rpartition("a=b=c", "=").unwrap(), ("a=b", "=", "c"));
        assert_eq!(partition("abc", "=").unwrap(), ("abc", "", ""));
        assert_eq!(rpartition("abc", "=").unwrap(), ("", "", "abc"));
        assert_eq!(strip(" \x1fa ", None, Side::Both), "a");
        assert_eq!(strip("xyaxy", Some("yx"), Side::Left), "axy");
        assert_eq!(strip("xyaxy", Some("yx"), Side::Right), "xya");
        assert_eq!(strip(" a ", Some(""), Side::Both), " a ");
        assert_eq!(removeprefix("hotpot", "hot"), "pot");
        assert_eq!(removesuffix("hotpot", "hot"), "hotpot");
    }
}
