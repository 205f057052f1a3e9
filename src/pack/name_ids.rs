//! Which id has an exercise whose author wrote none, and which ids are used twice?

use std::collections::HashMap;

use super::Exercise;
use super::item::Value;
use super::lesson::Block;
use super::library::Pack;
use super::problem::{Code, Place, Problem};

/// Gives every exercise without an id one that its kind and function suggest, and notes ids that
/// are used twice.
pub(super) fn assign(pack: &mut Pack, problems: &mut Vec<Problem>) {
    let mut taken: HashMap<String, Place> = HashMap::new();
    for (_, exercise) in pack.exercises().filter(|(_, exercise)| exercise.has_own_id) {
        let place = exercise.place_of("id");
        if let Some(first) = taken.get(&exercise.id) {
            let message = format!(
                "The id `{}` is used twice: the first time in {}, line {}.",
                exercise.id,
                first.file,
                first.line()
            );
            problems.push(Problem::new(Code::P006, place, message).mended_by("Rename this one."));
        } else {
            taken.insert(exercise.id.clone(), place);
        }
    }
    for (id, place) in figures(pack) {
        if let Some(first) = taken.get(&id) {
            let message = format!(
                "The id `{id}` is used twice: the first time in {}, line {}.",
                first.file,
                first.line()
            );
            problems.push(Problem::new(Code::P006, place, message).mended_by("Rename this one."));
        } else {
            taken.insert(id, place);
        }
    }
    for lesson in &mut pack.lessons {
        for block in &mut lesson.blocks {
            let Block::Ask(exercise) = block else { continue };
            if exercise.has_own_id {
                continue;
            }
            let id = free(&suggested(exercise), &taken);
            let place = exercise.place.clone();
            let message = format!("This exercise has no id; it is called `{id}` until it has one.");
            problems.push(
                Problem::new(Code::P007, place.clone(), message)
                    .mended_by("`gradus pack fmt` writes it, so that progress survives changes."),
            );
            taken.insert(id.clone(), place);
            exercise.id = id;
        }
    }
}

/// The ids of figures.
fn figures(pack: &Pack) -> Vec<(String, Place)> {
    let blocks = pack.lessons.iter().flat_map(|lesson| &lesson.blocks);
    let named = blocks.filter_map(|block| match block {
        Block::Figure(figure) => Some((figure.id.clone()?, figure.place.clone())),
        Block::Text(_) | Block::Ask(_) => None,
    });
    named.collect()
}

/// The suggestion, or the first of `-2`, `-3`, … that is free.
fn free(suggestion: &str, taken: &HashMap<String, Place>) -> String {
    if !taken.contains_key(suggestion) {
        return suggestion.to_owned();
    }
    let numbered = (2..).map(|n| format!("{suggestion}-{n}"));
    let mut free = numbered.filter(|id| !taken.contains_key(id));
    free.next().unwrap_or_else(|| suggestion.to_owned())
}

/// Short names of kinds, as ids begin with them.
const SHORT: &[(&str, &str)] =
    &[("derivative", "d"), ("gradient", "grad"), ("directional", "along"), ("critical", "crit")];

/// `d-x3sinx` for the derivative of `x^3*sin(x)`.
fn suggested(exercise: &Exercise) -> String {
    let kind = SHORT.iter().find(|(kind, _)| *kind == exercise.kind).map_or(exercise.kind, |s| s.1);
    let texts = ["of", "quotient_of", "title", "prompt", "front"];
    let text = texts.iter().find_map(|key| match &exercise.written(key)?.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let of_maths = exercise.written("of").is_some() || exercise.written("quotient_of").is_some();
    let mut slug = String::new();
    for c in text.unwrap_or_default().chars() {
        if slug.len() >= 40 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !of_maths && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { kind.to_owned() } else { format!("{kind}-{slug}") }
}
