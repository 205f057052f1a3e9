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

impl Item {
    /// The first number in it that is infinite or none.
    pub(crate) fn not_finite(&self) -> Option<&Item> {
        match &self.value {
            Value::Float(digits) if digits.contains("nan") || digits.contains("inf") => Some(self),
            Value::List(items) => items.iter().find_map(Item::not_finite),
            Value::Table(entries) => entries.iter().find_map(|entry| entry.item.not_finite()),
            _ => None,
        }
    }
}

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
    let mut problems: Vec<Problem> = Vec::new();
    let mut last_line = None;
    for error in &errors {
        // What follows the first error of a line is nearly always its consequence.
        let line = error.span().map(|span| line_start(text, span.start));
        if line.is_none() || line != last_line {
            problems.push(syntax(error, file, skipped));
        }
        last_line = line;
    }
    (entries(table.get_ref(), skipped), problems)
}

/// Every text of a file, keys among them, with its place.
pub(crate) fn texts(file: &Place) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    collect(&from_toml(file).0, file, &mut found);
    found
}

// The depth of the recursion is bounded by the TOML reader, which refuses 80 levels.
fn collect(entries: &[Entry], file: &Place, found: &mut Vec<(String, Place)>) {
    for entry in entries {
        found.push((entry.key.clone(), file.at(entry.key_span.clone())));
        collect_item(&entry.item, file, found);
    }
}

fn collect_item(item: &Item, file: &Place, found: &mut Vec<(String, Place)>) {
    match &item.value {
        Value::Text(text) => found.push((text.clone(), file.at(item.span.clone()))),
        Value::List(items) => items.iter().for_each(|one| collect_item(one, file, found)),
        Value::Table(entries) => collect(entries, file, found),
        Value::Integer(..) | Value::Float(_) | Value::Truth(_) | Value::Date => {}
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let bytes = &text.as_bytes()[..at.min(text.len())];
    bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1)
}

/// Errors of syntax in the words of an author: what the reader says contains the first, the
/// sentence is the second, the remedy the third.
const SYNTAX: &[(&str, &str, &str)] = &[
    (
        "recurs",
        "Lists or tables are nested too deeply.",
        "Write it flat: nothing in a pack needs more than five levels.",
    ),
    (
        "duplicate key",
        "The key stands here a second time.",
        "Keep one of them; a new block begins with [[block]].",
    ),
    ("must be quoted", "A text needs quotes.", "Write of = \"x^2\"."),
    (
        "invalid basic string",
        "The text has no closing quote on this line.",
        "Close it with \"; for several lines use \"\"\" at both ends.",
    ),
    (
        "unquoted keys cannot be empty",
        "A line needs a name before its =.",
        "Write name = value, or begin a comment with #.",
    ),
    (
        "key with no value",
        "A line needs a name, = and a value.",
        "Write name = value, or begin a comment with #.",
    ),
    ("unclosed table", "The table's bracket is not closed.", "Write [[block]]."),
    ("unclosed array", "The list has no closing bracket.", "Close it with ]."),
    ("unclosed inline table", "The table has no closing brace.", "Close it with }."),
    (
        "carriage return",
        "A line ends in a lone carriage return.",
        "Save the file with usual line ends (LF or CRLF).",
    ),
    (
        "escape",
        "After \\ stands something that is no escape.",
        "Write \\\\ for one backslash, or use '…' quotes, where it is plain.",
    ),
];

fn syntax(error: &toml::de::Error, file: &Place, skipped: usize) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let place = file.at(span.start + skipped..span.end + skipped);
    let said = error.message().replace('\n', ", ");
    match SYNTAX.iter().find(|(word, ..)| said.contains(word)) {
        Some((_, sentence, remedy)) => {
            Problem::new(Code::P001, place, *sentence).mended_by(*remedy)
        }
        None => Problem::new(Code::P001, place, format!("This is not TOML: {said}.")),
    }
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
    let mut span = moved(value.span(), skipped);
    // The span of a `[[block]]` is that of its header; what belongs to it goes on below.
    if let Value::Table(inside) = &written {
        let last = inside.iter().map(|entry| entry.item.span.end).max();
        span.end = span.end.max(last.unwrap_or(0));
    } else if let Value::List(inside) = &written {
        span.end = span.end.max(inside.iter().map(|item| item.span.end).max().unwrap_or(0));
    }
    Item { span, value: written }
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
