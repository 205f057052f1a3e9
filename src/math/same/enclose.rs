//! Between which bounds does a real number lie?
//!
//! An enclosure is a pair of bounds that certainly holds the true value. Two kinds exist: doubles
//! rounded outwards ([`Interval`](super::interval::Interval)) and big floats of a chosen precision
//! ([`Wide`](super::wide::Wide)). Where the functions are defined is decided once, in
//! [`eval`](super::eval); the operations here may rely on their arguments.

use crate::math::Number;

/// Bounds that certainly hold the true value.
pub(super) trait Enclosure: Clone {
    /// How precisely to compute.
    type Precision: Copy;

    fn exact(value: &Number, precision: Self::Precision) -> Self;
    fn pi(precision: Self::Precision) -> Self;
    /// All of the reals: nothing is known.
    fn line() -> Self;

    fn add(&self, other: &Self) -> Self;
    fn mul(&self, other: &Self) -> Self;
    fn neg(&self) -> Self;
    /// 1 over a value that is certainly not 0.
    fn recip(&self) -> Self;
    fn abs(&self) -> Self;
    fn min(&self, other: &Self) -> Self;
    fn max(&self, other: &Self) -> Self;
    /// The smallest bounds that hold both.
    fn hull(&self, other: &Self) -> Self;

    /// A value ≥ 0 to a whole power.
    fn powi(&self, exponent: u64) -> Self;
    /// The n-th root of a value ≥ 0, n ≥ 2.
    fn root(&self, n: u64) -> Self;
    fn exp(&self) -> Self;
    /// Of a value > 0.
    fn ln(&self) -> Self;
    fn sin(&self) -> Self;
    fn cos(&self) -> Self;
    fn atan(&self) -> Self;
    /// Of a value in [−1, 1].
    fn asin(&self) -> Self;
    /// Of a value in [−1, 1].
    fn acos(&self) -> Self;
    fn sinh(&self) -> Self;
    fn cosh(&self) -> Self;
    fn tanh(&self) -> Self;
    fn asinh(&self) -> Self;
    /// Of a value ≥ 1.
    fn acosh(&self) -> Self;
    /// Of a value in (−1, 1).
    fn atanh(&self) -> Self;

    /// Is the value certainly below the other?
    fn is_below(&self, other: &Self) -> bool;
    /// Is the value certainly not above the other?
    fn is_at_most(&self, other: &Self) -> bool;
    /// Is the value certainly 0?
    fn is_zero(&self) -> bool;
    /// The value, where it is known exactly as a whole number.
    fn whole(&self) -> Option<i64>;
    /// Are the bounds so close that agreeing with them says something?
    fn is_sharp(&self) -> bool;
    /// A double in the middle, for showing.
    fn middle(&self) -> f64;

    fn sub(&self, other: &Self) -> Self {
        self.add(&other.neg())
    }
    fn div(&self, other: &Self) -> Self {
        self.mul(&other.recip())
    }
}
