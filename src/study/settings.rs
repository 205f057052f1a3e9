//! How does this person like it shown?
//!
//! Asked in this order: flags, `GRADUS_*`, `settings.toml` in the platform's config folder; what
//! none of them says is left to detection (`auto`) or to the default. A value that means nothing
//! falls back to the next source, with one sentence about it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::text::Shown;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the terminal's background is.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
}

/// What plots are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Eight dots a cell.
    #[default]
    Braille,
    /// Two blocks a cell.
    HalfBlock,
    /// Letters and signs of every keyboard.
    Ascii,
}

/// Whether colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Color {
    /// As the terminal and `NO_COLOR` say.
    #[default]
    Auto,
    /// In any case.
    Always,
    /// Not at all.
    Never,
}

/// Everything decided.
#[expect(clippy::struct_excessive_bools, reason = "independent switches, each with its name")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// What plots are drawn with.
    pub glyphs: Glyphs,
    /// Whether colour is used.
    pub color: Color,
    /// Do runs play by themselves?
    pub motion: bool,
    /// Does the mouse act on plots?
    pub mouse: bool,
    /// Is the clock of a quiz shown?
    pub clock: bool,
    /// Is `1,5` one and a half, and `;` between components?
    pub decimal_comma: bool,
}

/// What one source says; nothing where it is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Choices {
    theme: Option<Theme>,
    glyphs: Option<Glyphs>,
    color: Option<Color>,
    motion: Option<bool>,
    mouse: Option<bool>,
    clock: Option<bool>,
    decimal_comma: Option<bool>,
}

/// The settings with the words that each takes, as flags, variables, file and palette spell them.
pub const KEYS: &[(&str, &[&str])] = &[
    ("theme", &["auto", "dark", "light"]),
    ("glyphs", &["braille", "halfblock", "ascii"]),
    ("color", &["auto", "always", "never"]),
    ("motion", &["on", "off"]),
    ("mouse", &["on", "off"]),
    ("clock", &["on", "off"]),
    ("decimal-comma", &["off", "on"]),
];

/// Files above this size are not read.
const FILE_BYTES: u64 = 64 << 10;

impl Choices {
    /// Takes one setting by its name and word.
    ///
    /// # Errors
    /// One sentence that names the words that there are.
    pub fn set(&mut self, key: &str, word: &str) -> Result<(), String> {
        let Some((_, words)) = KEYS.iter().find(|(name, _)| *name == key) else {
            let names: Vec<_> = KEYS.iter().map(|(name, _)| *name).collect();
            return Err(format!("There is no setting `{}`; {}.", Shown::new(key), named(&names)));
        };
        let Some(choice) = words.iter().position(|own| *own == word) else {
            let shown: String = Shown::new(word).as_str().chars().take(40).collect();
            return Err(format!("{key} = `{shown}` means nothing; {}.", named(words)));
        };
        match key {
            "theme" => self.theme = Some([Theme::Auto, Theme::Dark, Theme::Light][choice]),
            "glyphs" => {
                self.glyphs = Some([Glyphs::Braille, Glyphs::HalfBlock, Glyphs::Ascii][choice]);
            }
            "color" => self.color = Some([Color::Auto, Color::Always, Color::Never][choice]),
            "motion" => self.motion = Some(choice == 0),
            "mouse" => self.mouse = Some(choice == 0),
            "clock" => self.clock = Some(choice == 0),
            _ => self.decimal_comma = Some(choice == 1),
        }
        Ok(())
    }

    /// What the environment says; `look` answers for a variable's name. Empty is silent.
    pub fn from_environment(look: &dyn Fn(&str) -> Option<String>) -> (Choices, Vec<String>) {
        let mut choices = Choices::default();
        let mut complaints = Vec::new();
        for (key, _) in KEYS {
            let variable = format!("GRADUS_{}", key.replace('-', "_").to_uppercase());
            let Some(word) = look(&variable).filter(|word| !word.is_empty()) else { continue };
            if let Err(sentence) = choices.set(key, &word) {
                complaints.push(format!("{variable}: {sentence}"));
            }
        }
        (choices, complaints)
    }

    /// What a settings file says. Keys that this version does not know are passed over.
    pub fn from_toml(text: &str) -> (Choices, Vec<String>) {
        let mut choices = Choices::default();
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(1, |span| {
                    text.get(..span.start).unwrap_or("").matches('\n').count() + 1
                });
                return (choices, vec![format!("settings.toml cannot be read: line {line}.")]);
            }
        };
        let mut complaints = Vec::new();
        for (key, value) in &table {
            if !KEYS.iter().any(|(name, _)| name == key) {
                continue;
            }
            let word = match value {
                toml::Value::Boolean(true) => "on",
                toml::Value::Boolean(false) => "off",
                other => other.as_str().unwrap_or("a value of another kind"),
            };
            if let Err(sentence) = choices.set(key, word) {
                complaints.push(format!("settings.toml: {sentence}"));
            }
        }
        (choices, complaints)
    }

    /// What a file says. A file that is not there is silent.
    pub fn from_file(path: &Path) -> (Choices, Vec<String>) {
        let silent = Choices::default();
        let unread = |why: &str| (silent, vec![format!("settings.toml cannot be read: {why}.")]);
        match fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (silent, vec![]),
            Err(_) => return unread("no rights on it"),
            Ok(found) if !found.is_file() => return unread("it is no ordinary file"),
            Ok(found) if found.len() > FILE_BYTES => return unread("it is too large"),
            Ok(_) => {}
        }
        match fs::read_to_string(path) {
            Ok(text) => Choices::from_toml(&text),
            Err(_) => unread("it is not text"),
        }
    }

    /// These, and where they are silent the others.
    #[must_use]
    pub fn or(self, other: Choices) -> Choices {
        Choices {
            theme: self.theme.or(other.theme),
            glyphs: self.glyphs.or(other.glyphs),
            color: self.color.or(other.color),
            motion: self.motion.or(other.motion),
            mouse: self.mouse.or(other.mouse),
            clock: self.clock.or(other.clock),
            decimal_comma: self.decimal_comma.or(other.decimal_comma),
        }
    }

    /// With the defaults where nothing was said.
    pub fn settled(self) -> Settings {
        Settings {
            theme: self.theme.unwrap_or_default(),
            glyphs: self.glyphs.unwrap_or_default(),
            color: self.color.unwrap_or_default(),
            motion: self.motion.unwrap_or(true),
            mouse: self.mouse.unwrap_or(true),
            clock: self.clock.unwrap_or(true),
            decimal_comma: self.decimal_comma.unwrap_or(false),
        }
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Choices::default().settled()
    }
}

impl Settings {
    /// Flags first, then the environment, then the file; with a sentence for each value that means
    /// nothing.
    pub fn of(flags: Choices, path: Option<&Path>) -> (Settings, Vec<String>) {
        let (environment, mut complaints) =
            Choices::from_environment(&|name| std::env::var(name).ok());
        let (file, more) = path.map_or_else(Default::default, Choices::from_file);
        complaints.extend(more);
        (flags.or(environment).or(file).settled(), complaints)
    }
}

/// `gradus/settings.toml` in the platform's config folder; none where there is no home.
pub fn default_path() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let folder = etcetera::choose_base_strategy().ok()?.config_dir();
    folder.is_absolute().then(|| folder.join("gradus").join("settings.toml"))
}

/// Keeps one setting in the file: its line is replaced or added, everything else stays as it was
/// written. Written aside and renamed, so that the file is the old one or the new one.
///
/// # Errors
/// The system's, or a word that the setting does not take.
pub fn save(path: &Path, key: &str, word: &str) -> std::io::Result<()> {
    let invalid = |sentence| std::io::Error::new(std::io::ErrorKind::InvalidInput, sentence);
    Choices::default().set(key, word).map_err(invalid)?;
    let old = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let aside = path.with_extension(format!("toml.{}.part", std::process::id()));
    let written = File::create(&aside).and_then(|mut file| {
        file.write_all(with_line(&old, key, word).as_bytes())?;
        file.sync_all()?;
        fs::rename(&aside, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&aside);
    }
    written
}

/// The file's text with this setting in it, above the first table.
fn with_line(old: &str, key: &str, word: &str) -> String {
    let line = format!("{key} = \"{word}\"");
    let is_own = |text: &str| {
        text.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let mut lines: Vec<&str> = old.lines().collect();
    let top =
        lines.iter().position(|text| text.trim_start().starts_with('[')).unwrap_or(lines.len());
    match lines[..top].iter().position(|text| is_own(text)) {
        Some(at) => lines[at] = &line,
        None => lines.insert(top, &line),
    }
    lines.join("\n") + "\n"
}

fn named(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("there are {}", crate::text::list(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(pairs: &[(&str, &str)]) -> Choices {
        let mut choices = Choices::default();
        for (key, word) in pairs {
            choices.set(key, word).expect("a word of the table");
        }
        choices
    }

    #[test]
    fn every_word_of_the_table_is_taken() {
        for (key, words) in KEYS {
            for word in *words {
                assert_eq!(Choices::default().set(key, word), Ok(()), "{key} {word}");
            }
        }
    }

    #[test]
    fn flags_come_before_the_environment_and_that_before_the_file() {
        let flags = chosen(&[("theme", "light")]);
        let environment = chosen(&[("theme", "dark"), ("mouse", "off")]);
        let file = chosen(&[("mouse", "on"), ("glyphs", "ascii")]);
        let settings = flags.or(environment).or(file).settled();
        assert_eq!(settings.theme, Theme::Light);
        assert_eq!((settings.mouse, settings.glyphs), (false, Glyphs::Ascii));
    }

    #[test]
    fn a_word_that_means_nothing_falls_back_and_is_said_safely() {
        let look = |name: &str| (name == "GRADUS_THEME").then(|| "pi\u{1b}nk".to_owned());
        let (choices, complaints) = Choices::from_environment(&look);
        assert_eq!(choices, Choices::default());
        assert_eq!(
            complaints,
            ["GRADUS_THEME: theme = `pink` means nothing; there are `auto`, `dark` and `light`."]
        );
    }

    #[test]
    fn a_file_takes_true_and_false_too_and_unknown_keys_pass() {
        let (choices, complaints) = Choices::from_toml("motion = false\nlater = 1\n[x]\ny = 2\n");
        assert_eq!(choices, chosen(&[("motion", "off")]));
        assert!(complaints.is_empty());
        let (_, complaints) = Choices::from_toml("motion = false\n= 2\n");
        assert_eq!(complaints, ["settings.toml cannot be read: line 2."]);
    }

    #[test]
    fn saving_changes_one_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/settings.toml");
        save(&path, "theme", "light").expect("room");
        save(&path, "glyphs", "ascii").expect("room");
        save(&path, "theme", "dark").expect("room");
        assert_eq!(
            fs::read_to_string(&path).expect("the file"),
            "theme = \"dark\"\nglyphs = \"ascii\"\n"
        );
        assert!(save(&path, "theme", "pink").is_err());
        let kept = "# mine\n theme='light' # why\n[later]\ntheme = 1";
        assert_eq!(
            with_line(kept, "theme", "dark"),
            "# mine\ntheme = \"dark\"\n[later]\ntheme = 1\n"
        );
    }
}
