//! The schema that editors complete from accepts every good pack, and refuses what check refuses.

use gradus::author::schema;
use gradus::pack::{self, Files};
use serde_json::Value;

/// The part of JSON Schema that the schema uses: what is wrong, if anything.
fn wrong(value: &Value, schema: &Value) -> Option<String> {
    let name = |key: &str| schema.get(key);
    if let Some(kinds) = name("type") {
        let kinds = kinds.as_array().cloned().unwrap_or_else(|| vec![kinds.clone()]);
        if !kinds.iter().any(|kind| is_of(value, kind.as_str().unwrap_or_default())) {
            return Some(format!("{value} is none of {kinds:?}"));
        }
    }
    if let Some(expected) = name("const")
        && expected != value
    {
        return Some(format!("{value} is not {expected}"));
    }
    if let Some(words) = name("enum").and_then(Value::as_array)
        && !words.contains(value)
    {
        return Some(format!("{value} is none of {words:?}"));
    }
    let number = value.as_f64();
    let below = name("minimum").and_then(Value::as_f64).zip(number).is_some_and(|(low, n)| n < low);
    let above =
        name("maximum").and_then(Value::as_f64).zip(number).is_some_and(|(high, n)| n > high);
    if below || above {
        return Some(format!("{value} is out of range"));
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(choices) = name(key).and_then(Value::as_array) {
            let errors: Vec<String> = choices.iter().filter_map(|one| wrong(value, one)).collect();
            let fitting = choices.len() - errors.len();
            if fitting == 0 || (key == "oneOf" && fitting != 1) {
                return Some(format!("{value} fits {fitting} of {key}: {}", errors.join("; ")));
            }
        }
    }
    match value {
        Value::Array(items) => {
            let items_schema = name("items")?;
            items.iter().find_map(|item| wrong(item, items_schema))
        }
        Value::Object(entries) => {
            let needed = name("required").and_then(Value::as_array).cloned().unwrap_or_default();
            for need in needed.iter().filter_map(Value::as_str) {
                if !entries.contains_key(need) {
                    return Some(format!("{need} is missing"));
                }
            }
            entries.iter().find_map(|(key, inner)| {
                let own = name("properties").and_then(|properties| properties.get(key));
                match (own, name("additionalProperties")) {
                    (Some(own), _) => wrong(inner, own),
                    (None, _) if key.starts_with("x-") => None,
                    (None, Some(Value::Bool(false))) => Some(format!("{key} is unknown")),
                    (None, Some(other)) => wrong(inner, other),
                    (None, None) => None,
                }
            })
        }
        _ => None,
    }
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

fn json(text: &str) -> Value {
    let table: toml::Table = text.parse().expect("it is TOML");
    serde_json::to_value(table).expect("it has a JSON form")
}

fn assert_fits(files: &Files) {
    let pack = pack::load(files).expect("a good pack");
    let front = json(&files.text("pack.toml").expect("it is there"));
    assert_eq!(wrong(&front, &schema::pack()), None);
    for lesson in &pack.lessons {
        let text = files.text(&lesson.place.file).expect("it is there");
        assert_eq!(wrong(&json(&text), &schema::lesson()), None, "{}", lesson.id);
    }
}

#[test]
fn the_schema_accepts_every_bundled_pack_and_the_example() {
    for id in pack::bundled() {
        assert_fits(&Files::Bundled(id));
    }
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/example");
    assert_fits(&Files::Folder(example));
}

#[test]
fn the_schema_refuses_an_unknown_key_and_a_missing_one() {
    let lesson = |block: &str| json(&format!("title = \"A\"\n[[block]]\n{block}"));
    let is_wrong = |block: &str| wrong(&lesson(block), &schema::lesson()).is_some();
    assert!(!is_wrong("ask = \"derivative\"\nof = \"x^2\"\nx-mine = 3"));
    assert!(is_wrong("ask = \"derivative\"\nof = \"x^2\"\nwtr = \"x\""));
    assert!(is_wrong("ask = \"derivative\""));
    assert!(is_wrong("ask = \"derivate\"\nof = \"x^2\""));
    assert!(is_wrong("ask = \"derivative\"\nof = \"x^2\"\nlevel = 9"));
}
