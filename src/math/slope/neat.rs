//! A line of working without its ones and zeros, in the order in which the rules wrote it.

use crate::math::tidy::{show, take};
use crate::math::{Expr, Node, Number};

/// A sum; sums inside it join it, and it begins as it was written.
pub(super) fn sum(parts: Vec<Expr>) -> Expr {
    let mut terms = Vec::with_capacity(parts.len());
    for part in parts {
        match part.node() {
            Node::Sum(inner) => terms.extend(inner.iter().cloned()),
            _ => terms.push(part),
        }
    }
    match terms.as_slice() {
        [] => Expr::integer(0),
        [only] => only.clone(),
        _ => Node::Sum(terms).into(),
    }
}

/// A product; products inside it join it.
pub(super) fn product(parts: Vec<Expr>) -> Expr {
    let mut factors = Vec::with_capacity(parts.len());
    for part in parts {
        match part.node() {
            Node::Product(inner) => factors.extend(inner.iter().cloned()),
            _ => factors.push(part),
        }
    }
    match factors.as_slice() {
        [] => Expr::integer(1),
        [only] => only.clone(),
        _ => Node::Product(factors).into(),
    }
}

/// A quotient.
pub(super) fn quotient(u: Expr, v: Expr) -> Expr {
    Node::Quotient(u, v).into()
}

/// The line with `1·u`, `u + 0`, `u¹` cleared away and the numbers of a product multiplied and put
/// in front. Nothing else moves: like terms stay apart, so that each is seen where it came from.
pub(super) fn neat(expr: &Expr) -> Expr {
    match expr.node() {
        Node::Neg(u) => negated(neat(u)),
        Node::Sum(parts) => {
            let kept = parts.iter().map(neat).filter(|part| !is(part, 0));
            sum(kept.collect())
        }
        Node::Product(parts) => neat_product(parts),
        Node::Quotient(u, v) => neat_quotient(neat(u), neat(v)),
        Node::Power(u, v) => {
            let v = neat(v);
            if is(&v, 1) { neat(u) } else { Node::Power(neat(u), v).into() }
        }
        Node::Apply(function, arguments) => {
            Node::Apply(*function, arguments.iter().map(neat).collect()).into()
        }
        Node::Slope(u, names) => Node::Slope(neat(u), names.clone()).into(),
        Node::Number(_)
        | Node::Constant(_)
        | Node::Name(_)
        | Node::Prime(..)
        | Node::Vector(_)
        | Node::Matrix(_)
        | Node::Hole(_) => expr.clone(),
    }
}

fn is(expr: &Expr, value: i64) -> bool {
    expr.as_number() == Some(&Number::integer(value))
}

fn negated(u: Expr) -> Expr {
    match u.node() {
        Node::Neg(inner) => inner.clone(),
        Node::Number(literal) if literal.value.is_zero() => u,
        _ => Node::Neg(u).into(),
    }
}

fn neat_product(parts: &[Expr]) -> Expr {
    let mut number = Number::ONE;
    let mut decimal = false;
    let mut factors = Vec::new();
    let mut below = Vec::new();
    for part in parts {
        take_factor(&neat(part), &mut number, &mut decimal, &mut factors, &mut below);
    }
    if number.is_zero() {
        return Expr::integer(0);
    }
    let negative = number.is_negative();
    let size = number.abs();
    let mut above = Vec::new();
    if size.is_integer() || decimal {
        if !size.is_one() || factors.is_empty() {
            above.push(show::typed(&size, decimal));
        }
    } else {
        if !size.numerator().is_one() || factors.is_empty() {
            above.push(Expr::number(size.numerator()));
        }
        below.insert(0, Expr::number(size.denominator()));
    }
    above.extend(factors);
    let positive =
        if below.is_empty() { product(above) } else { quotient(product(above), product(below)) };
    if negative { negated(positive) } else { positive }
}

fn take_factor(
    part: &Expr,
    number: &mut Number,
    decimal: &mut bool,
    factors: &mut Vec<Expr>,
    below: &mut Vec<Expr>,
) {
    if let Some(value) = take::rational(part) {
        *decimal |= matches!(part.node(), Node::Number(literal) if literal.places > 0);
        *number = number.mul(&value);
        return;
    }
    match part.node() {
        Node::Neg(u) => {
            *number = number.neg();
            take_factor(u, number, decimal, factors, below);
        }
        Node::Product(inner) => {
            for part in inner {
                take_factor(part, number, decimal, factors, below);
            }
        }
        // u·(1/v) reads better as u/v.
        Node::Quotient(u, v) => {
            take_factor(u, number, decimal, factors, below);
            below.push(v.clone());
        }
        _ => factors.push(part.clone()),
    }
}

fn neat_quotient(u: Expr, v: Expr) -> Expr {
    if is(&u, 0) || is(&v, 1) {
        return u;
    }
    match u.node() {
        Node::Neg(inner) => negated(neat_quotient(inner.clone(), v)),
        // (u/v)/w reads better as u/(v·w).
        Node::Quotient(above, below) => {
            quotient(above.clone(), neat(&product(vec![below.clone(), v])))
        }
        _ => quotient(u, v),
    }
}
