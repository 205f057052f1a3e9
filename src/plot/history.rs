//! How does a value go on from step to step?

use super::canvas::{Canvas, Layer};
use super::look::Look;
use super::picture::{Ink, Picture};

/// The values of one run, the start first.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    /// One value a step; what is not finite leaves a gap.
    pub values: &'a [f64],
    /// Whose it is, counted from 0.
    pub runner: u8,
    /// The step shown now: what lies behind it is bright, what lies ahead faint.
    pub now: usize,
}

/// From this ratio of largest to smallest on, positive values are told logarithmically.
const WIDE: f64 = 50.0;

/// Are these values told logarithmically? Only where all are above 0 and far apart.
pub fn is_logarithmic(series: &[Series]) -> bool {
    let (low, high) = range(series);
    low > 0.0 && high / low > WIDE
}

/// Curves of values by step, all on one scale; the last series lies on top.
pub fn history(series: &[Series], (width, height): (usize, usize), look: Look) -> Picture {
    let size = Picture::new(width, height);
    let mut canvas = Canvas::new(size.width(), size.height(), look);
    let [columns, rows] = canvas.size();
    let longest = series.iter().map(|s| s.values.len()).max().unwrap_or(0);
    if columns < 2.0 || rows < 1.0 || longest < 1 {
        return canvas.picture();
    }
    let is_log = is_logarithmic(series);
    let told = |v: f64| if is_log { v.ln() } else { v };
    let (low, high) = range(series);
    let (low, high) = (told(low), told(high));
    let span = if high > low { high - low } else { 1.0 };
    let place = |step: usize, value: f64| {
        let across = step as f64 / (longest - 1).max(1) as f64;
        let up = (told(value) - low) / span;
        [0.5 + across * (columns - 1.0), 0.5 + (1.0 - up) * (rows - 1.0)]
    };
    for series in series {
        let letter = char::from(b'a' + series.runner % 26);
        // first what lies ahead, so that the part behind the runner covers it
        for (layer, ink, is_done) in
            [(Layer::Axis, Ink::Faint, false), (Layer::Curve, Ink::Runner(series.runner), true)]
        {
            for (step, pair) in series.values.windows(2).enumerate() {
                if (step < series.now) == is_done {
                    let ends = [place(step, pair[0]), place(step + 1, pair[1])];
                    let letter = if is_done { letter } else { '.' };
                    canvas.stretch(ends, (layer, ink, letter), |_| true);
                }
            }
        }
        if let [only] = series.values {
            let at = place(0, *only);
            canvas.stretch([at, at], (Layer::Curve, Ink::Runner(series.runner), letter), |_| true);
        }
    }
    canvas.picture()
}

/// The least and the greatest finite value.
fn range(series: &[Series]) -> (f64, f64) {
    let finite = series.iter().flat_map(|s| s.values).copied().filter(|v| v.is_finite());
    let (low, high) = finite.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    if low <= high { (low.max(-1e300), high.min(1e300)) } else { (0.0, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_geometric_fall_is_a_straight_line() {
        let values: Vec<f64> = (0..21).map(|k| 17.0 * 0.5_f64.powi(k)).collect();
        let series = [Series { values: &values, runner: 0, now: 20 }];
        assert!(is_logarithmic(&series));
        let text = history(&series, (11, 6), Look::default()).text();
        assert_eq!(text.lines().count(), 6);
        assert!(text.lines().all(|line| !line.is_empty()), "{text}");
    }

    #[test]
    fn negative_values_are_told_evenly() {
        let series = [Series { values: &[4.0, -2.0, -300.0], runner: 0, now: 0 }];
        assert!(!is_logarithmic(&series));
    }

    #[test]
    fn no_values_and_no_size_panic() {
        for values in [&[][..], &[1.0], &[f64::NAN, f64::INFINITY], &[1e300, -1e300, 5.0]] {
            for size in [(0, 0), (1, 1), (5, 2), (30, 8)] {
                let series = [Series { values, runner: 9, now: 1 }];
                assert_eq!(history(&series, size, Look::default()).width(), size.0);
            }
        }
    }
}
