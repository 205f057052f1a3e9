//! Expression to text: how is it written down?
//!
//! [`ascii()`] is fully explicit and reads back to the same tree; [`line()`] is one line of Unicode as
//! a textbook sets it; [`stacked()`] takes as many rows as it needs and knows where each part stands;
//! [`latex()`] and [`spoken()`] are for other readers. Only [`ascii()`] shows what an author hid in a
//! hole.

mod ascii;
mod block;
mod latex;
mod root;
mod set;
mod spoken;
mod tall;

pub use ascii::ascii;
pub use block::{Block, Glyphs};
pub use latex::latex;
pub use set::{GAP, flat, line, stacked};
pub use spoken::spoken;
