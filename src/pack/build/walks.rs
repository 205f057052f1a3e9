//! Steps, arrows, learning rates and walks.

use crate::descent::{METHODS, Method};
use crate::math::Name;
use crate::pack::figure::{Interval, Path};
use crate::pack::keys::{GOAL, PATH};
use crate::pack::problem::Code;
use crate::pack::suggest::nearest;
use crate::pack::table::Table;
use crate::pack::task::{Direction, Goal, Task, Walk};

use super::{Around, function_of_some, point, refuse};

/// Further parameters of a method, as keys of an exercise or of a path.
const SETTINGS: &[&str] = &["beta", "beta1", "beta2", "eps", "rho"];

pub(super) fn step(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function_of_some(table, around)?;
    if !table.has("from") && around.scope.is_none() {
        let remedy = "Add from = [3, 2].";
        return refuse(table, Code::P004, &table.span, "`step` needs `from`.", remedy);
    }
    let from = point(table, "from", &vars, around);
    let walk = walk(table, &vars);
    let times = if table.has("times") { table.whole("times", 1, 1000)? } else { 1 };
    let (from, walk) = (from?, walk?);
    Some(Task::Step { of, vars, from, walk, times: u32::try_from(times).ok()? })
}

/// The method that a key names; descent without it.
pub(super) fn rule(table: &Table<'_>) -> Option<Method> {
    if !table.has("rule") {
        return Some(Method::Descent);
    }
    let name = table.text("rule")?;
    if let Some(method) = Method::find(&name) {
        return Some(method);
    }
    let known = || METHODS.iter().map(|row| row.name);
    let remedy = match nearest(&name, known()) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None => format!("The methods are {}.", known().collect::<Vec<_>>().join(", ")),
    };
    let message = format!("There is no method \"{name}\".");
    refuse(table, Code::P002, &table.span_of("rule"), message, &remedy)
}

/// Method, rate and settings of a walk.
pub(super) fn walk(table: &Table<'_>, vars: &[Name]) -> Option<Walk> {
    let rule = rule(table)?;
    let rate = if table.has("rate") { Some(table.coordinate("rate")?) } else { None };
    match &rate {
        Some(rate) if rate.to_f64() <= 0.0 => {
            let message = "A learning rate is above 0.";
            return refuse(table, Code::P002, &table.span_of("rate"), message, "");
        }
        None if rule == Method::Descent => {
            let message = "Descent needs a `rate`.";
            return refuse(table, Code::P004, &table.span, message, "Add rate = 0.1.");
        }
        _ => {}
    }
    let mut settings = Vec::new();
    for key in SETTINGS.iter().filter(|key| table.has(key)) {
        let value = table.coordinate(key)?;
        let fits = value.to_f64() >= 0.0 && (*key == "eps" || value.to_f64() < 1.0);
        if !fits {
            let wants = if *key == "eps" { "0 or more" } else { "from 0 to below 1" };
            let message = format!("`{key}` is {wants}; this is {}.", value.to_f64());
            return refuse(table, Code::P002, &table.span_of(key), message, "0.9 is usual.");
        }
        settings.push(((*key).to_owned(), value));
    }
    let velocity = if table.has("velocity") { Some(table.point("velocity", vars)?) } else { None };
    Some(Walk { rule, rate, settings, velocity })
}

pub(super) fn arrow(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function_of_some(table, around)?;
    let Ok(vars) = <[Name; 2]>::try_from(vars) else {
        let message = "`arrow` needs a function of two variables.";
        return refuse(table, Code::P002, &table.span_of("of"), message, "Such as x^2 + 4*y^2.");
    };
    let at = point(table, "at", &vars, around)?.try_into().ok()?;
    let show =
        match table.get("show").map(|_| table.word("show", &["descent", "ascent", "contour"])) {
            None | Some(Some("descent")) => Direction::Descent,
            Some(Some("ascent")) => Direction::Ascent,
            Some(Some(_)) => Direction::Contour,
            Some(None) => return None,
        };
    let within = if table.has("within") { table.amount("within", 90.0)? } else { 5.0 };
    if within < 0.5 {
        let message = format!("`within` is {within} degrees: nobody can turn an arrow so exactly.");
        return refuse(table, Code::P002, &table.span_of("within"), message, "Write within = 5.");
    }
    Some(Task::Arrow { of, vars, at, show, within })
}

pub(super) fn rate(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function_of_some(table, around)?;
    let from = table.point("from", &vars);
    let rule = rule(table);
    let goal = goal(table);
    let beta = if table.has("beta") { Some(table.coordinate("beta")?) } else { None };
    let max = if table.has("max") { Some(table.coordinate("max")?) } else { None };
    if max.as_ref().is_some_and(|max| max.to_f64() <= 0.0) {
        let message = "`max` is the largest rate that may be tried: above 0.";
        return refuse(table, Code::P002, &table.span_of("max"), message, "Write max = 1.");
    }
    let then = if table.has("then") { Some(table.text("then")?) } else { None };
    Some(Task::Rate { of, vars, from: from?, rule: rule?, beta, goal: goal?, max, then })
}

fn goal(table: &Table<'_>) -> Option<Goal> {
    let goal = table.table("goal")?;
    let known: Vec<&str> = GOAL.iter().map(|key| key.name).collect();
    goal.check_keys("goal", &known, &[]);
    if goal.truth("stable") == Some(true) {
        return Some(Goal::Stable);
    }
    let steps = goal.whole("steps", 1, 100_000);
    if goal.has("below") {
        let below = goal.coordinate("below")?;
        if !goal.has("steps") {
            let message = "`goal` says below what, but not after how many steps.";
            return refuse(table, Code::P004, &goal.span, message, "Add steps = 20.");
        }
        return Some(Goal::Below { steps: u32::try_from(steps?).ok()?, below });
    }
    if goal.has("steps") {
        return Some(Goal::Reached { steps: u32::try_from(steps?).ok()? });
    }
    let remedy = "Use { steps = 20, below = 0.001 }, { stable = true } or { steps = 1 }.";
    refuse(table, Code::P004, &goal.span, "`goal` says nothing that can be reached.", remedy)
}

/// A walk of a figure.
pub(in crate::pack) fn path(table: &Table<'_>, vars: &[Name]) -> Option<Path> {
    let known: Vec<&str> = PATH.iter().map(|key| key.name).collect();
    table.check_keys("path", &known, &["from"]);
    let from = table.point("from", vars);
    let walk = walk(table, vars);
    let steps =
        if table.has("steps") { table.whole_with("steps", 0, 100_000, Code::P009)? } else { 25 };
    let label = if table.has("label") { Some(table.text("label")?) } else { None };
    Some(Path { walk: walk?, from: from?, steps: usize::try_from(steps).ok()?, label })
}

/// Two finite numbers, the smaller first.
pub(in crate::pack) fn interval(table: &Table<'_>, key: &str) -> Option<Interval> {
    let ends = [Name::new("from"), Name::new("to")];
    let point = table.point(key, &ends)?;
    let (low, high) = (point.first()?.to_f64(), point.get(1)?.to_f64());
    if low < high && (high - low).is_finite() && high - low > low.abs().max(high.abs()) * 1e-12 {
        return Some(Interval { low, high });
    }
    let message = format!("`{key}` is empty: it gives two numbers, the smaller first.");
    refuse(table, Code::E103, &table.span_of(key), message, "Such as [-4, 4].")
}
