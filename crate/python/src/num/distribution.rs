//! The continuous distributions of `random`, drawn from the generator in the same order as CPython draws.

use std::f64::consts::{E, PI, TAU};

use super::double;
use super::float;
use super::mersenne::Mersenne;
use super::power::of_floats;
use crate::fault::{Fault, Outcome};

/// `uniform(low, high)`
pub fn uniform(generator: &mut Mersenne, low: f64, high: f64) -> f64 {
    low + (high - low) * generator.random()
}

/// `triangular(low, high, mode)`
pub fn triangular(generator: &mut Mersenne, low: f64, high: f64, mode: Option<f64>) -> f64 {
    let drawn = generator.random();
    let peak = match mode {
        None => 0.5,
        Some(_) if high == low => return low,
        Some(mode) => (mode - low) / (high - low),
    };
    if drawn > peak { high + (low - high) * ((1.0 - drawn) * (1.0 - peak)).sqrt() } else { low + (high - low) * (drawn * peak).sqrt() }
}

/// `normalvariate(mu, sigma)`, by the ratio of uniforms (Kinderman and Monahan, 1977).
pub fn normalvariate(generator: &mut Mersenne, mu: f64, sigma: f64) -> f64 {
    /// `4 * exp(-0.5) / sqrt(2)`
    const MAGIC: f64 = 1.715_527_769_921_413_5;
    loop {
        let first = generator.random();
        let second = 1.0 - generator.random();
        let z = MAGIC * (first - 0.5) / second;
        if z * z / 4.0 <= -double::log(second) {
            return mu + z * sigma;
        }
    }
}

/// `gauss(mu, sigma)`: makes two at a time and keeps one for the next call.
pub fn gauss(generator: &mut Mersenne, mu: f64, sigma: f64) -> f64 {
    let z = generator.gauss_next.take().unwrap_or_else(|| {
        let angle = generator.random() * TAU;
        let radius = (-2.0 * double::log(1.0 - generator.random())).sqrt();
        generator.gauss_next = Some(libm::sin(angle) * radius);
        libm::cos(angle) * radius
    });
    mu + z * sigma
}

/// `lognormvariate(mu, sigma)`
pub fn lognormvariate(generator: &mut Mersenne, mu: f64, sigma: f64) -> Outcome<f64> {
    let result = double::exp(normalvariate(generator, mu, sigma));
    if result.is_infinite() { Err(Fault::overflow("math range error")) } else { Ok(result) }
}

/// `expovariate(rate)`
pub fn expovariate(generator: &mut Mersenne, rate: f64) -> Outcome<f64> {
    float::true_div(-double::log(1.0 - generator.random()), rate)
}

/// `vonmisesvariate(mu, kappa)` (Fisher, "Statistical Analysis of Circular Data", 1993).
pub fn vonmisesvariate(generator: &mut Mersenne, mu: f64, kappa: f64) -> Outcome<f64> {
    if kappa <= 1e-6 {
        return Ok(TAU * generator.random());
    }
    let s = 0.5 / kappa;
    let r = s + (1.0 + s * s).sqrt();
    let z = loop {
        let z = libm::cos(PI * generator.random());
        let d = z / (r + z);
        let second = generator.random();
        if second < 1.0 - d * d || second <= (1.0 - d) * double::exp(d) {
            break z;
        }
    };
    let q = 1.0 / r;
    let offset = libm::acos((q + z) / (1.0 + q * z));
    let signed = if generator.random() > 0.5 { offset } else { -offset };
    float::modulo(mu + signed, TAU)
}

/// `gammavariate(alpha, beta)` (Cheng, 1977, above 1; ALGORITHM GS of Kennedy and Gentle below).
pub fn gammavariate(generator: &mut Mersenne, alpha: f64, beta: f64) -> Outcome<f64> {
    /// `log(4)`
    const LOG_4: f64 = 1.386_294_361_119_890_6;
    /// `1 + log(4.5)`
    const MAGIC: f64 = 2.504_077_396_776_274;
    if alpha <= 0.0 || beta <= 0.0 {
        return Err(Fault::value("gammavariate: alpha and beta must be > 0.0"));
    }
    if alpha == 1.0 {
        return Ok(-double::log(1.0 - generator.random()) * beta);
    }
    if alpha > 1.0 {
        let slope = (2.0 * alpha - 1.0).sqrt();
        let intercept = alpha - LOG_4;
        let factor = alpha + slope;
        loop {
            let first = generator.random();
            if !(1e-7 < first && first < 0.999_999_9) {
                continue;
            }
            let second = 1.0 - generator.random();
            let v = double::log(first / (1.0 - first)) / slope;
            let x = alpha * double::exp(v);
            let z = first * first * second;
            let r = intercept + factor * v - x;
            if r + MAGIC - 4.5 * z >= 0.0 || r >= double::log(z) {
                return Ok(x * beta);
            }
        }
    }
    loop {
        let b = (E + alpha) / E;
        let p = b * generator.random();
        let x = if p <= 1.0 { of_floats(p, 1.0 / alpha)? } else { -double::log((b - p) / alpha) };
        let second = generator.random();
        let accepted = if p > 1.0 { second <= of_floats(x, alpha - 1.0)? } else { second <= double::exp(-x) };
        if accepted {
            return Ok(x * beta);
        }
    }
}

/// `betavariate(alpha, beta)`
pub fn betavariate(generator: &mut Mersenne, alpha: f64, beta: f64) -> Outcome<f64> {
    let y = gammavariate(generator, alpha, 1.0)?;
    if y == 0.0 {
        return Ok(0.0);
    }
    Ok(y / (y + gammavariate(generator, beta, 1.0)?))
}

/// `paretovariate(alpha)`
pub fn paretovariate(generator: &mut Mersenne, alpha: f64) -> Outcome<f64> {
    let drawn = 1.0 - generator.random();
    of_floats(drawn, float::true_div(-1.0, alpha)?)
}

/// `weibullvariate(alpha, beta)`
pub fn weibullvariate(generator: &mut Mersenne, alpha: f64, beta: f64) -> Outcome<f64> {
    let drawn = 1.0 - generator.random();
    Ok(alpha * of_floats(-double::log(drawn), float::true_div(1.0, beta)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::int::Int;
    use crate::num::mersenne::Seed;

    /// The distributions may differ from CPython's in the last digits, where its C library's functions do.
    fn close(actual: f64, expected: f64) {
        assert!((actual - expected).abs() <= 1e-12 * expected.abs(), "{actual} is not {expected}");
    }

    #[test]
    fn distributions_draw_as_cpython_draws() {
        let r = &mut Mersenne::new(Seed::Int(&Int::Small(12)));
        assert_eq!(uniform(r, 2.0, 5.0), 3.423_712_036_065_644_3);
        close(triangular(r, 0.0, 1.0, None), 0.586_159_754_649_970_8);
        close(triangular(r, 0.0, 10.0, Some(2.0)), 4.834_038_104_088_17);
        close(normalvariate(r, 1.0, 2.0), 0.408_054_008_515_629_9);
        close(gauss(r, 0.0, 1.0), 0.566_980_111_607_545_6);
        close(gauss(r, 0.0, 1.0), -1.422_928_931_332_099_6);
        close(lognormvariate(r, 0.0, 1.0).unwrap(), 1.482_830_891_825_302);
        close(expovariate(r, 0.5).unwrap(), 2.165_405_552_803_872_3);
        close(vonmisesvariate(r, 1.0, 2.0).unwrap(), 0.837_355_886_142_342_2);
        close(gammavariate(r, 2.0, 3.0).unwrap(), 9.445_006_223_240_238);
        close(gammavariate(r, 1.0, 3.0).unwrap(), 1.555_637_459_457_875_2);
        close(gammavariate(r, 0.5, 3.0).unwrap(), 2.984_149_838_574_452_5);
        close(betavariate(r, 2.0, 3.0).unwrap(), 0.118_987_888_167_969_85);
        close(paretovariate(r, 3.0).unwrap(), 4.267_616_409_335_272);
        close(weibullvariate(r, 1.0, 1.5).unwrap(), 2.048_560_940_862_421_5);
        assert_eq!(gammavariate(r, 0.0, 1.0), Err(Fault::value("gammavariate: alpha and beta must be > 0.0")));
        assert_eq!(expovariate(r, 0.0), Err(Fault::zero_division("float division by zero")));
    }
}
