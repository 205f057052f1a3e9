//! Which function lies under the walk?

use crate::math::read::{ReadError, Syntax, read};
use crate::math::{Compiled, Expr, Name, Number, carry_out, print, substitute};
use crate::text;

/// A function of one or two variables, ready to walk on.
#[derive(Clone, Debug)]
pub(super) struct Function {
    /// As typed.
    pub(super) typed: String,
    /// The tree.
    pub(super) expr: Expr,
    /// For numbers.
    pub(super) compiled: Compiled,
}

/// Why a line is no function to walk on.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    /// It cannot be read; the caret stands under a column counted from 0.
    Unread { column: usize, sentence: String, mend: Option<String> },
    /// It has more variables than the map; the others can be fixed.
    Many { sentence: String, fixed: Box<Function> },
    /// It is read but has no numbers.
    Other(String),
}

/// The mends of a line read as one sentence.
fn sentence(error: &ReadError) -> String {
    match error.mend() {
        Some(mend) => format!("{error} Did you mean {mend}?"),
        None => error.to_string(),
    }
}

impl Function {
    /// Reads a line.
    pub(super) fn read(line: &str) -> Result<Function, Refusal> {
        let reading =
            read(line, &Syntax { limits: crate::math::read::Limits::STUDENT, ..Syntax::default() })
                .map_err(|error| Refusal::Unread {
                    column: error.column().saturating_sub(1),
                    sentence: sentence(&error),
                    mend: error.mend(),
                })?;
        Function::new(line, &reading.expr)
    }

    fn new(typed: &str, expr: &Expr) -> Result<Function, Refusal> {
        let plain = carry_out(expr);
        let mut names = plain.names();
        names.sort();
        if names.is_empty() {
            names.push(Name::new("x"));
        }
        if names.len() > 2 {
            return Err(Function::too_many(typed, expr, &names));
        }
        let compiled = Compiled::new(&plain, &names)
            .map_err(|error| Refusal::Other(format!("This cannot be walked on: {error}.")))?;
        Ok(Function { typed: typed.to_owned(), expr: expr.clone(), compiled })
    }

    /// Three variables or more: the first two stay, the others become 1.
    fn too_many(typed: &str, expr: &Expr, names: &[Name]) -> Refusal {
        let one = Expr::number(Number::from(1));
        let fixed: Vec<(Name, Expr)> =
            names[2..].iter().map(|name| (name.clone(), one.clone())).collect();
        let settings: Vec<String> =
            names[2..].iter().map(|name| format!("{} = 1", name.as_str())).collect();
        let list = text::list(&settings);
        let sentence =
            format!("The map shows two variables. Fix the others: f with {list}? (enter)");
        match Function::new(typed, &substitute(expr, &fixed)) {
            Ok(fixed) => Refusal::Many { sentence, fixed: Box::new(fixed) },
            Err(refusal) => refusal,
        }
    }

    /// How many variables: one or two.
    pub(super) fn dimensions(&self) -> usize {
        self.compiled.variables().len()
    }

    /// `f(x, y) = x² + 2y²`.
    pub(super) fn title(&self) -> String {
        let names: Vec<&str> = self.compiled.variables().iter().map(Name::as_str).collect();
        format!("f({}) = {}", names.join(", "), print::line(&self.expr))
    }

    /// Rows of heights for the map.
    pub(super) fn rows(&self) -> impl Fn(&[f64], f64, &mut [f64]) + '_ {
        |xs, y, out| self.compiled.row(xs, y, out)
    }

    /// The height of a point.
    pub(super) fn value(&self, at: &[f64]) -> f64 {
        self.compiled.value(at)
    }
}

/// A function worth a walk.
#[derive(Debug)]
pub(super) struct Preset {
    /// What it is called.
    pub(super) name: &'static str,
    /// The line.
    pub(super) line: &'static str,
    /// Where the walk begins.
    pub(super) start: &'static [f64],
    /// By which method, as typed.
    pub(super) method: &'static str,
    /// At which rate.
    pub(super) rate: f64,
    /// For how many steps.
    pub(super) steps: usize,
    /// What there is to see.
    pub(super) about: &'static str,
}

const fn preset(
    name: &'static str,
    line: &'static str,
    (start, method, rate, steps): (&'static [f64], &'static str, f64, usize),
    about: &'static str,
) -> Preset {
    Preset { name, line, start, method, rate, steps, about }
}

/// Functions of the menu, the first one when the laboratory opens. The classical ones and their
/// bounds: Surjanovic and Bingham, Virtual Library of Simulation Experiments.
#[rustfmt::skip]
pub(super) static PRESETS: &[Preset] = &[
    preset("bowl",            "x^2 + 2y^2",                         (&[3.0, 2.0], "descent", 0.1, 25),       "An ellipse. Up to rate 0.5 the walk arrives."),
    preset("rate too high",   "x^2 + 2y^2",                         (&[3.0, 2.0], "descent", 0.52, 25),      "One rate too high: y leaps across and grows."),
    preset("ravine",          "x^2/20 + 5y^2",                      (&[-9.0, 1.5], "descent", 0.19, 50),     "A hundred times steeper across than along."),
    preset("overshoot",       "x^2/20 + 5y^2",                      (&[-9.0, 1.5], "momentum", 0.02, 100),   "Momentum runs along the ravine and past its end."),
    preset("any scale",       "x^2/20 + 5y^2",                      (&[-9.0, 1.5], "adam", 0.5, 100),        "Adam ignores the scale: both coordinates move alike."),
    preset("banana",          "(1 - x)^2 + 100(y - x^2)^2",         (&[-1.2, 1.0], "descent", 0.002, 500),   "Rosenbrock's valley: down at once, along it for ever."),
    preset("four valleys",    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", (&[0.0, -0.5], "descent", 0.01, 50),     "Himmelblau: the start decides which minimum."),
    preset("newton's saddle", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", (&[0.5, 1.0], "newton", 1.0, 15),        "Newton finds a critical point: here a saddle."),
    preset("saddle",          "x^2 - y^2",                          (&[2.0, 0.0], "descent", 0.1, 50),       "From y = 0 the walk ends in the saddle. Move it a little."),
    preset("delivery cost",   "(x - 5)^2 + (y - 3)^2 + 2x y",       (&[4.0, 4.0], "descent", 0.1, 100),      "No minimum: it falls for ever along (1, −1)."),
    preset("delivery mended", "(x - 5)^2 + (y - 3)^2 + x y",        (&[0.0, 4.0], "descent", 0.1, 50),       "Half the product, and there is a minimum."),
    preset("monkey saddle",   "x^3 - 3x y^2",                       (&[1.0, 0.1], "descent", 0.05, 40),      "Three ways down: two legs and a tail."),
    preset("two wells",       "(x^2 - 1)^2 + y^2",                  (&[0.1, 1.0], "descent", 0.1, 40),       "Two minima, a saddle between."),
    preset("styblinski-tang", "(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2", (&[0.5, 0.5], "momentum", 0.01, 100), "Four minima, one of them lower."),
    preset("three humps",     "2x^2 - 1.05x^4 + x^6/6 + x y + y^2", (&[-1.8, 1.5], "momentum", 0.02, 150),   "Momentum may roll over a hump."),
    preset("six humps",       "(4 - 2.1x^2 + x^4/3) x^2 + x y + (4y^2 - 4) y^2", (&[1.8, -0.9], "descent", 0.02, 60), "Six minima, two of them lowest."),
    preset("rastrigin",       "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)", (&[2.3, 1.7], "adam", 0.1, 100), "A bowl full of dents: every walk is caught."),
    preset("ackley",          "20 + e - 20exp(-sqrt((x^2 + y^2)/2)/5) - exp((cos(2pi x) + cos(2pi y))/2)", (&[2.6, 1.4], "rmsprop", 0.05, 150), "Almost flat outside, a pit in the middle."),
    preset("beale",           "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2", (&[1.0, 1.0], "adam", 0.1, 200), "Steep corners, a flat valley."),
    preset("booth",           "(x + 2y - 7)^2 + (2x + y - 5)^2",    (&[-6.0, 6.0], "lbfgs", 1.0, 15),        "A tilted ellipse: L-BFGS needs few steps."),
    preset("matyas",          "0.26(x^2 + y^2) - 0.48x y",          (&[8.0, 2.0], "nesterov", 0.5, 60),      "A long valley along x = y."),
    preset("mccormick",       "sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1", (&[2.0, 2.5], "descent", 0.1, 60),  "A wave along a valley: each trough a minimum."),
    preset("branin",          "(y - 5.1x^2/(4pi^2) + 5x/pi - 6)^2 + 10(1 - 1/(8pi))cos(x) + 10", (&[2.0, 10.0], "adam", 0.3, 100), "Three minima, all the same height."),
    preset("easom",           "-cos(x) cos(y) exp(-(x - pi)^2 - (y - pi)^2)", (&[1.8, 2.0], "descent", 0.5, 100), "A needle in a plain: where it is flat nothing moves."),
    preset("one well, x",     "x^2 - 4x + 5",                       (&[5.0], "descent", 0.2, 15),            "One variable: the tangent shows where to go."),
    preset("two wells, x",    "x^4 - 4x^3 + 4x^2",                  (&[0.9], "descent", 0.05, 30),           "One variable, two minima: the start decides."),
    preset("no floor, x",     "x^3 - 3x",                           (&[-0.9], "momentum", 0.05, 40),         "A minimum beside a fall without end."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descent::Method;

    #[test]
    fn every_preset_can_be_read_and_walked() {
        for preset in PRESETS {
            let function = Function::read(preset.line);
            let dimensions = function.map(|function| function.dimensions());
            assert_eq!(dimensions.ok(), Some(preset.start.len()), "{}", preset.name);
            assert!(Method::find(preset.method).is_some(), "{}", preset.method);
        }
    }

    #[test]
    fn a_third_variable_can_be_fixed() {
        let Err(Refusal::Many { sentence, fixed }) = Function::read("x y + z^2") else {
            panic!("three variables are too many");
        };
        assert!(sentence.contains("f with z = 1?"), "{sentence}");
        assert_eq!(fixed.value(&[2.0, 3.0]), 7.0);
    }
}
