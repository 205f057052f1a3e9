//! How news changes what is in front of the author.

use std::sync::Arc;
use std::time::Duration;

use super::news::{checker, reader, scanner};
use super::page::Page;
use super::{Leaf, Preview, Progress};
use crate::author::preview::{Foreseen, Reading, Scan, Spot, is_near};
use crate::pack::Problem;
use crate::tui::app::Effect;

impl Preview {
    /// The files as they stand now: goes to the block that was edited.
    pub(super) fn take_reading(&mut self, reading: Reading) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.jobs.is_reading = std::mem::take(&mut self.jobs.is_stale);
        if self.jobs.is_reading {
            effects.push(reader(&self.subject));
        }
        (self.age, self.is_again) = (Duration::ZERO, self.is_read);
        if self.is_read && reading.is_same_as(&self.reading) {
            return effects;
        }
        // A folder that went away, or came back, has to be watched anew.
        let is_missing = |reading: &Reading| reading.pack.is_none() || reading.sources.is_empty();
        if self.is_read && (is_missing(&reading) || is_missing(&self.reading)) {
            effects.push(Effect::Watch(self.subject.folder.clone()));
        }
        let edited = if self.is_read { reading.edited_since(&self.reading) } else { None };
        let old = std::mem::replace(&mut self.reading, reading);
        let is_first = !std::mem::replace(&mut self.is_read, true);
        let spot = match edited {
            None if is_first => self.reading.spots().next(),
            None => self.reading.again(&old, self.spot),
            edited => edited,
        };
        let is_moved = spot != Some(self.spot) || edited.is_some();
        if self.is_complete() {
            self.good = self.reading.clone();
        }
        if is_moved {
            (self.leaf, self.top, self.variant) = (Leaf::Block, 0, 0);
        }
        self.chosen = None;
        self.problems = sorted(&self.reading, self.reading.problems.clone());
        self.spot = spot.unwrap_or(self.spot);
        self.edited = self.reading.difference(&old, self.spot.source);
        self.jobs.round += 1;
        effects.extend(self.arrive());
        effects.extend(self.check(false));
        effects
    }

    /// Could every block be read?
    fn is_complete(&self) -> bool {
        let reading = &self.reading;
        reading.sources.iter().all(|source| source.lesson.is_some())
            && reading.spots().next().is_some()
            && reading.spots().all(|spot| reading.block(spot).is_some())
    }

    /// Has the lesson checked, and then the whole pack.
    fn check(&mut self, is_whole: bool) -> Option<Effect> {
        if let Some((progress, _)) = self.jobs.check.take() {
            progress.stop();
        }
        let pack = self.reading.pack.as_ref()?;
        let source = self.reading.sources.get(self.spot.source);
        let lesson = source.and_then(|source| pack.lessons.get(source.lesson?));
        let lesson = lesson.filter(|_| !is_whole);
        if lesson.is_none() && !self.reading.is_whole {
            return None;
        }
        let progress = Arc::new(Progress::default());
        self.jobs.check = Some((Arc::clone(&progress), lesson.is_none()));
        Some(checker(self.jobs.round, pack, lesson, &progress))
    }

    pub(super) fn take_checked(
        &mut self,
        round: u64,
        is_whole: bool,
        problems: Option<Vec<Problem>>,
    ) -> Vec<Effect> {
        let (Some(problems), true) = (problems, round == self.jobs.round) else {
            return Vec::new();
        };
        self.jobs.check = None;
        let chosen = self.chosen.and_then(|at| self.problems.get(at).cloned());
        let only = self.subject.only.as_deref();
        let near = problems.into_iter().filter(|problem| is_near(problem, only));
        let all = self.reading.problems.iter().cloned().chain(near).collect();
        self.problems = sorted(&self.reading, all);
        self.chosen = chosen.and_then(|old| self.problems.iter().position(|own| *own == old));
        self.seek();
        let goes_on = !is_whole && self.reading.is_whole;
        if goes_on { self.check(true).into_iter().collect() } else { Vec::new() }
    }

    /// Takes the block in that the spot names, as it is or as it was.
    pub(super) fn arrive(&mut self) -> Vec<Effect> {
        self.jobs.visit += 1;
        if let Some(progress) = self.jobs.scan.take() {
            progress.stop();
        }
        self.scan = None;
        let comma = self.subject.decimal_comma;
        let page = |reading: &Reading, spot: Spot| {
            let (lesson, block) = reading.block(spot)?;
            Page::of(reading.pack.as_ref()?, lesson, block, None, comma)
        };
        let now = page(&self.reading, self.spot);
        self.is_old = now.is_none();
        self.page = now.or_else(|| page(&self.good, self.last_good()?));
        let Some(exercise) = self.page.as_ref().and_then(|page| page.exercise.as_ref()) else {
            return Vec::new();
        };
        let progress = Arc::new(Progress::default());
        self.jobs.scan = Some(Arc::clone(&progress));
        vec![scanner(self.jobs.visit, exercise, &progress)]
    }

    /// Where the block stood when it could still be read. A new block stood nowhere.
    fn last_good(&self) -> Option<Spot> {
        let Some(source) = self.reading.sources.get(self.spot.source) else {
            return self.good.written(self.spot).map(|_| self.spot);
        };
        if source.lesson.is_some() && source.blocks.is_empty() {
            return None;
        }
        let good = self.good.sources.iter().position(|own| own.file == source.file)?;
        let was = &self.good.sources[good];
        (was.blocks.len() >= source.blocks.len())
            .then_some(Spot { source: good, block: self.spot.block })
            .filter(|spot| self.good.written(*spot).is_some())
    }

    pub(super) fn take_scan(&mut self, scan: Option<Scan>) {
        self.scan = scan;
        self.show_variant(self.variant.min(self.variants().saturating_sub(1)));
        self.seek();
    }

    /// Shows the variant in which the problem appears, where the author has chosen none.
    pub(super) fn seek(&mut self) {
        let at = self.problem().and_then(|at| self.problems.get(at));
        let first = at.zip(self.scan.as_ref()).and_then(|(problem, scan)| scan.first_with(problem));
        if let (Some(first), 0) = (first, self.variant) {
            self.show_variant(first);
        }
    }

    pub(super) fn show_variant(&mut self, number: usize) {
        let looked = self.scan.as_ref().and_then(|scan| scan.variants.get(number));
        let Some(question) = looked.and_then(|own| own.variant.as_ref()).map(|own| &own.question)
        else {
            return;
        };
        self.variant = number;
        let reading = if self.is_old { &self.good } else { &self.reading };
        let spot = if self.is_old { self.last_good() } else { Some(self.spot) };
        let found = spot.and_then(|spot| reading.block(spot)).zip(reading.pack.as_ref());
        let comma = self.subject.decimal_comma;
        let page = found.and_then(|((lesson, block), pack)| {
            Page::of(pack, lesson, block, Some(question), comma)
        });
        self.page = page.or(self.page.take());
    }

    pub(super) fn take_foreseen(&mut self, of: (u64, usize), found: Foreseen) {
        if let (Leaf::Answers(foreseen), true) =
            (&mut self.leaf, of == (self.jobs.visit, self.variant))
        {
            *foreseen = Some(found);
        }
    }
}

/// Problems of the pack's own files first, then those of the lessons in reading order.
fn sorted(reading: &Reading, mut problems: Vec<Problem>) -> Vec<Problem> {
    let source = |problem: &Problem| {
        reading.sources.iter().position(|own| own.file == problem.place.file).map(|at| at + 1)
    };
    problems.sort_by_key(|problem| (source(problem), problem.place.span.start));
    problems.dedup();
    problems
}
