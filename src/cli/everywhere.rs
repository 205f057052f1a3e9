//! Flags that every command takes, and the settings that follow from them.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use crate::study::settings::{self, Choices, Settings};

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
