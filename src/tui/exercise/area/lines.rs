//! A derivation, a line a row; the last is being written.

use super::super::super::field::Field;
use super::super::super::keys::Verb;
use super::super::super::sheet::Sheet;
use super::super::paper::{Paper, Plan, sign};
use super::fields::Fields;
use super::{Drawn, Way};
use crate::tutor::{Answer, Mark, Verdict};

/// Lines, each marked as it is finished.
#[derive(Clone, Debug)]
pub(super) struct Lines(Fields);

impl Default for Lines {
    fn default() -> Lines {
        Lines(Fields::of(1))
    }
}

impl Way for Lines {
    fn fields(&self) -> Option<&Fields> {
        Some(&self.0)
    }

    fn fields_mut(&mut self) -> Option<&mut Fields> {
        Some(&mut self.0)
    }

    /// Several lines at once become rows.
    fn paste(&mut self, text: &str) -> bool {
        let mut fits = true;
        for (row, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            if row > 0 {
                self.0.add();
            }
            fits &= self.0.line().paste(line);
        }
        fits
    }

    fn verb(&mut self, verb: Verb) -> bool {
        match verb {
            Verb::Up => self.0.focus = self.0.focus.saturating_sub(1),
            Verb::Down => self.0.focus = (self.0.focus + 1).min(self.0.lines.len() - 1),
            verb => return self.0.verb(verb, 1),
        }
        true
    }

    fn answer(&self) -> Answer {
        Answer::Lines(self.0.texts().filter(|line| !line.trim().is_empty()).collect())
    }

    fn restore(&mut self, answer: &Answer) {
        let Answer::Lines(texts) = answer else { return };
        while self.0.lines.len() < texts.len() {
            self.0.add();
        }
        self.0.set(texts);
    }

    /// A derivation goes on under a line that stands.
    fn marked(&mut self, mark: &Mark) {
        let stands = mark.fields.last().is_some_and(|line| line.verdict == Verdict::Right);
        let is_last_blank = self.0.lines.last().is_some_and(Field::is_blank);
        if let Some(broken) = mark.fields.iter().position(|line| line.verdict == Verdict::Wrong) {
            self.0.focus = self.row_of(broken);
        } else if !mark.is_right() && stands && !is_last_blank {
            self.0.add();
        } else if !mark.is_right() && stands {
            self.0.focus = self.0.lines.len() - 1;
        }
    }

    fn place(&self, field: usize, start: usize) -> (usize, usize) {
        (self.row_of(field), start)
    }

    fn mend(&mut self, field: usize, mend: &str) {
        let row = self.row_of(field);
        if let Some(line) = self.0.lines.get_mut(row) {
            line.set(mend);
        }
    }

    fn again(&self) -> &'static str {
        "Not finished yet: the next line goes on from the last one."
    }

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let (quiet, accent) = (sheet.look.theme.quiet, sheet.look.theme.accent);
        let (number, x) = if plan.small { (2, 5) } else { (3, 8) };
        let mut y = plan.answer;
        let mut cursor = None;
        let mut marked = 0;
        for (row, line) in self.0.lines.iter().enumerate() {
            let open = row == self.0.focus && !paper.is_settled();
            sheet.put(number, y, &(row + 1).to_string(), if open { accent } else { quiet });
            let mut room = sheet.width().saturating_sub(x);
            // Empty rows were not handed in, so they have no mark.
            if !line.is_blank() {
                room = draw_mark(paper, (marked, line.text()), sheet, y, room);
                marked += 1;
            }
            let at = line.draw(sheet, (x, y), room);
            y += 1;
            if open {
                cursor = Some((at, y - 1));
                y = paper.draw_below(line, sheet, (x, y), plan);
            }
        }
        // The verdict takes the place of the preview, a row below.
        Drawn { cursor, end: y + u16::from(paper.is_settled()) }
    }
}

impl Lines {
    /// The row of the line handed in as number `field`: empty rows are not handed in.
    fn row_of(&self, field: usize) -> usize {
        let typed = self.0.lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
        typed.map(|(row, _)| row).nth(field).unwrap_or(self.0.lines.len() - 1)
    }
}

/// The sign before a line and the remark at its end; the cells that are left for the line.
fn draw_mark(
    paper: &Paper,
    (field, text): (usize, &str),
    sheet: &mut Sheet,
    y: u16,
    room: u16,
) -> u16 {
    let Some(mark) = paper.field_mark(field) else { return room };
    let (glyph, ink) = sign(mark.verdict, sheet);
    sheet.put(0, y, glyph, ink);
    let (note, ink) = match mark.verdict {
        Verdict::Wrong => (format!("◂ {}", mark.note), ink),
        Verdict::Right | Verdict::Part | Verdict::Undecided | Verdict::Unreadable => {
            (mark.note.clone(), sheet.look.theme.quiet)
        }
    };
    let left = room.saturating_sub(sheet.width_of(&note) + 2);
    if mark.note.is_empty() || left < sheet.width_of(text) + 1 {
        return room;
    }
    sheet.right(y, &note, ink);
    left
}
