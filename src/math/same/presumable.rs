//! What does an expression speak of: signs, letters whose sign matters, slopes not carried out?

use crate::math::{Expr, Function, Literal, Name, Node};

/// Does it hold a derivative that is not carried out?
pub(super) fn has_slope(expr: &Expr) -> bool {
    match expr.node() {
        Node::Slope(..) | Node::Prime(..) => true,
        Node::Number(_) | Node::Constant(_) | Node::Name(_) => false,
        _ => expr.children().into_iter().any(has_slope),
    }
}

/// Does it hold a number of this kind?
pub(super) fn has_decimal(expr: &Expr, kind: &dyn Fn(&Literal) -> bool) -> bool {
    match expr.node() {
        Node::Number(literal) => kind(literal),
        _ => expr.children().into_iter().any(|child| has_decimal(child, kind)),
    }
}

/// Does it hold |…| or another function that asks for a sign?
pub(super) fn speaks_of_signs(expr: &Expr) -> bool {
    let own = match expr.node() {
        Node::Apply(function, _) => matches!(
            function,
            Function::Abs | Function::Sign | Function::Relu | Function::Min | Function::Max
        ),
        _ => false,
    };
    own || expr.children().into_iter().any(speaks_of_signs)
}

/// The letters under a root, in a logarithm, in an inverse function or under a power that is not
/// whole: their sign decides which branch is meant.
pub(super) fn letters(expr: &Expr) -> Vec<Name> {
    let mut found = Vec::new();
    collect(expr, &mut found);
    found.sort();
    found.dedup();
    found
}

fn collect(expr: &Expr, found: &mut Vec<Name>) {
    let is_branching = match expr.node() {
        Node::Power(_, exponent) => exponent.as_number().is_none_or(|value| !value.is_integer()),
        Node::Apply(function, _) => branches(*function),
        _ => false,
    };
    if is_branching {
        found.extend(expr.names());
    } else {
        for child in expr.children() {
            collect(child, found);
        }
    }
}

fn branches(function: Function) -> bool {
    matches!(
        function,
        Function::Sqrt
            | Function::Root
            | Function::Ln
            | Function::Log10
            | Function::Log2
            | Function::Log
            | Function::Asin
            | Function::Acos
            | Function::Atan
            | Function::Asec
            | Function::Acsc
            | Function::Acot
            | Function::Asinh
            | Function::Acosh
            | Function::Atanh
            | Function::Asech
            | Function::Acsch
            | Function::Acoth
    )
}
