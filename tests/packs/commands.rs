//! `gradus pack …` as it is typed: exit codes, and what is printed last.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use gradus::cli::{self, Streams};

/// Exit code, standard output, standard error.
fn gradus(line: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut input = std::io::empty();
    let mut streams = Streams { input: &mut input, out: &mut out, err: &mut err };
    let words = ["gradus", "pack"].iter().chain(line).map(OsString::from);
    let code = cli::run(words, &mut streams);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is text");
    (code, text(out), text(err))
}

fn made(home: &Path) -> String {
    let folder = home.join("demo").display().to_string();
    let (code, out, _) = gradus(&["new", &folder]);
    assert_eq!(code, 0);
    assert_eq!(out.lines().last(), Some(format!("gradus pack check {folder}").as_str()));
    folder
}

fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn a_pack_is_made_checked_formatted_locked_and_built() {
    let home = home();
    let folder = made(home.path());
    let (code, out, _) = gradus(&["check", &folder]);
    assert_eq!(
        (code, out.as_str()),
        (
            0,
            format!(
                "demo: 3 exercises, 58 variants, 112 tests: every answer proved or agreed; nothing to \
                 mend.\ngradus pack add {folder}\n"
            )
            .as_str()
        )
    );
    let lesson = home.path().join("demo/lessons/first.toml");
    let mut text = fs::read_to_string(&lesson).expect("it is there");
    text.push_str("\n[[block]]\nask = \"derivative\"\nof  = \"x^3*sin(x)\"\n");
    fs::write(&lesson, &text).expect("it is written");
    assert_eq!(gradus(&["fmt", "--check", &folder]).0, 1);
    assert_eq!(gradus(&["fmt", &folder]).0, 0);
    let tidy = fs::read_to_string(&lesson).expect("it is there");
    assert!(
        tidy.ends_with("ask = \"derivative\"\nid  = \"d-x3sinx\"\nof  = \"x^3*sin(x)\"\n"),
        "{tidy}"
    );
    assert_eq!(gradus(&["fmt", "--check", &folder]).0, 0);
    assert_eq!(gradus(&["lock", &folder]).0, 0);
    let archive = home.path().join("demo.gradus").display().to_string();
    let (code, out, _) = gradus(&["build", &folder, "--output", &archive]);
    assert_eq!(code, 0);
    assert!(out.starts_with("sha256 ") && out.ends_with(&format!("gradus pack add {archive}\n")));
    assert_eq!(gradus(&["check", &archive]).0, 0);
    assert!(gradus(&["list", &archive]).1.contains("Two factors, two terms: 4 exercises"));
}

#[test]
fn strict_turns_warnings_into_errors_and_json_is_one_object() {
    let home = home();
    let folder = made(home.path());
    let lesson = home.path().join("demo/lessons/first.toml");
    let mut text = fs::read_to_string(&lesson).expect("it is there");
    text.push_str("\n[[block]]\ntext = \"The red curve \\u001b[2J is steep.\"\n");
    fs::write(&lesson, &text).expect("it is written");
    assert_eq!(gradus(&["check", &folder]).0, 0);
    let (code, out, _) = gradus(&["check", &folder, "--strict", "--json"]);
    assert_eq!(code, 1);
    let report: serde_json::Value = serde_json::from_str(&out).expect("one object");
    assert_eq!(report["warnings"], 2);
    assert_eq!(report["problems"][0]["code"], "T401");
    assert_eq!(report["problems"][0]["line"], 53);
    assert!(!out.contains('\u{1b}'));
}

#[test]
fn what_is_not_there_is_said_in_one_sentence() {
    for line in
        [&["check", "nowhere"][..], &["fmt", "nowhere"], &["add", "nowhere"], &["new", "No Id"]]
    {
        let (code, out, err) = gradus(line);
        assert_eq!((code, out.as_str()), (2, ""), "{line:?}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
}

#[test]
fn a_preview_shows_the_question_its_answer_and_its_problems() {
    let home = home();
    made(home.path());
    let lesson = home.path().join("demo/lessons/first.toml").display().to_string();
    let (code, out, _) = gradus(&["preview", &lesson, "--variant", "3"]);
    assert_eq!(code, 0);
    assert!(out.contains("derivative product-power-trig   variant 3: a = "), "{out}");
    assert!(out.contains("steps │ f' = 3x²") && out.contains("✓ product rule"), "{out}");
    let mut text = fs::read_to_string(&lesson).expect("it is there");
    text.push_str("\n[[block]]\nask = \"derivative\"\nof = \"x^3*sim(x)\"\n");
    fs::write(&lesson, &text).expect("it is written");
    let (code, out, _) = gradus(&["preview", &lesson]);
    assert_eq!(code, 1);
    assert!(out.contains("Did you mean `sin`?"), "{out}");
}
