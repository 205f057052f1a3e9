//! The house keeps its plan: a room uses only the rooms that the table of `src/lib.rs` lists.

use std::fs;
use std::path::{Path, PathBuf};

/// Room, the rooms it may use. `text` may be used by all.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("math", &[]),
    ("plot", &[]),
    ("descent", &["math"]),
    ("pack", &["math", "descent"]),
    ("tutor", &["math", "descent", "pack"]),
    ("author", &["math", "descent", "pack", "tutor"]),
    ("record", &["pack", "tutor"]),
    ("study", &["math", "descent", "pack", "tutor", "record"]),
    ("tui", &["math", "plot", "descent", "pack", "tutor", "author", "record", "study"]),
    ("plain", &["math", "plot", "descent", "pack", "tutor", "author", "record", "study"]),
    (
        "cli",
        &["math", "plot", "descent", "pack", "tutor", "author", "record", "study", "tui", "plain"],
    ),
];

/// A crate, and the only room that may name it.
const HOMES: &[(&str, &str)] = &[
    ("ratatui", "tui"),
    ("crossterm", "tui"),
    ("tui_input", "tui"),
    ("notify_debouncer_mini", "tui"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
    ("rusqlite", "record"),
    ("rusqlite_migration", "record"),
];

/// What a line of a room's source uses that the plan does not allow.
fn violations(room: &str, source: &str) -> Vec<String> {
    let allowed = ROOMS.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, uses)| uses);
    let mut found = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let code = line.split("//").next().unwrap_or("");
        for other in rooms_named(code) {
            if other != room && other != "text" && !allowed.contains(&other) {
                found.push(format!("line {}: {room} uses {other}", index + 1));
            }
        }
        for (krate, home) in HOMES {
            if room != *home && names_crate(code, krate) {
                found.push(format!(
                    "line {}: {room} names {krate}, whose home is {home}",
                    index + 1
                ));
            }
        }
    }
    found
}

/// The rooms behind `crate::` on a line, braces included.
fn rooms_named(code: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let heads: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split([',', '}']).map(str::trim).collect(),
            None => vec![rest],
        };
        for head in heads {
            let word: String =
                head.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.extend(ROOMS.iter().map(|(name, _)| *name).filter(|name| *name == word));
        }
    }
    found
}

fn names_crate(code: &str, krate: &str) -> bool {
    code.match_indices(krate).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + krate.len()..];
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            && after.starts_with("::")
    })
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).expect("the room is a folder");
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn every_room_uses_only_what_the_plan_lists() {
    let mut broken = Vec::new();
    for (room, _) in ROOMS {
        for file in sources(&source_folder().join(room)) {
            let source = fs::read_to_string(&file).expect("a source file is text");
            broken.extend(
                violations(room, &source).into_iter().map(|v| format!("{}: {v}", file.display())),
            );
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_folder_is_a_room_that_says_its_question() {
    for entry in fs::read_dir(source_folder()).expect("the sources can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if !path.is_dir() {
            continue;
        }
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        assert!(ROOMS.iter().any(|(room, _)| *room == name), "{name} is not in the plan");
        let front = fs::read_to_string(path.join("mod.rs")).expect("a room has a mod.rs");
        assert!(front.starts_with("//! "), "{name}/mod.rs does not say which question it answers");
    }
}

#[test]
fn a_planted_violation_is_found() {
    assert_eq!(violations("plot", "use crate::math::Expr;"), ["line 1: plot uses math"]);
    assert_eq!(
        violations("math", "use crate::{text::Shown, tui::App};"),
        ["line 1: math uses tui"]
    );
    assert_eq!(
        violations("study", "fn f() { ratatui::init(); }"),
        ["line 1: study names ratatui, whose home is tui"]
    );
    assert!(violations("study", "use crate::math::Expr; // crate::tui").is_empty());
}
