//! What does a function of one variable look like?

use super::axis::Ticks;
use super::canvas::{Canvas, Layer};
use super::look::{Glyphs, Look};
use super::map::HEADS;
use super::paths::{ARROWS, ASCII_ARROWS, eighth};
use super::picture::{Cell, Ink, Picture};
use super::window::Window;

/// A curve and its ink.
#[derive(Clone, Copy)]
pub struct Curve<'a> {
    /// The function; NaN where it is undefined.
    pub f: &'a dyn Fn(f64) -> f64,
    /// Its colour.
    pub ink: Ink,
}

/// What is drawn over the curves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Over<'a> {
    /// A point with the slope of its tangent.
    pub tangent: Option<([f64; 2], f64)>,
    /// A point of the curve.
    pub point: Option<[f64; 2]>,
    /// Two points joined by a dashed line.
    pub secant: Option<[[f64; 2]; 2]>,
    /// With the secant: its Δx and Δy as two sides of a triangle.
    pub triangle: bool,
    /// Walks along the curve, and whose each is; the last lies on top.
    pub paths: &'a [(&'a [[f64; 2]], u8)],
}

/// Curves over an interval, computed once.
#[derive(Clone, Debug)]
pub struct Graph {
    look: Look,
    window: Window,
    canvas: Canvas,
    labels: Vec<(usize, usize, String)>,
}

/// Samples in each column of dots.
const SAMPLES: usize = 4;
/// Halvings of a gap before it counts as a jump.
const HALVINGS: usize = 14;

impl Graph {
    /// Draws curves over `x`. Without `y` the heights choose the window, poles cut off; `keep` are
    /// points that must be seen. Width and height are cells.
    pub fn new(
        curves: &[Curve],
        x: [f64; 2],
        y: Option<[f64; 2]>,
        keep: &[[f64; 2]],
        (width, height): (usize, usize),
        look: Look,
    ) -> Graph {
        let size = Picture::new(width, height);
        let canvas = Canvas::new(size.width(), size.height(), look);
        let x = Window::new(x, [0.0, 1.0]).x;
        let y = y.unwrap_or_else(|| height_range(curves, x, keep));
        let mut graph = Graph { look, window: Window::new(x, y), canvas, labels: Vec::new() };
        if size.width() > 0 && size.height() > 0 {
            graph.draw_axes();
            for curve in curves.iter().rev() {
                graph.draw_curve(curve);
            }
            graph.place_labels();
        }
        graph
    }

    /// The part of the plane that is seen.
    pub fn window(&self) -> Window {
        self.window
    }

    /// The x under the middle of a column.
    pub fn x_at(&self, column: usize) -> f64 {
        let share = (column as f64 + 0.5) / self.canvas.columns.max(1) as f64;
        self.window.x[0] + self.window.width() * share
    }

    /// Dyes the area between the first curve and the axis from `ends[0]` to `ends[1]`.
    pub fn fill(&mut self, f: &dyn Fn(f64) -> f64, ends: [f64; 2]) {
        let [columns, _] = self.canvas.size();
        let zero = self.dot_of([0.0, 0.0])[1];
        for i in 0..columns as usize {
            let x = self.window.x[0] + self.window.width() * (i as f64 + 0.5) / columns;
            let y = f(x);
            if x < ends[0].min(ends[1]) || x > ends[0].max(ends[1]) || !y.is_finite() {
                continue;
            }
            let top = self.dot_of([x, y])[1].clamp(0.0, self.canvas.size()[1]);
            let base = zero.clamp(0.0, self.canvas.size()[1]);
            for j in top.min(base) as i64..top.max(base) as i64 {
                if (i as i64 + j) % 2 == 0 {
                    self.canvas.dot(i as i64, j, Layer::Area, Ink::Quiet, ':');
                }
            }
        }
    }

    /// The curves with everything that lies over them.
    pub fn picture(&self, over: &Over) -> Picture {
        let mut canvas = self.canvas.clone();
        if let Some(ends) = over.secant {
            let ends = ends.map(|p| self.dot_of(p));
            let length = (ends[1][0] - ends[0][0]).hypot(ends[1][1] - ends[0][1]);
            // Near its tangent the chord is short, and still has to be seen as a line.
            let long = stretched(ends, (self.canvas.size()[0] * 0.3 / length).clamp(0.25, 1e3));
            canvas.stretch(long, (Layer::Over, Ink::Accent, '-'), |n| n % 6 < 3);
        }
        if let Some((point, slope)) = over.tangent {
            let ends = self.tangent_ends(point, slope);
            canvas.stretch(ends, (Layer::Over, Ink::Accent, '-'), |_| true);
        }
        for &(points, runner) in over.paths {
            for pair in points.windows(2) {
                let ends = [self.dot_of(pair[0]), self.dot_of(pair[1])];
                let letter = char::from(b'a' + runner % 26);
                // sparse: the chord of a short step lies along the curve and would thicken it
                canvas.stretch(ends, (Layer::Over, Ink::Runner(runner), letter), |n| n % 3 == 1);
            }
        }
        let mut picture = canvas.picture();
        for (column, row, label) in &self.labels {
            if (0..label.chars().count()).all(|i| canvas.is_free(column + i, *row)) {
                picture.put(*column, *row, label, Ink::Quiet);
            }
        }
        if let (Some(ends), true) = (over.secant, over.triangle) {
            self.draw_triangle(&mut picture, ends);
        }
        self.draw_points(&mut picture, over);
        picture
    }

    fn draw_points(&self, picture: &mut Picture, over: &Over) {
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

    fn draw_triangle(&self, picture: &mut Picture, [from, to]: [[f64; 2]; 2]) {
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

    fn draw_curve(&mut self, curve: &Curve) {
        let [columns, rows] = self.canvas.size();
        let tall = self.window.height() / rows;
        let drawn = pieces(curve.f, self.window, columns as usize * SAMPLES, tall);
        for piece in drawn {
            let dots: Vec<[f64; 2]> = piece.iter().map(|point| self.dot_of(*point)).collect();
            let alone = [dots[0], dots[0]];
            let pairs = dots.windows(2).map(|pair| [pair[0], pair[1]]);
            for ends in pairs.chain((dots.len() == 1).then_some(alone)) {
                self.canvas.stretch(ends, (Layer::Curve, curve.ink, '*'), |_| true);
            }
        }
    }

    fn draw_axes(&mut self) {
        let [columns, rows] = self.canvas.size();
        let [x, y] = self.dot_of([0.0, 0.0]).map(|v| v.floor() as i64);
        let wide = self.canvas.wide;
        let [every_x, every_y] = if wide == 2 { [3, 3] } else { [2, 1] };
        if (0..rows as i64).contains(&y) {
            for i in (0..columns as i64).filter(|i| (i - x).rem_euclid(every_x) == 0) {
                self.canvas.dot(i, y, Layer::Axis, Ink::Faint, '-');
            }
        }
        if (0..columns as i64).contains(&x) {
            for j in (0..rows as i64).filter(|j| (j - y).rem_euclid(every_y) == 0) {
                self.canvas.dot(x, j, Layer::Axis, Ink::Faint, '|');
            }
        }
        if wide == 2 && rows >= 4.0 {
            for tick in self.ticks_across().at {
                let at = self.dot_of([tick, 0.0])[0].floor() as i64;
                for j in [y.clamp(1, rows as i64 - 2) - 1, y.clamp(1, rows as i64 - 2) + 1] {
                    self.canvas.dot(at, j, Layer::Axis, Ink::Faint, '+');
                }
            }
        }
    }

    fn ticks_across(&self) -> Ticks {
        let [low, high] = self.window.x;
        Ticks::new(low, high, (self.canvas.columns / 8).clamp(1, 12))
    }

    fn ticks_up(&self) -> Ticks {
        let [low, high] = self.window.y;
        Ticks::new(low, high, (self.canvas.rows / 4).clamp(1, 9))
    }

    /// Numbers beside the axes, or at the left and lower border where an axis is out of sight.
    /// A number that would touch the curve moves to the other side of its axis or stays away.
    fn place_labels(&mut self) {
        let glyphs = self.look.glyphs;
        let (columns, rows) = (self.canvas.columns, self.canvas.rows);
        let [x, y] = self.dot_of([0.0, 0.0]);
        let cell = |dot: f64, per: usize, most: usize| {
            (dot.max(0.0) as usize / per).min(most.saturating_sub(1))
        };
        let axis_row = cell(y, self.canvas.high, rows);
        let axis_column = cell(x, self.canvas.wide, columns);
        let mut placed: Vec<(usize, usize, String)> = Vec::new();
        let mut place = |canvas: &Canvas, spots: [(usize, usize); 2], label: String| {
            let width = label.chars().count();
            let fits = |&(column, row): &(usize, usize)| {
                column + width <= columns
                    && row < rows
                    && (0..width).all(|i| canvas.is_free(column + i, row))
                    && !placed.iter().any(|(c, r, text)| {
                        *r == row
                            && column < c + text.chars().count() + 1
                            && *c < column + width + 1
                    })
            };
            if let Some(&(column, row)) = spots.iter().find(|spot| fits(spot)) {
                placed.push((column, row, label));
            }
        };
        let ticks = self.ticks_up();
        for (i, value) in ticks.at.iter().enumerate() {
            let label = ticks.label(i, glyphs);
            let row = cell(self.dot_of([0.0, *value])[1], self.canvas.high, rows);
            if *value == 0.0 && (0.0..self.canvas.size()[0]).contains(&x) {
                continue;
            }
            let width = label.chars().count();
            let left = axis_column.checked_sub(width + 1);
            let right = if axis_column == 0 { 0 } else { axis_column + 2 };
            place(&self.canvas, [(left.unwrap_or(right), row), (right, row)], label);
        }
        let ticks = self.ticks_across();
        for (i, value) in ticks.at.iter().enumerate() {
            let label = ticks.label(i, glyphs);
            let middle = cell(self.dot_of([*value, 0.0])[0], self.canvas.wide, columns);
            if *value == 0.0 && (0.0..self.canvas.size()[1]).contains(&y) {
                continue;
            }
            let width = label.chars().count();
            let column = middle.saturating_sub(width / 2).min(columns.saturating_sub(width));
            let spots = [axis_row + 1, axis_row.saturating_sub(1)].map(|row| (column, row));
            let spots = if axis_row + 1 >= rows { [(column, axis_row); 2] } else { spots };
            place(&self.canvas, spots, label);
        }
        self.labels = placed;
    }

    /// The dot, in fractions, of a point of the plane.
    fn dot_of(&self, point: [f64; 2]) -> [f64; 2] {
        let Window { x, y } = self.window;
        let [columns, rows] = self.canvas.size();
        [(point[0] - x[0]) / (x[1] - x[0]) * columns, (y[1] - point[1]) / (y[1] - y[0]) * rows]
    }

    fn cell_of(&self, point: [f64; 2]) -> Option<(usize, usize)> {
        let [x, y] = self.dot_of(point);
        let [columns, rows] = self.canvas.size();
        let inside = (0.0..columns).contains(&x) && (0.0..rows).contains(&y);
        inside.then_some((x as usize / self.canvas.wide, y as usize / self.canvas.high))
    }
}

/// A stretch made longer at both ends by a share of itself.
fn stretched([a, b]: [[f64; 2]; 2], share: f64) -> [[f64; 2]; 2] {
    let more = |from: [f64; 2], to: [f64; 2]| {
        [to[0] + (to[0] - from[0]) * share, to[1] + (to[1] - from[1]) * share]
    };
    [more(b, a), more(a, b)]
}

/// The curve in pieces without gap, jump or pole. `near` is a difference of heights that needs no
/// second look.
pub(super) fn pieces(
    f: &dyn Fn(f64) -> f64,
    window: Window,
    samples: usize,
    near: f64,
) -> Vec<Vec<[f64; 2]>> {
    let step = window.width() / samples as f64;
    let mut pieces: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut last: Option<[f64; 2]> = None;
    for i in 0..samples {
        let x = window.x[0] + step * (i as f64 + 0.5);
        let y = f(x);
        if !y.is_finite() {
            last = None;
            continue;
        }
        let joined = last
            .is_some_and(|[x0, y0]| (y - y0).abs() <= 3.0 * near || !jumps(f, [x0, x], [y0, y]));
        match pieces.last_mut() {
            Some(piece) if joined => piece.push([x, y]),
            _ => pieces.push(vec![[x, y]]),
        }
        last = Some([x, y]);
    }
    pieces
}

/// Is there a jump or a pole between two samples? Halves the gap towards the greater difference:
/// where the function is continuous, the difference shrinks with it.
fn jumps(f: &dyn Fn(f64) -> f64, mut x: [f64; 2], mut y: [f64; 2]) -> bool {
    let whole = (y[1] - y[0]).abs();
    for _ in 0..HALVINGS {
        let middle = x[0] + (x[1] - x[0]) / 2.0;
        let height = f(middle);
        if !height.is_finite() {
            return true;
        }
        if (height - y[0]).abs() > (y[1] - height).abs() {
            (x[1], y[1]) = (middle, height);
        } else {
            (x[0], y[0]) = (middle, height);
        }
        if (y[1] - y[0]).abs() < whole * 0.1 {
            return false;
        }
    }
    true
}

/// Heights worth showing: all of them, or without the outermost where those belong to a pole.
fn height_range(curves: &[Curve], x: [f64; 2], keep: &[[f64; 2]]) -> [f64; 2] {
    const LOOKS: usize = 400;
    let mut heights: Vec<f64> = Vec::new();
    for curve in curves {
        let at = |i: usize| x[0] + (x[1] - x[0]) * (i as f64 + 0.5) / LOOKS as f64;
        heights.extend((0..LOOKS).map(|i| (curve.f)(at(i))).filter(|y| y.is_finite()));
    }
    let kept = keep.iter().map(|p| p[1]).filter(|y| y.is_finite());
    heights.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (heights.first(), heights.last()) else {
        return Window::around(kept.map(|y| [0.0, y]), 0.2).map_or([-1.0, 1.0], |w| w.y);
    };
    let part = |share: f64| heights[((heights.len() - 1) as f64 * share) as usize];
    let (inner_low, inner_high) = (part(0.06), part(0.94));
    let inner = (inner_high - inner_low).max(f64::MIN_POSITIVE);
    let cut = |outer: f64, inner_end: f64, sign: f64| {
        let far = (outer - inner_end).abs() > inner * 3.0;
        if far { inner_end + sign * inner * 0.6 } else { outer }
    };
    let mut low = cut(*first, inner_low, -1.0);
    let mut high = cut(*last, inner_high, 1.0);
    for y in kept {
        (low, high) = (low.min(y), high.max(y));
    }
    let span = high - low;
    // the axis is worth a little room
    if low > 0.0 && low < span * 0.5 {
        low = 0.0;
    }
    if high < 0.0 && -high < span * 0.5 {
        high = 0.0;
    }
    let pad = if span > 0.0 { span * 0.06 } else { 1.0 };
    [low - pad, high + pad]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(f: &dyn Fn(f64) -> f64, x: [f64; 2], y: Option<[f64; 2]>) -> String {
        let curve = Curve { f, ink: Ink::Text };
        let look = Look { glyphs: Glyphs::Ascii, ..Look::default() };
        Graph::new(&[curve], x, y, &[], (21, 9), look).picture(&Over::default()).text()
    }

    #[test]
    fn a_pole_splits_the_curve() {
        let drawn = text(&|x| 1.0 / x, [-2.0, 2.0], Some([-4.0, 4.0]));
        let middle: String = drawn.lines().nth(4).unwrap_or("").chars().skip(8).take(5).collect();
        assert!(!middle.contains('*'), "{drawn}");
    }

    #[test]
    fn a_jump_is_not_joined_but_a_steep_slope_is() {
        let stars = |f: &dyn Fn(f64) -> f64| {
            let drawn = text(f, [-1.0, 1.0], Some([-2.0, 2.0]));
            drawn.lines().filter(|line| line.contains('*')).count()
        };
        assert_eq!(stars(&|x: f64| if x < 0.0 { -1.0 } else { 1.0 }), 2);
        assert_eq!(stars(&|x: f64| (300.0 * x).tanh()), 5);
    }

    #[test]
    fn heights_of_a_pole_do_not_flatten_the_rest() {
        let tan = |x: f64| x.tan();
        let range = height_range(&[Curve { f: &tan, ink: Ink::Text }], [-4.0, 4.0], &[]);
        assert!(range[1] < 20.0 && range[0] > -20.0, "{range:?}");
    }

    #[test]
    fn no_size_and_no_function_panics() {
        let functions: [&dyn Fn(f64) -> f64; 5] =
            [&|_| f64::NAN, &|x| x * 1e300, &|_| 3.0, &|x| x.ln(), &|x| (1.0 / x).sin()];
        for f in functions {
            for size in (0..12).flat_map(|w| (0..6).map(move |h| (w, h))) {
                for glyphs in [Glyphs::Braille, Glyphs::HalfBlock, Glyphs::Ascii] {
                    let look = Look { glyphs, ..Look::default() };
                    let curve = Curve { f, ink: Ink::Text };
                    let graph = Graph::new(&[curve], [-1.0, 3.0], None, &[], size, look);
                    let walk = [[0.0, 1.0], [2.0, f64::INFINITY]];
                    let over = Over {
                        tangent: Some(([1.0, 1.0], 1e300)),
                        secant: Some([[0.0, 0.0], [2.0, 1.0]]),
                        triangle: true,
                        paths: &[(&walk, 0)],
                        ..Over::default()
                    };
                    assert_eq!(graph.picture(&over).width(), size.0);
                }
            }
        }
    }
}
