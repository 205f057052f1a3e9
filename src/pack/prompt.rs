//! How is the question put, where the author wrote none?

use crate::math::{Expr, Name, Node, print};

use super::reader::listed;
use super::task::{Approach, Coordinate, Direction, Goal, LinesGoal, Task};

/// The question of an exercise; the function itself is shown beside it.
pub(super) fn of(task: &Task) -> String {
    match task {
        Task::Derivative { by, order, .. } => derivative(by, *order),
        Task::Partial { by, .. } => format!("Differentiate f partially, by {}.", then(by)),
        Task::Gradient { vars, at, .. } => {
            format!("Give the gradient of f{}.", where_at(vars, at.as_deref()))
        }
        Task::Hessian { vars, at, .. } => {
            format!("Give the Hessian matrix of f{}.", where_at(vars, at.as_deref()))
        }
        Task::Directional { vars, at, along, normalise, .. } => {
            let scaled = if *normalise { "" } else { " (as it stands, not scaled to length 1)" };
            let direction = tuple(along);
            format!(
                "How steep is f{} in the direction {direction}{scaled}?",
                where_at(vars, Some(at))
            )
        }
        Task::Value { of, at } => {
            let vars: Vec<Name> = at.iter().map(|(name, _)| name.clone()).collect();
            let values: Vec<Coordinate> = at.iter().map(|(_, value)| value.clone()).collect();
            let place = if at.is_empty() { String::new() } else { where_at(&vars, Some(&values)) };
            format!("What is the value of ${}${place}?", print::ascii(of))
        }
        Task::Sign { by, order, at, .. } => {
            let slope =
                if *order == 1 { "slope of f".into() } else { format!("derivative {order} of f") };
            let place = where_at(std::slice::from_ref(by), Some(std::slice::from_ref(at)));
            format!("Is the {slope}{place} positive, negative or zero?")
        }
        Task::Choice { several: true, .. } => "Choose all that are right.".into(),
        Task::Choice { .. } => "Choose one.".into(),
        Task::Critical { classify, on, .. } => {
            let interval = on.as_ref().map_or(String::new(), |(low, high)| {
                format!(" between {} and {}", shown(low), shown(high))
            });
            let kinds =
                if *classify { ", and say of each whether it is min, max or saddle" } else { "" };
            format!("Find the critical points of f{interval}{kinds}.")
        }
        Task::Step { from, walk, times, .. } => {
            let rate =
                walk.rate.as_ref().map_or(String::new(), |r| format!(" with rate {}", shown(r)));
            let steps = if *times == 1 { "one step".into() } else { format!("{times} steps") };
            let rule = walk.rule.name();
            format!("Start at {}. Where are you after {steps} of {rule}{rate}?", tuple(from))
        }
        Task::Arrow { vars, at, show, .. } => arrow(vars, at, *show),
        Task::Rate { goal, from, .. } => rate(goal, from),
        Task::Lines { goal, by, .. } => match goal {
            LinesGoal::Derivative => {
                format!("Derive f'({}) line by line; every line equals it.", by.as_str())
            }
            LinesGoal::Simplify => "Simplify f line by line; every line equals it.".into(),
            LinesGoal::Solve => "Solve f = 0 line by line.".into(),
        },
        Task::Fill { .. } => "Fill the gaps, so that the line is true.".into(),
        Task::Order { .. } => "Bring the steps into their order.".into(),
        Task::Limit { name, to, quotient_of: Some(_), .. } => {
            format!(
                "Take the limit of the difference quotient as {} goes to {}.",
                name.as_str(),
                goes_to(to)
            )
        }
        Task::Limit { name, to, .. } => {
            format!("Where does the expression go as {} goes to {}?", name.as_str(), goes_to(to))
        }
        Task::Parts(_) => "Answer part by part.".into(),
        Task::Card { front, .. } => front.clone(),
        Task::Spot { .. } => "Which is the first wrong line?".into(),
    }
}

/// The question of a part, which knows its own name.
pub(super) fn for_part(id: &str, task: &Task) -> String {
    match task {
        Task::Value { of, .. } => match slope_of_a_name(of) {
            Some(slope) => format!("{slope} = ?"),
            None => format!("{id} = ?"),
        },
        _ => of(task),
    }
}

/// `d/da(L)`, the slope of something that has a name, is asked as ∂L/∂a.
fn slope_of_a_name(of: &Expr) -> Option<String> {
    let Node::Slope(inner, by) = of.node() else { return None };
    let (Node::Name(name), [by]) = (inner.node(), by.as_slice()) else { return None };
    Some(format!("∂{}/∂{}", name.as_str(), by.as_str()))
}

fn derivative(by: &Name, order: u32) -> String {
    match order {
        1 => format!("Differentiate f with respect to {}.", by.as_str()),
        2 => format!("Differentiate f twice with respect to {}.", by.as_str()),
        _ => format!("Differentiate f {order} times with respect to {}.", by.as_str()),
    }
}

fn then(names: &[Name]) -> String {
    names.iter().map(Name::as_str).collect::<Vec<_>>().join(", then by ")
}

fn where_at(vars: &[Name], at: Option<&[Coordinate]>) -> String {
    let Some(at) = at else { return String::new() };
    match (vars, at) {
        ([name], [value]) => format!(" at {} = {}", name.as_str(), shown(value)),
        _ => format!(" at ({}) = {}", listed(vars), tuple(at)),
    }
}

fn tuple(point: &[Coordinate]) -> String {
    match point {
        [one] => shown(one),
        _ => format!("({})", point.iter().map(shown).collect::<Vec<_>>().join(", ")),
    }
}

/// A constant as a sentence shows it: short decimals as such, anything else as maths.
pub(super) fn shown(value: &Coordinate) -> String {
    match value.number() {
        Some(number) if number.is_integer() => number.to_string(),
        Some(number) => {
            let double = number.to_f64().to_string();
            let same = super::constant::number(&double).as_ref() == Some(number);
            if same && double.len() <= 10 { double } else { number.to_string() }
        }
        None => format!("${}$", print::ascii(value.expr())),
    }
}

fn arrow(vars: &[Name], at: &[Coordinate], show: Direction) -> String {
    let place = where_at(vars, Some(at));
    match show {
        Direction::Descent => format!("Turn the arrow{place} to where f falls most steeply."),
        Direction::Ascent => format!("Turn the arrow{place} to where f climbs most steeply."),
        Direction::Contour => format!("Turn the arrow{place} along the contour line."),
    }
}

fn rate(goal: &Goal, from: &[Coordinate]) -> String {
    let start = tuple(from);
    match goal {
        Goal::Below { steps, below } => format!(
            "Start at {start}. Choose a learning rate so that f is below {} after at most {steps} steps.",
            shown(below)
        ),
        Goal::Stable => {
            format!("Start at {start}. What is the largest learning rate that does not diverge?")
        }
        Goal::Reached { steps: 1 } => {
            format!(
                "Start at {start}. Choose a learning rate that reaches the minimum in one step."
            )
        }
        Goal::Reached { steps } => {
            format!(
                "Start at {start}. Choose a learning rate that reaches the minimum in {steps} steps."
            )
        }
    }
}

fn goes_to(to: &Approach) -> String {
    match to {
        Approach::Number(value) => shown(value),
        Approach::Above(value) => format!("{} from above", shown(value)),
        Approach::Below(value) => format!("{} from below", shown(value)),
        Approach::Infinity => "infinity".into(),
        Approach::MinusInfinity => "minus infinity".into(),
    }
}
