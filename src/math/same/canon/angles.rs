//! Sines and cosines on a common angle.
//!
//! Multiples of one angle become polynomials in its sine and cosine, so that `sin 2x` meets
//! `2 sin x cos x`; multiples of π/12 are taken off exactly; a sum of angles is split only where
//! the comparison asks for it ("deep"). The table of common angles grows while an expression is
//! built; when an earlier angle turns out not to fit, everything is built again with the table
//! complete.

use super::algebra::{as_number, common, constant, negate, scale};
use super::arena::{Arena, Atom, Made, Stop, Sum, Term};
use crate::math::{Function, Number};

/// Multiples beyond this keep their own sine.
const LARGEST_MULTIPLE: i64 = 8;
/// Sums of more angles are not split.
const MOST_ANGLES: usize = 3;

/// Sine and cosine of one angle.
type Pair = (Sum, Sum);

impl Arena {
    /// sin and cos of a sum.
    pub(super) fn sine_cosine(&mut self, angle: Sum) -> Made<Pair> {
        let mut angle = self.canonical(angle)?;
        let turned = self.take_turns(&mut angle)?;
        let pair = self.plain(&angle)?;
        match turned {
            Some(turn) => self.add_angles(&turn, &pair),
            None => Ok(pair),
        }
    }

    /// A sum in the form that every equal sum has, as far as it can be had.
    pub(super) fn canonical(&mut self, sum: Sum) -> Made<Sum> {
        if sum.len() < 2 && !sum.iter().any(|term| self.is_open(term.mono)) {
            return Ok(sum);
        }
        match self.factor(&sum)? {
            None => Ok(Vec::new()),
            Some(whole) => {
                let term = vec![Term { mono: whole.mono, factor: whole.factor }];
                // Over a common denominator, and that multiplied out again where there is none.
                match self.expand(term.clone()) {
                    Err(Stop::Spent) => Ok(term),
                    other => other,
                }
            }
        }
    }

    /// Removes a multiple of π/12 from the angle; its sine and cosine.
    fn take_turns(&mut self, angle: &mut Sum) -> Made<Option<Pair>> {
        let pi = self.atom(Atom::Pi);
        let pi = self.power(pi, Number::ONE);
        let Some(index) = angle.iter().position(|term| term.mono == pi) else { return Ok(None) };
        let Some(twelfths) = angle[index].factor.mul(&Number::integer(12)).to_i64() else {
            return Ok(None);
        };
        angle.remove(index);
        self.turn(twelfths.rem_euclid(24)).map(Some)
    }

    /// sin and cos of n·π/12, 0 ≤ n < 24.
    fn turn(&mut self, twelfths: i64) -> Made<Pair> {
        let at = |n: i64| n.rem_euclid(24);
        let sin = self.sine_of_turn(at(twelfths))?;
        let cos = self.sine_of_turn(at(twelfths + 6))?;
        Ok((sin, cos))
    }

    fn sine_of_turn(&mut self, twelfths: i64) -> Made<Sum> {
        if twelfths > 12 {
            return Ok(negate(self.sine_of_turn(twelfths - 12)?));
        }
        let part = |own: &mut Arena, radicand: i64, under: i64| {
            let root = Number::ratio(1, 2).unwrap_or(Number::ONE);
            let root = own.rational_power(constant(Number::integer(radicand)), &root)?;
            Ok(scale(root, &Number::ratio(1, under).unwrap_or(Number::ONE)))
        };
        match twelfths.min(12 - twelfths) {
            0 => Ok(Vec::new()),
            1 => {
                let (six, two) = (part(self, 6, 4)?, part(self, 2, 4)?);
                self.add(six, &negate(two))
            }
            2 => Ok(constant(Number::ratio(1, 2).unwrap_or(Number::ONE))),
            3 => part(self, 2, 2),
            4 => part(self, 3, 2),
            5 => {
                let (six, two) = (part(self, 6, 4)?, part(self, 2, 4)?);
                self.add(six, &two)
            }
            _ => Ok(constant(Number::ONE)),
        }
    }

    /// sin(a + b) and cos(a + b).
    fn add_angles(&mut self, a: &Pair, b: &Pair) -> Made<Pair> {
        let mut times = |u: &Sum, v: &Sum| self.multiply(u, v);
        let (ss, cc) = (times(&a.0, &b.0)?, times(&a.1, &b.1)?);
        let (sc, cs) = (times(&a.0, &b.1)?, times(&a.1, &b.0)?);
        Ok((self.add(sc, &cs)?, self.add(cc, &negate(ss))?))
    }

    /// sin and cos of an angle without multiples of π/12.
    fn plain(&mut self, angle: &[Term]) -> Made<Pair> {
        if angle.is_empty() {
            return Ok((Vec::new(), constant(Number::ONE)));
        }
        if self.is_deep && (2..=MOST_ANGLES).contains(&angle.len()) {
            let mut pair = self.multiple_of_primitive(&angle[..1])?;
            for term in 1..angle.len() {
                let next = self.multiple_of_primitive(&angle[term..=term])?;
                pair = self.add_angles(&pair, &next)?;
            }
            return Ok(pair);
        }
        self.multiple_of_primitive(angle)
    }

    /// sin and cos of a rational multiple of a primitive angle.
    fn multiple_of_primitive(&mut self, angle: &[Term]) -> Made<Pair> {
        let content = angle.iter().fold(Number::ZERO, |so_far, term| {
            if so_far.is_zero() { term.factor.abs() } else { common(&so_far, &term.factor) }
        });
        let is_negative = angle.first().is_some_and(|term| term.factor.is_negative());
        let Some(inverse) = content.recip() else { return Err(Stop::Spent) };
        let inverse = if is_negative { inverse.neg() } else { inverse };
        let primitive = scale(angle.to_vec(), &inverse);
        let (base, multiple) = self.base_angle(&primitive, &content);
        let angle = scale(primitive, &base);
        let pair = self.multiple(&angle, multiple)?;
        Ok(if is_negative { (negate(pair.0), pair.1) } else { pair })
    }

    /// The common angle of all multiples seen, and which multiple of it this one is.
    fn base_angle(&mut self, primitive: &[Term], content: &Number) -> (Number, i64) {
        let key = self.sum(primitive);
        let within = |base: &Number, of: &Number| {
            of.div(base).and_then(|n| n.to_i64()).filter(|n| *n <= LARGEST_MULTIPLE)
        };
        let Some(known) = self.angles.get(&key).cloned() else {
            self.angles.insert(key, content.clone());
            return (content.clone(), 1);
        };
        if let Some(multiple) = within(&known, content) {
            return (known, multiple);
        }
        let shared = common(&known, content);
        match (within(&shared, &known), within(&shared, content)) {
            (Some(_), Some(multiple)) => {
                self.angles.insert(key, shared.clone());
                self.is_stale = true;
                (shared, multiple)
            }
            _ => (content.clone(), 1),
        }
    }

    /// sin and cos of n times an angle, by (cos + i·sin)ⁿ.
    fn multiple(&mut self, angle: &[Term], n: i64) -> Made<Pair> {
        let single = self.single_angle(angle)?;
        let mut pair = single.clone();
        for _ in 1..n {
            let next = self.add_angles(&pair, &single)?;
            pair = (self.expand(next.0)?, self.expand(next.1)?);
        }
        Ok(pair)
    }

    /// sin and cos as atoms, or of an arc: sin(asin u) = u.
    fn single_angle(&mut self, angle: &[Term]) -> Made<Pair> {
        if let [term] = angle
            && term.factor.is_one()
            && let [power] = self.powers(term.mono)
            && power.exponent.is_one()
            && let Atom::Apply(function @ (Function::Asin | Function::Atan), argument) =
                *self.atom_at(power.atom)
        {
            return self.of_arc(function, argument);
        }
        debug_assert!(as_number(angle).is_none_or(|value| !value.is_zero()));
        let angle = self.sum(angle);
        let sin = self.atom(Atom::Sin(angle));
        let cos = self.atom(Atom::Cos(angle));
        let one = |own: &mut Arena, atom| {
            vec![Term { mono: own.power(atom, Number::ONE), factor: Number::ONE }]
        };
        Ok((one(self, sin), one(self, cos)))
    }

    fn of_arc(&mut self, function: Function, argument: u32) -> Made<Pair> {
        let u = self.terms(argument).to_vec();
        let square = self.rational_power(u.clone(), &Number::integer(2))?;
        let half = Number::ratio(1, 2).unwrap_or(Number::ONE);
        if function == Function::Asin {
            let rest = self.add(constant(Number::ONE), &negate(square))?;
            let cos = self.rational_power(rest, &half)?;
            return Ok((u, cos));
        }
        let rest = self.add(constant(Number::ONE), &square)?;
        let cos = self.rational_power(rest, &half.neg())?;
        let sin = self.multiply(&u, &cos)?;
        Ok((sin, cos))
    }
}
