//! What is answered to a request, and how it is said.

use serde::Serialize;
use serde_json::Value;

use crate::math::form::Form;
use crate::math::read::{ReadError, Reading};
use crate::math::same::{self, Certainty, Comparison, Domain, Key, Verdict, Witness};
use crate::math::{Expr, Node, print};
use crate::study::{Notation, prose};
use crate::text::{self, Shown};
use crate::tutor;
use crate::tutor::mark::Mark;

/// One line of the output; keys that do not apply are absent.
#[derive(Debug, Default, Serialize)]
pub(super) struct Reply {
    id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<ShownWitness>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mistakes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<ShownForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternative: Option<ShownAlternative>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Debug, Serialize)]
struct ShownWitness {
    at: serde_json::Map<String, Value>,
    answer: f64,
    expected: f64,
}

#[derive(Debug, Serialize)]
struct ShownForm {
    asked: String,
    met: bool,
}

#[derive(Debug, Serialize)]
struct ShownAlternative {
    read_as: String,
    verdict: &'static str,
}

/// At most so many names of mistakes: a pair is two.
const MOST_MISTAKES: usize = 2;

impl Reply {
    /// The request could not be used.
    pub(super) fn failed(id: Value, error: &str) -> Reply {
        Reply { id, error: Some(Shown::new(error).to_string()), ..Reply::default() }
    }

    /// The reply to the request of this id.
    pub(super) fn to(self, id: Value) -> Reply {
        Reply { id, ..self }
    }

    /// The answer could not be read.
    pub(super) fn unreadable(error: &ReadError) -> Reply {
        Reply {
            verdict: Some("unreadable"),
            message: Some(Shown::new(&error.to_string()).to_string()),
            ..Reply::default()
        }
    }

    /// The answer compared with a key.
    pub(super) fn compared(reading: &Reading, key: &Key) -> Reply {
        let comparison = key.compare(&reading.expr);
        let is_right = matches!(comparison.verdict, Verdict::Right(_));
        let alternative = reading
            .alternatives
            .iter()
            .filter(|_| !is_right)
            .find(|other| matches!(key.compare(&other.expr).verdict, Verdict::Right(_)))
            .map(|other| ShownAlternative { read_as: print::ascii(&other.expr), verdict: "right" });
        Reply {
            verdict: Some(verdict(&comparison)),
            certainty: certainty(&comparison),
            read_as: Some(print::ascii(&reading.expr)),
            domain: is_right.then(|| domain(comparison.domain)),
            message: message(&comparison, &reading.expr, key.expected()),
            alternative,
            witness: witness(&comparison).map(ShownWitness::new),
            ..Reply::default()
        }
    }

    pub(super) fn is_wrong(&self) -> bool {
        self.verdict == Some("wrong")
    }

    /// The mark of an answer to an exercise that asks for this form.
    pub(super) fn marked(mark: &Mark, form: &str) -> Reply {
        let form = shown_form(mark, form);
        let is_right = match mark.verdict {
            tutor::Verdict::Right => true,
            // Right, and only the form is missing.
            tutor::Verdict::Part => mark.form.as_ref().is_some_and(|form| !form.met),
            _ => false,
        };
        let is_read = mark.verdict != tutor::Verdict::Unreadable;
        let word = match mark.verdict {
            _ if is_right => "right",
            tutor::Verdict::Part => "wrong",
            other => other.word(),
        };
        let alternative = mark.alternative.as_ref().map(|other| ShownAlternative {
            read_as: print::ascii(&other.expr),
            verdict: other.verdict.word(),
        });
        let unreadable = mark.unreadable.as_ref().map(|trouble| trouble.message.clone());
        Reply {
            verdict: Some(word),
            certainty: match mark.certainty {
                Some(Certainty::Proved) => Some("proved"),
                Some(Certainty::Sampled(_)) => Some("sampled"),
                // A point where the two certainly differ.
                None => mark.point.as_ref().filter(|_| word == "wrong").map(|_| "proved"),
            },
            score: is_read.then_some(mark.score),
            read_as: mark.read_as.as_ref().map(print::ascii),
            domain: mark.domain.filter(|_| is_right).map(domain),
            witness: mark.point.as_ref().map(ShownWitness::new),
            form: form.filter(|_| is_right),
            alternative,
            message: Some(Shown::new(&unreadable.unwrap_or_else(|| told_by(mark))).to_string()),
            mistakes: mistakes(mark),
            ..Reply::default()
        }
    }

    /// Adds what a teacher says about a wrong answer.
    pub(super) fn with_reasons(mut self, mark: &Mark) -> Reply {
        self.mistakes = mistakes(mark);
        let mut sentences = mark.why.clone();
        sentences.extend(self.message.take());
        self.message =
            (!sentences.is_empty()).then(|| Shown::new(&sentences.join(" ")).to_string());
        self
    }
}

/// The headline, then what is right, what is missing, and where it can be seen.
fn told_by(mark: &Mark) -> String {
    let sentences = std::iter::once(mark.headline.as_str()).chain(mark.sentences());
    let words = sentences.collect::<Vec<_>>().join(" ");
    // An author's `$x^2$` is written as one types it.
    if words.contains('$') { prose::inline(&words, Notation::Typed).text() } else { words }
}

fn mistakes(mark: &Mark) -> Vec<String> {
    mark.mistakes.iter().take(MOST_MISTAKES).cloned().collect()
}

/// The form that was asked, and whether the answer has it.
fn shown_form(mark: &Mark, asked: &str) -> Option<ShownForm> {
    if let Some(form) = &mark.form {
        return Some(ShownForm { asked: form.asked.clone(), met: form.met });
    }
    let form = Form::named(asked).filter(|form| *form != Form::Any)?;
    let answer = mark.read_as.as_ref()?;
    Some(ShownForm { asked: asked.to_owned(), met: form.met(answer) })
}

impl ShownWitness {
    fn new(witness: &Witness) -> ShownWitness {
        let at = (witness.at.iter())
            .map(|(name, value)| (name.as_str().to_owned(), value.to_string().into()))
            .collect();
        ShownWitness { at, answer: witness.answer, expected: witness.expected }
    }
}

fn verdict(comparison: &Comparison) -> &'static str {
    match comparison.verdict {
        Verdict::Right(_) => "right",
        Verdict::Wrong(_) => "wrong",
        Verdict::Undecided => "undecided",
    }
}

fn certainty(comparison: &Comparison) -> Option<&'static str> {
    match &comparison.verdict {
        Verdict::Right(Certainty::Proved) | Verdict::Wrong(Some(_)) => Some("proved"),
        Verdict::Right(Certainty::Sampled(_)) => Some("sampled"),
        Verdict::Wrong(None) | Verdict::Undecided => None,
    }
}

fn domain(domain: Domain) -> &'static str {
    match domain {
        Domain::Same => "same",
        Domain::Wider => "wider",
        Domain::Narrower => "narrower",
        Domain::Incomparable => "incomparable",
    }
}

fn witness(comparison: &Comparison) -> Option<&Witness> {
    match &comparison.verdict {
        Verdict::Wrong(witness) => witness.as_ref(),
        Verdict::Right(_) | Verdict::Undecided => None,
    }
}

fn is_list(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Vector(_) | Node::Matrix(_))
}

/// What a person would want to be told beside the verdict.
fn message(comparison: &Comparison, answer: &Expr, expected: &Expr) -> Option<String> {
    let fixed = match (&comparison.verdict, comparison.domain) {
        (Verdict::Right(_), Domain::Same) => return None,
        (Verdict::Wrong(Some(witness)), _) => return Some(told(witness)),
        (Verdict::Right(_), Domain::Wider) => {
            "The same where both exist; yours exists at more points."
        }
        (Verdict::Right(_), Domain::Narrower) => {
            "The same where both exist; yours is undefined at some points."
        }
        (Verdict::Right(_), Domain::Incomparable) => {
            "The same where both exist; each is undefined at some other points."
        }
        (Verdict::Wrong(None), _) if same::exists_nowhere(answer) => "Yours has no value.",
        (Verdict::Wrong(None), _) if is_list(answer) || is_list(expected) => {
            "Yours is of another shape or size, or one of its parts never exists where it should."
        }
        (Verdict::Wrong(None), _) => "Yours never exists where it should.",
        (Verdict::Undecided, _) => {
            match (same::exists_nowhere(answer), same::exists_nowhere(expected)) {
                (_, true) => "What is expected has no value, so there is nothing to compare.",
                (true, _) => "This has no value, so there is nothing to compare.",
                (false, false) => {
                    "This could not be decided. Another form of the same answer may help."
                }
            }
        }
    };
    Some(fixed.to_owned())
}

fn told(witness: &Witness) -> String {
    let at: Vec<String> =
        witness.at.iter().map(|(name, value)| format!("{} = {value}", name.as_str())).collect();
    let (answer, expected) = (text::number(witness.answer), text::number(witness.expected));
    if at.is_empty() {
        return format!("Yours is {answer}, expected {expected}.");
    }
    format!("At {} yours is {answer}, expected {expected}.", at.join(", "))
}
