//! Is this the number that was asked for, exactly or to so many digits?

use crate::math::compile::Compiled;
use crate::math::read::Reading;
use crate::math::same::{self, Certainty};
use crate::math::tidy::tidy;
use crate::math::{Expr, Function, Name, Node, Number, print, slope};
use crate::pack::Coordinate;
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::mark::Mark;
use super::{Asked, at_point, fields, is_same, student};

/// Digits wanted where the value is no fraction and the author named none.
const DIGITS: u32 = 4;

pub(super) fn value(
    asked: &Asked<'_>,
    answer: &Answer,
    of: &Expr,
    at: &[(Name, Coordinate)],
) -> Mark {
    let names: Vec<Name> = at.iter().map(|(name, _)| name.clone()).collect();
    let reading = match fields::components(answer, 1, &student(&names)) {
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

pub(super) fn directional(
    asked: &Asked<'_>,
    answer: &Answer,
    (of, vars, at): (&Expr, &[Name], &[Coordinate]),
    (along, normalise): (&[Coordinate], bool),
) -> Mark {
    let reading = match fields::components(answer, 1, &student(vars)) {
        Ok(mut readings) => readings.remove(0),
        Err(mark) => return *mark,
    };
    let rises = slope::gradient(of, vars)
        .iter()
        .zip(along)
        .map(|(part, along)| {
            let part = at_point(part, vars.iter().zip(at));
            Node::Product(vec![part, along.expr().clone()]).into()
        })
        .collect();
    let rise = sum(rises);
    let squares =
        along.iter().map(|one| Node::Power(one.expr().clone(), Expr::integer(2)).into()).collect();
    let length = Expr::apply(Function::Sqrt, sum(squares));
    let unit: Expr = Node::Quotient(rise.clone(), length).into();
    let expected = if normalise { &unit } else { &rise };
    let mut mark = mark_reading(&reading, expected, asked.digits, "the slope in that direction");
    let other = if normalise { &rise } else { &unit };
    if mark.verdict == Verdict::Wrong && is_same(&reading.expr, other) {
        mark.why = vec![if normalise {
            "The direction still has to be brought to length 1.".to_owned()
        } else {
            "Here the direction is taken as it stands, not scaled to length 1.".to_owned()
        }];
    }
    mark
}

fn sum(mut terms: Vec<Expr>) -> Expr {
    if terms.len() == 1 { terms.remove(0) } else { Node::Sum(terms).into() }
}

/// The formula is right, but the numbers are not in it.
fn not_put_in(mark: Mark) -> Mark {
    let mut half = Mark::new(Verdict::Part, "Right so far: now put the numbers in.");
    half.score = 0.5;
    half.mistakes.push("point_not_substituted".to_owned());
    half.read_as = mark.read_as;
    half
}

/// Marks a number that was read. `what` names it in a sentence: `Yours is 4, the slope is 12.`
pub(super) fn mark_reading(
    reading: &Reading,
    expected: &Expr,
    digits: Option<u32>,
    what: &str,
) -> Mark {
    let answer = slope::carry_out(&reading.expr);
    let compared = same::same(&answer, expected);
    let mut mark = match &compared.verdict {
        same::Verdict::Right(certainty) => right(*certainty),
        _ => by_digits(&answer, expected, digits, what),
    };
    mark.domain = Some(compared.domain);
    mark.reading(reading.expr.clone())
}

fn right(certainty: Certainty) -> Mark {
    let mut mark = Mark::right();
    mark.certainty = Some(certainty);
    mark
}

fn by_digits(answer: &Expr, expected: &Expr, digits: Option<u32>, what: &str) -> Mark {
    let (Some(yours), Some(value)) = (constant(answer), constant(expected)) else {
        return if answer.names().is_empty() {
            Mark::undecided()
        } else {
            Mark::wrong().because("A number is asked, without letters.")
        };
    };
    let mut wrong = Mark::wrong().because(compare(yours, value, what));
    wrong.point = Some(same::Witness { at: Vec::new(), answer: yours, expected: value });
    let wanted = match digits {
        Some(digits) => digits.max(2),
        None if is_rational(&tidy(expected)) => return wrong,
        None => DIGITS,
    };
    let Some(typed) = Typed::of(answer) else { return wrong };
    if typed.agrees(value, wanted) {
        return Mark::right();
    }
    match agreed(yours, value) {
        figures if figures < 2 => wrong,
        figures => rounded(&typed, figures, wanted, wrong),
    }
}

/// Right at the front, not at the end.
fn rounded(typed: &Typed, figures: u32, wanted: u32, wrong: Mark) -> Mark {
    let headline = if typed.figures < wanted {
        format!("Right to {}; {wanted} are asked.", text::count(figures as usize, "digit"))
    } else {
        "Rounded too early: keep six digits until the end.".to_owned()
    };
    let mut half = Mark::new(Verdict::Part, headline);
    half.score = 0.5;
    half.mistakes.push("bp_rounded_early".to_owned());
    half.point = wrong.point;
    half
}

/// What is wrong with a number, without telling the right one.
fn compare(yours: f64, right: f64, what: &str) -> String {
    if yours == -right {
        return "Right up to the sign.".to_owned();
    }
    for factor in [2.0, 3.0, 4.0, 10.0] {
        if yours == right * factor {
            return format!("Right up to the factor {}.", text::number(factor));
        }
        if yours * factor == right {
            return format!("Right up to the factor 1/{}.", text::number(factor));
        }
    }
    let side = if yours > right { "smaller" } else { "larger" };
    format!("{} is {side}.", text::capital(what))
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

/// To how many significant figures two numbers agree.
fn agreed(a: f64, b: f64) -> u32 {
    if a == 0.0 || b == 0.0 || (a < 0.0) != (b < 0.0) {
        return 0;
    }
    // The last of k figures stands for this much.
    let unit = |figures: i32| 10f64.powi(b.abs().log10().floor() as i32 - figures + 1);
    (1..=15).take_while(|figures| (a - b).abs() <= 0.5 * unit(*figures)).count() as u32
}

/// A decimal as typed.
struct Typed {
    value: Number,
    places: u16,
    /// Significant figures typed.
    figures: u32,
}

impl Typed {
    fn of(expr: &Expr) -> Option<Typed> {
        match expr.node() {
            Node::Number(literal) => {
                let scaled =
                    literal.value.mul(&Number::integer(10).pow(literal.places.into(), 4096)?);
                let figures = scaled.abs().to_string().trim_start_matches('0').len() as u32;
                Some(Typed { value: literal.value.clone(), places: literal.places, figures })
            }
            Node::Neg(u) => {
                let typed = Typed::of(u)?;
                Some(Typed { value: typed.value.neg(), ..typed })
            }
            _ => None,
        }
    }

    /// Does it agree with the value in every digit typed, and to so many figures? Zeros at the end
    /// need not be typed.
    fn agrees(&self, value: f64, figures: u32) -> bool {
        let typed = self.value.to_f64();
        let half = 0.5 * 10f64.powi(-i32::from(self.places));
        let in_typed = (typed - value).abs() <= half * (1.0 + 1e-9);
        let rounded: f64 = format!("{value:.*e}", figures as usize - 1).parse().unwrap_or(f64::NAN);
        if self.figures >= figures { in_typed } else { typed == rounded }
    }
}
