//! Roots of sums that are squares or products of other sums.
//!
//! `√(x⁴ + 8x² + 15)` meets `√(x² + 3)·√(x² + 5)`, and `√(x² + 2x + 1)` meets `|x + 1|`. Only the
//! sums that stand under roots in one comparison are tried against each other; nothing is factored
//! for its own sake.

use std::cmp::Ordering;

use super::algebra::{collect, negate};
use super::arena::{Arena, Atom, AtomId, Made, MonoId, Power, Sum, SumId, Term};
use super::conditions::{Conditions, NEGATIVE};
use crate::math::Number;

/// Steps of a division or of a square root of a sum.
const MOST_STEPS: usize = 40;

impl Arena {
    /// The sum with one root in a simpler form, if one is found.
    pub(super) fn simplify_root(&mut self, sum: &[Term], facts: &Conditions) -> Made<Option<Sum>> {
        let roots = self.roots(sum);
        for &(atom, inside) in &roots {
            if let Some(side) = self.square_root(inside)? {
                let side = self.sum(&side);
                let side = self.atom(Atom::Sum(side));
                let bars = self.bars(side);
                return self.replace(sum, atom, &[(bars, Number::integer(2))]).map(Some);
            }
            for &(other, divisor) in &roots {
                let is_signed = self.is_positive(other) || facts.signs(other) & NEGATIVE == 0;
                if atom == other || !is_signed {
                    continue;
                }
                if let Some(rest) = self.divide(inside, divisor)?
                    && let Some(rest) = self.factor(&rest)?
                    && rest.factor.is_one()
                    && let [only] = self.powers(rest.mono)
                {
                    let parts = [(other, Number::ONE), (only.atom, only.exponent.clone())];
                    return self.replace(sum, atom, &parts).map(Some);
                }
            }
        }
        Ok(None)
    }

    /// The sums under fractional exponents.
    fn roots(&self, sum: &[Term]) -> Vec<(AtomId, SumId)> {
        let mut found = Vec::new();
        for term in sum {
            for power in self.powers(term.mono) {
                if let Atom::Sum(inside) = self.atom_at(power.atom)
                    && !power.exponent.is_integer()
                    && !found.contains(&(power.atom, *inside))
                {
                    found.push((power.atom, *inside));
                }
            }
        }
        found
    }

    /// Puts a product of powers in the place of an atom.
    fn replace(&mut self, sum: &[Term], atom: AtomId, by: &[(AtomId, Number)]) -> Made<Sum> {
        let mut terms = Vec::with_capacity(sum.len());
        for term in sum {
            self.spend(1)?;
            let mut rest: Vec<Power> = self.powers(term.mono).to_vec();
            let place = rest.iter().position(|power| power.atom == atom);
            let Some(power) = place.map(|index| rest.remove(index)) else {
                terms.push(term.clone());
                continue;
            };
            let mut mono = self.mono(&rest);
            for (part, exponent) in by {
                let raised = self.power(*part, exponent.mul(&power.exponent));
                mono = self.times(mono, raised);
            }
            terms.push(Term { mono, factor: term.factor.clone() });
        }
        Ok(collect(terms))
    }

    /// The quotient of two sums, if the division leaves nothing.
    fn divide(&mut self, dividend: SumId, divisor: SumId) -> Made<Option<Sum>> {
        let divisor = self.terms(divisor).to_vec();
        let Some(lead) = self.leading(&divisor) else { return Ok(None) };
        let inverse = self.raise(lead.mono, &Number::integer(-1));
        let mut rest = self.terms(dividend).to_vec();
        let mut quotient = Vec::new();
        for _ in 0..MOST_STEPS {
            let Some(next) = self.leading(&rest) else {
                return Ok(Some(collect(quotient)));
            };
            let mono = self.times(next.mono, inverse);
            let is_whole = self.powers(mono).iter().all(|power| !power.exponent.is_negative());
            let Some(factor) = next.factor.div(&lead.factor).filter(|_| is_whole) else {
                return Ok(None);
            };
            let part = self.product(&divisor, &[Term { mono, factor: factor.neg() }])?;
            rest = self.add(rest, &part)?;
            quotient.push(Term { mono, factor });
        }
        Ok(None)
    }

    /// The sum whose square this is.
    fn square_root(&mut self, sum: SumId) -> Made<Option<Sum>> {
        let mut rest = self.terms(sum).to_vec();
        let Some(lead) = self.leading(&rest) else { return Ok(None) };
        let half = Number::ratio(1, 2).unwrap_or(Number::ONE);
        let exact = super::super::wide::exact_root;
        let Some(factor) =
            Some(&lead.factor).filter(|f| !f.is_negative()).and_then(|f| exact(f, 2))
        else {
            return Ok(None);
        };
        let first = Term { mono: self.raise(lead.mono, &half), factor };
        let is_whole = |own: &Arena, mono: MonoId| {
            own.powers(mono).iter().all(|p| p.exponent.is_integer() && !p.exponent.is_negative())
        };
        if !is_whole(self, first.mono) {
            return Ok(None);
        }
        let inverse = self.raise(first.mono, &Number::integer(-1));
        let mut root = vec![first.clone()];
        for _ in 0..MOST_STEPS / 4 {
            let square = self.product(&root, &root)?;
            rest = self.add(self.terms(sum).to_vec(), &negate(square))?;
            let Some(next) = self.leading(&rest) else { return Ok(Some(root)) };
            let mono = self.times(next.mono, inverse);
            let factor = next.factor.mul(&half).div(&first.factor);
            let Some(factor) = factor.filter(|_| is_whole(self, mono)) else { return Ok(None) };
            root = self.add(root, &[Term { mono, factor }])?;
        }
        Ok(None)
    }

    /// The term that comes first by the exponents of its atoms, in their order.
    fn leading(&self, sum: &[Term]) -> Option<Term> {
        sum.iter().max_by(|a, b| self.compare(a.mono, b.mono)).cloned()
    }

    /// An order of monomials that multiplication keeps.
    fn compare(&self, a: MonoId, b: MonoId) -> Ordering {
        let (mut u, mut v) = (self.powers(a).iter().peekable(), self.powers(b).iter().peekable());
        loop {
            let order = match (u.peek(), v.peek()) {
                (None, None) => return Ordering::Equal,
                (Some(p), Some(q)) if p.atom == q.atom => {
                    let order = p.exponent.cmp(&q.exponent);
                    u.next();
                    v.next();
                    order
                }
                (Some(p), Some(q)) if p.atom < q.atom => p.exponent.cmp(&Number::ZERO),
                (Some(p), None) => p.exponent.cmp(&Number::ZERO),
                (_, Some(q)) => Number::ZERO.cmp(&q.exponent),
            };
            if order != Ordering::Equal {
                return order;
            }
        }
    }
}
