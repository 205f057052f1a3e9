//! A formula of a lesson's text, as it is shown.
//!
//! What the engine reads is set by its printer. What it must not read, since `f(x)` is no product
//! here, keeps the author's spelling with the signs of a textbook.

use crate::math::print::{self, Glyphs};
use crate::math::read::{Syntax, read};
use crate::math::{Expr, Function};

/// How mathematics is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Notation {
    /// As a textbook sets it: `x²·sin x`.
    #[default]
    Unicode,
    /// As one types it: `x^2*sin(x)`, for plain mode and for terminals with ASCII alone.
    Typed,
}

/// The signs that stand between expressions, longest first.
const RELATIONS: [(&str, &str); 14] = [
    ("≠=", "≠"),
    ("!=", "≠"),
    ("<=", "≤"),
    (">=", "≥"),
    ("->", "→"),
    ("=", "="),
    ("≠", "≠"),
    ("≈", "≈"),
    ("≤", "≤"),
    ("≥", "≥"),
    ("<", "<"),
    (">", ">"),
    ("→", "→"),
    (",", ","),
];

/// A formula within a line.
pub(super) fn inline(source: &str, notation: Notation) -> String {
    match notation {
        Notation::Typed => source.trim().to_owned(),
        Notation::Unicode => sides(source.trim())
            .into_iter()
            .map(|side| match side {
                Side::Expression(text) => match expression(text) {
                    Some(expr) => print::line(&expr),
                    None => spelled(text),
                },
                Side::Relation(",") => ", ".to_owned(),
                Side::Relation(sign) => format!(" {sign} "),
            })
            .collect::<String>()
            .trim()
            .to_owned(),
    }
}

/// A formula on lines of its own, stacked where it fits.
pub(super) fn display(source: &str, width: usize, notation: Notation) -> Vec<String> {
    let line = || vec![inline(source, notation)];
    if notation == Notation::Typed {
        return line();
    }
    match sides(source.trim()).as_slice() {
        [Side::Expression(only)] => {
            let block = expression(only).map(|expr| print::stacked(&expr, Glyphs::Unicode));
            block.filter(|block| block.width() <= width).map_or_else(line, |block| block.rows)
        }
        _ => line(),
    }
}

/// An expression as a screen or a reader shows it in one line.
pub fn shown(expr: &Expr, notation: Notation) -> String {
    match notation {
        Notation::Unicode => print::line(expr),
        Notation::Typed => typed(expr),
    }
}

/// As one types it: `x^2 + 2y^2`.
pub fn typed(expr: &Expr) -> String {
    let mut block = print::stacked(expr, Glyphs::Ascii);
    if block.height() == 1 { block.rows.swap_remove(0) } else { print::ascii(expr) }
}

enum Side<'a> {
    Expression(&'a str),
    Relation(&'static str),
}

/// The formula cut at its relations, outside of brackets.
fn sides(source: &str) -> Vec<Side<'_>> {
    let mut found = Vec::new();
    let (mut depth, mut from, mut at) = (0_i32, 0, 0);
    while let Some(c) = source[at..].chars().next() {
        depth += match c {
            '(' | '[' | '{' => 1,
            ')' | ']' | '}' => -1,
            _ => 0,
        };
        let relation =
            RELATIONS.iter().find(|(sign, _)| depth == 0 && source[at..].starts_with(sign));
        match relation {
            Some((sign, shown)) => {
                found.push(Side::Expression(source[from..at].trim()));
                found.push(Side::Relation(shown));
                at += sign.len();
                from = at;
            }
            None => at += c.len_utf8(),
        }
    }
    found.push(Side::Expression(source[from..].trim()));
    found.retain(|side| !matches!(side, Side::Expression("")));
    found
}

/// The tree, where the engine reads it as it is meant.
fn expression(text: &str) -> Option<Expr> {
    if text.contains(['\'', '′']) || calls_a_name(text) {
        return None;
    }
    read(text, &Syntax::default()).ok().map(|reading| reading.expr)
}

/// Is there a bracket right behind a letter that is no function, as in `f(x)`?
fn calls_a_name(text: &str) -> bool {
    text.match_indices('(').any(|(at, _)| {
        let word: String = text[..at].chars().rev().take_while(|c| c.is_alphabetic()).collect();
        let word: String = word.chars().rev().collect();
        let is_function = || {
            Function::ALL
                .iter()
                .any(|function| function.spellings().iter().any(|own| word.ends_with(own)))
                || word == "log"
                || text[..at].ends_with("/dx")
                || text[..at].ends_with("/dy")
        };
        !word.is_empty() && !is_function()
    })
}

/// The author's spelling with the signs of a textbook.
fn spelled(text: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '*' => shown.push('·'),
            '-' => shown.push('−'),
            '^' if letters.peek().is_some_and(char::is_ascii_digit) => {
                while let Some(digit) = letters.peek().and_then(|c| c.to_digit(10)) {
                    shown.push(RAISED[digit as usize]);
                    letters.next();
                }
            }
            _ => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_set_as_in_a_textbook() {
        let cases = [
            ("x^2*sin(x)", "x²·sin x"),
            ("x^4 - 4*x^3 + 4*x^2 = (x*(x-2))^2", "x⁴ − 4x³ + 4x² = (x·(x − 2))²"),
            ("f(x+h) - f(x)", "f(x+h) − f(x)"),
            ("f'(x) = 2*x^2", "f'(x) = 2x²"),
            ("x != 0", "x ≠ 0"),
            ("|x|", "|x|"),
            ("x -> 0", "x → 0"),
        ];
        for (source, expected) in cases {
            assert_eq!(inline(source, Notation::Unicode), expected, "{source}");
        }
    }

    #[test]
    fn plain_mode_keeps_what_was_typed() {
        assert_eq!(inline(" x^2 + 2*y^2 ", Notation::Typed), "x^2 + 2*y^2");
        let cases = [
            ("x^2 + 2*y^2", "x^2 + 2y^2"),
            ("-x^2*sin(3*x)/2", "-x^2*sin(3*x)/2"),
            ("e^(2x)/x", "e^(2*x)/x"),
        ];
        for (source, expected) in cases {
            let expr = read(source, &Syntax::default()).expect("it reads").expr;
            assert_eq!(typed(&expr), expected);
        }
    }
}
