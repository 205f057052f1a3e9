//! Walks that play: which step is shown, and what its numbers are.

use crate::descent::Plan;
use crate::math::Compiled;
use crate::pack::{Coordinate, Path};
use crate::plot::{Glyphs, HEADS};
use crate::text::number;
use crate::tui::keys::Verb;
use crate::tui::scene::{Clock, Runner};

use super::Word;

/// Columns of a number of four digits with its power of ten.
const NUMBER: u16 = 10;

/// Walks and how far they are shown.
#[derive(Debug, Default)]
pub(super) struct Film {
    pub(super) runners: Vec<Runner>,
    pub(super) clock: Clock,
    /// What the author calls each walk.
    names: Vec<Option<String>>,
    /// Where the author lets each walk start.
    starts: Vec<Vec<f64>>,
}

impl Film {
    /// The walks that a figure asks for.
    pub(super) fn of(f: &Compiled, paths: &[Path], animate: bool) -> Film {
        let runner = |(path, place)| Runner::new(place, plan(path), f);
        let runners: Vec<Runner> = paths.iter().zip(0..).map(runner).collect();
        let names = paths.iter().map(|path| path.label.clone()).collect();
        let starts = runners.iter().map(|runner| runner.plan.start.clone()).collect();
        let mut film = Film { runners, clock: Clock::default(), names, starts };
        film.clock.now = if animate { 0 } else { film.last() };
        film
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runners.is_empty()
    }

    pub(super) fn last(&self) -> usize {
        self.runners.iter().map(|runner| runner.run.steps()).max().unwrap_or(0)
    }

    /// A key; `false` when it means nothing to a film.
    pub(super) fn verb(&mut self, verb: Verb, motion: bool, f: &Compiled) -> bool {
        if self.is_empty() {
            return false;
        }
        let (last, now) = (self.last(), self.clock.now);
        match verb {
            Verb::Space if !motion => self.clock.show(if now == last { 0 } else { last }),
            Verb::Space if self.clock.is_playing => self.clock.is_playing = false,
            Verb::Space => self.clock.play(last),
            Verb::StepOn => self.clock.show((now + 1).min(last)),
            Verb::StepBack => self.clock.show(now.saturating_sub(1)),
            Verb::Restart => {
                self.clock.show(0);
                for (runner, start) in self.runners.iter_mut().zip(&self.starts) {
                    if runner.plan.start != *start {
                        runner.plan.start.clone_from(start);
                        runner.walk(f);
                    }
                }
            }
            _ => return false,
        }
        true
    }

    /// Lets every walk start from a point.
    pub(super) fn start_from(&mut self, start: &[f64], f: &Compiled) {
        let was_at_end = self.clock.now > 0 && self.clock.now >= self.last();
        for runner in &mut self.runners {
            runner.plan.start = start.to_vec();
            runner.walk(f);
        }
        let last = self.last();
        self.clock.now = if was_at_end { last } else { self.clock.now.min(last) };
    }

    /// What the numbers are now: step, f, ‖∇f‖; f of each where there are several.
    pub(super) fn words(&self, glyphs: Glyphs) -> Vec<Word> {
        let now = self.clock.now;
        let step = format!("{} of {}", now.min(self.last()), self.last());
        let widest = 4 + 2 * self.last().to_string().len() as u16;
        let mut words = vec![Word::new("step", step, widest)];
        match self.runners.as_slice() {
            [] => return Vec::new(),
            [runner] => {
                let k = runner.at(now);
                words.push(Word::new("f", number(runner.run.values[k]), NUMBER));
                words.push(Word::new("‖∇f‖", number(runner.norms[k]), NUMBER));
            }
            several => {
                for (runner, name) in several.iter().zip(&self.names) {
                    let place = usize::from(runner.place);
                    let head = match glyphs {
                        Glyphs::Ascii => char::from(b'A' + runner.place % 26),
                        Glyphs::Braille | Glyphs::HalfBlock => HEADS[place % HEADS.len()],
                    };
                    let name = name.clone().unwrap_or_else(|| self.usual_name(runner));
                    let value = number(runner.run.values[runner.at(now)]);
                    words.push(Word::new(&format!("{head} {name}"), value, NUMBER));
                }
            }
        }
        words
    }
}

impl Film {
    /// What a walk without a name is called: by what sets it apart.
    fn usual_name(&self, runner: &Runner) -> String {
        if self.runners.iter().filter(|other| other.name() == runner.name()).count() > 1 {
            format!("rate {}", number(runner.plan.rate))
        } else {
            runner.name().to_owned()
        }
    }
}

/// The walk that a figure asks for.
fn plan(path: &Path) -> Plan {
    let start: Vec<f64> = path.from.iter().map(Coordinate::to_f64).collect();
    let mut plan = Plan::new(path.walk.rule, &start).with_steps(path.steps);
    if let Some(rate) = &path.walk.rate {
        plan = plan.with_rate(rate.to_f64());
    }
    for (key, value) in &path.walk.settings {
        // The pack was checked: a value that means nothing leaves the usual one.
        let _ = plan.set(key, &value.to_f64().to_string());
    }
    plan
}
