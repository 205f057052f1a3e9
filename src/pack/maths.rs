//! The one place where this room reads the engine's grammar.

use std::ops::Range;

pub(crate) use crate::math::read::LogBase;

use crate::math::read::{self, Syntax};
use crate::math::{Expr, Name};

/// An expression that cannot be read: the sentence, and the characters that are meant.
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    pub(crate) message: String,
    pub(crate) span: Range<usize>,
}

/// Reads an expression of an author: the names that may occur, or any without a list.
pub(crate) fn read(text: &str, names: Option<&[Name]>, log: LogBase) -> Result<Expr, Unreadable> {
    with(text, &Syntax { vars: names.map(<[Name]>::to_vec), log, ..Syntax::default() })
}

/// Reads a line whose pieces in `[ ]` are hidden.
pub(crate) fn read_line(text: &str, names: &[Name], log: LogBase) -> Result<Expr, Unreadable> {
    with(text, &Syntax { vars: Some(names.to_vec()), holes: true, log, ..Syntax::default() })
}

fn with(text: &str, syntax: &Syntax) -> Result<Expr, Unreadable> {
    match read::read(text, syntax) {
        Ok(reading) => Ok(reading.expr),
        Err(error) => Err(Unreadable { message: error.to_string(), span: error.span }),
    }
}
