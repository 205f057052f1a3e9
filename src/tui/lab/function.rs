//! Which function lies under the walk?

use crate::math::read::{ReadError, Syntax, read};
use crate::math::{Compiled, Expr, Name, Number, carry_out, print, substitute};
use crate::text;

/// A function of one or two variables, ready to walk on.
#[derive(Clone, Debug)]
pub(super) struct Function {
    /// As typed.
    pub(super) typed: String,
    /// The tree.
    pub(super) expr: Expr,
    /// For numbers.
    pub(super) compiled: Compiled,
}

/// Why a line is no function to walk on.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    /// It cannot be read; the caret stands under a column counted from 0.
    Unread { column: usize, sentence: String, mend: Option<String> },
    /// It has more variables than the map; the others can be fixed.
    Many { sentence: String, fixed: Box<Function> },
    /// It is read but has no numbers.
    Other(String),
}

/// The mends of a line read as one sentence.
fn sentence(error: &ReadError) -> String {
    match error.mend() {
        Some(mend) => format!("{error} Did you mean {mend}?"),
        None => error.to_string(),
    }
}

impl Function {
    /// Reads a line.
    pub(super) fn read(line: &str) -> Result<Function, Refusal> {
        let reading =
            read(line, &Syntax { limits: crate::math::read::Limits::STUDENT, ..Syntax::default() })
                .map_err(|error| Refusal::Unread {
                    column: error.column().saturating_sub(1),
                    sentence: sentence(&error),
                    mend: error.mend(),
                })?;
        Function::new(line, &reading.expr)
    }

    fn new(typed: &str, expr: &Expr) -> Result<Function, Refusal> {
        let plain = carry_out(expr);
        let mut names = plain.names();
        names.sort();
        if names.is_empty() {
            names.push(Name::new("x"));
        }
        if names.len() > 2 {
            return Err(Function::too_many(typed, expr, &names));
        }
        let compiled = Compiled::new(&plain, &names)
            .map_err(|error| Refusal::Other(format!("This cannot be walked on: {error}.")))?;
        Ok(Function { typed: typed.to_owned(), expr: expr.clone(), compiled })
    }

    /// Three variables or more: the first two stay, the others become 1.
    fn too_many(typed: &str, expr: &Expr, names: &[Name]) -> Refusal {
        let one = Expr::number(Number::from(1));
        let fixed: Vec<(Name, Expr)> =
            names[2..].iter().map(|name| (name.clone(), one.clone())).collect();
        let settings: Vec<String> =
            names[2..].iter().map(|name| format!("{} = 1", name.as_str())).collect();
        let list = text::list(&settings);
        let sentence =
            format!("The map shows two variables. Fix the others: f with {list}? (enter)");
        match Function::new(typed, &substitute(expr, &fixed)) {
            Ok(fixed) => Refusal::Many { sentence, fixed: Box::new(fixed) },
            Err(refusal) => refusal,
        }
    }

    /// How many variables: one or two.
    pub(super) fn dimensions(&self) -> usize {
        self.compiled.variables().len()
    }

    /// `f(x, y) = x² + 2y²`.
    pub(super) fn title(&self) -> String {
        let names: Vec<&str> = self.compiled.variables().iter().map(Name::as_str).collect();
        format!("f({}) = {}", names.join(", "), print::line(&self.expr))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_a_function_of_one_or_two_variables() {
        for preset in crate::descent::PRESETS {
            let function = Function::read(preset.line);
            let dimensions = function.map(|function| function.dimensions());
            assert_eq!(dimensions.ok(), Some(preset.start.len()), "{}", preset.name);
        }
    }

    #[test]
    fn a_third_variable_can_be_fixed() {
        let Err(Refusal::Many { sentence, fixed }) = Function::read("x y + z^2") else {
            panic!("three variables are too many");
        };
        assert!(sentence.contains("f with z = 1?"), "{sentence}");
        assert_eq!(fixed.compiled.value(&[2.0, 3.0]), 7.0);
    }
}
