//! Which numbers may stand for `{name}`, and which ones does a seed choose?
//!
//! Exact and the same on every platform. A space of at most [`LISTED`] assignments is listed and
//! filtered, so that "no assignment meets the conditions" is a proof; a larger one is sampled with
//! at most as many tries.

mod condition;
mod lot;
mod range;
mod read;

pub(crate) use condition::real_roots;
pub(crate) use lot::Lot;

use std::sync::{Arc, OnceLock};

use crate::math::same::{Verdict, same};
use crate::math::{Expr, Name, Number, carry_out};

use super::constant;
use super::fill::{Parameter, Value, Values};
use super::maths;
use condition::{Condition, Open, Subject};
use range::Range;

/// Spaces of at most so many assignments are listed.
pub(crate) const LISTED: u64 = 10_000;
/// Tries in larger ones.
const TRIES: u32 = 10_000;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NoAssignment {
    pub(crate) condition: Option<String>,
    pub(crate) rejected: u32,
    pub(crate) tries: u32,
    /// Why that condition cannot be decided, where that is what is wrong with it.
    pub(crate) undecided: Option<String>,
}

/// Why an assignment is none.
enum Broken {
    /// A parameter has no value.
    Valueless,
    /// It breaks the condition of this number.
    Condition(usize),
    /// The condition of this number cannot be decided for it; why.
    Undecided(usize, String),
}

impl Parameters {
    /// Is there one assignment only?
    pub(crate) fn is_fixed(&self) -> bool {
        self.space() <= 1
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
            let chosen = self.assignment(valid[lot.below(valid.len())]);
            return chosen.ok_or_else(NoAssignment::default);
        }
        let mut failures = Vec::new();
        for _ in 0..TRIES {
            match self.sample(lot).and_then(|values| self.meets(values)) {
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

    fn checked(&self, index: u64) -> Result<Values, Broken> {
        self.filled(digits(index)).map_err(|_| Broken::Valueless).and_then(|v| self.meets(v))
    }

    fn sample(&self, lot: &mut Lot) -> Result<Values, Broken> {
        self.filled(|count| lot.below_wide(count)).map_err(|_| Broken::Valueless)
    }

    /// The values where `choose` says which of so many each parameter takes; `Err` has those that
    /// exist where one has none.
    fn filled(&self, mut choose: impl FnMut(u64) -> u64) -> Result<Values, Values> {
        let mut values = Vec::with_capacity(self.list.len());
        for drawn in &self.list {
            let digit = choose(drawn.source.count().max(1));
            match drawn.source.value(digit, &values) {
                Some(value) => values.push((drawn.parameter.clone(), value)),
                None => return Err(Values::new(values)),
            }
        }
        Ok(Values::new(values))
    }

    fn meets(&self, values: Values) -> Result<Values, Broken> {
        for (index, condition) in self.conditions.iter().enumerate() {
            match condition.holds(&values) {
                Ok(true) => {}
                // A side without a value meets nothing.
                Ok(false) | Err(Open::NoValue) => return Err(Broken::Condition(index)),
                Err(Open::Undecided(why)) => return Err(Broken::Undecided(index, why)),
            }
        }
        Ok(values)
    }

    fn why_none(&self, results: impl Iterator<Item = Result<Values, Broken>>) -> NoAssignment {
        let mut counts = vec![0; self.conditions.len()];
        let mut tries = 0;
        for broken in results.filter_map(Result::err) {
            tries += 1;
            match broken {
                Broken::Valueless => {}
                Broken::Condition(index) => counts[index] += 1,
                Broken::Undecided(index, why) => {
                    let condition = Some(self.conditions[index].text.clone());
                    return NoAssignment { condition, rejected: 0, tries, undecided: Some(why) };
                }
            }
        }
        let worst = (0..counts.len()).max_by_key(|index| counts[*index]);
        let worst = worst.filter(|index| counts[*index] > 0);
        NoAssignment {
            condition: worst.map(|index| self.conditions[index].text.clone()),
            rejected: worst.map_or(0, |index| counts[index]),
            tries,
            undecided: None,
        }
    }

    /// What the computations and the conditions leave open, for some of the assignments that would
    /// else be asked: the key of it, and the sentence.
    pub(crate) fn open(&self) -> Vec<(&'static str, String)> {
        let mut found: Vec<(&'static str, String)> = Vec::new();
        for index in 0..self.space().min(LISTED) {
            let (key, message) = match self.filled(digits(index)) {
                Ok(values) => match self.meets(values.clone()) {
                    Err(Broken::Undecided(condition, why)) => {
                        let text = &self.conditions[condition].text;
                        let values = listed(&values);
                        ("where", format!("`{text}` cannot be decided: {why}. Seen {values}."))
                    }
                    Ok(_) | Err(_) => continue,
                },
                // What a condition keeps out needs no value.
                Err(values) if self.rejects(&values) => continue,
                Err(values) => {
                    let drawn = &self.list[values.iter().count()];
                    let name = &drawn.parameter.written;
                    let values = listed(&values);
                    ("params", format!("`{name}` has no value {values}."))
                }
            };
            if found.iter().all(|(own, _)| *own != key) {
                found.push((key, message));
            }
        }
        found
    }

    /// Is a condition broken whatever the parameters without a value are?
    fn rejects(&self, values: &Values) -> bool {
        self.conditions.iter().any(|condition| condition.holds(values) == Ok(false))
    }
}

/// Which of so many the assignment of a number takes, one parameter after the other.
fn digits(mut index: u64) -> impl FnMut(u64) -> u64 {
    move |count| {
        let digit = index % count;
        index /= count;
        digit
    }
}

fn listed(values: &Values) -> String {
    let told: Vec<String> =
        values.iter().map(|(name, value)| format!("{name} = {}", value.in_prose())).collect();
    if told.is_empty() { "at all".to_owned() } else { format!("where {}", told.join(", ")) }
}

/// Is a statement true for these values? A condition of the parameters is; so is an identity in
/// other variables, such as `d/dx(x^2) == 2*x`. `Err` says why it cannot be decided.
pub(crate) fn is_true(text: &str, values: &Values) -> Result<bool, String> {
    let subject = Arc::new(Subject { parameters: values.names(), ..Subject::default() });
    let why = match condition::read(text, &subject) {
        Ok(condition) => match condition.holds(values) {
            Ok(holds) => return Ok(holds),
            Err(Open::NoValue) => "a side has no value.".to_owned(),
            Err(Open::Undecided(why)) => format!("{why}."),
        },
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
