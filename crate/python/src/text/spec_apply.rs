//! The format-spec mini language applied to ints, floats and strings.

use super::pad::surround;
use super::spec::{Align, SignRule, Spec};
use super::string::{View, count_chars};
use crate::fault::{Fault, Outcome, check_size};
use crate::num::float_text::{self, Extras, Layout};
use crate::num::int::Int;
use crate::num::int_text;

/// `format(text, spec)` of a str.
pub fn format_str(text: View<'_>, spec: &str) -> Outcome<String> {
    if spec.is_empty() {
        return Ok(text.as_str().to_owned());
    }
    let spec = Spec::parse(spec, "str", false)?;
    if let Some(code) = spec.code
        && code != 's'
    {
        return Err(Spec::unknown_code(code, "str"));
    }
    match spec.sign {
        Some(SignRule::Space) => return Err(Fault::value("Space not allowed in string format specifier")),
        Some(_) => return Err(Fault::value("Sign not allowed in string format specifier")),
        None => {}
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Some(Align::AfterSign) {
        return Err(Fault::value("'=' alignment not allowed in string format specifier"));
    }
    if let Some(separator) = spec.thousands {
        return Err(Spec::cannot_combine(separator, 's'));
    }
    let length = spec.precision.map_or(text.len(), |precision| precision.min(text.len()));
    pad(text.range(0, length), length, &spec, Align::Left)
}

/// Fills `text` of `length` characters up to the width.
fn pad(text: &str, length: usize, spec: &Spec, default: Align) -> Outcome<String> {
    let missing = spec.width.saturating_sub(length);
    let left = match spec.align.unwrap_or(default) {
        Align::Left => 0,
        Align::Right | Align::AfterSign => missing,
        Align::Center => missing / 2,
    };
    surround(text, spec.fill, left, missing - left)
}

/// `format(value, spec)` of an int, or of a bool where `type_name` says so and the spec is not empty.
pub fn format_int(value: &Int, spec: &str, type_name: &str) -> Outcome<String> {
    if spec.is_empty() {
        return int_text::to_decimal(value);
    }
    let spec = Spec::parse(spec, type_name, true)?;
    match spec.code {
        None | Some('b' | 'c' | 'd' | 'n' | 'o' | 'x' | 'X') => integer(value, &spec),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => float(value.to_f64()?, &spec),
        Some(code) => Err(Spec::unknown_code(code, type_name)),
    }
}

fn integer(value: &Int, spec: &Spec) -> Outcome<String> {
    if spec.precision.is_some() {
        return Err(Fault::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    let (radix, prefix) = match spec.code {
        Some('c') => return character(value, spec),
        Some('b') => (2, "0b"),
        Some('o') => (8, "0o"),
        Some('x') => (16, "0x"),
        Some('X') => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = int_text::digits(value, radix)?;
    if spec.code == Some('X') {
        digits.make_ascii_uppercase();
    }
    let number = Number {
        negative: value.is_negative(),
        prefix: if spec.alternate { prefix } else { "" },
        digits: &digits,
        rest: "",
        group: if radix == 10 { 3 } else { 4 },
    };
    number.lay_out(spec)
}

fn character(value: &Int, spec: &Spec) -> Outcome<String> {
    if spec.sign.is_some() {
        return Err(Fault::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let c = char_of(value)?;
    let text = c.to_string();
    Number { negative: false, prefix: "", digits: "", rest: &text, group: 3 }.lay_out(spec)
}

/// The character of a code point, for `%c` and the `c` type.
pub fn char_of(value: &Int) -> Outcome<char> {
    let out_of_range = || Fault::overflow("%c arg not in range(0x110000)");
    let code = value.to_i64().ok_or_else(|| Fault::overflow("Python int too large to convert to C long"))?;
    let code = u32::try_from(code).map_err(|_| out_of_range())?;
    char::from_u32(code)
        .ok_or_else(|| if code > 0x0010_ffff { out_of_range() } else { Fault::value("lone surrogates are not supported here") })
}

/// `format(value, spec)` of a float.
pub fn format_float(value: f64, spec: &str) -> Outcome<String> {
    if spec.is_empty() {
        return Ok(float_text::repr(value));
    }
    let spec = Spec::parse(spec, "float", true)?;
    match spec.code {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => float(value, &spec),
        Some(code) => Err(Spec::unknown_code(code, "float")),
    }
}

fn float(value: f64, spec: &Spec) -> Outcome<String> {
    const DEFAULT_PRECISION: usize = 6;
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return Err(Fault::value("precision too big"));
    }
    let precision = check_size(spec.precision.unwrap_or(DEFAULT_PRECISION), 1)?;
    let percent = spec.code == Some('%');
    let value = if percent { value * 100.0 } else { value };
    let layout = match spec.code {
        None if spec.precision.is_none() => Layout::Shortest,
        Some('e' | 'E') => Layout::Exponent(precision),
        Some('f' | 'F' | '%') => Layout::Fixed(precision),
        _ => Layout::General(precision),
    };
    let mut text = float_text::magnitude(value, layout, Extras { alternate: spec.alternate, dot_zero: spec.code.is_none() });
    if percent {
        text.push('%');
    }
    if matches!(spec.code, Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    let is_zero = !text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) && value.is_finite();
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = Number {
        negative: value.is_sign_negative() && !value.is_nan() && !(spec.no_negative_zero && is_zero),
        prefix: "",
        digits: &text[..whole],
        rest: &text[whole..],
        group: 3,
    };
    number.lay_out(spec)
}

/// A number taken apart for layout: sign, prefix, whole digits (which may be grouped), the rest.
struct Number<'a> {
    negative: bool,
    prefix: &'a str,
    digits: &'a str,
    rest: &'a str,
    group: usize,
}

impl Number<'_> {
    fn lay_out(&self, spec: &Spec) -> Outcome<String> {
        check_size(spec.width, 1)?;
        let sign = sign(self.negative, spec.sign.unwrap_or(SignRule::Minus));
        let fixed = sign.len() + self.prefix.len() + count_chars(self.rest);
        let zero_filled = spec.fill == '0' && spec.align == Some(Align::AfterSign);
        let least = if zero_filled { spec.width.saturating_sub(fixed) } else { 0 };
        let digits = match spec.thousands {
            _ if self.digits.is_empty() => String::new(),
            None => format!("{}{}", "0".repeat(least.saturating_sub(self.digits.len())), self.digits),
            Some(separator) => grouped(self.digits, self.group, separator, least),
        };
        let length = fixed + digits.len();
        if spec.align == Some(Align::AfterSign) {
            let body = format!("{digits}{}", self.rest);
            let filled = surround(&body, spec.fill, spec.width.saturating_sub(length), 0)?;
            return Ok(format!("{sign}{}{filled}", self.prefix));
        }
        pad(&format!("{sign}{}{digits}{}", self.prefix, self.rest), length, spec, Align::Right)
    }
}

fn sign(negative: bool, rule: SignRule) -> &'static str {
    match rule {
        _ if negative => "-",
        SignRule::Minus => "",
        SignRule::Plus => "+",
        SignRule::Space => " ",
    }
}

/// `digits` in groups, led by zeros up to `least` characters; a separator never comes first, so there may be one more.
fn grouped(digits: &str, group: usize, separator: char, least: usize) -> String {
    let mut reversed = String::new();
    let mut left = digits.bytes().rev();
    let mut written = 0;
    loop {
        let digit = left.next();
        if digit.is_none() && reversed.len() >= least {
            break;
        }
        if written > 0 && written % group == 0 {
            reversed.push(separator);
        }
        reversed.push(char::from(digit.unwrap_or(b'0')));
        written += 1;
    }
    reversed.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(value: i64, spec: &str) -> String {
        format_int(&Int::Small(value), spec, "int").unwrap()
    }

    #[test]
    fn ints_are_laid_out_as_in_cpython() {
        for (value, spec, expected) in [
            (1_234_567, ",", "1,234,567"),
            (1_234_567, "_", "1_234_567"),
            (0xabcd_ef12, "_x", "abcd_ef12"),
            (0xabcd_ef12, "#_x", "0xabcd_ef12"),
            (1234, "010,", "00,001,234"),
            (1234, "012,", "0,000,001,234"),
            (-1234, "013,", "-0,000,001,234"),
            (1, "010_x", "0_0000_0001"),
            (1_234_567_890, "020,", "0,000,001,234,567,890"),
            (0, "05,", "0,000"),
            (123, "+06,", "+0,123"),
            (3, "*^9", "****3****"),
            (-3, "=9", "-       3"),
            (-3, "09", "-00000003"),
            (-3, "<09", "-30000000"),
            (255, "#X", "0XFF"),
            (255, "#o", "0o377"),
            (-255, "#012x", "-0x0000000ff"),
            (5, " d", " 5"),
            (5, "e", "5.000000e+00"),
            (5, "%", "500.000000%"),
            (65, "c", "A"),
            (65, "5c", "    A"),
            (65, "05c", "0000A"),
            (1, "=>+5d", "===+1"),
            (1, "\u{663}", "  1"),
            (1_234_567, "n", "1234567"),
        ] {
            assert_eq!(int(value, spec), expected, "{spec}");
        }
    }

    #[test]
    fn floats_are_laid_out_as_in_cpython() {
        for (value, spec, expected) in [
            (1_234_567.891, ",.2f", "1,234,567.89"),
            (1234.5, "015,", "0,000,001,234.5"),
            (1234.5, "014,.2f", "000,001,234.50"),
            (1.5, "%", "150.000000%"),
            (0.256, ".1%", "25.6%"),
            (f64::INFINITY, "010", "0000000inf"),
            (f64::NAN, "+", "+nan"),
            (f64::INFINITY, "F", "INF"),
            (-0.0, "z", "0.0"),
            (-0.001, "z.1f", "0.0"),
            (-0.001, ".1f", "-0.0"),
            (1e20, "n", "1e+20"),
            (1.0, "5", "  1.0"),
            (1e16, ",", "1e+16"),
            (1.0, ".3", "1.0"),
            (100_000.0, ".3", "1e+05"),
            (12345.678, ".10", "12345.678"),
            (1.0, "#.3", "1.00"),
            (3.0, "g", "3"),
            (0.000_012_34, "G", "1.234E-05"),
            (12_345_678.9, "_.1f", "12_345_678.9"),
            (3.24159, ">8.2f", "    3.24"),
            (3.24159, "<8.2f", "3.24    "),
            (-3.24159, "08.2f", "-0003.24"),
        ] {
            assert_eq!(format_float(value, spec).unwrap(), expected, "{value} {spec}");
        }
        assert_eq!(format_float(1.0, ".9999999999").unwrap_err().message, "precision too big");
    }

    #[test]
    fn strings_are_cut_and_filled() {
        for (text, spec, expected) in [
            ("ab", "010", "ab00000000"),
            ("ab", "^010", "0000ab0000"),
            ("abc", "*>7.2s", "*****ab"),
            ("é", "火>3", "火火é"),
            ("s", ">>5", ">>>>s"),
            ("a", ".9999999999", "a"),
        ] {
            assert_eq!(format_str(View::from(text), spec).unwrap(), expected, "{spec}");
        }
    }

    #[test]
    fn what_does_not_fit_the_type_is_named() {
        for (spec, message) in [
            ("s", "Unknown format code 's' for object of type 'int'"),
            (".2", "Precision not allowed in integer format specifier"),
            ("+c", "Sign not allowed with integer format specifier 'c'"),
            ("#c", "Alternate form (#) not allowed with integer format specifier 'c'"),
            ("z", "Negative zero coercion (z) not allowed in integer format specifier"),
            ("火", "Unknown format code '\\x706b' for object of type 'int'"),
        ] {
            assert_eq!(format_int(&Int::Small(1), spec, "int"), Err(Fault::value(message)));
        }
        assert_eq!(format_int(&Int::Small(-1), "c", "int"), Err(Fault::overflow("%c arg not in range(0x110000)")));
        for (spec, message) in [
            ("d", "Unknown format code 'd' for object of type 'str'"),
            ("=5", "'=' alignment not allowed in string format specifier"),
            ("+", "Sign not allowed in string format specifier"),
            (" ", "Space not allowed in string format specifier"),
            ("#", "Alternate form (#) not allowed in string format specifier"),
            (",", "Cannot specify ',' with 's'."),
        ] {
            assert_eq!(format_str(View::from("a"), spec), Err(Fault::value(message)));
        }
        assert_eq!(format_float(1.5, "d"), Err(Fault::value("Unknown format code 'd' for object of type 'float'")));
        assert_eq!(format_int(&Int::Small(1), "1000000000000", "int"), Err(Fault::memory()));
    }
}
