//! Which arrows start at the point shown: gradient, velocity, step?

use super::Lab;
use crate::plot::{Arrow, Ink};

impl Lab {
    /// Gradient, velocity and step of the selected runner. The step is to scale; the others are
    /// made shorter together until the longest takes a quarter of the window.
    pub(super) fn arrows(&self) -> Vec<Arrow> {
        let runner = self.runner();
        let k = runner.at(self.clock.now);
        let run = &runner.run;
        let (Some(at), Some(gradient)) = (runner.points.get(k), run.gradients.get(k)) else {
            return Vec::new();
        };
        if gradient.len() < 2 {
            return Vec::new();
        }
        let window = self.scene.window();
        let velocity = run.velocities.get(k).filter(|_| runner.has_velocity());
        let longest = [Some(gradient), velocity]
            .into_iter()
            .flatten()
            .map(|v| v[0].hypot(v[1]))
            .fold(0.0, f64::max);
        let scale = window.height().min(window.width()) * 0.25 / longest;
        let mut arrows = Vec::new();
        let mut add = |vector: &[f64], scale: f64, ink: Ink| {
            let to = [at[0] + vector[0] * scale, at[1] + vector[1] * scale];
            if to.iter().all(|v| v.is_finite()) {
                arrows.push(Arrow { from: *at, to, ink, has_head: true });
            }
        };
        add(gradient, scale, Ink::Text);
        if let Some(velocity) = velocity {
            add(velocity, -scale, Ink::Accent);
        }
        if let Some(step) = run.step(k) {
            add(&step, 1.0, Ink::Runner(runner.place));
        }
        arrows
    }
}
