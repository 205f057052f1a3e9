//! A line being typed: text, cursor, and what was typed earlier.

use tui_input::{Input, InputRequest};
use unicode_width::UnicodeWidthStr as _;

use super::keys::Edit;
use super::sheet::Sheet;
use crate::text::Shown;

/// Longest line, in characters: what the engine reads of a student.
pub const MOST: usize = 300;

/// One line with its cursor.
#[derive(Clone, Debug, Default)]
pub struct Field {
    input: Input,
    /// Earlier lines, oldest first, and which of them is shown.
    earlier: Vec<String>,
    shown: Option<usize>,
    /// What was being typed before an earlier line was shown.
    draft: String,
}

impl Field {
    /// A field that holds a text, the cursor behind it.
    pub fn holding(text: &str) -> Field {
        let mut field = Field::default();
        field.set(text);
        field
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Is there nothing but blanks?
    pub fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// Characters before the cursor.
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// Replaces the text.
    pub fn set(&mut self, text: &str) {
        let clean = one_line(text);
        self.input = Input::new(clean.chars().take(MOST).collect());
    }

    /// Types a character.
    pub fn put(&mut self, c: char) {
        if self.text().chars().count() < MOST && !one_line(c.encode_utf8(&mut [0; 4])).is_empty() {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// Takes a text in one piece, line ends as blanks. `false` when its end did not fit.
    pub fn paste(&mut self, text: &str) -> bool {
        let room = MOST - self.text().chars().count().min(MOST);
        let clean = one_line(text);
        let clean = clean.trim_end();
        for c in clean.chars().take(room) {
            self.input.handle(InputRequest::InsertChar(c));
        }
        clean.chars().count() <= room
    }

    /// Changes the text or moves the cursor.
    pub fn edit(&mut self, edit: Edit) {
        self.input.handle(match edit {
            Edit::Rub => InputRequest::DeletePrevChar,
            Edit::Delete => InputRequest::DeleteNextChar,
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::Home => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::Clear => InputRequest::DeleteLine,
            Edit::Word => InputRequest::DeletePrevWord,
            Edit::Rest => InputRequest::DeleteTillEnd,
        });
    }

    /// Keeps the text among the earlier lines.
    pub fn remember(&mut self) {
        let line = self.text().to_owned();
        if !line.trim().is_empty() && self.earlier.last() != Some(&line) {
            self.earlier.push(line);
        }
        self.shown = None;
    }

    /// Shows the line before, if there is one.
    pub fn older(&mut self) {
        let at = match self.shown {
            None => {
                self.draft = self.text().to_owned();
                self.earlier.len().checked_sub(1)
            }
            Some(at) => at.checked_sub(1),
        };
        // The newest of them may be the very line that stands here.
        let at = match at {
            Some(at) if self.shown.is_none() && self.earlier[at] == self.draft => at.checked_sub(1),
            at => at,
        };
        if let Some(at) = at {
            self.set(&self.earlier[at].clone());
            self.shown = Some(at);
        }
    }

    /// Shows the line after, at last what was being typed.
    pub fn newer(&mut self) {
        let Some(at) = self.shown else { return };
        match self.earlier.get(at + 1).cloned() {
            Some(line) => {
                self.set(&line);
                self.shown = Some(at + 1);
            }
            None => {
                self.set(&self.draft.clone());
                self.shown = None;
            }
        }
    }

    /// Draws the text in `room` cells from `x` on, scrolled so that the cursor is seen; answers
    /// with the cursor's column.
    pub fn draw(&self, sheet: &mut Sheet, (x, y): (u16, u16), room: u16) -> u16 {
        let style = sheet.look.theme.text;
        let before: String = self.text().chars().take(self.cursor()).collect();
        let mut skipped = 0;
        // One cell is the cursor's when it stands behind the text.
        while before.chars().skip(skipped).collect::<String>().width() + 1 > usize::from(room) {
            skipped += 1;
        }
        let seen: String = self.text().chars().skip(skipped).collect();
        let cut = seen.width() > usize::from(room);
        let seen = if cut { super::sheet::cut(&seen, usize::from(room)) } else { seen };
        sheet.put_raw(x, y, room, &seen, style);
        let column = before.chars().skip(skipped).collect::<String>().width();
        x + u16::try_from(column).unwrap_or(room)
    }
}

/// What may stand in a field: one line, nothing that acts on a terminal.
fn one_line(text: &str) -> String {
    Shown::new(&text.replace("\r\n", " ").replace(['\n', '\r'], " ")).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_one_line_and_never_longer_than_the_field() {
        let mut field = Field::holding("x");
        assert!(field.paste("^2\n+ 1\n"));
        assert_eq!(field.text(), "x^2 + 1");
        assert!(!field.paste(&"9".repeat(10_000)));
        assert_eq!(field.text().chars().count(), MOST);
    }

    #[test]
    fn control_characters_cannot_be_typed() {
        let mut field = Field::default();
        field.put('\u{1b}');
        field.put('\u{202e}');
        field.put('x');
        assert_eq!(field.text(), "x");
    }

    #[test]
    fn earlier_lines_come_back_and_the_draft_after_them() {
        let mut field = Field::holding("a");
        field.remember();
        field.set("b");
        field.remember();
        field.set("c");
        field.older();
        assert_eq!(field.text(), "b");
        field.older();
        field.older();
        assert_eq!(field.text(), "a");
        field.newer();
        field.newer();
        assert_eq!(field.text(), "c");
    }

    #[test]
    fn the_line_that_stands_there_is_no_earlier_line() {
        let mut field = Field::holding("a");
        field.remember();
        field.set("b");
        field.remember();
        field.older();
        assert_eq!(field.text(), "a");
    }
}
