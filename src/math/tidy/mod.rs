//! An expression as a textbook prints it.
//!
//! Terms by falling degree, like terms and factors collected, no negative power where a fraction is
//! meant, roots where an exponent is one over a whole number. Brackets are never multiplied out.
//! The value is kept wherever the expression had one; where a cancelled factor was 0 the tidy form
//! may have a value that the other had not.

mod already;
pub(in crate::math) mod order;
mod radical;
pub(in crate::math) mod show;
pub(in crate::math) mod sum;
pub(in crate::math) mod take;
pub(in crate::math) mod term;

use crate::math::{Expr, Node};

/// The expression in textbook form. Tidying twice changes nothing more.
pub fn tidy(expr: &Expr) -> Expr {
    if expr.is_known_tidy() { expr.clone() } else { tidied(expr).remember_tidy() }
}

fn tidied(expr: &Expr) -> Expr {
    match expr.node() {
        Node::Number(literal) => {
            if literal.value.is_negative() || !literal.value.is_integer() && literal.places == 0 {
                show::number(&literal.value)
            } else {
                expr.clone()
            }
        }
        Node::Constant(_) | Node::Name(_) | Node::Hole(_) => expr.clone(),
        Node::Apply(function, arguments) if !take::is_power(*function, arguments) => {
            match take::apply(*function, arguments, expr) {
                take::Applied::Atom(tidied) | take::Applied::Folded(tidied) => tidied,
                take::Applied::Scaled(..) => show::sum(&take::terms(expr)),
            }
        }
        Node::Prime(function, times, u) => Node::Prime(*function, *times, tidy(u)).into(),
        Node::Slope(u, names) => Node::Slope(tidy(u), names.clone()).into(),
        Node::Vector(parts) => Node::Vector(parts.iter().map(tidy).collect()).into(),
        Node::Matrix(rows) => {
            Node::Matrix(rows.iter().map(|row| row.iter().map(tidy).collect()).collect()).into()
        }
        Node::Neg(_)
        | Node::Sum(_)
        | Node::Product(_)
        | Node::Quotient(..)
        | Node::Power(..)
        | Node::Apply(..) => {
            if already::is_tidy(expr) {
                return expr.clone();
            }
            let tidied = show::sum(&take::terms(expr));
            // Keeps the shared node, so that equal parts stay one node.
            if tidied == *expr { expr.clone() } else { tidied }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::{Function, Name};

    fn x() -> Expr {
        Expr::name(&Name::new("x"))
    }

    fn power(base: Expr, exponent: i64) -> Expr {
        Node::Power(base, show::number(&crate::math::Number::integer(exponent))).into()
    }

    #[test]
    fn like_terms_are_added_up() {
        let sum = Node::Sum(vec![x(), Node::Product(vec![Expr::integer(2), x()]).into()]).into();
        assert_eq!(tidy(&sum), Node::Product(vec![Expr::integer(3), x()]).into());
    }

    #[test]
    fn a_negative_power_becomes_a_fraction() {
        let third = Node::Product(vec![Expr::integer(6), power(x(), -3)]).into();
        assert_eq!(tidy(&third), Node::Quotient(Expr::integer(6), power(x(), 3)).into());
    }

    #[test]
    fn the_root_of_a_square_is_the_absolute_value() {
        let root = Expr::apply(Function::Sqrt, power(x(), 2));
        assert_eq!(tidy(&root), Expr::apply(Function::Abs, x()));
    }
}
