//! How long is a line, and would it be shorter without its brackets?

use smallvec::SmallVec;

use crate::math::tidy::sum::Sum;
use crate::math::tidy::take;
use crate::math::tidy::term::{Exponent, Factor, Term};
use crate::math::{Expr, Node, Number};

use super::polish::is_bracket;

/// Terms that multiplying out may give.
const EXPANDED: usize = 40;
/// Brackets are multiplied out up to this power.
const POWER: i64 = 5;

/// Lines longer than this are left as the rules write them: nobody reads them, and looking for a
/// better form would cost more than the derivative.
const LONG: usize = 240;

/// Is the sum short enough to look for a better form?
pub(super) fn is_short(sum: &Sum) -> bool {
    let mut left = LONG;
    sum.terms.iter().all(|term| fits(term, &mut left))
}

/// Is the term short enough?
pub(super) fn is_short_term(term: &Term) -> bool {
    fits(term, &mut { LONG })
}

fn fits(term: &Term, left: &mut usize) -> bool {
    term.factors.iter().all(|factor| {
        spend(&factor.base, left)
            && match &factor.exponent {
                Exponent::Number(_) => true,
                Exponent::Expr(v) => spend(v, left),
            }
    })
}

/// Takes one off for each node; false once nothing is left.
fn spend(expr: &Expr, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1) else { return false };
    *left = rest;
    match expr.node() {
        Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Hole(_) => true,
        Node::Neg(u) | Node::Prime(_, _, u) | Node::Slope(u, _) => spend(u, left),
        Node::Quotient(u, v) | Node::Power(u, v) => spend(u, left) && spend(v, left),
        Node::Sum(parts) | Node::Product(parts) | Node::Vector(parts) | Node::Apply(_, parts) => {
            parts.iter().all(|part| spend(part, left))
        }
        Node::Matrix(rows) => rows.iter().flatten().all(|part| spend(part, left)),
    }
}

/// The sum with its brackets multiplied out, where that is no longer than before.
pub(super) fn expanded(sum: &Sum) -> Option<Sum> {
    if !sum.terms.iter().any(|term| term.factors.iter().any(|f| power_of(f).is_some())) {
        return None;
    }
    let expanded = multiplied_out_sum(sum)?;
    (weight(&expanded) <= weight(sum)).then_some(expanded)
}

/// The sum without brackets, whether or not that is shorter; `None` where it has too many terms.
pub(super) fn multiplied_out_sum(sum: &Sum) -> Option<Sum> {
    let mut expanded = Sum::zero();
    for term in &sum.terms {
        expanded.terms.extend(multiplied_out(term)?.terms);
        if expanded.terms.len() > EXPANDED {
            return None;
        }
    }
    expanded.collect();
    Some(expanded)
}

/// The power of a bracket that may be multiplied out.
fn power_of(factor: &Factor) -> Option<i64> {
    match &factor.exponent {
        Exponent::Number(n) if is_bracket(factor) => n.to_i64().filter(|n| (1..=POWER).contains(n)),
        Exponent::Number(_) | Exponent::Expr(_) => None,
    }
}

fn multiplied_out(term: &Term) -> Option<Sum> {
    let mut plain = Term::number(term.coefficient.clone());
    plain.decimal = term.decimal;
    let mut brackets: SmallVec<[(Sum, i64); 2]> = SmallVec::new();
    for factor in &term.factors {
        match power_of(factor) {
            Some(power) => brackets.push((take::terms(&factor.base), power)),
            None => plain.push(factor.clone()),
        }
    }
    let mut total = Sum::zero();
    total.terms.push(plain);
    for (bracket, power) in brackets {
        for _ in 0..power {
            if total.terms.len() * bracket.terms.len() > EXPANDED {
                return None;
            }
            let mut next = Sum::zero();
            for left in &total.terms {
                for right in &bracket.terms {
                    let mut product = left.clone();
                    product.multiply(right);
                    next.terms.push(product);
                }
            }
            next.collect();
            total = next;
        }
    }
    Some(total)
}

/// How long a line is, in names, functions and digits.
pub(super) fn weight(sum: &Sum) -> usize {
    sum.terms.iter().map(term_weight).sum()
}

fn term_weight(term: &Term) -> usize {
    let above = term.coefficient.numerator().abs();
    let numbers = if above.is_one() { 0 } else { digits(&above) }
        + if term.coefficient.is_integer() { 0 } else { digits(&term.coefficient.denominator()) };
    let factors: usize = term.factors.iter().map(factor_weight).sum();
    (numbers + factors).max(1)
}

/// Digits weigh half as much as names.
fn digits(number: &Number) -> usize {
    // A decimal digit takes 3.3 bits.
    1 + usize::try_from(number.bit_len() / 7).unwrap_or(usize::MAX)
}

fn factor_weight(factor: &Factor) -> usize {
    let exponent = match &factor.exponent {
        Exponent::Number(n) => usize::from(!n.abs().is_one()),
        Exponent::Expr(v) => leaves(v),
    };
    leaves(&factor.base) + exponent
}

fn leaves(expr: &Expr) -> usize {
    match expr.node() {
        Node::Number(literal) => digits(&literal.value),
        Node::Constant(_) | Node::Name(_) | Node::Hole(_) => 1,
        Node::Apply(_, arguments) => 1 + arguments.iter().map(leaves).sum::<usize>(),
        Node::Neg(u) => leaves(u),
        Node::Quotient(u, v) | Node::Power(u, v) => leaves(u) + leaves(v),
        Node::Sum(parts) | Node::Product(parts) | Node::Vector(parts) => {
            parts.iter().map(leaves).sum()
        }
        Node::Prime(_, _, u) | Node::Slope(u, _) => 1 + leaves(u),
        Node::Matrix(rows) => rows.iter().flatten().map(leaves).sum(),
    }
}
