//! One fraction, one product, or a plain sum: which form of a derivative is the shortest?
//!
//! The derivative of a quotient goes over one denominator, as the quotient rule writes it. Powers of
//! brackets and exponentials that every term shares are taken out, and brackets are multiplied out,
//! where that makes the line shorter.

use smallvec::SmallVec;

use crate::math::Number;
use crate::math::tidy::order;
use crate::math::tidy::show;
use crate::math::tidy::sum::Sum;
use crate::math::tidy::take;
use crate::math::tidy::term::{Exponent, Factor, Term};

use super::polish::{identities, is_bracket, polish, take_out_number};
use super::weigh::{expanded, is_short, weight};

/// The derivative of one term in its best form; `quotient` where that term was a fraction.
pub(super) fn shape(mut sum: Sum, quotient: bool) -> Sum {
    sum.collect();
    if sum.terms.len() > 1 && is_short(&sum) {
        let joined = match joined(&sum, quotient) {
            Some(one) => {
                let mut joined = Sum::zero();
                if !one.coefficient.is_zero() {
                    take::add_term(&mut joined, one);
                }
                Some(joined)
            }
            None => None,
        };
        let plain = weight(&sum);
        let expanded = expanded(&sum).filter(|expanded| weight(expanded) < plain);
        let best = expanded.as_ref().map_or(plain, weight);
        match joined {
            Some(joined) if quotient || weight(&joined) <= best && weight(&joined) < plain => {
                sum = joined;
            }
            _ => sum = expanded.unwrap_or(sum),
        }
    }
    for term in &mut sum.terms {
        polish(term);
    }
    sum
}

/// All terms as one: what they share outside, the rest in a bracket. `None` where nothing that is
/// worth it is shared; a `quotient` is always one fraction.
pub(super) fn joined(sum: &Sum, quotient: bool) -> Option<Term> {
    let mut shared = shared(sum);
    let worth = |factor: &Factor| {
        factor.exponent.is_negative()
            || is_bracket(factor)
            || matches!(factor.exponent, Exponent::Expr(_))
    };
    if !shared.iter().any(worth) {
        return None;
    }
    shared.retain(|factor| quotient || worth(factor));
    let mut inside = Sum::zero();
    for term in &sum.terms {
        let mut rest = term.clone();
        for factor in &shared {
            rest.push(inverse(factor));
        }
        polish(&mut rest);
        take::add_term(&mut inside, rest);
    }
    inside.collect();
    let mut outside = Term::one();
    for factor in shared {
        outside.push(factor);
    }
    if let Some(expanded) = expanded(&inside) {
        inside = expanded;
    }
    identities(&mut inside);
    cancel(&mut inside, &mut outside);
    outside.scale(&take_out_number(&mut inside));
    inside.collect();
    match inside.terms.as_slice() {
        [] => outside.coefficient = Number::ZERO,
        [only] => outside.multiply(only),
        _ => outside.push(Factor::plain(show::sum(&inside))),
    }
    Some(outside)
}

/// The factor with the opposite exponent.
fn inverse(factor: &Factor) -> Factor {
    let exponent = match &factor.exponent {
        Exponent::Number(n) => Exponent::Number(n.neg()),
        Exponent::Expr(v) => {
            let mut opposite = take::terms(v);
            opposite.scale(&Number::integer(-1));
            opposite.collect();
            Exponent::of(show::sum(&opposite))
        }
    };
    Factor { base: factor.base.clone(), exponent }
}

/// The factors that every term has, and all denominators: each base with its lowest exponent.
fn shared(sum: &Sum) -> SmallVec<[Factor; 4]> {
    let mut found: SmallVec<[Factor; 4]> = SmallVec::new();
    for (place, term) in sum.terms.iter().enumerate() {
        for factor in &term.factors {
            // A factor that the first term lacks is shared only as a denominator.
            let candidate = place == 0 || factor.exponent.is_negative();
            if !candidate || found.iter().any(|own| order::same(&own.base, &factor.base)) {
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
                let own = term.factors.iter().find(|own| order::same(&own.base, &factor.base));
                let own = match own.map(|own| &own.exponent) {
                    None => Number::ZERO,
                    Some(Exponent::Number(n)) => n.clone(),
                    Some(Exponent::Expr(_)) => return None,
                };
                least = Some(least.map_or(own.clone(), |least| least.min(own)));
            }
            least.filter(|n| !n.is_zero()).map(Exponent::Number)
        }
    }
}

/// Takes out what the terms still share, so that it cancels with the denominator.
fn cancel(inside: &mut Sum, outside: &mut Term) {
    if inside.terms.len() < 2 || !outside.is_fraction() {
        return;
    }
    for factor in shared(inside) {
        if factor.exponent.is_negative() {
            continue;
        }
        let inverse = inverse(&factor);
        for term in &mut inside.terms {
            term.push(inverse.clone());
        }
        outside.push(factor);
    }
    inside.collect();
}
