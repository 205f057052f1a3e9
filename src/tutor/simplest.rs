//! How short can an expression be written, as far as is known?

use crate::math::compile::Compiled;
use crate::math::form::cancelled;
use crate::math::same::{self, Verdict};
use crate::math::{Expr, Name, Node, derivative, tidy};

/// The shortest form known: tidied, in textbook form, cancelled, or a whole number.
pub(super) fn simplest(of: &Expr) -> Expr {
    let scale = Name::new("scale");
    let scaled = Node::Product(vec![Expr::name(&scale), of.clone()]).into();
    // The slope of c·f by c is f, in textbook form.
    let forms = [Some(tidy(of)), Some(derivative(&scaled, &scale)), cancelled(of), constant(of)];
    forms.into_iter().flatten().min_by_key(Expr::size).unwrap_or_else(|| of.clone())
}

/// The whole number that an expression is everywhere, if it is one.
fn constant(of: &Expr) -> Option<Expr> {
    let names = of.names();
    let f = Compiled::new(of, &names).ok()?;
    let value = f.value(&vec![0.7; names.len()]).round();
    let number = (value.abs() < 1e6).then(|| Expr::integer(value as i64))?;
    matches!(same::same(of, &number).verdict, Verdict::Right(_)).then_some(number)
}
