//! What was typed, field by field, and one mark from the marks of several fields.

use crate::math::read::{Reading, Syntax, read};
use crate::math::{Expr, Node};
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::is_same;
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
        _ if count == 1 => one(line(answer)?, syntax),
        _ => {
            let reading = whole(line(answer)?, &listed(syntax))?;
            let parts = match reading.expr.node() {
                Node::Vector(parts) => parts.clone(),
                // A column, or a row, written as a matrix.
                Node::Matrix(rows) if rows.len() == 1 || rows.iter().all(|row| row.len() == 1) => {
                    rows.iter().flatten().cloned().collect()
                }
                _ => vec![reading.expr.clone()],
            };
            sized(parts.into_iter().map(bare).collect(), count, &reading)
        }
    }
}

/// One expression, alone or in brackets.
fn one(typed: &str, syntax: &Syntax) -> Result<Vec<Reading>, Box<Mark>> {
    let reading = whole(typed, syntax)?;
    match reading.expr.node() {
        Node::Vector(parts) => sized(parts.iter().cloned().map(bare).collect(), 1, &reading),
        _ => Ok(vec![reading]),
    }
}

/// The cells of a matrix, row by row: typed into fields, where an empty one is as its mirror, or
/// as one line `[[a, b], [c, d]]`, `[a, b; c, d]`, `a, b, c, d`.
pub(super) fn cells(
    answer: &Answer,
    size: usize,
    syntax: &Syntax,
) -> Result<Vec<Reading>, Box<Mark>> {
    match answer {
        Answer::Fields(lines) if lines.len() == size * size && size > 1 => {
            each(&mirrored(lines, size), syntax)
        }
        Answer::Fields(lines) if lines.len() > 1 => {
            let message = format!(
                "{} entries are asked, row by row; this has {}.",
                text::capital(&text::small(size * size)),
                text::small(lines.len())
            );
            Err(Box::new(Mark::unfit(0, "", &message)))
        }
        _ => {
            let typed = line(answer)?;
            let syntax = listed(syntax);
            let reading = match in_rows(typed, &syntax) {
                Some(rows) => whole(&rows, &syntax).or_else(|_| whole(typed, &syntax))?,
                None => whole(typed, &syntax)?,
            };
            let cells: Vec<Expr> = match reading.expr.node() {
                Node::Matrix(rows) if rows.len() == size => {
                    rows.iter().flatten().cloned().collect()
                }
                Node::Vector(parts) if parts.len() == size * size => parts.clone(),
                _ if size == 1 => return Ok(vec![reading]),
                _ => Vec::new(),
            };
            if cells.len() == size * size {
                return Ok(cells.into_iter().map(bare).collect());
            }
            let message = format!("A matrix of {size} rows by {size} is asked: [[a, b], [c, d]].");
            Err(Box::new(Mark::wrong().because(message).reading(reading.expr)))
        }
    }
}

/// The cells with each empty one filled by its mirror: a Hessian is symmetric.
fn mirrored(lines: &[String], size: usize) -> Vec<String> {
    (0..lines.len())
        .map(|at| {
            let mirror = (at % size) * size + at / size;
            let own = &lines[at];
            if own.trim().is_empty() { lines[mirror].clone() } else { own.clone() }
        })
        .collect()
}

/// `[a, b; c, d]` and `a, b; c, d` with brackets around each row.
fn in_rows(typed: &str, syntax: &Syntax) -> Option<String> {
    if syntax.decimal_comma || !typed.contains(';') || typed.contains("[[") {
        return None;
    }
    let typed = typed.trim();
    let inner = [('[', ']'), ('(', ')')]
        .iter()
        .find_map(|(open, close)| typed.strip_prefix(*open)?.strip_suffix(*close))
        .unwrap_or(typed);
    let rows: Vec<String> = inner.split(';').map(|row| format!("[{row}]")).collect();
    Some(format!("[{}]", rows.join(", ")))
}

fn listed(syntax: &Syntax) -> Syntax {
    Syntax { vector: true, ..syntax.clone() }
}

fn whole(typed: &str, syntax: &Syntax) -> Result<Reading, Box<Mark>> {
    if typed.trim().is_empty() {
        return Err(Box::new(Mark::blank(0)));
    }
    let first = read(typed, syntax);
    let again = match &first {
        // `2x; 4y` is a list, too, where no comma stands in a number.
        Err(_) if syntax.vector && !syntax.decimal_comma && typed.contains(';') => {
            read(&typed.replace(';', ","), syntax).ok()
        }
        _ => None,
    };
    match (again, first) {
        (Some(reading), _) | (None, Ok(reading)) => Ok(reading),
        (None, Err(error)) => Err(Box::new(Mark::unreadable(0, &error))),
    }
}

fn each(lines: &[String], syntax: &Syntax) -> Result<Vec<Reading>, Box<Mark>> {
    lines
        .iter()
        .enumerate()
        .map(|(field, line)| {
            if line.trim().is_empty() {
                let filled = lines.iter().any(|line| !line.trim().is_empty());
                return Err(Box::new(if filled { Mark::open(field) } else { Mark::blank(field) }));
            }
            read(line, syntax).map_err(|error| Box::new(Mark::unreadable(field, &error)))
        })
        .collect()
}

/// A component of a line that was read as one.
fn bare(expr: Expr) -> Reading {
    Reading { expr, warnings: Vec::new(), alternatives: Vec::new(), integration_constant: None }
}

/// Another number of components is wrong, not unreadable: it was read, and it is another thing.
fn sized(
    readings: Vec<Reading>,
    count: usize,
    reading: &Reading,
) -> Result<Vec<Reading>, Box<Mark>> {
    if readings.len() == count {
        return Ok(readings);
    }
    let asked = format!("{} components are asked", text::capital(&text::small(count)));
    let message = match readings.len() {
        own if count == 1 => format!("One number is asked; this line has {}.", text::small(own)),
        1 => format!("{asked}: type them with a comma between."),
        own => format!("{asked}; this line has {}.", text::small(own)),
    };
    Err(Box::new(Mark::wrong().because(message).reading(reading.expr.clone())))
}

/// Do two components stand in each other's place?
pub(super) fn is_swapped(yours: &[Expr], expected: &[Expr]) -> bool {
    match (yours, expected) {
        ([a, b], [first, second]) => !is_same(a, first) && is_same(a, second) && is_same(b, first),
        _ => false,
    }
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
        // The one that says most: where it does not exist, or how sure it is.
        let marks = components.iter().map(|part| &part.mark);
        let first = marks.min_by_key(|mark| (!mark.is_narrower(), mark.certainty_rank()));
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
