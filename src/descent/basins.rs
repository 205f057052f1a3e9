//! Which start ends where? A map in which each pixel is one walk.
//!
//! Computed row by row, so that a worker can show what there is and be stopped between rows. The
//! minima of the window are known from the start; others join as walks arrive at them.

use super::critical::{Kind, critical_points};
use super::linear::norm;
use super::plan::Plan;
use super::stop::FLAT;
use super::walk::{Ending, Walk};
use crate::math::Compiled;

/// Where the walk of a pixel ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// At the minimum of this number, after so many steps.
    Arrived {
        /// An index into [`Basins::ends`].
        end: usize,
        /// Steps until it was there.
        steps: usize,
    },
    /// Out of bounds or off the domain.
    Away,
    /// Nowhere yet when its steps were used up.
    Underway,
}

/// A map of starts, as far as it has been computed.
#[derive(Clone, Debug)]
pub struct Basins {
    f: Compiled,
    plan: Plan,
    window: [(f64, f64); 2],
    columns: usize,
    rows: usize,
    /// The points where walks end, the window's minima first.
    ends: Vec<Vec<f64>>,
    pixels: Vec<Outcome>,
}

/// Within this share of the window's width a walk that hardly moves has arrived.
const NEAR: f64 = 1e-3;
/// More ends than this are no longer told apart.
const MOST_ENDS: usize = 32;

impl Basins {
    /// An empty map of `columns` × `rows` pixels; `plan.start` is not used.
    pub fn new(
        f: &Compiled,
        plan: &Plan,
        window: [(f64, f64); 2],
        columns: usize,
        rows: usize,
    ) -> Basins {
        let minima = critical_points(f, &window);
        let minima = minima.into_iter().filter(|point| point.kind == Kind::Minimum);
        let ends = minima.map(|point| point.at).take(MOST_ENDS).collect();
        let pixels = Vec::with_capacity(columns * rows);
        Basins { f: f.clone(), plan: plan.clone(), window, columns, rows, ends, pixels }
    }

    /// Computes the next row; false where all are done.
    pub fn advance(&mut self) -> bool {
        let row = self.done_rows();
        if row >= self.rows || self.columns == 0 || self.f.variables().len() != 2 {
            return false;
        }
        let mut plan = self.plan.clone();
        for column in 0..self.columns {
            plan.start = self.start(column, row);
            let outcome = self.walk(&plan);
            self.pixels.push(outcome);
        }
        true
    }

    /// How many rows are done.
    pub fn done_rows(&self) -> usize {
        self.pixels.len().checked_div(self.columns).unwrap_or(0)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The points where walks end.
    pub fn ends(&self) -> &[Vec<f64>] {
        &self.ends
    }

    /// What became of a pixel, the first row at the top; `None` where it is not yet computed.
    pub fn outcome(&self, column: usize, row: usize) -> Option<Outcome> {
        (column < self.columns).then(|| self.pixels.get(row * self.columns + column).copied())?
    }

    /// The start of a pixel: its middle.
    pub fn start(&self, column: usize, row: usize) -> Vec<f64> {
        let along = |(low, high): (f64, f64), i: usize, n: usize| {
            low + (high - low) * (i as f64 + 0.5) / n as f64
        };
        // The first row is the top of the window.
        let y = along(self.window[1], self.rows - 1 - row.min(self.rows - 1), self.rows);
        vec![along(self.window[0], column, self.columns), y]
    }

    /// The share of the computed pixels that end at each end, and the share that does not arrive.
    pub fn shares(&self) -> (Vec<f64>, f64) {
        let mut counts = vec![0_usize; self.ends.len()];
        for pixel in &self.pixels {
            if let Outcome::Arrived { end, .. } = pixel {
                counts[*end] += 1;
            }
        }
        let all = self.pixels.len().max(1) as f64;
        let arrived: usize = counts.iter().sum();
        let shares = counts.iter().map(|count| *count as f64 / all).collect();
        (shares, (self.pixels.len() - arrived) as f64 / all)
    }

    fn walk(&mut self, plan: &Plan) -> Outcome {
        let f = self.f.clone();
        let mut walk = Walk::begin(&f, plan);
        loop {
            let before = walk.at.clone();
            match walk.advance() {
                Ok(()) => {
                    let moved = self.distance(&walk.at, &before);
                    let end = (moved < NEAR).then(|| self.end_near(&walk.at, NEAR)).flatten();
                    if let Some(end) = end {
                        return Outcome::Arrived { end, steps: walk.taken };
                    }
                }
                Err(Ending::Beyond | Ending::Undefined | Ending::Singular) => return Outcome::Away,
                Err(Ending::Limit | Ending::Still | Ending::Settled | Ending::Tolerance) => {
                    return self.settled(&walk);
                }
            }
        }
    }

    /// Where a walk that came to its end belongs: near a known end, or at one of its own.
    fn settled(&mut self, walk: &Walk) -> Outcome {
        let steps = walk.taken;
        if let Some(end) = self.end_near(&walk.at, 20.0 * NEAR) {
            return Outcome::Arrived { end, steps };
        }
        if norm(&walk.gradient) < FLAT && self.ends.len() < MOST_ENDS {
            self.ends.push(walk.at.clone());
            return Outcome::Arrived { end: self.ends.len() - 1, steps };
        }
        Outcome::Underway
    }

    fn end_near(&self, at: &[f64], within: f64) -> Option<usize> {
        self.ends.iter().position(|end| self.distance(end, at) < within)
    }

    /// The distance in widths of the window.
    fn distance(&self, one: &[f64], other: &[f64]) -> f64 {
        let share = |i: usize| (one[i] - other[i]) / (self.window[i].1 - self.window[i].0);
        libm::hypot(share(0), share(1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Method;
    use super::*;
    use crate::math::Name;
    use crate::math::read::{Syntax, read};

    fn compile(line: &str) -> Compiled {
        let expr = read(line, &Syntax::default()).expect("the line reads").expr;
        Compiled::new(&expr, &[Name::new("x"), Name::new("y")]).expect("x and y are its names")
    }

    fn basins(line: &str, rate: f64, half: f64) -> Basins {
        let plan = Plan::new(Method::Descent, &[0.0, 0.0]).with_rate(rate).with_steps(200);
        let mut basins = Basins::new(&compile(line), &plan, [(-half, half), (-half, half)], 24, 12);
        while basins.advance() {}
        basins
    }

    #[test]
    fn each_half_of_a_double_well_has_its_own_end() {
        let basins = basins("(x^2-1)^2 + y^2", 0.05, 2.0);
        assert_eq!(basins.ends().len(), 2);
        for row in 0..basins.rows() {
            for column in 0..basins.columns() {
                let Some(Outcome::Arrived { end, .. }) = basins.outcome(column, row) else {
                    panic!("every start arrives")
                };
                assert_eq!(basins.ends()[end][0] > 0.0, basins.start(column, row)[0] > 0.0);
            }
        }
        let (shares, rest) = basins.shares();
        assert_eq!((shares, rest), (vec![0.5, 0.5], 0.0));
    }

    #[test]
    fn starts_without_an_end_are_told_apart() {
        let jumping = basins("x^2 + 2y^2", 0.5, 2.0);
        assert_eq!(jumping.outcome(0, 0), Some(Outcome::Underway));
        let off = basins("ln(x) + y^2", 0.5, 2.0);
        assert_eq!(off.outcome(0, 0), Some(Outcome::Away));
        assert_eq!(off.shares().1, 1.0);
    }

    #[test]
    fn a_map_can_be_left_between_rows() {
        let plan = Plan::new(Method::Descent, &[0.0, 0.0]);
        let mut map = Basins::new(&compile("x^2 + y^2"), &plan, [(-1.0, 1.0), (-1.0, 1.0)], 4, 3);
        assert!(map.advance());
        assert_eq!(map.done_rows(), 1);
        assert_eq!(map.outcome(0, 1), None);
        assert!(map.advance() && map.advance() && !map.advance());
        assert!(map.start(0, 0)[1] > map.start(0, 2)[1]);
    }
}
