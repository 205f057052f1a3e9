//! The lesson that somebody is writing, as a student meets it, with what its author asks.
//!
//! A state of the screen like the laboratory: `update` reads no clock and no file. Reading,
//! checking and scanning leave as `Effect::Work` and come back as [`News`], each with the number
//! of the reading that it belongs to, so that news of an older one is dropped. At most one reading
//! is on its way; saves meanwhile ask for one more. Nothing that is typed here is kept: the pages
//! have no record behind them.

mod keys;
mod leaf;
mod line;
mod news;
mod notes;
mod page;
mod place;
mod problem;
mod steer;
mod update;
mod view;
pub(in crate::tui) mod watch;

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::frame::Geometry;
use super::keys::{At, Row, Verb as Key};
use super::lesson::Lesson;
use crate::author::preview::{Foreseen, Reading, Scan, Spot};
use crate::pack::{Files, Problem};
use crate::study::Session;

pub(super) use keys::KEYS;
pub use keys::Verb;
pub use news::News;

use page::Page;

/// What is looked at.
#[derive(Clone)]
pub struct Subject {
    /// The files of the pack.
    pub files: Files,
    /// One lesson by the path of its file, or all of them.
    pub only: Option<String>,
    /// The folder that is watched.
    pub folder: PathBuf,
    /// Does this author write `1,5` for one and a half?
    pub decimal_comma: bool,
    /// A page line by line, under a heading: how plain mode says it.
    pub plain: fn(&Session, &str) -> Vec<String>,
}

/// The preview on the screen.
pub struct Preview {
    subject: Subject,
    /// What stands in the files.
    reading: Reading,
    /// The last reading of which every block could be read.
    good: Reading,
    /// Was there a reading yet?
    is_read: bool,
    /// Everything that is wrong, as far as it is known, in reading order.
    problems: Vec<Problem>,
    /// The lines of the file that were edited last.
    edited: Option<Range<usize>>,
    /// The problem that was asked for last, by its number.
    chosen: Option<usize>,
    spot: Spot,
    page: Option<Page>,
    /// Does the page show an older reading, because the block cannot be read now?
    is_old: bool,
    /// The number of the variant, and every variant of the exercise once they are known.
    variant: usize,
    scan: Option<Scan>,
    leaf: Leaf,
    /// The first row of a list that is shown.
    top: usize,
    /// How long ago the files were read.
    age: Duration,
    /// Was it read again since the preview was opened?
    is_again: bool,
    jobs: Jobs,
    /// One sentence in the status row, until the next key.
    said: String,
    /// Why saving is not noticed, if it is not.
    unwatched: Option<String>,
}

/// What is in front of the author.
enum Leaf {
    /// The block.
    Block,
    /// The foreseen answers of the variant, once they are marked.
    Answers(Option<Foreseen>),
    /// The variants that nobody should meet.
    Scan,
    /// The block line by line.
    Plain(Vec<String>),
    /// The block, to be answered.
    Trying(Box<Lesson>),
}

/// What is being computed elsewhere.
#[derive(Default)]
struct Jobs {
    /// The number of the reading that news must belong to.
    round: u64,
    is_reading: bool,
    /// Was something saved while reading?
    is_stale: bool,
    /// The check under way, and whether it is the one of the whole pack.
    check: Option<(Arc<Progress>, bool)>,
    /// The scan under way.
    scan: Option<Arc<Progress>>,
    /// Which exercise's scan is wanted: news of an older one is dropped.
    visit: u64,
}

/// How far a worker is; it stops when it is asked to.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    total: AtomicUsize,
    stop: AtomicBool,
}

impl Progress {
    fn tell(&self, done: usize, total: usize) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.goes_on()
    }

    fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }

    fn count(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// While something is checked, its count is drawn this often.
const COUNT: Duration = Duration::from_millis(200);
/// Ages are told in seconds up to here, then in minutes.
const MINUTE: Duration = Duration::from_mins(1);

impl Preview {
    /// A preview of which nothing is read yet.
    pub fn new(subject: Subject) -> Preview {
        Preview {
            subject,
            reading: Reading::default(),
            good: Reading::default(),
            is_read: false,
            problems: Vec::new(),
            edited: None,
            chosen: None,
            spot: Spot::default(),
            page: None,
            is_old: false,
            variant: 0,
            scan: None,
            leaf: Leaf::Block,
            top: 0,
            age: Duration::ZERO,
            is_again: false,
            jobs: Jobs::default(),
            said: String::new(),
            unwatched: None,
        }
    }

    /// Which rows of the key table apply, inner first.
    pub fn contexts(&self) -> Vec<At> {
        match &self.leaf {
            Leaf::Trying(lesson) => {
                let mut contexts = vec![At::Trying];
                contexts.extend(lesson.contexts());
                contexts
            }
            Leaf::Block => {
                let mut contexts = vec![At::Preview];
                if let Some(page) = self.page.as_ref().filter(|page| page.question.is_none()) {
                    // Figures move here as they do in the lesson; its own keys are the preview's.
                    let own = page.bare.contexts();
                    contexts.extend(own.into_iter().filter(|at| *at != At::Page));
                }
                contexts
            }
            Leaf::Answers(_) | Leaf::Scan | Leaf::Plain(_) => vec![At::PreviewList, At::Preview],
        }
    }

    /// A footer word other than the table's; `None` leaves a key out.
    pub fn word(&self, row: &Row, geometry: &Geometry) -> Option<String> {
        if let Leaf::Trying(lesson) = &self.leaf {
            let word = lesson.word(row, Some(geometry))?;
            return Some(if word == "lessons" { "back".to_owned() } else { word });
        }
        let is_for = |verb: Verb| row.keys.iter().any(|(_, own)| *own == Key::Preview(verb));
        let is_list = !matches!(self.leaf, Leaf::Block);
        let has_question = self.page.as_ref().is_some_and(|page| page.question.is_some());
        let is_wanted = match () {
            () if row.at == At::PreviewList => true,
            () if is_for(Verb::Problem) => !self.problems.is_empty(),
            () if is_for(Verb::Variant) => self.variants() > 1,
            () if is_for(Verb::Answers) => self.has_foreseen(),
            () if is_for(Verb::Try) => has_question && !self.is_old,
            () if is_for(Verb::Scan) => self.variants() > 1,
            () if is_for(Verb::Plain) => self.page.is_some(),
            () if row.keys.iter().any(|(_, own)| *own == Key::Enter) => self.blocks() > 1,
            () => true,
        };
        let is_hidden = is_list && (row.edge || row.keys.iter().any(|(_, own)| *own == Key::Enter));
        let is_hidden = is_hidden && row.at == At::Preview;
        (is_wanted && !is_hidden).then(|| row.word.to_owned())
    }

    /// How long until something is due.
    pub fn next_tick(&self) -> Option<Duration> {
        let moving = match &self.leaf {
            Leaf::Trying(lesson) => lesson.next_tick(),
            Leaf::Block => self.page.as_ref().and_then(|page| page.bare.next_tick()),
            Leaf::Answers(_) | Leaf::Scan | Leaf::Plain(_) => None,
        };
        let count = self.jobs.check.as_ref().map(|_| COUNT);
        let age = self.is_read.then(|| {
            let unit = if self.age < MINUTE { 1_000 } else { 60_000 };
            Duration::from_millis(unit - self.age.as_millis() as u64 % unit)
        });
        [moving, count, age].into_iter().flatten().min()
    }

    /// Time went by.
    pub fn tick(&mut self, elapsed: Duration) {
        self.age += elapsed;
        match &mut self.leaf {
            Leaf::Trying(lesson) => lesson.tick(elapsed, 0),
            Leaf::Block => {
                if let Some(page) = &mut self.page {
                    page.bare.tick(elapsed, 0);
                }
            }
            Leaf::Answers(_) | Leaf::Scan | Leaf::Plain(_) => {}
        }
    }
}

impl std::fmt::Debug for Preview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Preview").field("spot", &self.spot).finish_non_exhaustive()
    }
}
