//! A lesson in plain mode: what is typed, and what is said.

use std::collections::BTreeMap;
use std::path::Path;

use gradus::pack::{self, Files};
use gradus::plain::{self, Streams};
use gradus::record::Record;
use gradus::study::{Library, Memory, Study};

const PACK: &str = r#"
format = 1
id = "descent"
title = "Gradient descent"
version = "1.0.0"
authors = ["A. Teacher"]
license = "CC-BY-4.0"
lessons = ["first", "two-dimensions"]
[skills]
descent-step = { title = "Descent steps" }
"#;

const FIRST: &str = r#"
title = "One dimension"
[[block]]
text = "Down is against the slope."
"#;

const SECOND: &str = r#"
title = "Two dimensions"
skills = ["descent-step"]
minutes = 10

[[block]]
text = """
All coordinates step together, from the old point:

    new point = old point - rate * gradient
"""

[[block]]
figure = "contour"
of = "x^2 + 2*y^2"
x = [-4, 4]
y = [-3, 3]
path = { rule = "descent", from = [3, 2], rate = 0.1, steps = 25 }

[[block]]
ask = "step"
id = "second-step"
prompt = "One step of descent from (2.4, 1.2), rate 0.1. Which point is next?"
of = "x^2 + 2*y^2"
from = [2.4, 1.2]
rate = 0.1
hints = ["write both slopes at (2.4, 1.2) first: 2x and 4y."]
"#;

/// The study that a record file and the pack above make.
fn study(record: &Path) -> (Study, Record) {
    let file = |text: &str| text.as_bytes().to_vec();
    let files: BTreeMap<String, Vec<u8>> = [
        ("pack.toml".to_owned(), file(PACK)),
        ("lessons/first.toml".to_owned(), file(FIRST)),
        ("lessons/two-dimensions.toml".to_owned(), file(SECOND)),
    ]
    .into();
    let pack = pack::load(&Files::Memory(files)).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut record = Record::open(record).expect("a record");
    let memory = Memory::read(&mut record).expect("the record reads");
    (Study { library: Library::of(vec![pack]), memory, decimal_comma: false }, record)
}

/// What is said when these lines are typed.
fn session(path: &Path, lesson: &str, typed: &str) -> String {
    let (mut study, mut record) = study(path);
    let session = study.lesson("descent", lesson, 1_000).expect("the lesson is there");
    let mut input = typed.as_bytes();
    let mut out = Vec::new();
    let streams = Streams { input: &mut input, out: &mut out, is_echoed: false };
    plain::learn(session, &mut study, &mut record, streams, (&|| 2_000, 0)).expect("room");
    String::from_utf8(out).expect("what is said is text")
}

#[test]
fn a_lesson_is_read_answered_and_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.db");
    let said = session(
        &path,
        "two-dimensions",
        "\n\n1.92, 0.96\n1.92, 0.96\n\nhint\nhint\n1.92, 0.72\nquit\n",
    );
    let expected = "\
Gradient descent, lesson 2 of 2: Two dimensions. 3 pages.

Page 1 of 3.
All coordinates step together, from the old point:

  new point = old point - rate * gradient

Figure: f(x, y) = x^2 + 2y^2, contours with a walk.
A bowl with its lowest point f = 0 at (0, 0). Contours are ellipses, longer in
x.
The walk starts at (3, 2), uses rate 0.1, and takes 25 steps. It bends towards
the x axis first, because f is steeper in y.
  step      x        y         f        size of gradient
  0         3        2         17       10
  1         2.4      1.2       8.64     6.788
  2         1.92     0.72      4.723    4.8
  3         1.536    0.432     2.733    3.525
  25        0.01133  0.000006  0.00013  0.02267
";
    assert!(said.starts_with(expected), "{said}");
    let rest = "\
Word \"table\" prints all 26 rows.

[enter] goes on, ? lists the words.
> 

Page 2 of 3. Exercise, level 1.
f(x, y) = x^2 + 2y^2. One step of descent from (2.4, 1.2), rate 0.1. Which
point is next?
Type x, y.
> 
> 1.92, 0.96
Read as: (1.92, 0.96)
Not yet. x is right: 1.92. In y the slope used is 2.4; it is 4y, so 4.8 at the
old point.
";
    assert!(said.contains(rest), "{said}");
    assert!(
        said.contains(
            "> 1.92, 0.96\nThe same line as before. Change it, or type hint.\n> \n> hint\n"
        )
    );
    assert!(said.contains("Right, on the second try, with "), "{said}");
    assert!(said.ends_with("Saved. 1 exercise today. gradus --plain goes on here.\n"), "{said}");
    let mut record = Record::open(&path).expect("the record");
    let attempts = record.attempts("descent", "second-step").expect("it reads");
    assert_eq!(
        attempts.iter().map(|one| one.verdict.word()).collect::<Vec<_>>(),
        ["wrong", "right"]
    );
}

#[test]
fn a_lesson_goes_on_where_it_was_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.db");
    session(&path, "two-dimensions", "\n1.92, 0.96\nhint\nquit\n");
    let said = session(&path, "two-dimensions", "1.92, 0.72\n\n");
    assert!(said.contains("You stopped at page 2.\n\nPage 2 of 3. Exercise"), "{said}");
    assert!(said.contains("Right, on the second try, with one hint."), "{said}");
    assert!(said.contains("Page 3 of 3. That was Two dimensions. 1 of 1 right."), "{said}");
    let (study, _) = study(&path);
    assert_eq!(study.next(), None, "the last lesson is done");
}

#[test]
fn the_last_page_leads_to_the_next_lesson() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = session(&folder.path().join("r.db"), "first", "\n\nback\nagain\ntable\nback\n");
    assert!(said.contains("Next: Two dimensions, 10 min. [enter] goes on."), "{said}");
    assert!(said.contains("lesson 2 of 2: Two dimensions. 3 pages.\n\nPage 1 of 3."), "{said}");
    assert!(said.contains("This is the first page."), "{said}");
    assert!(said.contains("  24        0.01417  0.000009"), "the whole table: {said}");
}

#[test]
fn the_end_of_the_input_saves_and_leaves() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = session(&folder.path().join("r.db"), "first", "");
    assert!(said.ends_with("> \nSaved. 0 exercises today. gradus --plain goes on here.\n"));
}

#[test]
fn a_record_that_cannot_be_written_is_said_and_practice_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.db");
    drop(Record::open(&path).expect("a record"));
    let lock = rusqlite::Connection::open(&path).expect("a second window");
    lock.execute_batch("BEGIN IMMEDIATE; DELETE FROM draft").expect("the lock is free");
    let (mut study, mut record) = study(&path);
    let session = study.lesson("descent", "two-dimensions", 1).expect("the lesson is there");
    // Only the answer waits for the lock; where the student is was never sent.
    let typed = "\n1.92, 0.72\n";
    let mut out = Vec::new();
    let streams = Streams { input: &mut typed.as_bytes(), out: &mut out, is_echoed: false };
    record.set_wait(std::time::Duration::from_millis(20));
    plain::learn(session, &mut study, &mut record, streams, (&|| 2, 0)).expect("room");
    let said = String::from_utf8(out).expect("what is said is text");
    assert!(
        said.contains("Right.\nNot saved: another program is writing to the record.\n"),
        "{said}"
    );
}

#[test]
fn hostile_lines_are_answers_like_any_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = format!("{}\n", "(".repeat(10_000));
    let typed = ["\n", "\u{1b}[2J\u{202e}x\n", &long, "\u{0}\n", "x, \u{9b}\n"].concat();
    let said = session(&folder.path().join("r.db"), "two-dimensions", &typed);
    assert!(said.matches("Not read, so nothing was marked.").count() >= 3, "{said}");
    assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{0}']), "{said}");
}

/// The program itself, in plain mode with this record.
fn gradus(record: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gradus"));
    command.args(["learn", "primer/rate-of-change", "--plain", "--progress"]).arg(record);
    command
}

#[test]
fn a_record_that_will_not_do_is_one_sentence_and_exit_code_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("te\u{1b}xt.db");
    std::fs::write(&text, b"hello\n").expect("room");
    for file in [text.as_path(), folder.path(), Path::new("/dev/null")] {
        let done = gradus(file).output().expect("the program runs");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(done.stdout.is_empty() && said.lines().count() == 1, "{said}");
        assert!(said.contains("--progress FILE") && !said.contains('\u{1b}'), "{said}");
    }
    assert_eq!(std::fs::read(&text).expect("the file"), b"hello\n");
}

#[test]
fn an_answer_whose_verdict_was_said_survives_a_kill() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::Stdio;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.db");
    let mut child = gradus(&path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut typed = child.stdin.take().expect("its input");
    typed.write_all(b"\n+\n").expect("it listens");
    typed.flush().expect("it listens");
    let said = BufReader::new(child.stdout.take().expect("its output"));
    let mut lines = said.lines().map_while(Result::ok);
    assert!(lines.any(|line| line.starts_with("Right.")), "the verdict is said");
    child.kill().expect("it is killed");
    child.wait().expect("it is gone");
    let mut record = Record::open(&path).expect("the record opens");
    let kept = record.attempts("primer", "cube-left").expect("it reads");
    assert_eq!(kept.len(), 1);
}
