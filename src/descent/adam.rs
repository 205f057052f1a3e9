//! Adam, AdamW and NAdam: a mean slope over the root of a mean square, both unbiased.

use super::adaptive::share;
use super::plan::Plan;
use super::rule::{Here, NoStep, Rule, Step, walk_against};

/// The two running means of Adam's family.
struct Means {
    slope: Vec<f64>,
    square: Vec<f64>,
    beta1: f64,
    beta2: f64,
    /// Steps taken.
    count: f64,
}

impl Means {
    fn new(plan: &Plan) -> Means {
        let zeros = vec![0.0; plan.start.len()];
        let (beta1, beta2) = (plan.beta1, plan.beta2);
        Means { slope: zeros.clone(), square: zeros, beta1, beta2, count: 0.0 }
    }

    fn take_in(&mut self, gradient: &[f64]) {
        self.count += 1.0;
        for ((m, s), g) in self.slope.iter_mut().zip(&mut self.square).zip(gradient) {
            *m += (1.0 - self.beta1) * (g - *m);
            *s = self.beta2 * *s + (1.0 - self.beta2) * g * g;
        }
    }

    /// What the mean square still lacks because it started at 0.
    fn bias(&self, beta: f64) -> f64 {
        1.0 - libm::pow(beta, self.count)
    }
}

/// Kingma and Ba 2015; with a decay of its own Loshchilov and Hutter 2019.
pub(super) struct Adam {
    means: Means,
    eps: f64,
    decay: f64,
}

impl Adam {
    pub(super) fn new(plan: &Plan, decay: f64) -> Adam {
        Adam { means: Means::new(plan), eps: plan.eps, decay }
    }
}

impl Rule for Adam {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        let means = &mut self.means;
        means.take_in(here.gradient);
        let (bias1, bias2) = (means.bias(means.beta1), means.bias(means.beta2));
        step.rate = here.rate;
        step.velocity.clear();
        step.to.clear();
        for ((m, s), x) in means.slope.iter().zip(&means.square).zip(here.at) {
            // ε joins after the unbiased root.
            let own = share(*m, s.sqrt() / bias2.sqrt() + self.eps);
            step.velocity.push(own / bias1);
            let kept = x * (1.0 - here.rate * self.decay);
            step.to.push(kept - here.rate / bias1 * own);
        }
        Ok(())
    }

    fn has_memory(&self) -> bool {
        true
    }
}

/// Dozat 2016, with PyTorch's growing look-ahead μ.
pub(super) struct Nadam {
    means: Means,
    eps: f64,
    momentum_decay: f64,
    /// The product of all μ so far.
    product: f64,
}

impl Nadam {
    pub(super) fn new(plan: &Plan) -> Nadam {
        let means = Means::new(plan);
        Nadam { means, eps: plan.eps, momentum_decay: plan.momentum_decay, product: 1.0 }
    }

    fn mu(&self, step: f64) -> f64 {
        self.means.beta1 * (1.0 - 0.5 * libm::pow(0.96, step * self.momentum_decay))
    }
}

impl Rule for Nadam {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        self.means.take_in(here.gradient);
        let (mu, next) = (self.mu(self.means.count), self.mu(self.means.count + 1.0));
        self.product *= mu;
        let bias2 = self.means.bias(self.means.beta2);
        let of_slope = (1.0 - mu) / (1.0 - self.product);
        let of_mean = next / (1.0 - self.product * next);
        step.velocity.clear();
        let means = self.means.slope.iter().zip(&self.means.square);
        for ((m, s), g) in means.zip(here.gradient) {
            let size = (s / bias2).sqrt() + self.eps;
            step.velocity.push(share(of_slope * g + of_mean * m, size));
        }
        walk_against(here, step);
        Ok(())
    }

    fn has_memory(&self) -> bool {
        true
    }
}
