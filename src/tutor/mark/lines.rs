//! Does every line of a derivation equal what is derived, and does the last one end it?

use crate::math::read::read;
use crate::math::same;
use crate::math::tidy::tidy;
use crate::math::{Expr, Name, slope};
use crate::pack::{LinesGoal, Typing};
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::expression::has_open_slope;
use super::mark::{FieldMark, Mark};
use super::observe::{self, Question};
use super::place;

/// What is derived.
pub(super) struct Derived<'a> {
    pub of: &'a Expr,
    pub by: &'a Name,
    pub goal: LinesGoal,
    pub must_use: &'a [String],
    pub typing: Typing,
}

pub(super) fn mark(answer: &Answer, derived: &Derived<'_>) -> Mark {
    let lines: Vec<String> = match answer {
        Answer::Lines(lines) | Answer::Fields(lines) => lines.clone(),
        Answer::Text(text) => text.lines().map(str::to_owned).collect(),
        Answer::Parts(parts) => parts.iter().map(|(_, line)| line.clone()).collect(),
        Answer::Choice(_) | Answer::Order(_) | Answer::Card(_) => Vec::new(),
    };
    let lines: Vec<&str> =
        lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let target = match derived.goal {
        LinesGoal::Derivative => slope::derivative(derived.of, derived.by),
        LinesGoal::Simplify => slope::carry_out(derived.of),
        // Lines of equations are not compared yet: nothing is marked rather than guessed.
        LinesGoal::Solve => return Mark::undecided(),
    };
    if lines.is_empty() {
        return Mark::blank(0);
    }
    let mut sound: Vec<Expr> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let vars = derived.of.names();
        let reading = match read(right_side(line), &derived.typing.syntax(&vars)) {
            Ok(reading) => reading,
            Err(error) => return Mark::unreadable(index, &shifted(error, line)),
        };
        let carried = slope::carry_out(&reading.expr);
        match same::same(&carried, &target).verdict {
            same::Verdict::Right(_) => sound.push(reading.expr),
            same::Verdict::Undecided => {
                let mut mark = Mark::undecided();
                mark.fields = fields(&sound, Some((Verdict::Undecided, reading.expr)));
                return mark;
            }
            same::Verdict::Wrong(witness) => {
                let mut mark = broken(index, derived, &carried, &target, witness.as_ref());
                mark.fields = fields(&sound, Some((Verdict::Wrong, reading.expr)));
                return mark;
            }
        }
    }
    end(derived, &sound, &target)
}

/// `f'(x) = 2x`, `= 2x`: what stands behind the equals sign.
fn right_side(line: &str) -> &str {
    line.split_once('=').map_or(line, |(_, right)| right)
}

/// The error with its place in the whole line.
fn shifted(mut error: crate::math::read::ReadError, line: &str) -> crate::math::read::ReadError {
    let by = line.chars().count() - right_side(line).chars().count();
    error.span = error.span.start + by..error.span.end + by;
    error
}

/// The first line that is not equal to what is derived.
fn broken(
    index: usize,
    derived: &Derived<'_>,
    line: &Expr,
    target: &Expr,
    witness: Option<&same::Witness>,
) -> Mark {
    let what = match derived.goal {
        LinesGoal::Derivative => "the slope of f",
        LinesGoal::Simplify | LinesGoal::Solve => "f",
    };
    let number = index + 1;
    let headline = match index {
        0 => format!("Not yet: line 1 is not {what}."),
        _ => format!("Line {number} does not follow from line {index}."),
    };
    let mut mark = Mark::new(Verdict::Wrong, headline);
    let by = [derived.by.clone()];
    let vars = derived.of.names();
    let of = (derived.goal == LinesGoal::Derivative).then_some(derived.of);
    let question = Question { of, by: &by, vars: &vars };
    mark.why.extend(observe::observe(line, target, witness, &question));
    mark.witness = witness.map(|witness| {
        place::witness(witness, what).replacen("yours", &format!("line {number}"), 1)
    });
    mark.point = witness.cloned();
    mark
}

/// Every line holds: is the derivation at its end?
fn end(derived: &Derived<'_>, sound: &[Expr], target: &Expr) -> Mark {
    let count = sound.len();
    let last = sound.last().cloned();
    let is_done = last.as_ref().is_some_and(|line| match derived.goal {
        LinesGoal::Derivative => !has_open_slope(line),
        LinesGoal::Simplify | LinesGoal::Solve => line.size() <= tidy(target).size(),
    });
    let mut mark = if !is_done {
        let lines = if count == 1 {
            "one line".to_owned()
        } else {
            format!("{} lines", text::small(count))
        };
        let mut mark = Mark::new(Verdict::Part, format!("Right so far: {lines}. Go on."));
        mark.counts = false;
        mark
    } else if count == 1 && !derived.must_use.is_empty() {
        let rules: Vec<String> =
            derived.must_use.iter().map(|rule| format!("{rule} rule")).collect();
        let mut mark = Mark::new(Verdict::Part, "Right, but the way is asked too.")
            .because(format!("Write a line before it that shows the {}.", text::list(&rules)));
        mark.counts = false;
        mark.score = 0.5;
        mark
    } else {
        Mark::right()
    };
    mark.fields = fields(sound, None);
    mark.read_as = last;
    mark
}

fn fields(sound: &[Expr], last: Option<(Verdict, Expr)>) -> Vec<FieldMark> {
    let sound = sound.iter().map(|line| (Verdict::Right, line.clone()));
    sound
        .chain(last)
        .enumerate()
        .map(|(index, (verdict, line))| FieldMark {
            name: (index + 1).to_string(),
            verdict,
            score: if verdict == Verdict::Right { 1.0 } else { 0.0 },
            note: if verdict == Verdict::Wrong { "breaks here".to_owned() } else { String::new() },
            read_as: Some(line),
        })
        .collect()
}
