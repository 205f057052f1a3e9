//! A lesson: one list of blocks in reading order.

use std::ops::Range;
use std::sync::Arc;

use super::build;
use super::drawing::figure;
use super::exercise::{Exercise, Source};
use super::figure::Figure;
use super::fill::Values;
use super::item::Entry;
use super::keys::{ASK, ASKS, Kind, LESSON, TEXT};
use super::maths::LogBase;
use super::params::Parameters;
use super::problem::{Code, Place, Problem, Severity};
use super::reader::Reader;
use super::table::Table;

/// A lesson.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The name of its file.
    pub id: String,
    /// What students see.
    pub title: String,
    /// Skills of its exercises that name none.
    pub skills: Vec<String>,
    /// How long it takes, about.
    pub minutes: Option<u32>,
    /// Lessons to finish first.
    pub needs: Vec<String>,
    /// Texts, figures and exercises in reading order.
    pub blocks: Vec<Block>,
    /// Codes of warnings that the author meant.
    pub allow: Vec<String>,
    /// Its file.
    pub place: Place,
    keys: Vec<(String, Range<usize>)>,
}

impl Lesson {
    /// Where a key of the lesson stands, or else its file.
    pub fn place_of(&self, key: &str) -> Place {
        let found = self.keys.iter().find(|(own, _)| own == key);
        self.place.at(found.map_or(0..0, |(_, span)| span.clone()))
    }
}

/// A block of a lesson.
#[derive(Clone, Debug)]
pub enum Block {
    /// Markdown; `$…$` is maths in the engine's grammar.
    Text(Text),
    /// Something drawn.
    Figure(Figure),
    /// Something asked.
    Ask(Exercise),
}

/// A text of a lesson.
#[derive(Clone, Debug)]
pub struct Text {
    /// Markdown; `$…$` is maths in the engine's grammar.
    pub markdown: String,
    /// Where it stands.
    pub place: Place,
    /// Codes of warnings that the author meant.
    pub allow: Vec<String>,
}

/// Blocks of one lesson at most.
const BLOCKS: usize = 1000;

/// What the reader of a lesson needs to know of its pack.
pub(super) struct Home<'a> {
    pub(super) pack: &'a str,
    pub(super) lesson: &'a str,
    pub(super) log: LogBase,
}

/// Reads a lesson from its entries; blocks with problems are left out, and every problem is noted.
pub(super) fn read(
    file: &Place,
    entries: &[Entry],
    home: &Home<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Lesson> {
    let none = Values::default();
    let reader = Reader::new(file, &none, home.log);
    let table = Table { reader: &reader, entries, span: 0..0 };
    let known: Vec<&str> = LESSON.iter().map(|key| key.name).collect();
    table.check_keys("A lesson", &known, &["title"]);
    super::front::check_format(&table, "lesson");
    let title = table.text("title");
    let minutes = table.whole("minutes", 1, 600).and_then(|n| u32::try_from(n).ok());
    let skills = table.texts("skills", 50, false).unwrap_or_default();
    let needs = table.texts("needs", 50, false).unwrap_or_default();
    let allow = table.allowed();
    let mut blocks = Vec::new();
    if !table.has("block") && !reader.has_errors() {
        let mut problem = Problem::new(Code::P004, file.clone(), "The lesson has no block.")
            .mended_by("Add [[block]], and under it text = \"…\" or ask = \"derivative\".");
        // A lesson may wait for its author.
        problem.severity = Severity::Warning;
        reader.note(problem);
    }
    for written in table.tables("block", BLOCKS) {
        if let Some(block) = block(&written, home, &skills, problems) {
            blocks.push(block);
        }
    }
    let keys = entries.iter().map(|entry| (entry.key.clone(), entry.item.span.clone())).collect();
    problems.extend(reader.into_problems());
    Some(Lesson {
        id: home.lesson.to_owned(),
        title: title?,
        skills,
        minutes,
        needs,
        blocks,
        allow,
        place: file.clone(),
        keys,
    })
}

fn block(
    table: &Table<'_>,
    home: &Home<'_>,
    skills: &[String],
    problems: &mut Vec<Problem>,
) -> Option<Block> {
    let present: Vec<&str> =
        ["text", "figure", "ask"].into_iter().filter(|key| table.has(key)).collect();
    match present.as_slice() {
        ["text"] => {
            table.check_keys("A text", TEXT, &[]);
            let place = table.reader.file.at(table.span_of("text"));
            let allow = table.allowed();
            Some(Block::Text(Text { markdown: table.text("text")?, place, allow }))
        }
        ["figure"] => figure(table).map(Block::Figure),
        ["ask"] => exercise(table, home.pack, skills, problems).map(Block::Ask),
        [] => {
            let message = "This block is neither text nor figure nor ask.";
            let remedy = "Add text = \"…\", figure = \"curve\" or ask = \"derivative\".";
            table.reader.note_at(Code::P003, &table.span, message, remedy);
            None
        }
        several => {
            let message = format!("This block is {} at once.", several.join(" and "));
            let span = &table.span_of(several[1]);
            table.reader.note_at(Code::P003, span, message, "Make two blocks of it.");
            None
        }
    }
}

pub(super) fn known(common: &[&'static str], kind: &Kind) -> Vec<&'static str> {
    kind.needs.iter().chain(kind.takes).chain(common).copied().collect()
}

/// An exercise; its first variant is built, so that what is wrong with all of them is found.
pub(super) fn exercise(
    table: &Table<'_>,
    pack: &str,
    skills: &[String],
    problems: &mut Vec<Problem>,
) -> Option<Exercise> {
    let kind = build::kind(table, "ask", ASKS)?;
    let what = format!("\"{}\"", kind.name);
    table.check_keys(&what, &known(ASK, kind), kind.needs);
    let own_skills = table.texts("skills", 20, true);
    let level = table.whole("level", 1, 5).unwrap_or(1);
    let marks = table.amount("marks", 1000.0).unwrap_or(1.0);
    let variants = table.whole_with("variants", 1, 1000, Code::P009);
    let allow = table.allowed();
    let title = table.text("title");
    let parameters = Parameters::read(table, parameter_keys(kind));
    let place = table.reader.file.at(table.span.clone());
    let id = own_id(table);
    let exercise = Exercise {
        has_own_id: id.is_some(),
        id: id.unwrap_or_default(),
        title,
        skills: own_skills.unwrap_or_else(|| skills.to_vec()),
        level: u8::try_from(level).unwrap_or(1),
        marks,
        variants: variants.and_then(|n| u32::try_from(n).ok()),
        kind: kind.name,
        allow,
        place,
        seeds: Vec::new(),
        source: Arc::new(Source {
            pack: pack.to_owned(),
            kind,
            file: table.reader.file.clone(),
            entries: table.entries.to_vec(),
            parameters,
            log: table.reader.log,
        }),
    };
    if table.reader.has_errors_within(&table.span) {
        return None;
    }
    match exercise.question(0) {
        Ok(_) => Some(exercise),
        Err(found) => {
            problems.extend(found);
            None
        }
    }
}

fn parameter_keys(kind: &Kind) -> &'static [&'static str] {
    if kind.name == "parts" { &["params", "given"] } else { &["params"] }
}

/// The id that the author wrote, where it can be one.
pub(super) fn own_id(table: &Table<'_>) -> Option<String> {
    let id = table.text("id")?;
    if is_id(&id) {
        return Some(id);
    }
    let message = format!("\"{id}\" cannot be an id.");
    let rule = "An id is made of a-z, 0-9 and -, and has 1 to 64 characters";
    let remedy = match slug(&id) {
        slug if is_id(&slug) => format!("{rule}: \"{slug}\"."),
        _ => format!("{rule}."),
    };
    table.reader.note_at(Code::P006, &table.span_of("id"), message, remedy);
    None
}

/// `first-slope` for `First Slope` and for `firstSlope`.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.trim().chars().take(64) {
        let is_new_word = c.is_uppercase() && slug.ends_with(|c: char| c.is_ascii_lowercase());
        let is_break = !c.is_ascii_alphanumeric();
        if (is_new_word || is_break) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if !is_break {
            slug.push(c.to_ascii_lowercase());
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Is the text made of a-z, 0-9 and -, with 1 to 64 characters?
pub fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
