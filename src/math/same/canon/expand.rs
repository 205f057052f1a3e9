//! Multiplying out: powers of sums, and squares that have a simpler form.

use super::algebra::{collect, constant, floor};
use super::arena::{Arena, Atom, AtomId, Made, MonoId, Power, Stop, Sum, Term, UNIT};
use crate::math::Number;
use crate::math::same::tape::FOLD_BITS;

/// Terms beyond which nothing is multiplied out.
const MOST_TERMS: usize = 3000;

impl Arena {
    /// Multiplies out what can be, and reduces squares of sines, absolute values and roots.
    pub(super) fn expand(&mut self, sum: Sum) -> Made<Sum> {
        if !sum.iter().any(|term| self.is_open(term.mono)) {
            return Ok(sum);
        }
        let mut done = Vec::new();
        let mut open = sum;
        while let Some(term) = open.pop() {
            if !self.is_open(term.mono) {
                done.push(term);
                if done.len() > MOST_TERMS {
                    done = collect(done);
                    if done.len() > MOST_TERMS / 2 {
                        return Err(Stop::Spent);
                    }
                }
                continue;
            }
            let (inside, rest) = self.unfold(term.mono)?;
            self.spend(inside.len())?;
            for part in &inside {
                let mono = self.times(part.mono, rest);
                open.push(Term { mono, factor: part.factor.mul(&term.factor) });
            }
        }
        Ok(collect(done))
    }

    /// One open power of a monomial in its simpler form, and the rest of the monomial.
    fn unfold(&mut self, mono: MonoId) -> Made<(Sum, MonoId)> {
        let powers = self.powers(mono).to_vec();
        let Some(index) = powers.iter().position(|power| self.is_open_power(power)) else {
            return Err(Stop::Spent);
        };
        let (atom, exponent) = (powers[index].atom, powers[index].exponent.clone());
        let others: Vec<Power> = powers
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != index)
            .map(|(_, p)| p.clone())
            .collect();
        let rest = self.mono(&others);
        let (inside, left) = self.unfold_power(atom, &exponent)?;
        let left = self.power(atom, left);
        Ok((inside, self.times(rest, left)))
    }

    /// The power of an atom as a sum, and the exponent that the atom keeps beside it.
    fn unfold_power(&mut self, atom: AtomId, exponent: &Number) -> Made<(Sum, Number)> {
        let whole = floor(exponent).ok_or(Stop::Spent)?;
        match self.atom_at(atom).clone() {
            Atom::Sum(inside) => {
                let terms = self.terms(inside).to_vec();
                let count = u32::try_from(whole).map_err(|_| Stop::Spent)?;
                let sum = self.whole_power(&terms, count)?;
                Ok((sum, exponent.sub(&Number::integer(whole))))
            }
            Atom::Prime(value) => {
                let factor = value.pow(whole, FOLD_BITS).ok_or(Stop::Spent)?;
                Ok((constant(factor), exponent.sub(&Number::integer(whole))))
            }
            Atom::Abs(inside) => {
                let even = Number::integer(whole.div_euclid(2) * 2);
                let mono = self.power(inside, even.clone());
                Ok((vec![Term { mono, factor: Number::ONE }], exponent.sub(&even)))
            }
            Atom::Sin(angle) => {
                let count = u32::try_from(whole / 2).map_err(|_| Stop::Spent)?;
                let cos = self.atom(Atom::Cos(angle));
                let square = self.power(cos, Number::integer(2));
                let rest = collect(vec![
                    Term { mono: UNIT, factor: Number::ONE },
                    Term { mono: square, factor: Number::integer(-1) },
                ]);
                let sum = self.whole_power(&rest, count)?;
                Ok((sum, exponent.sub(&Number::integer(i64::from(count) * 2))))
            }
            _ => Err(Stop::Spent),
        }
    }

    /// A sum multiplied out with itself.
    pub(super) fn whole_power(&mut self, sum: &[Term], count: u32) -> Made<Sum> {
        if let [term] = sum {
            let factor = term.factor.pow(i64::from(count), FOLD_BITS).ok_or(Stop::Spent)?;
            let mono = self.raise(term.mono, &Number::integer(i64::from(count)));
            return Ok(vec![Term { mono, factor }]);
        }
        // (terms over count) terms or so: never begun where it would be too many.
        if count > 64 || (sum.len() as f64 - 1.0) * f64::from(count).ln() > 9.0 {
            return Err(Stop::Spent);
        }
        let mut power = constant(Number::ONE);
        for _ in 0..count {
            power = self.product(&power, sum)?;
        }
        Ok(power)
    }

    /// The product, multiplied out.
    pub(super) fn product(&mut self, a: &[Term], b: &[Term]) -> Made<Sum> {
        self.spend(a.len() * b.len())?;
        let mut terms = Vec::with_capacity(a.len() * b.len());
        for u in a {
            for v in b {
                let mono = self.times(u.mono, v.mono);
                terms.push(Term { mono, factor: u.factor.mul(&v.factor) });
            }
        }
        Ok(collect(terms))
    }
}
