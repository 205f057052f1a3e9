//! Slopes from the tape are those of the symbolic rules, over the functions of the workload.

use gradus::math::read::{Syntax, read};
use gradus::math::{Compiled, Expr, Name, derivative};
use serde_json::Value;

const POINTS: [f64; 7] = [-2.3, -0.9, -0.35, 0.15, 0.6, 1.4, 3.1];

fn parse(line: &str) -> Expr {
    read(line, &Syntax::default()).expect("the workload reads").expr
}

/// Both ways round differently where terms cancel, second slopes more than first ones.
fn is_near(one: f64, other: f64, tolerance: f64) -> bool {
    (one.is_nan() && other.is_nan()) || (one - other).abs() <= tolerance * other.abs().max(1.0)
}

#[test]
fn gradients_and_hessians_agree_with_the_rules() {
    let mut compared = 0;
    for line in include_str!("data/workload.jsonl").lines() {
        let row: Value = serde_json::from_str(line).expect("a row is JSON");
        let (expr, by) = (parse(row["expr"].as_str().expect("a text")), Name::new("x"));
        let names = expr.names();
        let Some(index) = names.iter().position(|name| *name == by) else { continue };
        let f = Compiled::new(&expr, &names).expect("its own names");
        let first = derivative(&expr, &by);
        let second = derivative(&first, &by);
        let slope = Compiled::new(&first, &names).expect("its own names");
        let bend = Compiled::new(&second, &names).expect("its own names");
        let n = names.len();
        for x in POINTS {
            let at: Vec<f64> = (0..n).map(|i| x + 0.37 * i as f64).collect();
            let (mut gradient, mut hessian) = (vec![0.0; n], vec![0.0; n * n]);
            let value = f.gradient(&at, &mut gradient);
            // Where f has no value the rules may still give a number.
            if value.is_nan() || !gradient[index].is_finite() {
                continue;
            }
            f.hessian(&at, &mut hessian);
            let (by_rule, twice) = (slope.value(&at), bend.value(&at));
            assert!(
                is_near(gradient[index], by_rule, 1e-9),
                "{} at {x}: {} {by_rule}",
                row["expr"],
                gradient[index]
            );
            let second = hessian[index * n + index];
            assert!(is_near(second, twice, 1e-7), "{} twice at {x}: {second} {twice}", row["expr"]);
            compared += 1;
        }
    }
    assert!(compared > 1500, "only {compared} points");
}
