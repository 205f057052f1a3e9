//! Where does the map of an exercise lie, and what is left for its text?

use super::super::frame::{Geometry, Room};
use super::super::sheet::Sheet;

/// Columns of the text beside a map, and of the gap before it.
const fn aside(room: Room) -> (u16, u16) {
    match room {
        Room::Small => (0, 0),
        Room::Home => (25, 3),
        Room::Wide => (40, 4),
        Room::Large => (48, 6),
    }
}

/// A map beside a text has at least so many columns.
const NARROWEST: u16 = 30;

/// A map is at most so large: columns, rows.
const MOST: (u16, u16) = (94, 47);

/// How map and text share the body of a window.
pub(super) struct Halves {
    /// Columns and rows of the map, which begins at the body's corner.
    pub map: (u16, u16),
    /// First column and width of the text; `None` where map and text take turns.
    pub text: Option<(u16, u16)>,
}

impl Halves {
    /// The halves of a body that is so large.
    pub(super) fn of(geometry: &Geometry, (width, height): (u16, u16)) -> Halves {
        let (wide, gap) = aside(geometry.across);
        let is_small = geometry.across == Room::Small || geometry.down == Room::Small;
        if is_small || width < wide + gap + NARROWEST {
            return Halves { map: (width, height), text: None };
        }
        let map = ((width - wide - gap).min(MOST.0), height.min(MOST.1));
        let text = map.0 + gap;
        Halves { map, text: Some((text, (width - text).min(wide + 18))) }
    }

    /// The part of the body that the map takes.
    pub(super) fn map_part<'s>(&self, sheet: &'s mut Sheet) -> Sheet<'s> {
        sheet.part(0, 0, self.map.0, self.map.1)
    }
}
