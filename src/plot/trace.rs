//! Where do the lines of equal height run, dot by dot?

use super::dots;
use super::field::Field;
use super::look::Glyphs;

/// The dots of contour lines, gathered into cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// Cells across.
    pub(super) columns: usize,
    /// The dots of each cell, in the bits of the glyph.
    pub(super) bits: Vec<u8>,
    /// Which level a cell's dots belong to: 0 none, k + 1 the level k, [`MIXED`] several.
    pub(super) level: Vec<u8>,
    /// The mean height of a cell's dots inside it, 0 (top) to 1.
    pub(super) middle: Vec<f32>,
}

/// A cell with dots of more than one level.
pub(super) const MIXED: u8 = u8::MAX;

/// Closer than this many dots, every second line stays away; closer than half, only each fourth
/// comes.
const CLOSE: f64 = 3.0;

/// The lines of a field, traced at its own dots. `per_cell` is the size of a cell in dots.
pub(super) fn lines(
    field: &Field,
    levels: &[f64],
    glyphs: Glyphs,
    per_cell: (usize, usize),
) -> Lines {
    let keep = thinning(field, levels, per_cell);
    let mut dots = dot_edges(field, levels, &keep, per_cell);
    round_corners(&mut dots, field.columns, field.rows);
    drop_crumbs(&mut dots, field.columns, &keep, per_cell);
    gather(&dots, field, glyphs, per_cell)
}

/// The dots of contour lines on the grid of a field: for each dot 0, or k + 1 for the level k.
pub fn contour_dots(field: &Field, levels: &[f64]) -> Vec<u8> {
    let keep = vec![0; field.columns * field.rows];
    dot_edges(field, levels, &keep, (1, 1))
}

/// Marks every dot that lies next to a crossed level: for each pair of neighbours in different
/// bands the one nearer to the level gets it, as k + 1. The band of a dot is found from its left
/// neighbour's, two predicted comparisons instead of one per level.
pub(super) fn dot_edges(
    field: &Field,
    levels: &[f64],
    keep: &[u8],
    (wide, high): (usize, usize),
) -> Vec<u8> {
    let (columns, rows) = (field.columns, field.rows);
    let mut dots = vec![0; columns * rows];
    if levels.is_empty() || columns == 0 {
        return dots;
    }
    let across = columns.div_ceil(wide);
    let walls = walls(levels);
    let (mut here, mut below) = (vec![0; columns], vec![0; columns]);
    band_row(&field.values[..columns], &walls, 0, &mut here);
    for j in 0..rows {
        let base = j * columns;
        let last = j + 1 == rows;
        if last {
            below.copy_from_slice(&here);
        } else {
            let next = &field.values[base + columns..base + 2 * columns];
            band_row(next, &walls, usize::from(here[0]), &mut below);
        }
        let kept = &keep[(j / high) * across..];
        let mut mark = |p: usize, q: usize, bands: (u8, u8), column: usize| {
            let shift = kept[column / wide];
            let low = (bands.0.min(bands.1) + shift) & !shift;
            if low < bands.0.max(bands.1) {
                let level = levels[usize::from(low)];
                let (p_off, q_off) =
                    ((field.values[p] - level).abs(), (field.values[q] - level).abs());
                if p_off <= q_off {
                    dots[p] = low + 1;
                } else if q_off < p_off {
                    dots[q] = low + 1;
                }
            }
        };
        let mut band = here[0];
        for i in 0..columns {
            let right = if i + 1 < columns { here[i + 1] } else { band };
            let under = below[i];
            if (band ^ right) | (band ^ under) != 0 {
                if band != right {
                    mark(base + i, base + i + 1, (band, right), i);
                }
                if band != under {
                    mark(base + i, base + i + columns, (band, under), i);
                }
            }
            band = right;
        }
        std::mem::swap(&mut here, &mut below);
    }
    dots
}

/// The levels between two walls at infinity.
pub(super) fn walls(levels: &[f64]) -> Vec<f64> {
    let mut walls = Vec::with_capacity(levels.len() + 2);
    walls.push(f64::NEG_INFINITY);
    walls.extend_from_slice(levels);
    walls.push(f64::INFINITY);
    walls
}

/// The band of each height; what has no height keeps its left neighbour's.
pub(super) fn band_row(heights: &[f64], walls: &[f64], start: usize, bands: &mut [u8]) {
    let mut band = start;
    for (out, height) in bands.iter_mut().zip(heights) {
        while *height > walls[band + 1] {
            band += 1;
        }
        while *height <= walls[band] {
            band -= 1;
        }
        *out = band as u8;
    }
}

/// Which levels a cell may show: 0 all, 1 every second, 3 every fourth (a mask of the low bits).
/// Judged from the slope across neighbouring cells, so that a line does not come and go.
fn thinning(field: &Field, levels: &[f64], (wide, high): (usize, usize)) -> Vec<u8> {
    let (across, down) = (field.columns.div_ceil(wide.max(1)), field.rows.div_ceil(high.max(1)));
    let mut keep = vec![0; across * down];
    if levels.len() < 2 {
        return keep;
    }
    let at = |column: i64, row: i64| {
        let dot = |v: i64, per: usize, most: usize| {
            ((v * per as i64 + per as i64 / 2).max(0) as usize).min(most - 1)
        };
        field.at(dot(column, wide, field.columns), dot(row, high, field.rows))
    };
    let mut band = 0;
    for row in 0..down as i64 {
        for column in 0..across as i64 {
            let dx = (at(column + 1, row) - at(column - 1, row)) / (2 * wide) as f64;
            let dy = (at(column, row + 1) - at(column, row - 1)) / (2 * high) as f64;
            let slope = dx.hypot(dy);
            let height = at(column, row);
            while band + 2 < levels.len() && height > levels[band + 1] {
                band += 1;
            }
            while band > 0 && height <= levels[band] {
                band -= 1;
            }
            let spacing = (levels[band + 1] - levels[band]) / slope;
            keep[row as usize * across + column as usize] = match spacing {
                s if s < CLOSE / 2.0 => 3,
                s if s < CLOSE => 1,
                _ => 0,
            };
        }
    }
    settled(&keep, across, down)
}

/// The thinning that most of a cell's neighbours have too, so that a line does not come and go.
fn settled(keep: &[u8], across: usize, down: usize) -> Vec<u8> {
    let mut settled = keep.to_vec();
    for row in 1..down.saturating_sub(1) {
        for column in 1..across.saturating_sub(1) {
            let mut sum = 0;
            for near in row - 1..=row + 1 {
                let line = &keep[near * across + column - 1..][..3];
                sum += line.iter().map(|k| usize::from(k.count_ones() as u8)).sum::<usize>();
            }
            // nine cells of 0, 1 or 2: the mean, rounded
            settled[row * across + column] = [0, 1, 3][((sum + 4) / 9).min(2)];
        }
    }
    settled
}

/// Takes the inner dot of every corner away, so that a line is one dot wide and turns smoothly.
fn round_corners(dots: &mut [u8], columns: usize, rows: usize) {
    if columns < 3 || rows < 3 {
        return;
    }
    for row in 1..rows - 1 {
        for column in 1..columns - 1 {
            let here = row * columns + column;
            let level = dots[here];
            if level == 0 {
                continue;
            }
            let same = |dot: usize| dots[dot] == level;
            let (left, right) = (same(here - 1), same(here + 1));
            let (up, down) = (same(here - columns), same(here + columns));
            if left == right || up == down {
                continue;
            }
            let far_row = if up { here + columns } else { here - columns };
            let opposite = if left { far_row + 1 } else { far_row - 1 };
            if !same(opposite) {
                dots[here] = 0;
            }
        }
    }
}

/// Takes away what thinning left of a line where it is shorter than this many dots.
const CRUMB: usize = 9;

fn drop_crumbs(dots: &mut [u8], columns: usize, keep: &[u8], (wide, high): (usize, usize)) {
    let across = columns.div_ceil(wide.max(1));
    let mut seen = vec![false; dots.len()];
    let mut crumb = Vec::new();
    for start in 0..dots.len() {
        if dots[start] == 0 || seen[start] {
            continue;
        }
        crumb.clear();
        crumb.push(start);
        seen[start] = true;
        let (mut next, mut is_thinned) = (0, false);
        while let Some(&dot) = crumb.get(next) {
            next += 1;
            let (column, row) = (dot % columns, dot / columns);
            is_thinned |= keep[row / high * across + column / wide] != 0;
            for (dx, dy) in AROUND {
                let (Some(c), Some(r)) =
                    (column.checked_add_signed(dx), row.checked_add_signed(dy))
                else {
                    continue;
                };
                let near = r * columns + c;
                if c < columns && dots.get(near) == Some(&dots[start]) && !seen[near] {
                    seen[near] = true;
                    crumb.push(near);
                }
            }
        }
        if is_thinned && crumb.len() < CRUMB {
            for &dot in &crumb {
                dots[dot] = 0;
            }
        }
    }
}

/// The eight neighbours of a dot.
const AROUND: [(isize, isize); 8] =
    [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)];

/// Dots into cells.
fn gather(dots: &[u8], field: &Field, glyphs: Glyphs, (wide, high): (usize, usize)) -> Lines {
    let (columns, rows) = (field.columns.div_ceil(wide), field.rows.div_ceil(high));
    let mut lines = Lines {
        columns,
        bits: vec![0; columns * rows],
        level: vec![0; columns * rows],
        middle: vec![0.0; columns * rows],
    };
    for (row, line) in dots.chunks(field.columns.max(1)).enumerate() {
        let offset = ((row % high) as f32 + 0.5) / high as f32;
        for (column, level) in line.iter().enumerate().filter(|(_, level)| **level != 0) {
            let cell = (row / high) * columns + column / wide;
            let count = lines.bits[cell].count_ones() as f32;
            lines.middle[cell] = (lines.middle[cell] * count + offset) / (count + 1.0);
            lines.bits[cell] |= dots::bit(glyphs, column % wide, row % high);
            lines.level[cell] = match lines.level[cell] {
                0 => *level,
                same if same == *level => same,
                _ => MIXED,
            };
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Window;

    fn traced(f: impl Fn(f64, f64) -> f64, levels: &[f64]) -> String {
        let row = |xs: &[f64], y: f64, out: &mut [f64]| {
            out.iter_mut().zip(xs).for_each(|(o, x)| *o = f(*x, y));
        };
        let field = Field::sample(&row, Window::new([-6.0, 6.0], [-6.0, 6.0]), 12, 12);
        let keep = vec![0; 12 * 12];
        let mut dots = dot_edges(&field, levels, &keep, (1, 1));
        round_corners(&mut dots, 12, 12);
        let text =
            |row: &[u8]| row.iter().map(|d| char::from(b".0123456789"[usize::from(*d)])).collect();
        dots.chunks(12).map(text).collect::<Vec<String>>().join("\n")
    }

    #[test]
    fn a_circle_is_one_dot_wide() {
        let circle = "\
............
....0000....
...0....0...
..0......0..
.0........0.
.0........0.
.0........0.
.0........0.
..0......0..
...0....0...
....0000....
............";
        assert_eq!(traced(f64::hypot, &[4.6]), circle);
    }

    #[test]
    fn a_saddle_needs_no_special_case() {
        let drawn = traced(|x, y| x * y, &[-3.0, 3.0]);
        assert!(drawn.contains('0') && drawn.contains('1'));
    }

    #[test]
    fn a_field_without_heights_has_no_lines() {
        assert!(!traced(|_, _| f64::NAN, &[0.0]).contains('0'));
        assert!(!traced(|x, _| if x > 0.0 { f64::NAN } else { -1.0 }, &[0.0]).contains('0'));
    }
}
