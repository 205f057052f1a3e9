//! A page that asks: the question, the answer being given, and what was said about it.

pub mod area;
mod asked;
mod draw;
mod preview;
mod verdict;

use super::field::Field;
use super::keys::{At, Row, Verb};
use crate::math::read::Syntax;
use crate::pack::{Question, Task};
use crate::study::{Asking, Reply};
use crate::tutor::mark::Unreadable;
use crate::tutor::{Answer, Verdict};
use area::{Area, Layout};
use asked::Asked;

/// An exercise as it lies on the screen; what it knows of marks, hints and steps is in its
/// [`Asking`].
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each with its name")]
#[derive(Clone, Debug)]
pub struct Exercise {
    /// The answer as it stands.
    pub area: Area,
    asked: Asked,
    /// The answer that was last handed in.
    handed_in: Option<Answer>,
    /// Has the line been changed since it could not be read?
    is_mended: bool,
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
        Exercise {
            area,
            asked: Asked::of(&asking.question),
            handed_in: None,
            is_mended: false,
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
            Reply::Blank => self.say("Nothing typed yet. ctrl-t gives a hint."),
            Reply::Same => self.say("The same line as before. Change it, or ctrl-t for a hint."),
            Reply::Closed => {}
            Reply::NotMarked | Reply::Sent => {
                self.handed_in = Some(answer);
                self.is_mended = false;
                self.is_slow = false;
                self.top = 0;
                if let Area::Fields(fields) = &mut self.area {
                    fields.lines.iter_mut().for_each(Field::remember);
                }
                self.marked(asking);
            }
        }
    }

    /// The verdict is there.
    pub fn marked(&mut self, asking: &Asking) {
        let Some(mark) = asking.mark() else { return };
        // A derivation goes on under a line that stands.
        let goes_on = !mark.is_right()
            && mark.fields.last().is_some_and(|line| line.verdict == Verdict::Right);
        if let Area::Fields(fields) = &mut self.area
            && fields.layout == Layout::Lines
            && goes_on
        {
            fields.add_line();
        }
        let Area::Fields(fields) = &mut self.area else { return };
        if fields.layout != Layout::Parts {
            return;
        }
        match &mark.unreadable {
            Some(unread) if unread.field < fields.lines.len() => fields.focus = unread.field,
            Some(_) => {}
            None => {
                let is_right = |row: usize| {
                    mark.fields.get(row).is_some_and(|part| part.verdict == Verdict::Right)
                };
                fields.next_part(is_right);
            }
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
        if asking.is_settled() {
            return vec![At::Answered];
        }
        let mut contexts = self.area.contexts().to_vec();
        contexts.push(At::Asking);
        contexts
    }

    /// A footer word other than the table's.
    pub fn word(&self, row: &Row, asking: &Asking) -> Option<String> {
        let is_for = |verb: Verb| row.keys.iter().any(|(_, own)| *own == verb);
        if is_for(Verb::Hint) {
            return asking.next_hint();
        }
        if is_for(Verb::Steps) && self.has_steps {
            return None;
        }
        let several = matches!(&self.area, Area::Choice(options) if options.several);
        if row.at == At::Choice && row.shown == "space" && !several {
            return None;
        }
        Some(row.word.to_owned())
    }

    /// Types a character into the field.
    pub fn put(&mut self, c: char) {
        self.note.clear();
        if let Area::Fields(fields) = &mut self.area {
            fields.put(c);
            self.changed();
        }
    }

    /// Pastes a text into the field.
    pub fn paste(&mut self, text: &str, asking: &Asking) {
        self.note.clear();
        match &mut self.area {
            Area::Fields(fields) if !asking.is_settled() => {
                if !fields.paste(text) {
                    let most = super::field::MOST;
                    self.note = format!("Cut at {most} characters: longer lines are not read.");
                }
                self.changed();
            }
            Area::Fields(_)
            | Area::Choice(_)
            | Area::Sign(_)
            | Area::Order(_)
            | Area::Card { .. } => self.say("Nothing to paste into here."),
        }
    }

    /// The line is another one now: what was said about reading it no longer holds.
    fn changed(&mut self) {
        self.is_mended = true;
    }

    /// A key of the table.
    pub fn verb(&mut self, verb: Verb, asking: &Asking) -> Deed {
        self.note.clear();
        if self.confirming {
            self.confirming = false;
            return if verb == Verb::Enter { Deed::Steps } else { Deed::Stay };
        }
        if asking.is_settled() {
            return self.settled_verb(verb);
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
            Verb::Yes | Verb::No => self.know(verb == Verb::Yes, asking),
            verb => {
                if self.area.verb(verb) {
                    self.changed();
                }
                Deed::Stay
            }
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

    fn know(&mut self, yes: bool, asking: &Asking) -> Deed {
        match &mut self.area {
            Area::Card { turned: true, knew } => {
                *knew = Some(yes);
                Deed::Check(self.area.answer(&asking.question))
            }
            Area::Card { .. }
            | Area::Fields(_)
            | Area::Choice(_)
            | Area::Sign(_)
            | Area::Order(_) => Deed::Stay,
        }
    }

    fn enter(&mut self, asking: &Asking) -> Deed {
        if let Area::Card { turned, .. } = &mut self.area {
            *turned = true;
            return Deed::Stay;
        }
        if let Some(unread) = self.unread(asking) {
            // The second enter on an unread line takes the mend, where there is one.
            if let (Some(mend), Area::Fields(fields)) = (unread.mend.clone(), &mut self.area)
                && let Some(line) = fields.lines.get_mut(unread.field)
            {
                line.set(&mend);
                self.is_mended = true;
            }
            return Deed::Stay;
        }
        if let Area::Fields(fields) = &mut self.area {
            // A part is checked as soon as it stands; from an empty one `enter` goes on.
            let checks = fields.layout == Layout::Parts && !fields.focused().is_blank();
            if !checks && fields.next_empty() {
                return Deed::Stay;
            }
        }
        Deed::Check(self.area.answer(&asking.question))
    }

    /// Does this part stand as it was marked?
    fn is_as_handed_in(&self, row: usize) -> bool {
        let (Area::Fields(fields), Some(Answer::Parts(parts))) = (&self.area, &self.handed_in)
        else {
            return false;
        };
        let line = fields.lines.get(row).filter(|line| !line.is_blank());
        line.zip(parts.get(row)).is_some_and(|(line, (_, typed))| line.text() == typed)
    }

    /// Why the line as it stands cannot be read, once it was handed in.
    fn unread<'a>(&self, asking: &'a Asking) -> Option<&'a Unreadable> {
        asking.mark().and_then(|mark| mark.unreadable.as_ref()).filter(|_| !self.is_mended)
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
