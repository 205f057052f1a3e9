//! Can the goal of a learning-rate challenge be reached, and not by every rate?

use crate::descent::{self, Plan};
use crate::math::carry_out;
use crate::math::compile::Compiled;
use crate::pack::{Code, Coordinate, Goal, Question, Task};
use crate::tutor;

use super::keys::{Finding, finding};

/// Rates that are tried first, spread evenly by their logarithm.
const RATES: usize = 160;
/// The smallest and, without `max`, the largest rate that is tried.
const SMALLEST: f64 = 1e-5;
const LARGEST: f64 = 100.0;
/// As the marking has it: a gradient shorter than this is nothing.
const FLAT: f64 = 1e-6;
/// Longer runs are not simulated here.
const STEPS: u32 = 2_000;

pub(super) fn check(question: &Question, found: &mut Vec<Finding>) {
    let Task::Rate { of, vars, from, rule, beta, goal, max, .. } = &question.task else { return };
    let Ok(f) = Compiled::new(&carry_out(of), vars) else { return };
    let start: Vec<f64> = from.iter().map(Coordinate::to_f64).collect();
    let mut plan = Plan::new(*rule, &start);
    if let Some(beta) = beta {
        plan.beta = beta.to_f64();
    }
    let trial = Trial { f: &f, plan, goal, max: max.as_ref().map_or(LARGEST, Coordinate::to_f64) };
    found.extend(trial.judge(&start));
    if found.is_empty() && *goal == Goal::Stable {
        found.extend(trial.unstable(question));
    }
}

struct Trial<'a> {
    f: &'a Compiled,
    plan: Plan,
    goal: &'a Goal,
    max: f64,
}

impl Trial<'_> {
    fn judge(&self, start: &[f64]) -> Option<Finding> {
        let mut slopes = vec![0.0; start.len()];
        let value = self.f.gradient(start, &mut slopes);
        let steepness = slopes.iter().fold(0.0_f64, |sum, slope| sum.hypot(*slope));
        if steepness < FLAT {
            let message = "The walk starts where f is flat: it goes nowhere.";
            return Some(finding(Code::E104, "from", message, "Start where f has a slope."));
        }
        let (steps, aim) = match self.goal {
            Goal::Stable => return None,
            Goal::Below { below, .. } if value < below.to_f64() => {
                let message = format!(
                    "The goal is met before the first step: f is {} at the start.",
                    crate::text::number(value)
                );
                return Some(finding(
                    Code::E104,
                    "goal",
                    message,
                    "Ask for less, or start higher.",
                ));
            }
            Goal::Below { steps, below } => (*steps, below.to_f64()),
            Goal::Reached { steps } => (*steps, FLAT),
        };
        if steps > STEPS {
            return None;
        }
        let least = self.least(steps as usize, aim)?;
        let what = match self.goal {
            Goal::Reached { .. } => "the gradient stays above 0.000001",
            Goal::Below { .. } | Goal::Stable => "f stays above the goal",
        };
        let after = crate::text::count(steps as usize, "step");
        let message = format!(
            "No rate reaches the goal: in {after} {what}, {} at best.",
            crate::text::number(least)
        );
        Some(finding(Code::E104, "goal", message, "Allow more steps, or ask for less."))
    }

    /// No rate is the largest that stays: all of them do, or none.
    fn unstable(&self, question: &Question) -> Option<Finding> {
        let is_right = |rate: f64| {
            let answer = tutor::Answer::Text(format!("{rate}"));
            tutor::mark::mark(question, &answer).verdict == tutor::Verdict::Right
        };
        let limits = self.curvatures(1).into_iter().map(|limit| limit * 0.98).rev();
        let count = ((self.max / 1e-4).ln() / 1.04_f64.ln()) as i32;
        let spread = (0..count).map(|i| 1e-4 * 1.04_f64.powi(i));
        if limits.chain(spread).any(is_right) {
            return None;
        }
        let message = "No rate is the largest that stays: all that were tried do, or none.";
        Some(finding(Code::E104, "goal", message, "Ask for { steps, below } instead."))
    }

    /// The least that any rate comes to, where that is not below the aim.
    fn least(&self, steps: usize, aim: f64) -> Option<f64> {
        let high = self.max.max(SMALLEST * 2.0);
        let rate = |i: usize| {
            let share = i as f64 / (RATES - 1) as f64;
            SMALLEST * (high / SMALLEST).powf(share)
        };
        let mut tried: Vec<(f64, f64)> = Vec::with_capacity(RATES);
        // What the curvature proposes is mostly enough.
        for rate in self.curvatures(steps).into_iter().chain((0..RATES).rev().map(rate)) {
            let reached = self.reached(rate, steps);
            if reached < aim {
                return None;
            }
            tried.push((rate, reached));
        }
        tried.sort_by(|a, b| a.1.total_cmp(&b.1));
        let wide = (high / SMALLEST).powf(1.0 / (RATES - 1) as f64);
        let mut least = tried.first()?.1;
        for (best, _) in tried.into_iter().take(4) {
            least = least.min(self.refined(best / wide, best * wide, steps));
        }
        (least >= aim).then_some(least)
    }

    /// The rates that the curvature at the start proposes: 1/λmax, and others below 2/λmax.
    fn curvatures(&self, steps: usize) -> Vec<f64> {
        let run =
            descent::run(self.f, &self.plan.clone().with_rate(SMALLEST).with_steps(steps.min(1)));
        let limit = run.rate_limit(self.f, 0).filter(|limit| limit.is_finite());
        limit
            .map_or(Vec::new(), |limit| [0.5, 0.9, 0.75, 0.3, 0.1, 1.0].map(|k| k * limit).to_vec())
    }

    /// The least value between two rates, by cutting into thirds.
    fn refined(&self, mut low: f64, mut high: f64, steps: usize) -> f64 {
        let mut least = f64::INFINITY;
        for _ in 0..40 {
            let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
            let (left, right) = (self.reached(a, steps), self.reached(b, steps));
            least = least.min(left).min(right);
            if left < right {
                high = b;
            } else {
                low = a;
            }
        }
        least
    }

    /// The least value, or the shortest gradient, of a run.
    fn reached(&self, rate: f64, steps: usize) -> f64 {
        let run = descent::run(self.f, &self.plan.clone().with_rate(rate).with_steps(steps));
        let least = match self.goal {
            Goal::Reached { .. } => (0..run.points.len())
                .map(|step| run.gradient_norm(step))
                .fold(f64::INFINITY, f64::min),
            Goal::Below { .. } | Goal::Stable => {
                run.values.iter().copied().fold(f64::INFINITY, f64::min)
            }
        };
        if least.is_nan() { f64::INFINITY } else { least }
    }
}
