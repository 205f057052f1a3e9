//! What may be shown?
//!
//! Uses no other room; any room may use it. Text from packs, files, arguments or the environment
//! reaches a screen only as [`Shown`], which holds no control characters, no bidirectional controls
//! and no invisible tags.

mod shown;

pub use shown::Shown;
