//! `pow` in its three forms.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::One;

use super::int::{Int, check_bits};
use crate::fault::{Fault, Outcome};

/// What a power of ints is: an int, or a float where the exponent is negative.
#[derive(Clone, Debug, PartialEq)]
pub enum Power {
    /// An exact power.
    Int(Int),
    /// A power with a negative exponent.
    Float(f64),
}

/// `base ** exponent`; refused before computing where the result would be too large.
pub fn of_ints(base: &Int, exponent: &Int) -> Outcome<Power> {
    if exponent.is_negative() {
        return of_floats(base.to_f64()?, exponent.to_f64()?).map(Power::Float);
    }
    match (base, exponent.to_i64()) {
        (_, Some(0)) | (Int::Small(1), _) => Ok(Power::Int(Int::Small(1))),
        (Int::Small(0), _) => Ok(Power::Int(Int::Small(0))),
        (Int::Small(-1), _) => Ok(Power::Int(Int::Small(if exponent.and(&Int::Small(1)).is_zero() { 1 } else { -1 }))),
        (_, None) => Err(Fault::memory()),
        (_, Some(exponent)) => {
            if let (Int::Small(base), Ok(exponent)) = (base, u32::try_from(exponent))
                && let Some(result) = base.checked_pow(exponent)
            {
                return Ok(Power::Int(Int::Small(result)));
            }
            // 2**(bits-1) <= base, so the result has at least this many bits.
            check_bits((base.bit_length() - 1).saturating_mul(exponent as u64))?;
            let exponent = u32::try_from(exponent).map_err(|_| Fault::memory())?;
            Ok(Power::Int(Int::from(base.to_big().pow(exponent))))
        }
    }
}

/// `pow(base, exponent, modulus)`
pub fn modular(base: &Int, exponent: &Int, modulus: &Int) -> Outcome<Int> {
    /// Word multiplications one call may take: some 50 ms.
    const MAX_STEPS: u64 = 50_000_000;
    if modulus.is_zero() {
        return Err(Fault::value("pow() 3rd argument cannot be 0"));
    }
    let words = modulus.bit_length() / 64 + 1;
    if words.saturating_mul(words).saturating_mul(exponent.bit_length()) > MAX_STEPS {
        return Err(Fault::memory());
    }
    let modulus_big = modulus.to_big();
    if !exponent.is_negative() {
        return Ok(Int::from(base.to_big().modpow(&exponent.to_big(), &modulus_big)));
    }
    let positive = modulus.abs().to_big();
    let extended = base.to_big().mod_floor(&positive).extended_gcd(&positive);
    if !extended.gcd.is_one() {
        return Err(Fault::value("base is not invertible for the given modulus"));
    }
    let inverse: BigInt = extended.x.mod_floor(&positive);
    Ok(Int::from(inverse.modpow(&exponent.neg().to_big(), &modulus_big)))
}

/// `base ** exponent` of floats.
pub fn of_floats(base: f64, exponent: f64) -> Outcome<f64> {
    let is_odd = |value: f64| libm::fmod(value.abs(), 2.0) == 1.0;
    if exponent == 0.0 || base == 1.0 {
        return Ok(1.0);
    }
    if base.is_nan() || exponent.is_nan() {
        return Ok(f64::NAN);
    }
    if exponent.is_infinite() {
        return Ok(if base.abs() == 1.0 {
            1.0
        } else if (exponent > 0.0) == (base.abs() > 1.0) {
            f64::INFINITY
        } else {
            0.0
        });
    }
    if base.is_infinite() {
        let magnitude = if exponent > 0.0 { f64::INFINITY } else { 0.0 };
        return Ok(if is_odd(exponent) { magnitude.copysign(base) } else { magnitude });
    }
    if base == 0.0 {
        if exponent < 0.0 {
            return Err(Fault::zero_division("0.0 cannot be raised to a negative power"));
        }
        return Ok(if is_odd(exponent) { base } else { 0.0 });
    }
    if base < 0.0 && exponent != exponent.floor() {
        return Err(Fault::value("a negative number to a fractional power is a complex number, which is not supported here"));
    }
    let result = super::double::pow(base, exponent);
    if result.is_infinite() {
        return Err(Fault::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_refused_before_they_grow() {
        assert_eq!(of_ints(&Int::Small(10), &Int::Small(100_000_000)), Err(Fault::memory()));
        assert_eq!(of_ints(&Int::Small(2), &Int::from(1i128 << 90)), Err(Fault::memory()));
        assert_eq!(of_ints(&Int::Small(-1), &Int::from((1i128 << 90) + 1)), Ok(Power::Int(Int::Small(-1))));
        assert_eq!(of_ints(&Int::Small(3), &Int::Small(39)), Ok(Power::Int(Int::Small(4_052_555_153_018_976_267))));
        assert_eq!(of_ints(&Int::Small(-3), &Int::Small(41)), Ok(Power::Int(Int::from(-36_472_996_377_170_786_403_i128))));
        assert_eq!(of_ints(&Int::Small(2), &Int::Small(-1)), Ok(Power::Float(0.5)));
        assert_eq!(of_ints(&Int::Small(0), &Int::Small(-1)), Err(Fault::zero_division("0.0 cannot be raised to a negative power")));
    }

    #[test]
    fn modular_powers_take_the_sign_of_the_modulus() {
        for (base, exponent, modulus, expected) in
            [(3, -1, 7, 5), (3, -1, -7, -2), (2, 10, 1000, 24), (-2, 3, 5, 2), (7, 0, 1, 0), (5, 3, -7, -1)]
        {
            assert_eq!(modular(&Int::Small(base), &Int::Small(exponent), &Int::Small(modulus)), Ok(Int::Small(expected)));
        }
        assert_eq!(
            modular(&Int::Small(2), &Int::Small(-1), &Int::Small(4)),
            Err(Fault::value("base is not invertible for the given modulus"))
        );
        assert_eq!(modular(&Int::Small(2), &Int::Small(3), &Int::Small(0)), Err(Fault::value("pow() 3rd argument cannot be 0")));
    }

    #[test]
    fn float_powers_treat_the_edges_as_ieee_does() {
        assert_eq!(of_floats(2.0, 0.5), Ok(std::f64::consts::SQRT_2));
        assert_eq!(of_floats(-2.0, 3.0), Ok(-8.0));
        assert_eq!(of_floats(f64::NAN, 0.0), Ok(1.0));
        assert_eq!(of_floats(-1.0, f64::INFINITY), Ok(1.0));
        assert_eq!(of_floats(f64::NEG_INFINITY, -3.0).map(f64::to_bits), Ok((-0.0f64).to_bits()));
        assert_eq!(of_floats(2.0, 10000.0), Err(Fault::overflow("(34, 'Numerical result out of range')")));
    }
}
