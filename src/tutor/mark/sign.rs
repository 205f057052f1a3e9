//! Does f rise, fall or stand level there?

use crate::math::compile::Compiled;
use crate::math::{Expr, Name, slope};
use crate::pack::Coordinate;
use crate::tutor::Answer;

use super::mark::Mark;
use super::{at_point, fields, is_same};

/// The three answers: sign, words that mean it, what it says about a slope.
const ANSWERS: [(i8, &[&str], &str); 3] = [
    (1, &["+", "positive", "plus", "pos", "rises", "rising", "rise", "up", "1"], "rises"),
    (
        -1,
        &["-", "−", "negative", "minus", "neg", "falls", "falling", "fall", "down", "-1"],
        "falls",
    ),
    (0, &["0", "zero", "flat", "level", "none"], "is flat"),
];

pub(super) fn mark(answer: &Answer, of: &Expr, by: &[Name], at: &Coordinate) -> Mark {
    let line = match fields::line(answer) {
        Ok(line) => line,
        Err(mark) => return *mark,
    };
    if line.trim().is_empty() {
        return Mark::blank(0);
    }
    let word = line.trim().trim_end_matches('.').to_lowercase();
    let Some((yours, _, _)) = ANSWERS.iter().find(|(_, words, _)| words.contains(&&*word)) else {
        return Mark::unfit(0, line, "Type +, - or 0: rises, falls or flat.");
    };
    let value = at_point(&slope::nth_derivative(of, by), by.iter().zip([at]));
    let Some(right) = sign(&value) else { return Mark::undecided() };
    let first = by.len() == 1;
    if *yours == right {
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

/// The sign of a constant; `None` where it does not exist.
fn sign(value: &Expr) -> Option<i8> {
    if is_same(value, &Expr::integer(0)) {
        return Some(0);
    }
    let value = Compiled::new(value, &[]).ok()?.value(&[]);
    value.is_finite().then_some(if value > 0.0 { 1 } else { -1 })
}
