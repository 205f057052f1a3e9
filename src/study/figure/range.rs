//! From where to where does a function run on a map, and where does it not exist?

use super::Writer;
use super::surface::Surface;
use crate::pack::Interval;

/// Places looked at along each side of a map.
const SIDE: u32 = 40;

/// A place of the map and the value there.
type Spot = ([f64; 2], f64);

impl Surface {
    /// `On this map f runs from 0 near (3, 2) to 890 near (5, 5).`
    pub(super) fn range(&self, x: Interval, y: Interval, writer: &Writer) -> String {
        let seen = self.looked_at(x, y);
        let there = || seen.iter().filter(|(_, value)| value.is_finite());
        let (Some(lowest), Some(highest)) = (
            there().min_by(|a, b| a.1.total_cmp(&b.1)),
            there().max_by(|a, b| a.1.total_cmp(&b.1)),
        ) else {
            return "It has no value on this map.".to_owned();
        };
        let gaps: Vec<[f64; 2]> =
            seen.iter().filter(|(_, value)| !value.is_finite()).map(|(at, _)| *at).collect();
        let told = if lowest.1 == highest.1 {
            let where_ = if gaps.is_empty() { "everywhere" } else { "everywhere it exists" };
            format!("On this map f is {} {where_}.", writer.number(lowest.1))
        } else {
            self.ends(lowest, highest, &gaps, writer)
        };
        let place = gaps.first().map(|at| writer.point(at)).unwrap_or_default();
        match gaps.len() {
            0 => told,
            1 => format!("{told} At {place} it has no value."),
            many if many * 8 > seen.len() => {
                format!("{told} On a part of the map it has no value, as at {place}.")
            }
            _ => format!("{told} At some points it has no value, as at {place}."),
        }
    }

    fn looked_at(&self, x: Interval, y: Interval) -> Vec<Spot> {
        let place = |n: u32, side: Interval| {
            side.low + (side.high - side.low) * f64::from(n) / f64::from(SIDE)
        };
        let places = (0..=SIDE).flat_map(|row| (0..=SIDE).map(move |column| (column, row)));
        places
            .map(|(column, row)| [place(column, x), place(row, y)])
            .map(|at| (at, self.f.value(&at)))
            .collect()
    }

    /// The lowest and the highest, or where it has no such.
    fn ends(&self, lowest: &Spot, highest: &Spot, gaps: &[[f64; 2]], writer: &Writer) -> String {
        let unbounded = |end: &Spot, way: &str, sign: f64| {
            let far = |at: &&[f64; 2]| (at[0] - end.0[0]).hypot(at[1] - end.0[1]);
            let nearest = gaps.iter().min_by(|a, b| far(a).total_cmp(&far(b)));
            let gap = nearest.filter(|gap| self.is_unbounded(end, gap, sign))?;
            Some(format!("f {way} without bound towards {}", writer.point(gap)))
        };
        let spot =
            |(at, value): &Spot| format!("{} near {}", writer.number(*value), writer.point(at));
        match (unbounded(lowest, "falls", -1.0), unbounded(highest, "rises", 1.0)) {
            (None, None) => {
                format!("On this map f runs from {} to {}.", spot(lowest), spot(highest))
            }
            (Some(falls), None) => {
                format!("On this map {falls}; its highest is {}.", spot(highest))
            }
            (None, Some(rises)) => format!("On this map {rises}; its lowest is {}.", spot(lowest)),
            (Some(falls), Some(rises)) => format!("On this map {falls} and {rises}."),
        }
    }

    /// Does f grow and grow, up or down as `sign` says, from a place towards one without a value?
    fn is_unbounded(&self, (from, value): &Spot, gap: &[f64; 2], sign: f64) -> bool {
        let near = |share: f64| {
            let at = [0, 1].map(|axis| gap[axis] + (from[axis] - gap[axis]) * share);
            self.f.value(&at)
        };
        let (mid, close) = (near(1e-3), near(1e-6));
        let (first, second) = ((mid - value) * sign, (close - mid) * sign);
        first.is_finite() && second.is_finite() && first > 0.0 && second > first * 0.5
    }
}
