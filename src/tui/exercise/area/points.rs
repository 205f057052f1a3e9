//! Critical points, one a row, with their kinds.

use super::super::super::field::Field;
use super::super::super::keys::{At, Verb};
use super::super::super::sheet::Sheet;
use super::super::below::draw_sign;
use super::super::paper::{Paper, Plan};
use super::fields::Fields;
use super::vector::split;
use super::{Drawn, Way};
use crate::tutor::mark::FieldMark;
use crate::tutor::{Answer, Mark, Verdict};

/// The kinds: letter, word of the answer, word on the screen.
const KINDS: [(char, &str, &str); 4] = [
    ('m', "min", "minimum"),
    ('x', "max", "maximum"),
    ('s', "saddle", "saddle"),
    ('n', "neither", "neither"),
];

/// Between two points of the answer.
const COMMA: &str = ", ";

/// Cells of a point where its kind stands beside it.
const ROOM: u16 = 14;

/// Points; `none` in the first row is an answer.
#[derive(Clone, Debug)]
pub(super) struct Points {
    fields: Fields,
    /// The kind of each row, by its place in the table.
    kinds: Vec<Option<usize>>,
    /// Is the kind asked too?
    has_kinds: bool,
    /// Is the kind of the focused row being chosen?
    in_kind: bool,
}

impl Points {
    /// With or without kinds.
    pub(super) fn of(has_kinds: bool) -> Points {
        Points { fields: Fields::of(1), kinds: vec![None], has_kinds, in_kind: false }
    }

    /// A row as it is handed in.
    fn text(&self, row: usize) -> String {
        let line = self.fields.lines[row].text();
        match self.kinds[row] {
            Some(kind) if self.has_kinds => format!("{line}: {}", KINDS[kind].1),
            Some(_) | None => line.to_owned(),
        }
    }

    /// The rows that are handed in.
    fn rows(&self) -> impl Iterator<Item = usize> {
        (0..self.fields.lines.len()).filter(|row| !self.fields.lines[*row].is_blank())
    }

    fn add(&mut self) {
        self.fields.add();
        self.kinds.push(None);
        self.in_kind = false;
    }

    fn next(&mut self) {
        if self.has_kinds && !self.in_kind && !self.fields.focused().is_blank() {
            self.in_kind = true;
            return;
        }
        self.in_kind = false;
        if self.fields.focus + 1 < self.fields.lines.len() {
            self.fields.focus += 1;
        } else if self.fields.focused().is_blank() {
            self.fields.focus = 0;
        } else {
            self.add();
        }
    }

    fn turn_kind(&mut self, on: bool) {
        let step = if on { 1 } else { KINDS.len() - 1 };
        let row = self.fields.focus;
        self.kinds[row] = Some(self.kinds[row].map_or(0, |now| (now + step) % KINDS.len()));
    }

    /// A row `0: min` becomes a point and its kind.
    fn set(&mut self, row: usize, text: &str) {
        let (point, kind) = match text.split_once(':').filter(|_| self.has_kinds) {
            Some((point, word)) => {
                let word = word.trim();
                (point, KINDS.iter().position(|(_, own, _)| *own == word))
            }
            None => (text, None),
        };
        self.fields.lines[row].set(point.trim());
        self.kinds[row] = kind;
    }

    /// All rows anew, from an answer as it is handed in.
    fn set_all(&mut self, answer: &str) {
        let rows = split(answer);
        (self.fields, self.kinds, self.in_kind) = (Fields::of(1), vec![None], false);
        for (row, text) in rows.iter().enumerate() {
            if row > 0 {
                self.add();
            }
            self.set(row, text);
        }
    }
}

impl Way for Points {
    fn fields(&self) -> Option<&Fields> {
        Some(&self.fields)
    }

    fn fields_mut(&mut self) -> Option<&mut Fields> {
        Some(&mut self.fields)
    }

    fn contexts(&self) -> &'static [At] {
        if self.in_kind { &[At::Kinds] } else { &[At::Field] }
    }

    fn put(&mut self, c: char) {
        if c == ':' && self.has_kinds && !self.in_kind {
            self.next();
        } else if !self.in_kind {
            self.fields.line().put(c);
        }
    }

    /// Several points at once become rows.
    fn paste(&mut self, text: &str) -> bool {
        let is_list = split(text).len() > 1 || text.contains(':');
        let is_empty = self.fields.lines.iter().all(Field::is_blank);
        if is_list && is_empty {
            self.set_all(text);
            return true;
        }
        self.fields.line().paste(text)
    }

    fn verb(&mut self, verb: Verb) -> bool {
        match verb {
            Verb::Left | Verb::Right if self.in_kind => self.turn_kind(verb == Verb::Right),
            Verb::Kind(letter) if self.in_kind => {
                let kind = KINDS.iter().position(|(own, ..)| *own == letter);
                self.kinds[self.fields.focus] = kind;
            }
            Verb::Edit(_) if self.in_kind => return false,
            Verb::Next => self.next(),
            Verb::Previous if self.in_kind => self.in_kind = false,
            Verb::Up => {
                self.fields.focus = self.fields.focus.saturating_sub(1);
                self.in_kind &= !self.fields.focused().is_blank();
            }
            Verb::Down if self.fields.focus + 1 < self.fields.lines.len() => {
                self.fields.focus += 1;
                self.in_kind &= !self.fields.focused().is_blank();
            }
            Verb::Down if self.fields.focused().is_blank() => {}
            Verb::Down => self.add(),
            verb => return self.fields.verb(verb, 1),
        }
        true
    }

    fn answer(&self) -> Answer {
        Answer::Text(self.rows().map(|row| self.text(row)).collect::<Vec<_>>().join(COMMA))
    }

    fn restore(&mut self, answer: &Answer) {
        if let Answer::Text(text) = answer {
            self.set_all(text);
        }
    }

    /// To the first row that is not right; where all are, but some are missing, to a new one.
    fn marked(&mut self, mark: &Mark) {
        let is_right = |field: &FieldMark| field.verdict == Verdict::Right;
        if mark.is_right() || mark.fields.is_empty() {
            return;
        }
        match mark.fields.iter().position(|field| !is_right(field)) {
            Some(field) => {
                let row = self.rows().nth(field).unwrap_or(self.fields.focus);
                self.fields.focus = row;
            }
            None if self.fields.lines.iter().all(|line| !line.is_blank()) => self.add(),
            None => {}
        }
    }

    /// The rows are handed in as one line, so the place is looked up along it.
    fn place(&self, _field: usize, start: usize) -> (usize, usize) {
        let mut before = 0;
        for row in self.rows() {
            let length = self.text(row).chars().count();
            if start <= before + length {
                let typed = self.fields.lines[row].text().chars().count();
                return (row, start.saturating_sub(before).min(typed));
            }
            before += length + COMMA.len();
        }
        (self.fields.lines.len() - 1, 0)
    }

    fn mend(&mut self, _field: usize, mend: &str) {
        self.set_all(mend);
    }

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let theme = &sheet.look.theme;
        let (text, quiet, strong, accent) = (theme.text, theme.quiet, theme.strong, theme.accent);
        let label = paper.label();
        let x = plan.column.max(sheet.width_of(label) + 3);
        let mut y = plan.answer;
        let mut cursor = None;
        let mut marked = 0;
        for (row, line) in self.fields.lines.iter().enumerate() {
            let open = row == self.fields.focus && !paper.is_settled();
            sheet.put(x - 3 - sheet.width_of(label), y, label, if open { strong } else { quiet });
            sheet.put(x - 2, y, "=", quiet);
            let room = if self.has_kinds { ROOM } else { sheet.width().saturating_sub(x) };
            let at = line.draw(sheet, (x, y), room);
            if self.has_kinds {
                let word = self.kinds[row].map_or("·", |kind| KINDS[kind].2);
                let chosen = open && self.in_kind;
                if chosen {
                    sheet.put(x + ROOM, y, "▸", accent);
                }
                let ink = match (chosen, self.kinds[row]) {
                    (true, _) => strong,
                    (false, None) => quiet,
                    (false, Some(_)) => text,
                };
                sheet.put(x + ROOM + 2, y, word, ink);
            }
            if !line.is_blank() {
                if let Some(mark) = paper.field_mark(marked) {
                    let behind = x + ROOM + 12;
                    let room = sheet.width().saturating_sub(behind);
                    draw_sign(mark, sheet, (behind, y), room);
                }
                marked += 1;
            }
            y += 1;
            if open {
                cursor = (!self.in_kind).then_some((at, y - 1));
                y = paper.draw_below(line, sheet, (x, y), plan);
            }
        }
        // The verdict takes the place of the preview, a row below.
        Drawn { cursor, end: y + u16::from(paper.is_settled()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Points {
        let mut points = Points::of(true);
        "0:".chars().for_each(|c| points.put(c));
        points.verb(Verb::Kind('m'));
        points.verb(Verb::Next);
        "1:".chars().for_each(|c| points.put(c));
        points.verb(Verb::Kind('x'));
        points
    }

    #[test]
    fn critical_points_are_listed_with_their_kinds() {
        assert_eq!(typed().answer(), Answer::Text("0: min, 1: max".to_owned()));
    }

    #[test]
    fn a_draft_of_points_comes_back_row_by_row() {
        let mut points = Points::of(true);
        points.restore(&Answer::Text("(0, 0): saddle, (1, 2): min".to_owned()));
        assert_eq!(points.fields.lines[1].text(), "(1, 2)");
        assert_eq!(points.answer(), Answer::Text("(0, 0): saddle, (1, 2): min".to_owned()));
    }

    #[test]
    fn a_place_in_the_answer_is_found_in_its_row() {
        assert_eq!(typed().place(0, 0), (0, 0));
        assert_eq!(typed().place(0, 8), (1, 0));
    }
}
