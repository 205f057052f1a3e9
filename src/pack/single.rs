//! One exercise on its own, as `gradus grade` is handed it.

use super::exercise::Exercise;
use super::fill::Values;
use super::item::{self, Value};
use super::lesson;
use super::maths::LogBase;
use super::problem::{Place, Problem, Severity};
use super::reader::Reader;
use super::table::Table;

/// The exercise that a JSON object describes with the keys of a block; `seed` is the caller's.
pub fn from_json(json: &serde_json::Value) -> Result<Exercise, Vec<Problem>> {
    let text = json.to_string();
    let place = Place::whole("exercise", &text);
    let mut item = item::from_json(json);
    if let Value::Table(entries) = &mut item.value {
        entries.retain(|entry| entry.key != "seed");
    }
    let none = Values::default();
    let reader = Reader::new(&place, &none, LogBase::E);
    let mut problems = Vec::new();
    let exercise = reader
        .table_of("exercise", &item)
        .and_then(|table: Table<'_>| lesson::exercise(&table, "grade", &[], &mut problems));
    problems.extend(reader.into_problems());
    match exercise {
        Some(mut exercise) if problems.iter().all(|p| p.severity != Severity::Error) => {
            if !exercise.has_own_id {
                "exercise".clone_into(&mut exercise.id);
            }
            Ok(exercise)
        }
        _ => Err(problems),
    }
}
