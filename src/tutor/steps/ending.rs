//! Which line of the working is the student's own?

use crate::math::{Constant, Expr, Function, Node, Number};

use super::Step;

/// How the working ends: `Yours is the third line.` `None` where the answer is in another form.
pub fn ending(steps: &[Step], answer: &Expr) -> Option<String> {
    let own = form(answer);
    let lines: Vec<&Expr> = steps.iter().filter_map(|step| step.expr.as_ref()).collect();
    let place = lines.iter().rposition(|line| form(line) == own)?;
    if place + 1 == lines.len() {
        return Some("Yours is the last line.".to_owned());
    }
    Some(format!("Yours is the {} line.", crate::text::ordinal(place + 1)))
}

/// The expression with the order of terms and factors put aside, and nothing else: what looks the
/// same to a reader is the same form.
fn form(expr: &Expr) -> Expr {
    let list = |parts: &[Expr]| parts.iter().map(form).collect::<Vec<_>>();
    match expr.node() {
        Node::Sum(parts) => {
            let mut terms = Vec::new();
            for part in list(parts) {
                flatten_sum(&part, false, &mut terms);
            }
            sorted(terms, Node::Sum)
        }
        Node::Product(parts) => product(&list(parts)),
        Node::Neg(u) => negative(form(u)),
        Node::Quotient(u, v) => {
            let (u, v) = (form(u), form(v));
            match u.node() {
                Node::Neg(inner) => negative(Node::Quotient(inner.clone(), v).into()),
                _ => Node::Quotient(u, v).into(),
            }
        }
        Node::Power(u, v) => {
            if v.as_number().is_some_and(Number::is_one) {
                form(u)
            } else {
                Node::Power(form(u), form(v)).into()
            }
        }
        Node::Apply(Function::Exp, arguments) if arguments.len() == 1 => {
            Node::Power(Node::Constant(Constant::E).into(), form(&arguments[0])).into()
        }
        Node::Apply(function, arguments) => Node::Apply(*function, list(arguments)).into(),
        Node::Number(literal) => Expr::number(literal.value.clone()),
        Node::Prime(function, times, u) => Node::Prime(*function, *times, form(u)).into(),
        Node::Slope(u, names) => Node::Slope(form(u), names.clone()).into(),
        Node::Vector(parts) => Node::Vector(list(parts)).into(),
        Node::Matrix(rows) => Node::Matrix(rows.iter().map(|row| list(row)).collect()).into(),
        Node::Constant(_) | Node::Name(_) | Node::Hole(_) => expr.clone(),
    }
}

fn negative(u: Expr) -> Expr {
    match u.node() {
        Node::Neg(inner) => inner.clone(),
        _ => Node::Neg(u).into(),
    }
}

fn flatten_sum(part: &Expr, minus: bool, terms: &mut Vec<Expr>) {
    match part.node() {
        Node::Sum(inner) => inner.iter().for_each(|term| flatten_sum(term, minus, terms)),
        Node::Neg(u) => flatten_sum(u, !minus, terms),
        _ => terms.push(if minus { negative(part.clone()) } else { part.clone() }),
    }
}

fn product(parts: &[Expr]) -> Expr {
    let mut minus = false;
    let mut factors = Vec::new();
    for part in parts {
        take(part, &mut minus, &mut factors);
    }
    let positive = sorted(factors, Node::Product);
    if minus { negative(positive) } else { positive }
}

fn take(part: &Expr, minus: &mut bool, factors: &mut Vec<Expr>) {
    match part.node() {
        Node::Product(inner) => inner.iter().for_each(|factor| take(factor, minus, factors)),
        Node::Neg(u) => {
            *minus = !*minus;
            take(u, minus, factors);
        }
        Node::Number(literal) if literal.value.is_negative() => {
            *minus = !*minus;
            factors.push(Expr::number(literal.value.neg()));
        }
        _ => factors.push(part.clone()),
    }
}

fn sorted(mut parts: Vec<Expr>, node: fn(Vec<Expr>) -> Node) -> Expr {
    parts.sort_by_cached_key(|part| format!("{part:?}"));
    match parts.as_slice() {
        [only] => only.clone(),
        _ => node(parts).into(),
    }
}
