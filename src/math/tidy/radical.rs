//! A number to a rational power, folded exactly.

use crate::math::Number;

/// Bits that a folded power may have; a larger one stays a power.
const BITS: u64 = 160;
/// Primes up to here are taken out of roots.
const LARGEST_PRIME: i64 = 1000;

/// `outside · inside.0 ^ inside.1`.
pub(super) struct Folded {
    pub(super) outside: Number,
    pub(super) inside: Option<(Number, Number)>,
}

/// `base ^ exponent` with what can be folded taken outside: `√12 = 2·√3`. `None` where it is no
/// real number: 0 to a power that is not positive, an even root below 0.
pub(super) fn power(base: &Number, exponent: &Number) -> Option<Folded> {
    let whole = |outside| Some(Folded { outside, inside: None });
    if exponent.is_one() || base.is_one() {
        return whole(base.clone());
    }
    if base.is_zero() {
        let positive = !exponent.is_zero() && !exponent.is_negative();
        return if positive { whole(Number::ZERO) } else { None };
    }
    if exponent.is_zero() {
        return whole(Number::ONE);
    }
    if exponent.is_integer() {
        let folded = exponent.to_i64().and_then(|n| base.pow(n, BITS));
        return Some(match folded {
            Some(outside) => Folded { outside, inside: None },
            None => Folded { outside: Number::ONE, inside: Some((base.clone(), exponent.clone())) },
        });
    }
    fractional(base, exponent)
}

/// The case of a true fraction in the exponent.
fn fractional(base: &Number, exponent: &Number) -> Option<Folded> {
    let stays = |sign| {
        let inside = Some((base.abs(), exponent.clone()));
        Some(Folded { outside: sign, inside })
    };
    let even_root = !is_odd(&exponent.denominator());
    let sign = if base.is_negative() {
        if even_root {
            return None;
        }
        Number::integer(if is_odd(&exponent.numerator()) { -1 } else { 1 })
    } else {
        Number::ONE
    };
    let (Some((p, q)), Some((n, d))) = (exponent.to_small_ratio(), base.abs().to_small_ratio())
    else {
        return stays(sign);
    };
    let (Some((n_out, n_in)), Some((d_out, d_in))) = (take_out(n, q), take_out(d, q)) else {
        return stays(sign);
    };
    let outside = Number::ratio(n_out, d_out).and_then(|out| out.pow(p, BITS));
    let Some(outside) = outside else { return stays(sign) };
    let outside = outside.mul(&sign);
    let Some(inside) = Number::ratio(n_in, d_in) else { return stays(sign) };
    if inside.is_one() {
        return Some(Folded { outside, inside: None });
    }
    // 2^(3/2) = 2·√2: whole powers go outside.
    let Some((whole, rest)) =
        Number::ratio(p % q, q).and_then(|rest| Some((inside.pow(p / q, BITS)?, rest)))
    else {
        return Some(Folded { outside, inside: Some((inside, exponent.clone())) });
    };
    Some(Folded { outside: outside.mul(&whole), inside: Some((inside, rest)) })
}

/// `n = out^q · inside` with the largest `out` that small primes give.
fn take_out(n: i64, q: i64) -> Option<(i64, i64)> {
    let q = u32::try_from(q).ok()?;
    let (mut out, mut inside, mut rest) = (1_i64, 1_i64, n);
    let mut prime = 2;
    while prime <= LARGEST_PRIME && prime.checked_mul(prime)? <= rest {
        let mut count = 0;
        while rest % prime == 0 {
            rest /= prime;
            count += 1;
        }
        out = out.checked_mul(prime.checked_pow(count / q)?)?;
        inside = inside.checked_mul(prime.checked_pow(count % q)?)?;
        prime += if prime == 2 { 1 } else { 2 };
    }
    if let Some(root) = exact_root(rest, q) {
        return Some((out.checked_mul(root)?, inside));
    }
    Some((out, inside.checked_mul(rest)?))
}

fn exact_root(n: i64, q: u32) -> Option<i64> {
    let guess = (n as f64).powf(1.0 / f64::from(q)).round() as i64;
    (guess.checked_pow(q)? == n).then_some(guess)
}

/// Is the whole number odd?
pub(super) fn is_odd(n: &Number) -> bool {
    match n.to_i64() {
        Some(n) => n % 2 != 0,
        None => n.div(&Number::integer(2)).is_some_and(|half| !half.is_integer()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(n: i64, p: i64, q: i64) -> Option<String> {
        let exponent = Number::ratio(p, q)?;
        let folded = power(&Number::integer(n), &exponent)?;
        Some(match folded.inside {
            Some((base, exponent)) => format!("{}·{base}^({exponent})", folded.outside),
            None => folded.outside.to_string(),
        })
    }

    #[test]
    fn squares_come_out_of_a_square_root() {
        assert_eq!(folded(12, 1, 2).as_deref(), Some("2·3^(1/2)"));
        assert_eq!(folded(9, 1, 2).as_deref(), Some("3"));
        assert_eq!(folded(2, 3, 2).as_deref(), Some("2·2^(1/2)"));
    }

    #[test]
    fn the_cube_root_of_a_negative_number_is_real() {
        assert_eq!(folded(-8, 1, 3).as_deref(), Some("-2"));
        assert_eq!(folded(-8, 2, 3).as_deref(), Some("4"));
        assert_eq!(folded(-4, 1, 2), None);
    }

    #[test]
    fn a_huge_power_stays_a_power() {
        assert_eq!(folded(9, 387_420_489, 1).as_deref(), Some("1·9^(387420489)"));
    }
}
