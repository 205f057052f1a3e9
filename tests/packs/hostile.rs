//! Packs that mean harm: each is named in under a second, and nothing of it acts on the terminal.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gradus::author::report::{self, Look};
use gradus::author::{self, Checked};
use gradus::pack::{Files, Severity};

/// A pack of `tests/data/hostile/toml`, and the code of what is wrong with it; empty for those
/// that only look dangerous.
const EXPECTED: &[(&str, &str)] = &[
    ("bad-lines-2000", "P001"),
    ("bidi-title", "T401"),
    ("blocks-20000", "P009"),
    ("bom", ""),
    ("choice-empty", "P002"),
    ("crlf", ""),
    ("dotted-200", "P001"),
    ("dup-id", "P006"),
    ("dup-key", "P001"),
    ("empty", "P004"),
    ("engine-newer", "P009"),
    ("esc-c1", "T401"),
    ("esc-escaped", "T401"),
    ("esc-key", "T401"),
    ("esc-raw", "P001"),
    ("fig-nan", "E103"),
    ("fig-range", "E103"),
    ("fig-steps", "P009"),
    ("fill-brackets", "E106"),
    ("format-2", "P009"),
    ("format-big", "P002"),
    ("hints-10k", "P009"),
    ("id-evil", "P006"),
    ("id-long", "P006"),
    ("inf-at", "P002"),
    ("int-over", "P002"),
    ("lessons-10001", "P009"),
    ("lessons-twice", "P005"),
    ("link-js", ""),
    ("lone-cr", "P001"),
    ("marks-neg", "P002"),
    ("nan-at", "P002"),
    ("needs-cycle", "S301"),
    ("nest-arrays-200", "P001"),
    ("nest-inline-200", "P001"),
    ("not-utf8", "P001"),
    ("nul-bytes", "P001"),
    ("of-64k", "E101"),
    ("of-expand", ""),
    ("of-tower", ""),
    ("ok", ""),
    ("order-big", "P009"),
    ("osc8-link", "T401"),
    ("param-20-ranges", "E105"),
    ("param-brace", "E101"),
    ("param-cycle", "E105"),
    ("param-doubling", "E105"),
    ("param-range-huge", ""),
    ("param-self", "E105"),
    ("param-step-tiny", ""),
    ("param-step-zero", "E105"),
    ("parts-cycle", "E102"),
    ("path-abs", "P005"),
    ("path-dev", "P005"),
    ("path-traversal", "P005"),
    ("secret-key", "P001"),
    ("text-quote-bomb", "T401"),
    ("title-64k", "T401"),
    ("variants-big", "P009"),
    ("variants-neg", "P002"),
    ("zalgo-title", "T401"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/hostile/toml")
}

fn check(files: &Files) -> Checked {
    author::check(files, &mut |_, _| {})
}

fn codes(checked: &Checked) -> Vec<&'static str> {
    let told = checked.problems.iter().filter(|problem| problem.severity != Severity::Note);
    told.map(|problem| problem.code.name()).collect()
}

#[test]
fn every_hostile_pack_is_named_in_time() {
    let mut found: Vec<String> = fs::read_dir(folder())
        .expect("the corpus is part of the project")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    found.sort();
    let listed: Vec<&str> = EXPECTED.iter().map(|(name, _)| *name).collect();
    assert_eq!(found, listed);
    for (name, code) in EXPECTED {
        let begun = Instant::now();
        let checked = check(&Files::Folder(folder().join(name)));
        let codes = codes(&checked);
        if code.is_empty() {
            assert!(codes.is_empty(), "{name}: {codes:?}");
        } else {
            assert!(codes.contains(code), "{name}: {codes:?}");
        }
        // Without optimisation, beside other tests; optimised it is a twentieth of this.
        assert!(begun.elapsed() < Duration::from_secs(5), "{name}: {:?}", begun.elapsed());
    }
}

#[test]
fn no_report_acts_on_the_terminal() {
    for (name, _) in EXPECTED {
        let checked = check(&Files::Folder(folder().join(name)));
        let report = report::all(&checked.problems, name, Look { colour: false, unicode: true });
        let acts = |c: char| {
            c != '\n'
                && (c.is_control()
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        };
        assert!(!report.contains(acts), "{name}");
        assert!(report.len() < 40_000, "{name}: {} bytes", report.len());
    }
}

#[test]
fn of_many_errors_the_first_twenty_are_printed() {
    let checked = check(&Files::Folder(folder().join("bad-lines-2000")));
    let report = report::all(&checked.problems, "", Look { colour: false, unicode: true });
    assert!(report.contains("… and 1,980 more."), "{}", &report[report.len() - 200..]);
}

#[test]
fn fifty_megabytes_of_toml_are_not_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pack = "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
    fs::write(folder.path().join("pack.toml"), pack).expect("it is written");
    fs::create_dir(folder.path().join("lessons")).expect("it is made");
    let lesson = folder.path().join("lessons/a.toml");
    fs::File::create(&lesson).and_then(|file| file.set_len(50 << 20)).expect("a sparse file");
    let checked = check(&Files::Folder(folder.path().to_path_buf()));
    assert_eq!(codes(&checked), ["P009"]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_and_a_device_are_not_opened() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pack =
        "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\", \"b\"]\n";
    fs::write(folder.path().join("pack.toml"), pack).expect("it is written");
    fs::create_dir(folder.path().join("lessons")).expect("it is made");
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(to, folder.path().join("lessons").join(name)).expect("a link");
    };
    link("/etc/passwd", "a.toml");
    link("/dev/zero", "b.toml");
    let checked = check(&Files::Folder(folder.path().to_path_buf()));
    assert_eq!(codes(&checked), ["P005", "P005"]);
}
