//! `math.factorial`, `math.comb` and `math.perm`.

use num_bigint::BigInt;

use super::int::{Int, check_bits};
use crate::fault::{Fault, Outcome};

/// `math.factorial(n)`
pub fn factorial(n: &Int) -> Outcome<Int> {
    if n.is_negative() {
        return Err(Fault::value("factorial() not defined for negative values"));
    }
    let n = n.to_i64().ok_or_else(|| Fault::overflow("factorial() argument should not exceed 9223372036854775807"))?;
    // n! has at least n * (log2(n) - 1.5) bits.
    check_bits((n as u64).saturating_mul(u64::from((n.max(1) as u64).ilog2()).saturating_sub(1)))?;
    Ok(Int::from(product(1, n)))
}

/// `math.comb(n, k)`
pub fn comb(n: &Int, k: &Int) -> Outcome<Int> {
    if n.is_negative() {
        return Err(Fault::value("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(Fault::value("k must be a non-negative integer"));
    }
    if k > n {
        return Ok(Int::Small(0));
    }
    let rest = n.sub(k);
    let smaller = if rest < *k { rest } else { k.clone() };
    let count = smaller.to_i64().ok_or_else(|| Fault::overflow("min(n - k, k) must not exceed 9223372036854775807"))?;
    check_falling(n, count)?;
    let numerator = falling(n, count);
    Ok(Int::from(numerator / product(1, count)))
}

/// `math.perm(n, k)`; `k` left out means all of `n`.
pub fn perm(n: &Int, k: Option<&Int>) -> Outcome<Int> {
    let Some(k) = k else { return factorial(n) };
    if n.is_negative() {
        return Err(Fault::value("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(Fault::value("k must be a non-negative integer"));
    }
    if k > n {
        return Ok(Int::Small(0));
    }
    let count = k.to_i64().ok_or_else(|| Fault::overflow("k must not exceed 9223372036854775807"))?;
    check_falling(n, count)?;
    Ok(Int::from(falling(n, count)))
}

/// Refuses where `n * (n-1) * ... ` with `count` factors is surely too large.
fn check_falling(n: &Int, count: i64) -> Outcome<()> {
    check_bits((count as u64).saturating_mul(n.bit_length().saturating_sub(2)))
}

/// `n * (n-1) * ...`, `count` factors.
fn falling(n: &Int, count: i64) -> BigInt {
    if let Some(n) = n.to_i64() {
        return product(n - count + 1, n);
    }
    let n = n.to_big();
    (0..count).fold(BigInt::from(1), |so_far, step| so_far * (&n - step))
}

/// `first * (first+1) * ... * last` by halves, so that the large factors are of one size.
fn product(first: i64, last: i64) -> BigInt {
    const SHORT: i64 = 8;
    if last - first < SHORT {
        return (first..=last).fold(BigInt::from(1), |so_far, factor| so_far * factor);
    }
    let middle = first + (last - first) / 2;
    product(first, middle) * product(middle + 1, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_math() {
        assert_eq!(factorial(&Int::Small(0)), Ok(Int::Small(1)));
        assert_eq!(factorial(&Int::Small(25)), Ok(Int::from(15_511_210_043_330_985_984_000_000_i128)));
        assert_eq!(comb(&Int::Small(50), &Int::Small(6)), Ok(Int::Small(15_890_700)));
        assert_eq!(comb(&Int::Small(5), &Int::Small(7)), Ok(Int::Small(0)));
        assert_eq!(perm(&Int::Small(10), Some(&Int::Small(3))), Ok(Int::Small(720)));
        assert_eq!(perm(&Int::Small(5), None), Ok(Int::Small(120)));
    }

    #[test]
    fn bad_and_huge_arguments_are_refused() {
        assert_eq!(factorial(&Int::Small(-1)), Err(Fault::value("factorial() not defined for negative values")));
        assert_eq!(factorial(&Int::Small(10_000_000_000)), Err(Fault::memory()));
        assert_eq!(comb(&Int::Small(5), &Int::Small(-1)), Err(Fault::value("k must be a non-negative integer")));
        assert_eq!(comb(&Int::Small(1 << 60), &Int::Small(1 << 59)), Err(Fault::memory()));
    }
}
