//! What does a whole printed picture hold: title, plot, colour bar, legend?

use super::look::{Glyphs, Look};
use super::map::{HEADS, Map};
use super::picture::{Ink, Picture};
use super::{Rgb, number};

/// A runner in the legend.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Whose it is, counted from 0.
    pub runner: u8,
    /// Method and rate.
    pub name: String,
    /// Step, f, ‖∇f‖, in words.
    pub facts: Vec<String>,
}

/// A picture for paper or for standard output.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The function, in the first row.
    pub title: &'a str,
    /// Columns and rows of the whole.
    pub size: (usize, usize),
    /// What the terminal can show.
    pub look: Look,
    /// The runners.
    pub legend: &'a [Entry],
}

/// Columns of the colour bar with its numbers, of the legend at the right, and the narrowest plot
/// that leaves room for each.
const BAR: usize = 9;
const SIDE: usize = 20;
const NARROWEST: usize = 40;

impl Page<'_> {
    /// Columns and rows left for the plot.
    pub fn room(&self) -> (usize, usize) {
        let (width, height) = self.size;
        let side = if self.has_side() { SIDE + 3 } else { 0 };
        let bar = if self.has_bar() { BAR } else { 0 };
        (width - side - bar, height.saturating_sub(1 + self.rows_below()))
    }

    /// The map with title, colour bar and legend.
    pub fn with_map(&self, map: &Map, plot: &Picture) -> Picture {
        let mut page = self.with_plot(plot, map.plot_area().0);
        let (columns, _) = self.room();
        let (_, _, _, rows) = map.plot_area();
        if self.has_bar() {
            page.paste(&bar(map, rows, self.look), columns + 1, 1);
        }
        if self.look.glyphs == Glyphs::Ascii && page.height() > 3 {
            page.put(0, page.height() - 1, &map.legend(), Ink::Quiet);
        }
        page
    }

    /// Any plot with title and legend; the title begins at column `left`.
    pub fn with_plot(&self, plot: &Picture, left: usize) -> Picture {
        let (width, height) = self.size;
        let mut page = Picture::new(width, height);
        page.paste(plot, 0, usize::from(height > 1));
        if height > 1 {
            page.put_bold(left, 0, self.title, Ink::Text);
        }
        let (columns, rows) = self.room();
        let beside = columns + if self.has_bar() { BAR } else { 0 } + 2;
        let tall = rows.saturating_sub(1) / self.legend.len().max(1);
        for (i, entry) in self.legend.iter().enumerate() {
            if self.has_side() {
                let row = 2 + i * (entry.facts.len() + 2).min(tall.max(1));
                self.write_name(&mut page, beside, row, entry);
                for (j, fact) in entry.facts.iter().enumerate().take(tall.saturating_sub(1)) {
                    page.put(beside + 2, row + 1 + j, fact, Ink::Quiet);
                }
            } else {
                let row = 1 + rows + i;
                let end = self.write_name(&mut page, left, row, entry);
                page.put(end + 2, row, &entry.facts.join("  "), Ink::Quiet);
            }
        }
        page
    }

    /// Head and name; answers with the column behind.
    fn write_name(&self, page: &mut Picture, column: usize, row: usize, entry: &Entry) -> usize {
        let head = if self.look.glyphs == Glyphs::Ascii {
            char::from(b'A' + entry.runner % 26)
        } else {
            HEADS[usize::from(entry.runner) % HEADS.len()]
        };
        let ink = Ink::Runner(entry.runner);
        page.put_bold(column, row, &head.to_string(), ink);
        page.put_bold(column + 2, row, &entry.name, Ink::Text);
        column + 2 + entry.name.chars().count()
    }

    fn has_side(&self) -> bool {
        !self.legend.is_empty() && self.size.0 >= NARROWEST + BAR + SIDE + 3
    }

    fn has_bar(&self) -> bool {
        let side = if self.has_side() { SIDE + 3 } else { 0 };
        self.look.has_heat() && self.size.0 >= NARROWEST + BAR + side && self.size.1 >= 10
    }

    fn rows_below(&self) -> usize {
        let levels = usize::from(self.look.glyphs == Glyphs::Ascii);
        levels + if self.has_side() { 0 } else { self.legend.len() }
    }
}

/// The colours of the heights from the lowest up, with the numbers of levels beside them.
fn bar(map: &Map, rows: usize, look: Look) -> Picture {
    let mut bar = Picture::new(BAR - 1, rows);
    let heat = look.heat();
    let shade = |half: usize| -> Option<Rgb> {
        let share = 1.0 - (half as f64 + 0.5) / (2 * rows) as f64;
        heat.get((share * 255.0) as usize).copied()
    };
    for row in 0..rows {
        for column in 0..2 {
            if let (Some(upper), ground) = (shade(2 * row), shade(2 * row + 1)) {
                let cell = super::Cell::new('▀', Ink::Own(upper));
                bar.set(column, row, super::Cell { ground, ..cell });
            }
        }
    }
    let mut free = rows;
    for level in &map.levels().at {
        let share = map.levels().scale.share(*level);
        let row = (((1.0 - share) * rows as f64) as usize).min(rows.saturating_sub(1));
        if row < free {
            bar.put(3, row, &number(*level, look.glyphs), Ink::Quiet);
            free = row.saturating_sub(1);
        }
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::{Layers, Window};

    #[test]
    fn a_page_of_any_size_is_as_large_as_asked() {
        let flat = |_: &[f64], _: f64, out: &mut [f64]| out.fill(1.0);
        let entry =
            Entry { runner: 0, name: "adam 0.1".to_owned(), facts: vec!["step 3".to_owned(); 3] };
        let legend = vec![entry; 3];
        for (width, height) in (0..100).step_by(7).flat_map(|w| (0..20).map(move |h| (w, h))) {
            for glyphs in [Glyphs::Braille, Glyphs::Ascii] {
                let look = Look { glyphs, ..Look::default() };
                let page = Page { title: "f", size: (width, height), look, legend: &legend };
                let window = Window::new([0.0, 1.0], [0.0, 1.0]);
                let map = Map::new(&flat, window, page.room(), look);
                let picture = page.with_map(&map, &map.picture(&Layers::default()));
                assert_eq!((picture.width(), picture.height()), (width, height));
            }
        }
    }
}
