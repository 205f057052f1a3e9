//! Arguments as typed: the global flags and the list of commands.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};

use super::{
    Done, Streams, completions, descend, diff, grade, lab, learn, man, open, pack, plot, read,
};
use crate::study::settings::{self, Choices, Settings};

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

/// Flags that every command takes.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Everywhere {
    /// Keep the record in this file
    #[arg(long, value_name = "FILE", global = true)]
    pub progress: Option<PathBuf>,
    /// Colours for a dark or a light background
    #[arg(long, global = true, value_name = "THEME", value_parser = words("theme"))]
    pub theme: Option<String>,
    /// Characters for plots and mathematics
    #[arg(long, global = true, value_name = "GLYPHS", value_parser = words("glyphs"))]
    pub glyphs: Option<String>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_parser = words("color"))]
    pub color: Option<String>,
    /// Nothing moves by itself
    #[arg(long, global = true)]
    pub no_motion: bool,
    /// Leave the mouse to the terminal
    #[arg(long, global = true)]
    pub no_mouse: bool,
}

/// The words that a setting takes, from its own table.
fn words(setting: &str) -> PossibleValuesParser {
    let words = settings::KEYS.iter().find(|(key, _)| *key == setting).map(|(_, words)| *words);
    PossibleValuesParser::new(words.unwrap_or_default())
}

impl Everywhere {
    /// The settings: flags, then environment, then file. What means nothing is said in a sentence.
    pub fn settings(&self) -> (Settings, Vec<String>) {
        let off = |flag: bool| flag.then(|| "off".to_owned());
        let said = [
            ("theme", self.theme.clone()),
            ("glyphs", self.glyphs.clone()),
            ("color", self.color.clone()),
            ("motion", off(self.no_motion)),
            ("mouse", off(self.no_mouse)),
        ];
        let mut flags = Choices::default();
        for (key, word) in said {
            // The parser lets only words of the settings' own table through.
            let _ = word.map(|word| flags.set(key, &word));
        }
        Settings::of(flags, settings::default_path().as_deref())
    }
}

/// The commands, in the order of `--help`. The comments keep insertions apart.
#[derive(Debug, Subcommand)]
pub enum Command {
    // Learning.
    /// Go straight to a lesson
    Learn(learn::Arguments),

    // Reading a line.
    /// Show how a line is read
    Read(read::Arguments),

    // Slopes.
    /// Differentiate, with the working if wanted
    Diff(diff::Arguments),

    // Marking.
    /// Mark answers, one JSON object a line
    Grade(grade::Arguments),

    // Walks.
    /// Open the descent laboratory
    Lab(lab::Arguments),
    /// Walk downhill and print every step
    Descend(descend::Arguments),

    // Pictures.
    /// Draw a function: a curve, or contours with walks on them
    Plot(plot::Arguments),

    // Packs.
    /// Write, check and share packs of lessons
    Pack(pack::Arguments),

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
            None if self.plain => learn::plainly(None, &self.everywhere, streams),
            None => open::run(&self.everywhere, None, streams),
            // Learning.
            Some(Command::Learn(arguments)) => learn::run(&arguments, &self.everywhere, streams),

            // Reading a line.
            Some(Command::Read(arguments)) => read::run(&arguments, &self.everywhere, streams),

            // Slopes.
            Some(Command::Diff(arguments)) => diff::run(&arguments, streams),

            // Marking.
            Some(Command::Grade(arguments)) => grade::run(&arguments, streams),

            // Walks.
            Some(Command::Lab(arguments)) => lab::run(arguments, &self.everywhere, streams),
            Some(Command::Descend(arguments)) => descend::run(&arguments, streams),

            // Pictures.
            Some(Command::Plot(arguments)) => plot::run(&arguments, &self.everywhere, streams),

            // Packs.
            Some(Command::Pack(arguments)) => pack::run(&arguments, &self.everywhere, streams),

            // The record.

            // The program itself.
            Some(Command::Completions(arguments)) => completions::run(&arguments, streams),
            Some(Command::Man(arguments)) => man::run(&arguments, streams),
        }
    }
}
