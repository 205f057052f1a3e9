//! Walks that took all their steps without arriving, and walks that no longer move.

use super::super::linear::norm;
use super::super::run::Run;
use super::{FLAT, Reason, Stop, away, endless, place, slope};
use crate::descent::Method;
use crate::math::Compiled;
use crate::text::{count, digits, number};

/// Steps that are looked at to say how it went on.
const LAST: usize = 10;

/// The verdict on a walk that took all its steps.
pub(super) fn taken(f: &Compiled, run: &Run) -> Stop {
    let last = run.steps();
    if last == 0 {
        return Stop::new(Reason::Limit, 0, "No step was asked for.".to_owned());
    }
    // stuck() words this too, whether the method has a memory or not.
    let is_moved = run.points.iter().any(|point| *point != run.points[0]);
    if !is_moved && run.rates.iter().all(|rate| *rate == 0.0) {
        return stuck(f, run);
    }
    let head =
        if last == 1 { "Took the one step".to_owned() } else { format!("Took all {last} steps") };
    if let Some(end) = endless::seen(f, run) {
        return Stop::new(Reason::Unbounded, last, format!("{head}, still falling: {end}"));
    }
    let words = between_two(f, run)
        .map(|swing| format!("{head}; {swing}"))
        .or_else(|| climbing(f, run).map(|climb| format!("{head} and climbed: {climb}")))
        .unwrap_or_else(|| format!("{head}{}{}", how(run), touched(run)));
    Stop::new(Reason::Limit, last, words)
}

/// `, still falling: f = 0.00013, ‖∇f‖ = 0.02267.`
fn how(run: &Run) -> String {
    let last = run.steps();
    let (value, slope) = (number(run.values[last]), number(run.gradient_norm(last)));
    let recent = &run.values[last.saturating_sub(LAST)..];
    if recent.windows(2).all(|pair| pair[1] < pair[0]) {
        return format!(", still falling: f = {value}, ‖∇f‖ = {slope}.");
    }
    let best =
        run.values.iter().copied().enumerate().min_by(|one, other| one.1.total_cmp(&other.1));
    let lowest = best
        .filter(|(k, lowest)| *k < last && number(*lowest) != value)
        .map_or(String::new(), |(k, lowest)| {
            format!(" The lowest was {} at step {k}.", number(lowest))
        });
    let ups = recent.windows(2).filter(|pair| pair[1] > pair[0]).count();
    let way = if ups == 0 { "f no longer changes" } else { "f goes up and down" };
    format!("; {way}: f = {value}, ‖∇f‖ = {slope}.{lowest}")
}

/// Where the gradient was below 10⁻⁶ on the way.
fn touched(run: &Run) -> String {
    let first = run.gradients.iter().position(|gradient| norm(gradient) < FLAT);
    first.map_or(String::new(), |k| format!(" ‖∇f‖ fell below 10⁻⁶ at step {k} and rose again."))
}

/// `it jumps between (0, 2) and (0, −2): rate·λmax = 2, the limit itself.`
fn between_two(f: &Compiled, run: &Run) -> Option<String> {
    let last = run.steps();
    let (now, before, earlier) = (
        &run.points[last],
        run.points.get(last.checked_sub(1)?)?,
        run.points.get(last.checked_sub(2)?)?,
    );
    let gap = |one: &[f64], other: &[f64]| {
        norm(&one.iter().zip(other).map(|(a, b)| a - b).collect::<Vec<f64>>())
    };
    let swing = gap(now, before);
    if swing == 0.0 || gap(now, earlier) > 1e-9 * swing {
        return None;
    }
    let points = format!("it jumps between {} and {}", place(f, before), place(f, now));
    let product = run.plan.stability().and_then(|bound| {
        let product = run.rates.last()? * run.eigenvalues(f, last).last()?;
        let is_limit = (product - bound).abs() <= 1e-9 * bound;
        is_limit.then(|| format!(": rate·λmax = {}, the limit itself", number(product)))
    });
    Some(format!("{points}{}.", product.unwrap_or_default()))
}

/// Why f ended higher than it began.
fn climbing(f: &Compiled, run: &Run) -> Option<String> {
    let last = run.steps();
    let (first, end) = (run.values[0], run.values[last]);
    if end <= first {
        return None;
    }
    let spell = |n: usize| (digits(first, n), digits(end, n));
    let (from, to) = [4, 8, 12].map(spell).into_iter().find(|(from, to)| from != to)?;
    let why = if run.plan.rate < 0.0 {
        "A negative rate goes uphill.".to_owned()
    } else if let Some(why) = away::too_fast(f, run, last) {
        format!("{}{}", why[..1].to_uppercase(), &why[1..])
    } else {
        String::new()
    };
    Some(format!("f rose from {from} to {to}. {why}").trim_end().to_owned())
}

/// The verdict on a walk that does not move, although the gradient is not zero.
pub(super) fn stuck(f: &Compiled, run: &Run) -> Stop {
    let last = run.steps();
    let at = place(f, run.end());
    let slope = run.gradients.last().map_or(String::new(), |gradient| slope(gradient));
    if run.plan.rate_at(last) == 0.0 {
        let words = format!("The rate is 0: the walk stays at {at}, where {slope}.");
        return Stop::new(Reason::Stuck, last, words);
    }
    // As close as the coordinates can be written: that is an arrival, however steep the walls.
    let most = run.eigenvalues(f, last).last().copied().unwrap_or(f64::NAN);
    let least = run.eigenvalues(f, last).first().copied().unwrap_or(f64::NAN);
    let left = run.gradient_norm(last) / most;
    if least > 0.0 && left <= 1e-9 * (1.0 + norm(run.end())) {
        let steps = count(last, "step");
        let words =
            format!("Arrived after {steps}: no double lies closer to the minimum than {at}.");
        return Stop::new(Reason::Converged, last, words);
    }
    let words = if run.plan.method == Method::Lbfgs {
        format!("Stopped at step {last}: L-BFGS finds no way down from {at}, where {slope}.")
    } else {
        format!("Stopped at step {last}: the step is too small to change {at}, where {slope}.")
    };
    Stop::new(Reason::Stuck, last, words)
}
