//! Arguments as typed: the list of commands.

use clap::{Parser, Subcommand};

use super::everywhere::Everywhere;
use super::{
    Done, Streams, completions, descend, diff, grade, lab, learn, man, open, pack, plot, read,
};

/// A calculus tutor that lives in the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "gradus",
    bin_name = "gradus",
    version,
    about,
    after_help = EXAMPLES,
    disable_help_subcommand = true,
)]
pub struct Arguments {
    /// Flags that every command takes.
    #[command(flatten)]
    pub everywhere: Everywhere,
    /// Line by line, without a screen
    #[arg(long)]
    pub plain: bool,
    /// Without one the tutor opens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  gradus                                 open the tutor
  gradus read '2x sin x'                 how a line is read
  gradus completions bash                completions for your shell
  gradus man | man -l -                  the manual

Exit codes: 0 fine, 1 the content has problems, 2 could not run.";

/// The commands, in the order of `--help`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Go straight to a lesson
    Learn(learn::Arguments),
    /// Show how a line is read
    Read(read::Arguments),
    /// Differentiate, with the working if wanted
    Diff(diff::Arguments),
    /// Mark answers, one JSON object a line
    Grade(grade::Arguments),
    /// Open the descent laboratory
    Lab(lab::Arguments),
    /// Walk downhill and print every step
    Descend(descend::Arguments),
    /// Draw a function: a curve, or contours with walks on them
    Plot(plot::Arguments),
    /// Write, check and share packs of lessons
    Pack(pack::Arguments),

    /// Print completions for a shell
    Completions(completions::Arguments),
    /// Print the manual page
    Man(man::Arguments),
}

impl Arguments {
    /// Does what was asked.
    pub fn run(self, streams: &mut Streams) -> Done {
        match self.command {
            None if self.plain => learn::plainly(None, &self.everywhere, streams),
            None => open::run(&self.everywhere, None, streams),
            Some(Command::Learn(arguments)) => learn::run(&arguments, &self.everywhere, streams),
            Some(Command::Read(arguments)) => read::run(&arguments, &self.everywhere, streams),
            Some(Command::Diff(arguments)) => diff::run(&arguments, streams),
            Some(Command::Grade(arguments)) => grade::run(&arguments, streams),
            Some(Command::Lab(arguments)) => lab::run(arguments, &self.everywhere, streams),
            Some(Command::Descend(arguments)) => descend::run(&arguments, streams),
            Some(Command::Plot(arguments)) => plot::run(&arguments, &self.everywhere, streams),
            Some(Command::Pack(arguments)) => pack::run(&arguments, &self.everywhere, streams),

            Some(Command::Completions(arguments)) => completions::run(&arguments, streams),
            Some(Command::Man(arguments)) => man::run(&arguments, streams),
        }
    }
}
