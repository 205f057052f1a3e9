//! How does a lesson go on, what does a figure say, what is remembered?
//!
//! Uses `math`, `descent`, `pack`, `tutor` and `record`. Both front ends drive this room and hold
//! no knowledge of mathematics, marking or scheduling of their own.

pub mod keeper;
mod memory;
pub mod settings;

pub use keeper::{Keeper, Order, Report, Ticket};
pub use memory::Memory;
pub use settings::Settings;
