//! Signals where there are none: Windows ends a console program by itself.

use std::sync::mpsc::Sender;

use super::events::Event;

/// Nothing to watch.
pub(super) fn watch(_events: Sender<Event>) -> std::io::Result<()> {
    Ok(())
}

/// There is no background to go to.
pub(super) fn stop() -> bool {
    false
}
