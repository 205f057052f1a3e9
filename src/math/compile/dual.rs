//! Numbers that carry their slopes in two directions and the mixed second slope.
//!
//! Hyper-dual numbers (Fike and Alonso, 2011): one run of the tape gives one entry of the Hessian
//! without truncation error.

use super::scalar::{Scalar, power_slopes};
use super::tape::Reach;
use super::unary::Unary;

/// `value + a·ε₁ + b·ε₂ + ab·ε₁ε₂`.
#[derive(Clone, Copy, Debug)]
pub(super) struct HyperDual {
    pub(super) value: f64,
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) ab: f64,
}

impl HyperDual {
    /// A function of this number whose value and slopes here are given.
    fn through(self, value: f64, (first, second): (f64, f64)) -> HyperDual {
        // A part that does not move stays still, even where the slope is infinite or undefined.
        let times = |slope: f64, part: f64| if part == 0.0 { 0.0 } else { slope * part };
        HyperDual {
            value,
            a: times(first, self.a),
            b: times(first, self.b),
            ab: times(first, self.ab) + times(second, self.a * self.b),
        }
    }

    fn undefined() -> HyperDual {
        HyperDual { value: f64::NAN, a: f64::NAN, b: f64::NAN, ab: f64::NAN }
    }
}

impl Scalar for HyperDual {
    fn constant(value: f64) -> HyperDual {
        HyperDual { value, a: 0.0, b: 0.0, ab: 0.0 }
    }

    fn neg(self) -> HyperDual {
        HyperDual { value: -self.value, a: -self.a, b: -self.b, ab: -self.ab }
    }

    fn add(self, other: HyperDual) -> HyperDual {
        HyperDual {
            value: self.value + other.value,
            a: self.a + other.a,
            b: self.b + other.b,
            ab: self.ab + other.ab,
        }
    }

    fn sub(self, other: HyperDual) -> HyperDual {
        self.add(other.neg())
    }

    fn mul(self, other: HyperDual) -> HyperDual {
        HyperDual {
            value: self.value * other.value,
            a: self.a * other.value + self.value * other.a,
            b: self.b * other.value + self.value * other.b,
            ab: self.ab * other.value + self.a * other.b + self.b * other.a + self.value * other.ab,
        }
    }

    fn div(self, other: HyperDual) -> HyperDual {
        if other.value == 0.0 {
            return HyperDual::undefined();
        }
        let value = self.value / other.value;
        let a = (self.a - value * other.a) / other.value;
        let b = (self.b - value * other.b) / other.value;
        let ab = (self.ab - a * other.b - b * other.a - value * other.ab) / other.value;
        HyperDual { value, a, b, ab }
    }

    fn power(self, exponent: f64, reach: Reach) -> HyperDual {
        let value = self.value.power(exponent, reach);
        self.through(value, power_slopes(self.value, exponent, reach))
    }

    fn any_power(self, exponent: HyperDual) -> HyperDual {
        if exponent.a == 0.0 && exponent.b == 0.0 && exponent.ab == 0.0 {
            let value = self.value.any_power(exponent.value);
            let n = exponent.value;
            let slope = |n: f64| if n == 0.0 { 1.0 } else { self.value.any_power(n) };
            return self.through(value, (n * slope(n - 1.0), n * (n - 1.0) * slope(n - 2.0)));
        }
        // u^v is e^(v·ln u), which has slopes in v only where u is positive.
        let mut power = exponent.mul(self.call(Unary::Ln)).call(Unary::Exp);
        power.value = self.value.any_power(exponent.value);
        power
    }

    fn call(self, function: Unary) -> HyperDual {
        let value = function.value(self.value);
        self.through(value, function.slopes(self.value, value))
    }

    fn min(self, other: HyperDual) -> HyperDual {
        pick(self, other, self.value < other.value)
    }

    fn max(self, other: HyperDual) -> HyperDual {
        pick(self, other, self.value > other.value)
    }
}

/// The first of two where it wins; at a tie of different slopes there is no slope.
fn pick(one: HyperDual, other: HyperDual, first_wins: bool) -> HyperDual {
    if one.value.is_nan() || other.value.is_nan() {
        HyperDual::undefined()
    } else if first_wins {
        one
    } else if one.value == other.value && (one.a != other.a || one.b != other.b) {
        HyperDual { value: one.value, ..HyperDual::undefined() }
    } else {
        other
    }
}
