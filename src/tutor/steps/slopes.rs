//! Working with several slopes: partials, gradients, Hessians, directions.

use crate::math::{
    Expr, Name, Node, derivative, gradient as gradient_of, nth_derivative, print, tidy,
};
use crate::pack::{Coordinate, Direction};
use crate::text;

use super::{Step, derivation_rows, double, letter, place, put_in, value_row, vector};

/// `∂f/∂x`, `∂²f/∂x∂y`.
pub(super) fn partial_sign(by: &[Name]) -> String {
    let below: Vec<String> = by.iter().map(|name| format!("∂{}", letter(name))).collect();
    match by {
        [_] => format!("∂f/{}", below.concat()),
        [first, second] if first == second => format!("∂²f/∂{}²", letter(first)),
        _ => {
            let order: String = by.len().to_string().chars().map(raised).collect();
            // The last differentiation stands first below the line.
            let below: Vec<String> = below.into_iter().rev().collect();
            format!("∂{order}f/{}", below.concat())
        }
    }
}

fn raised(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}

/// What counts as a number while one variable moves.
fn held_still(of: &Expr, by: &Name) -> Option<String> {
    let others: Vec<String> = of.names().iter().filter(|name| *name != by).map(letter).collect();
    match others.len() {
        0 => None,
        1 => Some(format!("Only {} moves; {} counts as a number.", letter(by), others[0])),
        _ => Some(format!("Only {} moves; {} count as numbers.", letter(by), text::list(&others))),
    }
}

pub(super) fn partial(of: &Expr, by: &[Name]) -> Vec<Step> {
    let mut rows = Vec::new();
    let mut so_far = of.clone();
    for (done, name) in by.iter().enumerate() {
        rows.extend(held_still(&so_far, name).map(Step::sentence));
        rows.extend(derivation_rows(&partial_sign(&by[..=done]), &so_far, name));
        so_far = derivative(&so_far, name);
    }
    rows
}

pub(super) fn gradient(of: &Expr, vars: &[Name], at: Option<&[Coordinate]>) -> Vec<Step> {
    let mut rows = Vec::new();
    for by in vars {
        rows.extend(partial(of, std::slice::from_ref(by)));
    }
    let slopes = gradient_of(of, vars);
    rows.push(Step::equation("∇f", vector(slopes.clone()), "one slope for each variable"));
    if let Some(at) = at {
        rows.push(gradient_at(&slopes, vars, at));
    }
    rows
}

fn gradient_at(slopes: &[Expr], vars: &[Name], at: &[Coordinate]) -> Step {
    let values = slopes.iter().map(|slope| put_in(slope, vars, at)).collect();
    Step::equation("", vector(values), &format!("at {}", place(vars, at)))
}

pub(super) fn hessian(of: &Expr, vars: &[Name], at: Option<&[Coordinate]>) -> Vec<Step> {
    let mut rows = Vec::new();
    let firsts = gradient_of(of, vars);
    for (first, by) in firsts.iter().zip(vars) {
        rows.push(Step::equation(
            &partial_sign(std::slice::from_ref(by)),
            first.clone(),
            "first slope",
        ));
    }
    for (row, first) in vars.iter().enumerate() {
        for second in &vars[row..] {
            let by = [first.clone(), second.clone()];
            let note = if first == second { "" } else { "both orders give this" };
            let slope = nth_derivative(of, &by);
            rows.push(Step::equation(&partial_sign(&by), slope, note));
        }
    }
    let matrix = crate::math::hessian(of, vars);
    rows.push(Step::equation(
        "H",
        Node::Matrix(matrix.clone()).into(),
        "rows and columns by variable",
    ));
    if let Some(at) = at {
        let values = matrix
            .iter()
            .map(|row| row.iter().map(|entry| put_in(entry, vars, at)).collect())
            .collect();
        rows.push(Step::equation(
            "",
            Node::Matrix(values).into(),
            &format!("at {}", place(vars, at)),
        ));
    }
    rows
}

pub(super) fn directional(
    of: &Expr,
    vars: &[Name],
    at: &[Coordinate],
    along: &[Coordinate],
    (normalise, digits): (bool, Option<u32>),
) -> Vec<Step> {
    let slopes = gradient_of(of, vars);
    let here: Vec<Expr> = slopes.iter().map(|slope| put_in(slope, vars, at)).collect();
    let direction: Vec<Expr> = along.iter().map(|one| one.expr().clone()).collect();
    let mut rows = vec![
        Step::equation("∇f", vector(slopes), "one slope for each variable"),
        Step::equation("", vector(here.clone()), &format!("at {}", place(vars, at))),
    ];
    let dot = Node::Sum(
        here.iter()
            .zip(&direction)
            .map(|(slope, part)| Node::Product(vec![slope.clone(), part.clone()]).into())
            .collect(),
    );
    let mut slope = tidy(&dot.into());
    if normalise {
        let squares =
            direction.iter().map(|part| Expr::from(Node::Power(part.clone(), Expr::integer(2))));
        let length =
            tidy(&Expr::apply(crate::math::Function::Sqrt, Node::Sum(squares.collect()).into()));
        rows.push(Step::equation("‖v‖", length.clone(), "the length of the direction"));
        rows.push(Step::equation("∇f·v", slope.clone(), "component by component, added up"));
        slope = tidy(&Node::Quotient(slope, length).into());
        rows.extend(value_row("slope", slope, "divided by the length", digits));
    } else {
        rows.extend(value_row("∇f·v", slope, "component by component, added up", digits));
    }
    rows
}

pub(super) fn arrow(
    of: &Expr,
    vars: &[Name; 2],
    at: &[Coordinate; 2],
    show: Direction,
) -> Vec<Step> {
    let slopes = gradient_of(of, vars);
    let here: Vec<Expr> = slopes.iter().map(|slope| put_in(slope, vars, at)).collect();
    let (x, y) = (double(&here[0]), double(&here[1]));
    let mut rows = vec![
        Step::equation("∇f", vector(slopes), "one slope for each variable"),
        Step::equation("", vector(here.clone()), &format!("at {}", place(vars, at))),
    ];
    let opposite = |part: &Expr| tidy(&Node::Neg(part.clone()).into());
    if x == 0.0 && y == 0.0 {
        rows.push(Step::sentence("The gradient is zero here: no direction is steepest."));
        return rows;
    }
    let (arrow, words) = match show {
        Direction::Ascent => (here, "the gradient points steepest uphill"),
        Direction::Descent => {
            (here.iter().map(opposite).collect(), "downhill is against the gradient")
        }
        Direction::Contour => {
            (vec![opposite(&here[1]), here[0].clone()], "the contour is at a right angle to it")
        }
    };
    rows.push(Step::equation("arrow", vector(arrow), words));
    rows
}

/// The slope as a line, for sentences.
pub(super) fn shown(expr: &Expr) -> String {
    print::line(expr)
}
