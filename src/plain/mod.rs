//! The same lessons, line by line, without a screen.
//!
//! Uses every room but `tui`. Writes to the sink it is handed: no box drawing, no cursor movement.
