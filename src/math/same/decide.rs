//! The verdict on two scalars: algebra, then points at growing precision.

use std::sync::Mutex;

use smallvec::SmallVec;

use super::canon::{self, Claim, Prepared, Proof};
use super::enclose::Enclosure;
use super::eval::{self, Outcome};
use super::interval::Interval;
use super::points::{self, Point};
use super::tape::Tape;
use super::wide::Wide;
use super::{Certainty, Comparison, Domain, Presumed, Verdict, Witness};
use crate::math::{Expr, Name, Number};

/// Agreement at so many points is enough.
const ENOUGH: usize = 30;
/// Agreement at fewer points says nothing.
const TOO_FEW: usize = 4;
/// Points where doubles could not tell, tried again with more bits.
const MOST_DIM: usize = 24;
/// Points around breaks where doubles agreed, looked at again with more bits.
const MOST_BREAKS: usize = 8;
/// What one comparison may spend on more bits: operations times bits.
const WIDE_FUEL: usize = 2_000_000;

/// What a scalar answer is compared with, its own side worked out once.
pub(super) struct Ready {
    expected: Expr,
    within: Option<Expr>,
    names: Vec<Name>,
    /// As many as `names`: which stand for positive numbers.
    positive: Vec<bool>,
    /// Long decimals stand for everything that is rounded to them.
    is_loose: bool,
    tapes: Option<(Tape, Option<Tape>)>,
    /// `None` inside where the key has no canonical form.
    prepared: Mutex<Option<Prepared>>,
}

impl Ready {
    pub(super) fn new(expected: &Expr, within: Option<&Expr>, presumed: Presumed) -> Ready {
        let mut names = expected.names();
        names.extend(within.map(Expr::names).unwrap_or_default());
        names.sort();
        names.dedup();
        let positive: Vec<bool> =
            names.iter().map(|name| presumed.positive.contains(name)).collect();
        let is_loose = presumed.is_loose;
        let tape = |expr: &Expr| Tape::new(expr, &names, is_loose);
        let tapes = tape(expected).and_then(|own| Ok((own, within.map(tape).transpose()?))).ok();
        let claim = Claim { expected, within, names: &names, positive: &positive };
        let prepared = if is_loose || tapes.is_none() { None } else { Prepared::new(claim) };
        Ready {
            expected: expected.clone(),
            within: within.cloned(),
            names,
            positive,
            is_loose,
            tapes,
            prepared: Mutex::new(prepared),
        }
    }

    /// Compares an answer.
    pub(super) fn compare(&self, answer: &Expr) -> Comparison {
        let mut others = answer.names();
        others.retain(|name| !self.names.contains(name));
        let mut all = Vec::new();
        let names = if others.is_empty() {
            self.names.as_slice()
        } else {
            all.extend_from_slice(&self.names);
            all.append(&mut others);
            all.as_slice()
        };
        let (Some((expected, within)), Ok(own)) =
            (&self.tapes, Tape::new(answer, names, self.is_loose))
        else {
            return Comparison::undecided();
        };
        let mut trial = Trial::new(&own, expected, within.as_ref(), names, &self.positive);
        trial.run(&Question { ready: self, answer, names })
    }
}

/// An answer to compare.
struct Question<'a> {
    ready: &'a Ready,
    answer: &'a Expr,
    names: &'a [Name],
}

impl Question<'_> {
    fn prove(&self, is_deep: bool) -> Proof {
        let Question { ready, answer, names } = *self;
        if ready.is_loose {
            return Proof::None;
        }
        let claim = Claim {
            expected: &ready.expected,
            within: ready.within.as_ref(),
            names,
            positive: &ready.positive,
        };
        if is_deep {
            return canon::prove(claim, answer, true);
        }
        // Two threads with one key: the second works the key's side out for itself.
        match ready.prepared.try_lock().as_deref_mut() {
            Ok(Some(prepared)) => prepared.prove(claim, answer),
            Ok(None) => Proof::None,
            Err(_) => canon::prove(claim, answer, false),
        }
    }
}

/// The comparison of two tapes at points.
struct Trial<'a> {
    answer: &'a Tape,
    expected: &'a Tape,
    within: Option<&'a Tape>,
    names: &'a [Name],
    positive: &'a [bool],
    agreed: Vec<Point>,
    /// Those of them where something breaks: a part that begins there may be too small for doubles.
    agreed_at_breaks: Vec<Point>,
    /// Where doubles could not tell.
    dim: Vec<Point>,
    /// A point where they differ, with values too large to be shown.
    unwieldy: Option<Witness>,
    /// The answer exists where nothing was expected; the other way round.
    more: usize,
    fewer: usize,
    neither: usize,
    scratch: Vec<Interval>,
    /// What a point costs for each bit, and what is left to spend.
    effort: usize,
    wide_fuel: usize,
}

enum Seen {
    Differ(Witness),
    Agree,
    Dim,
    NotBoth,
}

impl<'a> Trial<'a> {
    fn new(
        answer: &'a Tape,
        expected: &'a Tape,
        within: Option<&'a Tape>,
        names: &'a [Name],
        positive: &'a [bool],
    ) -> Trial<'a> {
        Trial {
            answer,
            expected,
            within,
            names,
            positive,
            agreed: Vec::new(),
            agreed_at_breaks: Vec::new(),
            dim: Vec::new(),
            unwieldy: None,
            more: 0,
            fewer: 0,
            neither: 0,
            scratch: Vec::new(),
            effort: answer.effort() + expected.effort() + within.map_or(0, Tape::effort),
            wide_fuel: WIDE_FUEL,
        }
    }

    fn run(&mut self, question: &Question) -> Comparison {
        // Most wrong answers are told at once, most right ones are proved.
        let mut nice = points::nice(self.names.len());
        for point in nice.by_ref().take(1) {
            if let Some(wrong) = self.try_point(point) {
                return wrong;
            }
        }
        let mut proof = question.prove(false);
        if let Some(known) = self.conclude_proof(proof) {
            return known;
        }
        if let Some(wrong) = nice.find_map(|point| self.try_point(point)) {
            return wrong;
        }
        if let Some(witness) = self.unwieldy.take() {
            return self.comparison(Verdict::Wrong(Some(witness)));
        }
        let breaking = points::breaking([self.answer, self.expected], self.names.len());
        let so_far = self.agreed.len();
        if let Some(wrong) = breaking.into_iter().find_map(|point| self.try_point(point)) {
            return wrong;
        }
        self.agreed_at_breaks.extend(self.agreed.iter().skip(so_far).cloned());
        if proof == Proof::None {
            proof = question.prove(true);
        }
        if let Some(known) = self.conclude_proof(proof) {
            return known;
        }
        for point in points::spread(self.names.len()) {
            if self.agreed.len() >= if proof == Proof::Equal { TOO_FEW } else { ENOUGH } {
                break;
            }
            if let Some(wrong) = self.try_point(point) {
                return wrong;
            }
        }
        if proof == Proof::Equal && !self.agreed.is_empty() {
            return self.comparison(Verdict::Right(Certainty::Proved));
        }
        if let Some(witness) = self.unwieldy.take() {
            return self.comparison(Verdict::Wrong(Some(witness)));
        }
        if let Some(witness) = (!question.ready.is_loose).then(|| self.look_closer()).flatten() {
            return self.comparison(Verdict::Wrong(Some(witness)));
        }
        if proof == Proof::Different {
            return self.comparison(Verdict::Wrong(None));
        }
        self.conclude()
    }

    /// What a proof settles without any more points.
    fn conclude_proof(&self, proof: Proof) -> Option<Comparison> {
        match proof {
            Proof::EqualEverywhere => Some(Comparison {
                verdict: Verdict::Right(Certainty::Proved),
                domain: Domain::Same,
            }),
            Proof::NeverBoth => Some(self.comparison(Verdict::Wrong(None))),
            // A witness says more, if one is found.
            Proof::Different | Proof::Equal | Proof::None => None,
        }
    }

    fn try_point(&mut self, mut point: Point) -> Option<Comparison> {
        for (value, _) in point.iter_mut().zip(self.positive).filter(|(_, positive)| **positive) {
            *value = if value.is_zero() { Number::ONE } else { value.abs() };
        }
        match self.look(&point) {
            Seen::Differ(witness) => {
                if witness.answer.is_finite() && witness.expected.is_finite() {
                    return Some(self.comparison(Verdict::Wrong(Some(witness))));
                }
                self.unwieldy.get_or_insert(witness);
            }
            Seen::Agree => self.agreed.push(point),
            Seen::Dim => {
                if self.dim.len() < MOST_DIM {
                    self.dim.push(point);
                }
            }
            Seen::NotBoth => {}
        }
        None
    }

    fn look(&mut self, point: &Point) -> Seen {
        let mut scratch = std::mem::take(&mut self.scratch);
        let seen = self.look_with::<Interval>(point, (), &mut scratch);
        self.scratch = scratch;
        seen
    }

    /// A look with more bits; dim where the fuel does not reach for it.
    fn look_wide(&mut self, point: &Point, bits: usize) -> Seen {
        let Some(left) = self.wide_fuel.checked_sub(self.effort.saturating_mul(bits)) else {
            return Seen::Dim;
        };
        self.wide_fuel = left;
        self.look_with::<Wide>(point, bits, &mut Vec::new())
    }

    fn look_with<E: Enclosure>(
        &mut self,
        point: &Point,
        precision: E::Precision,
        scratch: &mut Vec<E>,
    ) -> Seen {
        let at: SmallVec<[E; 4]> = point.iter().map(|value| E::exact(value, precision)).collect();
        if let Some(within) = self.within {
            match eval::value(within, &at, precision, scratch) {
                Outcome::Value(_) => {}
                Outcome::Undefined => return Seen::NotBoth,
                Outcome::Unknown => return Seen::Dim,
            }
        }
        let answer = eval::value(self.answer, &at, precision, scratch);
        let expected = eval::value(self.expected, &at, precision, scratch);
        self.judge(point, &answer, &expected)
    }

    fn judge<E: Enclosure>(
        &mut self,
        point: &Point,
        answer: &Outcome<E>,
        expected: &Outcome<E>,
    ) -> Seen {
        match (answer, expected) {
            (Outcome::Value(a), Outcome::Value(b)) => {
                if a.is_below(b) || b.is_below(a) {
                    Seen::Differ(self.witness(point, a.middle(), b.middle()))
                } else if a.is_sharp() && b.is_sharp() {
                    Seen::Agree
                } else {
                    Seen::Dim
                }
            }
            (Outcome::Value(_), Outcome::Undefined) => {
                self.more += 1;
                Seen::NotBoth
            }
            (Outcome::Undefined, Outcome::Value(_)) => {
                self.fewer += 1;
                Seen::NotBoth
            }
            (Outcome::Undefined, Outcome::Undefined) => {
                self.neither += 1;
                Seen::NotBoth
            }
            (Outcome::Unknown, _) | (_, Outcome::Unknown) => Seen::Dim,
        }
    }

    fn witness(&self, point: &Point, answer: f64, expected: f64) -> Witness {
        let at = self.names.iter().cloned().zip(point.iter().cloned()).collect();
        Witness { at, answer, expected }
    }

    /// More bits: where doubles could not tell, around the breaks, at four more of the points where
    /// they agreed, and at the nicest two of those to the last digit.
    fn look_closer(&mut self) -> Option<Witness> {
        let at_breaks = self.agreed_at_breaks.iter();
        let checked: Vec<(Point, usize)> = (at_breaks.take(MOST_BREAKS))
            .map(|point| (point.clone(), 256))
            .chain(self.agreed.iter().rev().take(2).map(|point| (point.clone(), 128)))
            .chain(self.agreed.iter().take(2).map(|point| (point.clone(), 1024)))
            .collect();
        for (point, bits) in checked {
            if let Seen::Differ(witness) = self.look_wide(&point, bits) {
                return Some(witness);
            }
        }
        for (index, point) in std::mem::take(&mut self.dim).into_iter().enumerate() {
            let ladder: &[usize] = if index < 2 { &[1024, 128] } else { &[128, 1024] };
            let mut is_dim = true;
            for &bits in ladder {
                match self.look_wide(&point, bits) {
                    Seen::Differ(witness) => return Some(witness),
                    Seen::Agree => self.agreed.push(point.clone()),
                    Seen::NotBoth => {}
                    Seen::Dim => continue,
                }
                is_dim = false;
                break;
            }
            if is_dim {
                self.dim.push(point);
            }
        }
        None
    }

    fn conclude(&mut self) -> Comparison {
        let agreed = self.agreed.len();
        if self.names.is_empty() {
            return self.conclude_constant();
        }
        if agreed >= TOO_FEW {
            return self.comparison(Verdict::Right(Certainty::Sampled(agreed)));
        }
        let nothing_in_common = agreed == 0 && self.dim.is_empty() && self.fewer >= TOO_FEW;
        if nothing_in_common && (self.more >= TOO_FEW || self.fewer >= ENOUGH) {
            return self.comparison(Verdict::Wrong(None));
        }
        self.comparison(Verdict::Undecided)
    }

    /// A constant has one point: both values exist there, and 1,024 bits did not tell them apart.
    fn conclude_constant(&mut self) -> Comparison {
        let verdict = if self.fewer > 0 {
            Verdict::Wrong(None)
        } else if self.more > 0 || self.neither > 0 {
            Verdict::Undecided
        } else if self.agreed.len() == 1 && self.difference_is_tiny() {
            Verdict::Right(Certainty::Sampled(1))
        } else {
            Verdict::Undecided
        };
        self.comparison(verdict)
    }

    /// Is the difference of two constants below any that a person would mean? Two huge numbers can
    /// agree in all their digits and differ by one.
    fn difference_is_tiny(&self) -> bool {
        let mut scratch = Vec::new();
        let mut value = |tape| match eval::value::<Wide>(tape, &[], 1024, &mut scratch) {
            Outcome::Value(value) => Some(value),
            Outcome::Undefined | Outcome::Unknown => None,
        };
        match (value(self.answer), value(self.expected)) {
            (Some(a), Some(b)) => a.sub(&b).is_tiny(),
            _ => false,
        }
    }

    fn comparison(&self, verdict: Verdict) -> Comparison {
        let domain = match (self.more > 0, self.fewer > 0) {
            (false, false) => Domain::Same,
            (true, false) => Domain::Wider,
            (false, true) => Domain::Narrower,
            (true, true) => Domain::Incomparable,
        };
        Comparison { verdict, domain }
    }
}
