//! What is to be drawn?

use crate::math::{Expr, Name};

use super::problem::Place;
use super::task::{Coordinate, Walk};

/// A figure of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its stable name, where the author gave one.
    pub id: Option<String>,
    /// What stands under it.
    pub caption: Option<String>,
    /// What it shows, in the author's words, for those who do not see it.
    pub alt: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// The whole block.
    pub whole: Place,
    /// Codes of warnings that the author meant.
    pub allow: Vec<String>,
    /// The drawing.
    pub drawing: Drawing,
}

/// What a figure draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// A function of one variable.
    Curve(Curve),
    /// Lines of equal height.
    Contour(Contour),
    /// A walk that plays, over the curve or the contour lines of its function.
    Descent(Descent),
    /// f over the steps of one walk or several.
    Loss(Loss),
}

/// From where to where: two finite numbers, the smaller first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The smaller end.
    pub low: f64,
    /// The larger end.
    pub high: f64,
}

/// A function of one variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// The function.
    pub of: Expr,
    /// Its variable.
    pub var: Name,
    /// The part that is drawn.
    pub x: Interval,
    /// The heights that are drawn; chosen from the curve without it.
    pub y: Option<Interval>,
    /// Where the tangent touches at first; the student moves it.
    pub tangent: Option<Coordinate>,
    /// The point of a secant that stays, and the one that moves to it.
    pub secant: Option<(Coordinate, Coordinate)>,
    /// Is f′ drawn too?
    pub slope: bool,
    /// A second curve, of the same variable.
    pub also: Option<Expr>,
    /// The part under the curve that is filled.
    pub area: Option<Interval>,
}

/// Lines of equal height of a function of two variables.
#[derive(Clone, Debug, PartialEq)]
pub struct Contour {
    /// The function.
    pub of: Expr,
    /// Its variables: to the right, and up.
    pub vars: [Name; 2],
    /// From left to right.
    pub x: Interval,
    /// From bottom to top.
    pub y: Interval,
    /// Walks over it.
    pub paths: Vec<Path>,
    /// Are gradient arrows drawn?
    pub gradient: bool,
    /// Are critical points marked?
    pub critical: bool,
    /// A point that the student moves.
    pub at: Option<[Coordinate; 2]>,
    /// Does the walk play?
    pub animate: bool,
}

/// A walk that plays.
#[derive(Clone, Debug, PartialEq)]
pub struct Descent {
    /// The function, of one or two variables.
    pub of: Expr,
    /// Its variables.
    pub vars: Vec<Name>,
    /// From left to right; chosen from the walk without it.
    pub x: Option<Interval>,
    /// From bottom to top; chosen from the walk without it.
    pub y: Option<Interval>,
    /// The walk.
    pub path: Path,
    /// Does it play by itself?
    pub animate: bool,
}

/// f over the steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// The function.
    pub of: Expr,
    /// Its variables.
    pub vars: Vec<Name>,
    /// The walks; at least one.
    pub paths: Vec<Path>,
    /// Is the scale logarithmic?
    pub log: bool,
    /// Does it play?
    pub animate: bool,
}

/// A walk as a figure draws it.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Method and parameters.
    pub walk: Walk,
    /// Where it starts: as many coordinates as variables.
    pub from: Vec<Coordinate>,
    /// How many steps.
    pub steps: usize,
    /// What the legend calls it.
    pub label: Option<String>,
}
