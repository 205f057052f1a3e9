//! The descent laboratory: what happens when a walk starts here, with this method and this rate?
//!
//! Plugs into the screen as a state of its own. `update` takes a [`Message`], reads no clock and
//! does no I/O; long work leaves as [`Effect::Work`] and comes back as [`News`]; ticks arrive only
//! while [`Lab::next_tick`] asks for them.

use std::time::Duration;

use ratatui::layout::Rect;

use super::app::{Effect, Mouse};
use super::frame::{Place, Rail};
use super::keys::{At, Row, edge};
use super::sheet::Sheet;

/// What only the laboratory's keys ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {}

/// The laboratory's rows of the key table.
#[rustfmt::skip]
pub(super) static KEYS: &[Row] = &[
    edge(At::Lab, "esc", &[("esc", super::keys::Verb::Back)], "home", "home"),
];

/// What a worker found out.
#[derive(Debug)]
pub enum News {}

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// The screen was opened.
    Opened,
    /// The window has another size.
    Resized,
    /// A key of the table.
    Verb(super::keys::Verb),
    /// A character for the field, while [`Lab::contexts`] lists `At::Field`.
    Type(char),
    /// Text for the field in one piece.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// So much time went by.
    Tick(Duration),
    /// A worker is done.
    News(News),
}

/// The state of the laboratory.
#[derive(Debug, Default)]
pub struct Lab {}

impl Lab {
    /// Takes a message in; `window` is the whole window.
    pub fn update(&mut self, message: Message, window: Rect) -> Vec<Effect> {
        let _ = (message, window);
        Vec::new()
    }

    /// How long until the walk moves by itself.
    pub fn next_tick(&self) -> Option<Duration> {
        None
    }

    /// Which rows of the key table apply, inner first.
    pub fn contexts(&self) -> Vec<At> {
        vec![At::Lab]
    }

    /// Does `esc` close something inside before it leads home?
    pub fn is_busy_with_a_field(&self) -> bool {
        false
    }

    /// Row 0.
    pub fn place(&self) -> Place {
        Place {
            path: vec!["Lab".to_owned()],
            here: "f(x, y) = x² + 2y²".to_owned(),
            far: String::new(),
        }
    }

    /// Row 1.
    pub fn rail(&self) -> Rail {
        Rail::At(0, 1)
    }

    /// A footer word other than the table's; `None` leaves the row out for now.
    pub fn word(&self, row: &Row) -> Option<String> {
        Some(row.word.to_owned())
    }

    /// Draws the body. Answers with the cell where text is being typed.
    pub fn view(&self, sheet: &mut Sheet) -> Option<ratatui::layout::Position> {
        let _ = sheet;
        None
    }
}
