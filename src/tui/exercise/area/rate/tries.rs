//! Rates that were tried, a row each.

use super::super::super::super::scene::Runner;
use super::super::super::super::sheet::Sheet;
use crate::descent::Reason;
use crate::text::{count, digits, number};

/// At most so many tries stay on the screen, and rows left below them for a verdict.
const TRIES: usize = 6;
const VERDICT: u16 = 8;

/// The tries, oldest first; the same try stands there once.
#[derive(Clone, Debug, Default)]
pub(super) struct Tries(pub(super) Vec<Try>);

/// A try: its rate, and how it went.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Try {
    pub(super) rate: String,
    steps: usize,
    end: String,
}

impl Tries {
    /// A walk has come to its end.
    pub(super) fn add(&mut self, walk: &Runner) {
        let end = match walk.run.stop.reason {
            Reason::Diverged => "diverged".to_owned(),
            _ => format!("f {}", digits(walk.run.values.last().copied().unwrap_or(f64::NAN), 3)),
        };
        let rate = number(walk.plan.rate);
        let new = Try { rate, steps: walk.run.steps(), end };
        self.0.retain(|old| *old != new);
        self.0.push(new);
    }

    /// The last tries, a row each, as many as leave room for a verdict; answers with the next free
    /// row.
    pub(super) fn draw(&self, sheet: &mut Sheet, y: u16) -> u16 {
        let text = sheet.look.theme.text;
        let room = usize::from(sheet.height().saturating_sub(y + VERDICT)).clamp(1, TRIES);
        let tries = &self.0[self.0.len().saturating_sub(room)..];
        let spelt = |is_short: bool| -> Vec<[String; 3]> {
            let steps = |n: usize| if is_short { n.to_string() } else { count(n, "step") };
            tries.iter().map(|one| [one.rate.clone(), steps(one.steps), one.end.clone()]).collect()
        };
        let widest = |cells: &[[String; 3]], column: usize| {
            cells.iter().map(|row| sheet.width_of(&row[column])).max().unwrap_or(0)
        };
        let whole = |cells: &[[String; 3]]| (0..3).map(|at| widest(cells, at) + 2).sum::<u16>();
        let cells = spelt(whole(&spelt(false)) > sheet.width() + 2);
        let first = widest(&cells, 0) + 2;
        let starts = [0, first, first + widest(&cells, 1) + 2];
        let mut row = y;
        for cells in &cells {
            for (x, word) in starts.into_iter().zip(cells) {
                sheet.put_within(x, row, sheet.width().saturating_sub(x), word, text);
            }
            row += 1;
        }
        row
    }
}
