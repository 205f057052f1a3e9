//! The arithmetic that a tape asks of its numbers, and doubles as such numbers.
//!
//! Reals by the engine's conventions: NaN wherever a real value does not exist, also where floating
//! point would say infinite (`1/0`, `ln 0`). An infinity is an overflow and nothing else.

use super::tape::Reach;
use super::unary::Unary;

/// A kind of number that a tape can be run with.
pub(super) trait Scalar: Copy {
    fn constant(value: f64) -> Self;
    fn neg(self) -> Self;
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    fn div(self, other: Self) -> Self;
    fn power(self, exponent: f64, reach: Reach) -> Self;
    fn any_power(self, exponent: Self) -> Self;
    fn call(self, function: Unary) -> Self;
    fn min(self, other: Self) -> Self;
    fn max(self, other: Self) -> Self;
}

impl Scalar for f64 {
    #[inline]
    fn constant(value: f64) -> f64 {
        value
    }

    #[inline]
    fn neg(self) -> f64 {
        -self
    }

    #[inline]
    fn add(self, other: f64) -> f64 {
        self + other
    }

    #[inline]
    fn sub(self, other: f64) -> f64 {
        self - other
    }

    #[inline]
    fn mul(self, other: f64) -> f64 {
        self * other
    }

    #[inline]
    fn div(self, other: f64) -> f64 {
        if other == 0.0 { f64::NAN } else { self / other }
    }

    fn power(self, exponent: f64, reach: Reach) -> f64 {
        if self == 0.0 {
            return if exponent > 0.0 { 0.0 } else { f64::NAN };
        }
        let size = libm::pow(self.abs(), exponent);
        match reach {
            Reach::Odd => size.copysign(self),
            Reach::Positive if self < 0.0 => f64::NAN,
            Reach::Even | Reach::Positive => size,
        }
    }

    fn any_power(self, exponent: f64) -> f64 {
        if self == 0.0 {
            return if exponent > 0.0 { 0.0 } else { f64::NAN };
        }
        if self.is_nan() || exponent.is_nan() {
            return f64::NAN;
        }
        // Of a negative base `pow` gives NaN except at whole exponents, which is the convention.
        libm::pow(self, exponent)
    }

    #[inline]
    fn call(self, function: Unary) -> f64 {
        function.value(self)
    }

    #[inline]
    fn min(self, other: f64) -> f64 {
        // Written so that NaN on either side stays NaN.
        if self < other {
            self
        } else if other <= self {
            other
        } else {
            f64::NAN
        }
    }

    #[inline]
    fn max(self, other: f64) -> f64 {
        if self > other {
            self
        } else if other >= self {
            other
        } else {
            f64::NAN
        }
    }
}

/// The first and second slope of `u^c` at `u`, where it is differentiable.
///
/// Each is a power again, and the parity of its exponent is turned once by each differentiation.
pub(super) fn power_slopes(base: f64, exponent: f64, reach: Reach) -> (f64, f64) {
    let turned = match reach {
        Reach::Even => Reach::Odd,
        Reach::Odd => Reach::Even,
        Reach::Positive => Reach::Positive,
    };
    let slope = |exponent: f64, reach: Reach| {
        if exponent == 0.0 { 1.0 } else { base.power(exponent, reach) }
    };
    let first = exponent * slope(exponent - 1.0, turned);
    let second = exponent * (exponent - 1.0) * slope(exponent - 2.0, reach);
    (first, second)
}
