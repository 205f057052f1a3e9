//! Sums, products and powers of canonical expressions, and when one of them is 0.

use super::arena::{Arena, Atom, AtomId, Made, MonoId, Power, Stop, Sum, Term, UNIT};
use super::conditions::{self, Conditions};
use crate::math::Number;

/// A sum as one term: a number times powers of atoms.
pub(super) struct Factored {
    pub(super) factor: Number,
    pub(super) mono: MonoId,
}

/// What is known about a sum being 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vanishes {
    /// It is 0 wherever it exists.
    Always,
    /// It is not 0 anywhere.
    Never,
    Unknown,
}

/// A number as a sum.
pub(super) fn constant(value: Number) -> Sum {
    if value.is_zero() { Vec::new() } else { vec![Term { mono: UNIT, factor: value }] }
}

/// Orders terms and joins those of the same monomial.
pub(super) fn collect(mut terms: Sum) -> Sum {
    terms.sort_unstable_by_key(|term| term.mono);
    let mut sum: Sum = Vec::with_capacity(terms.len());
    for term in terms {
        match sum.last_mut() {
            Some(last) if last.mono == term.mono => {
                last.factor = last.factor.add(&term.factor);
                if last.factor.is_zero() {
                    sum.pop();
                }
            }
            _ => sum.push(term),
        }
    }
    sum
}

/// Is the sum a number, and which?
pub(super) fn as_number(sum: &[Term]) -> Option<Number> {
    match sum {
        [] => Some(Number::ZERO),
        [Term { mono: UNIT, factor }] => Some(factor.clone()),
        _ => None,
    }
}

pub(super) fn negate(mut sum: Sum) -> Sum {
    for term in &mut sum {
        term.factor = term.factor.neg();
    }
    sum
}

pub(super) fn scale(mut sum: Sum, by: &Number) -> Sum {
    if by.is_zero() {
        return Vec::new();
    }
    if !by.is_one() {
        for term in &mut sum {
            term.factor = term.factor.mul(by);
        }
    }
    sum
}

impl Arena {
    pub(super) fn add(&mut self, a: Sum, b: &[Term]) -> Made<Sum> {
        self.spend(a.len() + b.len())?;
        if b.is_empty() {
            return Ok(a);
        }
        let mut terms = a;
        terms.extend_from_slice(b);
        Ok(collect(terms))
    }

    /// The product. Two real sums are kept as factors: most products never need their terms.
    pub(super) fn multiply(&mut self, a: &[Term], b: &[Term]) -> Made<Sum> {
        self.spend(a.len() + b.len())?;
        match (a, b) {
            ([], _) | (_, []) => Ok(Vec::new()),
            (terms, [one]) | ([one], terms) => Ok(self.distribute(terms, one)),
            _ => {
                let (Some(u), Some(v)) = (self.factor(a)?, self.factor(b)?) else {
                    return Ok(Vec::new());
                };
                let mono = self.times(u.mono, v.mono);
                Ok(vec![Term { mono, factor: u.factor.mul(&v.factor) }])
            }
        }
    }

    fn distribute(&mut self, terms: &[Term], by: &Term) -> Sum {
        let product: Sum = terms
            .iter()
            .map(|term| Term {
                mono: self.times(term.mono, by.mono),
                factor: term.factor.mul(&by.factor),
            })
            .collect();
        if by.mono == UNIT || product.len() < 2 { product } else { collect(product) }
    }

    /// The sum as a single term: its content times one atom that holds the rest. `None` for 0.
    pub(super) fn factor(&mut self, sum: &[Term]) -> Made<Option<Factored>> {
        let mut sum = sum.to_vec();
        let mut outside = UNIT;
        for _ in 0..6 {
            match sum.as_slice() {
                [] => return Ok(None),
                [term] => {
                    let mono = self.times(term.mono, outside);
                    return Ok(Some(Factored { factor: term.factor.clone(), mono }));
                }
                _ => {}
            }
            // What is too large to be multiplied out stays as it is.
            match self.expand(sum.clone()) {
                Ok(expanded) => sum = expanded,
                Err(Stop::Spent) => self.spend(1)?,
                Err(Stop::Undefined) => return Err(Stop::Undefined),
            }
            let content = self.content(&sum)?;
            if content == UNIT {
                break;
            }
            outside = self.times(outside, content);
            let inverse = self.raise(content, &Number::integer(-1));
            sum = self.distribute(&sum, &Term { mono: inverse, factor: Number::ONE });
        }
        if sum.len() < 2 {
            return Ok(self.factor_short(&sum, outside));
        }
        let number = rational_content(&sum);
        let Some(inverse) = number.recip() else { return Err(Stop::Spent) };
        let inside = scale(sum, &inverse);
        let sum = self.sum(&inside);
        let atom = self.atom(Atom::Sum(sum));
        let own = self.power(atom, Number::ONE);
        Ok(Some(Factored { factor: number, mono: self.times(own, outside) }))
    }

    fn factor_short(&mut self, sum: &[Term], outside: MonoId) -> Option<Factored> {
        sum.first().map(|term| Factored {
            factor: term.factor.clone(),
            mono: self.times(term.mono, outside),
        })
    }

    /// The monomial that divides all terms and leaves no negative exponent.
    fn content(&mut self, sum: &[Term]) -> Made<MonoId> {
        self.spend(sum.len())?;
        let mut least: smallvec::SmallVec<[(AtomId, Number, usize); 8]> = smallvec::SmallVec::new();
        for term in sum {
            for power in self.powers(term.mono) {
                match least.iter_mut().find(|(atom, ..)| *atom == power.atom) {
                    Some((_, exponent, seen)) => {
                        *seen += 1;
                        if power.exponent < *exponent {
                            *exponent = power.exponent.clone();
                        }
                    }
                    None => least.push((power.atom, power.exponent.clone(), 1)),
                }
            }
        }
        let mut powers: smallvec::SmallVec<[Power; 8]> = least
            .into_iter()
            .filter(|(_, exponent, seen)| exponent.is_negative() || *seen == sum.len())
            .map(|(atom, exponent, _)| Power { atom, exponent })
            .collect();
        powers.sort_unstable_by_key(|power| power.atom);
        Ok(self.mono(&powers))
    }

    /// Is the sum 0 wherever it exists, under these conditions?
    pub(super) fn vanishes(&mut self, sum: Sum, facts: &Conditions) -> Made<Vanishes> {
        let mut sum = sum;
        for _ in 0..12 {
            sum = self.expand(sum)?;
            sum = self.apply_facts(sum, facts)?;
            match sum.as_slice() {
                [] => return Ok(Vanishes::Always),
                [term] if self.is_positive_mono(term.mono) => return Ok(Vanishes::Never),
                _ => {}
            }
            if self.is_deep
                && let Some(simpler) = self.simplify_root(&sum, facts)?
            {
                sum = simpler;
                continue;
            }
            let content = self.content(&sum)?;
            if content == UNIT && !sum.iter().any(|term| self.is_open(term.mono)) {
                break;
            }
            let inverse = self.raise(content, &Number::integer(-1));
            sum = self.distribute(&sum, &Term { mono: inverse, factor: Number::ONE });
        }
        Ok(Vanishes::Unknown)
    }

    /// Is the monomial a product of positive atoms?
    fn is_positive_mono(&self, mono: MonoId) -> bool {
        self.powers(mono).iter().all(|power| self.is_positive(power.atom))
    }

    /// Replaces |u| by u or −u where the sign of u is known.
    fn apply_facts(&mut self, sum: Sum, facts: &Conditions) -> Made<Sum> {
        if facts.is_empty() {
            return Ok(sum);
        }
        let mut changed = false;
        let mut terms = Vec::with_capacity(sum.len());
        for term in sum {
            self.spend(1)?;
            let (mono, factor) = self.without_bars(term.mono, facts);
            changed |= mono != term.mono;
            terms.push(Term { mono, factor: term.factor.mul(&factor) });
        }
        Ok(if changed { collect(terms) } else { terms })
    }

    fn without_bars(&mut self, mono: MonoId, facts: &Conditions) -> (MonoId, Number) {
        let known = |own: &Arena, power: &Power| match own.atom_at(power.atom) {
            Atom::Abs(inside) if facts.signs(*inside) & conditions::NEGATIVE == 0 => {
                Some((*inside, false))
            }
            Atom::Abs(inside) if facts.signs(*inside) & conditions::POSITIVE == 0 => {
                Some((*inside, true))
            }
            _ => None,
        };
        let Some((index, (inside, is_negative))) = self
            .powers(mono)
            .iter()
            .enumerate()
            .find_map(|(index, power)| known(self, power).map(|found| (index, found)))
        else {
            return (mono, Number::ONE);
        };
        let exponent = self.powers(mono)[index].exponent.clone();
        if is_negative && !exponent.is_integer() {
            return (mono, Number::ONE);
        }
        let others: Vec<Power> = (self.powers(mono).iter().enumerate())
            .filter(|(i, _)| *i != index)
            .map(|(_, power)| power.clone())
            .collect();
        let is_odd = is_negative && exponent.to_i64().is_some_and(|e| e % 2 != 0);
        let plain = self.power(inside, exponent);
        let rest = self.mono(&others);
        let (mono, factor) = {
            let joined = self.times(plain, rest);
            self.without_bars(joined, facts)
        };
        (mono, if is_odd { factor.neg() } else { factor })
    }
}

/// The largest whole number not above.
pub(super) fn floor(value: &Number) -> Option<i64> {
    let (n, d) = value.to_small_ratio()?;
    Some(n.div_euclid(d))
}

/// The number that makes the coefficients whole and coprime and the first one positive.
fn rational_content(sum: &[Term]) -> Number {
    let Some(first) = sum.first() else { return Number::ONE };
    let content = sum.iter().skip(1).fold(first.factor.abs(), |so_far, term| {
        if so_far.is_one() && term.factor.is_integer() {
            so_far
        } else {
            common(&so_far, &term.factor)
        }
    });
    if first.factor.is_negative() { content.neg() } else { content }
}

/// The largest rational that both are whole multiples of; for huge ones the first.
pub(super) fn common(a: &Number, b: &Number) -> Number {
    let (Some((n, d)), Some((m, e))) = (a.to_small_ratio(), b.to_small_ratio()) else {
        return a.abs();
    };
    let gcd = |a: u64, b: u64| {
        let (mut a, mut b) = (a, b);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let top = gcd(n.unsigned_abs(), m.unsigned_abs());
    let shared = gcd(d.unsigned_abs(), e.unsigned_abs()).max(1);
    let bottom = u128::from(d.unsigned_abs() / shared) * u128::from(e.unsigned_abs());
    match (i64::try_from(top), i64::try_from(bottom)) {
        (Ok(top), Ok(bottom)) => Number::ratio(top, bottom).unwrap_or(Number::ONE),
        _ => a.abs(),
    }
}
