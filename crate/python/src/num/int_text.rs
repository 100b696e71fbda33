//! Ints to text and back: bases, underscores, and the limit that 3.11 puts on decimal conversions.

use num_bigint::{BigInt, BigUint};
use num_traits::Num;

use super::int::{Int, signed};
use crate::fault::{Fault, Outcome};
use crate::text::class;
use crate::text::quote;

/// The most decimal digits that convert between int and text (`sys.get_int_max_str_digits()`).
pub const MAX_DIGITS: usize = 4300;

/// `str(value)`
pub fn to_decimal(value: &Int) -> Outcome<String> {
    match value {
        Int::Small(value) => Ok(value.to_string()),
        Int::Big(value) => {
            // 3 bits are less than one decimal digit: refuses before the costly conversion what is clearly too long.
            if value.bits() / 4 > MAX_DIGITS as u64 {
                return Err(too_long());
            }
            let text = value.to_string();
            if text.trim_start_matches('-').len() > MAX_DIGITS { Err(too_long()) } else { Ok(text) }
        }
    }
}

fn too_long() -> Fault {
    Fault::value(format!(
        "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// The digits of the absolute value in `radix` (2, 8, 10 or 16), lower case, without prefix.
pub fn digits(value: &Int, radix: u32) -> Outcome<String> {
    if radix == 10 {
        return to_decimal(&value.abs());
    }
    Ok(match (value, radix) {
        (Int::Small(value), 2) => format!("{:b}", value.unsigned_abs()),
        (Int::Small(value), 8) => format!("{:o}", value.unsigned_abs()),
        (Int::Small(value), 16) => format!("{:x}", value.unsigned_abs()),
        _ => value.magnitude().to_str_radix(radix),
    })
}

/// `bin`, `oct` and `hex`: the digits with sign and prefix.
pub fn to_prefixed(value: &Int, radix: u32) -> Outcome<String> {
    let prefix = match radix {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    Ok(format!("{}{prefix}{}", if value.is_negative() { "-" } else { "" }, digits(value, radix)?))
}

/// `int(text)`
pub fn parse(text: &str) -> Outcome<Int> {
    parse_base(text, &Int::Small(10))
}

/// `int(text, base)`
pub fn parse_base(text: &str, base: &Int) -> Outcome<Int> {
    let base = match base.to_i64() {
        Some(base) if base == 0 || (2..=36).contains(&base) => base as u32,
        _ => return Err(Fault::value("int() base must be >= 2 and <= 36, or 0")),
    };
    let invalid = || Fault::value(format!("invalid literal for int() with base {base}: {}", quote::repr(&shorten(text))));
    let plain = class::to_ascii_digits(text);
    let trimmed = class::trim(&plain);
    let (negative, unsigned) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let prefix_radix = match unsigned.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let (radix, body) = match base {
        0 if prefix_radix != 0 => (prefix_radix, &unsigned[2..]),
        0 => (10, unsigned),
        _ if base == prefix_radix => (base, &unsigned[2..]),
        _ => (base, unsigned),
    };
    // After a prefix one underscore may stand before the first digit.
    let body = if body.len() < unsigned.len() { body.strip_prefix('_').unwrap_or(body) } else { body };
    let well_formed = !body.is_empty()
        && !body.starts_with('_')
        && !body.ends_with('_')
        && !body.contains("__")
        && body.chars().all(|c| c == '_' || c.is_digit(radix));
    if !well_formed {
        return Err(invalid());
    }
    let bare = body.replace('_', "");
    if base == 0 && prefix_radix == 0 && bare.starts_with('0') && bare.bytes().any(|digit| digit != b'0') {
        return Err(invalid());
    }
    if !radix.is_power_of_two() && bare.len() > MAX_DIGITS {
        return Err(Fault::value(format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit",
            bare.len()
        )));
    }
    if let Ok(small) = i64::from_str_radix(&bare, radix) {
        return Ok(Int::Small(if negative { -small } else { small }));
    }
    super::int::check_bits(bare.len() as u64 * u64::from(radix.ilog2() + 1))?;
    let magnitude = BigUint::from_str_radix(&bare, radix).map_err(|_| invalid())?;
    Ok(signed(negative, magnitude))
}

/// An int literal of the source: digits with an optional prefix, underscores already checked by the parser.
pub fn parse_literal(text: &str) -> Option<Int> {
    let bare = text.replace('_', "");
    let (radix, body) = match bare.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, &bare[2..]),
        [b'0', b'o' | b'O', ..] => (8, &bare[2..]),
        [b'0', b'b' | b'B', ..] => (2, &bare[2..]),
        _ => (10, bare.as_str()),
    };
    if radix == 10 && body.len() > MAX_DIGITS {
        return None;
    }
    BigInt::from_str_radix(body, radix).ok().map(Int::from)
}

/// CPython quotes at most 200 characters of a bad literal.
fn shorten(text: &str) -> String {
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_parse_in_every_base() {
        for (text, base, expected) in [
            (" 12 ", 10, 12),
            ("-0x1F", 16, -31),
            ("0x_1f", 0, 31),
            ("00", 0, 0),
            ("1_000", 10, 1000),
            ("z", 36, 35),
            ("+0b101", 0, 5),
            ("0o17", 8, 15),
            ("\u{663}\u{664}", 10, 34),
            ("0b1", 16, 177),
        ] {
            assert_eq!(parse_base(text, &Int::Small(base)), Ok(Int::Small(expected)), "{text}");
        }
    }

    #[test]
    fn bad_literals_are_quoted() {
        for (text, base) in [("12a", 10), ("", 3), ("1__2", 10), ("_1", 10), ("010", 0), ("0x", 16), ("1.5", 10), ("- 1", 10), ("0_x1", 0)]
        {
            let message = format!("invalid literal for int() with base {base}: '{text}'");
            assert_eq!(parse_base(text, &Int::Small(base)), Err(Fault::value(message)));
        }
        assert_eq!(parse_base("1", &Int::Small(37)), Err(Fault::value("int() base must be >= 2 and <= 36, or 0")));
    }

    #[test]
    fn long_decimals_are_refused_as_in_3_11() {
        let ones = "1".repeat(5000);
        assert_eq!(
            parse(&ones).unwrap_err().message,
            "Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit"
        );
        assert!(parse_base(&ones, &Int::Small(16)).is_ok());
        let long = parse_base(&ones, &Int::Small(16)).unwrap();
        assert_eq!(
            to_decimal(&long).unwrap_err().message,
            "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
        );
    }

    #[test]
    fn prefixed_forms_keep_the_sign_first() {
        assert_eq!(to_prefixed(&Int::Small(-255), 16).unwrap(), "-0xff");
        assert_eq!(to_prefixed(&Int::Small(0), 2).unwrap(), "0b0");
        assert_eq!(to_prefixed(&parse("100000000000000000000").unwrap(), 8).unwrap(), "0o12657072742654304000000");
        assert_eq!(to_decimal(&Int::Small(i64::MIN)).unwrap(), "-9223372036854775808");
    }
}
