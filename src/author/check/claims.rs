//! Is what texts claim in `$a = b$` true?
//!
//! A definition is no claim: a side that is a name, or a name of names as in `f(x)`, may stand for
//! anything. An equation with variables whose one side is a number is something to solve, not a
//! claim. `$a ≠= b$` marks a falsehood that is meant.

use std::ops::Range;

use crate::math::read::{self, Syntax};
use crate::math::same::{Verdict, same};
use crate::math::{Expr, Node, carry_out};
use crate::pack::{Block, Code, Lesson, Problem};

pub(super) fn check(lesson: &Lesson, found: &mut Vec<Problem>) {
    for block in &lesson.blocks {
        let Block::Text(text) = block else { continue };
        for formula in formulas(&text.markdown) {
            let Some((left, right)) = false_claim(formula) else { continue };
            let whole = &text.place.text;
            let span = locate(whole, &text.place.span, formula);
            let message = format!("`{left} = {right}` is not true.");
            let remedy = "Mend it; a falsehood that is meant is written `$a ≠= b$`.";
            found.push(Problem::new(Code::E106, text.place.at(span), message).mended_by(remedy));
        }
    }
}

/// Where the formula stands in the file, or else the text.
fn locate(file: &str, text: &Range<usize>, formula: &str) -> Range<usize> {
    match file.get(text.clone()).and_then(|written| written.find(formula)) {
        Some(at) => text.start + at..text.start + at + formula.len(),
        None => text.clone(),
    }
}

/// What stands between single `$` of one line.
pub(super) fn formulas(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('$').skip(1).step_by(2).filter(|f| !f.is_empty()))
}

/// The first pair of sides that is provably different.
fn false_claim(formula: &str) -> Option<(&str, &str)> {
    if ["≠", "≈", "<", ">", "≤", "≥", "→", ":="].iter().any(|sign| formula.contains(sign))
    {
        return None;
    }
    let sides: Vec<&str> = formula.split('=').map(str::trim).collect();
    sides.windows(2).find_map(|pair| {
        let (left, right) = (read(pair[0])?, read(pair[1])?);
        (!is_definition(&left, &right) && differ(&left, &right)).then_some((pair[0], pair[1]))
    })
}

fn is_definition(left: &Expr, right: &Expr) -> bool {
    let is_named = |side: &Expr| match side.node() {
        Node::Name(_) => true,
        // `f(x)` without a function f reads as f times x.
        Node::Product(factors) => {
            factors.iter().all(|u| matches!(u.node(), Node::Name(_) | Node::Vector(_)))
        }
        _ => false,
    };
    let has_names = !left.names().is_empty() || !right.names().is_empty();
    let is_equation = has_names && (left.names().is_empty() || right.names().is_empty());
    is_named(left) || is_named(right) || is_equation
}

fn differ(left: &Expr, right: &Expr) -> bool {
    matches!(same(&carry_out(left), &carry_out(right)).verdict, Verdict::Wrong(_))
}

/// An expression that reads without doubt.
pub(super) fn read(text: &str) -> Option<Expr> {
    let reading = read::read(text.trim(), &Syntax::default()).ok()?;
    reading.warnings.is_empty().then_some(reading.expr)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_false_identity_is_found() {
        assert_eq!(false_claim("(x+1)^2 = x^2 + 1"), Some(("(x+1)^2", "x^2 + 1")));
        assert_eq!(false_claim("2 + 2 = 5"), Some(("2 + 2", "5")));
        assert_eq!(false_claim("d/dx(x^3) = 3*x^3"), Some(("d/dx(x^3)", "3*x^3")));
    }

    #[test]
    fn definitions_equations_and_meant_falsehoods_are_no_claims() {
        for formula in ["f(x) = x^2", "x = 3", "x^2 - 4 = 0", "2 + 2 ≠= 5", "(u·v)' = u'·v + u·v'"]
        {
            assert_eq!(false_claim(formula), None, "{formula}");
        }
        assert_eq!(false_claim("d/dx(x^3) = 3*x^2 = 3*x*x"), None);
    }
}
