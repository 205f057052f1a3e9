//! Expression to text: how is it written down?
//!
//! [`ascii`] is fully explicit and reads back to the same tree; [`line`] is one line of Unicode as
//! a textbook sets it; [`stacked`] takes as many rows as it needs and knows where each part stands.

mod ascii;
mod block;
mod root;
mod set;

pub use ascii::ascii;
pub use block::{Block, Glyphs};
pub use set::{line, stacked};
