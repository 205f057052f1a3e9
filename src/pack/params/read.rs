//! What the author wrote under `params`, `given` and `where`.

use std::sync::{Arc, OnceLock};

use crate::math::{Name, Node, Number};
use crate::pack::fill::{Parameter, Value};
use crate::pack::item::{self, Entry, Item};
use crate::pack::maths;
use crate::pack::problem::{Code, Problem, Severity};
use crate::pack::reader::{Reader, canonical, exact};
use crate::pack::table::Table;

use super::condition::{self, Condition, Subject};
use super::{Drawn, Parameters, Source, range};

/// Parameters of one exercise at most.
const PARAMETERS: usize = 26;

impl Parameters {
    /// The parameters under some keys of a table, all problems noted.
    pub(crate) fn read(table: &Table<'_>, keys: &[&str]) -> Parameters {
        let mut list = Vec::new();
        for key in keys {
            let Some(written) = table.table(key) else { continue };
            for entry in written.entries {
                if let Some(parameter) = parameter(written.reader, entry) {
                    list.push(parameter);
                }
            }
        }
        if list.len() > PARAMETERS {
            let message = format!("{} parameters; at most {PARAMETERS} fit.", list.len());
            table.reader.note_at(Code::P009, &table.span_of(keys[0]), message, "");
            list.truncate(PARAMETERS);
        }
        let list = in_order(list, table, keys);
        let conditions = conditions(table, &list);
        Parameters { list, conditions, listed: OnceLock::new() }
    }
}

fn parameter(reader: &Reader<'_>, entry: &Entry) -> Option<Drawn> {
    let is_name = entry.key.starts_with(|c: char| c.is_alphabetic())
        && entry.key.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !is_name {
        let message = format!("`{}` cannot name a parameter.", entry.key);
        let remedy = "A name is a letter, and then letters, digits and _.";
        reader.note_at(Code::P002, &entry.key_span, message, remedy);
        return None;
    }
    if means_something(&entry.key) {
        let message = format!("`{}` means something already.", entry.key);
        let remedy = "Give the parameter another name: not f, e, pi, nor a function such as sin.";
        let place = reader.file.at(entry.key_span.clone());
        let mut problem = Problem::new(Code::P002, place, message).mended_by(remedy);
        // In braces it is the parameter all the same.
        problem.severity = Severity::Warning;
        reader.note(problem);
    }
    if let Some(number) = exact(&entry.item) {
        let value = Value::Number(number.clone(), places(&number));
        return Some(Drawn {
            parameter: Parameter::new(&entry.key),
            source: Source::List(vec![value]),
        });
    }
    let source = match &entry.item.value {
        item::Value::Text(text) if text.trim_start().starts_with('=') => {
            computed(reader, entry, text.trim_start().trim_start_matches('='))?
        }
        item::Value::Text(text) => match range::read(text) {
            Ok(range) => Source::Range(range),
            Err(reason) => {
                let message = format!("`{}` is no range: {reason}", entry.key);
                let remedy = "Write \"2..9\", \"-5..5 except 0\", \"0.2..0.8 step 0.1\", \"= a*n\" or a list.";
                reader.note_at(Code::E105, &entry.item.span, message, remedy);
                return None;
            }
        },
        item::Value::List(items) => list(reader, entry, items)?,
        _ => {
            let message = format!("`{}` is {}.", entry.key, entry.item.value.kind());
            let remedy =
                "A parameter is a range such as \"2..9\", a list, or a computation \"= a*n\".";
            reader.note_at(Code::P002, &entry.item.span, message, remedy);
            return None;
        }
    };
    Some(Drawn { parameter: Parameter::new(&entry.key), source })
}

/// Is it the function of the prompt, a constant or a function?
fn means_something(name: &str) -> bool {
    let is_name = |text: &str| maths::read(text, None, maths::LogBase::E);
    let is_constant = is_name(name).is_ok_and(|expr| matches!(expr.node(), Node::Constant(_)));
    let is_function = maths::read(&format!("{name}(1, 1)"), None, maths::LogBase::E)
        .or_else(|_| maths::read(&format!("{name}(1)"), None, maths::LogBase::E))
        .is_ok_and(|expr| matches!(expr.node(), Node::Apply(..)));
    name == "f" || is_constant || is_function
}

/// How many decimal places a number needs, up to 30; 0 where no number of places is enough.
fn places(number: &Number) -> usize {
    (0..=30)
        .find(|places| {
            Number::integer(10)
                .pow(*places, 512)
                .is_some_and(|scale| number.mul(&scale).is_integer())
        })
        .unwrap_or(0) as usize
}

fn list(reader: &Reader<'_>, entry: &Entry, items: &[Item]) -> Option<Source> {
    let mut values = Vec::new();
    for item in items {
        match (&item.value, exact(item)) {
            (_, Some(number)) => values.push(Value::Number(number.clone(), places(&number))),
            (item::Value::Text(text), None) => values.push(Value::Text(text.clone())),
            _ => {
                let message = format!("`{}` lists {}.", entry.key, item.value.kind());
                let remedy = "List numbers, or texts such as \"sin\".";
                reader.note_at(Code::P002, &item.span, message, remedy);
                return None;
            }
        }
    }
    if values.is_empty() || values.len() > 1000 {
        let message = format!("`{}` lists {} values.", entry.key, values.len());
        reader.note_at(Code::E105, &entry.item.span, message, "List one to 1000.");
        return None;
    }
    Some(Source::List(values))
}

fn computed(reader: &Reader<'_>, entry: &Entry, text: &str) -> Option<Source> {
    match maths::read(text, None, reader.log) {
        Ok(expr) => Some(Source::Computed(expr)),
        Err(error) => {
            let message = format!("`{}` cannot be computed: {}", entry.key, error.message);
            reader.note_at(Code::E101, &entry.item.span, message, "");
            None
        }
    }
}

/// The parameters with computed ones behind those they need; cycles and unknown names are noted.
fn in_order(list: Vec<Drawn>, table: &Table<'_>, keys: &[&str]) -> Vec<Drawn> {
    let names: Vec<Name> = list.iter().map(|parameter| parameter.parameter.name.clone()).collect();
    let span = |name: &str| {
        let entries =
            keys.iter().filter_map(|key| table.get(key)).flat_map(|item| match &item.value {
                item::Value::Table(entries) => entries.as_slice(),
                _ => &[],
            });
        entries
            .filter(|entry| entry.key == name)
            .map(|entry| entry.item.span.clone())
            .next()
            .unwrap_or_else(|| table.span.clone())
    };
    let mut waiting = list;
    let mut sorted: Vec<Drawn> = Vec::new();
    loop {
        let known: Vec<Name> =
            sorted.iter().map(|parameter| parameter.parameter.name.clone()).collect();
        let is_ready = |parameter: &Drawn| match &parameter.source {
            Source::Computed(expr) => expr.names().iter().all(|name| known.contains(name)),
            Source::Range(_) | Source::List(_) => true,
        };
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_ready);
        waiting = rest;
        if ready.is_empty() {
            break;
        }
        sorted.extend(ready);
    }
    for parameter in &waiting {
        let Source::Computed(expr) = &parameter.source else { continue };
        let unknown = expr.names().into_iter().find(|name| !names.contains(name));
        let (code, message, remedy) = match unknown {
            Some(name) => (
                Code::E101,
                format!(
                    "`{}` needs `{}`, which is no parameter.",
                    parameter.parameter.written,
                    name.as_str()
                ),
                "Declare it beside the others.",
            ),
            None => (
                Code::E105,
                format!(
                    "`{}` needs itself, directly or through others.",
                    parameter.parameter.written
                ),
                "Give one of them a range.",
            ),
        };
        table.reader.note_at(code, &span(&parameter.parameter.written), message, remedy);
    }
    sorted
}

/// The exercise's own text under a key.
fn written(table: &Table<'_>, key: &str) -> Option<String> {
    match &table.get(key)?.value {
        item::Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn conditions(table: &Table<'_>, list: &[Drawn]) -> Vec<Condition> {
    let Some(items) = table.get("where").and_then(|_| table.items("where", 20, true)) else {
        return Vec::new();
    };
    let subject = Arc::new(Subject {
        parameters: list.iter().map(|p| p.parameter.written.to_string()).collect(),
        of: written(table, "of").or_else(|| written(table, "quotient_of")),
        by: written(table, "wrt").map(|name| canonical(&name)),
        log: table.reader.log,
    });
    let mut found = Vec::new();
    for item in items {
        let Some(text) = table.reader.plain_text("where", item) else { continue };
        match condition::read(&text, &subject) {
            Ok(condition) => found.push(condition),
            Err(reason) => {
                let message = format!("The condition cannot be read: {reason}");
                let remedy = "Write \"a != n\", \"2 < a*n < 20\", \"gcd(a, n) == 1\" or \"real_roots(f') == 3\".";
                table.reader.note_at(Code::E101, &item.span, message, remedy);
            }
        }
    }
    found
}
