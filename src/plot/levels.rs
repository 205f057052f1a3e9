//! Which heights get a line, and how is height told?

use super::axis::{Ticks, nice_above, nice_below, nice_near};
use super::field::Field;

/// How height maps to a share of the colours, 0 to 1. Chosen from the heights themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// All heights are the same.
    Flat {
        /// That height.
        height: f64,
    },
    /// Even.
    Linear {
        /// The lowest height.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// Fine at the bottom: ln(1 + (f − low)/bend).
    Up {
        /// The lowest height.
        low: f64,
        /// The highest.
        high: f64,
        /// Where the scale turns from even to logarithmic, above `low`.
        bend: f64,
    },
    /// Fine at the top, for functions with narrow ridges instead of narrow valleys.
    Down {
        /// The lowest height.
        low: f64,
        /// The highest.
        high: f64,
        /// Where the scale turns from even to logarithmic, below `high`.
        bend: f64,
    },
}

/// From this ratio of the outer to the inner tenth on, the scale is logarithmic.
const STEEP: f64 = 12.0;

/// At most this many heights are looked at for the tenths.
const SAMPLE: usize = 4096;

impl Scale {
    /// The scale that suits these heights.
    pub fn of(values: &[f64]) -> Scale {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for v in values {
            // NaN loses both comparisons
            low = if *v < low { *v } else { low };
            high = if *v > high { *v } else { high };
        }
        if low > high {
            return Scale::Flat { height: 0.0 };
        }
        let span = high - low;
        if span <= low.abs().max(high.abs()) * 1e-12 {
            return Scale::Flat { height: low };
        }
        let stride = (values.len() / SAMPLE).max(1) | 1;
        let mut sample: Vec<f64> =
            values.iter().step_by(stride).copied().filter(|v| v.is_finite()).collect();
        let (tenth, ninth) = (tenth(&mut sample, 1), tenth(&mut sample, 9));
        let steep = |near: f64, far: f64| near > span * 1e-12 && far / near >= STEEP;
        if steep(tenth - low, ninth - low) {
            Scale::Up { low, high, bend: (tenth - low) / 3.0 }
        } else if steep(high - ninth, high - tenth) {
            Scale::Down { low, high, bend: (high - ninth) / 3.0 }
        } else {
            Scale::Linear { low, high }
        }
    }

    /// The share of the colours at a height.
    pub fn share(&self, height: f64) -> f64 {
        let share = match *self {
            Scale::Flat { .. } => 0.0,
            Scale::Linear { low, high } => (height - low) / (high - low),
            Scale::Up { low, high, bend } => {
                ((height - low) / bend).ln_1p() / ((high - low) / bend).ln_1p()
            }
            Scale::Down { low, high, bend } => {
                1.0 - ((high - height) / bend).ln_1p() / ((high - low) / bend).ln_1p()
            }
        };
        if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
    }

    /// The height at a share of the colours.
    pub fn height(&self, share: f64) -> f64 {
        match *self {
            Scale::Flat { height } => height,
            Scale::Linear { low, high } => low + (high - low) * share,
            Scale::Up { low, high, bend } => {
                low + bend * (((high - low) / bend).ln_1p() * share).exp_m1()
            }
            Scale::Down { low, high, bend } => {
                high - bend * (((high - low) / bend).ln_1p() * (1.0 - share)).exp_m1()
            }
        }
    }
}

/// The `n`-th tenth of heights, without those that are not finite.
fn tenth(sample: &mut [f64], n: usize) -> f64 {
    if sample.is_empty() {
        return 0.0;
    }
    let place = (sample.len() - 1) * n / 10;
    *sample.select_nth_unstable_by(place, f64::total_cmp).1
}

/// The heights that get a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    /// The heights, rising, at most 40.
    pub at: Vec<f64>,
    /// How height maps to colour.
    pub scale: Scale,
}

/// More lines than this nobody reads.
const MOST: usize = 40;

impl Levels {
    /// About `count` round heights that suit a field.
    pub fn of(field: &Field, count: usize) -> Levels {
        let scale = Scale::of(&field.values);
        let count = count.clamp(1, MOST - 2);
        let mut at = match scale {
            Scale::Flat { .. } => Vec::new(),
            Scale::Linear { low, high } => {
                let step = nice_above((high - low) / (count as f64 + 1.0));
                let mut at = Ticks::new(low, high, ((high - low) / step) as usize + 1).at;
                if field.has_inner_minimum() {
                    open_the_bowl(&mut at, low, step);
                }
                at
            }
            Scale::Up { low, high, .. } => {
                let targets = (1..=count).map(|k| scale.height(k as f64 / (count + 1) as f64));
                snapped(low, high, targets)
            }
            Scale::Down { low, high, .. } => {
                let targets =
                    (1..=count).rev().map(|k| -scale.height(k as f64 / (count + 1) as f64));
                snapped(-high, -low, targets).into_iter().rev().map(|v| -v).collect()
            }
        };
        let (low, high) = (scale.height(0.0), scale.height(1.0));
        at.retain(|v| *v > low && *v < high);
        at.truncate(MOST);
        Levels { at, scale }
    }
}

/// Two finer heights below the first: even steps leave the middle of a bowl empty.
fn open_the_bowl(at: &mut Vec<f64>, low: f64, step: f64) {
    let Some(first) = at.iter().copied().find(|v| *v > low + step * 1e-9) else { return };
    if first - low < step * 0.6 {
        return;
    }
    let outer = nice_below(step * 0.5);
    let inner = nice_below(outer * 0.6);
    let base = first - step;
    let finer = [base + inner, base + outer].into_iter().filter(|v| *v > low + inner * 0.2);
    at.splice(0..0, finer.collect::<Vec<_>>());
    at.sort_by(f64::total_cmp);
}

/// Each target moved to a round height; two that meet become one.
fn snapped(low: f64, high: f64, targets: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut at: Vec<f64> = Vec::new();
    let mut before = low;
    for target in targets {
        let gap = target - before;
        before = target;
        let height = snap(target, gap, low.abs() < (target - low).abs() * 0.05);
        let last = at.last().copied().unwrap_or(low);
        if height > last && height < high {
            at.push(height);
        }
    }
    at
}

/// The 1-2-5 number nearest to a height; where that is too far off, because the heights do not
/// begin at 0, a multiple of a round part of the gap.
fn snap(target: f64, gap: f64, from_zero: bool) -> f64 {
    let round = nice_near(target.abs()).copysign(target);
    if from_zero || (round - target).abs() <= gap * 0.3 {
        return round;
    }
    let step = nice_below(gap * 0.7);
    (target / step).round() * step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Window;

    fn levels(f: impl Fn(f64, f64) -> f64, side: f64, count: usize) -> Levels {
        let row = |xs: &[f64], y: f64, out: &mut [f64]| {
            out.iter_mut().zip(xs).for_each(|(o, x)| *o = f(*x, y));
        };
        let window = Window::new([-side, side], [-side, side]);
        Levels::of(&Field::sample(&row, window, 80, 80), count)
    }

    #[test]
    fn a_plane_is_told_evenly_and_a_valley_logarithmically() {
        assert!(matches!(levels(|x, y| x + y, 3.0, 6).scale, Scale::Linear { .. }));
        let rosenbrock = |x: f64, y: f64| (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2);
        assert!(matches!(levels(rosenbrock, 2.0, 6).scale, Scale::Up { .. }));
        assert!(matches!(levels(|x, y| -rosenbrock(x, y), 2.0, 6).scale, Scale::Down { .. }));
    }

    #[test]
    fn levels_are_round_and_rise() {
        let rosenbrock = |x: f64, y: f64| (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2);
        assert_eq!(levels(rosenbrock, 2.0, 6).at, [5.0, 20.0, 50.0, 200.0, 500.0, 1000.0]);
        assert_eq!(levels(|x, y| x + y, 3.0, 5).at, [-4.0, -2.0, 0.0, 2.0, 4.0]);
    }

    #[test]
    fn a_bowl_gets_lines_near_its_bottom() {
        assert_eq!(levels(|x, y| x * x + 2.0 * y * y, 2.5, 3).at, [1.0, 2.0, 5.0, 10.0, 15.0]);
    }

    #[test]
    fn heights_far_from_zero_are_told_apart() {
        let high = levels(|x, y| 1000.0 + (x * x + y * y).powi(2), 2.0, 6);
        assert!(high.at.len() >= 4, "{:?}", high.at);
        assert!(high.at.iter().all(|v| *v > 1000.0));
    }

    #[test]
    fn a_constant_has_no_level_and_no_scale() {
        assert_eq!(levels(|_, _| 7.0, 1.0, 6).at, Vec::<f64>::new());
        assert_eq!(levels(|_, _| f64::NAN, 1.0, 6).scale, Scale::Flat { height: 0.0 });
    }

    #[test]
    fn share_and_height_are_inverse() {
        for scale in [
            Scale::Linear { low: -3.0, high: 8.0 },
            Scale::Up { low: -3.0, high: 8.0, bend: 0.01 },
            Scale::Down { low: -3.0, high: 8.0, bend: 0.01 },
        ] {
            for share in [0.0, 0.1, 0.5, 0.99, 1.0] {
                assert!((scale.share(scale.height(share)) - share).abs() < 1e-9, "{scale:?}");
            }
        }
    }

    #[test]
    fn heights_of_300_digits_have_levels_too() {
        let huge = levels(|x, y| 1e300 * (x + y), 3.0, 6);
        assert!(!huge.at.is_empty() && huge.at.iter().all(|v| v.is_finite()));
    }
}
