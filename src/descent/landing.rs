//! Where does a walk end, when nothing else is asked?
//!
//! For maps in which each pixel is one walk and for sweeps over many rates: nothing is recorded and
//! no verdict is worded, which takes a fraction of the time of a whole run.

use super::plan::Plan;
use super::walk::{Ending, Walk};
use crate::math::Compiled;

/// The end of a walk.
#[derive(Clone, PartialEq, Debug)]
pub struct Landing {
    /// The last point.
    pub at: Vec<f64>,
    /// How many steps were taken.
    pub steps: usize,
    /// What it came to.
    pub end: End,
}

/// What a walk came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// It stopped by itself: within the tolerance of the plan, or unable to move.
    Arrived,
    /// It left every bound or the domain, or has no next step.
    Away,
    /// Its steps were used up.
    Underway,
}

/// Walks to the end.
pub fn land(f: &Compiled, plan: &Plan) -> Landing {
    let mut walk = Walk::begin(f, plan);
    let ending = loop {
        if let Err(ending) = walk.advance() {
            break ending;
        }
    };
    let end = match ending {
        Ending::Still | Ending::Settled | Ending::Tolerance => End::Arrived,
        Ending::Beyond | Ending::Undefined | Ending::Singular => End::Away,
        Ending::Limit => End::Underway,
    };
    Landing { at: walk.at, steps: walk.taken, end }
}

#[cfg(test)]
mod tests {
    use super::super::{Method, run};
    use super::*;
    use crate::math::Name;
    use crate::math::read::{Syntax, read};

    fn compile(line: &str) -> Compiled {
        let expr = read(line, &Syntax::default()).expect("the line reads").expr;
        Compiled::new(&expr, &[Name::new("x"), Name::new("y")]).expect("x and y are its names")
    }

    #[test]
    fn a_landing_is_the_end_of_the_run() {
        let f = compile("(x^2-1)^2 + y^2");
        for start in [[0.3, 1.0], [-1.5, -1.0], [0.0, 1.0]] {
            let mut plan = Plan::new(Method::Momentum, &start).with_rate(0.02).with_steps(500);
            plan.tolerance = Some(1e-3);
            let (landing, run) = (land(&f, &plan), run(&f, &plan));
            assert_eq!((landing.at.as_slice(), landing.steps), (run.end(), run.steps()));
            assert_eq!(landing.end, End::Arrived);
        }
    }

    #[test]
    fn walks_that_leave_or_go_on_are_told_apart() {
        let plan = |rate| Plan::new(Method::Descent, &[1.0, 1.0]).with_rate(rate).with_steps(300);
        assert_eq!(land(&compile("x^2 + 2y^2"), &plan(1.2)).end, End::Away);
        assert_eq!(land(&compile("x^2 + 2y^2"), &plan(0.5)).end, End::Underway);
        assert_eq!(land(&compile("ln(x) + y^2"), &plan(0.5)).end, End::Away);
    }
}
