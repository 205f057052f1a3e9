//! What do editors complete packs from? JSON Schema (draft 7), made from the one table of keys.

use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::pack::keys::{ASK, ASKS, BLOCK, FIGURE, FIGURES, Key, Kind, LESSON, PACK, Shape, TEXT};

use super::disk;

/// The files that [`write()`] writes, with what they hold.
pub fn files() -> [(&'static str, String); 2] {
    [(".gradus/pack.schema.json", text(&pack())), (".gradus/lesson.schema.json", text(&lesson()))]
}

/// Writes both schemas into the folder `.gradus` beside the pack.
pub fn write(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder.join(".gradus"))?;
    for (name, text) in files() {
        disk::replace(&folder.join(name), text.as_bytes())?;
    }
    Ok(())
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// The schema of `pack.toml`.
pub fn pack() -> Value {
    let mut schema = table(PACK, &["format", "id", "title", "version", "lessons"]);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("A pack of gradus");
    schema
}

/// The schema of a lesson.
pub fn lesson() -> Value {
    let mut schema = table(LESSON, &["title"]);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("A lesson of gradus");
    let mut kinds = vec![block(TEXT, "text", None)];
    kinds.extend(FIGURES.iter().map(|kind| block(FIGURE, "figure", Some(kind))));
    kinds.extend(ASKS.iter().map(|kind| block(ASK, "ask", Some(kind))));
    schema["properties"]["block"] = json!({
        "type": "array",
        "description": "The lesson: one list of texts, figures and exercises.",
        "items": { "oneOf": kinds },
    });
    schema
}

/// A block of one kind: its keys, those of its family, and no others.
fn block(family: &[&str], word: &str, kind: Option<&Kind>) -> Value {
    let own = kind.map_or(&[][..], |kind| kind.needs);
    let more = kind.map_or(&[][..], |kind| kind.takes);
    let names: Vec<&str> = family.iter().chain(own).chain(more).copied().collect();
    let keys: Vec<Key> = BLOCK.iter().filter(|key| names.contains(&key.name)).copied().collect();
    let needs: Vec<&str> = std::iter::once(word).chain(own.iter().copied()).collect();
    let mut schema = table(&keys, &needs);
    if let Some(kind) = kind {
        schema["properties"][word] = json!({ "const": kind.name, "description": kind.meaning });
        if kind.name == "rate" {
            schema["properties"]["goal"] = table(crate::pack::keys::GOAL, &[]);
        }
    }
    schema
}

fn table(keys: &[Key], needs: &[&str]) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": needs,
        "patternProperties": { "^x-": {} },
        "additionalProperties": false,
    })
}

fn property(key: &Key) -> Value {
    let mut schema = shape(key.shape);
    schema["description"] = json!(key.meaning);
    schema
}

fn shape(shape: Shape) -> Value {
    let number = json!({ "type": ["number", "string"] });
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Maths | Shape::Number => json!({ "type": ["string", "number"] }),
        Shape::Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Word(words) => json!({ "type": "string", "enum": words }),
        Shape::Texts => texts,
        Shape::TextOrTexts => {
            json!({ "anyOf": [{ "type": "string" }, texts, { "type": "object" }] })
        }
        Shape::Point => json!({ "anyOf": [
            number,
            { "type": "array", "items": number },
            { "type": "object", "additionalProperties": number },
        ] }),
        Shape::Range => json!({ "type": "array", "items": number, "minItems": 2, "maxItems": 2 }),
        Shape::TextTable => {
            json!({ "type": "object", "additionalProperties": { "type": "string" } })
        }
        Shape::Table(keys) => table(keys, &[]),
        Shape::Tables(keys) => json!({ "type": "array", "items": table(keys, &[]) }),
        Shape::Parameters => json!({ "type": "object", "additionalProperties": { "anyOf": [
            number,
            { "type": "array", "items": number },
        ] } }),
        Shape::Named(keys) => json!({ "type": "object", "additionalProperties": table(keys, &[]) }),
        Shape::Parts => json!({ "type": "array", "items": part() }),
    }
}

/// A part: an exercise that knows its own name.
fn part() -> Value {
    let keys: Vec<Key> = BLOCK
        .iter()
        .filter(|key| !matches!(key.name, "text" | "figure" | "part" | "params" | "given"))
        .copied()
        .collect();
    table(&keys, &["id", "ask"])
}
