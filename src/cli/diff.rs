//! `gradus diff`: what is the derivative, and how is it worked out?

use std::ffi::OsString;
use std::io::Write;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::caret::unreadable;
use super::lines::{self, Bounds, Line};
use super::{Done, Failure, Outcome, Streams};
use crate::math::limits::MAX_ORDER;
use crate::math::read::{Limits, ReadError, Syntax, read};
use crate::math::slope::{Step, derivation, steps};
use crate::math::{Compiled, Expr, Name, Node, nth_derivative, print, substitute, tidy};
use crate::text::{Shown, digits};

/// What can be typed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  gradus diff 'x^3 sin x'
  gradus diff 'e^(2x)/x' --steps
  gradus diff 'x^2 y + y^3' --wrt y --order 2 --at x=1,y=2
  gradus diff --jsonl < functions.jsonl

A request of --jsonl is {\"id\": 1, \"expr\": \"x^2\", \"wrt\": \"x\"}, with \"order\": 2 where wanted;
the reply is {\"id\", \"derivative\"} or {\"id\", \"error\": {\"message\", \"column\"}}.")]
pub struct Arguments {
    /// The function; it may begin with a minus
    #[arg(allow_hyphen_values = true, required_unless_present = "jsonl")]
    expr: Option<OsString>,
    /// The variable; not needed where there is only one
    #[arg(long, value_name = "X", conflicts_with = "jsonl")]
    wrt: Option<String>,
    /// How often to differentiate
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "jsonl",
          value_parser = clap::value_parser!(u32).range(0..=i64::from(MAX_ORDER)))]
    order: u32,
    /// Give the value at a point too, exactly and as a decimal
    #[arg(
        long,
        value_name = "X=2",
        value_delimiter = ',',
        allow_hyphen_values = true,
        conflicts_with = "jsonl"
    )]
    at: Vec<String>,
    /// Show the working, one equation a line with its rule
    #[arg(long, conflicts_with = "jsonl")]
    steps: bool,
    /// How the derivative is printed
    #[arg(
        long,
        value_enum,
        default_value = "unicode",
        value_name = "FORM",
        conflicts_with = "jsonl"
    )]
    format: Format,
    /// Read one JSON object a line and answer each
    #[arg(long, conflicts_with = "expr")]
    jsonl: bool,
    /// How large an expression may be
    #[arg(long, value_enum, default_value = "author", value_name = "WHO")]
    limits: Bounds,
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One line of Unicode
    Unicode,
    /// Explicit ASCII, which any computer algebra system reads
    Ascii,
    /// For a paper
    Latex,
}

impl Format {
    fn print(self, expr: &Expr) -> String {
        match self {
            Format::Unicode => print::line(expr),
            Format::Ascii => print::ascii(expr),
            Format::Latex => print::latex(expr),
        }
    }
}

/// Significant digits of a decimal value.
const DIGITS: usize = 10;

/// Where the rule stands beside a line of working.
const MARGIN: usize = 48;

pub(super) fn run(arguments: &Arguments, streams: &mut Streams) -> Done {
    let limits = arguments.limits.limits();
    let Some(expr) = &arguments.expr else { return batch(&limits, streams) };
    let text = expr.to_string_lossy();
    let syntax = Syntax { limits, ..Syntax::default() };
    let of = read(&text, &syntax).map_err(|error| unreadable(&text, &error))?.expr;
    let by = variable(arguments.wrt.as_deref(), &of).map_err(Failure::Content)?;
    let by = vec![by; arguments.order as usize];
    let derivative = carried_out(&of, &by).map_err(Failure::Content)?;
    let point = point(&arguments.at, &syntax)?;
    if arguments.steps {
        working(&of, &by, arguments.format, streams.out)?;
    } else {
        writeln!(streams.out, "{}", arguments.format.print(&derivative))?;
    }
    if !point.is_empty() {
        value(&derivative, &point, arguments.format, streams.out)?;
    }
    Ok(Outcome::Fine)
}

/// The variable named, or the only one there is.
fn variable(wrt: Option<&str>, of: &Expr) -> Result<Name, String> {
    let Some(wrt) = wrt else {
        return match of.names().as_slice() {
            [] => Ok(Name::new("x")),
            [only] => Ok(only.clone()),
            names => {
                let names: Vec<&str> = names.iter().map(Name::as_str).collect();
                Err(format!(
                    "There is more than one variable: --wrt says by which of {} to differentiate.",
                    names.join(", ")
                ))
            }
        };
    };
    name(wrt).ok_or_else(|| format!("`{wrt}` is not the name of a variable."))
}

/// A name in any of its spellings: `w1` is `w_1`.
fn name(text: &str) -> Option<Name> {
    let syntax = Syntax { vars: Some(vec![Name::new(text)]), ..Syntax::default() };
    match read(text, &syntax).ok()?.expr.node() {
        Node::Name(name) => Some(name.clone()),
        _ => None,
    }
}

/// The derivative, or why there is none to show.
fn carried_out(of: &Expr, by: &[Name]) -> Result<Expr, String> {
    let derivative = nth_derivative(of, by);
    match derivative.node() {
        Node::Slope(..) => Err("This derivative would be too long to write down.".to_owned()),
        _ => Ok(derivative),
    }
}

/// The values of `--at`.
fn point(at: &[String], syntax: &Syntax) -> Result<Vec<(Name, Expr)>, Failure> {
    at.iter()
        .map(|pair| {
            let shape = || {
                Failure::Content(format!("`{pair}` is no place: write --at x=2, or --at x=2,y=1."))
            };
            let (left, right) = pair.split_once('=').ok_or_else(shape)?;
            let variable = name(left.trim()).ok_or_else(shape)?;
            let value = read(right, syntax).map_err(|error| unreadable(right, &error))?.expr;
            Ok((variable, value))
        })
        .collect()
}

/// The working: `f' = …`, then one line for each rule, and where there is no slope.
fn working(of: &Expr, by: &[Name], format: Format, out: &mut dyn Write) -> Result<(), Failure> {
    let mut so_far = of.clone();
    for (order, name) in by.iter().enumerate() {
        let primes = "'".repeat(order + 1);
        let left = format!("f{primes}");
        for (line, step) in steps(&so_far, std::slice::from_ref(name)).iter().enumerate() {
            let left = if line == 0 { left.clone() } else { " ".repeat(left.len()) };
            let row = format!("{left} = {}", shown(step, format));
            let gap = MARGIN.saturating_sub(row.chars().count()).max(2);
            writeln!(out, "{row}{}{}", " ".repeat(gap), step.note)?;
        }
        for exception in derivation(&so_far, name).exceptions() {
            writeln!(out, "{exception}")?;
        }
        so_far = nth_derivative(&so_far, std::slice::from_ref(name));
    }
    if by.is_empty() {
        writeln!(out, "f = {}", format.print(&tidy(of)))?;
    }
    Ok(())
}

fn shown(step: &Step, format: Format) -> String {
    match format {
        Format::Unicode => step.line(),
        Format::Ascii | Format::Latex => format.print(&step.expr),
    }
}

/// The value at a point: exact, then as a decimal where that says more.
fn value(
    derivative: &Expr,
    point: &[(Name, Expr)],
    format: Format,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let exact = tidy(&substitute(derivative, point));
    let place: Vec<String> = point
        .iter()
        .map(|(name, value)| format!("{} = {}", name.as_str(), format.print(value)))
        .collect();
    let place = place.join(", ");
    let left = exact.names();
    if !left.is_empty() {
        writeln!(out, "at {place}: {}", format.print(&exact))?;
        return Ok(());
    }
    let decimal = Compiled::new(&exact, &[]).map_or(f64::NAN, |compiled| compiled.value(&[]));
    if decimal.is_nan() {
        writeln!(out, "at {place}: not defined")?;
    } else if exact.as_number().is_some_and(crate::math::Number::is_integer) {
        writeln!(out, "at {place}: {}", format.print(&exact))?;
    } else {
        let sign = if format == Format::Ascii { "=" } else { "≈" };
        let decimal = digits(decimal, DIGITS);
        writeln!(out, "at {place}: {} {sign} {decimal}", format.print(&exact))?;
    }
    Ok(())
}

/// One line of the input.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    #[serde(default, rename = "id")]
    _id: Value,
    expr: String,
    wrt: Option<String>,
    order: Option<u32>,
}

/// One line of the output.
#[derive(Debug, Default, Serialize)]
struct Reply {
    id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    derivative: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Fault>,
}

/// Why a line has no derivative.
#[derive(Debug, Serialize)]
struct Fault {
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

impl From<String> for Fault {
    fn from(message: String) -> Fault {
        Fault { message: Shown::new(&message).to_string(), column: None }
    }
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Fault {
        Fault { column: Some(error.column()), ..Fault::from(error.to_string()) }
    }
}

fn batch(limits: &Limits, streams: &mut Streams) -> Done {
    while let Some(line) = lines::next(streams.input)? {
        let reply = match line {
            Line::Blank => continue,
            Line::TooLong => {
                failed(Value::Null, Fault::from("The line is longer than 1 MiB.".to_owned()))
            }
            Line::Text(text) => answer(&text, limits),
        };
        lines::reply(streams.out, &reply)?;
    }
    Ok(Outcome::Fine)
}

fn failed(id: Value, fault: Fault) -> Reply {
    Reply { id, error: Some(fault), ..Reply::default() }
}

fn answer(line: &[u8], limits: &Limits) -> Reply {
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => return failed(Value::Null, format!("The line is not JSON: {error}.").into()),
    };
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    let request = match Request::deserialize(value) {
        Ok(request) => request,
        Err(error) => return failed(id, format!("The request cannot be used: {error}.").into()),
    };
    match differentiate(&request, limits) {
        Ok(derivative) => Reply { id, derivative: Some(derivative), error: None },
        Err(fault) => failed(id, fault),
    }
}

fn differentiate(request: &Request, limits: &Limits) -> Result<String, Fault> {
    let syntax = Syntax { limits: *limits, ..Syntax::default() };
    let of = read(&request.expr, &syntax)?.expr;
    let by = variable(request.wrt.as_deref(), &of)?;
    let order = request.order.unwrap_or(1);
    if order > MAX_ORDER {
        return Err(format!("`order` is at most {MAX_ORDER}.").into());
    }
    let derivative = carried_out(&of, &vec![by; order as usize])?;
    Ok(print::ascii(&derivative))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_line(line: &[&str], input: &str) -> (Result<(), String>, String) {
        #[derive(clap::Parser)]
        struct Only {
            #[command(flatten)]
            arguments: Arguments,
        }
        let words = std::iter::once("diff").chain(line.iter().copied());
        let only = <Only as clap::Parser>::try_parse_from(words).expect("the test's line is one");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut input = input.as_bytes();
        let mut streams = Streams { input: &mut input, out: &mut out, err: &mut err };
        let done = run(&only.arguments, &mut streams).map(|_| ()).map_err(|f| f.to_string());
        (done, String::from_utf8(out).expect("output is text"))
    }

    fn printed(line: &[&str]) -> String {
        run_line(line, "").1
    }

    #[test]
    fn a_derivative_is_one_line() {
        assert_eq!(printed(&["x^3*sin(x)"]), "3x²·sin x + x³·cos x\n");
        assert_eq!(printed(&["-x^2"]), "−2x\n");
        assert_eq!(printed(&["x^2*y", "--wrt", "y", "--format", "ascii"]), "x^2\n");
        assert_eq!(printed(&["x^4", "--order", "2"]), "12x²\n");
    }

    #[test]
    fn a_value_is_exact_and_decimal() {
        assert_eq!(printed(&["x^3", "--at", "x=2"]), "3x²\nat x = 2: 12\n");
        let out = printed(&["sqrt(x)", "--at", "x=2"]);
        assert_eq!(out, "1/(2·√x)\nat x = 2: 1/(2·√2) ≈ 0.3535533906\n");
        assert_eq!(printed(&["|x|", "--at", "x=0"]), "x/|x|\nat x = 0: not defined\n");
    }

    #[test]
    fn the_working_ends_with_where_there_is_no_slope() {
        let out = printed(&["|x|", "--steps"]);
        assert!(out.starts_with("f' = x/|x|"), "{out}");
        assert!(out.ends_with("There is no slope where x = 0.\n"), "{out}");
    }

    #[test]
    fn an_unreadable_line_has_a_caret() {
        let (done, out) = run_line(&["2x +"], "");
        assert_eq!(out, "");
        assert!(done.expect_err("it cannot be read").contains('^'));
    }

    #[test]
    fn a_batch_goes_on_after_a_bad_line() {
        let input = "{\"id\":1,\"expr\":\"x^2\",\"wrt\":\"x\"}\nnot json\n{\"id\":2,\"expr\":\")\"}\n\
                     {\"id\":3,\"expr\":\"7\"}\n";
        let (_, out) = run_line(&["--jsonl"], input);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[0], "{\"id\":1,\"derivative\":\"2*x\"}");
        assert!(lines[1].contains("error") && lines[2].contains("column"), "{out}");
        assert_eq!(lines[3], "{\"id\":3,\"derivative\":\"0\"}");
    }
}
