//! How does a lesson go on?
//!
//! A [`Session`] is a lesson in somebody's hands. It reads no clock and does no I/O: times come in
//! as arguments, and what the record is to keep comes out as orders.
//!
//! How a front end drives it:
//!
//! ```text
//! let mut session = study.lesson("primer", "product-rule", now)?;   // resumes where it was left
//! loop {
//!     match session.view() { View::Read {..} => …, View::Ask(asking) => …, View::End(summary) => … }
//!     on enter (reading) … session.go_on(now)            on bksp … session.back(now)
//!     while typing       … session.set_draft(answer)      after 2 s of rest … session.keep_draft()
//!     on enter (asking)  … session.answer(answer, now)    → Reply; the verdict waits for the record
//!     on ctrl-t          … session.hint()                 on ctrl-r … session.show_steps()
//!     for order in session.take_orders() { study.memory.note(&order); keeper.send(order); }
//!     on a report        … session.kept(&report)          // now `asking.mark()` is there
//! }
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::pack::{Block, Exercise, Figure, Lesson, Pack, Question};
use crate::record::{Place, Standing};
use crate::text;
use crate::tutor::Answer;

use super::asking::{Asking, Reply};
use super::contents;
use super::keeper::{Order, Report, Ticket};
use super::memory::Memory;
use super::page::{self, Content, Page};

/// A lesson in somebody's hands.
#[derive(Clone, Debug)]
pub struct Session {
    pack: Arc<Pack>,
    lesson: usize,
    pages: Vec<Page>,
    at: usize,
    /// Exercises that were on the screen, by their page.
    asked: BTreeMap<usize, Asking>,
    /// How the lesson's exercises stand, those of earlier days included.
    standings: BTreeMap<String, Standing>,
    memory: Memory,
    orders: Vec<Order>,
    next: Ticket,
    decimal_comma: bool,
}

/// What stands on the page.
#[derive(Clone, Debug)]
pub enum View<'a> {
    /// Something to read.
    Read {
        /// Markdown.
        text: Option<&'a str>,
        /// The latest figure.
        figure: Option<&'a Figure>,
        /// Is this the first page that shows the figure?
        is_new_figure: bool,
    },
    /// Something to answer.
    Ask(&'a Asking),
    /// The last page.
    End(Summary),
    /// An exercise that no longer makes a question.
    Broken(&'a Exercise),
}

/// How a lesson went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The lesson's title.
    pub title: String,
    /// Exercises answered right without having seen the steps.
    pub right: usize,
    /// Exercises of the lesson.
    pub all: usize,
}

impl Summary {
    /// `That was Two factors, two terms. 6 of 7 right.`
    pub fn sentence(&self) -> String {
        if self.all == 0 {
            return format!("That was {}.", self.title);
        }
        format!("That was {}. {} of {} right.", self.title, self.right, self.all)
    }
}

impl Session {
    /// Opens a lesson at the page where it was left; at its first page where it was finished.
    pub fn open(pack: &Arc<Pack>, lesson: &str, memory: &Memory, now: i64) -> Option<Session> {
        let index = pack.lessons.iter().position(|own| own.id == lesson)?;
        let pages = page::pages(&pack.lessons[index]);
        let place = memory.place(&pack.id, lesson);
        let at = place.map_or(0, |place| page::find(&pages, &place.page));
        let at = if at + 1 == pages.len() { 0 } else { at };
        let standings = pack.lessons[index]
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Ask(exercise) => Some(exercise.id.clone()),
                Block::Text(_) | Block::Figure(_) => None,
            })
            .map(|id| {
                let standing = memory.standing(&pack.id, &id);
                (id, standing)
            })
            .collect();
        let mut session = Session {
            pack: Arc::clone(pack),
            lesson: index,
            pages,
            at,
            asked: BTreeMap::new(),
            standings,
            memory: memory.clone(),
            orders: Vec::new(),
            next: 0,
            decimal_comma: false,
        };
        session.arrive(now);
        Some(session)
    }

    /// The pack.
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.pack.lessons[self.lesson]
    }

    /// The number of the page, from 1, and how many there are.
    pub fn page(&self) -> (usize, usize) {
        (self.at + 1, self.pages.len())
    }

    /// `page 2 of 9`.
    pub fn page_words(&self) -> String {
        format!("page {} of {}", self.at + 1, self.pages.len())
    }

    /// What stands on the page.
    pub fn view(&self) -> View<'_> {
        let block = |at: usize| self.lesson().blocks.get(at);
        match self.pages[self.at].content {
            Content::Read { text, figure } => View::Read {
                text: text.and_then(block).and_then(|block| match block {
                    Block::Text(text) => Some(text.markdown.as_str()),
                    Block::Figure(_) | Block::Ask(_) => None,
                }),
                figure: figure.and_then(block).and_then(|block| match block {
                    Block::Figure(figure) => Some(figure),
                    Block::Text(_) | Block::Ask(_) => None,
                }),
                is_new_figure: figure.is_some() && !self.was_shown(figure),
            },
            Content::Ask(at) => match (self.asked.get(&self.at), block(at)) {
                (Some(asking), _) => View::Ask(asking),
                (None, Some(Block::Ask(exercise))) => View::Broken(exercise),
                (None, _) => View::End(self.summary()),
            },
            Content::End => View::End(self.summary()),
        }
    }

    fn was_shown(&self, figure: Option<usize>) -> bool {
        let before = self.at.checked_sub(1).map(|before| self.pages[before].content);
        matches!(before, Some(Content::Read { figure: old, .. }) if old == figure)
    }

    /// The exercise on the page, if there is one.
    pub fn asking(&self) -> Option<&Asking> {
        self.asked.get(&self.at).filter(|_| matches!(self.pages[self.at].content, Content::Ask(_)))
    }

    /// The next page; `false` on the last.
    pub fn go_on(&mut self, now: i64) -> bool {
        if self.at + 1 == self.pages.len() {
            return false;
        }
        self.leave();
        self.at += 1;
        self.arrive(now);
        true
    }

    /// The page before; `false` on the first.
    pub fn back(&mut self, now: i64) -> bool {
        if self.at == 0 {
            return false;
        }
        self.leave();
        self.at -= 1;
        self.arrive(now);
        true
    }

    /// Turns to a page, counted from 1; to the nearest where there is no such page. The last page
    /// ends the lesson, so pages on the way to it do not count as seen.
    pub fn turn_to(&mut self, page: usize, now: i64) {
        let at = page.clamp(1, self.pages.len()) - 1;
        if at != self.at {
            self.leave();
            self.at = at;
            self.arrive(now);
        }
    }

    /// The page of an exercise, counted from 1; the one that is open where there is none.
    pub fn page_of(&self, exercise: &str) -> usize {
        self.pages.iter().position(|page| page.key == exercise).unwrap_or(self.at) + 1
    }

    /// What stands on each page, to find something by.
    pub fn contents(&self) -> Vec<(usize, String)> {
        contents::of(self.lesson(), &self.pages)
    }

    /// Marks an answer to the exercise on the page.
    pub fn answer(&mut self, answer: Answer, now: i64) -> Reply {
        let ticket = self.next;
        self.next += 1;
        let Some(asking) = self.asked.get_mut(&self.at) else { return Reply::Closed };
        let reply = asking.answer(answer, now, ticket, &mut self.orders);
        self.orders.extend(asking.draft_order());
        reply
    }

    /// Takes the record's answer. The verdict may be shown from now on.
    pub fn kept(&mut self, report: &Report) {
        for asking in self.asked.values_mut() {
            if asking.kept(report) {
                if asking.is_settled() {
                    asking.set_draft(Answer::Text(String::new()));
                }
                self.orders.extend(asking.draft_order());
            }
        }
        self.stand();
    }

    /// One more hint of the exercise on the page; `None` where only the worked steps are left.
    pub fn hint(&mut self) -> Option<&str> {
        let asking = self.asked.get_mut(&self.at)?;
        asking.hint()?;
        self.orders.extend(asking.draft_order());
        self.asked.get(&self.at)?.hints().last().map(String::as_str)
    }

    /// Shows the worked steps of the exercise on the page; it then counts as seen.
    pub fn show_steps(&mut self) {
        if let Some(asking) = self.asked.get_mut(&self.at) {
            asking.show_steps();
            self.orders.extend(asking.draft_order());
        }
    }

    /// The exercise on the page once more, in another variant where it has several.
    pub fn another(&mut self) {
        let Content::Ask(at) = self.pages[self.at].content else { return };
        let Some(Block::Ask(exercise)) = self.lesson().blocks.get(at) else { return };
        let old = self.asked.get(&self.at).map(|asking| asking.question.clone());
        let rounds = 0..16;
        let fresh = rounds
            .map(|n| old.as_ref().map_or(n, |old| old.seed.wrapping_add(1 + n)))
            .filter_map(|n| exercise.nth(n).ok())
            .find(|next| old.as_ref().is_none_or(|old| old.hash != next.hash));
        let asking = Asking::new(exercise, None).map(|asking| match fresh {
            Some(question) => asking.with(question),
            None => asking,
        });
        if let Some(mut asking) = asking {
            asking.question.typing.decimal_comma = self.decimal_comma;
            self.asked.insert(self.at, asking);
        }
    }

    /// Asks this variant of the exercise on the page, from the start.
    pub fn ask(&mut self, question: Question) {
        let Content::Ask(at) = self.pages[self.at].content else { return };
        let Some(Block::Ask(exercise)) = self.lesson().blocks.get(at) else { return };
        if let Some(asking) = Asking::new(exercise, None) {
            let mut asking = asking.with(question);
            asking.question.typing.decimal_comma = self.decimal_comma;
            self.asked.insert(self.at, asking);
        }
    }

    /// Is `1,5` one and a half in this student's lines? Lists are then separated by `;`.
    pub fn set_decimal_comma(&mut self, is_comma: bool) {
        self.decimal_comma = is_comma;
        for asking in self.asked.values_mut() {
            asking.question.typing.decimal_comma = is_comma;
        }
    }

    /// What is typed so far in the exercise on the page.
    pub fn set_draft(&mut self, draft: Answer) {
        if let Some(asking) = self.asked.get_mut(&self.at) {
            asking.set_draft(draft);
        }
    }

    /// Sends what is typed so far to the record.
    pub fn keep_draft(&mut self) {
        if let Some(asking) = self.asked.get_mut(&self.at) {
            self.orders.extend(asking.draft_order());
        }
    }

    /// What the record is to keep since the last call, in order.
    pub fn take_orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// How the lesson went so far.
    pub fn summary(&self) -> Summary {
        let right = self.standings.values().filter(|standing| standing.right).count();
        Summary { title: self.lesson().title.clone(), right, all: self.standings.len() }
    }

    /// How the lesson's exercises stand, for the map: right, begun, ahead.
    pub fn standing(&self, exercise: &str) -> Standing {
        self.standings.get(exercise).copied().unwrap_or_default()
    }

    fn leave(&mut self) {
        self.keep_draft();
    }

    /// Takes the page in: its exercise is asked, its place remembered.
    fn arrive(&mut self, now: i64) {
        if let Content::Ask(at) = self.pages[self.at].content
            && !self.asked.contains_key(&self.at)
            && let Some(Block::Ask(exercise)) = self.pack.lessons[self.lesson].blocks.get(at)
        {
            let draft = self.memory.draft(&self.pack.id, &exercise.id);
            if let Some(mut asking) = Asking::new(exercise, draft) {
                asking.question.typing.decimal_comma = self.decimal_comma;
                self.asked.insert(self.at, asking);
            }
        }
        let place = Place {
            pack: self.pack.id.clone(),
            lesson: self.lesson().id.clone(),
            page: self.pages[self.at].key.clone(),
            done: self.at + 1 == self.pages.len(),
            at: now,
        };
        self.orders.push(Order::Place(place));
    }

    /// Takes what was answered in this session into the standings.
    fn stand(&mut self) {
        for asking in self.asked.values() {
            if asking.is_settled() && !asking.seen {
                self.standings.entry(asking.question.exercise.clone()).or_default().right = true;
            }
        }
    }

    /// `Rules one at a time › Two factors, two terms`.
    pub fn title(&self) -> String {
        format!("{} › {}", self.pack.title, self.lesson().title)
    }

    /// `15 min`, `1 min`; nothing where the author named no time.
    pub fn minutes(lesson: &Lesson) -> Option<String> {
        lesson.minutes.map(|n| text::counted(n as usize, "min", "min"))
    }
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
