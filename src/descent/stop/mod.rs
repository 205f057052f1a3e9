//! Why did it stop? The verdict on a walk, in words.
//!
//! A walk is judged from its points alone: where the gradient last fell below 10⁻⁶ and stayed
//! there, what the Hessian says at the end, how rate·λmax compares with what the method can bear.

mod arrival;
mod away;
mod endless;
mod limit;

use super::linear::norm;
use super::run::Run;
use super::walk::Ending;
use crate::math::Compiled;
use crate::text::{count, list, number};

/// A gradient shorter than this counts as zero.
pub(super) const FLAT: f64 = 1e-6;

/// Why a walk ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    /// It arrived at a minimum, or within the tolerance asked for.
    Converged,
    /// It arrived at a saddle.
    Saddle,
    /// It arrived at a maximum.
    Maximum,
    /// The ground is level here, and no critical point stands out.
    Plateau,
    /// It left every bound.
    Diverged,
    /// It took its steps, and f falls without end.
    Unbounded,
    /// The steps asked for were taken.
    Limit,
    /// The matrix of the method has no inverse here.
    Singular,
    /// f or its gradient has no value here.
    Undefined,
    /// It cannot move, although the ground is not level.
    Stuck,
}

/// Why and where a walk ended.
#[derive(Clone, PartialEq, Debug)]
pub struct Stop {
    /// The kind of end.
    pub reason: Reason,
    /// The step that the words speak of: where it arrived, diverged or took its last step.
    pub step: usize,
    /// One to three sentences.
    pub words: String,
}

impl Reason {
    /// The word that files and scripts use. There, a walk that left the domain counts as diverged
    /// and one whose step is exactly zero as converged; the words tell them apart.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Converged | Reason::Stuck => "converged",
            Reason::Saddle => "saddle",
            Reason::Maximum => "maximum",
            Reason::Plateau => "plateau",
            Reason::Diverged | Reason::Undefined => "diverged",
            Reason::Unbounded => "unbounded",
            Reason::Limit => "limit",
            Reason::Singular => "singular",
        }
    }
}

impl Stop {
    pub(super) fn unknown() -> Stop {
        Stop { reason: Reason::Limit, step: 0, words: String::new() }
    }

    fn new(reason: Reason, step: usize, words: String) -> Stop {
        Stop { reason, step, words }
    }
}

/// The verdict on a walk that ended like this.
pub(super) fn judge(f: &Compiled, run: &Run, ending: Ending) -> Stop {
    match ending {
        Ending::Beyond => away::diverged(f, run),
        Ending::Undefined => away::undefined(f, run),
        Ending::Singular => away::singular(f, run),
        Ending::Tolerance => arrival::within_tolerance(f, run),
        Ending::Limit => arrival::arrived(f, run).unwrap_or_else(|| limit::taken(f, run)),
        Ending::Still | Ending::Settled => {
            arrival::arrived(f, run).unwrap_or_else(|| limit::stuck(f, run))
        }
    }
}

/// How many of the last points have a gradient shorter than 10⁻⁶.
fn flat_points(run: &Run) -> usize {
    run.gradients.iter().rev().take_while(|gradient| norm(gradient) < FLAT).count()
}

/// `(2, 0)`; one coordinate alone is `x = 2`.
fn place(f: &Compiled, at: &[f64]) -> String {
    match (at, f.variables()) {
        ([x], [name]) => format!("{} = {}", name.as_str(), number(*x)),
        _ => vector(at),
    }
}

/// `(1, −1)`
fn vector(parts: &[f64]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| number(*part)).collect();
    format!("({})", parts.join(", "))
}

/// `∇f = (6, 8)`, or `f′ = 6` for one variable.
fn slope(gradient: &[f64]) -> String {
    match gradient {
        [one] => format!("f′ = {}", number(*one)),
        _ => format!("∇f = {}", vector(gradient)),
    }
}

/// `after 31 steps`
fn after(step: usize) -> String {
    format!("after {}", count(step, "step"))
}

/// `eigenvalues −2 and 2`, or `f″ = 2` for one variable.
fn curvature(eigenvalues: &[f64]) -> String {
    match eigenvalues {
        [one] => format!("f″ = {}", number(*one)),
        _ => {
            let values: Vec<String> = eigenvalues.iter().map(|value| number(*value)).collect();
            format!("eigenvalues {}", list(&values))
        }
    }
}

/// A limit, two digits, rounded towards zero: a rate as shown must not be too large.
fn limit_below(limit: f64) -> String {
    if !limit.is_finite() || limit <= 0.0 {
        return number(limit);
    }
    let scale = libm::pow(10.0, libm::floor(libm::log10(limit)) - 1.0);
    number(libm::floor(limit / scale * (1.0 + 1e-12)) * scale)
}

#[cfg(test)]
mod tests;
