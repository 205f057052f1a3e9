//! Which numbers may stand for `{name}`, and which ones does a seed choose?
//!
//! Exact and the same on every platform. A space of at most [`LISTED`] assignments is listed and
//! filtered, so that "no assignment meets the conditions" is a proof; a larger one is sampled with
//! at most as many tries.

mod condition;
mod lot;
mod range;

pub(crate) use lot::Lot;

use std::sync::OnceLock;

use crate::math::same::{Verdict, same};
use crate::math::{Expr, Name, Number, carry_out};

use super::constant;
use super::fill::{Parameter, Value, Values};
use super::item::{self, Entry, Item};
use super::maths;
use super::problem::Code;
use super::reader::{Reader, exact};
use super::table::Table;
use condition::Condition;
use range::Range;

/// Spaces of at most so many assignments are listed.
pub(crate) const LISTED: u64 = 10_000;
/// Tries in larger ones.
const TRIES: u32 = 10_000;
/// Parameters of one exercise at most.
const PARAMETERS: usize = 26;

/// The parameters of an exercise with their conditions.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    /// In the author's order, computed ones after those they need.
    list: Vec<Drawn>,
    conditions: Vec<Condition>,
    listed: OnceLock<Vec<u64>>,
}

#[derive(Debug)]
struct Drawn {
    parameter: Parameter,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Range(Range),
    List(Vec<Value>),
    Computed(Expr),
}

/// No assignment was found: the condition that rejected most of those tried, and how many were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoAssignment {
    pub(crate) condition: Option<String>,
    pub(crate) rejected: u32,
    pub(crate) tries: u32,
}

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

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many assignments there are before the conditions.
    pub(crate) fn space(&self) -> u64 {
        self.list.iter().fold(1, |space, p| space.saturating_mul(p.source.count()))
    }

    /// Every assignment that meets the conditions, by number; `None` where there are too many to list.
    pub(crate) fn valid(&self) -> Option<&[u64]> {
        if self.space() > LISTED {
            return None;
        }
        let listed = self.listed.get_or_init(|| {
            (0..self.space()).filter(|index| self.checked(*index).is_ok()).collect()
        });
        Some(listed)
    }

    /// The assignment that the lot chooses.
    pub(crate) fn draw(&self, lot: &mut Lot) -> Result<Values, NoAssignment> {
        if let Some(valid) = self.valid() {
            if valid.is_empty() {
                return Err(self.why_none((0..self.space()).map(|index| self.checked(index))));
            }
            return self.assignment(valid[lot.below(valid.len())]).ok_or(NoAssignment::nothing());
        }
        let mut failures = Vec::new();
        for _ in 0..TRIES {
            let values = self.sample(lot);
            match values.and_then(|values| self.meets(values)) {
                Ok(values) => return Ok(values),
                Err(rejected) => failures.push(Err(rejected)),
            }
        }
        Err(self.why_none(failures.into_iter()))
    }

    /// The assignment of this number.
    pub(crate) fn assignment(&self, index: u64) -> Option<Values> {
        self.checked(index).ok()
    }

    /// The assignment of a number, or which condition it breaks (`None`: it has no value).
    fn checked(&self, mut index: u64) -> Result<Values, Option<usize>> {
        let mut values = Vec::with_capacity(self.list.len());
        for drawn in &self.list {
            let count = drawn.source.count().max(1);
            let digit = index % count;
            index /= count;
            values.push((drawn.parameter.clone(), drawn.source.value(digit, &values).ok_or(None)?));
        }
        self.meets(Values::new(values))
    }

    fn sample(&self, lot: &mut Lot) -> Result<Values, Option<usize>> {
        let mut values = Vec::with_capacity(self.list.len());
        for drawn in &self.list {
            let digit = lot.below_wide(drawn.source.count().max(1));
            values.push((drawn.parameter.clone(), drawn.source.value(digit, &values).ok_or(None)?));
        }
        Ok(Values::new(values))
    }

    fn meets(&self, values: Values) -> Result<Values, Option<usize>> {
        match self.conditions.iter().position(|condition| !condition.holds(&values)) {
            None => Ok(values),
            Some(broken) => Err(Some(broken)),
        }
    }

    fn why_none(
        &self,
        results: impl Iterator<Item = Result<Values, Option<usize>>>,
    ) -> NoAssignment {
        let mut counts = vec![0; self.conditions.len()];
        let mut tries = 0;
        for broken in results.filter_map(Result::err) {
            tries += 1;
            if let Some(index) = broken {
                counts[index] += 1;
            }
        }
        let worst = (0..counts.len()).max_by_key(|index| counts[*index]);
        match worst.filter(|index| counts[*index] > 0) {
            Some(index) => NoAssignment {
                condition: Some(self.conditions[index].text.clone()),
                rejected: counts[index],
                tries,
            },
            None => NoAssignment { condition: None, rejected: 0, tries },
        }
    }
}

/// Is a statement true for these values? A condition of the parameters is; so is an identity in
/// other variables, such as `d/dx(x^2) == 2*x`. `Err` says why it cannot be decided.
pub(crate) fn is_true(text: &str, values: &Values) -> Result<bool, String> {
    let why = match condition::read(text, &values.names()) {
        Ok(condition) => return Ok(condition.holds(values)),
        Err(why) => why,
    };
    let sides = [("==", true), ("!=", false)]
        .into_iter()
        .find_map(|(sign, equal)| text.split_once(sign).map(|(a, b)| (a, b, equal)));
    let Some((left, right, equal)) = sides else { return Err(why) };
    let side = |text: &str| -> Result<Expr, String> {
        let filled = values.in_maths(text).map_err(|name| format!("there is no `{name}`."))?;
        let expr = maths::read(filled.trim(), None, maths::LogBase::E).map_err(|e| e.message)?;
        Ok(carry_out(&expr))
    };
    match same(&side(left)?, &side(right)?).verdict {
        Verdict::Right(_) => Ok(equal),
        Verdict::Wrong(_) => Ok(!equal),
        Verdict::Undecided => Err("gradus cannot decide it.".to_owned()),
    }
}

impl NoAssignment {
    fn nothing() -> NoAssignment {
        NoAssignment { condition: None, rejected: 0, tries: 0 }
    }
}

impl Source {
    fn count(&self) -> u64 {
        match self {
            Source::Range(range) => range.count(),
            Source::List(values) => values.len() as u64,
            Source::Computed(_) => 1,
        }
    }

    fn value(&self, index: u64, before: &[(Parameter, Value)]) -> Option<Value> {
        match self {
            Source::Range(range) => range.value(index),
            Source::List(values) => values.get(usize::try_from(index).ok()?).cloned(),
            Source::Computed(expr) => {
                let lookup = |name: &Name| match before.iter().find(|(own, _)| own.name == *name) {
                    Some((_, Value::Number(number, _))) => Some(number.clone()),
                    Some((_, Value::Text(_))) | None => None,
                };
                let value = constant::value(expr, &lookup)?;
                let places = before.iter().map(|(_, value)| value.places()).max().unwrap_or(0);
                is_writable(&value).then_some(Value::Number(value, places))
            }
        }
    }
}

/// Has it few enough digits to be written in an exercise?
fn is_writable(value: &Number) -> bool {
    value.to_small_ratio().is_some() || value.to_string().len() <= 80
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

fn conditions(table: &Table<'_>, list: &[Drawn]) -> Vec<Condition> {
    let Some(items) = table.get("where").and_then(|_| table.items("where", 20, true)) else {
        return Vec::new();
    };
    let names: Vec<String> =
        list.iter().map(|parameter| parameter.parameter.written.to_string()).collect();
    let mut found = Vec::new();
    for item in items {
        let Some(text) = table.reader.plain_text("where", item) else { continue };
        match condition::read(&text, &names) {
            Ok(condition) => found.push(condition),
            Err(reason) => {
                let message = format!("The condition cannot be read: {reason}");
                let remedy = "Write \"a != n\", \"a*n < 20\" or \"gcd(a, n) == 1\".";
                table.reader.note_at(Code::E101, &item.span, message, remedy);
            }
        }
    }
    found
}
