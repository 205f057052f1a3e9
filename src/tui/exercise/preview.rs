//! How the line being typed is read so far.

use crate::math::Expr;
use crate::math::read::{Syntax, read};

/// The reading of a line.
pub(super) enum Preview {
    /// Nothing is typed.
    Empty,
    /// The whole line is read like this.
    Whole(Expr),
    /// The line is not complete: so much of it is read.
    Begun(Expr),
    /// Nothing of it can be read yet.
    Nothing,
}

/// Shorter beginnings that are tried before giving up.
const TRIES: usize = 40;

/// Reads a line as far as it goes.
pub(super) fn of(line: &str, syntax: &Syntax) -> Preview {
    if line.trim().is_empty() {
        return Preview::Empty;
    }
    if let Ok(reading) = read(line, syntax) {
        return Preview::Whole(reading.expr);
    }
    let ends = line.char_indices().rev().map(|(end, _)| &line[..end]);
    ends.take(TRIES)
        .find_map(|begun| read(begun, syntax).ok())
        .map_or(Preview::Nothing, |reading| Preview::Begun(reading.expr))
}
