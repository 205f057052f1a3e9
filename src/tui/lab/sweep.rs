//! The sweep: the same walk at many rates, some of them at a time.

use super::function::Function;
use super::{News, worker};
use crate::descent::{End, Plan, land};
use crate::plot::{Look, Outcome, Picture, Sweep as Rows, sweep};
use crate::text::{count, number};
use crate::tui::app::Effect;
use crate::tui::scene::{Runner, next_rate};

/// The sweep while it grows.
#[derive(Debug)]
pub(super) struct Sweep {
    plan: Plan,
    rates: Vec<f64>,
    outcomes: Vec<Option<Outcome>>,
    limit: Option<f64>,
    done: usize,
    chosen: usize,
    /// Which sweep this is: news of an older one is dropped.
    pub(super) number: u64,
    /// Was it stopped before its last walk?
    pub(super) is_stopped: bool,
}

/// Steps of each walk at most, rates in one piece of work, and rates in all.
const STEPS: usize = 2000;
const PIECE: usize = 3;
const RATES: usize = 41;

/// A walk has arrived where the gradient is shorter than this.
const ARRIVED: f64 = 1e-6;

impl Sweep {
    /// The sweep around a runner's rate, and its first piece of work.
    pub(super) fn begin(runner: &Runner, function: &Function, number: u64) -> (Sweep, Effect) {
        let limit = runner.run.rate_limit(&function.compiled, 0);
        // three decades below the bound and one above it
        let mut rate = limit.unwrap_or(runner.plan.rate * 2.0).clamp(1e-8, 1e3);
        for _ in 0..10 {
            rate = next_rate(rate, true);
        }
        let mut rates = vec![rate];
        while rates.len() < RATES {
            rate = next_rate(rate, false);
            rates.push(rate);
        }
        rates.reverse();
        rates.dedup();
        let mut plan = runner.plan.clone();
        (plan.steps, plan.tolerance) = (STEPS, Some(ARRIVED));
        let off = |rate: f64| (rate / plan.rate).ln().abs();
        let chosen =
            (0..rates.len()).min_by(|a, b| off(rates[*a]).total_cmp(&off(rates[*b]))).unwrap_or(0);
        let outcomes = vec![None; rates.len()];
        let sweep =
            Sweep { plan, rates, outcomes, limit, done: 0, chosen, number, is_stopped: false };
        let work = sweep.piece(function);
        (sweep, work)
    }

    fn piece(&self, function: &Function) -> Effect {
        let last = (self.done + PIECE).min(self.rates.len());
        let rates = self.rates[self.done..last].to_vec();
        let (plan, compiled, number) = (self.plan.clone(), function.compiled.clone(), self.number);
        worker(move || {
            let walk = |rate: f64| {
                let landing = land(&compiled, &plan.clone().with_rate(rate));
                match landing.end {
                    End::Arrived => Outcome::Arrived(landing.steps),
                    End::Underway => Outcome::Late,
                    End::Away => Outcome::Diverged,
                }
            };
            News::Sweep(number, rates.into_iter().map(walk).collect())
        })
    }

    /// Takes a finished piece; answers with the next one, if there is one.
    pub(super) fn take(&mut self, outcomes: &[Outcome], function: &Function) -> Option<Effect> {
        if self.is_stopped {
            return None;
        }
        for outcome in outcomes {
            if let Some(place) = self.outcomes.get_mut(self.done) {
                *place = Some(*outcome);
            }
            self.done += 1;
        }
        (!self.is_done()).then(|| self.piece(function))
    }

    /// Has every rate its walk?
    pub(super) fn is_done(&self) -> bool {
        self.done >= self.rates.len()
    }

    /// How far it is: rates done, rates in all.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.done, self.rates.len())
    }

    /// Moves the cursor to another rate.
    pub(super) fn choose(&mut self, by: isize) {
        let last = self.rates.len() - 1;
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    /// The rate under the cursor.
    pub(super) fn rate(&self) -> f64 {
        self.rates[self.chosen]
    }

    /// The picture so far.
    pub(super) fn picture(&self, size: (usize, usize), look: Look) -> Picture {
        let rows = Rows {
            rates: &self.rates,
            outcomes: &self.outcomes,
            limit: self.limit,
            chosen: self.chosen,
            most: STEPS,
        };
        sweep(&rows, size, look)
    }

    /// `steps to arrive, descent`.
    pub(super) fn title(&self) -> String {
        format!("steps to arrive, {}", self.plan.method.name())
    }

    /// The sentence about the rate under the cursor.
    pub(super) fn sentence(&self) -> String {
        let rate = number(self.rate());
        match self.outcomes[self.chosen] {
            None if self.is_stopped => format!("Rate {rate} was not walked."),
            None => format!("{} of {} rates", self.done, self.rates.len()),
            Some(Outcome::Arrived(steps)) => {
                format!("Rate {rate}: arrived after {}.", count(steps, "step"))
            }
            Some(Outcome::Late) => format!("Rate {rate}: not arrived after {STEPS} steps."),
            Some(Outcome::Diverged) => format!("Rate {rate}: diverges."),
        }
    }

    /// Lines for the panel: the best rate, the bound.
    pub(super) fn facts(&self) -> Vec<(String, String)> {
        let arrived = self.outcomes.iter().enumerate().filter_map(|(i, outcome)| match outcome {
            Some(Outcome::Arrived(steps)) => Some((*steps, i)),
            Some(Outcome::Late | Outcome::Diverged) | None => None,
        });
        let mut facts = vec![("rate".to_owned(), number(self.rate()))];
        if let Some((steps, i)) = arrived.min() {
            facts.push(("fastest".to_owned(), number(self.rates[i])));
            facts.push(("  steps".to_owned(), steps.to_string()));
        }
        if let Some(limit) = self.limit {
            let label = if self.plan.stability() == Some(2.0) { "2/λmax" } else { "bound" };
            facts.push((label.to_owned(), number(limit)));
        }
        facts
    }
}
