//! Text to condition.

use std::sync::Arc;

use crate::math::Name;
use crate::math::compile::Compiled;
use crate::math::read::{self as grammar, Syntax};
use crate::pack::maths;
use crate::pack::reader::canonical;

use super::formula::{Body, Call, FUNCTIONS, Formula, Function, mentions_f};
use super::{Comparison, Condition, Rule, Side, Subject};

/// Longer spellings first, so that `<=` is not read as `<`.
const COMPARISONS: &[(&str, Comparison)] = &[
    ("==", Comparison::Equal),
    ("!=", Comparison::Unequal),
    ("≠", Comparison::Unequal),
    ("<=", Comparison::LessEqual),
    ("≤", Comparison::LessEqual),
    (">=", Comparison::GreaterEqual),
    ("≥", Comparison::GreaterEqual),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
    ("=", Comparison::Equal),
];

/// What authors write from other languages, and what to write here.
const ELSEWHERE: &[(&str, &str)] = &[
    (" in ", "`in` is not read here: write `a == 1 or a == 2`, or list the values in `params`."),
    (" mod ", "the remainder is written `mod(a, 2)`."),
    ("%", "the remainder is written `mod(a, 2)`."),
    ("**", "a power is written `a^2`."),
];

/// Conditions of more characters are refused, which bounds every recursion here.
const LENGTH: usize = 400;

/// Reads a condition, or says what is wrong with it.
pub(in crate::pack::params) fn read(
    text: &str,
    subject: &Arc<Subject>,
) -> Result<Condition, String> {
    if text.len() > LENGTH {
        return Err(format!("it is longer than {LENGTH} characters."));
    }
    let elsewhere = || ELSEWHERE.iter().find(|(sign, _)| text.contains(sign));
    let rule = rule(text.trim(), subject)
        .map_err(|why| elsewhere().map_or(why, |(_, remedy)| (*remedy).to_owned()))?;
    Ok(Condition { text: text.to_owned(), rule, subject: Arc::clone(subject) })
}

fn rule(text: &str, subject: &Subject) -> Result<Rule, String> {
    for (words, join) in
        [(["||", "or"], Rule::Any as fn(Vec<Rule>) -> Rule), (["&&", "and"], Rule::All)]
    {
        let pieces = split(text, &words);
        if pieces.len() > 1 {
            return pieces
                .into_iter()
                .map(|piece| rule(piece, subject))
                .collect::<Result<_, _>>()
                .map(join);
        }
    }
    if let Some(rest) = denied(text) {
        return Ok(Rule::Not(Box::new(rule(rest.trim(), subject)?)));
    }
    let (sides, comparisons) = compared(text);
    if comparisons.is_empty() {
        let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        return match inside {
            Some(inside) => rule(inside.trim(), subject),
            None => Err(format!("`{text}` compares nothing.")),
        };
    }
    let mut sides = sides.into_iter().map(|piece| side(piece, subject));
    let first = sides.next().unwrap_or_else(|| Err("it compares nothing.".into()))?;
    let rest = comparisons.into_iter().zip(sides).map(|(c, side)| Ok((c, side?)));
    Ok(Rule::Chain(first, rest.collect::<Result<_, String>>()?))
}

/// What stands behind `not` or `!`.
fn denied(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('!').filter(|rest| !rest.starts_with('=')) {
        return Some(rest);
    }
    let (word, rest) = (text.get(..3)?, text.get(3..)?);
    (word.eq_ignore_ascii_case("not") && rest.starts_with(|c: char| !is_word(c))).then_some(rest)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The pieces between these words or signs, where those stand outside of brackets and quotes.
fn split<'a>(text: &'a str, words: &[&str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, outside) in positions(text) {
        if at < from || !outside {
            continue;
        }
        if let Some(word) = words.iter().find(|word| stands_at(text, at, word)) {
            found.push(text[from..at].trim());
            from = at + word.len();
        }
    }
    found.push(text[from..].trim());
    found
}

/// Does the word, or the sign, stand here by itself?
fn stands_at(text: &str, at: usize, word: &str) -> bool {
    let here = text.get(at..at + word.len());
    if !here.is_some_and(|here| here.eq_ignore_ascii_case(word)) {
        return false;
    }
    if !word.starts_with(char::is_alphabetic) {
        return true;
    }
    let before = text[..at].chars().next_back();
    let after = text[at + word.len()..].chars().next();
    !before.is_some_and(is_word) && !after.is_some_and(is_word)
}

/// The sides of a chain, and the comparisons between them.
fn compared(text: &str) -> (Vec<&str>, Vec<Comparison>) {
    let (mut sides, mut comparisons, mut from) = (Vec::new(), Vec::new(), 0);
    for (at, outside) in positions(text) {
        if at < from || !outside {
            continue;
        }
        let found = COMPARISONS.iter().find(|(spelling, _)| text[at..].starts_with(spelling));
        if let Some((spelling, comparison)) = found {
            sides.push(text[from..at].trim());
            comparisons.push(*comparison);
            from = at + spelling.len();
        }
    }
    sides.push(text[from..].trim());
    (sides, comparisons)
}

/// Each character's byte, and whether it stands outside of brackets and quotes.
fn positions(text: &str) -> impl Iterator<Item = (usize, bool)> {
    let (mut depth, mut quoted) = (0_i32, false);
    text.char_indices().map(move |(at, c)| {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            _ => {}
        }
        (at, depth == 0 && !quoted)
    })
}

fn side(text: &str, subject: &Subject) -> Result<Side, String> {
    if let Some(inside) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Ok(Side::Text(inside.to_owned()));
    }
    let bare = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
    if subject.parameters.iter().any(|name| name == bare) {
        return Ok(Side::Parameter(bare.to_owned()));
    }
    formula(text, subject, false).map(|formula| Side::Formula(Box::new(formula)))
}

/// Reads an expression; with `free` a further variable may occur in it.
fn formula(text: &str, subject: &Subject, free: bool) -> Result<Formula, String> {
    if text.is_empty() {
        return Err("a side is empty.".into());
    }
    let mut calls: Vec<Call> = Vec::new();
    let mut text = text.to_owned();
    while let Some((at, spelling, function, arity)) = first_call(&text) {
        let inside = &text[at + spelling.len() + 1..];
        let end = closing(inside).ok_or(format!("`{spelling}(` has no closing bracket."))?;
        let arguments = split(&inside[..end], &[","])
            .into_iter()
            .map(|argument| formula(argument, subject, function == Function::RealRoots))
            .collect::<Result<Vec<_>, _>>()?;
        if arguments.len() != arity {
            let wants = if arity == 1 { "one expression" } else { "two numbers" };
            return Err(format!("`{spelling}(…)` takes {wants}."));
        }
        let name = Name::new(&format!("q_{}", calls.len()));
        text = format!("{}({}){}", &text[..at], name.as_str(), &inside[end + 1..]);
        calls.push(Call { name, function, arguments });
    }
    let is_about_f = mentions_f(&text, subject);
    if free || is_about_f {
        let x = Name::new("x");
        let function = is_about_f.then(|| (crate::math::Expr::name(&x), x));
        let sample = bare(&text, &subject.parameters);
        let syntax = Syntax { function, log: subject.log, ..Syntax::default() };
        grammar::read(&sample, &syntax).map_err(|error| error.to_string())?;
        return Ok(Formula { text, calls, body: Body::Open });
    }
    let mut names: Vec<Name> = subject.parameters.iter().map(|name| canonical(name)).collect();
    names.extend(calls.iter().map(|call| call.name.clone()));
    let expr = maths::read(&bare(&text, &subject.parameters), Some(&names), subject.log)
        .map_err(|error| error.message)?;
    names.retain(|name| expr.mentions(name));
    let compiled = Compiled::new(&expr, &names).ok();
    Ok(Formula { text, calls, body: Body::Plain { expr, compiled, names } })
}

/// The text with `{a}` as `a`.
fn bare(text: &str, parameters: &[String]) -> String {
    parameters.iter().fold(text.to_owned(), |text, name| text.replace(&format!("{{{name}}}"), name))
}

/// The byte of the bracket that closes what was opened before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth < 0).then_some(at)
    })
}

fn first_call(text: &str) -> Option<(usize, &'static str, Function, usize)> {
    FUNCTIONS
        .iter()
        .filter_map(|(spelling, function, arity)| {
            let mut places = text.match_indices(spelling).map(|(at, _)| at);
            let at = places.find(|at| {
                text[at + spelling.len()..].starts_with('(')
                    && !text[..*at].chars().next_back().is_some_and(is_word)
            })?;
            Some((at, *spelling, *function, *arity))
        })
        .min_by_key(|(at, ..)| *at)
}
