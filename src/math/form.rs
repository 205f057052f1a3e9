//! Is an expression in the form that was asked, whatever it is equal to?
//!
//! Judged on the tree as written: `2(x + 1)` and `2x + 2` are the same and differ in form.

mod cancel;
mod factors;

pub use cancel::cancelled;

use super::{Expr, Function, Node, Number};

/// A form that an exercise can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Any form will do.
    Any,
    /// No bracket is left to multiply out.
    Expanded,
    /// A product whose factors come apart no further.
    Factored,
    /// At most one fraction bar, at the top.
    SingleFraction,
    /// Every fraction is cancelled.
    LowestTerms,
    /// No negative exponents.
    NoNegativePowers,
    /// Nothing is left to compute: no `2·3`, no `x^1`, no `d/dx(…)`.
    Evaluated,
}

/// Every form with its name in packs and the sentence that asks for it.
const FORMS: &[(Form, &str, &str)] = &[
    (Form::Any, "any", "Any form will do."),
    (Form::Expanded, "expanded", "Multiply the brackets out."),
    (Form::Factored, "factored", "Write it as a product that comes apart no further."),
    (Form::SingleFraction, "single-fraction", "Write it as one fraction."),
    (Form::LowestTerms, "lowest-terms", "Cancel every fraction."),
    (Form::NoNegativePowers, "no-negative-powers", "Write negative powers as fractions."),
    (Form::Evaluated, "evaluated", "Carry out what is left to compute."),
];

impl Form {
    /// The form of this name, as packs write it.
    pub fn named(name: &str) -> Option<Form> {
        FORMS.iter().find(|(_, own, _)| *own == name).map(|(form, ..)| *form)
    }

    /// The name in packs.
    pub fn name(self) -> &'static str {
        FORMS.iter().find(|(form, ..)| *form == self).map_or("any", |(_, name, _)| name)
    }

    /// What to do to reach the form, as a sentence.
    pub fn request(self) -> &'static str {
        FORMS.iter().find(|(form, ..)| *form == self).map_or("", |(.., request)| request)
    }

    /// Is the expression, as written, in this form? Lists are judged by their components.
    pub fn met(self, expr: &Expr) -> bool {
        match expr.node() {
            Node::Vector(parts) => parts.iter().all(|part| self.met(part)),
            Node::Matrix(rows) => rows.iter().flatten().all(|part| self.met(part)),
            _ => match self {
                Form::Any => true,
                Form::Expanded => is_expanded(expr),
                Form::Factored => factors::is_factored(expr),
                Form::SingleFraction => is_single_fraction(expr),
                Form::LowestTerms => everywhere(expr, &factors::is_cancelled_here),
                Form::NoNegativePowers => everywhere(expr, &has_no_negative_power_here),
                Form::Evaluated => everywhere(expr, &is_evaluated_here),
            },
        }
    }
}

/// Does the rule hold at every place of the tree?
fn everywhere(expr: &Expr, rule: &dyn Fn(&Expr) -> bool) -> bool {
    rule(expr) && expr.children().into_iter().all(|child| everywhere(child, rule))
}

/// A sum, also behind a minus.
fn is_sum(expr: &Expr) -> bool {
    match expr.node() {
        Node::Sum(_) => true,
        Node::Neg(u) => is_sum(u),
        _ => false,
    }
}

/// Is no bracket left, function arguments and exponents aside?
fn is_expanded(expr: &Expr) -> bool {
    match expr.node() {
        Node::Product(factors) => factors.iter().all(|u| !is_sum(u) && is_expanded(u)),
        Node::Neg(u) => !is_sum(u) && is_expanded(u),
        Node::Power(base, exponent) => {
            let is_whole = exponent
                .as_number()
                .is_some_and(|n| n.is_integer() && !n.is_negative() && !n.is_zero());
            let comes_apart = is_sum(base) || matches!(base.node(), Node::Product(_));
            !(is_whole && comes_apart) && is_expanded(base)
        }
        Node::Apply(..) => true,
        _ => expr.children().into_iter().all(is_expanded),
    }
}

/// No fraction outside the top one, function arguments and exponents aside.
fn is_single_fraction(expr: &Expr) -> bool {
    match expr.node() {
        Node::Neg(u) => is_single_fraction(u),
        Node::Quotient(u, v) => has_no_bar(u) && has_no_bar(v),
        // A fraction in front, `(1/2)·x`, is one fraction.
        Node::Product(factors) => {
            let bars = factors.iter().filter(|factor| !has_no_bar(factor)).count();
            bars == 0 || (bars == 1 && factors.iter().all(is_single_fraction))
        }
        _ => has_no_bar(expr),
    }
}

fn has_no_bar(expr: &Expr) -> bool {
    match expr.node() {
        Node::Quotient(..) => false,
        Node::Number(literal) => literal.places > 0 || literal.value.is_integer(),
        Node::Power(base, exponent) => has_no_bar(base) && !is_negative(exponent),
        Node::Apply(..) => true,
        _ => expr.children().into_iter().all(has_no_bar),
    }
}

/// A number below 0, or a minus in front.
fn is_negative(expr: &Expr) -> bool {
    match expr.node() {
        Node::Number(literal) => literal.value.is_negative(),
        Node::Neg(u) => !is_negative(u),
        Node::Quotient(u, v) => is_negative(u) != is_negative(v) && v.as_number().is_some(),
        _ => false,
    }
}

fn has_no_negative_power_here(expr: &Expr) -> bool {
    match expr.node() {
        // e^(−x) is how that function is written.
        Node::Power(base, exponent) => {
            let is_exponential = base.names().is_empty() && !exponent.names().is_empty();
            is_exponential || !is_negative(exponent)
        }
        _ => true,
    }
}

/// Is there no arithmetic left between this node and its operands?
fn is_evaluated_here(expr: &Expr) -> bool {
    let value = |u: &Expr| plain(u);
    match expr.node() {
        Node::Slope(..) | Node::Prime(..) => false,
        Node::Neg(u) => !matches!(u.node(), Node::Neg(_)) && value(u).is_none_or(|n| !n.is_zero()),
        Node::Sum(parts) => {
            let numbers: Vec<Number> = parts.iter().filter_map(value).collect();
            numbers.len() < 2 && !numbers.iter().any(Number::is_zero)
        }
        Node::Product(parts) => {
            let numbers: Vec<Number> = parts.iter().filter_map(value).collect();
            numbers.len() < 2 && !numbers.iter().any(|n| n.is_zero() || n.is_one())
        }
        Node::Quotient(u, v) => match (value(u), value(v)) {
            (Some(a), Some(b)) => !b.is_one() && factors::is_lowest(&a, &b),
            (Some(a), None) => !a.is_zero(),
            (None, Some(b)) => !b.is_one(),
            (None, None) => true,
        },
        Node::Power(u, v) => match (value(u), value(v)) {
            (_, Some(n)) if n.is_zero() || n.is_one() => false,
            (Some(base), Some(n)) => !n.is_integer() && !base.is_one() && !base.is_zero(),
            _ => true,
        },
        Node::Apply(function, arguments) => arguments
            .first()
            .and_then(value)
            .is_none_or(|argument| !has_plain_value(*function, &argument)),
        _ => true,
    }
}

/// A number, also behind a minus.
fn plain(expr: &Expr) -> Option<Number> {
    match expr.node() {
        Node::Number(literal) => Some(literal.value.clone()),
        Node::Neg(u) => plain(u).map(|value| value.neg()),
        _ => None,
    }
}

/// Has the function a rational value there, such as √4, ln 1, sin 0?
fn has_plain_value(function: Function, argument: &Number) -> bool {
    match function {
        Function::Sqrt => argument.is_zero() || argument.is_one() || factors::is_square(argument),
        Function::Ln | Function::Log10 | Function::Log2 => argument.is_one(),
        Function::Abs | Function::Sign | Function::Relu => true,
        Function::Sin
        | Function::Tan
        | Function::Asin
        | Function::Atan
        | Function::Sinh
        | Function::Tanh
        | Function::Asinh
        | Function::Atanh
        | Function::Cos
        | Function::Cosh
        | Function::Exp => argument.is_zero(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
