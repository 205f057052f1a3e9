//! How do dots become characters?

use super::look::Glyphs;

/// The bit of each braille dot, row by row of four, two columns each (Unicode 15, block 2800).
const BRAILLE: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/// The bit of a dot inside its cell, for a set of glyphs.
pub(super) fn bit(glyphs: Glyphs, column: usize, row: usize) -> u8 {
    match glyphs {
        Glyphs::Braille => BRAILLE[row & 3][column & 1],
        Glyphs::HalfBlock => 1 << (row & 1),
        Glyphs::Ascii => 1,
    }
}

/// The character of a set of dots. In ASCII any dot is an asterisk; most pictures use letters and
/// digits instead.
pub(super) fn glyph(glyphs: Glyphs, bits: u8) -> char {
    if bits == 0 {
        return ' ';
    }
    match glyphs {
        Glyphs::Braille => char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' '),
        Glyphs::HalfBlock => [' ', '▀', '▄', '█'][usize::from(bits & 3)],
        Glyphs::Ascii => '*',
    }
}

/// Every dot of a straight stretch, end points rounded to dots (Bresenham). Both ends must lie
/// near the picture: clip first.
pub(super) fn stretch(from: [f64; 2], to: [f64; 2], mut dot: impl FnMut(i64, i64)) {
    let [x0, y0, x1, y1] = [from[0], from[1], to[0], to[1]].map(|v| v.floor() as i64);
    let (dx, dy) = ((x1 - x0).abs(), (y1 - y0).abs());
    let (sx, sy) = ((x1 - x0).signum(), (y1 - y0).signum());
    let (mut x, mut y) = (x0, y0);
    let mut error = dx - dy;
    loop {
        dot(x, y);
        if (x, y) == (x1, y1) {
            return;
        }
        let twice = 2 * error;
        if twice > -dy {
            error -= dy;
            x += sx;
        }
        if twice < dx {
            error += dx;
            y += sy;
        }
    }
}

/// The part of a stretch inside `0..width` × `0..height`, as shares of its length
/// (Liang and Barsky 1984); `None` when it misses the rectangle or is not finite.
pub(super) fn clip(from: [f64; 2], to: [f64; 2], size: [f64; 2]) -> Option<(f64, f64)> {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let (start, length) = (from[axis], to[axis] - from[axis]);
        if !start.is_finite() || !length.is_finite() {
            return None;
        }
        // a hair inside, so that the last dot is one of the picture's
        let (low, high) = (0.0, size[axis] - 1e-6);
        if length == 0.0 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (a, b) = ((low - start) / length, (high - start) / length);
        enter = enter.max(a.min(b));
        leave = leave.min(a.max(b));
    }
    (enter <= leave).then_some((enter, leave))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_eight_dots_make_the_full_braille_cell() {
        let all = (0..4).flat_map(|r| (0..2).map(move |c| bit(Glyphs::Braille, c, r)));
        assert_eq!(glyph(Glyphs::Braille, all.fold(0, |a, b| a | b)), '⣿');
        assert_eq!(glyph(Glyphs::HalfBlock, 3), '█');
    }

    #[test]
    fn a_stretch_has_no_gap_and_meets_both_ends() {
        let mut seen = Vec::new();
        stretch([0.5, 0.5], [7.2, 3.9], |x, y| seen.push((x, y)));
        assert_eq!((seen[0], seen[seen.len() - 1]), ((0, 0), (7, 3)));
        for pair in seen.windows(2) {
            assert!((pair[1].0 - pair[0].0).abs() <= 1 && (pair[1].1 - pair[0].1).abs() <= 1);
        }
    }

    #[test]
    fn a_stretch_is_cut_at_the_border() {
        assert_eq!(clip([-10.0, 5.0], [30.0, 5.0], [20.0, 10.0]).map(|(a, _)| a), Some(0.25));
        assert_eq!(clip([-10.0, 5.0], [-1.0, 5.0], [20.0, 10.0]), None);
        assert_eq!(clip([f64::NAN, 5.0], [1.0, 5.0], [20.0, 10.0]), None);
        assert_eq!(clip([1.0, 5.0], [f64::INFINITY, 5.0], [20.0, 10.0]), None);
    }
}
