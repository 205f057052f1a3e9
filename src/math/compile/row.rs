//! One row of a grid: each instruction over a block of columns before the next.
//!
//! What does not change along the row is computed once. The blocks stay in the first cache, and
//! each loop is one that the compiler turns into vector instructions.

use std::cell::RefCell;

use super::program::{Inner, Instruction, Outer, Program, Source, Work};
use super::scalar::Scalar;
use super::tape::Op;

/// Columns in a block.
const WIDTH: usize = 200;

/// Room for one row, kept from call to call: to allocate costs as much as to compute.
#[derive(Default)]
struct Scratch {
    /// Values of the places that do not change along the row.
    still: Vec<f64>,
    blocks: Vec<Vec<f64>>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// The values for each of `xs` in the variable along the row, the other variables as in `at`.
pub(super) fn fill(program: &Program, xs: &[f64], at: &[f64], out: &mut [f64]) {
    SCRATCH.with_borrow_mut(|scratch| {
        scratch.still.clear();
        for op in &program.still {
            let value = op.evaluate(at, &scratch.still);
            scratch.still.push(value);
        }
        while scratch.blocks.len() < program.blocks {
            scratch.blocks.push(vec![0.0; WIDTH]);
        }
        for (xs, out) in xs.chunks(WIDTH).zip(out.chunks_mut(WIDTH)) {
            let width = xs.len().min(out.len());
            scratch.pass(program, &xs[..width], &mut out[..width]);
        }
    });
}

/// An operand along a block.
#[derive(Clone, Copy)]
enum Operand<'a> {
    Still(f64),
    Moving(&'a [f64]),
}

impl Scratch {
    /// Runs the program over one block of columns.
    fn pass(&mut self, program: &Program, xs: &[f64], out: &mut [f64]) {
        let Some((last, before)) = program.instructions.split_last() else {
            match program.result {
                Source::Still(id) => out.fill(self.still[id as usize]),
                Source::Row | Source::Block(_) => out.copy_from_slice(xs),
            }
            return;
        };
        for instruction in before {
            // Moved out and back, so that it can be filled while the others are read.
            let mut block = std::mem::take(&mut self.blocks[instruction.out]);
            self.carry_out(instruction, xs, &mut block[..xs.len()]);
            self.blocks[instruction.out] = block;
        }
        self.carry_out(last, xs, out);
    }

    fn carry_out(&self, instruction: &Instruction, xs: &[f64], out: &mut [f64]) {
        let [a, b, c] = instruction.operands.map(|source| match source {
            Source::Still(id) => Operand::Still(self.still[id as usize]),
            Source::Row => Operand::Moving(xs),
            Source::Block(block) => Operand::Moving(&self.blocks[block][..xs.len()]),
        });
        match instruction.work {
            Work::Alone(op) => alone(out, op, a, b),
            Work::Pair(outer, inner) => match inner {
                Inner::Add => pair(out, outer, a, b, c, f64::add),
                Inner::Sub => pair(out, outer, a, b, c, f64::sub),
                Inner::Mul => pair(out, outer, a, b, c, f64::mul),
            },
        }
    }
}

fn alone(out: &mut [f64], op: Op, a: Operand, b: Operand) {
    match op {
        // These are sources, not work.
        Op::Constant(_) | Op::Variable(_) => {}
        Op::Neg(_) => each(out, a, |a| -a),
        Op::Add(..) => two(out, a, b, f64::add),
        Op::Sub(..) => two(out, a, b, f64::sub),
        Op::Mul(..) => two(out, a, b, f64::mul),
        Op::Div(..) => two(out, a, b, f64::div),
        Op::Power(_, exponent, reach) => {
            each(out, a, |a| a.power(f64::from_bits(exponent), reach));
        }
        Op::AnyPower(..) => two(out, a, b, f64::any_power),
        Op::Call(function, _) => each(out, a, |a| function.value(a)),
        Op::Min(..) => two(out, a, b, Scalar::min),
        Op::Max(..) => two(out, a, b, Scalar::max),
    }
}

#[inline]
fn pair(
    out: &mut [f64],
    outer: Outer,
    a: Operand,
    b: Operand,
    c: Operand,
    inner: impl Fn(f64, f64) -> f64 + Copy,
) {
    match outer {
        Outer::Add => three(out, a, b, c, |a, b, c| inner(a, b) + c),
        Outer::Sub => three(out, a, b, c, |a, b, c| inner(a, b) - c),
        Outer::SubFrom => three(out, a, b, c, |a, b, c| c - inner(a, b)),
        Outer::Mul => three(out, a, b, c, |a, b, c| inner(a, b) * c),
        Outer::Square => two(out, a, b, |a, b| {
            let value = inner(a, b);
            value * value
        }),
    }
}

#[inline]
fn each(out: &mut [f64], a: Operand, f: impl Fn(f64) -> f64) {
    match a {
        Operand::Still(a) => out.fill(f(a)),
        Operand::Moving(a) => {
            for (out, &a) in out.iter_mut().zip(a) {
                *out = f(a);
            }
        }
    }
}

#[inline]
fn two(out: &mut [f64], a: Operand, b: Operand, f: impl Fn(f64, f64) -> f64) {
    match (a, b) {
        (Operand::Still(a), b) => each(out, b, |b| f(a, b)),
        (Operand::Moving(_), Operand::Still(b)) => each(out, a, |a| f(a, b)),
        (Operand::Moving(a), Operand::Moving(b)) => {
            for ((out, &a), &b) in out.iter_mut().zip(a).zip(b) {
                *out = f(a, b);
            }
        }
    }
}

#[inline]
fn three(out: &mut [f64], a: Operand, b: Operand, c: Operand, f: impl Fn(f64, f64, f64) -> f64) {
    match (a, b, c) {
        (Operand::Still(a), b, c) => two(out, b, c, |b, c| f(a, b, c)),
        (Operand::Moving(_), Operand::Still(b), c) => two(out, a, c, |a, c| f(a, b, c)),
        (Operand::Moving(_), Operand::Moving(_), Operand::Still(c)) => {
            two(out, a, b, |a, b| f(a, b, c));
        }
        (Operand::Moving(a), Operand::Moving(b), Operand::Moving(c)) => {
            for (((out, &a), &b), &c) in out.iter_mut().zip(a).zip(b).zip(c) {
                *out = f(a, b, c);
            }
        }
    }
}
