//! An expression as a list of operations, each on earlier ones.
//!
//! Exact arithmetic between numbers is carried out here, so that an exponent is known as the
//! rational it is; a subtree that is shared in memory becomes one operation.

use rustc_hash::FxHashMap;

use crate::math::{Constant, Expr, Function, Literal, Name, Node, Number};

/// Where an earlier result is found.
pub(super) type Slot = u32;

/// One operation.
#[derive(Clone, Debug)]
pub(super) enum Op {
    /// The number with this index in [`Tape::numbers`].
    Number(u32),
    /// Anything between the number with this index and the next one.
    Between(u32),
    Pi,
    /// The variable with this index.
    Variable(u32),
    Neg(Slot),
    Add(Slot, Slot),
    Mul(Slot, Slot),
    Div(Slot, Slot),
    /// A fixed rational exponent: numerator, denominator > 0, in lowest terms.
    Power(Slot, i64, u64),
    /// Any exponent.
    GeneralPower(Slot, Slot),
    Call(Function, Slot),
    /// The logarithm of the first to the base of the second.
    Log(Slot, Slot),
    Min(Slot, Slot),
    Max(Slot, Slot),
    /// A number that does not exist, such as 1/0.
    Undefined,
}

/// The operations of one expression.
#[derive(Debug, Default)]
pub(super) struct Tape {
    pub(super) ops: Vec<Op>,
    /// Whose result is the value of the expression.
    pub(super) root: Slot,
    pub(super) numbers: Vec<Number>,
}

/// An expression that has no value of its own here: a hole, a vector, or too many operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoValue;

/// Operations beyond which nothing is compared.
const MOST_OPS: usize = 100_000;
/// A rational is folded into a number up to this many bits.
pub(super) const FOLD_BITS: u64 = 4096;

impl Tape {
    /// The operations of an expression over these variables. With `is_loose`, a long decimal
    /// stands for everything that is rounded to it.
    pub(super) fn new(expr: &Expr, names: &[Name], is_loose: bool) -> Result<Tape, NoValue> {
        let mut writer =
            Writer { tape: Tape::default(), names, is_loose, shared: FxHashMap::default() };
        writer.tape.root = writer.write(expr)?;
        Ok(writer.tape)
    }

    /// What evaluating it costs with many bits, an addition being one.
    pub(super) fn effort(&self) -> usize {
        let one = |op: &Op| match op {
            Op::Call(function, _) if !is_simple(*function) => 50,
            Op::GeneralPower(..) | Op::Log(..) => 100,
            Op::Power(_, n, d) => 1 + n.unsigned_abs().max(*d).ilog2() as usize * 2,
            Op::Number(_)
            | Op::Between(_)
            | Op::Pi
            | Op::Variable(_)
            | Op::Neg(_)
            | Op::Add(..)
            | Op::Mul(..)
            | Op::Div(..)
            | Op::Min(..)
            | Op::Max(..)
            | Op::Call(..)
            | Op::Undefined => 1,
        };
        self.ops.iter().map(one).sum()
    }

    /// The number that a slot holds, if it holds one.
    pub(super) fn number_at(&self, slot: Slot) -> Option<&Number> {
        match self.ops.get(slot as usize) {
            Some(Op::Number(index)) => self.numbers.get(*index as usize),
            _ => None,
        }
    }
}

/// Does the function only look at its argument, without computing?
fn is_simple(function: Function) -> bool {
    matches!(function, Function::Abs | Function::Sign | Function::Relu)
}

/// Has the decimal as many digits as a machine prints, so that it is a rounded value?
pub(super) fn is_long_decimal(literal: &Literal) -> bool {
    let shown = |value: &Number| value.numerator().to_string().trim_start_matches('-').len();
    let power = Number::integer(10).pow(i64::from(literal.places), FOLD_BITS);
    let figures = power.map_or(0, |power| shown(&literal.value.mul(&power)));
    literal.places > 0 && figures >= MACHINE_FIGURES
}

/// Figures that a double always holds.
const MACHINE_FIGURES: usize = 15;

struct Writer<'a> {
    tape: Tape,
    names: &'a [Name],
    is_loose: bool,
    /// Subtrees that several parents hold, by their place in memory.
    shared: FxHashMap<usize, Slot>,
}

impl Writer<'_> {
    fn push(&mut self, op: Op) -> Result<Slot, NoValue> {
        if self.tape.ops.len() >= MOST_OPS {
            return Err(NoValue);
        }
        self.tape.ops.push(op);
        Ok((self.tape.ops.len() - 1) as Slot)
    }

    fn number(&mut self, value: Number) -> Result<Slot, NoValue> {
        self.tape.numbers.push(value);
        self.push(Op::Number((self.tape.numbers.len() - 1) as u32))
    }

    fn between(&mut self, literal: &Literal) -> Result<Slot, NoValue> {
        let unit = Number::integer(10).pow(-i64::from(literal.places), FOLD_BITS).ok_or(NoValue)?;
        let half = unit.div(&Number::integer(2)).ok_or(NoValue)?;
        self.tape.numbers.push(literal.value.sub(&half));
        self.tape.numbers.push(literal.value.add(&half));
        self.push(Op::Between((self.tape.numbers.len() - 2) as u32))
    }

    fn write(&mut self, expr: &Expr) -> Result<Slot, NoValue> {
        if let Some(place) = expr.shared_place() {
            if let Some(&slot) = self.shared.get(&place) {
                return Ok(slot);
            }
            let slot = self.write_node(expr)?;
            self.shared.insert(place, slot);
            return Ok(slot);
        }
        self.write_node(expr)
    }

    fn write_node(&mut self, expr: &Expr) -> Result<Slot, NoValue> {
        match expr.node() {
            Node::Number(literal) if self.is_loose && is_long_decimal(literal) => {
                self.between(literal)
            }
            Node::Number(literal) => self.number(literal.value.clone()),
            Node::Constant(Constant::Pi) => self.push(Op::Pi),
            Node::Constant(Constant::E) => {
                let one = self.number(Number::ONE)?;
                self.push(Op::Call(Function::Exp, one))
            }
            Node::Name(name) => {
                let index = self.names.iter().position(|own| own == name).ok_or(NoValue)?;
                self.push(Op::Variable(index as u32))
            }
            Node::Neg(u) => {
                let u = self.write(u)?;
                self.negate(u)
            }
            Node::Sum(terms) => self.fold(terms, Writer::add),
            Node::Product(factors) => self.fold(factors, Writer::multiply),
            Node::Quotient(u, v) => {
                let (u, v) = (self.write(u)?, self.write(v)?);
                self.divide(u, v)
            }
            Node::Power(base, exponent) => self.power(base, exponent),
            Node::Apply(function, arguments) => self.apply(*function, arguments),
            Node::Prime(..)
            | Node::Slope(..)
            | Node::Vector(_)
            | Node::Matrix(_)
            | Node::Hole(_) => Err(NoValue),
        }
    }

    fn fold(
        &mut self,
        parts: &[Expr],
        join: fn(&mut Self, Slot, Slot) -> Result<Slot, NoValue>,
    ) -> Result<Slot, NoValue> {
        let mut parts = parts.iter();
        let mut result = self.write(parts.next().ok_or(NoValue)?)?;
        for part in parts {
            let next = self.write(part)?;
            result = join(self, result, next)?;
        }
        Ok(result)
    }

    fn negate(&mut self, u: Slot) -> Result<Slot, NoValue> {
        match self.tape.number_at(u) {
            Some(value) => {
                let value = value.neg();
                self.number(value)
            }
            None => self.push(Op::Neg(u)),
        }
    }

    fn add(&mut self, u: Slot, v: Slot) -> Result<Slot, NoValue> {
        match (self.tape.number_at(u), self.tape.number_at(v)) {
            (Some(a), Some(b)) if a.bit_len().max(b.bit_len()) < FOLD_BITS => {
                let value = a.add(b);
                self.number(value)
            }
            _ => self.push(Op::Add(u, v)),
        }
    }

    fn multiply(&mut self, u: Slot, v: Slot) -> Result<Slot, NoValue> {
        match (self.tape.number_at(u), self.tape.number_at(v)) {
            (Some(a), Some(b)) if a.bit_len() + b.bit_len() < FOLD_BITS => {
                let value = a.mul(b);
                self.number(value)
            }
            _ => self.push(Op::Mul(u, v)),
        }
    }

    fn divide(&mut self, u: Slot, v: Slot) -> Result<Slot, NoValue> {
        match (self.tape.number_at(u), self.tape.number_at(v)) {
            (_, Some(b)) if b.is_zero() => self.push(Op::Undefined),
            (Some(a), Some(b)) if a.bit_len() + b.bit_len() < FOLD_BITS => match a.div(b) {
                Some(value) => self.number(value),
                None => self.push(Op::Undefined),
            },
            _ => self.push(Op::Div(u, v)),
        }
    }

    fn power(&mut self, base: &Expr, exponent: &Expr) -> Result<Slot, NoValue> {
        if matches!(base.node(), Node::Constant(Constant::E)) {
            let exponent = self.write(exponent)?;
            return self.push(Op::Call(Function::Exp, exponent));
        }
        let (u, v) = (self.write(base)?, self.write(exponent)?);
        self.power_of(u, v)
    }

    fn power_of(&mut self, u: Slot, v: Slot) -> Result<Slot, NoValue> {
        let Some((n, d)) = self.tape.number_at(v).and_then(Number::to_small_ratio) else {
            return self.push(Op::GeneralPower(u, v));
        };
        if d == 1
            && let Some(base) = self.tape.number_at(u)
        {
            if base.is_zero() && n <= 0 {
                return self.push(Op::Undefined);
            }
            if let Some(value) = base.pow(n, FOLD_BITS) {
                return self.number(value);
            }
        }
        self.push(Op::Power(u, n, d.unsigned_abs()))
    }

    fn apply(&mut self, function: Function, arguments: &[Expr]) -> Result<Slot, NoValue> {
        let (Some(first), second) = (arguments.first(), arguments.get(1)) else {
            return Err(NoValue);
        };
        match (function, second) {
            (Function::Min, _) => self.fold(arguments, |own, u, v| own.push(Op::Min(u, v))),
            (Function::Max, _) => self.fold(arguments, |own, u, v| own.push(Op::Max(u, v))),
            (Function::Log, Some(base)) => {
                let (u, v) = (self.write(first)?, self.write(base)?);
                self.push(Op::Log(u, v))
            }
            (Function::Root, Some(degree)) => {
                let (u, n) = (self.write(first)?, self.write(degree)?);
                let one = self.number(Number::ONE)?;
                let exponent = self.divide(one, n)?;
                self.power_of(u, exponent)
            }
            (Function::Sqrt, _) => {
                let u = self.write(first)?;
                self.push(Op::Power(u, 1, 2))
            }
            (Function::Cbrt, _) => {
                let u = self.write(first)?;
                self.push(Op::Power(u, 1, 3))
            }
            (Function::Log | Function::Root, None) => Err(NoValue),
            _ => {
                let u = self.write(first)?;
                self.push(Op::Call(function, u))
            }
        }
    }
}
