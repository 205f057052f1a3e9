//! What lies under the walks: the map or the curve, computed once for a window and a size.

use super::function::Function;
use super::runner::Runner;
use crate::descent::{Critical, Kind, Reason, critical_points};
use crate::plot::{
    Arrow, Curve, Glyphs, Graph, Ink, Layers, Look, Map, Mark, MarkKind, Over, Path, Picture,
    Window, interval, reach, view,
};

/// The ground of the picture.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    /// The part of the plane that was asked for.
    wanted: Window,
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
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'a> {
    /// All runners.
    pub(super) runners: &'a [Runner],
    /// Which of them is selected: drawn last.
    pub(super) selected: usize,
    /// The step shown.
    pub(super) now: usize,
    /// Are gradient, velocity and step drawn?
    pub(super) has_arrows: bool,
}

impl Scene {
    /// The scene that suits a function and its runners.
    pub(super) fn new(function: &Function, runners: &[Runner], look: Look) -> Scene {
        let wanted = fit(function, runners);
        let map = Map::frame(wanted, (0, 0), 1.0, look);
        let ground = Ground::Map(Box::new(map));
        Scene { wanted, size: (0, 0), look, ground, marks: Vec::new() }
    }

    /// Computes the ground for a size.
    pub(super) fn resize(&mut self, size: (usize, usize), function: &Function, runners: &[Runner]) {
        self.size = size;
        if function.dimensions() == 1 {
            let f = |x: f64| function.value(&[x]);
            let curve = Curve { f: &f, ink: Ink::Text };
            let keep: Vec<[f64; 2]> =
                runners.iter().filter_map(|runner| runner.points.first().copied()).collect();
            let keep: Vec<[f64; 2]> = keep
                .into_iter()
                .filter(|point| (self.wanted.x[0]..=self.wanted.x[1]).contains(&point[0]))
                .collect();
            let graph = Graph::new(&[curve], self.wanted.x, None, &keep, size, self.look);
            self.ground = Ground::Graph(Box::new(graph));
            self.marks.clear();
        } else {
            let map = Map::new(&function.rows(), self.wanted, size, 1.0, self.look);
            self.marks = marks(function, map.window());
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
    pub(super) fn look_at(&mut self, window: Window, function: &Function, runners: &[Runner]) {
        self.wanted = window;
        self.resize(self.size, function, runners);
    }

    /// Shows what suits the function again.
    pub(super) fn fit(&mut self, function: &Function, runners: &[Runner]) {
        self.look_at(fit(function, runners), function, runners);
    }

    /// Draws with other colours.
    pub(super) fn recolour(&mut self, look: Look, function: &Function, runners: &[Runner]) {
        self.look = look;
        self.resize(self.size, function, runners);
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

    /// The size of a cell in the plane.
    pub(super) fn cell(&self) -> [f64; 2] {
        let window = self.window();
        let (columns, rows) = self.size;
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
                let arrows = if shown.has_arrows { self.arrows(shown) } else { Vec::new() };
                map.picture(&Layers {
                    paths: &paths,
                    marks: &self.marks,
                    arrows: &arrows,
                    start: None,
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

    /// Gradient, velocity and step of the selected runner. The step is to scale; the others are
    /// made shorter together until the longest takes a quarter of the window.
    fn arrows(&self, shown: &Shown) -> Vec<Arrow> {
        let Some(runner) = shown.runners.get(shown.selected) else { return Vec::new() };
        let k = runner.at(shown.now);
        let run = &runner.run;
        let (Some(at), Some(gradient)) = (runner.points.get(k), run.gradients.get(k)) else {
            return Vec::new();
        };
        let window = self.window();
        let velocity = run.velocities.get(k).filter(|_| runner.has_velocity());
        let longest = [Some(gradient), velocity]
            .into_iter()
            .flatten()
            .map(|v| v[0].hypot(v[1]))
            .fold(0.0, f64::max);
        let scale = window.height().min(window.width()) * 0.25 / longest;
        let mut arrows = Vec::new();
        let mut add = |vector: &[f64], scale: f64, ink: Ink| {
            let to = [at[0] + vector[0] * scale, at[1] + vector[1] * scale];
            if to.iter().all(|v| v.is_finite()) {
                arrows.push(Arrow { from: *at, to, ink });
            }
        };
        add(gradient, scale, Ink::Text);
        if let Some(velocity) = velocity {
            add(velocity, -scale, Ink::Accent);
        }
        if let Some(step) = run.step(k) {
            add(&step, 1.0, Ink::Runner(runner.place));
        }
        arrows
    }
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

/// The window that suits a function and its walks.
fn fit(function: &Function, runners: &[Runner]) -> Window {
    let points = |take: usize| {
        runners.iter().flat_map(move |runner| runner.points.iter().take(take).copied())
    };
    if function.dimensions() == 1 {
        let f = |x: f64| function.value(&[x]);
        let starts: Vec<f64> = points(1).map(|point| point[0]).collect();
        let reach = starts.iter().map(|x| x.abs()).fold(2.0, f64::max) * 2.0;
        let level = critical_points(&function.compiled, &[(-reach, reach)]);
        let level = level.iter().take(12).map(|critical| critical.at[0]);
        let passed = points(usize::MAX).map(|point| point[0]).filter(|x| x.abs() <= reach);
        let near: Vec<f64> = passed.chain(level).collect();
        let x = interval(&f, &near);
        return Window::new(x, [0.0, 1.0]);
    }
    let (starts, passed): (Vec<_>, Vec<_>) = (points(1).collect(), points(usize::MAX).collect());
    let around = reach(&starts, &passed);
    let critical: Vec<[f64; 2]> = marks(function, around).iter().map(|mark| mark.at).collect();
    view(&function.rows(), &critical, &starts, &passed)
}

/// More marks than this hide what they mark; then only the lowest points get one.
const MOST_MARKS: usize = 48;

/// Minima, saddles and maxima in a window.
fn marks(function: &Function, window: Window) -> Vec<Mark> {
    let ends = [(window.x[0], window.x[1]), (window.y[0], window.y[1])];
    let mut found = critical_points(&function.compiled, &ends);
    if found.len() > MOST_MARKS {
        found.retain(|critical| critical.kind == Kind::Minimum);
        found.truncate(MOST_MARKS);
    }
    let mark = |critical: &Critical| {
        let kind = match critical.kind {
            Kind::Minimum => MarkKind::Minimum,
            Kind::Saddle => MarkKind::Saddle,
            Kind::Maximum => MarkKind::Maximum,
            Kind::Degenerate => return None,
        };
        Some(Mark { at: [critical.at[0], critical.at[1]], kind })
    };
    found.iter().filter_map(mark).collect()
}
