//! What wakes the screen: one channel that the keyboard, signals and workers write to.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, KeyEvent, MouseEvent};

use super::app::Message;

/// Anything that can happen.
pub(super) enum Event {
    /// A key was pressed or repeats.
    Key(KeyEvent),
    /// Text came in one piece.
    Paste(String),
    /// The mouse did something; only where a plot asked for it.
    Mouse(MouseEvent),
    /// The window has another size.
    Resize,
    /// Somebody wants us in the background.
    Suspend,
    /// We run again after a stop.
    Resumed,
    /// The process is to end, by a signal or because the terminal is gone.
    End {
        /// The exit code.
        code: i32,
    },
    /// A worker has something.
    Told(Box<Message>),
}

/// Reads the keyboard on a thread of its own, asleep in `read` while nothing comes.
pub(super) fn listen(events: Sender<Event>) -> std::io::Result<()> {
    thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
        while let Ok(event) = event::read() {
            let Some(event) = translate(event) else { continue };
            if events.send(event).is_err() {
                return;
            }
        }
        // Nothing can be read any more: the terminal is gone.
        let _ = events.send(Event::End { code: 2 });
    })?;
    Ok(())
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind == event::KeyEventKind::Release => None,
        event::Event::Key(key) => Some(Event::Key(key)),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Mouse(mouse) => Some(Event::Mouse(mouse)),
        event::Event::Resize(..) => Some(Event::Resize),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}
