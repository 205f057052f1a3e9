//! Does f rise, fall or stand level there?

use crate::math::read::{Syntax, read};
use crate::math::{Expr, Name, same, slope};
use crate::pack::Coordinate;
use crate::tutor::Answer;

use super::mark::Mark;
use super::{at_point, expression, fields, is_same};

/// The three answers with the words that mean them.
const ANSWERS: [(i8, &[&str]); 3] = [
    (
        1,
        &[
            "+",
            ">0",
            "positive",
            "plus",
            "pos",
            "rises",
            "rising",
            "rise",
            "up",
            "increases",
            "increasing",
            "bends up",
            "bends upwards",
            "convex",
        ],
    ),
    (
        -1,
        &[
            "-",
            "<0",
            "negative",
            "minus",
            "neg",
            "falls",
            "falling",
            "fall",
            "down",
            "decreases",
            "decreasing",
            "bends down",
            "bends downwards",
            "concave",
        ],
    ),
    (0, &["0", "=0", "zero", "flat", "level", "none", "neither"]),
];
/// Words in front that change nothing: `f is rising`.
const OPENINGS: &[&str] = &["f ", "it ", "is ", "the slope ", "f' ", "f'' "];

pub(super) fn mark(answer: &Answer, of: &Expr, by: &[Name], at: &Coordinate) -> Mark {
    let line = match fields::line(answer) {
        Ok(line) => line,
        Err(mark) => return *mark,
    };
    if line.trim().is_empty() {
        return Mark::blank(0);
    }
    let Some(yours) = named(line).or_else(|| typed(line)) else {
        return Mark::unfit(0, line, "Type +, - or 0: rises, falls or flat.");
    };
    let value = at_point(&slope::nth_derivative(of, by), by.iter().zip([at]));
    let Some(right) = sign(&value) else {
        return expression::undecided(&Expr::integer(0), &value);
    };
    let first = by.len() == 1;
    if yours == right {
        return Mark::right();
    }
    match (first, right) {
        (true, 0) => Mark::wrong().because("There the curve is level for a moment."),
        (true, _) => {
            Mark::wrong().because("Put in a point a little to the right: is f higher or lower?")
        }
        (false, _) => Mark::wrong().because("Differentiate again, then put the point in."),
    }
}

/// The sign that a word means.
fn named(line: &str) -> Option<i8> {
    let line = line.trim().trim_end_matches('.').to_lowercase().replace(['−', '–', '—'], "-");
    let mut word = line.as_str();
    while let Some(rest) = OPENINGS.iter().find_map(|opening| word.strip_prefix(opening)) {
        word = rest.trim_start();
    }
    let close = word.replace(' ', "");
    let means = |own: &&str| *own == word || *own == close;
    ANSWERS.iter().find(|(_, words)| words.iter().any(means)).map(|(sign, _)| *sign)
}

/// The sign of a number that was typed in place of its sign.
fn typed(line: &str) -> Option<i8> {
    sign(&read(line, &Syntax::student(&[])).ok()?.expr)
}

/// Bits that tell a value from 0.
const BITS: usize = 400;

/// The sign of a constant; `None` where it does not exist.
fn sign(value: &Expr) -> Option<i8> {
    if is_same(value, &Expr::integer(0)) {
        return Some(0);
    }
    let (low, high) = same::bounds(value, BITS)?;
    match (low.is_negative(), high.is_negative()) {
        (true, true) => Some(-1),
        (false, false) => Some(1),
        _ => None,
    }
}
