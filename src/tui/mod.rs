//! What is on the screen?
//!
//! Uses every room above; the only home of ratatui and crossterm. `Event → keys → Message →
//! update → Effect → view`: `update` reads no clock and does no I/O, `view` changes nothing.
