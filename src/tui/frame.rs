//! What every screen has, and where: place, rail, body, footer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::keys::Foot;
use super::look::Look;
use super::sheet::Sheet;

/// Text never runs wider than so many cells.
pub const TEXT: u16 = 66;

/// The smallest window that shows more than two lines of text.
pub const LEAST: (u16, u16) = (40, 12);

/// How much room there is in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// 40 columns, 12 rows: one thing, close together.
    Small,
    /// 76 columns, 20 rows: the size everything is designed for.
    Home,
    /// 110 columns, 32 rows: a second pane.
    Wide,
    /// 160 columns, 48 rows: a larger figure, wider margins.
    Large,
}

/// The geometry table: room, from columns, from rows.
const ROOMS: &[(Room, u16, u16)] =
    &[(Room::Large, 160, 48), (Room::Wide, 110, 32), (Room::Home, 76, 20), (Room::Small, 40, 12)];

/// Where things go in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// The whole window.
    pub window: Rect,
    /// Room across.
    pub across: Room,
    /// Room down.
    pub down: Room,
    /// Columns left and right of everything.
    pub margin: u16,
}

impl Geometry {
    /// The geometry of a window, `None` when it is too small for a screen.
    pub fn of(window: Rect) -> Option<Geometry> {
        let across = ROOMS.iter().find(|(_, columns, _)| window.width >= *columns)?.0;
        let down = ROOMS.iter().find(|(_, _, rows)| window.height >= *rows)?.0;
        let margin = match across {
            Room::Small => 1,
            Room::Home | Room::Wide => 2,
            Room::Large => (window.width - 156) / 2,
        };
        Some(Geometry { window, across, down, margin })
    }

    /// The same with narrow margins, for a screen that uses the whole width.
    #[must_use]
    pub fn edge_to_edge(self) -> Geometry {
        Geometry { margin: self.margin.min(2), ..self }
    }

    /// Rows between the rail and the footer, blank rows left out.
    pub fn body(&self) -> Rect {
        let blank = u16::from(self.down > Room::Small);
        let Rect { x, y, width, height } = self.window;
        Rect {
            x: x + self.margin,
            y: y + 2 + blank,
            width: width - 2 * self.margin,
            height: height - 3 - 2 * blank,
        }
    }

    /// The row above the footer, for one sentence about now.
    pub fn status(&self) -> Rect {
        self.row(self.window.height - 2)
    }

    /// Is there a second pane at the right?
    pub fn has_two_panes(&self) -> bool {
        self.across >= Room::Wide
    }

    /// One row across the window between the margins.
    pub(super) fn row(&self, y: u16) -> Rect {
        let Rect { x, y: top, width, .. } = self.window;
        Rect { x: x + self.margin, y: top + y, width: width - 2 * self.margin, height: 1 }
    }
}

/// Where the student is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The way here, outermost first; left out when there is no room.
    pub path: Vec<String>,
    /// What this is.
    pub here: String,
    /// How far, in words.
    pub far: String,
}

/// How far, as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rail {
    /// So many of so many are done.
    Share(usize, usize),
    /// A position in a run, with a head.
    At(usize, usize),
}

/// The four things that every screen has, apart from its body.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Row 0.
    pub place: Place,
    /// Row 1.
    pub rail: Rail,
    /// The last row.
    pub foot: Foot,
}

impl Frame {
    /// Draws place, rail and footer.
    pub fn draw(&self, geometry: &Geometry, look: &Look, buffer: &mut Buffer) {
        let last = geometry.window.height - 1;
        self.place.draw(&mut Sheet::new(buffer, geometry.row(0), look));
        self.rail.draw(&mut Sheet::new(buffer, geometry.row(1), look));
        foot(&self.foot, &mut Sheet::new(buffer, geometry.row(last), look));
    }
}

impl Place {
    fn draw(&self, sheet: &mut Sheet) {
        let (quiet, strong) = (sheet.look.theme.quiet, sheet.look.theme.strong);
        // `page 2 of 9` becomes `2 of 9` where the title needs the room.
        let short = self.far.strip_prefix("page ").unwrap_or(&self.far);
        let fits = sheet.width_of(&self.here) + sheet.width_of(&self.far) + 3 <= sheet.width();
        let far = if fits { &self.far } else { short };
        sheet.right(0, far, quiet);
        let room = sheet.width().saturating_sub(sheet.width_of(far) + 2);
        let path: String = self.path.iter().flat_map(|step| [step.as_str(), " › "]).collect();
        let mut x = 0;
        if sheet.width_of(&path) + sheet.width_of(&self.here) <= room {
            x = sheet.put(0, 0, &path, quiet);
        }
        sheet.put_within(x, 0, room.saturating_sub(x), &self.here, strong);
    }
}

impl Rail {
    fn draw(&self, sheet: &mut Sheet) {
        let (done_ink, ahead_ink) = (sheet.look.theme.accent, sheet.look.theme.faint);
        let width = usize::from(sheet.width());
        let (done, of) = match *self {
            Rail::Share(done, of) | Rail::At(done, of) => (done.min(of), of),
        };
        let full = (width * done * 2 + of).checked_div(2 * of).unwrap_or(0);
        let x = sheet.put(0, 0, &"━".repeat(full), done_ink);
        sheet.put(x, 0, &"─".repeat(width - full), ahead_ink);
        if let Rail::At(..) = self {
            let head = u16::try_from(full.min(width.saturating_sub(1))).unwrap_or(0);
            sheet.put(head, 0, "●", done_ink);
        }
    }
}

/// Verbs from the left by importance, the way out at the right; what does not fit is left out.
fn foot(foot: &Foot, sheet: &mut Sheet) {
    let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
    let width = |sheet: &Sheet, pairs: &[(String, String)]| -> u16 {
        let cells = pairs.iter().map(|(key, word)| sheet.width_of(key) + sheet.width_of(word) + 4);
        cells.sum::<u16>().saturating_sub(3)
    };
    let mut edge = foot.edge.as_slice();
    while !edge.is_empty() && width(sheet, edge) > sheet.width() {
        edge = &edge[1..];
    }
    let edge_at = sheet.width().saturating_sub(width(sheet, edge));
    let room = if edge.is_empty() { sheet.width() } else { edge_at.saturating_sub(2) };
    let mut x = 0;
    for (key, word) in &foot.verbs {
        if x + sheet.width_of(key) + 1 + sheet.width_of(word) > room {
            break;
        }
        x = sheet.put(x, 0, key, text);
        x = sheet.put(x + 1, 0, word, quiet) + 3;
    }
    let mut x = edge_at;
    for (key, word) in edge {
        x = sheet.put(x, 0, key, text);
        x = sheet.put(x + 1, 0, word, quiet) + 3;
    }
}

/// Two lines for a window that is too small, cut at its width.
pub(super) fn too_small(window: Rect, look: &Look, buffer: &mut Buffer) {
    let (columns, rows) = LEAST;
    let mut sheet = Sheet::new(buffer, window, look);
    let text = sheet.look.theme.text;
    let first =
        format!("gradus needs {columns} x {rows}; this is {} x {}.", window.width, window.height);
    sheet.put(0, 0, &first, text);
    sheet.put(0, 1, "Make it larger, or use: gradus --plain", text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_geometry_table_is_that_of_the_design() {
        let of = |width, height| {
            Geometry::of(Rect { x: 0, y: 0, width, height }).map(|g| (g.across, g.down, g.margin))
        };
        assert_eq!(of(39, 24), None);
        assert_eq!(of(80, 11), None);
        assert_eq!(of(40, 12), Some((Room::Small, Room::Small, 1)));
        assert_eq!(of(80, 24), Some((Room::Home, Room::Home, 2)));
        assert_eq!(of(120, 36), Some((Room::Wide, Room::Wide, 2)));
        assert_eq!(of(200, 60), Some((Room::Large, Room::Large, 22)));
    }

    #[test]
    fn the_body_leaves_a_blank_row_above_and_below() {
        let geometry = Geometry::of(Rect { x: 0, y: 0, width: 80, height: 24 });
        let body = geometry.expect("80x24 is large enough").body();
        assert_eq!(body, Rect { x: 2, y: 3, width: 76, height: 19 });
    }
}
