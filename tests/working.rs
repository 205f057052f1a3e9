//! Derivatives and their working, over every function of the workload.

use gradus::math::read::{Syntax, read};
use gradus::math::same::{Verdict, same};
use gradus::math::slope::steps;
use gradus::math::{Expr, Name, carry_out, derivative, print, tidy};

/// Each function of the workload with its variable.
fn functions() -> Vec<(Expr, Name)> {
    let rows = include_str!("data/workload.jsonl");
    rows.lines()
        .map(|row| {
            let row: serde_json::Value = serde_json::from_str(row).expect("a row is JSON");
            let text = row["expr"].as_str().expect("a row has a function");
            let by = row["var"].as_str().expect("a row has a variable");
            let of = read(text, &Syntax::default()).expect("the function is readable").expr;
            (of, Name::new(by))
        })
        .collect()
}

#[test]
fn a_derivative_is_tidy_already() {
    for (of, by) in functions() {
        let slope = derivative(&of, &by);
        assert_eq!(print::line(&tidy(&slope)), print::line(&slope), "{}", print::line(&of));
    }
}

#[test]
fn no_line_of_working_differs_from_the_line_before() {
    for (of, by) in functions() {
        let lines = steps(&of, std::slice::from_ref(&by));
        for pair in lines.windows(2) {
            let (before, after) = (carry_out(&pair[0].expr), carry_out(&pair[1].expr));
            let verdict = same(&before, &after).verdict;
            let place = format!("{}: {}", print::line(&of), pair[1].line());
            assert!(!matches!(verdict, Verdict::Wrong(_)), "{place}");
        }
        let last = lines.last().map(|step| print::line(&step.expr));
        assert_eq!(last, Some(print::line(&derivative(&of, &by))));
    }
}
