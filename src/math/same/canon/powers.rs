//! Powers, roots, absolute values, exponentials and logarithms of canonical expressions.
//!
//! Each rule holds wherever both sides exist; what has to be positive or not 0 for that is noted
//! in the arena's conditions.

use dashu_int::ops::BitTest;

use super::algebra::{Factored, as_number, constant, negate, scale};
use super::arena::{Arena, Atom, AtomId, Made, MonoId, Power, Stop, Sum, Term, UNIT};
use super::conditions::{NEGATIVE, POSITIVE, Signs, ZERO};
use crate::math::Number;
use crate::math::same::tape::FOLD_BITS;

/// Primes up to here are taken out of a number under a root or in a logarithm.
const LARGEST_PRIME: i64 = 1000;

impl Arena {
    /// `sum ^ exponent` for a rational exponent.
    pub(super) fn rational_power(&mut self, sum: Sum, exponent: &Number) -> Made<Sum> {
        if exponent.is_one() {
            return Ok(sum);
        }
        let Some(base) = self.factor(&sum)? else {
            let is_defined = !exponent.is_zero() && !exponent.is_negative();
            return if is_defined { Ok(Vec::new()) } else { Err(Stop::Undefined) };
        };
        if exponent.is_negative() || exponent.is_zero() {
            self.demand_non_zero(&base);
        }
        if exponent.is_zero() {
            return Ok(constant(Number::ONE));
        }
        if exponent.is_integer() {
            return self.whole_number_power(&base, exponent);
        }
        if has_even_denominator(exponent) {
            self.even_root(&base, exponent)
        } else {
            self.odd_root(&base, exponent)
        }
    }

    fn whole_number_power(&mut self, base: &Factored, exponent: &Number) -> Made<Sum> {
        let mono = self.raise(base.mono, exponent);
        let folded = exponent.to_i64().and_then(|whole| base.factor.pow(whole, FOLD_BITS));
        if let Some(factor) = folded {
            return Ok(vec![Term { mono, factor }]);
        }
        // 7^(7^7) stays a power of a prime.
        let number = self.number_power(&base.factor.abs(), exponent)?;
        let is_flipped = base.factor.is_negative() && is_odd(exponent);
        let factor = Number::integer(if is_flipped { -1 } else { 1 });
        Ok(vec![Term { mono: self.times(mono, number), factor }])
    }

    /// The real root: multiplicative over all reals.
    fn odd_root(&mut self, base: &Factored, exponent: &Number) -> Made<Sum> {
        let mut mono = self.number_power(&base.factor.abs(), exponent)?;
        let powers = self.powers(base.mono).to_vec();
        for power in powers {
            let raised = self.power(power.atom, power.exponent.mul(exponent));
            mono = self.times(mono, raised);
        }
        let is_flipped = base.factor.is_negative() && is_odd(&exponent.numerator());
        let factor = Number::integer(if is_flipped { -1 } else { 1 });
        Ok(vec![Term { mono, factor }])
    }

    /// An even root: √(u²v) = |u|√v.
    fn even_root(&mut self, base: &Factored, exponent: &Number) -> Made<Sum> {
        self.demand_sign(base, !exponent.is_negative())?;
        let mut outside = self.number_power(&base.factor.abs(), exponent)?;
        let mut inside: Vec<Power> = Vec::new();
        for power in self.powers(base.mono).to_vec() {
            if self.is_positive(power.atom) || !is_odd_over_odd(&power.exponent) {
                let is_bare = self.is_positive(power.atom) || has_even_denominator(&power.exponent);
                let atom = if is_bare { power.atom } else { self.bars(power.atom) };
                let raised = self.power(atom, power.exponent.mul(exponent));
                outside = self.times(outside, raised);
            } else {
                inside.push(power);
            }
        }
        let is_negative = base.factor.is_negative();
        let root = match inside.as_slice() {
            [] if is_negative => return Err(Stop::Undefined),
            [] => UNIT,
            [only] if !is_negative => self.power(only.atom, only.exponent.mul(exponent)),
            _ => {
                let kept = self.odd_parts(&inside, exponent, &mut outside);
                let factor = Number::integer(if is_negative { -1 } else { 1 });
                let sum = self.sum(&[Term { mono: kept, factor }]);
                let atom = self.atom(Atom::Sum(sum));
                self.power(atom, exponent.clone())
            }
        };
        Ok(vec![Term { mono: self.times(outside, root), factor: Number::ONE }])
    }

    /// Takes even powers out of a product under an even root, so that `x·y³` leaves `x·y`.
    fn odd_parts(&mut self, inside: &[Power], exponent: &Number, outside: &mut MonoId) -> MonoId {
        let mut kept = Vec::new();
        for power in inside {
            match power.exponent.to_i64() {
                Some(e) => {
                    let even = Number::integer(e - 1);
                    let bars = self.bars(power.atom);
                    let raised = self.power(bars, even.mul(exponent));
                    *outside = self.times(*outside, raised);
                    kept.push(Power { atom: power.atom, exponent: Number::ONE });
                }
                None => kept.push(power.clone()),
            }
        }
        self.mono(&kept)
    }

    /// A positive number to a rational power, as powers of primes.
    fn number_power(&mut self, value: &Number, exponent: &Number) -> Made<MonoId> {
        let mut mono = UNIT;
        for (prime, count) in factors(value) {
            self.spend(1)?;
            let atom = self.atom(Atom::Prime(prime));
            let raised = self.power(atom, exponent.mul(&Number::integer(count)));
            mono = self.times(mono, raised);
        }
        Ok(mono)
    }

    /// The atom that stands for |atom|.
    pub(super) fn bars(&mut self, atom: AtomId) -> AtomId {
        if self.is_positive(atom) || matches!(self.atom_at(atom), Atom::Abs(_)) {
            return atom;
        }
        self.atom(Atom::Abs(atom))
    }

    /// |sum|.
    pub(super) fn absolute(&mut self, sum: &[Term]) -> Made<Sum> {
        let Some(base) = self.factor(sum)? else { return Ok(Vec::new()) };
        let mut mono = UNIT;
        for power in self.powers(base.mono).to_vec() {
            let is_bare = !is_odd_over_odd(&power.exponent);
            let atom = if is_bare { power.atom } else { self.bars(power.atom) };
            let raised = self.power(atom, power.exponent);
            mono = self.times(mono, raised);
        }
        Ok(vec![Term { mono, factor: base.factor.abs() }])
    }

    /// −1 or 1, which is u/|u|.
    pub(super) fn sign(&mut self, sum: &[Term]) -> Made<Sum> {
        let Some(base) = self.factor(sum)? else { return Ok(Vec::new()) };
        let mut mono = UNIT;
        for power in self.powers(base.mono).to_vec() {
            if is_odd_over_odd(&power.exponent) && !self.is_positive(power.atom) {
                let bars = self.bars(power.atom);
                let (over, under) =
                    (self.power(power.atom, Number::ONE), self.power(bars, Number::integer(-1)));
                let own = self.times(over, under);
                mono = self.times(mono, own);
            }
        }
        let factor = Number::integer(if base.factor.is_negative() { -1 } else { 1 });
        Ok(vec![Term { mono, factor }])
    }

    /// e to a sum: one factor for each term.
    pub(super) fn exponential(&mut self, sum: Sum) -> Made<Sum> {
        let mut mono = UNIT;
        for term in self.expand(sum)? {
            self.spend(1)?;
            let logarithm = match self.powers(term.mono) {
                [only] if only.exponent.is_one() => match self.atom_at(only.atom) {
                    Atom::Log(inside) => Some(*inside),
                    _ => None,
                },
                _ => None,
            };
            let raised = match logarithm {
                Some(inside) => {
                    let is_even = term.factor.to_i64().is_some_and(|n| n % 2 == 0);
                    let atom = if is_even { inside } else { self.bars(inside) };
                    self.power(atom, term.factor)
                }
                None => {
                    let atom = self.atom(Atom::Exp(term.mono));
                    self.power(atom, term.factor)
                }
            };
            mono = self.times(mono, raised);
        }
        Ok(vec![Term { mono, factor: Number::ONE }])
    }

    /// ln of a sum, which must be positive.
    pub(super) fn logarithm(&mut self, sum: &[Term]) -> Made<Sum> {
        let Some(base) = self.factor(sum)? else { return Err(Stop::Undefined) };
        self.demand_sign(&base, false)?;
        self.logarithm_of_size(&base)
    }

    /// ln |u|, split into the logarithms of its factors.
    fn logarithm_of_size(&mut self, base: &Factored) -> Made<Sum> {
        let mut sum = Vec::new();
        for (prime, count) in factors(&base.factor.abs()) {
            let atom = self.atom(Atom::Prime(prime));
            let atom = self.atom(Atom::Log(atom));
            let mono = self.power(atom, Number::ONE);
            sum = self.add(sum, &[Term { mono, factor: Number::integer(count) }])?;
        }
        for power in self.powers(base.mono).to_vec() {
            let own = match self.atom_at(power.atom).clone() {
                Atom::Exp(mono) => Term { mono, factor: power.exponent },
                Atom::Abs(inside) => self.log_term(inside, power.exponent),
                _ => self.log_term(power.atom, power.exponent),
            };
            sum = self.add(sum, &[own])?;
        }
        Ok(sum)
    }

    fn log_term(&mut self, atom: AtomId, factor: Number) -> Term {
        let atom = self.atom(Atom::Log(atom));
        Term { mono: self.power(atom, Number::ONE), factor }
    }

    /// `base ^ exponent` for any exponent: e^(exponent · ln base).
    pub(super) fn general_power(&mut self, base: Sum, exponent: Sum) -> Made<Sum> {
        if let Some(fixed) = as_number(&exponent) {
            return self.rational_power(base, &fixed);
        }
        let before = self.conditions.clone();
        let logarithm = self.logarithm(&base)?;
        let (base, upper) = (self.sum(&base), self.sum(&exponent));
        self.conditions.soften(before, base, upper);
        let (exponent, logarithm) = (self.expand(exponent)?, self.expand(logarithm)?);
        let product = self.product(&exponent, &logarithm)?;
        self.exponential(product)
    }

    /// Half the sum of two sums, or of the first and the opposite of the second.
    pub(super) fn half_of(&mut self, a: Sum, b: Sum, is_difference: bool) -> Made<Sum> {
        let b = if is_difference { negate(b) } else { b };
        let sum = self.add(a, &b)?;
        Ok(scale(sum, &Number::ratio(1, 2).unwrap_or(Number::ONE)))
    }

    // ── Conditions ──

    /// Is the atom positive wherever it exists, going by its parts?
    pub(super) fn judge_positive(&self, atom: AtomId) -> bool {
        match self.atom_at(atom) {
            Atom::Pi | Atom::Prime(_) | Atom::Exp(_) => true,
            Atom::Sum(sum) => self.is_positive_sum(self.terms(*sum)),
            Atom::Variable(_)
            | Atom::Log(_)
            | Atom::Abs(_)
            | Atom::Sin(_)
            | Atom::Cos(_)
            | Atom::Apply(..) => false,
        }
    }

    /// Are all terms ≥ 0, and one of them > 0?
    fn is_positive_sum(&self, terms: &[Term]) -> bool {
        let mut is_positive = false;
        for term in terms {
            if term.factor.is_negative() {
                return false;
            }
            let mut is_strict = true;
            for power in self.powers(term.mono) {
                if self.is_positive(power.atom) {
                    continue;
                }
                is_strict = false;
                let is_bars = matches!(self.atom_at(power.atom), Atom::Abs(_));
                if !is_bars && is_odd_over_odd(&power.exponent) {
                    return false;
                }
            }
            is_positive |= is_strict;
        }
        is_positive
    }

    pub(super) fn demand_non_zero(&mut self, base: &Factored) {
        for power in self.powers(base.mono).to_vec() {
            self.demand(power.atom, NEGATIVE | POSITIVE);
        }
    }

    /// The value is positive, or not negative.
    fn demand_sign(&mut self, base: &Factored, may_be_zero: bool) -> Made<()> {
        if !may_be_zero {
            self.demand_non_zero(base);
        }
        let odd: Vec<Power> = self
            .powers(base.mono)
            .iter()
            .filter(|power| !self.is_positive(power.atom) && is_odd_over_odd(&power.exponent))
            .filter(|power| !matches!(self.atom_at(power.atom), Atom::Abs(_)))
            .cloned()
            .collect();
        let is_negative = base.factor.is_negative();
        let zero: Signs = if may_be_zero { ZERO } else { 0 };
        match odd.as_slice() {
            [] if is_negative => return Err(Stop::Undefined),
            [] => {}
            [only] => self.demand(only.atom, zero | if is_negative { NEGATIVE } else { POSITIVE }),
            _ => {
                let ones: Vec<Power> = odd
                    .into_iter()
                    .map(|power| Power { atom: power.atom, exponent: Number::ONE })
                    .collect();
                let mono = self.mono(&ones);
                let sum = self.sum(&[Term { mono, factor: Number::ONE }]);
                let atom = self.atom(Atom::Sum(sum));
                self.demand(atom, zero | if is_negative { NEGATIVE } else { POSITIVE });
            }
        }
        Ok(())
    }

    /// The sum is positive, or not negative.
    pub(super) fn demand_sum(&mut self, sum: &[Term], may_be_zero: bool) -> Made<()> {
        match self.factor(sum)? {
            Some(base) => self.demand_sign(&base, may_be_zero),
            None if may_be_zero => Ok(()),
            None => Err(Stop::Undefined),
        }
    }

    fn demand(&mut self, atom: AtomId, signs: Signs) {
        match self.atom_at(atom) {
            _ if self.is_positive(atom) => {}
            Atom::Abs(inside) => {
                let inside = *inside;
                if signs & ZERO == 0 {
                    self.conditions.demand(inside, NEGATIVE | POSITIVE);
                }
            }
            _ => self.conditions.demand(atom, signs),
        }
    }
}

/// Odd numerator and odd denominator: the power has the sign of its base.
fn is_odd_over_odd(exponent: &Number) -> bool {
    is_odd(&exponent.numerator()) && is_odd(&exponent.denominator())
}

fn has_even_denominator(exponent: &Number) -> bool {
    !is_odd(&exponent.denominator())
}

/// Is the whole number odd?
fn is_odd(whole: &Number) -> bool {
    match whole.to_i64() {
        Some(n) => n % 2 != 0,
        None => whole.big().numerator().bit(0),
    }
}

/// The primes of a positive rational with their exponents; what is left of a large one counts as
/// a prime.
fn factors(value: &Number) -> Vec<(Number, i64)> {
    let mut found = Vec::new();
    for (part, sign) in [(value.numerator(), 1), (value.denominator(), -1)] {
        let Some(mut left) = part.to_i64() else {
            found.push((part, sign));
            continue;
        };
        let mut prime = 2;
        while prime <= LARGEST_PRIME && prime * prime <= left {
            let mut count = 0;
            while left % prime == 0 {
                left /= prime;
                count += 1;
            }
            if count > 0 {
                found.push((Number::integer(prime), sign * count));
            }
            prime += if prime == 2 { 1 } else { 2 };
        }
        if left > 1 {
            found.push((Number::integer(left), sign));
        }
    }
    found
}
