//! Where do the numbers beside a map stand?

use super::axis::Ticks;
use super::look::Glyphs;
use super::map::Map;
use super::picture::{Ink, Picture};
use super::window::Window;

impl Map {
    /// The plot with its axis numbers.
    pub(super) fn framed(&self, plot: &Picture) -> Picture {
        let mut picture = Picture::new(self.width, self.height);
        picture.paste(plot, self.left, 0);
        if self.left == 0 {
            return picture;
        }
        let Window { x, y } = self.field.window;
        let glyphs = self.look.glyphs;
        let ticks = Ticks::new(y[0], y[1], most_rows(self.rows));
        for (i, value) in ticks.at.iter().enumerate() {
            let share = (y[1] - value) / (y[1] - y[0]);
            let row = place(share, self.rows);
            let label = ticks.label(i, glyphs);
            let column = (self.left - 1).saturating_sub(label.chars().count());
            picture.put(column, row, &label, Ink::Quiet);
        }
        let ticks = across(x, self.columns, glyphs);
        let mut free = 0;
        for (i, value) in ticks.at.iter().enumerate() {
            let share = (value - x[0]) / (x[1] - x[0]);
            let column = self.left + place(share, self.columns);
            let label = ticks.label(i, glyphs);
            let width = label.chars().count();
            let first = column.saturating_sub(width / 2);
            if first >= free && first + width <= self.width {
                picture.put(first, self.height - 1, &label, Ink::Quiet);
                free = first + width + 1;
            }
        }
        picture
    }
}

/// The cell in which a share of the way lies. A place between two cells always goes to the second,
/// whatever the last bit says, so that even numbers stand evenly.
pub(super) fn place(share: f64, cells: usize) -> usize {
    ((share * cells as f64 + 1e-6).max(0.0) as usize).min(cells.saturating_sub(1))
}

/// Two ends moved by at most half a cell, so that the round number next to their middle lies in the
/// middle of a cell: a path and the minimum at its end then share the cell.
pub(super) fn centred([low, high]: [f64; 2], cells: usize) -> [f64; 2] {
    let middle = f64::midpoint(low, high);
    let ticks = Ticks::new(low, high, 8);
    let near = ticks.at.iter().min_by(|a, b| (*a - middle).abs().total_cmp(&(*b - middle).abs()));
    let (Some(tick), true) = (near, cells > 1) else { return [low, high] };
    let cell = (high - low) / cells as f64;
    let off = (tick - low) / cell;
    let shift = (off - off.floor() - 0.5) * cell;
    [low + shift, high + shift]
}

/// The most numbers on an upright axis of so many rows.
pub(super) fn most_rows(rows: usize) -> usize {
    (rows / 3).clamp(2, 10)
}

/// Round numbers for an axis across, so far apart that their labels do not touch.
pub(super) fn across(ends: [f64; 2], columns: usize, glyphs: Glyphs) -> Ticks {
    let mut most = (columns / 6).clamp(2, 13);
    loop {
        let ticks = Ticks::new(ends[0], ends[1], most);
        let widest = (0..ticks.at.len()).map(|i| ticks.label(i, glyphs).chars().count()).max();
        let room = ticks.step / (ends[1] - ends[0]) * columns as f64;
        if most <= 2 || room >= widest.unwrap_or(0) as f64 + 3.0 {
            return ticks;
        }
        most -= 1;
    }
}
