//! How is each trouble told, with its remedy?

use std::fmt;

use super::characters::name_of;
use super::trouble::Trouble;
use crate::math::expr::Function;

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
        None if "∞±∓≤≥≠°→⇒∴".contains(c) => f.write_str(match c {
            '∞' => "`∞` is not a number. Write a number or an expression.",
            '±' | '∓' => "This sign stands for two values. Write the one that is meant.",
            '°' => "Angles are in radians here. Write 30 degrees as (30*pi/180).",
            '→' | '⇒' | '∴' => "Only the answer is read. Leave out what leads to it.",
            _ => "An expression is expected, not an inequality. Leave out the sign and one side.",
        }),
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
