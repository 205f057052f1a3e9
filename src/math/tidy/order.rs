//! In which order do factors and terms stand in a textbook?

use std::cmp::Ordering;

use smallvec::SmallVec;

use crate::math::{Expr, Function, Node};

use super::term::{Exponent, Factor, Term};

/// Where a factor stands: `2·π·x²·(x + 1)³·e^x·(x − 1)·ln x·sin x·(1 + cos x)`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Number,
    Constant,
    Name,
    BracketPower,
    Exponential,
    Polynomial,
    Function,
    Bracket,
}

fn class(factor: &Factor) -> Class {
    let symbolic = matches!(factor.exponent, Exponent::Expr(_));
    match factor.base.node() {
        Node::Constant(_) | Node::Number(_) if symbolic => Class::Exponential,
        Node::Number(_) => Class::Number,
        Node::Constant(_) => Class::Constant,
        Node::Name(_) => Class::Name,
        Node::Apply(..) | Node::Prime(..) | Node::Slope(..) => Class::Function,
        Node::Neg(_)
        | Node::Sum(_)
        | Node::Product(_)
        | Node::Quotient(..)
        | Node::Power(..)
        | Node::Vector(_)
        | Node::Matrix(_)
        | Node::Hole(_) => match &factor.exponent {
            Exponent::Number(n) if !n.is_one() => Class::BracketPower,
            Exponent::Expr(_) => Class::Exponential,
            Exponent::Number(_) if is_polynomial(&factor.base) => Class::Polynomial,
            Exponent::Number(_) => Class::Bracket,
        },
    }
}

fn is_polynomial(expr: &Expr) -> bool {
    match expr.node() {
        Node::Number(_) | Node::Constant(_) | Node::Name(_) => true,
        Node::Neg(u) => is_polynomial(u),
        Node::Sum(parts) | Node::Product(parts) => parts.iter().all(is_polynomial),
        Node::Power(u, v) | Node::Quotient(u, v) => is_polynomial(u) && v.as_number().is_some(),
        Node::Apply(..)
        | Node::Prime(..)
        | Node::Slope(..)
        | Node::Vector(_)
        | Node::Matrix(_)
        | Node::Hole(_) => false,
    }
}

/// Sums longer than this are one base only where their terms stand in the same order.
const LOOSE: usize = 8;

/// Are two bases equal, the order of terms in a bracket aside?
pub(in crate::math) fn same(a: &Expr, b: &Expr) -> bool {
    match (a.node(), b.node()) {
        (Node::Sum(left), Node::Sum(right)) if left.len() <= LOOSE => {
            // The terms of a tidy sum differ, so that each has at most one match.
            left.len() == right.len() && left.iter().all(|term| right.contains(term))
        }
        _ => a == b,
    }
}

/// The order of two factors of a term.
pub(super) fn factors(a: &Factor, b: &Factor) -> Ordering {
    class(a).cmp(&class(b)).then_with(|| expressions(&a.base, &b.base)).then_with(|| {
        match (&a.exponent, &b.exponent) {
            (Exponent::Number(a), Exponent::Number(b)) => a.cmp(b),
            (Exponent::Number(_), Exponent::Expr(_)) => Ordering::Less,
            (Exponent::Expr(_), Exponent::Number(_)) => Ordering::Greater,
            (Exponent::Expr(a), Exponent::Expr(b)) => expressions(a, b),
        }
    })
}

/// A fixed order of all expressions.
pub(super) fn expressions(a: &Expr, b: &Expr) -> Ordering {
    if a.is_same_node(b) {
        return Ordering::Equal;
    }
    match (a.node(), b.node()) {
        (Node::Number(a), Node::Number(b)) => a.value.cmp(&b.value).then(a.places.cmp(&b.places)),
        (Node::Constant(a), Node::Constant(b)) => b.cmp(a),
        (Node::Name(a), Node::Name(b)) => a.cmp(b),
        (Node::Apply(f, u), Node::Apply(g, v)) => {
            function_rank(*f).cmp(&function_rank(*g)).then(f.cmp(g)).then_with(|| lists(u, v))
        }
        (Node::Prime(f, n, u), Node::Prime(g, m, v)) => {
            f.cmp(g).then(n.cmp(m)).then_with(|| expressions(u, v))
        }
        (Node::Slope(u, x), Node::Slope(v, y)) => expressions(u, v).then_with(|| x.cmp(y)),
        _ => rank(a).cmp(&rank(b)).then_with(|| {
            let (a, b) = (a.children(), b.children());
            a.len().cmp(&b.len()).then_with(|| {
                a.iter()
                    .zip(&b)
                    .map(|(a, b)| expressions(a, b))
                    .fold(Ordering::Equal, Ordering::then)
            })
        }),
    }
}

fn lists(a: &[Expr], b: &[Expr]) -> Ordering {
    let first = a.iter().zip(b).map(|(a, b)| expressions(a, b)).find(|order| order.is_ne());
    first.unwrap_or(a.len().cmp(&b.len()))
}

/// Logarithms before sines, secants before tangents: `ln x·sin x`, `sec x·tan x`, `csc x·cot x`.
fn function_rank(function: Function) -> u8 {
    match function {
        Function::Ln | Function::Log10 | Function::Log2 | Function::Log => 0,
        Function::Sin | Function::Cos => 1,
        Function::Sec | Function::Csc => 2,
        Function::Tan | Function::Cot => 3,
        Function::Sinh | Function::Cosh | Function::Sech | Function::Csch => 5,
        Function::Tanh | Function::Coth => 6,
        _ => 4,
    }
}

fn rank(expr: &Expr) -> u8 {
    match expr.node() {
        Node::Number(_) => 0,
        Node::Constant(_) => 1,
        Node::Name(_) => 2,
        Node::Neg(_) => 3,
        Node::Power(..) => 4,
        Node::Product(_) => 5,
        Node::Quotient(..) => 6,
        Node::Sum(_) => 7,
        Node::Apply(..) => 8,
        Node::Prime(..) => 9,
        Node::Slope(..) => 10,
        Node::Vector(_) => 11,
        Node::Matrix(_) => 12,
        Node::Hole(_) => 13,
    }
}

/// The total degree of a term in its names; `None` where it is no polynomial.
fn degree(term: &Term) -> Option<f64> {
    let mut total = 0.0;
    for factor in &term.factors {
        let Exponent::Number(n) = &factor.exponent else { return None };
        match factor.base.node() {
            Node::Name(_) => total += n.to_f64(),
            Node::Number(_) | Node::Constant(_) => {}
            _ => return None,
        }
    }
    Some(total)
}

/// Puts the terms of a polynomial by falling degree; other sums keep their order. A sum does not
/// begin with a minus where it need not: `1 − x²`, `x·cos x − sin x`.
pub(super) fn sort_terms(terms: &mut [Term]) {
    if terms.len() < 2 {
        return;
    }
    let degrees: SmallVec<[f64; 8]> = terms.iter().map_while(degree).collect();
    let is_polynomial = degrees.len() == terms.len();
    if is_polynomial && degrees.windows(2).any(|pair| pair[0] < pair[1]) {
        terms.sort_by(|a, b| degree(b).partial_cmp(&degree(a)).unwrap_or(Ordering::Equal));
    }
    let is_flat = degrees.first() == degrees.last();
    let is_long_polynomial = is_polynomial && terms.len() > 2 && !is_flat && has_one_name(terms);
    if terms[0].coefficient.is_negative()
        && !is_long_polynomial
        && let Some(positive) = terms.iter().position(|term| !term.coefficient.is_negative())
    {
        terms[..=positive].rotate_right(1);
    }
}

fn has_one_name(terms: &[Term]) -> bool {
    let mut names =
        terms.iter().flat_map(|term| &term.factors).filter_map(|factor| match factor.base.node() {
            Node::Name(name) => Some(name),
            _ => None,
        });
    names.next().is_some_and(|first| names.all(|name| name == first))
}
