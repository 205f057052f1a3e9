//! What does a lesson say in another language?
//!
//! `lessons/descent.fr.toml` holds a `title` and, under `[blocks.<id>]`, words: `text`, `prompt`,
//! `hints`, `feedback`. Mathematics stays in the lesson itself, so that a translation cannot break
//! an answer. What it leaves out is shown in the language of the pack, with a mark.

mod check;

use std::ops::Range;

use super::files::Files;
use super::item::{self, Entry, Item, Value};
use super::problem::Place;

pub(super) use check::check;

/// Keys of a block that are words.
const WORDS: &[&str] = &["text", "prompt", "hints", "feedback"];

/// The languages that a lesson is translated into, sorted.
fn languages(files: &Files, lesson: &str) -> Vec<String> {
    let there = files.lessons();
    let suffix = |name: &String| Some(name.strip_prefix(lesson)?.strip_prefix('.')?.to_owned());
    there.iter().filter_map(suffix).filter(|language| is_language(language)).collect()
}

fn is_language(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase())
}

/// The file of a lesson's translation.
fn file_of(lesson: &str, language: &str) -> String {
    format!("lessons/{lesson}.{language}.toml")
}

/// The files of all translations of a lesson.
pub(crate) fn files_of(files: &Files, lesson: &str) -> Vec<String> {
    languages(files, lesson).iter().map(|language| file_of(lesson, language)).collect()
}

/// Puts the words of a translation in place of the lesson's own, where there is one; words that it
/// leaves out get the mark of their language.
pub(super) fn apply(
    lesson: &mut [Entry],
    files: &Files,
    name: &str,
    language: &str,
    own_language: &str,
) {
    if language == own_language || !is_language(language) {
        return;
    }
    let Ok(text) = files.text(&file_of(name, language)) else { return };
    let (translation, errors) = item::from_toml(&Place::whole(name, &text));
    if !errors.is_empty() {
        return;
    }
    if let (Some(title), Some(own)) = (find(&translation, "title"), find_mut(lesson, "title")) {
        own.value = title.value.clone();
    }
    for block in blocks_mut(lesson) {
        let id = id_of(block).map(str::to_owned);
        let words = id.and_then(|id| words(&translation, &id)).unwrap_or_default();
        for key in WORDS {
            match (words.iter().find(|entry| entry.key == *key), find_mut(block, key)) {
                (Some(new), Some(own)) => own.value = new.item.value.clone(),
                (Some(new), None) if *key != "text" => block.push(placed(new, block)),
                (_, Some(own)) => mark(own, own_language),
                (_, None) => {}
            }
        }
    }
}

/// An entry of a translation, as if it stood where the block does.
fn placed(entry: &Entry, block: &[Entry]) -> Entry {
    let span: Range<usize> = block.first().map_or(0..0, |first| first.key_span.clone());
    let item = Item { span: span.clone(), value: entry.item.value.clone() };
    Entry { key: entry.key.clone(), key_span: span, item }
}

/// Says in which language a text is that has no translation. Hints and feedback come after a
/// prompt, which has the mark.
fn mark(item: &mut Item, language: &str) {
    if let Value::Text(text) = &mut item.value {
        let is_heading = text.trim_start().starts_with('#') || text.contains('\n');
        let gap = if is_heading { "\n\n" } else { " " };
        *text = format!("[{language}]{gap}{}", text.trim_start());
    }
}

fn find<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Item> {
    entries.iter().find(|entry| entry.key == key).map(|entry| &entry.item)
}

fn find_mut<'a>(entries: &'a mut [Entry], key: &str) -> Option<&'a mut Item> {
    entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.item)
}

fn blocks_mut(lesson: &mut [Entry]) -> impl Iterator<Item = &mut Vec<Entry>> {
    let items = match find_mut(lesson, "block").map(|item| &mut item.value) {
        Some(Value::List(items)) => items.as_mut_slice(),
        _ => &mut [],
    };
    items.iter_mut().filter_map(|item| match &mut item.value {
        Value::Table(entries) => Some(entries),
        _ => None,
    })
}

fn blocks(lesson: &[Entry]) -> impl Iterator<Item = &[Entry]> {
    let items = match find(lesson, "block").map(|item| &item.value) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(|item| match &item.value {
        Value::Table(entries) => Some(entries.as_slice()),
        _ => None,
    })
}

fn id_of(block: &[Entry]) -> Option<&str> {
    match &find(block, "id")?.value {
        Value::Text(id) => Some(id),
        _ => None,
    }
}

/// The words of a block in a translation.
fn words(translation: &[Entry], id: &str) -> Option<Vec<Entry>> {
    let Value::Table(blocks) = &find(translation, "blocks")?.value else { return None };
    match &find(blocks, id)?.value {
        Value::Table(words) => Some(words.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::pack::{Block, Code, Pack, in_memory, read, read_in};

    const FRONT: &str =
        "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
    const LESSON: &str = "title = \"Slopes\"\n[[block]]\nid = \"intro\"\ntext = \"Here $x^2$.\"\n\
        [[block]]\nid = \"more\"\ntext = \"More.\"\n\
        [[block]]\nask = \"derivative\"\nid = \"one\"\nof = \"x^2\"\nhints = [\"Look.\"]\n";

    fn pack(french: &str, language: &str) -> Pack {
        let files =
            [("pack.toml", FRONT), ("lessons/a.toml", LESSON), ("lessons/a.fr.toml", french)];
        read_in(&in_memory(&files), Some(language)).pack.expect("a pack")
    }

    fn texts(pack: &Pack) -> Vec<String> {
        let text = |block: &Block| match block {
            Block::Text(text) => Some(text.markdown.clone()),
            Block::Figure(_) | Block::Ask(_) => None,
        };
        pack.lessons[0].blocks.iter().filter_map(text).collect()
    }

    #[test]
    fn words_change_mathematics_stays_and_the_rest_is_marked() {
        let french = "title = \"Pentes\"\n[blocks.intro]\ntext = \"Ici $x^2$.\"\n\
            [blocks.one]\nprompt = \"Dérivez {f}.\"\nhints = [\"Regardez.\"]\n";
        let pack = pack(french, "fr");
        assert_eq!(pack.lessons[0].title, "Pentes");
        assert_eq!(texts(&pack), ["Ici $x^2$.", "[en] More."]);
        let question = pack.exercise("one").expect("it is there").question(0).expect("one");
        assert_eq!(question.prompt, "Dérivez $x^2$.");
        assert_eq!(question.hints, ["Regardez."]);
    }

    #[test]
    fn another_reader_sees_the_lesson_as_it_is() {
        for language in ["en", "de", "C"] {
            let pack = pack("title = \"Pentes\"\n", language);
            assert_eq!(pack.lessons[0].title, "Slopes", "{language}");
            assert_eq!(texts(&pack), ["Here $x^2$.", "More."], "{language}");
        }
    }

    #[test]
    fn the_question_stays_the_same() {
        let hash =
            |pack: &Pack| pack.exercise("one").expect("it is there").question(0).expect("one").hash;
        let french = "[blocks.one]\nprompt = \"Dérivez {f}.\"\n";
        assert_eq!(hash(&pack(french, "fr")), hash(&pack(french, "en")));
    }

    #[test]
    fn what_a_translation_misses_or_changes_is_said() {
        let french = "[blocks.intro]\ntext = \"Ici $x^3$.\"\n[blocks.onee]\nprompt = \"P\"\n";
        let files =
            [("pack.toml", FRONT), ("lessons/a.toml", LESSON), ("lessons/a.fr.toml", french)];
        let problems = read(&in_memory(&files)).problems;
        let told: Vec<&str> = problems
            .iter()
            .filter(|problem| problem.code == Code::L501)
            .map(|problem| problem.message.as_str())
            .collect();
        assert_eq!(
            told,
            [
                "The mathematics differ from the lesson: `$x^2$`.",
                "The lesson has no block `onee`.",
                "The block `more` and 1 more has no words here.",
            ]
        );
    }
}
