//! Can the author trust it?
//!
//! Uses `math`, `descent`, `pack` and `tutor`. Every problem has a code, a place and a remedy.
