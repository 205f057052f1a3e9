//! An expression with pieces exchanged, everything else as written.

use crate::math::{Expr, Name, Node};

/// The same node over other operands.
pub(crate) fn rebuilt(expr: &Expr, go: &dyn Fn(&Expr) -> Expr) -> Expr {
    let list = |parts: &[Expr]| parts.iter().map(go).collect::<Vec<_>>();
    match expr.node() {
        Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Hole(None) => expr.clone(),
        Node::Neg(u) => Node::Neg(go(u)).into(),
        Node::Sum(terms) => Node::Sum(list(terms)).into(),
        Node::Product(factors) => Node::Product(list(factors)).into(),
        Node::Quotient(u, v) => Node::Quotient(go(u), go(v)).into(),
        Node::Power(u, v) => Node::Power(go(u), go(v)).into(),
        Node::Apply(function, arguments) => Node::Apply(*function, list(arguments)).into(),
        Node::Prime(function, order, u) => Node::Prime(*function, *order, go(u)).into(),
        Node::Slope(u, names) => Node::Slope(go(u), names.clone()).into(),
        Node::Vector(parts) => Node::Vector(list(parts)).into(),
        Node::Matrix(rows) => Node::Matrix(rows.iter().map(|row| list(row)).collect()).into(),
        Node::Hole(Some(u)) => Node::Hole(Some(go(u))).into(),
    }
}

/// The expression with a variable exchanged.
pub(crate) fn replaced(expr: &Expr, name: &Name, by: &Expr) -> Expr {
    match expr.node() {
        Node::Name(own) if own == name => by.clone(),
        _ => rebuilt(expr, &|u| replaced(u, name, by)),
    }
}

/// The expression with defined names written out, except those that are differentiated by.
///
/// `d/da(L)` stops at `a`, `d/dw(L)` goes through everything that `w` is in. The definitions have
/// no cycle. `None` where the result would have more nodes than the fuel allows.
pub(crate) fn expanded(
    expr: &Expr,
    define: &[(Name, Expr)],
    stop: &[Name],
    fuel: &mut usize,
) -> Option<Expr> {
    *fuel = fuel.checked_sub(1)?;
    match expr.node() {
        Node::Name(name) if !stop.contains(name) => {
            match define.iter().find(|(own, _)| own == name) {
                Some((_, meaning)) => expanded(meaning, define, stop, fuel),
                None => Some(expr.clone()),
            }
        }
        Node::Slope(u, names) => {
            let stop: Vec<Name> = stop.iter().chain(names).cloned().collect();
            Some(Node::Slope(expanded(u, define, &stop, fuel)?, names.clone()).into())
        }
        _ => {
            let fuel = std::cell::RefCell::new(fuel);
            let spent = std::cell::Cell::new(false);
            let result = rebuilt(expr, &|u| {
                expanded(u, define, stop, &mut fuel.borrow_mut()).unwrap_or_else(|| {
                    spent.set(true);
                    u.clone()
                })
            });
            (!spent.get()).then_some(result)
        }
    }
}

/// The names that need a value: those that occur, and those that are differentiated by.
pub(crate) fn free_names(expr: &Expr) -> Vec<Name> {
    let mut found = expr.names();
    collect_slopes(expr, &mut found);
    found.sort();
    found.dedup();
    found
}

fn collect_slopes(expr: &Expr, found: &mut Vec<Name>) {
    if let Node::Slope(_, names) = expr.node() {
        found.extend(names.iter().cloned());
    }
    for child in expr.children() {
        collect_slopes(child, found);
    }
}
