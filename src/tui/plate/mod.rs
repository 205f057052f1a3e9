//! A figure of a lesson: what it draws, and the point or the walk that the student moves.

mod curve;
mod film;
mod ground;

use std::time::Duration;

use super::app::Deed;
use super::figure::paint;
use super::keys::{At, Verb};
use super::look::{Glyphs, Look};
use super::sheet::{Sheet, wrap};
use crate::math::{Compiled, slope};
use crate::pack::{Drawing, Figure, Loss};
use crate::plot::{self, Picture, Series};
use crate::study::Notation;
use crate::study::figure::tell;
use curve::CurveScene;
use film::Film;
use ground::GroundScene;

/// A figure in the student's hands.
#[derive(Debug)]
pub struct Plate {
    caption: String,
    scene: Scene,
}

#[derive(Debug)]
enum Scene {
    Curve(Box<CurveScene>),
    Ground(Box<GroundScene>),
    /// f by step, for one walk or several.
    Loss(Box<LossScene>),
    /// It cannot be drawn; the sentence says what it shows.
    Words(String),
}

#[derive(Debug)]
struct LossScene {
    f: Compiled,
    film: Film,
    /// Does the author ask for a logarithmic scale?
    is_log: bool,
}

/// A number under a figure.
#[derive(Clone, Debug)]
struct Word {
    name: String,
    value: String,
    /// Columns kept for the value.
    room: u16,
}

impl Word {
    fn new(name: &str, value: String, room: u16) -> Word {
        Word { name: name.to_owned(), value, room }
    }
}

/// Where the parts of a figure lie in its pane.
struct Parts {
    /// Rows of the picture.
    picture: u16,
    /// The row of the numbers.
    words: u16,
    caption: Vec<String>,
}

/// What a figure says, where it cannot be drawn.
fn in_words(figure: &Figure) -> String {
    let told = tell(figure, Notation::Unicode);
    let title = format!("{}.", told.title);
    let sentences = std::iter::once(title).chain(told.before).chain(told.after);
    sentences.collect::<Vec<_>>().join(" ")
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
            Scene::Ground(scene) => Some(&scene.film),
            Scene::Loss(scene) => Some(&scene.film),
            Scene::Curve(_) | Scene::Words(_) => None,
        }
    }

    /// Which rows of the key table apply.
    pub fn contexts(&self) -> Vec<At> {
        let mut contexts = Vec::new();
        match &self.scene {
            Scene::Curve(scene) if scene.has_point() => contexts.extend([At::Figure, At::Zoom]),
            Scene::Ground(scene) if scene.has_point() => contexts.extend([At::MapFigure, At::Zoom]),
            Scene::Curve(_) | Scene::Ground(_) => contexts.push(At::Zoom),
            Scene::Loss(_) | Scene::Words(_) => {}
        }
        if self.film().is_some_and(|film| !film.is_empty()) {
            contexts.push(At::Film);
        }
        contexts
    }

    /// Can the mouse do something here?
    pub fn wants_mouse(&self) -> bool {
        match &self.scene {
            Scene::Curve(_) | Scene::Ground(_) => true,
            Scene::Loss(_) | Scene::Words(_) => false,
        }
    }

    /// Is a walk under way?
    pub fn is_playing(&self) -> bool {
        self.film().is_some_and(|film| film.clock.is_playing)
    }

    /// How long until the walk moves.
    pub fn next_tick(&self) -> Option<Duration> {
        self.film()?.clock.pause()
    }

    /// Time went by.
    pub fn tick(&mut self, elapsed: Duration) {
        let film = match &mut self.scene {
            Scene::Ground(scene) => &mut scene.film,
            Scene::Loss(scene) => &mut scene.film,
            Scene::Curve(_) | Scene::Words(_) => return,
        };
        let last = film.last();
        film.clock.tick(elapsed, last);
    }

    /// A key; `false` when it means nothing to the figure.
    pub fn verb(&mut self, verb: Verb, motion: bool) -> bool {
        match &mut self.scene {
            Scene::Curve(scene) => scene.verb(verb),
            Scene::Ground(scene) => scene.film_verb(verb, motion) || scene.verb(verb),
            Scene::Loss(scene) => scene.film.verb(verb, motion, &scene.f),
            Scene::Words(_) => false,
        }
    }

    /// The mouse did something over a cell of the figure's pane, which has this size.
    pub fn mouse(&mut self, deed: Deed, cell: (u16, u16), pane: (u16, u16), look: &Look) -> bool {
        let height = self.parts(pane, look).picture;
        if cell.0 >= pane.0 || cell.1 >= height {
            return false;
        }
        let size = (usize::from(pane.0), usize::from(height));
        let (column, row) = (usize::from(cell.0), usize::from(cell.1));
        let factor = if deed == Deed::ZoomIn { 0.8 } else { 1.25 };
        if let Scene::Ground(scene) = &mut self.scene {
            scene.draw_for(size, look);
        }
        match (&mut self.scene, deed) {
            (Scene::Curve(scene), Deed::Press | Deed::Drag) => scene.point_at(column, size, look),
            (Scene::Curve(scene), Deed::ZoomIn | Deed::ZoomOut) => {
                scene.wheel(factor, column, size, look);
                true
            }
            (Scene::Ground(scene), Deed::Press | Deed::Drag) => scene.point_at((column, row)),
            (Scene::Ground(scene), Deed::ZoomIn | Deed::ZoomOut) => {
                scene.wheel(factor, (column, row))
            }
            (Scene::Loss(_) | Scene::Words(_), _) => false,
        }
    }

    fn parts(&self, (width, height): (u16, u16), look: &Look) -> Parts {
        let caption = super::prose::plain(&self.caption, look);
        let mut caption = wrap(&caption, width);
        let most = if height > 24 { 4 } else { 3 };
        if caption.len() > most {
            caption.truncate(most);
            if let Some(last) = caption.last_mut() {
                last.push_str(" …");
            }
        }
        let words = self.word_rows(width, look);
        let below = words + caption.len() as u16;
        let gap = u16::from(below > 0 && height > 14);
        let picture = height.saturating_sub(below + gap);
        Parts { picture, words: picture + gap, caption }
    }

    /// Rows that the numbers take.
    fn word_rows(&self, width: u16, look: &Look) -> u16 {
        place_words(&self.words(look.glyphs), width, look).last().map_or(0, |(_, y)| y + 1)
    }

    /// Draws the figure with its numbers and its caption below.
    pub fn view(&self, sheet: &mut Sheet) {
        let (width, height) = (sheet.width(), sheet.height());
        let parts = self.parts((width, height), sheet.look);
        match &self.scene {
            Scene::Words(words) => {
                let text = sheet.look.theme.text;
                for (y, line) in (0..parts.picture).zip(wrap(words, width)) {
                    sheet.put(0, y, &line, text);
                }
            }
            Scene::Curve(_) | Scene::Ground(_) | Scene::Loss(_) => {
                let legend = self.legend(parts.picture, sheet.look);
                let rows = parts.picture - u16::from(legend.is_some());
                let picture = self.picture((width.into(), rows.into()), sheet.look);
                paint(&picture, &mut sheet.part(0, 0, width, rows));
                // The levels are known once the map is drawn.
                if let Some(legend) = legend.and_then(|()| self.levels()) {
                    let quiet = sheet.look.theme.quiet;
                    sheet.put_within(0, rows, width, &legend, quiet);
                }
            }
        }
        let theme = &sheet.look.theme;
        let (text, quiet, accent) = (theme.text, theme.quiet, theme.accent);
        let words = self.words(sheet.look.glyphs);
        for (word, (x, y)) in words.iter().zip(place_words(&words, width, sheet.look)) {
            let is_slope = word.name == "slope" || word.name == "secant";
            let row = parts.words + y;
            let end = sheet.put(x, row, &word.name, if is_slope { accent } else { quiet });
            sheet.put(end + 1, row, &word.value, if is_slope { accent } else { text });
        }
        let first = parts.words + self.word_rows(width, sheet.look);
        for (row, line) in (first..height).zip(&parts.caption) {
            sheet.put(0, row, line, quiet);
        }
    }

    /// Is there a row for the levels of an ASCII map?
    fn legend(&self, rows: u16, look: &Look) -> Option<()> {
        let is_map = matches!(&self.scene, Scene::Ground(scene) if !scene.is_curve());
        (is_map && look.glyphs == Glyphs::Ascii && rows > 6).then_some(())
    }

    fn levels(&self) -> Option<String> {
        match &self.scene {
            Scene::Ground(scene) => scene.legend(),
            Scene::Curve(_) | Scene::Loss(_) | Scene::Words(_) => None,
        }
    }

    /// The numbers under the figure: name and value.
    fn words(&self, glyphs: Glyphs) -> Vec<Word> {
        match &self.scene {
            Scene::Curve(scene) => scene.words(),
            Scene::Ground(scene) => scene.words(glyphs),
            Scene::Loss(scene) => scene.film.words(glyphs),
            Scene::Words(_) => Vec::new(),
        }
    }

    fn picture(&self, size: (usize, usize), look: &Look) -> Picture {
        match &self.scene {
            Scene::Curve(scene) => scene.picture(size, look),
            Scene::Ground(scene) => scene.picture(size, look),
            Scene::Loss(scene) => scene.picture(size, look),
            Scene::Words(_) => Picture::new(0, 0),
        }
    }
}

/// Where each number stands: as many beside each other as fit.
fn place_words(words: &[Word], width: u16, look: &Look) -> Vec<(u16, u16)> {
    let wide = |text: &str| look.words(text).chars().count().min(500) as u16;
    let (mut x, mut y, mut reserved) = (0, 0, 0);
    let place = |word: &Word| {
        // With room to grow: rows must not come and go while the numbers run.
        let (name, value) = (wide(&word.name) + 1, wide(&word.value));
        let needed = name + value.max(word.room);
        if x > 0 && reserved + needed > width {
            (x, y, reserved) = (0, y + 1, 0);
        }
        let at = (x, y);
        (x, reserved) = (x + name + value + 3, reserved + needed + 3);
        at
    };
    words.iter().map(place).collect()
}

impl LossScene {
    fn of(loss: &Loss) -> Option<LossScene> {
        let f = Compiled::new(&slope::carry_out(&loss.of), &loss.vars).ok()?;
        let film = Film::of(&f, &loss.paths, loss.animate);
        Some(LossScene { f, film, is_log: loss.log })
    }

    /// f by step, the part behind the step shown now bright.
    fn picture(&self, size: (usize, usize), look: &Look) -> Picture {
        let now = self.film.clock.now;
        let runners = self.film.runners.iter();
        let series: Vec<Series> = runners
            .map(|runner| Series { values: &runner.run.values, runner: runner.place, now })
            .collect();
        let is_log = self.is_log && plot::has_logarithms(&series);
        plot::chart(&series, size, is_log, look.plot())
    }
}

fn scene(drawing: &Drawing) -> Option<Scene> {
    match drawing {
        Drawing::Curve(curve) => {
            CurveScene::of(curve.clone()).map(|scene| Scene::Curve(Box::new(scene)))
        }
        Drawing::Contour(contour) => {
            GroundScene::contour(contour).map(|scene| Scene::Ground(Box::new(scene)))
        }
        Drawing::Descent(walk) => {
            GroundScene::walk(walk).map(|scene| Scene::Ground(Box::new(scene)))
        }
        Drawing::Loss(loss) => LossScene::of(loss).map(|scene| Scene::Loss(Box::new(scene))),
    }
}
