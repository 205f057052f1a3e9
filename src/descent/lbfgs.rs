//! L-BFGS: Newton's step from the memory of the last gradients.
//!
//! Two-loop recursion (Nocedal 1980) with PyTorch's details: history 10, first step
//! min(1, 1/‖∇f‖₁)·rate, curvature pairs only where y·s > 10⁻¹⁰, done where max|∂f| ≤ 10⁻⁷.

use std::collections::VecDeque;

use super::linear::dot;
use super::plan::LineSearch;
use super::rule::{Here, NoStep, Rule, Step};
use super::wolfe;

const HISTORY: usize = 10;
const FLAT: f64 = 1e-7;
const LEAST_CURVATURE: f64 = 1e-10;

/// A step s and the change y of the gradient over it.
struct Pair {
    s: Vec<f64>,
    y: Vec<f64>,
    /// 1/(y·s)
    weight: f64,
}

/// The last step taken, to make a pair of.
struct Last {
    gradient: Vec<f64>,
    step: Vec<f64>,
}

pub(super) struct Lbfgs {
    line_search: LineSearch,
    pairs: VecDeque<Pair>,
    /// The inverse curvature where nothing else is known.
    scale: f64,
    last: Option<Last>,
}

impl Lbfgs {
    pub(super) fn new(line_search: LineSearch) -> Lbfgs {
        Lbfgs { line_search, pairs: VecDeque::new(), scale: 1.0, last: None }
    }

    fn remember(&mut self, gradient: &[f64]) {
        let Some(last) = self.last.take() else { return };
        let y: Vec<f64> = gradient.iter().zip(&last.gradient).map(|(new, old)| new - old).collect();
        let curvature = dot(&y, &last.step);
        if curvature > LEAST_CURVATURE {
            if self.pairs.len() == HISTORY {
                self.pairs.pop_front();
            }
            self.scale = curvature / dot(&y, &y);
            self.pairs.push_back(Pair { s: last.step, y, weight: 1.0 / curvature });
        }
    }

    /// The negative gradient through the remembered inverse curvature.
    fn direction(&self, gradient: &[f64]) -> Vec<f64> {
        let mut d: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut shares = Vec::with_capacity(self.pairs.len());
        for pair in self.pairs.iter().rev() {
            let share = dot(&pair.s, &d) * pair.weight;
            add(&mut d, -share, &pair.y);
            shares.push(share);
        }
        for x in &mut d {
            *x *= self.scale;
        }
        for (pair, share) in self.pairs.iter().zip(shares.iter().rev()) {
            let back = dot(&pair.y, &d) * pair.weight;
            add(&mut d, share - back, &pair.s);
        }
        d
    }
}

impl Rule for Lbfgs {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        if here.gradient.iter().all(|g| g.abs() <= FLAT) {
            return Err(NoStep::Settled);
        }
        let is_first = self.last.is_none();
        self.remember(here.gradient);
        let direction = self.direction(here.gradient);
        let size: f64 = here.gradient.iter().map(|g| g.abs()).sum();
        let trial = if is_first { (1.0 / size).min(1.0) * here.rate } else { here.rate };
        let slope = dot(here.gradient, &direction);
        // Uphill, or no number at all.
        if slope.is_nan() || slope > 0.0 {
            return Err(NoStep::Settled);
        }
        let t = match self.line_search {
            LineSearch::Fixed => trial,
            LineSearch::Wolfe => wolfe::search(here, &direction, slope, trial),
        };
        step.rate = t;
        step.to.clear();
        step.to.extend(here.at.iter().zip(&direction).map(|(x, d)| x + t * d));
        step.velocity.clear();
        step.velocity.extend(direction.iter().map(|d| -d));
        self.last = Some(Last {
            gradient: here.gradient.to_vec(),
            step: direction.iter().map(|d| t * d).collect(),
        });
        Ok(())
    }

    fn has_memory(&self) -> bool {
        false
    }
}

fn add(sum: &mut [f64], factor: f64, part: &[f64]) {
    for (x, p) in sum.iter_mut().zip(part) {
        *x += factor * p;
    }
}
