//! Does every line of a derivation equal what is derived, and does the last one end it?

mod shown;
mod solve;

pub(in crate::tutor) use solve::zeros;

use crate::math::form::Form;
use crate::math::read::{ReadError, Reading, read};
use crate::math::same::{self, Key};
use crate::math::tidy::tidy;
use crate::math::{Expr, Name, slope};
use crate::pack::{LinesGoal, Typing};
use crate::text;
use crate::tutor::simplest::simplest;
use crate::tutor::{Answer, Verdict};

use super::expression::has_open_slope;
use super::mark::{FieldMark, FormMark, Mark};
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
    if lines.is_empty() {
        return Mark::blank(0);
    }
    let key = match derived.goal {
        LinesGoal::Derivative => Key::derivative(derived.of, std::slice::from_ref(derived.by)),
        LinesGoal::Simplify => Key::value(derived.of),
        LinesGoal::Solve => return solve::mark(&lines, derived),
    };
    let mut sound: Vec<Expr> = Vec::new();
    let mut rows: Vec<Expr> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let sides = match derived.sides(line) {
            Ok(sides) => sides,
            Err(error) => return Mark::unreadable(index, &error),
        };
        for side in sides {
            match key.compare(&slope::carry_out(&side)).verdict {
                same::Verdict::Right(_) => sound.push(side),
                same::Verdict::Undecided => {
                    let mut mark = Mark::undecided();
                    mark.fields = fields(&rows, Some((Verdict::Undecided, side)));
                    return mark;
                }
                same::Verdict::Wrong(witness) => {
                    let mut mark = broken(index, derived, &side, key.expected(), witness.as_ref());
                    mark.fields = fields(&rows, Some((Verdict::Wrong, side)));
                    return mark;
                }
            }
        }
        rows.extend(sound.last().cloned());
    }
    let mut mark = end(derived, &sound);
    mark.fields = fields(&rows, None);
    mark.read_as = rows.pop();
    mark
}

impl Derived<'_> {
    /// The sides of a line, `a = b = c`, that have to equal what is derived. In front may stand a
    /// name, `f'(x) =`, or nothing.
    fn sides(&self, line: &str) -> Result<Vec<Expr>, ReadError> {
        let mut sides = Vec::new();
        let mut start = 0;
        let pieces: Vec<&str> = line.split('=').collect();
        for (at, piece) in pieces.iter().enumerate() {
            match self.side(piece) {
                Ok(reading) => sides.push(reading.expr),
                Err(_) if at == 0 && pieces.len() > 1 && is_label(piece) => {}
                Err(mut error) => {
                    error.span = error.span.start + start..error.span.end + start;
                    return Err(error);
                }
            }
            start += piece.chars().count() + 1;
        }
        Ok(sides)
    }

    fn side(&self, piece: &str) -> Result<Reading, ReadError> {
        let syntax = self.typing.syntax(&self.of.names());
        let first = read(piece, &syntax);
        match (&first, primes_written_out(piece, self.by)) {
            (Err(_), Some(written)) => read(&written, &syntax).or(first),
            _ => first,
        }
    }
}

/// What may stand before the first equals sign: nothing, or a name such as `f'(x)` or `dy/dx`.
fn is_label(piece: &str) -> bool {
    const LONGEST: usize = 14;
    piece.trim().chars().count() <= LONGEST && !piece.contains(|c: char| c.is_ascii_digit())
}

/// `(x^2)'` as `d/dx(x^2)`; `None` where there is no such prime.
fn primes_written_out(line: &str, by: &Name) -> Option<String> {
    const MOST: usize = 20;
    let mut line = line.replace(['’', '′'], "'");
    let mut is_changed = false;
    for _ in 0..MOST {
        let Some(close) = line.find(")'") else { break };
        let mut depth = 0;
        let open = line[..=close].char_indices().rev().find(|(_, c)| {
            depth += match c {
                ')' => 1,
                '(' => -1,
                _ => 0,
            };
            depth == 0
        });
        let (open, _) = open?;
        if line[..open].ends_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        line = format!(
            "{}d/d{}{}{}",
            &line[..open],
            by.as_str(),
            &line[open..=close],
            &line[close + 2..]
        );
        is_changed = true;
    }
    is_changed.then_some(line)
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
    let mut mark = Mark::new(Verdict::Wrong, headline(index, what));
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

/// `Line 3 does not follow from line 2.`
fn headline(index: usize, what: &str) -> String {
    match index {
        0 => format!("Not yet: line 1 is not {what}."),
        _ => format!("Line {} does not follow from line {index}.", index + 1),
    }
}

/// Every line holds, and the end is not reached.
fn go_on(count: usize) -> Mark {
    let lines =
        if count == 1 { "one line".to_owned() } else { format!("{} lines", text::small(count)) };
    let mut mark = Mark::new(Verdict::Part, format!("Right so far: {lines}. Go on."));
    mark.counts = false;
    mark
}

/// Every line holds: is the derivation at its end, and has it shown what it had to?
fn end(derived: &Derived<'_>, sound: &[Expr]) -> Mark {
    let is_done = sound.last().is_some_and(|line| match derived.goal {
        LinesGoal::Derivative => !has_open_slope(line),
        LinesGoal::Simplify | LinesGoal::Solve => is_simple(line, derived.of),
    });
    if !is_done {
        return go_on(sound.len());
    }
    let missing = match derived.goal {
        LinesGoal::Derivative => shown::missing(derived.must_use, derived.of, derived.by, sound),
        LinesGoal::Simplify | LinesGoal::Solve => Vec::new(),
    };
    if missing.is_empty() {
        return Mark::right();
    }
    let rules = text::list(&missing.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>());
    let mut mark = if sound.len() == 1 {
        Mark::new(Verdict::Part, "Right, but the way is asked too.")
            .because(format!("Write a line before it that shows the {rules}."))
    } else {
        let verb = if missing.len() == 1 { "does" } else { "do" };
        Mark::new(Verdict::Part, format!("Right, but the {rules} {verb} not appear."))
            .because("Write the line in which d/dx(…) of a part is still open.")
    };
    mark.counts = false;
    mark.score = 0.5;
    mark.form = Some(FormMark { asked: derived.must_use.join(", "), met: false });
    mark
}

/// Is nothing left to simplify, as far as is known? The simplest form known may be a little
/// shorter: several forms are simple.
fn is_simple(line: &Expr, of: &Expr) -> bool {
    let shortest = simplest(of).size().min(tidy(line).size());
    Form::LowestTerms.met(line)
        && Form::Evaluated.met(line)
        && line.size() <= shortest + shortest / 4
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
