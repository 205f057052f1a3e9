//! Is everything defined where it is asked for?

use crate::math::compile::Compiled;
use crate::math::{Expr, Name, carry_out, gradient, nth_derivative, print};
use crate::pack::{Code, Coordinate, Task};

use super::keys::{Finding, finding};

pub(super) fn check(task: &Task, found: &mut Vec<Finding>) {
    match task {
        Task::Gradient { of, vars, at: Some(at) } | Task::Hessian { of, vars, at: Some(at) } => {
            defined_at(of, vars, at, "at", found);
        }
        Task::Directional { of, vars, at, .. } => defined_at(of, vars, at, "at", found),
        Task::Arrow { of, vars, at, .. } => {
            defined_at(of, vars, at, "at", found);
            flat(of, vars, at, found);
        }
        Task::Sign { of, by, order, at } => {
            let slope = nth_derivative(of, &vec![by.clone(); *order as usize]);
            let (vars, at) = (std::slice::from_ref(by), std::slice::from_ref(at));
            if !has_value(&slope, vars, at) {
                found.push(undefined("at", "The slope", at));
            }
        }
        Task::Value { of, at } => {
            let (vars, point): (Vec<Name>, Vec<Coordinate>) = at.iter().cloned().unzip();
            if !has_value(&carry_out(of), &vars, &point) {
                found.push(undefined("at", "The value", &point));
            }
        }
        Task::Step { of, vars, from, .. } | Task::Rate { of, vars, from, .. } => {
            defined_at(of, vars, from, "from", found);
        }
        Task::Parts(parts) => parts.parts.iter().for_each(|part| check(&part.task, found)),
        Task::Derivative { .. }
        | Task::Partial { .. }
        | Task::Gradient { at: None, .. }
        | Task::Hessian { at: None, .. }
        | Task::Choice { .. }
        | Task::Critical { .. }
        | Task::Lines { .. }
        | Task::Fill { .. }
        | Task::Order { .. }
        | Task::Limit { .. }
        | Task::Card { .. }
        | Task::Spot { .. } => {}
    }
}

fn defined_at(
    of: &Expr,
    vars: &[Name],
    at: &[Coordinate],
    key: &'static str,
    found: &mut Vec<Finding>,
) {
    if !has_value(&carry_out(of), vars, at) {
        found.push(undefined(key, "The function", at));
    } else if !gradient(of, vars).iter().all(|slope| has_value(slope, vars, at)) {
        found.push(undefined(key, "The slope", at));
    }
}

fn flat(of: &Expr, vars: &[Name], at: &[Coordinate], found: &mut Vec<Finding>) {
    let Ok(f) = Compiled::new(&carry_out(of), vars) else { return };
    let point: Vec<f64> = at.iter().map(Coordinate::to_f64).collect();
    let mut slopes = vec![0.0; vars.len()];
    f.gradient(&point, &mut slopes);
    if slopes.iter().all(|slope| *slope == 0.0) {
        let message = "The gradient is 0 at this point: no direction is steepest.";
        found.push(finding(Code::E104, "at", message, "Choose a point where f is not flat."));
    }
}

fn has_value(expr: &Expr, vars: &[Name], at: &[Coordinate]) -> bool {
    let point: Vec<f64> = at.iter().map(Coordinate::to_f64).collect();
    Compiled::new(expr, vars).is_ok_and(|f| f.value(&point).is_finite())
}

fn undefined(key: &'static str, what: &str, at: &[Coordinate]) -> Finding {
    let point: Vec<String> = at.iter().map(|c| print::line(c.expr())).collect();
    let message = match point.as_slice() {
        [one] => format!("{what} is undefined at {one}."),
        _ => format!("{what} is undefined at ({}).", point.join(", ")),
    };
    finding(Code::E103, key, message, "Move the point, or restrict the parameters with `where`.")
}
