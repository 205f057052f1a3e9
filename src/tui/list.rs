//! A list with one row selected; what does not fit scrolls.

use super::keys::Verb;
use super::sheet::Sheet;

/// Which row is selected.
#[derive(Clone, Copy, Debug, Default)]
pub struct List {
    chosen: usize,
}

impl List {
    /// The selected row.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// Selects a row.
    pub fn choose(&mut self, row: usize) {
        self.chosen = row;
    }

    /// A key that moves about in a list of so many rows.
    pub fn verb(&mut self, verb: Verb, count: usize) {
        let last = count.saturating_sub(1);
        self.chosen = match verb {
            Verb::Up => self.chosen.saturating_sub(1),
            Verb::Down => self.chosen + 1,
            Verb::First => 0,
            Verb::Last => last,
            Verb::PageBack => self.chosen.saturating_sub(8),
            Verb::PageOn => self.chosen + 8,
            _ => self.chosen,
        }
        .min(last);
    }

    /// The rows that are seen in so many rows of the screen: row of the screen, row of the list.
    pub fn shown(&self, count: usize, rows: u16) -> impl Iterator<Item = (u16, usize)> + use<> {
        let (first, seen) = self.window(count, rows);
        (0..).zip(first..first + seen)
    }

    /// The first row that is seen, and how many are.
    fn window(self, count: usize, rows: u16) -> (usize, usize) {
        let rows = usize::from(rows);
        if count <= rows {
            return (0, count);
        }
        // The last row says how many are below.
        let seen = rows.saturating_sub(1).max(1);
        let first = self.chosen.saturating_sub(seen - 1).min(count - seen);
        (first, seen.min(count))
    }

    /// Says how many rows are below.
    pub fn draw_rest(&self, sheet: &mut Sheet, count: usize) {
        let rows = sheet.height();
        let (first, seen) = self.window(count, rows);
        let below = count.saturating_sub(first + seen);
        if below > 0 && rows > 1 {
            let quiet = sheet.look.theme.quiet;
            sheet.put(2, rows - 1, &format!("{below} more below"), quiet);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_seen() {
        for chosen in 0..30 {
            let mut list = List::default();
            list.choose(chosen);
            assert!(list.shown(30, 10).any(|(y, row)| row == chosen && y < 10), "{chosen}");
        }
        assert_eq!(List::default().shown(3, 10).count(), 3);
    }
}
