//! A list of operations in which every operand comes before its use.

use super::scalar::Scalar;
use super::unary::Unary;

/// The place of an operation on the tape.
pub(super) type Id = u32;

/// One operation; operands are earlier places. Doubles are kept as bits, so that equal operations
/// are equal keys.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Op {
    /// A double by its bits.
    Constant(u64),
    Variable(u32),
    Neg(Id),
    Add(Id, Id),
    Sub(Id, Id),
    Mul(Id, Id),
    Div(Id, Id),
    /// A constant exponent (a double by its bits) that is no small whole number.
    Power(Id, u64, Reach),
    /// An exponent that varies.
    AnyPower(Id, Id),
    Call(Unary, Id),
    Min(Id, Id),
    Max(Id, Id),
}

/// What a constant exponent p/q in lowest terms makes of a negative base.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Reach {
    /// p even, q odd: the power of the absolute value.
    Even,
    /// p and q odd: the sign of the base stays.
    Odd,
    /// q even, or no fraction at all: the base must not be negative.
    Positive,
}

impl Op {
    /// The earlier places that the operation reads.
    pub(super) fn operands(self) -> [Option<Id>; 2] {
        match self {
            Op::Constant(_) | Op::Variable(_) => [None, None],
            Op::Neg(u) | Op::Power(u, ..) | Op::Call(_, u) => [Some(u), None],
            Op::Add(u, v)
            | Op::Sub(u, v)
            | Op::Mul(u, v)
            | Op::Div(u, v)
            | Op::AnyPower(u, v)
            | Op::Min(u, v)
            | Op::Max(u, v) => [Some(u), Some(v)],
        }
    }

    /// The same operation with its operands at other places.
    pub(super) fn moved(self, to: impl Fn(Id) -> Id) -> Op {
        match self {
            Op::Constant(_) | Op::Variable(_) => self,
            Op::Neg(u) => Op::Neg(to(u)),
            Op::Add(u, v) => Op::Add(to(u), to(v)),
            Op::Sub(u, v) => Op::Sub(to(u), to(v)),
            Op::Mul(u, v) => Op::Mul(to(u), to(v)),
            Op::Div(u, v) => Op::Div(to(u), to(v)),
            Op::Power(u, exponent, reach) => Op::Power(to(u), exponent, reach),
            Op::AnyPower(u, v) => Op::AnyPower(to(u), to(v)),
            Op::Call(function, u) => Op::Call(function, to(u)),
            Op::Min(u, v) => Op::Min(to(u), to(v)),
            Op::Max(u, v) => Op::Max(to(u), to(v)),
        }
    }

    /// The value of the operation, given its variables and the values of all earlier places.
    #[inline]
    pub(super) fn evaluate<S: Scalar>(self, at: &[S], earlier: &[S]) -> S {
        let value = |id: Id| earlier[id as usize];
        match self {
            Op::Constant(bits) => S::constant(f64::from_bits(bits)),
            Op::Variable(index) => at[index as usize],
            Op::Neg(u) => value(u).neg(),
            Op::Add(u, v) => value(u).add(value(v)),
            Op::Sub(u, v) => value(u).sub(value(v)),
            Op::Mul(u, v) => value(u).mul(value(v)),
            Op::Div(u, v) => value(u).div(value(v)),
            Op::Power(u, exponent, reach) => value(u).power(f64::from_bits(exponent), reach),
            Op::AnyPower(u, v) => value(u).any_power(value(v)),
            Op::Call(function, u) => value(u).call(function),
            Op::Min(u, v) => value(u).min(value(v)),
            Op::Max(u, v) => value(u).max(value(v)),
        }
    }
}
