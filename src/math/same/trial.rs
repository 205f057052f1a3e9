//! The comparison of two tapes: algebra, then points at growing precision.

use smallvec::SmallVec;

use super::canon::Proof;
use super::closer::WIDE_FUEL;
use super::decide::Question;
use super::enclose::Enclosure;
use super::eval::{self, Outcome};
use super::interval::Interval;
use super::points::{self, Point};
use super::tape::Tape;
use super::{Certainty, Comparison, Domain, Verdict, Witness};
use crate::math::{Name, Number};

/// Agreement at so many points is enough.
const ENOUGH: usize = 30;
/// Agreement at fewer points says nothing.
const TOO_FEW: usize = 4;
/// Points where doubles could not tell, tried again with more bits.
const MOST_DIM: usize = 24;

/// The comparison of two tapes at points.
pub(super) struct Trial<'a> {
    pub(super) answer: &'a Tape,
    pub(super) expected: &'a Tape,
    pub(super) within: Option<&'a Tape>,
    names: &'a [Name],
    positive: &'a [bool],
    pub(super) agreed: Vec<Point>,
    /// Those of them where something breaks: a part that begins there may be too small for doubles.
    pub(super) agreed_at_breaks: Vec<Point>,
    /// Where doubles could not tell.
    pub(super) dim: Vec<Point>,
    /// A point where they differ, with values too large to be shown.
    unwieldy: Option<Witness>,
    /// The answer exists where nothing was expected; the other way round.
    more: usize,
    fewer: usize,
    neither: usize,
    scratch: Vec<Interval>,
    /// What a point costs for each bit, and what is left to spend.
    pub(super) effort: usize,
    pub(super) wide_fuel: usize,
}

pub(super) enum Seen {
    Differ(Witness),
    Agree,
    Dim,
    NotBoth,
}

impl<'a> Trial<'a> {
    pub(super) fn new(
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

    pub(super) fn run(&mut self, question: &Question) -> Comparison {
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
        let (so_far, dim_so_far) = (self.agreed.len(), self.dim.len());
        if let Some(wrong) = breaking.into_iter().find_map(|point| self.try_point(point)) {
            return wrong;
        }
        // Where something breaks says more than where nothing does.
        self.dim.rotate_left(dim_so_far);
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
        if let Some(witness) = (!question.is_loose()).then(|| self.look_closer()).flatten() {
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
            // Where one of them exists nowhere, there is nothing to tell them apart by.
            Proof::NeverBoth => {
                (self.more > 0 && self.fewer > 0).then(|| self.comparison(Verdict::Wrong(None)))
            }
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

    pub(super) fn look_with<E: Enclosure>(
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
