//! Lines made to hurt are answered at once, each with what it must get.

use std::time::{Duration, Instant};

use gradus::math::print;
use gradus::math::read::{Limits, Syntax, read};
use serde_json::Value;

const LINES: &str = include_str!("../data/hostile/expr.jsonl");

/// Lines of the file that must read; every other one must be refused.
#[rustfmt::skip]
const READ: &[&str] = &[
    "paren-63", "plus-chain", "abs-mixed", "letters-run",
    "len-300", "pow-tower", "pow-7-7-7", "pow-neg", "pow-frac", "jint-2349",
    "digits-40", "digits-mul", "pow-of-40", "exp-i64", "exp-i32", "min-i64", "root-huge",
    "root-0", "log-base-1", "log-base-0", "zero-pow", "div0", "ln0", "product-26", "expand-pow",
    "expand-multi", "trig-sum", "trig-multiple", "cos20-20", "denominators", "sqrt-nest",
    "sin-nest", "xx-tower", "abs-100", "near-int", "denest-zero", "sin-1e22", "sin-1e39",
    "tan-half-pi", "exp3", "exp-neg", "cancel", "latex-frac-deep", "bom", "nbsp", "fullwidth",
    "minus-kinds", "roots", "vec-150",
];

fn lines() -> impl Iterator<Item = (String, String, String)> {
    LINES.lines().filter_map(|line| {
        let row: Value = serde_json::from_str(line).expect("the file holds JSON");
        let text = |key: &str| row[key].as_str().map(str::to_owned);
        // Two lines are no Unicode text and never reach the reader.
        Some((text("id")?, text("input")?, text("expect")?))
    })
}

#[test]
fn each_line_gets_what_it_must() {
    let student = Syntax { limits: Limits::STUDENT, ..Syntax::default() };
    let mut broken = Vec::new();
    for (id, input, expect) in lines() {
        let start = Instant::now();
        let reading = read(&input, &student);
        let took = start.elapsed();
        if took > Duration::from_millis(500) {
            broken.push(format!("{id}: took {took:?}"));
        }
        let must_read = READ.contains(&id.as_str());
        match reading {
            Ok(reading) if !must_read => {
                broken.push(format!("{id}: reads as {}", print::ascii(&reading.expr)));
            }
            Err(error) if must_read => broken.push(format!("{id}: {error} ({expect})")),
            Ok(reading) => {
                let printed = print::ascii(&reading.expr);
                let author = Syntax::default();
                assert_eq!(
                    read(&printed, &author).map(|r| r.expr).as_ref(),
                    Ok(&reading.expr),
                    "{id}"
                );
            }
            Err(error) => {
                let told = format!("{error}{}", error.mend().unwrap_or_default());
                assert!(!told.chars().any(char::is_control), "{id}");
                assert!(error.span.start <= input.chars().count(), "{id}");
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_huge_line_is_refused_uncounted() {
    let student = Syntax { limits: Limits::STUDENT, ..Syntax::default() };
    let huge = "x+".repeat(32 << 20);
    let start = Instant::now();
    assert!(read(&huge, &student).is_err());
    assert!(read(&huge, &Syntax::default()).is_err());
    assert!(start.elapsed() < Duration::from_millis(200));
}

#[test]
fn the_longest_lines_of_authors_take_linear_time() {
    for piece in [
        "$", "\\text{", "d/d", "sin x(", "sin x(y)", "|", "|x|y", "{", "x_", "a_1", "1/2x+", "''",
        "x^", "f(x)", "(", "log_", "√x", "\\frac", "<a,", "d ", "e^2x", "sin 2*x+", "½", "²", "x²",
    ] {
        let line = piece.repeat(60_000 / piece.len());
        let start = Instant::now();
        let _ = read(&line, &Syntax::default());
        assert!(start.elapsed() < Duration::from_secs(3), "{piece}: {:?}", start.elapsed());
    }
}
