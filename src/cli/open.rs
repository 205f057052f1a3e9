//! `gradus` alone: the tutor on the screen.

use super::args::Everywhere;
use super::{Done, Failure, Outcome, Streams};
use crate::tui;

/// Opens the home screen.
pub(super) fn run(everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let (settings, complaints) = everywhere.settings();
    for sentence in complaints {
        writeln!(streams.err, "{sentence}")?;
    }
    match tui::run(settings) {
        Ok(code) => Ok(Outcome::Ended(code)),
        Err(refusal) => Err(Failure::Cannot(refusal.to_string())),
    }
}
