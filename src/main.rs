//! Hands the process to the commands and answers with their exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    gradus::cli::main()
}
