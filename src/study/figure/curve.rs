//! A curve in words: where it rises and falls, its tangent and its secant.

use super::course::{Course, End, Piece, Way};
use super::{Table, Told, Writer};
use crate::math::{Compiled, slope};
use crate::pack::{Coordinate, Curve, Interval};

/// Rows of the table.
const ROWS: u32 = 8;
/// More turns than this are counted, not listed.
const TURNS: usize = 5;
/// More pieces than this are counted, not listed.
const PIECES: usize = 4;

pub(super) fn tell(curve: &Curve, writer: &Writer) -> Told {
    let var = std::slice::from_ref(&curve.var);
    let x = writer.name(&curve.var);
    let (low, high) = (writer.number(curve.x.low), writer.number(curve.x.high));
    let function = writer.function(&curve.of, var);
    let title = format!("{function}, the curve for {x} from {low} to {high}");
    let Ok(f) = Compiled::new(&slope::carry_out(&curve.of), var) else {
        return Told { title, before: vec![], table: Table::default(), after: vec![] };
    };
    let f = Function { f, x, low: curve.x.low, high: curve.x.high };
    let mut before = f.course(writer);
    before.extend(curve.tangent.as_ref().map(|at| f.tangent(at.to_f64(), writer)));
    before.extend(curve.secant.as_ref().map(|ends| f.secant(ends, writer)));
    before.extend(curve.area.map(|part| f.area(part, writer)));
    if curve.slope {
        before.push("A second curve shows the slope.".to_owned());
    }
    if let Some(also) = &curve.also {
        let which = if curve.slope { "third" } else { "second" };
        before.push(format!("A {which} curve shows {}.", writer.expr(also)));
    }
    let after = Vec::new();
    Told { title, before, table: f.table(writer), after }
}

/// A function of one variable over the part that a figure shows.
pub(super) struct Function {
    pub f: Compiled,
    pub x: String,
    pub low: f64,
    pub high: f64,
}

impl Function {
    fn value(&self, x: f64) -> f64 {
        self.f.value(&[x])
    }

    fn slope(&self, x: f64) -> f64 {
        let mut slope = [f64::NAN];
        self.f.gradient(&[x], &mut slope);
        slope[0]
    }

    /// `From 1 at x = -1 it falls to 0 at x = 0, then rises to 9 at x = 3.`
    pub(super) fn course(&self, writer: &Writer) -> Vec<String> {
        let course = Course::of(&|x| self.value(x), self.low, self.high);
        let mut told = Vec::new();
        match course.pieces.as_slice() {
            [] => {}
            [only] if only.stops.iter().all(|stop| stop.way == Way::Stays) => {
                let height = writer.number(only.stops[0].end.height);
                let where_ = if course.gaps.is_empty() { "everywhere" } else { "where it exists" };
                told.push(format!("It is {height} {where_}."));
            }
            pieces if course.turns() > TURNS || pieces.len() > PIECES => {
                let turns = crate::text::count(course.turns(), "turning point");
                told.push(format!("It rises and falls in turn: {turns} or more."));
            }
            pieces => told.extend(pieces.iter().map(|piece| self.piece(piece, &course, writer))),
        }
        told.extend(self.breaks(&course, writer));
        told
    }

    fn piece(&self, piece: &Piece, course: &Course, writer: &Writer) -> String {
        let x = &self.x;
        // Heights that differ are written so that they do.
        let heights = course.pieces.iter().flat_map(|piece| {
            let stops = piece.stops.iter().map(|stop| stop.end.height);
            std::iter::once(piece.from.height).chain(stops)
        });
        let digits = telling(heights);
        let spot = |end: End, side: &str| {
            let (height, at) = (writer.digits(end.height, digits), writer.number(end.x));
            if end.is_broken {
                format!("{height} just {side} {x} = {at}")
            } else {
                format!("{height} at {x} = {at}")
            }
        };
        let mut sentence = if piece.from.height.is_finite() {
            format!("From {} it", spot(piece.from, "after"))
        } else {
            format!("Beyond {x} = {} it", writer.number(piece.from.x))
        };
        for (index, stop) in piece.stops.iter().enumerate() {
            let way = match stop.way {
                Way::Rises => "rises",
                Way::Falls => "falls",
                Way::Stays => "stays",
            };
            let lead = if index == 0 { " " } else { ", then " };
            let from = match (index, piece.from.height) {
                (0, f64::INFINITY) => " from above every bound",
                (0, f64::NEG_INFINITY) => " from below every bound",
                _ => "",
            };
            let to = match stop.way {
                _ if !stop.end.height.is_finite() => {
                    format!(" without bound towards {x} = {}", writer.number(stop.end.x))
                }
                Way::Stays => format!(" there until {x} = {}", writer.number(stop.end.x)),
                Way::Rises | Way::Falls => format!(" to {}", spot(stop.end, "before")),
            };
            sentence += &[lead, way, from, &to].concat();
        }
        sentence + "."
    }

    /// Where it has no value, and where it jumps.
    fn breaks(&self, course: &Course, writer: &Writer) -> Vec<String> {
        let x = &self.x;
        let mut told = Vec::new();
        let places: Vec<String> = course
            .gaps
            .iter()
            .map(|[from, to]| {
                if from == to {
                    format!("at {x} = {}", writer.number(*from))
                } else {
                    format!("for {x} from {} to {}", writer.number(*from), writer.number(*to))
                }
            })
            .collect();
        match places.as_slice() {
            [] => {}
            several if several.len() > PIECES => {
                told.push(format!("It has no value at {} places.", several.len()));
            }
            few => told.push(format!("It has no value {}.", crate::text::list(few))),
        }
        let is_gap = |at: f64| course.gaps.iter().any(|gap| gap.contains(&at));
        let mut jumps: Vec<f64> = course.pieces.iter().skip(1).map(|piece| piece.from.x).collect();
        jumps.dedup();
        let jumps: Vec<String> = jumps
            .into_iter()
            .filter(|at| !is_gap(*at))
            .map(|at| format!("{x} = {}", writer.number(at)))
            .collect();
        if !jumps.is_empty() && jumps.len() <= PIECES {
            told.push(format!("It breaks at {}.", crate::text::list(&jumps)));
        }
        told
    }

    fn tangent(&self, at: f64, writer: &Writer) -> String {
        let (x, shown) = (&self.x, writer.number(at));
        let slope = self.slope(at);
        if !slope.is_finite() {
            return format!("At {x} = {shown} there is no tangent.");
        }
        let height = writer.number(self.value(at));
        format!(
            "The tangent at {x} = {shown} has slope {}; there f = {height}.",
            writer.number(slope)
        )
    }

    fn secant(&self, (from, to): &(Coordinate, Coordinate), writer: &Writer) -> String {
        let x = &self.x;
        let (from, to) = (from.to_f64(), to.to_f64());
        let rise = (self.value(to) - self.value(from)) / (to - from);
        let slope = self.slope(from);
        let start = writer.number(from);
        let tangent = if slope.is_finite() {
            format!("the tangent at {x} = {start} has slope {}", writer.number(slope))
        } else {
            format!("at {x} = {start} there is no tangent")
        };
        let (end, rise) = (writer.number(to), writer.number(rise));
        format!("The secant from {x} = {start} to {x} = {end} has slope {rise}; {tangent}.")
    }

    /// The filled part, with its area by Simpson's rule where the curve has no break in it.
    fn area(&self, part: Interval, writer: &Writer) -> String {
        const STRIPS: u32 = 2000;
        let x = &self.x;
        let (from, to) = (writer.number(part.low), writer.number(part.high));
        let filled =
            format!("Between curve and {x} axis the part from {x} = {from} to {to} is filled");
        let at = |n: u32| part.low + (part.high - part.low) * f64::from(n) / f64::from(STRIPS);
        let heights: Vec<f64> = (0..=STRIPS).map(|n| self.value(at(n))).collect();
        let course = Course::of(&|x| self.value(x), part.low, part.high);
        if course.pieces.len() != 1 || !heights.iter().all(|height| height.is_finite()) {
            return filled + ".";
        }
        let weight = |n: usize| match n {
            0 | 2000 => 1.0,
            odd if odd % 2 == 1 => 4.0,
            _ => 2.0,
        };
        let sum: f64 = heights.iter().enumerate().map(|(n, height)| height * weight(n)).sum();
        let area = sum * (part.high - part.low) / f64::from(STRIPS) / 3.0;
        let counted = if heights.iter().any(|height| *height < -1e-12) {
            "counted with its sign, its area is"
        } else {
            "its area is"
        };
        format!("{filled}; {counted} {}.", writer.number(area))
    }

    fn table(&self, writer: &Writer) -> Table {
        let at = |n: u32| self.low + (self.high - self.low) * f64::from(n) / f64::from(ROWS);
        let rows: Vec<[f64; 3]> =
            (0..=ROWS).map(at).map(|x| [x, self.value(x), self.slope(x)]).collect();
        let digits = [0, 1, 2].map(|column| telling(rows.iter().map(|row| row[column])));
        let row = |row: [f64; 3]| {
            row.iter().zip(digits).map(|(value, digits)| writer.digits(*value, digits)).collect()
        };
        Table {
            head: vec![self.x.clone(), "f".to_owned(), "slope".to_owned()],
            rows: rows.into_iter().map(row).collect(),
        }
    }
}

/// So many significant digits that numbers which differ are written differently, four at least.
fn telling(numbers: impl Iterator<Item = f64>) -> usize {
    let numbers: Vec<f64> = numbers.filter(|number| number.is_finite()).collect();
    let is_telling = |digits: &usize| {
        numbers.iter().enumerate().all(|(n, a)| {
            numbers[n + 1..].iter().all(|b| {
                let apart = (a - b).abs() > 1e-12 * a.abs().max(b.abs());
                !apart || crate::text::digits(*a, *digits) != crate::text::digits(*b, *digits)
            })
        })
    };
    (4..=12).find(is_telling).unwrap_or(12)
}
