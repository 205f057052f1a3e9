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
