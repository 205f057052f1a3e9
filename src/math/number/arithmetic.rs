//! Sums, products and powers of exact numbers.

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

use super::{Form, Number};

impl Number {
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
            // Each product is below 2^95, so the sum fits.
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
            Form::Small(n, d) => match u32::try_from(n.unsigned_abs()) {
                Ok(below) => Some(Number(Form::Small(i64::from(*d) * n.signum(), below))),
                Err(_) => Some(from_wide(i128::from(*d), i128::from(*n))),
            },
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
}

/// The fraction in lowest terms.
pub(super) fn from_wide(numerator: i128, denominator: i128) -> Number {
    if denominator == 1
        && let Ok(n) = i64::try_from(numerator)
    {
        return Number::integer(n);
    }
    let (n, d) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    let is_negative = (numerator < 0) != (denominator < 0);
    // Machine words where they fit: a 128-bit division costs ten times as much.
    let (n, d) = match (u64::try_from(n), u64::try_from(d)) {
        (Ok(n), Ok(d)) => {
            let divisor = gcd(n, d);
            (u128::from(n / divisor), u128::from(d / divisor))
        }
        _ => {
            let divisor = wide_gcd(n, d);
            (n / divisor, d / divisor)
        }
    };
    let signed = if is_negative { -n.cast_signed() } else { n.cast_signed() };
    match (i64::try_from(signed), u32::try_from(d)) {
        (Ok(n), Ok(d)) => Number(Form::Small(n, d)),
        _ => Number(Form::Big(Box::new(RBig::from_parts(IBig::from(signed), UBig::from(d))))),
    }
}

pub(super) fn from_big(value: RBig) -> Number {
    match (i64::try_from(value.numerator().clone()), u32::try_from(value.denominator().clone())) {
        (Ok(n), Ok(d)) => Number(Form::Small(n, d)),
        _ => Number(Form::Big(Box::new(value))),
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

fn wide_gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
