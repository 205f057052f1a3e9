//! Lines being typed, one of them in focus.

use super::super::super::field::Field;
use super::super::super::keys::Verb;
use super::Enter;
use crate::tutor::{Mark, Verdict};

/// One field or several; at least one.
#[derive(Clone, Debug)]
pub(in crate::tui::exercise) struct Fields {
    pub lines: Vec<Field>,
    /// Which one is being written.
    pub focus: usize,
}

impl Fields {
    /// So many empty fields.
    pub(super) fn of(count: usize) -> Fields {
        Fields { lines: vec![Field::default(); count.max(1)], focus: 0 }
    }

    /// The line being written.
    pub(super) fn line(&mut self) -> &mut Field {
        let last = self.lines.len() - 1;
        &mut self.lines[self.focus.min(last)]
    }

    /// The line being written, to look at.
    pub(super) fn focused(&self) -> &Field {
        &self.lines[self.focus.min(self.lines.len() - 1)]
    }

    /// The texts, first to last.
    pub(super) fn texts(&self) -> impl Iterator<Item = String> {
        self.lines.iter().map(|line| line.text().to_owned())
    }

    /// Puts texts back, as far as there are fields.
    pub(super) fn set<'a>(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        for (line, text) in self.lines.iter_mut().zip(texts) {
            line.set(text);
        }
    }

    /// A new field behind the last one, in focus.
    pub(super) fn add(&mut self) {
        self.lines.push(Field::default());
        self.focus = self.lines.len() - 1;
    }

    /// The next field, from the last one the first.
    pub(super) fn next(&mut self) {
        self.focus = (self.focus + 1) % self.lines.len();
    }

    /// The field before, from the first one the last.
    pub(super) fn previous(&mut self) {
        self.focus = (self.focus + self.lines.len() - 1) % self.lines.len();
    }

    /// Goes to the next empty field, if there is one: `enter` then does not check yet.
    pub(super) fn next_empty(&mut self) -> Enter {
        let blank: Vec<bool> = self.lines.iter().map(Field::is_blank).collect();
        self.next_of(&blank)
    }

    /// Goes to the next field that counts as empty. Where all are empty there is something to say
    /// about that, so it is checked.
    pub(super) fn next_of(&mut self, is_empty: &[bool]) -> Enter {
        let count = self.lines.len();
        let mut next = (1..=count).map(|step| (self.focus + step) % count);
        match next.find(|at| is_empty[*at]) {
            Some(at) if !self.lines.iter().all(Field::is_blank) => {
                self.focus = at;
                Enter::Stay
            }
            Some(_) | None => Enter::Check,
        }
    }

    /// From a field that was marked right on to the next one that was not.
    pub(super) fn next_wrong(&mut self, mark: &Mark) {
        if !mark.fields.is_empty() {
            let is_right = |row: usize| {
                mark.fields.get(row).is_some_and(|field| field.verdict == Verdict::Right)
            };
            self.next_open(is_right);
        }
    }

    /// From a finished field on to the next one that is open; a wrong one is kept, to be mended.
    fn next_open(&mut self, is_done: impl Fn(usize) -> bool) {
        let count = self.lines.len();
        let mut next = (0..count).map(|step| (self.focus + step) % count);
        if let Some(open) = next.find(|row| !is_done(*row)) {
            self.focus = open;
        }
    }

    /// The keys of a line being typed and of going between fields; `↑ ↓` go `columns` fields on.
    pub(super) fn verb(&mut self, verb: Verb, columns: usize) -> bool {
        match verb {
            Verb::Edit(edit) => self.line().edit(edit),
            Verb::Next => self.next(),
            Verb::Previous => self.previous(),
            Verb::Up if self.lines.len() == 1 => self.line().older(),
            Verb::Down if self.lines.len() == 1 => self.line().newer(),
            Verb::Up if self.focus >= columns => self.focus -= columns,
            Verb::Down if self.focus + columns < self.lines.len() => self.focus += columns,
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_part_hands_over_to_the_next_open_one() {
        let mut fields = Fields::of(3);
        fields.focus = 1;
        fields.next_open(|row| row != 0);
        assert_eq!(fields.focus, 0, "behind the last part the first open one follows");
        fields.next_open(|_| false);
        assert_eq!(fields.focus, 0, "a wrong part is kept");
    }
}
