//! What happens to the screen, and what it asks of the loop.

use std::path::PathBuf;
use std::time::Duration;

use ratatui::layout::Rect;

use super::keys::Chord;
use super::look::Aspect;
use super::{lab, preview};
use crate::study::{Order, Report};

/// Something that happened, in the program's own terms.
#[derive(Debug)]
pub enum Message {
    /// A key, not yet looked up.
    Key(Chord),
    /// Text in one piece.
    Paste(String),
    /// The mouse on a plot.
    Mouse(Mouse),
    /// The window is this large.
    Window(Rect),
    /// A cell is so tall.
    Aspect(Aspect),
    /// So much time went by while something moved.
    Tick(Duration),
    /// A worker of the laboratory has something.
    Lab(lab::News),
    /// Something was saved, or a worker of the preview has something.
    Preview(preview::News),
    /// The record has answered.
    Kept(Report),
    /// A sentence for the status row.
    Said(String),
}

/// What the mouse did, and in which cell of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub deed: Deed,
    /// Column of the window.
    pub column: u16,
    /// Row of the window.
    pub row: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The left button went down.
    Press,
    /// It moved with the button down.
    Drag,
    /// The wheel turned away from the hand: nearer.
    ZoomIn,
    /// The wheel turned towards the hand: farther.
    ZoomOut,
}

/// A computation for a worker thread; it ends in a message.
pub struct Work(pub Box<dyn FnOnce() -> Message + Send>);

impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Work")
    }
}

/// What the loop is to do after an update.
#[derive(Debug)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Into the background.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Compute on a worker thread.
    Work(Work),
    /// Send to the record.
    Keep(Order),
    /// Keep a setting: its name and its word.
    Set(&'static str, &'static str),
    /// Tell the preview when something in this folder is saved.
    Watch(PathBuf),
}

/// Somewhere to go.
#[derive(Clone, Debug, PartialEq)]
pub enum Go {
    /// The descent laboratory, as it was left.
    Lab,
    /// The laboratory with a function and walks of its own.
    LabOn(Box<lab::Setting>),
    /// The lessons of a pack.
    Lessons(String),
    /// A lesson: pack and lesson by their ids.
    Lesson(String, String),
    /// Home.
    Home,
    /// An exercise of a lesson.
    Exercise {
        /// The pack's id.
        pack: String,
        /// The lesson's id.
        lesson: String,
        /// The exercise's id.
        exercise: String,
    },
    /// A page of the lesson that is open, counted from 1.
    Page(usize),
    /// A setting gets this word.
    Set(&'static str, &'static str),
    /// Nowhere.
    Nowhere,
}
