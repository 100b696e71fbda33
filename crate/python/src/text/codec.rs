//! `str.encode` and `bytes.decode`: the encodings of teaching programs, with CPython's error handlers and messages.

use super::quote;
use crate::fault::{Fault, FaultKind, Outcome};

/// An encoding that is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `utf-8`
    Utf8,
    /// `utf-8-sig`: with a byte-order mark.
    Utf8Sig,
    /// `ascii`
    Ascii,
    /// `latin-1`
    Latin1,
    /// `utf-16`, little-endian with a byte-order mark.
    Utf16,
    /// `utf-16-le`
    Utf16Le,
    /// `utf-16-be`
    Utf16Be,
}

impl Encoding {
    /// The encoding called `name`, in any of its spellings.
    pub fn find(name: &str) -> Outcome<Self> {
        let normal: String = name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
        Ok(match normal.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Self::Utf8,
            "utf_8_sig" => Self::Utf8Sig,
            "ascii" | "us_ascii" | "646" => Self::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "8859" | "cp819" => Self::Latin1,
            "utf_16" | "utf16" | "u16" => Self::Utf16,
            "utf_16_le" | "utf_16le" => Self::Utf16Le,
            "utf_16_be" | "utf_16be" => Self::Utf16Be,
            _ => return Err(Fault::new(FaultKind::Lookup, format!("unknown encoding: {name}"))),
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Sig => "utf-8",
            Self::Ascii => "ascii",
            Self::Latin1 => "latin-1",
            Self::Utf16 | Self::Utf16Le => "utf-16-le",
            Self::Utf16Be => "utf-16-be",
        }
    }
}

/// What to do with what cannot be converted.
enum Handler {
    Strict,
    Ignore,
    Replace,
    Backslash,
    XmlCharRef,
}

/// Handlers are looked up only when something cannot be converted, as in CPython.
fn handler(name: &str) -> Outcome<Handler> {
    Ok(match name {
        // Without lone surrogates there is nothing for these two to do but fail.
        "strict" | "surrogateescape" | "surrogatepass" => Handler::Strict,
        "ignore" => Handler::Ignore,
        "replace" => Handler::Replace,
        "backslashreplace" => Handler::Backslash,
        "xmlcharrefreplace" => Handler::XmlCharRef,
        _ => return Err(Fault::new(FaultKind::Lookup, format!("unknown error handler name '{name}'"))),
    })
}

/// `text.encode(encoding, errors)`
pub fn encode(text: &str, encoding: Encoding, errors: &str) -> Outcome<Vec<u8>> {
    Ok(match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Sig => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        Encoding::Utf16 => text.chars().fold(vec![0xff, 0xfe], |bytes, c| push_utf16(bytes, c, u16::to_le_bytes)),
        Encoding::Utf16Le => text.chars().fold(Vec::new(), |bytes, c| push_utf16(bytes, c, u16::to_le_bytes)),
        Encoding::Utf16Be => text.chars().fold(Vec::new(), |bytes, c| push_utf16(bytes, c, u16::to_be_bytes)),
        Encoding::Ascii if text.is_ascii() => text.as_bytes().to_vec(),
        Encoding::Ascii => encode_narrow(text, encoding, 0x80, errors)?,
        Encoding::Latin1 => encode_narrow(text, encoding, 0x100, errors)?,
    })
}

fn push_utf16(mut bytes: Vec<u8>, c: char, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    bytes.extend(c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| order(*unit)));
    bytes
}

/// Encodes what is below `limit` as one byte each.
fn encode_narrow(text: &str, encoding: Encoding, limit: u32, errors: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    for (position, c) in text.chars().enumerate() {
        let code = u32::from(c);
        if code < limit {
            bytes.push(code as u8);
            continue;
        }
        match handler(errors)? {
            Handler::Strict => {
                let run = text.chars().skip(position).take_while(|c| u32::from(*c) >= limit).count();
                return Err(cannot_encode(encoding, c, position, run, limit));
            }
            Handler::Ignore => {}
            Handler::Replace => bytes.push(b'?'),
            Handler::Backslash => {
                let mut escape = String::new();
                quote::push_escape(&mut escape, c);
                bytes.extend(escape.bytes());
            }
            Handler::XmlCharRef => bytes.extend(format!("&#{code};").bytes()),
        }
    }
    Ok(bytes)
}

fn cannot_encode(encoding: Encoding, c: char, position: usize, run: usize, limit: u32) -> Fault {
    let name = encoding.name();
    let what = if run == 1 {
        let mut escape = String::new();
        quote::push_escape(&mut escape, c);
        format!("character '{escape}' in position {position}")
    } else {
        format!("characters in position {position}-{}", position + run - 1)
    };
    Fault::new(FaultKind::UnicodeEncode, format!("'{name}' codec can't encode {what}: ordinal not in range({limit})"))
}

/// `bytes.decode(encoding, errors)`
pub fn decode(bytes: &[u8], encoding: Encoding, errors: &str) -> Outcome<String> {
    match encoding {
        Encoding::Utf8 => decode_utf8(bytes, errors),
        Encoding::Utf8Sig => decode_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), errors),
        Encoding::Latin1 => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
        Encoding::Ascii => {
            let mut text = String::with_capacity(bytes.len());
            for (at, byte) in bytes.iter().enumerate() {
                if byte.is_ascii() {
                    text.push(char::from(*byte));
                } else {
                    undecodable(&mut text, encoding, bytes, at, 1, "ordinal not in range(128)", errors)?;
                }
            }
            Ok(text)
        }
        Encoding::Utf16 => match bytes {
            [0xfe, 0xff, rest @ ..] => decode_utf16(rest, Encoding::Utf16Be, errors),
            [0xff, 0xfe, rest @ ..] => decode_utf16(rest, Encoding::Utf16Le, errors),
            _ => decode_utf16(bytes, Encoding::Utf16Le, errors),
        },
        Encoding::Utf16Le | Encoding::Utf16Be => decode_utf16(bytes, encoding, errors),
    }
}

fn decode_utf8(bytes: &[u8], errors: &str) -> Outcome<String> {
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        let invalid = chunk.invalid();
        if invalid.is_empty() {
            continue;
        }
        let reason = match (invalid[0], bytes.get(at + invalid.len())) {
            (0x80..=0xc1 | 0xf5.., _) => "invalid start byte",
            (_, None) => "unexpected end of data",
            _ => "invalid continuation byte",
        };
        undecodable(&mut text, Encoding::Utf8, bytes, at, invalid.len(), reason, errors)?;
        at += invalid.len();
    }
    Ok(text)
}

fn decode_utf16(bytes: &[u8], encoding: Encoding, errors: &str) -> Outcome<String> {
    let order = if encoding == Encoding::Utf16Be { u16::from_be_bytes } else { u16::from_le_bytes };
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::new();
    let mut at = 0;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| order(*pair))) {
        if let Ok(c) = decoded {
            text.push(c);
            at += 2 * c.len_utf16();
        } else {
            let is_last = at + 2 == 2 * pairs.len();
            let reason = if is_last { "unexpected end of data" } else { "illegal UTF-16 surrogate" };
            undecodable(&mut text, encoding, bytes, at, 2, reason, errors)?;
            at += 2;
        }
    }
    if !odd.is_empty() {
        undecodable(&mut text, encoding, bytes, at, 1, "truncated data", errors)?;
    }
    Ok(text)
}

fn undecodable(text: &mut String, encoding: Encoding, bytes: &[u8], at: usize, run: usize, reason: &str, errors: &str) -> Outcome<()> {
    match handler(errors)? {
        Handler::Ignore => {}
        Handler::Replace => text.push(char::REPLACEMENT_CHARACTER),
        Handler::Backslash => text.extend(bytes[at..at + run].iter().map(|byte| format!("\\x{byte:02x}"))),
        Handler::XmlCharRef => return Err(Fault::type_error("don't know how to handle UnicodeDecodeError in error callback")),
        Handler::Strict => {
            let name = encoding.name();
            let what = if run == 1 {
                format!("byte 0x{:02x} in position {at}", bytes[at])
            } else {
                format!("bytes in position {at}-{}", at + run - 1)
            };
            return Err(Fault::new(FaultKind::UnicodeDecode, format!("'{name}' codec can't decode {what}: {reason}")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode_error(bytes: &[u8]) -> String {
        decode(bytes, Encoding::Utf8, "strict").unwrap_err().message.into_owned()
    }

    #[test]
    fn encodings_go_by_many_names() {
        for (name, encoding) in
            [("UTF8", Encoding::Utf8), ("utf_8", Encoding::Utf8), ("us-ascii", Encoding::Ascii), ("ISO-8859-1", Encoding::Latin1)]
        {
            assert_eq!(Encoding::find(name), Ok(encoding));
        }
        assert_eq!(Encoding::find("foo"), Err(Fault::new(FaultKind::Lookup, "unknown encoding: foo")));
    }

    #[test]
    fn handlers_replace_what_does_not_fit() {
        let text = "é火😀";
        for (errors, expected) in [
            ("xmlcharrefreplace", &b"&#233;&#28779;&#128512;"[..]),
            ("backslashreplace", b"\\xe9\\u706b\\U0001f600"),
            ("replace", b"???"),
            ("ignore", b""),
        ] {
            assert_eq!(encode(text, Encoding::Ascii, errors).unwrap(), expected);
        }
        assert_eq!(encode("aé火b", Encoding::Latin1, "replace").unwrap(), b"a\xe9?b");
        assert_eq!(encode("a", Encoding::Ascii, "foo").unwrap(), b"a");
        assert_eq!(encode("é", Encoding::Ascii, "foo").unwrap_err().message, "unknown error handler name 'foo'");
        assert_eq!(
            encode("aéé", Encoding::Ascii, "strict").unwrap_err().message,
            "'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)"
        );
        assert_eq!(
            encode("火", Encoding::Latin1, "strict").unwrap_err().message,
            "'latin-1' codec can't encode character '\\u706b' in position 0: ordinal not in range(256)"
        );
    }

    #[test]
    fn bad_bytes_are_located() {
        for (bytes, what) in [
            (&b"\xff"[..], "byte 0xff in position 0: invalid start byte"),
            (b"a\xe9b", "byte 0xe9 in position 1: invalid continuation byte"),
            (b"\xe4\xb8", "bytes in position 0-1: unexpected end of data"),
            (b"\xe4\xb8a", "bytes in position 0-1: invalid continuation byte"),
            (b"\xe4", "byte 0xe4 in position 0: unexpected end of data"),
            (b"\xed\xa0\x80", "byte 0xed in position 0: invalid continuation byte"),
            (b"\xc0\x80", "byte 0xc0 in position 0: invalid start byte"),
            (b"\xf4\x90\x80\x80", "byte 0xf4 in position 0: invalid continuation byte"),
        ] {
            assert_eq!(decode_error(bytes), format!("'utf-8' codec can't decode {what}"));
        }
        assert_eq!(decode(b"a\xff\xe4\xb8b", Encoding::Utf8, "replace").unwrap(), "a\u{fffd}\u{fffd}b");
        assert_eq!(decode(b"\xff\xe4\xb8", Encoding::Utf8, "backslashreplace").unwrap(), r"\xff\xe4\xb8");
        assert_eq!(
            decode(b"\x00\xd8a\x00", Encoding::Utf16Le, "strict").unwrap_err().message,
            "'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate"
        );
    }

    #[test]
    fn utf_16_round_trips() {
        for encoding in [Encoding::Utf16, Encoding::Utf16Le, Encoding::Utf16Be] {
            let bytes = encode("é😀", encoding, "strict").unwrap();
            assert_eq!(decode(&bytes, encoding, "strict").unwrap(), "é😀");
        }
        assert_eq!(encode("😀", Encoding::Utf16Be, "strict").unwrap(), b"\xd8=\xde\x00");
    }
}
