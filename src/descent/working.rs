//! A step written out with its numbers.

use super::method::Method;
use super::run::Run;
use crate::math::Name;
use crate::text::number;

/// The working of one coordinate of a step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Working {
    /// The variable.
    pub name: String,
    /// `0.9·6 + 4.8 = 10.2`: how the velocity came about, where the method keeps one.
    pub velocity: Option<String>,
    /// `3 − 0.1·6 = 2.4`: how the coordinate came about.
    pub step: String,
}

impl Run {
    /// The step from point `k` written out, one entry a variable; empty where there is none.
    pub fn working(&self, names: &[Name], k: usize) -> Vec<Working> {
        let Some(to) = self.points.get(k + 1) else { return Vec::new() };
        let entry = |(i, name): (usize, &Name)| Working {
            name: name.as_str().to_owned(),
            velocity: self.velocity_working(k, i),
            step: self.step_working(k, i, to[i]),
        };
        names.iter().take(to.len()).enumerate().map(entry).collect()
    }

    fn step_working(&self, k: usize, i: usize, to: f64) -> String {
        let (from, rate, velocity) = (self.points[k][i], self.rates[k], self.velocities[k][i]);
        // 1.2 − 0.1·12 leaves −2·10⁻¹⁶ in doubles; with the digits shown here it is 0.
        let to = if to.abs() < 1e-14 * from.abs() { 0.0 } else { to };
        let kept = if self.plan.method == Method::Adamw && self.plan.weight_decay != 0.0 {
            format!("(1 − {}·{})·", number(rate), number(self.plan.weight_decay))
        } else {
            String::new()
        };
        let from = factor(from, !kept.is_empty());
        let rate = factor(rate, false);
        format!("{kept}{from} − {rate}·{} = {}", factor(velocity, true), number(to))
    }

    fn velocity_working(&self, k: usize, i: usize) -> Option<String> {
        let is_plain = self.plan.clip.is_none()
            && self.plan.clip_value.is_none()
            && self.plan.weight_decay == 0.0;
        if self.plan.method != Method::Momentum || !is_plain {
            return None;
        }
        let (slope, velocity) = (self.gradients[k][i], self.velocities[k][i]);
        let Some(before) = k.checked_sub(1).map(|before| self.velocities[before][i]) else {
            return Some(number(velocity));
        };
        let (beta, before) = (number(self.plan.beta), factor(before, true));
        let sign = if slope < 0.0 { '−' } else { '+' };
        Some(format!("{beta}·{before} {sign} {} = {}", number(slope.abs()), number(velocity)))
    }
}

/// A number as a factor: a negative one behind another sign in brackets.
fn factor(value: f64, is_inside: bool) -> String {
    let text = number(value);
    if is_inside && value < 0.0 { format!("({text})") } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::{Plan, run};
    use super::*;
    use crate::math::Compiled;
    use crate::math::read::{Syntax, read};

    fn steps(method: Method, k: usize) -> Vec<Working> {
        let expr = read("x^2 + 2y^2", &Syntax::default()).expect("the line reads").expr;
        let names = [Name::new("x"), Name::new("y")];
        let f = Compiled::new(&expr, &names).expect("x and y are its names");
        run(&f, &Plan::new(method, &[3.0, -2.0]).with_rate(0.1)).working(&names, k)
    }

    #[test]
    fn a_step_of_descent_shows_its_numbers() {
        let working = steps(Method::Descent, 0);
        assert_eq!(working[0].step, "3 − 0.1·6 = 2.4");
        assert_eq!(working[1].step, "−2 − 0.1·(−8) = −1.2");
        assert_eq!(working[0].velocity, None);
        assert_eq!(steps(Method::Descent, 25), []);
    }

    #[test]
    fn momentum_shows_how_its_velocity_came_about() {
        let working = steps(Method::Momentum, 1);
        assert_eq!(working[0].velocity.as_deref(), Some("0.9·6 + 4.8 = 10.2"));
        assert_eq!(working[0].step, "2.4 − 0.1·10.2 = 1.38");
        assert_eq!(working[1].velocity.as_deref(), Some("0.9·(−8) − 4.8 = −12"));
    }

    #[test]
    fn decay_is_part_of_the_step() {
        assert_eq!(steps(Method::Adamw, 0)[0].step, "(1 − 0.1·0.01)·3 − 0.1·1 = 2.897");
    }
}
