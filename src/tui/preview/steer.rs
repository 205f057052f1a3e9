//! Which way do the keys lead?

use ratatui::layout::Rect;

use super::news::marker;
use super::{Leaf, Preview, Verb};
use crate::author::preview::Spot;
use crate::pack::Problem;
use crate::study::{Order, Report};
use crate::tui::app::Effect;
use crate::tui::keys::Verb as Key;
use crate::tui::lesson::{Leads, Lesson};
use crate::tui::look::Look;

impl Preview {
    /// Types a character.
    pub fn put(&mut self, c: char) {
        if let Leaf::Trying(lesson) = &mut self.leaf {
            lesson.put(c);
        }
    }

    /// Pastes a text; `false` where nothing can be pasted into.
    pub fn paste(&mut self, text: &str) -> bool {
        match &mut self.leaf {
            Leaf::Trying(lesson) => lesson.paste(text),
            Leaf::Block | Leaf::Answers(_) | Leaf::Scan | Leaf::Plain(_) => false,
        }
    }

    /// A key of the table.
    pub fn verb(&mut self, verb: Key, window: Rect, look: &Look) -> Vec<Effect> {
        self.said.clear();
        match &mut self.leaf {
            Leaf::Trying(lesson) => {
                let leads = lesson.verb(verb, window, look, 0);
                settle(lesson);
                let is_done = lesson.session.page().0 > 1;
                if leads != Leads::Stay || is_done {
                    self.leaf = Leaf::Block;
                }
                return if is_done { self.turn(true) } else { Vec::new() };
            }
            Leaf::Answers(_) | Leaf::Scan | Leaf::Plain(_) => match verb {
                Key::Back => {
                    (self.leaf, self.top) = (Leaf::Block, 0);
                    return Vec::new();
                }
                Key::Up => self.top = self.top.saturating_sub(1),
                Key::Down => self.top += 1,
                Key::PageBack => self.top = self.top.saturating_sub(8),
                Key::PageOn => self.top += 8,
                Key::First => self.top = 0,
                _ => {}
            },
            Leaf::Block => match verb {
                Key::Back => return vec![Effect::Quit],
                Key::Enter => return self.enter(window, look),
                Key::PageBack => return self.turn(false),
                Key::First | Key::Last => {
                    let spots: Vec<Spot> = self.reading.spots().collect();
                    let spot = if verb == Key::First { spots.first() } else { spots.last() };
                    let spot = spot.copied();
                    return self.go(spot);
                }
                _ => {}
            },
        }
        match verb {
            Key::Preview(own) => self.own(own),
            verb => {
                if let (Leaf::Block, Some(page)) = (&self.leaf, &mut self.page)
                    && page.question.is_none()
                {
                    page.bare.verb(verb, window, look, 0);
                }
                Vec::new()
            }
        }
    }

    fn own(&mut self, verb: Verb) -> Vec<Effect> {
        match verb {
            Verb::Problem => return self.next_problem(true),
            Verb::ProblemBefore => return self.next_problem(false),
            Verb::Variant => return self.next_variant(true),
            Verb::VariantBefore => return self.next_variant(false),
            Verb::Answers if matches!(self.leaf, Leaf::Answers(_)) => self.leaf = Leaf::Block,
            Verb::Answers => {
                self.leaf = Leaf::Answers(None);
                self.top = 0;
                return self.mark();
            }
            Verb::Scan if matches!(self.leaf, Leaf::Scan) => self.leaf = Leaf::Block,
            Verb::Scan if self.variants() > 0 => self.leaf = Leaf::Scan,
            Verb::Scan if self.jobs.scan.is_some() => {
                "The variants are still being looked at.".clone_into(&mut self.said);
            }
            Verb::Scan => "There are no variants to look at here.".clone_into(&mut self.said),
            Verb::Plain if matches!(self.leaf, Leaf::Plain(_)) => self.leaf = Leaf::Block,
            Verb::Plain => self.say_plainly(),
            Verb::Try => match &self.page {
                Some(page) if page.question.is_some() && !self.is_old => {
                    self.leaf = Leaf::Trying(Box::new(page.to_try()));
                }
                _ => "Nothing is asked here.".clone_into(&mut self.said),
            },
        }
        self.top = 0;
        Vec::new()
    }

    fn say_plainly(&mut self) {
        let Some(page) = &self.page else { return };
        let (first, last) = self.numbers();
        let own = if first == last {
            format!("Block {first}")
        } else {
            format!("Blocks {first} and {last}")
        };
        let heading = format!("{own} of {}.", self.blocks());
        self.leaf = Leaf::Plain((self.subject.plain)(page.session(), &heading));
    }

    /// Has the foreseen answers of the variant marked.
    fn mark(&mut self) -> Vec<Effect> {
        let looked = self.scan.as_ref().and_then(|scan| scan.variants.get(self.variant));
        match looked.and_then(|looked| looked.variant.as_ref()) {
            Some(variant) => vec![marker(self.jobs.visit, self.variant, variant)],
            None => {
                self.leaf = Leaf::Block;
                "There are no answers to look at here.".clone_into(&mut self.said);
                Vec::new()
            }
        }
    }

    /// The next problem, or the one before, round and round.
    fn next_problem(&mut self, on: bool) -> Vec<Effect> {
        let count = self.problems.len();
        if count == 0 {
            "Nothing to mend.".clone_into(&mut self.said);
            return Vec::new();
        }
        let at = match (self.problem(), on) {
            (None, _) => self.nearest_problem(on),
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        let spot = self.reading.spot_of(&self.problems[at].place);
        self.chosen = Some(at);
        let effects = match spot.filter(|spot| !self.together().contains(spot)) {
            Some(spot) => self.go(Some(spot)),
            None => Vec::new(),
        };
        (self.chosen, self.variant) = (Some(at), 0);
        self.seek();
        effects
    }

    /// Where no problem is shown: the first behind the page, or the last in front of it.
    fn nearest_problem(&self, on: bool) -> usize {
        let spot = |problem: &Problem| self.reading.spot_of(&problem.place);
        let behind = |problem: &Problem| spot(problem).is_some_and(|spot| spot > self.spot);
        let (next, count) = (self.problems.iter().position(behind), self.problems.len());
        if on { next.unwrap_or(0) } else { (next.unwrap_or(0) + count - 1) % count.max(1) }
    }

    fn next_variant(&mut self, on: bool) -> Vec<Effect> {
        let count = self.variants();
        if count < 2 {
            let why = if self.jobs.scan.is_some() {
                "The variants are still being looked at."
            } else {
                "There is one variant only."
            };
            why.clone_into(&mut self.said);
            return Vec::new();
        }
        let step = if on { 1 } else { count - 1 };
        let mut next = (self.variant + step) % count;
        // A variant without a question has nothing to show.
        while next != self.variant && !self.is_shown(next) {
            next = (next + step) % count;
        }
        self.show_variant(next);
        match &self.leaf {
            Leaf::Answers(_) => return self.mark(),
            Leaf::Plain(_) => self.say_plainly(),
            Leaf::Block | Leaf::Scan | Leaf::Trying(_) => {}
        }
        Vec::new()
    }

    fn is_shown(&self, number: usize) -> bool {
        let looked = self.scan.as_ref().and_then(|scan| scan.variants.get(number));
        looked.is_some_and(|looked| looked.variant.is_some())
    }

    /// The rest of a long text, else the next block.
    fn enter(&mut self, window: Rect, look: &Look) -> Vec<Effect> {
        if let Some(page) = self.page.as_mut().filter(|page| page.question.is_none()) {
            page.bare.verb(Key::Enter, window, look, 0);
            if page.bare.session.page().0 == 1 {
                return Vec::new();
            }
        }
        self.turn(true)
    }

    /// The block behind those of the page, or the one before them.
    fn turn(&mut self, on: bool) -> Vec<Effect> {
        let here = self.together();
        let spots: Vec<Spot> = self.reading.spots().collect();
        let at = |spot: Option<&Spot>| spots.iter().position(|own| Some(own) == spot);
        let next = if on {
            at(here.last()).and_then(|at| spots.get(at + 1))
        } else {
            at(here.first()).and_then(|at| spots.get(at.checked_sub(1)?))
        };
        match next.copied() {
            Some(spot) => self.go(Some(spot)),
            None => {
                let end = if on { "This is the last block." } else { "This is the first block." };
                let effects = self.go(Some(self.spot));
                end.clone_into(&mut self.said);
                effects
            }
        }
    }

    fn go(&mut self, spot: Option<Spot>) -> Vec<Effect> {
        let Some(spot) = spot else { return Vec::new() };
        (self.spot, self.chosen, self.leaf) = (spot, None, Leaf::Block);
        (self.variant, self.top) = (0, 0);
        self.arrive()
    }
}

/// What a record would answer: it is kept. Here it is not, and nobody is told otherwise.
fn settle(lesson: &mut Lesson) {
    for order in lesson.orders() {
        if let Order::Attempt(ticket, _) = order {
            lesson.kept(&Report { ticket: Some(ticket), outcome: Ok(()) });
        }
    }
}
