//! Units of the compiled evaluation.

use super::*;
use crate::math::{Constant, Function, Node, Number};

fn x() -> Expr {
    Expr::name(&Name::new("x"))
}

fn y() -> Expr {
    Expr::name(&Name::new("y"))
}

fn n(value: i64) -> Expr {
    Expr::integer(value)
}

fn sum(terms: Vec<Expr>) -> Expr {
    Node::Sum(terms).into()
}

fn times(factors: Vec<Expr>) -> Expr {
    Node::Product(factors).into()
}

fn power(base: Expr, exponent: Expr) -> Expr {
    Node::Power(base, exponent).into()
}

fn over(u: Expr, v: Expr) -> Expr {
    Node::Quotient(u, v).into()
}

fn compile(expr: &Expr) -> Compiled {
    Compiled::new(expr, &[Name::new("x"), Name::new("y")]).expect("x and y are declared")
}

/// (x + y² − 7)² + (x² + y − 11)²
fn himmelblau() -> Expr {
    sum(vec![
        power(sum(vec![x(), power(y(), n(2)), n(-7)]), n(2)),
        power(sum(vec![power(x(), n(2)), y(), n(-11)]), n(2)),
    ])
}

#[test]
fn a_bowl_has_its_value_gradient_and_hessian() {
    let bowl = compile(&sum(vec![power(x(), n(2)), times(vec![n(2), power(y(), n(2))])]));
    let (mut slope, mut bend) = ([0.0; 2], [0.0; 4]);
    assert_eq!(bowl.gradient(&[3.0, 2.0], &mut slope), 17.0);
    bowl.hessian(&[3.0, 2.0], &mut bend);
    assert_eq!(slope, [6.0, 8.0]);
    assert_eq!(bend, [2.0, 0.0, 0.0, 4.0]);
}

#[test]
fn a_row_has_the_same_bits_as_its_points() {
    let f = compile(&sum(vec![
        himmelblau(),
        Expr::apply(Function::Sin, over(x(), y())),
        power(x(), over(n(2), n(7))),
    ]));
    let xs: Vec<f64> = (0..333).map(|i| -5.0 + 0.03 * f64::from(i)).collect();
    let mut row = vec![0.0; xs.len()];
    for y in [-1.5, 0.0, 2.25] {
        f.row(&xs, y, &mut row);
        for (&x, &value) in xs.iter().zip(&row) {
            let alone = f.value(&[x, y]);
            assert!(alone.to_bits() == value.to_bits() || (alone.is_nan() && value.is_nan()));
        }
    }
}

#[test]
fn fused_passes_have_the_bits_of_single_ones() {
    let u = || sum(vec![times(vec![x(), x(), y()]), Node::Neg(y()).into()]);
    let shapes = [
        sum(vec![u(), u()]),
        sum(vec![u(), Node::Neg(u()).into()]),
        times(vec![u(), u()]),
        sum(vec![n(3), Node::Neg(u()).into()]),
        sum(vec![x(), x(), times(vec![x(), y()])]),
        times(vec![sum(vec![x(), n(1)]), sum(vec![x(), n(2)]), sum(vec![y(), n(3)])]),
        x(),
        y(),
        n(7),
        over(u(), sum(vec![u(), n(1)])),
        power(sum(vec![power(u(), n(3)), Expr::apply(Function::Cos, u())]), n(5)),
    ];
    let xs: Vec<f64> = (0..401).map(|i| -2.0 + 0.01 * f64::from(i)).collect();
    let mut row = vec![0.0; xs.len()];
    for shape in shapes {
        let f = compile(&shape);
        f.row(&xs, 0.7, &mut row);
        for (&x, &value) in xs.iter().zip(&row) {
            assert_eq!(f.value(&[x, 0.7]).to_bits(), value.to_bits(), "{shape:?} at {x}");
        }
        f.row_across(1, &xs, &[0.7, 0.0], &mut row);
        for (&y, &value) in xs.iter().zip(&row) {
            assert_eq!(f.value(&[0.7, y]).to_bits(), value.to_bits(), "{shape:?} up to {y}");
        }
    }
}

#[test]
fn powers_of_negative_bases_follow_the_reals() {
    let cube_root = compile(&power(x(), over(n(1), n(3))));
    let two_fifths = compile(&power(x(), over(n(2), n(5))));
    let root = compile(&power(x(), over(n(1), n(2))));
    let any = compile(&power(x(), y()));
    let none = compile(&power(x(), n(0)));
    assert_eq!(cube_root.value(&[-8.0, 0.0]), -2.0);
    assert!((two_fifths.value(&[-32.0, 0.0]) - 4.0).abs() < 1e-14);
    assert!(root.value(&[-4.0, 0.0]).is_nan());
    assert_eq!(any.value(&[-2.0, 3.0]), -8.0);
    assert!(any.value(&[-2.0, 0.5]).is_nan());
    assert!(any.value(&[0.0, 0.0]).is_nan());
    assert_eq!(none.value(&[5.0, 0.0]), 1.0);
    assert!(none.value(&[0.0, 0.0]).is_nan());
}

#[test]
fn a_value_that_does_not_exist_is_no_infinity() {
    assert!(compile(&over(n(1), x())).value(&[0.0, 0.0]).is_nan());
    assert!(compile(&Expr::apply(Function::Ln, x())).value(&[0.0, 0.0]).is_nan());
    assert_eq!(compile(&Expr::apply(Function::Exp, x())).value(&[1e4, 0.0]), f64::INFINITY);
}

#[test]
fn a_corner_has_no_slope() {
    let mut slope = [0.0; 2];
    for function in [Function::Abs, Function::Relu, Function::Sign] {
        let f = compile(&Expr::apply(function, x()));
        assert_eq!(f.gradient(&[0.0, 1.0], &mut slope), 0.0);
        assert!(slope[0].is_nan());
        f.gradient(&[2.0, 1.0], &mut slope);
        assert!(slope[0].is_finite());
    }
}

#[test]
fn equal_subterms_occur_once() {
    let sine = Expr::apply(Function::Sin, times(vec![n(2), x()]));
    let once = compile(&sine).len();
    assert_eq!(compile(&times(vec![sine.clone(), sine])).len(), once + 1);
}

#[test]
fn constants_are_folded_exactly() {
    let tenth = || Expr::number(Number::ratio(1, 10).expect("ten is not zero"));
    let fifth = || Expr::number(Number::ratio(1, 5).expect("five is not zero"));
    assert_eq!(compile(&sum(vec![tenth(), fifth()])).value(&[0.0, 0.0]), 0.3);
    assert_eq!(compile(&sum(vec![tenth(), fifth()])).len(), 1);
}

#[test]
fn the_functions_of_the_grammar_all_have_values_and_slopes() {
    let mut slope = [0.0; 2];
    for &function in Function::ALL {
        let arguments = match function.arity() {
            Some(1) => vec![x()],
            Some(_) | None => vec![x(), y()],
        };
        let f = compile(&Node::Apply(function, arguments).into());
        // Each function is defined at one of these.
        let at = [[0.4, 3.0], [2.5, 3.0]]
            .into_iter()
            .find(|at| !f.value(at).is_nan())
            .expect("one of two points is in the domain");
        f.gradient(&at, &mut slope);
        let mut bend = [0.0; 4];
        f.hessian(&at, &mut bend);
        let h = 1e-5;
        for i in 0..2 {
            let moved = |by: f64| {
                let mut point = at;
                point[i] += by;
                point
            };
            let secant = (f.value(&moved(h)) - f.value(&moved(-h))) / (2.0 * h);
            assert!((secant - slope[i]).abs() < 1e-8, "{function:?} slope {i}");
            let (mut above, mut below) = ([0.0; 2], [0.0; 2]);
            f.gradient(&moved(h), &mut above);
            f.gradient(&moved(-h), &mut below);
            for j in 0..2 {
                let secant = (above[j] - below[j]) / (2.0 * h);
                assert!((secant - bend[2 * i + j]).abs() < 1e-6, "{function:?} bend {i}{j}");
            }
        }
    }
}

#[test]
fn a_name_that_was_not_declared_is_named() {
    let error = Compiled::new(&sum(vec![x(), y()]), &[Name::new("x")]).expect_err("y is missing");
    assert_eq!(error.to_string(), "`y` is not a variable here");
}

#[test]
fn e_to_a_power_is_the_exponential() {
    let f = compile(&power(Node::Constant(Constant::E).into(), x()));
    assert!((f.value(&[1.0, 0.0]) - std::f64::consts::E).abs() < 1e-15);
}
