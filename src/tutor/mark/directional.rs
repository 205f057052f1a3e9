//! Is this the slope in a direction?

use crate::math::{Expr, Function, Name, Node, slope};
use crate::pack::Coordinate;
use crate::tutor::{Answer, Verdict};

use super::mark::Mark;
use super::{Asked, at_point, fields, is_same, number};

/// What is asked.
pub(super) struct Sought<'a> {
    pub of: &'a Expr,
    pub vars: &'a [Name],
    pub at: &'a [Coordinate],
    pub along: &'a [Coordinate],
    pub normalise: bool,
}

pub(super) fn mark(asked: &Asked<'_>, answer: &Answer, sought: &Sought<'_>) -> Mark {
    let slopes = slope::gradient(sought.of, sought.vars);
    let here: Vec<Expr> = slopes.iter().map(|slope| sought.put_in(slope)).collect();
    let reading = match fields::components(answer, 1, &asked.typing.syntax(sought.vars)) {
        Ok(mut readings) => readings.remove(0),
        Err(mark) => return is_gradient(*mark, &here),
    };
    let what = "the slope in that direction";
    let expected = sought.rise(&here, sought.normalise);
    let mark = number::mark_reading(&reading, &expected, asked.digits, what);
    if mark.verdict != Verdict::Wrong {
        return mark;
    }
    if !reading.expr.names().is_empty()
        && is_same(&reading.expr, &sought.rise(&slopes, sought.normalise))
    {
        return number::not_put_in(mark);
    }
    let other = sought.rise(&here, !sought.normalise);
    if !is_same(&reading.expr, &other) {
        return mark;
    }
    let why = if sought.normalise {
        "The direction still has to be brought to length 1."
    } else {
        "Here the direction is taken as it stands, not scaled to length 1."
    };
    Mark { why: vec![why.to_owned()], ..mark }
}

/// A vector where a number is asked: the gradient is half of the way.
fn is_gradient(mut mark: Mark, gradient: &[Expr]) -> Mark {
    let whole = Node::Vector(gradient.to_vec()).into();
    if mark.read_as.as_ref().is_some_and(|own| is_same(own, &whole)) {
        mark.why = vec![
            "The gradient is right. Multiply it by the direction, part by part, and add up."
                .to_owned(),
        ];
    }
    mark
}

impl Sought<'_> {
    fn put_in(&self, expr: &Expr) -> Expr {
        at_point(expr, self.vars.iter().zip(self.at))
    }

    /// The slopes times the direction, part by part, added up.
    fn rise(&self, slopes: &[Expr], normalise: bool) -> Expr {
        let along = || self.along.iter().map(Coordinate::expr);
        let parts = slopes.iter().zip(along());
        let rise = sum(parts.map(|(slope, along)| times(slope, along)).collect());
        if !normalise {
            return rise;
        }
        let squares = sum(along().map(|own| times(own, own)).collect());
        Node::Quotient(rise, Expr::apply(Function::Sqrt, squares)).into()
    }
}

fn times(a: &Expr, b: &Expr) -> Expr {
    Node::Product(vec![a.clone(), b.clone()]).into()
}

fn sum(mut terms: Vec<Expr>) -> Expr {
    if terms.len() == 1 { terms.remove(0) } else { Node::Sum(terms).into() }
}
