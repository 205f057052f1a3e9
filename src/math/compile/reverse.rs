//! All partial slopes in one sweep back over the tape.

use super::scalar::{Scalar, power_slopes};
use super::tape::{Id, Op};
use super::unary::Unary;

/// Adds up in `out` how the last place changes with each variable. `values` are the values of all
/// places, `weights` a scratch of the same length.
pub(super) fn sweep(ops: &[Op], values: &[f64], weights: &mut [f64], out: &mut [f64]) {
    weights.fill(0.0);
    out.fill(0.0);
    if let Some(last) = weights.last_mut() {
        *last = 1.0;
    }
    for (place, op) in ops.iter().enumerate().rev() {
        let weight = weights[place];
        // A place that does not count passes nothing on, even where its own slope is undefined.
        if weight == 0.0 && !matters(op) {
            continue;
        }
        let value = |id: Id| values[id as usize];
        let mut pass = |id: Id, amount: f64| weights[id as usize] += amount;
        match *op {
            Op::Constant(_) => {}
            Op::Variable(index) => {
                if let Some(slope) = out.get_mut(index as usize) {
                    *slope += weight;
                }
            }
            Op::Neg(u) => pass(u, -weight),
            Op::Add(u, v) => {
                pass(u, weight);
                pass(v, weight);
            }
            Op::Sub(u, v) => {
                pass(u, weight);
                pass(v, -weight);
            }
            Op::Mul(u, v) => {
                pass(u, weight * value(v));
                pass(v, weight * value(u));
            }
            Op::Div(u, v) => {
                let share = weight.div(value(v));
                pass(u, share);
                pass(v, -share * values[place]);
            }
            Op::Power(u, exponent, reach) => {
                let (slope, _) = power_slopes(value(u), f64::from_bits(exponent), reach);
                pass(u, weight * slope);
            }
            Op::AnyPower(u, v) => {
                let (by_base, by_exponent) = any_power_slopes(value(u), value(v), values[place]);
                pass(u, weight * by_base);
                if !matches!(ops[v as usize], Op::Constant(_)) {
                    pass(v, weight * by_exponent);
                }
            }
            Op::Call(function, u) => {
                pass(u, weight * function.slopes(value(u), values[place]).0);
            }
            Op::Min(u, v) => pick(u, v, value(u) - value(v), weight, &mut pass),
            Op::Max(u, v) => pick(u, v, value(v) - value(u), weight, &mut pass),
        }
    }
}

/// Does an operation have slopes that can be undefined, so that a weight of 0 must still be asked?
fn matters(op: &Op) -> bool {
    match op {
        Op::Call(Unary::Abs | Unary::Relu | Unary::Sign | Unary::Sqrt | Unary::Cbrt, _)
        | Op::Power(..) => true,
        Op::Constant(_)
        | Op::Variable(_)
        | Op::Neg(_)
        | Op::Add(..)
        | Op::Sub(..)
        | Op::Mul(..)
        | Op::Div(..)
        | Op::AnyPower(..)
        | Op::Call(..)
        | Op::Min(..)
        | Op::Max(..) => false,
    }
}

fn any_power_slopes(base: f64, exponent: f64, value: f64) -> (f64, f64) {
    let by_base = if exponent == 0.0 { 0.0 } else { exponent * power_before(base, exponent) };
    (by_base, value * Unary::Ln.value(base))
}

fn power_before(base: f64, exponent: f64) -> f64 {
    if exponent == 1.0 { 1.0 } else { base.any_power(exponent - 1.0) }
}

/// Passes the weight to the smaller side (`difference` < 0: the first); to none at a tie.
fn pick(u: Id, v: Id, difference: f64, weight: f64, pass: &mut impl FnMut(Id, f64)) {
    if difference < 0.0 {
        pass(u, weight);
    } else if difference > 0.0 {
        pass(v, weight);
    } else {
        pass(u, f64::NAN);
    }
}
