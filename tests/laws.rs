//! Laws that hold for every expression.

use gradus::math::read::{Syntax, read};
use gradus::math::same::{Certainty, Key, Verdict, Witness, same};
use gradus::math::{
    Compiled, Constant, Expr, Function, Name, Node, Number, derivative, print, tidy,
};
use proptest::prelude::*;

fn leaf() -> impl Strategy<Value = Expr> {
    prop_oneof![
        4 => Just(Expr::name(&Name::new("x"))),
        2 => Just(Expr::name(&Name::new("y"))),
        3 => (-4i64..=9).prop_map(Expr::integer),
        1 => (1i64..=9).prop_map(|n| Expr::number(Number::ratio(n, 4).expect("4 is not 0"))),
        1 => Just(Node::Constant(Constant::Pi).into()),
    ]
}

const FUNCTIONS: &[Function] = &[
    Function::Sin,
    Function::Cos,
    Function::Tan,
    Function::Exp,
    Function::Ln,
    Function::Sqrt,
    Function::Abs,
    Function::Atan,
    Function::Asin,
    Function::Tanh,
    Function::Cosh,
    Function::Sigmoid,
    Function::Cbrt,
    Function::Relu,
];

/// An expression in x and y.
fn expr() -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(4, 24, 3, |inside| {
        prop_oneof![
            3 => prop::collection::vec(inside.clone(), 2..4).prop_map(|u| Node::Sum(u).into()),
            3 => prop::collection::vec(inside.clone(), 2..4).prop_map(|u| Node::Product(u).into()),
            1 => inside.clone().prop_map(|u| Node::Neg(u).into()),
            2 => (inside.clone(), inside.clone()).prop_map(|(u, v)| Node::Quotient(u, v).into()),
            2 => (inside.clone(), -3i64..=4)
                .prop_map(|(u, n)| Node::Power(u, Expr::integer(n)).into()),
            3 => (prop::sample::select(FUNCTIONS), inside)
                .prop_map(|(function, u)| Expr::apply(function, u)),
        ]
    })
}

fn minus(u: &Expr, v: &Expr) -> Expr {
    Node::Sum(vec![u.clone(), Node::Neg(v.clone()).into()]).into()
}

/// The value in doubles at a witness; not a number where there is none.
fn value(expr: &Expr, at: &Witness) -> f64 {
    let names: Vec<Name> = at.at.iter().map(|(name, _)| name.clone()).collect();
    let values: Vec<f64> = at.at.iter().map(|(_, value)| value.to_f64()).collect();
    Compiled::new(expr, &names).map_or(f64::NAN, |compiled| compiled.value(&values))
}

/// Within a millionth of each other, or of 1 where both are small: what doubles keep after the
/// cancellations of a random expression.
fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn an_expression_is_never_different_from_itself(u in expr()) {
        prop_assert!(!matches!(same(&u, &u).verdict, Verdict::Wrong(_)));
    }

    #[test]
    fn a_verdict_is_the_same_from_both_sides(u in expr(), v in expr()) {
        let (there, back) = (same(&u, &v).verdict, same(&v, &u).verdict);
        let contradict = matches!(
            (&there, &back),
            (Verdict::Right(_), Verdict::Wrong(_)) | (Verdict::Wrong(_), Verdict::Right(_))
        );
        prop_assert!(!contradict, "{:?} and {:?}", there, back);
    }

    #[test]
    fn a_verdict_does_not_depend_on_earlier_answers(u in expr(), v in expr(), w in expr()) {
        let key = Key::value(&u);
        let first = key.compare(&v);
        key.compare(&w);
        prop_assert_eq!(&first, &key.compare(&v));
        prop_assert_eq!(&first, &same(&v, &u));
    }

    #[test]
    fn adding_and_taking_away_changes_nothing(u in expr(), v in expr()) {
        let detour = Node::Sum(vec![minus(&u, &v), v]).into();
        let verdict = same(&detour, &u).verdict;
        prop_assert!(!matches!(verdict, Verdict::Wrong(Some(_))), "{:?}", verdict);
    }

    #[test]
    fn a_thousandth_more_is_never_right(u in expr()) {
        let more = Node::Sum(vec![u.clone(), Expr::number(Number::ratio(1, 1000).expect("not 0"))]);
        let verdict = same(&more.into(), &u).verdict;
        prop_assert!(!matches!(verdict, Verdict::Right(_)), "{:?}", verdict);
    }

    #[test]
    fn a_witness_tells_the_truth(u in expr(), v in expr()) {
        if let Verdict::Wrong(Some(witness)) = same(&u, &v).verdict {
            for (expr, told) in [(&u, witness.answer), (&v, witness.expected)] {
                let own = value(expr, &witness);
                prop_assert!(!own.is_finite() || is_near(own, told), "{} and {}", own, told);
            }
        }
    }

    #[test]
    fn a_printed_line_reads_as_the_same(u in expr()) {
        let line = print::ascii(&u);
        let read = read(&line, &Syntax::default()).expect("a printed line reads").expr;
        let verdict = same(&read, &u).verdict;
        prop_assert!(!matches!(verdict, Verdict::Wrong(_)), "{}: {:?}", line, verdict);
    }

    #[test]
    fn tidying_keeps_the_value(u in expr()) {
        let verdict = same(&tidy(&u), &u).verdict;
        prop_assert!(!matches!(verdict, Verdict::Wrong(Some(_))), "{:?}", verdict);
    }

    #[test]
    fn a_derivative_is_linear(u in expr(), v in expr()) {
        let x = Name::new("x");
        let sum: Expr = Node::Sum(vec![u.clone(), v.clone()]).into();
        let parts: Expr = Node::Sum(vec![derivative(&u, &x), derivative(&v, &x)]).into();
        let verdict = same(&parts, &derivative(&sum, &x)).verdict;
        prop_assert!(!matches!(verdict, Verdict::Wrong(Some(_))), "{:?}", verdict);
    }

    #[test]
    fn exact_numbers_keep_the_laws_of_a_field(
        a in any::<(i64, i64)>(), b in any::<(i64, i64)>(), c in any::<(i64, i64)>()
    ) {
        let number = |(n, d): (i64, i64)| Number::ratio(n, d.max(1)).expect("above 0");
        let (a, b, c) = (number(a), number(b), number(c));
        prop_assert_eq!(a.add(&b).sub(&b), a.clone());
        prop_assert_eq!(a.mul(&b.add(&c)), a.mul(&b).add(&a.mul(&c)));
        if let Some(quotient) = a.div(&b) {
            prop_assert_eq!(quotient.mul(&b), a);
        }
    }
}

#[test]
fn what_a_student_may_write_for_one_answer_is_proved() {
    let expr = |text: &str| read(text, &Syntax::default()).expect("the line reads").expr;
    let rows = [
        ("2sin(x)cos(x)", "sin(2x)"),
        ("1/cos(x)^2", "tan(x)^2+1"),
        ("x^(-1/2)/2", "1/(2sqrt(x))"),
        ("e^(2x)*e^3", "e^(2x+3)"),
        ("ln(6x)", "ln 2 + ln 3 + ln(x)"),
        ("(x^2-1)/(x-1)", "x+1"),
        ("sqrt(x^2+2x+1)", "|x+1|"),
        ("1/(sqrt(2)-1)", "sqrt(2)+1"),
        ("2^x*ln(2)", "ln(2)*e^(x*ln(2))"),
        ("x^n*x", "x^(n+1)"),
        ("sigmoid(x)*(1-sigmoid(x))", "e^(-x)/(1+e^(-x))^2"),
        ("cosh(x)^2-sinh(x)^2", "1"),
        ("cos(x+pi/2)", "-sin(x)"),
        ("sqrt(x^4+8x^2+15)", "sqrt(x^2+3)*sqrt(x^2+5)"),
        ("x/|x|", "sign(x)"),
        ("cbrt(x)^2*cbrt(x)", "x"),
        ("sin(x+y)", "sin(x)cos(y)+cos(x)sin(y)"),
    ];
    for (answer, expected) in rows {
        let verdict = same(&expr(answer), &expr(expected)).verdict;
        assert_eq!(verdict, Verdict::Right(Certainty::Proved), "{answer} and {expected}");
    }
}

#[test]
fn near_misses_are_wrong() {
    let expr = |text: &str| read(text, &Syntax::default()).expect("the line reads").expr;
    let rows = [
        ("(x-3)^6000", "(x-3)^5999"),
        ("10^-30", "2*10^-30"),
        ("0.333333333333333", "1/3"),
        ("|x+100|-100", "|x+101|-101"),
        ("e^(5x)+max(0,x-10)", "(e^x)^5"),
        ("(e+3x)*sign(x+3)", "e*(cosh(x^4+1)^2-sinh(x^4+1)^2)+3x"),
        ("10^log10(x^2+5)*cosh(x)+relu(-x-30)", "(x^2+5)*cosh(x)"),
        ("exp(pi*sqrt(163))-262537412640768744", "0"),
        ("7^7^7+1", "7^7^7"),
        ("(x+1)^100000", "(x+2)^100000"),
        ("1/0", "x"),
        ("exp(-10^9)", "0"),
        ("ln(x)", "ln(-x)"),
        ("x", "[x, 1]"),
        ("sqrt(x^2)", "x"),
        ("atan(1/x)", "pi/2-atan(x)"),
    ];
    for (answer, expected) in rows {
        let verdict = same(&expr(answer), &expr(expected)).verdict;
        assert!(matches!(verdict, Verdict::Wrong(_)), "{answer} and {expected}: {verdict:?}");
    }
}
