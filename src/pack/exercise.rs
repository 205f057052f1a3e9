//! An exercise, and the question that a seed makes of it.

use std::fmt::Write as _;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::math::print;

use super::build::{self, Around};
use super::fill::Values;
use super::item::{Entry, Item};
use super::keys::Kind;
use super::maths::LogBase;
use super::meta::{meta, tests};
use super::params::{Lot, NoAssignment, Parameters};
use super::problem::{Code, Place, Problem};
use super::prompt;
use super::question::{Question, Typing, Variant};
use super::reader::Reader;
use super::table::Table;
use super::task::Task;

/// An exercise as the author wrote it, all variants at once.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// Its stable name within the pack.
    pub id: String,
    /// Is the name written in the file? Otherwise it was derived from kind and function.
    pub has_own_id: bool,
    /// What it is called.
    pub title: Option<String>,
    /// What it trains.
    pub skills: Vec<String>,
    /// 1 easy … 5 hard.
    pub level: u8,
    /// What a right answer counts.
    pub marks: f64,
    /// How many variants the author asked for.
    pub variants: Option<u32>,
    /// The kind, as `ask` writes it.
    pub kind: &'static str,
    /// Codes of warnings that the author meant.
    pub allow: Vec<String>,
    /// Where it stands.
    pub place: Place,
    /// The seeds that a release froze; empty where there is no `pack.lock`.
    pub seeds: Vec<u64>,
    pub(super) source: Arc<Source>,
}

/// What every variant is made of.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) pack: String,
    pub(super) kind: &'static Kind,
    pub(super) file: Place,
    pub(super) entries: Vec<Entry>,
    pub(super) parameters: Parameters,
    pub(super) log: LogBase,
}

impl Exercise {
    /// The question that a seed makes; the same on every platform.
    pub fn question(&self, seed: u64) -> Result<Question, Vec<Problem>> {
        let mut lot = Lot::of(&self.source.pack, &self.id, seed);
        let values =
            self.source.parameters.draw(&mut lot).map_err(|why| vec![self.no_variant(&why)])?;
        self.ask(seed, &values, &mut lot)
    }

    /// The `n`-th question to ask: of the frozen seeds in turn, where there are some.
    pub fn nth(&self, n: u64) -> Result<Question, Vec<Problem>> {
        self.question(self.seed(n))
    }

    /// The seed of the `n`-th time that the exercise is asked.
    pub fn seed(&self, n: u64) -> u64 {
        match self.seeds.len() as u64 {
            0 => n,
            count => self.seeds[(n % count) as usize],
        }
    }

    /// Does every seed give the same question?
    pub fn is_fixed(&self) -> bool {
        self.source.parameters.is_fixed()
    }

    /// The variant of a seed: its question with its marking tests.
    pub fn variant(&self, seed: u64) -> Result<Variant, Vec<Problem>> {
        let question = self.question(seed)?;
        let mut lot = Lot::of(&self.source.pack, &self.id, seed);
        let values =
            self.source.parameters.draw(&mut lot).map_err(|why| vec![self.no_variant(&why)])?;
        Ok(self.with_tests(question, &values))
    }

    fn with_tests(&self, question: Question, values: &Values) -> Variant {
        let reader = Reader::new(&self.source.file, values, self.source.log);
        let table = self.table(&reader);
        let tests = tests(&table);
        let of = table.has("of").then(|| table.expr("of", None)).flatten();
        let function = of.and_then(|of| match of.names().as_slice() {
            [by] => Some((of.clone(), by.clone())),
            _ => None,
        });
        Variant { question, tests, function }
    }

    /// The variants to check: the frozen ones; else every assignment of the parameters where there
    /// are at most `limit`, and as many spread over all of them where there are more.
    pub fn variants_to_check(&self, limit: usize) -> Vec<Result<Variant, Vec<Problem>>> {
        if !self.seeds.is_empty() {
            return self.seeds.iter().map(|seed| self.variant(*seed)).collect();
        }
        let Some(valid) = self.source.parameters.valid() else {
            return (0..limit as u64 / 10).map(|seed| self.variant(seed)).collect();
        };
        if valid.is_empty() {
            return vec![self.variant(0)];
        }
        let step = valid.len().div_ceil(limit.max(1)).max(1);
        let chosen = valid.iter().step_by(step);
        chosen.map(|index| self.assigned(*index)).collect()
    }

    /// The variant with the parameters' assignment of this number; its seed is 0.
    fn assigned(&self, index: u64) -> Result<Variant, Vec<Problem>> {
        let mut lot = Lot::of(&self.source.pack, &self.id, 0);
        let values = self.source.parameters.assignment(index);
        let values = values.ok_or_else(|| vec![self.no_variant(&NoAssignment::default())])?;
        let question = self.ask(0, &values, &mut lot)?;
        Ok(self.with_tests(question, &values))
    }

    /// A seed among the first thousand that gives the question of this digest.
    pub fn seed_of(&self, hash: &str) -> Option<u64> {
        (0..1000).find(|seed| self.question(*seed).is_ok_and(|question| question.hash == hash))
    }

    /// What the author wrote under a key.
    pub(super) fn written(&self, key: &str) -> Option<&Item> {
        self.source.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.item)
    }

    /// Did the author write this key?
    pub fn has(&self, key: &str) -> bool {
        self.written(key).is_some()
    }

    /// Where a key of the exercise stands, or else the exercise.
    pub fn place_of(&self, key: &str) -> Place {
        match self.written(key) {
            Some(item) => self.place.at(item.span.clone()),
            None => self.place.clone(),
        }
    }

    fn table<'a>(&'a self, reader: &'a Reader<'a>) -> Table<'a> {
        Table { reader, entries: &self.source.entries, span: self.place.span.clone() }
    }

    fn ask(&self, seed: u64, values: &Values, lot: &mut Lot) -> Result<Question, Vec<Problem>> {
        let reader = Reader::new(&self.source.file, values, self.source.log);
        let question = self.read(seed, &self.table(&reader), lot);
        match question {
            Some(question) if !reader.has_errors() => Ok(question),
            _ if self.is_fixed() => Err(reader.into_problems()),
            _ => Err(reader.into_problems().into_iter().map(|p| in_variant(p, values)).collect()),
        }
    }

    fn read(&self, seed: u64, table: &Table<'_>, lot: &mut Lot) -> Option<Question> {
        let mut below = |n: usize| lot.below(n);
        let mut around = Around { lot: &mut below, scope: None };
        let task = build::task(table, self.source.kind, &mut around);
        let meta = meta(table);
        let (task, meta) = (task?, meta?);
        let written = table.text("prompt");
        let prompt_has_function = written.as_ref().is_some_and(|prompt| prompt.contains("{f}"));
        let function = function(&task);
        let filled = |text: String| text.replace("{f}", &function);
        Some(Question {
            pack: self.source.pack.clone(),
            exercise: self.id.clone(),
            seed,
            hash: digest(&task),
            prompt: written.map_or_else(|| prompt::of(&task), filled),
            prompt_has_function,
            hints: meta.hints.into_iter().map(filled).collect(),
            task,
            skills: self.skills.clone(),
            level: self.level,
            marks: self.marks,
            form: meta.form,
            digits: meta.digits,
            same_domain: meta.same_domain,
            typing: Typing { log: self.source.log, decimal_comma: false },
            mistakes: meta.mistakes,
            feedback: meta.feedback,
            wrong: meta.wrong,
            parameters: table
                .reader
                .values
                .iter()
                .map(|(name, value)| (name.to_owned(), value.in_prose()))
                .collect(),
        })
    }

    /// What the parameters and their conditions leave open: a computation without a value, a
    /// condition that cannot be decided.
    pub fn open(&self) -> Vec<Problem> {
        let remedy =
            "Keep these values out with `except`, or with a condition that can be decided.";
        let open = self.source.parameters.open().into_iter();
        open.map(|(key, message)| {
            Problem::new(Code::E105, self.place_of(key), message).mended_by(remedy)
        })
        .collect()
    }

    pub(super) fn no_variant(&self, why: &NoAssignment) -> Problem {
        let key = if why.condition.is_some() { "where" } else { "params" };
        let message = match (&why.condition, &why.undecided) {
            (Some(condition), Some(why)) => format!("`{condition}` cannot be decided: {why}."),
            (Some(condition), None) => format!(
                "No values meet the conditions: `{condition}` rejects {} of the {} that were tried.",
                why.rejected, why.tries
            ),
            (None, _) => "The parameters have no values.".to_owned(),
        };
        let remedy = match &why.undecided {
            Some(_) => "Write a condition of the parameters alone.",
            None => "Widen a range, or drop a condition.",
        };
        Problem::new(Code::E105, self.place_of(key), message).mended_by(remedy)
    }
}

/// The problem with the values that it appeared with.
fn in_variant(mut problem: Problem, values: &Values) -> Problem {
    let shown: Vec<String> =
        values.iter().map(|(name, value)| format!("{name} = {}", value.in_prose())).collect();
    if !shown.is_empty() {
        let _ = write!(problem.message, " In the variant {}.", shown.join(", "));
    }
    problem
}

/// The function of a task as `{f}` puts it into a prompt.
fn function(task: &Task) -> String {
    task.function().map_or_else(|| "{f}".into(), |of| format!("${}$", print::ascii(of)))
}

/// The first half of SHA-256 over what is asked, as hexadecimal digits.
fn digest(task: &Task) -> String {
    let bytes = Sha256::digest(super::note::of(task).as_bytes());
    bytes.iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
