//! Does f fall without end?

use super::super::linear::{dot, eigen, norm};
use super::super::run::Run;
use super::{number, vector};
use crate::math::Compiled;

/// `f = −142 and no end. This function has no minimum.`, where f falls without end along the way
/// that the walk has taken.
pub(super) fn seen(f: &Compiled, run: &Run) -> Option<String> {
    let last = run.steps();
    let value = run.values[last];
    if last == 0 || value >= run.values[last - 1] {
        return None;
    }
    if is_proved(f, run) {
        return Some(format!("f = {} and no end. This function has no minimum.", number(value)));
    }
    let step = run.step(last - 1)?;
    let length = norm(&step);
    let direction: Vec<f64> = step.iter().map(|part| part / length).collect();
    falls_along(f, run.end(), &direction).then(|| {
        let along = match direction.as_slice() {
            [one] if *one > 0.0 => "To the right".to_owned(),
            [_] => "To the left".to_owned(),
            _ => format!("Along {}", vector(&direction)),
        };
        format!("f = {}. {along} it falls as far as can be computed.", number(value))
    })
}

/// Is f a polynomial of degree at most two that has no minimum?
pub(super) fn is_proved(f: &Compiled, run: &Run) -> bool {
    let Some(degree) = f.degree().filter(|degree| *degree <= 2) else { return false };
    let gradient = run.gradients.last().map_or(&[][..], Vec::as_slice);
    if degree < 2 {
        return gradient.iter().any(|g| *g != 0.0);
    }
    let at = run.end();
    let mut hessian = vec![0.0; at.len() * at.len()];
    f.hessian(at, &mut hessian);
    let pairs = eigen(&hessian);
    let most = pairs.iter().fold(0.0_f64, |most, (value, _)| most.max(value.abs()));
    pairs.iter().any(|(value, vector)| {
        let is_downhill = dot(vector, gradient).abs() > 1e-9 * norm(gradient);
        *value < -1e-12 * most || (value.abs() <= 1e-12 * most && is_downhill)
    })
}

/// Does f fall along a ray, doubling after doubling, and no more slowly in the end than a root?
fn falls_along(f: &Compiled, from: &[f64], direction: &[f64]) -> bool {
    let here = f.value(from);
    let fall = |t: f64| {
        let point: Vec<f64> = from.iter().zip(direction).map(|(x, d)| x + t * d).collect();
        here - f.value(&point)
    };
    let mut before = fall(1.0);
    let mut t = 1.0;
    for doubling in 0..60 {
        t *= 2.0;
        let now = fall(t);
        if now.is_nan() || now <= before || (doubling > 20 && now < 1.3 * before) {
            return false;
        }
        if now.is_infinite() {
            break;
        }
        before = now;
    }
    true
}
