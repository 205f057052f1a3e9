//! The keys that every exercise may have beside those of its kind.

use super::item::{self, Item};
use super::keys::{DIGITS, FORMS, TEST, WRONG};
use super::question::{Foreseen, Test, Typed};
use super::table::Table;

/// Keys that every kind may have.
pub(super) struct Meta {
    pub(super) hints: Vec<String>,
    pub(super) form: &'static str,
    pub(super) digits: Option<u32>,
    pub(super) same_domain: bool,
    pub(super) mistakes: bool,
    pub(super) feedback: Vec<(String, String)>,
    pub(super) wrong: Vec<Foreseen>,
}

pub(super) fn meta(table: &Table<'_>) -> Option<Meta> {
    let hints = if table.has("hints") { table.texts("hints", 20, true) } else { Some(Vec::new()) };
    let form = if table.has("form") { table.word("form", FORMS) } else { Some(FORMS[0]) };
    let digits = table.whole("digits", 1, DIGITS).and_then(|digits| u32::try_from(digits).ok());
    let same_domain = table.has("domain") && table.word("domain", &["any", "same"]) == Some("same");
    let mistakes = table.truth("mistakes").unwrap_or(true);
    table.truth("diagnosable");
    let mut feedback = Vec::new();
    if let Some(sentences) = table.table("feedback") {
        for entry in sentences.entries {
            feedback.push((entry.key.clone(), table.reader.text("feedback", &entry.item)?));
        }
    }
    let known: Vec<&str> = WRONG.iter().map(|key| key.name).collect();
    let mut wrong = Vec::new();
    for one in table.tables("wrong", 50) {
        one.check_keys("wrong", &known, &known);
        let (answer, say) = (one.formula("answer"), one.text("say"));
        wrong.push(Foreseen { answer: answer?, say: say? });
    }
    let tests = tests(table);
    debug_assert!(tests.len() <= TESTS, "the list is bounded");
    Some(Meta { hints: hints?, form: form?, digits, same_domain, mistakes, feedback, wrong })
}

const TESTS: usize = 50;

pub(super) fn tests(table: &Table<'_>) -> Vec<Test> {
    let known: Vec<&str> = TEST.iter().map(|key| key.name).collect();
    let mut found = Vec::new();
    for one in table.tables("test", TESTS) {
        one.check_keys("test", &known, &known);
        let (answer, expect) = (typed(&one), one.text("expect"));
        if let (Some(answer), Some(expect)) = (answer, expect) {
            let place = table.reader.file.at(one.span_of("answer"));
            found.push(Test { answer, expect, place });
        }
    }
    found
}

fn typed(test: &Table<'_>) -> Option<Typed> {
    let item = test.get("answer")?;
    let line = |item: &Item| test.reader.formula("answer", item);
    match &item.value {
        item::Value::List(items) => items.iter().map(line).collect::<Option<_>>().map(Typed::List),
        item::Value::Table(entries) => entries
            .iter()
            .map(|entry| Some((entry.key.clone(), line(&entry.item)?)))
            .collect::<Option<_>>()
            .map(Typed::Named),
        _ => line(item).map(Typed::One),
    }
}
