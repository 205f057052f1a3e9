//! Where do map, panel and status row lie?

use ratatui::layout::Rect;

use crate::tui::frame::{Geometry, Room};

/// The places of the laboratory, in cells of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// The body in the window.
    pub(super) body: Rect,
    /// Columns and rows of the picture, axis numbers included; it begins at the body's corner.
    pub(super) picture: (u16, u16),
    /// First column and width of the panel; without one, a line of numbers stands below the map.
    pub(super) panel: Option<(u16, u16)>,
    /// The row of the one sentence.
    pub(super) status: u16,
}

/// Width of the panel, and of the gap before it.
const fn panel(room: Room) -> (u16, u16) {
    match room {
        Room::Small => (0, 0),
        Room::Home => (24, 3),
        Room::Wide => (30, 5),
        Room::Large => (40, 7),
    }
}

impl Layout {
    /// The layout of a window; `None` when it is too small for a screen.
    pub(super) fn of(window: Rect) -> Option<Layout> {
        let geometry = Geometry::of(window)?.edge_to_edge();
        let body = geometry.body();
        if geometry.across == Room::Small || geometry.down == Room::Small {
            let rows = body.height.saturating_sub(2);
            let status = body.height.saturating_sub(1);
            return Some(Layout { body, picture: (body.width, rows), panel: None, status });
        }
        let (wide, gap) = panel(geometry.across);
        let columns = body.width - wide - gap;
        // below the picture: a blank row where there is room, then the sentence
        let below = match geometry.down {
            Room::Small | Room::Home => 2,
            Room::Wide => 1,
            Room::Large => 4,
        };
        Some(Layout {
            body,
            picture: (columns, body.height - below),
            panel: Some((columns + gap, wide)),
            status: body.height - 1,
        })
    }

    /// The cell of the picture under a cell of the window.
    pub(super) fn in_picture(&self, column: u16, row: u16) -> Option<(usize, usize)> {
        let x = column.checked_sub(self.body.x)?;
        let y = row.checked_sub(self.body.y)?;
        (x < self.picture.0 && y < self.picture.1).then(|| (usize::from(x), usize::from(y)))
    }

    /// The share of the rail under a cell of the window.
    pub(super) fn on_rail(&self, column: u16, row: u16) -> Option<f64> {
        let x = column.checked_sub(self.body.x)?;
        let width = self.body.width.max(2);
        (row == 1 && x < width).then(|| f64::from(x) / f64::from(width - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pair = (u16, u16);

    fn of(width: u16, height: u16) -> Option<(Pair, Option<Pair>)> {
        Layout::of(Rect::new(0, 0, width, height)).map(|layout| (layout.picture, layout.panel))
    }

    #[test]
    fn the_map_is_as_large_as_the_design_says() {
        // three columns and one row of the picture are axis numbers
        assert_eq!(of(80, 24), Some(((49, 17), Some((52, 24)))));
        assert_eq!(of(120, 36), Some(((81, 30), Some((86, 30)))));
        assert_eq!(of(200, 60), Some(((149, 51), Some((156, 40)))));
        assert_eq!(of(40, 12), Some(((38, 7), None)));
        assert_eq!(of(39, 12), None);
    }
}
