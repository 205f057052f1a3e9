//! The record keeps what it acknowledged, and leaves alone what is not its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use gradus::record::{Draft, OpenError, Place, Record, Trouble};
use gradus::tutor::{Answer, Attempt, Verdict};
use rusqlite::Connection;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn attempt(n: i64) -> Attempt {
    Attempt {
        pack: "primer".to_owned(),
        exercise: "d-x3sinx".to_owned(),
        seed: u64::MAX - 1,
        question: "abc".to_owned(),
        kind: "derivative".to_owned(),
        skills: vec!["product-rule".to_owned(), "power-rule".to_owned()],
        answer: Answer::Text(format!("3x^2 + {n}")),
        verdict: Verdict::Wrong,
        score: 0.5,
        hints: 2,
        seen: false,
        mistakes: vec!["product_of_derivatives".to_owned()],
        at: 1_700_000_000_000 + n,
    }
}

fn database(path: &Path, statements: &[&str]) {
    let file = Connection::open(path).expect("a new database");
    for statement in statements {
        file.execute_batch(statement).expect("the statement is valid");
    }
}

/// The files of a folder and their bytes.
fn bytes(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.clone(), fs::read(&path).unwrap_or_default()))
        .collect();
    found.sort();
    found
}

/// Opens a file that must be refused, and checks that nothing changed.
fn refused(folder: &TempDir, name: &str) -> OpenError {
    let before = bytes(folder.path());
    let refusal = Record::open(&folder.path().join(name)).err();
    assert_eq!(before, bytes(folder.path()), "{name} was touched");
    refusal.unwrap_or_else(|| panic!("{name} was opened"))
}

#[test]
fn an_attempt_comes_back_as_it_was() {
    let folder = folder();
    let path = folder.path().join("deep/er/record.db");
    let mut record = Record::open(&path).expect("a new record");
    let kept = attempt(1);
    assert_eq!(record.append(&kept), Ok(1));
    drop(record);
    let mut again = Record::open(&path).expect("the same record");
    assert_eq!(again.attempts("primer", "d-x3sinx"), Ok(vec![kept]));
    assert_eq!(again.attempts("other", "d-x3sinx"), Ok(vec![]));
}

#[test]
fn place_and_draft_are_found_again() {
    let folder = folder();
    let path = folder.path().join("record.db");
    let draft = Draft {
        seed: 7,
        answer: Answer::Fields(vec!["2x".to_owned(), String::new()]),
        tries: 1,
        hints: 2,
        seen: false,
    };
    let place = |lesson: &str, done, at| Place {
        pack: "primer".to_owned(),
        lesson: lesson.to_owned(),
        page: "bowl-gradient".to_owned(),
        done,
        at,
    };
    let mut record = Record::open(&path).expect("a new record");
    record.set_place(&place("descent", true, 1)).expect("room");
    record.set_place(&place("product-rule", false, 2)).expect("room");
    record.set_place(&place("descent", false, 3)).expect("room");
    record.set_draft("primer", "bowl-gradient", &draft).expect("room");
    drop(record);
    let mut again = Record::open(&path).expect("the same record");
    let places = again.places().expect("two places");
    assert_eq!(places, [place("descent", true, 3), place("product-rule", false, 2)]);
    let key = ("primer".to_owned(), "bowl-gradient".to_owned());
    assert_eq!(again.drafts(), Ok([(key, draft)].into()));
    again.clear_draft("primer", "bowl-gradient").expect("room");
    assert_eq!(again.drafts().map(|all| all.len()), Ok(0));
}

#[test]
fn standing_counts_tries_and_what_was_right_unaided() {
    let folder = folder();
    let mut record = Record::open(&folder.path().join("r.db")).expect("a new record");
    record.append(&attempt(1)).expect("room");
    record.append(&Attempt { verdict: Verdict::Right, seen: true, ..attempt(2) }).expect("room");
    let key = ("primer".to_owned(), "d-x3sinx".to_owned());
    let seen = record.standings().expect("one")[&key];
    assert_eq!((seen.tries, seen.right, seen.seen), (2, false, true));
    record.append(&Attempt { verdict: Verdict::Right, ..attempt(3) }).expect("room");
    assert!(record.standings().expect("one")[&key].right);
    assert_eq!(record.answered_since(1_700_000_000_002), Ok(1));
    assert_eq!(record.answered_since(1_800_000_000_000), Ok(0));
}

#[test]
fn an_empty_file_becomes_a_record() {
    let folder = folder();
    fs::write(folder.path().join("empty.db"), b"").expect("room");
    // A log without its database belongs to nobody.
    fs::write(folder.path().join("empty.db-wal"), [7; 8192]).expect("room");
    let mut record = Record::open(&folder.path().join("empty.db")).expect("a new record");
    assert_eq!(record.append(&attempt(1)), Ok(1));
}

#[test]
fn other_files_are_refused_and_stay_as_they_are() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("text.db"), b"hello\n").expect("room");
    fs::write(at("random.db"), vec![0x5a; 65536]).expect("room");
    let mut header = b"SQLite format 3\0".to_vec();
    header.resize(100, 0);
    fs::write(at("header-only.db"), header).expect("room");
    database(&at("other-app.db"), &["CREATE TABLE bookmarks (a)", "PRAGMA user_version = 3"]);
    for name in ["text.db", "random.db", "header-only.db", "other-app.db"] {
        assert!(matches!(refused(&folder, name), OpenError::Foreign(_)), "{name}");
    }
}

#[test]
fn a_record_of_a_later_gradus_is_refused() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    database(&at("bare.db"), &["PRAGMA user_version = 9999"]);
    database(&at("ours.db"), &["PRAGMA application_id = 1735549284", "PRAGMA user_version = 2"]);
    for (name, expected) in [("bare.db", 9999), ("ours.db", 2)] {
        let OpenError::Newer { version, .. } = refused(&folder, name) else {
            panic!("{name} is newer");
        };
        assert_eq!(version, expected);
    }
}

#[test]
fn tables_that_gradus_did_not_make_are_refused() {
    let folder = folder();
    let ours = "PRAGMA application_id = 1735549284; PRAGMA user_version = 1";
    let cases: [(&str, &str); 3] = [
        (
            "view-bomb.db",
            "CREATE VIEW attempt AS WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM r) \
             SELECT * FROM r",
        ),
        (
            "trigger.db",
            "CREATE TABLE attempt (id INTEGER PRIMARY KEY, answer TEXT); CREATE TRIGGER t AFTER \
             INSERT ON attempt BEGIN DELETE FROM attempt; END",
        ),
        (
            "huge-cell.db",
            "CREATE TABLE attempt (a); INSERT INTO attempt VALUES (zeroblob(4194304))",
        ),
    ];
    for (name, tables) in cases {
        database(&folder.path().join(name), &[tables, ours]);
        assert!(matches!(refused(&folder, name), OpenError::Altered(_)), "{name}");
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = folder();
    assert!(matches!(Record::open(folder.path()), Err(OpenError::Folder(_))));
    assert!(matches!(Record::open(Path::new("/dev/null")), Err(OpenError::Special(_))));
    #[cfg(unix)]
    {
        let link = folder.path().join("link.db");
        std::os::unix::fs::symlink("nowhere", &link).expect("a link");
        assert!(matches!(Record::open(&link), Err(OpenError::Special(_))));
        let first = folder.path().join("first.db");
        drop(Record::open(&first));
        fs::hard_link(&first, folder.path().join("second.db")).expect("a second name");
        assert!(matches!(Record::open(&first), Err(OpenError::TwoNames(_))));
    }
}

#[test]
fn damage_is_named_and_never_taken_for_a_new_record() {
    let folder = folder();
    let path = folder.path().join("record.db");
    let mut record = Record::open(&path).expect("a new record");
    for n in 0..200 {
        record.append(&attempt(n)).expect("room");
    }
    record.back_up("2026-11-24").expect("room for a copy");
    drop(record);
    let sound = fs::read(&path).expect("the record");
    let hurt = folder.path().join("hurt.db");
    fs::write(folder.path().join("hurt.db.backup-2026-11-23"), &sound).expect("room");
    let mut refusals = 0;
    for n in 0..60 {
        let mut bytes = sound.clone();
        if n < 20 {
            bytes.truncate(sound.len() * (n + 1) / 21);
        } else {
            let at = (n - 19) * sound.len() / 42;
            bytes[at..at + 40].fill(0xA5);
        }
        fs::write(&hurt, &bytes).expect("room");
        match Record::open(&hurt) {
            // Some bytes are free or lie inside a text; then nothing may be missing.
            Ok(mut record) => {
                let kept = record.attempts("primer", "d-x3sinx").map(|all| all.len());
                assert!(kept.as_ref().is_ok_and(|kept| *kept >= 199), "case {n}: {kept:?} of 200");
            }
            Err(error) => {
                refusals += 1;
                assert_eq!(bytes, fs::read(&hurt).expect("the file"), "case {n} was touched");
                if let OpenError::Damaged { backup, .. } = error {
                    assert!(backup.is_some_and(|path| path.ends_with("hurt.db.backup-2026-11-23")));
                }
            }
        }
        for ending in ["-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(folder.path().join(format!("hurt.db{ending}")));
        }
    }
    assert!(refusals >= 20, "only {refusals} of 60 were refused");
}

#[test]
fn a_backup_is_a_whole_record_and_ten_stay() {
    let folder = folder();
    let path = folder.path().join("record.db");
    let mut record = Record::open(&path).expect("a new record");
    record.append(&attempt(1)).expect("room");
    for day in 0..12 {
        record.back_up(&format!("day-{day}")).expect("room");
    }
    let copies: Vec<_> = bytes(folder.path())
        .into_iter()
        .filter(|(path, _)| path.to_string_lossy().contains(".backup-"))
        .collect();
    assert_eq!(copies.len(), 10);
    let mut copy = Record::open(&copies[0].0).expect("a copy is a record");
    assert_eq!(copy.attempts("primer", "d-x3sinx").map(|all| all.len()), Ok(1));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_it_under_any_umask() {
    use std::os::unix::fs::PermissionsExt;
    let mode =
        |path: &Path| fs::metadata(path).expect("the file is there").permissions().mode() & 0o777;
    for umask in ["000", "777", "022"] {
        let folder = folder();
        let path = folder.path().join("home/gradus/record.db");
        run_self("child_appends", &path, Some(umask)).wait().expect("the child ends");
        assert_eq!(mode(path.parent().expect("a folder")), 0o700, "umask {umask}");
        assert_eq!(mode(&path), 0o600, "umask {umask}");
    }
}

#[test]
fn a_locked_record_lets_practice_go_on_and_saves_later() {
    let folder = folder();
    let path = folder.path().join("record.db");
    drop(Record::open(&path).expect("a new record"));
    let other = Connection::open(&path).expect("a second window");
    other.execute_batch("BEGIN IMMEDIATE").expect("the lock is free");
    let mut record = Record::open(&path).expect("readers are not blocked");
    assert_eq!(record.append(&attempt(1)), Err(Trouble::Locked));
    other.execute_batch("ROLLBACK").expect("the lock is given back");
    assert_eq!(record.append(&attempt(2)), Ok(1));
}

#[test]
fn a_folder_that_vanishes_is_said_and_not_made_anew() {
    let folder = folder();
    let inner = folder.path().join("inner");
    let path = inner.join("record.db");
    let mut record = Record::open(&path).expect("a new record");
    record.append(&attempt(1)).expect("room");
    fs::remove_dir_all(&inner).expect("the folder goes");
    assert_eq!(record.append(&attempt(2)), Err(Trouble::Gone));
    assert_eq!(record.append(&attempt(3)), Err(Trouble::Gone));
    assert!(!inner.exists());
}

#[test]
fn eight_windows_write_at_once_and_nothing_is_lost() {
    let folder = folder();
    let path = folder.path().join("record.db");
    let writers: Vec<_> = (0..8)
        .map(|window| {
            let path = path.clone();
            thread::spawn(move || {
                let mut record = Record::open(&path).expect("the record opens");
                for n in 0..20 {
                    record.append(&attempt(window * 100 + n)).expect("each answer is kept");
                }
            })
        })
        .collect();
    for writer in writers {
        writer.join().expect("the window ends well");
    }
    let mut record = Record::open(&path).expect("the record");
    assert_eq!(record.attempts("primer", "d-x3sinx").map(|all| all.len()), Ok(160));
    let log = fs::metadata(folder.path().join("record.db-wal")).map_or(0, |log| log.len());
    assert!(log <= 4 << 20, "the log has {log} bytes");
}

#[cfg(unix)]
#[test]
fn a_killed_process_loses_nothing_it_acknowledged() {
    use std::io::{BufRead, BufReader};
    let folder = folder();
    let path = folder.path().join("record.db");
    let mut acknowledged = 0;
    for round in 1..=4 {
        let mut child = run_self("child_appends_without_end", &path, None);
        let output = child.stdout.take().expect("the child's output");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let counted = lines.by_ref().filter(|line| line.contains("kept")).take(7 * round).count();
        child.kill().expect("the child is killed");
        // Lines that were already on their way count as acknowledged too.
        acknowledged += counted + lines.filter(|line| line.contains("kept")).count();
        child.wait().expect("the child is gone");
    }
    let mut record = Record::open(&path).expect("the record");
    let kept = record.attempts("primer", "d-x3sinx").map_or(0, |all| all.len());
    assert!(kept >= acknowledged, "{kept} kept of {acknowledged} acknowledged");
    assert!(acknowledged >= 70);
}

/// Runs one of the children below in a process of its own.
#[cfg(unix)]
fn run_self(child: &str, path: &Path, umask: Option<&str>) -> std::process::Child {
    let program = std::env::current_exe().expect("the test's own program");
    Command::new("sh")
        .arg("-c")
        .arg(format!("umask {}; exec \"$0\" --exact {child} --nocapture", umask.unwrap_or("022")))
        .arg(program)
        .env("GRADUS_TEST_RECORD", path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the child starts")
}

#[test]
fn child_appends() {
    let Some(path) = std::env::var_os("GRADUS_TEST_RECORD") else { return };
    let mut record = Record::open(Path::new(&path)).expect("the record opens");
    record.append(&attempt(1)).expect("room");
}

#[test]
fn child_appends_without_end() {
    use std::io::Write;
    let Some(path) = std::env::var_os("GRADUS_TEST_RECORD") else { return };
    let mut record = Record::open(Path::new(&path)).expect("the record opens");
    for n in 0.. {
        record.append(&attempt(n)).expect("room");
        let mut out = std::io::stdout();
        if writeln!(out, "\nkept {n}").and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}
