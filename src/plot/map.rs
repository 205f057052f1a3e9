//! What does a function of two variables look like from above?

use super::axis::{Ticks, number};
use super::field::{Field, Rows};
use super::frame::{centred, most_rows};
use super::labels::{self, Label};
use super::levels::Levels;
use super::look::{Glyphs, Look};
use super::over::write_over;
use super::paths::Trails;
use super::picture::{Cell, Ink, Picture};
use super::trace;
use super::window::Window;

/// A walk over the map.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    /// Where it has been so far, the start first, the head last.
    pub points: &'a [[f64; 2]],
    /// Whose it is, counted from 0: colour and head.
    pub runner: u8,
    /// A word beside the head when it has left the map: "diverged".
    pub away: &'a str,
}

/// What a marked point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The lowest point near.
    Minimum,
    /// Lowest one way, highest the other.
    Saddle,
    /// The highest point near.
    Maximum,
}

/// A point of the plane worth marking.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Where.
    pub at: [f64; 2],
    /// What.
    pub kind: MarkKind,
}

/// A vector drawn from a point.
#[derive(Clone, Copy, Debug)]
pub struct Arrow {
    /// Its foot.
    pub from: [f64; 2],
    /// Its tip.
    pub to: [f64; 2],
    /// Its colour.
    pub ink: Ink,
    /// Has it a head? Without one it is a line.
    pub has_head: bool,
}

/// What lies on the map, from the bottom up; the last path is the selected one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Layers<'a> {
    /// Walks.
    pub paths: &'a [Path<'a>],
    /// Minima, saddles, maxima.
    pub marks: &'a [Mark],
    /// Gradient, velocity, step.
    pub arrows: &'a [Arrow],
    /// The point to start from.
    pub start: Option<[f64; 2]>,
}

/// Heads of the runners; after the fourth the first comes again.
pub const HEADS: [char; 4] = ['●', '■', '▲', '◆'];

/// A function of two variables over a window: heights, lines and labels, computed once.
#[derive(Clone, Debug)]
pub struct Map {
    pub(super) look: Look,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) left: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) field: Field,
    pub(super) levels: Levels,
    pub(super) lines: trace::Lines,
    pub(super) labels: Vec<Label>,
    pub(super) base: Picture,
}

/// Columns kept for the numbers of the upright axis, a blank among them.
const LEAST_LEFT: usize = 3;

/// More lines than this a map does not get better by.
const MOST_LEVELS: usize = 10;

impl Map {
    /// Samples `row`, which fills a row of heights for its xs and one y, and traces its lines.
    /// The window grows until both axes have the same scale (see [`Window::fitted`]); width and
    /// height are cells, axis numbers included.
    pub fn new(row: &Rows, window: Window, (width, height): (usize, usize), look: Look) -> Map {
        let mut map = Map::frame(window, (width, height), look);
        let (wide, high) = look.dots();
        map.field = Field::sample(row, map.field.window, map.columns * wide, map.rows * high);
        map.levels = Levels::of(&map.field, (map.rows / 3).clamp(5, MOST_LEVELS));
        map.lines = trace::lines(&map.field, &map.levels.at, look.glyphs, (wide, high));
        map.base = map.drawn();
        map.relabel(&[], &[]);
        map
    }

    /// Draws one more line, at the height of a point that matters; a line almost as high gives way.
    pub fn keep_level(&mut self, level: f64) {
        let share = |v: f64| self.levels.scale.share(v);
        let least = 0.4 / (self.levels.at.len() + 1) as f64;
        if !level.is_finite() || self.field.values.is_empty() {
            return;
        }
        let mut at = self.levels.at.clone();
        at.retain(|other| (share(*other) - share(level)).abs() >= least);
        at.push(level);
        at.sort_by(f64::total_cmp);
        self.levels.at = at;
        let dots = self.look.dots();
        self.lines = trace::lines(&self.field, &self.levels.at, self.look.glyphs, dots);
        self.base = self.drawn();
        self.relabel(&[], &[]);
    }

    /// The axes alone, for the time until the heights are there.
    pub fn frame(window: Window, (width, height): (usize, usize), look: Look) -> Map {
        let aspect = look.aspect.ratio();
        let size = Picture::new(width, height);
        let (width, height) = (size.width(), size.height());
        let bare = width < 16 || height < 5;
        let rows = if bare { height } else { height - 1 };
        let mut left = if bare { 0 } else { LEAST_LEFT };
        for _ in 0..2 {
            let seen = window.fitted(width.saturating_sub(left), rows, aspect);
            if !bare {
                let ticks = Ticks::new(seen.y[0], seen.y[1], most_rows(rows));
                let wide = (0..ticks.at.len()).map(|i| ticks.label(i, look.glyphs).chars().count());
                left = wide.max().map_or(LEAST_LEFT, |w| (w + 1).max(LEAST_LEFT)).min(width / 2);
            }
        }
        let columns = width.saturating_sub(left);
        let seen = window.fitted(columns, rows, aspect);
        let seen = Window::new(centred(seen.x, columns), centred(seen.y, rows));
        let field = Field { columns: 0, rows: 0, window: seen, values: Vec::new() };
        let levels = Levels::of(&field, 1);
        let base = Picture::new(columns, rows);
        let lines = trace::Lines::default();
        Map {
            look,
            width,
            height,
            left,
            columns,
            rows,
            field,
            levels,
            lines,
            labels: Vec::new(),
            base,
        }
    }

    /// The part of the plane that is seen.
    pub fn window(&self) -> Window {
        self.field.window
    }

    /// The heights of the lines, and how height maps to colour.
    pub fn levels(&self) -> &Levels {
        &self.levels
    }

    /// Which digit of an ASCII map is which height: `levels: 0=1  1=2`.
    pub fn legend(&self) -> String {
        let levels = self.levels.at.iter().enumerate();
        let list: Vec<String> =
            levels.map(|(i, v)| format!("{}={}", i % 10, number(*v, Glyphs::Ascii))).collect();
        if list.is_empty() { String::new() } else { format!("levels: {}", list.join("  ")) }
    }

    /// The sampled heights.
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// The column, the row and the size of the map inside its picture, without the axis numbers.
    pub fn plot_area(&self) -> (usize, usize, usize, usize) {
        (self.left, 0, self.columns, self.rows)
    }

    /// The point of the plane under the middle of a cell of the picture.
    pub fn point_at(&self, column: usize, row: usize) -> Option<[f64; 2]> {
        let column = column.checked_sub(self.left)?;
        if column >= self.columns || row >= self.rows {
            return None;
        }
        let Window { x, y } = self.field.window;
        let share = |cell: usize, cells: usize| (cell as f64 + 0.5) / cells as f64;
        Some([
            x[0] + (x[1] - x[0]) * share(column, self.columns),
            y[1] - (y[1] - y[0]) * share(row, self.rows),
        ])
    }

    /// The sizes of one cell in the plane: across, down.
    pub fn cell_size(&self) -> [f64; 2] {
        let seen = self.field.window;
        [seen.width() / self.columns.max(1) as f64, seen.height() / self.rows.max(1) as f64]
    }

    /// Places the labels anew, away from these walks and marks.
    pub fn relabel(&mut self, walks: &[&[[f64; 2]]], marks: &[Mark]) {
        let mut taken = vec![false; self.columns * self.rows];
        let mut trails = Trails::new(self.columns, self.rows);
        for walk in walks {
            trails.walk(walk, 1, &self.field, self.look.glyphs);
        }
        for (taken, trail) in taken.iter_mut().zip(&trails.cells) {
            *taken = trail.walk != 0;
        }
        let ends = walks.iter().flat_map(|walk| [walk.first(), walk.last()]).flatten();
        for point in ends.chain(marks.iter().map(|mark| &mark.at)) {
            if let Some((column, row)) = self.cell_of(*point) {
                taken[row * self.columns + column] = true;
            }
        }
        let (wide, high) = self.look.dots();
        for (cell, taken) in taken.iter_mut().enumerate() {
            let (column, row) = (cell % self.columns, cell / self.columns);
            let middle = self.field.at(column * wide + wide / 2, row * high + high / 2);
            *taken |= !middle.is_finite();
        }
        let glyphs = self.look.glyphs;
        self.labels = if glyphs == Glyphs::Ascii {
            Vec::new()
        } else {
            let texts: Vec<String> = self.levels.at.iter().map(|v| number(*v, glyphs)).collect();
            labels::place(&self.lines, &texts, &taken)
        };
    }

    /// The picture with everything that lies on the map. Heights, lines and labels are reused.
    pub fn picture(&self, layers: &Layers) -> Picture {
        let mut plot = self.base.clone();
        let kept = self.kept_labels(layers);
        let mut trails = Trails::new(self.columns, self.rows);
        for (walk, path) in layers.paths.iter().enumerate() {
            trails.walk(path.points, walk as u8 + 1, &self.field, self.look.glyphs);
        }
        for (cell, trail) in trails.cells.iter().enumerate().filter(|(_, trail)| trail.walk != 0) {
            let runner = layers.paths[usize::from(trail.walk) - 1].runner;
            self.lay(&mut plot, (cell % self.columns, cell / self.columns), *trail, runner);
        }
        let mut dots = vec![0; self.columns * self.rows];
        for arrow in layers.arrows {
            self.draw_arrow(&mut plot, &mut dots, arrow);
        }
        for mark in layers.marks {
            self.draw_mark(&mut plot, mark);
        }
        for label in kept {
            for (i, glyph) in label.text.chars().enumerate() {
                self.write_label(&mut plot, label.column + i, label.row, glyph);
            }
        }
        let starts = layers.paths.iter().filter_map(|path| path.points.first().copied());
        for start in starts.chain(layers.start) {
            if let Some((column, row)) = self.cell_of(start) {
                let glyph = if self.look.glyphs == Glyphs::Ascii { 'o' } else { '○' };
                write_over(&mut plot, column, row, Cell::new(glyph, Ink::Text).bold());
            }
        }
        for path in layers.paths {
            self.draw_head(&mut plot, path);
        }
        self.framed(&plot)
    }

    /// A picture with other cells in place of heights and lines.
    pub(super) fn dyed(&self, layers: &Layers, cell: &dyn Fn(usize, usize) -> Cell) -> Picture {
        let mut plot = Picture::new(self.columns, self.rows);
        for row in 0..self.rows {
            for column in 0..self.columns {
                plot.set(column, row, cell(column, row));
            }
        }
        for mark in layers.marks {
            self.draw_mark(&mut plot, mark);
        }
        if let Some((column, row)) = layers.start.and_then(|start| self.cell_of(start)) {
            let glyph = if self.look.glyphs == Glyphs::Ascii { 'o' } else { '○' };
            write_over(&mut plot, column, row, Cell::new(glyph, Ink::Text).bold());
        }
        self.framed(&plot)
    }

    /// The cell of the plot that a point lies in.
    pub(super) fn cell_of(&self, point: [f64; 2]) -> Option<(usize, usize)> {
        if self.columns == 0 || self.rows == 0 || !self.field.window.contains(point) {
            return None;
        }
        let Window { x, y } = self.field.window;
        let across = (point[0] - x[0]) / (x[1] - x[0]) * self.columns as f64;
        let down = (y[1] - point[1]) / (y[1] - y[0]) * self.rows as f64;
        Some(((across as usize).min(self.columns - 1), (down as usize).min(self.rows - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Colours;

    fn bowl(xs: &[f64], y: f64, out: &mut [f64]) {
        out.iter_mut().zip(xs).for_each(|(o, x)| *o = x * x + 2.0 * y * y);
    }

    fn map(width: usize, height: usize, look: Look) -> Map {
        Map::new(&bowl, Window::new([-3.5, 3.5], [-2.5, 2.5]), (width, height), look)
    }

    #[test]
    fn no_size_panics() {
        let walk = [[3.0, 2.0], [1.0, 1.0], [9.0, 9.0], [f64::NAN, 0.0]];
        let path = Path { points: &walk, runner: 0, away: "diverged" };
        let mark = Mark { at: [0.0, 0.0], kind: MarkKind::Minimum };
        let arrow = Arrow { from: [0.0, 0.0], to: [9.0, 1.0], ink: Ink::Accent, has_head: true };
        for glyphs in [Glyphs::Braille, Glyphs::HalfBlock, Glyphs::Ascii] {
            let look = Look { glyphs, ..Look::default() };
            for (width, height) in (0..20).flat_map(|w| (0..8).map(move |h| (w, h))) {
                let map = map(width, height, look);
                let layers = Layers {
                    paths: &[path],
                    marks: &[mark],
                    arrows: &[arrow],
                    start: Some([1.0, 1.0]),
                };
                assert_eq!(map.picture(&layers).width(), width);
            }
        }
    }

    #[test]
    fn a_path_never_hides_a_label() {
        let mut map = map(60, 20, Look { colours: Colours::None, ..Look::default() });
        map.relabel(&[], &[]);
        let walk = [[-3.4, 0.05], [3.4, 0.05], [3.4, 2.0], [-3.4, 2.2], [-3.0, -2.0], [0.1, -2.4]];
        let path = Path { points: &walk, runner: 0, away: "" };
        let picture = map.picture(&Layers { paths: &[path], ..Layers::default() });
        for label in &map.labels {
            let row = picture.text().lines().nth(label.row).map(str::to_owned);
            assert!(row.is_some_and(|row| row.contains(&label.text)), "{}", label.text);
        }
    }

    #[test]
    fn a_head_off_the_map_becomes_an_arrow_with_a_word() {
        let map = map(60, 20, Look::default());
        let walk = [[0.0, 0.0], [50.0, 0.0]];
        let path = Path { points: &walk, runner: 0, away: "diverged" };
        let text = map.picture(&Layers { paths: &[path], ..Layers::default() }).text();
        assert!(text.contains(" diverged →"), "{text}");
    }
}
