//! AdaGrad, RMSprop and Adadelta: a rate for each coordinate from its own squares.

use super::rule::{Here, NoStep, Rule, Step, walk_against};

/// Duchi, Hazan and Singer 2011.
pub(super) struct Adagrad {
    squares: Vec<f64>,
    eps: f64,
}

impl Adagrad {
    pub(super) fn new(n: usize, eps: f64) -> Adagrad {
        Adagrad { squares: vec![0.0; n], eps }
    }
}

impl Rule for Adagrad {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        scale(&mut self.squares, self.eps, here, step, |s, g| s + g * g);
        Ok(())
    }

    fn has_memory(&self) -> bool {
        false
    }
}

/// Divides each slope by the root of what is remembered of its squares, `kept` from what was
/// remembered and the slope now, and walks against it.
fn scale(
    squares: &mut [f64],
    eps: f64,
    here: &Here,
    step: &mut Step,
    kept: impl Fn(f64, f64) -> f64,
) {
    step.velocity.clear();
    for (s, g) in squares.iter_mut().zip(here.gradient) {
        *s = kept(*s, *g);
        step.velocity.push(share(*g, s.sqrt() + eps));
    }
    walk_against(here, step);
}

/// Tieleman and Hinton 2012, uncentred.
pub(super) struct Rmsprop {
    squares: Vec<f64>,
    rho: f64,
    eps: f64,
}

impl Rmsprop {
    pub(super) fn new(n: usize, rho: f64, eps: f64) -> Rmsprop {
        Rmsprop { squares: vec![0.0; n], rho, eps }
    }
}

impl Rule for Rmsprop {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        let rho = self.rho;
        scale(&mut self.squares, self.eps, here, step, |s, g| rho * s + (1.0 - rho) * g * g);
        Ok(())
    }

    fn has_memory(&self) -> bool {
        false
    }
}

/// Zeiler 2012; the rate multiplies as in PyTorch.
pub(super) struct Adadelta {
    squares: Vec<f64>,
    steps: Vec<f64>,
    rho: f64,
    eps: f64,
}

impl Adadelta {
    pub(super) fn new(n: usize, rho: f64, eps: f64) -> Adadelta {
        Adadelta { squares: vec![0.0; n], steps: vec![0.0; n], rho, eps }
    }
}

impl Rule for Adadelta {
    fn step(&mut self, here: &Here, step: &mut Step) -> Result<(), NoStep> {
        step.velocity.clear();
        for ((s, d), g) in self.squares.iter_mut().zip(&mut self.steps).zip(here.gradient) {
            *s = self.rho * *s + (1.0 - self.rho) * g * g;
            let size = (*d + self.eps).sqrt();
            let own = share(size, (*s + self.eps).sqrt()) * g;
            *d = self.rho * *d + (1.0 - self.rho) * own * own;
            step.velocity.push(own);
        }
        walk_against(here, step);
        Ok(())
    }

    fn has_memory(&self) -> bool {
        false
    }
}

/// A quotient that is 0 where nothing is divided: with ε = 0 a slope of 0 means no step.
pub(super) fn share(part: f64, whole: f64) -> f64 {
    if part == 0.0 { 0.0 } else { part / whole }
}
