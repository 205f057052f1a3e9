//! Where are two expressions compared?
//!
//! Nice numbers first, so that a witness can be checked in the head; then the places where the
//! expressions break (zeros inside |…|, roots, logarithms, denominators) and their surroundings;
//! then fractions spread over every combination of signs, and far away. The list depends on the
//! expressions alone, never on chance.

use super::tape::{Op, Slot, Tape};
use crate::math::{Function, Number};

/// Values for the variables, in order.
pub(super) type Point = Vec<Number>;

/// Values that a student can work with, most telling first.
const NICE: &[(i64, i64)] = &[
    (2, 1),
    (3, 1),
    (1, 2),
    (5, 1),
    (1, 1),
    (-1, 1),
    (-2, 1),
    (7, 1),
    (1, 3),
    (0, 1),
    (-1, 2),
    (3, 2),
    (4, 1),
    (-3, 1),
    (1, 4),
    (10, 1),
]; // a student checks these in the head

/// Values that spread: thirds, fifths and sevenths of both sizes, and far away.
const SPREAD: &[(i64, i64)] = &[
    (4, 5),
    (7, 5),
    (11, 7),
    (1, 100),
    (2, 7),
    (9, 5),
    (13, 6),
    (3, 7),
    (8, 3),
    (1, 9),
    (17, 8),
    (6, 5),
    (5, 9),
    (12, 5),
    (9, 10),
    (1, 20),
    (10, 3),
    (23, 9),
    (5, 3),
    (2, 11),
    (19, 7),
    (101, 3),
    (997, 1),
];

/// How many points are tried at most, beside the places where something breaks.
const TRIES: usize = 420;

fn ratio(pair: (i64, i64)) -> Number {
    Number::ratio(pair.0, pair.1).unwrap_or(Number::ZERO)
}

/// The nice points, `count` variables each.
pub(super) fn nice(count: usize) -> impl Iterator<Item = Point> {
    let rounds = if count == 0 { 1 } else { NICE.len() };
    (0..rounds).map(move |round| {
        // Different variables take different values, in the first rounds primes.
        (0..count).map(|index| ratio(NICE[(round + index) % NICE.len()])).collect()
    })
}

/// Points spread over all combinations of signs.
pub(super) fn spread(count: usize) -> impl Iterator<Item = Point> {
    let rounds = if count == 0 { 0 } else { TRIES };
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ count as u64;
    let mut next = move || {
        // xorshift64*: a fixed sequence, the same on every machine.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize
    };
    (0..rounds).map(move |round| {
        (0..count)
            .map(|index| {
                let value = if count == 1 {
                    ratio(SPREAD[(round / 2) % SPREAD.len()])
                        .add(&ratio(((round / (2 * SPREAD.len())) as i64, 13)))
                } else {
                    let usual = SPREAD.len() - 2;
                    let limit = if round % 16 == 15 { SPREAD.len() } else { usual };
                    ratio(SPREAD[next() % limit]).mul(&ratio((1 + (next() % 7) as i64, 4)))
                };
                // One third of the rounds all positive: that is where most expressions live.
                let is_negative = match (count, round % 3) {
                    (1, _) => round % 2 == 1,
                    (_, 0) => false,
                    _ => (next() + index) % 2 == 1,
                };
                if is_negative { value.neg() } else { value }
            })
            .collect()
    })
}

/// Points at and around the places where either expression breaks.
pub(super) fn breaking(tapes: [&Tape; 2], count: usize) -> Vec<Point> {
    let mut found = Vec::new();
    for index in 0..count {
        let mut places: Vec<Number> =
            tapes.iter().flat_map(|tape| zeros(tape, index as u32)).collect();
        places.sort();
        places.dedup();
        places.truncate(24);
        for value in around(&places) {
            for round in 0..if count == 1 { 1 } else { 2 } {
                let mut point: Point =
                    (0..count).map(|other| ratio(NICE[(round + other) % NICE.len()])).collect();
                point[index] = value.clone();
                found.push(point);
            }
        }
    }
    found
}

/// The places themselves, between them, and close to and far beyond each side.
fn around(places: &[Number]) -> Vec<Number> {
    let mut values = Vec::new();
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return values };
    values.extend(places.iter().cloned());
    for pair in places.windows(2) {
        values.push(pair[0].add(&pair[1]).mul(&ratio((1, 2))));
    }
    for (n, d) in [(1, 1), (1, 3), (5, 2), (17, 1)] {
        values.push(first.sub(&ratio((n, d))));
        values.push(last.add(&ratio((n, d))));
    }
    for place in places {
        for side in [-1, 1] {
            values.push(place.add(&ratio((side, 1000))));
        }
    }
    values
}

/// A value as `slope·x + rest` in one variable.
type Line = (Number, Number);

/// Where the arguments of this tape that can break are 0, as far as they are linear.
fn zeros(tape: &Tape, variable: u32) -> Vec<Number> {
    let mut lines: Vec<Option<Line>> = Vec::with_capacity(tape.ops.len());
    let mut found = Vec::new();
    let mut zero_of = |line: Option<Line>, shift: i64| {
        if let Some((slope, rest)) = line
            && let Some(zero) = Number::integer(shift).sub(&rest).div(&slope)
            && zero.bit_len() < 64
        {
            found.push(zero);
        }
    };
    for op in &tape.ops {
        let line = line_of(op, tape, variable, &lines);
        let at = |slot: &Slot| lines[*slot as usize].clone();
        match op {
            Op::Div(_, v) => zero_of(at(v), 0),
            Op::Power(u, n, d) if *n < 0 || *d > 1 => zero_of(at(u), 0),
            Op::GeneralPower(u, _) | Op::Log(u, _) => zero_of(at(u), 0),
            Op::Min(u, v) | Op::Max(u, v) => {
                if let (Some((a, b)), Some((c, d))) = (at(u), at(v)) {
                    zero_of(Some((a.sub(&c), b.sub(&d))), 0);
                }
            }
            Op::Call(function, u) => {
                for shift in breaks_at(*function) {
                    zero_of(at(u), *shift);
                }
            }
            _ => {}
        }
        lines.push(line);
    }
    found
}

/// The whole numbers where the function or its existence breaks.
fn breaks_at(function: Function) -> &'static [i64] {
    match function {
        Function::Abs
        | Function::Sign
        | Function::Relu
        | Function::Ln
        | Function::Log10
        | Function::Log2
        | Function::Sqrt
        | Function::Cbrt
        | Function::Csch
        | Function::Coth
        | Function::Acsch
        | Function::Csc
        | Function::Cot => &[0],
        Function::Asin
        | Function::Acos
        | Function::Atanh
        | Function::Acoth
        | Function::Asec
        | Function::Acsc => &[-1, 1],
        Function::Acosh => &[1],
        Function::Asech => &[0, 1],
        _ => &[],
    }
}

fn line_of(op: &Op, tape: &Tape, variable: u32, lines: &[Option<Line>]) -> Option<Line> {
    let at = |slot: &Slot| lines[*slot as usize].as_ref();
    let constant =
        |slot: &Slot| at(slot).filter(|(slope, _)| slope.is_zero()).map(|(_, rest)| rest);
    Some(match op {
        Op::Number(index) => (Number::ZERO, tape.numbers[*index as usize].clone()),
        Op::Variable(index) if *index == variable => (Number::ONE, Number::ZERO),
        Op::Neg(u) => {
            let (slope, rest) = at(u)?;
            (slope.neg(), rest.neg())
        }
        Op::Add(u, v) => {
            let ((a, b), (c, d)) = (at(u)?, at(v)?);
            (a.add(c), b.add(d))
        }
        Op::Mul(u, v) => {
            let (factor, (slope, rest)) = if let Some(factor) = constant(u) {
                (factor, at(v)?)
            } else {
                (constant(v)?, at(u)?)
            };
            (slope.mul(factor), rest.mul(factor))
        }
        Op::Div(u, v) => {
            let (slope, rest) = at(u)?;
            let divisor = constant(v)?;
            (slope.div(divisor)?, rest.div(divisor)?)
        }
        _ => return None,
    })
}
