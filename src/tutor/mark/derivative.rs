//! Is this the derivative: by one variable, several times, by several variables?

use crate::math::same::Key;
use crate::math::{Expr, Name, print};
use crate::text;
use crate::tutor::Answer;

use super::expression::{self, Expected};
use super::mark::Mark;
use super::observe::Question;
use super::{Asked, fields};

pub(super) fn mark(
    asked: &Asked<'_>,
    answer: &Answer,
    of: &Expr,
    vars: &[Name],
    by: &[Name],
) -> Mark {
    let line = match fields::line(answer) {
        Ok(line) => line,
        Err(mark) => return *mark,
    };
    let mut vars = vars.to_vec();
    vars.extend(by.iter().filter(|name| !of.mentions(name)).cloned());
    vars.sort();
    vars.dedup();
    expression::mark(
        line,
        0,
        &Expected {
            key: &Key::derivative(of, by),
            what: &name(&vars, by),
            syntax: &asked.typing.syntax(&vars),
            question: Question { of: Some(of), by, vars: &vars },
            form: asked.form,
            same_domain: asked.same_domain,
        },
    )
}

/// `the slope of f`, `the second derivative of f`, `∂²f/∂x∂y`.
fn name(vars: &[Name], by: &[Name]) -> String {
    if vars.len() > 1 {
        return partial(by);
    }
    match by.len() {
        1 => "the slope of f".to_owned(),
        order => format!("the {} derivative of f", text::ordinal(order)),
    }
}

/// `∂f/∂x`, `∂²f/∂x²`, `∂²f/∂x∂y`.
pub(super) fn partial(by: &[Name]) -> String {
    let shown = |name: &Name| print::line(&Expr::name(name));
    let raised = |n: usize| match n {
        1 => String::new(),
        2 => "²".to_owned(),
        3 => "³".to_owned(),
        n => format!("^{n}"),
    };
    let mut below = String::new();
    let mut rest = by;
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|name| *name == first).count();
        below.push('∂');
        below.push_str(&shown(first));
        below.push_str(&raised(run));
        rest = &rest[run..];
    }
    format!("∂{}f/{below}", raised(by.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_derivatives_are_written_as_in_a_book() {
        let names =
            |list: &str| list.chars().map(|c| Name::new(&c.to_string())).collect::<Vec<_>>();
        assert_eq!(partial(&names("x")), "∂f/∂x");
        assert_eq!(partial(&names("xx")), "∂²f/∂x²");
        assert_eq!(partial(&names("xy")), "∂²f/∂x∂y");
    }
}
