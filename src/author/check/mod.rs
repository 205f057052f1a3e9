//! Is everything in the pack true, defined, and fit to be asked?
//!
//! One file a family of rules. Every variant of every exercise is built; what fails in several
//! variants is reported once, with the first of them and how many they are.

mod claims;
mod figures;
mod keys;
mod points;
mod skills;
pub(in crate::author) mod tests;
mod texts;
pub(in crate::author) mod variants;

use crate::pack::{self, Files, Lesson, Pack, Problem, Severity};

/// Variants of one exercise that are looked at, at most.
pub(in crate::author) const VARIANTS: usize = 1_000;

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
        let mut goes_on = |done, total| {
            progress(done, total);
            true
        };
        look_at(&pack, None, &mut checked, &mut goes_on);
        checked.pack = Some(pack);
    }
    in_order(&mut checked);
    checked
}

/// Checks a pack that was read, or one lesson of it apart from what holds between lessons.
/// `goes_on` is told how many exercises are done, and of how many; `None` once it says no.
pub fn check_read(
    pack: &Pack,
    lesson: Option<&Lesson>,
    goes_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Option<Checked> {
    let mut checked = Checked::default();
    let is_done = look_at(pack, lesson, &mut checked, goes_on);
    in_order(&mut checked);
    is_done.then_some(checked)
}

/// Adds what is wrong with a pack, or with one lesson of it; `false` where it was told to stop.
fn look_at(
    pack: &Pack,
    only: Option<&Lesson>,
    checked: &mut Checked,
    goes_on: &mut dyn FnMut(usize, usize) -> bool,
) -> bool {
    let is_wanted = |lesson: &&Lesson| only.is_none_or(|only| only.id == lesson.id);
    let wanted = || pack.exercises().filter(|(lesson, _)| is_wanted(lesson));
    let total = wanted().count();
    for (index, (lesson, exercise)) in wanted().enumerate() {
        if !goes_on(index, total) {
            return false;
        }
        let mut found = variants::check(exercise, checked);
        found.retain(|problem| !is_allowed(problem, &exercise.allow, &lesson.allow, pack));
        checked.problems.append(&mut found);
    }
    let is_done = goes_on(total, total);
    for lesson in pack.lessons.iter().filter(is_wanted) {
        let mut found = Vec::new();
        figures::check(lesson, &mut found);
        texts::check(lesson, &mut found);
        claims::check(lesson, &mut found);
        found.retain(|problem| !is_allowed(problem, &[], &lesson.allow, pack));
        checked.problems.append(&mut found);
    }
    checked.exercises = total;
    if only.is_none() {
        let mut found = Vec::new();
        skills::check(pack, &mut found);
        texts::check_front(pack, &mut found);
        found.retain(|problem| !is_allowed(problem, &[], &[], pack));
        checked.problems.append(&mut found);
    }
    is_done
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
