//! Which cells make the picture?
//!
//! Uses no other room: functions come in as closures. What leaves is a [`Picture`], a grid of
//! cells, each a glyph with a role of ink, or an SVG; which colour a role has is decided by whoever
//! draws. Invariants: nothing that is not finite is drawn, and no size, not even 0×0, panics.
//!
//! A [`Map`] (contours), a [`Graph`] (curves of one variable) and their kin compute what is dear
//! once and keep it; asking them for a picture with other paths or another point is cheap.

mod ansi;
mod axes;
mod axis;
mod basins;
mod canvas;
mod colour;
mod dots;
mod field;
mod frame;
mod graph;
mod ground;
mod heights;
mod history;
mod labels;
mod levels;
mod look;
mod map;
mod over;
mod page;
mod paths;
mod picture;
mod pieces;
mod squares;
mod svg;
mod sweep;
mod touch;
mod trace;
mod view;
mod window;

pub use ansi::ansi;
pub use axis::{Ticks, number, round_step};
pub use basins::{Landing, basin_size, basins};
pub use colour::Rgb;
pub use field::{Field, Rows};
pub use graph::{Curve, Graph, Over, Stroke};
pub use history::{Series, chart, has_logarithms, history, is_logarithmic};
pub use levels::{Levels, Scale};
pub use look::{Aspect, Colours, Glyphs, Look, Ramp, Theme};
pub use map::{Arrow, HEADS, Layers, Map, Mark, MarkKind, Path};
pub use page::{Entry, Page};
pub use picture::{Cell, Ink, Picture, Weight};
pub use squares::{Polyline, polylines};
pub use svg::{svg_graph, svg_map};
pub use sweep::{Outcome, Sweep, sweep};
pub use trace::contour_dots;
pub use view::{interval, reach, view};
pub use window::Window;
