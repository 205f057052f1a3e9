//! What a family of methods has to answer: which point comes next?

use super::adam::{Adam, Nadam};
use super::adaptive::{Adadelta, Adagrad, Rmsprop};
use super::lbfgs::Lbfgs;
use super::method::Method;
use super::newton::{Natural, Newton};
use super::plain::{Descent, Momentum};
use super::plan::Plan;
use crate::math::Compiled;

/// Where the walk stands.
pub(super) struct Here<'a> {
    pub(super) f: &'a Compiled,
    pub(super) at: &'a [f64],
    pub(super) value: f64,
    /// The gradient as the method is to use it: clipped, with decay.
    pub(super) gradient: &'a [f64],
    pub(super) rate: f64,
}

/// The step that a method chooses.
#[derive(Clone, Default)]
pub(super) struct Step {
    /// The next point.
    pub(super) to: Vec<f64>,
    /// What the rate multiplies: the step is −rate·velocity, apart from decay.
    pub(super) velocity: Vec<f64>,
    /// The rate that was used: a line search finds its own.
    pub(super) rate: f64,
}

/// Why a method takes no step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NoStep {
    /// Its matrix has no inverse.
    Singular,
    /// By its own tests it is done.
    Settled,
}

/// A method with its memory.
pub(super) trait Rule {
    /// Fills in the step from here.
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep>;

    /// Could it move on from a point where the gradient is zero?
    fn has_memory(&self) -> bool;
}

/// The rule that a plan asks for, with an empty memory.
pub(super) fn of(plan: &Plan) -> Box<dyn Rule> {
    let n = plan.start.len();
    match plan.method {
        Method::Descent => Box::new(Descent),
        Method::Momentum => Box::new(Momentum::new(plan.beta, false)),
        Method::Nesterov => Box::new(Momentum::new(plan.beta, true)),
        Method::Adagrad => Box::new(Adagrad::new(n, plan.eps)),
        Method::Rmsprop => Box::new(Rmsprop::new(n, plan.rho, plan.eps)),
        Method::Adadelta => Box::new(Adadelta::new(n, plan.rho, plan.eps)),
        Method::Adam => Box::new(Adam::new(plan, 0.0)),
        Method::Adamw => Box::new(Adam::new(plan, plan.weight_decay)),
        Method::Nadam => Box::new(Nadam::new(plan)),
        Method::Newton => Box::new(Newton),
        Method::Lbfgs => Box::new(Lbfgs::new(plan.line_search)),
        Method::Natural => Box::new(Natural::new(plan.metric.clone())),
    }
}

/// `at − rate·velocity`, coordinate by coordinate.
pub(super) fn walk_against(here: &Here, step: &mut Step) {
    step.rate = here.rate;
    step.to.clear();
    step.to.extend(here.at.iter().zip(&step.velocity).map(|(x, v)| x - here.rate * v));
}
