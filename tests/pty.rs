//! The program in a real pseudo-terminal: what a person sees, and every way out.

#![cfg(unix)]

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Generous: the machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has cells")
}

struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    reader: Option<thread::JoinHandle<()>>,
    leave: Arc<AtomicBool>,
    before: String,
    home: tempfile::TempDir,
}

impl Terminal {
    /// Starts gradus with these arguments and environment.
    fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_gradus"));
        command.args(arguments);
        Terminal::start_command(command, environment)
    }

    fn start_command(mut command: CommandBuilder, environment: &[(&str, &str)]) -> Terminal {
        let home = tempfile::tempdir().expect("a folder for the record");
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let before = format!("{:?}", pair.master.get_termios());
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("HOME", home.path());
        command.env("GRADUS_PROGRESS", home.path().join("record.db"));
        for name in ["NO_COLOR", "TMUX", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("gradus starts");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(24), cells(80), 0)));
        let leave = Arc::new(AtomicBool::new(false));
        let leaving = Arc::clone(&leave);
        let mut output = pair.master.try_clone_reader().expect("output can be read");
        let seen = Arc::clone(&screen);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                seen.lock().expect("the screen is whole").process(&bytes[..count]);
                if leaving.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().expect("keys can be sent");
        let master = Some(pair.master);
        Terminal { master, child, keys, screen, reader: Some(reader), leave, before, home }
    }

    fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.keys.flush().expect("the terminal takes keys");
    }

    fn text(&self) -> String {
        self.screen.lock().expect("the screen is whole").screen().contents()
    }

    /// Waits until the screen shows a text.
    fn expect(&self, text: &str) {
        self.wait(&format!("\"{text}\" on the screen"), |terminal| terminal.text().contains(text));
    }

    fn wait(&self, what: &str, holds: impl Fn(&Terminal) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            assert!(start.elapsed() < PATIENCE, "waited for {what}; the screen:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("gradus runs").to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &process]).status();
        assert!(sent.is_ok_and(|status| status.success()), "kill -s {name}");
    }

    /// Closes the terminal as a lost connection does.
    fn hang_up(&mut self) {
        // The reader leaves with the next output, which the key brings.
        self.leave.store(true, Ordering::Relaxed);
        self.send("?");
        self.reader.take().map(thread::JoinHandle::join);
        self.keys = Box::new(std::io::sink());
        self.master = None;
    }

    /// Waits for the end and answers with the exit code.
    fn ended(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("gradus can be waited for") {
                return status.exit_code();
            }
            assert!(
                start.elapsed() < PATIENCE,
                "gradus does not end; the screen:\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Are the modes of the terminal those from before the start?
    fn is_given_back(&self) -> bool {
        let after = self.master.as_ref().map(|master| format!("{:?}", master.get_termios()));
        let parser = self.screen.lock().expect("the screen is whole");
        let screen = parser.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
            && after.as_deref() == Some(self.before.as_str())
    }

    fn expect_given_back(&self) {
        self.wait("the terminal to be given back", Terminal::is_given_back);
    }
}

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
