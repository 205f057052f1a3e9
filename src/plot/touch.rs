//! What touches a curve: a tangent, a secant with its triangle, the points of a walk?

use super::canvas::{Canvas, Layer};
use super::graph::{Graph, Over};
use super::look::Glyphs;
use super::map::HEADS;
use super::paths::{ARROWS, ASCII_ARROWS, eighth};
use super::picture::{Cell, Ink, Picture};

impl Graph {
    /// Tangent, secant and walks as lines.
    pub(super) fn draw_lines(&self, canvas: &mut Canvas, over: &Over) {
        if let Some(ends) = over.secant {
            let ends = ends.map(|p| self.dot_of(p));
            let length = (ends[1][0] - ends[0][0]).hypot(ends[1][1] - ends[0][1]);
            // Near its tangent the chord is short, and still has to be seen as a line.
            let long = stretched(ends, (canvas.size()[0] * 0.3 / length).clamp(0.25, 1e3));
            canvas.stretch(long, (Layer::Over, Ink::Accent, '#'), |n| n % 6 < 4);
        }
        if let Some((point, slope)) = over.tangent {
            let ends = self.tangent_ends(point, slope);
            canvas.stretch(ends, (Layer::Over, Ink::Accent, '#'), |_| true);
        }
        for &(points, runner) in over.paths {
            for pair in points.windows(2) {
                let ends = [self.dot_of(pair[0]), self.dot_of(pair[1])];
                let letter = char::from(b'a' + runner % 26);
                // sparse: the chord of a short step lies along the curve and would thicken it
                canvas.stretch(ends, (Layer::Over, Ink::Runner(runner), letter), |n| n % 3 == 1);
            }
        }
    }

    /// The tangent through a point, long enough to judge its slope by.
    fn tangent_ends(&self, point: [f64; 2], slope: f64) -> [[f64; 2]; 2] {
        let [columns, rows] = self.canvas.size();
        let [x, y] = self.dot_of(point);
        let dx = columns / self.window.width();
        let dy = -slope * rows / self.window.height();
        let length = dx.hypot(dy);
        let reach = (columns * 0.3).min(rows * 0.9) / length;
        [[x - dx * reach, y - dy * reach], [x + dx * reach, y + dy * reach]]
    }

    pub(super) fn draw_points(&self, picture: &mut Picture, over: &Over) {
        let ascii = self.look.glyphs == Glyphs::Ascii;
        let (head, start) = if ascii { ('@', 'o') } else { ('●', '○') };
        for end in over.secant.into_iter().flatten() {
            self.write_point(picture, end, head, Ink::Accent);
        }
        for &(points, runner) in over.paths {
            if let Some(first) = points.first() {
                self.write_point(picture, *first, start, Ink::Text);
            }
            let mark = if ascii { char::from(b'a' + runner % 26) } else { '•' };
            for point in points.iter().skip(1) {
                self.write_point(picture, *point, mark, Ink::Runner(runner));
            }
            let letter = char::from(b'A' + runner % 26);
            let head = if ascii { letter } else { HEADS[usize::from(runner) % HEADS.len()] };
            match points.last() {
                Some(last) if self.window.contains(*last) => {
                    self.write_point(picture, *last, head, Ink::Runner(runner));
                }
                Some(last) => self.point_away(picture, *last, runner),
                None => {}
            }
        }
        if let Some(point) = over.point.or(over.tangent.map(|(point, _)| point)) {
            self.write_point(picture, point, head, Ink::Accent);
        }
    }

    fn write_point(&self, picture: &mut Picture, point: [f64; 2], glyph: char, ink: Ink) {
        if let Some((column, row)) = self.cell_of(point) {
            picture.write(column, row, Cell::new(glyph, ink).bold());
        }
    }

    /// An arrow on the border towards a point outside.
    fn point_away(&self, picture: &mut Picture, to: [f64; 2], runner: u8) {
        let to = self.dot_of(to);
        let size = self.canvas.size();
        if to.iter().any(|v| v.is_nan()) || size[0] < 1.0 || size[1] < 1.0 {
            return;
        }
        let inside = [to[0].clamp(0.0, size[0] - 1.0), to[1].clamp(0.0, size[1] - 1.0)];
        let direction = usize::from(eighth(
            (to[0] - inside[0]).clamp(-1.0, 1.0),
            (to[1] - inside[1]).clamp(-1.0, 1.0),
        ));
        let ascii = self.look.glyphs == Glyphs::Ascii;
        let glyph = if ascii { ASCII_ARROWS[direction] } else { ARROWS[direction] };
        let cell = Cell::new(glyph, Ink::Runner(runner)).bold();
        let (column, row) =
            (inside[0] as usize / self.canvas.wide, inside[1] as usize / self.canvas.high);
        picture.write(column, row, cell);
    }

    pub(super) fn draw_triangle(&self, picture: &mut Picture, [from, to]: [[f64; 2]; 2]) {
        let (Some(a), Some(b)) = (self.cell_of(from), self.cell_of(to)) else { return };
        let ((left, base), (right, top)) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        if right - left < 3 || base.abs_diff(top) < 2 {
            return;
        }
        let ascii = self.look.glyphs == Glyphs::Ascii;
        let corner = if top < base { '┘' } else { '┐' };
        let [across, up, corner] = if ascii { ['-', '|', '+'] } else { ['─', '│', corner] };
        let mut put = |c: usize, r: usize, glyph| picture.write(c, r, Cell::new(glyph, Ink::Quiet));
        for column in left + 1..right {
            put(column, base, across);
        }
        put(right, base, corner);
        for row in base.min(top) + 1..base.max(top) {
            put(right, row, up);
        }
        let [dx, dy] = if ascii { ["dx", "dy"] } else { ["Δx", "Δy"] };
        let under = if top < base { base + 1 } else { base.saturating_sub(1) };
        picture.put(usize::midpoint(left, right).saturating_sub(1), under, dx, Ink::Quiet);
        picture.put(right + 2, usize::midpoint(base, top), dy, Ink::Quiet);
    }
}

/// A stretch made longer at both ends by a share of itself.
fn stretched([a, b]: [[f64; 2]; 2], share: f64) -> [[f64; 2]; 2] {
    let more = |from: [f64; 2], to: [f64; 2]| {
        [to[0] + (to[0] - from[0]) * share, to[1] + (to[1] - from[1]) * share]
    };
    [more(b, a), more(a, b)]
}
