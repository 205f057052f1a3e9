//! The parts that canonical expressions are made of, each kept once.
//!
//! An expression is a sum of terms; a term is a rational number times a monomial; a monomial is a
//! product of powers of atoms with rational exponents. What rational operations cannot take apart
//! is an atom: a variable, e to a monomial, a logarithm, a sine, a sum that stands under a negative
//! or fractional exponent. Equal parts have equal numbers, so that comparing is cheap.

use std::cmp::Ordering;

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::conditions::Conditions;
use crate::math::same::tape::FOLD_BITS;
use crate::math::{Function, Number};

/// The number of an atom, of a monomial, of a sum.
pub(super) type AtomId = u32;
pub(super) type MonoId = u32;
pub(super) type SumId = u32;

/// What cannot be taken apart.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Atom {
    Variable(u32),
    Pi,
    /// A prime, or a whole number too large to be taken apart, under a fractional exponent.
    Prime(Number),
    /// A sum under an exponent.
    Sum(SumId),
    /// e to this monomial.
    Exp(MonoId),
    /// ln |atom|. A logarithm exists only where its argument is positive, so the bars change
    /// nothing there, and they let logarithms of products be split.
    Log(AtomId),
    /// |atom|.
    Abs(AtomId),
    Sin(SumId),
    Cos(SumId),
    /// Another function of one argument.
    Apply(Function, SumId),
}

/// A power of an atom inside a monomial; the exponent is not 0.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Power {
    pub(super) atom: AtomId,
    pub(super) exponent: Number,
}

/// A rational multiple of a monomial; the factor is not 0.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Term {
    pub(super) mono: MonoId,
    pub(super) factor: Number,
}

/// Terms in the order of their monomials, each monomial once.
pub(super) type Sum = Vec<Term>;

/// Why a canonical form was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// It would cost too much.
    Spent,
    /// A part is a number that does not exist.
    Undefined,
}

pub(super) type Made<T> = Result<T, Stop>;

/// Powers of numbers are written out up to so many bits.
const FOLDED: Number = Number::integer(FOLD_BITS as i64);

/// The empty monomial, 1.
pub(super) const UNIT: MonoId = 0;

/// How much an arena held at some time.
pub(super) struct Mark {
    atoms: usize,
    monos: usize,
    sums: usize,
    pairs: usize,
    angles: FxHashMap<SumId, Number>,
}

/// Every part, and what is left to spend.
pub(super) struct Arena {
    atoms: IndexSet<Atom, FxBuildHasher>,
    monos: IndexSet<Box<[Power]>, FxBuildHasher>,
    sums: IndexSet<Box<[Term]>, FxBuildHasher>,
    /// By atom: is it positive wherever it exists?
    is_positive: Vec<bool>,
    /// By monomial: can it be rewritten?
    is_open: Vec<bool>,
    products: FxHashMap<(MonoId, MonoId), MonoId>,
    /// The keys of `products` in the order of their coming.
    pairs: Vec<(MonoId, MonoId)>,
    /// The angle that all multiples of a primitive one are multiples of.
    pub(super) angles: FxHashMap<SumId, Number>,
    /// An angle was found that does not fit the table: everything must be built again.
    pub(super) is_stale: bool,
    /// Split sines of sums, and look for squares under roots.
    pub(super) is_deep: bool,
    /// Where what is being built exists.
    pub(super) conditions: Conditions,
    fuel: u32,
}

impl Arena {
    pub(super) fn new(fuel: u32) -> Arena {
        let mut arena = Arena {
            atoms: IndexSet::default(),
            monos: IndexSet::default(),
            sums: IndexSet::default(),
            is_positive: Vec::new(),
            is_open: Vec::new(),
            products: FxHashMap::default(),
            pairs: Vec::new(),
            angles: FxHashMap::default(),
            is_stale: false,
            is_deep: false,
            conditions: Conditions::default(),
            fuel,
        };
        arena.mono(&[]);
        arena
    }

    /// Pays for so many steps.
    pub(super) fn spend(&mut self, steps: usize) -> Made<()> {
        let steps = u32::try_from(steps).map_err(|_| Stop::Spent)?;
        self.fuel = self.fuel.checked_sub(steps).ok_or(Stop::Spent)?;
        Ok(())
    }

    pub(super) fn refuel(&mut self, fuel: u32) {
        self.fuel = fuel;
    }

    pub(super) fn atom(&mut self, atom: Atom) -> AtomId {
        let (id, is_new) = self.atoms.insert_full(atom);
        if is_new {
            // Parts come before what they are parts of, so that each is judged once.
            self.is_positive.push(self.judge_positive(id as AtomId));
        }
        id as AtomId
    }

    /// Is the atom positive wherever it exists?
    pub(super) fn is_positive(&self, atom: AtomId) -> bool {
        self.is_positive[atom as usize]
    }

    pub(super) fn atom_at(&self, id: AtomId) -> &Atom {
        &self.atoms[id as usize]
    }

    pub(super) fn powers(&self, mono: MonoId) -> &[Power] {
        &self.monos[mono as usize]
    }

    pub(super) fn terms(&self, sum: SumId) -> &[Term] {
        &self.sums[sum as usize]
    }

    pub(super) fn sum(&mut self, terms: &[Term]) -> SumId {
        match self.sums.get_index_of(terms) {
            Some(id) => id as SumId,
            None => self.sums.insert_full(terms.into()).0 as SumId,
        }
    }

    /// The monomial of these powers, sorted by atom.
    pub(super) fn mono(&mut self, powers: &[Power]) -> MonoId {
        if let Some(id) = self.monos.get_index_of(powers) {
            return id as MonoId;
        }
        let is_open = powers.iter().any(|power| self.is_open_power(power));
        self.is_open.push(is_open);
        self.monos.insert_full(powers.into()).0 as MonoId
    }

    /// One atom to a power.
    pub(super) fn power(&mut self, atom: AtomId, exponent: Number) -> MonoId {
        if exponent.is_zero() {
            return UNIT;
        }
        self.mono(&[Power { atom, exponent }])
    }

    /// Does the power have a simpler form: a sum to be multiplied out, a square of a sine?
    pub(super) fn is_open_power(&self, power: &Power) -> bool {
        let e = &power.exponent;
        match self.atom_at(power.atom) {
            Atom::Sum(_) => *e >= Number::ONE,
            Atom::Prime(value) => {
                (e.is_negative() || *e >= Number::ONE)
                    && e.abs().mul(&Number::integer(value.bit_len() as i64)) < FOLDED
            }
            Atom::Abs(_) => e.is_negative() || *e >= Number::integer(2),
            Atom::Sin(_) => *e >= Number::integer(2),
            Atom::Variable(_)
            | Atom::Pi
            | Atom::Exp(_)
            | Atom::Log(_)
            | Atom::Cos(_)
            | Atom::Apply(..) => false,
        }
    }

    pub(super) fn is_open(&self, mono: MonoId) -> bool {
        self.is_open[mono as usize]
    }

    /// The product of two monomials: exponents of the same atom are added.
    pub(super) fn times(&mut self, a: MonoId, b: MonoId) -> MonoId {
        if a == UNIT {
            return b;
        }
        if b == UNIT {
            return a;
        }
        let key = if a <= b { (a, b) } else { (b, a) };
        if let Some(&known) = self.products.get(&key) {
            return known;
        }
        let merged = merge(self.powers(a), self.powers(b));
        let product = self.mono(&merged);
        self.products.insert(key, product);
        self.pairs.push(key);
        product
    }

    /// A monomial to a power that is right for each of its atoms.
    pub(super) fn raise(&mut self, mono: MonoId, exponent: &Number) -> MonoId {
        if exponent.is_one() || mono == UNIT {
            return mono;
        }
        let powers: Vec<Power> = self
            .powers(mono)
            .iter()
            .map(|p| Power { atom: p.atom, exponent: p.exponent.mul(exponent) })
            .collect();
        self.mono(&powers)
    }

    /// How much the arena holds, to come back to.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            atoms: self.atoms.len(),
            monos: self.monos.len(),
            sums: self.sums.len(),
            pairs: self.pairs.len(),
            angles: self.angles.clone(),
        }
    }

    /// Forgets what was added since the mark, so that nothing depends on what came before.
    pub(super) fn rewind(&mut self, mark: &Mark) {
        for pair in self.pairs.drain(mark.pairs..) {
            self.products.remove(&pair);
        }
        self.atoms.truncate(mark.atoms);
        self.is_positive.truncate(mark.atoms);
        self.monos.truncate(mark.monos);
        self.is_open.truncate(mark.monos);
        self.sums.truncate(mark.sums);
        self.angles.clone_from(&mark.angles);
        self.is_stale = false;
    }

    /// Begins again with the table of angles complete.
    pub(super) fn restart(&mut self, fuel: u32) {
        // Angles are named by sums, which keep their numbers only if the sums stay.
        self.is_stale = false;
        self.conditions = Conditions::default();
        self.fuel = fuel;
    }
}

fn merge(a: &[Power], b: &[Power]) -> smallvec::SmallVec<[Power; 8]> {
    let mut merged = smallvec::SmallVec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(u), Some(v)) = (a.get(i), b.get(j)) {
        match u.atom.cmp(&v.atom) {
            Ordering::Less => {
                merged.push(u.clone());
                i += 1;
            }
            Ordering::Greater => {
                merged.push(v.clone());
                j += 1;
            }
            Ordering::Equal => {
                let exponent = u.exponent.add(&v.exponent);
                if !exponent.is_zero() {
                    merged.push(Power { atom: u.atom, exponent });
                }
                i += 1;
                j += 1;
            }
        }
    }
    merged.extend(a[i..].iter().cloned());
    merged.extend(b[j..].iter().cloned());
    merged
}
