//! The commands: what was asked for on the command line?
//!
//! Uses every room above; the only home of clap. Exit codes: 0 fine, 1 the content has problems,
//! 2 could not run.

use std::process::ExitCode;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
