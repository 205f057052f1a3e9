//! Choices, lines, gaps, orders and cards.

use std::collections::HashSet;

use crate::math::{Expr, Node};
use crate::pack::params;
use crate::pack::problem::Code;
use crate::pack::suggest::nearest;
use crate::pack::table::Table;
use crate::pack::task::{Choice, LinesGoal, Task};

use super::{Around, by, function, refuse};

pub(super) fn choice(table: &Table<'_>, around: &mut Around<'_>) -> Option<Task> {
    let options = table.texts("options", 26, false)?;
    let span = table.span_of("options");
    if options.len() < 2 {
        let remedy = "Give two options or more.";
        return refuse(table, Code::P002, &span, "There is nothing to choose from.", remedy);
    }
    if options.iter().collect::<HashSet<_>>().len() != options.len() {
        return refuse(table, Code::P002, &span, "Two options say the same.", "Drop one of them.");
    }
    let whys = by_option(table, "why", &options)?;
    let right = right(table, &options)?;
    let is_list = table.get("right").is_some_and(|item| item.value.kind() == "a list");
    let several = right.len() > 1 || is_list;
    let shown = shuffled(options.len(), around);
    let options = options
        .into_iter()
        .map(|text| Choice {
            right: right.contains(&text),
            why: whys.iter().find(|(own, _)| *own == text).map(|(_, why)| why.clone()),
            text,
        })
        .collect();
    Some(Task::Choice { options, shown, several })
}

/// The right options: those that `right` names, which have to be those whose `true_if` holds.
fn right(table: &Table<'_>, options: &[String]) -> Option<Vec<String>> {
    let mut held = Vec::new();
    let conditions = by_option(table, "true_if", options)?;
    for (option, condition) in &conditions {
        match params::is_true(condition, table.reader.values) {
            Ok(true) => held.push(option.clone()),
            Ok(false) => {}
            Err(reason) => {
                let message = format!("`true_if` for \"{option}\" cannot be decided: {reason}");
                let remedy = "Write a comparison, such as \"d/dx(x^2) == 2*x\" or \"a > n\".";
                return refuse(table, Code::E101, &table.span_of("true_if"), message, remedy);
            }
        }
    }
    if !table.has("right") && !conditions.is_empty() {
        if held.is_empty() {
            let message = "No option is right: no `true_if` holds.";
            return refuse(table, Code::E106, &table.span_of("true_if"), message, "");
        }
        return Some(held);
    }
    if !table.has("right") {
        let remedy = "Add right = \"…\" with the text of an option.";
        return refuse(table, Code::P004, &table.span, "`choice` needs `right`.", remedy);
    }
    let right = table.texts("right", 26, true)?;
    let known = right.iter().filter(|text| is_option(table, "right", text, options)).count();
    if right.is_empty() {
        let message = "No option is right.";
        return refuse(table, Code::P002, &table.span_of("right"), message, "Name one in `right`.");
    }
    let claims = |option: &String| right.contains(option);
    let wrong = conditions.iter().find(|(option, _)| claims(option) != held.contains(option));
    if let Some((option, condition)) = wrong {
        let (is, said) =
            if claims(option) { ("does not hold", "right") } else { ("holds", "wrong") };
        let message = format!("\"{option}\" is said to be {said}, but `{condition}` {is}.");
        let remedy = "Mend `right` or the condition.";
        return refuse(table, Code::E106, &table.span_of("true_if"), message, remedy);
    }
    (known == right.len()).then_some(right)
}

/// The texts of a table by option; an option that does not exist is noted.
fn by_option(table: &Table<'_>, key: &str, options: &[String]) -> Option<Vec<(String, String)>> {
    let Some(written) = table.table(key) else { return Some(Vec::new()) };
    let mut found = Vec::new();
    for entry in written.entries {
        let option = table.reader.values.in_prose(&entry.key);
        let text = table.reader.text(key, &entry.item)?;
        if !is_option(table, key, &option, options) {
            return None;
        }
        found.push((option, text));
    }
    Some(found)
}

fn is_option(table: &Table<'_>, key: &str, text: &str, options: &[String]) -> bool {
    if options.iter().any(|option| option == text) {
        return true;
    }
    let remedy = match nearest(text, options.iter().map(String::as_str)) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => "Copy the option's text letter by letter.".to_owned(),
    };
    let message = format!("`{key}` names \"{text}\", which is no option.");
    table.reader.note_at(Code::P002, &table.span_of(key), message, remedy);
    false
}

/// All indices below `n`, by lot (Fisher and Yates).
fn shuffled(n: usize, around: &mut Around<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for last in (1..n).rev() {
        order.swap(last, (around.lot)(last + 1));
    }
    order
}

pub(super) fn lines(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function(table, around)?;
    let by = by(table, &of, &vars)?;
    let goal =
        match table.has("goal").then(|| table.word("goal", &["derivative", "simplify", "solve"])) {
            None | Some(Some("derivative")) => LinesGoal::Derivative,
            Some(Some("simplify")) => LinesGoal::Simplify,
            Some(Some(_)) => LinesGoal::Solve,
            Some(None) => return None,
        };
    let must_use =
        if table.has("must_use") { table.texts("must_use", 20, false)? } else { Vec::new() };
    Some(Task::Lines { of, by, goal, must_use })
}

pub(super) fn fill(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function(table, around)?;
    let by = by(table, &of, &vars)?;
    let line = table.line("line", &vars)?;
    if has_hole_in_hole(&line, false) {
        let message = "A gap lies within a gap.";
        let remedy = "Hide each piece with one pair of [ ].";
        return refuse(table, Code::E106, &table.span_of("line"), message, remedy);
    }
    Some(Task::Fill { of, by, line })
}

fn has_hole_in_hole(expr: &Expr, inside: bool) -> bool {
    let is_hole = matches!(expr.node(), Node::Hole(_));
    is_hole && inside
        || expr.children().into_iter().any(|child| has_hole_in_hole(child, inside || is_hole))
}

pub(super) fn order(table: &Table<'_>, around: &mut Around<'_>) -> Option<Task> {
    let steps = table.texts("steps", 26, false)?;
    let span = table.span_of("steps");
    if steps.len() < 2 {
        let remedy = "Give two steps or more.";
        return refuse(table, Code::P002, &span, "There is nothing to put into order.", remedy);
    }
    if steps.iter().collect::<HashSet<_>>().len() != steps.len() {
        let remedy = "Say what makes them different.";
        return refuse(table, Code::P002, &span, "Two steps say the same.", remedy);
    }
    if table.has("of") {
        let (of, vars) = function(table, around)?;
        if table.has("wrt") {
            by(table, &of, &vars)?;
        }
    }
    let mut shown = shuffled(steps.len(), around);
    if shown.is_sorted() {
        shown.rotate_left(1);
    }
    Some(Task::Order { steps, shown })
}

pub(super) fn card(table: &Table<'_>) -> Option<Task> {
    let (front, back) = (table.text("front"), table.text("back"));
    Some(Task::Card { front: front?, back: back? })
}

/// Are there mistakes that can be made on purpose? Nobody can mark a line that is not there.
const WRITES_MISTAKES: bool = false;

pub(super) fn spot(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function(table, around)?;
    let by = by(table, &of, &vars)?;
    let mistake = table.text("mistake")?;
    if mistake.is_empty() || !WRITES_MISTAKES {
        let message = format!("A derivation with the mistake \"{mistake}\" cannot be written yet.");
        let remedy = "Until then ask `lines`, or `order` with steps of your own.";
        return refuse(table, Code::E102, &table.span_of("mistake"), message, remedy);
    }
    Some(Task::Spot { of, by, mistake })
}
