//! The words of plain mode.

/// Something that a student asks for by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Hint,
    Steps,
    Skip,
    Again,
    Table,
    Back,
    Quit,
    Help,
}

/// Every word, as typed, with what it does.
const WORDS: &[(&str, Word, &str)] = &[
    ("hint", Word::Hint, "the next hint"),
    ("steps", Word::Steps, "the whole way; the exercise then counts as seen"),
    ("skip", Word::Skip, "on to the next page, the exercise stays open"),
    ("again", Word::Again, "says the page once more"),
    ("table", Word::Table, "all rows of the figure's table"),
    ("back", Word::Back, "the page before"),
    ("quit", Word::Quit, "saves and leaves"),
    ("?", Word::Help, "this list"),
];

impl Word {
    /// The word that a line is, if it is exactly one.
    pub(super) fn of(line: &str) -> Option<Word> {
        let line = line.trim();
        WORDS.iter().find(|(word, _, _)| word.eq_ignore_ascii_case(line)).map(|(_, word, _)| *word)
    }
}

/// The words with what they do, one a line.
pub(super) fn list() -> Vec<String> {
    let mut lines = vec!["[enter] goes on where nothing is asked. The words:".to_owned()];
    lines.extend(WORDS.iter().map(|(word, _, meaning)| format!("  {word:<8}{meaning}")));
    lines.push("Every other line is an answer.".to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_line_is_a_word() {
        assert_eq!(Word::of(" Hint "), Some(Word::Hint));
        assert_eq!(Word::of("hint me"), None);
        assert_eq!(Word::of(""), None);
        assert_eq!(Word::of("?"), Some(Word::Help));
    }
}
