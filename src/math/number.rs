//! Exact rational numbers of any size.
//!
//! Integers, fractions and typed decimals are never rounded: `0.1 + 0.2 = 0.3`. A pair of machine
//! integers serves nearly every number of a lesson; a big rational takes over where it would
//! overflow. Both forms are kept in lowest terms with a positive denominator, and a value that fits
//! the small form is always in it, so that equality is structural.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// An exact rational number in lowest terms.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(Form);

#[derive(Clone, PartialEq, Eq)]
enum Form {
    /// Numerator and positive denominator, coprime.
    Small(i64, i64),
    /// Only for values that do not fit `Small`.
    Big(Box<RBig>),
}

impl Number {
    /// 0.
    pub const ZERO: Number = Number(Form::Small(0, 1));
    /// 1.
    pub const ONE: Number = Number(Form::Small(1, 1));

    /// The whole number `n`.
    pub const fn integer(n: i64) -> Number {
        Number(Form::Small(n, 1))
    }

    /// `numerator / denominator` in lowest terms; `None` where the denominator is 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Number> {
        if denominator == 0 {
            return None;
        }
        Some(from_wide(i128::from(numerator), i128::from(denominator)))
    }

    /// A typed number without sign: digits with at most one point, such as `3`, `.5`, `5.`, `1.25`,
    /// times ten to `exponent`. `None` where it is no such text or the exponent is beyond ±10 000
    /// (ten to that power is never built).
    pub fn decimal(digits: &str, exponent: i32) -> Option<Number> {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        if !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let shift = i64::from(exponent) - i64::try_from(fraction.len()).ok()?;
        if shift.abs() > 10_000 {
            return None;
        }
        let joined = format!("{whole}{fraction}");
        if joined.len() <= 18 && (-18..=0).contains(&shift) {
            let scale = 10_i64.pow(u32::try_from(-shift).ok()?);
            return Number::ratio(joined.parse().ok()?, scale);
        }
        let mantissa: IBig = joined.parse().ok()?;
        let power = UBig::from(10u8).pow(usize::try_from(shift.unsigned_abs()).ok()?);
        Some(from_big(if shift >= 0 {
            RBig::from(mantissa * IBig::from(power))
        } else {
            RBig::from_parts(mantissa, power)
        }))
    }

    /// The sum.
    #[must_use]
    pub fn add(&self, other: &Number) -> Number {
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0) {
            if (*b, *d) == (1, 1)
                && let Some(sum) = a.checked_add(*c)
            {
                return Number::integer(sum);
            }
            let (a, b, c, d) = (i128::from(*a), i128::from(*b), i128::from(*c), i128::from(*d));
            // Each product is below 2^126, so the sum fits.
            return from_wide(a * d + c * b, b * d);
        }
        from_big(self.big() + other.big())
    }

    /// The difference.
    #[must_use]
    pub fn sub(&self, other: &Number) -> Number {
        self.add(&other.neg())
    }

    /// The product.
    #[must_use]
    pub fn mul(&self, other: &Number) -> Number {
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0) {
            if (*b, *d) == (1, 1)
                && let Some(product) = a.checked_mul(*c)
            {
                return Number::integer(product);
            }
            return from_wide(i128::from(*a) * i128::from(*c), i128::from(*b) * i128::from(*d));
        }
        from_big(self.big() * other.big())
    }

    /// The quotient; `None` where `other` is 0.
    pub fn div(&self, other: &Number) -> Option<Number> {
        Some(self.mul(&other.recip()?))
    }

    /// The value with the other sign.
    #[must_use]
    pub fn neg(&self) -> Number {
        match &self.0 {
            // The fraction stays in lowest terms; only the smallest word has no opposite.
            Form::Small(n, d) => match n.checked_neg() {
                Some(opposite) => Number(Form::Small(opposite, *d)),
                None => from_wide(-i128::from(*n), i128::from(*d)),
            },
            Form::Big(big) => from_big(-(**big).clone()),
        }
    }

    /// The distance from 0.
    #[must_use]
    pub fn abs(&self) -> Number {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    /// 1 over the value; `None` for 0.
    pub fn recip(&self) -> Option<Number> {
        match &self.0 {
            Form::Small(0, _) => None,
            Form::Small(n, d) => Some(from_wide(i128::from(*d), i128::from(*n))),
            Form::Big(big) => {
                let (n, d) = (**big).clone().into_parts();
                let sign = if n < IBig::ZERO { -IBig::ONE } else { IBig::ONE };
                let magnitude = (n * &sign).try_into().ok()?;
                Some(from_big(RBig::from_parts(IBig::from(d) * sign, magnitude)))
            }
        }
    }

    /// The value to a whole power. `None` for `0` to a power ≤ 0 and where the result would exceed
    /// `bits` bits: a tower of powers is never built.
    pub fn pow(&self, exponent: i64, bits: u64) -> Option<Number> {
        if exponent == 0 {
            return (!self.is_zero()).then_some(Number::ONE);
        }
        let base = if exponent < 0 { self.recip()? } else { self.clone() };
        let count = exponent.unsigned_abs();
        if base.is_zero() || base == Number::ONE {
            return Some(base);
        }
        if base == Number::integer(-1) {
            return Some(if count.is_multiple_of(2) { Number::ONE } else { base });
        }
        if base.bit_len().checked_mul(count)? > bits {
            return None;
        }
        let mut result = Number::ONE;
        let mut square = base;
        let mut left = count;
        loop {
            if left & 1 == 1 {
                result = result.mul(&square);
            }
            left >>= 1;
            if left == 0 {
                return Some(result);
            }
            square = square.mul(&square);
        }
    }

    /// The number of bits of the larger of numerator and denominator.
    pub fn bit_len(&self) -> u64 {
        match &self.0 {
            Form::Small(n, d) => {
                u64::from(64 - n.unsigned_abs().max(d.unsigned_abs()).leading_zeros())
            }
            Form::Big(big) => {
                use dashu_int::ops::BitTest;
                big.numerator().bit_len().max(big.denominator().bit_len()) as u64
            }
        }
    }

    /// Is it 0?
    pub fn is_zero(&self) -> bool {
        self.0 == Form::Small(0, 1)
    }

    /// Is it 1?
    pub fn is_one(&self) -> bool {
        self.0 == Form::Small(1, 1)
    }

    /// Is it below 0?
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Small(n, _) => *n < 0,
            Form::Big(big) => **big < RBig::ZERO,
        }
    }

    /// Is it a whole number?
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Form::Small(_, d) => *d == 1,
            Form::Big(big) => *big.denominator() == UBig::ONE,
        }
    }

    /// The whole number, where it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Form::Small(n, 1) => Some(*n),
            Form::Small(..) | Form::Big(_) => None,
        }
    }

    /// Numerator and denominator, where both fit.
    pub fn to_small_ratio(&self) -> Option<(i64, i64)> {
        match &self.0 {
            Form::Small(n, d) => Some((*n, *d)),
            Form::Big(_) => None,
        }
    }

    /// The numerator, signed, as a number.
    #[must_use]
    pub fn numerator(&self) -> Number {
        match &self.0 {
            Form::Small(n, _) => Number::integer(*n),
            Form::Big(big) => from_big(RBig::from(big.numerator().clone())),
        }
    }

    /// The positive denominator, as a number.
    #[must_use]
    pub fn denominator(&self) -> Number {
        match &self.0 {
            Form::Small(_, d) => Number::integer(*d),
            Form::Big(big) => from_big(RBig::from(big.denominator().clone())),
        }
    }

    /// The nearest double.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            // Both exact below 2^53, so that the division rounds once.
            Form::Small(n, d) if n.unsigned_abs() < 1 << 53 && *d < 1 << 53 => {
                *n as f64 / *d as f64
            }
            Form::Small(..) | Form::Big(_) => self.big().to_f64().value(),
        }
    }

    /// The value as a big rational of the library, for the high-precision tier.
    pub fn big(&self) -> RBig {
        match &self.0 {
            Form::Small(n, d) => RBig::from_parts(IBig::from(*n), UBig::from(d.unsigned_abs())),
            Form::Big(big) => (**big).clone(),
        }
    }

    /// The number that a big rational of the library stands for.
    pub fn from_rational(value: RBig) -> Number {
        from_big(value)
    }
}

fn from_wide(numerator: i128, denominator: i128) -> Number {
    let (mut n, mut d) = (numerator, denominator);
    if d != 1 {
        let divisor = gcd(n.unsigned_abs(), d.unsigned_abs()).cast_signed();
        let divisor = if d < 0 { -divisor } else { divisor };
        n /= divisor;
        d /= divisor;
    }
    match (i64::try_from(n), i64::try_from(d)) {
        (Ok(n), Ok(d)) => Number(Form::Small(n, d)),
        _ => {
            let magnitude = UBig::from(d.unsigned_abs());
            Number(Form::Big(Box::new(RBig::from_parts(IBig::from(n), magnitude))))
        }
    }
}

fn from_big(value: RBig) -> Number {
    match (i64::try_from(value.numerator().clone()), i64::try_from(value.denominator().clone())) {
        (Ok(n), Ok(d)) => Number(Form::Small(n, d)),
        _ => Number(Form::Big(Box::new(value))),
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    // Machine words where they fit: a 128-bit division costs ten times as much.
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return u128::from(a.max(1));
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        match (&self.0, &other.0) {
            (Form::Small(a, 1), Form::Small(c, 1)) => a.cmp(c),
            (Form::Small(a, b), Form::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Form::Small(n, d) => (n, d).hash(state),
            Form::Big(big) => big.numerator().hash(state),
        }
    }
}

impl From<i64> for Number {
    fn from(n: i64) -> Number {
        Number::integer(n)
    }
}

/// `-3`, `7/2`: the numerator, and the denominator behind a slash where it is not 1.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Small(n, 1) => write!(f, "{n}"),
            Form::Small(n, d) => write!(f, "{n}/{d}"),
            Form::Big(big) => write!(f, "{big}"),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_and_two_tenths_are_three_tenths() {
        let sum = Number::decimal("0.1", 0).and_then(|a| Some(a.add(&Number::decimal("0.2", 0)?)));
        assert_eq!(sum, Number::decimal("0.3", 0));
    }

    #[test]
    fn a_sum_that_outgrows_a_word_stays_exact_and_comes_back() {
        let large = Number::integer(i64::MAX);
        let larger = large.add(&large);
        assert_eq!(larger.to_string(), "18446744073709551614");
        assert_eq!(larger.sub(&large), large);
    }

    #[test]
    fn a_power_that_would_be_huge_is_not_built() {
        assert_eq!(Number::integer(9).pow(1_000_000_000, 4096), None);
        assert_eq!(Number::integer(2).pow(-3, 4096), Number::ratio(1, 8));
    }

    #[test]
    fn the_smallest_word_has_an_opposite_and_a_reciprocal() {
        let smallest = Number::integer(i64::MIN);
        assert_eq!(smallest.neg().to_string(), "9223372036854775808");
        assert_eq!(
            smallest.recip().map(|r| r.to_string()).as_deref(),
            Some("-1/9223372036854775808")
        );
    }

    #[test]
    fn decimals_are_read_as_typed() {
        assert_eq!(Number::decimal(".5", 0), Number::ratio(1, 2));
        assert_eq!(Number::decimal("5.", 0), Some(Number::integer(5)));
        assert_eq!(Number::decimal("1.5", -3), Number::ratio(3, 2000));
        assert_eq!(Number::decimal(".", 0), None);
        assert_eq!(Number::decimal("1", 999_999_999), None);
    }
}
