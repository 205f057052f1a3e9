//! Which part of the plane suits a function and its walks, and what is marked there?

use super::Runner;
use crate::descent::{Critical, Kind, critical_points};
use crate::math::Compiled;
use crate::plot::{Mark, MarkKind, Window, interval, reach, view};

/// The window, and the heights of a curve where its walks tell which matter.
pub(super) fn fit(f: &Compiled, runners: &[Runner]) -> (Window, Option<[f64; 2]>) {
    let points = |take: usize| {
        runners.iter().flat_map(move |runner| runner.points.iter().take(take).copied())
    };
    if f.variables().len() == 1 {
        let value = |x: f64| f.value(&[x]);
        let starts: Vec<f64> = points(1).map(|point| point[0]).collect();
        let reach = starts.iter().map(|x| x.abs()).fold(2.0, f64::max) * 2.0;
        let level = critical_points(f, &[(-reach, reach)]);
        let level: Vec<f64> = level.iter().take(12).map(|critical| critical.at[0]).collect();
        let passed = points(usize::MAX).map(|point| point[0]).filter(|x| x.abs() <= reach);
        let near: Vec<f64> = passed.chain(level.iter().copied()).collect();
        let x = interval(&value, &near);
        let walked = points(usize::MAX).filter(|point| (x[0]..=x[1]).contains(&point[0]));
        let level = level.into_iter().map(value);
        let matter: Vec<f64> = walked.map(|point| point[1]).chain(level).collect();
        return (Window::new(x, [0.0, 1.0]), heights(&value, x, &matter));
    }
    let (starts, passed): (Vec<_>, Vec<_>) = (points(1).collect(), points(usize::MAX).collect());
    let around = reach(&starts, &passed);
    let critical: Vec<[f64; 2]> = marks(f, around).iter().map(|mark| mark.at).collect();
    let rows = |xs: &[f64], y: f64, out: &mut [f64]| f.row(xs, y, out);
    (view(&rows, &critical, &starts, &passed), None)
}

/// The window around a point, with its critical points near and room for an arrow from it.
pub(super) fn around(f: &Compiled, at: [f64; 2]) -> Window {
    let critical: Vec<[f64; 2]> = marks(f, reach(&[at], &[])).iter().map(|mark| mark.at).collect();
    let rows = |xs: &[f64], y: f64, out: &mut [f64]| f.row(xs, y, out);
    let window = view(&rows, &critical, &[at], &[]);
    let room = window.width().min(window.height()) * 0.3;
    let side = |[low, high]: [f64; 2], at: f64| [low.min(at - room), high.max(at + room)];
    Window::new(side(window.x, at[0]), side(window.y, at[1]))
}

/// From the lowest point of the curve to a little above the heights that matter, those of walks
/// and of critical points: what lies far higher would press them into a line. `None` where the
/// whole curve is no higher.
fn heights(f: &dyn Fn(f64) -> f64, [from, to]: [f64; 2], matter: &[f64]) -> Option<[f64; 2]> {
    const LOOKS: usize = 200;
    let at = |i: usize| from + (to - from) * (i as f64 + 0.5) / LOOKS as f64;
    let seen = (0..LOOKS).map(|i| f(at(i))).filter(|y| y.is_finite());
    let (low, high) = seen.fold((f64::MAX, f64::MIN), |(low, high), y| (low.min(y), high.max(y)));
    let top = matter.iter().copied().filter(|y| y.is_finite()).fold(f64::MIN, f64::max);
    let enough = top + (top - low) * 0.4;
    (top > low && high > enough).then_some([low - (enough - low) * 0.08, enough])
}

/// More marks than this hide what they mark; then only the lowest points get one.
const MOST_MARKS: usize = 48;

/// Minima, saddles and maxima in a window.
pub(super) fn marks(f: &Compiled, window: Window) -> Vec<Mark> {
    let ends = [(window.x[0], window.x[1]), (window.y[0], window.y[1])];
    let mut found = critical_points(f, &ends);
    if found.len() > MOST_MARKS {
        found.retain(|critical| critical.kind == Kind::Minimum);
        found.truncate(MOST_MARKS);
    }
    let mark = |critical: &Critical| {
        let kind = match critical.kind {
            Kind::Minimum => MarkKind::Minimum,
            Kind::Saddle => MarkKind::Saddle,
            Kind::Maximum => MarkKind::Maximum,
            Kind::Degenerate => return None,
        };
        Some(Mark { at: [critical.at[0], critical.at[1]], kind })
    };
    found.iter().filter_map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_is_not_pressed_flat_by_what_lies_far_above_it() {
        let quartic = |x: f64| x.powi(4);
        let heights = heights(&quartic, [-10.0, 10.0], &[16.0, 1.0]);
        assert!(heights.is_some_and(|[low, high]| low < 0.0 && high > 16.0 && high < 30.0));
        assert_eq!(super::heights(&|x| x * x, [-2.0, 2.0], &[4.0, 1.0]), None);
    }
}
