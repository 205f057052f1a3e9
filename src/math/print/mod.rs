//! Expression to text: how is it written down?
//!
//! [`ascii`] is fully explicit and reads back to the same tree; [`line`] is one line of Unicode as
//! a textbook sets it.

mod ascii;
mod line;

pub use ascii::ascii;
pub use line::line;
