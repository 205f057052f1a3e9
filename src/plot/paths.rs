//! Which cells does a walk pass, and where do its arrows stand?

use super::dots;
use super::field::Field;
use super::look::Glyphs;

/// The last pass of a walk through one cell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trail {
    /// The dots of that pass.
    pub(super) bits: u8,
    /// The walk that owns the cell, counted from 1; 0 is nobody.
    pub(super) walk: u8,
    /// Share of the walk done at that pass, 0 to 255.
    pub(super) age: u8,
    /// A direction (0 is east, counter-clockwise in eighths) plus 1, or 0 without an arrow.
    pub(super) arrow: u8,
}

/// Arrows by direction, east first, counter-clockwise.
pub(super) const ARROWS: [char; 8] = ['→', '↗', '↑', '↖', '←', '↙', '↓', '↘'];
/// The same in ASCII.
pub(super) const ASCII_ARROWS: [char; 8] = ['>', '/', '^', '\\', '<', '/', 'v', '\\'];

/// The direction of a stretch of dots (y downwards) in eighths.
pub(super) fn eighth(dx: f64, dy: f64) -> u8 {
    let turn = (-dy).atan2(dx) / std::f64::consts::TAU;
    ((turn * 8.0).round() as i64).rem_euclid(8) as u8
}

/// A visit of one cell: from entering it to leaving it.
#[derive(Clone, Copy, Debug)]
struct Visit {
    cell: usize,
    sum: [f64; 2],
    dots: f64,
}

/// Cells between two arrows of one walk, at least and at best at most.
const ARROW_GAP: usize = 4;
const ARROW_REACH: usize = 4;

/// A grid of cells that walks leave their trails in.
#[derive(Debug)]
pub(super) struct Trails {
    columns: usize,
    rows: usize,
    /// The trail of each cell.
    pub(super) cells: Vec<Trail>,
}

impl Trails {
    pub(super) fn new(columns: usize, rows: usize) -> Trails {
        Trails { columns, rows, cells: vec![Trail::default(); columns * rows] }
    }

    /// Lets a walk pass; later walks and later passes own the cells they share with earlier ones.
    pub(super) fn walk(&mut self, points: &[[f64; 2]], walk: u8, field: &Field, glyphs: Glyphs) {
        let (wide, high) = (field.columns / self.columns.max(1), field.rows / self.rows.max(1));
        if wide == 0 || high == 0 || points.len() < 2 {
            return;
        }
        let size = [field.columns as f64, field.rows as f64];
        let mut visits: Vec<Visit> = Vec::new();
        let steps = (points.len() - 1) as f64;
        let mut from = field.dot_of(points[0]);
        for (step, point) in points[1..].iter().enumerate() {
            if !point.iter().all(|v| v.is_finite()) {
                break;
            }
            let to = field.dot_of(*point);
            let span = dots::clip(from, to, size);
            if let Some((enter, leave)) = span {
                let along =
                    |t: f64| [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
                let age = ((step as f64 + 1.0) / steps * 255.0) as u8;
                dots::stretch(along(enter), along(leave), |x, y| {
                    if x < 0 || y < 0 || x as usize >= field.columns || y as usize >= field.rows {
                        return;
                    }
                    let (x, y) = (x as usize, y as usize);
                    let cell = y / high * self.columns + x / wide;
                    if visits.last().is_none_or(|visit| visit.cell != cell) {
                        visits.push(Visit { cell, sum: [0.0; 2], dots: 0.0 });
                        self.cells[cell] = Trail { walk, age, ..Trail::default() };
                    }
                    self.cells[cell].bits |= dots::bit(glyphs, x % wide, y % high);
                    self.cells[cell].age = age;
                    if let Some(visit) = visits.last_mut() {
                        visit.sum = [visit.sum[0] + x as f64, visit.sum[1] + y as f64];
                        visit.dots += 1.0;
                    }
                });
            }
            from = to;
        }
        self.point_arrows(&visits, walk, (wide, high));
    }

    /// Sets an arrow every few cells, where the walk passes nearest to the middle of a cell.
    fn point_arrows(&mut self, visits: &[Visit], walk: u8, (wide, high): (usize, usize)) {
        let mut next = 2;
        while next + 2 < visits.len() {
            let reach = (next + ARROW_REACH).min(visits.len() - 2);
            let best =
                (next..reach).filter(|&i| !self.is_near_arrow(visits[i].cell)).min_by(|&a, &b| {
                    let off = |i: usize| off_middle(&visits[i], self.columns, wide, high);
                    off(a).total_cmp(&off(b))
                });
            let Some(i) = best else {
                next = reach.max(next + 1);
                continue;
            };
            let (before, after) = (middle(&visits[i - 1]), middle(&visits[i + 1]));
            let (dx, dy) = (after[0] - before[0], after[1] - before[1]);
            let trail = &mut self.cells[visits[i].cell];
            // a walk that turned back here has no direction to show
            if trail.walk == walk && dx.hypot(dy) >= wide as f64 {
                trail.arrow = eighth(dx, dy) + 1;
            }
            next = i + ARROW_GAP;
        }
    }

    /// Does an arrow stand here or beside?
    fn is_near_arrow(&self, cell: usize) -> bool {
        let (column, row) = (cell % self.columns, cell / self.columns);
        let rows = row.saturating_sub(1)..(row + 2).min(self.rows);
        rows.into_iter().any(|r| {
            let columns = column.saturating_sub(2)..(column + 3).min(self.columns);
            columns.into_iter().any(|c| self.cells[r * self.columns + c].arrow != 0)
        })
    }
}

/// The middle of a visit's dots.
fn middle(visit: &Visit) -> [f64; 2] {
    [visit.sum[0] / visit.dots, visit.sum[1] / visit.dots]
}

/// How far the walk passes from the middle of the cell, in dots.
fn off_middle(visit: &Visit, columns: usize, wide: usize, high: usize) -> f64 {
    let [x, y] = middle(visit);
    let (column, row) = (visit.cell % columns, visit.cell / columns);
    let off = |at: f64, cell: usize, per: usize| at + 0.5 - (cell * per) as f64 - per as f64 / 2.0;
    off(x, column, wide).hypot(off(y, row, high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Window;

    #[test]
    fn directions_are_counted_from_east_against_the_clock() {
        let arrow = |dx, dy| ARROWS[usize::from(eighth(dx, dy))];
        assert_eq!(arrow(1.0, 0.0), '→');
        assert_eq!(arrow(1.0, -1.0), '↗');
        assert_eq!(arrow(0.0, 1.0), '↓');
        assert_eq!(arrow(-1.0, 0.1), '←');
    }

    #[test]
    fn a_walk_from_outside_to_nowhere_leaves_a_trail_only_inside() {
        let none = |_: &[f64], _: f64, out: &mut [f64]| out.fill(0.0);
        let field = Field::sample(&none, Window::new([0.0, 10.0], [0.0, 10.0]), 20, 40);
        let mut trails = Trails::new(10, 10);
        let walk = [[-5.0, 5.0], [5.0, 5.0], [1e308, 5.0], [f64::NAN, 1.0], [f64::INFINITY, 2.0]];
        trails.walk(&walk, 1, &field, Glyphs::Braille);
        assert!((0..10).all(|c| trails.cells[4 * 10 + c].walk + trails.cells[5 * 10 + c].walk > 0));
    }
}
