//! The verdict on two scalars: algebra, then points at growing precision.

use super::enclose::Enclosure;
use super::eval::{self, Outcome};
use super::interval::Interval;
use super::points::{self, Point};
use super::tape::Tape;
use super::wide::Wide;
use super::{Certainty, Comparison, Domain, Verdict, Witness};
use crate::math::{Expr, Name};

/// Agreement at so many points is enough.
const ENOUGH: usize = 30;
/// Agreement at fewer points says nothing.
const TOO_FEW: usize = 4;
/// Points where doubles could not tell, tried again with more bits.
const MOST_DIM: usize = 24;

pub(super) fn same_scalar(answer: &Expr, expected: &Expr) -> Comparison {
    let mut names = expected.names();
    names.extend(answer.names());
    names.sort();
    names.dedup();
    let (Ok(a), Ok(b)) = (Tape::new(answer, &names), Tape::new(expected, &names)) else {
        return Comparison::undecided();
    };
    let mut trial = Trial::new(&a, &b, &names);
    trial.run()
}

/// The comparison of two tapes at points.
struct Trial<'a> {
    answer: &'a Tape,
    expected: &'a Tape,
    names: &'a [Name],
    agreed: Vec<Point>,
    /// Where doubles could not tell.
    dim: Vec<Point>,
    /// The answer exists where nothing was expected; the other way round.
    more: usize,
    fewer: usize,
    neither: usize,
    scratch: Vec<Interval>,
}

enum Seen {
    Differ(Witness),
    Agree,
    Dim,
    NotBoth,
}

impl<'a> Trial<'a> {
    fn new(answer: &'a Tape, expected: &'a Tape, names: &'a [Name]) -> Trial<'a> {
        Trial {
            answer,
            expected,
            names,
            agreed: Vec::new(),
            dim: Vec::new(),
            more: 0,
            fewer: 0,
            neither: 0,
            scratch: Vec::new(),
        }
    }

    fn run(&mut self) -> Comparison {
        let count = self.names.len();
        let breaking = points::breaking([self.answer, self.expected], count);
        for point in points::nice(count).chain(breaking) {
            if let Some(wrong) = self.try_point(point) {
                return wrong;
            }
        }
        for point in points::spread(count) {
            if self.agreed.len() >= ENOUGH {
                break;
            }
            if let Some(wrong) = self.try_point(point) {
                return wrong;
            }
        }
        if let Some(witness) = self.look_closer() {
            return self.comparison(Verdict::Wrong(Some(witness)));
        }
        self.conclude()
    }

    fn try_point(&mut self, point: Point) -> Option<Comparison> {
        match self.look(&point) {
            Seen::Differ(witness) => {
                return Some(self.comparison(Verdict::Wrong(Some(witness))));
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
        let at: Vec<Interval> = point.iter().map(|value| Interval::exact(value, ())).collect();
        let mut scratch = std::mem::take(&mut self.scratch);
        let answer = eval::value(self.answer, &at, (), &mut scratch);
        let expected = eval::value(self.expected, &at, (), &mut scratch);
        self.scratch = scratch;
        self.judge(point, &answer, &expected)
    }

    fn look_wide(&mut self, point: &Point, bits: usize) -> Seen {
        let at: Vec<Wide> = point.iter().map(|value| Wide::exact(value, bits)).collect();
        let mut scratch = Vec::new();
        let answer = eval::value(self.answer, &at, bits, &mut scratch);
        let expected = eval::value(self.expected, &at, bits, &mut scratch);
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

    /// More bits: where doubles could not tell, at four of the points where they agreed, and at
    /// the nicest two of those to the last digit.
    fn look_closer(&mut self) -> Option<Witness> {
        let checked: Vec<(Point, usize)> = (self.agreed.iter().take(2).map(|p| (p.clone(), 1024)))
            .chain(self.agreed.iter().rev().take(2).map(|p| (p.clone(), 128)))
            .collect();
        for (point, bits) in checked {
            if let Seen::Differ(witness) = self.look_wide(&point, bits) {
                return Some(witness);
            }
        }
        for (index, point) in std::mem::take(&mut self.dim).into_iter().enumerate() {
            let ladder: &[usize] = if index < 2 { &[1024] } else { &[128, 1024] };
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
        } else if self.agreed.len() == 1 {
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
