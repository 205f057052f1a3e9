//! A curve with a point that the student moves: its tangent, or a secant on its way to it.

use super::Word;
use crate::math::{Compiled, Expr, Name, slope};
use crate::pack::{Coordinate, Curve};
use crate::plot::{self, Glyphs, Graph, Ink, Over, Picture, Stroke, Window};
use crate::text::number;
use crate::tui::keys::Verb;
use crate::tui::look::Look;

/// A curve with a point on it.
#[derive(Debug)]
pub(super) struct CurveScene {
    curve: Curve,
    f: Compiled,
    slope: Option<Compiled>,
    also: Option<Compiled>,
    /// The point that the student moves.
    x: Option<f64>,
    /// The end of a secant that stays.
    anchor: Option<f64>,
    /// How far an arrow key moves the point.
    stride: f64,
    /// The part that is seen, once it was zoomed.
    zoomed: Option<Window>,
}

impl CurveScene {
    /// A curve as the author wants it; `None` where it has no numbers.
    pub(super) fn of(curve: Curve) -> Option<CurveScene> {
        let names: [Name; 1] = [curve.var.clone()];
        let compile = |expr: &Expr| Compiled::new(&slope::carry_out(expr), &names).ok();
        let f = compile(&curve.of)?;
        let derivative = slope::derivative(&curve.of, &curve.var);
        let slope = if curve.slope { compile(&derivative) } else { None };
        let also = curve.also.as_ref().and_then(compile);
        let (anchor, x) = match (&curve.secant, &curve.tangent) {
            (Some((stays, moves)), _) => (Some(stays.to_f64()), Some(moves.to_f64())),
            (None, Some(at)) => (None, Some(at.to_f64())),
            (None, None) => (None, None),
        };
        // Two steps bring a secant to its tangent.
        let gap = anchor.zip(x).map(|(stays, moves)| (moves - stays).abs() / 2.0);
        let stride =
            gap.filter(|gap| *gap > 0.0).unwrap_or_else(|| stride(curve.x.high - curve.x.low));
        Some(CurveScene { curve, f, slope, also, x, anchor, stride, zoomed: None })
    }

    /// Can the point be moved?
    pub(super) fn has_point(&self) -> bool {
        self.x.is_some()
    }

    fn value(&self, x: f64) -> f64 {
        self.f.value(&[x])
    }

    fn slope_at(&self, x: f64) -> f64 {
        let mut out = [f64::NAN];
        self.f.gradient(&[x], &mut out);
        out[0]
    }

    /// A key; `false` when it means nothing here.
    pub(super) fn verb(&mut self, verb: Verb) -> bool {
        match verb {
            Verb::Plus => self.zoom(0.8, None),
            Verb::Minus => self.zoom(1.25, None),
            Verb::Nought => self.zoomed = None,
            Verb::Left | Verb::Right => return self.step(verb == Verb::Right),
            _ => return false,
        }
        true
    }

    fn step(&mut self, to_right: bool) -> bool {
        let Some(x) = self.x else { return false };
        // On a secant → brings the points together, from whichever side.
        let is_beyond = self.anchor.is_some_and(|anchor| x > anchor);
        let way = if to_right == is_beyond { -self.stride } else { self.stride };
        self.move_to(x + way, self.stride);
        true
    }

    /// Moves the point onto a grid of steps, so that nice numbers are met exactly.
    fn move_to(&mut self, to: f64, step: f64) {
        let zero = self.anchor.unwrap_or(0.0);
        let on_grid = zero + ((to - zero) / step).round() * step;
        let places = (-step.log10().floor()).clamp(0.0, 300.0) as usize + 1;
        let on_grid = format!("{on_grid:.places$}").parse().unwrap_or(on_grid);
        self.x = Some(on_grid.clamp(self.curve.x.low, self.curve.x.high));
    }

    /// The point goes to a column of the picture.
    pub(super) fn point_at(&mut self, column: usize, size: (usize, usize), look: &Look) -> bool {
        if self.x.is_none() {
            return false;
        }
        let graph = self.graph(size, look);
        let fine = plot::round_step(graph.window().width() / size.0.max(1) as f64);
        self.move_to(graph.x_at(column), fine.min(self.stride));
        true
    }

    /// The wheel turned over a column.
    pub(super) fn wheel(&mut self, factor: f64, column: usize, size: (usize, usize), look: &Look) {
        let graph = self.graph(size, look);
        let middle = graph.window().y[0] + graph.window().height() / 2.0;
        let about = [graph.x_at(column), middle];
        self.zoom(factor, Some((graph.window(), about)));
    }

    fn zoom(&mut self, factor: f64, about: Option<(Window, [f64; 2])>) {
        let (seen, about) = about.unwrap_or_else(|| {
            let seen = self.zoomed.unwrap_or_else(|| self.window());
            let middle = [f64::midpoint(seen.x[0], seen.x[1]), f64::midpoint(seen.y[0], seen.y[1])];
            let at = self.x.map(|x| [x, self.value(x)]).filter(|at| seen.contains(*at));
            (seen, at.unwrap_or(middle))
        });
        self.zoomed = Some(seen.zoomed(factor, about));
    }

    /// The window without zoom; the heights do not depend on the size.
    fn window(&self) -> Window {
        self.graph_in(None, (2, 2), plot::Look::default()).window()
    }

    /// Has the end of the secant come to the point that stays?
    fn is_tangent(&self, x: f64) -> bool {
        let width = self.curve.x.high - self.curve.x.low;
        self.anchor.is_none_or(|anchor| (x - anchor).abs() < width * 1e-6)
    }

    /// The numbers under the curve: name and value.
    pub(super) fn words(&self) -> Vec<Word> {
        let Some(x) = self.x else { return Vec::new() };
        let var = self.curve.var.as_str().to_owned();
        let window = self.zoomed.unwrap_or_else(|| self.window());
        let (wide, high) = (window.width(), window.height());
        let across = |value: f64| fixed(value, (wide / 200.0).min(self.stride));
        let word = |name: &str, value: String| Word::new(name, value, 7);
        let steep = |value: f64| fixed(value, high / wide / 30.0);
        match self.anchor {
            Some(anchor) if !self.is_tangent(x) => {
                let rise = self.value(x) - self.value(anchor);
                vec![
                    word(&var, across(anchor)),
                    word("h", across(x - anchor)),
                    word("secant", steep(rise / (x - anchor))),
                ]
            }
            Some(_) => vec![
                word(&var, across(x)),
                word("h", "→ 0".to_owned()),
                word("slope", steep(self.slope_at(x))),
            ],
            None => vec![
                word(&var, across(x)),
                word("f", fixed(self.value(x), high / 200.0)),
                word("slope", steep(self.slope_at(x))),
            ],
        }
    }

    fn graph(&self, size: (usize, usize), look: &Look) -> Graph {
        self.graph_in(self.zoomed, size, look.plot())
    }

    fn graph_in(&self, seen: Option<Window>, size: (usize, usize), look: plot::Look) -> Graph {
        let f = |x: f64| self.value(x);
        // There is a slope only where there is a curve: 1/x left of 0 is none of ln x.
        let slope = |x: f64| match &self.slope {
            Some(slope) if f(x).is_finite() => slope.value(&[x]),
            Some(_) | None => f64::NAN,
        };
        let also = |x: f64| self.also.as_ref().map_or(f64::NAN, |also| also.value(&[x]));
        let is_alone = self.slope.is_none() && self.also.is_none();
        let prime = if look.glyphs == Glyphs::Ascii { "f'" } else { "f′" };
        let mut curves =
            vec![plot::Curve { name: if is_alone { "" } else { "f" }, ..plot::Curve::plain(&f) }];
        if self.slope.is_some() {
            let (ink, stroke) = (Ink::Runner(4), Stroke::Dotted);
            curves.push(plot::Curve { f: &slope, ink, stroke, name: prime });
        }
        if self.also.is_some() {
            let (ink, stroke) = (Ink::Runner(3), Stroke::Dashed);
            curves.push(plot::Curve { f: &also, ink, stroke, name: "g" });
        }
        let x = seen.map_or([self.curve.x.low, self.curve.x.high], |seen| seen.x);
        let y = seen.map(|seen| seen.y).or(self.curve.y.map(|y| [y.low, y.high]));
        // The points that the figure opens with are seen; where the student goes moves no window.
        let first = self.curve.secant.iter().flat_map(|(from, to)| [from, to]);
        let first = first.chain(&self.curve.tangent).map(Coordinate::to_f64);
        let keep: Vec<[f64; 2]> = first.map(|x| [x, f(x)]).collect();
        let mut graph = Graph::new(&curves, x, y, &keep, size, look);
        if let Some(area) = self.curve.area {
            graph.fill(&f, [area.low, area.high]);
        }
        graph
    }

    /// The curve with its point.
    pub(super) fn picture(&self, size: (usize, usize), look: &Look) -> Picture {
        let point = |x: f64| [x, self.value(x)];
        let mut over = Over::default();
        match (self.x, self.anchor) {
            (Some(x), Some(anchor)) if !self.is_tangent(x) => {
                (over.secant, over.triangle) = (Some([point(anchor), point(x)]), true);
            }
            (Some(x), _) if self.slope_at(x).is_finite() => {
                over.tangent = Some((point(x), self.slope_at(x)));
            }
            (Some(x), _) => over.point = Some(point(x)).filter(|point| point[1].is_finite()),
            (None, _) => {}
        }
        self.graph(size, look).picture(&over)
    }
}

/// A nice step for a window of this width: about eighty of them across.
fn stride(width: f64) -> f64 {
    let rough = width / 80.0;
    if !(rough.is_finite() && rough > 0.0) {
        return 1.0;
    }
    let power = 10f64.powf(rough.log10().floor());
    let share = rough / power;
    let nice = [1.0, 2.0, 5.0, 10.0].into_iter().find(|nice| share <= nice * 1.001);
    power * nice.unwrap_or(10.0)
}

/// With as many decimals as the picture resolves, at least two: they keep their place while the
/// point moves.
fn fixed(value: f64, step: f64) -> String {
    let places = (-step.log10().floor()).clamp(2.0, 99.0) as usize;
    if places > 9 || value.abs() >= 1e5 || !value.is_finite() {
        return number(value);
    }
    let written = format!("{value:.places$}");
    let is_nought = written.chars().all(|c| matches!(c, '-' | '0' | '.'));
    if is_nought { written.replace('-', "") } else { written.replace('-', "−") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strides_are_nice_numbers() {
        assert!((stride(8.0) - 0.1).abs() < 1e-12);
        assert!((stride(6.0) - 0.1).abs() < 1e-12);
        assert!((stride(2.0) - 0.05).abs() < 1e-12);
    }

    #[test]
    fn numbers_have_the_decimals_that_the_picture_resolves() {
        assert_eq!(fixed(-1.0, 0.05), "−1.00");
        assert_eq!(fixed(-0.0001, 0.05), "0.00");
        assert_eq!(fixed(1.000_000_5, 1e-8), "1.00000050");
        assert_eq!(fixed(2e-9, 1e-11), "2·10⁻⁹");
        assert_eq!(fixed(0.000_312, 2e-6), "0.000312");
        assert_eq!(fixed(f64::NAN, 0.1), "undefined");
    }
}
