//! The program in a real pseudo-terminal: what a person sees, and every way out.

#![cfg(unix)]

mod terminal;

use portable_pty::{CommandBuilder, PtySize};
use std::time::{Duration, Instant};
use terminal::{Terminal, cells};

#[test]
fn quitting_gives_the_terminal_back() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.expect("q quit");
    assert!(terminal.screen.lock().expect("whole").screen().alternate_screen());
    terminal.send("q");
    assert_eq!(terminal.ended(), 0);
    terminal.expect_given_back();
}

#[test]
fn control_c_leaves_from_anywhere() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.expect("q quit");
    terminal.send("?");
    terminal.expect("Anywhere");
    terminal.send("\u{3}");
    assert_eq!(terminal.ended(), 0);
    terminal.expect_given_back();
}

#[test]
fn every_signal_gives_the_terminal_back() {
    for (name, code) in [("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131)] {
        let mut terminal = Terminal::start(&[], &[]);
        terminal.expect("q quit");
        terminal.signal(name);
        assert_eq!(terminal.ended(), code, "SIG{name}");
        terminal.expect_given_back();
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_in_any_thread_gives_the_terminal_back_and_says_so() {
    for place in ["draw", "worker"] {
        // A backtrace is for developers: even where it is asked for, a student sees a sentence.
        let mut terminal =
            Terminal::start(&[], &[("GRADUS_PANIC", place), ("RUST_BACKTRACE", "1")]);
        assert_eq!(terminal.ended(), 2, "{place}");
        terminal.expect_given_back();
        terminal.expect("gradus has a fault and had to stop");
        assert!(!terminal.text().contains("stack backtrace"), "{}", terminal.text());
    }
}

#[test]
fn the_process_ends_when_its_terminal_goes_away() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.expect("q quit");
    terminal.hang_up();
    let start = Instant::now();
    terminal.ended();
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn suspend_gives_the_terminal_back_and_resume_draws_everything_again() {
    let mut shell = CommandBuilder::new("sh");
    let script = format!("{}; echo stopped; read go; fg; echo over", env!("CARGO_BIN_EXE_gradus"));
    shell.args(["-mc", &script]);
    let mut terminal = Terminal::start_command(shell, &[]);
    terminal.expect("q quit");
    let drawn = terminal.text();
    terminal.send("\u{1a}");
    terminal.expect("stopped");
    terminal.expect_given_back();
    terminal.send("go\n");
    terminal.expect("q quit");
    assert_eq!(terminal.text(), drawn);
    terminal.send("q");
    terminal.expect("over");
    terminal.expect_given_back();
}

#[test]
fn a_resized_window_is_drawn_anew() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.expect("q quit");
    let resize = |rows, cols| {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        terminal.screen.lock().expect("whole").screen_mut().set_size(cells(rows), cells(cols));
        let master = terminal.master.as_ref().expect("the terminal is there");
        master.resize(size).expect("the terminal can be resized");
    };
    resize(10, 38);
    terminal.expect("gradus needs 40 x 12; this is 38 x 10.");
    resize(24, 80);
    terminal.expect("q quit");
    terminal.send("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn without_a_terminal_one_line_points_to_the_plain_tutor() {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_gradus"))
        .stdin(std::process::Stdio::null())
        .output()
        .expect("gradus runs");
    assert_eq!(run.status.code(), Some(2));
    assert!(run.stdout.is_empty());
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("--plain"), "{said}");
}

/// The first walk: home, a page, a wrong answer with its witness, a right one, a descent, out.
#[test]
fn a_student_learns_answers_watches_descent_and_leaves() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.expect("Welcome. gradus teaches derivatives");
    terminal.send(":");
    terminal.expect("go to");
    terminal.send("cube times sine\r");
    terminal.expect("Differentiate f with respect to x.");
    terminal.send("3x^2 cos x");
    terminal.expect("read as");
    terminal.send("\r");
    terminal.expect("✗");
    terminal.expect("the slope of f is");
    terminal.send("\u{15}3x^2 sin x + x^3 cos x\r");
    terminal.expect("Right, on the second try.");
    // Answered: letters are commands again.
    terminal.send(":lab\r");
    terminal.expect("space starts the walk.");
    terminal.send(" ");
    terminal.expect("step 25 of 25");
    terminal.send("\u{1b}");
    terminal.expect("Continue");
    terminal.send("q");
    assert_eq!(terminal.ended(), 0);
    terminal.expect_given_back();
}

/// Whatever comes from the keyboard, the answer given before it is in the record afterwards.
#[test]
fn a_killed_program_loses_no_answer_that_it_showed() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.expect("Welcome.");
    terminal.send(":cube times sine\r");
    terminal.expect("Differentiate f");
    terminal.send("3x^2 sin x + x^3 cos x\r");
    terminal.expect("Right.");
    terminal.signal("KILL");
    terminal.ended();
    let record = terminal.home.path().join("record.db");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_gradus"));
    command.args(["--progress", &record.to_string_lossy()]);
    let mut again = Terminal::start_command(command, &[]);
    again.expect("Continue    Four rules, one at a time");
    again.send("q");
    assert_eq!(again.ended(), 0);
}

/// A pack in a folder of its own, and the lesson's text.
fn pack_on_the_desk() -> (tempfile::TempDir, std::path::PathBuf, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("lessons")).expect("a folder");
    let front = "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
    std::fs::write(folder.path().join("pack.toml"), front).expect("it is written");
    let lesson = "title = \"A\"\n\n[[block]]\ntext = \"To begin with.\"\n\n[[block]]\nask = \"derivative\"\nof = \"x^3\"\n\n[[block]]\ntext = \"To end with.\"\n";
    let path = folder.path().join("lessons/a.toml");
    std::fs::write(&path, lesson).expect("it is written");
    (folder, path, lesson.to_owned())
}

/// Saves as most editors do: beside the file first, then under its name.
fn save(path: &std::path::Path, text: &str) {
    let aside = path.with_extension("toml~");
    std::fs::write(&aside, text).expect("it is written");
    std::fs::rename(&aside, path).expect("it gets its name");
}

#[test]
fn a_lesson_saved_while_it_is_previewed_is_shown_at_the_edited_block() {
    let (folder, path, lesson) = pack_on_the_desk();
    let mut terminal = Terminal::start(&["pack", "preview", &path.to_string_lossy()], &[]);
    terminal.expect("To begin with.");
    terminal.expect("block 1 of 3");
    // By renaming, and with a mistake.
    save(&path, &lesson.replace("x^3", "x^"));
    terminal.expect("block 2 of 3, as it was");
    terminal.expect("E101");
    terminal.expect("read again");
    // In place, and mended.
    let lesson = lesson.replace("x^3", "x^5");
    std::fs::write(&path, &lesson).expect("it is written");
    terminal.expect("5x⁴");
    terminal.expect("nothing to mend.");
    // Fifty saves at once end in the last of them.
    for n in 0..50 {
        save(&path, &lesson.replace("To end with.", &format!("Save {n}.")));
    }
    terminal.expect("Save 49.");
    terminal.expect("block 3 of 3");
    // Away with the whole pack, and back.
    let aside = folder.path().with_extension("aside");
    std::fs::rename(folder.path(), &aside).expect("it is moved");
    terminal.expect("is no file `pack.toml`");
    std::fs::rename(&aside, folder.path()).expect("it is moved back");
    terminal.expect("0 errors");
    save(&path, &lesson.replace("To begin with.", "From anew."));
    terminal.expect("From anew.");
    terminal.send("q");
    assert_eq!(terminal.ended(), 0);
    terminal.expect_given_back();
    assert!(!terminal.home.path().join("record.db").exists(), "a preview has no record");
}

#[test]
fn a_preview_gives_the_terminal_back_when_it_is_ended() {
    let (_folder, path, _) = pack_on_the_desk();
    for (name, code) in [("TERM", 143), ("HUP", 129)] {
        let mut terminal = Terminal::start(&["pack", "preview", &path.to_string_lossy()], &[]);
        terminal.expect("To begin with.");
        terminal.signal(name);
        assert_eq!(terminal.ended(), code, "SIG{name}");
        terminal.expect_given_back();
    }
}
