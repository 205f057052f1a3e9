//! Arithmetic and elementary functions of bounds of any precision.

use super::super::enclose::Enclosure;
use super::{Big, EXACT_BITS, Held, Wide, ceil, exact_root, floor, size_of};
use crate::math::Number;

impl Enclosure for Wide {
    type Precision = usize;

    fn exact(value: &Number, bits: usize) -> Wide {
        Wide { bits, held: Held::Exact(Number::ZERO) }.rational(value.clone())
    }

    fn pi(bits: usize) -> Wide {
        let here = Wide { bits, held: Held::Line };
        let lo = here.down().pi::<2>(None).value().into_repr();
        let hi = here.up().pi::<2>(None).value().into_repr();
        here.between(Some(lo), Some(hi))
    }

    fn line() -> Wide {
        Wide { bits: 64, held: Held::Line }
    }

    fn add(&self, other: &Wide) -> Wide {
        if let (Held::Exact(a), Held::Exact(b)) = (&self.held, &other.held) {
            return self.rational(a.add(b));
        }
        match (self.bounds(), other.bounds()) {
            (Some((a, b)), Some((c, d))) => {
                self.between(floor(self.down().add(&a, &c)), ceil(self.up().add(&b, &d)))
            }
            _ => self.with(Held::Line),
        }
    }

    fn mul(&self, other: &Wide) -> Wide {
        if let (Held::Exact(a), Held::Exact(b)) = (&self.held, &other.held) {
            return self.rational(a.mul(b));
        }
        if self.is_zero() || other.is_zero() {
            return self.with(Held::Exact(Number::ZERO));
        }
        let (Some((a, b)), Some((c, d))) = (self.bounds(), other.bounds()) else {
            return self.with(Held::Line);
        };
        let corners = [(&a, &c), (&a, &d), (&b, &c), (&b, &d)];
        let lo: Option<Vec<Big>> =
            corners.iter().map(|(u, v)| floor(self.down().mul(u, v))).collect();
        let hi: Option<Vec<Big>> = corners.iter().map(|(u, v)| ceil(self.up().mul(u, v))).collect();
        self.between(lo.and_then(|l| l.into_iter().min()), hi.and_then(|h| h.into_iter().max()))
    }

    fn neg(&self) -> Wide {
        self.with(match &self.held {
            Held::Exact(value) => Held::Exact(value.neg()),
            Held::Between(lo, hi) => Held::Between(-hi.clone(), -lo.clone()),
            Held::Line => Held::Line,
        })
    }

    fn recip(&self) -> Wide {
        match &self.held {
            Held::Exact(value) => match value.recip() {
                Some(found) => self.rational(found),
                None => self.with(Held::Line),
            },
            Held::Between(lo, hi) => self.between(
                floor(self.down().div(&Big::one(), hi)),
                ceil(self.up().div(&Big::one(), lo)),
            ),
            Held::Line => self.with(Held::Line),
        }
    }

    fn abs(&self) -> Wide {
        let zero = self.with(Held::Exact(Number::ZERO));
        if zero.is_at_most(self) {
            self.clone()
        } else if self.is_at_most(&zero) {
            self.neg()
        } else {
            let opposite = self.neg();
            self.max(&opposite).max(&zero)
        }
    }

    fn min(&self, other: &Wide) -> Wide {
        self.neg().max(&other.neg()).neg()
    }

    fn max(&self, other: &Wide) -> Wide {
        if self.is_at_most(other) {
            return other.clone();
        }
        if other.is_at_most(self) {
            return self.clone();
        }
        match (self.bounds(), other.bounds()) {
            (Some((a, b)), Some((c, d))) => self.with(Held::Between(a.max(c), b.max(d))),
            _ => self.with(Held::Line),
        }
    }

    fn hull(&self, other: &Wide) -> Wide {
        match (self.bounds(), other.bounds()) {
            (Some((a, b)), Some((c, d))) => self.with(Held::Between(a.min(c), b.max(d))),
            _ => self.with(Held::Line),
        }
    }

    fn powi(&self, exponent: u64) -> Wide {
        if let Some(value) = self.exactly()
            && let Ok(exponent) = i64::try_from(exponent)
            && let Some(found) = value.pow(exponent, EXACT_BITS)
        {
            return self.with(Held::Exact(found));
        }
        // A power multiplies the relative error by its exponent.
        let guard = usize::try_from(exponent.ilog2()).unwrap_or(64) + 8;
        let mut square = Wide { bits: self.bits + guard, held: self.held.clone() };
        let mut result = square.one();
        let mut left = exponent;
        while left > 0 {
            if left & 1 == 1 {
                result = result.mul(&square);
            }
            left >>= 1;
            if left > 0 {
                square = square.mul(&square);
            }
        }
        Wide { bits: self.bits, held: result.held }
    }

    fn root(&self, n: u64) -> Wide {
        let Some(degree) = usize::try_from(n).ok().filter(|degree| *degree <= 64) else {
            if self.is_zero() {
                return self.clone();
            }
            return self.ln().div(&Wide::exact(&Number::integer(n as i64), self.bits)).exp();
        };
        if let Some(found) = self.exactly().and_then(|value| exact_root(value, degree)) {
            return self.with(Held::Exact(found));
        }
        self.rising(|c, x| c.nth_root(degree, x), |c, x| c.nth_root(degree, x))
    }

    fn exp(&self) -> Wide {
        if self.is_zero() {
            return self.one();
        }
        if self.is_minute() {
            return self.with(Held::Between(self.nearly_one(-1), self.nearly_one(1)));
        }
        if self.bounds().is_none_or(|(lo, hi)| size_of(&lo).max(size_of(&hi)) > 38) {
            return self.with(Held::Line);
        }
        self.rising(|c, x| c.exp(x, None), |c, x| c.exp(x, None))
    }

    fn ln(&self) -> Wide {
        if self.exactly().is_some_and(Number::is_one) {
            return self.with(Held::Exact(Number::ZERO));
        }
        if self.is_below(&self.one()) {
            // The kernel takes many times as long below 1.
            return self.recip().ln().neg();
        }
        self.rising(|c, x| c.ln(x, None), |c, x| c.ln(x, None))
    }

    fn sin(&self) -> Wide {
        if self.is_zero() {
            return self.clone();
        }
        if self.is_minute() {
            return self.nearly_itself();
        }
        self.wave(|c, x| c.sin(x, None), |c, x| c.sin(x, None))
    }

    fn cos(&self) -> Wide {
        if self.is_zero() {
            return self.one();
        }
        if self.is_minute() {
            return self.with(Held::Between(self.nearly_one(-1), Big::one()));
        }
        self.wave(|c, x| c.cos(x, None), |c, x| c.cos(x, None))
    }

    fn atan(&self) -> Wide {
        if self.is_zero() {
            return self.clone();
        }
        if self.is_minute() {
            return self.nearly_itself();
        }
        self.rising(|c, x| c.atan(x, None), |c, x| c.atan(x, None))
    }

    /// `atan(x / √(1 − x²))`, and ±π/2 at the ends.
    fn asin(&self) -> Wide {
        let rest = self.one().sub(&self.mul(self));
        let zero = self.with(Held::Exact(Number::ZERO));
        if rest.is_zero() {
            let quarter = Wide::pi(self.bits).half();
            return if self.is_below(&zero) { quarter.neg() } else { quarter };
        }
        if !zero.is_below(&rest) {
            let quarter = Wide::pi(self.bits).half();
            return quarter.neg().hull(&quarter);
        }
        self.div(&rest.root(2)).atan()
    }

    fn acos(&self) -> Wide {
        if self.exactly().is_some_and(Number::is_one) {
            return self.with(Held::Exact(Number::ZERO));
        }
        Wide::pi(self.bits).half().sub(&self.asin())
    }

    fn sinh(&self) -> Wide {
        if self.is_minute() {
            // Between x and x·(1 + x²).
            return self.mul(&self.with(Held::Between(Big::one(), self.nearly_one(1))));
        }
        let e = self.exp();
        e.sub(&self.neg().exp()).half()
    }

    fn cosh(&self) -> Wide {
        let e = self.exp();
        e.add(&self.neg().exp()).half()
    }

    fn tanh(&self) -> Wide {
        let shrunk = self.abs().add(&self.abs()).neg().exp();
        let size = self.one().sub(&shrunk).div(&self.one().add(&shrunk));
        let zero = self.with(Held::Exact(Number::ZERO));
        if zero.is_at_most(self) {
            size
        } else if self.is_at_most(&zero) {
            size.neg()
        } else {
            self.one().neg().hull(&self.one())
        }
    }

    fn asinh(&self) -> Wide {
        let zero = self.with(Held::Exact(Number::ZERO));
        if self.is_below(&zero) {
            return self.neg().asinh().neg();
        }
        self.add(&self.mul(self).add(&self.one()).root(2)).ln()
    }

    fn acosh(&self) -> Wide {
        let square = self.mul(self).sub(&self.one());
        let zero = self.with(Held::Exact(Number::ZERO));
        self.add(&square.max(&zero).root(2)).ln()
    }

    fn atanh(&self) -> Wide {
        let (up, down) = (self.one().add(self), self.one().sub(self));
        let zero = self.with(Held::Exact(Number::ZERO));
        if !zero.is_below(&up) || !zero.is_below(&down) {
            return self.with(Held::Line);
        }
        up.div(&down).ln().half()
    }

    fn is_below(&self, other: &Wide) -> bool {
        if let (Held::Exact(a), Held::Exact(b)) = (&self.held, &other.held) {
            return a < b;
        }
        match (self.bounds(), other.bounds()) {
            (Some((_, hi)), Some((lo, _))) => hi < lo,
            _ => false,
        }
    }

    fn is_at_most(&self, other: &Wide) -> bool {
        if let (Held::Exact(a), Held::Exact(b)) = (&self.held, &other.held) {
            return a <= b;
        }
        match (self.bounds(), other.bounds()) {
            (Some((_, hi)), Some((lo, _))) => hi <= lo,
            _ => false,
        }
    }

    fn is_zero(&self) -> bool {
        self.exactly().is_some_and(Number::is_zero)
    }

    fn whole(&self) -> Option<i64> {
        self.exactly().and_then(Number::to_i64)
    }

    fn is_sharp(&self) -> bool {
        match &self.held {
            Held::Exact(_) => true,
            Held::Line => false,
            Held::Between(lo, hi) => {
                let Some(width) = ceil(self.up().sub(hi, lo)) else { return false };
                let size = size_of(lo).max(size_of(hi));
                let half = isize::try_from(self.bits / 2).unwrap_or(isize::MAX);
                // Close to each other, or, where everything cancels, close to 0.
                width == Big::zero() || size_of(&width) < size - half || size < -half
            }
        }
    }

    fn middle(&self) -> f64 {
        match &self.held {
            Held::Exact(value) => value.to_f64(),
            Held::Line => 0.0,
            Held::Between(lo, hi) => {
                let (lo, hi) = (lo.to_f64().value(), hi.to_f64().value());
                lo / 2.0 + hi / 2.0
            }
        }
    }
}
