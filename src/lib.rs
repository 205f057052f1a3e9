//! gradus: a calculus tutor that lives in the terminal.
//!
//! The house, room by room. A room answers one question and uses only rooms printed above it, as
//! listed; `tests/architecture.rs` holds the same table and enforces it.
//!
//! | room | the question it answers | uses |
//! |---|---|---|
//! | [`text`] | what may be shown? | no other room; any room may use it |
//! | [`math`] | what is this expression, what is its slope, are these two the same? | – |
//! | [`plot`] | which cells make the picture? | – |
//! | [`descent`] | where does each step land, why did it stop, where are the critical points? | math |
//! | [`pack`] | what does the author want to teach? | math, descent |
//! | [`tutor`] | is the answer right; if not, why; what would help? | math, descent, pack |
//! | [`author`] | can the author trust it? | math, descent, pack, tutor |
//! | [`record`] | what has the student done? | pack, tutor |
//! | [`study`] | how does a lesson go on, what does a figure say, what is remembered? | math, descent, pack, tutor, record |
//! | [`tui`] | what is on the screen? | all above |
//! | [`plain`] | the same lessons, line by line, without a screen | all but tui |
//! | [`cli`] | the commands | all above |

pub mod author;
pub mod descent;
pub mod math;
pub mod pack;
pub mod plot;
pub mod text;
pub mod tutor;

#[cfg(feature = "record")]
pub mod cli;
#[cfg(feature = "record")]
pub mod plain;
#[cfg(feature = "record")]
pub mod record;
#[cfg(feature = "record")]
pub mod study;
#[cfg(feature = "tui")]
pub mod tui;
