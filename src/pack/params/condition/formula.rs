//! What is one side of a condition worth?

use crate::math::compile::Compiled;
use crate::math::read::{self, Syntax};
use crate::math::{Expr, Name, Number, carry_out};
use crate::pack::constant;
use crate::pack::fill::Values;
use crate::pack::maths;
use crate::pack::tree::replaced;

use super::{Measured, Open, Subject, roots};

/// An expression of parameters and of what functions of conditions give.
#[derive(Debug)]
pub(super) struct Formula {
    /// With a name for each call.
    pub(super) text: String,
    pub(super) calls: Vec<Call>,
    pub(super) body: Body,
}

#[derive(Debug)]
pub(super) enum Body {
    /// Parameters and calls only: read once.
    Plain {
        expr: Expr,
        /// For values that are not rational.
        compiled: Option<Compiled>,
        names: Vec<Name>,
    },
    /// It speaks of `f` or of a further variable: read anew with the function of each variant.
    Open,
}

/// A call of a function that only conditions have.
#[derive(Debug)]
pub(super) struct Call {
    /// What stands for it in the text.
    pub(super) name: Name,
    pub(super) function: Function,
    pub(super) arguments: Vec<Formula>,
}

/// The functions that only conditions have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Gcd,
    Lcm,
    Mod,
    RealRoots,
}

/// As they are written, with the number of their arguments.
pub(super) const FUNCTIONS: &[(&str, Function, usize)] = &[
    ("gcd", Function::Gcd, 2),
    ("lcm", Function::Lcm, 2),
    ("mod", Function::Mod, 2),
    ("real_roots", Function::RealRoots, 1),
];

impl Formula {
    pub(super) fn measure(&self, values: &Values, subject: &Subject) -> Result<Measured, Open> {
        let known: Vec<(Name, Number)> = self
            .calls
            .iter()
            .map(|call| Ok((call.name.clone(), call.value(values, subject)?)))
            .collect::<Result<_, _>>()?;
        let lookup = |name: &Name| {
            known
                .iter()
                .find(|(own, _)| own == name)
                .map(|(_, n)| n.clone())
                .or_else(|| values.number(name))
        };
        let Body::Plain { expr, compiled, names } = &self.body else {
            return constant(&self.filled(values, subject, &known)?, &self.text);
        };
        if let Some(exact) = constant::value(expr, &lookup) {
            return Ok(Measured::Exact(exact));
        }
        let at: Option<Vec<f64>> = names.iter().map(|name| Some(lookup(name)?.to_f64())).collect();
        let value = compiled.as_ref().zip(at).map(|(f, at)| f.value(&at));
        value.filter(|value| !value.is_nan()).map(Measured::Approx).ok_or(Open::NoValue)
    }

    /// The expression with the function, the values and the results of calls put in.
    fn filled(
        &self,
        values: &Values,
        subject: &Subject,
        known: &[(Name, Number)],
    ) -> Result<Expr, Open> {
        let text = values.in_maths(&self.text).map_err(|name| no_parameter(&name))?;
        let function =
            if mentions_f(&self.text, subject) { Some(subject.function(values)?) } else { None };
        let syntax = Syntax { function, log: subject.log, ..Syntax::default() };
        let reading = read::read(&text, &syntax).map_err(|e| Open::Undecided(e.to_string()))?;
        let filled = values.put_in(&reading.expr);
        let put = |expr: Expr, (name, value): &(Name, Number)| {
            replaced(&expr, name, &Expr::number(value.clone()))
        };
        Ok(carry_out(&known.iter().fold(filled, put)))
    }
}

fn no_parameter(name: &str) -> Open {
    Open::Undecided(format!("there is no parameter `{name}`"))
}

fn constant(expr: &Expr, text: &str) -> Result<Measured, Open> {
    if let Some(name) = expr.names().first() {
        let why = format!("`{}` is no number: it depends on {}", text.trim(), name.as_str());
        return Err(Open::Undecided(why));
    }
    match constant::value(expr, &|_| None) {
        Some(exact) => Ok(Measured::Exact(exact)),
        None => constant::approx(expr, &[], &[]).map(Measured::Approx).ok_or(Open::NoValue),
    }
}

impl Subject {
    /// The exercise's function in a variant, and what `f'` differentiates by.
    fn function(&self, values: &Values) -> Result<(Expr, Name), Open> {
        let Some(of) = &self.of else {
            return Err(Open::Undecided("the exercise has no function f".to_owned()));
        };
        let text = values.in_maths(of).map_err(|name| no_parameter(&name))?;
        let expr =
            maths::read(&text, None, self.log).map_err(|e| Open::Undecided(e.message.clone()))?;
        let by = self.by.clone().or_else(|| match expr.names().as_slice() {
            [] => Some(Name::new("x")),
            [only] => Some(only.clone()),
            _ => None,
        });
        match by {
            Some(by) => Ok((expr, by)),
            None => Err(Open::Undecided(
                "f has several variables; write `real_roots(…)` of one".to_owned(),
            )),
        }
    }
}

/// Does a text speak of the exercise's function?
pub(super) fn mentions_f(text: &str, subject: &Subject) -> bool {
    if subject.of.is_none() || subject.parameters.iter().any(|name| name == "f") {
        return false;
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '{' || c == '}';
    text.match_indices('f').any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(is_word)
            && !text[at + 1..].chars().next().is_some_and(is_word)
    })
}

impl Call {
    fn value(&self, values: &Values, subject: &Subject) -> Result<Number, Open> {
        if self.function == Function::RealRoots {
            return self.real_roots(values, subject);
        }
        let whole: Vec<i64> = self
            .arguments
            .iter()
            .map(|argument| match argument.measure(values, subject)? {
                Measured::Exact(number) => number.to_i64().ok_or(Open::NoValue),
                Measured::Approx(_) | Measured::Text(_) => Err(Open::NoValue),
            })
            .collect::<Result<_, _>>()?;
        let [a, b] = whole.as_slice() else { return Err(Open::NoValue) };
        self.function.of_whole(*a, *b).map(Number::integer).ok_or(Open::NoValue)
    }

    fn real_roots(&self, values: &Values, subject: &Subject) -> Result<Number, Open> {
        let [argument] = self.arguments.as_slice() else { return Err(Open::NoValue) };
        let known: Vec<(Name, Number)> = argument
            .calls
            .iter()
            .map(|call| Ok((call.name.clone(), call.value(values, subject)?)))
            .collect::<Result<_, _>>()?;
        let expr = argument.filled(values, subject, &known)?;
        let names = expr.names();
        let told = argument.text.trim();
        if let [first, second, ..] = names.as_slice() {
            let (first, second) = (first.as_str(), second.as_str());
            let why = format!("`{told}` has the variables {first} and {second}; one is needed");
            return Err(Open::Undecided(why));
        }
        let by = names.into_iter().next().unwrap_or_else(|| Name::new("x"));
        match roots::count(&expr, &by) {
            Ok(Some(count)) => Ok(Number::integer(i64::try_from(count).unwrap_or(i64::MAX))),
            // It is 0 everywhere: more roots than any number that an author asks for.
            Ok(None) => Ok(Number::integer(i64::MAX)),
            Err(why) => Err(Open::Undecided(format!("`{told}` {why}"))),
        }
    }
}

impl Function {
    fn of_whole(self, a: i64, b: i64) -> Option<i64> {
        let common = i64::try_from(gcd(a.unsigned_abs(), b.unsigned_abs())).ok()?;
        match self {
            Function::Gcd => Some(common),
            Function::Lcm if common == 0 => Some(0),
            Function::Lcm => (a / common).checked_mul(b)?.checked_abs(),
            Function::Mod => a.checked_rem_euclid(b),
            Function::RealRoots => None,
        }
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
