//! `gradus` alone: the tutor on the screen.

use super::args::{Color, Everywhere, Glyphs, Theme};
use super::{Done, Failure, Outcome};
use crate::tui;

/// Opens the home screen.
pub(super) fn run(everywhere: &Everywhere) -> Done {
    match tui::run(wishes(everywhere)) {
        Ok(code) => Ok(Outcome::Ended(code)),
        Err(refusal) => Err(Failure::Cannot(refusal.to_string())),
    }
}

/// The global flags in the screen's own terms.
pub(super) fn wishes(everywhere: &Everywhere) -> tui::Wishes {
    tui::Wishes {
        ground: match everywhere.theme {
            None | Some(Theme::Auto) => tui::Ground::Auto,
            Some(Theme::Dark) => tui::Ground::Dark,
            Some(Theme::Light) => tui::Ground::Light,
        },
        colour: match everywhere.color {
            None | Some(Color::Auto) => None,
            Some(Color::Always) => Some(true),
            Some(Color::Never) => Some(false),
        },
        glyphs: match everywhere.glyphs {
            None | Some(Glyphs::Braille) => tui::look::Glyphs::Braille,
            Some(Glyphs::Halfblock) => tui::look::Glyphs::HalfBlock,
            Some(Glyphs::Ascii) => tui::look::Glyphs::Ascii,
        },
        motion: !everywhere.no_motion,
        mouse: !everywhere.no_mouse,
    }
}
