//! Where do round numbers lie on an axis, and how are they written?

use super::look::Glyphs;
use crate::text;

/// Round numbers across an interval, a multiple of 1, 2 or 5 times a power of ten apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The numbers, rising.
    pub at: Vec<f64>,
    /// The distance between two neighbours.
    pub step: f64,
}

impl Ticks {
    /// At most `most` round numbers between `low` and `high`, as many as fit.
    pub fn new(low: f64, high: f64, most: usize) -> Ticks {
        let span = high - low;
        if most == 0 || !span.is_finite() || span <= 0.0 {
            return Ticks { at: Vec::new(), step: 1.0 };
        }
        let mut step = nice_above(span / (most as f64 + 1.0));
        loop {
            let at = multiples(low, high, step, most);
            if at.len() <= most {
                return Ticks { at, step };
            }
            step = nice_above(step * 1.5);
        }
    }

    /// How the `index`-th number is written, all with the same number of decimals.
    pub fn label(&self, index: usize, glyphs: Glyphs) -> String {
        self.at.get(index).map_or_else(String::new, |v| round_number(*v, self.step, glyphs))
    }
}

/// The multiples of `step` between two ends, at most one more than `most`.
fn multiples(low: f64, high: f64, step: f64, most: usize) -> Vec<f64> {
    let first = (low / step - 1e-9).ceil();
    let mut at = Vec::new();
    for i in 0..=most {
        // multiplied, not added up: sums of 0.1 drift away from the numbers they stand for
        let value = (first + i as f64) * step;
        if value > high + step * 1e-9 {
            break;
        }
        at.push(if value == 0.0 { 0.0 } else { value });
    }
    at
}

/// The least of 1, 2, 5 times a power of ten that is not below `value`.
pub(super) fn nice_above(value: f64) -> f64 {
    nice(value, |mantissa| {
        [1.0, 2.0, 5.0, 10.0].into_iter().find(|m| *m >= mantissa * (1.0 - 1e-9))
    })
}

/// The greatest of 1, 2, 5 times a power of ten that is not above `value`.
pub(super) fn nice_below(value: f64) -> f64 {
    nice(value, |mantissa| [5.0, 2.0, 1.0].into_iter().find(|m| *m <= mantissa * (1.0 + 1e-9)))
}

/// A round number, 1, 2 or 5 times a power of ten, that is at most `size`.
pub fn round_step(size: f64) -> f64 {
    nice_below(size)
}

/// The one of 1, 2, 5 times a power of ten that is nearest to `value` in ratio.
pub(super) fn nice_near(value: f64) -> f64 {
    nice(value, |mantissa| {
        let far = |m: f64| (mantissa / m).ln().abs();
        [1.0, 2.0, 5.0, 10.0].into_iter().min_by(|a, b| far(*a).total_cmp(&far(*b)))
    })
}

fn nice(value: f64, pick: impl Fn(f64) -> Option<f64>) -> f64 {
    if !value.is_finite() || value <= 0.0 {
        return 1.0;
    }
    let power = value.log10().floor().clamp(-300.0, 300.0) as i32;
    pick(value / ten_to(power)).unwrap_or(1.0) * ten_to(power)
}

/// A power of ten as the nearest float; `10f64.powi(-5)` is not always the one that `1e-5` means.
pub(super) fn ten_to(power: i32) -> f64 {
    format!("1e{power}").parse().unwrap_or(1.0)
}

/// A multiple of a round step, with as many decimals as the step needs.
pub(super) fn round_number(value: f64, step: f64, glyphs: Glyphs) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let power = step.abs().log10().floor();
    if !(-5.0..=5.0).contains(&power) || value.abs() >= 1e7 {
        // as many digits as tell two neighbours apart
        let digits = (value.abs().log10().floor() - power + 1.0).clamp(3.0, 15.0);
        return scientific(value, digits as usize, glyphs);
    }
    signed(&format!("{:.*}", (-power).max(0.0) as usize, value), glyphs)
}

/// A number to four significant digits, without idle zeros: `0.0451`, `1.5`, `7.28·10⁻⁸`.
pub fn number(value: f64, glyphs: Glyphs) -> String {
    if glyphs == Glyphs::Ascii { text::typed(value) } else { text::number(value) }
}

/// A number of a far-off axis, with a power of ten where that is shorter.
fn scientific(value: f64, digits: usize, glyphs: Glyphs) -> String {
    match glyphs {
        Glyphs::Ascii => text::typed_digits(value, digits),
        Glyphs::Braille | Glyphs::HalfBlock => text::digits(value, digits),
    }
}

fn signed(text: &str, glyphs: Glyphs) -> String {
    if glyphs == Glyphs::Ascii { text.to_owned() } else { text.replace('-', "−") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64, most: usize) -> Vec<String> {
        let ticks = Ticks::new(low, high, most);
        (0..ticks.at.len()).map(|i| ticks.label(i, Glyphs::Braille)).collect()
    }

    #[test]
    fn an_axis_carries_round_numbers() {
        assert_eq!(labels(-3.09, 3.09, 7), ["−3", "−2", "−1", "0", "1", "2", "3"]);
        assert_eq!(labels(-0.94, 2.94, 8), ["−0.5", "0", "0.5", "1.0", "1.5", "2.0", "2.5"]);
        assert_eq!(labels(0.1, 0.42, 4), ["0.1", "0.2", "0.3", "0.4"]);
    }

    #[test]
    fn far_from_zero_the_numbers_stay_round() {
        assert_eq!(labels(1000.0, 1003.5, 4), ["1000", "1001", "1002", "1003"]);
        assert_eq!(labels(0.0, 4.1e-8, 3), ["0", "2·10⁻⁸", "4·10⁻⁸"]);
        assert_eq!(labels(1.0, 1.000_001_1, 3), ["1", "1.0000005", "1.000001"]);
    }

    #[test]
    fn no_interval_asks_for_more_numbers_than_fit() {
        for most in 0..12 {
            for (low, high) in [(0.0, 1.0), (-1e300, 1e300), (1.0, 1.0 + 1e-10), (-7.3, 0.004)] {
                assert!(Ticks::new(low, high, most).at.len() <= most, "{low} {high} {most}");
            }
        }
    }

    #[test]
    fn nice_numbers_are_one_two_and_five() {
        assert_eq!([0.3, 1.0, 3.0, 7.0, 0.02].map(nice_above), [0.5, 1.0, 5.0, 10.0, 0.02]);
        assert_eq!([0.3, 1.0, 3.0, 7.0, 0.02].map(nice_below), [0.2, 1.0, 2.0, 5.0, 0.02]);
        assert_eq!([0.3, 1.3, 3.0, 8.0, 0.02].map(nice_near), [0.2, 1.0, 2.0, 10.0, 0.02]);
    }
}
