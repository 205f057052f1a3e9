//! The author's guide tells the truth: every example of it is a good pack.

use std::fs;
use std::path::Path;

use gradus::author;
use gradus::pack::{Code, Problem, Severity, in_memory, keys};

const FRONT: &str = "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"first\"]\n\
    allow = [\"S301\"]\n";
const LESSON: &str = "title = \"A\"\nskills = [\"product-rule\"]\n[[block]]\nask = \"derivative\"\nid = \"first-slope\"\n\
     of = \"x^2*sin(x)\"\n";

fn guide() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packs.md");
    fs::read_to_string(path).expect("the guide is part of the project")
}

/// What stands in fences of this language.
fn fenced<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    text.split(open.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

fn told(front: &str, lesson: &str) -> Vec<String> {
    let files = in_memory(&[("pack.toml", front), ("lessons/first.toml", lesson)]);
    let checked = author::check(&files, &mut |_, _| {});
    let told = checked.problems.iter().filter(|problem| problem.severity != Severity::Note);
    told.map(Problem::to_string).collect()
}

#[test]
fn every_example_of_the_guide_checks_clean() {
    let guide = guide();
    let examples = fenced(&guide, "toml");
    assert!(examples.len() >= 8);
    for example in examples {
        let problems = if example.starts_with("format") {
            told(&example.replace("[skills]", "allow = [\"S301\"]\n[skills]"), LESSON)
        } else if example.starts_with("title") {
            told(FRONT, example)
        } else {
            told(FRONT, &format!("title = \"A\"\n{example}"))
        };
        assert_eq!(problems, [""; 0], "{example}");
    }
}

#[test]
fn the_guide_names_every_kind_and_every_code_that_is_checked() {
    let guide = guide();
    for kind in keys::ASKS {
        assert!(guide.contains(&format!("| `{}` |", kind.name)), "{}", kind.name);
    }
    for kind in keys::FIGURES {
        assert!(guide.contains(&format!("= \"{}\"", kind.name)), "{}", kind.name);
    }
    for code in Code::ALL.iter().filter(|code| !code.name().starts_with('D')) {
        assert!(guide.contains(&format!("| {} |", code.name())), "{code}");
    }
}

#[test]
fn the_guide_names_every_key() {
    let guide = guide();
    let is_named = |name: &str| {
        guide.contains(&format!("`{name}`"))
            || guide.contains(&format!("[{name}"))
            || guide.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
    };
    let tables =
        [keys::PACK, keys::SKILL, keys::QUIZ, keys::PICK, keys::LESSON, keys::BLOCK, keys::TEST]
            .into_iter()
            .chain([keys::WRONG, keys::PATH, keys::GOAL]);
    for key in tables.flatten() {
        assert!(is_named(key.name), "{}", key.name);
    }
}
