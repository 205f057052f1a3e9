//! What does a function of one variable look like?

use super::canvas::{Canvas, Layer};
use super::heights::height_range;
use super::look::{Glyphs, Look};
use super::picture::{Ink, Picture};
use super::pieces::pieces;
use super::window::Window;

/// A curve and how it is drawn.
#[derive(Clone, Copy)]
pub struct Curve<'a> {
    /// The function; NaN where it is undefined.
    pub f: &'a dyn Fn(f64) -> f64,
    /// Its colour.
    pub ink: Ink,
    /// Its line: where there are no colours, curves are told apart by it.
    pub stroke: Stroke,
    /// What stands beside it; empty for a curve alone.
    pub name: &'a str,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Without gap.
    Solid,
    /// Dots.
    Dotted,
    /// Short pieces.
    Dashed,
}

impl<'a> Curve<'a> {
    /// A curve alone.
    pub fn plain(f: &'a dyn Fn(f64) -> f64) -> Curve<'a> {
        Curve { f, ink: Ink::Text, stroke: Stroke::Solid, name: "" }
    }
}

impl Stroke {
    /// Is the n-th dot of a line drawn?
    fn has(self, n: usize) -> bool {
        match self {
            Stroke::Solid => true,
            Stroke::Dotted => n.is_multiple_of(3),
            Stroke::Dashed => n % 8 < 5,
        }
    }

    /// Its letter in ASCII.
    fn letter(self) -> char {
        match self {
            Stroke::Solid => '*',
            Stroke::Dotted => '.',
            Stroke::Dashed => '~',
        }
    }
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
    pub(super) look: Look,
    pub(super) window: Window,
    pub(super) canvas: Canvas,
    pub(super) labels: Vec<Label>,
}

/// A number of an axis, or the name of a curve, and the cell of its first character.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) text: String,
    pub(super) ink: Ink,
}

/// Samples in each column of dots.
const SAMPLES: usize = 4;

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
            for curve in curves {
                graph.place_name(curve);
            }
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
        let [columns, rows] = self.canvas.size();
        let zero = self.dot_of([0.0, 0.0])[1];
        for i in 0..columns as usize {
            let x = self.window.x[0] + self.window.width() * (i as f64 + 0.5) / columns;
            let y = f(x);
            if x < ends[0].min(ends[1]) || x > ends[0].max(ends[1]) || !y.is_finite() {
                continue;
            }
            let top = self.dot_of([x, y])[1].clamp(0.0, rows);
            let base = zero.clamp(0.0, rows);
            for j in top.min(base) as i64..top.max(base) as i64 {
                let is_set = match self.look.glyphs {
                    Glyphs::Braille => (i as i64 + 2 * j) % 4 == 0,
                    Glyphs::HalfBlock => (i as i64 + j) % 2 == 0,
                    Glyphs::Ascii => true,
                };
                if is_set {
                    self.canvas.dot(i as i64, j, Layer::Area, Ink::Quiet, ':');
                }
            }
        }
    }

    /// The curves with everything that lies over them.
    pub fn picture(&self, over: &Over) -> Picture {
        let mut canvas = self.canvas.clone();
        self.draw_lines(&mut canvas, over);
        let mut picture = canvas.picture();
        for label in &self.labels {
            let width = label.text.chars().count();
            // a number gives way to a line that comes and goes, a name does not
            let is_name = label.ink != Ink::Quiet;
            if is_name || (0..width).all(|i| canvas.is_free(label.column + i, label.row)) {
                picture.put(label.column, label.row, &label.text, label.ink);
            }
        }
        if let (Some(ends), true) = (over.secant, over.triangle) {
            self.draw_triangle(&mut picture, ends);
        }
        self.draw_points(&mut picture, over);
        picture
    }

    fn draw_curve(&mut self, curve: &Curve) {
        let [columns, rows] = self.canvas.size();
        let tall = self.window.height() / rows;
        let drawn = pieces(curve.f, self.window, columns as usize * SAMPLES, tall);
        let mut last = [i64::MIN; 2];
        let mut count = 0;
        for piece in drawn {
            let dots: Vec<[f64; 2]> = piece.iter().map(|point| self.dot_of(*point)).collect();
            let alone = [dots[0], dots[0]];
            let pairs = dots.windows(2).map(|pair| [pair[0], pair[1]]);
            for ends in pairs.chain((dots.len() == 1).then_some(alone)) {
                self.canvas.dots(ends, |canvas, x, y| {
                    // neighbouring stretches share a dot, which counts once
                    count += usize::from([x, y] != last);
                    last = [x, y];
                    if curve.stroke.has(count) {
                        canvas.dot(x, y, Layer::Curve, curve.ink, curve.stroke.letter());
                    }
                });
            }
        }
    }

    /// The name of a curve beside it, as far right as there is room.
    fn place_name(&mut self, curve: &Curve) {
        let width = curve.name.chars().count();
        let (columns, rows) = (self.canvas.columns, self.canvas.rows);
        if width == 0 || columns < 12 || rows < 5 {
            return;
        }
        let is_taken = |column: usize, row: usize| {
            self.labels.iter().any(|label| {
                let end = label.column + label.text.chars().count();
                label.row == row && column <= end && column + width >= label.column
            })
        };
        let fits = |column: usize, row: usize| {
            let cells = column.saturating_sub(1)..column + width + 1;
            row < rows
                && column + width < columns
                && cells.into_iter().all(|c| self.canvas.is_free(c, row))
                && !is_taken(column, row)
        };
        let beside = |column: usize| {
            let x = self.x_at(column);
            let (_, row) = self.cell_of([x, (curve.f)(x)])?;
            let spots = [
                (column.saturating_sub(width + 1), row),
                (column + 2, row),
                (column, row.wrapping_sub(1)),
                (column, row + 1),
            ];
            spots.into_iter().find(|(column, row)| fits(*column, *row))
        };
        let found = (columns / 8..columns - 1).rev().find_map(beside);
        if let Some((column, row)) = found {
            let text = curve.name.to_owned();
            self.labels.push(Label { column, row, text, ink: curve.ink });
        }
    }

    /// The dot, in fractions, of a point of the plane.
    pub(super) fn dot_of(&self, point: [f64; 2]) -> [f64; 2] {
        let Window { x, y } = self.window;
        let [columns, rows] = self.canvas.size();
        [(point[0] - x[0]) / (x[1] - x[0]) * columns, (y[1] - point[1]) / (y[1] - y[0]) * rows]
    }

    pub(super) fn cell_of(&self, point: [f64; 2]) -> Option<(usize, usize)> {
        let [x, y] = self.dot_of(point);
        let [columns, rows] = self.canvas.size();
        let inside = (0.0..columns).contains(&x) && (0.0..rows).contains(&y);
        inside.then_some((x as usize / self.canvas.wide, y as usize / self.canvas.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(f: &dyn Fn(f64) -> f64, x: [f64; 2], y: Option<[f64; 2]>) -> String {
        let look = Look { glyphs: Glyphs::Ascii, ..Look::default() };
        let graph = Graph::new(&[Curve::plain(f)], x, y, &[], (21, 9), look);
        graph.picture(&Over::default()).text()
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
    fn two_curves_are_told_apart_without_colours() {
        let (f, slope) = (|x: f64| x * x, |x: f64| 2.0 * x);
        let curves = [
            Curve { name: "f", ..Curve::plain(&f) },
            Curve { f: &slope, ink: Ink::Runner(4), stroke: Stroke::Dotted, name: "f'" },
        ];
        let look = Look { glyphs: Glyphs::Ascii, ..Look::default() };
        let graph = Graph::new(&curves, [-2.0, 2.0], None, &[], (41, 15), look);
        let drawn = graph.picture(&Over::default()).text();
        assert!(drawn.contains('*') && drawn.contains('.'), "{drawn}");
        assert!(drawn.contains("f'") && drawn.contains("*** f"), "{drawn}");
    }

    #[test]
    fn no_size_and_no_function_panics() {
        let functions: [&dyn Fn(f64) -> f64; 5] =
            [&|_| f64::NAN, &|x| x * 1e300, &|_| 3.0, &|x| x.ln(), &|x| (1.0 / x).sin()];
        for f in functions {
            for size in (0..14).flat_map(|w| (0..6).map(move |h| (w, h))) {
                for glyphs in [Glyphs::Braille, Glyphs::HalfBlock, Glyphs::Ascii] {
                    let look = Look { glyphs, ..Look::default() };
                    let curve = Curve { name: "name", ..Curve::plain(f) };
                    let mut graph = Graph::new(&[curve], [-1.0, 3.0], None, &[], size, look);
                    graph.fill(f, [0.0, 1.0]);
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
