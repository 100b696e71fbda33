//! `float.hex` and `float.fromhex`.

use num_bigint::BigUint;
use num_traits::{Num, Zero};

use super::float_text;
use super::int::Int;
use crate::fault::{Fault, Outcome, check_size};
use crate::text::class;

/// `value.hex()`
pub fn to_hex(value: f64) -> String {
    if !value.is_finite() {
        return float_text::repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52) & 0x7ff {
        0 if fraction == 0 => format!("{sign}0x0.0p+0"),
        0 => format!("{sign}0x0.{fraction:013x}p-1022"),
        biased => format!("{sign}0x1.{fraction:013x}p{:+}", biased as i64 - 1023),
    }
}

/// `float.fromhex(text)`
pub fn from_hex(text: &str) -> Outcome<f64> {
    /// Beyond this exponent every number is zero or too large, whatever its digits.
    const FAR: i64 = 100_000_000;
    let invalid = || Fault::value("invalid hexadecimal floating-point string");
    let too_large = || Fault::overflow("hexadecimal value too large to represent as a float");
    let text = class::trim(text);
    check_size(text.len(), 64)?;
    let negative = text.starts_with('-');
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text).to_ascii_lowercase();
    let with_sign = |magnitude: f64| if negative { -magnitude } else { magnitude };
    match unsigned.as_str() {
        "inf" | "infinity" => return Ok(with_sign(f64::INFINITY)),
        "nan" => return Ok(f64::NAN),
        _ => {}
    }
    let body = unsigned.strip_prefix("0x").unwrap_or(&unsigned);
    let (mantissa, exponent) = match body.split_once('p') {
        Some((mantissa, exponent)) => {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(invalid());
            }
            let size = digits.parse::<i64>().unwrap_or(FAR).min(FAR);
            (mantissa, if exponent.starts_with('-') { -size } else { size })
        }
        None => (body, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(invalid());
    }
    let number = BigUint::from_str_radix(&digits, 16).map_err(|_| invalid())?;
    if number.is_zero() {
        return Ok(with_sign(0.0));
    }
    let exponent = exponent - 4 * fraction.len() as i64;
    let top = exponent + number.bits() as i64;
    if top > 1024 {
        return Err(too_large());
    }
    if top < -1080 {
        return Ok(with_sign(0.0));
    }
    let power = BigUint::from(1u32) << exponent.unsigned_abs();
    let (numerator, denominator) = if exponent >= 0 { (number * power, BigUint::from(1u32)) } else { (number, power) };
    let to_int = |magnitude| super::int::signed(false, magnitude);
    to_int(numerator).true_div(&Int::from(to_int(denominator).to_big())).map(with_sign).map_err(|_| too_large())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_round_trips() {
        for (value, text) in [
            (1.0, "0x1.0000000000000p+0"),
            (-0.1, "-0x1.999999999999ap-4"),
            (0.0, "0x0.0p+0"),
            (5e-324, "0x0.0000000000001p-1022"),
            (f64::MAX, "0x1.fffffffffffffp+1023"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(to_hex(value), text);
            assert_eq!(from_hex(text), Ok(value));
        }
    }

    #[test]
    fn fromhex_rounds_and_refuses() {
        assert_eq!(from_hex(" 0x1.8p3 "), Ok(12.0));
        assert_eq!(from_hex("a.8"), Ok(10.5));
        assert_eq!(from_hex("0x1.00000000000008p0"), Ok(1.0));
        assert_eq!(from_hex("0x1.000000000000081p0"), Ok(1.000_000_000_000_000_2));
        assert_eq!(from_hex("0x1p-99999999999999999999"), Ok(0.0));
        for text in ["", "zz", "0x", "1p", "1.2.3"] {
            assert_eq!(from_hex(text), Err(Fault::value("invalid hexadecimal floating-point string")));
        }
        assert_eq!(from_hex("0x1p1024"), Err(Fault::overflow("hexadecimal value too large to represent as a float")));
    }
}
