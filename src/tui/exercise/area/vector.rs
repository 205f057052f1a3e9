//! Components side by side.

use super::super::super::keys::Verb;
use super::super::super::sheet::Sheet;
use super::super::paper::{Paper, Plan};
use super::fields::Fields;
use super::{Drawn, Enter, Way};
use crate::tutor::{Answer, Mark};

/// A vector, a field for each component.
#[derive(Clone, Debug)]
pub(super) struct Vector(Fields);

impl Vector {
    /// With so many components.
    pub(super) fn of(count: usize) -> Vector {
        Vector(Fields::of(count))
    }
}

impl Way for Vector {
    fn fields(&self) -> Option<&Fields> {
        Some(&self.0)
    }

    fn fields_mut(&mut self) -> Option<&mut Fields> {
        Some(&mut self.0)
    }

    /// A comma outside of brackets goes on, and the blank behind it belongs to nobody.
    fn put(&mut self, c: char) {
        if c == ',' && !is_open(self.0.focused().text()) {
            self.0.next();
        } else if !(c == ' ' && self.0.focused().is_blank()) {
            self.0.line().put(c);
        }
    }

    /// A whole vector fills all fields.
    fn paste(&mut self, text: &str) -> bool {
        let parts = components(text);
        if parts.len() != self.0.lines.len() {
            return self.0.line().paste(text);
        }
        self.0.set(&parts);
        self.0.focus = parts.len() - 1;
        true
    }

    fn verb(&mut self, verb: Verb) -> bool {
        self.0.verb(verb, self.0.lines.len())
    }

    fn enter(&mut self) -> Enter {
        self.0.next_empty()
    }

    fn answer(&self) -> Answer {
        Answer::Fields(self.0.texts().collect())
    }

    fn restore(&mut self, answer: &Answer) {
        if let Answer::Fields(texts) = answer {
            self.0.set(texts);
        }
    }

    fn marked(&mut self, mark: &Mark) {
        self.0.next_wrong(mark);
    }

    fn least_row(&self) -> u16 {
        7
    }

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let y = plan.answer;
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        paper.draw_own_label(sheet, plan, y);
        let row = y + if plan.small { 1 } else { 2 };
        let count = self.0.lines.len() as u16;
        let room = sheet.width().saturating_sub(plan.column + 4 + 3 * (count - 1));
        let width = (room / count).clamp(4, 24);
        let mut x = sheet.put(plan.column, y, "( ", quiet);
        let mut cursor = None;
        for (index, line) in self.0.lines.iter().enumerate() {
            let at = line.draw(sheet, (x, y), width);
            if index == self.0.focus {
                cursor = Some((at, y));
            }
            paper.draw_underline(index, sheet, (x, y + 1), width, plan);
            if paper.wears_marks() {
                paper.draw_field_mark(index, sheet, (x, row), width);
            }
            let last = index + 1 == self.0.lines.len();
            let (separator, ink) = if last { (" )", quiet) } else { (" , ", text) };
            x = sheet.put(x + width, y, separator, ink);
        }
        let end = if paper.wears_marks() {
            row + Paper::reading_rows(plan)
        } else {
            paper.draw_reading(self.0.focused(), sheet, (plan.column + 2, row), plan)
        };
        Drawn { cursor, end }
    }
}

/// Is a bracket still open at the end of the text?
fn is_open(text: &str) -> bool {
    let opened = text.chars().filter(|c| "([{".contains(*c)).count();
    let closed = text.chars().filter(|c| ")]}".contains(*c)).count();
    opened > closed
}

/// The components of a vector as pasted, without the brackets around all of it.
fn components(text: &str) -> Vec<String> {
    let text = text.trim();
    let pairs = [('(', ')'), ('[', ']'), ('⟨', '⟩'), ('<', '>')];
    let inner = pairs
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
        .unwrap_or(text);
    split(inner)
}

/// The pieces between the commas that stand in no bracket.
pub(super) fn split(list: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for c in list.chars() {
        let last = parts.len() - 1;
        if c == ',' && !is_open(&parts[last]) {
            parts.push(String::new());
        } else {
            parts[last].push(c);
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_vector_fills_all_fields() {
        let mut vector = Vector::of(2);
        assert!(vector.paste("(max(x, 2), 4y)"));
        assert_eq!(vector.answer(), Answer::Fields(vec!["max(x, 2)".to_owned(), "4y".to_owned()]));
    }

    #[test]
    fn a_comma_goes_on_only_outside_of_brackets() {
        let mut vector = Vector::of(2);
        "max(x,2),4y".chars().for_each(|c| vector.put(c));
        assert_eq!(vector.answer(), Answer::Fields(vec!["max(x,2)".to_owned(), "4y".to_owned()]));
    }

    #[test]
    fn enter_goes_to_the_empty_component_first() {
        let mut vector = Vector::of(2);
        vector.put('2');
        assert_eq!(vector.enter(), Enter::Stay);
        vector.put('3');
        assert_eq!(vector.enter(), Enter::Check);
    }
}
