//! What is wrong with a pack, where, and what mends it?

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// One problem of a pack, with its place and its remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule is broken.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The few words that stand under the marked place; may be empty.
    pub label: String,
    /// What to write instead; may be empty.
    pub remedy: String,
}

/// A file, and the bytes of it that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's path, relative to the pack's folder.
    pub file: Arc<str>,
    /// Everything that stands in the file.
    pub text: Arc<str>,
    /// The bytes that are meant; empty at 0 for the file as a whole.
    pub span: Range<usize>,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know; changes no exit code.
    Note,
    /// The pack works, yet a student is served badly.
    Warning,
    /// The pack cannot be used as it stands.
    Error,
}

macro_rules! codes {
    ($($variant:ident $severity:ident $meaning:literal;)*) => {
        /// A rule that packs are checked against. The names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $meaning] $variant,)* }

        impl Code {
            /// Every rule, in the order of the table.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The name as it is printed and as `allow` takes it.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => stringify!($variant),)* }
            }

            /// What the rule asks for.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning,)* }
            }

            /// How much breaking it matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    P001 Error   "the file is TOML and has only keys that gradus knows";
    P002 Error   "a value has the type and the range that its key asks for";
    P003 Error   "a block is exactly one of text, figure, ask, of a kind that exists";
    P004 Error   "the keys that a kind needs are there";
    P005 Error   "each name in `lessons` is a file of the pack, listed once";
    P006 Error   "an id is [a-z0-9-], at most 64 characters, and used once in the pack";
    P007 Note    "an exercise has an id of its own";
    P008 Warning "an id of the last release is still there";
    P009 Error   "the pack stays within the limits, and was made for this gradus";
    E101 Error   "an expression can be read, with functions and variables that exist";
    E102 Error   "the answer can be derived, and two ways of deriving it agree";
    E103 Error   "everything is defined where it is asked for";
    E104 Error   "no variant is degenerate";
    E105 Error   "the parameters have values, and enough of them";
    E106 Error   "what the author claims is true";
    E107 Error   "the author's tests pass in every variant";
    D201 Warning "no known mistake gives the right answer";
    D202 Warning "no two known mistakes give the same answer in every variant";
    S301 Warning "a skill is declared, practised, and practised after what it needs";
    S302 Warning "a lesson uses only rules that were taught before";
    T401 Warning "the text fits 80 columns and hides nothing";
    T402 Warning "the text promises no more than is true";
    L501 Warning "a translation has the blocks and the mathematics of its lesson";
}

impl Problem {
    /// A problem of this kind at this place, without label and remedy.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Problem {
        Problem {
            code,
            severity: code.severity(),
            place,
            message: message.into(),
            label: String::new(),
            remedy: String::new(),
        }
    }

    /// The same with the words under the marked place.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>) -> Problem {
        self.label = label.into();
        self
    }

    /// The same with what mends it.
    #[must_use]
    pub fn mended_by(mut self, remedy: impl Into<String>) -> Problem {
        self.remedy = remedy.into();
        self
    }

    /// The line where it stands, from 1.
    pub fn line(&self) -> usize {
        self.place.line()
    }

    /// The character of the line where it stands, from 1.
    pub fn column(&self) -> usize {
        self.place.column()
    }
}

impl Place {
    /// A file as a whole.
    pub fn whole(file: &str, text: &str) -> Place {
        Place { file: Arc::from(file), text: Arc::from(text), span: 0..0 }
    }

    /// Other bytes of the same file.
    #[must_use]
    pub fn at(&self, span: Range<usize>) -> Place {
        Place { file: Arc::clone(&self.file), text: Arc::clone(&self.text), span }
    }

    /// The line where it begins, from 1.
    pub fn line(&self) -> usize {
        self.before().matches('\n').count() + 1
    }

    /// The character of the line where it begins, from 1.
    pub fn column(&self) -> usize {
        let before = self.before();
        before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count() + 1
    }

    fn before(&self) -> &str {
        let mut end = self.span.start.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        &self.text[..end]
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// `lessons/a.toml:3:8: error[P001]:`, the message, and the remedy.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, line, column) = (&self.place.file, self.line(), self.column());
        write!(f, "{file}:{line}:{column}: {}[{}]: {}", self.severity, self.code, self.message)?;
        if self.remedy.is_empty() { Ok(()) } else { write!(f, " {}", self.remedy) }
    }
}
