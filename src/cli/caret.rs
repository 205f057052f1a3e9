//! A line that cannot be read, with a caret under the place and what to write instead.

use super::Failure;
use crate::math::read::ReadError;

/// The line, the caret, the sentence, and the mended line.
pub(super) fn unreadable(line: &str, error: &ReadError) -> Failure {
    let caret = format!("{}^", " ".repeat(error.column().saturating_sub(1)));
    let mend = error.mend().map_or(String::new(), |mend| format!("\nDid you mean {mend}?"));
    Failure::Content(format!("{line}\n{caret}\n{error}{mend}"))
}
