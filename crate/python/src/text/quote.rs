//! `repr` and `ascii` of text, `repr` of bytes.

use std::fmt::Write;

use super::class;

/// `repr(text)`
pub fn repr(text: &str) -> String {
    quoted(text, class::is_printable)
}

/// `ascii(text)`
pub fn ascii(text: &str) -> String {
    quoted(text, |c| c.is_ascii() && !c.is_ascii_control())
}

/// `ascii(value)` of a value whose repr is `repr`: what is not ASCII becomes an escape.
pub fn escape_non_ascii(repr: &str) -> String {
    let mut escaped = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() { escaped.push(c) } else { push_escape(&mut escaped, c) }
    }
    escaped
}

/// Single quotes, unless the text has some and no double ones.
fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

fn quoted(text: &str, is_plain: impl Fn(char) -> bool) -> String {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for c in text.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if c == quote => {
                quoted.push('\\');
                quoted.push(c);
            }
            _ if is_plain(c) => quoted.push(c),
            _ => push_escape(&mut quoted, c),
        }
    }
    quoted.push(quote);
    quoted
}

/// `\x`, `\u` or `\U` and the code point.
pub(super) fn push_escape(out: &mut String, c: char) {
    let code = u32::from(c);
    // Writing to a String cannot fail.
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// `repr(bytes)`, with its `b`.
pub fn repr_bytes(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut quoted = String::with_capacity(bytes.len() + 3);
    quoted.push('b');
    quoted.push(quote);
    for byte in bytes {
        let c = char::from(*byte);
        match c {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if c == quote => {
                quoted.push('\\');
                quoted.push(c);
            }
            ' '..='~' => quoted.push(c),
            _ => push_escape(&mut quoted, c),
        }
    }
    quoted.push(quote);
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_escapes_are_cpythons() {
        for (text, expected) in [
            ("it's", "\"it's\""),
            ("say \"it's\"", "'say \"it\\'s\"'"),
            ("a\n\t\r\\", r"'a\n\t\r\\'"),
            ("\0\x1f\x7f\u{80}\u{a0}\u{ad}", r"'\x00\x1f\x7f\x80\xa0\xad'"),
            ("火锅é", "'火锅é'"),
            ("\u{200b}\u{2028}\u{3000}\u{e000}", r"'\u200b\u2028\u3000\ue000'"),
            ("😀\u{e0001}", "'😀\\U000e0001'"),
        ] {
            assert_eq!(repr(text), expected);
        }
        assert_eq!(ascii("é火😀"), r"'\xe9\u706b\U0001f600'");
        assert_eq!(escape_non_ascii("['é']"), r"['\xe9']");
        assert_eq!(repr_bytes(b"a'\"\n\\\xff\0"), r#"b'a\'"\n\\\xff\x00'"#);
        assert_eq!(repr_bytes(b"it's"), "b\"it's\"");
    }
}
