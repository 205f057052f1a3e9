//! The engine against what is known to be right and wrong.
//!
//! `tests/data/workload.jsonl` is the project's own. The other two files come from other projects'
//! tests and are read from the folder that `GRADUS_REFERENCE` names; where it is unset these tests
//! say so and pass.

use std::fs;
use std::path::{Path, PathBuf};

use gradus::math::read::{Syntax, read};
use gradus::math::same::{Key, Verdict, same};
use gradus::math::{Expr, Name};
use serde_json::Value;

fn rows(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).expect("the reference file can be read");
    text.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
}

/// The rows of a file of other projects' tests, if they are here.
fn reference(name: &str) -> Option<Vec<Value>> {
    let Some(folder) = std::env::var_os("GRADUS_REFERENCE") else {
        #[expect(clippy::print_stderr, reason = "a test that skips has to say so")]
        {
            eprintln!("skipped: GRADUS_REFERENCE names no folder with {name}");
        }
        return None;
    };
    Some(rows(&PathBuf::from(folder).join(name)))
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().expect("the row has this key")
}

fn expr(text: &str) -> Expr {
    match read(text, &Syntax::default()) {
        Ok(reading) => reading.expr,
        Err(error) => panic!("{text}: {error}"),
    }
}

fn is_right(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Right(_))
}

fn is_wrong(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong(_))
}

fn key(row: &Value) -> Key {
    Key::derivative(&expr(text(row, "expr")), &[Name::new(text(row, "var"))])
}

/// Every answer of the workload under this key, with its verdict.
fn workload(answers: &str) -> Vec<(String, Verdict)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/workload.jsonl");
    let mut judged = Vec::new();
    for row in rows(&file) {
        let key = key(&row);
        for answer in row[answers].as_array().expect("a list of answers") {
            let answer = answer.as_str().expect("an answer is text");
            judged.push((
                format!("{}: {answer}", text(&row, "id")),
                key.compare(&expr(answer)).verdict,
            ));
        }
    }
    judged
}

fn assert_none(broken: &[String]) {
    assert!(broken.is_empty(), "{} rows:\n{}", broken.len(), broken.join("\n"));
}

fn those(judged: Vec<(String, Verdict)>, is_fine: fn(&Verdict) -> bool) -> Vec<String> {
    judged
        .into_iter()
        .filter(|(_, verdict)| !is_fine(verdict))
        .map(|(name, verdict)| format!("{name} → {verdict:?}"))
        .collect()
}

#[test]
fn every_right_answer_of_the_workload_is_right() {
    let judged = workload("student_right");
    assert_eq!(judged.len(), 976);
    assert_none(&those(judged, is_right));
}

#[test]
fn every_wrong_answer_of_the_workload_is_wrong() {
    let judged = workload("student_wrong");
    assert_eq!(judged.len(), 947);
    assert_none(&those(judged, is_wrong));
}

#[test]
fn equal_pairs_are_right_and_different_ones_wrong() {
    let Some(rows) = reference("equivalence.jsonl") else { return };
    let (mut broken, mut undecided) = (Vec::new(), 0);
    for row in &rows {
        let verdict = same(&expr(text(row, "student")), &expr(text(row, "teacher"))).verdict;
        let is_equal = text(row, "expected") == "equal";
        match verdict {
            Verdict::Undecided => undecided += 1,
            Verdict::Right(_) if is_equal => {}
            Verdict::Wrong(_) if !is_equal => {}
            other => broken.push(format!("{} → {other:?}", text(row, "id"))),
        }
    }
    assert_none(&broken);
    assert!(undecided * 100 <= rows.len(), "{undecided} of {} undecided", rows.len());
}

#[test]
fn recorded_derivatives_are_right_and_shifted_ones_are_not() {
    let Some(rows) = reference("derivatives.jsonl") else { return };
    let (mut broken, mut others, mut undecided) = (Vec::new(), 0, 0);
    for row in &rows {
        let key = key(row);
        let recorded = text(row, "derivative");
        let is_textbook = text(row, "tier") == "textbook";
        others += usize::from(!is_textbook);
        match key.compare(&expr(recorded)).verdict {
            Verdict::Right(_) => {}
            Verdict::Undecided if !is_textbook => undecided += 1,
            other => broken.push(format!("{} → {other:?}", text(row, "id"))),
        }
        let shifted = expr(&format!("{recorded}+{}/1000", text(row, "var")));
        if is_right(&key.compare(&shifted).verdict) {
            broken.push(format!("{} + var/1000 was accepted", text(row, "id")));
        }
    }
    assert_none(&broken);
    assert!(undecided * 50 <= others, "{undecided} of {others} undecided");
}
