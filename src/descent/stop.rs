//! Why did it stop? The verdict on a walk, in words.

use super::linear::norm;
use super::run::{Run, hessian_eigenvalues};
use super::walk::Ending;
use crate::math::Compiled;
use crate::text::number;

/// A gradient shorter than this counts as zero.
const FLAT: f64 = 1e-6;

/// Why a walk ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    /// It arrived at a minimum.
    Converged,
    /// It arrived at a saddle.
    Saddle,
    /// It arrived at a maximum.
    Maximum,
    /// The ground is flat here, and no critical point is near.
    Plateau,
    /// It left every bound.
    Diverged,
    /// f falls without end.
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
    /// One or two sentences.
    pub words: String,
}

impl Reason {
    /// The word that files and scripts use.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Converged => "converged",
            Reason::Saddle => "saddle",
            Reason::Maximum => "maximum",
            Reason::Plateau => "plateau",
            Reason::Diverged => "diverged",
            Reason::Unbounded => "unbounded",
            Reason::Limit => "limit",
            Reason::Singular => "singular",
            Reason::Undefined => "undefined",
            Reason::Stuck => "stuck",
        }
    }
}

impl Stop {
    pub(super) fn unknown() -> Stop {
        Stop { reason: Reason::Limit, step: 0, words: String::new() }
    }
}

/// The verdict on a walk that ended like this.
pub(super) fn judge(f: &Compiled, run: &Run, ending: Ending) -> Stop {
    let last = run.steps();
    match ending {
        Ending::Beyond => Stop {
            reason: Reason::Diverged,
            step: last,
            words: format!("Diverged at step {last}: f = {}.", number(run.values[last])),
        },
        Ending::Undefined => Stop {
            reason: Reason::Undefined,
            step: last,
            words: format!("f has no value or no slope after step {last}."),
        },
        Ending::Singular => Stop {
            reason: Reason::Singular,
            step: last,
            words: format!("The Hessian after step {last} has no inverse."),
        },
        Ending::Limit | Ending::Still | Ending::Settled | Ending::Tolerance => arrival(f, run)
            .unwrap_or_else(|| Stop {
                reason: if ending == Ending::Limit { Reason::Limit } else { Reason::Stuck },
                step: last,
                words: format!("Took all {last} steps: f = {}.", number(run.values[last])),
            }),
    }
}

fn arrival(f: &Compiled, run: &Run) -> Option<Stop> {
    let flat = run.gradients.iter().rev().take_while(|gradient| norm(gradient) < FLAT).count();
    if flat == 0 {
        return None;
    }
    let step = run.points.len() - flat;
    let eigenvalues = hessian_eigenvalues(f, run.end());
    let (least, most) = (*eigenvalues.first()?, *eigenvalues.last()?);
    let (reason, words) = if least > 0.0 {
        (Reason::Converged, "Both eigenvalues are positive: a minimum.")
    } else if most < 0.0 {
        (Reason::Maximum, "Both eigenvalues are negative: a maximum.")
    } else if least < 0.0 && most > 0.0 {
        (Reason::Saddle, "Eigenvalues of both signs: a saddle.")
    } else {
        (Reason::Plateau, "The ground is flat.")
    };
    Some(Stop {
        reason, step, words: format!("Arrived after {step} steps: ‖∇f‖ < 10⁻⁶. {words}")
    })
}
