//! What is the value here, what are the slopes, fast?
//!
//! An expression becomes a tape of operations in which equal subterms occur once. Values, gradients
//! and Hessians are runs of that one tape: with doubles, backwards, with hyper-dual numbers, and
//! over a block of columns at a time for a row of a grid. Slopes are exact up to rounding, never
//! differences. Where a real value or slope does not exist, the answer is NaN; an infinity is an
//! overflow.

mod build;
mod dual;
mod program;
mod reverse;
mod row;
mod scalar;
mod tape;
mod unary;

use std::sync::Arc;

use smallvec::SmallVec;

use self::build::Builder;
use self::dual::HyperDual;
use self::program::Program;
use self::scalar::Scalar;
use self::tape::Op;
use super::{Expr, Name};

/// A function of numbers, ready to be evaluated many times. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Compiled {
    variables: Arc<[Name]>,
    ops: Arc<[Op]>,
    /// The order of work for a row along the first variable.
    rows: Arc<Program>,
}

/// Why an expression is no function of the given variables.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CompileError {
    /// A name that is none of the variables.
    #[error("`{}` is not a variable here", .0.as_str())]
    UnknownName(Name),
    /// A vector, a matrix or an empty place.
    #[error("this has more than one component; a function to evaluate has one number as its value")]
    NoNumber,
    /// A derivative sign that was not carried out.
    #[error("this contains a derivative that is not carried out")]
    NotCarriedOut,
}

/// Places that fit a run without allocation.
type Places<S> = SmallVec<[S; 64]>;

impl Compiled {
    /// Compiles an expression as a function of `variables`, in that order.
    pub fn new(expr: &Expr, variables: &[Name]) -> Result<Compiled, CompileError> {
        let mut builder = Builder::new(variables);
        let result = builder.add(expr)?;
        let ops = needed(&builder.ops, result);
        let rows = Arc::new(Program::new(&ops, 0));
        Ok(Compiled { variables: variables.into(), ops: ops.into(), rows })
    }

    /// The variables, in the order of coordinates.
    pub fn variables(&self) -> &[Name] {
        &self.variables
    }

    /// How many operations one evaluation takes, constants included.
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// A function always has at least one operation.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// Does the value depend on no variable?
    pub fn is_constant(&self) -> bool {
        !self.ops.iter().any(|op| matches!(op, Op::Variable(_)))
    }

    /// The degree, where the operations are those of a polynomial: an upper bound, since terms may
    /// cancel.
    pub fn degree(&self) -> Option<u32> {
        let mut degrees: Places<Option<u32>> = SmallVec::with_capacity(self.ops.len());
        for op in self.ops.iter() {
            let of = |id: tape::Id| degrees[id as usize];
            let degree = match *op {
                Op::Constant(_) => Some(0),
                Op::Variable(_) => Some(1),
                Op::Neg(u) => of(u),
                Op::Add(u, v) | Op::Sub(u, v) => of(u).zip(of(v)).map(|(u, v)| u.max(v)),
                Op::Mul(u, v) => of(u).zip(of(v)).map(|(u, v)| u.saturating_add(v)),
                Op::Div(u, v) => of(u).filter(|_| of(v) == Some(0)),
                Op::Power(..) | Op::AnyPower(..) | Op::Call(..) | Op::Min(..) | Op::Max(..) => {
                    let still = op.operands().into_iter().flatten().all(|id| of(id) == Some(0));
                    still.then_some(0)
                }
            };
            degrees.push(degree);
        }
        degrees.last().copied().flatten()
    }

    /// The value at a point with one coordinate for each variable; NaN where it is undefined.
    pub fn value(&self, at: &[f64]) -> f64 {
        if at.len() < self.variables.len() {
            return f64::NAN;
        }
        self.run(at).last().copied().unwrap_or(f64::NAN)
    }

    /// Writes the partial derivatives at a point to `out` and answers with the value there. A
    /// derivative that does not exist is NaN.
    pub fn gradient(&self, at: &[f64], out: &mut [f64]) -> f64 {
        if at.len() < self.variables.len() {
            out.fill(f64::NAN);
            return f64::NAN;
        }
        let values = self.run(at);
        let mut weights: Places<f64> = SmallVec::from_elem(0.0, values.len());
        reverse::sweep(&self.ops, &values, &mut weights, out);
        let value = values.last().copied().unwrap_or(f64::NAN);
        if value.is_nan() {
            out.fill(f64::NAN);
        }
        value
    }

    /// Writes the second partial derivatives at a point to `out`, row by row (n·n numbers).
    pub fn hessian(&self, at: &[f64], out: &mut [f64]) {
        let n = self.variables.len();
        if at.len() < n || out.len() < n * n {
            out.fill(f64::NAN);
            return;
        }
        let mut point: Places<HyperDual> = at.iter().map(|&x| HyperDual::constant(x)).collect();
        for i in 0..n {
            point[i].a = 1.0;
            for j in 0..=i {
                point[j].b = 1.0;
                let mixed = self.run(&point).last().map_or(f64::NAN, |last| last.ab);
                point[j].b = 0.0;
                out[i * n + j] = mixed;
                out[j * n + i] = mixed;
            }
            point[i].a = 0.0;
        }
    }

    /// The values along a row: the first variable runs through `xs`, the second is `y`.
    pub fn row(&self, xs: &[f64], y: f64, out: &mut [f64]) {
        self.row_across(0, xs, &[f64::NAN, y], out);
    }

    /// The values where the variable number `across` runs through `xs` and the others are as in
    /// `at`, whose own coordinate `across` is not read.
    pub fn row_across(&self, across: usize, xs: &[f64], at: &[f64], out: &mut [f64]) {
        if at.len() < self.variables.len() {
            out.fill(f64::NAN);
            return;
        }
        if across == self.rows.across {
            row::fill(&self.rows, xs, at, out);
        } else {
            row::fill(&Program::new(&self.ops, across), xs, at, out);
        }
    }

    fn run<S: Scalar>(&self, at: &[S]) -> Places<S> {
        let mut values: Places<S> = SmallVec::with_capacity(self.ops.len());
        for op in self.ops.iter() {
            let value = op.evaluate(at, &values);
            values.push(value);
        }
        values
    }
}

/// The operations that the result needs, the result last: folding leaves unused constants behind.
fn needed(ops: &[Op], result: tape::Id) -> Vec<Op> {
    let mut used = vec![false; ops.len()];
    used[result as usize] = true;
    for place in (0..ops.len()).rev() {
        if used[place] {
            for operand in ops[place].operands().into_iter().flatten() {
                used[operand as usize] = true;
            }
        }
    }
    let mut new_place = vec![0; ops.len()];
    let mut kept = Vec::new();
    for (place, op) in ops.iter().enumerate().take(result as usize + 1) {
        if used[place] {
            new_place[place] = kept.len() as tape::Id;
            kept.push(op.moved(|id| new_place[id as usize]));
        }
    }
    kept
}

#[cfg(test)]
mod tests;
