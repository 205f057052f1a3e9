//! What does a text say once `{name}` is filled in?
//!
//! In maths a negative number or a fraction goes in with brackets, and what that leaves is made
//! neat afterwards on the tree: `x + (-3)` reads `x − 3`, `1·x` reads `x`. There is one pass: what
//! was filled in is never looked at again.

use std::sync::Arc;

use crate::math::{Expr, Name, Node, Number};

use super::reader::canonical;
use super::tree::replaced;

/// What stands for each `{name}` in one variant.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Values(Vec<(Parameter, Value)>);

/// The name of a parameter, as the author writes it and as expressions use it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parameter {
    /// As in `{w1}`.
    pub(crate) written: Arc<str>,
    /// `w_1`.
    pub(crate) name: Name,
}

impl Parameter {
    pub(crate) fn new(written: &str) -> Parameter {
        Parameter { written: Arc::from(written), name: canonical(written) }
    }
}

/// What a parameter stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A number, with the digits that decimals are shown with.
    Number(Number, usize),
    /// A piece of an expression, such as `sin`.
    Text(String),
}

impl Value {
    /// Digits that it is shown with behind the point.
    pub(crate) fn places(&self) -> usize {
        match self {
            Value::Number(_, places) => *places,
            Value::Text(_) => 0,
        }
    }

    /// As people read it.
    pub(crate) fn in_prose(&self) -> String {
        match self {
            Value::Number(number, places) => decimal(number, *places),
            Value::Text(text) => text.clone(),
        }
    }
}

impl Values {
    pub(crate) fn new(values: Vec<(Parameter, Value)>) -> Values {
        Values(values)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(own, _)| *own.written == *name).map(|(_, value)| value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(own, value)| (&*own.written, value))
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|(own, _)| own.written.to_string()).collect()
    }

    /// The number that a name of an expression stands for.
    pub(crate) fn number(&self, name: &Name) -> Option<Number> {
        match self.0.iter().find(|(own, _)| own.name == *name)? {
            (_, Value::Number(number, _)) => Some(number.clone()),
            (_, Value::Text(_)) => None,
        }
    }

    /// The names that stand for numbers, as expressions use them.
    pub(crate) fn number_names(&self) -> Vec<Name> {
        let numbers = self.0.iter().filter(|(_, value)| matches!(value, Value::Number(..)));
        numbers.map(|(own, _)| own.name.clone()).collect()
    }

    /// The expression with numbers in place of their names.
    pub(crate) fn put_in(&self, expr: &Expr) -> Expr {
        self.0.iter().fold(expr.clone(), |expr, (own, value)| match value {
            Value::Number(number, _) => replaced(&expr, &own.name, &Expr::number(number.clone())),
            Value::Text(_) => expr,
        })
    }

    /// The text as people read it; unknown names in braces stay, since `$\frac{a}{b}$` has them too.
    pub(crate) fn in_prose(&self, text: &str) -> String {
        if self.is_empty() {
            return text.to_owned();
        }
        let mut filled = String::with_capacity(text.len());
        for piece in pieces(text) {
            match piece {
                Piece::Plain(plain) => filled.push_str(plain),
                Piece::Name(name) => match self.get(name) {
                    Some(value) => filled.push_str(&value.in_prose()),
                    None => {
                        filled.push('{');
                        filled.push_str(name);
                        filled.push('}');
                    }
                },
            }
        }
        filled
    }

    /// The text in the engine's grammar; `Err` names a parameter that does not exist.
    pub(crate) fn in_maths(&self, text: &str) -> Result<String, String> {
        if self.is_empty() {
            return Ok(text.to_owned());
        }
        let mut filled = String::with_capacity(text.len());
        let pieces = pieces(text);
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Plain(plain) => filled.push_str(plain),
                Piece::Name(name) => {
                    let value = self.get(name).ok_or_else(|| (*name).to_owned())?;
                    let next = match pieces.get(index + 1) {
                        Some(Piece::Plain(plain)) => plain.chars().next(),
                        Some(Piece::Name(_)) | None => None,
                    };
                    filled.push_str(&bracketed(value, filled.chars().next_back(), next));
                }
            }
        }
        Ok(filled)
    }
}

/// A value as it stands in maths between these neighbours: in brackets where it would run together
/// with them or bind otherwise than as one thing.
fn bracketed(value: &Value, before: Option<char>, after: Option<char>) -> String {
    let touches = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ')'))
        || after.is_some_and(|c| c.is_ascii_digit() || c == '.');
    match value {
        Value::Text(text) => {
            let one_word = text.chars().all(|c| c.is_alphanumeric() || c == '_');
            if one_word { text.clone() } else { format!("({text})") }
        }
        Value::Number(number, places) => {
            let text = decimal(number, *places);
            let plain = text.chars().all(|c| c.is_ascii_digit() || c == '.');
            if plain && !touches { text } else { format!("({text})") }
        }
    }
}

/// A number with so many places behind the point, where it has no more; else as a fraction.
fn decimal(number: &Number, places: usize) -> String {
    if places == 0 {
        return number.to_string();
    }
    let Some(scale) = Number::integer(10).pow(places as i64, 512) else {
        return number.to_string();
    };
    let scaled = number.mul(&scale);
    if !scaled.is_integer() {
        return number.to_string();
    }
    let digits = format!("{:0>width$}", scaled.abs().to_string(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if number.is_negative() { "-" } else { "" };
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

enum Piece<'a> {
    Plain(&'a str),
    Name(&'a str),
}

/// The names in `{name}`.
pub(crate) fn pieces_of(text: &str) -> Vec<&str> {
    let name = |piece| match piece {
        Piece::Name(name) => Some(name),
        Piece::Plain(_) => None,
    };
    pieces(text).into_iter().filter_map(name).collect()
}

/// Cuts a text at `{name}`, where the name begins with a letter.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(open) = rest[from..].find('{').map(|at| from + at) {
        let inside = &rest[open + 1..];
        let length = inside.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0);
        let is_name =
            inside[length..].starts_with('}') && inside.starts_with(|c: char| c.is_alphabetic());
        if !is_name {
            from = open + 1;
            continue;
        }
        found.push(Piece::Plain(&rest[..open]));
        found.push(Piece::Name(&inside[..length]));
        rest = &inside[length + 1..];
        from = 0;
    }
    found.push(Piece::Plain(rest));
    found
}

/// The expression without what filling in left behind: no `+ −3`, no `1·u`, no `u^1`, no `+ 0`.
/// The author's order stays.
pub(crate) fn neat(expr: &Expr) -> Expr {
    match expr.node() {
        Node::Number(literal) if literal.value.is_negative() => {
            Node::Neg(Expr::number(literal.value.neg())).into()
        }
        Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Hole(None) => expr.clone(),
        Node::Neg(u) => opposite(neat(u)),
        Node::Sum(terms) => sum(terms.iter().map(neat).collect()),
        Node::Product(factors) => product(factors.iter().map(neat).collect()),
        Node::Quotient(u, v) => quotient(neat(u), neat(v)),
        Node::Power(u, v) => {
            let (base, exponent) = (neat(u), neat(v));
            if is(&exponent, 1) { base } else { Node::Power(base, exponent).into() }
        }
        Node::Apply(function, arguments) => {
            Node::Apply(*function, arguments.iter().map(neat).collect()).into()
        }
        Node::Prime(function, order, u) => Node::Prime(*function, *order, neat(u)).into(),
        Node::Slope(u, names) => Node::Slope(neat(u), names.clone()).into(),
        Node::Vector(parts) => Node::Vector(parts.iter().map(neat).collect()).into(),
        Node::Matrix(rows) => {
            Node::Matrix(rows.iter().map(|row| row.iter().map(neat).collect()).collect()).into()
        }
        Node::Hole(Some(u)) => Node::Hole(Some(neat(u))).into(),
    }
}

fn is(expr: &Expr, n: i64) -> bool {
    expr.as_number() == Some(&Number::integer(n))
}

fn opposite(expr: Expr) -> Expr {
    match expr.node() {
        Node::Neg(u) => u.clone(),
        Node::Number(literal) if literal.value.is_zero() => expr,
        _ => Node::Neg(expr).into(),
    }
}

fn sum(terms: Vec<Expr>) -> Expr {
    let mut kept: Vec<Expr> = terms.into_iter().filter(|term| !is(term, 0)).collect();
    match kept.len() {
        0 => Expr::integer(0),
        1 => kept.remove(0),
        _ => Node::Sum(kept).into(),
    }
}

fn product(factors: Vec<Expr>) -> Expr {
    if factors.iter().any(|factor| is(factor, 0)) {
        return Expr::integer(0);
    }
    let mut negative = false;
    let mut kept = Vec::with_capacity(factors.len());
    for factor in factors {
        let bare = match factor.node() {
            Node::Neg(u) => {
                negative = !negative;
                u.clone()
            }
            _ => factor,
        };
        if !is(&bare, 1) {
            kept.push(bare);
        }
    }
    let product = match kept.len() {
        0 => Expr::integer(1),
        1 => kept.remove(0),
        _ => Node::Product(kept).into(),
    };
    if negative { opposite(product) } else { product }
}

fn quotient(u: Expr, v: Expr) -> Expr {
    let (negative, u) = match u.node() {
        Node::Neg(inner) => (true, inner.clone()),
        _ => (false, u),
    };
    let result = if is(&v, 1) { u } else { Node::Quotient(u, v).into() };
    if negative { opposite(result) } else { result }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        let number = |n| Value::Number(Number::integer(n), 0);
        Values::new(vec![
            (Parameter::new("a"), number(-3)),
            (Parameter::new("b"), number(2)),
            (Parameter::new("r"), Value::Number(Number::ratio(1, 5).unwrap_or(Number::ONE), 1)),
            (Parameter::new("trig"), Value::Text("sin".into())),
        ])
    }

    #[test]
    fn a_negative_number_goes_in_with_brackets() {
        assert_eq!(values().in_maths("x + {a}").as_deref(), Ok("x + (-3)"));
        assert_eq!(values().in_prose("by {a} and {r}"), "by -3 and 0.2");
    }

    #[test]
    fn numbers_do_not_run_together() {
        assert_eq!(
            values().in_maths("{b}{b}x + x{b} + 3{r}").as_deref(),
            Ok("2(2)x + x(2) + 3(0.2)")
        );
    }

    #[test]
    fn a_function_goes_in_by_name() {
        assert_eq!(values().in_maths("{trig}'(x)*{b}").as_deref(), Ok("sin'(x)*2"));
    }

    #[test]
    fn a_parameter_that_does_not_exist_is_named() {
        assert_eq!(values().in_maths("{c}*x"), Err("c".to_owned()));
    }

    #[test]
    fn what_was_filled_in_is_not_looked_at_again() {
        let values = Values::new(vec![(Parameter::new("a"), Value::Text("{a}".into()))]);
        assert_eq!(values.in_maths("{a}+1").as_deref(), Ok("({a})+1"));
    }
}
