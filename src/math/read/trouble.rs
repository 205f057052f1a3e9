//! Why could a line not be read, and what should be written instead?

use std::fmt;
use std::ops::Range;

use super::characters::name_of;
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

impl Trouble {
    /// The sentence of a trouble that needs no details.
    fn sentence(&self) -> Option<&'static str> {
        Some(match self {
            Trouble::Empty => "Nothing typed yet. Type an expression, such as 3x^2.",
            Trouble::EmptyBrackets => {
                "Nothing stands between these brackets. Fill them or take them out."
            }
            Trouble::Braces => "Braces group only in LaTeX. Use round brackets: (x + 1).",
            Trouble::UnclosedBar => "This bar is never closed. Write |x| or abs(x).",
            Trouble::UnclearBars => {
                "It cannot be told which bars belong together. Write abs(x) for the inner ones."
            }
            Trouble::Comma => {
                "One value is expected here, not a list. Take the comma out, or use a point in \
                 a decimal number."
            }
            Trouble::Equation => {
                "An expression is expected, not an equation. Leave out the `=` and one side."
            }
            Trouble::HalfCommand => {
                "This command lacks an argument. Write \\frac{1}{x} or \\sqrt{x}."
            }
            Trouble::StrayPrime => {
                "A prime follows the name of a function, such as sin'(x). Write d/dx(…) for the \
                 derivative of an expression."
            }
            Trouble::StrayRaised => {
                "Nothing stands below this exponent. Write what it raises, such as x²."
            }
            Trouble::RaisedCalculation => {
                "A calculation stands in this exponent. Write it with ^ and brackets: x^(3 - 1)."
            }
            Trouble::StraySubscript => {
                "A subscript is a number or a word behind a letter, such as x_1 or w_{12}. Write it so."
            }
            Trouble::RaggedRows => {
                "The rows have different lengths. Give every row the same number of entries."
            }
            Trouble::NestedList => {
                "Lists go two levels deep at most, and every row is a list: [[1, 2], [3, 4]]."
            }
            Trouble::ListHere => {
                "A single value is expected here, not a list. Take one of its entries."
            }
            Trouble::Inequality => {
                "An expression is expected, not an inequality. Leave out the sign and one side."
            }
            Trouble::TooLong { .. }
            | Trouble::TooDeep { .. }
            | Trouble::TooLarge { .. }
            | Trouble::TooManyDigits { .. }
            | Trouble::OrderTooHigh { .. }
            | Trouble::UnclearCharacter { .. }
            | Trouble::StrangeCharacter { .. }
            | Trouble::UnknownName { .. }
            | Trouble::UnknownFunction { .. }
            | Trouble::NotANumber { .. }
            | Trouble::UnknownCommand { .. }
            | Trouble::UnclosedBracket { .. }
            | Trouble::StrayBracket { .. }
            | Trouble::WrongBracket { .. }
            | Trouble::NothingBefore { .. }
            | Trouble::NothingBehind { .. }
            | Trouble::TwoNumbers { .. }
            | Trouble::NumberBehind { .. }
            | Trouble::DecimalComma { .. }
            | Trouble::OddNumber { .. }
            | Trouble::ArgumentCount { .. }
            | Trouble::NoArgument { .. }
            | Trouble::PowerOfName { .. }
            | Trouble::Stray { .. } => return None,
        })
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sentence) = self.sentence() {
            return f.write_str(sentence);
        }
        match self {
            Trouble::TooLong { limit } => {
                write!(f, "The line is longer than {limit} characters. Shorten it.")
            }
            Trouble::TooDeep { limit } => write!(
                f,
                "This is nested more than {limit} levels deep. Take some of the brackets apart."
            ),
            Trouble::TooLarge { limit } => {
                write!(f, "The expression has more than {limit} parts. Write a shorter one.")
            }
            Trouble::TooManyDigits { limit } => {
                write!(f, "This number has more than {limit} digits. Write a power, such as 10^50.")
            }
            Trouble::OrderTooHigh { limit } => {
                write!(f, "This differentiates more than {limit} times. Ask for fewer.")
            }
            Trouble::UnclearCharacter(c) => write!(
                f,
                "Here stands {} (U+{:04X}) that cannot be seen. Take it out.",
                name_of(*c),
                *c as u32
            ),
            Trouble::StrangeCharacter(c, plain) => strange(f, *c, *plain),
            Trouble::UnknownName { name, meant, known } => {
                unknown_name(f, name, meant.as_deref(), known)
            }
            Trouble::UnknownFunction(name) => {
                write!(
                    f,
                    "`{name}` is no function here. Write it with functions such as sin or ln."
                )
            }
            Trouble::NotANumber(name) => {
                write!(f, "`{name}` is not a number. Write a number or an expression.")
            }
            Trouble::UnknownCommand(name) => write!(
                f,
                "The command \\{name} is not read here. Write it out, such as x^2 or sqrt(x)."
            ),
            Trouble::UnclosedBracket(open) => unclosed(f, *open),
            Trouble::StrayBracket(sign) => {
                write!(f, "This `{sign}` closes nothing. Open a bracket before it, or take it out.")
            }
            Trouble::WrongBracket { open, found } => {
                write!(f, "A `{open}` is closed by `{found}` here. Use a matching pair.")
            }
            Trouble::NothingBefore(sign) => write!(
                f,
                "Nothing stands before `{sign}`. Write what it works on, or take the `{sign}` out."
            ),
            Trouble::NothingBehind(sign) => write!(
                f,
                "Nothing stands after `{sign}`. Write what it works on, or take the `{sign}` out."
            ),
            Trouble::TwoNumbers(a, b) => write!(
                f,
                "Two numbers stand side by side: {a} and {b}. Write a sign between: {a}*{b}."
            ),
            Trouble::NumberBehind(a, b) => write!(
                f,
                "A sign is missing between {a} and {b}. Write {a}^{b} for a power, {a}*{b} for a \
                 product."
            ),
            Trouble::DecimalComma(number) => {
                write!(f, "Decimal numbers are written with a point: {number}.")
            }
            Trouble::OddNumber(typed) => {
                write!(
                    f,
                    "`{typed}` is not read as a number. Write plain digits, such as 1000 or 1.5."
                )
            }
            Trouble::ArgumentCount { function, given } => argument_count(f, *function, *given),
            Trouble::NoArgument(name) => {
                write!(f, "`{name}` needs something to work on. Write brackets: {name}(x).")
            }
            Trouble::PowerOfName(name) => write!(
                f,
                "A negative power of the name `{name}` can mean two things. Write the brackets: \
                 ({name}(x))^(-2)."
            ),
            Trouble::Stray(sign) => stray(f, sign),

            _ => Ok(()),
        }
    }
}

fn strange(f: &mut fmt::Formatter<'_>, c: char, plain: Option<char>) -> fmt::Result {
    let code = c as u32;
    match plain {
        Some(plain) => write!(
            f,
            "The character U+{code:04X} only looks like `{plain}`. Type `{plain}` instead."
        ),
        None => {
            write!(
                f,
                "The character U+{code:04X} is not read here. Write it with plain letters and signs."
            )
        }
    }
}

fn unclosed(f: &mut fmt::Formatter<'_>, open: char) -> fmt::Result {
    let close = match open {
        '[' => ']',
        '{' => '}',
        '<' => '>',
        _ => ')',
    };
    write!(f, "This bracket is never closed. Write the missing `{close}`.")
}

fn unknown_name(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    meant: Option<&str>,
    known: &[String],
) -> fmt::Result {
    match known {
        [] => write!(f, "`{name}` is not a name here.")?,
        [only] => write!(f, "`{name}` is not a variable here; only {only} is.")?,
        [rest @ .., last] if known.len() <= 6 => {
            write!(f, "`{name}` is not a variable here; {} and {last} are.", rest.join(", "))?;
        }
        _ => write!(f, "`{name}` is not one of the variables here.")?,
    }
    match meant {
        Some(meant) => write!(f, " Did you mean `{meant}`?"),
        None => f.write_str(" Use the names of the question."),
    }
}

fn argument_count(f: &mut fmt::Formatter<'_>, function: Function, given: usize) -> fmt::Result {
    let name = function.name();
    let example = match function.arity() {
        Some(1) => format!("one value: {name}(x)"),
        _ => format!("two values: {name}(x, 3)"),
    };
    write!(f, "`{name}` takes {example}. Here it gets {given}.")
}

fn stray(f: &mut fmt::Formatter<'_>, sign: &str) -> fmt::Result {
    match sign {
        "!" => f.write_str("The sign `!` is not read here. Write the factorial as a number."),
        "%" => f.write_str("The sign `%` is not read here. Write a fraction, such as 5/100."),
        "." => {
            f.write_str("A point needs a digit beside it. Write 0.5 or .5, and * for a product.")
        }
        _ => write!(f, "`{sign}` cannot stand here. Take it out, or write a sign such as + or *."),
    }
}
