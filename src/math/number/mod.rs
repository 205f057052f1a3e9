//! Exact rational numbers of any size.
//!
//! Integers, fractions and typed decimals are never rounded: `0.1 + 0.2 = 0.3`. A pair of machine
//! integers serves nearly every number of a lesson; a big rational takes over where it would
//! overflow. Both forms are kept in lowest terms with a positive denominator, and a value that fits
//! the small form is always in it, so that equality is structural.

mod arithmetic;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

use arithmetic::{from_big, from_wide};

/// An exact rational number in lowest terms.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(Form);

#[derive(Clone, PartialEq, Eq)]
enum Form {
    /// Numerator and positive denominator, coprime. A half word is enough for the denominators of
    /// lessons and leaves the whole number at two words.
    Small(i64, u32),
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

    /// The number of bits of the larger of numerator and denominator.
    pub fn bit_len(&self) -> u64 {
        match &self.0 {
            Form::Small(n, d) => {
                u64::from(64 - n.unsigned_abs().max(u64::from(*d)).leading_zeros())
            }
            Form::Big(big) => {
                use dashu_int::ops::BitTest;
                big.numerator().bit_len().max(big.denominator().bit_len()) as u64
            }
        }
    }

    /// Is it 0?
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Small(0, _))
    }

    /// Is it 1?
    pub fn is_one(&self) -> bool {
        matches!(self.0, Form::Small(1, 1))
    }

    /// Is it 1 or −1?
    pub fn is_unit(&self) -> bool {
        matches!(self.0, Form::Small(1 | -1, 1))
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
            Form::Small(n, d) => Some((*n, i64::from(*d))),
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
            Form::Small(_, d) => Number::integer(i64::from(*d)),
            Form::Big(big) => from_big(RBig::from(big.denominator().clone())),
        }
    }

    /// The nearest double.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            // Both exact below 2^53, so that the division rounds once.
            Form::Small(n, d) if n.unsigned_abs() < 1 << 53 => *n as f64 / f64::from(*d),
            Form::Small(..) | Form::Big(_) => self.big().to_f64().value(),
        }
    }

    /// The value as a big rational of the library, for the high-precision tier.
    pub fn big(&self) -> RBig {
        match &self.0 {
            Form::Small(n, d) => RBig::from_parts(IBig::from(*n), UBig::from(*d)),
            Form::Big(big) => (**big).clone(),
        }
    }

    /// The number that a big rational of the library stands for.
    pub fn from_rational(value: RBig) -> Number {
        from_big(value)
    }
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
mod tests;
