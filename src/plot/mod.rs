//! Which cells make the picture?
//!
//! Uses no other room: functions come in as closures. What leaves is a grid of cells, each a glyph
//! with roles of ink, or an SVG; what a terminal can show is decided by the caller.
