//! Plus, minus or nought.

use super::super::super::keys::{At, Verb};
use super::super::super::sheet::Sheet;
use super::super::paper::{Entry, Paper, Plan};
use super::{Drawn, Way};
use crate::tutor::Answer;

/// The three answers: what is handed in, what is shown, and its word for the slope and for any
/// other derivative.
const SIGNS: [(&str, &str, &str, &str); 3] = [
    ("+", "+", "f rises", "positive"),
    ("-", "−", "f falls", "negative"),
    ("0", "0", "flat", "zero"),
];

/// The sign of a derivative.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    row: usize,
    /// Is it the slope that is asked for?
    of_slope: bool,
}

impl Sign {
    /// The sign of the derivative of this order.
    pub(super) fn of(order: u32) -> Sign {
        Sign { row: 0, of_slope: order == 1 }
    }
}

impl Way for Sign {
    fn contexts(&self) -> &'static [At] {
        &[At::Sign]
    }

    fn verb(&mut self, verb: Verb) -> bool {
        self.row = match verb {
            Verb::Plus => 0,
            Verb::Minus => 1,
            Verb::Nought => 2,
            Verb::Up => self.row.saturating_sub(1),
            Verb::Down => (self.row + 1).min(SIGNS.len() - 1),
            _ => return false,
        };
        true
    }

    fn answer(&self) -> Answer {
        Answer::Text(SIGNS[self.row].0.to_owned())
    }

    fn restore(&mut self, answer: &Answer) {
        if let Answer::Text(text) = answer {
            self.row = SIGNS.iter().position(|(own, ..)| own == text).unwrap_or(self.row);
        }
    }

    fn again(&self) -> &'static str {
        "The same sign as before. Take another, or ctrl-t for a hint."
    }

    fn draw(&self, _paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let mut y = plan.answer;
        for (row, (_, name, slope, other)) in SIGNS.iter().enumerate() {
            let word = if self.of_slope { slope } else { other };
            let lines = [(*word).to_owned()];
            y = Entry { name, mark: "", lines: &lines, chosen: row == self.row }.draw(sheet, y);
        }
        Drawn { cursor: None, end: y }
    }
}
