//! Which window shows a function well?

use super::field::Rows;
use super::window::Window;

/// Windows tried in turn where nothing else tells: the first in which the function mostly exists.
const TRIED: [[f64; 2]; 5] = [[-5.0, 5.0], [0.0, 10.0], [-1.0, 1.0], [0.0, 1.0], [-100.0, 100.0]];

/// From this share of finite heights on a function counts as there.
const THERE: f64 = 0.6;

/// A window for a function of two variables: its critical points, the starts of walks and what
/// they pass near them, evenly around; without any the first usual window where it exists.
pub fn view(f: &Rows, critical: &[[f64; 2]], starts: &[[f64; 2]], passed: &[[f64; 2]]) -> Window {
    let near = critical.iter().chain(starts).copied();
    let Some(core) = Window::around(near, 0.0) else {
        return usual(|[x, y]| {
            let mut out = [f64::NAN];
            f(&[x], y, &mut out);
            out[0]
        });
    };
    let around = |[low, high]: [f64; 2]| [low - (high - low) * 1.5, high + (high - low) * 1.5];
    let reach = Window::new(around(core.x), around(core.y));
    let seen = critical.iter().chain(starts).chain(passed).copied();
    let points: Vec<[f64; 2]> = seen.filter(|point| reach.contains(*point)).collect();
    let middle = Window::around(critical.iter().copied(), 0.0).unwrap_or(core);
    let middle = [middle.x[0] + middle.width() / 2.0, middle.y[0] + middle.height() / 2.0];
    let half =
        |axis: usize| points.iter().map(|p| (p[axis] - middle[axis]).abs()).fold(0.0, f64::max);
    let (across, up) = (half(0), half(1));
    let long = across.max(up);
    if long <= 0.0 {
        let alone = middle[0].abs().max(middle[1].abs()).max(2.0);
        return Window::new(
            [middle[0] - alone, middle[0] + alone],
            [middle[1] - alone, middle[1] + alone],
        );
    }
    let side = |middle: f64, half: f64| {
        let half = half.max(long * 0.4) * 1.3;
        [middle - half, middle + half]
    };
    Window::new(side(middle[0], across), side(middle[1], up))
}

/// A window in which to look for critical points: around the starts and what walks pass, as long
/// as they do not run away, and around the origin where that is near.
pub fn reach(starts: &[[f64; 2]], passed: &[[f64; 2]]) -> Window {
    let near = [[-5.0, -5.0], [5.0, 5.0]];
    let Some(core) = Window::around(starts.iter().copied(), 0.0) else {
        return Window::new([-5.0, 5.0], [-5.0, 5.0]);
    };
    let far = core.x.iter().chain(&core.y).map(|v| v.abs()).fold(5.0, f64::max) * 2.0;
    let is_near = |point: &&[f64; 2]| point.iter().all(|v| v.abs() <= far);
    let seen = passed.iter().filter(is_near).chain(starts);
    let is_home = far <= 20.0;
    let seen = seen.chain(near.iter().filter(|_| is_home)).copied();
    Window::around(seen, 0.1).unwrap_or(core)
}

/// An interval for a function of one variable: around the points that matter, or the first usual
/// one where it exists.
pub fn interval(f: &dyn Fn(f64) -> f64, points: &[f64]) -> [f64; 2] {
    let Some(core) = Window::around(points.iter().map(|x| [*x, 0.0]), 0.35) else {
        return usual(|[x, _]| f(x)).x;
    };
    if core.width() < 1e-6 * core.x[0].abs() || points.len() == 1 {
        let half = points[0].abs().max(2.0) * 1.5;
        return [points[0] - half, points[0] + half];
    }
    core.x
}

fn usual(f: impl Fn([f64; 2]) -> f64) -> Window {
    const LOOKS: usize = 12;
    let share = |[low, high]: [f64; 2]| {
        let at = |i: usize| low + (high - low) * (i as f64 + 0.371) / LOOKS as f64;
        let points = (0..LOOKS).flat_map(|i| (0..LOOKS).map(move |j| (i, j)));
        let there = points.filter(|(i, j)| f([at(*i), at(*j)]).is_finite()).count();
        there as f64 / (LOOKS * LOOKS) as f64
    };
    let side = TRIED.into_iter().find(|side| share(*side) >= THERE).unwrap_or(TRIED[0]);
    Window::new(side, side)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(_: &[f64], _: f64, out: &mut [f64]) {
        out.fill(0.0);
    }

    #[test]
    fn a_walk_to_a_minimum_is_seen_evenly_around_it() {
        let window = view(&none, &[[0.0, 0.0]], &[[3.0, 2.0]], &[[1.0, 1.0]]);
        assert!((window.x[0] + window.x[1]).abs() < 1e-9);
        assert!(window.contains([3.0, 2.0]) && !window.contains([4.0, 0.0]));
    }

    #[test]
    fn a_walk_that_runs_away_does_not_widen_the_view_for_ever() {
        let window = view(&none, &[[0.0, 0.0]], &[[3.0, 2.0]], &[[1e9, 1e9], [f64::NAN, 0.0]]);
        assert!(window.x[1] < 100.0);
    }

    #[test]
    fn a_logarithm_is_looked_at_where_it_exists() {
        assert_eq!(interval(&|x: f64| x.ln(), &[]), [0.0, 10.0]);
        assert_eq!(interval(&|x: f64| x.asin(), &[]), [-1.0, 1.0]);
    }
}
