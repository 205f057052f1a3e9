//! Can the author trust it?
//!
//! Uses `math`, `descent`, `pack` and `tutor`. Every problem has a code, a place and a remedy.
//! [`check`] builds every variant of every exercise and looks at it from two sides; [`report`]
//! prints what it found so that nothing of it acts on the terminal.

pub mod check;
pub mod report;

pub use check::{Checked, check};
