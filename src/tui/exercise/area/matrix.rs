//! Rows and columns between brackets; a symmetric entry is typed once.

use super::super::super::keys::Verb;
use super::super::super::sheet::Sheet;
use super::super::paper::{Paper, Plan};
use super::fields::Fields;
use super::vector::split;
use super::{Drawn, Enter, Way};
use crate::math::Name;
use crate::tutor::{Answer, Mark};

/// A symmetric matrix, row by row.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    fields: Fields,
    names: Vec<String>,
}

/// Cells left of the opening bracket: the names of the rows.
const LEFT: u16 = 7;

impl Matrix {
    /// With a row and a column for each variable.
    pub(super) fn of(vars: &[Name]) -> Matrix {
        let names = vars.iter().map(|var| format!("∂{}", var.as_str())).collect();
        Matrix { fields: Fields::of(vars.len() * vars.len()), names }
    }

    fn side(&self) -> usize {
        self.names.len().max(1)
    }

    /// The cell on the other side of the diagonal.
    fn mirror(&self, cell: usize) -> usize {
        (cell % self.side()) * self.side() + cell / self.side()
    }

    /// What the cell holds: its own text, or that of its mirror.
    fn text(&self, cell: usize) -> &str {
        let own = &self.fields.lines[cell];
        if own.is_blank() { self.fields.lines[self.mirror(cell)].text() } else { own.text() }
    }

    fn draw_brackets(&self, sheet: &mut Sheet, (left, top): (u16, u16), right: u16) {
        let quiet = sheet.look.theme.quiet;
        let height = self.side() as u16 * 2 - 1;
        for row in 0..height {
            let (open, close) = match row {
                0 if height == 1 => ("[", "]"),
                0 => ("⎡", "⎤"),
                row if row + 1 == height => ("⎣", "⎦"),
                _ => ("⎢", "⎥"),
            };
            sheet.put(left, top + row, open, quiet);
            sheet.put(right, top + row, close, quiet);
        }
    }
}

impl Way for Matrix {
    fn fields(&self) -> Option<&Fields> {
        Some(&self.fields)
    }

    fn fields_mut(&mut self) -> Option<&mut Fields> {
        Some(&mut self.fields)
    }

    /// A whole matrix fills all cells.
    fn paste(&mut self, text: &str) -> bool {
        let inner = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let rows = inner.map(split).unwrap_or_default();
        let cells: Vec<String> = rows
            .iter()
            .filter_map(|row| row.strip_prefix(['[', '('])?.strip_suffix([']', ')']))
            .flat_map(split)
            .collect();
        if cells.len() != self.fields.lines.len() {
            return self.fields.line().paste(text);
        }
        self.fields.set(&cells);
        self.fields.focus = cells.len() - 1;
        true
    }

    fn verb(&mut self, verb: Verb) -> bool {
        self.fields.verb(verb, self.side())
    }

    fn enter(&mut self) -> Enter {
        let cells = 0..self.fields.lines.len();
        let blank: Vec<bool> = cells.map(|cell| self.text(cell).trim().is_empty()).collect();
        self.fields.next_of(&blank)
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

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let quiet = sheet.look.theme.quiet;
        let side = self.side();
        let width = (sheet.width().saturating_sub(LEFT + 5) / side as u16).clamp(4, 14);
        let across = |column: usize| LEFT + 2 + column as u16 * width;
        let top = plan.answer + 2;
        for (column, name) in self.names.iter().enumerate() {
            sheet.put(across(column), top - 1, name, quiet);
        }
        let mut cursor = None;
        for (cell, line) in self.fields.lines.iter().enumerate() {
            let (row, column) = (cell / side, cell % side);
            let (x, y) = (across(column), top + row as u16 * 2);
            if column == 0 {
                sheet.put(LEFT - 5, y, &self.names[row], quiet);
            }
            let at = line.draw(sheet, (x, y), width - 2);
            if cell == self.fields.focus {
                cursor = Some((at, y));
            }
            if line.is_blank() {
                sheet.put_within(x, y, width - 2, self.text(cell), quiet);
            }
            paper.draw_underline(cell, sheet, (x, y + 1), width - 2, plan);
            paper.draw_field_mark(cell, sheet, (x, y + 1), width - 2);
        }
        self.draw_brackets(sheet, (LEFT, top), across(side));
        let below = top + side as u16 * 2;
        let end = paper.draw_reading(self.fields.focused(), sheet, (LEFT + 2, below + 1), plan);
        Drawn { cursor, end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix() -> Matrix {
        Matrix::of(&["x", "y"].map(Name::new))
    }

    #[test]
    fn a_symmetric_entry_is_typed_once() {
        let mut matrix = matrix();
        for (cell, digit) in [(0, '2'), (1, '5'), (3, '4')] {
            matrix.fields.focus = cell;
            matrix.put(digit);
        }
        assert_eq!(matrix.enter(), Enter::Check, "nothing is missing");
        // Marking reads an empty cell as its mirror.
        let cells = ["2", "5", "", "4"].map(str::to_owned).to_vec();
        assert_eq!(matrix.answer(), Answer::Fields(cells));
    }

    #[test]
    fn a_pasted_matrix_fills_all_cells() {
        let mut matrix = matrix();
        assert!(matrix.paste("[[2, max(x, 1)], [3, 4]]"));
        let cells = ["2", "max(x, 1)", "3", "4"].map(str::to_owned).to_vec();
        assert_eq!(matrix.answer(), Answer::Fields(cells));
    }
}
