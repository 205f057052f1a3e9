//! The commands: what was asked for on the command line?
//!
//! Uses every room above; the only home of clap. One file per command: `Arguments`, what can be
//! typed, and `run`, what happens. A new command is a `mod` line here and its two lines in
//! `args`. Exit codes: 0 fine, 1 the content has problems, 2 could not run.

mod args;
mod caret;
mod completions;
mod descend;
mod diff;
mod everywhere;
mod grade;
mod lab;
mod learn;
mod lines;
mod man;
mod named;
mod open;
mod pack;
mod plot;
mod read;

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::CommandFactory as _;
use clap::Parser as _;

use crate::text::Shown;

pub use args::{Arguments, Command};
pub use everywhere::Everywhere;

/// What a command reads from and writes to; `main` hands in those of the process, tests their own.
pub struct Streams<'a> {
    /// Lines of requests and answers.
    pub input: &'a mut dyn BufRead,
    /// What was asked for. Buffered: a command that answers line by line flushes each line.
    pub out: &'a mut dyn Write,
    /// What went wrong.
    pub err: &'a mut dyn Write,
}

/// How a command that could run came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Fine,
    /// The content has problems, and they have been printed: exit code 1.
    Problems,
    /// The screen ended with this exit code of its own (128 + n after signal n).
    Ended(u8),
}

/// Why a command could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The output went away or is full. A broken pipe is no error: whoever read has enough.
    #[error("The output cannot be written: {0}.")]
    Output(#[from] io::Error),
    /// What was asked about has a problem (an expression that cannot be read): exit code 1.
    #[error("{0}")]
    Content(String),
    /// The command could not run at all: exit code 2.
    #[error("{0}")]
    Cannot(String),
}

/// The result of every command: `write!(streams.out, …)?` and `?` on other failures.
pub type Done = Result<Outcome, Failure>;

/// Runs the program with the arguments and streams of the process.
pub fn main() -> ExitCode {
    panic::set_hook(Box::new(report));
    // No lock is held: asking the terminal for its background takes it.
    let mut input = BufReader::new(io::stdin());
    let mut out = BufWriter::new(io::stdout());
    let mut err = io::stderr();
    let mut streams = Streams { input: &mut input, out: &mut out, err: &mut err };
    let code = panic::catch_unwind(AssertUnwindSafe(|| run(std::env::args_os(), &mut streams)))
        .unwrap_or(2);
    ExitCode::from(code)
}

/// Runs one command line, program name first, and says the exit code.
pub fn run(line: impl IntoIterator<Item = OsString>, streams: &mut Streams) -> u8 {
    let done = match Arguments::try_parse_from(line) {
        Ok(arguments) => arguments.run(streams),
        Err(refusal) => answer(&refusal, streams),
    };
    let done = done.and_then(|outcome| {
        streams.out.flush()?;
        Ok(outcome)
    });
    match done {
        Ok(Outcome::Fine) => 0,
        Ok(Outcome::Problems) => 1,
        Ok(Outcome::Ended(code)) => code,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(failure) => {
            // Nothing is left to say it on when this fails too.
            let _ = streams.out.flush();
            let _ = writeln!(streams.err, "{}", Shown::new(&failure.to_string()));
            if matches!(failure, Failure::Content(_)) { 1 } else { 2 }
        }
    }
}

/// What clap has to say: help and version are what was asked for, the rest is a refusal.
fn answer(refusal: &clap::Error, streams: &mut Streams) -> Done {
    // The arguments are echoed, so the text passes the sanitiser; colour goes with it.
    let text = Shown::new(&refusal.render().to_string());
    if refusal.use_stderr() {
        return Err(Failure::Cannot(text.as_str().trim_end().to_owned()));
    }
    write!(streams.out, "{text}")?;
    Ok(Outcome::Fine)
}

/// The whole command line as clap describes it, for help, completions and the manual page.
fn description() -> clap::Command {
    Arguments::command()
}

/// A fault of our own, in one sentence: a backtrace helps nobody who came to learn.
fn report(fault: &panic::PanicHookInfo<'_>) {
    let message = fault.payload_as_str().unwrap_or("no message");
    let place = fault.location().map(|at| format!("{}:{}", at.file(), at.line()));
    let text = format!(
        "gradus has a fault and had to stop: {message} ({}). Answers already marked are saved.",
        place.unwrap_or_default()
    );
    let _ = writeln!(io::stderr(), "{}", Shown::new(&text));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exit code, standard output, standard error.
    fn gradus(line: &[&str]) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut input = io::empty();
        let mut streams = Streams { input: &mut input, out: &mut out, err: &mut err };
        let words = std::iter::once("gradus").chain(line.iter().copied()).map(OsString::from);
        let code = run(words, &mut streams);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is text");
        (code, text(out), text(err))
    }

    #[test]
    fn the_description_has_no_clash() {
        description().debug_assert();
    }

    #[test]
    fn help_is_an_answer_and_an_unknown_command_is_not() {
        let (code, out, err) = gradus(&["--help"]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains("Examples:"), "{out}");
        let (code, out, err) = gradus(&["fly"]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains("fly"), "{err}");
    }

    #[test]
    fn an_argument_cannot_act_on_the_terminal() {
        let (code, _, err) = gradus(&["--theme", "\u{1b}[2Jdark\u{202e}"]);
        assert_eq!(code, 2);
        assert!(!err.contains('\u{1b}') && !err.contains('\u{202e}'), "{err:?}");
    }

    #[test]
    fn every_shell_gets_completions() {
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let (code, out, _) = gradus(&["completions", shell]);
            assert_eq!(code, 0);
            assert!(out.contains("gradus"), "{shell}");
        }
    }

    #[test]
    fn the_manual_has_a_page_for_the_program_and_one_for_a_command() {
        assert!(gradus(&["man"]).1.contains(".TH gradus"));
        assert!(gradus(&["man", "completions"]).1.contains("gradus-completions"));
        assert_eq!(gradus(&["man", "fly"]).0, 2);
    }

    #[test]
    fn a_reader_that_has_enough_is_no_error() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
        }
        let mut err = Vec::new();
        let mut input = io::empty();
        let mut streams = Streams { input: &mut input, out: &mut Closed, err: &mut err };
        assert_eq!(run(["gradus", "--help"].map(OsString::from), &mut streams), 0);
        assert!(err.is_empty());
    }
}
