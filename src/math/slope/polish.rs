//! The last touches of a term: numbers that cancel, fractions inside fractions, sin over cos.

use crate::math::tidy::order;
use crate::math::tidy::show;
use crate::math::tidy::sum::Sum;
use crate::math::tidy::take;
use crate::math::tidy::term::{Exponent, Factor, Term};
use crate::math::{Expr, Function, Node, Number};

use super::shape::joined;
use super::weigh::is_short_term;

/// Is the base a sum?
pub(super) fn is_bracket(factor: &Factor) -> bool {
    matches!(factor.base.node(), Node::Sum(_))
}

/// Mends a term until nothing changes: each pass takes something out of it for good.
pub(super) fn polish(term: &mut Term) {
    if !is_short_term(term) {
        return;
    }
    while flatten(term) || reduce(term) {}
    if !term.is_fraction() {
        return;
    }
    sizes(term);
    ratio(term, Function::Sin, Function::Cos, Function::Tan, Function::Cot);
    ratio(term, Function::Sinh, Function::Cosh, Function::Tanh, Function::Coth);
}

/// Joins the fractions in a bracket that belongs to a fraction, or that stands beside one of their
/// denominators.
fn flatten(term: &mut Term) -> bool {
    for place in 0..term.factors.len() {
        let factor = &term.factors[place];
        let Exponent::Number(exponent) = &factor.exponent else { continue };
        if !is_bracket(factor) || !exponent.is_integer() {
            continue;
        }
        if !holds_fraction(&factor.base) {
            continue;
        }
        let inside = take::terms(&factor.base);
        let mut below =
            inside.terms.iter().flat_map(|one| &one.factors).filter(|f| f.exponent.is_negative());
        let beside = |own: &Factor| term.factors.iter().any(|f| order::same(&f.base, &own.base));
        let worth = if term.is_fraction() { below.next().is_some() } else { below.any(beside) };
        if worth && let Some(one) = joined(&inside, true) {
            let exponent = exponent.clone();
            term.factors.remove(place);
            take::multiply_by_term(term, &one, &exponent);
            return true;
        }
    }
    false
}

/// Does a term of the bracket stand over something?
fn holds_fraction(bracket: &Expr) -> bool {
    let Node::Sum(parts) = bracket.node() else { return false };
    parts.iter().any(|part| match part.node() {
        Node::Quotient(..) => true,
        Node::Neg(u) => matches!(u.node(), Node::Quotient(..)),
        _ => false,
    })
}

/// Is there certainly no number to take out of a bracket? One term without a number in front, or
/// two numbers that share nothing, are enough; nor may every term be negative.
fn is_bare(bracket: &Expr) -> bool {
    let Node::Sum(parts) = bracket.node() else { return false };
    let mut common = 0_i64;
    let mut positive = false;
    for part in parts {
        let size = match part.node() {
            Node::Neg(u) => u,
            _ => {
                positive = true;
                part
            }
        };
        let number = match size.node() {
            Node::Quotient(..) => return false,
            Node::Number(literal) => literal.value.to_i64(),
            Node::Product(factors) => match factors.first().map(Expr::node) {
                Some(Node::Number(literal)) => literal.value.to_i64(),
                _ => Some(1),
            },
            _ => Some(1),
        };
        let Some(number) = number else { return false };
        common = small_gcd(common, number);
    }
    common == 1 && positive
}

fn small_gcd(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Cancels numbers between the coefficient and a bracket: `(2x + 4)/(2·√x) = (x + 2)/√x`.
fn reduce(term: &mut Term) -> bool {
    if term.decimal {
        return false;
    }
    for place in 0..term.factors.len() {
        let factor = &term.factors[place];
        let Exponent::Number(exponent) = &factor.exponent else { continue };
        if !is_bracket(factor) {
            continue;
        }
        let Some((number, outside)) = divisor(&factor.base, exponent, &term.coefficient) else {
            continue;
        };
        let mut inside = take::terms(&factor.base);
        if let Some(inverse) = number.recip() {
            inside.scale(&inverse);
            inside.collect();
        }
        let exponent = factor.exponent.clone();
        term.factors.remove(place);
        term.coefficient = term.coefficient.mul(&outside);
        term.push(Factor { base: show::sum(&inside), exponent });
        return true;
    }
    false
}

/// The number by which a bracket is divided, and what then stands outside.
fn divisor(base: &Expr, exponent: &Number, coefficient: &Number) -> Option<(Number, Number)> {
    if is_bare(base) {
        return None;
    }
    let inside = take::terms(base);
    if inside.terms.iter().any(|term| term.decimal) {
        return None;
    }
    let whole = content(&inside)?;
    let number = if !exponent.is_integer() {
        // A fraction comes out of a root where its own root is exact: √(x²/9 + 1) = √(x² + 9)/3.
        whole.denominator().recip()?
    } else if exponent.is_negative() || exponent.is_one() && !coefficient.abs().is_one() {
        whole
    } else {
        return None;
    };
    let number = if exponent.is_integer() && all_negative(&inside) { number.neg() } else { number };
    if number.is_one() {
        return None;
    }
    let outside = take::whole_power(&number, exponent)?;
    // Below, only what cancels whole comes out: 5/(3x + 6)² keeps its bracket.
    let worth = !exponent.is_negative()
        || !number.is_integer()
        || coefficient.mul(&outside).is_integer()
        || number == Number::integer(-1);
    worth.then_some((number, outside))
}

fn all_negative(sum: &Sum) -> bool {
    sum.terms.iter().all(|term| term.coefficient.is_negative())
}

/// Takes the largest common number out of the coefficients; the bracket keeps a positive term.
pub(super) fn take_out_number(sum: &mut Sum) -> Number {
    if sum.terms.len() < 2 || sum.terms.iter().any(|term| term.decimal) {
        return Number::ONE;
    }
    let Some(mut number) = content(sum) else { return Number::ONE };
    if all_negative(sum) {
        number = number.neg();
    }
    if let Some(inverse) = number.recip() {
        sum.scale(&inverse);
    }
    number
}

/// The largest number that divides every coefficient into a whole one; `None` without terms.
fn content(sum: &Sum) -> Option<Number> {
    let mut above = Number::ZERO;
    let mut below = Number::ONE;
    for term in &sum.terms {
        above = gcd(&above, &term.coefficient.numerator().abs());
        let own = term.coefficient.denominator();
        below = below.mul(&own.div(&gcd(&below, &own))?);
    }
    above.div(&below).filter(|number| !number.is_zero())
}

/// The greatest common divisor of small whole numbers; 1 for large ones, which nobody cancels.
fn gcd(a: &Number, b: &Number) -> Number {
    match (a.to_i64(), b.to_i64()) {
        (Some(a), Some(b)) => Number::integer(small_gcd(a, b)),
        _ => Number::ONE,
    }
}

/// `u²/|u| = |u|`.
fn sizes(term: &mut Term) {
    for place in 0..term.factors.len() {
        let Some((u, size)) = applied(&term.factors[place], Function::Abs) else { continue };
        let partner = term.factors.iter().position(|own| own.base == *u);
        let Some(partner) = partner.filter(|_| size.is_negative()) else { continue };
        let Exponent::Number(power) = &term.factors[partner].exponent else { continue };
        let half = power.div(&Number::integer(2));
        if power.is_negative() || !half.is_some_and(|half| half.is_integer()) {
            continue;
        }
        let exponent = Exponent::Number(power.clone());
        let base = Expr::apply(Function::Abs, u.clone());
        term.factors.remove(partner);
        term.push(Factor { base, exponent });
        return;
    }
}

/// `sin u/cos u = tan u`, where both stand to the same power on the two sides of the fraction.
fn ratio(term: &mut Term, sine: Function, cosine: Function, tangent: Function, inverse: Function) {
    for place in 0..term.factors.len() {
        let Some((u, exponent)) = applied(&term.factors[place], sine) else { continue };
        let opposite = exponent.neg();
        let partner =
            term.factors.iter().position(|own| applied(own, cosine) == Some((u, &opposite)));
        let Some(partner) = partner else { continue };
        let (function, power) =
            if exponent.is_negative() { (inverse, opposite) } else { (tangent, exponent.clone()) };
        let base = Expr::apply(function, u.clone());
        term.factors.remove(place.max(partner));
        term.factors.remove(place.min(partner));
        term.push(Factor { base, exponent: Exponent::Number(power) });
        return;
    }
}

/// Argument and exponent, where the factor is a power of this function.
fn applied(factor: &Factor, function: Function) -> Option<(&Expr, &Number)> {
    match (factor.base.node(), &factor.exponent) {
        (Node::Apply(own, arguments), Exponent::Number(exponent)) if *own == function => {
            Some((arguments.first()?, exponent))
        }
        _ => None,
    }
}

/// `sin² + cos² = 1` and `cosh² − sinh² = 1`, where two terms differ in nothing else.
pub(super) fn identities(sum: &mut Sum) {
    for (a, b, sign) in [(Function::Sin, Function::Cos, 1), (Function::Cosh, Function::Sinh, -1)] {
        while one_identity(sum, a, b, &Number::integer(sign)) {}
    }
}

fn one_identity(sum: &mut Sum, a: Function, b: Function, sign: &Number) -> bool {
    let two = Number::integer(2);
    for first in 0..sum.terms.len() {
        let term = &sum.terms[first];
        let squares = term.factors.iter().filter_map(|factor| applied(factor, a));
        for (u, _) in squares.filter(|(_, exponent)| **exponent >= two) {
            let lowered =
                Factor { base: Expr::apply(a, u.clone()), exponent: Exponent::Number(two.neg()) };
            let mut rest = term.clone();
            rest.push(lowered);
            let mut other = rest.clone();
            other.push(Factor {
                base: Expr::apply(b, u.clone()),
                exponent: Exponent::Number(two.clone()),
            });
            other.scale(sign);
            let partner = sum.terms.iter().position(|own| {
                own.factors == other.factors && own.coefficient == other.coefficient
            });
            if let Some(partner) = partner {
                sum.terms[first] = rest;
                sum.terms.remove(partner);
                sum.collect();
                return true;
            }
        }
    }
    false
}
