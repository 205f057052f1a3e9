//! Do the parameters meet a condition?
//!
//! ```text
//! condition = side (("==" | "!=" | "<" | "<=" | ">" | ">=") side)+
//!           | condition ("and" | "&&") condition | condition ("or" | "||") condition
//!           | ("not" | "!") condition | "(" condition ")"
//! side      = an expression of the parameters, with gcd(a, b), lcm(a, b), mod(a, b),
//!             real_roots(…) of a polynomial in one more variable, and the exercise's own
//!             function: f(2), f'(0) | "text"
//! ```
//!
//! Sides are compared exactly where both are rational, in doubles elsewhere.

mod formula;
mod read;
mod roots;

use std::cmp::Ordering;
use std::sync::Arc;

use crate::math::{Name, Number};
use crate::pack::fill::{Value, Values};
use crate::pack::maths::LogBase;
use formula::Formula;

pub(super) use read::read;
pub(crate) use roots::count as real_roots;

/// What a condition may speak of.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// The parameters, as the author writes them.
    pub(super) parameters: Vec<String>,
    /// The exercise's function, not yet filled in.
    pub(super) of: Option<String>,
    /// What it is differentiated by, where the author says so.
    pub(super) by: Option<Name>,
    /// What `log` means.
    pub(super) log: LogBase,
}

/// A condition as it was read.
#[derive(Debug)]
pub(super) struct Condition {
    /// As the author wrote it.
    pub(super) text: String,
    rule: Rule,
    subject: Arc<Subject>,
}

/// Why it is open whether a condition is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// A side is undefined for these values.
    NoValue,
    /// gradus cannot decide it; the reason.
    Undecided(String),
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

#[derive(Debug)]
enum Side {
    Text(String),
    /// A parameter that may be a text.
    Parameter(String),
    Formula(Box<Formula>),
}

#[derive(Clone, Debug, PartialEq)]
enum Measured {
    Exact(Number),
    Approx(f64),
    Text(String),
}

impl Condition {
    /// Is it met?
    pub(super) fn holds(&self, values: &Values) -> Result<bool, Open> {
        self.rule.holds(values, &self.subject)
    }
}

impl Rule {
    fn holds(&self, values: &Values, subject: &Subject) -> Result<bool, Open> {
        match self {
            Rule::All(rules) => joined(rules, values, subject, false),
            Rule::Any(rules) => joined(rules, values, subject, true),
            Rule::Not(rule) => Ok(!rule.holds(values, subject)?),
            Rule::Chain(first, rest) => {
                let mut left = first.measure(values, subject)?;
                for (comparison, side) in rest {
                    let right = side.measure(values, subject)?;
                    if !comparison.holds(&left, &right) {
                        return Ok(false);
                    }
                    left = right;
                }
                Ok(true)
            }
        }
    }
}

/// One rule that says `decisive` decides; otherwise the first that is open leaves it open.
fn joined(
    rules: &[Rule],
    values: &Values,
    subject: &Subject,
    decisive: bool,
) -> Result<bool, Open> {
    let mut open = None;
    for rule in rules {
        match rule.holds(values, subject) {
            Ok(holds) if holds == decisive => return Ok(decisive),
            Ok(_) => {}
            Err(why) => open = open.or(Some(why)),
        }
    }
    open.map_or(Ok(!decisive), Err)
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
    fn measure(&self, values: &Values, subject: &Subject) -> Result<Measured, Open> {
        match self {
            Side::Text(text) => Ok(Measured::Text(text.clone())),
            Side::Parameter(name) => match values.get(name).ok_or(Open::NoValue)? {
                Value::Number(number, _) => Ok(Measured::Exact(number.clone())),
                Value::Text(text) => Ok(Measured::Text(text.clone())),
            },
            Side::Formula(formula) => formula.measure(values, subject),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::fill::Parameter;

    fn subject() -> Arc<Subject> {
        let of = Some("x^3/3 - {a}*x".to_owned());
        let parameters = ["a", "n", "trig"].map(str::to_owned).to_vec();
        Arc::new(Subject { parameters, of, by: None, log: LogBase::E })
    }

    fn decided(text: &str) -> Result<bool, Open> {
        let values = Values::new(vec![
            (Parameter::new("a"), Value::Number(Number::integer(4), 0)),
            (Parameter::new("n"), Value::Number(Number::integer(6), 0)),
            (Parameter::new("trig"), Value::Text("sin".into())),
        ]);
        read(text, &subject()).unwrap_or_else(|reason| panic!("{text}: {reason}")).holds(&values)
    }

    fn holds(text: &str) -> bool {
        decided(text).unwrap_or_else(|open| panic!("{text}: {open:?}"))
    }

    #[test]
    fn sides_are_compared_exactly() {
        assert!(holds("a != n"));
        assert!(holds("a/3 == 4/3"));
        assert!(holds("2 < a <= 4"));
        assert!(holds("{a} < {n} - 1"));
        assert!(!holds("a > n"));
    }

    #[test]
    fn conditions_join() {
        assert!(holds("a > n or (a == 4 and n == 6)"));
        assert!(holds("(a == 3)or(n==6)"));
        assert!(holds("a == 4 AND NOT(n == 5)"));
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
        assert!(holds("min(a, n) == 4 and max(a, n) < 7 and |a - n| == 2"));
    }

    #[test]
    fn a_text_is_compared_as_written() {
        assert!(holds("trig == \"sin\""));
        assert!(holds("trig != \"cos\" and a == 4"));
    }

    #[test]
    fn real_roots_are_counted_of_f_and_of_any_polynomial() {
        assert!(holds("real_roots(f') == 2"));
        assert!(holds("real_roots(f) == 3"));
        assert!(holds("real_roots(f'') == 1 and real_roots(f''') == 0"));
        assert!(holds("real_roots(x^2 + a*x + n) == 0"));
        assert!(holds("real_roots(t^2 - gcd(a, n)) == 2"));
        assert!(holds("real_roots({a}t - 1) + 1 == 2"));
    }

    #[test]
    fn the_function_has_values() {
        assert!(holds("f(3) == -3 and f'(0) == -a"));
        assert!(holds("f''(a) == 8"));
    }

    #[test]
    fn what_cannot_be_decided_is_no_no() {
        for text in ["real_roots(sin(x)) == 1", "real_roots(x*y) > 0", "f > 0"] {
            assert!(matches!(decided(text), Err(Open::Undecided(_))), "{text}");
        }
        assert_eq!(decided("1/(a - 4) > 0"), Err(Open::NoValue));
        assert_eq!(decided("a != 4 and 1/(a - 4) > 0"), Ok(false));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let why = |text: &str| read(text, &subject()).map(|_| ()).err().unwrap_or_default();
        assert_eq!(why("a"), "`a` compares nothing.");
        assert_eq!(why("a mod 2 == 0"), "the remainder is written `mod(a, 2)`.");
        assert!(why("a in [1, 2]").contains("write `a == 1 or a == 2`"));
        assert!(why("a == k").contains("`k`"));
        assert!(why("real_roots(f', 2) == 1").contains("one expression"));
    }
}
