//! Why a line could not be read: what stands there, and what to write instead.

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
    /// A character that means nothing here, and the plain one that it looks like.
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
    /// A word that is no number, though it names one elsewhere: `nan`, `inf`.
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
    /// An odd number of bars.
    UnclosedBar,
    /// Bars whose partners cannot be told.
    UnclearBars,
    /// An operator without its right-hand or left-hand side.
    MissingOperand(String),
    /// Two numbers side by side.
    TwoNumbers(String, String),
    /// A name and then a number, with only a space between.
    NumberAfter(String, String),
    /// A comma where no list is expected.
    Comma,
    /// `1,5`.
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
    /// A power of a function's name that has no settled meaning.
    PowerOfName(String),
    /// A prime on something that is no function.
    StrayPrime,
    /// A raised exponent with nothing below, or a sum of raised digits.
    StrayRaised,
    /// Rows of different lengths.
    RaggedRows,
    /// Lists nested too deeply, or mixed with single values.
    NestedList,
    /// A list where a single value is expected.
    ListHere,
    /// Anything else that cannot stand here.
    Stray(String),
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

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this cannot be read: {self:?}")
    }
}
