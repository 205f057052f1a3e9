//! Does a derivation show this rule at work?
//!
//! A rule shows where a line leaves open what the rule took apart (`d/dx(x²)` beside `sin(3x)`:
//! the product rule has been used), where a line leaves open just the node that the rule is for
//! (`d/dx(sin(3x))`, worked out in the next), or where a line before the last has its shape with
//! everything carried out. The last line alone shows the result and not the way.

use crate::math::rules::{self, Rule};
use crate::math::slope::{Derivation, carry_out, derivation, derivative};
use crate::math::{Expr, Name, Node};
use crate::tutor::mark::is_same;

/// Titles of the rules asked for that no line shows.
pub(super) fn missing(
    must_use: &[String],
    of: &Expr,
    by: &Name,
    lines: &[Expr],
) -> Vec<&'static str> {
    let whole = derivation(of, by);
    let mut found = Vec::new();
    for rule in must_use.iter().filter_map(|name| named(name)) {
        let mut nodes = Vec::new();
        collect(&whole, rule, &mut nodes);
        // What the function does not need cannot be asked of its derivation.
        if !nodes.is_empty() && !nodes.iter().any(|node| is_shown(node, &whole, lines)) {
            found.push(rule.title.trim_start_matches("the "));
        }
    }
    found
}

fn named(name: &str) -> Option<&'static Rule> {
    let functions = rules::DERIVATIVES.iter().map(|entry| &entry.rule);
    rules::RULES.iter().chain(functions).find(|rule| rule.name == name)
}

/// The nodes of the derivation where a rule is used; the derivative of a function is there within
/// its chain rule, too.
fn collect<'a>(node: &'a Derivation, rule: &Rule, found: &mut Vec<&'a Derivation>) {
    let inner = match node.of.node() {
        Node::Apply(function, _) => rules::derivative_of(*function).map(|entry| entry.rule),
        Node::Power(base, _) if base.mentions(&node.by) => Some(rules::POWER),
        _ => None,
    };
    let is_inner = *node.rule == rules::CHAIN && inner.is_some_and(|inner| inner == *rule);
    if *node.rule == *rule || is_inner {
        found.push(node);
    }
    node.parts.iter().for_each(|part| collect(part, rule, found));
}

fn is_shown(node: &Derivation, whole: &Derivation, lines: &[Expr]) -> bool {
    let before_last = &lines[..lines.len().saturating_sub(1)];
    lines.iter().any(|line| takes_apart(line, node))
        || before_last.iter().any(|line| isolates(line, node, whole) || has_shape(line, node))
}

/// Is the slope of a piece of the node left open in the line?
fn takes_apart(line: &Expr, node: &Derivation) -> bool {
    let is_piece = |open: &Expr| match node.of.node() {
        Node::Product(factors) => is_some_of(open, factors),
        _ => node.parts.iter().any(|part| part.of.mentions(&node.by) && is_same(open, &part.of)),
    };
    let is_open = |expr: &Expr| matches!(expr.node(), Node::Slope(open, _) if is_piece(open));
    if *node.rule == rules::QUOTIENT {
        // `u'·(1/v) + u·(1/v)'` leaves the same pieces open by the product rule.
        return any(line, &|expr| match expr.node() {
            Node::Quotient(above, _) => terms(above).len() > 1 && any(above, &is_open),
            _ => false,
        });
    }
    any(line, &|expr| match expr.node() {
        Node::Slope(..) => is_open(expr),
        // `sin'(3x)` leaves the outer slope open.
        Node::Prime(_, _, inside) => {
            *node.rule == rules::CHAIN && node.parts.iter().any(|part| is_same(inside, &part.of))
        }
        _ => false,
    })
}

/// Is this the product of some of the factors, and not of all?
fn is_some_of(open: &Expr, factors: &[Expr]) -> bool {
    let pieces = match open.node() {
        Node::Product(pieces) => pieces.clone(),
        _ => vec![open.clone()],
    };
    pieces.len() < factors.len()
        && pieces.iter().all(|piece| factors.iter().any(|factor| is_same(piece, factor)))
}

/// Is the slope of just this node left open? The whole function's slope is where everybody begins.
fn isolates(line: &Expr, node: &Derivation, whole: &Derivation) -> bool {
    !std::ptr::eq(node, whole)
        && any(line, &|expr| match expr.node() {
            Node::Slope(open, _) => is_same(open, &node.of),
            _ => false,
        })
}

/// Has the line the shape that the rule gives, with its slopes carried out?
fn has_shape(line: &Expr, node: &Derivation) -> bool {
    let by = &node.by;
    match node.of.node() {
        Node::Product(_) if *node.rule == rules::PRODUCT => {
            let written = terms(&node.written);
            any(line, &|expr| has_terms(&terms(expr), &written))
        }
        Node::Quotient(_, below) if *node.rule == rules::QUOTIENT => {
            let Node::Quotient(above, _) = node.written.node() else { return false };
            let written = terms(above);
            any(line, &|expr| match expr.node() {
                Node::Quotient(u, v) => {
                    v.mentions(by) == below.mentions(by) && has_terms(&terms(u), &written)
                }
                _ => false,
            })
        }
        _ if *node.rule == rules::CHAIN => {
            let Some(inside) = node.parts.first() else { return false };
            let slope = derivative(&inside.of, by);
            any(line, &|expr| match expr.node() {
                Node::Product(factors) => {
                    has_product(factors, &slope)
                        && factors.iter().any(|factor| contains(factor, &inside.of))
                }
                _ => false,
            })
        }
        // A simpler rule is at work wherever the way has more than one line.
        _ => true,
    }
}

fn terms(expr: &Expr) -> Vec<Expr> {
    match expr.node() {
        Node::Sum(terms) => terms.clone(),
        _ => vec![expr.clone()],
    }
}

/// Are the terms of the rule among those of the line, each times the same?
fn has_terms(own: &[Expr], written: &[Expr]) -> bool {
    const MOST: usize = 8;
    let (Some(first), true) = (written.first(), written.len() > 1) else { return false };
    if own.len() < written.len() || own.len() > MOST {
        return false;
    }
    let in_scale = |own: (&Expr, &Expr), rule: (&Expr, &Expr)| {
        is_same(&times(own.0, rule.1), &times(own.1, rule.0))
    };
    own.iter().any(|lead| {
        written[1..].iter().all(|term| {
            own.iter()
                .any(|other| !std::ptr::eq(other, lead) && in_scale((lead, other), (first, term)))
        })
    })
}

/// Is the product of some of the factors this?
fn has_product(factors: &[Expr], wanted: &Expr) -> bool {
    const MOST: usize = 7;
    let count = factors.len().min(MOST);
    (1_u32..1 << count).any(|chosen| {
        let some: Vec<Expr> =
            (0..count).filter(|at| chosen >> at & 1 == 1).map(|at| factors[at].clone()).collect();
        is_same(&Node::Product(some).into(), wanted)
    })
}

fn times(a: &Expr, b: &Expr) -> Expr {
    Node::Product(vec![carry_out(a), carry_out(b)]).into()
}

fn contains(expr: &Expr, part: &Expr) -> bool {
    any(expr, &|own| own.size() == part.size() && is_same(own, part))
}

fn any(expr: &Expr, is: &dyn Fn(&Expr) -> bool) -> bool {
    is(expr) || expr.children().into_iter().any(|child| any(child, is))
}
