//! Are the parts right, each by its own kind?

use crate::pack::{Part, Parts, Typing};
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::mark::{FieldMark, Mark};
use super::{Asked, mark_task};

/// Marks every part that was answered; parts without an answer stay open.
pub(super) fn mark(parts: &Parts, answer: &Answer, typing: Typing) -> Mark {
    let given: Vec<(String, String)> = match answer {
        Answer::Parts(given) => given.clone(),
        Answer::Fields(lines) | Answer::Lines(lines) => {
            parts.parts.iter().map(|part| part.id.clone()).zip(lines.iter().cloned()).collect()
        }
        Answer::Text(line) => match parts.parts.as_slice() {
            [only] => vec![(only.id.clone(), line.clone())],
            _ => return Mark::unfit(0, line, "This has several parts; answer them one by one."),
        },
        Answer::Choice(_) | Answer::Order(_) | Answer::Card(_) => {
            return Mark::unfit(0, "", "This has several parts; answer them one by one.");
        }
    };
    if let Some((stranger, _)) =
        given.iter().find(|(id, _)| parts.parts.iter().all(|p| p.id != *id))
    {
        let ids: Vec<String> = parts.parts.iter().map(|part| part.id.clone()).collect();
        let message = format!("No part is called {stranger}; there are {}.", text::list(&ids));
        return Mark::unfit(0, "", &message);
    }
    let marks: Vec<Option<Mark>> = parts
        .parts
        .iter()
        .map(|part| {
            let typed = &given.iter().find(|(id, _)| *id == part.id)?.1;
            let answer = Answer::Text(typed.clone());
            (!typed.trim().is_empty()).then(|| mark_part(parts, part, &answer, typing))
        })
        .collect();
    join(parts, marks)
}

/// Marks one part by itself.
fn mark_part(parts: &Parts, part: &Part, answer: &Answer, typing: Typing) -> Mark {
    let Some(task) = parts.scope.resolve(&part.task) else { return Mark::undecided() };
    let asked = Asked { task: &task, form: "any", digits: part.digits, same_domain: false, typing };
    mark_task(&asked, answer)
}

fn join(parts: &Parts, marks: Vec<Option<Mark>>) -> Mark {
    let total: f64 = parts.parts.iter().map(|part| part.marks).sum();
    let answered = marks.iter().flatten().count();
    if answered == 0 {
        return Mark::blank(0);
    }
    let unread = marks
        .iter()
        .position(|mark| mark.as_ref().is_some_and(|mark| mark.verdict == Verdict::Unreadable));
    if let Some((field, mut mark)) = unread.and_then(|at| Some((at, marks[at].clone()?))) {
        if let Some(unreadable) = &mut mark.unreadable {
            unreadable.field = field;
            unreadable.message = format!("{}: {}", called(&parts.parts[field]), unreadable.message);
        }
        // What was said about the other parts still stands.
        mark.fields = marks
            .into_iter()
            .zip(&parts.parts)
            .map(|(mark, part)| self::field(part, mark))
            .collect();
        return mark;
    }
    let verdicts = || marks.iter().flatten().map(|mark| mark.verdict);
    let right = verdicts().filter(|verdict| *verdict == Verdict::Right).count();
    let mut mark = if right == parts.parts.len() {
        Mark::right()
    } else if verdicts().any(|verdict| matches!(verdict, Verdict::Wrong | Verdict::Part)) {
        let first = marks.iter().zip(&parts.parts).find_map(|(mark, part)| {
            let mark = mark
                .as_ref()
                .filter(|mark| matches!(mark.verdict, Verdict::Wrong | Verdict::Part))?;
            Some((mark, part))
        });
        let verdict = if right == 0 { Verdict::Wrong } else { Verdict::Part };
        let so_far = if answered < parts.parts.len() { " so far" } else { "" };
        let headline = match (right, answered) {
            (0, 1) => "Not yet.".to_owned(),
            (right, answered) => format!(
                "{} of {} right{so_far}.",
                text::capital(&text::small(right)),
                text::small(answered)
            ),
        };
        let mut whole = Mark::new(verdict, headline);
        if let Some((mark, part)) = first {
            let sentence = mark.sentences().next().unwrap_or(&mark.headline);
            whole.why.push(format!("{}: {sentence}", called(part)));
        }
        whole
    } else if answered < parts.parts.len() {
        let open = text::count(parts.parts.len() - answered, "part");
        let mut so_far = Mark::new(Verdict::Part, format!("Right so far; {open} to go."));
        so_far.counts = false;
        so_far
    } else {
        Mark::undecided()
    };
    let scored = marks.iter().zip(&parts.parts);
    let sum: f64 =
        scored.map(|(mark, part)| mark.as_ref().map_or(0.0, |m| m.score) * part.marks).sum();
    mark.score = if total > 0.0 { sum / total } else { 0.0 };
    for name in marks.iter().flatten().flat_map(|mark| mark.mistakes.clone()) {
        if !mark.mistakes.contains(&name) {
            mark.mistakes.push(name);
        }
    }
    mark.fields =
        marks.into_iter().zip(&parts.parts).map(|(mark, part)| field(part, mark)).collect();
    mark
}

/// What a part is called in a sentence: its question without the question mark.
fn called(part: &Part) -> &str {
    let name = part.prompt.trim_end_matches(['?', ' ', '=']);
    if name.is_empty() || name.chars().count() > 20 { &part.id } else { name }
}

fn field(part: &Part, mark: Option<Mark>) -> FieldMark {
    let name = part.id.clone();
    match mark {
        None => FieldMark {
            name,
            verdict: Verdict::Unreadable,
            score: 0.0,
            note: String::new(),
            read_as: None,
        },
        Some(mark) => {
            let note = match mark.verdict {
                Verdict::Right => String::new(),
                Verdict::Part => mark.headline.clone(),
                _ => mark.sentences().next().unwrap_or(&mark.headline).to_owned(),
            };
            FieldMark {
                name,
                verdict: mark.verdict,
                score: mark.score,
                note: note.trim_end_matches('.').to_owned(),
                read_as: mark.read_as,
            }
        }
    }
}
