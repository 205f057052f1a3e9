//! A look with more bits, where doubles could not tell or may not have seen enough.

use super::Witness;
use super::enclose::Enclosure;
use super::eval::{self, Outcome};
use super::points::Point;
use super::trial::{Seen, Trial};
use super::wide::Wide;

/// Points around breaks where doubles agreed, looked at again with more bits.
const MOST_BREAKS: usize = 8;
/// What one comparison may spend on more bits: operations times bits.
pub(super) const WIDE_FUEL: usize = 2_000_000;

impl Trial<'_> {
    /// A look with more bits; dim where the fuel does not reach for it.
    fn look_wide(&mut self, point: &Point, bits: usize) -> Seen {
        let Some(left) = self.wide_fuel.checked_sub(self.effort.saturating_mul(bits)) else {
            return Seen::Dim;
        };
        self.wide_fuel = left;
        self.look_with::<Wide>(point, bits, &mut Vec::new())
    }

    /// More bits: where doubles could not tell, around the breaks, at four more of the points where
    /// they agreed, and at the nicest two of those to the last digit.
    pub(super) fn look_closer(&mut self) -> Option<Witness> {
        let at_breaks = self.agreed_at_breaks.iter();
        let checked: Vec<(Point, usize)> = (at_breaks.take(MOST_BREAKS))
            .map(|point| (point.clone(), 256))
            .chain(self.agreed.iter().rev().take(2).map(|point| (point.clone(), 128)))
            .chain(self.agreed.iter().take(2).map(|point| (point.clone(), 1024)))
            .collect();
        for (point, bits) in checked {
            if let Seen::Differ(witness) = self.look_wide(&point, bits) {
                return Some(witness);
            }
        }
        for (index, point) in std::mem::take(&mut self.dim).into_iter().enumerate() {
            let ladder: &[usize] = if index < 2 { &[1024, 128] } else { &[128, 1024] };
            let mut is_dim = true;
            for &bits in ladder {
                match self.look_wide(&point, bits) {
                    Seen::Differ(witness) => return Some(witness),
                    Seen::Agree => self.agreed.push(point.clone()),
                    Seen::NotBoth => {}
                    Seen::Dim => continue,
                }
                is_dim = false;
                break;
            }
            if is_dim {
                self.dim.push(point);
            }
        }
        None
    }

    /// Is the difference of two constants below any that a person would mean? Two huge numbers can
    /// agree in all their digits and differ by one.
    pub(super) fn difference_is_tiny(&self) -> bool {
        let mut scratch = Vec::new();
        let mut value = |tape| match eval::value::<Wide>(tape, &[], 1024, &mut scratch) {
            Outcome::Value(value) => Some(value),
            Outcome::Undefined | Outcome::Unknown => None,
        };
        match (value(self.answer), value(self.expected)) {
            (Some(a), Some(b)) => a.sub(&b).is_tiny(),
            _ => false,
        }
    }
}
