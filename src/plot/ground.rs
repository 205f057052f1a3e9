//! What lies under everything on a map: heights as grounds, contour lines as dots?

use super::colour::Rgb;
use super::dots;
use super::field::Field;
use super::look::Glyphs;
use super::map::Map;
use super::picture::{Cell, Ink, Picture, Weight};

impl Map {
    /// Heights as grounds, lines as dots.
    pub(super) fn drawn(&self) -> Picture {
        let mut plot = Picture::new(self.columns, self.rows);
        let heat = if self.look.has_heat() { self.look.heat() } else { Vec::new() };
        let (wide, high) = self.look.dots();
        for row in 0..self.rows {
            for column in 0..self.columns {
                let halves = [0, 1].map(|half| {
                    mean_height(&self.field, column * wide, row * high, (wide, high), half)
                });
                let bits = self.lines.bits[row * self.columns + column];
                let cell = if self.look.glyphs == Glyphs::Ascii {
                    ascii_cell(self.lines.level[row * self.columns + column], halves)
                } else {
                    self.cell_with(bits, halves.map(|h| self.ground(&heat, h)), halves)
                };
                plot.set(column, row, cell);
            }
        }
        plot
    }

    fn ground(&self, heat: &[Rgb], height: Option<f64>) -> Option<Rgb> {
        let share = self.levels.scale.share(height?);
        heat.get((share * 255.0).round() as usize).copied()
    }

    /// A cell with these dots over the grounds of its halves.
    fn cell_with(&self, bits: u8, grounds: [Option<Rgb>; 2], heights: [Option<f64>; 2]) -> Cell {
        if heights == [None, None] {
            return Cell::new('╱', Ink::Faint);
        }
        let line = dots::glyph(self.look.glyphs, bits);
        match (bits, grounds) {
            (0, [Some(upper), Some(lower)]) if upper == lower => {
                Cell { ground: Some(lower), ..Cell::default() }
            }
            (0, [Some(upper), Some(lower)]) => {
                Cell { ground: Some(lower), ..Cell::new('▀', Ink::Own(upper)) }
            }
            (0, [Some(upper), None]) => Cell::new('▀', Ink::Own(upper)),
            (0, [None, Some(lower)]) => Cell::new('▄', Ink::Own(lower)),
            (0, [None, None]) => Cell::default(),
            (_, [Some(upper), Some(lower)]) if self.look.glyphs == Glyphs::HalfBlock => {
                let [top, bottom] = [(1, upper), (2, lower)].map(|(bit, ground)| {
                    if bits & bit != 0 { self.look.line_on(ground) } else { ground }
                });
                Cell { ground: Some(bottom), ..Cell::new('▀', Ink::Own(top)) }
            }
            (_, [None, None]) => Cell { weight: Weight::Dim, ..Cell::new(line, Ink::Line) },
            (_, [upper, lower]) => {
                let ground = mean(upper, lower);
                let ink = ground.map_or(Ink::Line, |g| Ink::Own(self.look.line_on(g)));
                Cell { ground, ..Cell::new(line, ink) }
            }
        }
    }
}

/// The mean of the finite heights in one half of a cell.
fn mean_height(
    field: &Field,
    column: usize,
    row: usize,
    (wide, high): (usize, usize),
    half: usize,
) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    let deep = (high / 2).max(1);
    for j in 0..deep {
        for i in 0..wide {
            let value = field.at(column + i, row + (half * deep + j).min(high - 1));
            if value.is_finite() {
                sum += value;
                count += 1.0;
            }
        }
    }
    (count > 0.0).then(|| sum / count)
}

pub(super) fn mean(a: Option<Rgb>, b: Option<Rgb>) -> Option<Rgb> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.mix(b, 0.5)),
        (one, other) => one.or(other),
    }
}

fn ascii_cell(level: u8, heights: [Option<f64>; 2]) -> Cell {
    match level {
        _ if heights[0].is_none() => Cell::new('/', Ink::Faint),
        0 => Cell::default(),
        k => Cell {
            weight: Weight::Dim,
            ..Cell::new(char::from(b"0123456789"[usize::from(k - 1).min(9)]), Ink::Line)
        },
    }
}
