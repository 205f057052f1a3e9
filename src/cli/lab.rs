//! `gradus lab`: straight to the descent laboratory.

use super::caret::unreadable;
use super::everywhere::Everywhere;
use super::{Done, Failure, Streams, open};
use crate::descent::{METHODS, Method};
use crate::math::read::{Limits, Syntax, read};
use crate::text::list;
use crate::tui::app::Go;
use crate::tui::lab::Setting;

/// What can be typed after `gradus lab`.
#[derive(Debug, clap::Args)]
#[command(allow_negative_numbers = true, after_help = EXAMPLES)]
pub struct Arguments {
    /// A function of one or two variables; without it the laboratory opens on a bowl
    #[arg(allow_hyphen_values = true)]
    expr: Option<String>,
    /// Where the walks begin
    #[arg(long, value_name = "X,Y", value_parser = point, allow_hyphen_values = true)]
    from: Option<Point>,
    /// How each next point is chosen (repeatable, for a race of up to four)
    #[arg(long, value_name = "METHOD", value_parser = method)]
    method: Vec<Method>,
    /// The learning rate of each method in turn
    #[arg(long, value_name = "R")]
    rate: Vec<f64>,
    /// How many steps
    #[arg(long, value_name = "N", default_value_t = 25)]
    steps: usize,
}

const EXAMPLES: &str = "\
Examples:
  gradus lab
  gradus lab 'x^2 + 2y^2' --from 3,2 --rate 0.1
  gradus lab '(1-x)^2 + 100(y-x^2)^2' --from -1.5,2 --method adam --rate 0.1 --method newton";

/// A start as typed.
#[derive(Clone, Debug)]
struct Point(Vec<f64>);

/// A walk of the screen is not longer.
const MOST_STEPS: usize = 10_000;

fn point(text: &str) -> Result<Point, String> {
    let plain = text.replace('−', "-");
    let number = |part: &str| part.trim().parse().ok().filter(|v: &f64| v.is_finite());
    let numbers: Option<Vec<f64>> = plain.split(',').map(number).collect();
    numbers.map(Point).ok_or_else(|| "one or two numbers: 3,2".to_owned())
}

fn method(text: &str) -> Result<Method, String> {
    Method::find(text).ok_or_else(|| {
        let names: Vec<String> = METHODS.iter().map(|row| row.name.to_owned()).collect();
        format!("known are {}", list(&names))
    })
}

/// Opens the laboratory.
pub(super) fn run(arguments: Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let is_plain = arguments.expr.is_none()
        && arguments.from.is_none()
        && arguments.method.is_empty()
        && arguments.rate.is_empty();
    if is_plain {
        return open::run(everywhere, Some(Go::Lab), streams);
    }
    let line = arguments.expr.unwrap_or_else(|| "x^2 + 2y^2".to_owned());
    let reading = read(&line, &Syntax { limits: Limits::STUDENT, ..Syntax::default() })
        .map_err(|error| unreadable(&line, &error))?;
    let variables = reading.expr.names().len().clamp(1, 2);
    let start = arguments.from.map_or_else(|| vec![1.0; variables], |Point(start)| start);
    if start.len() != variables {
        let needed = crate::text::count(variables, "number");
        return Err(Failure::Content(format!("The start of a walk here is {needed}.")));
    }
    let mut methods = arguments.method;
    if methods.is_empty() {
        methods.push(Method::Descent);
    }
    let rates = arguments.rate.into_iter().map(Some).chain(std::iter::repeat(None));
    let walkers = methods.into_iter().zip(rates).collect();
    let steps = arguments.steps.clamp(1, MOST_STEPS);
    let setting = Setting { line, start, steps, walkers };
    open::run(everywhere, Some(Go::LabOn(Box::new(setting))), streams)
}
