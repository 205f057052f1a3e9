//! Do the parameters meet a condition?
//!
//! ```text
//! condition = side (("==" | "!=" | "<" | "<=" | ">" | ">=") side)+
//!           | condition ("and" | "&&") condition | condition ("or" | "||") condition
//!           | ("not" | "!") condition | "(" condition ")"
//! side      = an expression of the parameters, with gcd(a, b), lcm(a, b), mod(a, b) | "text"
//! ```
//!
//! Sides are compared exactly where both are rational, in doubles elsewhere.

use std::cmp::Ordering;

use crate::math::compile::Compiled;
use crate::math::{Expr, Name, Number};
use crate::pack::constant;
use crate::pack::fill::{Value, Values};
use crate::pack::maths;
use crate::pack::reader::canonical;

/// A condition as it was read.
#[derive(Debug)]
pub(super) struct Condition {
    /// As the author wrote it.
    pub(super) text: String,
    rule: Rule,
}

#[derive(Debug)]
enum Rule {
    All(Vec<Rule>),
    Any(Vec<Rule>),
    Not(Box<Rule>),
    /// Sides with the comparison before each but the first.
    Chain(Side, Vec<(Comparison, Side)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    Unequal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

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

#[derive(Debug)]
enum Side {
    Text(String),
    /// A parameter that may be a text.
    Parameter(String),
    Formula(Box<Formula>),
}

/// An expression of parameters and of helper functions' results.
#[derive(Debug)]
struct Formula {
    expr: Expr,
    helpers: Vec<(Name, Helper, Vec<Formula>)>,
    /// For values that are not rational.
    compiled: Option<Compiled>,
    names: Vec<Name>,
}

#[derive(Clone, Copy, Debug)]
enum Helper {
    Gcd,
    Lcm,
    Mod,
}

const HELPERS: &[(&str, Helper)] =
    &[("gcd(", Helper::Gcd), ("lcm(", Helper::Lcm), ("mod(", Helper::Mod)];

#[derive(Clone, Debug, PartialEq)]
enum Measured {
    Exact(Number),
    Approx(f64),
    Text(String),
}

impl Condition {
    /// Is it met? A side without a value meets nothing.
    pub(super) fn holds(&self, values: &Values) -> bool {
        self.rule.holds(values)
    }
}

impl Rule {
    fn holds(&self, values: &Values) -> bool {
        match self {
            Rule::All(rules) => rules.iter().all(|rule| rule.holds(values)),
            Rule::Any(rules) => rules.iter().any(|rule| rule.holds(values)),
            Rule::Not(rule) => !rule.holds(values),
            Rule::Chain(first, rest) => {
                let Some(mut left) = first.measure(values) else { return false };
                for (comparison, side) in rest {
                    let Some(right) = side.measure(values) else { return false };
                    if !comparison.holds(&left, &right) {
                        return false;
                    }
                    left = right;
                }
                true
            }
        }
    }
}

impl Comparison {
    fn holds(self, left: &Measured, right: &Measured) -> bool {
        let order = match (left, right) {
            (Measured::Exact(a), Measured::Exact(b)) => Some(a.cmp(b)),
            (Measured::Text(a), Measured::Text(b)) => Some(a.cmp(b)),
            _ => match (left.double(), right.double()) {
                (Some(a), Some(b)) => a.partial_cmp(&b),
                _ => None,
            },
        };
        let Some(order) = order else { return self == Comparison::Unequal };
        match self {
            Comparison::Equal => order == Ordering::Equal,
            Comparison::Unequal => order != Ordering::Equal,
            Comparison::Less => order == Ordering::Less,
            Comparison::LessEqual => order != Ordering::Greater,
            Comparison::Greater => order == Ordering::Greater,
            Comparison::GreaterEqual => order != Ordering::Less,
        }
    }
}

impl Measured {
    fn double(&self) -> Option<f64> {
        match self {
            Measured::Exact(number) => Some(number.to_f64()),
            Measured::Approx(value) => Some(*value),
            Measured::Text(_) => None,
        }
    }
}

impl Side {
    fn measure(&self, values: &Values) -> Option<Measured> {
        match self {
            Side::Text(text) => Some(Measured::Text(text.clone())),
            Side::Parameter(name) => match values.get(name)? {
                Value::Number(number, _) => Some(Measured::Exact(number.clone())),
                Value::Text(text) => Some(Measured::Text(text.clone())),
            },
            Side::Formula(formula) => formula.measure(values),
        }
    }
}

impl Formula {
    fn measure(&self, values: &Values) -> Option<Measured> {
        let mut known: Vec<(Name, Number)> = Vec::new();
        for (name, helper, arguments) in &self.helpers {
            let whole: Option<Vec<i64>> = arguments
                .iter()
                .map(|argument| match argument.measure(values)? {
                    Measured::Exact(number) => number.to_i64(),
                    Measured::Approx(_) | Measured::Text(_) => None,
                })
                .collect();
            known.push((name.clone(), helper.value(&whole?)?));
        }
        let lookup = |name: &Name| {
            known
                .iter()
                .find(|(own, _)| own == name)
                .map(|(_, n)| n.clone())
                .or_else(|| values.number(name))
        };
        if let Some(exact) = constant::value(&self.expr, &lookup) {
            return Some(Measured::Exact(exact));
        }
        let at: Vec<f64> =
            self.names.iter().map(|name| Some(lookup(name)?.to_f64())).collect::<Option<_>>()?;
        let value = self.compiled.as_ref()?.value(&at);
        value.is_finite().then_some(Measured::Approx(value))
    }
}

impl Helper {
    fn value(self, whole: &[i64]) -> Option<Number> {
        let [a, b] = whole else { return None };
        let common = gcd(a.unsigned_abs(), b.unsigned_abs());
        match self {
            Helper::Gcd => Some(Number::integer(i64::try_from(common).ok()?)),
            Helper::Lcm if common == 0 => Some(Number::ZERO),
            Helper::Lcm => {
                Some(Number::integer((a / i64::try_from(common).ok()?).checked_mul(*b)?.abs()))
            }
            Helper::Mod => Some(Number::integer(a.checked_rem_euclid(*b)?)),
        }
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Conditions of more characters are refused, which bounds every recursion here.
const LENGTH: usize = 400;

/// Reads a condition over these parameters, or says what is wrong with it.
pub(super) fn read(text: &str, parameters: &[String]) -> Result<Condition, String> {
    if text.len() > LENGTH {
        return Err(format!("it is longer than {LENGTH} characters."));
    }
    Ok(Condition { text: text.to_owned(), rule: rule(text.trim(), parameters)? })
}

fn rule(text: &str, parameters: &[String]) -> Result<Rule, String> {
    for (words, join) in
        [(["||", " or "], Rule::Any as fn(Vec<Rule>) -> Rule), (["&&", " and "], Rule::All)]
    {
        let pieces = split(text, &words);
        if pieces.len() > 1 {
            return pieces
                .into_iter()
                .map(|piece| rule(piece, parameters))
                .collect::<Result<_, _>>()
                .map(join);
        }
    }
    if let Some(rest) = text.strip_prefix("not ") {
        return Ok(Rule::Not(Box::new(rule(rest.trim(), parameters)?)));
    }
    if let Some(rest) = text.strip_prefix('!').filter(|rest| !rest.starts_with('=')) {
        return Ok(Rule::Not(Box::new(rule(rest.trim(), parameters)?)));
    }
    let (sides, comparisons) = compared(text);
    if comparisons.is_empty() {
        let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        return match inside {
            Some(inside) => rule(inside.trim(), parameters),
            None => Err("it compares nothing.".into()),
        };
    }
    let mut sides = sides.into_iter().map(|piece| side(piece, parameters));
    let first = sides.next().unwrap_or_else(|| Err("it compares nothing.".into()))?;
    let rest = comparisons.into_iter().zip(sides).map(|(c, side)| Ok((c, side?)));
    Ok(Rule::Chain(first, rest.collect::<Result<_, String>>()?))
}

/// The pieces between these words, where those stand outside of brackets and quotes.
fn split<'a>(text: &'a str, words: &[&str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, outside) in positions(text) {
        if at < from || !outside {
            continue;
        }
        if let Some(word) = words.iter().find(|word| text[at..].starts_with(**word)) {
            found.push(text[from..at].trim());
            from = at + word.len();
        }
    }
    found.push(text[from..].trim());
    found
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
            '"' | '\'' if quoted || c == '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            _ => {}
        }
        (at, depth == 0 && !quoted)
    })
}

fn side(text: &str, parameters: &[String]) -> Result<Side, String> {
    if let Some(inside) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Ok(Side::Text(inside.to_owned()));
    }
    if parameters.iter().any(|name| name == text) {
        return Ok(Side::Parameter(text.to_owned()));
    }
    formula(text, parameters).map(|formula| Side::Formula(Box::new(formula)))
}

fn formula(text: &str, parameters: &[String]) -> Result<Formula, String> {
    if text.is_empty() {
        return Err("a side is empty.".into());
    }
    let mut helpers = Vec::new();
    let mut rest = text.to_owned();
    while let Some((at, (spelling, helper))) = first_helper(&rest) {
        let inside = &rest[at + spelling.len()..];
        let end = positions(inside)
            .zip(inside.chars())
            .scan(0, |depth, ((at, _), c)| {
                match c {
                    '(' => *depth += 1,
                    ')' => *depth -= 1,
                    _ => {}
                }
                Some((at, *depth))
            })
            .find(|(_, depth)| *depth < 0)
            .map(|(at, _)| at)
            .ok_or(format!("`{spelling}` has no closing bracket."))?;
        let arguments = split(&inside[..end], &[","])
            .into_iter()
            .map(|argument| formula(argument, parameters))
            .collect::<Result<Vec<_>, _>>()?;
        if arguments.len() != 2 {
            return Err(format!("`{spelling}…)` takes two numbers."));
        }
        let name = Name::new(&format!("q_{}", helpers.len()));
        let after = inside[end + 1..].to_owned();
        rest = format!("{}({}){after}", &rest[..at], name.as_str());
        helpers.push((name, *helper, arguments));
    }
    let mut names: Vec<Name> = parameters.iter().map(|name| canonical(name)).collect();
    names.extend(helpers.iter().map(|(name, ..)| name.clone()));
    let expr =
        maths::read(&rest, Some(&names), maths::LogBase::E).map_err(|error| error.message)?;
    names.retain(|name| expr.mentions(name));
    let compiled = Compiled::new(&expr, &names).ok();
    Ok(Formula { expr, helpers, compiled, names })
}

fn first_helper(text: &str) -> Option<(usize, &'static (&'static str, Helper))> {
    HELPERS
        .iter()
        .filter_map(|helper| {
            let at = text.find(helper.0)?;
            let before = text[..at].chars().next_back();
            (!before.is_some_and(char::is_alphanumeric)).then_some((at, helper))
        })
        .min_by_key(|(at, _)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::fill::Parameter;

    fn holds(text: &str) -> bool {
        let values = Values::new(vec![
            (Parameter::new("a"), Value::Number(Number::integer(4), 0)),
            (Parameter::new("n"), Value::Number(Number::integer(6), 0)),
            (Parameter::new("trig"), Value::Text("sin".into())),
        ]);
        let names = values.names();
        read(text, &names).unwrap_or_else(|reason| panic!("{text}: {reason}")).holds(&values)
    }

    #[test]
    fn sides_are_compared_exactly() {
        assert!(holds("a != n"));
        assert!(holds("a/3 == 4/3"));
        assert!(holds("2 < a <= 4"));
        assert!(!holds("a > n"));
    }

    #[test]
    fn conditions_join() {
        assert!(holds("a > n or (a == 4 and n == 6)"));
        assert!(!holds("not a == 4"));
        assert!(holds("!(a == n) && a > 1"));
    }

    #[test]
    fn whole_numbers_have_common_divisors() {
        assert!(holds("gcd(a, n) == 2"));
        assert!(holds("lcm(a, n) + 1 == 13"));
        assert!(holds("mod(n, a) == gcd(2, mod(n, 4))"));
    }

    #[test]
    fn a_function_is_compared_in_doubles() {
        assert!(holds("abs(sin(a)) > 0.5"));
    }

    #[test]
    fn a_text_is_compared_as_written() {
        assert!(holds("trig == \"sin\""));
        assert!(holds("trig != \"cos\" and a == 4"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(read("a", &["a".into()]).map(|_| ()), Err("it compares nothing.".to_owned()));
        assert!(read("a == k", &["a".into()]).is_err());
    }
}
