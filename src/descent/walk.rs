//! One step after the other, without a record.

use super::linear::norm;
use super::plan::Plan;
use super::rule::{self, Here, NoStep, Rule, Step};
use super::schedule::Schedule;
use crate::math::Compiled;

/// Coordinates and values beyond this have run away.
pub(super) const FAR: f64 = 1e100;

/// Why a walk takes no further step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ending {
    /// All steps asked for were taken.
    Limit,
    /// A coordinate or f is infinite or beyond 1e100.
    Beyond,
    /// f or its gradient has no value here.
    Undefined,
    /// The step changes nothing, and no later one will.
    Still,
    /// The method's matrix has no inverse.
    Singular,
    /// The method's own tests say that it is done.
    Settled,
    /// The gradient is within the tolerance asked for.
    Tolerance,
}

/// A walk at one of its points.
pub(super) struct Walk<'a> {
    f: &'a Compiled,
    plan: &'a Plan,
    rule: Box<dyn Rule>,
    pub(super) at: Vec<f64>,
    pub(super) value: f64,
    pub(super) gradient: Vec<f64>,
    pub(super) taken: usize,
    /// The step that led here.
    pub(super) step: Step,
    used: Vec<f64>,
}

impl<'a> Walk<'a> {
    /// A walk at its start.
    pub(super) fn begin(f: &'a Compiled, plan: &'a Plan) -> Walk<'a> {
        let mut gradient = vec![0.0; plan.start.len()];
        let value = f.gradient(&plan.start, &mut gradient);
        let (rule, at) = (rule::of(plan), plan.start.clone());
        let (step, used) = (Step::default(), Vec::new());
        Walk { f, plan, rule, at, value, gradient, taken: 0, step, used }
    }

    /// Takes a step, or says why there is none.
    pub(super) fn advance(&mut self) -> Result<(), Ending> {
        self.check()?;
        self.prepare_gradient();
        let rate = self.plan.rate_at(self.taken);
        let here = Here { f: self.f, at: &self.at, value: self.value, gradient: &self.used, rate };
        self.rule.step(&here, &mut self.step).map_err(|no_step| match no_step {
            NoStep::Singular => Ending::Singular,
            NoStep::Settled => Ending::Settled,
        })?;
        if self.step.to == self.at && self.stays() {
            return Err(Ending::Still);
        }
        std::mem::swap(&mut self.at, &mut self.step.to);
        self.taken += 1;
        self.value = self.f.gradient(&self.at, &mut self.gradient);
        Ok(())
    }

    fn check(&self) -> Result<(), Ending> {
        let far = |x: f64| x.is_infinite() || x.abs() > FAR;
        if self.at.iter().any(|x| x.is_nan()) {
            return Err(Ending::Undefined);
        }
        if self.at.iter().any(|&x| far(x)) || far(self.value) {
            return Err(Ending::Beyond);
        }
        if self.value.is_nan() || self.gradient.iter().any(|g| g.is_nan()) {
            return Err(Ending::Undefined);
        }
        if self.gradient.iter().any(|g| g.is_infinite()) {
            return Err(Ending::Beyond);
        }
        if self.plan.tolerance.is_some_and(|bound| norm(&self.gradient) <= bound) {
            return Err(Ending::Tolerance);
        }
        if self.taken >= self.plan.steps {
            return Err(Ending::Limit);
        }
        Ok(())
    }

    /// Will the walk stay where it is, now that a step has changed nothing?
    fn stays(&self) -> bool {
        let same_rate = matches!(self.plan.schedule, Schedule::Constant);
        !self.rule.has_memory() && (same_rate || self.used.iter().all(|g| *g == 0.0))
    }

    /// The gradient as the method is to use it: cut off or shortened, then with decay.
    fn prepare_gradient(&mut self) {
        self.used.clear();
        self.used.extend_from_slice(&self.gradient);
        if let Some(most) = self.plan.clip_value {
            for g in &mut self.used {
                *g = g.clamp(-most, most);
            }
        }
        if let Some(most) = self.plan.clip {
            let factor = most / (norm(&self.used) + 1e-6);
            if factor < 1.0 {
                for g in &mut self.used {
                    *g *= factor;
                }
            }
        }
        let is_apart = matches!(self.plan.method, super::Method::Adamw);
        if self.plan.weight_decay != 0.0 && !is_apart {
            for (g, x) in self.used.iter_mut().zip(&self.at) {
                *g += self.plan.weight_decay * x;
            }
        }
    }
}
