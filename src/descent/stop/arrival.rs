//! Walks that arrived: at a minimum, a saddle, a maximum or on level ground.

use super::super::linear::{eigen, norm};
use super::super::run::Run;
use super::{Reason, Stop, after, curvature, flat_points, place};
use crate::descent::Method;
use crate::math::Compiled;
use crate::text::number;

/// A curvature of less than this share of the largest counts as zero.
const NOTHING: f64 = 1e-9;

/// What the ground is like where a walk stands.
struct Ground {
    eigenvalues: Vec<f64>,
    reason: Reason,
    /// A sentence about it.
    words: String,
}

/// The verdict on a walk whose gradient ended below 10⁻⁶; `None` on any other.
pub(super) fn arrived(f: &Compiled, run: &Run) -> Option<Stop> {
    let flat = flat_points(run);
    if flat == 0 {
        return None;
    }
    let step = run.points.len() - flat;
    let ground = ground(f, run);
    let kind = ground.reason;
    let words = match kind {
        Reason::Saddle | Reason::Maximum => {
            let name = match (kind, f.variables().len()) {
                (Reason::Maximum, _) => "a maximum",
                (_, 1) => "a point of inflection",
                _ => "a saddle",
            };
            let mut words = format!("Stopped at {name}: {}.", curvature(&ground.eigenvalues));
            words += &why_there(f, run, step);
            words
        }
        Reason::Plateau => format!("Stopped on level ground: ‖∇f‖ < 10⁻⁶. {}", ground.words),
        _ if step == 0 => format!("‖∇f‖ < 10⁻⁶ at the start already. {}", ground.words),
        _ => format!("Arrived {}: ‖∇f‖ < 10⁻⁶. {}", after(step), ground.words),
    };
    Some(Stop::new(kind, step, words))
}

/// The verdict on a walk that was to stop at a gradient of this length.
pub(super) fn within_tolerance(f: &Compiled, run: &Run) -> Stop {
    let asked = run.plan.tolerance.unwrap_or(super::FLAT);
    if asked <= super::FLAT
        && let Some(stop) = arrived(f, run)
    {
        return stop;
    }
    let ground = ground(f, run);
    let step = run.steps();
    let words =
        format!("Arrived {}: ‖∇f‖ ≤ {}, as asked. {}", after(step), number(asked), ground.words);
    Stop::new(Reason::Converged, step, words)
}

/// What the Hessian and, where it does not decide, the neighbours say about the last point.
fn ground(f: &Compiled, run: &Run) -> Ground {
    let at = run.end();
    let mut hessian = vec![0.0; at.len() * at.len()];
    f.hessian(at, &mut hessian);
    let pairs = eigen(&hessian);
    let eigenvalues: Vec<f64> = pairs.iter().map(|(value, _)| *value).collect();
    let most = eigenvalues.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    let gradient = run.gradients.last().map_or(&[][..], Vec::as_slice);
    let (reason, words) = if most.is_nan() {
        (Reason::Converged, "There are no second slopes here to say what it is.".to_owned())
    } else if is_far_from_level(&pairs, gradient) {
        (Reason::Plateau, format!("f hardly changes around {}.", place(f, at)))
    } else if most < super::FLAT {
        // So little curvature that its sign is an accident of where exactly the walk stands.
        by_neighbours(f, at, &eigenvalues)
    } else {
        let nothing = most * NOTHING;
        let positive = eigenvalues.iter().filter(|value| **value > nothing).count();
        let negative = eigenvalues.iter().filter(|value| **value < -nothing).count();
        match (positive, negative, eigenvalues.len()) {
            (p, 0, n) if p == n => (Reason::Converged, all(&eigenvalues, "positive", "a minimum")),
            (0, m, n) if m == n => (Reason::Maximum, all(&eigenvalues, "negative", "a maximum")),
            (1.., 1.., _) => (Reason::Saddle, String::new()),
            _ => by_neighbours(f, at, &eigenvalues),
        }
    };
    Ground { eigenvalues, reason, words }
}

/// `Both eigenvalues are positive: a minimum.`
fn all(eigenvalues: &[f64], sign: &str, what: &str) -> String {
    match eigenvalues {
        [one] => format!("f″ = {} is {sign}: {what}.", number(*one)),
        [_, _] => format!("Both eigenvalues are {sign}: {what}."),
        _ => format!("All {} eigenvalues are {sign}: {what}.", eigenvalues.len()),
    }
}

/// Is the gradient small only because f is flat all over here? Then the point where the local
/// parabola is level is far away.
fn is_far_from_level(pairs: &[(f64, Vec<f64>)], gradient: &[f64]) -> bool {
    pairs.iter().any(|(value, vector)| {
        let share: f64 = vector.iter().zip(gradient).map(|(v, g)| v * g).sum();
        share.abs() > 0.1 * value.abs() && value.abs() < super::FLAT
    })
}

/// Where a curvature is zero, the values around decide.
fn by_neighbours(f: &Compiled, at: &[f64], eigenvalues: &[f64]) -> (Reason, String) {
    let here = f.value(at);
    let radius = 1e-2 * (1.0 + norm(at));
    let changes: Vec<f64> = directions(at.len())
        .iter()
        .map(|direction| {
            let near: Vec<f64> = at.iter().zip(direction).map(|(x, d)| x + radius * d).collect();
            f.value(&near) - here
        })
        .collect();
    // What an axis missed by a rounding adds is no change.
    let nothing = 1e-9 * changes.iter().fold(0.0_f64, |most, change| most.max(change.abs()));
    let higher = changes.iter().filter(|change| **change > nothing).count();
    let lower = changes.iter().filter(|change| **change < -nothing).count();
    let level = changes.len() - higher - lower;
    let zero = curvature(eigenvalues);
    match (higher, lower, level) {
        (1.., 1.., _) => (Reason::Saddle, String::new()),
        (1.., 0, 0) => (
            Reason::Converged,
            format!("The Hessian does not decide ({zero}), but f is higher all around: a minimum."),
        ),
        (1.., 0, _) => (
            Reason::Converged,
            format!("The bottom of a valley ({zero}): f is level one way, higher the other."),
        ),
        (0, 1.., _) => (Reason::Maximum, String::new()),
        (0, 0, _) => (Reason::Plateau, format!("f does not change around {}.", place(f, at))),
    }
}

/// Along each axis both ways, and for two variables a ring of sixteen.
fn directions(n: usize) -> Vec<Vec<f64>> {
    if n == 2 {
        let turn = |i: i32| std::f64::consts::TAU * f64::from(i) / 16.0;
        return (0..16).map(|i| vec![libm::cos(turn(i)), libm::sin(turn(i))]).collect();
    }
    (0..n)
        .flat_map(|i| {
            [1.0, -1.0].map(|sign| (0..n).map(|k| if k == i { sign } else { 0.0 }).collect())
        })
        .collect()
}

/// Why a walk could end where no ball would stay.
fn why_there(f: &Compiled, run: &Run, step: usize) -> String {
    if step == 0 {
        return " The gradient is 0 at the start, so no step leaves it.".to_owned();
    }
    if run.plan.method == Method::Newton {
        return " Newton's method goes wherever the gradient is 0.".to_owned();
    }
    let start = &run.points[0];
    if start.len() != 2 {
        return String::new();
    }
    let kept = (0..2).find(|&i| run.points.iter().all(|point| point[i] == start[i]));
    kept.map_or(String::new(), |i| {
        let (from, name) = (place(f, start), f.variables()[i].as_str());
        format!(" From {from} the walk never leaves the line {name} = {}.", number(start[i]))
    })
}
