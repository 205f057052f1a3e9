//! `gradus read`, as scripts see it.

use std::ffi::OsString;

use gradus::cli::{self, Streams};
use serde_json::Value;

fn run(arguments: &[&str], input: &[u8]) -> (u8, String, String) {
    let line = ["gradus", "read"].iter().chain(arguments).map(OsString::from).collect();
    run_raw(line, input)
}

fn run_raw(line: Vec<OsString>, mut input: &[u8]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = Streams { input: &mut input, out: &mut out, err: &mut err };
    let code = cli::run(line, &mut streams);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    (code, text(out), text(err))
}

#[test]
fn an_expression_may_begin_with_a_minus() {
    let (code, out, err) = run(&["-x^2", "--format", "ascii"], b"");
    assert_eq!((code, out.as_str(), err.as_str()), (0, "-x^2\n", ""));
}

#[test]
fn an_unreadable_line_gets_a_caret_and_exit_code_1() {
    let (code, out, err) = run(&["x + 2 3"], b"");
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(
        err,
        "x + 2 3\n      ^\nTwo numbers stand side by side: 2 and 3. Write a sign between: 2*3.\n\
         Did you mean x + 2*3 ?\n"
    );
}

#[test]
fn a_doubt_is_told_beside_the_reading() {
    let (code, out, err) = run(&["1/2x", "--format", "unicode"], b"");
    assert_eq!((code, out.as_str()), (0, "1/2·x\n"));
    assert_eq!(err, "Read as (1/2)x. If you meant 1/(2x), write the brackets.\n");
}

#[test]
fn a_batch_keeps_its_order_and_never_stops_at_a_bad_line() {
    let long = format!("{{\"id\": 4, \"input\": \"{}\"}}", "x".repeat(2 << 20));
    let input = [
        r#"{"id": 1, "input": "2x sin x"}"#,
        r#"{"id": "two", "input": "(x + 1/2"}"#,
        "not JSON",
        &long,
        "",
        r#"{"id": 5}"#,
        r#"{"id": 6, "input": "w1x", "vars": ["w_1", "x"]}"#,
        r#"{"id": 7, "input": "1/2x", "more": true}"#,
    ]
    .join("\n");
    let (code, out, err) = run(&["--jsonl"], input.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""));
    let replies: Vec<Value> =
        out.lines().map(|line| serde_json::from_str(line).expect("a reply is JSON")).collect();
    assert_eq!(replies.len(), 7);
    assert_eq!(replies[0]["read_as"], "2*x*sin(x)");
    assert_eq!(replies[1]["id"], "two");
    assert_eq!(replies[1]["error"]["column"], 1);
    assert_eq!(replies[1]["error"]["mend"], "(x + 1)/2");
    assert!(replies[2]["error"]["message"].as_str().is_some_and(|m| m.contains("JSON")));
    assert_eq!(replies[3]["error"]["message"], "The line is longer than 1 MiB.");
    assert_eq!((&replies[4]["id"], replies[4]["read_as"].is_null()), (&Value::from(5), true));
    assert_eq!(replies[5]["read_as"], "w_1*x");
    assert_eq!(replies[6]["warnings"].as_array().map(Vec::len), Some(1));
}

#[test]
fn bytes_that_are_no_text_are_refused_in_one_reply() {
    let (code, out, _) =
        run(&["--jsonl"], b"{\"id\": 1, \"input\": \"x\xff\"}\n{\"id\": 2, \"input\": \"x\"}\n");
    let replies: Vec<Value> =
        out.lines().map(|line| serde_json::from_str(line).expect("a reply is JSON")).collect();
    assert_eq!((code, replies.len()), (0, 2));
    assert_eq!(replies[1]["read_as"], "x");
}

#[test]
fn the_bounds_are_a_choice() {
    let line = format!("{{\"id\": 1, \"input\": \"{}x\"}}", "x+".repeat(200));
    let (_, author, _) = run(&["--jsonl"], line.as_bytes());
    let (_, student, _) = run(&["--jsonl", "--limits", "student"], line.as_bytes());
    assert!(author.contains("read_as") && student.contains("longer than 300 characters"));
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_refused_in_a_sentence() {
    use std::os::unix::ffi::OsStringExt;
    let line = vec!["gradus".into(), "read".into(), OsString::from_vec(b"x+\xff\xfe".to_vec())];
    let (code, out, err) = run_raw(line, b"");
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(err, "The line is not UTF-8 text. Type it again.\n");
}

#[test]
fn what_acts_on_a_terminal_is_not_echoed() {
    let (code, _, err) = run(&["x\u{1b}[2J+1"], b"");
    assert_eq!(code, 1);
    assert!(err.contains("U+001B") && !err.contains('\u{1b}'));
}
