//! What workers find out: what stands in the files, what is wrong, which variants there are.

use std::sync::Arc;

use super::{Preview, Progress, Subject};
use crate::author::check::check_read;
use crate::author::preview::{Foreseen, Reading, Scan, foreseen, read, scan};
use crate::pack::{Exercise, Lesson, Pack, Problem, Variant};
use crate::tui::app::{Effect, Message, Work};

/// Something that happened outside.
pub enum News {
    /// A file was saved.
    Saved,
    /// The folder cannot be watched, and why.
    Unwatched(String),
    /// What stands in the files.
    Read(Box<Reading>),
    /// What is wrong with a lesson or, in the second place, with the whole pack.
    Checked {
        /// The number of the reading.
        round: u64,
        /// Was the whole pack checked?
        is_whole: bool,
        /// Apart from what reading found; `None` where it was stopped.
        problems: Option<Vec<Problem>>,
    },
    /// The variants of an exercise; `None` where it was stopped.
    Scanned {
        /// The number of the visit.
        visit: u64,
        /// The variants.
        scan: Option<Box<Scan>>,
    },
    /// Foreseen answers, marked.
    Foreseen {
        /// The number of the visit.
        visit: u64,
        /// The number of the variant.
        variant: usize,
        /// The answers.
        foreseen: Box<Foreseen>,
    },
}

impl std::fmt::Debug for News {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            News::Saved => "Saved",
            News::Unwatched(_) => "Unwatched",
            News::Read(_) => "Read",
            News::Checked { .. } => "Checked",
            News::Scanned { .. } => "Scanned",
            News::Foreseen { .. } => "Foreseen",
        })
    }
}

fn worker(work: impl FnOnce() -> News + Send + 'static) -> Effect {
    Effect::Work(Work(Box::new(move || Message::Preview(work()))))
}

/// Reads the files.
pub(super) fn reader(subject: &Subject) -> Effect {
    let (files, only) = (subject.files.clone(), subject.only.clone());
    worker(move || News::Read(Box::new(read(&files, only.as_deref()))))
}

/// Checks a lesson, or the whole pack.
pub(super) fn checker(
    round: u64,
    pack: &Arc<Pack>,
    lesson: Option<&Lesson>,
    progress: &Arc<Progress>,
) -> Effect {
    let (pack, lesson, progress) = (Arc::clone(pack), lesson.cloned(), Arc::clone(progress));
    worker(move || {
        let mut goes_on = |done, total| progress.tell(done, total);
        let checked = check_read(&pack, lesson.as_ref(), &mut goes_on);
        let problems = checked.map(|checked| checked.problems);
        News::Checked { round, is_whole: lesson.is_none(), problems }
    })
}

/// Looks at every variant of an exercise.
pub(super) fn scanner(visit: u64, exercise: &Exercise, progress: &Arc<Progress>) -> Effect {
    let (exercise, progress) = (exercise.clone(), Arc::clone(progress));
    worker(move || {
        let found = scan(&exercise, &mut || progress.goes_on());
        News::Scanned { visit, scan: found.map(Box::new) }
    })
}

/// Marks what the author foresaw.
pub(super) fn marker(visit: u64, number: usize, variant: &Variant) -> Effect {
    let variant = variant.clone();
    worker(move || News::Foreseen {
        visit,
        variant: number,
        foreseen: Box::new(foreseen(&variant)),
    })
}

impl Preview {
    /// What is to be done when the preview opens.
    pub fn begin(&mut self) -> Vec<Effect> {
        self.jobs.is_reading = true;
        vec![Effect::Watch(self.subject.folder.clone()), reader(&self.subject)]
    }

    /// Takes in what a worker or the watch has.
    pub fn news(&mut self, news: News) -> Vec<Effect> {
        match news {
            News::Saved if self.jobs.is_reading => {
                self.jobs.is_stale = true;
                Vec::new()
            }
            News::Saved => {
                self.jobs.is_reading = true;
                vec![reader(&self.subject)]
            }
            News::Unwatched(why) => {
                self.unwatched = Some(format!("Saving is not noticed here ({why})."));
                Vec::new()
            }
            News::Read(reading) => self.take_reading(*reading),
            News::Checked { round, is_whole, problems } => {
                self.take_checked(round, is_whole, problems)
            }
            News::Scanned { visit, scan } => {
                if visit == self.jobs.visit {
                    self.jobs.scan = None;
                    self.take_scan(scan.map(|scan| *scan));
                }
                Vec::new()
            }
            News::Foreseen { visit, variant, foreseen } => {
                self.take_foreseen((visit, variant), *foreseen);
                Vec::new()
            }
        }
    }
}
