//! Functions of one number with their first and second slopes.

use std::f64::consts::{LN_2, LN_10};

/// The functions that a tape knows; all others of the grammar are built from these.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Unary {
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Asinh,
    Acosh,
    Atanh,
    Exp,
    Ln,
    Log10,
    Log2,
    Sqrt,
    Cbrt,
    Abs,
    Sign,
    Relu,
    Sigmoid,
    Softplus,
}

impl Unary {
    /// The value; NaN outside the domain.
    pub(super) fn value(self, u: f64) -> f64 {
        match self {
            Unary::Sin => libm::sin(u),
            Unary::Cos => libm::cos(u),
            Unary::Tan => libm::tan(u),
            Unary::Asin => libm::asin(u),
            Unary::Acos => libm::acos(u),
            Unary::Atan => libm::atan(u),
            Unary::Sinh => libm::sinh(u),
            Unary::Cosh => libm::cosh(u),
            Unary::Tanh => libm::tanh(u),
            Unary::Asinh => libm::asinh(u),
            Unary::Acosh if u < 1.0 => f64::NAN,
            Unary::Acosh => libm::acosh(u),
            Unary::Atanh if u.abs() >= 1.0 => f64::NAN,
            Unary::Atanh => libm::atanh(u),
            Unary::Exp => libm::exp(u),
            Unary::Ln | Unary::Log10 | Unary::Log2 if u <= 0.0 => f64::NAN,
            Unary::Ln => libm::log(u),
            Unary::Log10 => libm::log10(u),
            Unary::Log2 => libm::log2(u),
            Unary::Sqrt => u.sqrt(),
            Unary::Cbrt => libm::cbrt(u),
            Unary::Abs => u.abs(),
            Unary::Sign if u == 0.0 => 0.0,
            Unary::Sign if u.is_nan() => u,
            Unary::Sign => 1.0_f64.copysign(u),
            Unary::Relu if u < 0.0 => 0.0,
            Unary::Relu => u,
            Unary::Sigmoid => sigmoid(u),
            // ln(1 + e^u) without overflow on either side.
            Unary::Softplus => u.max(0.0) + libm::log1p(libm::exp(-u.abs())),
        }
    }

    /// First and second slope at `u`, where the value is `v`; NaN where there is none.
    pub(super) fn slopes(self, u: f64, v: f64) -> (f64, f64) {
        if v.is_nan() {
            return (f64::NAN, f64::NAN);
        }
        match self {
            Unary::Sin => (libm::cos(u), -v),
            Unary::Cos => (-libm::sin(u), -v),
            Unary::Tan => {
                let first = 1.0 + v * v;
                (first, 2.0 * v * first)
            }
            Unary::Asin => {
                let first = 1.0 / ((1.0 - u) * (1.0 + u)).sqrt();
                (finite(first), finite(u * first * first * first))
            }
            Unary::Acos => {
                let first = -1.0 / ((1.0 - u) * (1.0 + u)).sqrt();
                (finite(first), finite(u * first * first * first))
            }
            Unary::Atan => {
                let first = 1.0 / (1.0 + u * u);
                (first, -2.0 * u * first * first)
            }
            Unary::Sinh => (libm::cosh(u), v),
            Unary::Cosh => (libm::sinh(u), v),
            Unary::Tanh => {
                let first = (1.0 - v) * (1.0 + v);
                (first, -2.0 * v * first)
            }
            Unary::Asinh => {
                let first = 1.0 / libm::hypot(1.0, u);
                (first, -u * first * first * first)
            }
            Unary::Acosh => {
                let first = 1.0 / ((u - 1.0).sqrt() * (u + 1.0).sqrt());
                (finite(first), finite(-u * first * first * first))
            }
            Unary::Atanh => {
                let first = 1.0 / ((1.0 - u) * (1.0 + u));
                (first, 2.0 * u * first * first)
            }
            Unary::Exp => (v, v),
            Unary::Ln => (1.0 / u, -1.0 / (u * u)),
            Unary::Log10 => (1.0 / (u * LN_10), -1.0 / (u * u * LN_10)),
            Unary::Log2 => (1.0 / (u * LN_2), -1.0 / (u * u * LN_2)),
            Unary::Sqrt => (finite(0.5 / v), finite(-0.25 / (u * v))),
            Unary::Cbrt => (finite(1.0 / (3.0 * v * v)), finite(-2.0 / (9.0 * u * v * v))),
            Unary::Abs | Unary::Sign | Unary::Relu if u == 0.0 => (f64::NAN, f64::NAN),
            Unary::Abs => (1.0_f64.copysign(u), 0.0),
            Unary::Sign => (0.0, 0.0),
            Unary::Relu => (if u > 0.0 { 1.0 } else { 0.0 }, 0.0),
            Unary::Sigmoid => {
                // σ(−u) is 1 − σ(u) without cancellation.
                let (rest, first) = (sigmoid(-u), v * sigmoid(-u));
                (first, first * (rest - v))
            }
            Unary::Softplus => {
                let first = sigmoid(u);
                (first, first * sigmoid(-u))
            }
        }
    }
}

/// A slope that is not finite at a point of the domain (√u at 0) does not exist.
fn finite(slope: f64) -> f64 {
    if slope.is_finite() { slope } else { f64::NAN }
}

fn sigmoid(u: f64) -> f64 {
    if u >= 0.0 {
        1.0 / (1.0 + libm::exp(-u))
    } else {
        let power = libm::exp(u);
        power / (1.0 + power)
    }
}
