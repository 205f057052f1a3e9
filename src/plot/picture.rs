//! A grid of cells, each a glyph, an ink and a ground.

use super::colour::Rgb;

/// The role of a glyph. Whoever draws decides which colour a role has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Ink {
    /// Full-strength text.
    #[default]
    Text,
    /// Labels, units, numbers of an axis.
    Quiet,
    /// Axes, the part of a run that lies ahead; never words.
    Faint,
    /// What is selected or done; a tangent.
    Accent,
    /// A contour line where there is no ground to mix with.
    Line,
    /// A runner's path and head, counted from 0.
    Runner(u8),
    /// A colour mixed for its ground; only where there are 256 colours or more.
    Own(Rgb),
}

/// How strongly a glyph is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Weight {
    /// As it is.
    #[default]
    Plain,
    /// Bold.
    Bold,
    /// Dim.
    Dim,
}

/// One cell of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The character, one cell wide.
    pub glyph: char,
    /// Its role.
    pub ink: Ink,
    /// The colour behind it; `None` leaves the terminal's own.
    pub ground: Option<Rgb>,
    /// Plain, bold or dim.
    pub weight: Weight,
}

impl Default for Cell {
    fn default() -> Cell {
        Cell { glyph: ' ', ink: Ink::Text, ground: None, weight: Weight::Plain }
    }
}

impl Cell {
    /// A glyph in an ink, without ground, plain.
    pub fn new(glyph: char, ink: Ink) -> Cell {
        Cell { glyph, ink, ..Cell::default() }
    }

    /// The same cell, bold.
    #[must_use]
    pub fn bold(self) -> Cell {
        Cell { weight: Weight::Bold, ..self }
    }
}

/// The most cells of a picture: a terminal of 4096×2048, far beyond any that exists.
const MOST: usize = 4096 * 2048;

/// A grid of cells, row by row.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Picture {
    width: usize,
    height: usize,
    cells: Vec<Cell>,
}

impl Picture {
    /// An empty picture. A size beyond every terminal gives an empty one of no rows.
    pub fn new(width: usize, height: usize) -> Picture {
        let (width, height) = match width.checked_mul(height) {
            Some(cells) if cells <= MOST => (width, height),
            _ => (0, 0),
        };
        Picture { width, height, cells: vec![Cell::default(); width * height] }
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The cell of a column and a row, if there is one.
    pub fn cell(&self, column: usize, row: usize) -> Option<&Cell> {
        if column < self.width { self.cells.get(row * self.width + column) } else { None }
    }

    /// The same, to change.
    pub fn cell_mut(&mut self, column: usize, row: usize) -> Option<&mut Cell> {
        if column < self.width { self.cells.get_mut(row * self.width + column) } else { None }
    }

    /// The cells of each row, from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunks(self.width.max(1))
    }

    /// Sets a cell; outside the picture nothing happens.
    pub fn set(&mut self, column: usize, row: usize, cell: Cell) {
        if let Some(place) = self.cell_mut(column, row) {
            *place = cell;
        }
    }

    /// Sets glyph, ink and weight and keeps the ground.
    pub fn write(&mut self, column: usize, row: usize, cell: Cell) {
        if let Some(place) = self.cell_mut(column, row) {
            *place = Cell { ground: cell.ground.or(place.ground), ..cell };
        }
    }

    /// Writes a line from a column on, cut at the right border; grounds stay.
    pub fn put(&mut self, column: usize, row: usize, text: &str, ink: Ink) {
        for (i, glyph) in text.chars().enumerate() {
            self.write(column + i, row, Cell::new(glyph, ink));
        }
    }

    /// The same in bold.
    pub fn put_bold(&mut self, column: usize, row: usize, text: &str, ink: Ink) {
        for (i, glyph) in text.chars().enumerate() {
            self.write(column + i, row, Cell::new(glyph, ink).bold());
        }
    }

    /// Copies another picture in, its upper left corner at a column and a row.
    pub fn paste(&mut self, other: &Picture, column: usize, row: usize) {
        for (dy, cells) in other.rows().enumerate() {
            for (dx, cell) in cells.iter().enumerate() {
                self.set(column + dx, row + dy, *cell);
            }
        }
    }

    /// The characters alone, a line a row, without blanks at the ends.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.cells.len() * 3 + self.height);
        for row in self.rows() {
            let start = text.len();
            text.extend(row.iter().map(|cell| cell.glyph));
            text.truncate(start + text[start..].trim_end().len());
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_outside_changes_nothing() {
        let mut picture = Picture::new(3, 1);
        picture.put(2, 0, "abc", Ink::Text);
        picture.put(0, 5, "abc", Ink::Text);
        assert_eq!(picture.text(), "  a\n");
    }

    #[test]
    fn a_picture_without_cells_or_beyond_every_screen_is_empty() {
        assert_eq!(Picture::new(0, 0).text(), "");
        assert_eq!(Picture::new(usize::MAX, 2).height(), 0);
    }

    #[test]
    fn a_cell_is_small() {
        assert!(size_of::<Cell>() <= 16);
    }
}
