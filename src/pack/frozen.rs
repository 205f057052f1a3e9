//! Which variants did a release freeze? The file `pack.lock`.

use super::exercise::Exercise;
use super::files::{Files, NoText};
use super::fill::Values;
use super::item;
use super::lesson::Block;
use super::library::Pack;
use super::maths::LogBase;
use super::problem::{Code, Place, Problem};
use super::reader::{Reader, exact};
use super::table::Table;

/// Gives exercises their frozen seeds, and notes what changed since the release.
pub(super) fn apply(pack: &mut Pack, files: &Files, problems: &mut Vec<Problem>) {
    let text = match files.text("pack.lock") {
        Ok(text) => text,
        Err(NoText::Missing(_)) => return,
        Err(why) => {
            let place = Place::whole("pack.lock", "");
            problems.push(Problem::new(
                Code::P008,
                place,
                format!("The lock has no effect: {why}."),
            ));
            return;
        }
    };
    let place = Place::whole("pack.lock", &text);
    let (entries, errors) = item::from_toml(&place);
    if let Some(error) = errors.into_iter().next() {
        problems.push(error.mended_by("Run `gradus pack lock`, which writes it anew."));
        return;
    }
    let none = Values::default();
    let reader = Reader::new(&place, &none, LogBase::E);
    let table = Table { reader: &reader, entries: &entries, span: 0..0 };
    let same_version = table.text("version").is_none_or(|version| version == pack.version);
    if !same_version {
        problems.push(
            Problem::new(
                Code::P008,
                place.at(table.span_of("version")),
                format!("The lock is of another version; the pack has version {}.", pack.version),
            )
            .mended_by("Run `gradus pack lock`."),
        );
    }
    let locked: Vec<&str> = match table.get("exercise").map(|item| &item.value) {
        Some(item::Value::Table(entries)) => entries.iter().map(|e| e.key.as_str()).collect(),
        _ => Vec::new(),
    };
    let unfrozen = |exercise: &&Exercise| {
        exercise.variants.is_some()
            && !exercise.is_fixed()
            && !locked.contains(&exercise.id.as_str())
    };
    for (_, exercise) in pack.exercises().filter(|(_, exercise)| unfrozen(exercise)) {
        let message = format!("The variants of `{}` are not in the lock.", exercise.id);
        let problem = Problem::new(Code::P008, exercise.place_of("variants"), message);
        problems.push(problem.mended_by("Run `gradus pack lock`."));
    }
    if let Some(exercises) = table.table("exercise") {
        for entry in exercises.entries {
            let Some(locked) = reader.table_of(&entry.key, &entry.item) else { continue };
            let here = place.at(entry.key_span.clone());
            match find(pack, &entry.key) {
                Some(exercise) => freeze(exercise, &locked, same_version, problems),
                None => problems.push(
                    Problem::new(
                        Code::P008,
                        here,
                        format!("The exercise `{}` of the last release is gone.", entry.key),
                    )
                    .mended_by(
                        "Progress is kept under its id: bring the id back, or raise the version and run `gradus pack lock`.",
                    ),
                ),
            }
        }
    }
    problems.extend(reader.into_problems());
}

fn find<'a>(pack: &'a mut Pack, id: &str) -> Option<&'a mut Exercise> {
    pack.lessons.iter_mut().flat_map(|lesson| &mut lesson.blocks).find_map(|block| match block {
        Block::Ask(exercise) if exercise.id == id => Some(exercise),
        Block::Ask(_) | Block::Text(_) | Block::Figure(_) => None,
    })
}

fn freeze(
    exercise: &mut Exercise,
    locked: &Table<'_>,
    same_version: bool,
    problems: &mut Vec<Problem>,
) {
    let seeds: Vec<u64> = locked
        .items("seeds", 1000, false)
        .unwrap_or_default()
        .iter()
        .filter_map(|item| u64::try_from(exact(item)?.to_i64()?).ok())
        .collect();
    let hashes = locked.texts("hashes", 1000, false).unwrap_or_default();
    let asked = if seeds.is_empty() { vec![0] } else { seeds.clone() };
    let changed = asked
        .iter()
        .zip(&hashes)
        .any(|(seed, hash)| exercise.question(*seed).is_ok_and(|question| question.hash != *hash));
    if changed && same_version {
        let message =
            format!("`{}` asks something else than when this version was locked.", exercise.id);
        problems.push(
            Problem::new(Code::P008, exercise.place.clone(), message)
                .mended_by("Raise `version` in pack.toml, and run `gradus pack lock`."),
        );
    }
    exercise.seeds = seeds;
}
