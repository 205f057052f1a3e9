//! A part of the screen to write on: own coordinates, nothing outside is touched.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::look::Look;

/// A rectangle of the buffer; columns and rows count from its corner.
pub struct Sheet<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    /// How things look here.
    pub look: &'a Look,
}

impl<'a> Sheet<'a> {
    /// The part of `area` that lies in the buffer.
    pub fn new(buffer: &'a mut Buffer, area: Rect, look: &'a Look) -> Sheet<'a> {
        let area = area.intersection(buffer.area);
        Sheet { buffer, area, look }
    }

    /// Columns.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows.
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// The rectangle in the coordinates of the screen.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Cells that a text takes, as it is shown here.
    pub fn width_of(&self, text: &str) -> u16 {
        u16::try_from(self.look.words(text).width()).unwrap_or(u16::MAX)
    }

    /// Writes a text and answers with the column behind it; what lies outside is left out.
    pub fn put(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let room = self.area.width.saturating_sub(x);
        self.put_within(x, y, room, text, style)
    }

    /// As [`Sheet::put`] in at most `room` cells; a longer text ends in `…`.
    pub fn put_within(&mut self, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
        let room = room.min(self.area.width.saturating_sub(x));
        if y >= self.area.height || room == 0 {
            return x;
        }
        let words = self.look.words(text);
        let shown = if words.width() > usize::from(room) {
            let mut cut = cut(&words, usize::from(room).saturating_sub(1));
            cut.push_str(&self.look.words("…"));
            cut
        } else {
            words.into_owned()
        };
        let at = (self.area.x + x, self.area.y + y);
        let (end, _) = self.buffer.set_stringn(at.0, at.1, shown, usize::from(room), style);
        end - self.area.x
    }

    /// Writes a text as it is, for the line being typed: its columns must be those of the cursor.
    pub fn put_raw(&mut self, x: u16, y: u16, room: u16, text: &str, style: Style) {
        let room = room.min(self.area.width.saturating_sub(x));
        if y < self.area.height && room > 0 {
            let at = (self.area.x + x, self.area.y + y);
            self.buffer.set_stringn(at.0, at.1, text, usize::from(room), style);
        }
    }

    /// Writes a text so that it ends at the right edge.
    pub fn right(&mut self, y: u16, text: &str, style: Style) {
        let x = self.area.width.saturating_sub(self.width_of(text));
        self.put(x, y, text, style);
    }

    /// Adds a style to cells that are already written.
    pub fn restyle(&mut self, x: u16, y: u16, width: u16, style: Style) {
        if y < self.area.height && x < self.area.width {
            let width = width.min(self.area.width - x);
            let area = Rect { x: self.area.x + x, y: self.area.y + y, width, height: 1 };
            self.buffer.set_style(area, style);
        }
    }

    /// A smaller sheet inside this one.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Sheet<'_> {
        let area = Rect {
            x: self.area.x.saturating_add(x),
            y: self.area.y.saturating_add(y),
            width,
            height,
        };
        let area = area.intersection(self.area);
        Sheet { buffer: self.buffer, area, look: self.look }
    }

    /// The rest of this sheet from a row downwards.
    pub fn below(&mut self, y: u16) -> Sheet<'_> {
        let (width, height) = (self.area.width, self.area.height.saturating_sub(y));
        self.part(0, y, width, height)
    }

    /// The cells themselves, for pictures.
    pub fn buffer(&mut self) -> &mut Buffer {
        self.buffer
    }
}

/// The longest beginning that takes at most `room` cells.
pub(super) fn cut(text: &str, room: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= room
    };
    text.chars().take_while(fits).collect()
}

/// Breaks a text into lines of at most `width` cells, at blanks where there are any.
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    let width = usize::from(width.max(1));
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let needed = word.width() + usize::from(!line.is_empty());
            if !line.is_empty() && line.width() + needed > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            while line.width() > width {
                let head = cut(&line, width);
                line.drain(..head.len());
                // A cell wider than the whole line: give up on it rather than go on for ever.
                if head.is_empty() {
                    line.clear();
                }
                lines.push(head);
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks() {
        assert_eq!(wrap("both factors move", 12), ["both factors", "move"]);
        assert_eq!(wrap("a\n\nb", 12), ["a", "", "b"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_into_pieces() {
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("字", 1), ["", ""]);
    }
}
