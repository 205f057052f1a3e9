//! Text to expression.
//!
//! One grammar for authors and students; it stands in EBNF at the top of `parser.rs`. Reading is
//! total: every line gives a tree or a [`ReadError`] that says what to write instead. Bounds are
//! checked before work is done, and a tree is never deeper than [`Limits::depth`].

mod applied;
mod atoms;
mod characters;
mod doubt;
mod latex;
mod lexer;
mod mend;
mod names;
mod parser;
mod refuse;
mod sentences;
mod suspect;
mod trouble;
mod typed;
mod words;

pub(crate) use characters::{SUBSCRIPTS, SUPERSCRIPTS};
pub(crate) use names::greek_word;

pub use super::limits::Limits;
pub use doubt::{Alternative, Doubt, Warning};
pub use trouble::{ReadError, Trouble};

use super::expr::{Expr, Name};
use trouble::Refusal;

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
    /// Is `1,5` one and a half? Lists are then separated by `;`.
    pub decimal_comma: bool,
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
    /// What else the line may have meant: each warning followed alone, then all together.
    pub alternatives: Vec<Alternative>,
    /// The undeclared `c` of a last `+ c`; it is in the tree as a variable of this name.
    pub integration_constant: Option<Name>,
}

impl Syntax {
    /// The grammar for a student's line with these variables.
    pub fn student(vars: &[Name]) -> Syntax {
        Syntax { vars: Some(vars.to_vec()), limits: Limits::STUDENT, ..Syntax::default() }
    }
}

/// Reads one line.
///
/// ```
/// use gradus::math::{print, read::{Syntax, read}};
///
/// let reading = read("2x sin x", &Syntax::default()).expect("it reads");
/// assert_eq!(print::ascii(&reading.expr), "2*x*sin(x)");
///
/// let error = read("(x + 1/2", &Syntax::default()).expect_err("a bracket is missing");
/// assert_eq!((error.column(), error.mend().as_deref()), (1, Some("(x + 1)/2")));
/// ```
///
/// # Errors
///
/// Everything that is no expression: what is in the way, where, and what to write instead.
pub fn read(input: &str, syntax: &Syntax) -> Result<Reading, ReadError> {
    let attempt = typed::plain(input, &syntax.limits).and_then(|typed| {
        let parse = parser::parse(&typed, syntax)?;
        let (warnings, alternatives) = if parse.found.is_empty() {
            (Vec::new(), Vec::new())
        } else {
            (
                doubt::warnings(input, &typed, &parse.found),
                doubt::alternatives(input, &typed, syntax, &parse.expr, &parse.found),
            )
        };
        let integration_constant = parse.constant;
        Ok(Reading { expr: parse.expr, warnings, alternatives, integration_constant })
    });
    attempt.map_err(|refusal| mend::mended(input, syntax, *refusal))
}

/// The tree of a line, without asking what else it may mean.
fn tree(input: &str, syntax: &Syntax) -> Result<Expr, Box<Refusal>> {
    let typed = typed::plain(input, &syntax.limits)?;
    parser::parse(&typed, syntax).map(|parse| parse.expr)
}
