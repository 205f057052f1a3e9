//! Where is something true or defined, in words?

use crate::math::compile::Compiled;
use crate::math::same::Witness;
use crate::math::{Expr, Name, Node, Number, print};
use crate::text;

/// `At x = 1 yours is 0, the slope of f is 7.389.`
pub(super) fn witness(witness: &Witness, what: &str) -> String {
    let (yours, right) = apart(witness.answer, witness.expected);
    if witness.at.is_empty() {
        return format!("Yours is {yours}, {what} is {right}.");
    }
    let at: Vec<String> = witness
        .at
        .iter()
        .map(|(name, value)| format!("{} = {}", print::line(&Expr::name(name)), number(value)))
        .collect();
    format!("At {} yours is {yours}, {what} is {right}.", at.join(", "))
}

/// Two numbers with as many digits as it takes to tell them apart, four at least.
pub(super) fn apart(a: f64, b: f64) -> (String, String) {
    for digits in [4, 6, 9, 12, 17] {
        let (a, b) = (text::digits(a, digits), text::digits(b, digits));
        if a != b {
            return (a, b);
        }
    }
    (text::number(a), text::number(b))
}

/// An exact number as a student reads it.
pub(super) fn number(value: &Number) -> String {
    match value.to_small_ratio() {
        Some((_, 1)) => value.to_string().replace('-', "−"),
        Some((n, d)) if d < 100 && n.abs() < 1000 => format!("{n}/{d}").replace('-', "−"),
        _ => text::number(value.to_f64()),
    }
}

/// Where both of two equal expressions exist: `for every x`, `for every x ≠ 0`, or in general
/// words.
///
/// The slope of a function exists only where the function does.
pub(super) fn validity(of: Option<&Expr>, expected: &Expr) -> String {
    let mut names = expected.names();
    let mut holes = Vec::new();
    if !denominators(expected, &mut holes) || of.is_some_and(|of| !denominators(of, &mut holes)) {
        return "wherever both exist".to_owned();
    }
    let every = |condition: &str| format!("for every {condition}");
    let mut conditions = Vec::new();
    for hole in holes {
        let Some((name, zero)) = zero_of(&hole) else { return "wherever both exist".to_owned() };
        let condition = format!("{} ≠ {}", print::line(&Expr::name(&name)), number(&zero));
        if !conditions.contains(&condition) {
            conditions.push(condition);
        }
    }
    names.sort();
    match (conditions.is_empty(), names.as_slice()) {
        (_, []) => String::new(),
        (false, _) => every(&conditions.join(", ")),
        (true, names) => every(&text::list(
            &names.iter().map(|name| print::line(&Expr::name(name))).collect::<Vec<_>>(),
        )),
    }
}

/// Collects what must not be 0; `false` where something else limits the domain.
fn denominators(expr: &Expr, found: &mut Vec<Expr>) -> bool {
    use crate::math::Function as F;
    let own = match expr.node() {
        Node::Number(_)
        | Node::Constant(_)
        | Node::Name(_)
        | Node::Neg(_)
        | Node::Sum(_)
        | Node::Product(_)
        | Node::Vector(_)
        | Node::Matrix(_) => true,
        Node::Quotient(_, v) => {
            if !v.names().is_empty() {
                found.push(v.clone());
            }
            true
        }
        Node::Power(base, exponent) => match exponent.as_number() {
            Some(n) if n.is_integer() && n.is_negative() => {
                found.push(base.clone());
                true
            }
            Some(n) => n.is_integer(),
            None => match (base.as_number(), base.node()) {
                (Some(base), _) => !base.is_negative() && !base.is_zero(),
                (None, node) => matches!(node, Node::Constant(_)),
            },
        },
        Node::Apply(function, _) => matches!(
            function,
            F::Sin
                | F::Cos
                | F::Atan
                | F::Acot
                | F::Sinh
                | F::Cosh
                | F::Tanh
                | F::Sech
                | F::Asinh
                | F::Exp
                | F::Cbrt
                | F::Abs
                | F::Relu
                | F::Sigmoid
                | F::Softplus
                | F::Min
                | F::Max
        ),
        Node::Prime(..) | Node::Slope(..) | Node::Hole(_) => false,
    };
    own && expr.children().into_iter().all(|child| denominators(child, found))
}

/// The only zero of `x`, `x^n`, `c·x` or `x ± a`.
fn zero_of(expr: &Expr) -> Option<(Name, Number)> {
    match expr.node() {
        Node::Name(name) => Some((name.clone(), Number::ZERO)),
        Node::Neg(u) => zero_of(u),
        Node::Power(base, exponent) => {
            exponent.as_number().filter(|n| !n.is_negative() && !n.is_zero())?;
            zero_of(base)
        }
        Node::Product(factors) => {
            let mut moving = factors.iter().filter(|factor| !factor.names().is_empty());
            let only = moving.next().filter(|_| moving.next().is_none())?;
            zero_of(only)
        }
        Node::Sum(terms) => {
            let [name] = expr.names().try_into().ok()?;
            let mut shift = Number::ZERO;
            let mut sign = 0;
            for term in terms {
                match term.node() {
                    Node::Name(_) => sign += 1,
                    Node::Neg(u) if matches!(u.node(), Node::Name(_)) => sign -= 1,
                    Node::Neg(u) => shift = shift.sub(u.as_number()?),
                    _ => shift = shift.add(term.as_number()?),
                }
            }
            match sign {
                1 => Some((name, shift.neg())),
                -1 => Some((name, shift)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Where the first does not exist though the second does: `for x < 0`, `at x = 0`, `in places`.
pub(super) fn undefined(first: &Expr, second: &Expr, vars: &[Name]) -> String {
    let [name] = vars else { return "in places".to_owned() };
    let compiled = (Compiled::new(first, vars), Compiled::new(second, vars));
    let (Ok(first), Ok(second)) = compiled else { return "in places".to_owned() };
    let missing = |x: f64| !first.value(&[x]).is_finite() && second.value(&[x]).is_finite();
    let shown = print::line(&Expr::name(name));
    let grid = || (1..=40).map(|n| f64::from(n) * 0.37);
    let below = grid().filter(|x| missing(-x)).count();
    let above = grid().filter(|x| missing(*x)).count();
    match (below, above) {
        (40, 0) => format!("for {shown} < 0"),
        (0, 40) => format!("for {shown} > 0"),
        (0, 0) => {
            let hole = (-20..=20).map(|n| f64::from(n) / 2.0).find(|x| missing(*x));
            hole.map_or("in places".to_owned(), |x| format!("at {shown} = {}", text::number(x)))
        }
        _ => "in places".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::read::{Syntax, read};

    fn expr(line: &str) -> Expr {
        read(line, &Syntax::default()).expect("the line reads").expr
    }

    #[test]
    fn validity_names_what_must_not_be_zero() {
        let of = |line: &str| validity(None, &expr(line));
        assert_eq!(of("3x^2 sin(x)"), "for every x");
        assert_eq!(of("e^(2x)*(2x-1)/x^2"), "for every x ≠ 0");
        assert_eq!(of("1/(x-3)^2"), "for every x ≠ 3");
        assert_eq!(of("2*x*y"), "for every x and y");
        assert_eq!(of("1/sqrt(x)"), "wherever both exist");
        assert_eq!(validity(Some(&expr("ln(x)")), &expr("1/x")), "wherever both exist");
    }

    #[test]
    fn a_gap_in_the_domain_is_named() {
        let vars = [Name::new("x")];
        let of = |a: &str, b: &str| undefined(&expr(a), &expr(b), &vars);
        assert_eq!(of("sqrt(x)^2", "x"), "for x < 0");
        assert_eq!(of("x^2/x", "x"), "at x = 0");
    }

    #[test]
    fn numbers_get_the_digits_that_tell_them_apart() {
        assert_eq!(apart(4.0, 12.0), ("4".to_owned(), "12".to_owned()));
        assert_eq!(apart(1.000_01, 1.000_02), ("1.00001".to_owned(), "1.00002".to_owned()));
    }
}
