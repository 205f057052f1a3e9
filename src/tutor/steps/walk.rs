//! Working of walks: the next points, and which rates reach a goal.

use crate::descent::{Method, Plan, run};
use crate::math::{Compiled, Expr, Name, Node, gradient, print, tidy};
use crate::pack::{Coordinate, Goal, Walk};
use crate::text;

use super::points::rounded;
use super::{DIGITS, Step, decimal, double, letter, place, put_in, vector};

pub(super) fn steps(
    of: &Expr,
    vars: &[Name],
    from: &[Coordinate],
    walk: &Walk,
    (times, digits): (u32, Option<u32>),
) -> Vec<Step> {
    let digits = digits.unwrap_or(DIGITS) as usize;
    let slopes = gradient(of, vars);
    let left = if vars.len() == 1 { "f'" } else { "∇f" };
    let mut rows = vec![Step::equation(left, vector(slopes.clone()), "the slope at every point")];
    rows.push(Step::sentence(format!("The rule: {}.", walk.rule.row().rule)));
    match (&walk.rate, walk.rule) {
        (Some(rate), Method::Descent) => {
            let exact = Exact { vars, slopes: &slopes, rate, beta: None, digits };
            rows.extend(exact.rows(from, None, times));
        }
        (Some(rate), Method::Momentum) => {
            let beta = walk.settings.iter().find(|(key, _)| key == "beta").map(|(_, value)| value);
            let exact = Exact { vars, slopes: &slopes, rate, beta, digits };
            rows.extend(exact.rows(from, walk.velocity.as_deref(), times));
        }
        _ => rows.extend(walked(of, vars, from, walk, times)),
    }
    rows
}

/// A walk in exact numbers; with `beta` the steps have a memory.
struct Exact<'a> {
    vars: &'a [Name],
    slopes: &'a [Expr],
    rate: &'a Coordinate,
    beta: Option<&'a Coordinate>,
    /// Digits of the point at the end, where it is no short exact number.
    digits: usize,
}

/// Digits kept on the way beyond those of the end.
const KEPT: usize = 2;

impl Exact<'_> {
    fn rows(&self, from: &[Coordinate], velocity: Option<&[Coordinate]>, times: u32) -> Vec<Step> {
        let mut rows = Vec::new();
        let exprs = |list: &[Coordinate]| list.iter().map(decimal).collect();
        let mut point: Vec<Expr> = exprs(from);
        let mut velocity: Option<Vec<Expr>> = velocity.map(exprs);
        let on_the_way = self.digits + KEPT;
        for turn in 1..=times {
            let digits = if turn == times { self.digits } else { on_the_way };
            let values: Vec<(Name, Expr)> = self.vars.iter().cloned().zip(point.clone()).collect();
            let mut step: Vec<Expr> = self
                .slopes
                .iter()
                .map(|s| settled(&crate::math::substitute(s, &values), on_the_way))
                .collect();
            let note = format!("at {}", print::line(&vector(point.clone())));
            rows.push(Step::equation("slope", vector(step.clone()), &note));
            if let Some(beta) = self.beta {
                if let Some(old) = &velocity {
                    let kept = print::line(&decimal(beta));
                    let note = format!("{kept}·{} + slope", print::line(&vector(old.clone())));
                    step = combined(&step, &decimal(beta), old, on_the_way);
                    rows.push(Step::equation("velocity", vector(step.clone()), &note));
                }
                velocity = Some(step.clone());
            }
            let minus = Node::Neg(decimal(self.rate)).into();
            let next = combined(&point, &minus, &step, digits);
            let note = format!(
                "{} − {}·{}",
                print::line(&vector(point)),
                print::line(&decimal(self.rate)),
                print::line(&vector(step))
            );
            rows.push(Step::equation("new point", vector(next.clone()), &note));
            point = next;
        }
        rows
    }
}

/// The value in exact numbers; in decimals where that would be a long formula or a long decimal.
fn settled(expr: &Expr, digits: usize) -> Expr {
    const SHORT: usize = 4;
    let exact = tidy(expr);
    let value = double(&exact);
    let is_long = exact.size() > SHORT || is_longer(&exact, digits + KEPT);
    if is_long && value.is_finite() { rounded(value, digits) } else { exact }
}

/// Is it a decimal of more digits than these?
fn is_longer(expr: &Expr, digits: usize) -> bool {
    match expr.node() {
        Node::Neg(u) => is_longer(u, digits),
        Node::Number(literal) => usize::from(literal.places) > digits,
        _ => false,
    }
}

/// `start + factor·change`, component by component.
fn combined(start: &[Expr], factor: &Expr, change: &[Expr], digits: usize) -> Vec<Expr> {
    let pairs = start.iter().zip(change);
    pairs
        .map(|(start, change)| {
            let change = Node::Product(vec![factor.clone(), change.clone()]).into();
            settled(&Node::Sum(vec![start.clone(), change]).into(), digits)
        })
        .collect()
}

/// Any other method, from the walk itself.
fn walked(of: &Expr, vars: &[Name], from: &[Coordinate], walk: &Walk, times: u32) -> Vec<Step> {
    let Ok(compiled) = Compiled::new(of, vars) else { return Vec::new() };
    let start: Vec<f64> = from.iter().map(Coordinate::to_f64).collect();
    let mut plan = Plan::new(walk.rule, &start).with_steps(times as usize);
    if let Some(rate) = &walk.rate {
        plan = plan.with_rate(rate.to_f64());
    }
    for (key, value) in &walk.settings {
        let parameter = crate::descent::PARAMETERS.iter().find(|one| one.key == *key);
        if let Some(parameter) = parameter {
            // The pack was checked: a value that does not fit cannot come here.
            let _ = plan.set(parameter.key, &value.to_f64().to_string());
        }
    }
    let run = run(&compiled, &plan);
    let points = run.points.iter().zip(&run.gradients).enumerate();
    points
        .map(|(at, (point, slope))| {
            Step::sentence(format!(
                "after {}: {} with slope {}",
                text::count(at, "step"),
                numbers(point),
                numbers(slope)
            ))
        })
        .collect()
}

/// `(3, 2)`, to four digits.
fn numbers(values: &[f64]) -> String {
    let values: Vec<String> = values.iter().map(|&value| text::number(value)).collect();
    match values.as_slice() {
        [only] => only.clone(),
        _ => format!("({})", values.join(", ")),
    }
}

pub(super) fn rate(
    of: &Expr,
    vars: &[Name],
    from: &[Coordinate],
    rule: Method,
    goal: &Goal,
) -> Vec<Step> {
    let matrix = crate::math::hessian(of, vars);
    let mut rows = match (vars, matrix.as_slice()) {
        ([_], [row]) => vec![Step::equation("f''", vector(row.clone()), "the curvature")],
        _ => vec![Step::equation("H", Node::Matrix(matrix).into(), "the curvature")],
    };
    let start: Vec<f64> = from.iter().map(Coordinate::to_f64).collect();
    if let Ok(compiled) = Compiled::new(of, vars) {
        let plan = Plan::new(rule, &start).with_steps(0);
        let run = run(&compiled, &plan);
        let most = run.eigenvalues(&compiled, 0).last().copied().unwrap_or(f64::NAN);
        if most > 0.0 {
            rows.push(Step::sentence(format!(
                "At {} the largest curvature is λmax = {}.",
                place(vars, from),
                text::number(most)
            )));
            if let Some(limit) = run.rate_limit(&compiled, 0) {
                rows.push(Step::sentence(format!(
                    "Steps stay stable while the rate is below {}.",
                    text::number(limit)
                )));
            }
            if rule == Method::Descent {
                let best = text::number(1.0 / most);
                rows.push(Step::sentence(format!(
                    "Along the steepest bend the rate 1/λmax = {best} goes straight to the bottom."
                )));
            }
        }
    }
    let wanted = match goal {
        Goal::Below { steps, below } => {
            let bound = print::line(below.expr());
            format!("Wanted: f below {bound} within {}.", text::count(*steps as usize, "step"))
        }
        Goal::Stable => "Wanted: the largest rate that does not run away.".to_owned(),
        Goal::Reached { steps } => {
            format!("Wanted: the bottom after {}.", text::count(*steps as usize, "step"))
        }
    };
    rows.push(Step::sentence(wanted));
    let names: Vec<String> = vars.iter().map(letter).collect();
    let values: Vec<Expr> = gradient(of, vars).iter().map(|s| put_in(s, vars, from)).collect();
    rows.push(Step::sentence(format!(
        "The slope at the start, in {}: {}.",
        text::list(&names),
        print::line(&vector(values))
    )));
    rows
}
