//! A pack: its lessons, skills and quizzes.

use super::lesson::{Block, Lesson};
use super::maths::LogBase;
use super::problem::Place;

/// A pack of lessons.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its stable name.
    pub id: String,
    /// What students see.
    pub title: String,
    /// Three numbers, such as `1.0.0`.
    pub version: String,
    /// What it is about, in one line.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// On what terms others may use it.
    pub license: Option<String>,
    /// The language of its text.
    pub language: String,
    /// What `log` means.
    pub log: LogBase,
    /// The lessons in reading order.
    pub lessons: Vec<Lesson>,
    /// What it trains.
    pub skills: Vec<Skill>,
    /// Ready-made quizzes.
    pub quizzes: Vec<Quiz>,
    /// Codes of warnings that the author meant.
    pub allow: Vec<String>,
    /// The file `pack.toml`.
    pub place: Place,
    /// Where its title stands.
    pub title_place: Place,
}

/// Something that a pack trains.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// Its stable name.
    pub id: String,
    /// What students see.
    pub title: String,
    /// Skills that come before it.
    pub needs: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

/// A ready-made quiz.
#[derive(Clone, Debug, PartialEq)]
pub struct Quiz {
    /// Its stable name.
    pub id: String,
    /// What students see.
    pub title: String,
    /// What it asks, in order.
    pub picks: Vec<Pick>,
    /// How long it takes at most.
    pub minutes: Option<u32>,
    /// When verdicts are shown.
    pub feedback: Feedback,
    /// Where its picks stand.
    pub place: Place,
}

/// What a quiz asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// So many exercises of a skill.
    Skill {
        /// The skill.
        skill: String,
        /// How many.
        n: u32,
    },
    /// One exercise.
    Exercise {
        /// Its id.
        id: String,
    },
}

/// When a quiz shows its verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feedback {
    /// After each answer.
    Each,
    /// At the end.
    End,
    /// Not at all.
    None,
}

impl Pack {
    /// Every exercise with its lesson, in reading order.
    pub fn exercises(&self) -> impl Iterator<Item = (&Lesson, &super::Exercise)> {
        self.lessons.iter().flat_map(|lesson| {
            lesson.blocks.iter().filter_map(move |block| match block {
                Block::Ask(exercise) => Some((lesson, exercise)),
                Block::Text(_) | Block::Figure(_) => None,
            })
        })
    }

    /// The exercise of this id.
    pub fn exercise(&self, id: &str) -> Option<&super::Exercise> {
        self.exercises().map(|(_, exercise)| exercise).find(|exercise| exercise.id == id)
    }

    /// The lesson of this id.
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id == id)
    }
}
