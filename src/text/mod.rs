//! What may be shown?
//!
//! Uses no other room; any room may use it. Text from packs, files, arguments or the environment
//! reaches a screen only as [`Shown`], which holds no control characters, no bidirectional controls
//! and no invisible tags. Numbers and counted things are worded here, so that every room says them
//! alike.

mod number;
mod shown;
mod words;

pub use number::{all_digits, digits, number, typed, typed_digits};
pub use shown::Shown;
pub use words::{capital, count, counted, list, ordinal, sentence, small};
