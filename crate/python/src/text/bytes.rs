//! What `bytes` does, where it is not what a slice does already. Letters are ASCII letters.

use super::pad::Place;
use super::split::Side;
use super::string::clamp;
use crate::fault::{Fault, MAX_OBJECT_BYTES, Outcome, check_size, size};

/// White space among bytes.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn window(bytes: &[u8], start: Option<i64>, end: Option<i64>) -> Option<(&[u8], usize)> {
    let (start, end) = clamp(start, end, bytes.len());
    bytes.get(start..end).map(|window| (window, start))
}

fn first(bytes: &[u8], part: &[u8]) -> Option<usize> {
    match part {
        [] => Some(0),
        [byte] => bytes.iter().position(|other| other == byte),
        _ => bytes.windows(part.len()).position(|window| window == part),
    }
}

fn last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    match part {
        [] => Some(bytes.len()),
        [byte] => bytes.iter().rposition(|other| other == byte),
        _ => bytes.windows(part.len()).rposition(|window| window == part),
    }
}

/// `bytes.find(part, start, end)`; `None` where Python gives -1.
pub fn find(bytes: &[u8], part: &[u8], start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (window, offset) = window(bytes, start, end)?;
    first(window, part).map(|at| offset + at)
}

/// `bytes.rfind(part, start, end)`
pub fn rfind(bytes: &[u8], part: &[u8], start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (window, offset) = window(bytes, start, end)?;
    last(window, part).map(|at| offset + at)
}

/// `bytes.count(part, start, end)`
pub fn count(bytes: &[u8], part: &[u8], start: Option<i64>, end: Option<i64>) -> usize {
    let Some((mut window, _)) = window(bytes, start, end) else { return 0 };
    if part.is_empty() {
        return window.len() + 1;
    }
    let mut count = 0;
    while let Some(at) = first(window, part) {
        count += 1;
        window = &window[at + part.len()..];
    }
    count
}

/// `bytes.startswith(part, start, end)`
pub fn starts_with(bytes: &[u8], part: &[u8], start: Option<i64>, end: Option<i64>) -> bool {
    window(bytes, start, end).is_some_and(|(window, _)| window.starts_with(part))
}

/// `bytes.endswith(part, start, end)`
pub fn ends_with(bytes: &[u8], part: &[u8], start: Option<i64>, end: Option<i64>) -> bool {
    window(bytes, start, end).is_some_and(|(window, _)| window.ends_with(part))
}

/// `bytes.replace(old, new, count)`; a negative count means all.
pub fn replace(bytes: &[u8], old: &[u8], new: &[u8], limit: i64) -> Outcome<Vec<u8>> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let grown = count(bytes, old, None, None).min(limit).saturating_mul(new.len());
    if grown.saturating_add(bytes.len()) > MAX_OBJECT_BYTES {
        return Err(Fault::memory());
    }
    let mut replaced = Vec::new();
    let mut rest = bytes;
    for _ in 0..limit {
        let Some(at) = first(rest, old) else { break };
        replaced.extend_from_slice(&rest[..at]);
        replaced.extend_from_slice(new);
        rest = &rest[at + old.len()..];
        if old.is_empty() {
            // Nothing stands before, between and after all bytes.
            let Some((byte, others)) = rest.split_first() else { return Ok(replaced) };
            replaced.push(*byte);
            rest = others;
        }
    }
    replaced.extend_from_slice(rest);
    Ok(replaced)
}

fn non_empty(separator: &[u8]) -> Outcome<()> {
    if separator.is_empty() { Err(Fault::value("empty separator")) } else { Ok(()) }
}

/// `bytes.split(separator, maxsplit)`
pub fn split<'a>(bytes: &'a [u8], separator: &[u8], maxsplit: i64) -> Outcome<Vec<&'a [u8]>> {
    non_empty(separator)?;
    let mut left = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut rest = bytes;
    while left > 0
        && let Some(at) = first(rest, separator)
    {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
        left -= 1;
    }
    parts.push(rest);
    Ok(parts)
}

/// `bytes.rsplit(separator, maxsplit)`
pub fn rsplit<'a>(bytes: &'a [u8], separator: &[u8], maxsplit: i64) -> Outcome<Vec<&'a [u8]>> {
    non_empty(separator)?;
    let mut left = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut rest = bytes;
    while left > 0
        && let Some(at) = last(rest, separator)
    {
        parts.push(&rest[at + separator.len()..]);
        rest = &rest[..at];
        left -= 1;
    }
    parts.push(rest);
    parts.reverse();
    Ok(parts)
}

/// `bytes.split(None, maxsplit)`
pub fn split_space(bytes: &[u8], maxsplit: i64) -> Vec<&[u8]> {
    let mut left = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut rest = strip(bytes, None, Side::Left);
    while !rest.is_empty() {
        let end = if left == 0 { None } else { rest.iter().position(|byte| is_space(*byte)) };
        let Some(end) = end else {
            parts.push(rest);
            break;
        };
        parts.push(&rest[..end]);
        rest = strip(&rest[end..], None, Side::Left);
        left -= 1;
    }
    parts
}

/// `bytes.rsplit(None, maxsplit)`
pub fn rsplit_space(bytes: &[u8], maxsplit: i64) -> Vec<&[u8]> {
    let mut left = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let mut rest = strip(bytes, None, Side::Right);
    while !rest.is_empty() {
        let start = if left == 0 { None } else { rest.iter().rposition(|byte| is_space(*byte)) };
        let Some(start) = start else {
            parts.push(rest);
            break;
        };
        parts.push(&rest[start + 1..]);
        rest = strip(&rest[..start], None, Side::Right);
        left -= 1;
    }
    parts.reverse();
    parts
}

/// `bytes.splitlines(keepends)`: at `\n`, `\r` and both.
pub fn splitlines(bytes: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            lines.push(rest);
            break;
        };
        let next = end + if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        lines.push(&rest[..if keep_ends { next } else { end }]);
        rest = &rest[next..];
    }
    lines
}

/// The parts before the separator, the separator, and after it.
pub type Parts<'a> = (&'a [u8], &'a [u8], &'a [u8]);

/// `bytes.partition(separator)`
pub fn partition<'a>(bytes: &'a [u8], separator: &'a [u8]) -> Outcome<Parts<'a>> {
    non_empty(separator)?;
    Ok(first(bytes, separator).map_or((bytes, &[][..], &[][..]), |at| (&bytes[..at], separator, &bytes[at + separator.len()..])))
}

/// `bytes.rpartition(separator)`
pub fn rpartition<'a>(bytes: &'a [u8], separator: &'a [u8]) -> Outcome<Parts<'a>> {
    non_empty(separator)?;
    Ok(last(bytes, separator).map_or((&[][..], &[][..], bytes), |at| (&bytes[..at], separator, &bytes[at + separator.len()..])))
}

/// `strip`, `lstrip` and `rstrip`.
pub fn strip<'a>(bytes: &'a [u8], chars: Option<&[u8]>, side: Side) -> &'a [u8] {
    let is_kept = |byte: &u8| !chars.map_or_else(|| is_space(*byte), |chars| chars.contains(byte));
    let start = if side == Side::Right { 0 } else { bytes.iter().position(is_kept).unwrap_or(bytes.len()) };
    let end = if side == Side::Left { bytes.len() } else { bytes.iter().rposition(is_kept).map_or(start, |at| at + 1) };
    &bytes[start..end.max(start)]
}

/// `ljust`, `rjust` and `center`.
pub fn justify(bytes: &[u8], width: i64, fill: u8, place: Place) -> Outcome<Vec<u8>> {
    let missing = size(width).saturating_sub(bytes.len());
    check_size(missing, 1)?;
    let left = match place {
        Place::Left => 0,
        Place::Right => missing,
        Place::Center => missing / 2 + (missing & width as usize & 1),
    };
    Ok([&vec![fill; left], bytes, &vec![fill; missing - left]].concat())
}

/// `bytes.zfill(width)`
pub fn zfill(bytes: &[u8], width: i64) -> Outcome<Vec<u8>> {
    let missing = size(width).saturating_sub(bytes.len());
    check_size(missing, 1)?;
    let (sign, rest) = bytes.split_at(usize::from(matches!(bytes.first(), Some(b'+' | b'-'))));
    Ok([sign, &vec![b'0'; missing], rest].concat())
}

/// `bytes.expandtabs(size)`
pub fn expandtabs(bytes: &[u8], size: i64) -> Outcome<Vec<u8>> {
    // Bytes as Latin-1 text stand in the same columns.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    Ok(super::pad::expandtabs(&text, size)?.chars().map(|c| u32::from(c) as u8).collect())
}

/// `bytes * count`
pub fn repeat(bytes: &[u8], count: i64) -> Outcome<Vec<u8>> {
    let count = size(count);
    check_size(count, bytes.len())?;
    Ok(bytes.repeat(count))
}

/// `bytes.translate(table, deleted)`
pub fn translate(bytes: &[u8], table: Option<&[u8]>, deleted: &[u8]) -> Outcome<Vec<u8>> {
    if table.is_some_and(|table| table.len() != 256) {
        return Err(Fault::value("translation table must be 256 characters long"));
    }
    Ok(bytes.iter().filter(|byte| !deleted.contains(byte)).map(|byte| table.map_or(*byte, |table| table[usize::from(*byte)])).collect())
}

/// `bytes.maketrans(from, to)`
pub fn maketrans(from: &[u8], to: &[u8]) -> Outcome<Vec<u8>> {
    if from.len() != to.len() {
        return Err(Fault::value("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (old, new) in from.iter().zip(to) {
        table[usize::from(*old)] = *new;
    }
    Ok(table)
}

/// `bytes.title()`
pub fn title(bytes: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    bytes
        .iter()
        .map(|byte| {
            let cased = if in_word { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
            in_word = byte.is_ascii_alphabetic();
            cased
        })
        .collect()
}

/// `bytes.capitalize()`
pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut capitalized = bytes.to_ascii_lowercase();
    if let Some(first) = capitalized.first_mut() {
        first.make_ascii_uppercase();
    }
    capitalized
}

/// `bytes.swapcase()`
pub fn swapcase(bytes: &[u8]) -> Vec<u8> {
    /// In ASCII one bit tells the cases apart.
    const CASE_BIT: u8 = 0x20;
    bytes.iter().map(|byte| if byte.is_ascii_alphabetic() { byte ^ CASE_BIT } else { *byte }).collect()
}

/// `bytes.hex(separator, group)`: a positive group counts from the right, a negative one from the left.
pub fn hex(bytes: &[u8], separator: Option<char>, group: i64) -> String {
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut text = String::with_capacity(bytes.len() * 3);
    for (at, byte) in bytes.iter().enumerate() {
        let position = if group > 0 { bytes.len() - at } else { at };
        if let Some(separator) = separator
            && at > 0
            && size > 0
            && position % size == 0
        {
            text.push(separator);
        }
        text.extend([byte >> 4, byte & 15].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0')));
    }
    text
}

/// `bytes.fromhex(text)`: white space may stand between bytes.
pub fn from_hex(text: &str) -> Outcome<Vec<u8>> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).and_then(|c| c.to_digit(16)).map(|digit| digit as u8);
    let bad = |at: usize| Fault::value(format!("non-hexadecimal number found in fromhex() arg at position {at}"));
    let mut bytes = Vec::with_capacity(chars.len() / 2);
    let mut at = 0;
    while at < chars.len() {
        if chars[at].is_ascii() && is_space(chars[at] as u8) {
            at += 1;
            continue;
        }
        let high = digit(at).ok_or_else(|| bad(at))?;
        let low = digit(at + 1).ok_or_else(|| bad(at + 1))?;
        bytes.push(high << 4 | low);
        at += 2;
    }
    Ok(bytes)
}

/// `bytes.isX()`: not empty, and every byte is one.
pub fn all(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| is_one(*byte))
}

/// `bytes.islower()`
pub fn is_lower(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
}

/// `bytes.isupper()`
pub fn is_upper(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
}

/// `bytes.istitle()`
pub fn is_titled(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_alphabetic) && title(bytes) == bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_and_replacements() {
        assert_eq!(find(b"abcabc", b"ca", None, None), Some(2));
        assert_eq!(rfind(b"abcabc", b"bc", None, Some(-1)), Some(1));
        assert_eq!(find(b"abc", b"", Some(4), None), None);
        assert_eq!(count(b"aaaa", b"aa", None, None), 2);
        assert_eq!(replace(b"abc", b"b", b"xx", -1).unwrap(), b"axxc");
        assert_eq!(replace(b"ab", b"", b"-", -1).unwrap(), b"-a-b-");
        assert_eq!(replace(b"ab", b"", b"-", 2).unwrap(), b"-a-b");
    }

    #[test]
    fn splits_strips_and_pads() {
        assert_eq!(split(b"a,b,c", b",", 1).unwrap(), [&b"a"[..], b"b,c"]);
        assert_eq!(rsplit(b"a,b,c", b",", 1).unwrap(), [&b"a,b"[..], b"c"]);
        assert_eq!(split_space(b" a\x1cb\x0bc ", -1), [&b"a\x1cb"[..], b"c"]);
        assert_eq!(rsplit_space(b" a b c ", 1), [&b" a b"[..], b"c"]);
        assert_eq!(splitlines(b"a\nb\r\nc\x0bd", false), [&b"a"[..], b"b", b"c\x0bd"]);
        assert_eq!(partition(b"abc", b"b").unwrap(), (&b"a"[..], &b"b"[..], &b"c"[..]));
        assert_eq!(strip(b"abca", Some(b"ac"), Side::Both), b"b");
        assert_eq!(strip(b"  ", None, Side::Both), b"");
        assert_eq!(justify(b"x", 4, b' ', Place::Center).unwrap(), b" x  ");
        assert_eq!(zfill(b"-1", 5).unwrap(), b"-0001");
        assert_eq!(expandtabs(b"a\tb", 8).unwrap(), b"a       b");
        assert_eq!(repeat(b"a", 10_000_000_000_000), Err(Fault::memory()));
    }

    #[test]
    fn cases_and_tables() {
        assert_eq!(title(b"hello wORLD2x"), b"Hello World2X");
        assert_eq!(capitalize(b"hELLO"), b"Hello");
        assert_eq!(swapcase(b"Ab1"), b"aB1");
        assert!(is_titled(b"Ab Cd") && !is_titled(b"1"));
        assert_eq!(translate(b"abc", Some(&maketrans(b"a", b"x").unwrap()), b"b").unwrap(), b"xc");
        assert_eq!(maketrans(b"a", b"bc"), Err(Fault::value("maketrans arguments must have same length")));
    }

    #[test]
    fn hex_groups_from_either_end() {
        assert_eq!(hex(b"abcde", Some(':'), 2), "61:6263:6465");
        assert_eq!(hex(b"abcde", Some(':'), -2), "6162:6364:65");
        assert_eq!(hex(b"ab", None, 1), "6162");
        assert_eq!(from_hex("ab CD").unwrap(), b"\xab\xcd");
        assert_eq!(from_hex("abc").unwrap_err().message, "non-hexadecimal number found in fromhex() arg at position 3");
        assert_eq!(from_hex("a b").unwrap_err().message, "non-hexadecimal number found in fromhex() arg at position 1");
    }
}
