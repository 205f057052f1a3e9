//! From what the author wrote, filled in for one variant, to what exactly is asked.
//!
//! One function for each kind of exercise. A function answers `None` only after it has noted why.

mod calculus;
mod claims;
mod parts;
mod walks;

pub(super) use walks::{interval, path};

use std::ops::Range;

use crate::math::{Expr, Name};

use super::keys::{ASKS, Kind};
use super::problem::Code;
use super::reader::listed;
use super::scope::Scope;
use super::suggest::nearest;
use super::table::Table;
use super::task::{Coordinate, Task};

/// What a kind needs beside its own keys.
pub(crate) struct Around<'a> {
    /// Numbers for what is drawn by lot: the order in which options are shown.
    pub(crate) lot: &'a mut dyn FnMut(usize) -> usize,
    /// The common names, within a part.
    pub(crate) scope: Option<&'a Scope>,
}

/// The kind that `ask` names; a wrong name is noted with the nearest one.
pub(crate) fn kind(table: &Table<'_>, key: &str, kinds: &'static [Kind]) -> Option<&'static Kind> {
    let name = table.text(key)?;
    let found = kinds.iter().find(|kind| kind.name == name);
    if found.is_none() {
        let known = || kinds.iter().map(|kind| kind.name);
        let remedy = match nearest(&name, known()) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => format!("The kinds are {}.", known().collect::<Vec<_>>().join(", ")),
        };
        let message = format!("There is no {} \"{name}\".", kind_word(key));
        table.reader.note_at(Code::P003, &table.span_of(key), message, remedy);
    }
    found
}

fn kind_word(key: &str) -> &'static str {
    if key == "ask" { "kind of exercise" } else { "kind of figure" }
}

/// The task of an exercise or of a part, without the keys that every exercise has.
pub(crate) fn task(table: &Table<'_>, kind: &Kind, around: &mut Around<'_>) -> Option<Task> {
    debug_assert!(ASKS.iter().any(|known| known.name == kind.name), "the kind is of the table");
    match kind.name {
        "derivative" => calculus::derivative(table, around),
        "partial" => calculus::partial(table, around),
        "gradient" => calculus::gradient(table, around),
        "hessian" => calculus::hessian(table, around),
        "directional" => calculus::directional(table, around),
        "value" => calculus::value(table, around),
        "sign" => calculus::sign(table, around),
        "critical" => calculus::critical(table, around),
        "limit" => calculus::limit(table, around),
        "step" => walks::step(table, around),
        "arrow" => walks::arrow(table, around),
        "rate" => walks::rate(table, around),
        "choice" => claims::choice(table, around),
        "lines" => claims::lines(table, around),
        "fill" => claims::fill(table, around),
        "order" => claims::order(table, around),
        "card" => claims::card(table),
        "spot" => claims::spot(table, around),
        "parts" => parts::parts(table, around),
        _ => None,
    }
}

/// The function of an exercise and its variables: the declared ones, or those that occur.
pub(super) fn function(table: &Table<'_>, around: &Around<'_>) -> Option<(Expr, Vec<Name>)> {
    let declared = table.names("vars", false);
    if table.has("vars") && declared.is_none() {
        return None;
    }
    let listed = declared.as_deref().unwrap_or(&[]);
    if (1..listed.len()).any(|at| listed[..at].contains(&listed[at])) {
        let message = "`vars` lists a variable twice.";
        table.reader.note_at(Code::P002, &table.span_of("vars"), message, "Drop one of them.");
        return None;
    }
    let of = table.expr("of", names(declared.as_deref(), around).as_deref())?;
    let vars = declared.unwrap_or_else(|| of.names());
    Some((of, vars))
}

/// The names that an expression may use; any without a list.
pub(super) fn names(declared: Option<&[Name]>, around: &Around<'_>) -> Option<Vec<Name>> {
    match (declared, around.scope) {
        (None, None) => None,
        (Some(own), None) => Some(own.to_vec()),
        (own, Some(scope)) => {
            Some(own.unwrap_or(&[]).iter().cloned().chain(scope.names()).collect())
        }
    }
}

/// The point under a key; within a part it need not be given where every name has a value.
pub(super) fn point(
    table: &Table<'_>,
    key: &str,
    vars: &[Name],
    around: &Around<'_>,
) -> Option<Vec<Coordinate>> {
    let Some(scope) = around.scope.filter(|_| !table.has(key)) else {
        return table.point(key, vars);
    };
    let values: Option<Vec<Coordinate>> = vars.iter().map(|name| scope.value(name)).collect();
    if values.is_none() {
        let message = format!("`{key}` is not given, and {} has no value.", listed(vars));
        return refuse(
            table,
            Code::P004,
            &table.span,
            message,
            "Add it, or give the names a value.",
        );
    }
    values
}

/// The same for kinds that make no sense without a variable.
pub(super) fn function_of_some(
    table: &Table<'_>,
    around: &Around<'_>,
) -> Option<(Expr, Vec<Name>)> {
    let (of, vars) = function(table, around)?;
    if vars.is_empty() {
        let message = "`of` is a constant: there is no variable.";
        table.reader.note_at(
            Code::E104,
            &table.span_of("of"),
            message,
            "Use a variable, such as x.",
        );
        return None;
    }
    Some((of, vars))
}

/// The one variable to differentiate by: `wrt`, or the only one that occurs.
pub(super) fn by(table: &Table<'_>, of: &Expr, vars: &[Name]) -> Option<Name> {
    if table.has("wrt") {
        let names = table.names("wrt", true)?;
        let [name] = names.as_slice() else {
            let message = "`wrt` names one variable here.";
            let remedy = "For mixed derivatives use ask = \"partial\".";
            table.reader.note_at(Code::P002, &table.span_of("wrt"), message, remedy);
            return None;
        };
        return occurs(table, name, of, vars).then(|| name.clone());
    }
    match vars {
        [only] => Some(only.clone()),
        [] => {
            let message = "`of` is a constant: there is nothing to differentiate by.";
            let remedy = "Use a variable, such as x.";
            table.reader.note_at(Code::E104, &table.span_of("of"), message, remedy);
            None
        }
        _ => {
            let message = format!("`of` has the variables {}: which one moves?", listed(vars));
            let remedy = format!("Add wrt = \"{}\".", vars[0].as_str());
            table.reader.note_at(Code::P004, &table.span_of("of"), message, remedy);
            None
        }
    }
}

/// Is the name a variable of the function? If not, that is noted.
pub(super) fn occurs(table: &Table<'_>, name: &Name, of: &Expr, vars: &[Name]) -> bool {
    // In a variant where a coefficient is 0 the variable may be gone; what that means is checked
    // where the answer is.
    if vars.contains(name) || of.mentions(name) || !table.reader.values.is_empty() {
        return true;
    }
    let message = format!("`{}` does not occur in `of`.", name.as_str());
    let remedy = match nearest(name.as_str(), vars.iter().map(Name::as_str)) {
        Some(near) => format!("Did you mean `{near}`?"),
        None if vars.is_empty() => String::new(),
        None => format!("The variables are {}.", listed(vars)),
    };
    table.reader.note_at(Code::E101, &table.span_of("wrt"), message, remedy);
    false
}

/// Notes what is out of place with a remedy, and answers nothing.
pub(super) fn refuse<T>(
    table: &Table<'_>,
    code: Code,
    span: &Range<usize>,
    message: impl Into<String>,
    remedy: &str,
) -> Option<T> {
    table.reader.note_at(code, span, message, remedy);
    None
}
