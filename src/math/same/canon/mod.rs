//! Can exact algebra prove that two expressions are equal?
//!
//! Both become sums of monomials in one arena; they are equal where their difference, its
//! denominators cleared, its squares of sines reduced and its products multiplied out, has no term
//! left. A proof says "equal wherever both exist"; where that is, the conditions tell. Costs are
//! counted, so that a hostile pair ends without a proof rather than without an end.

mod algebra;
mod angles;
mod arena;
mod build;
mod conditions;
mod expand;
mod powers;
mod roots;

use rustc_hash::FxHashMap;

use self::algebra::{Vanishes, negate};
use self::arena::{Arena, Atom, Made, Mark, Sum};
use self::build::Builder;
use self::conditions::{Conditions, POSITIVE};
use crate::math::{Expr, Name};

/// What algebra found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Equal wherever both exist, and both exist under the same conditions.
    EqualEverywhere,
    /// Equal wherever both exist, which may not be at the same points.
    Equal,
    /// Equal wherever both exist, but they never do.
    NeverBoth,
    /// Nowhere equal.
    Different,
    /// No proof.
    None,
}

/// Steps for one attempt.
const FUEL: u32 = 20_000;
/// Attempts to find the common angles.
const ROUNDS: usize = 4;

/// What answers are proved equal to, and where.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    pub(super) expected: &'a Expr,
    /// Only points where this exists count.
    pub(super) within: Option<&'a Expr>,
    /// Names of the two, then those that only the answer has.
    pub(super) names: &'a [Name],
    /// Which of the names stand for positive numbers.
    pub(super) positive: &'a [bool],
}

/// A claim with its own side built: each answer costs only what it adds.
pub(super) struct Prepared {
    arena: Arena,
    bounds: Conditions,
    expected: Sum,
    exists: Conditions,
    mark: Mark,
}

/// Tries to prove that an answer is what the claim expects; `is_deep` takes more time and finds
/// more.
pub(super) fn prove(claim: Claim, answer: &Expr, is_deep: bool) -> Proof {
    // Without a canonical form there is no proof, whatever the reason.
    prove_afresh(claim, answer, is_deep).unwrap_or(Proof::None)
}

fn prove_afresh(claim: Claim, answer: &Expr, is_deep: bool) -> Made<Proof> {
    let mut arena = Arena::new(FUEL);
    arena.is_deep = is_deep;
    for _ in 0..ROUNDS {
        let mut prepared = Prepared::build(arena, claim)?;
        let (sum, conditions) = build(&mut prepared.arena, answer, claim.names)?;
        if !prepared.arena.is_stale {
            return prepared.settle(sum, &conditions);
        }
        arena = prepared.arena;
    }
    Ok(Proof::None)
}

impl Prepared {
    /// Builds the expected side; `None` where it has no canonical form.
    pub(super) fn new(claim: Claim) -> Option<Prepared> {
        let mut arena = Arena::new(FUEL);
        for _ in 0..ROUNDS {
            let prepared = Prepared::build(arena, claim).ok()?;
            if !prepared.arena.is_stale {
                return Some(prepared);
            }
            arena = prepared.arena;
        }
        None
    }

    fn build(mut arena: Arena, claim: Claim) -> Made<Prepared> {
        arena.restart(FUEL);
        let bounds = bounds(&mut arena, claim)?;
        let (expected, conditions) = build(&mut arena, claim.expected, claim.names)?;
        let exists = conditions.and(&bounds);
        let mark = arena.mark();
        Ok(Prepared { arena, bounds, expected, exists, mark })
    }

    /// Tries to prove an answer; as [`prove`], and leaves nothing behind.
    pub(super) fn prove(&mut self, claim: Claim, answer: &Expr) -> Proof {
        self.arena.refuel(FUEL);
        self.arena.conditions = Conditions::default();
        let built = build(&mut self.arena, answer, claim.names);
        let is_stale = self.arena.is_stale;
        let proof = match built {
            Ok((sum, conditions)) if !is_stale => self.settle(sum, &conditions),
            other => other.map(|_| Proof::None),
        };
        self.arena.rewind(&self.mark);
        if is_stale { prove(claim, answer, false) } else { proof.unwrap_or(Proof::None) }
    }

    fn settle(&mut self, answer: Sum, conditions: &Conditions) -> Made<Proof> {
        let exists = conditions.and(&self.bounds);
        let facts = exists.and(&self.exists);
        self.arena.refuel(FUEL);
        let difference = self.arena.add(answer, &negate(self.expected.clone()))?;
        Ok(match self.arena.vanishes(difference, &facts)? {
            Vanishes::Unknown => Proof::None,
            Vanishes::Never => Proof::Different,
            Vanishes::Always if facts.is_contradiction() => Proof::NeverBoth,
            Vanishes::Always if exists == self.exists => Proof::EqualEverywhere,
            Vanishes::Always => Proof::Equal,
        })
    }
}

/// Where the claim is made: where a third expression exists, for positive names.
fn bounds(arena: &mut Arena, claim: Claim) -> Made<Conditions> {
    let mut bounds = match claim.within {
        Some(expr) => build(arena, expr, claim.names)?.1,
        None => Conditions::default(),
    };
    for (index, _) in claim.positive.iter().enumerate().filter(|(_, is_positive)| **is_positive) {
        let atom = arena.atom(Atom::Variable(index as u32));
        bounds.demand(atom, POSITIVE);
    }
    Ok(bounds)
}

fn build(arena: &mut Arena, expr: &Expr, names: &[Name]) -> Made<(Sum, Conditions)> {
    let mut builder = Builder { arena, names, shared: FxHashMap::default() };
    let sum = builder.build(expr)?;
    Ok((sum, std::mem::take(&mut arena.conditions)))
}
