//! Is everything in the pack true, defined, and fit to be asked?
//!
//! One file a family of rules. Every variant of every exercise is built; what fails in several
//! variants is reported once, with the first of them and how many they are.

mod claims;
mod figures;
mod keys;
mod points;
mod skills;
mod tests;
mod texts;
mod variants;

use crate::pack::{self, Files, Pack, Problem, Severity};

/// Variants of one exercise that are looked at, at most.
const VARIANTS: usize = 1_000;

/// What a check found, and how much it looked at.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Every problem, in the order of the files.
    pub problems: Vec<Problem>,
    /// The pack as far as it could be read.
    pub pack: Option<Pack>,
    /// Exercises looked at.
    pub exercises: usize,
    /// Variants of them that were built.
    pub variants: usize,
    /// Marking tests that were run.
    pub tests: usize,
}

impl Checked {
    /// Is there an error, or with `strict` a warning?
    pub fn has_failed(&self, strict: bool) -> bool {
        let least = if strict { Severity::Warning } else { Severity::Error };
        self.problems.iter().any(|problem| problem.severity >= least)
    }
}

/// Checks a pack. `progress` is told how many exercises are done, and of how many.
pub fn check(files: &Files, progress: &mut dyn FnMut(usize, usize)) -> Checked {
    let loaded = pack::read(files);
    let mut checked = Checked { problems: loaded.problems, ..Checked::default() };
    if let Some(pack) = loaded.pack {
        let total = pack.exercises().count();
        for (index, (lesson, exercise)) in pack.exercises().enumerate() {
            progress(index, total);
            let mut found = variants::check(exercise, &mut checked);
            found.retain(|problem| !is_allowed(problem, &exercise.allow, &lesson.allow, &pack));
            checked.problems.append(&mut found);
        }
        progress(total, total);
        for lesson in &pack.lessons {
            let mut found = Vec::new();
            figures::check(lesson, &mut found);
            texts::check(lesson, &mut found);
            claims::check(lesson, &mut found);
            found.retain(|problem| !is_allowed(problem, &[], &lesson.allow, &pack));
            checked.problems.append(&mut found);
        }
        let mut found = Vec::new();
        skills::check(&pack, &mut found);
        texts::check_front(&pack, &mut found);
        found.retain(|problem| !is_allowed(problem, &[], &[], &pack));
        checked.problems.append(&mut found);
        checked.exercises = total;
        checked.pack = Some(pack);
    }
    in_order(&mut checked);
    checked
}

/// Did the author say that this is meant? Errors are never meant.
fn is_allowed(problem: &Problem, own: &[String], lesson: &[String], pack: &Pack) -> bool {
    let named = |list: &[String]| list.iter().any(|code| code == problem.code.name());
    problem.severity < Severity::Error && (named(own) || named(lesson) || named(&pack.allow))
}

/// By file in reading order, then by line; the same sentence at the same place once.
fn in_order(checked: &mut Checked) {
    let names: Vec<String> = checked.pack.as_ref().map_or(Vec::new(), |pack| {
        pack.lessons.iter().map(|lesson| lesson.place.file.to_string()).collect()
    });
    let file = |problem: &Problem| {
        let name: &str = &problem.place.file;
        if name == "pack.toml" {
            return 0;
        }
        names.iter().position(|own| own == name).map_or(usize::MAX, |at| at + 1)
    };
    checked.problems.sort_by_key(|problem| (file(problem), problem.place.span.start));
    checked.problems.dedup_by(|a, b| a == b);
}
