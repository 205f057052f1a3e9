//! What is a student asked, and what does the author's test of it type?

use crate::math::read::Syntax;
use crate::math::{Expr, Name};

use super::maths::LogBase;
use super::problem::Place;
use super::task::Task;

/// One variant of an exercise: what a student is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The pack's id.
    pub pack: String,
    /// The exercise's id.
    pub exercise: String,
    /// The seed that chose the variant.
    pub seed: u64,
    /// A digest of what is asked; equal for equal questions, whatever their seeds.
    pub hash: String,
    /// What is asked.
    pub task: Task,
    /// The question in words, Markdown with `$…$`.
    pub prompt: String,
    /// Does the prompt contain the function, so that it need not be shown beside it?
    pub prompt_has_function: bool,
    /// The author's hints.
    pub hints: Vec<String>,
    /// What it trains.
    pub skills: Vec<String>,
    /// 1 easy … 5 hard.
    pub level: u8,
    /// What a right answer counts.
    pub marks: f64,
    /// The form that the answer must have, one of [`FORMS`](super::keys::FORMS).
    pub form: &'static str,
    /// Significant digits wanted; `None` asks for the exact value.
    pub digits: Option<u32>,
    /// Must the answer be defined wherever the right one is?
    pub same_domain: bool,
    /// How the lines of its answer are read.
    pub typing: Typing,
    /// Are mistakes looked for?
    pub mistakes: bool,
    /// The author's sentences for mistakes, by name.
    pub feedback: Vec<(String, String)>,
    /// Wrong answers that the author foresaw.
    pub wrong: Vec<Foreseen>,
    /// The parameters of this variant, as people read them.
    pub parameters: Vec<(String, String)>,
}

/// How a student's line is read: what the pack and the reader's own settings decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Typing {
    /// What `log` means in this pack.
    pub log: LogBase,
    /// Is `1,5` one and a half?
    pub decimal_comma: bool,
}

impl Typing {
    /// The syntax of a student's line in these variables.
    pub fn syntax(self, vars: &[Name]) -> Syntax {
        Syntax { log: self.log, decimal_comma: self.decimal_comma, ..Syntax::student(vars) }
    }
}

/// A wrong answer, and what the author says to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreseen {
    /// The answer.
    pub answer: String,
    /// What is said.
    pub say: String,
}

/// What a test types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// One line.
    One(String),
    /// One line for each field, line, step or option.
    List(Vec<String>),
    /// One line for each part, by its id.
    Named(Vec<(String, String)>),
}

/// A marking test of one variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// What is typed.
    pub answer: Typed,
    /// `right`, `wrong`, `unreadable`, `undecided`, or a mistake's name.
    pub expect: String,
    /// Where it stands.
    pub place: Place,
}

/// A variant with its marking tests.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// What a student is asked.
    pub question: Question,
    /// The author's tests, filled in.
    pub tests: Vec<Test>,
    /// What `f` means in the steps of an `order`, and by what it is differentiated.
    pub function: Option<(Expr, Name)>,
}
