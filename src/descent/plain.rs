//! Descent, momentum and Nesterov's momentum.

use super::rule::{Here, NoStep, Rule, Step, walk_against};

/// Straight against the gradient.
pub(super) struct Descent;

impl Rule for Descent {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        step.velocity.clear();
        step.velocity.extend_from_slice(here.gradient);
        walk_against(here, step);
        Ok(())
    }

    fn has_memory(&self) -> bool {
        false
    }
}

/// A velocity that starts as the gradient and keeps the share β of itself; the rate multiplies
/// afterwards and nothing dampens it (PyTorch's form; textbooks put the rate inside).
pub(super) struct Momentum {
    beta: f64,
    looks_ahead: bool,
    velocity: Option<Vec<f64>>,
}

impl Momentum {
    pub(super) fn new(beta: f64, looks_ahead: bool) -> Momentum {
        Momentum { beta, looks_ahead, velocity: None }
    }
}

impl Rule for Momentum {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        let velocity = match self.velocity.as_mut() {
            Some(velocity) => {
                for (v, g) in velocity.iter_mut().zip(here.gradient) {
                    *v = self.beta * *v + g;
                }
                velocity
            }
            None => self.velocity.insert(here.gradient.to_vec()),
        };
        step.velocity.clear();
        if self.looks_ahead {
            let ahead = here.gradient.iter().zip(velocity.iter());
            step.velocity.extend(ahead.map(|(g, v)| g + self.beta * v));
        } else {
            step.velocity.extend_from_slice(velocity);
        }
        walk_against(here, step);
        Ok(())
    }

    fn has_memory(&self) -> bool {
        true
    }
}
