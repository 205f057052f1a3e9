//! Does a learning rate reach the goal? It is tried.

use crate::descent::{self, Method, Plan, Reason, Run};
use crate::math::{Compiled, Expr, Name, slope};
use crate::pack::{Coordinate, Goal, Typing};
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::fields;
use super::mark::Mark;

/// What a rate is tried on.
pub(super) struct Trial<'a> {
    pub of: &'a Expr,
    pub vars: &'a [Name],
    pub from: &'a [Coordinate],
    pub rule: Method,
    pub beta: Option<&'a Coordinate>,
    pub goal: &'a Goal,
    pub max: Option<&'a Coordinate>,
    pub typing: Typing,
}

/// Steps after which a walk that has not left counts as one that stays.
const PATIENCE: usize = 500;
/// A rate this near below the largest stable one is the largest.
const NEAR: f64 = 0.95;
/// A gradient shorter than this is nothing.
const FLAT: f64 = 1e-6;

pub(super) fn mark(answer: &Answer, trial: &Trial<'_>) -> Mark {
    let reading = match fields::components(answer, 1, &trial.typing.syntax(trial.vars)) {
        Ok(mut readings) => readings.remove(0),
        Err(mark) => return *mark,
    };
    let Ok(f) = Compiled::new(&slope::carry_out(trial.of), trial.vars) else {
        return Mark::undecided();
    };
    let rate = Compiled::new(&slope::carry_out(&reading.expr), &[]).map(|rate| rate.value(&[]));
    let unfit = |message: &str| Mark::unfit(0, "", message).reading(reading.expr.clone());
    let rate = match rate {
        Ok(rate) if rate.is_finite() && rate > 0.0 => rate,
        _ => return unfit("A rate is a number above 0."),
    };
    if let Some(max) = trial.max.map(Coordinate::to_f64).filter(|max| rate > *max) {
        return unfit(&format!("Here rates up to {} are tried.", text::number(max)));
    }
    trial.judge(&f, rate).reading(reading.expr.clone())
}

impl Trial<'_> {
    fn run(&self, f: &Compiled, rate: f64, steps: usize) -> Run {
        let start: Vec<f64> = self.from.iter().map(Coordinate::to_f64).collect();
        let mut plan = Plan::new(self.rule, &start).with_rate(rate).with_steps(steps);
        if let Some(beta) = self.beta {
            plan.beta = beta.to_f64();
        }
        descent::run(f, &plan)
    }

    fn judge(&self, f: &Compiled, rate: f64) -> Mark {
        match self.goal {
            Goal::Below { steps, below } => {
                let run = self.run(f, rate, *steps as usize);
                let reached = run.values.iter().position(|value| *value < below.to_f64());
                match reached {
                    Some(step) => Mark::new(
                        Verdict::Right,
                        format!(
                            "Right. After {} f is below {}.",
                            text::count(step, "step"),
                            text::number(below.to_f64())
                        ),
                    ),
                    None => missed(f, &run),
                }
            }
            Goal::Reached { steps } => {
                let run = self.run(f, rate, *steps as usize);
                let flat = (0..run.points.len()).any(|step| run.gradient_norm(step) < FLAT);
                if flat { Mark::right() } else { missed(f, &run) }
            }
            Goal::Stable => self.stable(f, rate),
        }
    }

    fn stays(&self, f: &Compiled, rate: f64) -> bool {
        let run = self.run(f, rate, PATIENCE);
        let (first, last) = (run.values.first(), run.values.last());
        !matches!(run.stop.reason, Reason::Diverged | Reason::Undefined | Reason::Unbounded)
            && matches!((first, last), (Some(first), Some(last)) if *last <= first * (1.0 + 1e-6) + 1e-9)
    }

    fn stable(&self, f: &Compiled, rate: f64) -> Mark {
        if !self.stays(f, rate) {
            let words = self.run(f, rate, PATIENCE).stop.words;
            return Mark::wrong().because(words);
        }
        // A little more would have to leave.
        if self.stays(f, rate / NEAR * 1.001) {
            return Mark::wrong().because("It stays, but a larger rate would stay too.");
        }
        Mark::right()
    }
}

/// How the walk ended instead, and which way a better rate lies.
fn missed(f: &Compiled, run: &Run) -> Mark {
    if run.stop.reason == Reason::Diverged {
        return Mark::wrong().because(run.stop.words.clone());
    }
    let last = run.values.last().copied().unwrap_or(f64::NAN);
    let after = text::count(run.steps(), "step");
    let mark = Mark::wrong().because(format!("After {after} f is {}.", text::number(last)));
    match run.rate_limit(f, 0) {
        Some(limit) if run.plan.rate < limit => {
            let limit = text::number(limit);
            mark.because(format!("Longer steps are possible: the limit is 2/λmax = {limit}."))
        }
        Some(limit) if run.plan.rate >= limit => {
            let limit = text::number(limit);
            mark.because(format!("Shorter steps are needed: the limit is 2/λmax = {limit}."))
        }
        _ => mark,
    }
}
