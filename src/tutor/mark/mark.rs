//! What is said about an answer.

use std::ops::Range;

use crate::math::Expr;
use crate::math::read::ReadError;
use crate::math::same::{Certainty, Domain, Witness};
use crate::text;
use crate::tutor::Verdict;

/// Everything that is known about an answer, with the sentences that say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Right, part, wrong, undecided or unreadable.
    pub verdict: Verdict,
    /// Does it count as a try? Not where nothing was read, nothing was decided, or where another
    /// reading of the same line is right.
    pub counts: bool,
    /// Share of the marks, 0 to 1.
    pub score: f64,
    /// The one sentence beside the sign: `Right.`, `Not yet: …`, `Right, but not expanded yet.`
    /// For right answers use [`Mark::heading`], which tells tries and hints too.
    pub headline: String,
    /// What is right and what is missing, one thing a sentence; two at most.
    pub why: Vec<String>,
    /// A point where anybody can check it: `At x = 1 yours is 0, the slope of f is 7.389.`
    pub witness: Option<String>,
    /// How the line was read.
    pub read_as: Option<Expr>,
    /// One for each field, component, line or part, where there are several.
    pub fields: Vec<FieldMark>,
    /// Names of the catalogue's mistakes, best first.
    pub mistakes: Vec<String>,
    /// The place in the question that the mistake is about: child indices from the root of the
    /// function, for `◂ here`.
    pub place: Option<Vec<usize>>,
    /// Why nothing could be read, and what to write instead.
    pub unreadable: Option<Unreadable>,
    /// How sure a right verdict is.
    pub certainty: Option<Certainty>,
    /// Where the answer exists, compared with what was expected.
    pub domain: Option<Domain>,
    /// The point of [`Mark::witness`] as numbers.
    pub point: Option<Witness>,
    /// The form that was asked, and whether it was met.
    pub form: Option<FormMark>,
    /// Another reading of the line that would be right, as typed with brackets.
    pub alternative: Option<Reread>,
}

/// What is said about one field, component, line or part.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldMark {
    /// What it is called: `x`, `∂x∂y`, a part's id, a line's number.
    pub name: String,
    /// Its own verdict.
    pub verdict: Verdict,
    /// Share of its marks.
    pub score: f64,
    /// A short remark, without a full stop at its end: `the slope used is 2.4, it is 4.8`.
    pub note: String,
    /// How the field was read.
    pub read_as: Option<Expr>,
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    /// Which field; 0 where there is one.
    pub field: usize,
    /// Where reading stopped, in characters as typed, counted from 0.
    pub span: Range<usize>,
    /// A sentence that says what stands there and what to do.
    pub message: String,
    /// The whole field as it was probably meant; `enter` takes it.
    pub mend: Option<String>,
}

/// A form that the exercise asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormMark {
    /// Its name in packs: `expanded`, `factored` …
    pub asked: String,
    /// Has the answer that form?
    pub met: bool,
}

/// Another reading of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Reread {
    /// The line with the brackets that make it plain.
    pub text: String,
    /// Its tree.
    pub expr: Expr,
    /// What it would be.
    pub verdict: Verdict,
}

/// Characters that a headline may have.
const HEADLINE: usize = 60;

impl Mark {
    /// Takes the author's words in place of what was found: the first sentence as the headline
    /// where it is short enough, the rest as the reason.
    pub(super) fn say(&mut self, words: &str) {
        let words = words.trim();
        let (first, rest) = match words.find(". ") {
            Some(end) => (&words[..=end], words[end + 1..].trim_start()),
            None => (words, ""),
        };
        let opening = if first.starts_with(char::is_uppercase) { "Not yet. " } else { "Not yet: " };
        if opening.len() + first.chars().count() <= HEADLINE {
            self.headline = format!("{opening}{first}");
            self.why = if rest.is_empty() { Vec::new() } else { vec![rest.to_owned()] };
        } else {
            self.why = vec![words.to_owned()];
        }
    }

    /// A mark with a verdict and its sentence, and nothing else said.
    pub(super) fn new(verdict: Verdict, headline: impl Into<String>) -> Mark {
        let (counts, score) = match verdict {
            Verdict::Right => (true, 1.0),
            Verdict::Part | Verdict::Wrong => (true, 0.0),
            Verdict::Undecided | Verdict::Unreadable => (false, 0.0),
        };
        Mark {
            verdict,
            counts,
            score,
            headline: headline.into(),
            why: Vec::new(),
            witness: None,
            read_as: None,
            fields: Vec::new(),
            mistakes: Vec::new(),
            place: None,
            unreadable: None,
            certainty: None,
            domain: None,
            point: None,
            form: None,
            alternative: None,
        }
    }

    pub(super) fn right() -> Mark {
        Mark::new(Verdict::Right, "Right.")
    }

    pub(super) fn wrong() -> Mark {
        Mark::new(Verdict::Wrong, "Not yet.")
    }

    pub(super) fn undecided() -> Mark {
        let mut mark = Mark::new(Verdict::Undecided, "Could not be decided. Not marked.");
        mark.why.push("Another form of the same answer may help.".to_owned());
        mark
    }

    /// Nothing in this field to mark.
    pub(super) fn blank(field: usize) -> Mark {
        let message = "Nothing typed yet.".to_owned();
        Mark::unread(Unreadable { field, span: 0..0, message, mend: None })
    }

    /// This field of several is still empty.
    pub(super) fn open(field: usize) -> Mark {
        let message = format!("The {} field is still empty.", text::ordinal(field + 1));
        Mark::unread(Unreadable { field, span: 0..0, message, mend: None })
    }

    /// A line that the grammar refuses.
    pub(super) fn unreadable(field: usize, error: &ReadError) -> Mark {
        Mark::unread(Unreadable {
            field,
            span: error.span.clone(),
            message: text::sentence(&error.to_string()),
            mend: error.mend(),
        })
    }

    /// A line that reads, but is no answer to this question.
    pub(super) fn unfit(field: usize, typed: &str, message: &str) -> Mark {
        let span = 0..typed.chars().count();
        Mark::unread(Unreadable { field, span, message: message.to_owned(), mend: None })
    }

    fn unread(unreadable: Unreadable) -> Mark {
        let mut mark = Mark::new(Verdict::Unreadable, unreadable.message.clone());
        mark.unreadable = Some(unreadable);
        mark
    }

    #[must_use]
    pub(super) fn because(mut self, why: impl Into<String>) -> Mark {
        self.why.push(why.into());
        self
    }

    #[must_use]
    pub(super) fn reading(mut self, expr: Expr) -> Mark {
        self.read_as = Some(expr);
        self
    }

    /// Less sure is smaller: how sure the whole is, where this is one of several fields.
    pub(super) fn certainty_rank(&self) -> usize {
        match self.certainty {
            Some(Certainty::Sampled(points)) => points,
            Some(Certainty::Proved) | None => usize::MAX,
        }
    }

    /// Does it exist at fewer points than what was expected?
    pub(super) fn is_narrower(&self) -> bool {
        matches!(self.domain, Some(Domain::Narrower | Domain::Incomparable))
    }

    /// Does the answer settle the question?
    pub fn is_right(&self) -> bool {
        self.verdict == Verdict::Right
    }

    /// The headline with what the student did to get there: `Right, on the second try, with one
    /// hint.` Tries count this answer.
    pub fn heading(&self, tries: usize, hints: usize) -> String {
        let Some(rest) = self.headline.strip_prefix("Right").filter(|_| self.is_right()) else {
            return self.headline.clone();
        };
        let mut story = Vec::new();
        if tries > 1 {
            story.push(format!("on the {} try", text::ordinal(tries)));
        }
        if hints > 0 {
            let word = if hints == 1 { "hint" } else { "hints" };
            story.push(format!("with {} {word}", text::small(hints)));
        }
        if story.is_empty() {
            return self.headline.clone();
        }
        let story = story.join(", ");
        match rest.strip_prefix('.') {
            Some(rest) => format!("Right, {story}.{rest}"),
            // `Right: agrees at 48 points.`, `Right where both exist; …`
            None => format!("Right, {story}. It {}", rest.trim_start_matches([':', ' '])),
        }
    }

    /// Every sentence after the headline, in the order of reading.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        self.why.iter().chain(self.witness.as_ref()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_tells_tries_and_hints() {
        assert_eq!(Mark::right().heading(1, 0), "Right.");
        assert_eq!(Mark::right().heading(2, 1), "Right, on the second try, with one hint.");
        assert_eq!(Mark::wrong().heading(3, 2), "Not yet.");
        let mark = Mark::new(Verdict::Right, "Right. Proved equal for every x ≠ 0.");
        assert_eq!(mark.heading(2, 0), "Right, on the second try. Proved equal for every x ≠ 0.");
    }
}
