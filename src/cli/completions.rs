//! `gradus completions`: what the shell needs to complete our commands.

use clap_complete::Shell;

use super::{Done, Outcome, Streams, description};

/// What can be typed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  gradus completions bash > ~/.local/share/bash-completion/completions/gradus
  gradus completions fish > ~/.config/fish/completions/gradus.fish")]
pub struct Arguments {
    /// The shell that will read them
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions.
pub(super) fn run(arguments: &Arguments, streams: &mut Streams) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut description(), "gradus", &mut script);
    streams.out.write_all(&script)?;
    Ok(Outcome::Fine)
}
