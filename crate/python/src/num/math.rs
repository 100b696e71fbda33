//! The functions of `math` on floats, with CPython's domain and range errors.

use super::float;
use super::int::Int;
use super::power;
use super::round::to_scaled_f64;
use crate::fault::{Fault, FaultKind, Outcome};

/// A function of one float whose infinite results of finite arguments are poles: domain errors.
pub fn smooth(function: fn(f64) -> f64, x: f64) -> Outcome<f64> {
    checked(function(x), x, domain)
}

/// A function of one float that may grow out of range.
pub fn growing(function: fn(f64) -> f64, x: f64) -> Outcome<f64> {
    checked(function(x), x, range)
}

fn checked(result: f64, x: f64, infinite: fn() -> Fault) -> Outcome<f64> {
    if result.is_nan() && !x.is_nan() {
        return Err(domain());
    }
    if result.is_infinite() && x.is_finite() {
        return Err(infinite());
    }
    Ok(result)
}

/// `math.degrees(x)`
pub fn degrees(x: f64) -> f64 {
    x * (180.0 / std::f64::consts::PI)
}

/// `math.radians(x)`
pub fn radians(x: f64) -> f64 {
    x * (std::f64::consts::PI / 180.0)
}

fn domain() -> Fault {
    Fault::value("math domain error")
}

fn range() -> Fault {
    Fault::overflow("math range error")
}

/// `math.log(x)` of a float.
pub fn log(x: f64) -> Outcome<f64> {
    log_with(x, super::double::log)
}

/// `math.log2(x)` of a float.
pub fn log2(x: f64) -> Outcome<f64> {
    log_with(x, libm::log2)
}

/// `math.log10(x)` of a float.
pub fn log10(x: f64) -> Outcome<f64> {
    log_with(x, libm::log10)
}

fn log_with(x: f64, function: fn(f64) -> f64) -> Outcome<f64> {
    if x <= 0.0 { Err(domain()) } else { Ok(function(x)) }
}

/// `log`, `log2` or `log10` of an int, which may be far larger than any float.
pub fn log_of_int(x: &Int, log: fn(f64) -> Outcome<f64>) -> Outcome<f64> {
    match x.to_f64() {
        Ok(x) => log(x),
        Err(_) if x.is_negative() => Err(domain()),
        Err(_) => {
            let (top, shift) = to_scaled_f64(x);
            Ok(log(top)? + log(2.0)? * shift as f64)
        }
    }
}

/// The quotient of two logarithms, as `math.log(x, base)` forms it.
pub fn log_ratio(log_x: f64, log_base: f64) -> Outcome<f64> {
    float::true_div(log_x, log_base)
}

/// `math.gamma(x)`
pub fn gamma(x: f64) -> Outcome<f64> {
    /// Factorials up to here are floats.
    const EXACT: f64 = 23.0;
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x == f64::NEG_INFINITY || (x <= 0.0 && x == x.floor()) {
        return Err(domain());
    }
    if x == x.floor() && x <= EXACT {
        return Ok((2..x as u32).map(f64::from).product());
    }
    let result = libm::tgamma(x);
    if result.is_infinite() { Err(range()) } else { Ok(result) }
}

/// `math.lgamma(x)`
pub fn lgamma(x: f64) -> Outcome<f64> {
    if x.is_infinite() {
        return Ok(f64::INFINITY);
    }
    if x <= 0.0 && x == x.floor() {
        return Err(domain());
    }
    let result = libm::lgamma(x);
    if result.is_infinite() { Err(range()) } else { Ok(result) }
}

/// `math.pow(x, y)`
pub fn pow(x: f64, y: f64) -> Outcome<f64> {
    power::of_floats(x, y).map_err(|fault| if fault.kind == FaultKind::Overflow { range() } else { domain() })
}

/// `math.fmod(x, y)`
pub fn fmod(x: f64, y: f64) -> Outcome<f64> {
    two(x, y, libm::fmod(x, y))
}

/// `math.remainder(x, y)`
pub fn remainder(x: f64, y: f64) -> Outcome<f64> {
    two(x, y, libm::remainder(x, y))
}

fn two(x: f64, y: f64, result: f64) -> Outcome<f64> {
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(domain()) } else { Ok(result) }
}

/// `math.atan2(y, x)`
pub fn atan2(y: f64, x: f64) -> f64 {
    libm::atan2(y, x)
}

/// `math.copysign(x, y)`
pub fn copysign(x: f64, y: f64) -> f64 {
    x.copysign(y)
}

/// `math.frexp(x)`
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() { (x, 0) } else { libm::frexp(x) }
}

/// `math.ldexp(x, exponent)`
pub fn ldexp(x: f64, exponent: &Int) -> Outcome<f64> {
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    let exponent = exponent.to_i64().and_then(|exponent| i32::try_from(exponent).ok()).unwrap_or(if exponent.is_negative() {
        i32::MIN
    } else {
        i32::MAX
    });
    let result = libm::ldexp(x, exponent);
    if result.is_infinite() { Err(range()) } else { Ok(result) }
}

/// `math.modf(x)`: the fractional and the whole part.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (0.0f64.copysign(x), x);
    }
    if x.is_nan() {
        return (x, x);
    }
    let whole = x.trunc();
    ((x - whole).copysign(x), whole)
}

/// `math.nextafter(x, towards)`
pub fn nextafter(x: f64, towards: f64) -> f64 {
    libm::nextafter(x, towards)
}

/// `math.ulp(x)`
pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let next = libm::nextafter(x, f64::INFINITY);
    if next.is_infinite() { x - libm::nextafter(x, f64::NEG_INFINITY) } else { next - x }
}

/// `math.isclose(a, b, rel_tol=relative, abs_tol=absolute)`
pub fn isclose(a: f64, b: f64, relative: f64, absolute: f64) -> Outcome<bool> {
    if relative < 0.0 || absolute < 0.0 {
        return Err(Fault::value("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (b - a).abs();
    Ok(difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute)
}

/// `math.hypot(*coordinates)`: scaled and with the roundings of the squares carried along, as CPython's `vector_norm`.
pub fn hypot(coordinates: &[f64]) -> f64 {
    let largest = coordinates.iter().fold(0.0f64, |largest, x| largest.max(x.abs()));
    if coordinates.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || coordinates.len() <= 1 {
        return largest;
    }
    let (_, exponent) = libm::frexp(largest);
    if exponent < -1023 {
        // Subnormals: scale up by a power of two, which is exact.
        let tiny = f64::MIN_POSITIVE;
        return tiny * hypot(&coordinates.iter().map(|x| x / tiny).collect::<Vec<_>>());
    }
    let scale = libm::ldexp(1.0, -exponent);
    let mut squares = Squares { sum: 1.0, lost: 0.0, cross: 0.0, low: 0.0 };
    for x in coordinates {
        squares.add(x * scale, 1.0);
    }
    let root = squares.total().sqrt();
    squares.add(root, -1.0);
    (root + squares.total() / (2.0 * root)) / scale
}

/// A sum of squares, starting from 1 so that the running sum has a fixed exponent; what rounding lost is kept apart.
struct Squares {
    sum: f64,
    lost: f64,
    cross: f64,
    low: f64,
}

impl Squares {
    fn add(&mut self, x: f64, sign: f64) {
        /// Splits a float into halves of 26 bits (Veltkamp).
        const SPLIT: f64 = 134_217_729.0;
        let spread = x * SPLIT;
        let high = spread - (spread - x);
        let low = x - high;
        self.accumulate(sign * high * high);
        self.cross += sign * 2.0 * high * low;
        self.low += sign * low * low;
    }

    fn accumulate(&mut self, term: f64) {
        let before = self.sum;
        self.sum += term;
        self.lost += (before - self.sum) + term;
    }

    fn total(&self) -> f64 {
        self.sum - 1.0 + (self.lost + self.cross + self.low)
    }
}

/// `math.dist(p, q)`
pub fn dist(p: &[f64], q: &[f64]) -> Outcome<f64> {
    if p.len() != q.len() {
        return Err(Fault::value("both points must have the same number of dimensions"));
    }
    Ok(hypot(&p.iter().zip(q).map(|(a, b)| a - b).collect::<Vec<_>>()))
}

/// `math.fsum(values)`: the exact sum, rounded once (Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997).
pub fn fsum(values: impl IntoIterator<Item = f64>) -> Outcome<f64> {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    for value in values {
        let mut x = value;
        let mut kept = 0;
        for at in 0..partials.len() {
            let mut y = partials[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x.is_finite() {
            if x != 0.0 {
                partials.push(x);
            }
        } else if value.is_finite() {
            return Err(Fault::overflow("intermediate overflow in fsum"));
        } else {
            if value.is_infinite() {
                infinities += value;
            }
            special += value;
            partials.clear();
        }
    }
    if special != 0.0 {
        return if f64::is_nan(infinities) { Err(Fault::value("-inf + inf in fsum")) } else { Ok(special) };
    }
    Ok(sum_of_partials(partials))
}

/// Adds partials that do not overlap, largest last; a tie is rounded by what is below it.
fn sum_of_partials(mut partials: Vec<f64>) -> f64 {
    let Some(mut high) = partials.pop() else { return 0.0 };
    let mut low = 0.0;
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    if let Some(below) = partials.last()
        && ((low < 0.0 && *below < 0.0) || (low > 0.0 && *below > 0.0))
    {
        let doubled = low * 2.0;
        let up = high + doubled;
        if doubled == up - high {
            high = up;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_domain_or_range() {
        let poles: [(fn(f64) -> f64, f64); 6] =
            [(f64::sqrt, -1.0), (libm::acos, 2.0), (libm::atanh, 1.0), (libm::log1p, -1.0), (libm::sin, f64::INFINITY), (libm::acosh, 0.0)];
        for (function, x) in poles {
            assert_eq!(smooth(function, x), Err(Fault::value("math domain error")), "{x}");
        }
        for function in [libm::exp, libm::cosh, libm::expm1] {
            assert_eq!(growing(function, 1000.0), Err(Fault::overflow("math range error")));
        }
        assert_eq!(growing(libm::exp, f64::NEG_INFINITY), Ok(0.0));
        assert_eq!(log(0.0), Err(domain()));
        assert_eq!(pow(0.0, -1.0), Err(domain()));
        assert_eq!(pow(-1.0, 0.5), Err(domain()));
        assert_eq!(pow(10.0, 400.0), Err(range()));
        assert_eq!(fmod(1.0, 0.0), Err(domain()));
        assert_eq!(gamma(-1.0), Err(domain()));
        assert_eq!(gamma(200.0), Err(range()));
        assert_eq!(lgamma(0.0), Err(domain()));
        assert_eq!(ldexp(1.0, &Int::Small(5000)), Err(range()));
        assert_eq!(ldexp(1.0, &Int::Small(-5000)), Ok(0.0));
    }

    #[test]
    fn values_are_cpythons() {
        assert_eq!(degrees(std::f64::consts::PI), 180.0);
        assert_eq!(gamma(10.0), Ok(362_880.0));
        assert_eq!(hypot(&[3.0, 4.0]), 5.0);
        assert_eq!(hypot(&[1.0, 1.0]), std::f64::consts::SQRT_2);
        assert_eq!(hypot(&[0.1, 0.2, 0.3]), 0.374_165_738_677_394_1);
        assert_eq!(hypot(&[5e-324, 0.0]), 5e-324);
        assert_eq!(hypot(&[f64::NAN, f64::INFINITY]), f64::INFINITY);
        assert_eq!(modf(-1.5), (-0.5, -1.0));
        assert_eq!(frexp(8.0), (0.5, 4));
        assert_eq!(ulp(1.0), f64::EPSILON);
        assert_eq!(nextafter(1.0, 2.0), 1.000_000_000_000_000_2);
        assert_eq!(log_of_int(&power_of_ten(400), log), Ok(921.034_037_197_618_2));
        assert_eq!(log_of_int(&power_of_ten(400), log10).map(f64::round), Ok(400.0));
        assert_eq!(isclose(1.0, 1.0 + 1e-10, 1e-9, 0.0), Ok(true));
        assert_eq!(isclose(0.0, 1e-10, 1e-9, 0.0), Ok(false));
    }

    fn power_of_ten(exponent: i64) -> Int {
        match power::of_ints(&Int::Small(10), &Int::Small(exponent)).unwrap() {
            power::Power::Int(value) => value,
            power::Power::Float(_) => unreachable!("the exponent is not negative"),
        }
    }

    #[test]
    fn fsum_rounds_once() {
        assert_eq!(fsum([0.1; 10]), Ok(1.0));
        assert_eq!(fsum([1e16, 1.0, 1e-16]), Ok(10_000_000_000_000_002.0));
        assert_eq!(fsum([1e308, 1e308]), Err(Fault::overflow("intermediate overflow in fsum")));
        assert_eq!(fsum([f64::INFINITY, f64::NEG_INFINITY]), Err(Fault::value("-inf + inf in fsum")));
        assert!(fsum([f64::NAN, 1.0]).unwrap().is_nan());
        assert_eq!(fsum([]), Ok(0.0));
    }
}
