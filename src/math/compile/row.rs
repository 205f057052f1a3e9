//! One row of a grid: each operation over a block of columns before the next.
//!
//! What does not change along the row is computed once. The blocks stay in the first cache, and
//! each loop is one that the compiler turns into vector instructions.

use std::cell::RefCell;

use super::scalar::Scalar;
use super::tape::{Id, Op};

/// Columns in a block.
const WIDTH: usize = 128;

type Block = [f64; WIDTH];

/// Room for one row, kept from call to call: to allocate costs as much as to compute.
#[derive(Default)]
struct Scratch {
    /// Values of the places that do not change along the row.
    still: Vec<f64>,
    /// The number of a place's block, where it changes.
    block_of: Vec<Option<u32>>,
    blocks: Vec<Block>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// The values for each of `xs` in the variable `across`, the other variables as in `at`.
pub(super) fn fill(ops: &[Op], across: usize, xs: &[f64], at: &[f64], out: &mut [f64]) {
    SCRATCH.with_borrow_mut(|scratch| {
        scratch.prepare(ops, across, at);
        let Some(Some(last)) = scratch.block_of.last().copied() else {
            out.fill(scratch.still.last().copied().unwrap_or(f64::NAN));
            return;
        };
        for (xs, out) in xs.chunks(WIDTH).zip(out.chunks_mut(WIDTH)) {
            for (place, op) in ops.iter().enumerate() {
                if let Some(block) = scratch.block_of[place] {
                    scratch.advance(*op, block as usize, xs);
                }
            }
            let width = xs.len().min(out.len());
            out[..width].copy_from_slice(&scratch.blocks[last as usize][..width]);
        }
    });
}

/// An operand along a block.
#[derive(Clone, Copy)]
enum Operand<'a> {
    Still(f64),
    Moving(&'a Block),
}

impl Scratch {
    /// Finds what changes along the row and computes the rest.
    fn prepare(&mut self, ops: &[Op], across: usize, at: &[f64]) {
        self.still.clear();
        self.block_of.clear();
        let mut count = 0;
        for op in ops {
            let moves = |id: Id| self.block_of[id as usize].is_some();
            let own = match op {
                Op::Variable(index) => *index as usize == across,
                _ => op.operands().into_iter().flatten().any(moves),
            };
            let value = if own { f64::NAN } else { op.evaluate(at, &self.still) };
            self.still.push(value);
            self.block_of.push(own.then_some(count));
            count += u32::from(own);
        }
        if self.blocks.len() < count as usize {
            self.blocks.resize(count as usize, [0.0; WIDTH]);
        }
    }

    /// Computes one block.
    fn advance(&mut self, op: Op, block: usize, xs: &[f64]) {
        // Operands come before their use, so their blocks do too.
        let (earlier, rest) = self.blocks.split_at_mut(block);
        let Some(out) = rest.first_mut() else { return };
        let operand = |id: Id| match self.block_of[id as usize] {
            Some(block) => Operand::Moving(&earlier[block as usize]),
            None => Operand::Still(self.still[id as usize]),
        };
        match op {
            // A constant never changes along a row.
            Op::Constant(_) => {}
            Op::Variable(_) => out[..xs.len()].copy_from_slice(xs),
            Op::Neg(u) => each(out, operand(u), |u| -u),
            Op::Add(u, v) => both(out, operand(u), operand(v), f64::add),
            Op::Sub(u, v) => both(out, operand(u), operand(v), f64::sub),
            Op::Mul(u, v) => both(out, operand(u), operand(v), f64::mul),
            Op::Div(u, v) => both(out, operand(u), operand(v), f64::div),
            Op::Power(u, exponent, reach) => {
                each(out, operand(u), |u| u.power(f64::from_bits(exponent), reach));
            }
            Op::AnyPower(u, v) => both(out, operand(u), operand(v), f64::any_power),
            Op::Call(function, u) => each(out, operand(u), |u| function.value(u)),
            Op::Min(u, v) => both(out, operand(u), operand(v), Scalar::min),
            Op::Max(u, v) => both(out, operand(u), operand(v), Scalar::max),
        }
    }
}

#[inline]
fn each(out: &mut Block, u: Operand, f: impl Fn(f64) -> f64) {
    match u {
        Operand::Still(u) => out.fill(f(u)),
        Operand::Moving(u) => {
            for (out, &u) in out.iter_mut().zip(u) {
                *out = f(u);
            }
        }
    }
}

#[inline]
fn both(out: &mut Block, u: Operand, v: Operand, f: impl Fn(f64, f64) -> f64) {
    match (u, v) {
        (Operand::Still(u), Operand::Still(v)) => out.fill(f(u, v)),
        (Operand::Moving(u), Operand::Still(v)) => {
            for (out, &u) in out.iter_mut().zip(u) {
                *out = f(u, v);
            }
        }
        (Operand::Still(u), Operand::Moving(v)) => {
            for (out, &v) in out.iter_mut().zip(v) {
                *out = f(u, v);
            }
        }
        (Operand::Moving(u), Operand::Moving(v)) => {
            for ((out, &u), &v) in out.iter_mut().zip(u).zip(v) {
                *out = f(u, v);
            }
        }
    }
}
