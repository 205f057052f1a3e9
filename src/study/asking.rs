//! One exercise while it is being answered.
//!
//! The life of an answer: it is marked, its attempt goes to the record, and the verdict may be
//! shown once the record answers ([`Asking::mark`] is silent until then). What cannot be read or
//! decided is shown at once and costs nothing.

use crate::math::Expr;
use crate::pack::{Exercise, Question};
use crate::record::{Draft, Trouble};
use crate::text;
use crate::tutor::mark::{self, Mark};
use crate::tutor::{self, Answer, Attempt, Hint, Verdict};

use super::keeper::{Order, Report, Ticket};

/// An exercise being answered.
#[derive(Clone, Debug)]
pub struct Asking {
    /// What is asked, in the variant of this student.
    pub question: Question,
    /// The title that the author gave, if any.
    pub title: Option<String>,
    /// What is typed or chosen so far; the screen keeps it current with [`Asking::set_draft`].
    pub draft: Answer,
    /// Answers that counted.
    pub tries: u32,
    /// Hints shown, the first first.
    pub shown_hints: usize,
    /// Were the worked steps shown? The exercise then counts as seen.
    pub seen: bool,
    /// Where the answer is on its way.
    pub stage: Stage,
    /// Why the last answer is not on the disk, if it is not.
    pub unsaved: Option<Trouble>,
    hints: Vec<String>,
    mark: Option<Mark>,
    last: Option<Answer>,
    is_dirty: bool,
}

/// Where an answer is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The field is open.
    Open,
    /// Marked and on its way to the record; the verdict is not shown yet.
    Waiting {
        /// The number that the report will carry.
        ticket: Ticket,
        /// When it was sent; after a second the screen says that it waits.
        since: i64,
    },
    /// Right: the field is closed, letters are commands.
    Settled,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Nothing was typed.
    Blank,
    /// The same line as before, which is marked already.
    Same,
    /// Not read, not decided or not counted; [`Asking::mark`] says what and why.
    NotMarked,
    /// Marked and sent to the record; the verdict follows with its report.
    Sent,
    /// The exercise is settled or an answer is on its way; nothing happened.
    Closed,
}

/// One line of worked steps.
#[derive(Clone, Debug, PartialEq)]
pub struct StepLine {
    /// What stands before the equals sign; empty where the row goes on from the one above.
    pub left: String,
    /// What stands behind it; `None` for a line of words alone.
    pub maths: Option<Expr>,
    /// The rule, or the words.
    pub note: String,
}

impl Asking {
    /// The exercise as this student left it.
    pub(super) fn new(exercise: &Exercise, draft: Option<&Draft>) -> Option<Asking> {
        let seed = draft.map_or_else(|| exercise.seed(0), |draft| draft.seed);
        // A changed pack may no longer have that variant.
        let question = exercise.question(seed).or_else(|_| exercise.nth(0)).ok()?;
        let hints = ladder(&question);
        let mut asking = Asking {
            title: exercise.title.clone(),
            draft: Answer::Text(String::new()),
            tries: 0,
            shown_hints: 0,
            seen: false,
            stage: Stage::Open,
            unsaved: None,
            hints,
            mark: None,
            last: None,
            is_dirty: false,
            question,
        };
        if let Some(draft) = draft {
            asking.draft = draft.answer.clone();
            asking.tries = draft.tries;
            asking.shown_hints = (draft.hints as usize).min(asking.hints.len());
            asking.seen = draft.seen;
        }
        Some(asking)
    }

    /// The same exercise with another question, from the start.
    pub(super) fn with(self, question: Question) -> Asking {
        let hints = ladder(&question);
        Asking { question, hints, ..self }
    }

    /// The verdict, once it may be shown.
    pub fn mark(&self) -> Option<&Mark> {
        match self.stage {
            Stage::Waiting { .. } => None,
            Stage::Open | Stage::Settled => self.mark.as_ref(),
        }
    }

    /// The headline beside the sign, with tries and hints.
    pub fn heading(&self) -> Option<String> {
        self.mark().map(|mark| mark.heading(self.tries as usize, self.shown_hints))
    }

    /// Is it answered right?
    pub fn is_settled(&self) -> bool {
        self.stage == Stage::Settled
    }

    /// The hints shown so far, the first first.
    pub fn hints(&self) -> &[String] {
        &self.hints[..self.shown_hints]
    }

    /// How many hints there are; the worked steps are the last of them.
    pub fn all_hints(&self) -> usize {
        self.hints.len() + 1
    }

    /// `Not saved: the disk is full.`, where the last answer is not on the disk.
    pub fn unsaved_sentence(&self) -> Option<String> {
        self.unsaved.as_ref().map(|trouble| format!("Not saved: {trouble}."))
    }

    /// The worked steps, whether shown or not. Behind a right answer they end in the student's own
    /// line.
    pub fn steps(&self) -> Vec<StepLine> {
        let steps = tutor::steps(&self.question);
        let own = self.mark().filter(|mark| mark.is_right()).and_then(|mark| mark.read_as.as_ref());
        let ending = own.and_then(|own| tutor::steps::ending(&steps, own));
        let lines = steps.into_iter().map(|step| match step.expr {
            Some(maths) => StepLine { left: step.left, maths: Some(maths), note: step.note },
            None => StepLine { left: String::new(), maths: None, note: step.line },
        });
        let ending = ending.map(|words| StepLine { left: String::new(), maths: None, note: words });
        lines.chain(ending).collect()
    }

    /// What is typed so far.
    pub fn set_draft(&mut self, draft: Answer) {
        if self.draft != draft {
            self.draft = draft;
            self.is_dirty = true;
        }
    }

    /// Marks an answer. `now` is the time in milliseconds since 1970 UTC.
    pub(super) fn answer(
        &mut self,
        answer: Answer,
        now: i64,
        ticket: Ticket,
        orders: &mut Vec<Order>,
    ) -> Reply {
        if self.stage != Stage::Open {
            return Reply::Closed;
        }
        if answer.is_blank() {
            return Reply::Blank;
        }
        if self.last.as_ref().is_some_and(|last| last.is_same_as(&answer)) {
            return Reply::Same;
        }
        let mark = mark::mark(&self.question, &answer);
        self.draft = answer.clone();
        self.is_dirty = true;
        self.unsaved = None;
        if !mark.counts {
            self.mark = Some(mark);
            self.last = None;
            return Reply::NotMarked;
        }
        self.tries += 1;
        orders.push(Order::Attempt(ticket, self.attempt(&answer, &mark, now)));
        self.mark = Some(mark);
        self.last = Some(answer);
        self.stage = Stage::Waiting { ticket, since: now };
        Reply::Sent
    }

    /// Takes the record's answer; `false` where it belongs to somebody else.
    pub(super) fn kept(&mut self, report: &Report) -> bool {
        let Stage::Waiting { ticket, .. } = self.stage else { return false };
        if report.ticket != Some(ticket) {
            return false;
        }
        self.unsaved = report.outcome.clone().err();
        let is_right = self.mark.as_ref().is_some_and(Mark::is_right);
        self.stage = if is_right { Stage::Settled } else { Stage::Open };
        true
    }

    /// One more hint; `None` where only the worked steps are left.
    pub(super) fn hint(&mut self) -> Option<&str> {
        if self.shown_hints >= self.hints.len() {
            return None;
        }
        self.shown_hints += 1;
        self.is_dirty = true;
        self.hints.get(self.shown_hints - 1).map(String::as_str)
    }

    /// Shows the worked steps. Before a right answer the exercise then counts as seen.
    pub(super) fn show_steps(&mut self) {
        if !self.is_settled() {
            self.seen = true;
        }
        self.is_dirty = true;
    }

    /// What to remember of it, where something changed.
    pub(super) fn draft_order(&mut self) -> Option<Order> {
        if !std::mem::take(&mut self.is_dirty) {
            return None;
        }
        let (pack, exercise) = (self.question.pack.clone(), self.question.exercise.clone());
        if self.is_settled() {
            return Some(Order::NoDraft { pack, exercise });
        }
        let draft = Draft {
            seed: self.question.seed,
            answer: self.draft.clone(),
            tries: self.tries,
            hints: u32::try_from(self.shown_hints).unwrap_or(u32::MAX),
            seen: self.seen,
        };
        Some(Order::Draft { pack, exercise, draft })
    }

    fn attempt(&self, answer: &Answer, mark: &Mark, now: i64) -> Attempt {
        let question = &self.question;
        Attempt {
            pack: question.pack.clone(),
            exercise: question.exercise.clone(),
            seed: question.seed,
            question: question.hash.clone(),
            kind: question.task.kind().to_owned(),
            skills: question.skills.clone(),
            answer: answer.clone(),
            verdict: mark.verdict,
            score: mark.score,
            hints: u32::try_from(self.shown_hints).unwrap_or(u32::MAX),
            seen: self.seen,
            mistakes: mark.mistakes.clone(),
            at: now,
        }
    }

    /// `Right, on the second try.` as a word for lists: right, part, wrong, or nothing yet.
    pub fn verdict(&self) -> Option<Verdict> {
        self.mark().map(|mark| mark.verdict)
    }

    /// `hint 2 of 5`, for the footer; the last one is the worked steps.
    pub fn next_hint(&self) -> Option<String> {
        let next = self.shown_hints + 1;
        Some(format!("hint {next} of {}", self.all_hints()))
    }

    /// `4 left`, `1 left`, `none left`.
    pub fn hints_left(&self) -> String {
        match self.all_hints() - self.shown_hints {
            0 => "none left".to_owned(),
            left => format!("{left} left"),
        }
    }

    /// `Hint 1 of 4: write both slopes first.`
    pub fn hint_sentence(&self) -> Option<String> {
        let hint = self.hints().last()?;
        let words = text::sentence(hint);
        Some(format!("Hint {} of {}: {words}", self.shown_hints, self.all_hints()))
    }
}

/// The hints of a question: the author's, then those that follow from the question itself.
fn ladder(question: &Question) -> Vec<String> {
    let hints = tutor::hints(question).into_iter();
    hints
        .filter_map(|hint| match hint {
            Hint::Text(text) => Some(text),
            Hint::Steps => None,
        })
        .collect()
}
