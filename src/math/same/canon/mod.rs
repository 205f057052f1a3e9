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
mod powers;

use rustc_hash::FxHashMap;

use self::algebra::{Vanishes, negate};
use self::arena::{Arena, Atom, Made, Sum};
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

/// What is to be proved equal, and where.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    pub(super) answer: &'a Expr,
    pub(super) expected: &'a Expr,
    /// Only points where this exists count.
    pub(super) within: Option<&'a Expr>,
    pub(super) names: &'a [Name],
    /// Which of the names stand for positive numbers.
    pub(super) positive: &'a [bool],
}

/// Tries to prove a claim; `is_deep` takes more time and finds more.
pub(super) fn prove(claim: Claim, is_deep: bool) -> Proof {
    let mut arena = Arena::new(FUEL);
    arena.is_deep = is_deep;
    // Without a canonical form there is no proof, whatever the reason.
    prove_in(&mut arena, claim).unwrap_or(Proof::None)
}

fn prove_in(arena: &mut Arena, claim: Claim) -> Made<Proof> {
    for _ in 0..ROUNDS {
        arena.restart(FUEL);
        let bounds = bounds(arena, claim)?;
        let (b, b_conditions) = build(arena, claim.expected, claim.names)?;
        let (a, a_conditions) = build(arena, claim.answer, claim.names)?;
        if arena.is_stale {
            continue;
        }
        let (a_exists, b_exists) = (a_conditions.and(&bounds), b_conditions.and(&bounds));
        let facts = a_exists.and(&b_exists);
        arena.refuel(FUEL);
        let difference = arena.add(a, &negate(b))?;
        match arena.vanishes(difference, &facts)? {
            Vanishes::Unknown => return Ok(Proof::None),
            Vanishes::Never => return Ok(Proof::Different),
            Vanishes::Always => {}
        }
        return Ok(if facts.is_contradiction() {
            Proof::NeverBoth
        } else if a_exists == b_exists {
            Proof::EqualEverywhere
        } else {
            Proof::Equal
        });
    }
    Ok(Proof::None)
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
