//! Is the answer right; if not, why; what would help; which item suits next?
//!
//! Uses `math`, `descent` and `pack`. Pure: it reads no clock, no file and no record.

mod answer;
mod attempt;
pub mod hints;
pub mod mark;
mod simplest;
pub mod steps;

pub use answer::Answer;
pub use attempt::{Attempt, Verdict};
pub use hints::{Hint, hints};
pub use mark::Mark;
pub use steps::{Step, steps};
