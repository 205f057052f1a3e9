//! Which dots of which layer does a cell show?

use super::dots;
use super::look::{Glyphs, Look};
use super::picture::{Cell, Ink, Picture, Weight};

/// What a dot belongs to, from the bottom up. Lines share a cell and the uppermost gives the ink;
/// what lies below them gives way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Layer {
    #[default]
    Nothing,
    Axis,
    Area,
    Curve,
    Over,
}

#[derive(Clone, Copy, Debug, Default)]
struct Dots {
    bits: u8,
    layer: Layer,
    ink: Ink,
    mark: char,
}

/// A grid of dots with layers, for line pictures without ground.
#[derive(Clone, Debug)]
pub(super) struct Canvas {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) wide: usize,
    pub(super) high: usize,
    glyphs: Glyphs,
    cells: Vec<Dots>,
}

impl Canvas {
    pub(super) fn new(columns: usize, rows: usize, look: Look) -> Canvas {
        let (wide, high) = look.dots();
        let cells = vec![Dots::default(); columns * rows];
        Canvas { columns, rows, wide, high, glyphs: look.glyphs, cells }
    }

    /// The size in dots.
    pub(super) fn size(&self) -> [f64; 2] {
        [(self.columns * self.wide) as f64, (self.rows * self.high) as f64]
    }

    /// Sets one dot. `mark` is its letter in ASCII.
    pub(super) fn dot(&mut self, x: i64, y: i64, layer: Layer, ink: Ink, mark: char) {
        let Some(cell) = self.cell_of(x, y) else { return };
        let (x, y) = (x as usize, y as usize);
        let bit = dots::bit(self.glyphs, x % self.wide, y % self.high);
        let dots = &mut self.cells[cell];
        if layer > dots.layer {
            let bits = if dots.layer < Layer::Curve { 0 } else { dots.bits };
            *dots = Dots { bits, layer, ink, mark };
        } else if layer < dots.layer {
            return;
        }
        dots.bits |= bit;
        (dots.ink, dots.mark) = (ink, mark);
    }

    fn cell_of(&self, x: i64, y: i64) -> Option<usize> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        let (column, row) = (x / self.wide, y / self.high);
        (column < self.columns && row < self.rows).then_some(row * self.columns + column)
    }

    /// A straight stretch in dots, cut at the border; `solid` says for the n-th dot whether it is
    /// drawn.
    pub(super) fn stretch(
        &mut self,
        ends: [[f64; 2]; 2],
        (layer, ink, mark): (Layer, Ink, char),
        solid: impl Fn(usize) -> bool,
    ) {
        let mut count = 0;
        self.dots(ends, |canvas, x, y| {
            if solid(count) {
                canvas.dot(x, y, layer, ink, mark);
            }
            count += 1;
        });
    }

    /// Every dot of a straight stretch, cut at the border.
    pub(super) fn dots(
        &mut self,
        [from, to]: [[f64; 2]; 2],
        mut each: impl FnMut(&mut Canvas, i64, i64),
    ) {
        let Some((enter, leave)) = dots::clip(from, to, self.size()) else { return };
        let along = |t: f64| [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
        dots::stretch(along(enter), along(leave), |x, y| each(self, x, y));
    }

    /// Is a cell free of curves?
    pub(super) fn is_free(&self, column: usize, row: usize) -> bool {
        column < self.columns
            && self.cells.get(row * self.columns + column).is_some_and(|d| d.layer < Layer::Curve)
    }

    /// The dots as a picture.
    pub(super) fn picture(&self) -> Picture {
        let mut picture = Picture::new(self.columns, self.rows);
        for (i, dots) in self.cells.iter().enumerate().filter(|(_, dots)| dots.bits != 0) {
            let glyph = match self.glyphs {
                Glyphs::Ascii => dots.mark,
                glyphs => dots::glyph(glyphs, dots.bits),
            };
            let weight = if dots.layer == Layer::Axis { Weight::Dim } else { Weight::Plain };
            let weight = if dots.ink == Ink::Faint { Weight::Plain } else { weight };
            let cell = Cell { weight, ..Cell::new(glyph, dots.ink) };
            picture.set(i % self.columns, i / self.columns, cell);
        }
        picture
    }
}
