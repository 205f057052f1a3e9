//! The same or not, on expressions made by hand.

use super::{Domain, Verdict, same};
use crate::math::{Expr, Function, Name, Node, Number};

fn x() -> Expr {
    Expr::name(&Name::new("x"))
}

fn n(value: i64) -> Expr {
    Expr::integer(value)
}

fn sum(u: Expr, v: Expr) -> Expr {
    Node::Sum(vec![u, v]).into()
}

fn power(u: Expr, v: Expr) -> Expr {
    Node::Power(u, v).into()
}

fn is_right(a: &Expr, b: &Expr) -> bool {
    matches!(same(a, b).verdict, Verdict::Right(_))
}

#[test]
fn a_square_is_its_product() {
    let product: Expr = Node::Product(vec![x(), x()]).into();
    assert!(is_right(&product, &power(x(), n(2))));
}

#[test]
fn a_wrong_answer_has_a_witness_in_nice_numbers() {
    match same(&power(x(), n(2)), &power(x(), n(3))).verdict {
        Verdict::Wrong(Some(witness)) => {
            assert_eq!(witness.at[0].1, Number::integer(2));
            assert_eq!((witness.answer, witness.expected), (4.0, 8.0));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn squares_of_sine_and_cosine_make_one() {
    let square = |f| power(Expr::apply(f, x()), n(2));
    assert!(is_right(&sum(square(Function::Sin), square(Function::Cos)), &n(1)));
}

#[test]
fn a_break_far_away_is_found() {
    let shifted = |by| sum(Expr::apply(Function::Abs, sum(x(), n(by))), n(-by));
    assert!(matches!(same(&shifted(100), &shifted(101)).verdict, Verdict::Wrong(Some(_))));
}

#[test]
fn powers_too_large_for_doubles_are_told_apart() {
    let raised = |by| power(sum(x(), n(-1)), n(by));
    assert!(matches!(same(&raised(6000), &raised(5999)).verdict, Verdict::Wrong(Some(_))));
}

#[test]
fn a_root_of_a_square_is_wider_than_the_square_of_a_root() {
    let root = Expr::apply(Function::Sqrt, x());
    let comparison = same(&x(), &power(root, n(2)));
    assert!(matches!(comparison.verdict, Verdict::Right(_)));
    assert_eq!(comparison.domain, Domain::Wider);
}

#[test]
fn what_exists_almost_nowhere_is_not_wrong_against_itself() {
    // 1/√(1 − x²) is at least 1, and only asin 1 exists: at x = 0 alone.
    let root = Expr::apply(Function::Sqrt, sum(n(1), Node::Neg(power(x(), n(2))).into()));
    let sliver = Expr::apply(Function::Asin, Node::Quotient(n(1), root).into());
    let many = (0..12).map(|i| Expr::name(&Name::new(&format!("p{i}")))).chain([sliver]);
    let product: Expr = Node::Product(many.collect()).into();
    assert!(!matches!(same(&product, &product).verdict, Verdict::Wrong(_)));
}

#[test]
fn a_number_that_does_not_exist_is_not_right() {
    let nothing: Expr = Node::Quotient(n(1), n(0)).into();
    assert_eq!(same(&nothing, &n(1)).verdict, Verdict::Wrong(None));
    assert_eq!(same(&nothing, &nothing).verdict, Verdict::Undecided);
}
