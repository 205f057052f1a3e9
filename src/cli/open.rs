//! `gradus` alone: the tutor on the screen.

use std::io::IsTerminal as _;

use super::everywhere::Everywhere;
use super::{Done, Failure, Outcome, Streams};
use crate::record::{self, Record};
use crate::study::{Library, Memory, Study, added_folder};
use crate::tui::{self, Opening, app::Go};

/// Opens the screen, at home or somewhere else.
pub(super) fn run(everywhere: &Everywhere, first: Option<Go>, streams: &mut Streams) -> Done {
    at(everywhere, streams, |_: &mut Study| Ok(first))
}

/// Opens the screen at a place that depends on packs and record.
pub(super) fn at(
    everywhere: &Everywhere,
    streams: &mut Streams,
    place: impl FnOnce(&mut Study) -> Result<Option<Go>, String>,
) -> Done {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::Cannot(tui::Refusal::NoTerminal.to_string()));
    }
    let (settings, complaints) = everywhere.settings();
    for sentence in complaints {
        writeln!(streams.err, "{sentence}")?;
    }
    let (mut study, mut record) = study(everywhere)?;
    // Nothing can be saved for now: practice goes on, and home says so.
    let unsaved = record.trouble().map(|trouble| trouble.to_string());
    let first = place(&mut study).map_err(Failure::Cannot)?;
    match tui::run(Opening { settings, study, record, unsaved, first }) {
        Ok(code) => Ok(Outcome::Ended(code)),
        Err(refusal) => Err(Failure::Cannot(refusal.to_string())),
    }
}

/// Packs and record, before the screen is taken: a file that will not do is one sentence.
pub(super) fn study(everywhere: &Everywhere) -> Result<(Study, Record), Failure> {
    let cannot = |error: record::OpenError| Failure::Cannot(error.to_string());
    let path = record::default_path(everywhere.progress.as_deref()).map_err(cannot)?;
    let mut record = Record::open(&path).map_err(cannot)?;
    // What cannot be read now is not remembered for this run; answers still try to be saved.
    let memory = Memory::read(&mut record).unwrap_or_default();
    let library = Library::open(added_folder().as_deref());
    let decimal_comma = everywhere.settings().0.decimal_comma;
    Ok((Study { library, memory, decimal_comma }, record))
}
