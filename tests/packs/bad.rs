//! Each broken pack of `tests/bad_packs` has one mistake, and a message that a newcomer can act on.
//!
//! A file holds the one lesson of its pack, or several files under lines `### name`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gradus::author::report::{self, Look};
use gradus::author::{self, Checked};
use gradus::pack::{Files, Severity};

const FRONT: &str =
    "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";

fn files(text: &str) -> Files {
    let mut files = BTreeMap::from([("pack.toml".to_owned(), FRONT.as_bytes().to_vec())]);
    let mut name = "lessons/a.toml".to_owned();
    for line in text.lines() {
        match line.strip_prefix("### ") {
            Some(next) => {
                next.clone_into(&mut name);
                files.insert(name.clone(), Vec::new());
            }
            None => {
                let file = files.entry(name.clone()).or_default();
                file.extend(line.as_bytes());
                file.push(b'\n');
            }
        }
    }
    Files::Memory(files)
}

fn check(text: &str) -> Checked {
    author::check(&files(text), &mut |_, _| {})
}

#[test]
fn every_broken_pack_has_its_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_packs");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder is part of the project")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()))
        .collect();
    names.sort();
    assert!(names.len() >= 40);
    for name in names {
        let text = fs::read_to_string(folder.join(format!("{name}.toml"))).expect("it is text");
        let told: Vec<_> =
            check(&text).problems.into_iter().filter(|p| p.severity != Severity::Note).collect();
        assert!(!told.is_empty(), "{name}: no problem was found");
        let report = report::all(&told, "", Look { colour: false, unicode: true });
        assert!(report.chars().all(|c| c == '\n' || !c.is_control()), "{name}");
        insta::with_settings!({ snapshot_path => "../bad_packs", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, report);
        });
    }
}
