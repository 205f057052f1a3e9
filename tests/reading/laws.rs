//! What is printed reads back; nothing that can be typed makes the reader stumble.

use std::env;
use std::fs;
use std::path::Path;

use gradus::math::print::{self, Glyphs};
use gradus::math::read::{Limits, Syntax, read};
use gradus::math::{Expr, Name};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;

/// A line of the grammar, spelled in one of its many ways.
fn line() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("x".to_owned()),
        Just("y".to_owned()),
        Just("w_1".to_owned()),
        Just("α".to_owned()),
        Just("e".to_owned()),
        Just("π".to_owned()),
        Just("½".to_owned()),
        (0_u32..1000).prop_map(|n| n.to_string()),
        (0_u32..100, 0_u32..100).prop_map(|(a, b)| format!("{a}.{b:02}")),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (pair.clone(), sign()).prop_map(|((a, b), sign)| format!("{a}{sign}{b}")),
            pair.clone().prop_map(|(a, b)| format!("({a})({b})")),
            pair.clone().prop_map(|(a, b)| format!("({a})^({b})")),
            pair.clone().prop_map(|(a, b)| format!("\\frac{{{a}}}{{{b}}}")),
            pair.prop_map(|(a, b)| format!("root({a}, {b})")),
            inner.clone().prop_map(|a| format!("-{a}")),
            inner.clone().prop_map(|a| format!("({a})²")),
            inner.clone().prop_map(|a| format!("|{a}|")),
            inner.clone().prop_map(|a| format!("√({a})")),
            inner.clone().prop_map(|a| format!("d/dx({a})")),
            inner.clone().prop_map(|a| format!("sin'({a})")),
            (inner.clone(), function()).prop_map(|(a, f)| format!("{f}({a})")),
            (inner, function()).prop_map(|(a, f)| format!("{f} {a}")),
        ]
    })
}

fn sign() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("+"), Just(" − "), Just("*"), Just("·"), Just("/"), Just(" "), Just("^")]
}

fn function() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("sin"), Just("ln"), Just("sqrt"), Just("sinh^2"), Just("log_3"), Just("tan⁻¹")]
}

/// Characters that the grammar knows, in no order.
fn noise() -> impl Strategy<Value = String> {
    let pieces = [
        "x",
        "y",
        "e",
        "sin",
        "ln",
        "log",
        "_",
        "^",
        "²",
        "⁻¹",
        "½",
        "√",
        "|",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        ",",
        "'",
        "+",
        "-",
        "*",
        "/",
        "=",
        " ",
        "2",
        "1.5",
        ".",
        "1e9",
        "\\",
        "\\frac",
        "\\left",
        "\\right",
        "\\sqrt",
        "\\begin{pmatrix}",
        "\\end{pmatrix}",
        "&",
        "\\\\",
        "d/dx",
        "∂/∂x",
        "α",
        "₁",
        "f",
        "σ",
        "$",
        "%",
        "х",
        "\u{200b}",
        "∛",
        "⟨",
        "⟩",
        "!",
        "c",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

fn every_print(expr: &Expr) {
    for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
        let block = print::stacked(expr, glyphs);
        assert!(block.baseline < block.rows.len());
        assert!(block.rows.iter().all(|row| row.chars().count() == block.width()));
        if glyphs == Glyphs::Ascii {
            assert!(block.rows.iter().all(|row| row.is_ascii()));
        }
        for (row, columns) in block.regions(&[0]) {
            assert!(row < block.rows.len() && columns.end <= block.width());
        }
    }
    assert!(!print::spoken(expr).is_empty() && !print::line(expr).contains('\n'));
    assert!(print::ascii(expr).is_ascii());
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(400) })]

    #[test]
    fn what_is_printed_reads_back_to_the_same_tree(line in line()) {
        if let Ok(reading) = read(&line, &Syntax::default()) {
            let printed = print::ascii(&reading.expr);
            let again = read(&printed, &Syntax::default()).map(|again| again.expr);
            prop_assert_eq!(again, Ok(reading.expr.clone()), "{} -> {}", line, printed);
            let latex = print::latex(&reading.expr);
            let again = read(&latex, &Syntax::default()).map(|again| again.expr);
            prop_assert_eq!(again, Ok(reading.expr.clone()), "{} -> {}", line, latex);
            every_print(&reading.expr);
        }
    }

    #[test]
    fn noise_is_read_or_refused_within_the_line(line in noise(), declared in any::<bool>(), holes in any::<bool>()) {
        let f = read("x^2", &Syntax::default()).map(|reading| reading.expr);
        let syntax = Syntax {
            vars: declared.then(|| vec![Name::new("x")]),
            limits: Limits::STUDENT,
            function: f.ok().filter(|_| holes).map(|f| (f, Name::new("x"))),
            holes,
            vector: holes,
            ..Syntax::default()
        };
        match read(&line, &syntax) {
            Ok(reading) => every_print(&reading.expr),
            Err(error) => {
                prop_assert!(error.span.start <= error.span.end);
                prop_assert!(error.span.end <= line.chars().count());
                prop_assert!(!error.to_string().is_empty());
                if let Some(mend) = error.mend() {
                    prop_assert!(read(&mend, &syntax).is_ok(), "{} -> {}", line, mend);
                }
            }
        }
    }
}

fn must_read(line: &str, vars: Option<Vec<Name>>) {
    let syntax = Syntax { vars, ..Syntax::default() };
    match read(line, &syntax) {
        Ok(reading) => {
            let printed = print::ascii(&reading.expr);
            let again = read(&printed, &syntax).map(|again| again.expr);
            assert_eq!(again.as_ref(), Ok(&reading.expr), "{line}");
        }
        Err(error) => panic!("{line}: {error}"),
    }
}

#[test]
fn every_line_of_the_workload_reads_and_reads_back() {
    let rows = include_str!("../data/workload.jsonl");
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row).expect("the file holds JSON");
        for key in ["expr", "derivative"] {
            must_read(row[key].as_str().expect("a line"), None);
        }
        for key in ["student_right", "student_wrong"] {
            for line in row[key].as_array().expect("a list of lines") {
                must_read(line.as_str().expect("a line"), None);
            }
        }
    }
}

#[expect(clippy::print_stderr, reason = "whoever runs the tests should know what was skipped")]
#[test]
fn every_line_of_the_reference_reads() {
    let Some(folder) = env::var_os("GRADUS_REFERENCE") else {
        eprintln!("skipped: GRADUS_REFERENCE names no folder");
        return;
    };
    for (file, keys) in [
        ("equivalence.jsonl", ["student", "teacher"]),
        ("derivatives.jsonl", ["expr", "derivative"]),
    ] {
        let text = fs::read_to_string(Path::new(&folder).join(file)).expect("the file is there");
        for row in text.lines() {
            let row: Value = serde_json::from_str(row).expect("the file holds JSON");
            let vars = row["vars"].as_array().map(|vars| {
                vars.iter().filter_map(Value::as_str).map(Name::new).collect::<Vec<_>>()
            });
            for key in keys {
                let line = row[key].as_str().expect("a line");
                must_read(line, None);
                must_read(line, vars.clone().filter(|vars| !vars.is_empty()));
            }
        }
    }
}
