//! How do the axes of a graph lie, and where do their numbers stand?

use super::axis::Ticks;
use super::canvas::{Canvas, Layer};
use super::frame::across;
use super::graph::{Graph, Label};
use super::picture::Ink;

impl Graph {
    pub(super) fn draw_axes(&mut self) {
        let [columns, rows] = self.canvas.size();
        let [x, y] = self.dot_of([0.0, 0.0]).map(|v| v.floor() as i64);
        let wide = self.canvas.wide;
        let [every_x, every_y] = match (wide, self.canvas.high) {
            (2, _) => [3, 3],
            (_, 2) => [2, 2],
            _ => [2, 1],
        };
        if (0..rows as i64).contains(&y) {
            for i in (0..columns as i64).filter(|i| (i - x).rem_euclid(every_x) == 0) {
                self.canvas.dot(i, y, Layer::Axis, Ink::Faint, '-');
            }
        }
        if (0..columns as i64).contains(&x) {
            for j in (0..rows as i64).filter(|j| (j - y).rem_euclid(every_y) == 0) {
                self.canvas.dot(x, j, Layer::Axis, Ink::Faint, '|');
            }
        }
        if wide == 2 && rows >= 4.0 {
            for tick in self.ticks_across().at {
                let at = self.dot_of([tick, 0.0])[0].floor() as i64;
                for j in [y.clamp(1, rows as i64 - 2) - 1, y.clamp(1, rows as i64 - 2) + 1] {
                    self.canvas.dot(at, j, Layer::Axis, Ink::Faint, '+');
                }
            }
        }
    }

    fn ticks_across(&self) -> Ticks {
        across(self.window.x, self.canvas.columns, self.look.glyphs)
    }

    fn ticks_up(&self) -> Ticks {
        let [low, high] = self.window.y;
        Ticks::new(low, high, (self.canvas.rows / 4).clamp(1, 9))
    }

    /// Numbers beside the axes, or at the left and lower border where an axis is out of sight.
    /// A number that would touch the curve moves to the other side of its axis or stays away.
    pub(super) fn place_labels(&mut self) {
        let glyphs = self.look.glyphs;
        let (columns, rows) = (self.canvas.columns, self.canvas.rows);
        let [x, y] = self.dot_of([0.0, 0.0]);
        let cell = |dot: f64, per: usize, most: usize| {
            (dot.max(0.0) as usize / per).min(most.saturating_sub(1))
        };
        let axis_row = cell(y, self.canvas.high, rows);
        let axis_column = cell(x, self.canvas.wide, columns);
        let mut placed: Vec<(usize, usize, String)> = Vec::new();
        let mut place = |canvas: &Canvas, spots: [(usize, usize); 2], label: String| {
            let width = label.chars().count();
            let fits = |&(column, row): &(usize, usize)| {
                column + width <= columns
                    && row < rows
                    && (0..width).all(|i| canvas.is_free(column + i, row))
                    && !placed.iter().any(|(c, r, text)| {
                        *r == row
                            && column < c + text.chars().count() + 1
                            && *c < column + width + 1
                    })
            };
            if let Some(&(column, row)) = spots.iter().find(|spot| fits(spot)) {
                placed.push((column, row, label));
            }
        };
        let ticks = self.ticks_up();
        for (i, value) in ticks.at.iter().enumerate() {
            let label = ticks.label(i, glyphs);
            let row = cell(self.dot_of([0.0, *value])[1], self.canvas.high, rows);
            if *value == 0.0 && (0.0..self.canvas.size()[0]).contains(&x) {
                continue;
            }
            let width = label.chars().count();
            let left = axis_column.checked_sub(width + 1);
            let right = if axis_column == 0 { 0 } else { axis_column + 2 };
            place(&self.canvas, [(left.unwrap_or(right), row), (right, row)], label);
        }
        let ticks = self.ticks_across();
        for (i, value) in ticks.at.iter().enumerate() {
            let label = ticks.label(i, glyphs);
            let middle = cell(self.dot_of([*value, 0.0])[0], self.canvas.wide, columns);
            if *value == 0.0 && (0.0..self.canvas.size()[1]).contains(&y) {
                continue;
            }
            let width = label.chars().count();
            let column = middle.saturating_sub(width / 2).min(columns.saturating_sub(width));
            let spots = [axis_row + 1, axis_row.saturating_sub(1)].map(|row| (column, row));
            let spots = if axis_row + 1 >= rows { [(column, axis_row); 2] } else { spots };
            place(&self.canvas, spots, label);
        }
        self.labels = placed
            .into_iter()
            .map(|(column, row, text)| Label { column, row, text, ink: Ink::Quiet })
            .collect();
    }
}
