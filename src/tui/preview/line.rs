//! A row of the author's part: pieces from the left, a remark at the right.

use ratatui::style::Style;

use crate::tui::sheet::{Sheet, wrap};

/// One row.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Column, text, style.
    pieces: Vec<(u16, String, Style)>,
    right: Option<(String, Style)>,
}

impl Line {
    /// A row that begins with a text in this column.
    pub(super) fn at(x: u16, text: impl Into<String>, style: Style) -> Line {
        Line { pieces: vec![(x, text.into(), style)], right: None }
    }

    /// Nothing.
    pub(super) fn blank() -> Line {
        Line::default()
    }

    /// The same with one more text.
    #[must_use]
    pub(super) fn and(mut self, x: u16, text: impl Into<String>, style: Style) -> Line {
        self.pieces.push((x, text.into(), style));
        self
    }

    /// Puts a sign in front.
    pub(super) fn begin_with(&mut self, sign: &str, style: Style) {
        self.pieces.insert(0, (0, sign.to_owned(), style));
    }

    /// The same with a remark at the right edge.
    #[must_use]
    pub(super) fn with_right(mut self, text: impl Into<String>, style: Style) -> Line {
        self.right = Some((text.into(), style));
        self
    }

    /// Draws it; a piece that meets the remark is cut.
    pub(super) fn draw(&self, sheet: &mut Sheet, y: u16) {
        let remark =
            self.right.as_ref().map_or(0, |(text, _)| sheet.width_of(text).saturating_add(2));
        let mut end = 0;
        for (x, text, style) in &self.pieces {
            let x = (*x).max(end);
            let room = sheet.width().saturating_sub(x.saturating_add(remark));
            end = sheet.put_within(x, y, room, text, *style);
        }
        if let Some((text, style)) = &self.right {
            sheet.right(y, text, *style);
        }
    }
}

/// A text in rows of its own from a column on, `width` columns in all.
pub(super) fn filled(x: u16, text: &str, width: u16, style: Style) -> Vec<Line> {
    let lines = wrap(text, width.saturating_sub(x).max(8));
    lines.into_iter().map(|line| Line::at(x, line, style)).collect()
}

/// A label with its text beside it, in as many rows as that takes, at most `most`.
pub(super) fn labelled(
    (label, quiet): (&str, Style),
    (text, style): (&str, Style),
    (x, width): (u16, u16),
    most: usize,
) -> Vec<Line> {
    let lines = wrap(text, width.saturating_sub(x).max(8));
    let is_cut = lines.len() > most;
    let mut rows: Vec<Line> = Vec::new();
    for (row, line) in lines.into_iter().take(most).enumerate() {
        let line = if is_cut && row + 1 == most { format!("{line} …") } else { line };
        let begin = if row == 0 { Line::at(0, label, quiet) } else { Line::blank() };
        rows.push(begin.and(x, line, style));
    }
    rows
}
