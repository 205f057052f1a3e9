//! What is left of a fraction of two polynomials once it is cancelled?

use crate::math::{Expr, Name, Node, Number, tidy};

use super::factors::{polynomial, remainder};

/// The fraction in lowest terms; `None` where it is no fraction of polynomials in one variable, or
/// where nothing cancels.
///
/// ```
/// use gradus::math::{form, print, read::{Syntax, read}};
///
/// let fraction = read("(x^2-1)/(x-1)", &Syntax::default()).expect("it reads").expr;
/// assert_eq!(form::cancelled(&fraction).map(|rest| print::line(&rest)).as_deref(), Some("x + 1"));
/// ```
pub fn cancelled(fraction: &Expr) -> Option<Expr> {
    let Node::Quotient(above, below) = fraction.node() else { return None };
    let names = fraction.names();
    let [name] = names.as_slice() else { return None };
    let (above, below) = (polynomial(above, name)?, polynomial(below, name)?);
    let common = common_factor(above.clone(), below.clone())?;
    if common.len() < 2 {
        return None;
    }
    let (above, below) = (divided(above, &common)?, divided(below, &common)?);
    let lead = below.last()?.recip()?;
    let scaled = |list: &[Number]| list.iter().map(|value| value.mul(&lead)).collect::<Vec<_>>();
    let (above, below) = (written(&scaled(&above), name), written(&scaled(&below), name));
    Some(tidy(&Node::Quotient(above, below).into()))
}

/// Euclid's algorithm: the last remainder that is not 0.
fn common_factor(mut a: Vec<Number>, mut b: Vec<Number>) -> Option<Vec<Number>> {
    while b.len() > 1 || b.first().is_some_and(|value| !value.is_zero()) {
        let rest = remainder(a, &b)?;
        a = b;
        b = rest;
    }
    Some(a)
}

/// The quotient of a division that leaves nothing.
fn divided(a: Vec<Number>, b: &[Number]) -> Option<Vec<Number>> {
    let lead = b.last()?.recip()?;
    let mut rest = a;
    let mut quotient = vec![Number::ZERO; (rest.len() + 1).checked_sub(b.len())?];
    for shift in (0..quotient.len()).rev() {
        let factor = rest.get(shift + b.len() - 1)?.mul(&lead);
        for (place, value) in b.iter().enumerate() {
            rest[place + shift] = rest[place + shift].sub(&value.mul(&factor));
        }
        quotient[shift] = factor;
    }
    Some(quotient)
}

/// The polynomial with these coefficients, the highest power first.
fn written(coefficients: &[Number], name: &Name) -> Expr {
    let term = |(power, value): (usize, &Number)| -> Expr {
        let power = Expr::integer(i64::try_from(power).unwrap_or(i64::MAX));
        Node::Product(vec![
            Expr::number(value.clone()),
            Node::Power(Expr::name(name), power).into(),
        ])
        .into()
    };
    let terms = coefficients.iter().enumerate().rev().filter(|(_, value)| !value.is_zero());
    tidy(&Node::Sum(terms.map(term).collect()).into())
}
