//! The derivative of an expression, as a sum of terms.

use std::cell::Cell;

use crate::math::rules;
use crate::math::tidy::sum::Sum;
use crate::math::tidy::take;
use crate::math::tidy::term::{Exponent, Factor, Term};
use crate::math::tidy::{show, tidy};
use crate::math::{Expr, Function, Name, Node, Number};

use super::derivation::filled;
use super::polish::polish;
use super::shape::shape;
use super::weigh::weight;

/// One differentiation: by which variable, and how much work is left.
pub(super) struct Carry<'a> {
    by: &'a Name,
    fuel: &'a Cell<u32>,
}

impl<'a> Carry<'a> {
    /// Differentiates by a variable, spending `fuel` on each factor that is written.
    pub(super) fn new(by: &'a Name, fuel: &'a Cell<u32>) -> Carry<'a> {
        Carry { by, fuel }
    }

    fn spend(&self, amount: usize) -> Option<()> {
        let amount = u32::try_from(amount).ok()?;
        self.fuel.set(self.fuel.get().checked_sub(amount)?);
        Some(())
    }

    /// The derivative; `None` where the fuel ran out.
    pub(super) fn terms(&self, expr: &Expr) -> Option<Sum> {
        let mut sum = Sum::zero();
        self.add(&mut sum, expr, &Number::ONE)?;
        sum.collect();
        Some(sum)
    }

    /// Adds `scale` times the derivative.
    fn add(&self, sum: &mut Sum, expr: &Expr, scale: &Number) -> Option<()> {
        self.spend(1)?;
        match expr.node() {
            Node::Number(_) | Node::Constant(_) | Node::Hole(_) => Some(()),
            Node::Name(name) => {
                if name == self.by {
                    sum.terms.push(Term::number(scale.clone()));
                }
                Some(())
            }
            Node::Neg(u) => self.add(sum, u, &scale.neg()),
            Node::Sum(parts) => parts.iter().try_for_each(|part| self.add(sum, part, scale)),
            Node::Product(_)
            | Node::Quotient(..)
            | Node::Power(..)
            | Node::Apply(..)
            | Node::Prime(..)
            | Node::Slope(..)
            | Node::Vector(_)
            | Node::Matrix(_) => {
                if !self.moves(expr) {
                    return Some(());
                }
                let mut term = Term::number(scale.clone());
                take::multiply_into(&mut term, expr, &Number::ONE);
                self.term(sum, &term)
            }
        }
    }

    /// Does the value change with the variable?
    fn moves(&self, expr: &Expr) -> bool {
        match expr.node() {
            Node::Name(name) => name == self.by,
            Node::Number(_) | Node::Constant(_) | Node::Hole(_) => false,
            Node::Neg(u) | Node::Prime(_, _, u) | Node::Slope(u, _) => self.moves(u),
            Node::Quotient(u, v) | Node::Power(u, v) => self.moves(u) || self.moves(v),
            Node::Sum(parts)
            | Node::Product(parts)
            | Node::Vector(parts)
            | Node::Apply(_, parts) => parts.iter().any(|part| self.moves(part)),
            Node::Matrix(rows) => rows.iter().flatten().any(|part| self.moves(part)),
        }
    }

    fn factor_moves(&self, factor: &Factor) -> bool {
        let exponent_moves = match &factor.exponent {
            Exponent::Number(_) => false,
            Exponent::Expr(v) => self.moves(v),
        };
        exponent_moves || self.moves(&factor.base)
    }

    /// Adds the derivative of a term: each factor in turn, over one denominator.
    fn term(&self, sum: &mut Sum, term: &Term) -> Option<()> {
        let mut own = Sum::zero();
        for (place, factor) in term.factors.iter().enumerate() {
            if !self.factor_moves(factor) {
                continue;
            }
            self.spend(term.factors.len())?;
            let mut rest = Term::number(term.coefficient.clone());
            rest.decimal = term.decimal;
            rest.factors.extend(
                term.factors
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != place)
                    .map(|(_, f)| f.clone()),
            );
            self.factor(&mut own, rest, factor)?;
        }
        sum.join(shape(own, term.is_fraction()));
        Some(())
    }

    /// Adds `rest` times the derivative of a factor.
    fn factor(&self, sum: &mut Sum, mut rest: Term, factor: &Factor) -> Option<()> {
        match &factor.exponent {
            Exponent::Number(n) if n.is_one() => self.inner(sum, rest, &factor.base),
            Exponent::Number(n) => {
                rest.scale(n);
                let lowered = Exponent::Number(n.sub(&Number::ONE));
                rest.push(Factor { base: factor.base.clone(), exponent: lowered });
                self.inner(sum, rest, &factor.base)
            }
            Exponent::Expr(v) => self.power(sum, rest, factor, v),
        }
    }

    /// Adds `rest` times the derivative of `u^v`: `u^v·(v'·ln u + v·u'/u)`.
    fn power(&self, sum: &mut Sum, mut rest: Term, factor: &Factor, v: &Expr) -> Option<()> {
        let u = &factor.base;
        let mut inside = Sum::zero();
        if self.moves(v) {
            let mut log = Term::one();
            take::multiply_into(&mut log, &Expr::apply(Function::Ln, u.clone()), &Number::ONE);
            self.times(&mut inside, log, &self.terms(v)?)?;
        }
        if self.moves(u) {
            let mut quotient = Term::one();
            take::multiply_into(&mut quotient, v, &Number::ONE);
            let exponent = Exponent::Number(Number::integer(-1));
            quotient.push(Factor { base: u.clone(), exponent });
            self.inner(&mut inside, quotient, u)?;
        }
        inside.collect();
        inside.terms.iter_mut().for_each(polish);
        rest.push(factor.clone());
        self.times(sum, rest, &inside)
    }

    /// Adds `rest` times the derivative of a base.
    fn inner(&self, sum: &mut Sum, rest: Term, base: &Expr) -> Option<()> {
        match base.node() {
            Node::Name(name) => {
                if name == self.by {
                    take::add_term(sum, rest);
                }
                Some(())
            }
            Node::Apply(function, arguments) if !take::is_power(*function, arguments) => {
                self.function(sum, rest, *function, arguments)
            }
            Node::Slope(u, names) => {
                let mut names = names.clone();
                names.push(self.by.clone());
                let mut term = rest;
                term.push(Factor::plain(Node::Slope(u.clone(), names).into()));
                sum.terms.push(term);
                Some(())
            }
            Node::Prime(function, times, u) => {
                let mut term = rest;
                let next = Node::Prime(*function, times.saturating_add(1), u.clone());
                term.push(Factor::plain(next.into()));
                self.times(sum, term, &self.terms(u)?)
            }
            // Inside a product or a function a list has no meaning; its slope is that of its parts.
            Node::Vector(parts) => {
                let slopes = parts.iter().map(|part| self.shown(part)).collect::<Option<_>>()?;
                self.whole(sum, rest, Node::Vector(slopes))
            }
            Node::Matrix(rows) => {
                let row = |row: &Vec<Expr>| row.iter().map(|part| self.shown(part)).collect();
                let slopes = rows.iter().map(row).collect::<Option<_>>()?;
                self.whole(sum, rest, Node::Matrix(slopes))
            }
            _ => self.times(sum, rest, &self.terms(base)?),
        }
    }

    fn shown(&self, part: &Expr) -> Option<Expr> {
        self.terms(part).map(|slope| show::sum(&slope))
    }

    /// Adds `rest` times a list as a whole.
    fn whole(&self, sum: &mut Sum, mut rest: Term, list: Node) -> Option<()> {
        self.spend(1)?;
        rest.push(Factor::plain(list.into()));
        sum.terms.push(rest);
        Some(())
    }

    /// Adds `rest · slope`; a slope of several terms stays in its bracket.
    fn times(&self, sum: &mut Sum, mut rest: Term, slope: &Sum) -> Option<()> {
        self.spend(slope.terms.len() + rest.factors.len())?;
        match slope.terms.as_slice() {
            [] => {}
            [only] => {
                rest.multiply(only);
                take::add_term(sum, rest);
            }
            many if rest.is_number() => {
                for one in many {
                    let mut term = one.clone();
                    term.scale(&rest.coefficient);
                    term.decimal |= rest.decimal;
                    sum.terms.push(term);
                }
            }
            _ => {
                rest.push(Factor::plain(show::sum(slope)));
                sum.terms.push(rest);
            }
        }
        Some(())
    }

    /// Adds `rest` times the derivative of a function, by the table of rules.
    fn function(
        &self,
        sum: &mut Sum,
        mut rest: Term,
        function: Function,
        arguments: &[Expr],
    ) -> Option<()> {
        if let (Some(entry), [u]) = (rules::derivative_of(function), arguments) {
            rest.scale(&Number::integer(entry.sign));
            if entry.sign == 0 {
                return Some(());
            }
            for (base, p, q) in entry.factors {
                let Some(exponent) = Number::ratio(*p, *q) else { continue };
                take::multiply_into(&mut rest, &filled(*base, u), &exponent);
            }
            return self.inner(sum, rest, u);
        }
        match (function, arguments) {
            (Function::Log, [u, base]) => {
                let quotient = Node::Quotient(
                    Expr::apply(Function::Ln, u.clone()),
                    Expr::apply(Function::Ln, base.clone()),
                );
                self.times(sum, rest, &self.terms(&quotient.into())?)
            }
            (Function::Root, [u, index]) => {
                let exponent = Node::Quotient(Expr::integer(1), index.clone());
                let power = Node::Power(u.clone(), exponent.into());
                self.times(sum, rest, &self.terms(&power.into())?)
            }
            (Function::Min | Function::Max, [first, others @ ..]) => {
                let larger = function == Function::Max;
                let mut slope = self.terms(first)?;
                let mut so_far = first.clone();
                for other in others {
                    slope = self.extreme(&so_far, &slope, other, larger)?;
                    so_far = Node::Apply(function, vec![so_far, other.clone()]).into();
                }
                self.times(sum, rest, &slope)
            }
            _ => Some(()),
        }
    }

    /// The slope of max(u, v) or min(u, v): that of the one which counts, undefined where u = v.
    fn extreme(&self, u: &Expr, u_slope: &Sum, v: &Expr, larger: bool) -> Option<Sum> {
        let v_slope = self.terms(v)?;
        // The slope that is written twice should not be the one that nests.
        let is_turned = weight(&v_slope) > weight(u_slope);
        let (u, u_slope, v, v_slope) =
            if is_turned { (v, &v_slope, u, u_slope) } else { (u, u_slope, v, &v_slope) };
        // [a > b] = relu(a − b)/(a − b), which has no value where a = b.
        let (a, b) = if larger { (u, v) } else { (v, u) };
        let gap = tidy(&Node::Sum(vec![a.clone(), Node::Neg(b.clone()).into()]).into());
        let mut switch = Term::one();
        take::multiply_into(&mut switch, &Expr::apply(Function::Relu, gap.clone()), &Number::ONE);
        take::multiply_into(&mut switch, &gap, &Number::integer(-1));
        let mut step = u_slope.clone();
        let mut minus = v_slope.clone();
        minus.scale(&Number::integer(-1));
        step.join(minus);
        step.collect();
        let mut total = v_slope.clone();
        self.times(&mut total, switch, &step)?;
        total.collect();
        Some(total)
    }
}
