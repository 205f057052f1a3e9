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
    if let Some(short) = simplified_quotient(of, name) {
        let value = at(&short);
        if is_defined(&value) {
            return Some(value);
        }
    }
    by_slopes(of, name, to)
}

/// How often numerator and denominator are differentiated at most.
const TIMES: usize = 6;

/// The limit of 0/0 by the slopes of numerator and denominator (l'Hôpital's rule).
fn by_slopes(of: &Expr, name: &Name, to: &Expr) -> Option<Expr> {
    let Node::Quotient(above, below) = of.node() else { return None };
    let at = |expr: &Expr| tidy(&substitute(expr, &[(name.clone(), to.clone())]));
    let is_zero = |expr: &Expr| expr.as_number().is_some_and(Number::is_zero);
    let (mut above, mut below) = (above.clone(), below.clone());
    for _ in 0..TIMES {
        let (top, bottom) = (at(&above), at(&below));
        if !is_defined(&top) || !is_defined(&bottom) {
            return None;
        }
        if !is_zero(&bottom) {
            return Some(tidy(&Node::Quotient(top, bottom).into()));
        }
        if !is_zero(&top) {
            return None;
        }
        (above, below) = (super::derivative(&above, name), super::derivative(&below, name));
    }
    None
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::print::line;
    use crate::math::read::{Syntax, read};

    fn at_zero(text: &str) -> Option<String> {
        let of = read(text, &Syntax::default()).expect("the test's line is readable").expr;
        limit(&of, &Name::new("h"), &Expr::integer(0)).map(|value| line(&value))
    }

    #[test]
    fn a_difference_quotient_cancels_its_step() {
        assert_eq!(at_zero("((x+h)^2-x^2)/h").as_deref(), Some("2x"));
        assert_eq!(at_zero("((x+h)^3-x^3)/h").as_deref(), Some("3x²"));
    }

    #[test]
    fn zero_over_zero_goes_by_slopes() {
        assert_eq!(at_zero("sin(h)/h").as_deref(), Some("1"));
        assert_eq!(at_zero("(1-cos(h))/h^2").as_deref(), Some("1/2"));
        assert_eq!(at_zero("(e^(2h)-1)/h").as_deref(), Some("2"));
    }

    #[test]
    fn a_pole_has_no_limit() {
        assert_eq!(at_zero("1/h"), None);
    }
}
