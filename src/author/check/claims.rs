//! Is what texts claim in `$a = b$` true?
//!
//! A definition is no claim: a side that is a name, or a name of names as in `f(x)`, may stand for
//! anything. An equation with variables whose one side is a number is something to solve, not a
//! claim. `$a ≠= b$` marks a falsehood that is meant.

use std::ops::Range;

use crate::math::read::{self, LogBase, Syntax};
use crate::math::same::{Verdict, same};
use crate::math::{Expr, Name, Node, carry_out};
use crate::pack::{Block, Code, Lesson, Place, Problem};
use crate::text;

/// How a formula of a text is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// What `log` means in the pack.
    pub(super) log: LogBase,
    /// What `f` means; any name without it.
    pub(super) function: Option<(Expr, Name)>,
}

/// Two sides that are claimed to be equal, and are not.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FalseClaim<'a> {
    pub(super) left: &'a str,
    pub(super) right: &'a str,
    /// Where they differ, in words; empty where no place is known.
    pub(super) place: String,
}

/// What to do about it.
pub(super) const REMEDY: &str = "Mend it; a falsehood that is meant is written `$a ≠= b$`.";

impl FalseClaim<'_> {
    pub(super) fn message(&self) -> String {
        format!("`{} = {}` is not true{}.", self.left, self.right, self.place)
    }
}

/// Texts and captions of a lesson.
pub(super) fn check(lesson: &Lesson, log: LogBase, found: &mut Vec<Problem>) {
    let reading = Reading { log, function: None };
    for block in &lesson.blocks {
        match block {
            Block::Text(text) => places(&text.markdown, &text.place, &reading, found),
            Block::Figure(figure) => {
                for text in [&figure.caption, &figure.alt].into_iter().flatten() {
                    places(text, &figure.whole, &reading, found);
                }
            }
            Block::Ask(_) => {}
        }
    }
}

fn places(text: &str, place: &Place, reading: &Reading, found: &mut Vec<Problem>) {
    for claim in false_claims(text, reading) {
        let span = locate(&place.text, &place.span, &[claim.left, claim.right]);
        found.push(Problem::new(Code::E106, place.at(span), claim.message()).mended_by(REMEDY));
    }
}

/// Where the sides stand in the file, one behind the other, or else the text.
fn locate(file: &str, text: &Range<usize>, sides: &[&str; 2]) -> Range<usize> {
    let written = file.get(text.clone()).unwrap_or_default();
    let found = written.match_indices(sides[0]).find_map(|(at, _)| {
        let behind = written[at + sides[0].len()..].trim_start().strip_prefix('=')?.trim_start();
        let end = written.len() - behind.len() + sides[1].len();
        behind.starts_with(sides[1]).then_some(text.start + at..text.start + end)
    });
    found.unwrap_or_else(|| text.clone())
}

/// What stands between single `$` of one line, outside of code.
pub(super) fn formulas(text: &str) -> impl Iterator<Item = &str> {
    with_ends(text).map(|(formula, _)| formula)
}

/// The formulas, each with the rest of its paragraph.
fn with_ends(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut fenced = false;
    text.lines().flat_map(move |line| {
        fenced ^= line.trim_start().starts_with("```");
        let pieces = if fenced { Vec::new() } else { between_dollars(line) };
        pieces.into_iter().filter(|formula| !formula.is_empty()).map(move |formula| {
            let end = formula.as_ptr() as usize + formula.len() - text.as_ptr() as usize;
            let rest = &text[end..];
            (formula, rest.split("\n\n").next().unwrap_or_default())
        })
    })
}

fn between_dollars(line: &str) -> Vec<&str> {
    let (mut found, mut code, mut open) = (Vec::new(), false, None);
    for (at, c) in line.char_indices() {
        match (c, open) {
            ('`', None) => code = !code,
            ('$', None) if !code => open = Some(at + 1),
            ('$', Some(from)) => {
                found.push(&line[from..at]);
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// The pairs of sides that are claimed to be equal, and provably are not. A question claims nothing.
pub(super) fn false_claims<'a>(text: &'a str, reading: &Reading) -> Vec<FalseClaim<'a>> {
    let is_asked = |rest: &str| {
        let outside = rest.trim_start_matches('$').split('$').step_by(2);
        outside.flat_map(str::chars).find(|c| matches!(c, '.' | '!' | '?' | ':')) == Some('?')
    };
    let claimed = with_ends(text).filter(|(_, rest)| !is_asked(rest));
    claimed.filter_map(|(formula, _)| false_claim(formula, reading)).collect()
}

/// The first pair of sides that is provably different.
pub(super) fn false_claim<'a>(formula: &'a str, reading: &Reading) -> Option<FalseClaim<'a>> {
    const OTHER: &[&str] = &["≠", "≈", "<", ">", "≤", "≥", "→", ":=", "±", "≡", "∝", "…", "..."];
    if OTHER.iter().any(|sign| formula.contains(sign)) {
        return None;
    }
    let sides: Vec<&str> = formula.split('=').map(str::trim).collect();
    sides.windows(2).find_map(|pair| {
        let (left, right) = (read(pair[0], reading)?, read(pair[1], reading)?);
        if is_definition(&left, &right) {
            return None;
        }
        let place = difference(&left, &right)?;
        Some(FalseClaim { left: pair[0], right: pair[1], place })
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

/// Where two sides provably differ: `: at x = 2 it is 4 and 6`.
fn difference(left: &Expr, right: &Expr) -> Option<String> {
    let Verdict::Wrong(witness) = same(&carry_out(left), &carry_out(right)).verdict else {
        return None;
    };
    let Some(witness) = witness.filter(|witness| !witness.at.is_empty()) else {
        return Some(String::new());
    };
    let at: Vec<String> =
        witness.at.iter().map(|(name, value)| format!("{} = {value}", name.as_str())).collect();
    let (one, other) = (text::number(witness.answer), text::number(witness.expected));
    Some(format!(": at {} the sides are {one} and {other}", at.join(", ")))
}

/// An expression that reads without doubt.
pub(super) fn read(text: &str, reading: &Reading) -> Option<Expr> {
    let function = reading.function.clone();
    let syntax = Syntax { log: reading.log, function, ..Syntax::default() };
    let reading = read::read(text.trim(), &syntax).ok()?;
    reading.warnings.is_empty().then_some(reading.expr)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(formula: &str) -> Option<(&str, &str)> {
        false_claim(formula, &Reading::default()).map(|claim| (claim.left, claim.right))
    }

    fn claims(text: &str) -> usize {
        false_claims(text, &Reading::default()).len()
    }

    #[test]
    fn a_false_identity_is_found() {
        assert_eq!(claim("(x+1)^2 = x^2 + 1"), Some(("(x+1)^2", "x^2 + 1")));
        assert_eq!(claim("2 + 2 = 5"), Some(("2 + 2", "5")));
        assert_eq!(claim("d/dx(x^3) = 3*x^3"), Some(("d/dx(x^3)", "3*x^3")));
    }

    #[test]
    fn definitions_equations_and_meant_falsehoods_are_no_claims() {
        for formula in ["f(x) = x^2", "x = 3", "x^2 - 4 = 0", "2 + 2 ≠= 5", "(u·v)' = u'·v + u·v'"]
        {
            assert_eq!(claim(formula), None, "{formula}");
        }
        assert_eq!(claim("d/dx(x^3) = 3*x^2 = 3*x*x"), None);
    }

    #[test]
    fn a_question_and_code_claim_nothing() {
        assert_eq!(claims("Is $2 + 2 = 5$ true? No."), 0);
        assert_eq!(claims("Here `$2 + 2 = 5$` is code."), 0);
        assert_eq!(claims("```\n$2 + 2 = 5$\n```\n"), 0);
        assert_eq!(claims("It is so: $2 + 2 = 5$. Is it?"), 1);
        assert_eq!(claims("First $1 = 1$, then $2 + 2 = 5$, at last $x = 2$."), 1);
    }

    #[test]
    fn the_pack_says_what_log_means() {
        let ten = Reading { log: LogBase::Ten, function: None };
        assert_eq!(false_claim("log(100) = 2", &ten), None);
        assert_eq!(claims("$log(100) = 2$"), 1);
    }

    #[test]
    fn f_may_have_a_meaning() {
        let x = Name::new("x");
        let square = read("x^2", &Reading::default()).expect("it reads");
        let reading = Reading { log: LogBase::E, function: Some((square, x)) };
        assert_eq!(false_claim("f' = 2*x", &reading), None);
        let wrong = false_claim("f' = 3*x", &reading).map(|claim| claim.message());
        let told = "`f' = 3*x` is not true: at x = 2 the sides are 4 and 6.";
        assert_eq!(wrong.as_deref(), Some(told));
    }
}
