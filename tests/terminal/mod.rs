//! A real pseudo-terminal with the program in it: keys go in, the screen is read as a person sees it.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Generous: the machine may be busy with other tests.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A number of columns or rows.
pub(crate) fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has cells")
}

/// A terminal of 80 by 24 cells, or another size, and the program in it.
pub(crate) struct Terminal {
    pub(crate) master: Option<Box<dyn MasterPty + Send>>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    pub(crate) screen: Arc<Mutex<vt100::Parser>>,
    reader: Option<thread::JoinHandle<()>>,
    leave: Arc<AtomicBool>,
    before: String,
    pub(crate) home: tempfile::TempDir,
}

impl Terminal {
    /// Starts gradus with these arguments and environment.
    pub(crate) fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_gradus"));
        command.args(arguments);
        Terminal::start_command(command, environment)
    }

    /// Starts gradus in a window of so many columns and rows.
    pub(crate) fn sized((cols, rows): (u16, u16), arguments: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_gradus"));
        command.args(arguments);
        Terminal::open((cols, rows), command, &[])
    }

    pub(crate) fn start_command(command: CommandBuilder, environment: &[(&str, &str)]) -> Terminal {
        Terminal::open((80, 24), command, environment)
    }

    fn open(
        (cols, rows): (u16, u16),
        mut command: CommandBuilder,
        environment: &[(&str, &str)],
    ) -> Terminal {
        let home = tempfile::tempdir().expect("a folder for the record");
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
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
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(rows), cells(cols), 0)));
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

    pub(crate) fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.keys.flush().expect("the terminal takes keys");
    }

    /// Types one key or text after the other, each drawn before the next.
    pub(crate) fn type_all(&mut self, keys: &[&str]) {
        for key in keys {
            self.send(key);
            thread::sleep(Duration::from_millis(30));
        }
    }

    pub(crate) fn text(&self) -> String {
        self.screen.lock().expect("the screen is whole").screen().contents()
    }

    /// Waits until the screen shows a text.
    pub(crate) fn expect(&self, text: &str) {
        self.wait(&format!("\"{text}\" on the screen"), |terminal| terminal.text().contains(text));
    }

    pub(crate) fn wait(&self, what: &str, holds: impl Fn(&Terminal) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            assert!(start.elapsed() < PATIENCE, "waited for {what}; the screen:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("gradus runs").to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &process]).status();
        assert!(sent.is_ok_and(|status| status.success()), "kill -s {name}");
    }

    /// Closes the terminal as a lost connection does.
    pub(crate) fn hang_up(&mut self) {
        // The reader leaves with the next output, which the key brings.
        self.leave.store(true, Ordering::Relaxed);
        self.send("?");
        self.reader.take().map(thread::JoinHandle::join);
        self.keys = Box::new(std::io::sink());
        self.master = None;
    }

    /// Waits for the end and answers with the exit code.
    pub(crate) fn ended(&mut self) -> u32 {
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
    pub(crate) fn is_given_back(&self) -> bool {
        let after = self.master.as_ref().map(|master| format!("{:?}", master.get_termios()));
        let parser = self.screen.lock().expect("the screen is whole");
        let screen = parser.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
            && after.as_deref() == Some(self.before.as_str())
    }

    pub(crate) fn expect_given_back(&self) {
        self.wait("the terminal to be given back", Terminal::is_given_back);
    }
}
