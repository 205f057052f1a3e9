//! Text to expression.
//!
//! One grammar for authors and students; it stands in EBNF at the top of [`parser`]. Reading is
//! total: every line gives a tree or a [`ReadError`] that says what to write instead. Bounds are
//! checked before work is done, and a tree is never deeper than [`Limits::depth`].

mod lexer;
mod names;
mod parser;
mod trouble;
mod typed;

pub(crate) use names::greek_word;
pub(crate) use typed::{SUBSCRIPTS, SUPERSCRIPTS};

pub use super::limits::Limits;
pub use trouble::{ReadError, Trouble};

use std::ops::Range;

use super::expr::{Expr, Name};

/// What a line may contain and what its names mean.
#[derive(Clone, Debug, Default)]
pub struct Syntax {
    /// The variables; `None` lets every letter be one.
    pub vars: Option<Vec<Name>>,
    /// What `log` means.
    pub log: LogBase,
    /// The bounds.
    pub limits: Limits,
    /// What `f` means, and the variable that `f'` differentiates by.
    pub function: Option<(Expr, Name)>,
    /// May `[ ]` be a hole? Vectors then take round brackets.
    pub holes: bool,
    /// May a line be a bare list, `a, b`?
    pub vector: bool,
}

/// The base of a `log` that names none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LogBase {
    /// `log` is `ln`.
    #[default]
    E,
    /// `log` is the logarithm to base 10.
    Ten,
}

/// A line as it was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The tree.
    pub expr: Expr,
    /// Places that may have been meant otherwise.
    pub warnings: Vec<Warning>,
    /// What else the line may have meant, most likely first.
    pub alternatives: Vec<Alternative>,
    /// The undeclared `c` of a last `+ c`.
    pub integration_constant: Option<Name>,
}

/// A place that may have been meant otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// What is ambiguous.
    pub kind: Doubt,
    /// Where, in characters as typed, counted from 0.
    pub span: Range<usize>,
}

/// What is ambiguous.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// `1/2x`.
    Denominator,
}

/// Another reading of the line.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The line with the brackets that make this reading plain.
    pub text: String,
    /// Its tree.
    pub expr: Expr,
}

impl Syntax {
    /// The grammar for a student's line with these variables.
    pub fn student(vars: &[Name]) -> Syntax {
        Syntax { vars: Some(vars.to_vec()), limits: Limits::STUDENT, ..Syntax::default() }
    }
}

/// Reads one line.
pub fn read(input: &str, syntax: &Syntax) -> Result<Reading, ReadError> {
    let typed = typed::plain(input, &syntax.limits)?;
    let (expr, integration_constant) = parser::parse(&typed, syntax)?;
    Ok(Reading { expr, warnings: Vec::new(), alternatives: Vec::new(), integration_constant })
}
