//! What is asked of a walk: method, start, rate, steps and parameters.

use super::method::Method;
use super::newton::Metric;
use super::parameter::PARAMETERS;
use super::schedule::Schedule;

/// Everything that decides a walk, apart from the function.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How each next point is chosen.
    pub method: Method,
    /// The first point.
    pub start: Vec<f64>,
    /// The learning rate α.
    pub rate: f64,
    /// How many steps at most.
    pub steps: usize,
    /// Share of the velocity that is kept (momentum, Nesterov).
    pub beta: f64,
    /// Share of the mean slope that is kept (Adam's family).
    pub beta1: f64,
    /// Share of the mean square that is kept (Adam's family).
    pub beta2: f64,
    /// Keeps the divisor from 0.
    pub eps: f64,
    /// Share of the mean square that is kept (RMSprop, Adadelta).
    pub rho: f64,
    /// Pull towards 0.
    pub weight_decay: f64,
    /// How the look-ahead share grows (NAdam).
    pub momentum_decay: f64,
    /// How L-BFGS finds the length of its step.
    pub line_search: LineSearch,
    /// Longest gradient that is used, by norm.
    pub clip: Option<f64>,
    /// Largest component of the gradient that is used.
    pub clip_value: Option<f64>,
    /// How the rate changes.
    pub schedule: Schedule,
    /// Stop where ‖∇f‖ is at most this.
    pub tolerance: Option<f64>,
    /// What measures distance for the natural gradient; none is the plain one.
    pub metric: Option<Metric>,
}

/// How L-BFGS finds the length of its step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineSearch {
    /// Until the strong Wolfe conditions hold.
    Wolfe,
    /// The rate itself.
    Fixed,
}

/// Steps where none are asked for.
const STEPS: usize = 25;

impl Plan {
    /// A walk by a method with its usual rate and parameters.
    pub fn new(method: Method, start: &[f64]) -> Plan {
        let mut plan = Plan {
            method,
            start: start.to_vec(),
            rate: method.row().rate,
            steps: STEPS,
            beta: 0.0,
            beta1: 0.0,
            beta2: 0.0,
            eps: 0.0,
            rho: 0.0,
            weight_decay: 0.0,
            momentum_decay: 0.0,
            line_search: LineSearch::Wolfe,
            clip: None,
            clip_value: None,
            schedule: Schedule::Constant,
            tolerance: None,
            metric: None,
        };
        for parameter in PARAMETERS {
            if let Some(default) = parameter.default(method) {
                // A test sets each default by its own table.
                let _ = (parameter.set)(&mut plan, default);
            }
        }
        plan
    }

    /// The same walk with this rate.
    #[must_use]
    pub fn with_rate(mut self, rate: f64) -> Plan {
        self.rate = rate;
        self
    }

    /// The same walk with at most this many steps.
    #[must_use]
    pub fn with_steps(mut self, steps: usize) -> Plan {
        self.steps = steps;
        self
    }

    /// The rate of the step from point `step`.
    pub fn rate_at(&self, step: usize) -> f64 {
        self.schedule.rate(self.rate, step)
    }

    /// The bound on rate·λmax beyond which the method runs away from a minimum, where it is known:
    /// 2 for descent, 2(1 + β) for momentum, 2(1 + β)/(1 + 2β) for Nesterov.
    pub fn stability(&self) -> Option<f64> {
        if self.clip.is_some() || self.clip_value.is_some() {
            return None;
        }
        match self.method {
            Method::Descent => Some(2.0),
            Method::Momentum => Some(2.0 * (1.0 + self.beta)),
            Method::Nesterov => Some(2.0 * (1.0 + self.beta) / (1.0 + 2.0 * self.beta)),
            Method::Adagrad
            | Method::Rmsprop
            | Method::Adadelta
            | Method::Adam
            | Method::Adamw
            | Method::Nadam
            | Method::Newton
            | Method::Lbfgs
            | Method::Natural => None,
        }
    }
}
