//! Is the answer key right? Derived by rules of calculus, then held against dual numbers.
//!
//! The two ways share no code but the elementary functions: one works on the tree, the other on
//! numbers that carry their slope.

use crate::math::compile::Compiled;
use crate::math::{Expr, Name, Node, derivative, print};
use crate::pack::{Code, Task};

use super::points::{DEFINED, agree, points};

/// What is wrong with a key: the rule, the sentence, the remedy, and the key of the exercise that
/// it is about.
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) key: &'static str,
    pub(super) message: String,
    pub(super) remedy: &'static str,
}

pub(super) fn finding(
    code: Code,
    key: &'static str,
    message: impl Into<String>,
    remedy: &'static str,
) -> Finding {
    Finding { code, key, message: message.into(), remedy }
}

/// Every derivative that the answer of a task is made of.
pub(super) fn check(task: &Task, found: &mut Vec<Finding>) {
    match task {
        Task::Derivative { of, by, order } => {
            chain(of, &vec![by.clone(); *order as usize], found);
        }
        Task::Partial { of, by, .. } => chain(of, by, found),
        Task::Sign { of, by, order, .. } => chain(of, &vec![by.clone(); *order as usize], found),
        Task::Lines { of, by, .. } | Task::Fill { of, by, .. } | Task::Spot { of, by, .. } => {
            chain(of, std::slice::from_ref(by), found);
        }
        Task::Gradient { of, vars, .. }
        | Task::Directional { of, vars, .. }
        | Task::Critical { of, vars, .. }
        | Task::Step { of, vars, .. }
        | Task::Rate { of, vars, .. } => all(of, vars, found),
        Task::Arrow { of, vars, .. } => all(of, vars, found),
        Task::Hessian { of, vars, .. } => {
            for first in vars {
                for second in vars {
                    chain(of, &[first.clone(), second.clone()], found);
                }
            }
        }
        Task::Value { of, .. } | Task::Limit { of, .. } => slopes_within(of, found),
        Task::Parts(parts) => parts.parts.iter().for_each(|part| check(&part.task, found)),
        Task::Choice { .. } | Task::Order { .. } | Task::Card { .. } => {}
    }
    found.dedup_by(|a, b| a.message == b.message);
}

fn all(of: &Expr, vars: &[Name], found: &mut Vec<Finding>) {
    for by in vars {
        chain(of, std::slice::from_ref(by), found);
    }
}

/// Derivatives that an expression asks for in itself, as in `d/dx(x^2)`.
fn slopes_within(expr: &Expr, found: &mut Vec<Finding>) {
    if let Node::Slope(of, by) = expr.node() {
        chain(of, by, found);
    }
    for child in expr.children() {
        slopes_within(child, found);
    }
}

/// One derivative after the other, each held against dual numbers over the one before.
fn chain(of: &Expr, by: &[Name], found: &mut Vec<Finding>) {
    let mut current = crate::math::carry_out(of);
    for name in by {
        let next = derivative(&current, name);
        if let Some(wrong) = one(&current, &next, name) {
            found.push(wrong);
            return;
        }
        current = next;
    }
}

fn one(of: &Expr, slope: &Expr, by: &Name) -> Option<Finding> {
    let mut vars = of.names();
    if !vars.contains(by) {
        vars.push(by.clone());
    }
    let (Ok(f), Ok(key)) = (Compiled::new(of, &vars), Compiled::new(slope, &vars)) else {
        let message = format!("gradus cannot carry out the derivative of `{}`.", print::ascii(of));
        return Some(finding(Code::E102, "of", message, "Ask for something simpler."));
    };
    let index = vars.iter().position(|name| name == by)?;
    let (mut common, mut differing, mut witness) = (0, 0, None);
    let mut slopes = vec![0.0; vars.len()];
    for at in points(vars.len()) {
        f.gradient(&at, &mut slopes);
        let (dual, symbolic) = (slopes[index], key.value(&at));
        if !dual.is_finite() || !symbolic.is_finite() {
            continue;
        }
        common += 1;
        if !agree(dual, symbolic) {
            differing += 1;
            witness.get_or_insert((at, symbolic, dual));
        }
    }
    // One point may lie on an edge where rounding decides; two do not.
    if let (2.., Some((at, symbolic, dual))) = (differing, witness) {
        let place: Vec<String> = vars
            .iter()
            .zip(&at)
            .map(|(name, value)| format!("{} = {value}", name.as_str()))
            .collect();
        let message = format!(
            "Two ways of deriving the answer disagree: at {} the key `{}` is {symbolic}, dual numbers say {dual}.",
            place.join(", "),
            print::ascii(slope)
        );
        let remedy =
            "This is a fault of gradus. Please report the function; until then ask for another.";
        return Some(finding(Code::E102, "of", message, remedy));
    }
    if common < DEFINED {
        let message = format!(
            "`{}` and its slope are defined together at {common} of 40 points that were tried; {DEFINED} are needed.",
            print::ascii(of)
        );
        let remedy = "Look for a division by 0, a root or logarithm of something negative, or values that overflow.";
        return Some(finding(Code::E103, "of", message, remedy));
    }
    None
}
