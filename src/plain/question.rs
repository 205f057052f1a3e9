//! A question, a verdict and worked steps, in lines.

use crate::math::{Expr, Name, Number};
use crate::pack::{Coordinate, LinesGoal, Parts, Task};
use crate::study::formula::{shown, typed};
use crate::study::prose;
use crate::study::{Asking, Notation};
use crate::text;
use crate::tutor::mark::{Mark, Unreadable};
use crate::tutor::{Answer, Verdict};

use super::spelled::spelled;
use super::voice::filled;

/// `Page 3 of 12. Exercise, level 1.`
pub(super) fn heading(place: &str, asking: &Asking) -> String {
    let level = asking.question.level;
    match &asking.title {
        Some(title) => format!("{place} Exercise, level {level}: {}", text::sentence(title)),
        None => format!("{place} Exercise, level {level}."),
    }
}

/// The question, what may be chosen, and how to answer.
pub(super) fn lines(asking: &Asking) -> Vec<String> {
    let question = &asking.question;
    let mut lines = Vec::new();
    let prompt = prose::inline(&question.prompt, Notation::Typed).text();
    let function = if question.prompt_has_function { None } else { function(&question.task) };
    lines.extend(filled(&[function.unwrap_or_default(), prompt].join(" ")));
    lines.extend(choices(&question.task));
    lines.extend(filled(&how(asking)));
    lines
}

/// `f(x, y) = x^2 + 2y^2.`, where the prompt does not name it.
fn function(task: &Task) -> Option<String> {
    let of = |of: &Expr, vars: &[Name]| {
        let names: Vec<&str> = vars.iter().map(Name::as_str).collect();
        Some(format!("f({}) = {}.", names.join(", "), typed(of)))
    };
    match task {
        Task::Derivative { of: f, by, .. }
        | Task::Sign { of: f, by, .. }
        | Task::Lines { of: f, by, .. }
        | Task::Spot { of: f, by, .. } => of(f, std::slice::from_ref(by)),
        Task::Partial { of: f, vars, .. }
        | Task::Gradient { of: f, vars, .. }
        | Task::Hessian { of: f, vars, .. }
        | Task::Directional { of: f, vars, .. }
        | Task::Critical { of: f, vars, .. }
        | Task::Step { of: f, vars, .. }
        | Task::Rate { of: f, vars, .. } => of(f, vars),
        Task::Arrow { of: f, vars, .. } => of(f, vars),
        Task::Fill { of: f, by, line } => {
            Some(format!("{} f' = {}.", of(f, std::slice::from_ref(by))?, typed(line)))
        }
        Task::Limit { of: f, .. } => Some(format!("{}.", typed(f))),
        Task::Parts(parts) => Some(given(parts)),
        Task::Value { .. } | Task::Choice { .. } | Task::Order { .. } | Task::Card { .. } => None,
    }
}

/// `x = 3, w = 0.5. z = w*x + b.`
fn given(parts: &Parts) -> String {
    let name = |name: &Name| typed(&Expr::name(name));
    let values =
        parts.scope.given.iter().map(|(own, at)| format!("{} = {}", name(own), decimal(at)));
    let meanings =
        parts.scope.define.iter().map(|(own, of)| format!("{} = {}", name(own), typed(of)));
    let lists: [Vec<String>; 2] = [values.collect(), meanings.collect()];
    let sentences =
        lists.into_iter().filter(|list| !list.is_empty()).map(|list| list.join(", ") + ".");
    sentences.collect::<Vec<_>>().join(" ")
}

/// A value as it is written down: decimals rather than fractions, where they end.
fn decimal(value: &Coordinate) -> String {
    let double = value.to_f64().to_string();
    let ends = |number: &Number| {
        let (digits, sign) = match double.strip_prefix('-') {
            Some(digits) => (digits, -1),
            None => (double.as_str(), 1),
        };
        let read = Number::decimal(digits, 0).map(|read| read.mul(&Number::integer(sign)));
        read.as_ref() == Some(number)
    };
    if value.number().is_some_and(ends) { double } else { typed(value.expr()) }
}

/// What may be chosen or ordered, by letter.
fn choices(task: &Task) -> Vec<String> {
    let lettered = |row: usize, words: &str| {
        let words = prose::inline(words, Notation::Typed).text();
        format!("  {}  {words}", letter(row))
    };
    match task {
        Task::Choice { options, shown, .. } => shown
            .iter()
            .enumerate()
            .filter_map(|(row, at)| Some(lettered(row, &options.get(*at)?.text)))
            .collect(),
        Task::Order { steps, shown } => shown
            .iter()
            .enumerate()
            .filter_map(|(row, at)| Some(lettered(row, steps.get(*at)?)))
            .collect(),
        _ => Vec::new(),
    }
}

fn letter(row: usize) -> char {
    char::from(b'a' + row.min(25) as u8)
}

/// How an answer to this kind is typed.
fn how(asking: &Asking) -> String {
    let task = &asking.question.task;
    let names = |vars: &[Name]| vars.iter().map(Name::as_str).collect::<Vec<_>>().join(", ");
    match task {
        Task::Derivative { by, .. } => {
            format!("Type the slope, for example 3{0}^2 sin {0}.", by.as_str())
        }
        Task::Partial { .. } => "Type the slope, for example 2x y^3.".to_owned(),
        Task::Gradient { vars, .. } => {
            format!("Type {} with a comma between.", text::count(vars.len(), "component"))
        }
        Task::Step { vars, .. } => format!("Type {}.", names(vars)),
        Task::Hessian { vars, .. } => {
            let n = vars.len();
            format!("Type {n} rows of {n}, as in [[a, b], [c, d]].")
        }
        Task::Value { .. } | Task::Directional { .. } | Task::Rate { .. } => {
            match asking.question.digits {
                Some(digits) => {
                    format!("Type a number with {}.", text::count(digits as usize, "digit"))
                }
                None => "Type a number.".to_owned(),
            }
        }
        Task::Limit { .. } => "Type what it approaches: an expression, inf, or none.".to_owned(),
        Task::Sign { .. } => "Type +, - or 0: it rises, falls or is flat.".to_owned(),
        Task::Choice { several: false, .. } => "Type a letter.".to_owned(),
        Task::Choice { several: true, .. } => "Type every letter that is right.".to_owned(),
        Task::Critical { classify: true, .. } => {
            "Type each point with its kind, such as 0: min, 1: max; or none.".to_owned()
        }
        Task::Critical { classify: false, .. } => {
            "Type the points with commas between; or none.".to_owned()
        }
        Task::Arrow { .. } => {
            "Type a direction: a vector such as (1, -2), or ne, s, west.".to_owned()
        }
        Task::Lines { goal: LinesGoal::Solve, .. } => {
            "Type one line at a time; the last one as in x = 2 or x = 3.".to_owned()
        }
        Task::Lines { .. } => "Type one line of the derivation at a time.".to_owned(),
        Task::Fill { .. } => "Type what stands in each gap, with ; between.".to_owned(),
        Task::Order { .. } => "Type the letters in their right order.".to_owned(),
        Task::Parts(parts) => part(parts, asking),
        Task::Card { .. } => {
            "steps shows the back. Then type y if you knew it, n if not.".to_owned()
        }
        Task::Spot { .. } => "Type the number of the line.".to_owned(),
    }
}

/// `Part 2 of 6: a = ?`
fn part(parts: &Parts, asking: &Asking) -> String {
    let open = open_part(parts, asking);
    parts.parts.get(open).map_or(String::new(), |part| {
        let prompt = prose::inline(&part.prompt, Notation::Typed).text();
        let mark = if prompt.ends_with(['?', '.']) { "" } else { " = ?" };
        let digits = part.digits.or(asking.question.digits).map_or(String::new(), |digits| {
            format!(" {}.", text::capital(&text::count(digits as usize, "digit")))
        });
        format!("Part {} of {}: {prompt}{mark}{digits}", open + 1, parts.parts.len())
    })
}

/// The first part that is not right yet.
fn open_part(parts: &Parts, asking: &Asking) -> usize {
    let fields = asking.mark().map(|mark| mark.fields.as_slice()).unwrap_or_default();
    let is_right = |at: usize| fields.get(at).is_some_and(|field| field.verdict == Verdict::Right);
    (0..parts.parts.len()).find(|at| !is_right(*at)).unwrap_or(0)
}

/// The answer that a line is, for this kind.
pub(super) fn answer(asking: &Asking, line: &str) -> Answer {
    match &asking.question.task {
        Task::Parts(parts) => {
            let open = open_part(parts, asking);
            let mut given: Vec<(String, String)> = match &asking.draft {
                Answer::Parts(given) => given.clone(),
                _ => Vec::new(),
            };
            let right = |id: &String| parts.parts[..open].iter().any(|part| part.id == *id);
            given.retain(|(id, _)| right(id));
            given.extend(parts.parts.get(open).map(|part| (part.id.clone(), line.to_owned())));
            Answer::Parts(given)
        }
        Task::Lines { .. } => {
            let mut lines = match (&asking.draft, asking.mark()) {
                (Answer::Lines(lines), Some(mark)) => {
                    let sound = |at: &usize| {
                        mark.fields.get(*at).is_some_and(|field| field.verdict == Verdict::Right)
                    };
                    (0..lines.len()).take_while(sound).map(|at| lines[at].clone()).collect()
                }
                _ => Vec::new(),
            };
            lines.push(line.to_owned());
            Answer::Lines(lines)
        }
        _ => Answer::Text(line.to_owned()),
    }
}

/// What is said about an answer, and what can be done next.
pub(super) fn verdict(asking: &Asking, line: &str) -> Vec<String> {
    let Some(mark) = asking.mark() else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(unreadable) = &mark.unreadable {
        lines.extend(unread(unreadable, line));
        return lines;
    }
    if let (Some(expr), false) = (&mark.read_as, is_by_parts(asking)) {
        lines.extend(filled(&format!("Read as: {}", shown(expr, Notation::Typed))));
    }
    let heading = asking.heading().unwrap_or_default();
    let words: Vec<&str> = std::iter::once(heading.as_str()).chain(mark.sentences()).collect();
    lines.extend(filled(&said(&words.join(" "))));
    lines.extend(asking.unsaved_sentence());
    if asking.is_settled() {
        lines.extend(steps(asking));
        if let Task::Rate { then: Some(then), .. } = &asking.question.task {
            let then = prose::inline(then, Notation::Typed).text();
            lines.extend(filled(&format!("To think about: {then}")));
        }
        lines.push("[enter] goes on.".to_owned());
    } else if !mark.counts && mark.verdict == Verdict::Part {
        lines.extend(filled(&how(asking)));
    } else {
        lines.extend(filled(&what_now(asking, mark)));
    }
    lines
}

fn is_by_parts(asking: &Asking) -> bool {
    matches!(asking.question.task, Task::Parts(_) | Task::Lines { .. } | Task::Fill { .. })
}

fn what_now(asking: &Asking, mark: &Mark) -> String {
    let hint = format!("hint ({}), steps", asking.hints_left());
    match mark.verdict {
        Verdict::Undecided => format!("Type another form, or {hint}, skip."),
        _ => format!("Try again, or type {hint}, skip."),
    }
}

/// `At character 5: …` with the mended line.
fn unread(unreadable: &Unreadable, line: &str) -> Vec<String> {
    let place = match unreadable.span.start {
        0 => String::new(),
        _ if line.is_empty() => String::new(),
        at => format!("At character {}: ", at + 1),
    };
    let mut lines = filled(&format!("{place}{}", unreadable.message));
    if let Some(mend) = &unreadable.mend {
        lines.extend(filled(&format!("Did you mean {mend} ?")));
    }
    lines.push("Not read, so nothing was marked. Type it anew.".to_owned());
    lines
}

/// A sentence with the author's `$…$` in it as one types it.
fn said(words: &str) -> String {
    if words.contains('$') {
        spelled(&prose::inline(words, Notation::Typed).text())
    } else {
        spelled(words)
    }
}

/// The worked steps, one a line.
pub(super) fn steps(asking: &Asking) -> Vec<String> {
    let lines = asking.steps().into_iter().map(|step| {
        let note = said(&step.note);
        let Some(maths) = &step.maths else { return format!("  {note}") };
        let left =
            if step.left.is_empty() { String::new() } else { format!("{} ", spelled(&step.left)) };
        let row = format!("  {left}= {}", typed(maths));
        if note.is_empty() { row } else { format!("{row}   {note}") }
    });
    lines.collect()
}
