//! How does a lesson look when it is tidy? Every exercise has an id, every block its keys in order.
//!
//! Comments, blank lines and everything else stay as they were written. What the file says must be
//! the same before and after, ids aside; otherwise it is left alone.

use std::collections::HashMap;

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::pack::keys::{ASKS, BLOCK, FIGURES};
use crate::pack::{Block, Lesson};

/// A lesson's text with ids written and keys in order; `None` where it stays as it is or cannot be
/// read. Line ends and a byte order mark stay as they are.
pub fn lesson(text: &str, lesson: &Lesson) -> Option<String> {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let ids = |starts: &[usize], index: usize| {
        let start = starts.get(index)? + mark.len();
        spans(lesson).into_iter().find(|(at, _)| *at == start).map(|(_, id)| id)
    };
    let mut document: DocumentMut = body.parse().ok()?;
    let starts = block_starts(body)?;
    match document.get_mut("block")? {
        Item::ArrayOfTables(blocks) => {
            for (index, block) in blocks.iter_mut().enumerate() {
                let id = ids(&starts, index);
                if let Some(id) = id.filter(|_| wants_id(block)) {
                    write_id(block, &id);
                }
                sort(block);
            }
        }
        Item::Value(Value::Array(blocks)) => {
            for (index, block) in blocks.iter_mut().enumerate() {
                let Some(block) = block.as_inline_table_mut() else { continue };
                if let Some(id) = ids(&starts, index).filter(|_| wants_id(block)) {
                    block.insert("id", Value::from(id));
                }
                sort_inline(block);
            }
        }
        _ => return None,
    }
    let tidy = format!("{mark}{}", with_line_ends_of(text, document.to_string()));
    (tidy != text && says_the_same(body, &tidy[mark.len()..])).then_some(tidy)
}

/// Line ends as most of those in the text are.
fn with_line_ends_of(text: &str, tidy: String) -> String {
    let (all, both) = (text.matches('\n').count(), text.matches("\r\n").count());
    if both * 2 > all { tidy.replace("\r\n", "\n").replace('\n', "\r\n") } else { tidy }
}

fn wants_id(block: &dyn TableLike) -> bool {
    block.contains_key("ask") && !block.contains_key("id")
}

/// Where each exercise without an own id begins, and the id that it has.
fn spans(lesson: &Lesson) -> Vec<(usize, String)> {
    lesson
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Ask(exercise) if !exercise.has_own_id => {
                Some((exercise.place.span.start, exercise.id.clone()))
            }
            Block::Ask(_) | Block::Text(_) | Block::Figure(_) => None,
        })
        .collect()
}

/// Where each block begins, as the reader of packs counts it.
fn block_starts(text: &str) -> Option<Vec<usize>> {
    let table = toml::de::DeTable::parse(text).ok()?;
    let blocks = table.get_ref().get("block")?.get_ref().as_array()?;
    Some(blocks.iter().map(|block| block.span().start).collect())
}

/// Puts `id` behind `ask`, its `=` under the one above.
fn write_id(block: &mut Table, id: &str) {
    let above = block.key("ask").map_or(0, |key| {
        let suffix = key.leaf_decor().suffix().and_then(|raw| raw.as_str()).map_or(1, str::len);
        "ask".len() + suffix
    });
    block.insert("id", Item::Value(Value::from(id)));
    let indent = block
        .key("ask")
        .and_then(|key| key.leaf_decor().prefix().and_then(|raw| raw.as_str()).map(str::to_owned))
        .map(|prefix| prefix.rsplit('\n').next().unwrap_or("").to_owned());
    if let Some(mut key) = block.key_mut("id") {
        key.leaf_decor_mut().set_suffix(" ".repeat(above.saturating_sub("id".len()).max(1)));
        key.leaf_decor_mut().set_prefix(indent.unwrap_or_default());
    }
}

/// The place of a key: what the block is, its name, its function, then everything else as in the
/// table of keys; keys of own stay where they are, behind.
fn rank(block: &dyn TableLike, key: &str) -> usize {
    const FIRST: &[&str] = &["ask", "figure", "text", "id", "title", "prompt"];
    if let Some(at) = FIRST.iter().position(|first| *first == key) {
        return at;
    }
    let named = |word: &str| block.get(word).and_then(Item::as_str).unwrap_or_default().to_owned();
    let (ask, figure) = (named("ask"), named("figure"));
    let kind = ASKS
        .iter()
        .find(|kind| kind.name == ask)
        .or(FIGURES.iter().find(|kind| kind.name == figure));
    let own =
        kind.and_then(|kind| kind.needs.iter().chain(kind.takes).position(|name| *name == key));
    let general = BLOCK.iter().position(|known| known.name == key);
    match (own, general) {
        (Some(at), _) => 10 + at,
        (None, Some(at)) => 100 + at,
        (None, None) => 1000,
    }
}

/// The keys with their places, where they do not stand in order.
fn disorder(block: &dyn TableLike) -> Option<HashMap<String, usize>> {
    let order: Vec<(String, usize)> =
        block.iter().map(|(key, _)| (key.to_owned(), rank(block, key))).collect();
    let is_sorted = order.windows(2).all(|pair| pair[0].1 <= pair[1].1);
    (!is_sorted).then(|| order.into_iter().collect())
}

fn sort(block: &mut Table) {
    if let Some(at) = disorder(block) {
        block.sort_values_by(|a, _, b, _| at.get(a.get()).cmp(&at.get(b.get())));
    }
}

fn sort_inline(block: &mut InlineTable) {
    if let Some(at) = disorder(block) {
        block.sort_values_by(|a, _, b, _| at.get(a.get()).cmp(&at.get(b.get())));
        block.fmt();
    }
}

/// Do both texts say the same, ids aside?
fn says_the_same(before: &str, after: &str) -> bool {
    let content = |text: &str| -> Option<toml::Table> {
        let mut table: toml::Table = text.parse().ok()?;
        if let Some(toml::Value::Array(blocks)) = table.get_mut("block") {
            for block in blocks {
                if let toml::Value::Table(block) = block {
                    block.remove("id");
                }
            }
        }
        Some(table)
    };
    content(before).is_some_and(|old| content(after) == Some(old))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{self, in_memory};

    const PACK: &str =
        "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";

    fn formatted(text: &str) -> Option<String> {
        let loaded = pack::read(&in_memory(&[("pack.toml", PACK), ("lessons/a.toml", text)]));
        lesson(text, &loaded.pack?.lessons[0])
    }

    #[test]
    fn an_id_is_written_behind_ask_and_comments_stay() {
        let text = "title = \"A\"  # the title\n\n# about slopes\n[[block]]\nask = \"derivative\" # why\nof  = \"x^2\"\n";
        assert_eq!(
            formatted(text).as_deref(),
            Some(
                "title = \"A\"  # the title\n\n# about slopes\n[[block]]\nask = \"derivative\" # why\nid  = \"d-x2\"\nof  = \"x^2\"\n"
            )
        );
    }

    #[test]
    fn line_ends_and_a_mark_stay() {
        let text = "\u{feff}title = \"A\"\r\n[[block]]\r\nof = \"x^2\"\r\nask = \"derivative\"\r\n";
        let tidy = formatted(text).expect("the order changes");
        assert_eq!(
            tidy,
            "\u{feff}title = \"A\"\r\n[[block]]\r\nask = \"derivative\"\r\nid  = \"d-x2\"\r\nof = \"x^2\"\r\n"
        );
        assert_eq!(formatted(&tidy), None);
    }

    #[test]
    fn blocks_within_one_list_get_ids_too() {
        let text = "title = \"A\"\nblock = [{ of = \"x^2\", ask = \"derivative\" }]\n";
        let tidy =
            "title = \"A\"\nblock = [{ ask = \"derivative\", id = \"d-x2\", of = \"x^2\" }]\n";
        assert_eq!(formatted(text).as_deref(), Some(tidy));
        assert_eq!(formatted(tidy), None);
    }

    #[test]
    fn keys_come_into_order_and_a_tidy_file_stays() {
        let text = "title = \"A\"\n[[block]]\nlevel = 2\n# the function\nof = \"x^2\"\nask = \"derivative\"\nid = \"q\"\n";
        let tidy = formatted(text).expect("the order changes");
        assert_eq!(
            tidy,
            "title = \"A\"\n[[block]]\nask = \"derivative\"\nid = \"q\"\n# the function\nof = \"x^2\"\nlevel = 2\n"
        );
        assert_eq!(formatted(&tidy), None);
    }
}
