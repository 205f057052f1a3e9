//! Are the critical points that gradus will ask for all there are?
//!
//! Points are found by search, within −10 … 10 and a few beyond where the author names no interval. What a search
//! cannot see is looked for in other ways: the roots of a polynomial are counted, a wider window is
//! searched, and steps towards a flat place from many starts must end at a point of the list.

use crate::math::compile::Compiled;
use crate::math::{Expr, Name, carry_out, gradient};
use crate::pack::{Code, Coordinate, Task, real_roots};
use crate::tutor::steps::critical_list;

use super::keys::{Finding, finding};

/// Where points are looked for without `on`.
const REACH: f64 = 10.0;
/// Where more of them would be a fault.
const WIDE: f64 = 40.0;
/// Places across an interval that are tried.
const PLACES: usize = 401;

pub(super) fn check(task: &Task, found: &mut Vec<Finding>) {
    match task {
        Task::Critical { of, vars, on, .. } => {
            found.extend(critical(&carry_out(of), vars, on.as_ref()));
        }
        Task::Parts(parts) => parts.parts.iter().for_each(|part| check(&part.task, found)),
        _ => {}
    }
}

fn critical(of: &Expr, vars: &[Name], on: Option<&(Coordinate, Coordinate)>) -> Option<Finding> {
    let slopes = gradient(of, vars);
    if slopes.iter().all(|slope| slope.as_number().is_some_and(crate::math::Number::is_zero)) {
        let message = "The slope is 0 everywhere: every point is critical.";
        return Some(finding(Code::E104, "of", message, "Use a function that is not constant."));
    }
    let f = Compiled::new(of, vars).ok()?;
    let listed: Vec<Vec<f64>> =
        critical_list(of, vars, on).into_iter().map(|(_, point)| point.at).collect();
    let ([name], [slope]) = (vars, slopes.as_slice()) else {
        return missed(&slopes, vars, &listed);
    };
    let compiled = Compiled::new(slope, vars).ok()?;
    let window = on.map_or((-REACH, REACH), |(low, high)| (low.to_f64(), high.to_f64()));
    miscounted(slope, name, listed.len(), on)
        .or_else(|| unlisted(&changes(&f, &compiled, window), &listed, window))
        .or_else(|| if on.is_none() { beyond(&f, &compiled, &listed) } else { None })
}

/// The roots of a polynomial slope are counted exactly.
fn miscounted(
    slope: &Expr,
    name: &Name,
    listed: usize,
    on: Option<&(Coordinate, Coordinate)>,
) -> Option<Finding> {
    let count = real_roots(slope, name).ok().flatten().filter(|_| on.is_none())?;
    if count == listed {
        return None;
    }
    let are = match count {
        0 => "is no critical point".to_owned(),
        1 => "is 1 critical point".to_owned(),
        _ => format!("are {count} critical points"),
    };
    let message = format!("There {are}, and gradus finds {listed}.");
    Some(finding(
        Code::E102,
        "of",
        message,
        "Give an interval that holds them, on = [a, b], or other numbers.",
    ))
}

/// A place where the slope changes its sign.
enum Change {
    /// It is 0 there.
    Root(f64),
    /// It jumps, and f stays finite: an extremum that is no answer.
    Corner(f64),
}

/// Where the slope changes its sign between two places; poles are left out.
fn changes(f: &Compiled, slope: &Compiled, (low, high): (f64, f64)) -> Vec<Change> {
    let place = |i: usize| low + (high - low) * (i as f64 + 0.377) / PLACES as f64;
    let values: Vec<f64> = (0..PLACES).map(|i| slope.value(&[place(i)])).collect();
    let cells = (1..PLACES).filter(|i| values[i - 1] * values[*i] < 0.0);
    cells
        .filter_map(|i| {
            let (mut a, mut b) = (place(i - 1), place(i));
            for _ in 0..60 {
                let middle = f64::midpoint(a, b);
                let here = slope.value(&[middle]);
                if here == 0.0 {
                    return Some(Change::Root(middle));
                }
                if here * values[i - 1] < 0.0 {
                    b = middle;
                } else {
                    a = middle;
                }
            }
            let rest = slope.value(&[a]).abs().max(slope.value(&[b]).abs());
            let size = values[i - 1].abs().max(values[i].abs());
            if rest < 1e-6 * size.max(1.0) {
                Some(Change::Root(a))
            } else {
                is_continuous(f, a).then_some(Change::Corner(a))
            }
        })
        .collect()
}

/// Does f come to one finite value from both sides?
fn is_continuous(f: &Compiled, at: f64) -> bool {
    let value = |step: f64| f.value(&[at + step]);
    let settles = |side: f64| {
        let (far, near) = (value(side * 1e-6), value(side * 1e-12));
        (far - near).abs() < 0.01 * (1.0 + far.abs())
    };
    let gap = (value(1e-12) - value(-1e-12)).abs();
    settles(1.0) && settles(-1.0) && gap < 0.01 * (1.0 + value(1e-12).abs())
}

/// A change of sign within the window that is not in the list.
fn unlisted(changes: &[Change], listed: &[Vec<f64>], (low, high): (f64, f64)) -> Option<Finding> {
    changes.iter().find_map(|change| match change {
        Change::Corner(at) => {
            let at = crate::text::number((at * 1e9).round() / 1e9);
            let message = format!(
                "The slope jumps over 0 at {at}: an extremum where f' is not 0, which gradus does not list."
            );
            let remedy = "Use a smooth function, or an interval without the corner: on = [a, b].";
            Some(finding(Code::E102, "of", message, remedy))
        }
        Change::Root(at) => {
            let near = 1e-3 * (high - low);
            if listed.iter().any(|own| (own[0] - at).abs() < near) {
                return None;
            }
            let at = crate::text::number(*at);
            let message = format!("There is a critical point at {at}, which gradus does not find.");
            Some(finding(Code::E102, "of", message, "Give an interval around it: on = [a, b]."))
        }
    })
}

fn far(at: &str, remedy: &'static str) -> Finding {
    let message = format!(
        "There are critical points that gradus does not list, such as {at}: it lists those within −10 … 10, and a few beyond."
    );
    finding(Code::E102, "of", message, remedy)
}

/// A critical point of a function of one variable outside of where they are looked for.
fn beyond(f: &Compiled, slope: &Compiled, listed: &[Vec<f64>]) -> Option<Finding> {
    let sides = [(REACH, WIDE), (-WIDE, -REACH)];
    let is_listed = |at: f64| listed.iter().any(|own| (own[0] - at).abs() < 1e-3 * WIDE);
    let at = sides.into_iter().flat_map(|side| changes(f, slope, side)).find_map(|c| match c {
        Change::Root(at) => (!is_listed(at)).then_some(at),
        Change::Corner(_) => None,
    })?;
    Some(far(&crate::text::number(at), "Give an interval, such as on = [0, 6]."))
}

/// A flat place of a function of two variables that is not in the list: mostly a line of them, or
/// one of a pattern without end.
fn missed(slopes: &[Expr], vars: &[Name], listed: &[Vec<f64>]) -> Option<Finding> {
    let [first, second] = slopes else { return None };
    let slopes = [Compiled::new(first, vars).ok()?, Compiled::new(second, vars).ok()?];
    let spread = |width: f64| {
        (0..25).map(move |i| [f64::from(i % 5 - 2) * width + 0.13, f64::from(i / 5 - 2) * width])
    };
    let is_listed = |at: &[f64; 2]| {
        let near = |own: &Vec<f64>| own.iter().zip(at).all(|(a, b)| (a - b).abs() < 0.05);
        listed.iter().any(near)
    };
    let flat = spread(4.3)
        .chain(spread(13.7))
        .filter_map(|start| settled(&slopes, start))
        .find(|at| at.iter().all(|x| x.abs() < WIDE) && !is_listed(at))?;
    let at: Vec<String> =
        flat.iter().map(|x| crate::text::number((x * 1e6).round() / 1e6)).collect();
    let at = format!("({})", at.join(", "));
    if flat.iter().any(|x| x.abs() > REACH) {
        return Some(far(&at, "Choose a function whose critical points lie within."));
    }
    let message = format!(
        "The gradient is 0 near {at} too, which gradus does not list: flat places that make a line are no answer."
    );
    Some(finding(Code::E102, "of", message, "Choose a function with separate critical points."))
}

/// Where steps of Levenberg and Marquardt towards a gradient of 0 end, if they do.
fn settled(slopes: &[Compiled; 2], start: [f64; 2]) -> Option<[f64; 2]> {
    let mut at = start;
    let (mut damping, mut moved) = (1e-3, f64::INFINITY);
    let size = |at: &[f64; 2]| slopes[0].value(at).hypot(slopes[1].value(at));
    for _ in 0..60 {
        let (mut a, mut b) = ([0.0; 2], [0.0; 2]);
        let g = [slopes[0].gradient(&at, &mut a), slopes[1].gradient(&at, &mut b)];
        let here = g[0].hypot(g[1]);
        // Far out, where a bell is flat, the gradient is tiny and the steps are not.
        if here < 1e-12 {
            return (moved < 1e-4).then_some(at);
        }
        // (JᵀJ + μ·1)·step = −Jᵀg
        let (p, q, r) =
            (a[0] * a[0] + b[0] * b[0], a[0] * a[1] + b[0] * b[1], { a[1] * a[1] + b[1] * b[1] });
        let (u, v) = (a[0] * g[0] + b[0] * g[1], a[1] * g[0] + b[1] * g[1]);
        let (p, r) = (p + damping, r + damping);
        let below = p * r - q * q;
        let next = [at[0] - (r * u - q * v) / below, at[1] - (p * v - q * u) / below];
        if size(&next) < here {
            moved = (next[0] - at[0]).hypot(next[1] - at[1]);
            at = next;
            damping = (damping * 0.2).max(1e-12);
        } else {
            damping *= 8.0;
        }
        if !damping.is_finite() || damping > 1e12 {
            return None;
        }
    }
    None
}
