//! How many steps does a walk take at each rate?

use super::canvas::{Canvas, Layer};
use super::look::{Glyphs, Look};
use super::number;
use super::picture::{Cell, Ink, Picture};

/// How the walk with one rate came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived after so many steps.
    Arrived(usize),
    /// It took all steps and had not arrived.
    Late,
    /// It left every bound, or found no value.
    Diverged,
}

/// Walks over a range of rates, the rates rising evenly in ratio.
#[derive(Clone, Copy, Debug)]
pub struct Sweep<'a> {
    /// The rates.
    pub rates: &'a [f64],
    /// How each came out; `None` is not known yet.
    pub outcomes: &'a [Option<Outcome>],
    /// The bound 2/λmax, where there is one.
    pub limit: Option<f64>,
    /// Which rate is chosen.
    pub chosen: usize,
    /// The most steps a walk was given.
    pub most: usize,
}

/// Columns of the numbers at the left; rows of marker and numbers below.
const LEFT: usize = 5;
const BELOW: usize = 2;

/// Steps against rate, both logarithmic: a line where walks arrive, hatching where they diverge.
pub fn sweep(sweep: &Sweep, (width, height): (usize, usize), look: Look) -> Picture {
    let mut picture = Picture::new(width, height);
    let (columns, rows) = (width.saturating_sub(LEFT), height.saturating_sub(BELOW));
    if picture.width() == 0 || columns < 4 || rows < 2 || sweep.rates.is_empty() {
        return picture;
    }
    let mut canvas = Canvas::new(columns, rows, look);
    let [wide, high] = canvas.size();
    let last = (sweep.rates.len() - 1).max(1) as f64;
    let across = |i: f64| 0.5 + i / last * (wide - 1.0);
    let top = (sweep.most.max(2) as f64).log10();
    let up = |steps: usize| 0.5 + (1.0 - (steps.max(1) as f64).log10() / top) * (high - 1.0);
    if let Some(place) = sweep.limit.and_then(|limit| place_of(limit, sweep.rates)) {
        let x = across(place);
        canvas.stretch([[x, 0.0], [x, high - 1.0]], (Layer::Axis, Ink::Quiet, '|'), |n| n % 2 == 0);
    }
    let mut before: Option<[f64; 2]> = None;
    for (i, outcome) in sweep.outcomes.iter().enumerate() {
        let Some(Outcome::Arrived(steps)) = outcome else {
            before = None;
            continue;
        };
        let here = [across(i as f64), up(*steps)];
        canvas.stretch([before.unwrap_or(here), here], (Layer::Curve, Ink::Accent, '*'), |_| true);
        before = Some(here);
    }
    picture.paste(&canvas.picture(), LEFT, 0);
    let column = |i: usize| LEFT + (across(i as f64) as usize / canvas.wide).min(columns - 1);
    hatch(&mut picture, sweep, &column, rows, look);
    label(&mut picture, sweep, &column, rows, look);
    picture
}

/// Columns of rates that diverge are hatched; a dot at the top says "not arrived".
fn hatch(
    picture: &mut Picture,
    sweep: &Sweep,
    column: &dyn Fn(usize) -> usize,
    rows: usize,
    look: Look,
) {
    let ascii = look.glyphs == Glyphs::Ascii;
    for (i, outcome) in sweep.outcomes.iter().enumerate() {
        let next = if i + 1 < sweep.rates.len() { column(i + 1) } else { column(i) + 1 };
        match outcome {
            Some(Outcome::Diverged) => {
                for x in column(i)..next.max(column(i) + 1) {
                    for y in 0..rows {
                        let glyph = if ascii { '/' } else { '╱' };
                        picture.set(x, y, Cell::new(glyph, Ink::Faint));
                    }
                }
            }
            Some(Outcome::Late) => {
                picture.set(column(i), 0, Cell::new(if ascii { '^' } else { '↑' }, Ink::Quiet));
            }
            Some(Outcome::Arrived(_)) | None => {}
        }
    }
}

/// Numbers of steps at the left, of rates below, and the marker of the chosen rate.
fn label(
    picture: &mut Picture,
    sweep: &Sweep,
    column: &dyn Fn(usize) -> usize,
    rows: usize,
    look: Look,
) {
    let top = (sweep.most.max(2) as f64).log10();
    for power in 0..=top as u32 {
        let share = 1.0 - f64::from(power) / top;
        let row = ((share * (rows - 1) as f64).round() as usize).min(rows - 1);
        let text = 10_u64.pow(power).to_string();
        picture.put((LEFT - 1).saturating_sub(text.len()), row, &text, Ink::Quiet);
    }
    let marker = if look.glyphs == Glyphs::Ascii { '^' } else { '▲' };
    if sweep.chosen < sweep.rates.len() {
        picture.set(column(sweep.chosen), rows, Cell::new(marker, Ink::Accent).bold());
    }
    let mut free = LEFT;
    for (i, rate) in sweep.rates.iter().enumerate() {
        let is_power = (rate.log10() - rate.log10().round()).abs() < 1e-9;
        let text = number(*rate, look.glyphs);
        let first = column(i).saturating_sub(text.chars().count() / 2);
        if is_power && first >= free {
            picture.put(first, rows + 1, &text, Ink::Quiet);
            free = first + text.chars().count() + 2;
        }
    }
}

/// Where between the rates a rate lies, as a fraction of an index.
fn place_of(rate: f64, rates: &[f64]) -> Option<f64> {
    let (first, last) = (rates.first()?, rates.last()?);
    let share = (rate / first).ln() / (last / first).ln();
    (0.0..=1.0).contains(&share).then(|| share * (rates.len() - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_that_diverge_are_hatched_and_no_size_panics() {
        let rates = [0.01, 0.1, 1.0];
        let outcomes =
            [Some(Outcome::Arrived(300)), Some(Outcome::Arrived(30)), Some(Outcome::Diverged)];
        let rows =
            Sweep { rates: &rates, outcomes: &outcomes, limit: Some(0.5), chosen: 1, most: 1000 };
        let text = sweep(&rows, (40, 10), Look::default()).text();
        assert!(text.lines().next().is_some_and(|line| line.ends_with('╱')), "{text}");
        assert!(text.contains('▲') && text.contains("0.1"));
        for size in (0..14).flat_map(|w| (0..6).map(move |h| (w, h))) {
            assert_eq!(sweep(&rows, size, Look::default()).width(), size.0);
        }
    }
}
