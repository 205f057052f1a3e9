//! Are these two the same?
//!
//! Three verdicts, always the same for the same pair, never by a clock: *proved equal* (exact
//! algebra), *proved different* (a point where both certainly exist and the certified bounds of
//! their values do not meet), *agreed at N points*. Where none can be had, the pair is undecided,
//! and nobody is marked wrong. No value is ever compared with a tolerance.

mod canon;
mod closer;
mod decide;
mod enclose;
mod eval;
mod interval;
mod points;
mod presumable;
mod tape;
mod trial;
mod wide;

use std::fmt;
use std::sync::OnceLock;

use self::decide::Ready;
use super::{Expr, Name, Node, Number, carry_out, nth_derivative};

/// What is known about an answer beside what was expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Are they the same wherever both exist?
    pub verdict: Verdict,
    /// Where does the answer exist, compared with what was expected?
    pub domain: Domain,
}

/// Is the answer the same as what was expected?
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Equal wherever both exist.
    Right(Certainty),
    /// Different; the witness is a point where anybody can check it, if there is one.
    Wrong(Option<Witness>),
    /// Could not be decided.
    Undecided,
}

/// How sure a right verdict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// By exact algebra.
    Proved,
    /// Equal within certified bounds at this many points.
    Sampled(usize),
}

/// A point where the two differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// A value for each variable.
    pub at: Vec<(Name, Number)>,
    /// The value of the answer there.
    pub answer: f64,
    /// The value that was expected there.
    pub expected: f64,
}

/// Where the answer exists, compared with what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// At the same points.
    Same,
    /// At more points.
    Wider,
    /// At fewer points.
    Narrower,
    /// At some more and some fewer.
    Incomparable,
}

impl Domain {
    fn and(self, other: Domain) -> Domain {
        match (self, other) {
            (Domain::Same, own) | (own, Domain::Same) => own,
            (Domain::Wider, Domain::Wider) => Domain::Wider,
            (Domain::Narrower, Domain::Narrower) => Domain::Narrower,
            _ => Domain::Incomparable,
        }
    }
}

impl Comparison {
    fn wrong() -> Comparison {
        Comparison { verdict: Verdict::Wrong(None), domain: Domain::Same }
    }

    fn undecided() -> Comparison {
        Comparison { verdict: Verdict::Undecided, domain: Domain::Same }
    }

    /// Both of a pair of components: right only if both are.
    fn and(self, other: Comparison) -> Comparison {
        let domain = self.domain.and(other.domain);
        let verdict = match (self.verdict, other.verdict) {
            (Verdict::Wrong(witness), _) | (_, Verdict::Wrong(witness)) => Verdict::Wrong(witness),
            (Verdict::Undecided, _) | (_, Verdict::Undecided) => Verdict::Undecided,
            (Verdict::Right(Certainty::Proved), right)
            | (right, Verdict::Right(Certainty::Proved)) => right,
            (Verdict::Right(Certainty::Sampled(a)), Verdict::Right(Certainty::Sampled(b))) => {
                Verdict::Right(Certainty::Sampled(a.min(b)))
            }
        };
        Comparison { verdict, domain }
    }
}

/// What an answer is compared with. Its own side is worked out once, for all answers.
pub struct Key {
    expected: Expr,
    /// Only points where this exists count.
    within: Option<Expr>,
    /// Letters that may be presumed positive, when nothing else helps.
    parameters: Vec<Name>,
    /// Its numbers are decimals, which are measured or rounded.
    has_decimals: bool,
    /// A scalar key, worked out when the first answer comes.
    ready: OnceLock<Ready>,
}

impl Clone for Key {
    fn clone(&self) -> Key {
        Key {
            expected: self.expected.clone(),
            within: self.within.clone(),
            parameters: self.parameters.clone(),
            has_decimals: self.has_decimals,
            ready: OnceLock::new(),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("expected", &self.expected).finish_non_exhaustive()
    }
}

impl Presumed<'_> {
    fn is_plain(self) -> bool {
        self.positive.is_empty() && !self.is_loose
    }
}

/// Under which presumptions two are compared.
#[derive(Clone, Copy, Default)]
struct Presumed<'a> {
    /// These names stand for positive numbers.
    positive: &'a [Name],
    /// Long decimals stand for everything that is rounded to them.
    is_loose: bool,
}

impl Key {
    /// A value that was expected.
    pub fn value(expected: &Expr) -> Key {
        let expected = carried_out(expected);
        let has_decimals = presumable::has_decimal(&expected, &|literal| literal.places > 0);
        let ready = OnceLock::new();
        Key { expected, within: None, parameters: Vec::new(), has_decimals, ready }
    }

    /// A derivative, by one name after the other. It exists only where the function does: `1/x`
    /// and the slope of `ln x` are the same.
    pub fn derivative(of: &Expr, by: &[Name]) -> Key {
        let of = carried_out(of);
        let mut parameters = presumable::letters(&of);
        parameters.retain(|name| !by.contains(name));
        let key = Key::value(&nth_derivative(&of, by));
        let has_decimals = presumable::has_decimal(&of, &|literal| literal.places > 0);
        Key { within: Some(of), parameters, has_decimals: key.has_decimals || has_decimals, ..key }
    }

    /// Derivatives that are known already, such as a gradient, of a function by these names.
    pub fn slopes(expected: &Expr, of: &Expr, by: &[Name]) -> Key {
        let mut key = Key::derivative(of, &[]);
        key.parameters.retain(|name| !by.contains(name));
        Key { expected: carried_out(expected), ..key }
    }

    /// What was expected, as the engine writes it.
    pub fn expected(&self) -> &Expr {
        &self.expected
    }

    /// Compares an answer: scalars, vectors and matrices component by component. Another shape is
    /// wrong.
    ///
    /// Where a derivative has letters under a root, in a logarithm or in an inverse function, a
    /// textbook means positive ones. An answer that fails for negative ones only is right, as long
    /// as it does not speak of signs itself. Where the numbers asked about are decimals, a decimal
    /// of 15 figures or more in the answer stands for whatever is rounded to it: a machine wrote
    /// 12/13 so.
    pub fn compare(&self, answer: &Expr) -> Comparison {
        let answer = &carried_out(answer);
        let comparison = self.compare_for(answer, Presumed::default());
        let Verdict::Wrong(Some(witness)) = &comparison.verdict else { return comparison };
        let is_right = |presumed: &Comparison| matches!(presumed.verdict, Verdict::Right(_));
        if self.has_decimals && presumable::has_decimal(answer, &tape::is_long_decimal) {
            let loose = Presumed { is_loose: true, ..Presumed::default() };
            return Some(self.compare_for(answer, loose)).filter(is_right).unwrap_or(comparison);
        }
        let is_negative = |(name, value): &(Name, Number)| {
            self.parameters.contains(name) && (value.is_negative() || value.is_zero())
        };
        if !witness.at.iter().any(is_negative) || presumable::speaks_of_signs(answer) {
            return comparison;
        }
        let positive = Presumed { positive: &self.parameters, is_loose: false };
        Some(self.compare_for(answer, positive)).filter(is_right).unwrap_or(comparison)
    }

    fn compare_for(&self, answer: &Expr, presumed: Presumed) -> Comparison {
        let within = self.within.as_ref();
        match (answer.node(), self.expected.node()) {
            (Node::Vector(a), Node::Vector(b)) if a.len() == b.len() => {
                all(a.iter().zip(b), within, presumed)
            }
            (Node::Matrix(a), Node::Matrix(b)) => {
                let is_same_shape =
                    a.len() == b.len() && a.iter().zip(b).all(|(u, v)| u.len() == v.len());
                if !is_same_shape {
                    return Comparison::wrong();
                }
                all(a.iter().flatten().zip(b.iter().flatten()), within, presumed)
            }
            (Node::Vector(_) | Node::Matrix(_), _) | (_, Node::Vector(_) | Node::Matrix(_)) => {
                Comparison::wrong()
            }
            _ if presumed.is_plain() => {
                let ready = || Ready::new(&self.expected, within, presumed);
                self.ready.get_or_init(ready).compare(answer)
            }
            _ => Ready::new(&self.expected, within, presumed).compare(answer),
        }
    }
}

/// Compares an answer with a value that was expected.
pub fn same(answer: &Expr, expected: &Expr) -> Comparison {
    Key::value(expected).compare(answer)
}

/// Certified bounds of an expression without variables, with about so many bits; `None` where it
/// has no value or none that can be enclosed.
pub fn bounds(expr: &Expr, bits: usize) -> Option<(Number, Number)> {
    let tape = tape::Tape::new(&carried_out(expr), &[], false).ok()?;
    match eval::value::<wide::Wide>(&tape, &[], bits, &mut Vec::new()) {
        eval::Outcome::Value(value) => value.rational_bounds(),
        eval::Outcome::Undefined | eval::Outcome::Unknown => None,
    }
}

/// Has an expression without variables a value? `None` where that is not known.
pub fn exists(expr: &Expr) -> Option<bool> {
    const BITS: usize = 128;
    let tape = tape::Tape::new(&carried_out(expr), &[], false).ok()?;
    match eval::value::<wide::Wide>(&tape, &[], BITS, &mut Vec::new()) {
        eval::Outcome::Value(_) => Some(true),
        eval::Outcome::Undefined => Some(false),
        eval::Outcome::Unknown => None,
    }
}

/// Is this a constant that certainly has no value, such as 1/0?
pub fn exists_nowhere(expr: &Expr) -> bool {
    expr.names().is_empty() && exists(expr) == Some(false)
}

/// Carries out what stands unevaluated, `d/dx(…)` and `sin'(…)`, if anything does.
fn carried_out(expr: &Expr) -> Expr {
    if presumable::has_slope(expr) { carry_out(expr) } else { expr.clone() }
}

fn all<'a>(
    pairs: impl Iterator<Item = (&'a Expr, &'a Expr)>,
    within: Option<&Expr>,
    presumed: Presumed,
) -> Comparison {
    pairs
        .map(|(answer, expected)| {
            // A component that is itself a list has no value to compare.
            Ready::new(expected, within, presumed).compare(answer)
        })
        .reduce(Comparison::and)
        .unwrap_or_else(Comparison::undecided)
}

#[cfg(test)]
mod tests;
