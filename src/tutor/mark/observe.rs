//! What can be said for sure about a wrong expression, whatever mistake led to it.
//!
//! Each observation is a small theorem that the equality test proves: the same up to a factor, up
//! to a sign, up to a constant; or the answer to another question.

use crate::math::same::{self, Verdict, Witness};
use crate::math::slope;
use crate::math::{Expr, Name, Node, Number, print};
use crate::text;

/// What an answer is compared with beside the right one.
pub(super) struct Question<'a> {
    /// The function that was differentiated, where one was.
    pub of: Option<&'a Expr>,
    /// By which variables, innermost first.
    pub by: &'a [Name],
    /// Every variable of the function.
    pub vars: &'a [Name],
}

/// The first observation that holds, as a sentence.
pub(super) fn observe(
    answer: &Expr,
    expected: &Expr,
    witness: Option<&Witness>,
    question: &Question<'_>,
) -> Option<String> {
    another_question(answer, question).or_else(|| off_by(answer, expected, witness))
}

fn is_same(a: &Expr, b: &Expr) -> bool {
    matches!(same::same(a, b).verdict, Verdict::Right(_))
}

/// The right answer to a question that was not asked.
fn another_question(answer: &Expr, question: &Question<'_>) -> Option<String> {
    let of = question.of?;
    if is_same(answer, of) {
        return Some("This is f itself, not its slope.".to_owned());
    }
    let [.., last] = question.by else { return None };
    for other in question.vars.iter().filter(|other| *other != last) {
        if question.by.len() == 1 && is_same(answer, &slope::derivative(of, other)) {
            let name = print::line(&Expr::name(other));
            return Some(format!("This is the right derivative with respect to {name}."));
        }
    }
    let mut more = question.by.to_vec();
    more.push(last.clone());
    if is_same(answer, &slope::nth_derivative(of, &more)) {
        return Some(match question.by.len() {
            1 => "This is the second derivative; one differentiation is asked.".to_owned(),
            n => format!("One differentiation too many: {} are asked.", text::small(n)),
        });
    }
    if question.by.len() > 1 {
        let fewer = &question.by[..question.by.len() - 1];
        if is_same(answer, &slope::nth_derivative(of, fewer)) {
            return Some(format!(
                "Right so far: this is the {} derivative. Differentiate once more.",
                text::ordinal(fewer.len())
            ));
        }
        return None;
    }
    if question.by.len() == 1 && is_same(&slope::derivative(answer, last), of) {
        return Some("This goes the other way: its slope is f.".to_owned());
    }
    None
}

/// The right answer but for a factor, a sign or a constant.
fn off_by(answer: &Expr, expected: &Expr, witness: Option<&Witness>) -> Option<String> {
    if !is_scalar(answer) || !is_scalar(expected) {
        return None;
    }
    if is_same(answer, &Node::Neg(expected.clone()).into()) {
        return Some("Right up to the sign.".to_owned());
    }
    let witness = witness?;
    if let Some(factor) = small_ratio(witness.answer / witness.expected) {
        let scaled = Node::Product(vec![Expr::number(factor.clone()), expected.clone()]).into();
        if !factor.is_zero() && is_same(answer, &scaled) {
            return Some(format!("Right up to the factor {}.", super::place::number(&factor)));
        }
    }
    if expected.names().is_empty() {
        return None;
    }
    let rest = small_ratio(witness.answer - witness.expected)?;
    let shifted = Node::Sum(vec![expected.clone(), Expr::number(rest.clone())]).into();
    is_same(answer, &shifted).then(|| {
        let size = super::place::number(&rest.abs());
        let side = if rest.is_negative() { "little" } else { "much" };
        format!("Right up to a constant: yours is {size} too {side} everywhere.")
    })
}

fn is_scalar(expr: &Expr) -> bool {
    !matches!(expr.node(), Node::Vector(_) | Node::Matrix(_))
}

/// The simple fraction that a double stands for, if it stands for one.
fn small_ratio(value: f64) -> Option<Number> {
    if !value.is_finite() || value.abs() > 1e6 {
        return None;
    }
    (1..=24).find_map(|denominator| {
        let numerator = value * f64::from(denominator);
        let whole = numerator.round();
        let is_close = (numerator - whole).abs() <= 1e-9 * whole.abs().max(1.0);
        is_close.then(|| Number::ratio(whole as i64, i64::from(denominator))).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::read::{Syntax, read};

    fn expr(line: &str) -> Expr {
        read(line, &Syntax::default()).expect("the line reads").expr
    }

    fn said(answer: &str, of: &str, by: &str) -> Option<String> {
        let (answer, of, by) = (expr(answer), expr(of), [Name::new(by)]);
        let expected = slope::derivative(&of, &by[0]);
        let witness = match same::same(&answer, &expected).verdict {
            Verdict::Wrong(witness) => witness,
            Verdict::Right(_) | Verdict::Undecided => None,
        };
        let vars = of.names();
        let question = Question { of: Some(&of), by: &by, vars: &vars };
        observe(&answer, &expected, witness.as_ref(), &question)
    }

    #[test]
    fn each_observation_is_said() {
        let cases = [
            ("x^2 + 1", "x^2 + 1", "x", "This is f itself, not its slope."),
            ("2x*3y^2", "x^2*y^3", "x", ""),
            ("3x^2 y^2", "x^2*y^3", "x", "This is the right derivative with respect to y."),
            ("6x", "x^3", "x", "This is the second derivative; one differentiation is asked."),
            ("x^4/4", "x^3", "x", "This goes the other way: its slope is f."),
            ("-3x^2", "x^3", "x", "Right up to the sign."),
            ("cos(3x)", "sin(3x)", "x", "Right up to the factor 1/3."),
            ("3x^2 + 5", "x^3 + 5x", "x", ""),
            (
                "3x^2 + 7",
                "x^3 + 5x",
                "x",
                "Right up to a constant: yours is 2 too much everywhere.",
            ),
        ];
        for (answer, of, by, expected) in cases {
            assert_eq!(said(answer, of, by).unwrap_or_default(), expected, "{answer} for {of}");
        }
    }
}
