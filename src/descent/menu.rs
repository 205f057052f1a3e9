//! What is worth a look: classical functions, and settings that show one thing each.

use super::method::Method;
use super::plan::Plan;

/// A function to walk on.
pub struct Classic {
    /// One word, for lists and files.
    pub name: &'static str,
    /// As one types it.
    pub line: &'static str,
    /// The part worth seeing, a pair of ends for each variable.
    pub window: &'static [(f64, f64)],
    /// A start from which it shows what it teaches.
    pub start: &'static [f64],
    /// A rate that suits descent there.
    pub rate: f64,
    /// What it teaches, in one line.
    pub about: &'static str,
}

/// A setting that shows one thing.
pub struct Preset {
    /// What it shows, as a menu says it.
    pub title: &'static str,
    /// The function.
    pub line: &'static str,
    /// The part to show.
    pub window: &'static [(f64, f64)],
    /// The common start.
    pub start: &'static [f64],
    /// How many steps.
    pub steps: usize,
    /// Who walks.
    pub runners: &'static [Runner],
    /// What to look at, in one or two sentences.
    pub about: &'static str,
}

/// One walk of a preset.
pub struct Runner {
    /// How it chooses its points.
    pub method: Method,
    /// Its rate.
    pub rate: f64,
    /// A parameter that is not at its default.
    pub setting: Option<(&'static str, &'static str)>,
}

const fn runner(method: Method, rate: f64) -> Runner {
    Runner { method, rate, setting: None }
}

impl Preset {
    /// The walks of its runners.
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

/// A square window around the origin.
const fn square(half: f64) -> [(f64, f64); 2] {
    [(-half, half), (-half, half)]
}

const BOWL: &str = "x^2 + 2y^2";
const RAVINE: &str = "x^2/20 + 5y^2";
const BANANA: &str = "(1 - x)^2 + 100(y - x^2)^2";
const HIMMELBLAU: &str = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2";
const DELIVERY: &str = "(x - 5)^2 + (y - 3)^2 + 2x*y";

/// The classical functions, easiest first.
pub static FUNCTIONS: &[Classic] = &[
    Classic {
        name: "sphere",
        line: "x^2 + y^2",
        window: &square(5.0),
        start: &[4.0, 3.0],
        rate: 0.1,
        about: "The same slope all around: every step points at the minimum.",
    },
    Classic {
        name: "bowl",
        line: BOWL,
        window: &[(-4.0, 4.0), (-3.0, 3.0)],
        start: &[3.0, 2.0],
        rate: 0.1,
        about: "Twice as steep in y: the walk bends before it runs in.",
    },
    Classic {
        name: "ravine",
        line: RAVINE,
        window: &[(-10.0, 10.0), (-3.0, 3.0)],
        start: &[-9.0, 1.5],
        rate: 0.18,
        about: "A hundred times as steep across as along: descent zigzags.",
    },
    Classic {
        name: "booth",
        line: "(x + 2y - 7)^2 + (2x + y - 5)^2",
        window: &square(10.0),
        start: &[-5.0, 4.0],
        rate: 0.05,
        about: "A tilted valley: both slopes share in every step.",
    },
    Classic {
        name: "matyas",
        line: "0.26(x^2 + y^2) - 0.48x*y",
        window: &square(10.0),
        start: &[-8.0, 6.0],
        rate: 0.5,
        about: "Nearly level along one diagonal: the last stretch takes long.",
    },
    Classic {
        name: "rosenbrock",
        line: BANANA,
        window: &[(-2.0, 2.0), (-1.0, 3.0)],
        start: &[-1.5, 2.0],
        rate: 0.001,
        about: "A bent valley: to find it takes a few steps, to follow it thousands.",
    },
    Classic {
        name: "himmelblau",
        line: HIMMELBLAU,
        window: &square(5.0),
        start: &[0.5, 1.0],
        rate: 0.01,
        about: "Four minima of equal depth: the start decides which one is reached.",
    },
    Classic {
        name: "beale",
        line: "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
        window: &square(4.5),
        start: &[-1.0, 1.5],
        rate: 0.005,
        about: "Level in the middle, steep at the corners: no rate suits both.",
    },
    Classic {
        name: "three_hump_camel",
        line: "2x^2 - 1.05x^4 + x^6/6 + x*y + y^2",
        window: &square(3.0),
        start: &[2.0, 2.0],
        rate: 0.05,
        about: "Three minima, the deepest between the two others.",
    },
    Classic {
        name: "six_hump_camel",
        line: "(4 - 2.1x^2 + x^4/3)x^2 + x*y + (4y^2 - 4)y^2",
        window: &[(-3.0, 3.0), (-2.0, 2.0)],
        start: &[1.5, 1.2],
        rate: 0.02,
        about: "Six minima in pairs, with a saddle between any two neighbours.",
    },
    Classic {
        name: "styblinski_tang",
        line: "(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2",
        window: &square(5.0),
        start: &[0.5, 1.0],
        rate: 0.01,
        about: "Each coordinate chooses one of two hollows: four minima, one the deepest.",
    },
    Classic {
        name: "goldstein_price",
        line: "(1 + (x + y + 1)^2(19 - 14x + 3x^2 - 14y + 6x*y + 3y^2))(30 + (2x - 3y)^2(18 - 32x + \
               12x^2 + 48y - 36x*y + 27y^2))",
        window: &square(2.0),
        start: &[-0.5, 0.5],
        rate: 0.00001,
        about: "Values from 3 to a million: clip the gradient, or let Adam divide by it.",
    },
    Classic {
        name: "mccormick",
        line: "sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1",
        window: &[(-1.5, 4.0), (-3.0, 4.0)],
        start: &[3.0, 3.5],
        rate: 0.1,
        about: "A tilted wave: the first hollow on the way is not the lowest.",
    },
    Classic {
        name: "branin",
        line: "(y - 5.1x^2/(4pi^2) + 5x/pi - 6)^2 + 10(1 - 1/(8pi))cos(x) + 10",
        window: &[(-5.0, 10.0), (0.0, 15.0)],
        start: &[6.0, 14.0],
        rate: 0.03,
        about: "Three minima, all equally deep.",
    },
    Classic {
        name: "rastrigin",
        line: "20 + x^2 - 10cos(2pi*x) + y^2 - 10cos(2pi*y)",
        window: &square(1.5),
        start: &[1.3, 0.7],
        rate: 0.002,
        about: "An egg box: descent is caught in the nearest hollow.",
    },
    Classic {
        name: "easom",
        line: "-cos(x)cos(y)exp(-(x - pi)^2 - (y - pi)^2)",
        window: &[(1.0, 5.3), (1.0, 5.3)],
        start: &[1.6, 2.2],
        rate: 0.3,
        about: "One hole in a plain: far from it there is no slope to follow.",
    },
    Classic {
        name: "levy13",
        line: "sin(3pi*x)^2 + (x - 1)^2(1 + sin(3pi*y)^2) + (y - 1)^2(1 + sin(2pi*y)^2)",
        window: &[(0.5, 1.5), (0.5, 1.5)],
        start: &[1.4, 1.35],
        rate: 0.005,
        about: "Ripples in x alone: troughs side by side.",
    },
    Classic {
        name: "saddle",
        line: "x^2 - y^2",
        window: &square(3.0),
        start: &[2.0, 0.01],
        rate: 0.1,
        about: "Down to the saddle first, then away for ever. From y = 0 it stays there.",
    },
    Classic {
        name: "monkey_saddle",
        line: "x^3 - 3x*y^2",
        window: &square(2.0),
        start: &[1.2, 0.1],
        rate: 0.02,
        about: "Three ways down from a point where the Hessian is zero.",
    },
    Classic {
        name: "double_well",
        line: "(x^2 - 1)^2 + y^2",
        window: &square(2.0),
        start: &[0.1, 1.5],
        rate: 0.05,
        about: "Two hollows with a saddle between: a hair decides.",
    },
    Classic {
        name: "delivery",
        line: DELIVERY,
        window: &[(-5.0, 15.0), (-10.0, 10.0)],
        start: &[1.0, 1.0],
        rate: 0.1,
        about: "Eigenvalues 0 and 4, no critical point: it falls without end along (1, −1).",
    },
    Classic {
        name: "delivery_fixed",
        line: "(x - 5)^2 + (y - 3)^2 + x*y",
        window: &[(-5.0, 15.0), (-10.0, 10.0)],
        start: &[1.0, 8.0],
        rate: 0.1,
        about: "Half the mixed term, and there is a minimum after all.",
    },
    Classic {
        name: "quartic",
        line: "x^4 - 4x^3 + 4x^2",
        window: &[(-1.0, 3.0)],
        start: &[2.8],
        rate: 0.02,
        about: "Two hollows with a top between. From x = 1 exactly no step leads down.",
    },
    Classic {
        name: "cubic",
        line: "x^3 - 3x",
        window: &[(-2.5, 2.5)],
        start: &[-0.5],
        rate: 0.05,
        about: "A hollow beside an abyss: left of −1 it falls without end.",
    },
    Classic {
        name: "ackley",
        line: "-20exp(-sqrt((x^2 + y^2)/2)/5) - exp((cos(2pi*x) + cos(2pi*y))/2) + e + 20",
        window: &square(2.0),
        start: &[1.7, 1.3],
        rate: 0.02,
        about: "Ripples around a spike: at the lowest point there is no slope.",
    },
];

/// Settings that show one thing each.
pub static PRESETS: &[Preset] = &[
    Preset {
        title: "momentum overshoots",
        line: BOWL,
        window: &[(-4.0, 4.0), (-3.0, 3.0)],
        start: &[3.0, 2.0],
        steps: 60,
        runners: &[
            runner(Method::Descent, 0.1),
            Runner { method: Method::Momentum, rate: 0.1, setting: Some(("beta", "0.9")) },
        ],
        about: "With nine tenths of its velocity kept the ball runs past the minimum and comes \
                back in ever smaller loops. In the ravine the same memory is what helps.",
    },
    Preset {
        title: "Newton finds a saddle",
        line: HIMMELBLAU,
        window: &square(5.0),
        start: &[0.5, 1.0],
        steps: 120,
        runners: &[runner(Method::Newton, 1.0), runner(Method::Descent, 0.01)],
        about: "Newton's method looks for gradient 0, not for less height: it goes up to the \
                saddle at f = 178.3. Descent from the same start ends in a minimum.",
    },
    Preset {
        title: "the delivery cost has no minimum",
        line: DELIVERY,
        window: &[(-5.0, 15.0), (-10.0, 10.0)],
        start: &[1.0, 1.0],
        steps: 200,
        runners: &[runner(Method::Descent, 0.1)],
        about: "The cost is (x + y)² − 10x − 6y + 34. Along (1, −1) the square stays, and the rest \
                falls by 4 for each unit.",
    },
    Preset {
        title: "Adam ignores the scale",
        line: RAVINE,
        window: &[(-10.0, 10.0), (-3.0, 3.0)],
        start: &[-9.0, 1.5],
        steps: 120,
        runners: &[runner(Method::Descent, 0.18), runner(Method::Adam, 0.5)],
        about: "The first slopes are −0.9 and 15, yet Adam's first step is 0.5 in both: each slope \
                is divided by its own size. Descent zigzags across and creeps along.",
    },
    Preset {
        title: "one rate too high",
        line: BOWL,
        window: &[(-4.0, 4.0), (-3.0, 3.0)],
        start: &[3.0, 2.0],
        steps: 40,
        runners: &[
            runner(Method::Descent, 0.1),
            runner(Method::Descent, 0.45),
            runner(Method::Descent, 0.51),
        ],
        about: "The limit is 2/λmax = 0.5. Just below it the walk swings across and arrives; just \
                above it every swing is wider than the last.",
    },
    Preset {
        title: "a saddle catches the careful",
        line: "x^2 - y^2",
        window: &square(3.0),
        start: &[2.0, 0.0],
        steps: 120,
        runners: &[runner(Method::Descent, 0.1)],
        about: "On the line y = 0 the slope in y is exactly 0, so the walk runs into the saddle. \
                Move the start by a hair and it leaves.",
    },
    Preset {
        title: "a rate that ought to fail",
        line: BANANA,
        window: &[(-2.0, 2.0), (-1.0, 3.0)],
        start: &[-1.5, 2.0],
        steps: 300,
        runners: &[runner(Method::Descent, 0.002), runner(Method::Descent, 0.005)],
        about: "At the start rate·λmax is 4.2 and 10.5. The first walk is thrown across and lands \
                where the ground is less curved; the second overflows after six steps.",
    },
    Preset {
        title: "decay misses the minimum",
        line: "(x - 2)^2 + (y - 1)^2",
        window: &[(-1.0, 4.0), (-1.0, 3.0)],
        start: &[0.0, 2.5],
        steps: 400,
        runners: &[
            runner(Method::Adam, 0.1),
            Runner { method: Method::Adamw, rate: 0.1, setting: Some(("weight_decay", "0.1")) },
        ],
        about: "AdamW pulls towards 0 at every step, so that it comes to rest beside the minimum, \
                where pull and slope cancel.",
    },
    Preset {
        title: "what memory is worth",
        line: BANANA,
        window: &[(-2.0, 2.0), (-1.0, 3.0)],
        start: &[-1.5, 2.0],
        steps: 120,
        runners: &[
            runner(Method::Lbfgs, 1.0),
            runner(Method::Descent, 0.001),
            runner(Method::Nesterov, 0.001),
        ],
        about: "L-BFGS reads the curvature off its last gradients and follows the bend in 41 \
                steps. The others have only entered the valley by then.",
    },
];

#[cfg(test)]
mod tests {
    use super::super::{Kind, critical_points, run};
    use super::*;
    use crate::math::read::{Syntax, read};
    use crate::math::{Compiled, Name};

    fn compile(line: &str, n: usize) -> Compiled {
        let expr = read(line, &Syntax::default()).expect("the line reads").expr;
        Compiled::new(&expr, &[Name::new("x"), Name::new("y")][..n]).expect("x and y are its names")
    }

    #[test]
    fn there_are_twenty_five_functions_and_each_reads() {
        assert_eq!(FUNCTIONS.len(), 25);
        for classic in FUNCTIONS {
            let f = compile(classic.line, classic.start.len());
            assert_eq!(classic.window.len(), classic.start.len(), "{}", classic.name);
            let walk = run(&f, &Plan::new(Method::Descent, classic.start).with_rate(classic.rate));
            assert!(walk.values[walk.steps()] < walk.values[0], "{}", classic.name);
        }
    }

    #[test]
    fn every_preset_sets_what_its_method_takes() {
        for preset in PRESETS {
            let f = compile(preset.line, preset.start.len());
            for runner in preset.runners {
                let mut plan = Plan::new(runner.method, preset.start);
                if let Some((key, value)) = runner.setting {
                    assert_eq!(plan.set(key, value), Ok(()), "{}", preset.title);
                }
            }
            for plan in preset.plans() {
                assert!(!run(&f, &plan).stop.words.is_empty());
            }
        }
    }

    #[test]
    fn the_presets_show_what_they_say() {
        let reason = |title: &str, runner: usize| {
            let preset = PRESETS.iter().find(|preset| preset.title == title).expect("it is there");
            run(&compile(preset.line, 2), &preset.plans()[runner]).stop
        };
        assert_eq!(reason("Newton finds a saddle", 0).reason.name(), "saddle");
        assert_eq!(reason("Newton finds a saddle", 1).reason.name(), "converged");
        assert_eq!(reason("the delivery cost has no minimum", 0).reason.name(), "unbounded");
        assert_eq!(reason("a rate that ought to fail", 1).reason.name(), "diverged");
        assert_eq!(reason("a saddle catches the careful", 0).reason.name(), "saddle");
        let quick = reason("what memory is worth", 0);
        assert_eq!((quick.reason.name(), quick.step), ("converged", 41));
    }

    #[test]
    fn the_menu_agrees_with_the_critical_points() {
        let minima = |name: &str| {
            let classic = FUNCTIONS.iter().find(|c| c.name == name).expect("it is there");
            let f = compile(classic.line, classic.start.len());
            let points = critical_points(&f, classic.window);
            points.iter().filter(|point| point.kind == Kind::Minimum).count()
        };
        assert_eq!(minima("himmelblau"), 4);
        assert_eq!(minima("six_hump_camel"), 6);
        assert_eq!(minima("branin"), 3);
        assert_eq!(minima("delivery"), 0);
        assert_eq!(minima("delivery_fixed"), 1);
    }
}
