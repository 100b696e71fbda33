//! Hashes of numbers, exactly CPython's: equal numbers of different types have equal hashes.

use num_traits::ToPrimitive;

use super::int::{Int, decompose};

/// Hashes are residues modulo this Mersenne prime.
const MODULUS: u64 = (1 << BITS) - 1;
const BITS: u32 = 61;

/// `hash(value)` of an int.
pub fn of_int(value: &Int) -> i64 {
    let residue = match value {
        Int::Small(value) => value.unsigned_abs() % MODULUS,
        Int::Big(value) => (value.magnitude() % MODULUS).to_u64().unwrap_or(0),
    };
    finish(residue, value.is_negative())
}

/// `hash(value)` of a float that is no NaN; a NaN hashes by identity, which is the caller's.
pub fn of_float(value: f64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    let (mantissa, exponent) = decompose(value);
    // Multiplying by a power of two rotates within the 61 bits.
    let turn = exponent.rem_euclid(BITS as i32) as u32;
    let rotated = ((u128::from(mantissa) << turn) % u128::from(MODULUS)) as u64;
    finish(rotated, value < 0.0)
}

/// Gives the residue its sign; -1 is CPython's sign for an error, so it becomes -2.
fn finish(residue: u64, negative: bool) -> i64 {
    match if negative { -(residue as i64) } else { residue as i64 } {
        -1 => -2,
        hash => hash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_cpython() {
        assert_eq!(of_int(&Int::Small(-1)), -2);
        assert_eq!(of_int(&Int::Small(i64::MIN)), -4);
        assert_eq!(of_int(&Int::Small((1 << 61) - 1)), 0);
        assert_eq!(of_int(&Int::from("1000000000000000000000000000000".parse::<num_bigint::BigInt>().unwrap())), 465_258_685_558_744_706);
        assert_eq!(of_float(1.5), 1_152_921_504_606_846_977);
        assert_eq!(of_float(-1.0), -2);
        assert_eq!(of_float(1e300), 1_224_995_262_755_759_164);
        assert_eq!(of_float(-0.1), -230_584_300_921_369_408);
        assert_eq!(of_float(5e-324), 16_777_216);
        assert_eq!(of_float(f64::NEG_INFINITY), -314_159);
    }
}
