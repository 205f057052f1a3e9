//! Is this expression surely in textbook form already?
//!
//! Most parts of a function are: `7x + 3`, `x²`, `sin x`. To see that costs a look; to find out by
//! tidying costs a new tree. A `false` only means that it has to be tried.

use crate::math::{Constant, Expr, Function, Literal, Node, Number};

use super::{order, take};

/// Is the expression tidy for sure?
pub(super) fn is_tidy(expr: &Expr) -> bool {
    if expr.is_known_tidy() {
        return true;
    }
    match expr.node() {
        Node::Sum(parts) => is_tidy_sum(parts),
        Node::Neg(u) => is_positive_term(u),
        _ => is_positive_term(expr) || matches!(expr.node(), Node::Number(own) if is_count(own)),
    }
}

/// A whole number from 0.
fn is_count(literal: &Literal) -> bool {
    literal.places == 0 && literal.value.is_integer() && !literal.value.is_negative()
}

/// A whole number above 1.
fn is_several(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Number(own) if own.value.to_i64().is_some_and(|n| n > 1))
}

/// A positive term of the simplest kinds: `3`, `x`, `7x`, `x²`, `5·sin x`.
fn is_positive_term(expr: &Expr) -> bool {
    match expr.node() {
        Node::Number(own) => is_count(own) && !own.value.is_zero(),
        Node::Product(factors) => match factors.as_slice() {
            [first, only] => is_several(first) && is_factor(only),
            [first, second, third] => {
                is_several(first)
                    && is_name_power(second)
                    && is_name_power(third)
                    && order::expressions(base(second), base(third)).is_lt()
            }
            _ => false,
        },
        _ => is_factor(expr),
    }
}

/// A factor that stands for itself; a bracket is none, since its number may move.
fn is_factor(expr: &Expr) -> bool {
    match expr.node() {
        Node::Apply(function, arguments) => {
            !matches!(
                function,
                Function::Abs
                    | Function::Exp
                    | Function::Sqrt
                    | Function::Cbrt
                    | Function::Root
                    | Function::Sign
                    | Function::Relu
                    | Function::Ln
            ) && matches!(arguments.as_slice(), [u] if u.as_number().is_none() && is_tidy(u))
                || matches!((function, arguments.as_slice()),
                    (Function::Ln, [u]) if matches!(u.node(), Node::Name(_) | Node::Sum(_)) && is_tidy(u))
        }
        Node::Power(u, v) => match u.node() {
            Node::Constant(Constant::E) => {
                !is_number(v)
                    && matches!(
                        v.node(),
                        Node::Name(_) | Node::Product(_) | Node::Neg(_) | Node::Power(..)
                    )
                    && is_tidy(v)
            }
            _ => is_name_power(expr),
        },
        _ => is_name_power(expr),
    }
}

fn is_number(expr: &Expr) -> bool {
    take::rational(expr).is_some()
}

/// `x` or `x³`.
fn is_name_power(expr: &Expr) -> bool {
    match expr.node() {
        Node::Name(_) => true,
        Node::Power(u, v) => matches!(u.node(), Node::Name(_)) && is_several(v),
        _ => false,
    }
}

fn base(expr: &Expr) -> &Expr {
    match expr.node() {
        Node::Power(u, _) => u,
        _ => expr,
    }
}

/// A polynomial in one name by falling degree, or `1 − x²`.
fn is_tidy_sum(parts: &[Expr]) -> bool {
    let mut name: Option<&Expr> = None;
    let mut last = i64::MAX;
    let mut falls = true;
    for part in parts {
        let size = match part.node() {
            Node::Neg(u) => u,
            _ => part,
        };
        if !is_positive_term(size) {
            return false;
        }
        let Some((own, degree)) = monomial(size) else { return false };
        match (name, own) {
            (Some(first), Some(own)) if first != own => return false,
            (None, Some(own)) => name = Some(own),
            _ => {}
        }
        falls &= degree < last;
        last = degree;
    }
    match parts {
        [first, second] => {
            let (minus, positive) = (is_minus(first), !is_minus(second));
            // 1 − x² is turned round so that it does not begin with a minus.
            if falls {
                !(minus && positive)
            } else {
                !minus && !positive && last > 0 && first.as_number().is_some()
            }
        }
        [_, _, ..] => falls,
        _ => false,
    }
}

fn is_minus(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Neg(_))
}

/// The name and the degree of `7`, `x`, `3x²`.
fn monomial(expr: &Expr) -> Option<(Option<&Expr>, i64)> {
    match expr.node() {
        Node::Number(_) => Some((None, 0)),
        Node::Name(_) => Some((Some(expr), 1)),
        Node::Power(u, v) if matches!(u.node(), Node::Name(_)) => {
            Some((Some(u), v.as_number().and_then(Number::to_i64)?))
        }
        Node::Product(factors) => match factors.as_slice() {
            [_, only] => monomial(only),
            _ => None,
        },
        _ => None,
    }
}
