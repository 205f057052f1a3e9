//! Fully explicit ASCII that any computer algebra system reads, and that reads back to the same
//! tree.

use std::fmt::Write;

use crate::math::expr::{Constant, Expr, Literal, Name, Node};
use crate::math::number::Number;
use crate::math::read::greek_word;

/// How tightly an expression holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    Sum,
    Neg,
    Product,
    Quotient,
    Power,
    Atom,
}

/// How tightly the outermost operation holds.
pub(super) fn tie(expr: &Expr) -> Tie {
    match expr.node() {
        Node::Sum(_) => Tie::Sum,
        Node::Neg(_) => Tie::Neg,
        Node::Product(_) => Tie::Product,
        Node::Quotient(..) => Tie::Quotient,
        Node::Power(..) => Tie::Power,
        Node::Number(literal) if literal.value.is_negative() => Tie::Neg,
        Node::Number(literal) if decimal(literal).is_none() && !literal.value.is_integer() => {
            Tie::Quotient
        }
        Node::Number(_)
        | Node::Constant(_)
        | Node::Name(_)
        | Node::Apply(..)
        | Node::Prime(..)
        | Node::Slope(..)
        | Node::Vector(_)
        | Node::Matrix(_)
        | Node::Hole(_) => Tie::Atom,
    }
}

/// The digits of a typed decimal, such as `1.50`; `None` for what was no decimal.
pub(super) fn decimal(literal: &Literal) -> Option<String> {
    let places = usize::from(literal.places);
    if places == 0 {
        return None;
    }
    let scale = Number::decimal("1", i32::from(literal.places))?;
    let scaled = literal.value.mul(&scale);
    if !scaled.is_integer() {
        return None;
    }
    let sign = if scaled.is_negative() { "-" } else { "" };
    let digits = format!("{:0>width$}", scaled.abs().to_string(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    Some(format!("{sign}{whole}.{fraction}"))
}

/// A literal as typed.
pub(super) fn literal(literal: &Literal) -> String {
    decimal(literal).unwrap_or_else(|| literal.value.to_string())
}

/// The expression in explicit ASCII: `2*x*sin(x)`.
pub fn ascii(expr: &Expr) -> String {
    let mut out = String::new();
    write(&mut out, expr);
    out
}

/// Writes `expr`, in brackets where it holds less tightly than `least`.
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
        Node::Number(number) => out.push_str(&literal(number)),
        Node::Constant(Constant::E) => out.push('e'),
        Node::Constant(Constant::Pi) => out.push_str("pi"),
        Node::Name(own) => out.push_str(&name(own)),
        Node::Neg(u) => {
            out.push('-');
            at_least(out, u, Tie::Product);
        }
        Node::Sum(terms) => sum(out, terms),
        Node::Product(factors) => {
            for (index, factor) in factors.iter().enumerate() {
                if index > 0 {
                    out.push('*');
                }
                at_least(out, factor, if index == 0 { Tie::Quotient } else { Tie::Power });
            }
        }
        Node::Quotient(u, v) => {
            at_least(out, u, Tie::Product);
            out.push('/');
            at_least(out, v, Tie::Power);
        }
        Node::Power(base, exponent) => {
            at_least(out, base, Tie::Atom);
            out.push('^');
            at_least(out, exponent, Tie::Power);
        }
        Node::Apply(function, arguments) => {
            out.push_str(function.name());
            list(out, arguments, ['(', ')']);
        }
        Node::Prime(function, order, u) => {
            out.push_str(function.name());
            out.extend(std::iter::repeat_n('\'', *order as usize));
            list(out, std::slice::from_ref(u), ['(', ')']);
        }
        Node::Slope(u, names) => {
            slope(out, names);
            list(out, std::slice::from_ref(u), ['(', ')']);
        }
        Node::Vector(parts) => list(out, parts, ['[', ']']),
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
        let (minus, body) = match term.node() {
            Node::Neg(u) if index > 0 => (true, u),
            _ => (false, term),
        };
        if index > 0 {
            out.push_str(if minus { " - " } else { " + " });
        }
        let least = if minus { Tie::Product } else { Tie::Neg };
        at_least(out, body, least);
    }
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

/// `d/dx`, `d^2/dx^2`, `d^2/(dx dy)`.
fn slope(out: &mut String, names: &[Name]) {
    match names {
        [one] => {
            let _ = write!(out, "d/d{}", name(one));
        }
        [first, ..] if names.iter().all(|other| other == first) => {
            let _ = write!(out, "d^{0}/d{1}^{0}", names.len(), name(first));
        }
        _ => {
            let written: Vec<String> =
                names.iter().rev().map(|own| format!("d{}", name(own))).collect();
            let _ = write!(out, "d^{}/({})", names.len(), written.join(" "));
        }
    }
}

/// A name in ASCII: `alpha`, `w_1`.
pub(super) fn name(own: &Name) -> String {
    let (base, sub) = own.as_str().split_once('_').unwrap_or((own.as_str(), ""));
    let base = greek_word(base).unwrap_or(base);
    // Digits end a subscript, so that letters behind them need braces.
    let mixed = sub.starts_with(|c: char| c.is_ascii_digit())
        && sub.contains(|c: char| !c.is_ascii_digit());
    match sub {
        "" => base.to_owned(),
        _ if mixed => format!("{base}_{{{sub}}}"),
        _ => format!("{base}_{sub}"),
    }
}
