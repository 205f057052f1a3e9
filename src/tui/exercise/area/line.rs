//! One line under the question.

use super::super::super::keys::Verb;
use super::super::super::sheet::Sheet;
use super::super::paper::{Paper, Plan};
use super::fields::Fields;
use super::{Drawn, Way};
use crate::tutor::Answer;

/// An expression, a number, a short vector.
#[derive(Clone, Debug)]
pub(super) struct Line(Fields);

impl Default for Line {
    fn default() -> Line {
        Line(Fields::of(1))
    }
}

impl Way for Line {
    fn fields(&self) -> Option<&Fields> {
        Some(&self.0)
    }

    fn fields_mut(&mut self) -> Option<&mut Fields> {
        Some(&mut self.0)
    }

    fn verb(&mut self, verb: Verb) -> bool {
        self.0.verb(verb, 1)
    }

    fn answer(&self) -> Answer {
        Answer::Text(self.0.focused().text().to_owned())
    }

    fn restore(&mut self, answer: &Answer) {
        if let Answer::Text(text) = answer {
            self.0.line().set(text);
        }
    }

    fn least_row(&self) -> u16 {
        7
    }

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let y = plan.answer;
        paper.draw_own_label(sheet, plan, y);
        let room = sheet.width().saturating_sub(plan.column);
        let x = self.0.focused().draw(sheet, (plan.column, y), room);
        let end = paper.draw_below(self.0.focused(), sheet, (plan.column, y + 1), plan);
        Drawn { cursor: Some((x, y)), end }
    }
}
