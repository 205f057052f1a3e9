//! Arguments as typed: the global flags and the list of commands.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::{Done, Streams, completions, grade, man, open};

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
    /// Without one the tutor opens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  gradus                                 open the tutor
  gradus completions bash                completions for your shell
  gradus man | man -l -                  the manual

Exit codes: 0 fine, 1 the content has problems, 2 could not run.";

/// Flags that every command takes.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Everywhere {
    /// Keep the record in this file
    #[arg(long, value_name = "FILE", global = true)]
    pub progress: Option<PathBuf>,
    /// Colours for a dark or a light background
    #[arg(long, value_enum, global = true, value_name = "THEME")]
    pub theme: Option<Theme>,
    /// Characters for plots and mathematics
    #[arg(long, value_enum, global = true, value_name = "GLYPHS")]
    pub glyphs: Option<Glyphs>,
    /// When to use colour
    #[arg(long, value_enum, global = true, value_name = "WHEN")]
    pub color: Option<Color>,
    /// Nothing moves by itself
    #[arg(long, global = true)]
    pub no_motion: bool,
    /// Leave the mouse to the terminal
    #[arg(long, global = true)]
    pub no_mouse: bool,
}

/// `--theme`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// Ask the terminal; no answer means dark
    Auto,
    /// Light text on a dark background
    Dark,
    /// Dark text on a light background
    Light,
}

/// `--glyphs`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Glyphs {
    /// Fine dots, eight a cell
    Braille,
    /// Half blocks, two a cell
    Halfblock,
    /// Nothing but ASCII
    Ascii,
}

/// `--color`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// When the output is a terminal and `NO_COLOR` is unset
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands, in the order of `--help`. The comments keep insertions apart.
#[derive(Debug, Subcommand)]
pub enum Command {
    // Learning.

    // Reading a line.

    // Slopes.

    // Marking.
    /// Mark answers, one JSON object a line
    Grade(grade::Arguments),

    // Walks.

    // Pictures.

    // Packs.

    // The record.

    // The program itself.
    /// Print completions for a shell
    Completions(completions::Arguments),
    /// Print the manual page
    Man(man::Arguments),
}

impl Arguments {
    /// Does what was asked.
    pub fn run(self, streams: &mut Streams) -> Done {
        match self.command {
            None => open::run(&self.everywhere),
            // Learning.

            // Reading a line.

            // Slopes.

            // Marking.
            Some(Command::Grade(arguments)) => grade::run(&arguments, streams),

            // Walks.

            // Pictures.

            // Packs.

            // The record.

            // The program itself.
            Some(Command::Completions(arguments)) => completions::run(&arguments, streams),
            Some(Command::Man(arguments)) => man::run(&arguments, streams),
        }
    }
}
