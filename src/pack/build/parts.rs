//! Several parts with common names.

use std::collections::HashSet;

use crate::math::{Expr, Name};
use crate::pack::fill::Value;
use crate::pack::keys::{ASKS, DIGITS};
use crate::pack::problem::Code;
use crate::pack::prompt;
use crate::pack::reader::canonical;
use crate::pack::scope::Scope;
use crate::pack::table::Table;
use crate::pack::task::{Coordinate, Part, Parts, Reveal, Task};

use super::{Around, kind, refuse, task};

/// Keys that a part takes beside those of its kind.
const PART: &[&str] = &["id", "ask", "prompt", "marks", "digits"];
/// Kinds that ask several things themselves, or nothing that a later part could use.
const WHOLE: &[&str] = &["parts", "card", "spot", "order", "rate", "lines", "fill"];

pub(super) fn parts(table: &Table<'_>, around: &mut Around<'_>) -> Option<Task> {
    let scope = scope(table)?;
    let tables = table.tables("part", 26);
    if tables.is_empty() {
        let remedy = "Add [[block.part]] with id, ask and of.";
        return refuse(table, Code::P004, &table.span_of("part"), "There are no parts.", remedy);
    }
    let mut found = Vec::new();
    let mut ids = HashSet::new();
    for written in &tables {
        let one = part(written, table, &scope, around);
        if let Some(one) = &one
            && !ids.insert(one.id.clone())
        {
            let message = format!("Two parts have the id `{}`.", one.id);
            table.reader.note_at(
                Code::P006,
                &written.span_of("id"),
                message,
                "Rename one of them.",
            );
        }
        found.push(one);
    }
    let parts: Option<Vec<Part>> = found.into_iter().collect();
    let carry = if table.has("carry") { table.amount("carry", 1.0)? } else { 0.75 };
    let reveal =
        match table.has("reveal").then(|| table.word("reveal", &["after", "each", "never"])) {
            None | Some(Some("after")) => Reveal::After,
            Some(Some("each")) => Reveal::Each,
            Some(Some(_)) => Reveal::Never,
            Some(None) => return None,
        };
    let mut carry_if = Vec::new();
    if let Some(conditions) = table.table("carry_if") {
        for entry in conditions.entries {
            carry_if.push((entry.key.clone(), table.reader.text("carry_if", &entry.item)?));
        }
    }
    let parts = Parts { scope, parts: parts?, carry, carry_if, reveal };
    crate::pack::carry::check(table, &parts);
    Some(Task::Parts(parts))
}

fn scope(table: &Table<'_>) -> Option<Scope> {
    let given = given(table);
    let mut names: Vec<Name> = given.iter().map(|(name, _)| name.clone()).collect();
    let define = match table.table("define") {
        Some(define) => {
            names.extend(define.entries.iter().map(|entry| canonical(&entry.key)));
            definitions(&define, &names)?
        }
        None => Vec::new(),
    };
    Some(Scope { given, define })
}

/// The values of `given`: they are drawn like parameters, so that they are among the values.
fn given(table: &Table<'_>) -> Vec<(Name, Coordinate)> {
    let Some(given) = table.table("given") else { return Vec::new() };
    let mut found = Vec::new();
    for entry in given.entries {
        if let Some(Value::Number(number, _)) = table.reader.values.get(&entry.key) {
            found.push((canonical(&entry.key), Coordinate::from(number.clone())));
        }
    }
    found
}

/// The definitions, each name's expression; a name that needs itself is noted.
fn definitions(define: &Table<'_>, names: &[Name]) -> Option<Vec<(Name, Expr)>> {
    let mut found: Vec<(Name, Expr)> = Vec::new();
    let mut complete = true;
    for entry in define.entries {
        match define.reader.expr(&entry.key, &entry.item, Some(names)) {
            Some(expr) => found.push((canonical(&entry.key), expr)),
            None => complete = false,
        }
    }
    for (index, entry) in define.entries.iter().enumerate() {
        let name = canonical(&entry.key);
        if complete && needs_itself(&name, &found[index].1, &found, found.len()) {
            let message = format!("`{}` is defined by itself.", entry.key);
            let remedy = "Define each name by given values and other definitions.";
            return refuse(define, Code::E102, &entry.item.span, message, remedy);
        }
    }
    complete.then_some(found)
}

fn needs_itself(name: &Name, expr: &Expr, all: &[(Name, Expr)], fuel: usize) -> bool {
    expr.names().iter().any(|used| {
        used == name
            || fuel > 0
                && all
                    .iter()
                    .any(|(own, inner)| own == used && needs_itself(name, inner, all, fuel - 1))
    })
}

fn part(
    part: &Table<'_>,
    whole: &Table<'_>,
    scope: &Scope,
    around: &mut Around<'_>,
) -> Option<Part> {
    let kind = kind(part, "ask", ASKS)?;
    if WHOLE.contains(&kind.name) {
        let message = format!("A part cannot be \"{}\".", kind.name);
        return refuse(part, Code::P003, &part.span_of("ask"), message, "Use another kind.");
    }
    let known: Vec<&str> = PART.iter().chain(kind.needs).chain(kind.takes).copied().collect();
    // A point that is not given is the one that every part knows.
    let needs = kind.needs.iter().filter(|key| !matches!(**key, "at" | "from")).copied();
    part.check_keys("A part", &known, &std::iter::once("id").chain(needs).collect::<Vec<_>>());
    let id = part.text("id")?;
    let written = task(part, kind, &mut Around { lot: &mut *around.lot, scope: Some(scope) })?;
    let Some(task) = scope.resolve(&written) else {
        let message = format!("Part `{id}` uses a name without a finite value.");
        let remedy = "Give it in `given`, define it in `define`, or keep away from points where it is undefined.";
        return refuse(part, Code::E103, &part.span_of("of"), message, remedy);
    };
    let digits = if part.has("digits") { part } else { whole }.whole("digits", 1, DIGITS);
    let marks = if part.has("marks") { part.amount("marks", 1000.0)? } else { 1.0 };
    let prompt = part.text("prompt").unwrap_or_else(|| prompt::for_part(&id, &written));
    let digits = digits.and_then(|n| u32::try_from(n).ok());
    Some(Part { id, prompt, written, task, marks, digits })
}
