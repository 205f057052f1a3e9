//! Why could a line not be read, and what should be written instead?

use std::fmt;
use std::ops::Range;

use crate::math::expr::Function;

/// A line that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadError {
    /// What is in the way.
    pub kind: Trouble,
    /// Where, in characters as typed, counted from 0.
    pub span: Range<usize>,
    pub(super) mend: Option<Box<str>>,
}

/// An error on its way out, with changes that would help but have not been tried.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) error: ReadError,
    pub(super) edits: Vec<Edit>,
}

/// A change to the line as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Edit {
    /// What is taken out, in characters as typed.
    pub(super) take: Range<usize>,
    /// What is put there.
    pub(super) put: String,
}

/// What is in the way of reading a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// Nothing but spaces.
    Empty,
    /// More characters than allowed.
    TooLong {
        /// How many are.
        limit: usize,
    },
    /// Nested more deeply than allowed.
    TooDeep {
        /// How deep is.
        limit: usize,
    },
    /// More parts than allowed.
    TooLarge {
        /// How many are.
        limit: usize,
    },
    /// A number of more digits than allowed.
    TooManyDigits {
        /// How many are.
        limit: usize,
    },
    /// Differentiated more often than allowed.
    OrderTooHigh {
        /// How often is.
        limit: u32,
    },
    /// A character that hides, combines or acts on the terminal.
    UnclearCharacter(char),
    /// A character that means nothing here, and the plain one that it stands for.
    StrangeCharacter(char, Option<char>),
    /// A word that is no name here.
    UnknownName {
        /// As typed.
        name: String,
        /// What was probably meant.
        meant: Option<String>,
        /// The variables that are known, where they are declared.
        known: Vec<String>,
    },
    /// A function that exists elsewhere but is not in the grammar.
    UnknownFunction(String),
    /// A word for what is no number: `nan`, `inf`.
    NotANumber(String),
    /// `\command` that is not read.
    UnknownCommand(String),
    /// A bracket that is never closed.
    UnclosedBracket(char),
    /// A closing bracket that was never opened.
    StrayBracket(char),
    /// Closed by another kind of bracket.
    WrongBracket {
        /// What was opened.
        open: char,
        /// What came.
        found: char,
    },
    /// Brackets with nothing inside.
    EmptyBrackets,
    /// Braces outside LaTeX.
    Braces,
    /// A bar that is never closed.
    UnclosedBar,
    /// Bars whose partners cannot be told.
    UnclearBars,
    /// An operator with nothing before it.
    NothingBefore(String),
    /// An operator with nothing behind it.
    NothingBehind(String),
    /// Two numbers side by side.
    TwoNumbers(String, String),
    /// A name and then a number, with only a space between.
    NumberBehind(String, String),
    /// A comma where no list is expected.
    Comma,
    /// A comma in the place of a decimal point.
    DecimalComma(String),
    /// `1.2.3`, `1_000`, `0x1F`.
    OddNumber(String),
    /// An equation instead of an expression.
    Equation,
    /// A function with another number of arguments than it takes.
    ArgumentCount {
        /// Which.
        function: Function,
        /// How many were given.
        given: usize,
    },
    /// A function without an argument.
    NoArgument(String),
    /// A LaTeX command without its arguments.
    HalfCommand,
    /// A negative power of a function's name, which has no settled meaning.
    PowerOfName(String),
    /// A prime on something that is no function.
    StrayPrime,
    /// A raised exponent with nothing below it.
    StrayRaised,
    /// A calculation with raised digits.
    RaisedCalculation,
    /// A subscript on something that is no name.
    StraySubscript,
    /// Rows of different lengths.
    RaggedRows,
    /// Lists nested more than two deep, or mixed with single values.
    NestedList,
    /// A list where a single value is expected.
    ListHere,
    /// An inequality instead of an expression.
    Inequality,
    /// Anything else that cannot stand here.
    Stray(String),
}

impl Edit {
    pub(super) fn put(at: usize, text: impl Into<String>) -> Edit {
        Edit { take: at..at, put: text.into() }
    }

    pub(super) fn take(range: Range<usize>) -> Edit {
        Edit { take: range, put: String::new() }
    }

    pub(super) fn replace(range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { take: range, put: text.into() }
    }
}

impl Refusal {
    pub(super) fn new(kind: Trouble, span: Range<usize>, edits: Vec<Edit>) -> Refusal {
        Refusal { error: ReadError::new(kind, span), edits }
    }
}

impl ReadError {
    pub(super) fn new(kind: Trouble, span: Range<usize>) -> ReadError {
        ReadError { kind, span, mend: None }
    }

    /// The whole line as it was probably meant; it reads.
    pub fn mend(&self) -> Option<String> {
        self.mend.as_deref().map(str::to_owned)
    }

    /// The column of the caret, counted from 1 in characters as typed.
    pub fn column(&self) -> usize {
        self.span.start + 1
    }
}

impl std::error::Error for ReadError {}

/// The sentence with its remedy; the mended line is apart, in [`ReadError::mend`].
impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}
