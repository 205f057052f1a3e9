//! What do the common names of an exercise's parts stand for?

use crate::math::{Expr, Name, Number};

use super::constant;
use super::task::{Coordinate, Task};
use super::tree::{expanded, free_names, replaced};

/// Expressions that definitions grow to at most, in nodes.
const NODES: usize = 20_000;

/// Given values, and names that stand for expressions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    /// Names with their values.
    pub given: Vec<(Name, Coordinate)>,
    /// Names with their expressions; none needs itself.
    pub define: Vec<(Name, Expr)>,
}

impl Scope {
    /// Every name that it knows.
    pub fn names(&self) -> Vec<Name> {
        let given = self.given.iter().map(|(name, _)| name.clone());
        given.chain(self.define.iter().map(|(name, _)| name.clone())).collect()
    }

    /// The same with a student's own values for some names.
    #[must_use]
    pub fn with(&self, own: &[(Name, Coordinate)]) -> Scope {
        let kept = |name: &Name| !own.iter().any(|(other, _)| other == name);
        let given = self.given.iter().filter(|(name, _)| kept(name)).chain(own).cloned().collect();
        let define = self.define.iter().filter(|(name, _)| kept(name)).cloned().collect();
        Scope { given, define }
    }

    /// The value of a name; `None` where it is unknown or not finite.
    pub fn value(&self, name: &Name) -> Option<Coordinate> {
        if let Some((_, value)) = self.given.iter().find(|(own, _)| own == name) {
            return Some(value.clone());
        }
        let (_, meaning) = self.define.iter().find(|(own, _)| own == name)?;
        let written_out = self.written_out(meaning, &[])?;
        self.constant(&written_out)
    }

    /// Definitions written out, down to given names and to those that the expression is
    /// differentiated by. `None` where that grows too large.
    pub fn written_out(&self, expr: &Expr, stop: &[Name]) -> Option<Expr> {
        expanded(expr, &self.define, stop, &mut NODES.clone())
    }

    /// The expression with given values in place of all names but these.
    fn only_of(&self, expr: &Expr, vars: &[Name]) -> Option<Expr> {
        let out = self.written_out(expr, vars)?;
        let values = self.given.iter().filter(|(name, _)| !vars.contains(name));
        Some(values.fold(out, |expr, (name, value)| replaced(&expr, name, value.expr())))
    }

    fn constant(&self, expr: &Expr) -> Option<Coordinate> {
        let exact = |name: &Name| -> Option<Number> {
            self.given.iter().find(|(own, _)| own == name)?.1.number().cloned()
        };
        if let Some(value) = constant::value(expr, &exact) {
            return Some(Coordinate::from(value));
        }
        let names: Vec<Name> = self.given.iter().map(|(name, _)| name.clone()).collect();
        let at: Vec<f64> = self.given.iter().map(|(_, value)| value.to_f64()).collect();
        let approx = constant::approx(expr, &names, &at)?;
        Some(Coordinate::new(self.only_of(expr, &[])?, approx))
    }

    /// A task as the author wrote it, with its names written out and their values given. `None`
    /// where a name has no value, or where the expression grows too large.
    pub fn resolve(&self, written: &Task) -> Option<Task> {
        let mut task = written.clone();
        match &mut task {
            Task::Value { of, at } => {
                *of = self.written_out(of, &[])?;
                let own = std::mem::take(at);
                for name in free_names(of) {
                    let set = own.iter().find(|(other, _)| *other == name).map(|(_, v)| v.clone());
                    let value = match set {
                        Some(value) => value,
                        None => self.value(&name)?,
                    };
                    at.push((name, value));
                }
            }
            Task::Derivative { of, by, .. }
            | Task::Lines { of, by, .. }
            | Task::Fill { of, by, .. }
            | Task::Spot { of, by, .. } => *of = self.written_out(of, std::slice::from_ref(by))?,
            Task::Partial { of, by, .. } => *of = self.written_out(of, by)?,
            Task::Gradient { of, vars, at: None } | Task::Hessian { of, vars, at: None } => {
                *of = self.written_out(of, vars)?;
            }
            Task::Gradient { of, vars, at: Some(_) }
            | Task::Hessian { of, vars, at: Some(_) }
            | Task::Directional { of, vars, .. }
            | Task::Critical { of, vars, .. }
            | Task::Step { of, vars, .. }
            | Task::Rate { of, vars, .. } => *of = self.only_of(of, vars)?,
            Task::Sign { of, by, .. } => *of = self.only_of(of, std::slice::from_ref(by))?,
            Task::Arrow { of, vars, .. } => *of = self.only_of(of, vars.as_slice())?,
            Task::Limit { of, name, .. } => *of = self.only_of(of, std::slice::from_ref(name))?,
            Task::Choice { .. } | Task::Order { .. } | Task::Parts(_) | Task::Card { .. } => {}
        }
        Some(task)
    }
}
