//! Does the arrow point the way that was asked?

use crate::math::{Compiled, Expr, Name, slope};
use crate::pack::{Coordinate, Direction, Typing};
use crate::text;
use crate::tutor::Answer;

use super::fields;
use super::mark::Mark;

/// Names of directions with their angle in degrees, east first, against the clock.
const COMPASS: &[(&str, &str, f64)] = &[
    ("e", "east", 0.0),
    ("ne", "north-east", 45.0),
    ("n", "north", 90.0),
    ("nw", "north-west", 135.0),
    ("w", "west", 180.0),
    ("sw", "south-west", 225.0),
    ("s", "south", 270.0),
    ("se", "south-east", 315.0),
    ("ene", "east-north-east", 22.5),
    ("nne", "north-north-east", 67.5),
    ("nnw", "north-north-west", 112.5),
    ("wnw", "west-north-west", 157.5),
    ("wsw", "west-south-west", 202.5),
    ("ssw", "south-south-west", 247.5),
    ("sse", "south-south-east", 292.5),
    ("ese", "east-south-east", 337.5),
];

/// Where the arrow stands and where it has to point.
pub(super) struct Aim<'a> {
    pub of: &'a Expr,
    pub vars: &'a [Name; 2],
    pub at: &'a [Coordinate; 2],
    pub show: Direction,
    pub within: f64,
    pub typing: Typing,
}

pub(super) fn mark(answer: &Answer, aim: &Aim<'_>) -> Mark {
    let (angle, mut mark) = match pointed(answer, (aim.vars, aim.typing)) {
        Ok(pointed) => pointed,
        Err(mark) => return *mark,
    };
    let Some(gradient) = aim.gradient() else {
        let why = "There the gradient is 0 or none: no direction is the steepest.".to_owned();
        return Mark { why: vec![why], ..Mark::undecided() };
    };
    let up = gradient[1].atan2(gradient[0]).to_degrees();
    let off = match aim.show {
        Direction::Ascent => between(angle, up),
        Direction::Descent => between(angle, up + 180.0),
        Direction::Contour => between(angle, up + 90.0).min(between(angle, up - 90.0)),
    };
    let read_as = mark.read_as.take();
    mark = if off <= aim.within + 1e-9 {
        Mark::right()
    } else {
        Mark::wrong().because(aim.slip(angle, up, off))
    };
    mark.read_as = read_as;
    mark
}

impl Aim<'_> {
    fn gradient(&self) -> Option<[f64; 2]> {
        let f = Compiled::new(&slope::carry_out(self.of), self.vars).ok()?;
        let mut gradient = [f64::NAN; 2];
        f.gradient(&[self.at[0].to_f64(), self.at[1].to_f64()], &mut gradient);
        let length = gradient[0].hypot(gradient[1]);
        (length.is_finite() && length > 0.0).then_some(gradient)
    }

    /// What the arrow shows instead; `up` is where the gradient points.
    fn slip(&self, angle: f64, up: f64, off: f64) -> String {
        let from_up = between(angle, up);
        let near = |target: f64| (from_up - target).abs() <= self.within.max(5.0);
        match self.show {
            Direction::Descent if near(0.0) => {
                "This is steepest uphill; downhill is the opposite way.".to_owned()
            }
            Direction::Ascent if near(180.0) => {
                "This is steepest downhill; uphill is the opposite way.".to_owned()
            }
            Direction::Contour if near(0.0) || near(180.0) => {
                "This crosses the contour; along it the height stays the same.".to_owned()
            }
            Direction::Descent | Direction::Ascent if near(90.0) => {
                "This runs along the contour, where the height stays the same.".to_owned()
            }
            Direction::Descent | Direction::Ascent | Direction::Contour => {
                let target = match self.show {
                    Direction::Ascent => up,
                    Direction::Descent => up + 180.0,
                    Direction::Contour if between(angle, up + 90.0) <= off + 1e-9 => up + 90.0,
                    Direction::Contour => up - 90.0,
                };
                let is_left = between(angle + off, target) < between(angle - off, target);
                let way = if is_left { "anticlockwise" } else { "clockwise" };
                format!("Yours is {}° off; turn it {way}.", text::number(off.round()))
            }
        }
    }
}

/// The angle between two directions, 0 to 180 degrees.
fn between(a: f64, b: f64) -> f64 {
    let turn = (a - b).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

/// The direction of the arrow in degrees: a vector, or a name of the compass.
fn pointed(
    answer: &Answer,
    (vars, typing): (&[Name; 2], Typing),
) -> Result<(f64, Mark), Box<Mark>> {
    if let Ok(line) = fields::line(answer) {
        let word = line.trim().to_lowercase().replace([' ', '_'], "-");
        let named = COMPASS.iter().find(|(short, long, _)| {
            word == *short || word == *long || word == long.replace('-', "")
        });
        if let Some((_, _, angle)) = named {
            return Ok((*angle, Mark::right()));
        }
    }
    let readings = fields::components(answer, 2, &typing.syntax(vars))?;
    let value = |at: usize| {
        let value = Compiled::new(&slope::carry_out(&readings[at].expr), &[]).ok()?.value(&[]);
        value.is_finite().then_some(value)
    };
    let (Some(x), Some(y)) = (value(0), value(1)) else {
        return Err(Box::new(Mark::unfit(0, "", "Two numbers are asked, such as (1, -2).")));
    };
    if x == 0.0 && y == 0.0 {
        return Err(Box::new(Mark::unfit(0, "", "(0, 0) points nowhere.")));
    }
    let whole: Vec<Expr> = readings.into_iter().map(|reading| reading.expr).collect();
    let read = Mark::right().reading(crate::math::Node::Vector(whole).into());
    Ok((y.atan2(x).to_degrees(), read))
}
