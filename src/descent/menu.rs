//! What is worth a walk: settings that show one thing each, and the classical functions.

use super::method::Method;
use super::plan::Plan;

/// A function with walks on it, and what they show.
#[derive(Debug)]
pub struct Preset {
    /// What it is called.
    pub name: &'static str,
    /// The function as one types it.
    pub line: &'static str,
    /// Where the walks begin.
    pub start: &'static [f64],
    /// How many steps they take.
    pub steps: usize,
    /// Who walks; more than one is a race.
    pub runners: &'static [Runner],
    /// What there is to see, in one line.
    pub about: &'static str,
}

/// One walk of a preset.
#[derive(Debug)]
pub struct Runner {
    /// How it chooses its points.
    pub method: Method,
    /// Its rate.
    pub rate: f64,
    /// A parameter that is not at its default.
    pub setting: Option<(&'static str, &'static str)>,
}

impl Preset {
    /// The plans of its walks.
    pub fn plans(&self) -> Vec<Plan> {
        let plan = |runner: &Runner| {
            let plan = Plan::new(runner.method, self.start);
            let mut plan = plan.with_rate(runner.rate).with_steps(self.steps);
            if let Some((key, value)) = runner.setting {
                // A test sets each of them by the table.
                let _ = plan.set(key, value);
            }
            plan
        };
        self.runners.iter().map(plan).collect()
    }
}

const fn preset(
    name: &'static str,
    line: &'static str,
    start: &'static [f64],
    steps: usize,
    runners: &'static [Runner],
    about: &'static str,
) -> Preset {
    Preset { name, line, start, steps, runners, about }
}

const fn by(method: Method, rate: f64) -> Runner {
    Runner { method, rate, setting: None }
}

const BOWL: &str = "x^2 + 2y^2";
const RAVINE: &str = "x^2/20 + 5y^2";
const BANANA: &str = "(1 - x)^2 + 100(y - x^2)^2";
const FOUR: &str = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2";
const BEALE: &str = "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2";
const GOLDSTEIN: &str = "(1 + (x + y + 1)^2*(19 - 14x + 3x^2 - 14y + 6x*y + 3y^2))*\
                         (30 + (2x - 3y)^2*(18 - 32x + 12x^2 + 48y - 36x*y + 27y^2))";
const BRANIN: &str = "(y - 5.1x^2/(4pi^2) + 5x/pi - 6)^2 + 10(1 - 1/(8pi))cos(x) + 10";
const LEVY: &str = "sin(3pi*x)^2 + (x - 1)^2*(1 + sin(3pi*y)^2) + (y - 1)^2*(1 + sin(2pi*y)^2)";
const ACKLEY: &str = "20 + e - 20exp(-sqrt((x^2 + y^2)/2)/5) - exp((cos(2pi*x) + cos(2pi*y))/2)";

const SHRUNK: Runner =
    Runner { method: Method::Adamw, rate: 0.1, setting: Some(("weight_decay", "0.1")) };

/// Every preset in the order of the menu; the first is where the laboratory opens. The classical
/// functions and their bounds: Surjanovic and Bingham, Virtual Library of Simulation Experiments.
#[rustfmt::skip]
pub static PRESETS: &[Preset] = &[
    preset("bowl",               BOWL,                                  &[3.0, 2.0],   25,  &[by(Method::Descent, 0.1)],   "An ellipse. Up to rate 0.5 the walk arrives."),
    // What one setting shows.
    preset("one rate too high",  BOWL,                                  &[3.0, 2.0],   40,  &[by(Method::Descent, 0.1), by(Method::Descent, 0.45), by(Method::Descent, 0.51)], "The limit is 0.5: above it every swing grows."),
    preset("momentum overshoots", BOWL,                                 &[3.0, 2.0],   60,  &[by(Method::Descent, 0.1), by(Method::Momentum, 0.1)],  "It runs past the minimum and comes back."),
    preset("Newton's saddle",    FOUR,                                  &[0.5, 1.0],   120, &[by(Method::Newton, 1.0), by(Method::Descent, 0.01)],   "Newton seeks gradient 0: here a saddle, uphill."),
    preset("no minimum",         "(x - 5)^2 + (y - 3)^2 + 2x*y",        &[1.0, 1.0],   200, &[by(Method::Descent, 0.1)],   "The delivery cost falls for ever along (1, −1)."),
    preset("Adam, any scale",    RAVINE,                                &[-9.0, 1.5],  120, &[by(Method::Descent, 0.18), by(Method::Adam, 0.5)],    "Adam ignores the scale: x and y move alike."),
    preset("caught in a saddle", "x^2 - y^2",                           &[2.0, 0.0],   120, &[by(Method::Descent, 0.1)],   "From y = 0 it cannot leave. Move the start a hair."),
    preset("a lucky rate",       BANANA,                                &[-1.5, 2.0],  300, &[by(Method::Descent, 0.002), by(Method::Descent, 0.005)], "rate·λmax is 4.2 and 10.5; one survives."),
    preset("decay misses",       "(x - 2)^2 + (y - 1)^2",               &[0.0, 2.5],   400, &[by(Method::Adam, 0.1), SHRUNK], "AdamW pulls towards 0 and rests beside the minimum."),
    preset("what memory is worth", BANANA,                              &[-1.5, 2.0],  120, &[by(Method::Lbfgs, 1.0), by(Method::Descent, 0.001), by(Method::Nesterov, 0.001)], "L-BFGS takes the bend in 41 steps."),
    // The classical functions, easiest first.
    preset("sphere",             "x^2 + y^2",                           &[4.0, 3.0],   25,  &[by(Method::Descent, 0.1)],   "Every step points straight at the minimum."),
    preset("ravine",             RAVINE,                                &[-9.0, 1.5],  50,  &[by(Method::Descent, 0.19)],  "A hundred times steeper across than along."),
    preset("booth",              "(x + 2y - 7)^2 + (2x + y - 5)^2",     &[-5.0, 4.0],  30,  &[by(Method::Descent, 0.05)],  "A tilted valley: both slopes share in every step."),
    preset("matyas",             "0.26(x^2 + y^2) - 0.48x*y",           &[8.0, 2.0],   60,  &[by(Method::Nesterov, 0.5)],  "A long, nearly level valley along x = y."),
    preset("banana",             BANANA,                                &[-1.2, 1.0],  500, &[by(Method::Descent, 0.002)], "Rosenbrock's valley: down at once, along it for ever."),
    preset("four valleys",       FOUR,                                  &[0.0, -0.5],  50,  &[by(Method::Descent, 0.01)],  "Himmelblau: the start decides which minimum."),
    preset("beale",              BEALE,                                 &[1.0, 1.0],   200, &[by(Method::Adam, 0.1)],      "Steep corners, a level middle: no one rate fits."),
    preset("three humps",        "2x^2 - 1.05x^4 + x^6/6 + x*y + y^2",  &[-1.8, 1.5],  150, &[by(Method::Momentum, 0.02)], "Momentum may roll over a hump."),
    preset("six humps",          "(4 - 2.1x^2 + x^4/3)*x^2 + x*y + (4y^2 - 4)*y^2", &[1.8, -0.9], 60, &[by(Method::Descent, 0.02)], "Six minima, two of them lowest."),
    preset("styblinski-tang",    "(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2", &[0.5, 0.5], 100, &[by(Method::Momentum, 0.01)], "Four minima, one of them lower."),
    preset("goldstein-price",    GOLDSTEIN,                             &[-0.5, 0.5],  200, &[by(Method::Adam, 0.05)],     "Heights from 3 to a million: Adam divides by them."),
    preset("mccormick",          "sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1", &[3.0, 3.5], 60, &[by(Method::Descent, 0.1)], "A wave along a valley: each trough a minimum."),
    preset("branin",             BRANIN,                                &[6.0, 14.0],  60,  &[by(Method::Descent, 0.03)],  "Three minima, all the same height."),
    preset("rastrigin",          "20 + x^2 - 10cos(2pi*x) + y^2 - 10cos(2pi*y)", &[1.3, 0.7], 60, &[by(Method::Descent, 0.002)], "A bowl full of dents: every walk is caught."),
    preset("easom",              "-cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)", &[1.8, 2.0], 100, &[by(Method::Descent, 0.5)], "A hole in a plain: where it is flat nothing moves."),
    preset("levy",               LEVY,                                  &[1.4, 1.35],  60,  &[by(Method::Descent, 0.005)], "Ripples across x: troughs side by side."),
    preset("saddle",             "x^2 - y^2",                           &[2.0, 0.01],  50,  &[by(Method::Descent, 0.1)],   "Down to the saddle first, then away for ever."),
    preset("monkey saddle",      "x^3 - 3x*y^2",                        &[1.0, 0.1],   40,  &[by(Method::Descent, 0.05)],  "Three ways down: two legs and a tail."),
    preset("two wells",          "(x^2 - 1)^2 + y^2",                   &[0.1, 1.0],   40,  &[by(Method::Descent, 0.1)],   "Two minima, a saddle between: a hair decides."),
    preset("delivery cost",      "(x - 5)^2 + (y - 3)^2 + 2x*y",        &[4.0, 4.0],   100, &[by(Method::Momentum, 0.05)], "Eigenvalues 0 and 4, and no critical point."),
    preset("delivery mended",    "(x - 5)^2 + (y - 3)^2 + x*y",         &[0.0, 4.0],   50,  &[by(Method::Descent, 0.1)],   "Half the product, and there is a minimum."),
    preset("two wells, x",       "x^4 - 4x^3 + 4x^2",                   &[0.9],        30,  &[by(Method::Descent, 0.05)],  "One variable, two minima: the start decides."),
    preset("no floor, x",        "x^3 - 3x",                            &[-0.9],       40,  &[by(Method::Momentum, 0.05)], "A minimum beside a fall without end."),
    preset("ackley",             ACKLEY,                                &[1.7, 1.3],   150, &[by(Method::Rmsprop, 0.02)],  "Ripples around a spike; at its tip there is no slope."),
];

#[cfg(test)]
mod tests {
    use super::super::{Stop, run};
    use super::*;
    use crate::math::read::{Limits, Syntax, read};
    use crate::math::{Compiled, Name};

    fn compile(preset: &Preset) -> Compiled {
        let syntax = Syntax { limits: Limits::STUDENT, ..Syntax::default() };
        let expr = read(preset.line, &syntax).expect("the line reads").expr;
        let names = &[Name::new("x"), Name::new("y")][..preset.start.len()];
        Compiled::new(&expr, names).expect("x and y are its names")
    }

    fn stop(name: &str, runner: usize) -> Stop {
        let preset = PRESETS.iter().find(|preset| preset.name == name).expect("it is there");
        run(&compile(preset), &preset.plans()[runner]).stop
    }

    #[test]
    fn every_preset_reads_walks_and_fits_a_row() {
        for preset in PRESETS {
            let f = compile(preset);
            for (plan, runner) in preset.plans().iter().zip(preset.runners) {
                if let Some((key, value)) = runner.setting {
                    assert_eq!(plan.clone().set(key, value), Ok(()), "{}", preset.name);
                }
                let run = run(&f, plan);
                assert!(run.steps() > 0 && !run.stop.words.is_empty(), "{}", preset.name);
            }
            let width = preset.name.chars().count() + preset.about.chars().count();
            assert!(width <= 70, "{} is {width} wide", preset.name);
        }
    }

    #[test]
    fn the_presets_show_what_they_say() {
        let reason = |name: &str, runner: usize| stop(name, runner).reason.name();
        assert_eq!(reason("Newton's saddle", 0), "saddle");
        assert_eq!(reason("Newton's saddle", 1), "converged");
        assert_eq!(reason("no minimum", 0), "unbounded");
        assert_eq!(reason("a lucky rate", 1), "diverged");
        assert_eq!(reason("caught in a saddle", 0), "saddle");
        let quick = stop("what memory is worth", 0);
        assert_eq!((quick.reason.name(), quick.step), ("converged", 41));
    }
}
