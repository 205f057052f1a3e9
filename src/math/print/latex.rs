//! LaTeX, with brackets enough to read back to the same tree.

use std::fmt::Write;

use super::ascii::{Tie, decimal, tie};
use crate::math::expr::{Constant, Expr, Function, Literal, Name, Node};
use crate::math::read::greek_word;

/// The expression in LaTeX: `3 x^{2} \cdot \sin\left(x\right)`.
pub fn latex(expr: &Expr) -> String {
    let mut out = String::new();
    write(&mut out, expr);
    out
}

fn write(out: &mut String, expr: &Expr) {
    match expr.node() {
        Node::Number(literal) => number(out, literal),
        Node::Constant(Constant::E) => out.push('e'),
        Node::Constant(Constant::Pi) => out.push_str("\\pi"),
        Node::Name(own) => out.push_str(&name(own)),
        Node::Neg(u) => {
            out.push('-');
            at_least(out, u, Tie::Product);
        }
        Node::Sum(terms) => sum(out, terms),
        Node::Product(factors) => product(out, factors),
        Node::Quotient(u, v) => {
            out.push_str("\\frac{");
            write(out, u);
            out.push_str("}{");
            write(out, v);
            out.push('}');
        }
        Node::Power(base, exponent) => {
            let bare = tie(base) == Tie::Atom
                && !matches!(base.node(), Node::Apply(..) | Node::Slope(..) | Node::Prime(..));
            if bare {
                write(out, base);
            } else {
                fenced(out, base);
            }
            out.push_str("^{");
            write(out, exponent);
            out.push('}');
        }
        Node::Apply(function, arguments) => apply(out, *function, arguments),
        Node::Prime(function, order, u) => {
            out.push_str(&command(*function));
            out.extend(std::iter::repeat_n('\'', *order as usize));
            fenced(out, u);
        }
        Node::Slope(u, names) => {
            slope(out, u, names);
            fenced(out, u);
        }
        Node::Vector(parts) => matrix(out, parts.iter().map(std::slice::from_ref)),
        Node::Matrix(rows) => matrix(out, rows.iter().map(Vec::as_slice)),
        // What the author hid stays hidden.
        Node::Hole(_) => out.push_str("\\square"),
    }
}

fn number(out: &mut String, literal: &Literal) {
    if let Some(decimal) = decimal(literal) {
        return out.push_str(&decimal);
    }
    let value = &literal.value;
    if value.is_integer() {
        let _ = write!(out, "{value}");
    } else {
        let sign = if value.is_negative() { "-" } else { "" };
        let _ =
            write!(out, "{sign}\\frac{{{}}}{{{}}}", value.abs().numerator(), value.denominator());
    }
}

/// Writes `expr`, in brackets where it holds less tightly than `least`. A fraction has its bar.
fn at_least(out: &mut String, expr: &Expr, least: Tie) {
    let holds = match tie(expr) {
        Tie::Quotient => Tie::Power,
        tie => tie,
    };
    if holds < least { fenced(out, expr) } else { write(out, expr) }
}

fn fenced(out: &mut String, expr: &Expr) {
    out.push_str("\\left(");
    write(out, expr);
    out.push_str("\\right)");
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
        at_least(out, body, if minus { Tie::Product } else { Tie::Neg });
    }
}

/// A number stands directly before what is no number; a dot stands elsewhere.
fn product(out: &mut String, factors: &[Expr]) {
    for (index, factor) in factors.iter().enumerate() {
        if index > 0 {
            let joined = index == 1
                && tie(&factors[0]) == Tie::Atom
                && is_number(&factors[0])
                && !begins_with_digit(factor);
            out.push_str(if joined { " " } else { " \\cdot " });
        }
        at_least(out, factor, if index == 0 { Tie::Quotient } else { Tie::Power });
    }
}

fn is_number(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Number(_))
}

fn begins_with_digit(expr: &Expr) -> bool {
    match expr.node() {
        Node::Number(_) | Node::Quotient(..) | Node::Hole(_) => true,
        Node::Power(base, _) => begins_with_digit(base),
        _ => false,
    }
}

/// The functions whose LaTeX command is not their name, and those that have none.
const COMMANDS: &[(Function, &str)] = &[
    (Function::Asin, "\\arcsin"),
    (Function::Acos, "\\arccos"),
    (Function::Atan, "\\arctan"),
    (Function::Log10, "\\log_{10}"),
    (Function::Log2, "\\log_{2}"),
    (Function::Sigmoid, "\\sigma"),
    (Function::Asinh, "\\operatorname{arsinh}"),
    (Function::Acosh, "\\operatorname{arcosh}"),
    (Function::Atanh, "\\operatorname{artanh}"),
];

/// Functions that LaTeX knows by their own name.
const NATIVE: &[Function] = &[
    Function::Sin,
    Function::Cos,
    Function::Tan,
    Function::Sec,
    Function::Csc,
    Function::Cot,
    Function::Sinh,
    Function::Cosh,
    Function::Tanh,
    Function::Coth,
    Function::Exp,
    Function::Ln,
    Function::Min,
    Function::Max,
];

fn command(function: Function) -> String {
    match COMMANDS.iter().find(|(own, _)| *own == function) {
        Some((_, command)) => (*command).to_owned(),
        None if NATIVE.contains(&function) => format!("\\{}", function.name()),
        None => format!("\\operatorname{{{}}}", function.name()),
    }
}

fn apply(out: &mut String, function: Function, arguments: &[Expr]) {
    match (function, arguments) {
        (Function::Abs, [u]) => {
            out.push_str("\\left|");
            write(out, u);
            out.push_str("\\right|");
        }
        (Function::Sqrt, [u]) => root(out, "\\sqrt", u),
        (Function::Cbrt, [u]) => root(out, "\\sqrt[3]", u),
        (Function::Root, [u, n]) => root(out, &format!("\\sqrt[{}]", latex(n)), u),
        (Function::Log, [u, base]) => {
            let _ = write!(out, "\\log_{{{}}}", latex(base));
            fenced(out, u);
        }
        _ => {
            out.push_str(&command(function));
            out.push_str("\\left(");
            for (index, argument) in arguments.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write(out, argument);
            }
            out.push_str("\\right)");
        }
    }
}

fn root(out: &mut String, sign: &str, u: &Expr) {
    out.push_str(sign);
    out.push('{');
    write(out, u);
    out.push('}');
}

fn slope(out: &mut String, of: &Expr, names: &[Name]) {
    let several = of.names().iter().any(|other| names.iter().any(|own| own != other));
    let d = if several { "\\partial " } else { "d" };
    let order = if names.len() > 1 { format!("^{{{}}}", names.len()) } else { String::new() };
    let _ = write!(out, "\\frac{{{}{order}}}{{", d.trim_end());
    match names {
        [first, ..] if names.iter().all(|other| other == first) => {
            let _ = write!(out, "{d}{}{order}", name(first));
        }
        _ => {
            for (index, own) in names.iter().rev().enumerate() {
                let gap = if index > 0 { " " } else { "" };
                let _ = write!(out, "{gap}{d}{}", name(own));
            }
        }
    }
    out.push('}');
}

fn matrix<'a>(out: &mut String, rows: impl Iterator<Item = &'a [Expr]>) {
    out.push_str("\\begin{pmatrix}");
    for (index, row) in rows.enumerate() {
        out.push_str(if index > 0 { " \\\\ " } else { " " });
        for (col, cell) in row.iter().enumerate() {
            if col > 0 {
                out.push_str(" & ");
            }
            write(out, cell);
        }
    }
    out.push_str(" \\end{pmatrix}");
}

/// A name in LaTeX: `\alpha`, `w_{1}`, `\mathrm{rate}`.
fn name(own: &Name) -> String {
    let (base, sub) = own.as_str().split_once('_').unwrap_or((own.as_str(), ""));
    let base = match greek_word(base) {
        Some(word) => format!("\\{word}"),
        None if base.chars().nth(1).is_some() => format!("\\mathrm{{{base}}}"),
        None => base.to_owned(),
    };
    if sub.is_empty() { base } else { format!("{base}_{{{sub}}}") }
}
