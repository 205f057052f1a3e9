//! Is everything in the pack true, defined, and fit to be asked?
//!
//! One file a family of rules. Every variant of every exercise is built; what fails in several
//! variants is reported once, with the first of them and how many they are.

mod claims;
mod critical;
mod domain;
mod figures;
mod goals;
mod keys;
mod points;
mod prose;
mod skills;
pub(in crate::author) mod tests;
mod texts;
pub(in crate::author) mod variants;

use crate::pack::{self, Block, Files, Lesson, Pack, Problem, Severity};

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
    let has_gaps = checked.has_failed(false);
    let is_wanted = |lesson: &&Lesson| only.is_none_or(|only| only.id == lesson.id);
    let wanted = || pack.exercises().filter(|(lesson, _)| is_wanted(lesson));
    let total = wanted().count();
    for (index, (_, exercise)) in wanted().enumerate() {
        if !goes_on(index, total) {
            return false;
        }
        let mut found = variants::check(exercise, checked);
        found.retain(|problem| !is_named(problem, &exercise.allow));
        checked.problems.append(&mut found);
    }
    let is_done = goes_on(total, total);
    let found = &mut checked.problems;
    for lesson in pack.lessons.iter().filter(is_wanted) {
        figures::check(lesson, found);
        texts::check(lesson, found);
        claims::check(lesson, pack.log, found);
    }
    // What is left out for its errors would be missed by its skill.
    if only.is_none() && !has_gaps {
        skills::check(pack, found);
    }
    if only.is_none() {
        texts::check_front(pack, found);
    }
    found.retain(|problem| !is_allowed(problem, pack));
    checked.exercises = total;
    is_done
}

/// Is it one of these, and no error? Errors are never meant.
fn is_named(problem: &Problem, allow: &[String]) -> bool {
    problem.severity < Severity::Error && allow.iter().any(|code| code == problem.code.name())
}

/// Did the author say that this is meant, for the pack, the lesson or the block?
fn is_allowed(problem: &Problem, pack: &Pack) -> bool {
    if is_named(problem, &pack.allow) {
        return true;
    }
    let Some(lesson) = pack.lessons.iter().find(|l| l.place.file == problem.place.file) else {
        return false;
    };
    let meant = lesson.blocks.iter().any(|block| {
        let (place, allow) = match block {
            Block::Text(text) => (&text.place, &text.allow),
            Block::Figure(figure) => (&figure.whole, &figure.allow),
            Block::Ask(exercise) => (&exercise.place, &exercise.allow),
        };
        let at = problem.place.span.start;
        (place.span.start..place.span.end).contains(&at) && is_named(problem, allow)
    });
    meant || is_named(problem, &lesson.allow)
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
