//! A figure of a lesson: what it draws, and the point or the walk that the student moves.

use std::cell::RefCell;
use std::time::Duration;

use super::figure::paint;
use super::keys::{At, Verb};
use super::look::Look;
use super::sheet::{Sheet, wrap};
use crate::descent::{self, Kind, Plan, Run};
use crate::math::{Compiled, Name, slope};
use crate::pack::{Coordinate, Curve, Drawing, Figure, Interval, Path};
use crate::plot::{self, Graph, Ink, Layers, Map, Mark, MarkKind, Over, Picture, Window};
use crate::study::Notation;
use crate::study::figure::tell;
use crate::text::number;

/// A walk plays so many steps a second.
const PACE: Duration = Duration::from_millis(125);

/// A figure in the student's hands.
#[derive(Debug)]
pub struct Plate {
    caption: String,
    scene: Scene,
}

#[derive(Debug)]
enum Scene {
    Curve(Box<CurveScene>),
    Map(Box<MapScene>),
    /// f by step, for one walk or several.
    Loss(Film),
    /// It cannot be drawn; the sentence says what it shows.
    Words(String),
}

/// A curve with a point on it.
#[derive(Debug)]
struct CurveScene {
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
    film: Film,
}

/// A map with walks over it, or a point with its gradient.
#[derive(Debug)]
struct MapScene {
    f: Compiled,
    window: Window,
    at: Option<[f64; 2]>,
    gradient: bool,
    marks: Vec<Mark>,
    film: Film,
    /// The map of the last size: heights and lines are dear, and the same until the size changes.
    drawn: RefCell<Option<(usize, usize, plot::Look, Map)>>,
}

/// Walks and how far they are shown.
#[derive(Debug, Default)]
struct Film {
    runs: Vec<Run>,
    step: usize,
    playing: bool,
    since: Duration,
}

impl Film {
    fn of(f: &Compiled, paths: &[Path], animate: bool) -> Film {
        let runs: Vec<Run> = paths.iter().map(|path| descent::run(f, &plan(path))).collect();
        let mut film = Film { runs, ..Film::default() };
        film.step = if animate { 0 } else { film.last() };
        film
    }

    fn last(&self) -> usize {
        self.runs.iter().map(Run::steps).max().unwrap_or(0)
    }

    fn verb(&mut self, verb: Verb, motion: bool) -> bool {
        if self.runs.is_empty() {
            return false;
        }
        let last = self.last();
        match verb {
            Verb::Space if !motion => self.step = last,
            Verb::Space => {
                if self.step == last && !self.playing {
                    self.step = 0;
                }
                self.playing = !self.playing;
                self.since = Duration::ZERO;
            }
            Verb::StepOn => (self.step, self.playing) = ((self.step + 1).min(last), false),
            Verb::StepBack => (self.step, self.playing) = (self.step.saturating_sub(1), false),
            Verb::Restart => (self.step, self.playing) = (0, false),
            _ => return false,
        }
        true
    }

    fn tick(&mut self, elapsed: Duration) {
        if !self.playing {
            return;
        }
        self.since += elapsed;
        while self.since >= PACE && self.playing {
            self.since -= PACE;
            self.step = (self.step + 1).min(self.last());
            self.playing = self.step < self.last();
        }
    }

    /// f by step, the part behind the step shown now bright.
    fn history(&self, size: (usize, usize), look: &Look) -> Picture {
        let series: Vec<plot::Series> = self
            .runs
            .iter()
            .zip(0u8..)
            .map(|(run, runner)| plot::Series { values: &run.values, runner, now: self.step })
            .collect();
        plot::history(&series, size, look.plot())
    }

    /// What the numbers are now: step, f, ‖∇f‖.
    fn words(&self) -> Vec<(String, String)> {
        let Some(run) = self.runs.first() else { return Vec::new() };
        let step = self.step.min(run.steps());
        let height = run.values.get(step).copied().unwrap_or(f64::NAN);
        vec![
            ("step".to_owned(), format!("{} of {}", self.step, self.last())),
            ("f".to_owned(), number(height)),
            ("‖∇f‖".to_owned(), number(run.gradient_norm(step))),
        ]
    }
}

/// What a figure says, where it cannot be drawn.
fn in_words(figure: &Figure) -> String {
    let told = tell(figure, Notation::Unicode);
    let title = format!("{}.", told.title);
    let sentences = std::iter::once(title).chain(told.before).chain(told.after);
    sentences.collect::<Vec<_>>().join(" ")
}

/// The walk that a figure asks for.
fn plan(path: &Path) -> Plan {
    let start: Vec<f64> = path.from.iter().map(Coordinate::to_f64).collect();
    let mut plan = Plan::new(path.walk.rule, &start).with_steps(path.steps);
    if let Some(rate) = &path.walk.rate {
        plan = plan.with_rate(rate.to_f64());
    }
    for (key, value) in &path.walk.settings {
        // The pack was checked: a value that means nothing leaves the usual one.
        let _ = plan.set(key, &value.to_f64().to_string());
    }
    plan
}

impl Plate {
    /// A figure as a page shows it first.
    pub fn new(figure: &Figure) -> Plate {
        let caption = figure.caption.clone().unwrap_or_default();
        let scene = scene(&figure.drawing).unwrap_or_else(|| Scene::Words(in_words(figure)));
        Plate { caption, scene }
    }

    fn film(&self) -> Option<&Film> {
        match &self.scene {
            Scene::Curve(scene) => Some(&scene.film),
            Scene::Map(scene) => Some(&scene.film),
            Scene::Loss(film) => Some(film),
            Scene::Words(_) => None,
        }
    }

    fn film_mut(&mut self) -> Option<&mut Film> {
        match &mut self.scene {
            Scene::Curve(scene) => Some(&mut scene.film),
            Scene::Map(scene) => Some(&mut scene.film),
            Scene::Loss(film) => Some(film),
            Scene::Words(_) => None,
        }
    }

    /// Which rows of the key table apply.
    pub fn contexts(&self) -> Vec<At> {
        let mut contexts = Vec::new();
        match &self.scene {
            Scene::Curve(scene) if scene.x.is_some() => contexts.push(At::Figure),
            Scene::Map(scene) if scene.at.is_some() => contexts.push(At::MapFigure),
            Scene::Curve(_) | Scene::Map(_) | Scene::Loss(_) | Scene::Words(_) => {}
        }
        if self.film().is_some_and(|film| !film.runs.is_empty()) {
            contexts.push(At::Film);
        }
        contexts
    }

    /// Is a walk under way?
    pub fn is_playing(&self) -> bool {
        self.film().is_some_and(|film| film.playing)
    }

    /// How long until the walk moves.
    pub fn next_tick(&self) -> Option<Duration> {
        let film = self.film().filter(|film| film.playing)?;
        Some(PACE.saturating_sub(film.since))
    }

    /// Time went by.
    pub fn tick(&mut self, elapsed: Duration) {
        if let Some(film) = self.film_mut() {
            film.tick(elapsed);
        }
    }

    /// A key; `false` when it means nothing to the figure.
    pub fn verb(&mut self, verb: Verb, motion: bool) -> bool {
        if self.film_mut().is_some_and(|film| film.verb(verb, motion)) {
            return true;
        }
        match &mut self.scene {
            Scene::Curve(scene) => scene.verb(verb),
            Scene::Map(scene) => scene.verb(verb),
            Scene::Loss(_) | Scene::Words(_) => false,
        }
    }

    /// Draws the figure with its numbers and its caption below.
    pub fn view(&self, sheet: &mut Sheet) {
        let caption = super::prose::plain(&self.caption, sheet.look);
        let lines = wrap(&caption, sheet.width());
        let words = self.words();
        let has_words = !words.is_empty();
        let below = u16::from(has_words) + lines.len().min(2) as u16;
        let gap = u16::from(below > 0 && sheet.height() > 14);
        let height = sheet.height().saturating_sub(below + gap);
        let width = sheet.width();
        match &self.scene {
            Scene::Words(words) => {
                let text = sheet.look.theme.text;
                for (y, line) in (0..height).zip(wrap(words, width)) {
                    sheet.put(0, y, &line, text);
                }
            }
            Scene::Curve(_) | Scene::Map(_) | Scene::Loss(_) => {
                let picture = self.picture((width.into(), height.into()), sheet.look);
                paint(&picture, &mut sheet.part(0, 0, width, height));
            }
        }
        let theme = &sheet.look.theme;
        let (text, quiet, accent) = (theme.text, theme.quiet, theme.accent);
        let mut x = 0;
        for (name, value) in &words {
            let is_slope = name == "slope";
            x = sheet.put(x, height + gap, name, if is_slope { accent } else { quiet });
            x = sheet.put(x + 1, height + gap, value, if is_slope { accent } else { text }) + 3;
        }
        let y = height + gap + u16::from(has_words);
        for (row, line) in (y..).zip(lines.iter().take(2)) {
            sheet.put(0, row, line, quiet);
        }
    }

    /// The numbers under the figure: name and value.
    fn words(&self) -> Vec<(String, String)> {
        match &self.scene {
            Scene::Curve(scene) => scene.words(),
            Scene::Map(scene) => scene.words(),
            Scene::Loss(film) => film.words(),
            Scene::Words(_) => Vec::new(),
        }
    }

    fn picture(&self, size: (usize, usize), look: &Look) -> Picture {
        match &self.scene {
            Scene::Curve(scene) => scene.picture(size, look),
            Scene::Map(scene) => scene.picture(size, look),
            Scene::Loss(film) => film.history(size, look),
            Scene::Words(_) => Picture::new(0, 0),
        }
    }
}

fn scene(drawing: &Drawing) -> Option<Scene> {
    match drawing {
        Drawing::Curve(curve) => {
            let film = Film::default();
            CurveScene::of(curve.clone(), film).map(|scene| Scene::Curve(Box::new(scene)))
        }
        Drawing::Contour(contour) => {
            let f = Compiled::new(&contour.of, &contour.vars).ok()?;
            let film = Film::of(&f, &contour.paths, contour.animate);
            let at = contour.at.as_ref().map(|at| [at[0].to_f64(), at[1].to_f64()]);
            let window =
                Window::new([contour.x.low, contour.x.high], [contour.y.low, contour.y.high]);
            let marks = if contour.critical { marks(&f, window) } else { Vec::new() };
            Some(Scene::Map(Box::new(MapScene {
                f,
                window,
                at,
                gradient: contour.gradient,
                marks,
                film,
                drawn: RefCell::new(None),
            })))
        }
        Drawing::Descent(walk) => walk_scene(walk),
        Drawing::Loss(loss) => {
            let f = Compiled::new(&loss.of, &loss.vars).ok()?;
            Some(Scene::Loss(Film::of(&f, &loss.paths, loss.animate)))
        }
    }
}

fn walk_scene(walk: &crate::pack::Descent) -> Option<Scene> {
    let f = Compiled::new(&walk.of, &walk.vars).ok()?;
    let film = Film::of(&f, std::slice::from_ref(&walk.path), walk.animate);
    let run = film.runs.first()?;
    if let [by] = walk.vars.as_slice() {
        let xs = run.points.iter().map(|point| [point[0], 0.0]);
        let around = Window::around(xs, 0.3)?;
        let x = walk.x.unwrap_or(Interval { low: around.x[0], high: around.x[1] });
        let curve = Curve {
            of: walk.of.clone(),
            var: by.clone(),
            x,
            y: walk.y,
            tangent: None,
            secant: None,
            slope: false,
            also: None,
            area: None,
        };
        return CurveScene::of(curve, film).map(|scene| Scene::Curve(Box::new(scene)));
    }
    let around = Window::around(run.points.iter().map(|point| [point[0], point[1]]), 0.3)?;
    let side = |own: Option<Interval>, other: [f64; 2]| own.map_or(other, |i| [i.low, i.high]);
    let window = Window::new(side(walk.x, around.x), side(walk.y, around.y));
    let marks = marks(&f, window);
    Some(Scene::Map(Box::new(MapScene {
        f,
        window,
        at: None,
        gradient: false,
        marks,
        film,
        drawn: RefCell::new(None),
    })))
}

/// The critical points in the window; only the clear ones are marked.
fn marks(f: &Compiled, window: Window) -> Vec<Mark> {
    let ends = [(window.x[0], window.x[1]), (window.y[0], window.y[1])];
    let found = descent::critical_points(f, &ends).into_iter();
    let mark = |point: descent::Critical| {
        let kind = match point.kind {
            Kind::Minimum => MarkKind::Minimum,
            Kind::Saddle => MarkKind::Saddle,
            Kind::Maximum => MarkKind::Maximum,
            Kind::Degenerate => return None,
        };
        Some(Mark { at: [point.at[0], point.at[1]], kind })
    };
    found.filter_map(mark).collect()
}

impl CurveScene {
    fn of(curve: Curve, film: Film) -> Option<CurveScene> {
        let names: [Name; 1] = [curve.var.clone()];
        let compile = |expr: &crate::math::Expr| Compiled::new(expr, &names).ok();
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
        Some(CurveScene { curve, f, slope, also, x, anchor, stride, film })
    }

    fn slope_at(&self, x: f64) -> f64 {
        let mut out = [0.0];
        self.f.gradient(&[x], &mut out);
        out[0]
    }

    fn verb(&mut self, verb: Verb) -> bool {
        let (stride, towards) = (self.stride, self.anchor.filter(|_| self.x > self.anchor));
        let Some(x) = &mut self.x else { return false };
        // On a secant → brings the points together, from whichever side.
        let to = match (verb, towards) {
            (Verb::Left, None) | (Verb::Right, Some(_)) => *x - stride,
            (Verb::Right, None) | (Verb::Left, Some(_)) => *x + stride,
            _ => return false,
        };
        // On a grid of strides, so that nice numbers are met exactly.
        let zero = self.anchor.unwrap_or(0.0);
        let on_grid = zero + ((to - zero) / stride).round() * stride;
        *x = on_grid.clamp(self.curve.x.low, self.curve.x.high);
        true
    }

    /// Has the end of the secant come to the point that stays?
    fn is_tangent(&self, x: f64) -> bool {
        let width = self.curve.x.high - self.curve.x.low;
        self.anchor.is_none_or(|anchor| (x - anchor).abs() < width * 1e-6)
    }

    fn words(&self) -> Vec<(String, String)> {
        let Some(x) = self.x else { return self.film.words() };
        let var = self.curve.var.as_str().to_owned();
        let say = |name: &str, value: f64| (name.to_owned(), fixed(value));
        match self.anchor {
            Some(anchor) if !self.is_tangent(x) => {
                let rise = self.f.value(&[x]) - self.f.value(&[anchor]);
                vec![
                    (var.clone(), format!("{} and {}", fixed(anchor), fixed(x))),
                    ("secant".to_owned(), fixed(rise / (x - anchor))),
                ]
            }
            _ => vec![say(&var, x), say("f", self.f.value(&[x])), say("slope", self.slope_at(x))],
        }
    }

    fn picture(&self, size: (usize, usize), look: &Look) -> Picture {
        let f = |x: f64| self.f.value(&[x]);
        let slope = |x: f64| self.slope.as_ref().map_or(f64::NAN, |slope| slope.value(&[x]));
        let also = |x: f64| self.also.as_ref().map_or(f64::NAN, |also| also.value(&[x]));
        let mut curves = vec![plot::Curve { f: &f, ink: Ink::Text }];
        if self.slope.is_some() {
            curves.push(plot::Curve { f: &slope, ink: Ink::Quiet });
        }
        if self.also.is_some() {
            curves.push(plot::Curve { f: &also, ink: Ink::Faint });
        }
        let x = [self.curve.x.low, self.curve.x.high];
        let y = self.curve.y.map(|y| [y.low, y.high]);
        let point = |x: f64| [x, f(x)];
        let keep: Vec<[f64; 2]> = self.x.iter().chain(&self.anchor).map(|x| point(*x)).collect();
        let mut graph = Graph::new(&curves, x, y, &keep, size, look.plot());
        if let Some(area) = self.curve.area {
            graph.fill(&f, [area.low, area.high]);
        }
        let walked: Vec<[f64; 2]> = self
            .film
            .runs
            .first()
            .map(|run| run.points.iter().take(self.film.step + 1).map(|at| point(at[0])).collect())
            .unwrap_or_default();
        let mut over = Over::default();
        match (self.x, self.anchor) {
            (Some(x), Some(anchor)) if !self.is_tangent(x) => {
                over.secant = Some([point(anchor), point(x)]);
            }
            (Some(x), _) => over.tangent = Some((point(x), self.slope_at(x))),
            (None, _) => {}
        }
        let paths = [(walked.as_slice(), 0)];
        if !walked.is_empty() {
            over.paths = &paths;
        }
        graph.picture(&over)
    }
}

impl MapScene {
    fn verb(&mut self, verb: Verb) -> bool {
        let Some(at) = &mut self.at else { return false };
        let stride = stride(self.window.width());
        let (axis, by) = match verb {
            Verb::Left => (0, -stride),
            Verb::Right => (0, stride),
            Verb::Down => (1, -stride),
            Verb::Up => (1, stride),
            _ => return false,
        };
        let side = if axis == 0 { self.window.x } else { self.window.y };
        let to = at[axis] + by;
        at[axis] = ((to / stride).round() * stride).clamp(side[0], side[1]);
        true
    }

    fn gradient_at(&self, at: [f64; 2]) -> [f64; 2] {
        let mut out = [0.0; 2];
        self.f.gradient(&at, &mut out);
        out
    }

    fn words(&self) -> Vec<(String, String)> {
        let Some(at) = self.at else { return self.film.words() };
        let [dx, dy] = self.gradient_at(at);
        let names: Vec<&str> = self.f.variables().iter().map(Name::as_str).collect();
        vec![
            (format!("({})", names.join(", ")), format!("({}, {})", number(at[0]), number(at[1]))),
            ("f".to_owned(), number(self.f.value(&at))),
            ("∇f".to_owned(), format!("({}, {})", number(dx), number(dy))),
        ]
    }

    fn picture(&self, size: (usize, usize), look: &Look) -> Picture {
        let key = (size.0, size.1, look.plot());
        let mut drawn = self.drawn.borrow_mut();
        let fits = drawn.as_ref().is_some_and(|(w, h, l, _)| (*w, *h, *l) == key);
        if !fits {
            let row = |xs: &[f64], y: f64, out: &mut [f64]| self.f.row(xs, y, out);
            let mut map = Map::new(&row, self.window, size, 1.0, key.2);
            let walks: Vec<Vec<[f64; 2]>> = self.walks(usize::MAX);
            let walks: Vec<&[[f64; 2]]> = walks.iter().map(Vec::as_slice).collect();
            map.relabel(&walks, &self.marks);
            *drawn = Some((key.0, key.1, key.2, map));
        }
        let Some((.., map)) = drawn.as_ref() else { return Picture::new(0, 0) };
        let walks = self.walks(self.film.step);
        let paths: Vec<plot::Path> = walks
            .iter()
            .zip(0u8..)
            .map(|(points, runner)| plot::Path { points, runner, away: "" })
            .collect();
        let mut arrows = Vec::new();
        if let Some(at) = self.at.filter(|_| self.gradient || self.film.runs.is_empty()) {
            let [dx, dy] = self.gradient_at(at);
            let length = dx.hypot(dy);
            if length > 0.0 && length.is_finite() {
                // A fifth of the window whatever the slope: the arrow tells the direction.
                let scale = self.window.width().min(self.window.height()) * 0.2 / length;
                let to = [at[0] + dx * scale, at[1] + dy * scale];
                arrows.push(plot::Arrow { from: at, to, ink: Ink::Accent });
            }
        }
        let layers = Layers { paths: &paths, marks: &self.marks, arrows: &arrows, start: self.at };
        map.picture(&layers)
    }

    fn walks(&self, step: usize) -> Vec<Vec<[f64; 2]>> {
        let point = |at: &Vec<f64>| [at[0], at[1]];
        let runs = self.film.runs.iter();
        runs.map(|run| run.points.iter().take(step.saturating_add(1)).map(point).collect())
            .collect()
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

/// Two decimals that keep their place while the point moves.
fn fixed(value: f64) -> String {
    if value.abs() >= 1000.0 || !value.is_finite() {
        return number(value);
    }
    let value = if value.abs() < 0.005 { 0.0 } else { value };
    format!("{value:.2}").replace('-', "−")
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
}
