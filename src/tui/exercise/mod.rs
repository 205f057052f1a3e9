//! A page that asks: the question, the answer being given, and what was said about it.

pub mod area;
mod asked;
mod below;
mod map;
mod paper;
mod preview;
mod verdict;

use std::time::Duration;

use super::frame::Geometry;
use super::keys::{At, Row, Verb};
use crate::math::read::Syntax;
use crate::pack::{Question, Task};
use crate::study::{Asking, Reply};
use crate::tutor::Answer;
use crate::tutor::mark::Unreadable;
use area::{Area, Enter};
use asked::Asked;
use map::Halves;

/// An exercise as it lies on the screen; what it knows of marks, hints and steps is in its
/// [`Asking`].
#[derive(Debug)]
pub struct Exercise {
    /// The answer as it stands.
    pub area: Area,
    asked: Asked,
    /// The answer that was last handed in.
    handed_in: Option<Answer>,
    /// Are the worked steps shown?
    has_steps: bool,
    /// Is the question open whether the steps are to be shown?
    confirming: bool,
    /// A sentence in the status row.
    note: String,
    /// Has the answer been on its way for more than a second?
    is_slow: bool,
    /// First row of the steps that is shown.
    top: u16,
}

/// What the page asks of whoever holds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Nothing.
    Stay,
    /// Mark this answer.
    Check(Answer),
    /// The next hint.
    Hint,
    /// The worked steps.
    Steps,
    /// Leave it for later.
    Later,
    /// One level up.
    Back,
    /// The next page.
    GoOn,
    /// The page before.
    PageBack,
    /// The same exercise with other numbers.
    Another,
}

impl Exercise {
    /// The exercise as it was left.
    pub fn new(asking: &Asking) -> Exercise {
        let mut area = Area::of(&asking.question);
        area.restore(&asking.draft);
        let handed_in = asking.mark().map(|_| area.answer());
        Exercise {
            area,
            asked: Asked::of(&asking.question),
            handed_in,
            has_steps: false,
            confirming: false,
            note: String::new(),
            is_slow: false,
            top: 0,
        }
    }

    /// Takes in what became of the answer that was handed in.
    pub fn replied(&mut self, reply: Reply, answer: Answer, asking: &Asking) {
        match reply {
            Reply::Blank if self.area.is_typed() => {
                self.say("Nothing typed yet. ctrl-t gives a hint.");
            }
            Reply::Blank => self.say("Nothing marked yet: space marks an option."),
            Reply::Same => self.say(self.area.again()),
            Reply::Closed => {}
            Reply::NotMarked | Reply::Sent => {
                self.handed_in = Some(answer);
                self.is_slow = false;
                self.top = 0;
                self.area.remember();
                self.marked(asking);
            }
        }
    }

    /// The verdict is there.
    pub fn marked(&mut self, asking: &Asking) {
        let Some(mark) = asking.mark() else { return };
        match &mark.unreadable {
            Some(unread) => {
                let (row, _) = self.area.place(unread.field, unread.span.start);
                self.area.focus_on(row);
            }
            None => self.area.marked(mark),
        }
    }

    /// The answer has been on its way for a second.
    pub fn waits(&mut self) {
        self.is_slow = true;
    }

    /// There is no further hint but the worked steps.
    pub fn no_hint(&mut self) {
        self.confirming = !self.has_steps;
    }

    /// Shows the worked steps.
    pub fn show_steps(&mut self, asking: &Asking) {
        self.has_steps = true;
        if asking.steps().is_empty() {
            self.say("There are no worked steps for this one.");
        }
        self.confirming = false;
    }

    /// Says a sentence in the status row.
    pub fn say(&mut self, note: &str) {
        note.clone_into(&mut self.note);
    }

    /// Which rows of the key table apply, inner first.
    pub fn contexts(&self, asking: &Asking) -> Vec<At> {
        if self.confirming {
            return vec![At::Confirming];
        }
        if asking.is_settled() && !self.area.goes_on() {
            return vec![At::Answered];
        }
        let mut contexts = self.area.contexts().to_vec();
        contexts.push(if asking.is_settled() { At::More } else { At::Asking });
        contexts
    }

    /// A footer word other than the table's.
    pub fn word(&self, row: &Row, asking: &Asking) -> Option<String> {
        let is_for = |verb: Verb| row.keys.iter().any(|(_, own)| *own == verb);
        let word = self.area.word(row)?;
        if is_for(Verb::Hint) {
            return asking.next_hint();
        }
        if is_for(Verb::Steps) && self.has_steps {
            return None;
        }
        Some(word)
    }

    /// Types a character into the field.
    pub fn put(&mut self, c: char) {
        self.note.clear();
        self.area.put(c);
    }

    /// Pastes a text into the field.
    pub fn paste(&mut self, text: &str, asking: &Asking) {
        self.note.clear();
        if !self.area.is_typed() || asking.is_settled() {
            self.say("Nothing to paste into here.");
        } else if !self.area.paste(text) {
            let most = super::field::MOST;
            self.note = format!("Cut at {most} characters: longer lines are not read.");
        }
    }

    /// A key of the table.
    pub fn verb(&mut self, verb: Verb, motion: bool, asking: &Asking) -> Deed {
        self.note.clear();
        self.area.still(motion);
        if self.confirming {
            self.confirming = false;
            return if verb == Verb::Enter { Deed::Steps } else { Deed::Stay };
        }
        if asking.is_settled() {
            let is_more = self.area.goes_on() && self.more(verb);
            return if is_more { Deed::Stay } else { self.settled_verb(verb) };
        }
        match verb {
            Verb::Enter => self.enter(asking),
            Verb::Hint => Deed::Hint,
            Verb::Steps if self.has_steps => Deed::Stay,
            Verb::Steps => {
                self.confirming = true;
                Deed::Stay
            }
            Verb::Later => Deed::Later,
            Verb::Back => Deed::Back,
            verb => {
                let is_said = self.area.verb(verb) && matches!(verb, Verb::Yes | Verb::No);
                if is_said { Deed::Check(self.area.answer()) } else { Deed::Stay }
            }
        }
    }

    /// A key while something more is tried; `false` when it means nothing to that.
    fn more(&mut self, verb: Verb) -> bool {
        match verb {
            // What is tried now is not marked.
            Verb::Enter => !self.area.is_blank() && self.area.enter() != Enter::GoOn,
            Verb::Back | Verb::Up | Verb::Down => false,
            verb => self.area.verb(verb),
        }
    }

    /// How long until something moves by itself.
    pub fn next_tick(&self) -> Option<Duration> {
        self.area.next_tick()
    }

    /// Time went by; answers with what is to be checked now that it was seen.
    pub fn tick(&mut self, elapsed: Duration, asking: &Asking) -> Option<Answer> {
        let checks = self.area.tick(elapsed) == Enter::Check && !asking.is_settled();
        checks.then(|| self.area.answer())
    }

    /// Can the mouse do something here?
    pub fn wants_mouse(&self, asking: &Asking) -> bool {
        self.area.has_map() && !asking.is_settled()
    }

    /// The mouse did something over a cell of the body.
    pub fn mouse(&mut self, deed: super::app::Deed, cell: (u16, u16), geometry: &Geometry) {
        let body = geometry.body();
        let halves = Halves::of(geometry, (body.width, body.height));
        let is_map = halves.text.is_some() || self.area.shows_map();
        if is_map && cell.0 < halves.map.0 && cell.1 < halves.map.1 {
            self.area.point(deed, (cell.0.into(), cell.1.into()));
        }
    }

    fn settled_verb(&mut self, verb: Verb) -> Deed {
        match verb {
            Verb::Enter => return Deed::GoOn,
            Verb::PageBack => return Deed::PageBack,
            Verb::Another => return Deed::Another,
            Verb::Back => return Deed::Back,
            Verb::Steps if !self.has_steps => return Deed::Steps,
            Verb::Up => self.top = self.top.saturating_sub(1),
            Verb::Down => self.top = self.top.saturating_add(1),
            _ => {}
        }
        Deed::Stay
    }

    fn enter(&mut self, asking: &Asking) -> Deed {
        if let Some(unread) = self.unread(asking) {
            // The second enter on an unread line takes the mend, where there is one.
            if let Some(mend) = &unread.mend {
                self.area.mend(unread.field, mend);
            }
            return Deed::Stay;
        }
        match self.area.enter() {
            Enter::Check => Deed::Check(self.area.answer()),
            Enter::Stay => Deed::Stay,
            Enter::GoOn => Deed::GoOn,
        }
    }

    /// Has the answer been changed since it was handed in?
    fn is_changed(&self) -> bool {
        self.handed_in.as_ref() != Some(&self.area.answer())
    }

    /// Does this field stand as it was marked?
    fn is_as_handed_in(&self, row: usize) -> bool {
        let now = self.area.answer();
        let Some(then) = &self.handed_in else { return false };
        match (area::field(&now, row), area::field(then, row)) {
            (Some(now), Some(then)) => now == then && !now.trim().is_empty(),
            _ => now == *then,
        }
    }

    /// Why the line as it stands cannot be read, once it was handed in.
    fn unread<'a>(&self, asking: &'a Asking) -> Option<&'a Unreadable> {
        asking.mark().and_then(|mark| mark.unreadable.as_ref()).filter(|_| !self.is_changed())
    }
}

/// How a line of the answer is read while it is typed; marking decides for itself.
fn syntax(question: &Question) -> Syntax {
    match &question.task {
        Task::Derivative { of, .. } | Task::Lines { of, .. } => question.typing.syntax(&of.names()),
        Task::Partial { vars, .. } | Task::Gradient { vars, .. } | Task::Hessian { vars, .. } => {
            question.typing.syntax(vars)
        }
        _ => Syntax { vars: None, vector: true, ..question.typing.syntax(&[]) },
    }
}
