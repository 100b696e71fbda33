//! Ints of any size: small ones in a machine word, the rest in a [`BigInt`], and the arithmetic that never leaves the ints.

use std::cmp::Ordering;
use std::ops::{BitAnd, BitOr, BitXor, Not};

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::fault::{Fault, FaultKind, MAX_INT_BITS, Outcome};

/// An int. Invariant: a value that fits an `i64` is `Small`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Int {
    /// A value of one machine word.
    Small(i64),
    /// A value outside of `i64`.
    Big(BigInt),
}

impl From<i64> for Int {
    fn from(value: i64) -> Self {
        Self::Small(value)
    }
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Self {
        match value.to_i64() {
            Some(small) => Self::Small(small),
            None => Self::Big(value),
        }
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Self {
        match i64::try_from(value) {
            Ok(small) => Self::Small(small),
            Err(_) => Self::Big(BigInt::from(value)),
        }
    }
}

impl From<u64> for Int {
    fn from(value: u64) -> Self {
        Self::from(i128::from(value))
    }
}

impl From<usize> for Int {
    fn from(value: usize) -> Self {
        Self::from(value as u64)
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.cmp(b),
            (Self::Big(a), Self::Big(b)) => a.cmp(b),
            (Self::Big(a), Self::Small(_)) => {
                if a.is_negative() {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
            (Self::Small(_), Self::Big(b)) => {
                if b.is_negative() {
                    Ordering::Greater
                } else {
                    Ordering::Less
                }
            }
        }
    }
}

impl Int {
    /// The value as an `i64`, if it is one.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Self::Small(value) => Some(*value),
            Self::Big(_) => None,
        }
    }

    /// The value as a [`BigInt`].
    pub fn to_big(&self) -> BigInt {
        match self {
            Self::Small(value) => BigInt::from(*value),
            Self::Big(value) => value.clone(),
        }
    }

    /// The absolute value.
    pub fn magnitude(&self) -> BigUint {
        match self {
            Self::Small(value) => BigUint::from(value.unsigned_abs()),
            Self::Big(value) => value.magnitude().clone(),
        }
    }

    /// Whether the value is below zero.
    pub fn is_negative(&self) -> bool {
        match self {
            Self::Small(value) => *value < 0,
            Self::Big(value) => value.is_negative(),
        }
    }

    /// Whether the value is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self, Self::Small(0))
    }

    /// `int.bit_length()`
    pub fn bit_length(&self) -> u64 {
        match self {
            Self::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            Self::Big(value) => value.bits(),
        }
    }

    /// `int.bit_count()`: the ones of the absolute value.
    pub fn bit_count(&self) -> u64 {
        match self {
            Self::Small(value) => u64::from(value.unsigned_abs().count_ones()),
            Self::Big(value) => value.magnitude().count_ones(),
        }
    }

    /// `self + other`
    pub fn add(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => match a.checked_add(*b) {
                Some(sum) => Self::Small(sum),
                None => Self::from(i128::from(*a) + i128::from(*b)),
            },
            _ => Self::from(self.to_big() + other.to_big()),
        }
    }

    /// `self - other`
    pub fn sub(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => match a.checked_sub(*b) {
                Some(difference) => Self::Small(difference),
                None => Self::from(i128::from(*a) - i128::from(*b)),
            },
            _ => Self::from(self.to_big() - other.to_big()),
        }
    }

    /// `self * other`; refused where the product would be too large.
    pub fn mul(&self, other: &Self) -> Outcome<Self> {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Ok(match a.checked_mul(*b) {
                Some(product) => Self::Small(product),
                None => Self::from(i128::from(*a) * i128::from(*b)),
            }),
            _ if self.is_zero() || other.is_zero() => Ok(Self::Small(0)),
            _ => {
                check_bits(self.bit_length() + other.bit_length())?;
                Ok(Self::from(self.to_big() * other.to_big()))
            }
        }
    }

    /// `-self`
    pub fn neg(&self) -> Self {
        Self::Small(0).sub(self)
    }

    /// `abs(self)`
    pub fn abs(&self) -> Self {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    /// `self // other`
    pub fn floor_div(&self, other: &Self) -> Outcome<Self> {
        if other.is_zero() {
            return Err(Fault::zero_division("integer division or modulo by zero"));
        }
        Ok(self.div_mod_nonzero(other).0)
    }

    /// `self % other`
    pub fn modulo(&self, other: &Self) -> Outcome<Self> {
        if other.is_zero() {
            return Err(Fault::zero_division("integer modulo by zero"));
        }
        Ok(self.div_mod_nonzero(other).1)
    }

    /// `divmod(self, other)`
    pub fn div_mod(&self, other: &Self) -> Outcome<(Self, Self)> {
        if other.is_zero() {
            return Err(Fault::zero_division("integer division or modulo by zero"));
        }
        Ok(self.div_mod_nonzero(other))
    }

    fn div_mod_nonzero(&self, other: &Self) -> (Self, Self) {
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && let (Some(quotient), Some(remainder)) = (a.checked_div(*b), a.checked_rem(*b))
        {
            // Rust truncates towards zero, Python floors.
            return if remainder != 0 && (remainder < 0) != (*b < 0) {
                (Self::Small(quotient - 1), Self::Small(remainder + b))
            } else {
                (Self::Small(quotient), Self::Small(remainder))
            };
        }
        let (quotient, remainder) = self.to_big().div_mod_floor(&other.to_big());
        (Self::from(quotient), Self::from(remainder))
    }

    /// `self << count`
    pub fn shl(&self, count: &Self) -> Outcome<Self> {
        if count.is_negative() {
            return Err(Fault::value("negative shift count"));
        }
        if self.is_zero() {
            return Ok(Self::Small(0));
        }
        let Some(count) = count.to_i64() else {
            return Err(Fault::overflow("too many digits in integer"));
        };
        check_bits(self.bit_length().saturating_add(count as u64))?;
        if let Self::Small(value) = self
            && count < 64
        {
            return Ok(Self::from(i128::from(*value) << count));
        }
        Ok(Self::from(self.to_big() << count as u64))
    }

    /// `self >> count`
    pub fn shr(&self, count: &Self) -> Outcome<Self> {
        if count.is_negative() {
            return Err(Fault::value("negative shift count"));
        }
        let all_out = || Self::Small(if self.is_negative() { -1 } else { 0 });
        match (self, count.to_i64()) {
            (Self::Small(value), Some(count)) => Ok(Self::Small(value >> count.min(63))),
            (Self::Big(value), Some(count)) if (count as u64) < value.bits() => Ok(Self::from(value >> count as u64)),
            _ => Ok(all_out()),
        }
    }

    /// `self & other`
    pub fn and(&self, other: &Self) -> Self {
        self.bitwise(other, i64::bitand, BigInt::bitand)
    }

    /// `self | other`
    pub fn or(&self, other: &Self) -> Self {
        self.bitwise(other, i64::bitor, BigInt::bitor)
    }

    /// `self ^ other`
    pub fn xor(&self, other: &Self) -> Self {
        self.bitwise(other, i64::bitxor, BigInt::bitxor)
    }

    fn bitwise(&self, other: &Self, small: fn(i64, i64) -> i64, big: fn(BigInt, BigInt) -> BigInt) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Self::Small(small(*a, *b)),
            _ => Self::from(big(self.to_big(), other.to_big())),
        }
    }

    /// `~self`
    pub fn invert(&self) -> Self {
        match self {
            Self::Small(value) => Self::Small(value.not()),
            Self::Big(value) => Self::from(-(value + 1u32)),
        }
    }

    /// `self / other`, correctly rounded.
    pub fn true_div(&self, other: &Self) -> Outcome<f64> {
        /// Up to here every int is a float.
        const EXACT: u64 = 1 << 53;
        if other.is_zero() {
            return Err(Fault::zero_division("division by zero"));
        }
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && a.unsigned_abs() <= EXACT
            && b.unsigned_abs() <= EXACT
        {
            return Ok(*a as f64 / *b as f64);
        }
        let magnitude = ratio_to_f64(&self.magnitude(), &other.magnitude())
            .ok_or_else(|| Fault::overflow("integer division result too large for a float"))?;
        Ok(if self.is_negative() == other.is_negative() { magnitude } else { -magnitude })
    }

    /// `float(self)`, correctly rounded.
    pub fn to_f64(&self) -> Outcome<f64> {
        match self {
            Self::Small(value) => Ok(*value as f64),
            Self::Big(value) => {
                let magnitude = ratio_to_f64(value.magnitude(), &BigUint::from(1u32))
                    .ok_or_else(|| Fault::overflow("int too large to convert to float"))?;
                Ok(if value.is_negative() { -magnitude } else { magnitude })
            }
        }
    }

    /// The int nearest to `value` towards zero, as `int(value)`.
    pub fn from_f64(value: f64) -> Outcome<Self> {
        if value.is_nan() {
            return Err(Fault::value("cannot convert float NaN to integer"));
        }
        if value.is_infinite() {
            return Err(Fault::overflow("cannot convert float infinity to integer"));
        }
        let whole = value.trunc();
        // Every float below 2**63 is an i64.
        if whole.abs() < 9.223_372_036_854_776e18 {
            return Ok(Self::Small(whole as i64));
        }
        let (mantissa, exponent) = decompose(whole);
        let magnitude = BigInt::from(mantissa) << exponent.unsigned_abs();
        Ok(Self::from(if value < 0.0 { -magnitude } else { magnitude }))
    }

    /// Compares with a float exactly, as Python does; `None` for NaN.
    pub fn partial_cmp_f64(&self, other: f64) -> Option<Ordering> {
        if other.is_nan() {
            return None;
        }
        if other.is_infinite() {
            return Some(if other > 0.0 { Ordering::Less } else { Ordering::Greater });
        }
        let floor = other.floor();
        // A finite float always converts.
        let whole = Self::from_f64(floor).ok()?;
        Some(self.cmp(&whole).then(if other > floor { Ordering::Less } else { Ordering::Equal }))
    }

    /// `math.gcd(self, other)`
    pub fn gcd(&self, other: &Self) -> Self {
        if let (Self::Small(a), Self::Small(b)) = (self, other) {
            return Self::from(a.unsigned_abs().gcd(&b.unsigned_abs()));
        }
        Self::from(self.to_big().gcd(&other.to_big()))
    }

    /// `math.lcm(self, other)`
    pub fn lcm(&self, other: &Self) -> Outcome<Self> {
        if self.is_zero() || other.is_zero() {
            return Ok(Self::Small(0));
        }
        self.div_mod_nonzero(&self.gcd(other)).0.mul(other).map(|product| product.abs())
    }

    /// `math.isqrt(self)`
    pub fn isqrt(&self) -> Outcome<Self> {
        if self.is_negative() {
            return Err(Fault::value("isqrt() argument must be nonnegative"));
        }
        Ok(match self {
            Self::Small(value) => Self::from((*value as u64).isqrt()),
            Self::Big(value) => Self::from(value.sqrt()),
        })
    }

    /// The value as a count or position that must fit a machine word, or `IndexError`/`OverflowError` as CPython words it.
    pub fn to_index(&self, kind: FaultKind) -> Outcome<i64> {
        self.to_i64().ok_or_else(|| Fault::new(kind, "cannot fit 'int' into an index-sized integer"))
    }
}

/// Refuses a result of `bits` bits that would be larger than an int may be.
pub(super) fn check_bits(bits: u64) -> Outcome<()> {
    if bits > MAX_INT_BITS { Err(Fault::memory()) } else { Ok(()) }
}

/// `value` is exactly `mantissa * 2**exponent`, its sign left out; `value` is finite.
pub(super) fn decompose(value: f64) -> (u64, i32) {
    const FRACTION_BITS: u32 = 52;
    let bits = value.to_bits();
    let fraction = bits & ((1 << FRACTION_BITS) - 1);
    match ((bits >> FRACTION_BITS) & 0x7ff) as i32 {
        0 => (fraction, -1074),
        biased => (fraction | 1 << FRACTION_BITS, biased - 1075),
    }
}

/// `numerator / denominator` rounded half to even, subnormals included; `None` where it overflows.
/// Follows CPython's `long_true_divide` (Objects/longobject.c).
fn ratio_to_f64(numerator: &BigUint, denominator: &BigUint) -> Option<f64> {
    const MANTISSA_BITS: i64 = 53;
    const MIN_EXPONENT: i64 = -1021;
    const MAX_EXPONENT: i64 = 1024;
    if numerator.is_zero() {
        return Some(0.0);
    }
    let difference = numerator.bits() as i64 - denominator.bits() as i64;
    if difference > MAX_EXPONENT {
        return None;
    }
    if difference < MIN_EXPONENT - MANTISSA_BITS - 1 {
        return Some(0.0);
    }
    // Two more bits than the mantissa has: one to round by, one that remembers whether anything was cut off.
    let shift = difference.max(MIN_EXPONENT) - MANTISSA_BITS - 2;
    let (quotient, remainder) = if shift <= 0 {
        (numerator << shift.unsigned_abs()).div_rem(denominator)
    } else {
        numerator.div_rem(&(denominator << shift.unsigned_abs()))
    };
    let mut mantissa = quotient.to_u64()? | u64::from(!remainder.is_zero());
    let bits = i64::from(64 - mantissa.leading_zeros());
    let extra = bits.max(MIN_EXPONENT - shift) - MANTISSA_BITS;
    let half = 1u64 << (extra - 1);
    let lost = mantissa & (2 * half - 1);
    mantissa -= lost;
    if lost > half || (lost == half && mantissa & (2 * half) != 0) {
        mantissa += 2 * half;
    }
    // The mantissa has at most 53 significant bits now, so both steps are exact.
    let result = libm::ldexp(mantissa as f64, shift as i32);
    result.is_finite().then_some(result)
}

/// The int with this sign and magnitude.
pub(super) fn signed(negative: bool, magnitude: BigUint) -> Int {
    Int::from(BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> Int {
        Int::from(text.parse::<BigInt>().unwrap())
    }

    #[test]
    fn floor_division_rounds_towards_minus_infinity() {
        for (a, b, quotient, remainder) in [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, -2, -3, 0)] {
            assert_eq!(Int::Small(a).div_mod(&Int::Small(b)), Ok((Int::Small(quotient), Int::Small(remainder))));
        }
        assert_eq!(Int::Small(i64::MIN).floor_div(&Int::Small(-1)), Ok(big("9223372036854775808")));
        assert_eq!(Int::Small(1).modulo(&Int::Small(0)), Err(Fault::zero_division("integer modulo by zero")));
    }

    #[test]
    fn words_overflow_into_big_ints_and_come_back() {
        let above = Int::Small(i64::MAX).add(&Int::Small(1));
        assert_eq!(above, big("9223372036854775808"));
        assert_eq!(above.sub(&Int::Small(1)), Int::Small(i64::MAX));
        assert_eq!(Int::Small(i64::MIN).neg(), above);
        assert_eq!(Int::Small(1 << 40).mul(&Int::Small(1 << 40)), Ok(big("1208925819614629174706176")));
    }

    #[test]
    fn shifts_are_checked_before_they_allocate() {
        assert_eq!(Int::Small(1).shl(&Int::Small(10_000_000_000)), Err(Fault::memory()));
        assert_eq!(Int::Small(1).shl(&Int::Small(-1)), Err(Fault::value("negative shift count")));
        assert_eq!(Int::Small(0).shl(&big("1000000000000000000000000000000")), Ok(Int::Small(0)));
        assert_eq!(Int::Small(1).shl(&big("1000000000000000000000000000000")), Err(Fault::overflow("too many digits in integer")));
        assert_eq!(Int::Small(-5).shl(&Int::Small(63)), Ok(big("-46116860184273879040")));
        assert_eq!(big("-46116860184273879040").shr(&Int::Small(63)), Ok(Int::Small(-5)));
        assert_eq!(big("-46116860184273879040").shr(&Int::Small(1000)), Ok(Int::Small(-1)));
        assert_eq!(Int::Small(-1).shr(&Int::Small(64)), Ok(Int::Small(-1)));
    }

    #[test]
    fn true_division_is_correctly_rounded() {
        for (a, b, expected) in [
            ("1", "3", 0.333_333_333_333_333_3),
            ("9007199254740993", "1", 9_007_199_254_740_992.0),
            ("9007199254740995", "1", 9_007_199_254_740_996.0),
            ("123456789012345678901234567890", "987654321", 1.249_999_988_734_375e20),
            ("-10000000000000000000000000000000000000000", "3", -3.333_333_333_333_333e39),
        ] {
            assert_eq!(big(a).true_div(&big(b)), Ok(expected), "{a} / {b}");
        }
        let huge = Int::Small(1).shl(&Int::Small(2000)).unwrap();
        assert_eq!(Int::Small(1).shl(&Int::Small(930)).unwrap().true_div(&huge), Ok(libm::ldexp(1.0, -1070)));
        assert_eq!(huge.true_div(&Int::Small(1)), Err(Fault::overflow("integer division result too large for a float")));
        assert_eq!(huge.to_f64(), Err(Fault::overflow("int too large to convert to float")));
    }

    #[test]
    fn floats_convert_and_compare_exactly() {
        assert_eq!(Int::from_f64(1e30), Ok(big("1000000000000000019884624838656")));
        assert_eq!(Int::from_f64(-2.9), Ok(Int::Small(-2)));
        assert_eq!(Int::from_f64(-9.223_372_036_854_776e18), Ok(Int::Small(i64::MIN)));
        assert_eq!(Int::Small(9_007_199_254_740_993).partial_cmp_f64(9_007_199_254_740_992.0), Some(Ordering::Greater));
        assert_eq!(Int::Small(1).partial_cmp_f64(1.5), Some(Ordering::Less));
        assert_eq!(Int::Small(-1).partial_cmp_f64(-1.5), Some(Ordering::Greater));
        assert_eq!(Int::Small(0).partial_cmp_f64(f64::NAN), None);
        assert_eq!(Int::Small(0).partial_cmp_f64(f64::NEG_INFINITY), Some(Ordering::Greater));
    }

    #[test]
    fn bits_of_negative_numbers_are_twos_complement() {
        let minus = big("-1000000000000000000000");
        assert_eq!(minus.and(&Int::Small(0xffff)), Int::Small(0));
        assert_eq!(minus.or(&Int::Small(1)), big("-999999999999999999999"));
        assert_eq!(minus.xor(&Int::Small(-1)), big("999999999999999999999"));
        assert_eq!(minus.invert(), big("999999999999999999999"));
        assert_eq!((minus.bit_length(), minus.bit_count()), (70, 29));
    }

    #[test]
    fn gcd_lcm_and_isqrt_agree_with_math() {
        assert_eq!(Int::Small(-12).gcd(&Int::Small(18)), Int::Small(6));
        assert_eq!(Int::Small(i64::MIN).gcd(&Int::Small(0)), big("9223372036854775808"));
        assert_eq!(Int::Small(-4).lcm(&Int::Small(6)), Ok(Int::Small(12)));
        assert_eq!(big("10000000000000000000000000000000000000000").isqrt(), Ok(big("100000000000000000000")));
        assert_eq!(Int::Small(-1).isqrt(), Err(Fault::value("isqrt() argument must be nonnegative")));
    }
}
