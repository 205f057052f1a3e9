//! One option or several, chosen.

use super::super::super::frame::TEXT;
use super::super::super::keys::{At, Row, Verb};
use super::super::super::prose;
use super::super::super::sheet::{Sheet, wrap};
use super::super::paper::{Entry, Paper, Plan};
use super::{Drawn, Way};
use crate::pack;
use crate::tutor::Answer;

/// Options in the order in which they are shown.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    options: Vec<String>,
    /// The place of each row in the author's order.
    shown: Vec<usize>,
    /// Which row the cursor is on.
    cursor: usize,
    /// Rows that are marked, where several may be right.
    marked: Vec<bool>,
    several: bool,
}

impl Choice {
    /// The options of a question.
    pub(super) fn of(options: &[pack::Choice], shown: &[usize], several: bool) -> Choice {
        Choice {
            options: shown.iter().map(|at| options[*at].text.clone()).collect(),
            shown: shown.to_vec(),
            cursor: 0,
            marked: vec![false; shown.len()],
            several,
        }
    }
}

impl Way for Choice {
    fn contexts(&self) -> &'static [At] {
        if self.several { &[At::Several, At::Choice] } else { &[At::Choice] }
    }

    fn word(&self, row: &Row) -> Option<String> {
        // Beside `space mark` there is no room left for what the arrows say by themselves.
        let is_dropped = self.several && row.at == At::Choice;
        (!is_dropped).then(|| row.word.to_owned())
    }

    fn verb(&mut self, verb: Verb) -> bool {
        let last = self.options.len().saturating_sub(1);
        match verb {
            Verb::Up => self.cursor = self.cursor.saturating_sub(1),
            Verb::Down => self.cursor = (self.cursor + 1).min(last),
            Verb::Pick(row) if usize::from(row) <= last => self.cursor = row.into(),
            Verb::Space if self.several => self.marked[self.cursor] = !self.marked[self.cursor],
            _ => return false,
        }
        true
    }

    fn has_working(&self) -> bool {
        false
    }

    fn answer(&self) -> Answer {
        let is_chosen =
            |row: &usize| if self.several { self.marked[*row] } else { *row == self.cursor };
        let rows = (0..self.shown.len()).filter(is_chosen);
        let mut chosen: Vec<usize> = rows.map(|row| self.shown[row]).collect();
        chosen.sort_unstable();
        Answer::Choice(chosen)
    }

    fn restore(&mut self, answer: &Answer) {
        let Answer::Choice(chosen) = answer else { return };
        for (row, at) in self.shown.iter().enumerate() {
            self.marked[row] = chosen.contains(at);
        }
        self.cursor = self.marked.iter().position(|marked| *marked).unwrap_or(0);
    }

    fn again(&self) -> &'static str {
        "The same choice as before. Take another, or ctrl-t for a hint."
    }

    fn draw(&self, _paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let mut y = plan.answer;
        for (row, letter) in (0..self.options.len()).zip('a'..) {
            let mark = match (self.several, self.marked[row]) {
                (true, true) => "[x] ",
                (true, false) => "[ ] ",
                (false, _) => "",
            };
            let room = TEXT.min(sheet.width()).saturating_sub(5 + sheet.width_of(mark));
            let lines = wrap(&prose::plain(&self.options[row], sheet.look), room);
            let name = letter.to_string();
            let entry = Entry { name: &name, mark, lines: &lines, chosen: row == self.cursor };
            y = entry.draw(sheet, y);
        }
        Drawn { cursor: None, end: y }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_comes_back_as_it_was_left() {
        let options = vec![String::new(); 3];
        let shown = vec![2, 0, 1];
        let mut choice =
            Choice { options, shown, cursor: 0, marked: vec![false; 3], several: false };
        choice.restore(&Answer::Choice(vec![0]));
        assert_eq!((choice.cursor, choice.answer()), (1, Answer::Choice(vec![0])));
    }
}
