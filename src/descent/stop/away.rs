//! Walks that ended where they cannot go on: out of bounds, off the domain, without an inverse.

use super::super::run::Run;
use super::super::walk::FAR;
use super::{Reason, Stop, curvature, endless, limit_below, place};
use crate::descent::Method;
use crate::math::Compiled;
use crate::text::{digits, number};

/// The verdict on a walk that left every bound.
pub(super) fn diverged(f: &Compiled, run: &Run) -> Stop {
    let last = run.steps();
    let value = run.values[last];
    let words = if last == 0 {
        let value = number(value);
        if run.end().iter().any(|x| x.abs() > FAR) {
            "The start is out of bounds: coordinates go up to 10¹⁰⁰.".to_owned()
        } else {
            format!("The start is out of bounds: f = {value} there.")
        }
    } else if value < -FAR {
        let mut words = format!("Diverged at step {last}: f = {} and falling.", number(value));
        if endless::is_proved(f, run) {
            words += " This function has no minimum.";
        }
        words
    } else {
        let why = too_fast(f, run, last).unwrap_or_else(|| otherwise(run));
        format!("Diverged at step {last}: {why}")
    };
    Stop::new(Reason::Diverged, last, words)
}

/// `rate·λmax = 10.5, more than 2. The limit at the start is 0.00095.`, where that is the reason.
pub(super) fn too_fast(f: &Compiled, run: &Run, last: usize) -> Option<String> {
    let bound = run.plan.stability()?;
    let product = |k: usize| {
        let most = *run.eigenvalues(f, k).last()?;
        let product = run.rates.get(k)? * most;
        (product > bound).then_some((product, most))
    };
    let allowed = match run.plan.method {
        Method::Momentum => format!("2(1 + β) = {}", number(bound)),
        Method::Nesterov => format!("2(1 + β)/(1 + 2β) = {}", number(bound)),
        _ => number(bound),
    };
    if let Some((product, most)) = product(0) {
        let (product, limit) = (digits(product, 3), limit_below(bound / most));
        return Some(format!(
            "rate·λmax = {product}, more than {allowed}. The limit at the start is {limit}."
        ));
    }
    // Far out every curvature is large: only where it began counts.
    let (k, (product, most)) = (1..last).find_map(|k| Some((k, product(k)?)))?;
    let (product, limit) = (digits(product, 3), limit_below(bound / most));
    Some(format!(
        "from step {k} on rate·λmax is more than {allowed} ({product} there, where the limit is \
         {limit})."
    ))
}

fn otherwise(run: &Run) -> String {
    let last = run.steps();
    let value = run.values[last];
    if run.plan.rate < 0.0 {
        return "a negative rate climbs.".to_owned();
    }
    let size = if value.is_finite() { number(value) } else { "out of bounds".to_owned() };
    let advice = "A smaller rate or clipping may hold it.";
    if value.is_finite() && value.abs() <= FAR {
        return format!("a coordinate is out of bounds. {advice}");
    }
    format!("f is {size}. {advice}")
}

/// The verdict on a walk that came where f or its gradient has no value.
pub(super) fn undefined(f: &Compiled, run: &Run) -> Stop {
    let last = run.steps();
    let at = run.end();
    let lacks = if run.values[last].is_nan() { "value" } else { "slope" };
    let words = if at.len() != f.variables().len() {
        format!("The start has {} coordinates, f has {}.", at.len(), f.variables().len())
    } else if at.iter().any(|x| x.is_nan()) {
        format!("Stopped at step {last}: the step there is no number.")
    } else if last == 0 {
        format!("f has no {lacks} at the start, {}. Choose another start.", place(f, at))
    } else {
        let advice = if lacks == "value" { " A smaller rate may stay inside." } else { "" };
        format!("Stopped at step {last}: f has no {lacks} at {}.{advice}", place(f, at))
    };
    Stop::new(Reason::Undefined, last, words)
}

/// The verdict on a walk whose method found no inverse.
pub(super) fn singular(f: &Compiled, run: &Run) -> Stop {
    let last = run.steps();
    let at = place(f, run.end());
    let words = if run.plan.method == Method::Natural {
        format!("Stopped at step {last}: the metric has no inverse at {at}.")
    } else {
        let curvature = curvature(&run.eigenvalues(f, last));
        let mut words = format!(
            "Stopped at step {last}: the Hessian has no inverse at {at} ({curvature}), so there is \
             no Newton step."
        );
        if endless::is_proved(f, run) {
            words += " This function has no minimum.";
        }
        words
    };
    Stop::new(Reason::Singular, last, words)
}
