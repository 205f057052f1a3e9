//! What is the value at a point, and does it exist there?
//!
//! The conventions of the reals live here, once for every precision. An expression exists where
//! every part of it does. Three outcomes: certainly a value between these bounds; certainly
//! none; not known at this precision.

use super::enclose::Enclosure;
use super::tape::{Op, Tape};
use crate::math::{Function, Number};

/// What is known about the value at a point.
#[derive(Clone, Debug)]
pub(super) enum Outcome<E> {
    /// The value exists and lies within.
    Value(E),
    /// No value exists.
    Undefined,
    /// Bounds too wide to tell whether a value exists.
    Unknown,
}

/// Why an operation has no bounds to go on with.
enum Lack {
    Undefined,
    Unknown,
}

type Partial<E> = Result<E, Lack>;

/// The value of a tape where the variables have these enclosures. `results` is scratch space.
pub(super) fn value<E: Enclosure>(
    tape: &Tape,
    at: &[E],
    precision: E::Precision,
    results: &mut Vec<E>,
) -> Outcome<E> {
    results.clear();
    let mut is_known = true;
    for op in &tape.ops {
        match step(op, tape, at, precision, results) {
            Ok(found) => results.push(found),
            Err(Lack::Undefined) => return Outcome::Undefined,
            Err(Lack::Unknown) => {
                is_known = false;
                results.push(E::line());
            }
        }
    }
    match results.get(tape.root as usize) {
        Some(found) if is_known => Outcome::Value(found.clone()),
        _ => Outcome::Unknown,
    }
}

fn step<E: Enclosure>(
    op: &Op,
    tape: &Tape,
    at: &[E],
    precision: E::Precision,
    results: &[E],
) -> Partial<E> {
    let r = |slot: &u32| &results[*slot as usize];
    let exact = |n: i64| E::exact(&Number::integer(n), precision);
    Ok(match op {
        Op::Number(index) => E::exact(&tape.numbers[*index as usize], precision),
        Op::Between(index) => {
            let bound = |index: usize| E::exact(&tape.numbers[index], precision);
            bound(*index as usize).hull(&bound(*index as usize + 1))
        }
        Op::Pi => E::pi(precision),
        Op::Variable(index) => at[*index as usize].clone(),
        Op::Neg(u) => r(u).neg(),
        Op::Add(u, v) => r(u).add(r(v)),
        Op::Mul(u, v) => r(u).mul(r(v)),
        Op::Div(u, v) => r(u).div(non_zero(r(v), &exact(0))?),
        Op::Power(u, n, d) => power(r(u), *n, *d, precision)?,
        Op::GeneralPower(u, v) => general_power(r(u), r(v), precision)?,
        Op::Call(function, u) => call(*function, r(u), precision)?,
        Op::Log(u, v) => {
            let base = positive(r(v), &exact(0))?.ln();
            positive(r(u), &exact(0))?.ln().div(non_zero(&base, &exact(0))?)
        }
        Op::Min(u, v) => r(u).min(r(v)),
        Op::Max(u, v) => r(u).max(r(v)),
        Op::Undefined => return Err(Lack::Undefined),
    })
}

fn non_zero<'a, E: Enclosure>(u: &'a E, zero: &E) -> Partial<&'a E> {
    if u.is_zero() {
        return Err(Lack::Undefined);
    }
    if u.is_below(zero) || zero.is_below(u) { Ok(u) } else { Err(Lack::Unknown) }
}

fn positive<'a, E: Enclosure>(u: &'a E, zero: &E) -> Partial<&'a E> {
    above(u, zero)
}

/// The value if it is certainly above the bound.
fn above<'a, E: Enclosure>(u: &'a E, bound: &E) -> Partial<&'a E> {
    if bound.is_below(u) {
        Ok(u)
    } else if u.is_at_most(bound) {
        Err(Lack::Undefined)
    } else {
        Err(Lack::Unknown)
    }
}

/// The value if it is certainly not below the bound.
fn at_least<'a, E: Enclosure>(u: &'a E, bound: &E) -> Partial<&'a E> {
    if bound.is_at_most(u) {
        Ok(u)
    } else if u.is_below(bound) {
        Err(Lack::Undefined)
    } else {
        Err(Lack::Unknown)
    }
}

/// `u^(n/d)`: the real root for odd d, u ≥ 0 for even d, u ≠ 0 for exponents ≤ 0.
fn power<E: Enclosure>(u: &E, n: i64, d: u64, precision: E::Precision) -> Partial<E> {
    let zero = E::exact(&Number::ZERO, precision);
    if n <= 0 {
        non_zero(u, &zero)?;
    }
    if d.is_multiple_of(2) {
        at_least(u, &zero)?;
    }
    if n == 0 {
        return Ok(E::exact(&Number::ONE, precision));
    }
    let count = n.unsigned_abs();
    let size = |x: &E| {
        let rooted = if d == 1 { x.clone() } else { x.root(d) };
        if count == 1 { rooted } else { rooted.powi(count) }
    };
    let raised = if zero.is_at_most(u) {
        size(u)
    } else if u.is_at_most(&zero) {
        let found = size(&u.neg());
        if count.is_multiple_of(2) { found } else { found.neg() }
    } else if count.is_multiple_of(2) {
        size(&u.abs())
    } else {
        // Bounds on both sides of 0: from the lower one's power to the upper one's.
        size(&u.max(&zero)).add(&size(&u.neg().max(&zero)).neg())
    };
    Ok(if n < 0 { raised.recip() } else { raised })
}

/// `u^v` for any exponent: a positive base, or a whole exponent.
fn general_power<E: Enclosure>(u: &E, v: &E, precision: E::Precision) -> Partial<E> {
    let zero = E::exact(&Number::ZERO, precision);
    if let Some(n) = v.whole() {
        return power(u, n, 1, precision);
    }
    if zero.is_below(u) {
        return Ok(u.ln().mul(v).exp());
    }
    let floor = v.middle().floor();
    let is_fraction = floor.abs() < 1e15 && {
        let whole = |n: f64| E::exact(&Number::integer(n as i64), precision);
        whole(floor).is_below(v) && v.is_below(&whole(floor + 1.0))
    };
    Err(if is_fraction && u.is_at_most(&zero) { Lack::Undefined } else { Lack::Unknown })
}

fn call<E: Enclosure>(function: Function, u: &E, precision: E::Precision) -> Partial<E> {
    let exact = |n: i64| E::exact(&Number::integer(n), precision);
    let (zero, one) = (exact(0), exact(1));
    let within_unit = |x: &E| -> Partial<()> {
        at_least(x, &one.neg())?;
        at_least(&x.neg(), &one.neg())?;
        Ok(())
    };
    let inverse = |x: &E| -> Partial<E> { Ok(non_zero(x, &zero)?.recip()) };
    Ok(match function {
        Function::Sin => u.sin(),
        Function::Cos => u.cos(),
        Function::Tan => u.sin().div(non_zero(&u.cos(), &zero)?),
        Function::Sec => inverse(&u.cos())?,
        Function::Csc => inverse(&u.sin())?,
        Function::Cot => u.cos().div(non_zero(&u.sin(), &zero)?),
        Function::Asin => {
            within_unit(u)?;
            u.asin()
        }
        Function::Acos => {
            within_unit(u)?;
            u.acos()
        }
        Function::Atan => u.atan(),
        Function::Asec => call(Function::Acos, &inverse(u)?, precision)?,
        Function::Acsc => call(Function::Asin, &inverse(u)?, precision)?,
        Function::Acot => E::pi(precision).div(&exact(2)).sub(&u.atan()),
        Function::Sinh => u.sinh(),
        Function::Cosh => u.cosh(),
        Function::Tanh => u.tanh(),
        Function::Sech => u.cosh().recip(),
        Function::Csch => inverse(&non_zero(u, &zero)?.sinh())?,
        Function::Coth => inverse(&non_zero(u, &zero)?.tanh())?,
        Function::Asinh => u.asinh(),
        Function::Acosh => at_least(u, &one)?.acosh(),
        Function::Atanh => {
            above(u, &one.neg())?;
            above(&u.neg(), &one.neg())?;
            u.atanh()
        }
        Function::Asech => call(Function::Acosh, &inverse(u)?, precision)?,
        Function::Acsch => inverse(u)?.asinh(),
        Function::Acoth => call(Function::Atanh, &inverse(u)?, precision)?,
        Function::Exp => u.exp(),
        Function::Ln => positive(u, &zero)?.ln(),
        Function::Log10 => positive(u, &zero)?.ln().div(&exact(10).ln()),
        Function::Log2 => positive(u, &zero)?.ln().div(&exact(2).ln()),
        Function::Sqrt => power(u, 1, 2, precision)?,
        Function::Cbrt => power(u, 1, 3, precision)?,
        Function::Abs => u.abs(),
        Function::Sign => sign(u, &zero, &one)?,
        Function::Relu => u.max(&zero),
        Function::Sigmoid => sigmoid(u, &zero, &one),
        Function::Softplus => {
            // ln(1 + e^u) = max(u, 0) + ln(1 + e^−|u|), which does not overflow.
            u.max(&zero).add(&one.add(&u.abs().neg().exp()).ln())
        }
        // Written as operations of their own.
        Function::Min | Function::Max | Function::Log | Function::Root => {
            return Err(Lack::Unknown);
        }
    })
}

fn sign<E: Enclosure>(u: &E, zero: &E, one: &E) -> Partial<E> {
    if u.is_zero() {
        Ok(zero.clone())
    } else if zero.is_below(u) {
        Ok(one.clone())
    } else if u.is_below(zero) {
        Ok(one.neg())
    } else {
        Err(Lack::Unknown)
    }
}

fn sigmoid<E: Enclosure>(u: &E, zero: &E, one: &E) -> E {
    if u.is_below(zero) {
        let e = u.exp();
        e.div(&one.add(&e))
    } else {
        one.add(&u.neg().exp()).recip()
    }
}
