//! What lies under walks and arrows: the map or the curve, computed once for a window and a size.
//!
//! The laboratory, the figures of lessons and the exercises on a map all draw on a [`Scene`]. The
//! heights, the lines and their labels are dear, and the same until the window, the size or the
//! look changes; a step of a walk or a turn of an arrow draws only what lies over them.

mod clock;
mod fit;
mod runner;

pub(super) use clock::Clock;
pub(super) use runner::{Runner, next_rate};

use crate::descent::Reason;
use crate::math::Compiled;
use crate::plot::{
    Arrow, Curve, Glyphs, Graph, Ink, Layers, Look, Map, Mark, Over, Path, Picture, Window,
    round_step,
};

/// A function over a part of the plane.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    f: Compiled,
    /// The part of the plane that was asked for.
    wanted: Window,
    /// The heights of a curve, where they do not follow from the part that is seen.
    heights: Option<[f64; 2]>,
    /// Are minima, saddles and maxima marked?
    has_marks: bool,
    /// A height that gets a line of its own.
    level: Option<f64>,
    size: (usize, usize),
    look: Look,
    ground: Ground,
    /// Minima, saddles and maxima in sight.
    pub(super) marks: Vec<Mark>,
}

#[derive(Clone, Debug)]
enum Ground {
    Map(Box<Map>),
    Graph(Box<Graph>),
}

/// What is drawn over the ground.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown<'a> {
    /// All runners.
    pub(super) runners: &'a [Runner],
    /// Which of them is selected: drawn last.
    pub(super) selected: usize,
    /// The step shown.
    pub(super) now: usize,
    /// Arrows over a map.
    pub(super) arrows: &'a [Arrow],
    /// A point that the student stands on.
    pub(super) start: Option<[f64; 2]>,
}

impl Scene {
    /// The part of the plane that suits a function and its walks.
    pub(super) fn fitted(f: &Compiled, runners: &[Runner], look: Look) -> Scene {
        let (wanted, heights) = fit::fit(f, runners);
        Scene { heights, ..Scene::over(f, wanted, look) }
    }

    /// The part of the plane around a point that somebody stands on, with room to point from it.
    pub(super) fn around(f: &Compiled, at: [f64; 2], look: Look) -> Scene {
        let level = Some(f.value(&at));
        Scene { level, ..Scene::over(f, fit::around(f, at), look) }
    }

    /// A part of the plane that somebody chose.
    pub(super) fn over(f: &Compiled, wanted: Window, look: Look) -> Scene {
        let ground = Ground::Map(Box::new(Map::frame(wanted, (0, 0), look)));
        let marks = Vec::new();
        let f = f.clone();
        let (heights, level, has_marks, size) = (None, None, true, (0, 0));
        Scene { f, wanted, heights, has_marks, level, size, look, ground, marks }
    }

    /// The same with these heights of a curve.
    #[must_use]
    pub(super) fn with_heights(self, heights: Option<[f64; 2]>) -> Scene {
        Scene { heights: heights.or(self.heights), ..self }
    }

    /// The same with or without marks.
    #[must_use]
    pub(super) fn with_marks(self, has_marks: bool) -> Scene {
        Scene { has_marks, ..self }
    }

    /// The part of the plane that was asked for.
    pub(super) fn wanted(&self) -> Window {
        self.wanted
    }

    /// One variable, or two?
    pub(super) fn is_curve(&self) -> bool {
        self.f.variables().len() == 1
    }

    /// Computes the ground for a size and a look, unless it is there.
    pub(super) fn draw_for(&mut self, size: (usize, usize), look: Look, runners: &[Runner]) {
        if (self.size, self.look) != (size, look) {
            (self.size, self.look) = (size, look);
            self.redraw(runners);
        }
    }

    fn redraw(&mut self, runners: &[Runner]) {
        if self.is_curve() {
            let f = |x: f64| self.f.value(&[x]);
            let curve = Curve::plain(&f);
            let starts = runners.iter().filter_map(|runner| runner.points.first().copied());
            let is_seen =
                |point: &[f64; 2]| (self.wanted.x[0]..=self.wanted.x[1]).contains(&point[0]);
            let keep: Vec<[f64; 2]> = starts.filter(is_seen).collect();
            let graph =
                Graph::new(&[curve], self.wanted.x, self.heights, &keep, self.size, self.look);
            self.ground = Ground::Graph(Box::new(graph));
            self.marks.clear();
        } else {
            let rows = |xs: &[f64], y: f64, out: &mut [f64]| self.f.row(xs, y, out);
            let mut map = Map::new(&rows, self.wanted, self.size, self.look);
            if let Some(level) = self.level {
                map.keep_level(level);
            }
            self.marks =
                if self.has_marks { fit::marks(&self.f, map.window()) } else { Vec::new() };
            self.ground = Ground::Map(Box::new(map));
            self.relabel(runners);
        }
    }

    /// Places the labels anew, away from the walks.
    pub(super) fn relabel(&mut self, runners: &[Runner]) {
        if let Ground::Map(map) = &mut self.ground {
            let walks: Vec<&[[f64; 2]]> =
                runners.iter().map(|runner| runner.points.as_slice()).collect();
            map.relabel(&walks, &self.marks);
        }
    }

    /// Shows another part of the plane.
    pub(super) fn look_at(&mut self, window: Window, runners: &[Runner]) {
        (self.wanted, self.heights) = (window, None);
        self.redraw(runners);
    }

    /// Shows what suits the function again.
    pub(super) fn fit(&mut self, runners: &[Runner]) {
        (self.wanted, self.heights) = fit::fit(&self.f, runners);
        self.redraw(runners);
    }

    /// Nearer or farther, with a point in its place.
    pub(super) fn zoom(&mut self, factor: f64, about: Option<&[f64]>, runners: &[Runner]) {
        let window = self.window();
        let middle = [window.x[0] + window.width() / 2.0, window.y[0] + window.height() / 2.0];
        let about = match about {
            Some([x]) => [*x, middle[1]],
            Some([x, y, ..]) => [*x, *y],
            Some([]) | None => middle,
        };
        self.look_at(window.zoomed(factor, about), runners);
    }

    /// The part of the plane that is seen.
    pub(super) fn window(&self) -> Window {
        match &self.ground {
            Ground::Map(map) => map.window(),
            Ground::Graph(graph) => graph.window(),
        }
    }

    /// Which digit is which height, where lines are digits.
    pub(super) fn legend(&self) -> Option<String> {
        match &self.ground {
            Ground::Map(map) if self.look.glyphs == Glyphs::Ascii => Some(map.legend()),
            Ground::Map(_) | Ground::Graph(_) => None,
        }
    }

    /// The point under a cell of the picture.
    pub(super) fn point_at(&self, column: usize, row: usize) -> Option<Vec<f64>> {
        match &self.ground {
            Ground::Map(map) => map.point_at(column, row).map(|point| point.to_vec()),
            Ground::Graph(graph) => Some(vec![graph.x_at(column)]),
        }
    }

    /// The point beside by so many cells, on round numbers.
    pub(super) fn beside(&self, point: &[f64], [right, up]: [f64; 2]) -> Vec<f64> {
        let moves = [right, up].into_iter().zip(self.cell().map(round_step));
        let beside = |(value, (cells, step)): (&f64, (f64, f64))| {
            if cells == 0.0 { *value } else { round_to((value / step).round() + cells, step) }
        };
        point.iter().zip(moves).map(beside).collect()
    }

    /// The round numbers nearest to a point.
    pub(super) fn snapped(&self, point: &[f64]) -> Vec<f64> {
        let steps = self.cell().map(round_step);
        point
            .iter()
            .zip(steps)
            .map(|(value, step)| round_to((value / step).round(), step))
            .collect()
    }

    /// The size of a cell in the plane.
    pub(super) fn cell(&self) -> [f64; 2] {
        let window = self.window();
        let (columns, rows) = match &self.ground {
            Ground::Map(map) => (map.plot_area().2, map.plot_area().3),
            Ground::Graph(_) => self.size,
        };
        [window.width() / columns.max(1) as f64, window.height() / rows.max(1) as f64]
    }

    /// The picture with walks, marks and arrows.
    pub(super) fn picture(&self, shown: &Shown) -> Picture {
        let mut order: Vec<usize> = (0..shown.runners.len()).collect();
        // the selected one lies on top
        order.sort_by_key(|i| *i == shown.selected);
        let walked: Vec<&Runner> = order.iter().filter_map(|i| shown.runners.get(*i)).collect();
        match &self.ground {
            Ground::Map(map) => {
                let paths: Vec<Path> =
                    walked.iter().map(|runner| path(runner, shown.now)).collect();
                map.picture(&Layers {
                    paths: &paths,
                    marks: &self.marks,
                    arrows: shown.arrows,
                    start: shown.start,
                })
            }
            Ground::Graph(graph) => {
                let paths: Vec<(&[[f64; 2]], u8)> = walked
                    .iter()
                    .map(|runner| (&runner.points[..=runner.at(shown.now)], runner.place))
                    .collect();
                let tangent = shown.runners.get(shown.selected).and_then(|runner| {
                    let at = runner.at(shown.now);
                    let slope = *runner.run.gradients.get(at)?.first()?;
                    Some((*runner.points.get(at)?, slope))
                        .filter(|(p, s)| p[1].is_finite() && s.is_finite())
                });
                graph.picture(&Over { tangent, paths: &paths, ..Over::default() })
            }
        }
    }
}

/// A multiple of a round step as the decimal that it means: 0.3, not 0.30000000000000004.
fn round_to(times: f64, step: f64) -> f64 {
    let decimals = (-step.log10().floor()).clamp(0.0, 300.0) as usize;
    format!("{:.decimals$}", times * step).parse().unwrap_or(times * step)
}

/// A runner's walk up to a step.
fn path(runner: &Runner, now: usize) -> Path<'_> {
    let is_away = runner.has_ended(now) && runner.run.stop.reason == Reason::Diverged;
    Path {
        points: &runner.points[..=runner.at(now)],
        runner: runner.place,
        away: if is_away { "diverged" } else { "" },
    }
}

/// An arrow from a point along a vector, made so long; `None` where it has no direction.
pub(super) fn arrow(from: [f64; 2], vector: [f64; 2], length: f64, ink: Ink) -> Option<Arrow> {
    let own = vector[0].hypot(vector[1]);
    let to = [0, 1].map(|axis| from[axis] + vector[axis] * (length / own));
    (own > 0.0 && to.iter().all(|v| v.is_finite())).then_some(Arrow {
        from,
        to,
        ink,
        has_head: true,
    })
}
