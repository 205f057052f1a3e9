//! What is asked, as one line of text: equal for equal questions.
//!
//! The text is the source of [`super::Question::hash`], which is kept with every attempt: a change
//! here makes every question of every record look changed.

use crate::math::{Expr, Name, print};

use super::reader::listed;
use super::task::{Approach, Coordinate, Goal, LinesGoal, Task, Walk};

/// The line of a task.
pub(super) fn of(task: &Task) -> String {
    let kind = task.kind();
    match task {
        Task::Derivative { of, by, order } => {
            format!("{kind} {} by {} {order}", e(of), by.as_str())
        }
        Task::Partial { of, by, .. } => format!("{kind} {} by {}", e(of), listed(by)),
        Task::Gradient { of, vars, at } | Task::Hessian { of, vars, at } => {
            format!("{kind} {} of {} at {}", e(of), listed(vars), maybe(at.as_deref()))
        }
        Task::Directional { of, vars, at, along, normalise } => {
            format!(
                "{kind} {} of {} at {} along {} {normalise}",
                e(of),
                listed(vars),
                p(at),
                p(along)
            )
        }
        Task::Value { of, at } => {
            let names: Vec<Name> = at.iter().map(|(name, _)| name.clone()).collect();
            let point: Vec<Coordinate> = at.iter().map(|(_, value)| value.clone()).collect();
            format!("{kind} {} at {} = {}", e(of), listed(&names), p(&point))
        }
        Task::Sign { of, by, order, at } => {
            format!("{kind} {} by {} {order} at {}", e(of), by.as_str(), c(at))
        }
        Task::Choice { options, several, .. } => {
            let options: Vec<String> = options
                .iter()
                .map(|option| format!("{:?} {}", option.text, option.right))
                .collect();
            format!("{kind} {several} {}", options.join(" | "))
        }
        Task::Critical { of, vars, classify, on } => {
            let on = on.as_ref().map(|(low, high)| format!("{} {}", c(low), c(high)));
            format!("{kind} {} of {} {classify} on {}", e(of), listed(vars), on.unwrap_or_default())
        }
        Task::Step { of, vars, from, walk, times } => {
            format!("{kind} {} of {} from {} {} {times}", e(of), listed(vars), p(from), w(walk))
        }
        Task::Arrow { of, vars, at, show, within } => {
            format!("{kind} {} of {} at {} {show:?} {within}", e(of), listed(vars), p(at))
        }
        Task::Rate { of, vars, from, rule, beta, goal, .. } => {
            let goal = match goal {
                Goal::Below { steps, below } => format!("{steps} below {}", c(below)),
                Goal::Stable => "stable".into(),
                Goal::Reached { steps } => format!("{steps}"),
            };
            let beta = beta.as_ref().map(c).unwrap_or_default();
            format!(
                "{kind} {} of {} from {} {} {beta} {goal}",
                e(of),
                listed(vars),
                p(from),
                rule.name()
            )
        }
        Task::Lines { of, by, goal, must_use } => {
            let goal = match goal {
                LinesGoal::Derivative => "derivative",
                LinesGoal::Simplify => "simplify",
                LinesGoal::Solve => "solve",
            };
            format!("{kind} {} by {} {goal} {}", e(of), by.as_str(), must_use.join(" "))
        }
        Task::Fill { of, by, line } => format!("{kind} {} by {} {}", e(of), by.as_str(), e(line)),
        Task::Order { steps, .. } => format!("{kind} {}", steps.join(" | ")),
        Task::Limit { of, name, to, .. } => {
            let to = match to {
                Approach::Number(value) => c(value),
                Approach::Above(value) => format!("{}+", c(value)),
                Approach::Below(value) => format!("{}-", c(value)),
                Approach::Infinity => "inf".into(),
                Approach::MinusInfinity => "-inf".into(),
            };
            format!("{kind} {} as {} to {to}", e(of), name.as_str())
        }
        Task::Parts(parts) => {
            let lines: Vec<String> = parts
                .parts
                .iter()
                .map(|part| format!("{} {}", part.id, self::of(&part.task)))
                .collect();
            format!("{kind} {}", lines.join(" | "))
        }
        Task::Card { front, back } => format!("{kind} {front} | {back}"),
        Task::Spot { of, by, mistake } => format!("{kind} {} by {} {mistake}", e(of), by.as_str()),
    }
}

fn e(expr: &Expr) -> String {
    print::ascii(expr)
}

fn c(value: &Coordinate) -> String {
    print::ascii(value.expr())
}

fn p(point: &[Coordinate]) -> String {
    point.iter().map(c).collect::<Vec<_>>().join(", ")
}

fn maybe(point: Option<&[Coordinate]>) -> String {
    point.map(p).unwrap_or_default()
}

fn w(walk: &Walk) -> String {
    let rate = walk.rate.as_ref().map(c).unwrap_or_default();
    let settings: Vec<String> =
        walk.settings.iter().map(|(name, value)| format!("{name} {}", c(value))).collect();
    let velocity = maybe(walk.velocity.as_deref());
    format!("{} {rate} {} {velocity}", walk.rule.name(), settings.join(" "))
}
