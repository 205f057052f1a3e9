//! A walk computed whole: every point with its value, its slopes and the step from it.

use super::linear::{eigenvalues, norm};
use super::plan::Plan;
use super::stop::{self, Stop};
use super::walk::Walk;
use crate::math::Compiled;

/// A walk from its start to where it stopped; index k is the state after k steps.
#[derive(Clone, Debug)]
pub struct Run {
    /// What was asked.
    pub plan: Plan,
    /// The points, the start first.
    pub points: Vec<Vec<f64>>,
    /// f at each point.
    pub values: Vec<f64>,
    /// ∇f at each point, neither clipped nor decayed.
    pub gradients: Vec<Vec<f64>>,
    /// What the rate multiplied in the step from each point but the last: the step is
    /// −rate·velocity, apart from AdamW's decay.
    pub velocities: Vec<Vec<f64>>,
    /// The rate of the step from each point but the last.
    pub rates: Vec<f64>,
    /// Why there is no further point.
    pub stop: Stop,
}

/// Runs a plan to its end.
pub fn run(f: &Compiled, plan: &Plan) -> Run {
    let mut walk = Walk::begin(f, plan);
    let mut run = Run {
        plan: plan.clone(),
        points: vec![walk.at.clone()],
        values: vec![walk.value],
        gradients: vec![walk.gradient.clone()],
        velocities: Vec::new(),
        rates: Vec::new(),
        stop: Stop::unknown(),
    };
    let ending = loop {
        if let Err(ending) = walk.advance() {
            break ending;
        }
        run.points.push(walk.at.clone());
        run.values.push(walk.value);
        run.gradients.push(walk.gradient.clone());
        run.velocities.push(walk.step.velocity.clone());
        run.rates.push(walk.step.rate);
    };
    run.stop = stop::judge(f, &run, ending);
    run
}

impl Run {
    /// How many steps were taken.
    pub fn steps(&self) -> usize {
        self.points.len() - 1
    }

    /// The last point.
    pub fn end(&self) -> &[f64] {
        self.points.last().map_or(&[], Vec::as_slice)
    }

    /// ‖∇f‖ at point `k`; NaN where there is no such point.
    pub fn gradient_norm(&self, k: usize) -> f64 {
        self.gradients.get(k).map_or(f64::NAN, |gradient| norm(gradient))
    }

    /// The change from point `k` to the next.
    pub fn step(&self, k: usize) -> Option<Vec<f64>> {
        let (from, to) = (self.points.get(k)?, self.points.get(k + 1)?);
        Some(to.iter().zip(from).map(|(to, from)| to - from).collect())
    }

    /// The eigenvalues of the Hessian at point `k`, rising; NaN where there are none.
    pub fn eigenvalues(&self, f: &Compiled, k: usize) -> Vec<f64> {
        self.points.get(k).map_or_else(Vec::new, |at| hessian_eigenvalues(f, at))
    }

    /// The largest stable rate at point `k`: 2/λmax for descent, its like for momentum; `None`
    /// where no curvature limits it or the method has no such bound.
    pub fn rate_limit(&self, f: &Compiled, k: usize) -> Option<f64> {
        let most = *self.eigenvalues(f, k).last()?;
        (most > 0.0).then(|| self.plan.stability().map(|bound| bound / most))?
    }
}

/// The eigenvalues of the Hessian at a point, rising.
pub(super) fn hessian_eigenvalues(f: &Compiled, at: &[f64]) -> Vec<f64> {
    let mut hessian = vec![0.0; at.len() * at.len()];
    f.hessian(at, &mut hessian);
    eigenvalues(&hessian)
}
