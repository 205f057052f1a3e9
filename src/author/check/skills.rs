//! Is every skill declared, practised, and practised after what it needs?

use std::collections::{HashMap, HashSet};

use crate::pack::{Code, Exercise, Pack, Problem, nearest};

pub(super) fn check(pack: &Pack, found: &mut Vec<Problem>) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut levels: HashMap<&str, Vec<u8>> = HashMap::new();
    let mut named: HashSet<(&str, &str)> = HashSet::new();
    for (position, (lesson, exercise)) in pack.exercises().enumerate() {
        for skill in &exercise.skills {
            first.entry(skill).or_insert(position);
            levels.entry(skill).or_default().push(exercise.level);
            let is_declared = pack.skills.iter().any(|own| own.id == *skill);
            if !is_declared && named.insert((lesson.id.as_str(), skill)) {
                undeclared(pack, exercise, skill, found);
            }
        }
    }
    for skill in &pack.skills {
        let note = |message: String, remedy: &str| {
            Problem::new(Code::S301, skill.place.clone(), message).mended_by(remedy)
        };
        let Some(position) = first.get(skill.id.as_str()) else {
            // What others build on may have been learnt elsewhere.
            if pack.skills.iter().any(|other| other.needs.contains(&skill.id)) {
                continue;
            }
            let message = format!("No exercise trains `{}`.", skill.id);
            found.push(note(message, "Name it in the `skills` of an exercise, or drop it."));
            continue;
        };
        for need in &skill.needs {
            if first.get(need.as_str()).is_some_and(|own| own > position) {
                let message = format!("`{}` is trained before `{need}`, which it needs.", skill.id);
                found.push(note(message, "Change the order of lessons or blocks."));
            }
        }
        let levels = levels.get(skill.id.as_str()).map_or(&[][..], Vec::as_slice);
        if levels.len() >= 10 && levels.iter().all(|level| *level == levels[0]) {
            let message = format!(
                "All {} exercises of `{}` have level {}.",
                levels.len(),
                skill.id,
                levels[0]
            );
            found.push(note(message, "Give some of them another `level`."));
        }
    }
}

fn undeclared(pack: &Pack, exercise: &Exercise, skill: &str, found: &mut Vec<Problem>) {
    let remedy = match nearest(skill, pack.skills.iter().map(|own| own.id.as_str())) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("Declare it in pack.toml, under [skills]: {skill} = {{ title = \"…\" }}."),
    };
    let message = format!("The skill `{skill}` is not declared.");
    found.push(Problem::new(Code::S301, exercise.place_of("skills"), message).mended_by(remedy));
}
