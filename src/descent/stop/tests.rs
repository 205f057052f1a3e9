//! Each verdict in its words.

use super::super::{Method, Plan, run};
use super::{Reason, limit_below};
use crate::math::read::{Syntax, read};
use crate::math::{Compiled, Name};

fn stop(line: &str, plan: &Plan) -> super::Stop {
    let expr = read(line, &Syntax::default()).expect("the test's own line").expr;
    let names = &[Name::new("x"), Name::new("y")][..plan.start.len()];
    let f = Compiled::new(&expr, names).expect("x and y are its names");
    run(&f, plan).stop
}

fn descent(start: &[f64], rate: f64, steps: usize) -> Plan {
    Plan::new(Method::Descent, start).with_rate(rate).with_steps(steps)
}

const BOWL: &str = "x^2 + 2y^2";
const BANANA: &str = "(1-x)^2 + 100(y-x^2)^2";
const HIMMELBLAU: &str = "(x^2+y-11)^2 + (x+y^2-7)^2";

/// Function, start, rate, steps, reason, words.
type Case = (&'static str, &'static [f64], f64, usize, Reason, &'static str);

const ENDS: &[Case] = &[
    (
        BOWL,
        &[3.0, 2.0],
        0.1,
        200,
        Reason::Converged,
        "Arrived after 70 steps: ‖∇f‖ < 10⁻⁶. Both eigenvalues are positive: a minimum.",
    ),
    (
        BOWL,
        &[3.0, 2.0],
        0.1,
        25,
        Reason::Limit,
        "Took all 25 steps, still falling: f = 0.00013, ‖∇f‖ = 0.02267.",
    ),
    (
        BOWL,
        &[3.0, 2.0],
        0.5,
        20,
        Reason::Limit,
        "Took all 20 steps; it jumps between (0, −2) and (0, 2): rate·λmax = 2, the limit \
             itself.",
    ),
    (
        BOWL,
        &[3.0, 2.0],
        0.51,
        25,
        Reason::Limit,
        "Took all 25 steps and climbed: f rose from 17 to 56.85. Rate·λmax = 2.04, more than \
             2. The limit at the start is 0.5.",
    ),
    (
        BANANA,
        &[-1.5, 2.0],
        0.005,
        100,
        Reason::Diverged,
        "Diverged at step 6: rate·λmax = 10.5, more than 2. The limit at the start is 0.00095.",
    ),
    (
        "x^2 - y^2",
        &[2.0, 0.0],
        0.1,
        200,
        Reason::Saddle,
        "Stopped at a saddle: eigenvalues −2 and 2. From (2, 0) the walk never leaves the \
             line y = 0.",
    ),
    (
        "(x-5)^2 + (y-3)^2 + 2x y",
        &[1.0, 1.0],
        0.1,
        200,
        Reason::Unbounded,
        "Took all 200 steps, still falling: f = −142 and no end. This function has no minimum.",
    ),
    (
        "x^4 - 4x^3 + 4x^2",
        &[1.0],
        0.02,
        50,
        Reason::Maximum,
        "Stopped at a maximum: f″ = −4. The gradient is 0 at the start, so no step leaves it.",
    ),
    (
        "x^3",
        &[0.0],
        0.1,
        50,
        Reason::Saddle,
        "Stopped at a point of inflection: f″ = 0. The gradient is 0 at the start, so no step \
             leaves it.",
    ),
    (
        "5",
        &[3.0, 2.0],
        0.1,
        10,
        Reason::Plateau,
        "Stopped on level ground: ‖∇f‖ < 10⁻⁶. f does not change around (3, 2).",
    ),
    (
        "1/(1 + e^(-x))",
        &[-30.0],
        0.1,
        10,
        Reason::Plateau,
        "Stopped on level ground: ‖∇f‖ < 10⁻⁶. f hardly changes around x = −30.",
    ),
    (
        "x^2 + 0y",
        &[1.0, 2.0],
        0.1,
        300,
        Reason::Converged,
        "Arrived after 66 steps: ‖∇f‖ < 10⁻⁶. The bottom of a valley (eigenvalues 0 and 2): f \
             is level one way, higher the other.",
    ),
    (
        "x^3",
        &[1.0],
        0.1,
        300,
        Reason::Unbounded,
        "Took all 300 steps, still falling: f = 0.000001. To the left it falls as far as can \
             be computed.",
    ),
];

#[test]
fn descent_says_why_it_stopped() {
    for (line, start, rate, steps, reason, words) in ENDS {
        let stop = stop(line, &descent(start, *rate, *steps));
        assert_eq!((stop.reason, stop.words.as_str()), (*reason, *words), "{line}");
    }
}

#[test]
fn any_number_at_all_gets_a_sane_verdict() {
    let cases: &[Case] = &[
        (
            "x^2",
            &[3.0],
            0.0,
            9,
            Reason::Stuck,
            "The rate is 0: the walk stays at x = 3, where f′ = 6.",
        ),
        (
            "x^2",
            &[3.0],
            1e308,
            9,
            Reason::Diverged,
            "Diverged at step 1: rate·λmax = ∞, more than 2. The limit at the start is 1.",
        ),
        (
            "x^2",
            &[3.0],
            f64::NAN,
            9,
            Reason::Undefined,
            "Stopped at step 1: the step there is no number.",
        ),
        (
            "x^2",
            &[3.0],
            -0.1,
            900,
            Reason::Diverged,
            "Diverged at step 626: a negative rate climbs.",
        ),
        (
            "sqrt(x)",
            &[-1.0],
            0.1,
            9,
            Reason::Undefined,
            "f has no value at the start, x = −1. Choose another start.",
        ),
        (
            "ln(x)",
            &[1.0],
            0.5,
            9,
            Reason::Undefined,
            "Stopped at step 2: f has no value at x = −0.5. A smaller rate may stay inside.",
        ),
        (
            "abs(x)",
            &[1.0],
            0.5,
            9,
            Reason::Undefined,
            "Stopped at step 2: f has no slope at x = 0.",
        ),
        (
            "1e300 x^2",
            &[3.0],
            0.1,
            9,
            Reason::Diverged,
            "The start is out of bounds: f = 9·10³⁰⁰ there.",
        ),
        ("x^2", &[3.0], 0.1, 0, Reason::Limit, "No step was asked for."),
        (
            "1/x",
            &[1e200],
            0.1,
            9,
            Reason::Diverged,
            "The start is out of bounds: coordinates go up to 10¹⁰⁰.",
        ),
    ];
    for (line, start, rate, steps, reason, words) in cases {
        let stop = stop(line, &descent(start, *rate, *steps));
        assert_eq!((stop.reason, stop.words.as_str()), (*reason, *words), "{line} {rate}");
    }
}

#[test]
fn a_rate_of_zero_is_named_with_memory_too() {
    let stop = stop("x^2", &Plan::new(Method::Adam, &[3.0]).with_rate(0.0));
    assert_eq!(stop.reason, Reason::Stuck);
    assert_eq!(stop.words, "The rate is 0: the walk stays at x = 3, where f′ = 6.");
}

#[test]
fn newton_says_that_it_found_a_saddle() {
    let stop = stop(HIMMELBLAU, &Plan::new(Method::Newton, &[0.5, 1.0]));
    assert_eq!(stop.reason, Reason::Saddle);
    assert_eq!(
        stop.words,
        "Stopped at a saddle: eigenvalues −50.61 and 20.28. Newton's method goes wherever the \
         gradient is 0."
    );
}

#[test]
fn newton_without_an_inverse_says_so() {
    let stop = stop("(x-5)^2 + (y-3)^2 + 2x y", &Plan::new(Method::Newton, &[1.0, 1.0]));
    assert_eq!((stop.reason, stop.step), (Reason::Singular, 0));
    assert!(stop.words.contains("eigenvalues 0 and 4"), "{}", stop.words);
}

#[test]
fn newton_at_an_inflection_is_not_taken_for_a_minimum() {
    let stop = stop("x^3", &Plan::new(Method::Newton, &[1.0]).with_steps(100));
    assert_eq!(stop.reason, Reason::Saddle, "{}", stop.words);
    let flat = Plan::new(Method::Newton, &[1.0]).with_steps(100);
    assert_eq!(self::stop("x^4", &flat).reason, Reason::Converged);
}

#[test]
fn momentum_has_a_wider_limit() {
    let plan = |rate| Plan::new(Method::Momentum, &[3.0, 2.0]).with_rate(rate).with_steps(4000);
    assert_eq!(stop(BOWL, &plan(0.94)).reason, Reason::Converged);
    let stop = stop(BOWL, &plan(0.96));
    assert_eq!(stop.reason, Reason::Diverged);
    assert!(
        stop.words.ends_with(
            "rate·λmax = 3.84, more than 2(1 + β) = 3.8. The limit at the start is 0.95."
        ),
        "{}",
        stop.words
    );
}

#[test]
fn a_tolerance_ends_the_walk() {
    let mut plan = descent(&[3.0, 2.0], 0.1, 100);
    plan.set("tolerance", "0.1").expect("descent takes it");
    let stop = stop(BOWL, &plan);
    assert_eq!((stop.reason, stop.step), (Reason::Converged, 19));
    assert!(stop.words.starts_with("Arrived after 19 steps: ‖∇f‖ ≤ 0.1, as asked."));
}

#[test]
fn a_limit_as_shown_is_not_too_large() {
    assert_eq!(limit_below(2.0 / 2092.0), "0.00095");
    assert_eq!(limit_below(0.5), "0.5");
    assert_eq!(limit_below(0.2), "0.2");
    assert_eq!(limit_below(1.0 / 3.0), "0.33");
}
