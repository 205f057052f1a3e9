//! The verdict on two scalars: what each side is worked out to, once.

use std::sync::Mutex;

use super::canon::{self, Claim, Prepared, Proof};
use super::tape::Tape;
use super::trial::Trial;
use super::{Comparison, Presumed};
use crate::math::{Expr, Name};

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
pub(super) struct Question<'a> {
    ready: &'a Ready,
    answer: &'a Expr,
    names: &'a [Name],
}

impl Question<'_> {
    /// Do long decimals stand for everything that is rounded to them?
    pub(super) fn is_loose(&self) -> bool {
        self.ready.is_loose
    }

    /// Tries to prove the two equal; `is_deep` takes more time and finds more.
    pub(super) fn prove(&self, is_deep: bool) -> Proof {
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
