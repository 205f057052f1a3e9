//! What exactly is asked? One kind of exercise, filled in and checked.

use crate::descent::Method;
use crate::math::approach::Target;
use crate::math::{Expr, Name, Number};

use super::scope::Scope;

/// What a student is asked, with everything that its kind needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// The derivative of `of`, taken `order` times.
    Derivative {
        /// The function.
        of: Expr,
        /// The variable.
        by: Name,
        /// How often, at least once.
        order: u32,
    },
    /// A partial derivative.
    Partial {
        /// The function.
        of: Expr,
        /// Its variables, in the author's order.
        vars: Vec<Name>,
        /// The variables to differentiate by, the first first; at least one.
        by: Vec<Name>,
    },
    /// The vector of partial derivatives.
    Gradient {
        /// The function.
        of: Expr,
        /// Its variables: one component each.
        vars: Vec<Name>,
        /// The point where it is wanted; as many coordinates as variables.
        at: Option<Vec<Coordinate>>,
    },
    /// The matrix of second derivatives.
    Hessian {
        /// The function.
        of: Expr,
        /// Its variables: one row and column each.
        vars: Vec<Name>,
        /// The point where it is wanted; as many coordinates as variables.
        at: Option<Vec<Coordinate>>,
    },
    /// The slope in a direction.
    Directional {
        /// The function.
        of: Expr,
        /// Its variables.
        vars: Vec<Name>,
        /// The point.
        at: Vec<Coordinate>,
        /// The direction, not all 0.
        along: Vec<Coordinate>,
        /// Is the direction brought to length 1 first?
        normalise: bool,
    },
    /// The value of an expression.
    Value {
        /// The expression; slopes in it may be unevaluated.
        of: Expr,
        /// A value for each free name.
        at: Vec<(Name, Coordinate)>,
    },
    /// The sign of a derivative at a point.
    Sign {
        /// The function.
        of: Expr,
        /// Its variable.
        by: Name,
        /// Which derivative; 1 for the slope.
        order: u32,
        /// The point.
        at: Coordinate,
    },
    /// One or several of some options.
    Choice {
        /// What may be chosen, in the order of the file.
        options: Vec<Choice>,
        /// The order in which they are shown: indices of `options`.
        shown: Vec<usize>,
        /// May several be right?
        several: bool,
    },
    /// All critical points.
    Critical {
        /// The function.
        of: Expr,
        /// Its variables.
        vars: Vec<Name>,
        /// Are minimum, maximum, saddle asked too?
        classify: bool,
        /// The interval to look at, ends included; one variable only.
        on: Option<(Coordinate, Coordinate)>,
    },
    /// The next point of a walk.
    Step {
        /// The function.
        of: Expr,
        /// Its variables.
        vars: Vec<Name>,
        /// The start.
        from: Vec<Coordinate>,
        /// How the walk goes on.
        walk: Walk,
        /// How many steps.
        times: u32,
    },
    /// A direction at a point, by an arrow.
    Arrow {
        /// The function, of two variables.
        of: Expr,
        /// Its two variables.
        vars: [Name; 2],
        /// The point.
        at: [Coordinate; 2],
        /// Which direction.
        show: Direction,
        /// How many degrees the arrow may be off.
        within: f64,
    },
    /// A learning rate that reaches a goal.
    Rate {
        /// The function.
        of: Expr,
        /// Its variables.
        vars: Vec<Name>,
        /// The start.
        from: Vec<Coordinate>,
        /// The method; its rate is the student's.
        rule: Method,
        /// The memory of momentum, where the author chose one.
        beta: Option<Coordinate>,
        /// What is to be reached.
        goal: Goal,
        /// The largest rate that may be tried.
        max: Option<Coordinate>,
        /// A second question, once the goal is met.
        then: Option<String>,
    },
    /// A derivation, line by line.
    Lines {
        /// The function.
        of: Expr,
        /// Its variable.
        by: Name,
        /// What the last line has to be.
        goal: LinesGoal,
        /// Names of rules that must appear in some line.
        must_use: Vec<String>,
    },
    /// A line with gaps.
    Fill {
        /// The function.
        of: Expr,
        /// Its variable.
        by: Name,
        /// The true line; each hidden piece is a `Hole`.
        line: Expr,
    },
    /// Steps to bring into order.
    Order {
        /// The steps, in their right order.
        steps: Vec<String>,
        /// The order in which they are shown: indices of `steps`, never the right order.
        shown: Vec<usize>,
    },
    /// A limit.
    Limit {
        /// The expression.
        of: Expr,
        /// What moves.
        name: Name,
        /// Where it moves to.
        to: Approach,
        /// The function whose difference quotient `of` is, where the author gave that.
        quotient_of: Option<Expr>,
    },
    /// Several parts with common names.
    Parts(Parts),
    /// A card to recall.
    Card {
        /// What it asks.
        front: String,
        /// What it tells.
        back: String,
    },
    /// A derivation with a mistake in it.
    Spot {
        /// The function.
        of: Expr,
        /// Its variable.
        by: Name,
        /// The mistake that is made.
        mistake: String,
    },
}

/// A constant: nearly always an exact number, sometimes an expression such as π/4.
#[derive(Clone, Debug, PartialEq)]
pub struct Coordinate {
    expr: Expr,
    approx: f64,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it says.
    pub text: String,
    /// Is it to be chosen?
    pub right: bool,
    /// Why it is right or wrong, in the author's words.
    pub why: Option<String>,
}

/// How a walk goes: method and parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// The method.
    pub rule: Method,
    /// The learning rate; `None` where the method has its own (Newton) or its default.
    pub rate: Option<Coordinate>,
    /// Further parameters by name, such as `beta`.
    pub settings: Vec<(String, Coordinate)>,
    /// The velocity it starts with; `None` for rest.
    pub velocity: Option<Vec<Coordinate>>,
}

/// Which direction an arrow has to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Steepest downhill.
    Descent,
    /// Steepest uphill.
    Ascent,
    /// Along the contour line, either way.
    Contour,
}

/// What a learning rate has to reach.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// f below a bound after at most so many steps.
    Below {
        /// So many steps.
        steps: u32,
        /// The bound.
        below: Coordinate,
    },
    /// The largest rate that does not diverge.
    Stable,
    /// At the minimum after so many steps.
    Reached {
        /// So many steps.
        steps: u32,
    },
}

/// What the last line of a derivation has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinesGoal {
    /// The derivative.
    Derivative,
    /// The same expression, simpler.
    Simplify,
    /// The zeros.
    Solve,
}

/// Where a variable moves to.
#[derive(Clone, Debug, PartialEq)]
pub enum Approach {
    /// To a number.
    Number(Coordinate),
    /// To a number, from above.
    Above(Coordinate),
    /// To a number, from below.
    Below(Coordinate),
    /// Beyond every bound.
    Infinity,
    /// Below every bound.
    MinusInfinity,
}

/// An exercise of several parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// What the common names stand for.
    pub scope: Scope,
    /// The parts, in order; at least one.
    pub parts: Vec<Part>,
    /// The share of the marks for following through from an own value, 0 … 1.
    pub carry: f64,
    /// For a part, the condition that an own value must meet to be carried on.
    pub carry_if: Vec<(String, String)>,
    /// When the right values are shown.
    pub reveal: Reveal,
}

/// One part.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name within the exercise.
    pub id: String,
    /// Its question.
    pub prompt: String,
    /// What is asked, in the common names, as the author wrote it; never parts again.
    pub written: Task,
    /// What is asked, with every name written out and its right value.
    pub task: Task,
    /// What it counts.
    pub marks: f64,
    /// Significant digits wanted.
    pub digits: Option<u32>,
}

/// When the right values of parts are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// Once all parts are answered.
    After,
    /// As soon as each part is answered.
    Each,
    /// Not at all.
    Never,
}

impl Coordinate {
    /// A constant whose value in doubles is known.
    pub(crate) fn new(expr: Expr, approx: f64) -> Coordinate {
        Coordinate { expr, approx }
    }

    /// The constant as an expression.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }

    /// The exact value, where it is rational.
    pub fn number(&self) -> Option<&Number> {
        self.expr.as_number()
    }

    /// The nearest double; always finite.
    pub fn to_f64(&self) -> f64 {
        self.approx
    }
}

impl Parts {
    /// A part with a student's own values for the names of earlier parts: what its right answer
    /// would be had those been right. `None` where that is undefined, or there is no such part.
    pub fn carried(&self, index: usize, own: &[(Name, Coordinate)]) -> Option<Task> {
        self.scope.with(own).resolve(&self.parts.get(index)?.written)
    }
}

impl Approach {
    /// The same, as the engine takes it.
    pub fn target(&self) -> Target {
        match self {
            Approach::Number(at) => Target::Number(at.expr().clone()),
            Approach::Above(at) => Target::Above(at.expr().clone()),
            Approach::Below(at) => Target::Below(at.expr().clone()),
            Approach::Infinity => Target::Infinity,
            Approach::MinusInfinity => Target::MinusInfinity,
        }
    }
}

impl From<Number> for Coordinate {
    fn from(value: Number) -> Coordinate {
        let approx = value.to_f64();
        Coordinate { expr: Expr::number(value), approx }
    }
}

impl Task {
    /// The function that it is about; none for choices, orders, cards and exercises of parts.
    pub fn function(&self) -> Option<&Expr> {
        match self {
            Task::Derivative { of, .. }
            | Task::Partial { of, .. }
            | Task::Gradient { of, .. }
            | Task::Hessian { of, .. }
            | Task::Directional { of, .. }
            | Task::Value { of, .. }
            | Task::Sign { of, .. }
            | Task::Critical { of, .. }
            | Task::Step { of, .. }
            | Task::Arrow { of, .. }
            | Task::Rate { of, .. }
            | Task::Lines { of, .. }
            | Task::Fill { of, .. }
            | Task::Limit { of, .. }
            | Task::Spot { of, .. } => Some(of),
            Task::Choice { .. } | Task::Order { .. } | Task::Parts(_) | Task::Card { .. } => None,
        }
    }

    /// The name of its kind, as `ask` writes it.
    pub fn kind(&self) -> &'static str {
        match self {
            Task::Derivative { .. } => "derivative",
            Task::Partial { .. } => "partial",
            Task::Gradient { .. } => "gradient",
            Task::Hessian { .. } => "hessian",
            Task::Directional { .. } => "directional",
            Task::Value { .. } => "value",
            Task::Sign { .. } => "sign",
            Task::Choice { .. } => "choice",
            Task::Critical { .. } => "critical",
            Task::Step { .. } => "step",
            Task::Arrow { .. } => "arrow",
            Task::Rate { .. } => "rate",
            Task::Lines { .. } => "lines",
            Task::Fill { .. } => "fill",
            Task::Order { .. } => "order",
            Task::Limit { .. } => "limit",
            Task::Parts(_) => "parts",
            Task::Card { .. } => "card",
            Task::Spot { .. } => "spot",
        }
    }
}
