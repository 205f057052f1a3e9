//! Is this the number that was asked for, exactly or to so many digits?

use crate::math::compile::Compiled;
use crate::math::digits::Near;
use crate::math::read::Reading;
use crate::math::same;
use crate::math::tidy::tidy;
use crate::math::{Expr, Name, Node, Number, print, slope};
use crate::pack::Coordinate;
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::mark::Mark;
use super::{Asked, at_point, expression, fields, is_same, place};

/// Digits wanted where the value is no fraction and the author named none.
pub(super) const DIGITS: u32 = 4;

pub(super) fn value(
    asked: &Asked<'_>,
    answer: &Answer,
    of: &Expr,
    at: &[(Name, Coordinate)],
) -> Mark {
    let names: Vec<Name> = at.iter().map(|(name, _)| name.clone()).collect();
    let reading = match fields::components(answer, 1, &asked.typing.syntax(&names)) {
        Ok(mut readings) => readings.remove(0),
        Err(mark) => return *mark,
    };
    let point = || at.iter().map(|(name, value)| (name, value));
    let formula = slope::carry_out(of);
    let expected = at_point(of, point());
    let is_slope = matches!(of.node(), Node::Slope(..) | Node::Prime(..));
    let what = if is_slope { "the slope" } else { "the value" };
    let mut mark = mark_reading(&reading, &expected, asked.digits, what);
    if mark.verdict != Verdict::Wrong {
        return mark;
    }
    if !reading.expr.names().is_empty() && is_same(&reading.expr, &formula) {
        return not_put_in(mark);
    }
    if let Node::Slope(inner, _) = of.node()
        && is_same(&reading.expr, &at_point(inner, point()))
    {
        let shown = print::line(&reading.expr);
        mark.headline = format!("Not yet: {shown} is the height.");
        mark.why = vec!["The slope is how fast it changes there.".to_owned()];
    }
    mark
}

/// The formula is right, but the numbers are not in it.
pub(super) fn not_put_in(mark: Mark) -> Mark {
    let mut half = Mark::new(Verdict::Part, "Right so far: now put the numbers in.");
    half.score = 0.5;
    half.mistakes.push("point_not_substituted".to_owned());
    half.read_as = mark.read_as;
    half
}

/// Marks a number that was read. `what` names it in a sentence: `The new y is larger.`
pub(super) fn mark_reading(
    reading: &Reading,
    expected: &Expr,
    digits: Option<u32>,
    what: &str,
) -> Mark {
    let answer = slope::carry_out(&reading.expr);
    let compared = same::same(&answer, expected);
    let mut mark = match &compared.verdict {
        same::Verdict::Right(certainty) => {
            let mut mark = Mark::right();
            mark.certainty = Some(*certainty);
            mark
        }
        _ => by_digits(&answer, expected, digits, what),
    };
    mark.domain = Some(compared.domain);
    mark.reading(reading.expr.clone())
}

fn by_digits(answer: &Expr, expected: &Expr, digits: Option<u32>, what: &str) -> Mark {
    if !answer.names().is_empty() {
        return Mark::wrong().because("A number is asked, without letters.");
    }
    let wanted = digits.or_else(|| (!is_rational(&tidy(expected))).then_some(DIGITS));
    let Some(near) = Near::judge(answer, expected, wanted) else {
        let is_nothing = same::exists(answer) == Some(false);
        return if is_nothing && same::exists(expected) == Some(true) {
            Mark::wrong().because(format!("{} has no value.", print::line(answer)))
        } else {
            expression::undecided(answer, expected)
        };
    };
    let point = match (constant(answer), constant(expected)) {
        (Some(answer), Some(expected)) => Some(same::Witness { at: Vec::new(), answer, expected }),
        _ => None,
    };
    let mut mark = match near {
        Near::Exact | Near::Agrees => Mark::right(),
        Near::TooFew { .. } | Near::Cut { .. } | Near::RoundedEarly { .. } => half(near.sentence()),
        Near::NotExact { .. } => {
            let mut mark = Mark::wrong();
            mark.why.extend(near.sentence());
            mark
        }
        Near::Far => {
            let mut mark = Mark::wrong();
            mark.why.extend(compare(answer, expected, point.as_ref(), what));
            mark
        }
    };
    if !near.is_right() {
        mark.point = point;
    }
    mark
}

/// Right at the front, not at the end.
fn half(headline: Option<String>) -> Mark {
    let mut half = Mark::new(Verdict::Part, headline.unwrap_or_default());
    half.score = 0.5;
    half.mistakes.push("bp_rounded_early".to_owned());
    half
}

/// Factors that are looked for.
const FACTORS: [(i64, i64); 8] = [(2, 1), (1, 2), (3, 1), (1, 3), (4, 1), (1, 4), (10, 1), (1, 10)];
/// Digits to which an answer must agree for a sign or a factor to be told.
const TOLD: u32 = 3;

/// What is wrong with a number, without telling the right one.
fn compare(
    answer: &Expr,
    expected: &Expr,
    point: Option<&same::Witness>,
    what: &str,
) -> Option<String> {
    let agrees =
        |expr: Node| Near::judge(answer, &expr.into(), Some(TOLD)).is_some_and(Near::is_right);
    if agrees(Node::Neg(expected.clone())) {
        return Some("Right up to the sign.".to_owned());
    }
    for (n, d) in FACTORS {
        let factor = Number::ratio(n, d)?;
        if agrees(Node::Product(vec![Expr::number(factor.clone()), expected.clone()])) {
            return Some(format!("Right up to the factor {}.", place::number(&factor)));
        }
    }
    let point = point?;
    let side = if point.answer > point.expected { "smaller" } else { "larger" };
    Some(format!("{} is {side}.", text::capital(what)))
}

/// The value of an expression without variables.
fn constant(expr: &Expr) -> Option<f64> {
    let value = Compiled::new(expr, &[]).ok()?.value(&[]);
    value.is_finite().then_some(value)
}

/// Is a tidied constant a fraction?
fn is_rational(tidied: &Expr) -> bool {
    match tidied.node() {
        Node::Number(_) => true,
        Node::Neg(u) => is_rational(u),
        Node::Quotient(u, v) => is_rational(u) && is_rational(v),
        _ => false,
    }
}
