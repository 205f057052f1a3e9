//! Is this one of the critical points, and if not, what is there?

use crate::math::compile::Compiled;
use crate::math::digits::Near;
use crate::math::substitute::substitute;
use crate::math::tidy::tidy;
use crate::math::{Expr, Name, Number, print, same, slope};
use crate::text;

use super::super::is_same;
use super::kind::{self, Kind};
use super::typed::Named;
use super::{Sought, place};

/// Figures to which a coordinate in decimals must agree.
const DIGITS: u32 = 3;

impl Sought<'_> {
    /// Is the answer's point this one: exactly, or in at least three right figures?
    pub(super) fn is_at(&self, own: &[Expr], right: &[Expr]) -> bool {
        let agrees = |(own, right): (&Expr, &Expr)| {
            Near::judge(own, right, Some(DIGITS)).is_some_and(Near::is_right)
        };
        own.len() == right.len()
            && (own.iter().zip(right).all(agrees) || is_near(own, right) && self.is_stationary(own))
    }

    /// Is every slope exactly 0 there, in whatever form the point was written?
    pub(super) fn is_stationary(&self, at: &[Expr]) -> bool {
        self.is_inside_typed(at)
            && self.slopes_at(at).iter().all(|slope| is_same(slope, &Expr::integer(0)))
    }

    /// Is there a value and no slope, as |x| has it at 0? Whether that is a critical point is a
    /// matter of the definition, so it is neither asked nor wrong.
    pub(super) fn is_kink(&self, at: &[Expr]) -> bool {
        self.is_inside_typed(at)
            && same::exists(&self.put_in(self.of, at)) == Some(true)
            && self.slopes_at(at).iter().any(|slope| same::exists(slope) == Some(false))
    }

    /// Are there several plain points beside those listed where every slope is 0? Then they form a
    /// line, as for (x + y)².
    pub(super) fn is_flat_along_a_curve(&self, points: &[(Vec<Expr>, Kind)]) -> bool {
        const SEVERAL: usize = 3;
        let halves =
            || (-6..=6).map(|n| Number::ratio(n, 2).map_or(Expr::integer(0), Expr::number));
        let candidates: Vec<Vec<Expr>> = match self.vars {
            [_] => halves().map(|x| vec![x]).collect(),
            [_, _] => halves().flat_map(|x| halves().map(move |y| vec![x.clone(), y])).collect(),
            _ => return false,
        };
        let slopes = slope::gradient(self.of, self.vars);
        let compiled: Vec<Compiled> =
            slopes.iter().filter_map(|slope| Compiled::new(slope, self.vars).ok()).collect();
        let seems_flat = |at: &Vec<Expr>| {
            let values: Vec<f64> = at.iter().filter_map(double).collect();
            compiled.iter().all(|slope| slope.value(&values).abs() < 1e-12)
        };
        let is_new = |at: &Vec<Expr>| !points.iter().any(|(own, _)| self.is_at(at, own));
        let flat = candidates.into_iter().filter(seems_flat).filter(is_new);
        flat.filter(|at| self.is_stationary(at)).take(SEVERAL).count() == SEVERAL
    }

    fn is_inside_typed(&self, at: &[Expr]) -> bool {
        let values: Option<Vec<f64>> = at.iter().map(double).collect();
        values.is_some_and(|values| self.is_inside(&values))
    }

    pub(super) fn around(&self, at: &[Expr]) -> Kind {
        let values: Vec<f64> = at.iter().filter_map(double).collect();
        kind::around(self.of, self.vars, &values)
    }

    /// Was a height written beside the point, and is it another?
    pub(super) fn is_height_wrong(&self, own: &Named) -> bool {
        own.height.as_ref().is_some_and(|height| {
            let right = self.put_in(self.of, &own.at);
            !Near::judge(height, &right, Some(DIGITS)).is_some_and(Near::is_right)
        })
    }

    fn slopes_at(&self, at: &[Expr]) -> Vec<Expr> {
        slope::gradient(self.of, self.vars).iter().map(|slope| self.put_in(slope, at)).collect()
    }

    fn put_in(&self, expr: &Expr, at: &[Expr]) -> Expr {
        let values: Vec<(Name, Expr)> = self.vars.iter().cloned().zip(at.iter().cloned()).collect();
        tidy(&substitute(expr, &values))
    }

    /// `at x = 3 the slope is 6, not 0`.
    pub(super) fn not_flat(&self, at: &[Expr]) -> String {
        let place = place(self.vars, at);
        if let Some((low, high)) = self.on
            && at.first().and_then(double).is_some_and(|x| x < low.to_f64() || x > high.to_f64())
        {
            let (low, high) = (print::line(low.expr()), print::line(high.expr()));
            return format!("the point {place} is outside of [{low}, {high}]");
        }
        let values: Vec<f64> = self.slopes_at(at).iter().filter_map(double).collect();
        let shown: Vec<String> = values.iter().map(|&value| text::number(value)).collect();
        match (values.len() == at.len(), shown.as_slice()) {
            (true, [only]) if values[0].is_finite() => {
                format!("at {place} the slope is {only}, not 0")
            }
            (true, several) if values.iter().all(|value| value.is_finite()) => {
                format!("at {place} the gradient is ({}), not 0", several.join(", "))
            }
            _ => format!("at {place} there is no slope"),
        }
    }
}

/// Is the point so near that it may be meant?
pub(super) fn is_near(own: &[Expr], right: &[Expr]) -> bool {
    own.iter().zip(right).all(|(own, right)| {
        matches!((double(own), double(right)), (Some(a), Some(b))
            if (a - b).abs() <= 1e-2 * b.abs() + 1e-6)
    })
}

pub(super) fn double(expr: &Expr) -> Option<f64> {
    Some(Compiled::new(expr, &[]).ok()?.value(&[]))
}
