//! `gradus man`: the manual page of the program or of one command.

use super::{Done, Failure, Outcome, Streams, description};

/// What can be typed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  gradus man | man -l -")]
pub struct Arguments {
    /// The page of this command instead of the whole program
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints the page, in the format of `man`.
pub(super) fn run(arguments: &Arguments, streams: &mut Streams) -> Done {
    let mut all = description();
    all.build();
    let page = match &arguments.command {
        None => all,
        Some(name) => {
            let found = all.find_subcommand(name).cloned();
            let command = found.ok_or_else(|| {
                Failure::Cannot(format!("There is no command `{name}`; see gradus --help."))
            })?;
            command.name(format!("gradus-{name}"))
        }
    };
    clap_mangen::Man::new(page).render(&mut *streams.out)?;
    Ok(Outcome::Fine)
}
