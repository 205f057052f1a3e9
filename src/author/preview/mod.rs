//! What does somebody who writes a lesson want to know while writing it?
//!
//! A [`Reading`] is the lesson as it stands in its file: every `[[block]]` with its place, as much
//! of it as could be read, and the problems of each. [`scan()`] looks at every variant of an
//! exercise, [`foreseen()`] marks what the author foresaw. Nothing here watches a file or draws.

mod excerpt;
mod foreseen;
mod model;
mod outline;
mod reading;
mod scan;

pub use excerpt::{Excerpt, Row, excerpt};
pub use foreseen::{Foreseen, Tested, Unwanted, foreseen, sayings};
pub use model::model;
pub use reading::{Reading, Source, Spot, Written, is_near, read};
pub use scan::{Looked, Scan, scan};
