//! What does a translation leave out or change?

use crate::pack::files::Files;
use crate::pack::fill::{Values, pieces_of};
use crate::pack::item::{self, Entry, Item, Value};
use crate::pack::maths::LogBase;
use crate::pack::problem::{Code, Place, Problem};
use crate::pack::reader::Reader;
use crate::pack::suggest::nearest;
use crate::pack::table::Table;

use super::{WORDS, blocks, file_of, find, id_of, languages};

/// What is wrong with the translations of a lesson.
pub(in crate::pack) fn check(
    lesson: &[Entry],
    files: &Files,
    name: &str,
    problems: &mut Vec<Problem>,
) {
    for language in languages(files, name) {
        let path = file_of(name, &language);
        let text = match files.text(&path) {
            Ok(text) => text,
            Err(why) => {
                let message = format!("The translation has no effect: {why}.");
                problems.push(Problem::new(Code::L501, Place::whole(&path, ""), message));
                continue;
            }
        };
        let place = Place::whole(&path, &text);
        let (entries, errors) = item::from_toml(&place);
        if !errors.is_empty() {
            problems.extend(errors);
            continue;
        }
        let none = Values::default();
        let reader = Reader::new(&place, &none, LogBase::E);
        check_file(&Table { reader: &reader, entries: &entries, span: 0..0 }, lesson);
        problems.extend(reader.into_problems());
    }
}

fn check_file(translation: &Table<'_>, lesson: &[Entry]) {
    translation.check_keys("A translation", &["title", "blocks"], &[]);
    if translation.has("title") {
        translation.text("title");
    }
    let ids: Vec<&str> = blocks(lesson).filter_map(id_of).collect();
    let table = if translation.has("blocks") { translation.table("blocks") } else { None };
    let entries = table.as_ref().map_or(&[][..], |table| table.entries);
    for entry in entries.iter().filter(|entry| !entry.key.starts_with("x-")) {
        let own = blocks(lesson).find(|block| id_of(block) == Some(entry.key.as_str()));
        let Some(own) = own else {
            let message = format!("The lesson has no block `{}`.", entry.key);
            let remedy = match nearest(&entry.key, ids.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Give the block that is meant this id.".to_owned(),
            };
            translation.reader.note_at(Code::L501, &entry.key_span, message, remedy);
            continue;
        };
        if let Some(words) = translation.reader.table_of(&entry.key, &entry.item) {
            check_block(&words, own);
        }
    }
    let is_there = |id: &&str| entries.iter().any(|entry| entry.key == **id);
    let has_words = |block: &&[Entry]| WORDS.iter().any(|key| find(block, key).is_some());
    let missing: Vec<&str> =
        blocks(lesson).filter(has_words).filter_map(id_of).filter(|id| !is_there(id)).collect();
    if let Some(first) = missing.first() {
        let several = match missing.len() {
            1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let message = format!("The block `{first}`{several} has no words here.");
        let remedy = format!("Add [blocks.{first}]; until then it is shown as in the lesson.");
        translation.reader.note_at(Code::L501, &(0..0), message, remedy);
    }
    let nameless = blocks(lesson).filter(has_words).filter(|block| id_of(block).is_none()).count();
    if nameless > 0 {
        let count = crate::text::count(nameless, "block");
        let message = format!("The lesson has {count} without an id, which nobody can translate.");
        let remedy = "Give them an `id` in the lesson.";
        translation.reader.note_at(Code::L501, &(0..0), message, remedy);
    }
}

fn check_block(words: &Table<'_>, own: &[Entry]) {
    let takes = if find(own, "text").is_some() { &WORDS[..1] } else { &WORDS[1..] };
    for entry in words.entries {
        let key = entry.key.as_str();
        if takes.contains(&key) || key.starts_with("x-") {
            continue;
        }
        let message = format!("A translation of this block has no key `{key}`.");
        let remedy = match nearest(key, takes.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("It holds words, {}; all else stays in the lesson.", takes.join(", ")),
        };
        words.reader.note_at(Code::P001, &entry.key_span, message, remedy);
    }
    for entry in words.entries.iter().filter(|entry| takes.contains(&entry.key.as_str())) {
        let Some(source) = find(own, &entry.key) else { continue };
        let (new, old) = (all_texts(&entry.item), all_texts(source));
        if new.len() != old.len() {
            let message = format!(
                "`{}` has {} texts, and {} in the lesson.",
                entry.key,
                new.len(),
                old.len()
            );
            let remedy = "Translate each of them, in the same order.";
            words.reader.note_at(Code::L501, &entry.item.span, message, remedy);
            continue;
        }
        let changed = new.iter().zip(&old).find_map(|(new, old)| {
            let (new, old) = (maths_in(new), maths_in(old));
            let differs = old.iter().find(|piece| !new.contains(piece));
            differs.or_else(|| new.iter().find(|piece| !old.contains(piece))).cloned()
        });
        if let Some(piece) = changed {
            let message = format!("The mathematics differ from the lesson: `{piece}`.");
            let remedy = "Copy formulas and {names} letter by letter.";
            words.reader.note_at(Code::L501, &entry.item.span, message, remedy);
        }
    }
}

/// The texts of a value, in order.
fn all_texts(item: &Item) -> Vec<&str> {
    match &item.value {
        Value::Text(text) => vec![text],
        Value::List(items) => items.iter().flat_map(all_texts).collect(),
        Value::Table(entries) => entries.iter().flat_map(|entry| all_texts(&entry.item)).collect(),
        Value::Integer(..) | Value::Float(_) | Value::Truth(_) | Value::Date => Vec::new(),
    }
}

/// Formulas and names in braces.
fn maths_in(text: &str) -> Vec<String> {
    let formulas = text.split('$').skip(1).step_by(2).map(|formula| format!("${formula}$"));
    let outside = text.split('$').step_by(2).flat_map(pieces_of).map(|name| format!("{{{name}}}"));
    formulas.chain(outside).collect()
}
