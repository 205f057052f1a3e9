//! Rows of characters that were set together: where does each part stand?

use std::ops::Range;

/// Which characters may a picture of an expression use?
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Glyphs {
    /// Superscripts, true minus, brackets of several rows.
    #[default]
    Unicode,
    /// Nothing beyond ASCII.
    Ascii,
}

/// An expression set in rows of equal width. Every character takes one cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// The rows, top to bottom.
    pub rows: Vec<String>,
    /// The row that stands on the line of what is around.
    pub baseline: usize,
    place: Place,
}

/// A rectangle inside the one that holds it, and the operands inside this one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Place {
    row: usize,
    col: usize,
    width: usize,
    height: usize,
    operands: Vec<(usize, Place)>,
}

impl Block {
    /// A piece of text on one row.
    pub(super) fn text(text: &str) -> Block {
        let width = text.chars().count();
        let place = Place { width, height: 1, ..Place::default() };
        Block { rows: vec![text.to_owned()], baseline: 0, place }
    }

    /// Cells in a row.
    pub fn width(&self) -> usize {
        self.place.width
    }

    /// The number of rows.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// Where a subexpression stands, row by row, without the blanks around it. The path holds the
    /// number of an operand at each level, in the order of `Expr::children`; where it leads nowhere
    /// nothing is returned.
    pub fn regions(&self, path: &[usize]) -> Vec<(usize, Range<usize>)> {
        let mut place = &self.place;
        let (mut row, mut col) = (0, 0);
        for step in path {
            let Some((_, inner)) = place.operands.iter().find(|(index, _)| index == step) else {
                return Vec::new();
            };
            place = inner;
            row += place.row;
            col += place.col;
        }
        let rows = row..row + place.height;
        rows.filter_map(|at| Some((at, inked(self.rows.get(at)?, col..col + place.width)?)))
            .collect()
    }

    /// The block as the operand of this number.
    pub(super) fn numbered(mut self, index: usize) -> Block {
        let whole = std::mem::take(&mut self.place);
        self.place = Place {
            width: whole.width,
            height: whole.height,
            operands: vec![(index, whole)],
            ..Place::default()
        };
        self
    }

    /// The same rows with another baseline.
    pub(super) fn on(mut self, baseline: usize) -> Block {
        self.baseline = baseline;
        self
    }

    /// Blocks side by side, their baselines on one row.
    pub(super) fn beside(blocks: Vec<Block>) -> Block {
        let above = blocks.iter().map(|block| block.baseline).max().unwrap_or(0);
        let below = blocks.iter().map(|block| block.height() - block.baseline).max().unwrap_or(1);
        let mut rows = vec![String::new(); above + below];
        let mut operands = Vec::new();
        let mut col = 0;
        for block in blocks {
            let top = above - block.baseline;
            for (at, row) in rows.iter_mut().enumerate() {
                match at.checked_sub(top).and_then(|own| block.rows.get(own)) {
                    Some(own) => row.push_str(own),
                    None => pad(row, block.width()),
                }
            }
            operands.extend(moved(block.place.operands, top, col));
            col += block.place.width;
        }
        let place = Place { width: col, height: rows.len(), operands, ..Place::default() };
        Block { rows, baseline: above, place }
    }

    /// Blocks below one another, centred.
    pub(super) fn stacked(blocks: Vec<Block>, baseline: usize) -> Block {
        let width = blocks.iter().map(Block::width).max().unwrap_or(0);
        let offsets = blocks.iter().map(|block| (width - block.width()) / 2).collect::<Vec<_>>();
        Block::placed(blocks, &offsets, baseline)
    }

    /// Blocks below one another, each from its own column.
    pub(super) fn placed(blocks: Vec<Block>, offsets: &[usize], baseline: usize) -> Block {
        let ends = blocks.iter().zip(offsets).map(|(block, offset)| block.width() + offset);
        let width = ends.max().unwrap_or(0);
        let mut rows = Vec::new();
        let mut operands = Vec::new();
        for (block, &offset) in blocks.into_iter().zip(offsets) {
            operands.extend(moved(block.place.operands, rows.len(), offset));
            for own in block.rows {
                let mut row = " ".repeat(offset);
                row.push_str(&own);
                pad(&mut row, width - offset - block.place.width);
                rows.push(row);
            }
        }
        let place = Place { width, height: rows.len(), operands, ..Place::default() };
        Block { rows, baseline, place }
    }
}

fn moved(
    operands: Vec<(usize, Place)>,
    rows: usize,
    cols: usize,
) -> impl Iterator<Item = (usize, Place)> {
    operands.into_iter().map(move |(index, place)| {
        (index, Place { row: place.row + rows, col: place.col + cols, ..place })
    })
}

fn pad(row: &mut String, count: usize) {
    row.extend(std::iter::repeat_n(' ', count));
}

/// The columns of a range that are not blank at its ends.
fn inked(row: &str, within: Range<usize>) -> Option<Range<usize>> {
    let ink = |(_, c): &(usize, char)| *c != ' ';
    let cells = || row.chars().enumerate().skip(within.start).take(within.len());
    let first = cells().find(ink)?.0;
    let last = cells().filter(ink).last()?.0;
    Some(first..last + 1)
}

/// Kinds of brackets around a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    Round,
    Square,
    Bars,
}

impl Fence {
    /// One row; then top, middle, bottom of left and right, in Unicode and in ASCII.
    fn pieces(self, glyphs: Glyphs) -> ([char; 2], [[char; 3]; 2]) {
        match (self, glyphs) {
            (Fence::Round, Glyphs::Unicode) => (['(', ')'], [['⎛', '⎜', '⎝'], ['⎞', '⎟', '⎠']]),
            (Fence::Round, Glyphs::Ascii) => (['(', ')'], [['/', '|', '\\'], ['\\', '|', '/']]),
            (Fence::Square, Glyphs::Unicode) => (['[', ']'], [['⎡', '⎢', '⎣'], ['⎤', '⎥', '⎦']]),
            (Fence::Square, Glyphs::Ascii) => (['[', ']'], [['['; 3], [']'; 3]]),
            (Fence::Bars, Glyphs::Unicode) => (['|', '|'], [['│'; 3], ['│'; 3]]),
            (Fence::Bars, Glyphs::Ascii) => (['|', '|'], [['|'; 3], ['|'; 3]]),
        }
    }

    /// The block between brackets as tall as it is.
    pub(super) fn around(self, block: Block, glyphs: Glyphs) -> Block {
        let ([left, right], tall) = self.pieces(glyphs);
        let (height, baseline) = (block.height(), block.baseline);
        if height == 1 {
            let [left, right] = [left, right].map(|c| Block::text(&c.to_string()));
            return Block::beside(vec![left, block, right]);
        }
        let [left, right] = tall.map(|[top, middle, bottom]| {
            let piece = |at: usize| match at {
                0 => top,
                at if at + 1 == height => bottom,
                _ => middle,
            };
            let rows = (0..height).map(|at| Block::text(&piece(at).to_string())).collect();
            Block::placed(rows, &vec![0; height], baseline)
        });
        Block::beside(vec![left, block, right])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_trimmed_to_its_ink() {
        let top = Block::text("ab").numbered(0);
        let block = Block::stacked(vec![top, Block::text("─────")], 1);
        assert_eq!(block.rows, [" ab  ", "─────"]);
        assert_eq!(block.regions(&[0]), [(0, 1..3)]);
        assert_eq!(block.regions(&[]), [(0, 1..3), (1, 0..5)]);
        assert!(block.regions(&[7]).is_empty());
    }

    #[test]
    fn brackets_grow_with_what_they_hold() {
        let block = Block::stacked(vec![Block::text("a"), Block::text("b")], 0);
        assert_eq!(Fence::Round.around(block, Glyphs::Unicode).rows, ["⎛a⎞", "⎝b⎠"]);
    }
}
