//! `gradus descend`: a walk downhill as a table, as CSV or as JSON.

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;

use super::caret::unreadable;
use super::{Done, Failure, Outcome, Streams};
use crate::descent::{
    METHODS, Method, MethodRow, Metric, PARAMETERS, Parameter, Plan, Run, run as walk,
};
use crate::math::read::{Limits, Syntax, read};
use crate::math::{Compiled, Expr, Name, Node, carry_out, print};
use crate::text::{count, digits, list, number};

/// What can be typed after `gradus descend`.
#[derive(Debug, clap::Args)]
#[command(allow_negative_numbers = true, after_help = EXAMPLES, after_long_help = long_help())]
pub struct Arguments {
    /// The function, such as x^2 + 2y^2
    #[arg(allow_hyphen_values = true)]
    expr: String,
    /// The start, one number for each variable in alphabetical order
    #[arg(long, value_name = "X,Y", allow_hyphen_values = true)]
    from: String,
    /// How each next point is chosen
    #[arg(long, default_value = "descent", value_parser = method_names())]
    method: String,
    /// The learning rate; without it, what is usual for the method
    #[arg(long, value_name = "R", allow_hyphen_values = true)]
    rate: Option<String>,
    /// How many steps
    #[arg(long, value_name = "N", default_value_t = 25)]
    steps: usize,
    /// A parameter of the method (repeatable); --help lists them
    #[arg(long, value_name = "KEY=VALUE", allow_hyphen_values = true)]
    set: Vec<String>,
    /// The matrix that measures distance for `natural`
    #[arg(long, value_name = "[[A,B],[C,D]]", allow_hyphen_values = true)]
    metric: Option<String>,
    /// The variables in the order of the start, where it is not the alphabetical one
    #[arg(long, value_name = "X,Y")]
    vars: Option<String>,
    /// How the walk is printed
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading, six digits
    Table,
    /// step, variables, f, `gradient_norm`
    Csv,
    /// One object, numbers exact
    Json,
}

const EXAMPLES: &str = "\
Examples:
  gradus descend 'x^2 + 2y^2' --from 3,2 --rate 0.1 --steps 10
  gradus descend '(1-x)^2 + 100(y-x^2)^2' --from -1.5,2 --method lbfgs --format csv
  gradus descend 'x^4 - 4x^2' --from 2 --method adam --set beta1=0.8 --set schedule=inverse-sqrt";

/// A run longer than this is refused: its points are kept in memory.
const MOST_STEPS: usize = 1_000_000;

fn method_names() -> clap::builder::PossibleValuesParser {
    let values =
        METHODS.iter().map(|row| clap::builder::PossibleValue::new(row.name).help(row.about));
    values.collect::<Vec<_>>().into()
}

/// The examples, then every method and every parameter from their tables.
fn long_help() -> String {
    let method = |row: &MethodRow| {
        let keys: Vec<String> = Parameter::of(row.method).map(|p| p.key.to_owned()).collect();
        let (name, rule, rate) = (row.name, row.rule, row.rate);
        format!("  {name:<10}{rule}\n  {:10}rate {rate}; {}", "", list(&keys))
    };
    let parameter = |p: &Parameter| format!("  {:<16}{}\n  {:16}{}", p.key, p.about, "", p.range);
    let methods: Vec<String> = METHODS.iter().map(method).collect();
    let parameters: Vec<String> = PARAMETERS.iter().map(parameter).collect();
    format!(
        "{EXAMPLES}\n\nMethods:\n{}\n\nParameters:\n{}",
        methods.join("\n"),
        parameters.join("\n")
    )
}

/// Walks and prints.
pub(super) fn run(arguments: &Arguments, streams: &mut Streams) -> Done {
    let start = point(&arguments.from)?;
    let (expr, f) = function(arguments, start.len())?;
    let plan = plan(arguments, &f, &start)?;
    let run = walk(&f, &plan);
    match arguments.format {
        Format::Table => table(&expr, &f, &run, streams.out)?,
        Format::Csv => csv(&f, &run, streams.out)?,
        Format::Json => json(&run, streams.out)?,
    }
    Ok(Outcome::Fine)
}

fn cannot(sentence: String) -> Failure {
    Failure::Cannot(sentence)
}

/// A number as typed: decimals, or anything constant such as `pi/2`.
fn value(text: &str) -> Option<f64> {
    let plain = text.trim().replace('−', "-");
    let value = plain.parse().ok().or_else(|| {
        let reading = read(&plain, &Syntax { vars: Some(Vec::new()), ..Syntax::default() }).ok()?;
        Some(Compiled::new(&reading.expr, &[]).ok()?.value(&[]))
    });
    value.filter(|value: &f64| value.is_finite())
}

fn point(text: &str) -> Result<Vec<f64>, Failure> {
    let inside = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    inside.split(',').map(value).collect::<Option<Vec<f64>>>().ok_or_else(|| {
        cannot(format!(
            "The start `{text}` is no point. Write one number for each variable: --from 3,2"
        ))
    })
}

/// The function as read, and compiled with its variables in order.
fn function(arguments: &Arguments, dimensions: usize) -> Result<(Expr, Compiled), Failure> {
    let line = &arguments.expr;
    let declared: Option<Vec<Name>> = arguments
        .vars
        .as_ref()
        .map(|vars| vars.split(',').map(|name| Name::new(name.trim())).collect());
    let syntax = Syntax { vars: declared.clone(), limits: Limits::AUTHOR, ..Syntax::default() };
    let reading = read(line, &syntax).map_err(|error| unreadable(line, &error))?;
    let expr = carry_out(&reading.expr);
    let names = declared.unwrap_or_else(|| {
        let names = expr.names();
        // A constant is a function of as many variables as the start has numbers.
        if names.is_empty() { usual_names(dimensions) } else { names }
    });
    if names.len() != dimensions {
        let all: Vec<String> = names.iter().map(|name| name.as_str().to_owned()).collect();
        return Err(cannot(format!(
            "f has {} ({}), the start has {}. Write --from with one number for each, or name the variables: --vars x,y",
            count(names.len(), "variable"),
            list(&all),
            count(dimensions, "number"),
        )));
    }
    let f = Compiled::new(&expr, &names)
        .map_err(|error| Failure::Content(format!("There is no walk on `{line}`: {error}.")))?;
    Ok((reading.expr, f))
}

fn usual_names(dimensions: usize) -> Vec<Name> {
    match dimensions {
        1..=3 => ["x", "y", "z"].iter().take(dimensions).map(|name| Name::new(name)).collect(),
        _ => (1..=dimensions).map(|i| Name::new(&format!("x_{i}"))).collect(),
    }
}

fn plan(arguments: &Arguments, f: &Compiled, start: &[f64]) -> Result<Plan, Failure> {
    let method = Method::find(&arguments.method)
        .ok_or_else(|| cannot(format!("There is no method `{}`.", arguments.method)))?;
    if arguments.steps > MOST_STEPS {
        return Err(cannot(format!("--steps is at most {MOST_STEPS}.")));
    }
    let mut plan = Plan::new(method, start).with_steps(arguments.steps);
    if let Some(text) = &arguments.rate {
        plan.rate = value(text).ok_or_else(|| {
            cannot(format!("The rate `{text}` is no finite number. Write one, such as --rate 0.1"))
        })?;
    }
    for setting in &arguments.set {
        let (key, value) = setting.split_once('=').ok_or_else(|| {
            cannot(format!(
                "`{setting}` sets nothing. Write it as KEY=VALUE, such as --set beta=0.9"
            ))
        })?;
        plan.set(key, value).map_err(|error| cannot(format!("--set {setting}: {error}.")))?;
    }
    plan.metric = metric(arguments, method, f)?;
    Ok(plan)
}

fn metric(arguments: &Arguments, method: Method, f: &Compiled) -> Result<Option<Metric>, Failure> {
    let Some(text) = &arguments.metric else {
        if method == Method::Natural {
            return Err(cannot(
                "natural needs what measures distance: --metric '[[1/y^2, 0], [0, 2/y^2]]'"
                    .to_owned(),
            ));
        }
        return Ok(None);
    };
    if method != Method::Natural {
        return Err(cannot("--metric goes with --method natural only.".to_owned()));
    }
    let n = f.variables().len();
    let syntax = Syntax { vars: Some(f.variables().to_vec()), ..Syntax::default() };
    let reading = read(text, &syntax).map_err(|error| match unreadable(text, &error) {
        Failure::Content(message) | Failure::Cannot(message) => cannot(message),
        failure @ Failure::Output(_) => failure,
    })?;
    let metric = match reading.expr.node() {
        Node::Matrix(rows) if rows.len() == n && rows.iter().all(|row| row.len() == n) => {
            let entries =
                rows.iter().flatten().map(|entry| Compiled::new(entry, f.variables()).ok());
            entries.collect::<Option<Vec<Compiled>>>().and_then(Metric::new)
        }
        _ => None,
    };
    let metric = metric.ok_or_else(|| {
        cannot(format!(
            "The metric needs {n} rows of {}, such as [[1, 0], [0, 2]]",
            count(n, "entry")
        ))
    })?;
    Ok(Some(metric))
}

fn table(expr: &Expr, f: &Compiled, run: &Run, out: &mut dyn Write) -> Result<(), Failure> {
    let names: Vec<&str> = f.variables().iter().map(Name::as_str).collect();
    writeln!(out, "f({}) = {}", names.join(", "), print::line(expr))?;
    let row = run.plan.method.row();
    writeln!(out, "{}, rate {}{}", row.title, number(run.plan.rate), settings(&run.plan))?;
    writeln!(out)?;
    let mut rows = vec![head(&names)];
    rows.extend((0..run.points.len()).map(|k| {
        let mut cells = vec![k.to_string()];
        cells.extend(
            run.points[k]
                .iter()
                .copied()
                .chain([run.values[k], run.gradient_norm(k)])
                .map(|x| digits(x, 6)),
        );
        cells
    }));
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    for row in &rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
        writeln!(out, "  {}", cells.join("  "))?;
    }
    writeln!(out)?;
    writeln!(out, "{}", run.stop.words)?;
    Ok(())
}

fn head(names: &[&str]) -> Vec<String> {
    let columns = ["step"].into_iter().chain(names.iter().copied()).chain(["f", "‖∇f‖"]);
    columns.map(str::to_owned).collect()
}

/// The parameters that are not at their defaults: `, beta 0.5`.
fn settings(plan: &Plan) -> String {
    let usual = Plan::new(plan.method, &plan.start);
    let changed = Parameter::of(plan.method)
        .filter(|parameter| (parameter.show)(plan) != (parameter.show)(&usual));
    let mut text = String::new();
    for parameter in changed {
        text += ", ";
        text += parameter.key;
        text += " ";
        text += &(parameter.show)(plan);
    }
    text
}

fn csv(f: &Compiled, run: &Run, out: &mut dyn Write) -> Result<(), Failure> {
    let names: Vec<&str> = f.variables().iter().map(Name::as_str).collect();
    writeln!(out, "step,{},f,gradient_norm", names.join(","))?;
    for (k, point) in run.points.iter().enumerate() {
        let numbers = point.iter().copied().chain([run.values[k], run.gradient_norm(k)]);
        let cells: Vec<String> = numbers.map(shortest).collect();
        writeln!(out, "{k},{}", cells.join(","))?;
    }
    Ok(())
}

/// The shortest decimals that read back to the same double.
fn shortest(x: f64) -> String {
    let text = format!("{x:?}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[derive(Serialize)]
struct Walked<'a> {
    method: &'static str,
    points: &'a [Vec<f64>],
    values: &'a [f64],
    gradient_norms: Vec<f64>,
    stop: Stopped<'a>,
}

#[derive(Serialize)]
struct Stopped<'a> {
    reason: &'static str,
    step: usize,
    words: &'a str,
}

fn json(run: &Run, out: &mut dyn Write) -> Result<(), Failure> {
    let walked = Walked {
        method: run.plan.method.name(),
        points: &run.points,
        values: &run.values,
        gradient_norms: (0..run.points.len()).map(|k| run.gradient_norm(k)).collect(),
        stop: Stopped {
            reason: run.stop.reason.name(),
            step: run.stop.step,
            words: &run.stop.words,
        },
    };
    let text = serde_json::to_string(&walked).map_err(std::io::Error::from)?;
    writeln!(out, "{text}")?;
    Ok(())
}
