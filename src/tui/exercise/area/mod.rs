//! Where the answer is written, and how each kind of it lies on the screen.

mod arrow;
mod card;
mod choice;
mod fields;
mod holes;
mod line;
mod lines;
mod matrix;
mod order;
mod parts;
mod points;
mod rate;
mod sign;
mod vector;

use std::fmt;

use super::super::field::Field;
use std::time::Duration;

use super::super::app::Deed;
use super::super::keys::{At, Row, Verb};
use super::super::sheet::Sheet;
use super::paper::{Paper, Plan};
use crate::math::read::{self, Syntax};
use crate::math::{Compiled, Expr, Node, slope};
use crate::pack::{Question, Task};
use crate::tutor::{Answer, Mark};
use fields::Fields;

/// The answer as it is being given, in the way that the question asks for.
#[derive(Debug)]
pub struct Area(Box<dyn Way>);

/// What every way of giving an answer can do.
///
/// The methods with a body are for the ways that type into fields; the others say what a key means.
pub(super) trait Way: fmt::Debug {
    /// The fields, where text is typed.
    fn fields(&self) -> Option<&Fields> {
        None
    }

    /// The fields, to type into.
    fn fields_mut(&mut self) -> Option<&mut Fields> {
        None
    }

    /// Which rows of the key table apply, inner first.
    fn contexts(&self) -> &'static [At] {
        &[At::Field]
    }

    /// The footer's word for a row of the table; `None` leaves it out.
    fn word(&self, row: &Row) -> Option<String> {
        Some(row.word.to_owned())
    }

    /// Types a character.
    fn put(&mut self, c: char) {
        if let Some(fields) = self.fields_mut() {
            fields.line().put(c);
        }
    }

    /// Takes a text in one piece; `false` when its end did not fit.
    fn paste(&mut self, text: &str) -> bool {
        self.fields_mut().is_none_or(|fields| fields.line().paste(text))
    }

    /// A key that moves about or changes the answer; `false` when it means nothing here.
    fn verb(&mut self, verb: Verb) -> bool;

    /// What `enter` does.
    fn enter(&mut self) -> Enter {
        Enter::Check
    }

    /// Do the worked steps say more than the answer itself?
    fn has_working(&self) -> bool {
        true
    }

    /// The answer as it stands.
    fn answer(&self) -> Answer;

    /// Puts an earlier answer, or half of one, back.
    fn restore(&mut self, answer: &Answer);

    /// The answer as it stands was marked.
    fn marked(&mut self, _mark: &Mark) {}

    /// Where a place of the answer lies: field and character of what was handed in, to field and
    /// character of what is on the screen.
    fn place(&self, field: usize, start: usize) -> (usize, usize) {
        (field, start)
    }

    /// Takes the mend of a field that could not be read.
    fn mend(&mut self, field: usize, mend: &str) {
        if let Some(line) = self.fields_mut().and_then(|fields| fields.lines.get_mut(field)) {
            line.set(mend);
        }
    }

    /// The row of the body where the answer lies at least, so that it keeps its place.
    fn least_row(&self) -> u16 {
        0
    }

    /// What to say where the same answer is handed in again.
    fn again(&self) -> &'static str {
        "The same line as before. Change it, or ctrl-t for a hint."
    }

    /// Draws the answer.
    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn;

    /// Does a map stand beside the text?
    fn has_map(&self) -> bool {
        false
    }

    /// In a small window, where map and text take turns: is it the map's turn?
    fn shows_map(&self) -> bool {
        false
    }

    /// Draws the map; `is_alone` where the text is not seen, so that one line must do.
    fn draw_map(&self, _paper: &Paper, _sheet: &mut Sheet, _is_alone: bool) {}

    /// The mouse did something over a cell of the map; `false` when it means nothing here.
    fn point(&mut self, _deed: Deed, _cell: (usize, usize)) -> bool {
        false
    }

    /// May something move by itself?
    fn still(&mut self, _has_motion: bool) {}

    /// How long until something moves by itself.
    fn next_tick(&self) -> Option<Duration> {
        None
    }

    /// Time went by; something that was to be seen first may now be checked.
    fn tick(&mut self, _elapsed: Duration) -> Enter {
        Enter::Stay
    }

    /// What is asked once the answer is right, to be tried without being marked.
    fn then(&self) -> Option<&str> {
        None
    }
}

/// The numbers that a line stands for: one, or the components of a vector.
fn number_of(line: &str, syntax: &Syntax) -> Option<Vec<f64>> {
    let read = read::read(line, &Syntax { vector: true, ..syntax.clone() }).ok()?.expr;
    let value = |expr: &Expr| {
        let value = Compiled::new(&slope::carry_out(expr), &[]).ok()?.value(&[]);
        value.is_finite().then_some(value)
    };
    match read.node() {
        Node::Vector(parts) => parts.iter().map(value).collect(),
        _ => value(&read).map(|value| vec![value]),
    }
}

/// What `enter` does to an answer that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Enter {
    /// It is checked.
    Check,
    /// Something else came first: the next empty field, the back of the card.
    Stay,
    /// There is nothing to check; the lesson goes on.
    GoOn,
}

/// What drawing an answer leaves behind.
pub(super) struct Drawn {
    /// The cell where text is being typed.
    pub cursor: Option<(u16, u16)>,
    /// The first free row.
    pub end: u16,
}

impl Area {
    /// The empty area for a question.
    pub fn of(question: &Question) -> Area {
        Area(match &question.task {
            Task::Gradient { vars, .. } | Task::Step { vars, .. } if vars.len() > 1 => {
                Box::new(vector::Vector::of(vars.len()))
            }
            Task::Derivative { .. }
            | Task::Partial { .. }
            | Task::Gradient { .. }
            | Task::Step { .. }
            | Task::Value { .. }
            | Task::Directional { .. }
            | Task::Limit { .. }
            | Task::Spot { .. } => Box::new(line::Line::default()),
            Task::Hessian { vars, .. } => Box::new(matrix::Matrix::of(vars)),
            Task::Sign { order, .. } => Box::new(sign::Sign::of(*order)),
            Task::Choice { options, shown, several } => {
                Box::new(choice::Choice::of(options, shown, *several))
            }
            Task::Critical { classify, .. } => Box::new(points::Points::of(*classify)),
            Task::Lines { .. } => Box::new(lines::Lines::default()),
            Task::Fill { by, line, .. } => Box::new(holes::Holes::of(line, by)),
            Task::Order { steps, shown } => Box::new(order::Order::of(steps, shown)),
            Task::Parts(parts) => Box::new(parts::Parts::of(parts)),
            Task::Card { back, .. } => Box::new(card::Card::of(back)),
            Task::Arrow { of, vars, at, show, .. } => {
                let syntax = question.typing.syntax(vars);
                Box::new(arrow::Arrow::of((of, vars), at, *show, syntax))
            }
            Task::Rate { of, vars, from, rule, beta, goal, max, then } => {
                let how = (*rule, beta.as_ref());
                let trial = rate::Trial::of((of, vars), from, how, goal, max.as_ref());
                Box::new(rate::Rate::of(trial, then.as_ref(), question.typing.syntax(vars)))
            }
        })
    }

    /// The answer as it stands.
    pub fn answer(&self) -> Answer {
        self.0.answer()
    }

    /// Puts an earlier answer, or half of one, back.
    pub fn restore(&mut self, answer: &Answer) {
        self.0.restore(answer);
    }

    pub(super) fn has_map(&self) -> bool {
        self.0.has_map()
    }

    pub(super) fn shows_map(&self) -> bool {
        self.0.shows_map()
    }

    pub(super) fn draw_map(&self, paper: &Paper, sheet: &mut Sheet, is_alone: bool) {
        self.0.draw_map(paper, sheet, is_alone);
    }

    pub(super) fn point(&mut self, deed: Deed, cell: (usize, usize)) -> bool {
        self.0.point(deed, cell)
    }

    pub(super) fn still(&mut self, has_motion: bool) {
        self.0.still(has_motion);
    }

    pub(super) fn next_tick(&self) -> Option<Duration> {
        self.0.next_tick()
    }

    pub(super) fn tick(&mut self, elapsed: Duration) -> Enter {
        self.0.tick(elapsed)
    }

    pub(super) fn then(&self) -> Option<&str> {
        self.0.then()
    }

    pub(super) fn goes_on(&self) -> bool {
        self.0.then().is_some()
    }

    /// Is nothing typed yet?
    pub(super) fn is_blank(&self) -> bool {
        self.0.fields().is_some_and(|fields| fields.lines.iter().all(Field::is_blank))
    }

    /// Is text typed here?
    pub(super) fn is_typed(&self) -> bool {
        self.0.fields().is_some()
    }

    pub(super) fn contexts(&self) -> &'static [At] {
        self.0.contexts()
    }

    pub(super) fn word(&self, row: &Row) -> Option<String> {
        self.0.word(row)
    }

    pub(super) fn put(&mut self, c: char) {
        self.0.put(c);
    }

    pub(super) fn paste(&mut self, text: &str) -> bool {
        self.0.paste(text)
    }

    pub(super) fn verb(&mut self, verb: Verb) -> bool {
        self.0.verb(verb)
    }

    pub(super) fn enter(&mut self) -> Enter {
        self.0.enter()
    }

    pub(super) fn has_working(&self) -> bool {
        self.0.has_working()
    }

    pub(super) fn marked(&mut self, mark: &Mark) {
        self.0.marked(mark);
    }

    pub(super) fn mend(&mut self, field: usize, mend: &str) {
        self.0.mend(field, mend);
    }

    pub(super) fn place(&self, field: usize, start: usize) -> (usize, usize) {
        self.0.place(field, start)
    }

    pub(super) fn least_row(&self) -> u16 {
        self.0.least_row()
    }

    pub(super) fn again(&self) -> &'static str {
        self.0.again()
    }

    /// The field being written.
    pub(super) fn focus(&self) -> usize {
        self.0.fields().map_or(0, |fields| fields.focus)
    }

    pub(super) fn focus_on(&mut self, row: usize) {
        if let Some(fields) = self.0.fields_mut() {
            fields.focus = row.min(fields.lines.len() - 1);
        }
    }

    pub(super) fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        self.0.draw(paper, sheet, plan)
    }

    /// Keeps what was handed in among the earlier lines.
    pub(super) fn remember(&mut self) {
        if let Some(fields) = self.0.fields_mut() {
            fields.lines.iter_mut().for_each(Field::remember);
        }
    }
}

/// The text of one field of an answer: a component, a line, a part, one of several points.
pub(super) fn field(answer: &Answer, row: usize) -> Option<String> {
    match answer {
        Answer::Text(list) => vector::split(list).into_iter().nth(row),
        Answer::Fields(texts) | Answer::Lines(texts) => texts.get(row).cloned(),
        Answer::Parts(parts) => parts.get(row).map(|(_, text)| text.clone()),
        Answer::Choice(_) | Answer::Order(_) | Answer::Card(_) => None,
    }
}
