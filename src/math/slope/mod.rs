//! What is the slope of this expression?
//!
//! Every derivative is exact and in textbook form. Work is bounded by fuel: where it runs out, or
//! beyond twenty differentiations, the derivative stays unevaluated as `d/dx(…)`, so that no input
//! makes a result grow without end.

mod carry;
mod derivation;
mod limit;
mod neat;
mod polish;
mod shape;
mod steps;
mod weigh;

use std::cell::Cell;

use super::tidy::{show, tidy};
use super::{Expr, Function, Name, Node};
use carry::Carry;
pub use derivation::{Derivation, derivation};
pub use limit::{limit, simplified_quotient};
pub use steps::{Step, steps};

/// How often one expression is differentiated at most.
pub const LARGEST_ORDER: usize = 20;
/// Factors that one call may write.
const FUEL: u32 = 200_000;
/// Nodes beyond which a result is not differentiated again.
const LARGEST: usize = 20_000;

/// The derivative by one variable, in textbook form.
pub fn derivative(of: &Expr, by: &Name) -> Expr {
    nth_derivative(of, std::slice::from_ref(by))
}

/// The derivative by each variable in turn, in textbook form: `[x, x]` is the second by x.
pub fn nth_derivative(of: &Expr, by: &[Name]) -> Expr {
    let fuel = Cell::new(FUEL);
    let of = carry_with(of, &fuel);
    differentiated(&of, by, &fuel)
}

/// The partial derivatives by each variable.
pub fn gradient(of: &Expr, vars: &[Name]) -> Vec<Expr> {
    vars.iter().map(|by| derivative(of, by)).collect()
}

/// The second partial derivatives: row i, column j is by variable i, then by variable j.
pub fn hessian(of: &Expr, vars: &[Name]) -> Vec<Vec<Expr>> {
    let firsts = gradient(of, vars);
    firsts.iter().map(|first| gradient(first, vars)).collect()
}

/// The first partial derivatives of each component: row i belongs to component i.
pub fn jacobian(of: &[Expr], vars: &[Name]) -> Vec<Vec<Expr>> {
    of.iter().map(|component| gradient(component, vars)).collect()
}

/// The expression with every `d/dx(…)` and `f'` inside carried out.
pub fn carry_out(expr: &Expr) -> Expr {
    carry_with(expr, &Cell::new(FUEL))
}

fn differentiated(of: &Expr, by: &[Name], fuel: &Cell<u32>) -> Expr {
    let unevaluated = || Node::Slope(of.clone(), by.to_vec()).into();
    if by.len() > LARGEST_ORDER {
        return unevaluated();
    }
    let mut result = of.clone();
    for (done, name) in by.iter().enumerate() {
        if done > 0 && result.size() > LARGEST {
            return unevaluated();
        }
        result = match once(&result, name, fuel) {
            Some(next) => next,
            None => return unevaluated(),
        };
    }
    if by.is_empty() { tidy(&result) } else { result }
}

fn once(of: &Expr, by: &Name, fuel: &Cell<u32>) -> Option<Expr> {
    match of.node() {
        Node::Vector(parts) => {
            let parts: Option<Vec<Expr>> = parts.iter().map(|part| once(part, by, fuel)).collect();
            Some(Node::Vector(parts?).into())
        }
        Node::Matrix(rows) => {
            let rows: Option<Vec<Vec<Expr>>> = rows
                .iter()
                .map(|row| row.iter().map(|part| once(part, by, fuel)).collect())
                .collect();
            Some(Node::Matrix(rows?).into())
        }
        _ => Some(show::sum(&Carry::new(by, fuel).terms(of)?)),
    }
}

fn carry_with(expr: &Expr, fuel: &Cell<u32>) -> Expr {
    if !has_slope(expr) {
        return expr.clone();
    }
    let inside = |u: &Expr| carry_with(u, fuel);
    let list = |parts: &[Expr]| parts.iter().map(inside).collect::<Vec<_>>();
    match expr.node() {
        Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Hole(None) => expr.clone(),
        Node::Neg(u) => Node::Neg(inside(u)).into(),
        Node::Sum(parts) => Node::Sum(list(parts)).into(),
        Node::Product(parts) => Node::Product(list(parts)).into(),
        Node::Quotient(u, v) => Node::Quotient(inside(u), inside(v)).into(),
        Node::Power(u, v) => Node::Power(inside(u), inside(v)).into(),
        Node::Apply(function, arguments) => Node::Apply(*function, list(arguments)).into(),
        Node::Vector(parts) => Node::Vector(list(parts)).into(),
        Node::Matrix(rows) => Node::Matrix(rows.iter().map(|row| list(row)).collect()).into(),
        Node::Hole(Some(u)) => Node::Hole(Some(inside(u))).into(),
        Node::Slope(u, names) => differentiated(&inside(u), names, fuel),
        Node::Prime(function, times, u) => prime(*function, *times, &inside(u), fuel),
    }
}

/// The derivative of a function itself, `times` times, at `u`.
fn prime(function: Function, times: u32, u: &Expr, fuel: &Cell<u32>) -> Expr {
    let unevaluated = || Node::Prime(function, times, u.clone()).into();
    let count = usize::try_from(times).unwrap_or(usize::MAX);
    if count > LARGEST_ORDER {
        return unevaluated();
    }
    // No typed name holds a space, so this one is free.
    let hidden = Name::new("the argument");
    let plain = Expr::apply(function, Expr::name(&hidden));
    let slope = differentiated(&plain, &vec![hidden.clone(); count], fuel);
    if has_slope(&slope) {
        return unevaluated();
    }
    super::substitute::substitute(&slope, &[(hidden, u.clone())])
}

fn has_slope(expr: &Expr) -> bool {
    match expr.node() {
        Node::Slope(..) | Node::Prime(..) => true,
        Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Hole(None) => false,
        Node::Neg(u) | Node::Hole(Some(u)) => has_slope(u),
        Node::Quotient(u, v) | Node::Power(u, v) => has_slope(u) || has_slope(v),
        Node::Sum(parts) | Node::Product(parts) | Node::Vector(parts) | Node::Apply(_, parts) => {
            parts.iter().any(has_slope)
        }
        Node::Matrix(rows) => rows.iter().flatten().any(has_slope),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::print::line;
    use crate::math::read::{Syntax, read};

    fn x() -> Expr {
        Expr::name(&Name::new("x"))
    }

    fn square(u: Expr) -> Expr {
        Node::Power(u, Expr::integer(2)).into()
    }

    #[test]
    fn the_slope_of_a_product_has_two_terms() {
        let sine = Expr::apply(Function::Sin, x());
        let cosine = Expr::apply(Function::Cos, x());
        let product = Node::Product(vec![square(x()), sine.clone()]).into();
        let first = Node::Product(vec![Expr::integer(2), x(), sine]).into();
        let second = Node::Product(vec![square(x()), cosine]).into();
        assert_eq!(derivative(&product, &Name::new("x")), Node::Sum(vec![first, second]).into());
    }

    #[test]
    fn an_unevaluated_derivative_is_carried_out() {
        let slope = Node::Slope(square(x()), vec![Name::new("x")]).into();
        assert_eq!(carry_out(&slope), Node::Product(vec![Expr::integer(2), x()]).into());
    }

    fn by_x(text: &str) -> String {
        let of = read(text, &Syntax::default()).expect("the test's line is readable").expr;
        line(&derivative(&of, &Name::new("x")))
    }

    #[test]
    fn a_list_among_factors_has_the_slopes_of_its_parts() {
        assert_eq!(by_x("x*[x, x^2]"), "(x, x²) + x·(1, 2x)");
        assert_eq!(by_x("[[x, 1], [2, x]]*x"), "[[x, 1], [2, x]] + x·[[1, 0], [0, 1]]");
        assert_eq!(by_x("sin(x*[x, 2])"), "cos(x·(x, 2))·((x, 2) + x·(1, 0))");
    }

    #[test]
    fn derivatives_read_as_a_textbook_prints_them() {
        for (of, slope) in [
            ("x^3*sin(x)", "3x²·sin x + x³·cos x"),
            ("4 - x^2 + 3x", "3 − 2x"),
            ("6/x^3", "−18/x⁴"),
            ("x^(2/3)", "2/(3·∛x)"),
            ("e^(2x)/x", "e²ˣ·(2x − 1) / x²"),
            ("ln(x)/x^2", "(1 − 2·ln x) / x³"),
            ("x^2/(x+1)", "x·(x + 2) / (x + 1)²"),
            ("sqrt(x^2 + 4x)", "(x + 2) / √(x² + 4x)"),
            ("atan(x/4)", "4/(x² + 16)"),
            ("ln(|x|)", "1/x"),
            ("x*|x|", "2·|x|"),
            ("0.5*x^3", "1.5x²"),
            ("x*e^x", "eˣ·(x + 1)"),
            ("(x+1)^5*x", "(x + 1)⁴·(6x + 1)"),
            ("x^x", "xˣ·(ln x + 1)"),
            ("sin(x)/(1+cos(x))", "1/(1 + cos x)"),
            ("ln(x + sqrt(x^2+1))", "1/√(x² + 1)"),
            ("sec(x)", "sec x·tan x"),
            ("|3x|", "3x / |x|"),
            ("e^(e^x)", "eˣ·e^(eˣ)"),
        ] {
            assert_eq!(by_x(of), slope, "{of}");
        }
    }

    #[test]
    fn towers_and_nests_take_no_more_than_their_size() {
        let tower = format!("{}x", "x^".repeat(60));
        let nest = format!("{}1{}", "sqrt(x + ".repeat(40), ")".repeat(40));
        let extremes = format!("{}y{}", "min(x, max(".repeat(20), ", y))".repeat(20));
        for text in [tower, nest, extremes] {
            assert!(by_x(&text).chars().count() > 100);
        }
    }

    #[test]
    fn a_derivative_that_would_outgrow_its_fuel_stays_unevaluated() {
        let tower = Node::Power(x(), x()).into();
        let slope = nth_derivative(&tower, &vec![Name::new("x"); 40]);
        assert!(matches!(slope.node(), Node::Slope(..)));
    }
}
