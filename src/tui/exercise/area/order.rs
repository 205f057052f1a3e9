//! Lines being put in order.

use super::super::super::frame::TEXT;
use super::super::super::keys::{At, Verb};
use super::super::super::prose;
use super::super::super::sheet::{Sheet, wrap};
use super::super::paper::{Entry, Paper, Plan, sign};
use super::{Drawn, Enter, Way};
use crate::tutor::Answer;

/// Lines as they stand now.
#[derive(Clone, Debug)]
pub(super) struct Order {
    steps: Vec<String>,
    /// Places in the author's order.
    rows: Vec<usize>,
    /// Which row the cursor is on.
    cursor: usize,
    /// Has the row been picked up?
    held: bool,
}

impl Order {
    /// The steps of a question, as they are shown at first.
    pub(super) fn of(steps: &[String], shown: &[usize]) -> Order {
        Order { steps: steps.to_vec(), rows: shown.to_vec(), cursor: 0, held: false }
    }
}

impl Way for Order {
    fn contexts(&self) -> &'static [At] {
        &[At::Order]
    }

    fn verb(&mut self, verb: Verb) -> bool {
        let last = self.rows.len().saturating_sub(1);
        let (up, down) = (self.cursor.saturating_sub(1), (self.cursor + 1).min(last));
        let (target, carries) = match verb {
            Verb::Up => (up, self.held),
            Verb::Down => (down, self.held),
            Verb::Raise => (up, true),
            Verb::Lower => (down, true),
            Verb::Space => {
                self.held = !self.held;
                return true;
            }
            _ => return false,
        };
        if carries {
            self.rows.swap(self.cursor, target);
        }
        self.cursor = target;
        true
    }

    /// `enter` also puts down what was picked up.
    fn enter(&mut self) -> Enter {
        if std::mem::take(&mut self.held) { Enter::Stay } else { Enter::Check }
    }

    fn has_working(&self) -> bool {
        false
    }

    fn answer(&self) -> Answer {
        Answer::Order(self.rows.clone())
    }

    fn restore(&mut self, answer: &Answer) {
        if let Answer::Order(kept) = answer
            && kept.len() == self.rows.len()
            && kept.iter().all(|at| *at < self.steps.len())
        {
            self.rows.clone_from(kept);
        }
    }

    fn again(&self) -> &'static str {
        "The same order as before. Move a line, or ctrl-t for a hint."
    }

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let mut y = plan.answer;
        for (row, step) in self.rows.iter().enumerate() {
            let chosen = row == self.cursor && !paper.is_settled();
            let mark = if chosen && self.held { "↕ " } else { "" };
            let room = TEXT.min(sheet.width()).saturating_sub(9 + sheet.width_of(mark));
            let lines = wrap(&prose::plain(&self.steps[*step], sheet.look), room);
            let behind = lines.first().map_or(0, |line| sheet.width_of(line)) + 7;
            if let Some(field) = paper.field_mark(row) {
                let (glyph, ink) = sign(field.verdict, sheet);
                sheet.put(behind, y, glyph, ink);
            }
            let name = (row + 1).to_string();
            y = Entry { name: &name, mark, lines: &lines, chosen }.draw(sheet, y);
        }
        Drawn { cursor: None, end: y }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_change_places() {
        let mut order =
            Order { steps: vec![String::new(); 3], rows: vec![2, 0, 1], cursor: 0, held: false };
        order.verb(Verb::Lower);
        assert_eq!((order.rows.as_slice(), order.cursor), ([0, 2, 1].as_slice(), 1));
        order.verb(Verb::Space);
        order.verb(Verb::Down);
        assert_eq!(order.rows, [0, 1, 2]);
        assert_eq!(order.enter(), Enter::Stay, "the line is put down first");
        assert_eq!(order.enter(), Enter::Check);
    }
}
