//! How do walks, marks, arrows and labels lie on a map?

use super::dots;
use super::ground::mean;
use super::labels::Label;
use super::look::Glyphs;
use super::map::{Arrow, HEADS, Layers, Map, Mark, MarkKind, Path};
use super::paths::{ARROWS, ASCII_ARROWS, Trail, Trails, eighth};
use super::picture::{Cell, Ink, Picture, Weight};

impl Map {
    /// A trail over a cell of the map.
    pub(super) fn lay(
        &self,
        plot: &mut Picture,
        (column, row): (usize, usize),
        trail: Trail,
        runner: u8,
    ) {
        let ascii = self.look.glyphs == Glyphs::Ascii;
        let glyph = match trail.arrow {
            0 if ascii => char::from(b'a' + runner % 26),
            0 => dots::glyph(self.look.glyphs, trail.bits),
            arrow if ascii => ASCII_ARROWS[usize::from(arrow - 1)],
            arrow => ARROWS[usize::from(arrow - 1)],
        };
        let fade = 0.45 * (1.0 - f64::from(trail.age) / 255.0);
        let cell = Cell::new(glyph, Ink::Runner(runner));
        let cell = if trail.arrow == 0 { cell } else { cell.bold() };
        write_over(plot, column, row, cell);
        if let Some(place) = plot.cell_mut(column, row)
            && let Some(ground) = place.ground
        {
            place.ink = Ink::Own(self.look.runner(runner).mix(ground, fade));
        }
    }

    pub(super) fn write_label(&self, plot: &mut Picture, column: usize, row: usize, glyph: char) {
        write_over(plot, column, row, Cell::new(glyph, Ink::Text));
        if let Some(place) = plot.cell_mut(column, row) {
            match place.ground {
                Some(ground) => place.ink = Ink::Own(self.look.label_on(ground)),
                None => place.weight = Weight::Bold,
            }
        }
    }

    pub(super) fn draw_mark(&self, plot: &mut Picture, mark: &Mark) {
        let ascii = self.look.glyphs == Glyphs::Ascii;
        let glyph = match mark.kind {
            MarkKind::Minimum if ascii => '+',
            MarkKind::Minimum => '✚',
            MarkKind::Saddle if ascii => 'x',
            MarkKind::Saddle => '×',
            MarkKind::Maximum if ascii => '*',
            MarkKind::Maximum => '✶',
        };
        if let Some((column, row)) = self.cell_of(mark.at) {
            write_over(plot, column, row, Cell::new(glyph, Ink::Text).bold());
        }
    }

    /// `shared` holds the dots of arrows already drawn, which cells that they share keep.
    pub(super) fn draw_arrow(&self, plot: &mut Picture, shared: &mut [u8], arrow: &Arrow) {
        let mut trails = Trails::new(self.columns, self.rows);
        trails.walk(&[arrow.from, arrow.to], 1, &self.field, self.look.glyphs);
        let [from, to] = [arrow.from, arrow.to].map(|p| self.field.dot_of(p));
        let tip = self.cell_of(arrow.to).filter(|_| arrow.has_head);
        for (cell, trail) in trails.cells.iter().enumerate().filter(|(_, trail)| trail.walk != 0) {
            let place = (cell % self.columns, cell / self.columns);
            let direction = usize::from(eighth(to[0] - from[0], to[1] - from[1]));
            let glyph = match (Some(place) == tip, self.look.glyphs) {
                (true, Glyphs::Ascii) => ASCII_ARROWS[direction],
                (true, _) => ARROWS[direction],
                (false, Glyphs::Ascii) if !arrow.has_head => '.',
                (false, glyphs) => {
                    shared[cell] |= trail.bits;
                    dots::glyph(glyphs, shared[cell])
                }
            };
            let cell = Cell::new(glyph, arrow.ink);
            write_over(plot, place.0, place.1, if arrow.has_head { cell.bold() } else { cell });
        }
    }

    pub(super) fn draw_head(&self, plot: &mut Picture, path: &Path) {
        let Some(head) = path.points.iter().rev().find(|p| p.iter().all(|v| v.is_finite())) else {
            return;
        };
        let ascii = self.look.glyphs == Glyphs::Ascii;
        let index = usize::from(path.runner);
        let finite = path.points.last() == Some(head);
        if let (Some((column, row)), true) = (self.cell_of(*head), finite) {
            let glyph = if ascii { char::from(b'A' + path.runner % 26) } else { HEADS[index % 4] };
            let cell = Cell::new(glyph, Ink::Runner(path.runner)).bold();
            write_over(plot, column, row, cell);
            return;
        }
        let to = self.field.dot_of(*head);
        let (wide, high) = self.look.dots();
        let size = [self.field.columns as f64, self.field.rows as f64];
        let from = path
            .points
            .iter()
            .rev()
            .map(|p| self.field.dot_of(*p))
            .find(|p| (0..2).all(|axis| p[axis] >= 0.0 && p[axis] < size[axis]));
        let from = from.unwrap_or([size[0] / 2.0, size[1] / 2.0]);
        let leave = dots::clip(from, to, size).map_or(0.0, |(_, leave)| leave);
        let edge = [from[0] + (to[0] - from[0]) * leave, from[1] + (to[1] - from[1]) * leave];
        let column = (edge[0] as usize / wide).min(self.columns.saturating_sub(1));
        let row = (edge[1] as usize / high).min(self.rows.saturating_sub(1));
        let direction = usize::from(eighth(to[0] - from[0], to[1] - from[1]));
        let glyph = if ascii { ASCII_ARROWS[direction] } else { ARROWS[direction] };
        let ink = Ink::Runner(path.runner);
        write_over(plot, column, row, Cell::new(glyph, ink).bold());
        let word = if path.away.is_empty() { String::new() } else { format!(" {} ", path.away) };
        let length = word.chars().count();
        let first = if column > length { column - length } else { column + 1 };
        for (i, glyph) in word.chars().enumerate() {
            write_over(plot, first + i, row, Cell::new(glyph, ink).bold());
        }
    }

    /// The labels that no head, start or mark covers.
    pub(super) fn kept_labels(&self, layers: &Layers) -> Vec<&Label> {
        let ends = layers.paths.iter().flat_map(|p| [p.points.first(), p.points.last()]).flatten();
        let marks = layers.marks.iter().map(|mark| &mark.at);
        let over: Vec<(usize, usize)> =
            ends.chain(marks).chain(&layers.start).filter_map(|p| self.cell_of(*p)).collect();
        let free = |label: &&Label| {
            let cells = label.column..label.column + label.text.chars().count();
            !over.iter().any(|(column, row)| *row == label.row && cells.contains(column))
        };
        self.labels.iter().filter(free).collect()
    }
}

/// Writes a glyph over a cell whose ground becomes the mean of its halves.
pub(super) fn write_over(plot: &mut Picture, column: usize, row: usize, cell: Cell) {
    if let Some(place) = plot.cell_mut(column, row) {
        let ground = match (place.glyph, place.ink) {
            ('▀' | '▄', Ink::Own(half)) => mean(Some(half), place.ground),
            _ => place.ground,
        };
        *place = Cell { ground, ..cell };
    }
}
