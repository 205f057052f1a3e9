//! Where do text and figure of a page lie?

use super::frame::{Geometry, Room, TEXT};

/// A part of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pane {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

/// Where text and figure lie in the body.
pub(super) struct Panes {
    pub text: Option<Pane>,
    pub figure: Option<Pane>,
}

impl Panes {
    /// `rows` tells how many rows the text takes at a width.
    pub(super) fn of(
        geometry: &Geometry,
        has_figure: bool,
        swapped: bool,
        rows: impl Fn(u16) -> usize,
    ) -> Panes {
        let body = geometry.body();
        let (width, height) = (body.width, body.height);
        let whole = Pane { x: 0, y: 0, width, height };
        if !has_figure {
            let text = Pane { width: width.min(TEXT), ..whole };
            return Panes { text: Some(text), figure: None };
        }
        if rows(width) == 0 {
            // Nothing to read: the figure has the room of both.
            let figure = Pane { width: width.min(92), height: height.min(50), ..whole };
            return Panes { text: None, figure: Some(figure) };
        }
        let text = match geometry.across {
            Room::Small => {
                // One thing at a time, or the figure under the text where there are rows for both.
                let needed = u16::try_from(rows(width)).unwrap_or(u16::MAX);
                let left = height.saturating_sub(needed.saturating_add(1));
                if left >= 12 {
                    let figure = Pane { y: needed + 1, height: left, ..whole };
                    return Panes {
                        text: Some(Pane { height: needed, ..whole }),
                        figure: Some(figure),
                    };
                }
                return if swapped {
                    Panes { text: None, figure: Some(whole) }
                } else {
                    Panes { text: Some(whole), figure: None }
                };
            }
            Room::Home => 34,
            Room::Wide => 54,
            Room::Large => 62,
        };
        let figure = Pane {
            x: text + 2,
            width: (width - text - 2).min(92),
            height: height.min(50),
            ..whole
        };
        Panes { text: Some(Pane { width: text, ..whole }), figure: Some(figure) }
    }
}
