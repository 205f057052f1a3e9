//! A sum of terms, like terms collected.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};

use crate::math::Number;

use super::term::{Exponent, Term};
use super::{order, take};

/// A sum of terms.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::math) struct Sum {
    /// The terms; none for 0.
    pub(in crate::math) terms: SmallVec<[Term; 2]>,
}

/// Up to this many terms, looking at each pair is faster than a table.
const FEW: usize = 12;

impl Sum {
    /// 0.
    pub(in crate::math) fn zero() -> Sum {
        Sum::default()
    }

    /// Takes the terms of another sum, without collecting.
    pub(in crate::math) fn join(&mut self, mut other: Sum) {
        if self.terms.is_empty() {
            *self = other;
        } else {
            self.terms.append(&mut other.terms);
        }
    }

    /// Adds up like terms, drops those that vanish and puts a polynomial in order.
    pub(in crate::math) fn collect(&mut self) {
        self.flatten();
        if self.terms.len() > FEW {
            self.collect_many();
        } else {
            let mut kept = 0;
            for next in 0..self.terms.len() {
                let same =
                    (0..kept).find(|&own| self.terms[own].factors == self.terms[next].factors);
                match same {
                    Some(own) => {
                        let more = self.terms[next].coefficient.clone();
                        self.terms[own].coefficient = self.terms[own].coefficient.add(&more);
                        self.terms[own].decimal |= self.terms[next].decimal;
                    }
                    None => {
                        // Terms are large: nearly always each stays where it is.
                        if kept != next {
                            self.terms.swap(kept, next);
                        }
                        kept += 1;
                    }
                }
            }
            self.terms.truncate(kept);
        }
        if self.terms.iter().any(|term| term.coefficient.is_zero()) {
            self.terms.retain(|term| !term.coefficient.is_zero() || term.has_no_value());
        }
        order::sort_terms(&mut self.terms);
    }

    /// Terms that are a bracket and nothing else give their own terms instead.
    fn flatten(&mut self) {
        if self.terms.iter().any(Term::is_bare_bracket) {
            for term in std::mem::take(&mut self.terms) {
                take::add_term(self, term);
            }
        }
    }

    fn collect_many(&mut self) {
        let mut places: FxHashMap<u64, SmallVec<[usize; 1]>> = FxHashMap::default();
        let mut kept: SmallVec<[Term; 2]> = SmallVec::new();
        for term in std::mem::take(&mut self.terms) {
            let bucket = places.entry(key(&term)).or_default();
            match bucket.iter().find(|&&own| kept[own].factors == term.factors) {
                Some(&own) => {
                    kept[own].coefficient = kept[own].coefficient.add(&term.coefficient);
                    kept[own].decimal |= term.decimal;
                }
                None => {
                    bucket.push(kept.len());
                    kept.push(term);
                }
            }
        }
        self.terms = kept;
    }

    /// Multiplies every term by a number.
    pub(in crate::math) fn scale(&mut self, by: &Number) {
        for term in &mut self.terms {
            term.scale(by);
        }
    }
}

fn key(term: &Term) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    for factor in &term.factors {
        factor.base.hash(&mut hasher);
        match &factor.exponent {
            Exponent::Number(n) => n.hash(&mut hasher),
            Exponent::Expr(e) => e.hash(&mut hasher),
        }
    }
    hasher.finish()
}
