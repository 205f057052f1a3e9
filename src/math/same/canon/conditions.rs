//! Where does an expression exist?
//!
//! Each atom that stands in a denominator, under an even root or in a logarithm may have only
//! certain signs. Two expressions with the same table exist at the same points. The table is also a
//! source of facts: where √x exists, |x| is x.

use rustc_hash::{FxHashMap, FxHashSet};

use super::arena::{AtomId, SumId};

/// A set of signs, as bits.
pub(super) type Signs = u8;
pub(super) const NEGATIVE: Signs = 1;
pub(super) const ZERO: Signs = 2;
pub(super) const POSITIVE: Signs = 4;
const ANY: Signs = NEGATIVE | ZERO | POSITIVE;

/// The signs that each atom may have where the expression exists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    allowed: FxHashMap<AtomId, Signs>,
    /// Signs that hold but for single points: the base of `x^n` is positive unless n is whole.
    usual: FxHashMap<AtomId, Signs>,
    /// Bases and exponents of such powers.
    powers: FxHashSet<(SumId, SumId)>,
}

impl Conditions {
    /// The atom has one of these signs.
    pub(super) fn demand(&mut self, atom: AtomId, signs: Signs) {
        *self.allowed.entry(atom).or_insert(ANY) &= signs;
    }

    /// The signs that the atom may have.
    pub(super) fn signs(&self, atom: AtomId) -> Signs {
        let of = |table: &FxHashMap<AtomId, Signs>| table.get(&atom).copied().unwrap_or(ANY);
        of(&self.allowed) & of(&self.usual)
    }

    /// What was demanded since `before` is only usual, because of a power of any exponent.
    pub(super) fn soften(&mut self, before: Conditions, base: SumId, exponent: SumId) {
        let demanded = std::mem::replace(self, before);
        for (atom, signs) in demanded.allowed.iter().chain(&demanded.usual) {
            *self.usual.entry(*atom).or_insert(ANY) &= signs;
        }
        self.powers.extend(demanded.powers);
        self.powers.insert((base, exponent));
    }

    /// Does everything exist everywhere?
    pub(super) fn is_empty(&self) -> bool {
        self.allowed.is_empty() && self.usual.is_empty()
    }

    /// Both at once.
    pub(super) fn and(&self, other: &Conditions) -> Conditions {
        let mut both = self.clone();
        for (atom, signs) in &other.allowed {
            both.demand(*atom, *signs);
        }
        for (atom, signs) in &other.usual {
            *both.usual.entry(*atom).or_insert(ANY) &= signs;
        }
        both.powers.extend(&other.powers);
        both
    }

    /// Is no point left, because some atom may have no sign at all?
    pub(super) fn is_contradiction(&self) -> bool {
        self.allowed.values().any(|signs| *signs == 0)
    }
}
