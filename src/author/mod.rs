//! Can the author trust it?
//!
//! Uses `math`, `descent`, `pack` and `tutor`. Every problem has a code, a place and a remedy.
//! [`check`](check()) builds every variant of every exercise and looks at it from two sides;
//! [`report`] prints what it found so that nothing of it acts on the terminal. [`template`],
//! [`format`](mod@format), [`lock`], [`archive`] and [`add`] are the other things that authors do.

pub mod add;
pub mod archive;
pub mod check;
mod disk;
pub mod format;
pub mod lock;
pub mod preview;
pub mod report;
pub mod schema;
pub mod template;

pub use check::{Checked, check};

/// Writes a file aside and gives it its name, so that it is the old one or the new one.
pub fn replace_file(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    disk::replace(path, bytes)
}
