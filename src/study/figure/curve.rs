//! A curve in words: where it rises and falls, its tangent and its secant.

use super::{Table, Told, Writer};
use crate::math::{Compiled, slope};
use crate::pack::{Coordinate, Curve};

/// Places looked at from left to right.
const SAMPLES: u32 = 400;
/// Rows of the table.
const ROWS: u32 = 8;
/// More turns than this are counted, not listed.
const TURNS: usize = 5;

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
    let mut before = vec![f.course(writer)];
    before.extend(curve.tangent.as_ref().map(|at| f.tangent(at.to_f64(), writer)));
    before.extend(curve.secant.as_ref().map(|ends| f.secant(ends, writer)));
    if curve.slope {
        before.push("A second curve shows the slope.".to_owned());
    }
    if let Some(also) = &curve.also {
        before.push(format!("A second curve shows {}.", writer.expr(also)));
    }
    let after = Vec::new();
    Told { title, before, table: f.table(writer), after }
}

struct Function {
    f: Compiled,
    x: String,
    low: f64,
    high: f64,
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

    fn at(&self, n: u32, of: u32) -> f64 {
        self.low + (self.high - self.low) * f64::from(n) / f64::from(of)
    }

    /// `From 1 at x = -1 it falls to 0 at x = 0, then rises to 9 at x = 3.`
    fn course(&self, writer: &Writer) -> String {
        let x = &self.x;
        let spot =
            |at: f64| format!("{} at {x} = {}", writer.number(self.value(at)), writer.number(at));
        let all = (0..=SAMPLES).map(|n| self.at(n, SAMPLES));
        if all.clone().any(|at| !self.value(at).is_finite()) {
            let gap = all.clone().find(|at| !self.value(*at).is_finite()).unwrap_or(self.low);
            return format!("It has no value at {x} = {}.", writer.number(gap));
        }
        let turns = self.turns();
        if turns.len() > TURNS {
            return format!("It rises and falls in turn: {} turning points.", turns.len());
        }
        let mut sentence = format!("From {}", spot(self.low));
        let stops = turns.iter().copied().chain([self.high]);
        let mut from = self.low;
        for (index, to) in stops.enumerate() {
            let word = if self.value(to) > self.value(from) { "rises" } else { "falls" };
            let lead = if index == 0 { " it" } else { ", then" };
            sentence += &[lead, " ", word, " to ", &spot(to)].concat();
            from = to;
        }
        sentence + "."
    }

    /// Where it turns from rising to falling or back, from left to right.
    fn turns(&self) -> Vec<f64> {
        let points: Vec<f64> = (0..=SAMPLES).map(|n| self.at(n, SAMPLES)).collect();
        let values: Vec<f64> = points.iter().map(|x| self.value(*x)).collect();
        let mut found = Vec::new();
        for n in 1..points.len() - 1 {
            let (before, here, after) = (values[n - 1], values[n], values[n + 1]);
            if (here > before && here >= after) || (here < before && here <= after) {
                found.push(self.turn(points[n - 1], points[n + 1]));
            }
        }
        found
    }

    /// The turn between two places: by bisection of the slope, where that changes sign.
    fn turn(&self, mut low: f64, mut high: f64) -> f64 {
        let sign = self.slope(low);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if self.slope(middle) * sign > 0.0 { low = middle } else { high = middle }
        }
        let found = f64::midpoint(low, high);
        // Bisection ends a rounding error beside the numbers that people write.
        let nice = (found * 1e6).round() / 1e6;
        if (found - nice).abs() < 1e-9 { nice + 0.0 } else { found }
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

    fn table(&self, writer: &Writer) -> Table {
        let rows = (0..=ROWS)
            .map(|n| self.at(n, ROWS))
            .map(|x| [x, self.value(x), self.slope(x)].map(|x| writer.number(x)).to_vec())
            .collect();
        Table { head: vec![self.x.clone(), "f".to_owned(), "slope".to_owned()], rows }
    }
}
