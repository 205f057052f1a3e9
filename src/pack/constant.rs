//! What is this constant, exactly where it is rational?

use crate::math::compile::Compiled;
use crate::math::{Expr, Function, Name, Node, Number, carry_out};

use super::task::Coordinate;

/// Powers whose result would exceed this many bits are not built.
const BITS: u64 = 4096;

/// The exact value of a number as written: `-3`, `0.1`, `1e-3`.
pub(crate) fn number(text: &str) -> Option<Number> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = digits.replace('_', "");
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((&digits, "0"));
    let value = Number::decimal(mantissa, exponent.parse().ok()?)?;
    Some(if sign < 0 { value.neg() } else { value })
}

/// The exact value of an expression, each name looked up; `None` where it is not rational by plain
/// arithmetic, or undefined.
pub(crate) fn value(expr: &Expr, lookup: &dyn Fn(&Name) -> Option<Number>) -> Option<Number> {
    let go = |u: &Expr| value(u, lookup);
    match expr.node() {
        Node::Number(literal) => Some(literal.value.clone()),
        Node::Name(name) => lookup(name),
        Node::Neg(u) => Some(go(u)?.neg()),
        Node::Sum(terms) => terms.iter().try_fold(Number::ZERO, |sum, u| Some(sum.add(&go(u)?))),
        Node::Product(factors) => {
            factors.iter().try_fold(Number::ONE, |product, u| Some(product.mul(&go(u)?)))
        }
        Node::Quotient(u, v) => go(u)?.div(&go(v)?),
        Node::Power(u, v) => go(u)?.pow(go(v)?.to_i64()?, BITS),
        Node::Apply(function, arguments) => apply(*function, arguments, lookup),
        Node::Constant(_)
        | Node::Prime(..)
        | Node::Slope(..)
        | Node::Vector(_)
        | Node::Matrix(_)
        | Node::Hole(_) => None,
    }
}

fn apply(
    function: Function,
    arguments: &[Expr],
    lookup: &dyn Fn(&Name) -> Option<Number>,
) -> Option<Number> {
    let values: Vec<Number> = arguments.iter().map(|u| value(u, lookup)).collect::<Option<_>>()?;
    let first = values.first()?;
    match function {
        Function::Abs => Some(first.abs()),
        Function::Relu => Some(first.clone().max(Number::ZERO)),
        Function::Sign if first.is_zero() => Some(Number::ZERO),
        Function::Sign => Some(Number::integer(if first.is_negative() { -1 } else { 1 })),
        Function::Min => values.into_iter().min(),
        Function::Max => values.into_iter().max(),
        _ => None,
    }
}

/// The value of an expression in doubles; `None` where it is undefined or beyond them.
pub(crate) fn approx(expr: &Expr, names: &[Name], at: &[f64]) -> Option<f64> {
    let value = Compiled::new(&carry_out(expr), names).ok()?.value(at);
    value.is_finite().then_some(value)
}

/// The constant that an expression without names stands for.
pub(crate) fn coordinate(expr: &Expr) -> Option<Coordinate> {
    match value(expr, &|_| None) {
        Some(exact) => Some(Coordinate::from(exact)).filter(|c| c.to_f64().is_finite()),
        None => Some(Coordinate::new(expr.clone(), approx(expr, &[], &[])?)),
    }
}
