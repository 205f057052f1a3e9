//! Are these two the same?
//!
//! Three verdicts, always the same for the same pair, never by a clock: *proved equal* (exact
//! algebra), *proved different* (a point where both certainly exist and the certified bounds of
//! their values do not meet), *agreed at N points*. Where none can be had, the pair is undecided,
//! and nobody is marked wrong. No value is ever compared with a tolerance.

mod decide;
mod enclose;
mod eval;
mod interval;
mod points;
mod tape;
mod wide;

use super::{Expr, Name, Node, Number};

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

/// Compares an answer with what was expected: scalars, vectors and matrices component by
/// component. Another shape is wrong.
pub fn same(answer: &Expr, expected: &Expr) -> Comparison {
    match (answer.node(), expected.node()) {
        (Node::Vector(a), Node::Vector(b)) if a.len() == b.len() => same_all(a.iter(), b.iter()),
        (Node::Matrix(a), Node::Matrix(b)) => {
            let is_same_shape =
                a.len() == b.len() && a.iter().zip(b).all(|(u, v)| u.len() == v.len());
            if !is_same_shape {
                return Comparison::wrong();
            }
            same_all(a.iter().flatten(), b.iter().flatten())
        }
        (Node::Vector(_) | Node::Matrix(_), _) | (_, Node::Vector(_) | Node::Matrix(_)) => {
            Comparison::wrong()
        }
        _ => decide::same_scalar(answer, expected),
    }
}

fn same_all<'a>(
    answer: impl Iterator<Item = &'a Expr>,
    expected: impl Iterator<Item = &'a Expr>,
) -> Comparison {
    answer
        .zip(expected)
        .map(|(a, b)| same(a, b))
        .reduce(Comparison::and)
        .unwrap_or_else(Comparison::undecided)
}

#[cfg(test)]
mod tests;
