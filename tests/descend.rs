//! `gradus descend` prints what a walk does, in three formats, and refuses in sentences.
#![cfg(feature = "record")]

use std::ffi::OsString;
use std::io;

use gradus::cli::{Streams, run};
use serde_json::Value;

/// Exit code, standard output, standard error.
fn descend(line: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut input = io::empty();
    let mut streams = Streams { input: &mut input, out: &mut out, err: &mut err };
    let words = ["gradus", "descend"].iter().chain(line).map(OsString::from);
    let code = run(words, &mut streams);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is text");
    (code, text(out), text(err))
}

fn json(line: &[&str]) -> Value {
    let (code, out, err) = descend(&[line, &["--format", "json"]].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    serde_json::from_str(&out).expect("the output is JSON")
}

#[test]
fn a_table_is_for_reading() {
    let line =
        ["x^2+2*y^2", "--from", "3,2", "--method", "descent", "--rate", "0.1", "--steps", "2"];
    let (code, out, _) = descend(&line);
    assert_eq!(code, 0);
    assert_eq!(
        out,
        "f(x, y) = x² + 2y²\n\
         gradient descent, rate 0.1\n\
         \n  \
         step     x     y       f     ‖∇f‖\n     \
         0     3     2      17       10\n     \
         1   2.4   1.2    8.64  6.78823\n     \
         2  1.92  0.72  4.7232      4.8\n\
         \n\
         Took all 2 steps, still falling: f = 4.723, ‖∇f‖ = 4.8.\n"
    );
}

#[test]
fn csv_and_json_are_exact() {
    let line = ["x^2+2y^2", "--from", "3,2", "--steps", "1"];
    let (_, out, _) = descend(&[&line[..], &["--format", "csv"]].concat());
    assert_eq!(out, "step,x,y,f,gradient_norm\n0,3,2,17,10\n1,2.4,1.2,8.64,6.788225099390856\n");
    let walk = json(&line);
    assert_eq!(walk["method"], "descent");
    assert_eq!(walk["points"].to_string(), "[[3.0,2.0],[2.4,1.2]]");
    assert_eq!(walk["values"].to_string(), "[17.0,8.64]");
    assert_eq!(walk["gradient_norms"].to_string(), "[10.0,6.788225099390856]");
    assert_eq!(walk["stop"]["reason"], "limit");
    assert_eq!(walk["stop"]["step"], 1);
}

#[test]
fn one_variable_has_points_of_one_number() {
    assert_eq!(json(&["x^2", "--from", "3", "--steps", "0"])["points"].to_string(), "[[3.0]]");
}

#[test]
fn lines_and_numbers_may_begin_with_a_minus() {
    let walk = json(&["-x^2 + 2y", "--from", "-3,-2", "--rate", "-0.1", "--steps", "1"]);
    assert_eq!(walk["points"].to_string(), "[[-3.0,-2.0],[-2.4,-1.8]]");
    assert_eq!(json(&["x^2", "--from", "−1/2", "--steps", "0"])["points"].to_string(), "[[-0.5]]");
}

#[test]
fn settings_metric_and_names_are_taken() {
    let walk = json(&[
        "x^2+2y^2",
        "--from",
        "3,2",
        "--method",
        "momentum",
        "--rate",
        "0.1",
        "--steps",
        "2",
        "--set",
        "beta=0.5",
        "--set",
        "schedule=step:1:0.5",
    ]);
    assert_eq!(walk["points"][2].to_string(), "[2.01,0.7599999999999999]");
    let natural = json(&[
        "x^2+y^2",
        "--from",
        "1,2",
        "--method",
        "natural",
        "--rate",
        "0.5",
        "--steps",
        "1",
        "--metric",
        "[[1/y^2, 0], [0, 2]]",
    ]);
    assert_eq!(natural["points"][1].to_string(), "[-3.0,1.0]");
    let (_, out, _) =
        descend(&["a + b^2", "--from", "1,2", "--vars", "b,a", "--steps", "0", "--format", "csv"]);
    assert_eq!(out, "step,b,a,f,gradient_norm\n0,1,2,3,2.23606797749979\n");
}

#[test]
fn what_is_no_number_is_null_in_json() {
    let walk = json(&["ln(x)", "--from", "1", "--rate", "2", "--steps", "5"]);
    assert_eq!(walk["values"][1], Value::Null);
    assert_eq!(walk["stop"]["reason"], "diverged");
}

#[test]
fn a_line_that_cannot_be_read_gets_a_caret() {
    let (code, out, err) = descend(&["x^2+*y", "--from", "1,2"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("x^2+*y\n    ^\n"), "{err}");
}

/// A line, and what its refusal says.
const REFUSED: &[(&[&str], &str)] = &[
    (&["x^2", "--from", "1,2"], "f has 1 variable (x), the start has 2 numbers"),
    (&["x+y", "--from", "1"], "--from with one number for each"),
    (&["x^2", "--from", "one"], "--from 3,2"),
    (&["x^2", "--from", "1", "--rate", "nan"], "no finite number"),
    (&["x^2", "--from", "1", "--method", "adm"], "adam"),
    (&["x^2", "--from", "1", "--set", "beta=0.9"], "descent has no `beta`"),
    (&["x^2", "--from", "1", "--set", "clip=-1"], "`clip` is a number above 0"),
    (&["x^2", "--from", "1", "--set", "clip"], "KEY=VALUE"),
    (&["x^2", "--from", "1", "--set", "schedule=warm"], "step:10:0.5"),
    (&["x^2", "--from", "1", "--steps", "99999999"], "at most 1000000"),
    (&["x^2", "--from", "1", "--method", "natural"], "--metric"),
    (&["x^2", "--from", "1", "--metric", "[[1]]"], "--method natural"),
    (
        &["x y", "--from", "1,1", "--method", "natural", "--metric", "[[1, 2]]"],
        "2 rows of 2 entries",
    ),
    (&["x^2"], "--from"),
];

#[test]
fn every_refusal_says_what_would_do() {
    for (line, words) in REFUSED {
        let (code, out, err) = descend(line);
        assert_eq!((code, out.as_str()), (2, ""), "{line:?}");
        assert!(err.contains(words), "{line:?}: {err}");
    }
}

#[test]
fn numbers_of_any_size_end_in_a_sentence() {
    for (expr, from, rate) in [
        ("1e300 x^2", "1", "0.1"),
        ("x^2", "1e308", "0.1"),
        ("x^2", "1", "1e308"),
        ("x^2", "1", "0"),
        ("x^2", "1e-320", "1e-320"),
        ("sqrt(x)", "0", "0.1"),
        ("1/x", "0", "0.1"),
        ("exp(exp(x))", "700", "0.1"),
        ("x^x", "-0.5", "0.1"),
        ("tan(x)", "1.5707963267948966", "1"),
        ("0/0", "1", "1"),
        ("abs(x)", "0", "1"),
    ] {
        for row in gradus::descent::METHODS.iter().filter(|row| row.name != "natural") {
            let line =
                [expr, "--from", from, "--rate", rate, "--method", row.name, "--steps", "40"];
            let walk = json(&line);
            let words = walk["stop"]["words"].as_str().expect("a sentence");
            assert!(words.ends_with('.') && !words.contains("NaN"), "{line:?}: {words}");
        }
    }
}
