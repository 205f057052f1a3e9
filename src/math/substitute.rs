//! What is the expression with these values for its names?
//!
//! The form around a value is the author's and stays; only what a value makes untidy is mended
//! there: `x + −3` becomes `x − 3`, `1·x` becomes `x`.

use super::{Expr, Name, Node, Number};

/// The expression with each name replaced, all at once.
pub fn substitute(expr: &Expr, values: &[(Name, Expr)]) -> Expr {
    if !values.iter().any(|(name, _)| expr.mentions(name)) {
        return expr.clone();
    }
    let inside = |u: &Expr| substitute(u, values);
    let list = |parts: &[Expr]| parts.iter().map(inside).collect::<Vec<_>>();
    match expr.node() {
        Node::Name(name) => values
            .iter()
            .find(|(own, _)| own == name)
            .map_or_else(|| expr.clone(), |(_, value)| value.clone()),
        Node::Number(_) | Node::Constant(_) | Node::Hole(None) => expr.clone(),
        Node::Neg(u) => negated(inside(u)),
        Node::Sum(parts) => sum(list(parts)),
        Node::Product(parts) => product(list(parts)),
        Node::Quotient(u, v) => quotient(inside(u), inside(v)),
        Node::Power(u, v) => {
            let (u, v) = (inside(u), inside(v));
            if is_one(&v) { u } else { Node::Power(u, v).into() }
        }
        Node::Apply(function, arguments) => Node::Apply(*function, list(arguments)).into(),
        Node::Prime(function, times, u) => Node::Prime(*function, *times, inside(u)).into(),
        Node::Slope(u, names) => {
            // The variable of a derivative is bound: values go into the rest.
            let free: Vec<(Name, Expr)> =
                values.iter().filter(|(name, _)| !names.contains(name)).cloned().collect();
            Node::Slope(substitute(u, &free), names.clone()).into()
        }
        Node::Vector(parts) => Node::Vector(list(parts)).into(),
        Node::Matrix(rows) => Node::Matrix(rows.iter().map(|row| list(row)).collect()).into(),
        Node::Hole(Some(u)) => Node::Hole(Some(inside(u))).into(),
    }
}

fn is_one(expr: &Expr) -> bool {
    expr.as_number().is_some_and(Number::is_one)
}

fn negated(u: Expr) -> Expr {
    match signed(&u) {
        Some(opposite) => opposite,
        None => Node::Neg(u).into(),
    }
}

/// The opposite of an expression that begins with a minus; `None` for any other.
fn signed(expr: &Expr) -> Option<Expr> {
    match expr.node() {
        Node::Neg(u) => Some(u.clone()),
        Node::Number(literal) if literal.value.is_negative() => {
            let mut literal = literal.clone();
            literal.value = literal.value.neg();
            Some(Node::Number(literal).into())
        }
        _ => None,
    }
}

fn sum(parts: Vec<Expr>) -> Expr {
    let mut terms = Vec::with_capacity(parts.len());
    for part in parts {
        match part.node() {
            Node::Sum(inner) => terms.extend(inner.iter().cloned()),
            Node::Number(literal) if literal.value.is_negative() => {
                terms.push(signed(&part).map_or(part, |opposite| Node::Neg(opposite).into()));
            }
            Node::Number(literal) if literal.value.is_zero() => {}
            _ => terms.push(part),
        }
    }
    match terms.as_slice() {
        [] => Expr::integer(0),
        [only] => only.clone(),
        _ => Node::Sum(terms).into(),
    }
}

fn product(parts: Vec<Expr>) -> Expr {
    let mut factors = Vec::with_capacity(parts.len());
    let mut negative = false;
    for part in parts {
        let part = match signed(&part) {
            Some(opposite) => {
                negative = !negative;
                opposite
            }
            None => part,
        };
        match part.node() {
            Node::Product(inner) => factors.extend(inner.iter().cloned()),
            Node::Number(literal) if literal.value.is_one() => {}
            _ => factors.push(part),
        }
    }
    let positive = match factors.as_slice() {
        [] => Expr::integer(1),
        [only] => only.clone(),
        _ => Node::Product(factors).into(),
    };
    if negative { negated(positive) } else { positive }
}

fn quotient(u: Expr, v: Expr) -> Expr {
    if is_one(&v) {
        return u;
    }
    match (signed(&u), signed(&v)) {
        (Some(u), Some(v)) => Node::Quotient(u, v).into(),
        (Some(u), None) => Node::Neg(Node::Quotient(u, v).into()).into(),
        (None, Some(v)) => Node::Neg(Node::Quotient(u, v).into()).into(),
        (None, None) => Node::Quotient(u, v).into(),
    }
}
