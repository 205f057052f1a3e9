//! How long does it take at which rate?

use super::plan::Plan;
use super::run::{Run, run};
use super::stop::Reason;
use crate::math::Compiled;

/// One walk of a sweep.
#[derive(Clone, PartialEq, Debug)]
pub struct Trial {
    /// The rate that was tried.
    pub rate: f64,
    /// Why the walk ended.
    pub reason: Reason,
    /// The step at which it arrived or left; the last one otherwise.
    pub step: usize,
    /// f at the end.
    pub value: f64,
}

/// Walks once at each rate; the rest of the plan stays. An iterator, so that a worker can show each
/// trial as it comes and stop between two.
pub fn sweep<'a>(
    f: &'a Compiled,
    plan: &'a Plan,
    rates: &'a [f64],
) -> impl Iterator<Item = Trial> + 'a {
    rates.iter().map(move |&rate| trial(f, plan, rate))
}

/// Walks once at this rate.
pub fn trial(f: &Compiled, plan: &Plan, rate: f64) -> Trial {
    let walk: Run = run(f, &plan.clone().with_rate(rate));
    let value = walk.values.last().copied().unwrap_or(f64::NAN);
    Trial { rate, reason: walk.stop.reason, step: walk.stop.step, value }
}

/// Rates for a sweep, evenly spaced in their logarithm: four decades up to twice the limit at the
/// start where there is one, else around the rate of the plan.
pub fn rates(f: &Compiled, plan: &Plan, count: usize) -> Vec<f64> {
    let start = run(f, &plan.clone().with_steps(0));
    let own = if plan.rate.is_finite() && plan.rate > 0.0 { plan.rate } else { 1.0 };
    let top = start.rate_limit(f, 0).map_or(own * 30.0, |limit| limit * 2.0);
    let top = top.clamp(1e-12, 1e12);
    let last = count.saturating_sub(1).max(1) as f64;
    (0..count).map(|i| top * libm::pow(10.0, 4.0 * (i as f64 / last - 1.0))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Method;
    use super::*;
    use crate::math::Name;
    use crate::math::read::{Syntax, read};

    #[test]
    fn a_sweep_passes_from_too_slow_through_fast_to_diverged() {
        let expr = read("x^2 + 2y^2", &Syntax::default()).expect("the line reads").expr;
        let names = [Name::new("x"), Name::new("y")];
        let f = Compiled::new(&expr, &names).expect("x and y are its names");
        let plan = Plan::new(Method::Descent, &[3.0, 2.0]).with_steps(3000);
        let rates = rates(&f, &plan, 40);
        assert!((rates[39] - 1.0).abs() < 1e-12 && (rates[0] - 1e-4).abs() < 1e-16);
        let trials: Vec<Trial> = sweep(&f, &plan, &rates).collect();
        assert_eq!(trials[0].reason, Reason::Limit);
        assert_eq!(trials[39].reason, Reason::Diverged);
        let best = trials.iter().filter(|trial| trial.reason == Reason::Converged);
        let best = best.min_by_key(|trial| trial.step).expect("some rate arrives");
        // The best rate for curvatures 2 and 4 is 2/(2 + 4).
        assert!((best.rate - 1.0 / 3.0).abs() < 0.06, "{best:?}");
    }
}
