//! What was typed, field by field, and one mark from the marks of several fields.

use crate::math::read::{Reading, Syntax, read};
use crate::math::{Expr, Node};
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::mark::{FieldMark, Mark};

/// The one line of an answer; a mark where it has several or none.
pub(super) fn line(answer: &Answer) -> Result<&str, Box<Mark>> {
    match answer {
        Answer::Text(line) => Ok(line),
        Answer::Fields(lines) | Answer::Lines(lines) if lines.len() == 1 => Ok(&lines[0]),
        Answer::Parts(parts) if parts.len() == 1 => Ok(&parts[0].1),
        Answer::Fields(_)
        | Answer::Lines(_)
        | Answer::Parts(_)
        | Answer::Choice(_)
        | Answer::Order(_)
        | Answer::Card(_) => Err(Box::new(Mark::unfit(0, "", "One line is asked here."))),
    }
}

/// The components of a vector: typed into fields, or as one line `2x, 4y`.
///
/// # Errors
/// The mark of a line that cannot be read, or that has another number of components.
pub(super) fn components(
    answer: &Answer,
    count: usize,
    syntax: &Syntax,
) -> Result<Vec<Reading>, Box<Mark>> {
    match answer {
        Answer::Fields(lines) if lines.len() == count && count > 1 => each(lines, syntax),
        _ => {
            let typed = line(answer)?;
            let reading = whole(typed, syntax)?;
            let parts = match reading.expr.node() {
                Node::Vector(parts) => parts.clone(),
                _ if count == 1 => return Ok(vec![reading]),
                _ => vec![reading.expr.clone()],
            };
            sized(parts.into_iter().map(bare).collect(), count, typed, &reading)
        }
    }
}

/// The cells of a matrix, row by row: typed into fields, or as one line `[[a, b], [c, d]]`.
pub(super) fn cells(
    answer: &Answer,
    size: usize,
    syntax: &Syntax,
) -> Result<Vec<Reading>, Box<Mark>> {
    match answer {
        Answer::Fields(lines) if lines.len() == size * size && size > 1 => each(lines, syntax),
        _ => {
            let typed = line(answer)?;
            let reading = whole(typed, syntax)?;
            let cells: Vec<Expr> = match reading.expr.node() {
                Node::Matrix(rows) => rows.iter().flatten().cloned().collect(),
                _ if size == 1 => return Ok(vec![reading]),
                _ => vec![reading.expr.clone()],
            };
            sized(cells.into_iter().map(bare).collect(), size * size, typed, &reading)
        }
    }
}

fn whole(typed: &str, syntax: &Syntax) -> Result<Reading, Box<Mark>> {
    if typed.trim().is_empty() {
        return Err(Box::new(Mark::blank(0)));
    }
    let syntax = Syntax { vector: true, ..syntax.clone() };
    read(typed, &syntax).map_err(|error| Box::new(Mark::unreadable(0, &error)))
}

fn each(lines: &[String], syntax: &Syntax) -> Result<Vec<Reading>, Box<Mark>> {
    lines
        .iter()
        .enumerate()
        .map(|(field, line)| {
            if line.trim().is_empty() {
                return Err(Box::new(Mark::blank(field)));
            }
            read(line, syntax).map_err(|error| Box::new(Mark::unreadable(field, &error)))
        })
        .collect()
}

/// A component of a line that was read as one.
fn bare(expr: Expr) -> Reading {
    Reading { expr, warnings: Vec::new(), alternatives: Vec::new(), integration_constant: None }
}

fn sized(
    readings: Vec<Reading>,
    count: usize,
    typed: &str,
    reading: &Reading,
) -> Result<Vec<Reading>, Box<Mark>> {
    if readings.len() == count {
        return Ok(readings);
    }
    let message = match readings.len() {
        own if count == 1 => format!("One number is asked; this line has {}.", text::small(own)),
        1 => format!("{} are asked: type them with a comma between.", numbers(count)),
        own => format!("{} are asked; this line has {}.", numbers(count), text::small(own)),
    };
    Err(Box::new(Mark::unfit(0, typed, &message).reading(reading.expr.clone())))
}

fn numbers(count: usize) -> String {
    text::capital(&format!("{} components", text::small(count)))
}

/// One component with its name and its own mark.
pub(super) struct Component {
    pub name: String,
    pub mark: Mark,
    /// What to say about it when it is right: `x is right: 1.92.`
    pub praise: String,
    /// What to say about it when it is not, as a sentence.
    pub remark: String,
}

/// One mark of several: right when all are, unreadable when one is; says what is right before what
/// is missing.
pub(super) fn join(components: Vec<Component>, whole: Expr) -> Mark {
    let verdicts: Vec<Verdict> = components.iter().map(|part| part.mark.verdict).collect();
    if let Some(unread) = components.iter().find(|part| part.mark.verdict == Verdict::Unreadable) {
        return unread.mark.clone();
    }
    let mut mark = if verdicts.iter().all(|verdict| *verdict == Verdict::Right) {
        let first =
            components.iter().map(|part| &part.mark).min_by_key(|mark| mark.certainty_rank());
        first.cloned().unwrap_or_else(Mark::right)
    } else if verdicts.contains(&Verdict::Wrong) {
        Mark::wrong()
    } else if verdicts.contains(&Verdict::Undecided) {
        Mark::undecided()
    } else {
        let first = components.iter().find(|part| part.mark.verdict == Verdict::Part);
        first.map_or_else(Mark::undecided, |part| part.mark.clone())
    };
    if mark.verdict == Verdict::Wrong {
        let (right, rest): (Vec<_>, Vec<_>) =
            components.iter().partition(|part| part.mark.verdict == Verdict::Right);
        mark.why = right.into_iter().map(|part| part.praise.clone()).collect();
        mark.why.extend(rest.into_iter().map(|part| part.remark.clone()));
        mark.why.retain(|sentence| !sentence.is_empty());
        mark.mistakes = components.iter().flat_map(|part| part.mark.mistakes.clone()).collect();
        mark.point = components.iter().find_map(|part| part.mark.point.clone());
    }
    mark.fields = components.into_iter().map(Component::field).collect();
    mark.reading(whole)
}

impl Component {
    fn field(self) -> FieldMark {
        let note = match self.mark.verdict {
            Verdict::Right => String::new(),
            _ => self.mark.why.first().or(self.mark.witness.as_ref()).cloned().unwrap_or_default(),
        };
        FieldMark {
            name: self.name,
            verdict: self.mark.verdict,
            score: self.mark.score,
            note: note.trim_end_matches('.').to_owned(),
            read_as: self.mark.read_as,
        }
    }
}
