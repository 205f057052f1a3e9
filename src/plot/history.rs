//! How does a value go on from step to step?

use super::axis::{Ticks, nice_above, number, ten_to};
use super::canvas::{Canvas, Layer};
use super::frame::across;
use super::look::{Glyphs, Look};
use super::map::HEADS;
use super::picture::{Cell, Ink, Picture};

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
    let (low, high) = range(series, false);
    low > 0.0 && high / low > WIDE
}

/// Can these values be told logarithmically? Zeros leave a gap; nothing lies below.
pub fn has_logarithms(series: &[Series]) -> bool {
    let mut finite = series.iter().flat_map(|s| s.values).filter(|v| v.is_finite()).peekable();
    finite.peek().is_some_and(|first| **first > 0.0) && finite.all(|v| *v >= 0.0)
}

/// Curves of values by step, all on one scale; the last series lies on top.
pub fn history(series: &[Series], (width, height): (usize, usize), look: Look) -> Picture {
    let size = Picture::new(width, height);
    let canvas = Canvas::new(size.width(), size.height(), look);
    Course::of(series, &canvas, is_logarithmic(series)).drawn(series, canvas)
}

/// The same with numbers beside the axes and the head of each run at the step shown.
pub fn chart(
    series: &[Series],
    (width, height): (usize, usize),
    is_log: bool,
    look: Look,
) -> Picture {
    let size = Picture::new(width, height);
    let (width, height) = (size.width(), size.height());
    if width < 16 || height < 5 {
        return history(series, (width, height), look);
    }
    let rows = height - 1;
    let upright = |left: usize| {
        let canvas = Canvas::new(width - left, rows, look);
        let course = Course::of(series, &canvas, is_log);
        (course.ticks(rows, look.glyphs), course, canvas)
    };
    let (ticks, ..) = upright(0);
    let left = ticks.iter().map(|(_, text)| text.chars().count() + 1).max().unwrap_or(0);
    let (ticks, course, canvas) = upright(left.min(width / 2));
    let (columns, high, wide) = (canvas.columns, canvas.high, canvas.wide);
    let mut inner = course.drawn(series, canvas);
    for series in series {
        let step = series.now.min(series.values.len().saturating_sub(1));
        let Some(value) = series.values.get(step).filter(|value| course.tells(**value)) else {
            continue;
        };
        let [x, y] = course.place(step, *value);
        let ascii = look.glyphs == Glyphs::Ascii;
        let letter = char::from(b'A' + series.runner % 26);
        let head = if ascii { letter } else { HEADS[usize::from(series.runner) % HEADS.len()] };
        let cell = Cell::new(head, Ink::Runner(series.runner)).bold();
        inner.write(x as usize / wide, y as usize / high, cell);
    }
    let mut picture = Picture::new(width, height);
    picture.paste(&inner, width - columns, 0);
    let mut free = usize::MAX;
    for (value, text) in ticks {
        let row = course.place(0, value)[1] as usize / high;
        if row < rows && (free == usize::MAX || row < free) {
            let column = (width - columns - 1).saturating_sub(text.chars().count());
            picture.put(column, row, &text, Ink::Quiet);
            free = row;
        }
    }
    let last = course.last as f64;
    let steps = across([0.0, last.max(1.0)], columns, look.glyphs);
    let mut free = 0;
    for step in steps.at.iter().filter(|step| step.fract() == 0.0 && **step <= last) {
        let text = number(*step, look.glyphs);
        let column = width - columns + course.place(*step as usize, 1.0)[0] as usize / wide;
        let first = column
            .saturating_sub(text.chars().count() / 2)
            .min(width.saturating_sub(text.chars().count()));
        if first >= free {
            picture.put(first, height - 1, &text, Ink::Quiet);
            free = first + text.chars().count() + 1;
        }
    }
    picture
}

/// How steps and values lie on a grid of dots.
struct Course {
    /// The last step of the longest run.
    last: usize,
    is_log: bool,
    /// The scale upwards, logarithms where it is logarithmic.
    low: f64,
    span: f64,
    size: [f64; 2],
}

impl Course {
    fn of(series: &[Series], canvas: &Canvas, is_log: bool) -> Course {
        let last = series.iter().map(|s| s.values.len()).max().unwrap_or(0).saturating_sub(1);
        let (low, high) = range(series, is_log);
        let (low, high) = if is_log { (low.ln(), high.ln()) } else { (low, high) };
        let flat = low.abs().max(1.0);
        let (low, span) = if high > low { (low, high - low) } else { (low - flat / 2.0, flat) };
        Course { last, is_log, low, span, size: canvas.size() }
    }

    fn tells(&self, value: f64) -> bool {
        value.is_finite() && (value > 0.0 || !self.is_log)
    }

    fn place(&self, step: usize, value: f64) -> [f64; 2] {
        let across = step as f64 / self.last.max(1) as f64;
        let told = if self.is_log { value.ln() } else { value };
        let up = (told - self.low) / self.span;
        let [columns, rows] = self.size;
        [0.5 + across * (columns - 1.0), 0.5 + (1.0 - up) * (rows - 1.0)]
    }

    /// Round values for the upright axis from the lowest up, and how they are written.
    fn ticks(&self, rows: usize, glyphs: Glyphs) -> Vec<(f64, String)> {
        let most = (rows / 3).clamp(2, 9);
        let (low, high) = (self.low, self.low + self.span);
        if !self.is_log {
            let ticks = Ticks::new(low, high, most);
            let written = |i: usize| (ticks.at[i], ticks.label(i, glyphs));
            return (0..ticks.at.len()).map(written).collect();
        }
        let tens = std::f64::consts::LN_10;
        let (low, high) = (low / tens, high / tens);
        let values: Vec<f64> = if high - low >= 2.0 {
            let step = nice_above((high - low) / (most as f64 + 1.0)).max(1.0);
            let first = (low / step - 1e-9).ceil() as i64;
            let powers = (first..).map(|i| i as f64 * step).take_while(|p| *p <= high + 1e-9);
            powers.map(|power| ten_to(power as i32)).collect()
        } else {
            let powers = low.floor() as i32..=high.ceil() as i32;
            let nice = powers.flat_map(|p| [1.0, 2.0, 5.0].map(|m| m * ten_to(p)));
            nice.filter(|v| (low..=high).contains(&v.log10())).collect()
        };
        values.into_iter().map(|value| (value, power(value, glyphs))).collect()
    }

    fn drawn(&self, series: &[Series], mut canvas: Canvas) -> Picture {
        let [columns, rows] = canvas.size();
        if columns < 2.0 || rows < 1.0 {
            return canvas.picture();
        }
        for series in series {
            let letter = char::from(b'a' + series.runner % 26);
            // first what lies ahead, so that the part behind the runner covers it
            for (layer, ink, is_done) in
                [(Layer::Axis, Ink::Faint, false), (Layer::Curve, Ink::Runner(series.runner), true)]
            {
                for (step, pair) in series.values.windows(2).enumerate() {
                    if (step < series.now) == is_done && pair.iter().all(|v| self.tells(*v)) {
                        let ends = [self.place(step, pair[0]), self.place(step + 1, pair[1])];
                        let letter = if is_done { letter } else { '.' };
                        canvas.stretch(ends, (layer, ink, letter), |_| true);
                    }
                }
            }
            if let [only] = series.values {
                let at = self.place(0, *only);
                let line = (Layer::Curve, Ink::Runner(series.runner), letter);
                canvas.stretch([at, at], line, |_| true);
            }
        }
        canvas.picture()
    }
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A value of a logarithmic axis: a far power of ten as a power.
fn power(value: f64, glyphs: Glyphs) -> String {
    let power = value.log10().round();
    let is_far = !(-3.0..=4.0).contains(&power) && glyphs != Glyphs::Ascii;
    if !is_far || (value / ten_to(power as i32) - 1.0).abs() > 1e-9 {
        return number(value, glyphs);
    }
    let mut written = "10".to_owned();
    if power < 0.0 {
        written.push('⁻');
    }
    let digits = format!("{:.0}", power.abs());
    written.extend(digits.bytes().map(|digit| RAISED[usize::from(digit - b'0') % 10]));
    written
}

/// The least and the greatest finite value; only those above 0 on a logarithmic scale.
fn range(series: &[Series], is_log: bool) -> (f64, f64) {
    let all = series.iter().flat_map(|s| s.values).copied();
    let told = all.filter(|v| v.is_finite() && (!is_log || *v > 0.0));
    let (low, high) = told.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    match (low <= high, is_log) {
        (true, _) => (low.max(-1e300), high.min(1e300)),
        (false, true) => (1.0, 1.0),
        (false, false) => (0.0, 0.0),
    }
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
        assert!(!is_logarithmic(&series) && !has_logarithms(&series));
        let ends_at_zero = [Series { values: &[4.0, 2.0, 0.0], runner: 0, now: 0 }];
        assert!(has_logarithms(&ends_at_zero));
    }

    #[test]
    fn a_chart_has_true_numbers_and_a_head_for_each_run() {
        let (fast, slow) = ([100.0, 10.0, 1.0, 0.1, 0.01], [100.0, 90.0, 80.0, 70.0, 60.0]);
        let series = [
            Series { values: &fast, runner: 0, now: 4 },
            Series { values: &slow, runner: 1, now: 4 },
        ];
        let look = Look { glyphs: Glyphs::Ascii, ..Look::default() };
        let text = chart(&series, (32, 10), true, look).text();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].trim_start().starts_with("100 "), "{text}");
        assert!(lines[8].starts_with("0.01") && lines[8].ends_with('A'), "{text}");
        assert!(lines[9].trim_start().starts_with('0') && lines[9].ends_with('4'), "{text}");
        assert!(text.contains('B'), "{text}");
    }

    #[test]
    fn no_values_and_no_size_panic() {
        let hard = [&[][..], &[1.0], &[f64::NAN, f64::INFINITY], &[1e300, -1e300, 5.0], &[0.0]];
        for values in hard {
            for size in [(0, 0), (1, 1), (5, 2), (30, 8), (17, 5)] {
                let series = [Series { values, runner: 9, now: 1 }];
                assert_eq!(history(&series, size, Look::default()).width(), size.0);
                for is_log in [true, false] {
                    assert_eq!(chart(&series, size, is_log, Look::default()).width(), size.0);
                }
            }
        }
    }
}
