//! Terms to expression.

use crate::math::{Constant, Expr, Function, Literal, Node, Number};

use super::sum::Sum;
use super::take;
use super::term::{Exponent, Factor, Term};

/// A number: `−` in front where it is negative, a fraction where it is one.
pub(in crate::math) fn number(value: &Number) -> Expr {
    if value.is_negative() {
        return Node::Neg(number(&value.neg())).into();
    }
    if !value.is_integer() {
        return Node::Quotient(whole(&value.numerator()), whole(&value.denominator())).into();
    }
    whole(value)
}

/// A number that is not negative, as a decimal where it was typed as one.
pub(in crate::math) fn typed(value: &Number, as_decimal: bool) -> Expr {
    decimal(value).filter(|_| as_decimal && !value.is_integer()).unwrap_or_else(|| number(value))
}

fn whole(value: &Number) -> Expr {
    value.to_i64().map_or_else(|| Expr::number(value.clone()), Expr::integer)
}

/// A sum: 0 without terms, one term alone, or all of them.
pub(in crate::math) fn sum(sum: &Sum) -> Expr {
    match sum.terms.as_slice() {
        [] => whole(&Number::ZERO),
        [only] => term(only),
        terms => Node::Sum(terms.iter().map(term).collect()).into(),
    }
}

/// A term: sign, then a fraction where something stands in the denominator.
pub(in crate::math) fn term(term: &Term) -> Expr {
    let negative = term.coefficient.is_negative();
    let size = term.coefficient.abs();
    let (above, below) = if size.is_integer() {
        (whole(&size), None)
    } else if let Some(decimal) = decimal(&size).filter(|_| term.decimal) {
        (decimal, None)
    } else {
        (whole(&size.numerator()), Some(whole(&size.denominator())))
    };
    let fraction = below.is_some() || term.is_fraction();
    let numerator = side(above, &term.factors, false);
    let positive = if fraction {
        let one = || whole(&Number::ONE);
        Node::Quotient(numerator, side(below.unwrap_or_else(one), &term.factors, true)).into()
    } else {
        numerator
    };
    if negative { Node::Neg(positive).into() } else { positive }
}

/// The most digits behind a decimal point that are shown.
const PLACES: u16 = 12;

/// A positive number as a decimal, where it ends after a few digits.
fn decimal(value: &Number) -> Option<Expr> {
    let mut scaled = value.clone();
    let ten = Number::integer(10);
    for places in 1..=PLACES {
        scaled = scaled.mul(&ten);
        if scaled.is_integer() {
            return Some(Node::Number(Literal { value: value.clone(), places }).into());
        }
    }
    None
}

/// The numerator, or the denominator with its exponents turned positive.
fn side(number: Expr, factors: &[Factor], below: bool) -> Expr {
    let count = factors.iter().filter(|factor| factor.exponent.is_negative() == below).count();
    if count == 0 {
        return number;
    }
    let own = factors.iter().filter(|factor| factor.exponent.is_negative() == below);
    let is_one = number.as_number().is_some_and(Number::is_one);
    if count == 1
        && is_one
        && let Some(only) = own.clone().next()
        && tower(only).is_none()
    {
        return power(only, below);
    }
    let mut parts = Vec::with_capacity(count + 1);
    if !is_one {
        parts.push(number);
    }
    for factor in own {
        match tower(factor) {
            Some(pair) => parts.extend(pair),
            None => parts.push(power(factor, below)),
        }
    }
    match parts.as_slice() {
        [only] => only.clone(),
        _ => Node::Product(parts).into(),
    }
}

/// `eˣ·e^(eˣ)` for `e^(eˣ + x)`: an exponential of an exponential stands for itself.
fn tower(factor: &Factor) -> Option<[Expr; 2]> {
    let Exponent::Expr(exponent) = &factor.exponent else { return None };
    let Node::Sum(parts) = exponent.node() else { return None };
    let (towers, rest): (Vec<&Expr>, Vec<&Expr>) =
        parts.iter().partition(|part| is_exponential(part));
    if towers.is_empty() || rest.is_empty() {
        return None;
    }
    let raised = |parts: &[&Expr]| -> Expr {
        let exponent = match parts {
            [only] => (*only).clone(),
            _ => Node::Sum(parts.iter().map(|part| (*part).clone()).collect()).into(),
        };
        Node::Power(factor.base.clone(), exponent).into()
    };
    Some([raised(&rest), raised(&towers)])
}

/// `eˣ`, `3·2ˣ`, `−e^(−x²)`; what nests deeper stays together.
fn is_exponential(expr: &Expr) -> bool {
    match expr.node() {
        Node::Neg(u) => is_exponential(u),
        Node::Product(factors) => factors.iter().any(is_exponential),
        Node::Power(u, v) => {
            let is_plain = v.children().into_iter().all(|part| match part.node() {
                Node::Product(parts) => parts.iter().all(is_flat),
                _ => is_flat(part),
            });
            matches!(u.node(), Node::Constant(_) | Node::Number(_))
                && is_plain
                && take::rational(v).is_none()
        }
        _ => false,
    }
}

/// `x`, `2`, `x²`.
fn is_flat(expr: &Expr) -> bool {
    let is_leaf =
        |u: &Expr| matches!(u.node(), Node::Number(_) | Node::Constant(_) | Node::Name(_));
    match expr.node() {
        Node::Power(u, v) => is_leaf(u) && is_leaf(v),
        _ => is_leaf(expr),
    }
}

/// `base ^ exponent`, with roots for one over a whole number.
fn power(factor: &Factor, below: bool) -> Expr {
    let base = &factor.base;
    match &factor.exponent {
        Exponent::Expr(exponent) => Node::Power(base.clone(), exponent.clone()).into(),
        Exponent::Number(n) => {
            let n = if below { n.neg() } else { n.clone() };
            if n.is_one() {
                return base.clone();
            }
            match n.to_small_ratio() {
                // e^(1/2) stays an exponential; every other half power is a root.
                Some((1, 2..)) if matches!(base.node(), Node::Constant(Constant::E)) => {}
                Some((1, 2)) => return Expr::apply(Function::Sqrt, base.clone()),
                Some((1, 3)) => return Expr::apply(Function::Cbrt, base.clone()),
                Some((1, index @ 4..)) => {
                    let index = whole(&Number::integer(index));
                    return Node::Apply(Function::Root, vec![base.clone(), index]).into();
                }
                _ => {}
            }
            Node::Power(base.clone(), number(&n)).into()
        }
    }
}
