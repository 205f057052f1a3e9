//! A table being read: each key with its type.
//!
//! A getter answers `None` where the key is absent or its value is wrong; see [`super::reader`].

use std::ops::Range;

use crate::math::{Expr, Name, Number};

use super::item::{Entry, Item, Value};
use super::keys::{ASKS, BLOCK, FIGURES, Kind, PACK, Shape};
use super::problem::{Code, Severity};
use super::reader::{Reader, canonical, exact};
use super::suggest::nearest;
use super::task::Coordinate;

/// A table being read.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    pub(crate) reader: &'a Reader<'a>,
    pub(crate) entries: &'a [Entry],
    /// What is pointed at where a key is missing.
    pub(crate) span: Range<usize>,
}

/// A value as it may stand behind a key.
fn sample(key: &str) -> &'static str {
    match BLOCK.iter().chain(PACK).find(|known| known.name == key).map(|known| known.shape) {
        Some(Shape::Maths) => "\"x^2\"",
        Some(Shape::Whole(..) | Shape::Number | Shape::Point) => "1",
        Some(Shape::Range) => "[-4, 4]",
        Some(Shape::Texts | Shape::Tables(_) | Shape::Parts) => "[…]",
        Some(Shape::Table(_) | Shape::TextTable | Shape::Parameters | Shape::Named(_)) => "{ … }",
        Some(Shape::Truth) => "true",
        Some(Shape::Text | Shape::Word(_) | Shape::TextOrTexts) | None => "\"…\"",
    }
}

/// The kinds that have a key, said in a sentence; empty where none has.
fn kinds_with(key: &str) -> String {
    let has = |kind: &&Kind| kind.needs.contains(&key) || kind.takes.contains(&key);
    let kinds: Vec<&str> = ASKS.iter().chain(FIGURES).filter(has).map(|kind| kind.name).collect();
    if kinds.is_empty() {
        String::new()
    } else {
        format!("`{key}` belongs to {}. ", kinds.join(", "))
    }
}

impl<'a> Table<'a> {
    pub(crate) fn get(&self, key: &str) -> Option<&'a Item> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.item)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Where a key stands, or else the table.
    pub(crate) fn span_of(&self, key: &str) -> Range<usize> {
        self.get(key).map_or_else(|| self.span.clone(), |item| item.span.clone())
    }

    /// Notes keys that are unknown here, and needed ones that are missing.
    pub(crate) fn check_keys(&self, what: &str, known: &[&str], needs: &[&str]) {
        for entry in self.entries {
            let key = entry.key.as_str();
            if known.contains(&key) || key.starts_with("x-") {
                continue;
            }
            if let Some(item) = entry.item.not_finite() {
                let message = format!("`{key}` holds a number that is not finite.");
                self.reader.note_at(Code::P002, &item.span, message, "Write a finite number.");
            }
            let remedy = match nearest(key, known.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("{}Known here: {}.", kinds_with(key), known.join(", ")),
            };
            let message = format!("{what} has no key `{key}`.");
            self.reader.note_at(Code::P001, &entry.key_span, message, remedy);
        }
        for key in needs.iter().filter(|key| !self.has(key)) {
            let message = format!("{what} needs `{key}`.");
            let remedy = format!("Add a line `{key} = {}`.", sample(key));
            self.reader.note_at(Code::P004, &self.span, message, remedy);
        }
    }

    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.reader.text(key, self.get(key)?)
    }

    pub(crate) fn expr(&self, key: &str, names: Option<&[Name]>) -> Option<Expr> {
        self.reader.expr(key, self.get(key)?, names)
    }

    pub(crate) fn coordinate(&self, key: &str) -> Option<Coordinate> {
        self.reader.coordinate(key, self.get(key)?)
    }

    /// A constant that stands within the value of a key.
    pub(crate) fn coordinate_of(&self, key: &str, item: &Item) -> Option<Coordinate> {
        self.reader.coordinate(key, item)
    }

    /// The text of an answer in the engine's grammar, filled in but not read.
    pub(crate) fn formula(&self, key: &str) -> Option<String> {
        self.reader.formula(key, self.get(key)?)
    }

    pub(crate) fn point(&self, key: &str, vars: &[Name]) -> Option<Vec<Coordinate>> {
        self.reader.point(key, self.get(key)?, vars)
    }

    pub(crate) fn truth(&self, key: &str) -> Option<bool> {
        let item = self.get(key)?;
        match item.value {
            Value::Truth(truth) => Some(truth),
            _ => {
                self.reader.wrong_type(key, item, "true or false");
                None
            }
        }
    }

    /// A whole number within bounds, ends included.
    pub(crate) fn whole(&self, key: &str, low: i64, high: i64) -> Option<i64> {
        self.whole_with(key, low, high, Code::P002)
    }

    /// The same; beyond the upper bound it is this rule that is broken.
    pub(crate) fn whole_with(&self, key: &str, low: i64, high: i64, above: Code) -> Option<i64> {
        let item = self.get(key)?;
        let Some(value) = exact(item) else {
            self.reader.wrong_type(key, item, "a whole number");
            return None;
        };
        let fits = value.to_i64().filter(|n| (low..=high).contains(n));
        if fits.is_none() {
            let message =
                format!("`{key}` is a whole number from {low} to {high}; this is {value}.");
            let code = if value > Number::integer(high) { above } else { Code::P002 };
            self.reader.note_at(code, &item.span, message, "");
        }
        fits
    }

    /// A positive or zero number as a double.
    pub(crate) fn amount(&self, key: &str, high: f64) -> Option<f64> {
        let value = self.coordinate(key)?.to_f64();
        if (0.0..=high).contains(&value) {
            return Some(value);
        }
        let message = format!("`{key}` is a number from 0 to {high}; this is {value}.");
        self.reader.note_at(Code::P002, &self.span_of(key), message, "");
        None
    }

    /// One of some words.
    pub(crate) fn word(&self, key: &str, words: &[&'static str]) -> Option<&'static str> {
        let text = self.text(key)?;
        let found = words.iter().find(|word| **word == text).copied();
        if found.is_none() {
            let remedy = match nearest(&text, words.iter().copied()) {
                Some(near) => format!("Did you mean \"{near}\"?"),
                None => format!("Use one of: {}.", words.join(", ")),
            };
            let message = format!("`{key}` cannot be \"{text}\".");
            self.reader.note_at(Code::P002, &self.span_of(key), message, remedy);
        }
        found
    }

    /// A list of texts, no longer than the limit; with `single` one text does too.
    pub(crate) fn texts(&self, key: &str, limit: usize, single: bool) -> Option<Vec<String>> {
        let found: Vec<_> =
            self.items(key, limit, single)?.iter().map(|i| self.reader.text(key, i)).collect();
        found.into_iter().collect()
    }

    /// The items of a list of texts, with their places.
    pub(crate) fn items(&self, key: &str, limit: usize, single: bool) -> Option<&'a [Item]> {
        let item = self.get(key)?;
        match &item.value {
            Value::List(items) if items.len() > limit => {
                let message = format!("`{key}` has {} entries; at most {limit} fit.", items.len());
                self.reader.note_at(Code::P009, &item.span, message, "");
                None
            }
            Value::List(items) => Some(items),
            Value::Text(_) if single => Some(std::slice::from_ref(item)),
            _ => {
                let wanted = match (key, single) {
                    ("block", _) => "one [[block]] after the other",
                    ("part" | "test", _) => "tables such as [[block.part]]",
                    (_, true) => "a text or a list of texts",
                    (_, false) => "a list of texts",
                };
                self.reader.wrong_type(key, item, wanted);
                None
            }
        }
    }

    /// The entries of a table.
    pub(crate) fn table(&self, key: &str) -> Option<Table<'a>> {
        let item = self.get(key)?;
        self.reader.table_of(key, item)
    }

    /// The tables of a list of tables.
    pub(crate) fn tables(&self, key: &str, limit: usize) -> Vec<Table<'a>> {
        let Some(items) = self.get(key).and_then(|_| self.items(key, limit, false)) else {
            return Vec::new();
        };
        items.iter().filter_map(|item| self.reader.table_of(key, item)).collect()
    }

    /// The codes under `allow`; a code that does not exist, or is an error, is noted.
    pub(crate) fn allowed(&self) -> Vec<String> {
        let items = self.get("allow").and_then(|_| self.items("allow", 50, false));
        let mut found = Vec::new();
        for item in items.unwrap_or_default() {
            let Some(code) = self.reader.plain_text("allow", item) else { continue };
            let known = Code::ALL.iter().find(|own| own.name() == code);
            if known.is_some_and(|own| own.severity() < Severity::Error) {
                found.push(code);
                continue;
            }
            let (message, remedy) = match known {
                Some(_) => (
                    format!("`{code}` is an error: it cannot be allowed."),
                    "Mend what it names; only warnings can be allowed.".to_owned(),
                ),
                None => (
                    format!("There is no code `{code}`."),
                    match nearest(&code.to_uppercase(), Code::ALL.iter().map(|own| own.name())) {
                        Some(near) => format!("Did you mean \"{near}\"?"),
                        None => {
                            "Take it from the message that is meant, such as \"T402\".".to_owned()
                        }
                    },
                ),
            };
            self.reader.note_at(Code::P002, &item.span, message, remedy);
        }
        found
    }

    /// A line whose pieces in `[ ]` are hidden.
    pub(crate) fn line(&self, key: &str, vars: &[Name]) -> Option<Expr> {
        let item = self.get(key)?;
        self.reader.line(key, item, vars)
    }

    /// Names of variables.
    pub(crate) fn names(&self, key: &str, single: bool) -> Option<Vec<Name>> {
        let texts = self.texts(key, 64, single)?;
        Some(texts.iter().map(|text| canonical(text)).collect())
    }
}
