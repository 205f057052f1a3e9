//! One fraction, one bracket, or a plain sum: which form of a derivative is the shortest?
//!
//! The derivative of a quotient goes over one denominator, as the quotient rule writes it. Powers of
//! brackets and exponentials that every term shares are taken out, and a bracket is multiplied out
//! where that makes the line shorter.

use smallvec::SmallVec;

use crate::math::tidy::show;
use crate::math::tidy::sum::Sum;
use crate::math::tidy::take;
use crate::math::tidy::term::{Exponent, Factor, Term};
use crate::math::{Expr, Node, Number};

/// Terms that multiplying out may give.
const EXPANDED: usize = 40;
/// Brackets are multiplied out up to this power.
const POWER: i64 = 3;

/// The derivative of one term in its best form; `quotient` where that term was a fraction.
pub(super) fn shape(mut sum: Sum, quotient: bool) -> Sum {
    sum.collect();
    if sum.terms.len() > 1 && sum.terms.iter().any(|term| is_worth_a_look(term, quotient)) {
        if let Some(expanded) = expand(&sum) {
            sum = expanded;
        }
        if sum.terms.len() > 1
            && let Some(joined) = joined(&sum, quotient)
        {
            let mut one = Sum::zero();
            if !joined.coefficient.is_zero() {
                take::add_term(&mut one, joined);
            }
            let joined = one;
            if quotient || weight(&joined) < weight(&sum) {
                sum = joined;
            }
        }
    }
    for term in &mut sum.terms {
        reduce(term);
    }
    sum
}

fn is_worth_a_look(term: &Term, quotient: bool) -> bool {
    quotient
        || term.factors.iter().any(|factor| {
            is_bracket(factor) || is_exponential(factor) || factor.exponent.is_negative()
        })
}

fn is_bracket(factor: &Factor) -> bool {
    matches!(factor.base.node(), Node::Sum(_))
}

fn is_exponential(factor: &Factor) -> bool {
    matches!(factor.exponent, Exponent::Expr(_))
}

/// All terms as one: what they share outside, the rest in a bracket.
fn joined(sum: &Sum, quotient: bool) -> Option<Term> {
    let mut outside = Term::one();
    let mut shared = shared(sum);
    shared.retain(|factor| {
        factor.exponent.is_negative() || is_bracket(factor) || is_exponential(factor)
    });
    if shared.is_empty() {
        return None;
    }
    let mut inside = Sum::zero();
    for term in &sum.terms {
        let mut rest = term.clone();
        for factor in &shared {
            rest.push(inverse(factor));
        }
        take::add_term(&mut inside, rest);
    }
    for factor in shared {
        outside.push(factor);
    }
    inside.collect();
    if let Some(expanded) = expand(&inside) {
        inside = expanded;
    }
    if quotient {
        cancel(&mut inside, &mut outside);
    }
    outside.scale(&take_out_number(&mut inside));
    match inside.terms.as_slice() {
        [] => outside.coefficient = Number::ZERO,
        [only] => outside.multiply(only),
        _ => outside.push(Factor::plain(show::sum(&inside))),
    }
    Some(outside)
}

fn inverse(factor: &Factor) -> Factor {
    let exponent = match &factor.exponent {
        Exponent::Number(n) => Exponent::Number(n.neg()),
        Exponent::Expr(v) => {
            let mut opposite = take::terms(v);
            opposite.scale(&Number::integer(-1));
            Exponent::of(show::sum(&opposite))
        }
    };
    Factor { base: factor.base.clone(), exponent }
}

/// The factors that every term has, and all denominators: each base with its lowest exponent.
fn shared(sum: &Sum) -> SmallVec<[Factor; 4]> {
    let mut found: SmallVec<[Factor; 4]> = SmallVec::new();
    for term in &sum.terms {
        for factor in &term.factors {
            if found.iter().any(|own| own.base == factor.base) {
                continue;
            }
            if let Some(exponent) = lowest(sum, factor) {
                found.push(Factor { base: factor.base.clone(), exponent });
            }
        }
    }
    found
}

fn lowest(sum: &Sum, factor: &Factor) -> Option<Exponent> {
    match &factor.exponent {
        Exponent::Expr(_) => {
            let everywhere = sum.terms.iter().all(|term| term.factors.contains(factor));
            everywhere.then(|| factor.exponent.clone())
        }
        Exponent::Number(_) => {
            let mut least: Option<Number> = None;
            for term in &sum.terms {
                let own = match term.factors.iter().find(|own| own.base == factor.base) {
                    None => Number::ZERO,
                    Some(own) => match &own.exponent {
                        Exponent::Number(n) => n.clone(),
                        Exponent::Expr(_) => return None,
                    },
                };
                least = Some(least.map_or(own.clone(), |least| least.min(own)));
            }
            least.filter(|n| !n.is_zero()).map(Exponent::Number)
        }
    }
}

/// Cancels what the terms share with the denominator.
fn cancel(inside: &mut Sum, outside: &mut Term) {
    for factor in shared(inside) {
        let below = outside.factors.iter().any(|own| own.base == factor.base);
        if below && !factor.exponent.is_negative() {
            let inverse = inverse(&factor);
            for term in &mut inside.terms {
                term.push(inverse.clone());
            }
            outside.push(factor);
        }
    }
}

/// Takes the largest common number out of the coefficients; the bracket keeps a positive term.
fn take_out_number(sum: &mut Sum) -> Number {
    let Some(mut number) = content(sum) else { return Number::ONE };
    if sum.terms.iter().all(|term| term.coefficient.is_negative()) {
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
        above = gcd(&above, &term.coefficient.numerator().abs())?;
        let own = term.coefficient.denominator();
        below = below.mul(&own.div(&gcd(&below, &own)?)?);
    }
    above.div(&below).filter(|number| !number.is_zero())
}

/// The greatest common divisor of small whole numbers; 1 for large ones, which nobody cancels.
fn gcd(a: &Number, b: &Number) -> Option<Number> {
    let (Some(mut a), Some(mut b)) = (a.to_i64(), b.to_i64()) else {
        return Some(Number::ONE);
    };
    while b != 0 {
        (a, b) = (b, a.checked_rem(b)?);
    }
    Some(Number::integer(a))
}

/// Cancels numbers between the coefficient and a bracket: `(2x + 4)/(2·√x) = (x + 2)/√x`.
fn reduce(term: &mut Term) {
    if term.factors.len() < 2 && term.coefficient.is_integer() && !term.is_fraction() {
        return;
    }
    for place in 0..term.factors.len() {
        let factor = &term.factors[place];
        let Exponent::Number(exponent) = &factor.exponent else { continue };
        if !is_bracket(factor) || !exponent.is_integer() {
            continue;
        }
        let below = exponent.is_negative();
        if !below && !exponent.is_one()
            || !below && term.coefficient.is_integer() && !all_negative(&factor.base)
        {
            continue;
        }
        let mut inside = take::terms(&factor.base);
        let Some(whole) = content(&inside) else { continue };
        let shared = if below { Some(whole) } else { gcd(&whole, &term.coefficient.denominator()) };
        let Some(number) = shared else { continue };
        let number = if all_negative(&factor.base) { number.neg() } else { number };
        let Some(power) = exponent.to_i64().and_then(|n| number.pow(n, 128)) else { continue };
        let coefficient = term.coefficient.mul(&power);
        // Below, only what cancels whole comes out: 6/(3x + 6)² keeps its bracket.
        if number.is_one() || below && !coefficient.is_integer() {
            continue;
        }
        if let Some(inverse) = number.recip() {
            inside.scale(&inverse);
            let exponent = factor.exponent.clone();
            let base = show::sum(&inside);
            term.factors.remove(place);
            term.coefficient = coefficient;
            term.push(Factor { base, exponent });
            return;
        }
    }
}

fn all_negative(base: &Expr) -> bool {
    matches!(base.node(), Node::Sum(parts) if parts.iter().all(|part| matches!(part.node(), Node::Neg(_))))
}

/// The sum with its brackets multiplied out, where that is no longer than before.
fn expand(sum: &Sum) -> Option<Sum> {
    if !sum.terms.iter().any(|term| term.factors.iter().any(|f| power_of(f).is_some())) {
        return None;
    }
    let mut expanded = Sum::zero();
    for term in &sum.terms {
        expanded.terms.extend(multiplied_out(term)?.terms);
        if expanded.terms.len() > EXPANDED {
            return None;
        }
    }
    expanded.collect();
    (weight(&expanded) <= weight(sum)).then_some(expanded)
}

/// 1, 2 or 3 for a bracket to such a power.
fn power_of(factor: &Factor) -> Option<i64> {
    match &factor.exponent {
        Exponent::Number(n) if is_bracket(factor) => n.to_i64().filter(|n| (1..=POWER).contains(n)),
        _ => None,
    }
}

fn multiplied_out(term: &Term) -> Option<Sum> {
    let mut plain = Term::number(term.coefficient.clone());
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
            total = next;
        }
    }
    Some(total)
}

/// How long a line is, in names, numbers and functions.
fn weight(sum: &Sum) -> usize {
    sum.terms.iter().map(term_weight).sum()
}

fn term_weight(term: &Term) -> usize {
    let numbers = usize::from(!term.coefficient.numerator().abs().is_one())
        + usize::from(!term.coefficient.is_integer());
    let factors: usize = term.factors.iter().map(factor_weight).sum();
    (numbers + factors).max(1)
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
        Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Hole(_) => 1,
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
