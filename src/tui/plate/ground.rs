//! A map with walks over it or a point with its gradient; a curve with a walk along it.

use std::cell::RefCell;

use super::Word;
use super::film::Film;
use crate::math::{Compiled, Name, slope};
use crate::pack::{Contour, Descent, Interval};
use crate::plot::{self, Arrow, Glyphs, Ink, Picture, Window};
use crate::text::number;
use crate::tui::keys::Verb;
use crate::tui::look::Look;
use crate::tui::scene::{Scene, Shown, arrow};

/// A function under walks, or under a point.
#[derive(Debug)]
pub(super) struct GroundScene {
    f: Compiled,
    /// Heights and lines are dear: computed when they are first drawn at a size.
    scene: RefCell<Scene>,
    /// The scene as the author chose it, for the key that leads back from zooming.
    first: Scene,
    /// The point that the student moves.
    at: Option<[f64; 2]>,
    /// Are arrows of the gradient drawn all over the map?
    has_field: bool,
    pub(super) film: Film,
}

impl GroundScene {
    /// Contours as the author wants them; `None` where they have no numbers.
    pub(super) fn contour(contour: &Contour) -> Option<GroundScene> {
        let f = Compiled::new(&slope::carry_out(&contour.of), &contour.vars).ok()?;
        let film = Film::of(&f, &contour.paths, contour.animate);
        let at = contour.at.as_ref().map(|[x, y]| [x.to_f64(), y.to_f64()]);
        let window = Window::new([contour.x.low, contour.x.high], [contour.y.low, contour.y.high]);
        let scene = Scene::over(&f, window, plot::Look::default()).with_marks(contour.critical);
        let has_field = contour.gradient && at.is_none();
        Some(GroundScene { at, has_field, ..GroundScene::over(f, scene, film) })
    }

    /// A walk over a curve or over contours.
    pub(super) fn walk(walk: &Descent) -> Option<GroundScene> {
        let f = Compiled::new(&slope::carry_out(&walk.of), &walk.vars).ok()?;
        let film = Film::of(&f, std::slice::from_ref(&walk.path), walk.animate);
        let fitted = Scene::fitted(&f, &film.runners, plot::Look::default());
        let ends = |own: Option<Interval>| own.map(|own| [own.low, own.high]);
        let scene = match (ends(walk.x), ends(walk.y)) {
            (None, None) => fitted,
            (x, y) => {
                let own = fitted.wanted();
                let window = Window::new(x.unwrap_or(own.x), y.unwrap_or(own.y));
                Scene::over(&f, window, plot::Look::default()).with_heights(y)
            }
        };
        Some(GroundScene::over(f, scene, film))
    }

    /// The ground alone, with no point and no arrows on it.
    fn over(f: Compiled, scene: Scene, film: Film) -> GroundScene {
        let first = scene.clone();
        GroundScene { f, scene: RefCell::new(scene), first, at: None, has_field: false, film }
    }

    /// One variable?
    pub(super) fn is_curve(&self) -> bool {
        self.f.variables().len() == 1
    }

    /// Can a point be moved by keys?
    pub(super) fn has_point(&self) -> bool {
        self.at.is_some()
    }

    /// A key; `false` when it means nothing here.
    pub(super) fn verb(&mut self, verb: Verb) -> bool {
        let move_by = match verb {
            Verb::Left => [-1.0, 0.0],
            Verb::Right => [1.0, 0.0],
            Verb::Up => [0.0, 1.0],
            Verb::Down => [0.0, -1.0],
            Verb::Plus => return self.zoom(0.8, None),
            Verb::Minus => return self.zoom(1.25, None),
            Verb::Nought => {
                self.scene = RefCell::new(self.first.clone());
                return true;
            }
            _ => return false,
        };
        let Some(at) = self.at else { return false };
        let to = self.scene.get_mut().beside(&at, move_by);
        self.stand(&to);
        true
    }

    fn zoom(&mut self, factor: f64, about: Option<&[f64]>) -> bool {
        let about = about.map(<[f64]>::to_vec).or(self.at.map(|at| at.to_vec()));
        self.scene.get_mut().zoom(factor, about.as_deref(), &self.film.runners);
        true
    }

    /// Puts the point somewhere; it stays on the map.
    fn stand(&mut self, to: &[f64]) {
        let window = self.scene.get_mut().window();
        if let [x, y] = *to {
            let inside = |value: f64, [low, high]: [f64; 2]| value.clamp(low, high);
            self.at = Some([inside(x, window.x), inside(y, window.y)]);
        }
    }

    /// Computes the map for a size, unless it is there.
    pub(super) fn draw_for(&mut self, size: (usize, usize), look: &Look) {
        self.scene.get_mut().draw_for(size, look.plot(), &self.film.runners);
    }

    /// The mouse pressed or dragged over a cell of the picture: the point, or the start of the
    /// walks, goes there.
    pub(super) fn point_at(&mut self, cell: (usize, usize)) -> bool {
        let scene = self.scene.get_mut();
        let Some(to) = scene.point_at(cell.0, cell.1).map(|point| scene.snapped(&point)) else {
            return false;
        };
        if self.at.is_some() {
            self.stand(&to);
        } else if self.film.is_empty() {
            return false;
        } else {
            self.film.start_from(&to, &self.f);
            self.scene.get_mut().relabel(&self.film.runners);
        }
        true
    }

    /// The wheel turned over a cell of the picture.
    pub(super) fn wheel(&mut self, factor: f64, cell: (usize, usize)) -> bool {
        let Some(about) = self.scene.get_mut().point_at(cell.0, cell.1) else { return false };
        self.zoom(factor, Some(&about))
    }

    /// A key of the film; `false` when it means nothing to it.
    pub(super) fn film_verb(&mut self, verb: Verb, motion: bool) -> bool {
        let was = self.starts();
        let taken = self.film.verb(verb, motion, &self.f);
        if self.starts() != was {
            self.scene.get_mut().relabel(&self.film.runners);
        }
        taken
    }

    fn starts(&self) -> Vec<Vec<f64>> {
        self.film.runners.iter().map(|runner| runner.plan.start.clone()).collect()
    }

    fn gradient_at(&self, at: [f64; 2]) -> [f64; 2] {
        let mut out = [f64::NAN; 2];
        self.f.gradient(&at, &mut out);
        out
    }

    /// The numbers under the figure: name and value.
    pub(super) fn words(&self, glyphs: Glyphs) -> Vec<Word> {
        let Some(at) = self.at else { return self.film.words(glyphs) };
        let [dx, dy] = self.gradient_at(at);
        let pair = |[x, y]: [f64; 2]| format!("({}, {})", number(x), number(y));
        let names: Vec<&str> = self.f.variables().iter().map(Name::as_str).collect();
        vec![
            Word::new(&format!("({})", names.join(", ")), pair(at), 14),
            Word::new("f", number(self.f.value(&at)), 8),
            Word::new("∇f", pair([dx, dy]), 16),
        ]
    }

    /// Which digit is which height, where lines are digits.
    pub(super) fn legend(&self) -> Option<String> {
        self.scene.borrow().legend()
    }

    /// The map with what lies on it.
    pub(super) fn picture(&self, size: (usize, usize), look: &Look) -> Picture {
        let mut scene = self.scene.borrow_mut();
        scene.draw_for(size, look.plot(), &self.film.runners);
        let mut arrows = if self.has_field { self.field(&scene) } else { Vec::new() };
        if let Some(at) = self.at {
            // A fifth of the window whatever the slope: the arrow tells the direction.
            let length = scene.window().width().min(scene.window().height()) * 0.2;
            arrows.extend(arrow(at, self.gradient_at(at), length, Ink::Accent));
        }
        scene.picture(&Shown {
            runners: &self.film.runners,
            selected: 0,
            now: self.film.clock.now,
            arrows: &arrows,
            start: self.at,
        })
    }

    /// Arrows of the gradient at even places; the longest is where f is steepest.
    fn field(&self, scene: &Scene) -> Vec<Arrow> {
        let window = scene.window();
        let cell = scene.cell();
        let columns = (window.width() / cell[0] / 7.0).floor().max(1.0) as u32;
        let rows = (window.height() / cell[1] / 4.0).floor().max(1.0) as u32;
        let share = |n: u32, of: u32| (f64::from(n) + 0.5) / f64::from(of);
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let vectors: Vec<([f64; 2], [f64; 2])> = places
            .map(|(column, row)| {
                [
                    window.x[0] + window.width() * share(column, columns),
                    window.y[0] + window.height() * share(row, rows),
                ]
            })
            .map(|at| (at, self.gradient_at(at)))
            .filter(|(_, [dx, dy])| dx.is_finite() && dy.is_finite())
            .collect();
        let steepest = vectors.iter().map(|(_, [dx, dy])| dx.hypot(*dy)).fold(0.0, f64::max);
        let room = (cell[0] * 6.0).min(cell[1] * 3.4);
        let drawn = vectors.into_iter().filter_map(|(at, vector)| {
            let length = room * (0.4 + 0.6 * (vector[0].hypot(vector[1]) / steepest).sqrt());
            let whole = arrow(at, vector, length, Ink::Text)?;
            let half = [0, 1].map(|axis| (whole.to[axis] - at[axis]) / 2.0);
            let from = [at[0] - half[0], at[1] - half[1]];
            Some(Arrow { from, to: [at[0] + half[0], at[1] + half[1]], ..whole })
        });
        drawn.collect()
    }
}
