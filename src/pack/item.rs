//! What did the author write? TOML or JSON as a tree with exact places.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Code, Place, Problem};

/// A value and the bytes it was written in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// Where it stands in its file.
    pub(crate) span: Range<usize>,
    /// What was written.
    pub(crate) value: Value,
}

/// A value as written: numbers keep their digits, tables the author's order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    /// The digits without `_`, and the base.
    Integer(String, u32),
    Float(String),
    Truth(bool),
    List(Vec<Item>),
    Table(Vec<Entry>),
    /// A date or a time, which no key takes.
    Date,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) item: Item,
}

/// Files above this many bytes are not read.
pub(crate) const FILE_BYTES: usize = 256 * 1024;
/// In files above this many bytes the reader stops at the first error of syntax: it keeps every
/// error that it recovers from, and a megabyte of bad lines would fill the memory with them.
const RECOVER_BYTES: usize = 64 * 1024;

impl Value {
    /// What it is called in a sentence.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Integer(..) => "a whole number",
            Value::Float(_) => "a decimal",
            Value::Truth(_) => "true or false",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Date => "a date",
        }
    }
}

/// The entries of a TOML file, and every error of its syntax.
pub(crate) fn from_toml(file: &Place) -> (Vec<Entry>, Vec<Problem>) {
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let skipped = file.text.len() - text.len();
    let error = match DeTable::parse(text) {
        Ok(table) => return (entries(table.get_ref(), skipped), Vec::new()),
        Err(error) => error,
    };
    if text.len() > RECOVER_BYTES {
        return (Vec::new(), vec![syntax(&error, file, skipped)]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let problems = errors.iter().map(|error| syntax(error, file, skipped)).collect();
    (entries(table.get_ref(), skipped), problems)
}

fn syntax(error: &toml::de::Error, file: &Place, skipped: usize) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let message = format!("This is not TOML: {}.", error.message().replace('\n', ", "));
    Problem::new(Code::P001, file.at(span.start + skipped..span.end + skipped), message)
}

fn entries(table: &DeTable<'_>, skipped: usize) -> Vec<Entry> {
    let mut found: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: moved(key.span(), skipped),
            item: item(value, skipped),
        })
        .collect();
    found.sort_by_key(|entry| entry.key_span.start);
    found
}

// The depth of the recursion is bounded by the TOML reader, which refuses 80 levels.
fn item(value: &Spanned<DeValue<'_>>, skipped: usize) -> Item {
    let written = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(digits) => Value::Integer(digits.as_str().to_owned(), digits.radix()),
        DeValue::Float(digits) => Value::Float(digits.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(items) => Value::List(items.iter().map(|i| item(i, skipped)).collect()),
        DeValue::Table(table) => Value::Table(entries(table, skipped)),
    };
    Item { span: moved(value.span(), skipped), value: written }
}

fn moved(span: Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

/// The same tree from JSON, whose values have no place of their own; `null` counts as absent.
pub(crate) fn from_json(value: &serde_json::Value) -> Item {
    let written = match value {
        serde_json::Value::Null => Value::List(Vec::new()),
        serde_json::Value::Bool(truth) => Value::Truth(*truth),
        serde_json::Value::Number(number) if number.is_f64() => Value::Float(number.to_string()),
        serde_json::Value::Number(number) => Value::Integer(number.to_string(), 10),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Array(items) => Value::List(items.iter().map(from_json).collect()),
        serde_json::Value::Object(table) => Value::Table(
            table
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| Entry {
                    key: key.clone(),
                    key_span: 0..0,
                    item: from_json(value),
                })
                .collect(),
        ),
    };
    Item { span: 0..0, value: written }
}
