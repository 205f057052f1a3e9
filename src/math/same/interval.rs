//! Bounds as doubles, rounded outwards.
//!
//! Sums, products, quotients and square roots are exact where the double is (checked, not hoped),
//! else moved outwards by one place; the functions of `libm` are moved by eight, more than any
//! error published for them. A bound that overflows becomes infinite, which stands for "any size".

use super::enclose::Enclosure;
use crate::math::Number;

/// `lo ≤ value ≤ hi`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Interval {
    pub(super) lo: f64,
    pub(super) hi: f64,
}

const LINE: Interval = Interval { lo: f64::NEG_INFINITY, hi: f64::INFINITY };

/// Eight units in the last place, relative to the value.
const LIBM_ERROR: f64 = 8.0 * f64::EPSILON;

fn point(value: f64) -> Interval {
    Interval { lo: value, hi: value }
}

/// The bounds of a value that rounds to `value`, exactly if `is_exact`.
fn around(value: f64, is_exact: bool) -> Interval {
    if value.is_nan() {
        return LINE;
    }
    if is_exact { point(value) } else { Interval { lo: below(value), hi: above(value) } }
}

fn below(value: f64) -> f64 {
    if value.is_nan() { f64::NEG_INFINITY } else { value.next_down() }
}

fn above(value: f64) -> f64 {
    if value.is_nan() { f64::INFINITY } else { value.next_up() }
}

/// A lower bound of what a function of `libm` approximates by `value`.
fn well_below(value: f64) -> f64 {
    below(below(value - value.abs().min(f64::MAX) * LIBM_ERROR))
}

fn well_above(value: f64) -> f64 {
    above(above(value + value.abs().min(f64::MAX) * LIBM_ERROR))
}

/// Does the value have at most 24 significant bits, so that a product of two such is exact?
fn is_short(value: f64) -> bool {
    f64::from(value as f32) == value && (value == 0.0 || value.abs() > 1e-30)
}

fn sum(a: f64, b: f64) -> (f64, bool) {
    let s = a + b;
    let part = s - a;
    let error = (a - (s - part)) + (b - part);
    (s, error == 0.0 && s.is_finite())
}

/// The product; 0 times an unbounded value is 0.
fn product(a: f64, b: f64) -> (f64, bool) {
    if a == 0.0 || b == 0.0 {
        return (0.0, true);
    }
    let p = a * b;
    (p, is_short(a) && is_short(b) && p.is_finite() || a.abs() == 1.0 || b.abs() == 1.0)
}

fn product_below(a: f64, b: f64) -> f64 {
    let (p, is_exact) = product(a, b);
    if is_exact { p } else { below(p) }
}

fn product_above(a: f64, b: f64) -> f64 {
    let (p, is_exact) = product(a, b);
    if is_exact { p } else { above(p) }
}

/// A rising function of `libm` on both bounds; `fixed` lists where its value is exact.
fn rising(x: Interval, f: fn(f64) -> f64, fixed: &[(f64, f64)]) -> Interval {
    let at = |v: f64| fixed.iter().find(|(from, _)| *from == v).map(|(_, to)| *to);
    Interval {
        lo: at(x.lo).unwrap_or_else(|| well_below(f(x.lo))),
        hi: at(x.hi).unwrap_or_else(|| well_above(f(x.hi))),
    }
}

/// A whole power of one bound ≥ 0, rounded by `round` after each step.
fn power(base: f64, exponent: u64, times: fn(f64, f64) -> f64) -> f64 {
    let (mut result, mut square, mut left) = (1.0, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result = times(result, square);
        }
        left >>= 1;
        if left > 0 {
            square = times(square, square);
        }
    }
    result
}

impl Interval {
    fn clamp(self, lo: f64, hi: f64) -> Interval {
        Interval { lo: self.lo.max(lo), hi: self.hi.min(hi) }
    }

    /// A function whose slope is at most 1 in size, from its value in the middle.
    fn lipschitz(self, f: fn(f64) -> f64) -> Interval {
        if !(self.lo.is_finite() && self.hi.is_finite()) {
            return Interval { lo: -1.0, hi: 1.0 };
        }
        let middle = self.lo / 2.0 + self.hi / 2.0;
        let reach = above((self.hi - middle).max(middle - self.lo));
        let reach = if self.lo == self.hi { 0.0 } else { reach };
        let value = f(middle);
        Interval { lo: below(well_below(value) - reach), hi: above(well_above(value) + reach) }
            .clamp(-1.0, 1.0)
    }
}

impl Enclosure for Interval {
    type Precision = ();

    fn exact(value: &Number, (): ()) -> Interval {
        match value.to_small_ratio() {
            Some((n, 1)) if n.unsigned_abs() <= 1 << 53 => point(n as f64),
            Some((n, d)) if n.unsigned_abs() <= 1 << 53 && d <= 1 << 53 => {
                around(n as f64 / d as f64, d & (d - 1) == 0)
            }
            // The nearest double is at most one place away.
            _ => around(value.to_f64(), false),
        }
    }

    fn pi((): ()) -> Interval {
        Interval { lo: std::f64::consts::PI, hi: std::f64::consts::PI.next_up() }
    }

    fn line() -> Interval {
        LINE
    }

    fn add(&self, other: &Interval) -> Interval {
        let (lo, lo_exact) = sum(self.lo, other.lo);
        let (hi, hi_exact) = sum(self.hi, other.hi);
        Interval {
            lo: if lo_exact { lo } else { below(lo) },
            hi: if hi_exact { hi } else { above(hi) },
        }
    }

    fn mul(&self, other: &Interval) -> Interval {
        let (a, b) = (self, other);
        if a.lo >= 0.0 && b.lo >= 0.0 {
            let lo = product_below(a.lo, b.lo).max(0.0);
            return Interval { lo, hi: product_above(a.hi, b.hi) };
        }
        let corners = [(a.lo, b.lo), (a.lo, b.hi), (a.hi, b.lo), (a.hi, b.hi)];
        let mut found = Interval { lo: f64::INFINITY, hi: f64::NEG_INFINITY };
        for (u, v) in corners {
            found.lo = found.lo.min(product_below(u, v));
            found.hi = found.hi.max(product_above(u, v));
        }
        // Underflow must not move a product across 0.
        if a.hi <= 0.0 && b.hi <= 0.0 {
            found.lo = found.lo.max(0.0);
        } else if (a.lo >= 0.0 && b.hi <= 0.0) || (a.hi <= 0.0 && b.lo >= 0.0) {
            found.hi = found.hi.min(0.0);
        }
        found
    }

    fn neg(&self) -> Interval {
        Interval { lo: -self.hi, hi: -self.lo }
    }

    fn recip(&self) -> Interval {
        let one = |v: f64| {
            let q = 1.0 / v;
            (q, is_short(q) && is_short(v) && q * v == 1.0)
        };
        let (lo, lo_exact) = one(self.hi);
        let (hi, hi_exact) = one(self.lo);
        let found = Interval {
            lo: if lo_exact { lo } else { below(lo) },
            hi: if hi_exact { hi } else { above(hi) },
        };
        if self.lo >= 0.0 {
            found.clamp(0.0, f64::INFINITY)
        } else {
            found.clamp(f64::NEG_INFINITY, 0.0)
        }
    }

    fn div(&self, other: &Interval) -> Interval {
        // A quotient of two points is rounded once only.
        if self.lo == self.hi && other.lo == other.hi && self.lo.is_finite() {
            let q = self.lo / other.lo;
            let is_exact = is_short(q) && is_short(other.lo) && q * other.lo == self.lo;
            return around(q, is_exact);
        }
        self.mul(&other.recip())
    }

    fn abs(&self) -> Interval {
        if self.lo >= 0.0 {
            *self
        } else if self.hi <= 0.0 {
            self.neg()
        } else {
            Interval { lo: 0.0, hi: self.hi.max(-self.lo) }
        }
    }

    fn min(&self, other: &Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.min(other.hi) }
    }

    fn max(&self, other: &Interval) -> Interval {
        Interval { lo: self.lo.max(other.lo), hi: self.hi.max(other.hi) }
    }

    fn hull(&self, other: &Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    fn powi(&self, exponent: u64) -> Interval {
        let lo = power(self.lo.max(0.0), exponent, |a, b| product_below(a, b).max(0.0));
        Interval { lo, hi: power(self.hi, exponent, product_above) }
    }

    fn root(&self, n: u64) -> Interval {
        let x = Interval { lo: self.lo.max(0.0), hi: self.hi };
        match n {
            2 => {
                let one = |v: f64| {
                    let r = v.sqrt();
                    (r, is_short(r) && r * r == v)
                };
                let ((lo, lo_exact), (hi, hi_exact)) = (one(x.lo), one(x.hi));
                Interval {
                    lo: if lo_exact { lo } else { below(lo).max(0.0) },
                    hi: if hi_exact { hi } else { above(hi) },
                }
            }
            3 => rising(x, libm::cbrt, &[(0.0, 0.0), (1.0, 1.0), (8.0, 2.0), (27.0, 3.0)])
                .clamp(0.0, f64::INFINITY),
            _ => {
                if x.hi == 0.0 || (x.lo == 1.0 && x.hi == 1.0) {
                    return x;
                }
                let power = point(1.0).div(&around(n as f64, n < 1 << 53));
                let rooted =
                    |v: f64| if v > 0.0 { point(v).ln().mul(&power).exp() } else { point(v) };
                Interval { lo: rooted(x.lo).lo, hi: rooted(x.hi).hi }
            }
        }
    }

    fn exp(&self) -> Interval {
        rising(*self, libm::exp, &[(0.0, 1.0), (f64::NEG_INFINITY, 0.0)]).clamp(0.0, f64::INFINITY)
    }

    fn ln(&self) -> Interval {
        rising(Interval { lo: self.lo.max(0.0), hi: self.hi }, libm::log, &[(1.0, 0.0)])
    }

    fn sin(&self) -> Interval {
        if self.is_zero() { *self } else { self.lipschitz(libm::sin) }
    }

    fn cos(&self) -> Interval {
        if self.is_zero() { point(1.0) } else { self.lipschitz(libm::cos) }
    }

    fn atan(&self) -> Interval {
        rising(*self, libm::atan, &[(0.0, 0.0)])
    }

    fn asin(&self) -> Interval {
        rising(self.clamp(-1.0, 1.0), libm::asin, &[(0.0, 0.0)])
    }

    fn acos(&self) -> Interval {
        let x = self.clamp(-1.0, 1.0);
        let hi = if x.lo == 1.0 { 0.0 } else { well_above(libm::acos(x.lo)) };
        let lo = if x.hi == 1.0 { 0.0 } else { well_below(libm::acos(x.hi)) };
        Interval { lo: lo.max(0.0), hi }
    }

    fn sinh(&self) -> Interval {
        rising(*self, libm::sinh, &[(0.0, 0.0)])
    }

    fn cosh(&self) -> Interval {
        let x = self.abs();
        rising(x, libm::cosh, &[(0.0, 1.0)]).clamp(1.0, f64::INFINITY)
    }

    fn tanh(&self) -> Interval {
        rising(*self, libm::tanh, &[(0.0, 0.0)]).clamp(-1.0, 1.0)
    }

    fn asinh(&self) -> Interval {
        rising(*self, libm::asinh, &[(0.0, 0.0)])
    }

    fn acosh(&self) -> Interval {
        let x = Interval { lo: self.lo.max(1.0), hi: self.hi };
        rising(x, libm::acosh, &[(1.0, 0.0)]).clamp(0.0, f64::INFINITY)
    }

    fn atanh(&self) -> Interval {
        rising(self.clamp(-1.0, 1.0), libm::atanh, &[(0.0, 0.0)])
    }

    fn is_below(&self, other: &Interval) -> bool {
        self.hi < other.lo
    }

    fn is_at_most(&self, other: &Interval) -> bool {
        self.hi <= other.lo
    }

    fn is_zero(&self) -> bool {
        self.lo == 0.0 && self.hi == 0.0
    }

    fn whole(&self) -> Option<i64> {
        let is_whole = self.lo == self.hi && self.lo.fract() == 0.0 && self.lo.abs() < 9e15;
        is_whole.then_some(self.lo as i64)
    }

    fn is_sharp(&self) -> bool {
        let width = self.hi - self.lo;
        self.lo.is_finite()
            && self.hi.is_finite()
            && width <= 1e-9 * self.lo.abs().max(self.hi.abs())
    }

    fn middle(&self) -> f64 {
        let middle = self.lo / 2.0 + self.hi / 2.0;
        if middle.is_nan() { 0.0 } else { middle }
    }
}
