//! A lesson, a page at a time: text with its figure, or an exercise, or the end.

use std::time::Duration;

use ratatui::layout::{Position, Rect};

use super::app::Mouse;
use super::exercise::{Deed, Exercise};
use super::frame::{Geometry, Place, Rail, Room, TEXT};
use super::keys::{At, Row, Verb};
use super::look::Look;
use super::panes::{Pane, Panes};
use super::plate::Plate;
use super::prose;
use super::sheet::{Sheet, wrap};
use crate::study::{Library, Order, Report, Session, View};

/// A lesson on the screen.
#[derive(Debug)]
pub struct Lesson {
    /// The lesson in the student's hands.
    pub session: Session,
    /// The exercise of the page, if it asks something.
    exercise: Option<Exercise>,
    /// The figure of the page, if it shows one.
    plate: Option<Plate>,
    /// First row of the text that is shown, where it is longer than the body.
    top: usize,
    /// In a small window: is the figure shown instead of the text?
    swapped: bool,
    /// How long the answer was left alone since the last key; `None` when there is nothing to keep.
    rest: Option<Duration>,
    /// How long an answer has been on its way to the record.
    waiting: Option<Duration>,
}

/// A half-typed answer is kept after this long.
const REST: Duration = Duration::from_secs(2);
/// The screen says that it waits after this long.
const SLOW: Duration = Duration::from_secs(1);

/// Where a key leads that leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// Nowhere.
    Stay,
    /// To the list of lessons.
    Lessons,
    /// To the next lesson.
    NextLesson,
}

impl Lesson {
    /// Shows a lesson where it was left.
    pub fn new(session: Session) -> Lesson {
        let mut lesson = Lesson {
            session,
            exercise: None,
            plate: None,
            top: 0,
            swapped: false,
            rest: None,
            waiting: None,
        };
        lesson.arrive();
        lesson
    }

    /// Takes the page in.
    fn arrive(&mut self) {
        self.top = 0;
        self.rest = None;
        self.waiting = None;
        self.exercise = self.session.asking().map(Exercise::new);
        self.plate = match self.session.view() {
            View::Read { figure: Some(figure), is_new_figure, .. } => match self.plate.take() {
                // The figure stays as the student left it while the text goes on.
                Some(plate) if !is_new_figure => Some(plate),
                _ => Some(Plate::new(figure)),
            },
            View::Read { figure: None, .. } | View::Ask(_) | View::End(_) | View::Broken(_) => None,
        };
        self.swapped = false;
    }

    /// Turns to a page, counted from 1.
    pub fn turn_to(&mut self, page: usize, now: i64) {
        self.keep_draft();
        self.session.turn_to(page, now);
        self.arrive();
    }

    /// What the record is to keep.
    pub fn orders(&mut self) -> Vec<Order> {
        self.session.take_orders()
    }

    /// Keeps what is half typed, before the screen goes away.
    pub fn put_away(&mut self) {
        self.keep_draft();
    }

    fn keep_draft(&mut self) {
        if let (Some(exercise), Some(asking)) = (&self.exercise, self.session.asking()) {
            if !asking.is_settled() {
                let draft = exercise.area.answer();
                self.session.set_draft(draft);
            }
            self.session.keep_draft();
        }
        self.rest = None;
    }

    /// Which rows of the key table apply, inner first.
    pub fn contexts(&self) -> Vec<At> {
        match (&self.exercise, self.session.asking()) {
            (Some(exercise), Some(asking)) => exercise.contexts(asking),
            _ => {
                let mut contexts = vec![At::Page];
                contexts.extend(self.plate.iter().flat_map(Plate::contexts));
                contexts
            }
        }
    }

    /// A footer word other than the table's.
    pub fn word(&self, row: &Row, geometry: Option<&Geometry>) -> Option<String> {
        if let (Some(exercise), Some(asking)) = (&self.exercise, self.session.asking()) {
            return exercise.word(row, asking);
        }
        let (page, _) = self.session.page();
        let is_for = |verb: Verb| row.keys.iter().any(|(_, own)| *own == verb);
        if is_for(Verb::PageBack) && page == 1 {
            return None;
        }
        if is_for(Verb::Next) && row.at == At::Page {
            let small = geometry.is_some_and(|g| g.across == Room::Small || g.down == Room::Small);
            let other = if self.swapped { "text" } else { "figure" };
            return (small && self.plate.is_some()).then(|| other.to_owned());
        }
        if is_for(Verb::Space) && self.plate.as_ref().is_some_and(Plate::is_playing) {
            return Some("pause".to_owned());
        }
        Some(row.word.to_owned())
    }

    /// How long until something is due.
    pub fn next_tick(&self) -> Option<Duration> {
        let plate = self.plate.as_ref().and_then(Plate::next_tick);
        let exercise = self.exercise.as_ref().and_then(Exercise::next_tick);
        let rest = self.rest.map(|rest| REST.saturating_sub(rest));
        let waiting = self.waiting.map(|waiting| SLOW.saturating_sub(waiting));
        [plate, exercise, rest, waiting].into_iter().flatten().min()
    }

    /// Time went by.
    pub fn tick(&mut self, elapsed: Duration, now: i64) {
        let seen = match (&mut self.exercise, self.session.asking()) {
            (Some(exercise), Some(asking)) => exercise.tick(elapsed, asking),
            _ => None,
        };
        if let Some(answer) = seen {
            self.check(answer, now);
        }
        if let Some(plate) = &mut self.plate {
            plate.tick(elapsed);
        }
        if let Some(rest) = &mut self.rest {
            *rest += elapsed;
            if *rest >= REST {
                self.keep_draft();
            }
        }
        if let Some(waiting) = &mut self.waiting {
            *waiting += elapsed;
            if *waiting >= SLOW {
                self.waiting = None;
                self.exercise.iter_mut().for_each(Exercise::waits);
            }
        }
    }

    /// The record has answered.
    pub fn kept(&mut self, report: &Report) {
        self.session.kept(report);
        if let (Some(exercise), Some(asking)) = (&mut self.exercise, self.session.asking())
            && report.ticket.is_some()
        {
            self.waiting = None;
            exercise.marked(asking);
        }
    }

    /// Types a character.
    pub fn put(&mut self, c: char) {
        if let Some(exercise) = &mut self.exercise {
            exercise.put(c);
            self.rest = Some(Duration::ZERO);
        }
    }

    /// Pastes a text; `false` where nothing can be pasted into.
    pub fn paste(&mut self, text: &str) -> bool {
        match (&mut self.exercise, self.session.asking()) {
            (Some(exercise), Some(asking)) => {
                exercise.paste(text, asking);
                self.rest = Some(Duration::ZERO);
                true
            }
            _ => false,
        }
    }

    /// Does a figure want the mouse?
    pub fn wants_mouse(&self) -> bool {
        match (&self.exercise, self.session.asking()) {
            (Some(exercise), Some(asking)) => exercise.wants_mouse(asking),
            _ => self.plate.as_ref().is_some_and(Plate::wants_mouse),
        }
    }

    /// The mouse did something somewhere in the window.
    pub fn mouse(&mut self, mouse: Mouse, window: Rect, look: &Look) {
        let Some(geometry) = Geometry::of(window) else { return };
        let body = geometry.body();
        if let (Some(exercise), Some(asking)) = (&mut self.exercise, self.session.asking()) {
            let cell = mouse.column.checked_sub(body.x).zip(mouse.row.checked_sub(body.y));
            if let Some(cell) = cell.filter(|_| !asking.is_settled()) {
                exercise.mouse(mouse.deed, cell, &geometry);
            }
            return;
        }
        let pane = self.panes(&geometry, look).figure;
        let (Some(plate), Some(pane)) = (&mut self.plate, pane) else { return };
        let column = mouse.column.checked_sub(body.x + pane.x);
        let row = mouse.row.checked_sub(body.y + pane.y);
        if let (Some(column), Some(row)) = (column, row) {
            plate.mouse(mouse.deed, (column, row), (pane.width, pane.height), look);
        }
    }

    /// A key of the table.
    pub fn verb(&mut self, verb: Verb, window: Rect, look: &Look, now: i64) -> Leads {
        let deed = match (&mut self.exercise, self.session.asking()) {
            (Some(exercise), Some(asking)) => {
                if matches!(verb, Verb::Edit(_)) {
                    self.rest = Some(Duration::ZERO);
                }
                exercise.verb(verb, look.motion, asking)
            }
            _ => return self.page_verb(verb, window, look, now),
        };
        match deed {
            Deed::Stay => {}
            Deed::Check(answer) => self.check(answer, now),
            Deed::Hint => {
                if self.session.hint().is_none() {
                    self.exercise.iter_mut().for_each(Exercise::no_hint);
                }
            }
            Deed::Steps => {
                self.session.show_steps();
                if let (Some(exercise), Some(asking)) = (&mut self.exercise, self.session.asking())
                {
                    exercise.show_steps(asking);
                }
            }
            Deed::Later | Deed::GoOn => return self.go_on(now),
            Deed::PageBack => self.go_back(now),
            Deed::Another => {
                self.session.another();
                self.arrive();
            }
            Deed::Back => {
                self.keep_draft();
                return Leads::Lessons;
            }
        }
        Leads::Stay
    }

    fn check(&mut self, answer: crate::tutor::Answer, now: i64) {
        self.rest = None;
        let reply = self.session.answer(answer.clone(), now);
        if reply == crate::study::Reply::Sent {
            self.waiting = Some(Duration::ZERO);
        }
        if let (Some(exercise), Some(asking)) = (&mut self.exercise, self.session.asking()) {
            exercise.replied(reply, answer, asking);
        }
    }

    fn page_verb(&mut self, verb: Verb, window: Rect, look: &Look, now: i64) -> Leads {
        if let Some(plate) = &mut self.plate
            && plate.verb(verb, look.motion)
        {
            return Leads::Stay;
        }
        match verb {
            Verb::Enter => {
                // A text longer than the body is shown to its end first.
                match Geometry::of(window).and_then(|geometry| self.next_top(&geometry, look)) {
                    Some(top) => self.top = top,
                    None => return self.go_on(now),
                }
            }
            Verb::PageBack if self.top > 0 => self.top = 0,
            Verb::PageBack => self.go_back(now),
            Verb::First => while self.session.back(now) {},
            Verb::Next => self.swapped = !self.swapped && self.plate.is_some(),
            Verb::Back => return Leads::Lessons,
            _ => return Leads::Stay,
        }
        if verb == Verb::First {
            self.arrive();
        }
        Leads::Stay
    }

    fn go_on(&mut self, now: i64) -> Leads {
        self.keep_draft();
        if !self.session.go_on(now) {
            return Leads::NextLesson;
        }
        self.arrive();
        Leads::Stay
    }

    fn go_back(&mut self, now: i64) {
        self.keep_draft();
        if self.session.back(now) {
            self.arrive();
        }
    }

    /// Row 0.
    pub fn place(&self) -> Place {
        Place {
            path: vec![self.session.pack().title.clone()],
            here: self.session.lesson().title.clone(),
            far: self.session.page_words(),
        }
    }

    /// Row 1.
    pub fn rail(&self) -> Rail {
        let (page, pages) = self.session.page();
        Rail::Share(page, pages)
    }

    /// The sentence of the status row.
    pub fn status(&self) -> String {
        self.exercise.as_ref().map_or_else(String::new, Exercise::status)
    }

    fn text(&self, width: u16, look: &Look) -> Vec<prose::Line> {
        match self.session.view() {
            View::Read { text: Some(text), .. } => prose::set(text, width, look),
            View::Read { text: None, .. } | View::Ask(_) | View::End(_) | View::Broken(_) => {
                Vec::new()
            }
        }
    }

    fn panes(&self, geometry: &Geometry, look: &Look) -> Panes {
        Panes::of(geometry, self.plate.is_some(), self.swapped, |width| {
            self.text(width, look).len()
        })
    }

    /// Draws the body.
    pub fn view(
        &self,
        sheet: &mut Sheet,
        geometry: &Geometry,
        library: &Library,
    ) -> Option<Position> {
        match self.session.view() {
            View::Ask(asking) => {
                return self.exercise.as_ref()?.view(asking, sheet, geometry);
            }
            View::Read { .. } => self.page(sheet, geometry),
            View::End(summary) => self.end(&summary.sentence(), sheet, library),
            View::Broken(exercise) => {
                let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
                let name = exercise.title.as_ref().unwrap_or(&exercise.id);
                sheet.put(0, 0, &format!("The exercise {name} makes no question."), text);
                sheet.put(0, 1, "Its pack needs mending; enter goes on.", quiet);
            }
        }
        None
    }

    /// The first row of the next part of a text that is longer than its pane.
    fn next_top(&self, geometry: &Geometry, look: &Look) -> Option<usize> {
        let pane = self.panes(geometry, look).text?;
        let rows = self.text(pane.width, look).len();
        let seen = usize::from(pane.height);
        (self.top + seen < rows).then(|| (self.top + seen).saturating_sub(1))
    }

    /// Text at the left, its figure at the right.
    fn page(&self, sheet: &mut Sheet, geometry: &Geometry) {
        let panes = self.panes(geometry, sheet.look);
        if let Some(Pane { x, y, width, height }) = panes.text {
            let lines = self.text(width, sheet.look);
            let mut pane = sheet.part(x, y, width, height);
            for (row, line) in (0..height).zip(lines.iter().skip(self.top)) {
                prose::draw(line, &mut pane, (0, row));
            }
            if self.top + usize::from(height) < lines.len() {
                let quiet = pane.look.theme.quiet;
                let last = height.saturating_sub(1);
                pane.put(0, last, &" ".repeat(width.into()), quiet);
                pane.put(0, last, "more", quiet);
            }
        }
        if let (Some(Pane { x, y, width, height }), Some(plate)) = (panes.figure, &self.plate) {
            plate.view(&mut sheet.part(x, y, width, height));
        }
    }

    /// The last page: how it went, and what comes next.
    fn end(&self, said: &str, sheet: &mut Sheet, library: &Library) {
        let theme = &sheet.look.theme;
        let (text, quiet) = (theme.text, theme.quiet);
        let mut y = 0;
        for line in wrap(said, sheet.width().min(TEXT)) {
            sheet.put(0, y, &line, text);
            y += 1;
        }
        let next = library.after(&self.session.pack().id, &self.session.lesson().id);
        let next = next.map_or_else(
            || "That was the last lesson; enter goes home.".to_owned(),
            |(_, lesson)| match Session::minutes(lesson) {
                Some(minutes) => format!("Next: {}, {minutes}.", lesson.title),
                None => format!("Next: {}.", lesson.title),
            },
        );
        sheet.put(0, y + 1, &next, quiet);
    }
}
