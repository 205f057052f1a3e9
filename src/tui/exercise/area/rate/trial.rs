//! What is walked on, and what the walk has to reach.

use crate::descent::{Method, Plan as Walk};
use crate::math::{Compiled, Expr, Name, slope};
use crate::pack::{Coordinate, Goal};
use crate::text::number;

/// Steps that are shown where the goal names none.
const USUAL: usize = 40;

/// What is walked on, and how.
#[derive(Debug)]
pub(in super::super) struct Trial {
    pub(super) f: Option<Compiled>,
    /// The walk; its rate is the student's.
    pub(super) plan: Walk,
    pub(super) goal: Goal,
    pub(super) max: Option<f64>,
}

impl Trial {
    /// The walk of a question.
    pub(in super::super) fn of(
        (of, vars): (&Expr, &[Name]),
        from: &[Coordinate],
        (rule, beta): (Method, Option<&Coordinate>),
        goal: &Goal,
        max: Option<&Coordinate>,
    ) -> Trial {
        let steps = match goal {
            Goal::Below { steps, .. } | Goal::Reached { steps } => *steps as usize,
            Goal::Stable => USUAL,
        };
        let start: Vec<f64> = from.iter().map(Coordinate::to_f64).collect();
        let mut plan = Walk::new(rule, &start).with_steps(steps);
        if let Some(beta) = beta {
            plan.beta = beta.to_f64();
        }
        let f = Compiled::new(&slope::carry_out(of), vars).ok();
        Trial { f, plan, goal: goal.clone(), max: max.map(Coordinate::to_f64) }
    }

    /// `f < 0.001 within 20 steps`.
    pub(super) fn goal(&self) -> String {
        match &self.goal {
            Goal::Below { steps, below } => {
                format!("f < {} within {steps} steps", number(below.to_f64()))
            }
            Goal::Reached { steps: 1 } => "the minimum in one step".to_owned(),
            Goal::Reached { steps } => format!("the minimum within {steps} steps"),
            Goal::Stable => "the largest rate that stays".to_owned(),
        }
    }
}
