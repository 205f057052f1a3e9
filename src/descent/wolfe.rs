//! How far along a direction: a length at which the strong Wolfe conditions hold.
//!
//! Bracketing and zoom with cubic interpolation (Nocedal and Wright, Numerical Optimization,
//! algorithms 3.5 and 3.6), with the safeguards that PyTorch uses, so that the lengths agree.

use super::linear::dot;
use super::rule::Here;

/// f must fall by this share of what its slope promises.
const ENOUGH: f64 = 1e-4;
/// The slope must flatten to this share.
const FLATTER: f64 = 0.9;
const MOST_TRIALS: usize = 25;

/// f along the direction, at one length.
#[derive(Clone, Copy)]
struct Trial {
    t: f64,
    value: f64,
    slope: f64,
}

/// The line that is searched.
struct Line<'a> {
    here: &'a Here<'a>,
    direction: &'a [f64],
    slope: f64,
}

impl Line<'_> {
    fn at(&self, t: f64) -> Trial {
        let point: Vec<f64> =
            self.here.at.iter().zip(self.direction).map(|(x, d)| x + t * d).collect();
        let mut gradient = vec![0.0; point.len()];
        let value = self.here.f.gradient(&point, &mut gradient);
        Trial { t, value, slope: dot(&gradient, self.direction) }
    }

    fn falls_too_little(&self, trial: Trial) -> bool {
        trial.value > self.here.value + ENOUGH * trial.t * self.slope
    }

    fn is_flat_enough(&self, trial: Trial) -> bool {
        trial.slope.abs() <= -FLATTER * self.slope
    }
}

/// The length of the step along `direction`, along which f has the slope `slope` here; `trial` is
/// the first length that is tried.
pub(super) fn search(here: &Here, direction: &[f64], slope: f64, trial: f64) -> f64 {
    let line = Line { here, direction, slope };
    let start = Trial { t: 0.0, value: here.value, slope };
    let (mut before, mut now) = (start, line.at(trial));
    let mut tried = 0;
    while tried < MOST_TRIALS {
        if line.falls_too_little(now) || (tried > 1 && now.value >= before.value) {
            return zoom(&line, before, now, tried);
        }
        if line.is_flat_enough(now) {
            return now.t;
        }
        if now.slope >= 0.0 {
            return zoom(&line, before, now, tried);
        }
        let bounds = (now.t + 0.01 * (now.t - before.t), now.t * 10.0);
        let next = interpolate(before, now, bounds);
        (before, now) = (now, line.at(next));
        tried += 1;
    }
    if start.value <= now.value { start.t } else { now.t }
}

/// Shrinks a bracket until the conditions hold.
fn zoom(line: &Line, first: Trial, second: Trial, mut tried: usize) -> f64 {
    let is_rising = first.value <= second.value;
    let (mut low, mut high) = if is_rising { (first, second) } else { (second, first) };
    // The interpolation depends on which end came first.
    let mut low_is_first = is_rising;
    let mut was_near_the_end = false;
    while tried < MOST_TRIALS {
        let (one, other) = if low_is_first { (low, high) } else { (high, low) };
        let (least, most) = (low.t.min(high.t), low.t.max(high.t));
        let mut t = interpolate(one, other, (least, most));
        let margin = 0.1 * (most - least);
        if (most - t).min(t - least) < margin {
            if was_near_the_end || t >= most || t <= least {
                let near_most = (t - most).abs() < (t - least).abs();
                t = if near_most { most - margin } else { least + margin };
                was_near_the_end = false;
            } else {
                was_near_the_end = true;
            }
        } else {
            was_near_the_end = false;
        }
        let now = line.at(t);
        tried += 1;
        if line.falls_too_little(now) || now.value >= low.value {
            high = now;
            let (one, other) = if low_is_first { (low, high) } else { (high, low) };
            // A tie goes to the end that came first.
            let first_is_low = one.value <= other.value;
            (low, high) = if first_is_low { (one, other) } else { (other, one) };
            low_is_first = first_is_low;
            continue;
        }
        if line.is_flat_enough(now) {
            return now.t;
        }
        if now.slope * (high.t - low.t) >= 0.0 {
            high = low;
        }
        low = now;
    }
    low.t
}

/// Where the cubic through two trials has its minimum, within bounds; their middle where it has
/// none.
fn interpolate(one: Trial, other: Trial, (least, most): (f64, f64)) -> f64 {
    let d1 = one.slope + other.slope - 3.0 * (one.value - other.value) / (one.t - other.t);
    let square = d1 * d1 - one.slope * other.slope;
    if square.is_nan() || square < 0.0 {
        return f64::midpoint(least, most);
    }
    let d2 = square.sqrt();
    let (near, far) = if one.t <= other.t { (one, other) } else { (other, one) };
    let share = (far.slope + d2 - d1) / (far.slope - near.slope + 2.0 * d2);
    let t = far.t - (far.t - near.t) * share;
    if t.is_nan() {
        return f64::midpoint(least, most);
    }
    t.max(least).min(most)
}
