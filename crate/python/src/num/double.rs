//! `exp`, `log` and powers, rounded from twice a float's digits. `libm`'s are a digit off in every tenth case where CPython's are right:
//! the C library below CPython computes them with more digits too.

use core::f64::consts::LN_2;

/// A number as the sum of two floats, the second at most half a unit in the last place of the first.
#[derive(Clone, Copy)]
struct Double(f64, f64);

impl Double {
    fn sum(a: f64, b: f64) -> Self {
        let high = a + b;
        let part = high - a;
        Self(high, (a - (high - part)) + (b - part))
    }

    /// The exact product, by Dekker's splitting: browsers have no fused multiplication.
    fn product(a: f64, b: f64) -> Self {
        let split = |x: f64| {
            let scaled = x * 134_217_729.0;
            let high = scaled - (scaled - x);
            (high, x - high)
        };
        let high = a * b;
        let ((a, a_low), (b, b_low)) = (split(a), split(b));
        Self(high, ((a * b - high) + a * b_low + a_low * b) + a_low * b_low)
    }

    fn plus(self, other: Self) -> Self {
        let Self(high, low) = Self::sum(self.0, other.0);
        Self::sum(high, low + self.1 + other.1)
    }

    fn times(self, other: Self) -> Self {
        let Self(high, low) = Self::product(self.0, other.0);
        Self::sum(high, low + (self.0 * other.1 + self.1 * other.0))
    }

    /// `e` to this power, as a number near 1 and an exponent of 2.
    fn exp(self) -> (Self, i32) {
        const LN_2_LOW: f64 = 2.319_046_813_846_299_6e-17;
        const HALVINGS: i32 = 8;
        /// `1 / n!` for n from 10 down to 3, of which only the last need more digits.
        const INVERSE: [(f64, f64); 8] = [
            (2.755_731_922_398_589e-7, 0.0),
            (2.755_731_922_398_589_3e-6, 0.0),
            (2.480_158_730_158_73e-5, 0.0),
            (1.984_126_984_126_984e-4, 0.0),
            (1.388_888_888_888_889e-3, -5.300_543_954_373_577e-20),
            (8.333_333_333_333_333e-3, 1.156_482_317_317_871_4e-19),
            (4.166_666_666_666_666_4e-2, 2.312_964_634_635_742_7e-18),
            (0.166_666_666_666_666_66, 9.251_858_538_542_97e-18),
        ];
        let power = (self.0 / LN_2).round();
        let Self(high, low) = Self::product(power, -LN_2).plus(self);
        let scale = f64::from(1_u32 << HALVINGS);
        let rest = Self::sum(high, low - power * LN_2_LOW);
        let rest = Self(rest.0 / scale, rest.1 / scale);
        let mut series = Self(0.0, 0.0);
        for (high, low) in INVERSE {
            series = series.times(rest).plus(Self(high, low));
        }
        // e**rest - 1 = rest + rest**2 / 2 + rest**3 * series; squaring e**rest turns s into 2 s + s**2.
        let square = rest.times(rest);
        let mut less_one = rest.plus(Self(square.0 / 2.0, square.1 / 2.0)).plus(square.times(rest).times(series));
        for _ in 0..HALVINGS {
            less_one = Self(2.0 * less_one.0, 2.0 * less_one.1).plus(less_one.times(less_one));
        }
        (less_one.plus(Self(1.0, 0.0)), power as i32)
    }

    /// The natural logarithm of a positive normal float: one step of Newton's method from `libm`'s.
    fn log(x: f64) -> Self {
        let near = libm::log(x);
        let (inverse, power) = Self(-near, 0.0).exp();
        let Self(quotient, low) = inverse.times(Self(libm::ldexp(x, power), 0.0));
        let off = Self::sum(quotient - 1.0, low);
        Self::sum(near, off.0).plus(Self(0.0, off.1 - off.0 * off.0 / 2.0))
    }
}

/// Where results are neither subnormal nor out of range.
fn is_ordinary(x: f64) -> bool {
    (1e-300..1e300).contains(&x.abs())
}

/// `exp(x)`
pub fn exp(x: f64) -> f64 {
    let near = libm::exp(x);
    if !is_ordinary(near) || !is_ordinary(x) {
        return near;
    }
    let (Double(high, low), power) = Double(x, 0.0).exp();
    libm::ldexp(high + low, power)
}

/// `log(x)`
pub fn log(x: f64) -> f64 {
    if !is_ordinary(x) {
        return libm::log(x);
    }
    let Double(high, low) = Double::log(x);
    high + low
}

/// `x ** y`
pub fn pow(x: f64, y: f64) -> f64 {
    if y == 2.0 {
        return x * x;
    }
    let near = libm::pow(x, y);
    if !is_ordinary(near) || !is_ordinary(x) || !is_ordinary(y) {
        return near;
    }
    let (Double(high, low), power) = Double::log(x.abs()).times(Double(y, 0.0)).exp();
    libm::ldexp(high + low, power).copysign(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_rounded_once() {
        assert_eq!(exp(1.0), core::f64::consts::E);
        assert_eq!(exp(-1.0), 0.367_879_441_171_442_33);
        assert_eq!(log(10.0), core::f64::consts::LN_10);
        assert_eq!(pow(2.0, 0.5), core::f64::consts::SQRT_2);
        assert_eq!(pow(-8.0, 3.0), -512.0);
        assert_eq!(pow(1.05, 10.0), 1.628_894_626_777_442);
    }

    #[test]
    fn limits_are_those_of_floats() {
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(710.0), f64::INFINITY);
        assert_eq!(exp(-1000.0), 0.0);
        assert_eq!(log(1.0), 0.0);
        assert_eq!(pow(0.0, 0.0), 1.0);
        assert_eq!(pow(2.0, -1074.0), 5e-324);
        assert_eq!(pow(10.0, 400.0), f64::INFINITY);
    }
}
