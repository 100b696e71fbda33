//! `round(number, ndigits)`, exactly as CPython rounds: on the decimal value of the binary number, half to even.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::int::Int;
use crate::fault::{Fault, Outcome};

/// `round(value)`: to the nearest int, half to even.
pub fn float_to_int(value: f64) -> Outcome<Int> {
    Int::from_f64(value.round_ties_even())
}

/// `round(value, digits)` of a float.
pub fn float_to_digits(value: f64, digits: &Int) -> Outcome<f64> {
    /// With more digits than this every float is its own rounding.
    const MOST: i64 = 323;
    /// With fewer every float rounds to zero.
    const LEAST: i64 = -308;
    if !value.is_finite() || value == 0.0 {
        return Ok(value);
    }
    let digits = digits.to_i64().unwrap_or(if digits.is_negative() { i64::MIN } else { i64::MAX });
    if digits > MOST {
        return Ok(value);
    }
    if digits < LEAST {
        return Ok(0.0 * value);
    }
    if digits >= 0 {
        return Ok(format!("{value:.*}", digits as usize).parse().unwrap_or(value));
    }
    let whole = value.abs().floor();
    let unit = BigInt::from(10u32).pow(digits.unsigned_abs() as u32);
    let (quotient, remainder) = Int::from_f64(whole)?.to_big().div_rem(&unit);
    let has_fraction = whole < value.abs();
    let rounds_up = match (remainder * 2u32).cmp(&unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => has_fraction || quotient.is_odd(),
    };
    let rounded = Int::from((quotient + u32::from(rounds_up)) * unit);
    let magnitude = rounded.to_f64().map_err(|_| Fault::overflow("rounded value too large to represent"))?;
    Ok(magnitude.copysign(value))
}

/// `round(value, digits)` of an int.
pub fn int_to_digits(value: &Int, digits: &Int) -> Int {
    if !digits.is_negative() {
        return value.clone();
    }
    // 10**n has more than 3n bits, so beyond this the unit is over twice the value.
    let limit = value.bit_length() / 3 + 2;
    match digits.neg().to_i64() {
        Some(places) if places as u64 <= limit => {
            let unit = BigInt::from(10u32).pow(places as u32);
            let (quotient, remainder) = value.to_big().div_mod_floor(&unit);
            let doubled: BigInt = remainder * 2u32;
            let rounds_up = doubled > unit || (doubled == unit && quotient.is_odd());
            Int::from((quotient + u32::from(rounds_up)) * unit)
        }
        _ => Int::Small(0),
    }
}

/// `math.floor(value)`
pub fn floor(value: f64) -> Outcome<Int> {
    Int::from_f64(value.floor())
}

/// `math.ceil(value)`
pub fn ceil(value: f64) -> Outcome<Int> {
    Int::from_f64(value.ceil())
}

/// Whether an int is a power of two times anything: only used to keep `log` of huge ints finite.
pub(super) fn to_scaled_f64(value: &Int) -> (f64, i64) {
    let bits = value.bit_length() as i64;
    let shift = (bits - 64).max(0);
    let top = value.to_big().abs() >> shift as u64;
    let top = if top.is_zero() { 0.0 } else { top.to_f64().unwrap_or(f64::INFINITY) };
    (if value.is_negative() { -top } else { top }, shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_round_on_their_exact_decimal_value() {
        for (value, digits, expected) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (2.5, 0, 2.0),
            (1234.5678, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1350.0, -2, 1400.0),
            (1250.001, -2, 1300.0),
            (50.0, -2, 0.0),
            (50.5, -2, 100.0),
            (1e308, -308, 1e308),
            (5e-324, 323, 0.0),
            (1e-5, 5, 1e-5),
            (-2.5, 0, -2.0),
            (0.125, 2, 0.12),
            (0.375, 2, 0.38),
        ] {
            assert_eq!(float_to_digits(value, &Int::Small(digits)), Ok(expected), "round({value}, {digits})");
        }
        assert_eq!(float_to_digits(1.7e308, &Int::Small(-308)), Err(Fault::overflow("rounded value too large to represent")));
        assert_eq!(float_to_int(f64::INFINITY), Err(Fault::overflow("cannot convert float infinity to integer")));
    }

    #[test]
    fn ints_round_half_to_even() {
        for (value, digits, expected) in
            [(15, -1, 20), (25, -1, 20), (-15, -1, -20), (-25, -1, -20), (149, -2, 100), (5, -1, 0), (7, -1, 10), (1, -50, 0), (3, 2, 3)]
        {
            assert_eq!(int_to_digits(&Int::Small(value), &Int::Small(digits)), Int::Small(expected), "round({value}, {digits})");
        }
    }
}
