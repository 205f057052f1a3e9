//! The limit of a quotient in which the moving variable cancels.

use crate::math::tidy::sum::Sum;
use crate::math::tidy::term::{Exponent, Factor, Term};
use crate::math::tidy::{show, take};
use crate::math::{Expr, Name, Node, Number, substitute, tidy};

use super::weigh::multiplied_out_sum;

/// The quotient with its numerator multiplied out and the variable cancelled:
/// `((x + h)² − x²)/h = 2x + h`. `None` where nothing cancels.
pub fn simplified_quotient(of: &Expr, name: &Name) -> Option<Expr> {
    let Node::Quotient(above, below) = of.node() else { return None };
    let mut numerator = multiplied_out_sum(&take::terms(above))?;
    numerator.collect();
    let mut denominator = Term::one();
    take::multiply_into(&mut denominator, below, &Number::integer(-1));
    let own = |factor: &&Factor| matches!(factor.base.node(), Node::Name(n) if n == name);
    let cancelled = denominator.factors.iter().find(own)?.clone();
    let mut result = Sum::zero();
    for term in &numerator.terms {
        let mut term = term.clone();
        term.push(cancelled.clone());
        if term.factors.iter().any(|f| own(&f) && f.exponent.is_negative()) {
            return None;
        }
        result.terms.push(term);
    }
    result.collect();
    let mut rest = denominator;
    let inverse = match &cancelled.exponent {
        Exponent::Number(n) => Exponent::Number(n.neg()),
        Exponent::Expr(_) => return None,
    };
    rest.push(Factor { base: cancelled.base, exponent: inverse });
    let bracket = show::sum(&result);
    take::multiply_into(&mut rest, &bracket, &Number::ONE);
    Some(tidy(&show::term(&rest)))
}

/// The limit of an expression, where the variable cancels or can simply be put in. The value is
/// the expression in the remaining names; `None` where this does not decide.
pub fn limit(of: &Expr, name: &Name, to: &Expr) -> Option<Expr> {
    let at = |expr: &Expr| tidy(&substitute(expr, &[(name.clone(), to.clone())]));
    let direct = at(of);
    if is_defined(&direct) {
        return Some(direct);
    }
    let short = simplified_quotient(of, name)?;
    let value = at(&short);
    is_defined(&value).then_some(value)
}

/// Is there surely no division by zero in it?
fn is_defined(expr: &Expr) -> bool {
    match expr.node() {
        Node::Quotient(u, v) => {
            is_defined(u) && is_defined(v) && !v.as_number().is_some_and(Number::is_zero)
        }
        Node::Power(u, v) => {
            let zero = u.as_number().is_some_and(Number::is_zero);
            is_defined(u) && is_defined(v) && !zero
        }
        Node::Apply(_, arguments) => {
            arguments.iter().all(is_defined)
                && crate::math::Compiled::new(expr, &expr.names())
                    .is_ok_and(|f| !f.is_constant() || f.value(&[]).is_finite())
        }
        _ => expr.children().into_iter().all(is_defined),
    }
}
