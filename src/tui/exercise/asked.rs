//! What stands around the answer: the function, and what the lines are called.

use crate::math::{Expr, Name};
use crate::pack::{Question, Task};

/// The function that the question is about, with its label, and the label of the answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// `f(x)` and the function; absent where the question's sentence holds it.
    pub given: Option<(String, Expr)>,
    /// What the answer is called: `f'(x)`, `∇f`.
    pub label: String,
}

impl Asked {
    /// What a question shows.
    pub(super) fn of(question: &Question) -> Asked {
        let (given, label) = match &question.task {
            Task::Derivative { of, by, order } => {
                let primes = "'".repeat(usize::try_from(*order).unwrap_or(1).min(4));
                (
                    Some(function(of, std::slice::from_ref(by))),
                    format!("f{primes}({})", by.as_str()),
                )
            }
            Task::Partial { of, vars, by } => (Some(function(of, vars)), partial(by)),
            Task::Gradient { of, vars, .. } => (Some(function(of, vars)), "∇f".to_owned()),
            Task::Hessian { of, vars, .. } => (Some(function(of, vars)), "H".to_owned()),
            Task::Directional { of, vars, .. } => (Some(function(of, vars)), "slope".to_owned()),
            Task::Value { .. } => (None, "value".to_owned()),
            Task::Choice { .. } | Task::Order { .. } | Task::Card { .. } | Task::Parts(_) => {
                (None, String::new())
            }
            Task::Critical { of, vars, .. } => (Some(function(of, vars)), point(vars)),
            Task::Step { of, vars, .. } => (Some(function(of, vars)), "next".to_owned()),
            Task::Arrow { of, vars, .. } => (Some(function(of, vars)), "arrow".to_owned()),
            Task::Rate { of, vars, .. } => (Some(function(of, vars)), "rate".to_owned()),
            Task::Sign { of, by, .. }
            | Task::Lines { of, by, .. }
            | Task::Fill { of, by, .. }
            | Task::Spot { of, by, .. } => {
                (Some(function(of, std::slice::from_ref(by))), String::new())
            }
            Task::Limit { of, .. } => (Some((String::new(), of.clone())), "limit".to_owned()),
        };
        let given = given.filter(|_| !question.prompt_has_function);
        Asked { given, label }
    }
}

fn function(of: &Expr, vars: &[Name]) -> (String, Expr) {
    let names: Vec<&str> = vars.iter().map(Name::as_str).collect();
    (format!("f({})", names.join(", ")), of.clone())
}

fn point(vars: &[Name]) -> String {
    let names: Vec<&str> = vars.iter().map(Name::as_str).collect();
    match names.as_slice() {
        [one] => (*one).to_owned(),
        _ => format!("({})", names.join(", ")),
    }
}

fn partial(by: &[Name]) -> String {
    // ∂²f/∂y∂x is first by x, then by y: the first stands last.
    let below: String = by.iter().rev().flat_map(|name| ["∂", name.as_str()]).collect();
    match by.len() {
        1 => format!("∂f/{below}"),
        2 => format!("∂²f/{below}"),
        _ => format!("∂ⁿf/{below}"),
    }
}
