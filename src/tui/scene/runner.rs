//! Who walks, and where does that lead?

use crate::descent::{Method, Plan, Run, run};
use crate::math::Compiled;

/// A method with its settings and the walk that they give.
#[derive(Clone, Debug)]
pub(in crate::tui) struct Runner {
    /// Its number among the colours and heads, kept when others leave.
    pub(in crate::tui) place: u8,
    /// What was asked for.
    pub(in crate::tui) plan: Plan,
    /// The whole walk.
    pub(in crate::tui) run: Run,
    /// Its points for the picture.
    pub(in crate::tui) points: Vec<[f64; 2]>,
    /// ‖∇f‖ at each point.
    pub(in crate::tui) norms: Vec<f64>,
}

impl Runner {
    /// Walks a plan.
    pub(in crate::tui) fn new(place: u8, plan: Plan, f: &Compiled) -> Runner {
        let run = run(f, &plan);
        let mut runner = Runner { place, plan, run, points: Vec::new(), norms: Vec::new() };
        runner.gather();
        runner
    }

    /// Walks again, after a change of plan or function.
    pub(in crate::tui) fn walk(&mut self, f: &Compiled) {
        self.run = run(f, &self.plan);
        self.gather();
    }

    fn gather(&mut self) {
        let run = &self.run;
        self.norms = (0..run.points.len()).map(|k| run.gradient_norm(k)).collect();
        let pairs = run.points.iter().zip(&run.values);
        self.points = match self.plan.start.len() {
            1 => pairs.map(|(point, value)| [point[0], *value]).collect(),
            _ => pairs.map(|(point, _)| [point[0], point[1]]).collect(),
        };
    }

    /// The step shown when the clock stands at `now`: a finished walk stays at its end.
    pub(in crate::tui) fn at(&self, now: usize) -> usize {
        now.min(self.run.steps())
    }

    /// Has it come to its end by then?
    pub(in crate::tui) fn has_ended(&self, now: usize) -> bool {
        now >= self.run.steps()
    }

    /// `descent`.
    pub(in crate::tui) fn name(&self) -> &'static str {
        self.plan.method.name()
    }

    /// Does the velocity differ from the gradient?
    pub(in crate::tui) fn has_velocity(&self) -> bool {
        match self.plan.method {
            Method::Descent => self.plan.weight_decay > 0.0,
            Method::Momentum
            | Method::Nesterov
            | Method::Adagrad
            | Method::Rmsprop
            | Method::Adadelta
            | Method::Adam
            | Method::Adamw
            | Method::Nadam
            | Method::Newton
            | Method::Lbfgs
            | Method::Natural => true,
        }
    }
}

/// Mantissas of the rates that `[` and `]` go through: ten to a power of ten, evenly in ratio.
const RATES: [f64; 10] = [1.0, 1.3, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.3, 8.0];

/// The next rate of the ladder above or below.
pub(in crate::tui) fn next_rate(rate: f64, is_up: bool) -> f64 {
    if !rate.is_finite() || rate <= 0.0 {
        return 0.1;
    }
    let power = rate.log10().floor() as i32;
    let rungs = (power - 1..=power + 1)
        .flat_map(|power| RATES.iter().map(move |mantissa| rung(*mantissa, power)));
    let next = if is_up {
        rungs.filter(|r| *r > rate * (1.0 + 1e-9)).fold(f64::INFINITY, f64::min)
    } else {
        rungs.filter(|r| *r < rate * (1.0 - 1e-9)).fold(0.0, f64::max)
    };
    if (1e-9..=1e4).contains(&next) { next } else { rate }
}

/// The float that a decimal means: `6.3e-2` is not always `6.3 * 0.01`.
fn rung(mantissa: f64, power: i32) -> f64 {
    format!("{mantissa}e{power}").parse().unwrap_or(mantissa)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_go_up_and_down_the_ladder() {
        let mut rate = 0.1;
        let mut seen = Vec::new();
        for _ in 0..10 {
            rate = next_rate(rate, true);
            seen.push(rate);
        }
        assert_eq!(seen, [0.13, 0.16, 0.2, 0.25, 0.32, 0.4, 0.5, 0.63, 0.8, 1.0]);
        assert_eq!(next_rate(0.1, false), 0.08);
        assert_eq!(next_rate(0.11, false), 0.1);
        assert_eq!(next_rate(f64::NAN, true), 0.1);
        assert_eq!(next_rate(1e-9, false), 1e-9);
    }
}
