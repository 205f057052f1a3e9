//! Newton's method and the natural gradient: the gradient through the inverse of a matrix.

use super::linear::solve;
use super::rule::{Here, NoStep, Rule, Step, walk_against};
use crate::math::Compiled;

/// To the critical point of the local parabola, be it minimum, saddle or maximum.
pub(super) struct Newton;

impl Rule for Newton {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        let n = here.at.len();
        let mut hessian = vec![0.0; n * n];
        here.f.hessian(here.at, &mut hessian);
        step.velocity = solve(hessian, here.gradient).ok_or(NoStep::Singular)?;
        walk_against(here, step);
        Ok(())
    }

    fn has_memory(&self) -> bool {
        false
    }
}

/// What measures distance: a matrix of functions of the point.
#[derive(Clone, Debug)]
pub struct Metric {
    entries: Vec<Compiled>,
}

impl Metric {
    /// A metric from its entries, row by row: n·n functions of n variables. `None` where the
    /// number of entries is none of a square.
    pub fn new(entries: Vec<Compiled>) -> Option<Metric> {
        let n = entries.len().isqrt();
        (n * n == entries.len() && n > 0).then_some(Metric { entries })
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.entries.len().isqrt()
    }

    /// The matrix at a point, row by row.
    pub fn at(&self, point: &[f64]) -> Vec<f64> {
        self.entries.iter().map(|entry| entry.value(point)).collect()
    }
}

/// Amari 1998.
pub(super) struct Natural {
    metric: Option<Metric>,
}

impl Natural {
    pub(super) fn new(metric: Option<Metric>) -> Natural {
        Natural { metric }
    }
}

impl Rule for Natural {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        step.velocity = match &self.metric {
            Some(metric) => solve(metric.at(here.at), here.gradient).ok_or(NoStep::Singular)?,
            None => here.gradient.to_vec(),
        };
        walk_against(here, step);
        Ok(())
    }

    fn has_memory(&self) -> bool {
        false
    }
}
