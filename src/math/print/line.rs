//! One line of Unicode, as a textbook sets it: `3x²·sin x`.

use super::ascii::{Tie, literal, tie};
use crate::math::expr::{Constant, Expr, Function, Name, Node};
use crate::math::read::{SUBSCRIPTS, SUPERSCRIPTS};

/// The expression in one line of Unicode: `3x²·sin x`.
pub fn line(expr: &Expr) -> String {
    let mut out = String::new();
    write(&mut out, expr);
    out
}

fn at_least(out: &mut String, expr: &Expr, least: Tie) {
    if tie(expr) < least {
        out.push('(');
        write(out, expr);
        out.push(')');
    } else {
        write(out, expr);
    }
}

fn write(out: &mut String, expr: &Expr) {
    match expr.node() {
        Node::Number(number) => out.push_str(&literal(number).replace('-', "−")),
        Node::Constant(Constant::E) => out.push('e'),
        Node::Constant(Constant::Pi) => out.push('π'),
        Node::Name(own) => out.push_str(&name(own)),
        Node::Neg(u) => {
            out.push('−');
            at_least(out, u, Tie::Product);
        }
        Node::Sum(terms) => sum(out, terms),
        Node::Product(factors) => product(out, factors),
        Node::Quotient(u, v) => quotient(out, u, v),
        Node::Power(base, exponent) => power(out, base, exponent),
        Node::Apply(function, arguments) => apply(out, *function, arguments),
        Node::Prime(function, order, u) => {
            out.push_str(function.name());
            out.extend(std::iter::repeat_n('\'', *order as usize));
            list(out, std::slice::from_ref(u), ['(', ')']);
        }
        Node::Slope(u, names) => {
            out.push_str(&slope(u, names));
            list(out, std::slice::from_ref(u), ['(', ')']);
        }
        Node::Vector(parts) => list(out, parts, ['(', ')']),
        Node::Matrix(rows) => {
            for (index, row) in rows.iter().enumerate() {
                out.push_str(if index == 0 { "[" } else { ", " });
                list(out, row, ['[', ']']);
            }
            out.push(']');
        }
        Node::Hole(None) => out.push_str("[ ]"),
        Node::Hole(Some(u)) => list(out, std::slice::from_ref(u), ['[', ']']),
    }
}

fn sum(out: &mut String, terms: &[Expr]) {
    for (index, term) in terms.iter().enumerate() {
        let positive = match term.node() {
            Node::Neg(u) => Some(u.clone()),
            Node::Number(number) if number.value.is_negative() => {
                Some(Expr::number(number.value.neg()))
            }
            _ => None,
        };
        match positive {
            Some(body) if index > 0 => {
                out.push_str(" − ");
                at_least(out, &body, Tie::Product);
            }
            _ => {
                if index > 0 {
                    out.push_str(" + ");
                }
                at_least(out, term, Tie::Neg);
            }
        }
    }
}

/// A number stands directly before a name or a power of one; elsewhere a point stands between.
fn product(out: &mut String, factors: &[Expr]) {
    for (index, factor) in factors.iter().enumerate() {
        let joined = index == 1 && is_plain_number(&factors[0]) && follows_number(factor);
        if index > 0 && !joined {
            out.push('·');
        }
        let mut inner = String::new();
        at_least(&mut inner, factor, if index == 0 { Tie::Quotient } else { Tie::Power });
        out.push_str(&inner);
    }
}

fn is_plain_number(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Number(n) if !n.value.is_negative() && tie(expr) == Tie::Atom)
}

fn follows_number(expr: &Expr) -> bool {
    match expr.node() {
        Node::Name(_) | Node::Constant(Constant::Pi) => true,
        Node::Power(base, _) => matches!(base.node(), Node::Name(_)),
        _ => false,
    }
}

fn quotient(out: &mut String, u: &Expr, v: &Expr) {
    let simple = |e: &Expr| matches!(e.node(), Node::Number(_) | Node::Name(_) | Node::Constant(_));
    at_least(out, u, Tie::Product);
    out.push_str(if simple(u) { "/" } else { " / " });
    at_least(out, v, Tie::Power);
}

fn power(out: &mut String, base: &Expr, exponent: &Expr) {
    at_least(out, base, Tie::Atom);
    match raised(&line(exponent)) {
        Some(raised) => out.push_str(&raised),
        None => {
            out.push('^');
            at_least(out, exponent, Tie::Atom);
        }
    }
}

/// The text in superscripts, where every character has one.
pub(super) fn raised(text: &str) -> Option<String> {
    let plain = text.replace('−', "-").replace(' ', "");
    plain
        .chars()
        .map(|c| SUPERSCRIPTS.iter().find(|(_, p)| *p == c).map(|(raised, _)| *raised))
        .collect()
}

fn apply(out: &mut String, function: Function, arguments: &[Expr]) {
    let (sign, argument) = match (function, arguments) {
        (Function::Abs, [u]) => {
            out.push('|');
            write(out, u);
            out.push('|');
            return;
        }
        (Function::Sqrt, [u]) => ("√", u),
        (Function::Cbrt, [u]) => ("∛", u),
        (Function::Sigmoid, [_]) => {
            out.push('σ');
            return list(out, arguments, ['(', ')']);
        }
        (_, [u]) if is_short(u) => {
            out.push_str(function.name());
            out.push(' ');
            return write(out, u);
        }
        _ => {
            out.push_str(function.name());
            return list(out, arguments, ['(', ')']);
        }
    };
    out.push_str(sign);
    if is_short(argument) || is_plain_number(argument) {
        write(out, argument);
    } else {
        list(out, arguments, ['(', ')']);
    }
}

/// May it stand behind a function without brackets?
fn is_short(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Name(_) | Node::Constant(_))
}

fn list(out: &mut String, parts: &[Expr], [open, close]: [char; 2]) {
    out.push(open);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write(out, part);
    }
    out.push(close);
}

/// `d/dx`, or `∂/∂x` where there are several variables.
pub(super) fn slope(of: &Expr, names: &[Name]) -> String {
    let several = of.names().iter().any(|other| names.iter().any(|own| own != other));
    let d = if several { '∂' } else { 'd' };
    let order = if names.len() > 1 { raised(&names.len().to_string()) } else { None };
    let order = order.unwrap_or_default();
    let mut below = String::new();
    match names {
        [first, ..] if names.iter().all(|other| other == first) => {
            below = format!("{d}{}{order}", name(first));
        }
        _ => {
            for own in names.iter().rev() {
                below.push(d);
                below.push_str(&name(own));
            }
        }
    }
    format!("{d}{order}/{below}")
}

/// A name with its subscript lowered: `w₁`.
pub(super) fn name(own: &Name) -> String {
    let Some((base, sub)) = own.as_str().split_once('_') else {
        return own.as_str().to_owned();
    };
    let lowered: Option<String> = sub
        .chars()
        .map(|c| SUBSCRIPTS.iter().find(|(_, p)| *p == c).map(|(lowered, _)| *lowered))
        .collect();
    match lowered {
        Some(lowered) => format!("{base}{lowered}"),
        None => format!("{base}_{sub}"),
    }
}
