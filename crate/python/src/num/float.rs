//! Float arithmetic that differs from the machine's: floor division, modulo, ratios.

use num_bigint::BigUint;

use super::int::{Int, decompose, signed};
use crate::fault::{Fault, Outcome};

/// `a / b`
pub fn true_div(a: f64, b: f64) -> Outcome<f64> {
    if b == 0.0 { Err(Fault::zero_division("float division by zero")) } else { Ok(a / b) }
}

/// `a // b`
pub fn floor_div(a: f64, b: f64) -> Outcome<f64> {
    if b == 0.0 { Err(Fault::zero_division("float floor division by zero")) } else { Ok(div_mod_nonzero(a, b).0) }
}

/// `a % b`
pub fn modulo(a: f64, b: f64) -> Outcome<f64> {
    if b == 0.0 { Err(Fault::zero_division("float modulo")) } else { Ok(div_mod_nonzero(a, b).1) }
}

/// `divmod(a, b)`
pub fn div_mod(a: f64, b: f64) -> Outcome<(f64, f64)> {
    if b == 0.0 { Err(Fault::zero_division("float divmod()")) } else { Ok(div_mod_nonzero(a, b)) }
}

/// Follows CPython's `_float_div_mod` (Objects/floatobject.c).
fn div_mod_nonzero(a: f64, b: f64) -> (f64, f64) {
    let mut remainder = libm::fmod(a, b);
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        // A zero remainder takes the divisor's sign.
        remainder = 0.0f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(a / b), remainder);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder)
}

/// `value.is_integer()`
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value.floor() == value
}

/// `value.as_integer_ratio()`
pub fn as_integer_ratio(value: f64) -> Outcome<(Int, Int)> {
    if value.is_infinite() {
        return Err(Fault::overflow("cannot convert Infinity to integer ratio"));
    }
    if value.is_nan() {
        return Err(Fault::value("cannot convert NaN to integer ratio"));
    }
    let (mantissa, exponent) = decompose(value);
    if mantissa == 0 {
        return Ok((Int::Small(0), Int::Small(1)));
    }
    let zeros = mantissa.trailing_zeros();
    let exponent = exponent + zeros as i32;
    let numerator = BigUint::from(mantissa >> zeros) << exponent.max(0).unsigned_abs();
    let denominator = BigUint::from(1u32) << (-exponent).max(0).unsigned_abs();
    Ok((signed(value < 0.0, numerator), signed(false, denominator)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_division_and_modulo_follow_the_divisors_sign() {
        for (a, b, quotient, remainder) in [
            (7.5, 2.0, 3.0, 1.5),
            (-7.5, 2.0, -4.0, 0.5),
            (7.5, -2.0, -4.0, -0.5),
            (-1e-20, 3.0, -1.0, 3.0),
            (1.0, 0.1, 9.0, 0.099_999_999_999_999_95),
            (5.0, f64::INFINITY, 0.0, 5.0),
            (-5.0, f64::INFINITY, -1.0, f64::INFINITY),
        ] {
            assert_eq!(div_mod(a, b), Ok((quotient, remainder)), "divmod({a}, {b})");
        }
        let (quotient, remainder) = div_mod(-0.0, 1.0).unwrap();
        assert_eq!((quotient.to_bits(), remainder.to_bits()), ((-0.0f64).to_bits(), 0));
        assert_eq!(floor_div(1.0, 0.0), Err(Fault::zero_division("float floor division by zero")));
    }

    #[test]
    fn ratios_are_exact_and_in_lowest_terms() {
        assert_eq!(as_integer_ratio(0.1), Ok((Int::Small(3_602_879_701_896_397), Int::Small(36_028_797_018_963_968))));
        assert_eq!(as_integer_ratio(-1.5), Ok((Int::Small(-3), Int::Small(2))));
        assert_eq!(as_integer_ratio(1e22), Ok((Int::from(10_000_000_000_000_000_000_000_i128), Int::Small(1))));
        assert_eq!(as_integer_ratio(f64::INFINITY), Err(Fault::overflow("cannot convert Infinity to integer ratio")));
    }
}
