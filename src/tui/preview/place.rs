//! Where is the author: which block, how far, and which of its problems is shown?

use super::{Leaf, Preview};
use crate::author::preview::Spot;
use crate::pack::{Problem, Severity};
use crate::tui::frame::{Place, Rail, Room};

impl Preview {
    /// Row 0.
    pub fn place(&self, across: Room) -> Place {
        let file = self.reading.sources.get(self.spot.source).map(|source| &*source.file);
        let file = file.or(self.subject.only.as_deref()).unwrap_or("pack.toml");
        let name = file.trim_start_matches("lessons/").to_owned();
        let here = self.title();
        let (path, here) = if here.is_empty() { (Vec::new(), name) } else { (vec![name], here) };
        Place { path, here, far: self.far(across) }
    }

    fn title(&self) -> String {
        let Some(page) = &self.page else { return String::new() };
        match (&page.exercise, &page.question) {
            (Some(exercise), _) => exercise.id.clone(),
            (None, _) => page.bare.session.lesson().title.clone(),
        }
    }

    /// `block 5 of 8, variant 3 of 12`.
    fn far(&self, across: Room) -> String {
        if let Leaf::Trying(_) = self.leaf {
            return "trying it".to_owned();
        }
        let all = self.blocks();
        if all == 0 {
            return String::new();
        }
        let (first, last) = self.numbers();
        let own = if first == last { format!("{first}") } else { format!("{first}–{last}") };
        let small = across == Room::Small;
        let block = match (small, first == last) {
            (true, _) => format!("{own} of {all}"),
            (false, true) => format!("block {own} of {all}"),
            (false, false) => format!("blocks {own} of {all}"),
        };
        match self.variants() {
            _ if self.is_old => format!("{block}, as it was"),
            0 | 1 => block,
            many if small => format!("{block}, v {} of {many}", self.variant + 1),
            many => format!("{block}, variant {} of {many}", self.variant + 1),
        }
    }

    /// Row 1.
    pub fn rail(&self) -> Rail {
        Rail::Share(self.numbers().1.min(self.blocks()), self.blocks().max(1))
    }

    /// The sentence of the status row.
    pub fn status(&self) -> String {
        match &self.leaf {
            Leaf::Trying(lesson) => lesson.status(),
            Leaf::Block | Leaf::Answers(_) | Leaf::Scan | Leaf::Plain(_) => {
                let lasting = self.unwatched.clone().unwrap_or_default();
                if self.said.is_empty() { lasting } else { self.said.clone() }
            }
        }
    }

    /// Blocks of the file.
    pub(super) fn blocks(&self) -> usize {
        self.reading.sources.get(self.spot.source).map_or(0, |source| source.blocks.len())
    }

    /// The first and the last block of the page, from 1.
    pub(super) fn numbers(&self) -> (usize, usize) {
        let spots = self.together();
        let number = |spot: Option<&Spot>| spot.map_or(self.spot.block, |spot| spot.block) + 1;
        (number(spots.first()), number(spots.last()))
    }

    /// The blocks that the page shows first.
    pub(super) fn together(&self) -> Vec<Spot> {
        let Some(page) = self.page.as_ref().filter(|_| !self.is_old) else {
            return vec![self.spot];
        };
        let source = self.spot.source;
        let Some(own) = self.reading.sources.get(source) else { return vec![self.spot] };
        let is_here = |at: usize| own.blocks[at].block.is_some_and(|at| page.blocks.contains(&at));
        let spots = (0..own.blocks.len()).filter(|at| is_here(*at));
        let spots: Vec<Spot> = spots.map(|block| Spot { source, block }).collect();
        if spots.contains(&self.spot) { spots } else { vec![self.spot] }
    }

    /// How many variants there are, as far as they are known.
    pub(super) fn variants(&self) -> usize {
        self.scan.as_ref().map_or(0, |scan| scan.variants.len())
    }

    /// Did the author foresee answers, or write tests?
    pub(super) fn has_foreseen(&self) -> bool {
        let wrong = self.page.as_ref().and_then(|page| page.question.as_ref());
        let tests = self.scan.as_ref().and_then(|scan| scan.variants.get(self.variant));
        let tests = tests.and_then(|looked| looked.variant.as_ref());
        wrong.is_some_and(|question| !question.wrong.is_empty())
            || tests.is_some_and(|variant| !variant.tests.is_empty())
    }

    /// The problem that is shown: the one asked for; else the first of this page, those of the
    /// edited lines before others; else what keeps the lesson from being read, or the pack.
    pub(super) fn problem(&self) -> Option<usize> {
        let here = self.together();
        let is_here = |problem: &Problem| {
            self.reading.spot_of(&problem.place).is_some_and(|spot| here.contains(&spot))
        };
        let source = self.reading.sources.get(self.spot.source);
        let keeps = |problem: &Problem| match source {
            Some(source) => source.lesson.is_none() && problem.place.file == source.file,
            None => true,
        };
        let first = |holds: &dyn Fn(&Problem) -> bool| self.problems.iter().position(holds);
        let is_edited = |problem: &Problem| {
            let at = problem.place.span.start;
            self.edited.as_ref().is_some_and(|lines| (lines.start..=lines.end).contains(&at))
        };
        self.chosen
            .or_else(|| first(&|problem| is_here(problem) && is_edited(problem)))
            .or_else(|| first(&is_here))
            .or_else(|| first(&keeps))
            .or_else(|| {
                first(&|problem| {
                    problem.severity == Severity::Error
                        && self.reading.spot_of(&problem.place).is_none()
                })
            })
            .or_else(|| self.reading.pack.is_none().then_some(0))
            .filter(|at| *at < self.problems.len())
    }
}
