//! One marked answer, as the journal keeps it.

use super::Answer;

/// What is known about an answer once it is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The answer holds.
    Right,
    /// Right in part: some fields, the wrong form, rounded too early.
    Part,
    /// It does not hold, and that is certain.
    Wrong,
    /// Could not be decided: costs nothing.
    Undecided,
    /// Could not be read: never marked, never journalled.
    Unreadable,
}

impl Verdict {
    /// Every verdict with the word that the journal and `grade` use.
    pub const WORDS: [(Verdict, &str); 5] = [
        (Verdict::Right, "right"),
        (Verdict::Part, "part"),
        (Verdict::Wrong, "wrong"),
        (Verdict::Undecided, "undecided"),
        (Verdict::Unreadable, "unreadable"),
    ];

    /// The word of the journal.
    pub fn word(self) -> &'static str {
        Verdict::WORDS.iter().find(|(verdict, _)| *verdict == self).map_or("", |(_, word)| word)
    }

    /// The verdict that a word of the journal stands for.
    pub fn from_word(word: &str) -> Option<Verdict> {
        Verdict::WORDS.iter().find(|(_, own)| *own == word).map(|(verdict, _)| *verdict)
    }
}

/// A marked answer: everything needed to mark it again and to say what it tells about a skill.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// The pack's id.
    pub pack: String,
    /// The exercise's id; with the pack's it is the key of all progress.
    pub exercise: String,
    /// Which variant was asked.
    pub seed: u64,
    /// Hash of the question as asked, so that a changed exercise is noticed.
    pub question: String,
    /// The kind of exercise: `derivative`, `step` …
    pub kind: String,
    /// Ids of the skills that it exercises.
    pub skills: Vec<String>,
    /// The answer, raw.
    pub answer: Answer,
    /// What was said about it.
    pub verdict: Verdict,
    /// Share of the marks, 0 to 1.
    pub score: f64,
    /// Hints seen before this answer.
    pub hints: u32,
    /// Were the worked steps seen before it?
    pub seen: bool,
    /// Names of the catalogue's mistakes, best first.
    pub mistakes: Vec<String>,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
}
