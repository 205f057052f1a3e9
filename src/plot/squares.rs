//! Where do the lines of equal height run, as joined polylines?

use super::field::Field;
use super::trace::{band_row, walls};

/// A polyline of one level, in dots: (0, 0) is the centre of the upper left sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Polyline {
    /// Which level, counted from 0.
    pub level: usize,
    /// Its points; a closed line ends where it began.
    pub points: Vec<[f64; 2]>,
}

/// No edge.
const NONE: u32 = u32::MAX;

/// Lines of equal height by marching squares (Lorensen and Cline 1987, in the plane), joined; the
/// levels ascend. In a saddle cell the mean of the four corners decides which corners belong
/// together. Cells with a corner that has no height stay empty.
pub fn polylines(field: &Field, levels: &[f64]) -> Vec<Polyline> {
    let mut joiner = Joiner::new(field);
    let mut lines = Vec::new();
    for (level, crossed) in crossings(field, levels).iter().enumerate() {
        joiner.height = levels[level];
        for &cell in crossed {
            joiner.cell(cell);
        }
        joiner.join(level, &mut lines);
    }
    lines
}

/// A cell that a level crosses, by its upper left sample. Bit k of the case says that corner k lies
/// above the level; the corners are upper left, lower left, upper right, lower right.
#[derive(Clone, Copy)]
struct Crossing {
    at: u32,
    case: u8,
}

/// The cells that each level crosses. Each sample's band is found once, from its left neighbour's,
/// so that a cell costs one comparison and not one for each level.
fn crossings(field: &Field, levels: &[f64]) -> Vec<Vec<Crossing>> {
    let (columns, rows) = (field.columns, field.rows);
    let mut crossed = vec![Vec::new(); levels.len()];
    if columns < 2 || rows < 2 {
        return crossed;
    }
    let walls = walls(levels);
    let (mut upper, mut lower) = (vec![0; columns], vec![0; columns]);
    band_row(&field.values[..columns], &walls, 0, &mut upper);
    for row in 1..rows {
        band_row(&field.values[row * columns..][..columns], &walls, 0, &mut lower);
        let base = (row - 1) * columns;
        for column in 0..columns - 1 {
            let (a, b, c, d) = (upper[column], lower[column], upper[column + 1], lower[column + 1]);
            if (a ^ b) | (a ^ c) | (a ^ d) == 0 {
                continue;
            }
            let (low, high) = (a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
            for level in low..high {
                let above = |corner: u8| u8::from(corner > level);
                let case = above(a) | above(b) << 1 | above(c) << 2 | above(d) << 3;
                crossed[usize::from(level)].push(Crossing { at: (base + column) as u32, case });
            }
        }
        std::mem::swap(&mut upper, &mut lower);
    }
    crossed
}

/// Every crossed edge has one place here: the edge to the right of a sample, then the edge below.
struct Joiner<'a> {
    field: &'a Field,
    link: Vec<[u32; 2]>,
    touched: Vec<u32>,
    height: f64,
}

impl<'a> Joiner<'a> {
    fn new(field: &'a Field) -> Joiner<'a> {
        let link = vec![[NONE; 2]; 2 * field.values.len()];
        Joiner { field, link, touched: Vec::new(), height: 0.0 }
    }

    /// Links the edges of one cell.
    fn cell(&mut self, Crossing { at, case }: Crossing) {
        let (columns, values) = (self.field.columns, &self.field.values);
        let at = at as usize;
        let left = values[at] / 4.0 + values[at + columns] / 4.0;
        let mean = left + (values[at + 1] / 4.0 + values[at + columns + 1] / 4.0);
        if mean.is_nan() {
            return;
        }
        let below = values.len();
        let (top, bottom) = (at as u32, (at + columns) as u32);
        let (left, right) = ((below + at) as u32, (below + at + 1) as u32);
        let middle_is_high = mean > self.height;
        match case {
            1 | 14 => self.tie(left, top),
            2 | 13 => self.tie(left, bottom),
            4 | 11 => self.tie(top, right),
            8 | 7 => self.tie(bottom, right),
            3 | 12 => self.tie(top, bottom),
            5 | 10 => self.tie(left, right),
            // upper left and lower right lie on one side
            9 if middle_is_high => self.tie_both([left, bottom], [top, right]),
            9 => self.tie_both([left, top], [bottom, right]),
            6 if middle_is_high => self.tie_both([left, top], [bottom, right]),
            6 => self.tie_both([left, bottom], [top, right]),
            _ => {}
        }
    }

    fn tie_both(&mut self, one: [u32; 2], other: [u32; 2]) {
        self.tie(one[0], one[1]);
        self.tie(other[0], other[1]);
    }

    fn tie(&mut self, a: u32, b: u32) {
        for (edge, other) in [(a, b), (b, a)] {
            let link = &mut self.link[edge as usize];
            if link[0] == NONE {
                self.touched.push(edge);
                link[0] = other;
            } else {
                link[1] = other;
            }
        }
    }

    /// Follows the links: first the lines with two ends, then the closed ones.
    fn join(&mut self, level: usize, lines: &mut Vec<Polyline>) {
        let touched = std::mem::take(&mut self.touched);
        for open in [true, false] {
            for &edge in &touched {
                let link = self.link[edge as usize];
                if link[0] != NONE && (!open || link[1] == NONE) {
                    let points = self.follow(edge);
                    lines.push(Polyline { level, points });
                }
            }
        }
        self.touched = touched;
        self.touched.clear();
    }

    fn follow(&mut self, first: u32) -> Vec<[f64; 2]> {
        let mut points = vec![self.crossing(first)];
        let mut edge = first;
        loop {
            let link = std::mem::replace(&mut self.link[edge as usize], [NONE; 2]);
            let next = if link[0] == NONE { link[1] } else { link[0] };
            if next == NONE {
                return points;
            }
            points.push(self.crossing(next));
            if edge == first && link[1] != NONE {
                // closed: the other way round leads back here
                let last = &mut self.link[link[1] as usize];
                forget(last, first);
                self.link[first as usize] = [NONE; 2];
            }
            forget(&mut self.link[next as usize], edge);
            if self.link[next as usize] == [NONE; 2] {
                self.close(&mut points, next, first);
                return points;
            }
            edge = next;
        }
    }

    /// A line whose last edge neighbours its first is closed.
    fn close(&self, points: &mut Vec<[f64; 2]>, last: u32, first: u32) {
        let (a, b) = (self.crossing(last), self.crossing(first));
        let is_near = (a[0] - b[0]).abs() <= 1.0 && (a[1] - b[1]).abs() <= 1.0;
        if points.len() > 3 && is_near {
            points.push(b);
        }
    }

    /// Where the level crosses an edge.
    fn crossing(&self, edge: u32) -> [f64; 2] {
        let (columns, count) = (self.field.columns, self.field.values.len());
        let at = edge as usize % count;
        let (x, y) = ((at % columns) as f64, (at / columns) as f64);
        let is_across = (edge as usize) < count;
        let other = if is_across { at + 1 } else { at + columns };
        let (from, to) = (self.field.values[at], self.field.values[other]);
        let share = ((self.height - from) / (to - from)).clamp(0.0, 1.0);
        if is_across { [x + share, y] } else { [x, y + share] }
    }
}

fn forget(link: &mut [u32; 2], edge: u32) {
    if link[0] == edge {
        link[0] = link[1];
        link[1] = NONE;
    } else if link[1] == edge {
        link[1] = NONE;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Window;

    fn lines(f: impl Fn(f64, f64) -> f64, levels: &[f64]) -> Vec<Polyline> {
        let row = |xs: &[f64], y: f64, out: &mut [f64]| {
            out.iter_mut().zip(xs).for_each(|(o, x)| *o = f(*x, y));
        };
        polylines(&Field::sample(&row, Window::new([-3.0, 3.0], [-3.0, 3.0]), 61, 61), levels)
    }

    #[test]
    fn a_circle_is_one_closed_line() {
        let circle = lines(f64::hypot, &[2.0]);
        assert_eq!(circle.len(), 1);
        let points = &circle[0].points;
        assert_eq!(points.first(), points.last());
        assert!(points.len() > 100);
        for [x, y] in points {
            assert!(((x - 30.0).hypot(y - 30.0) - 2.0 / 6.0 * 61.0).abs() < 0.1);
        }
    }

    #[test]
    fn four_valleys_are_four_closed_lines() {
        let four = lines(|x, y| (x * x - 2.0).powi(2) + (y * y - 2.0).powi(2), &[1.0]);
        assert_eq!(four.len(), 4);
        assert!(four.iter().all(|line| line.points.first() == line.points.last()));
    }

    #[test]
    fn a_plane_is_one_open_line() {
        let line = lines(|x, y| x + y, &[0.05]);
        assert_eq!(line.len(), 1);
        assert_ne!(line[0].points.first(), line[0].points.last());
    }

    #[test]
    fn a_hole_in_the_domain_is_left_out() {
        let outside = |x: f64, y: f64| if x.hypot(y) < 1.0 { f64::NAN } else { x };
        assert_eq!(lines(outside, &[0.01]).len(), 2);
    }
}
