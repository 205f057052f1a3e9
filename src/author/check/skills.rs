//! Is every skill declared, practised, and practised after what it needs?

use std::collections::{HashMap, HashSet};

use crate::math::rules::Rule;
use crate::math::slope::{Derivation, derivation};
use crate::pack::{Code, Exercise, Pack, Problem, Task, nearest};

pub(super) fn check(pack: &Pack, found: &mut Vec<Problem>) {
    taught_later(pack, found);
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

/// Rules that a lesson uses, and that only a later lesson teaches. A rule is taught where its skill
/// is trained: `product` by `product-rule` or `product`.
fn taught_later(pack: &Pack, found: &mut Vec<Problem>) {
    let skill_of = |rule: &Rule| {
        let name = rule.name.replace('_', "-");
        let fits = |id: &str| id == name || id.strip_suffix("-rule") == Some(&name);
        pack.skills.iter().find(|skill| fits(&skill.id)).map(|skill| skill.id.as_str())
    };
    let mut taught: HashMap<&str, usize> = HashMap::new();
    for (at, lesson) in pack.lessons.iter().enumerate() {
        let own = pack.exercises().filter(|(other, _)| other.id == lesson.id);
        let skills = own.flat_map(|(_, exercise)| &exercise.skills).chain(&lesson.skills);
        for skill in skills {
            taught.entry(skill).or_insert(at);
        }
    }
    let mut told = HashSet::new();
    for (lesson, exercise) in pack.exercises() {
        let at = pack.lessons.iter().position(|other| other.id == lesson.id).unwrap_or(0);
        let Ok(question) = exercise.question(0) else { continue };
        for rule in rules(&question.task) {
            let Some(skill) = skill_of(rule) else { continue };
            let Some(later) = taught.get(skill).filter(|later| **later > at) else { continue };
            if !told.insert((at, rule.name)) {
                continue;
            }
            let message = format!(
                "This uses {}, which the later lesson `{}` teaches.",
                rule.title, pack.lessons[*later].id
            );
            let problem = Problem::new(Code::S302, exercise.place_of("of"), message);
            found.push(problem.mended_by("Move the exercise, or the lesson."));
        }
    }
}

/// The rules of a task's derivation.
fn rules(task: &Task) -> Vec<&'static Rule> {
    let (Task::Derivative { of, by, .. }
    | Task::Lines { of, by, .. }
    | Task::Fill { of, by, .. }
    | Task::Spot { of, by, .. }) = task
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    collect(&derivation(of, by), &mut found);
    found
}

fn collect(derivation: &Derivation, found: &mut Vec<&'static Rule>) {
    if !found.contains(&derivation.rule) {
        found.push(derivation.rule);
    }
    derivation.parts.iter().for_each(|part| collect(part, found));
}

fn undeclared(pack: &Pack, exercise: &Exercise, skill: &str, found: &mut Vec<Problem>) {
    let remedy = match nearest(skill, pack.skills.iter().map(|own| own.id.as_str())) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("Declare it in pack.toml, under [skills]: {skill} = {{ title = \"…\" }}."),
    };
    let message = format!("The skill `{skill}` is not declared.");
    found.push(Problem::new(Code::S301, exercise.place_of("skills"), message).mended_by(remedy));
}
