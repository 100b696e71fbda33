//! Floats to text and back, digit for digit as CPython: the shortest repr, and the `e`, `f` and `g` layouts.

use crate::fault::{Fault, Outcome};
use crate::text::class;
use crate::text::quote;

/// How a float's digits are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The fewest digits that read back as the same float, as `repr`.
    Shortest,
    /// `e`: one digit, the point, and this many more, with an exponent.
    Exponent(usize),
    /// `f`: this many digits after the point.
    Fixed(usize),
    /// `g`: this many significant digits, with an exponent only where it is short.
    General(usize),
}

/// What to write beyond the digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// `#`: keep the point and `g`'s trailing zeros.
    pub alternate: bool,
    /// Write `.0` after a whole number that has no exponent, as `repr` and `str.format` without a type do.
    pub dot_zero: bool,
}

/// `repr(value)`
pub fn repr(value: f64) -> String {
    let digits = magnitude(value, Layout::Shortest, Extras { dot_zero: true, alternate: false });
    if value.is_sign_negative() && !value.is_nan() { format!("-{digits}") } else { digits }
}

/// The absolute value of `value` in `layout`, in lower case.
pub fn magnitude(value: f64, layout: Layout, extras: Extras) -> String {
    /// CPython's repr turns to an exponent from here on.
    const REPR_EXPONENT_FROM: i32 = 16;
    if value.is_nan() {
        return "nan".to_owned();
    }
    let value = value.abs();
    if value.is_infinite() {
        return "inf".to_owned();
    }
    match layout {
        Layout::Fixed(places) => {
            let mut text = fixed(value, places);
            if places == 0 && extras.alternate {
                text.push('.');
            }
            text
        }
        Layout::Exponent(places) => {
            let (digits, point) = significant(value, places + 1);
            with_exponent(&digits, point - 1, extras.alternate)
        }
        Layout::Shortest => {
            let shortest = format!("{value:e}");
            // Of two shortest forms that are equally near, CPython takes the one that ends in an even digit.
            let places = shortest.split('e').next().map_or(0, |digits| digits.len().saturating_sub(2));
            let rounded = format!("{value:.places$e}");
            let (digits, point) = split_scientific(if rounded.parse() == Ok(value) { &rounded } else { &shortest });
            if point <= -4 || point > REPR_EXPONENT_FROM {
                with_exponent(&digits, point - 1, extras.alternate)
            } else {
                positional(&digits, point, extras)
            }
        }
        Layout::General(precision) => {
            let precision = precision.max(1);
            let (mut digits, point) = significant(value, precision);
            if !extras.alternate {
                digits.truncate(digits.trim_end_matches('0').len().max(1));
            }
            let switch = i64::try_from(precision).unwrap_or(i64::MAX) - i64::from(extras.dot_zero);
            if point <= -4 || i64::from(point) > switch {
                with_exponent(&digits, point - 1, extras.alternate)
            } else {
                positional(&digits, point, extras)
            }
        }
    }
}

/// `digits` with the decimal point after the first `point` of them (before them where `point` is not positive).
fn positional(digits: &str, point: i32, extras: Extras) -> String {
    let mut text = String::new();
    let whole = point.max(0) as usize;
    if point <= 0 {
        text.push('0');
    }
    let cut = whole.min(digits.len());
    text.push_str(&digits[..cut]);
    text.extend(std::iter::repeat_n('0', whole - cut));
    let fraction = &digits[cut..];
    if !fraction.is_empty() {
        text.push('.');
        text.extend(std::iter::repeat_n('0', (-point).max(0) as usize));
        text.push_str(fraction);
    } else if extras.dot_zero {
        text.push_str(".0");
    } else if extras.alternate {
        text.push('.');
    }
    text
}

fn with_exponent(digits: &str, exponent: i32, alternate: bool) -> String {
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() && !alternate { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{point}{rest}e{sign}{:02}", exponent.unsigned_abs())
}

/// `count` significant digits, and where the point stands in them: the value is `0.digits * 10**point`.
fn significant(value: f64, count: usize) -> (String, i32) {
    /// No float has more significant digits than this; what follows is zeros.
    const MOST: usize = 780;
    let (mut digits, point) = split_scientific(&format!("{value:.*e}", count.min(MOST) - 1));
    digits.extend(std::iter::repeat_n('0', count.saturating_sub(MOST)));
    (digits, point)
}

fn fixed(value: f64, places: usize) -> String {
    /// No float has more digits than this after the point.
    const MOST: usize = 1080;
    let mut text = format!("{value:.*}", places.min(MOST));
    text.extend(std::iter::repeat_n('0', places.saturating_sub(MOST)));
    text
}

/// Takes `d.ddde±x` apart.
fn split_scientific(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    // Zero has its point after the first digit like any other number.
    (mantissa.replace('.', ""), exponent + 1)
}

/// `float(text)`
pub fn parse(text: &str) -> Outcome<f64> {
    parse_trimmed(class::trim(&class::to_ascii_digits(text)))
        .ok_or_else(|| Fault::value(format!("could not convert string to float: {}", quote::repr(text))))
}

fn parse_trimmed(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let negative = text.starts_with('-');
    if ["inf", "infinity"].iter().any(|word| unsigned.eq_ignore_ascii_case(word)) {
        return Some(if negative { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    if unsigned.eq_ignore_ascii_case("nan") {
        return Some(f64::NAN);
    }
    let bytes = unsigned.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let underscores_stand_between_digits =
        bytes.iter().enumerate().all(|(at, byte)| *byte != b'_' || (is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))));
    let plain = bytes.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-' | b'_'));
    if bytes.is_empty() || !plain || !underscores_stand_between_digits || matches!(bytes[0], b'+' | b'-') {
        return None;
    }
    let magnitude: f64 = unsigned.replace('_', "").parse().ok()?;
    Some(if negative { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_switches_to_an_exponent_where_cpython_does() {
        for (value, expected) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (9_999_999_999_999_998.0, "9999999999999998.0"),
            (1e15, "1000000000000000.0"),
            (1.5e16, "1.5e+16"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.234e-5, "1.234e-05"),
            (1e100, "1e+100"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (1.0 / 3.0, "0.3333333333333333"),
            (123_456_789.123, "123456789.123"),
            (f64::NAN, "nan"),
            (f64::NEG_INFINITY, "-inf"),
            (2e-7, "2e-07"),
        ] {
            assert_eq!(repr(value), expected);
        }
    }

    #[test]
    fn layouts_match_printf() {
        let plain = Extras::default();
        let alternate = Extras { alternate: true, dot_zero: false };
        for (value, layout, extras, expected) in [
            (2.5, Layout::Fixed(0), plain, "2"),
            (0.5, Layout::Fixed(0), plain, "0"),
            (1.5, Layout::Fixed(0), alternate, "2."),
            (0.25, Layout::Fixed(1), plain, "0.2"),
            (2.675, Layout::Fixed(2), plain, "2.67"),
            (1e22, Layout::Fixed(2), plain, "10000000000000000000000.00"),
            (0.0, Layout::Exponent(3), plain, "0.000e+00"),
            (123_456.0, Layout::Exponent(2), plain, "1.23e+05"),
            (1e-10, Layout::Exponent(0), plain, "1e-10"),
            (1e-10, Layout::Exponent(0), alternate, "1.e-10"),
            (100_000.0, Layout::General(6), plain, "100000"),
            (1_000_000.0, Layout::General(6), plain, "1e+06"),
            (0.0001, Layout::General(6), plain, "0.0001"),
            (0.00001, Layout::General(6), plain, "1e-05"),
            (1.0, Layout::General(6), alternate, "1.00000"),
            (0.0, Layout::General(6), plain, "0"),
            (0.0, Layout::General(3), alternate, "0.00"),
            (123.456, Layout::General(2), plain, "1.2e+02"),
            (12.0, Layout::General(2), Extras { alternate: false, dot_zero: true }, "1.2e+01"),
            (1.0, Layout::General(2), Extras { alternate: false, dot_zero: true }, "1.0"),
            (f64::INFINITY, Layout::Fixed(2), plain, "inf"),
        ] {
            assert_eq!(magnitude(value, layout, extras), expected, "{value} {layout:?} {extras:?}");
        }
        assert!(magnitude(1.0, Layout::Fixed(100_000), plain).len() == 100_002);
        assert!(magnitude(1.0, Layout::Exponent(100_000), plain).len() == 100_006);
    }

    #[test]
    fn text_parses_as_floats() {
        for (text, expected) in [
            ("1_0", 10.0),
            (" -inf ", f64::NEG_INFINITY),
            ("+Infinity", f64::INFINITY),
            ("1.", 1.0),
            (".5", 0.5),
            ("1e5", 1e5),
            ("\u{661}.5", 1.5),
            ("1e400", f64::INFINITY),
        ] {
            assert_eq!(parse(text), Ok(expected));
        }
        assert!(parse("-nan").unwrap().is_nan());
        for text in ["", "_1", "1_", "1__0", "1e", "1_.5", "0x1", "+-1", "in", ".", "1 2", "1e_5"] {
            assert_eq!(parse(text), Err(Fault::value(format!("could not convert string to float: '{text}'"))));
        }
    }
}
