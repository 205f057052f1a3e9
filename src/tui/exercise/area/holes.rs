//! Gaps of a line, filled where they stand.

use super::super::super::keys::Verb;
use super::super::super::sheet::Sheet;
use super::super::paper::{Paper, Plan};
use super::fields::Fields;
use super::{Drawn, Enter, Way};
use crate::math::{Expr, Name, Node, print};
use crate::tutor::{Answer, Mark};

/// A line with gaps, a field for each.
#[derive(Clone, Debug)]
pub(super) struct Holes {
    fields: Fields,
    line: Expr,
    label: String,
}

/// Cells of an empty gap.
const GAP: u16 = 5;

impl Holes {
    /// The gaps of the derivative `line` by the variable `by`.
    pub(super) fn of(line: &Expr, by: &Name) -> Holes {
        let label = format!("f'({}) =", by.as_str());
        Holes { fields: Fields::of(count(line)), line: line.clone(), label }
    }
}

fn count(line: &Expr) -> usize {
    let own = usize::from(matches!(line.node(), Node::Hole(_)));
    own + line.children().iter().map(|child| count(child)).sum::<usize>()
}

impl Way for Holes {
    fn fields(&self) -> Option<&Fields> {
        Some(&self.fields)
    }

    fn fields_mut(&mut self) -> Option<&mut Fields> {
        Some(&mut self.fields)
    }

    fn verb(&mut self, verb: Verb) -> bool {
        self.fields.verb(verb, self.fields.lines.len())
    }

    fn enter(&mut self) -> Enter {
        self.fields.next_empty()
    }

    fn answer(&self) -> Answer {
        Answer::Fields(self.fields.texts().collect())
    }

    fn restore(&mut self, answer: &Answer) {
        if let Answer::Fields(texts) = answer {
            self.fields.set(texts);
        }
    }

    fn marked(&mut self, mark: &Mark) {
        self.fields.next_wrong(mark);
    }

    fn least_row(&self) -> u16 {
        7
    }

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let (text, quiet, strong) =
            (sheet.look.theme.text, sheet.look.theme.quiet, sheet.look.theme.strong);
        let step = if plan.small { 1 } else { 2 };
        let mut y = plan.answer;
        let left = sheet.put(0, y, &self.label, quiet) + 1;
        let mut x = left;
        let mut cursor = None;
        let line = print::flat(&self.line, sheet.look.maths());
        for (index, piece) in line.split(print::GAP).enumerate() {
            if let Some(field) = index.checked_sub(1).and_then(|at| self.fields.lines.get(at)) {
                let needed = sheet.width_of(field.text()) + 1;
                let width = needed.clamp(GAP, sheet.width().saturating_sub(left + 3).max(GAP));
                if x + width + 2 > sheet.width() && x > left {
                    (x, y) = (left, y + step);
                }
                let open = index - 1 == self.fields.focus && !paper.is_settled();
                let ink = if open { strong } else { quiet };
                let start = sheet.put(x, y, "[", ink);
                let at = field.draw(sheet, (start, y), width);
                x = sheet.put(start + width, y, "]", ink);
                if open {
                    cursor = Some((at, y));
                }
                paper.draw_caret(index - 1, sheet, (start, y + 1), width);
                paper.draw_field_mark(index - 1, sheet, (start, y + 1), width);
            }
            for word in piece.split_inclusive(' ') {
                if x + sheet.width_of(word.trim_end()) > sheet.width() && x > left {
                    (x, y) = (left, y + step);
                }
                x = sheet.put(x, y, word, text);
            }
        }
        let end = paper.draw_reading(self.fields.focused(), sheet, (left + 1, y + step), plan);
        Drawn { cursor, end }
    }
}
