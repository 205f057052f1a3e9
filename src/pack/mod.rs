//! What does the author want to teach?
//!
//! Uses `math` and `descent`. TOML becomes a raw form with exact spans, the raw form a checked one;
//! every problem is reported at once, and what left this room needs no second look.
