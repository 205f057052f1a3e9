//! Is this the limit?

use crate::math::approach::{Goes, approach};
use crate::math::read::read;
use crate::math::same::Key;
use crate::math::{Expr, Name, print, slope};
use crate::pack::Approach;
use crate::tutor::{Answer, Verdict};

use super::expression::{self, Expected};
use super::mark::Mark;
use super::observe::Question;
use super::{Asked, fields, number};

/// The limit that is asked about.
pub(super) struct Sought<'a> {
    pub of: &'a Expr,
    pub name: &'a Name,
    pub to: &'a Approach,
    pub quotient_of: Option<&'a Expr>,
}

/// What is said in a word instead of an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Up,
    Down,
    Nowhere,
}

/// The words, without blanks.
const WORDS: &[(Word, &[&str])] = &[
    (Word::Up, &["inf", "+inf", "infinity", "+infinity", "∞", "+∞", "oo", "\\infty", "+\\infty"]),
    (Word::Down, &["-inf", "-infinity", "minusinfinity", "-∞", "-oo", "-\\infty"]),
    (
        Word::Nowhere,
        &["none", "nolimit", "doesnotexist", "itdoesnotexist", "dne", "undefined", "nowhere"],
    ),
];

pub(super) fn mark(asked: &Asked<'_>, answer: &Answer, sought: &Sought<'_>) -> Mark {
    let line = match fields::line(answer) {
        Ok(line) => line,
        Err(mark) => return *mark,
    };
    let word = word(line);
    match (sought.goes(), word) {
        (None, None) => sought.only_read(asked, line),
        (None, Some(_)) => unknown(),
        (Some(Goes::To(expected)), None) => sought.value(asked, line, &expected),
        (Some(Goes::To(_)), Some(_)) => Mark::wrong().because("It does come to rest somewhere."),
        (Some(goes), Some(word)) => without_end(&goes, word),
        (Some(goes), None) => sought.no_value(asked, line, &goes),
    }
}

fn word(line: &str) -> Option<Word> {
    let close: String = line.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let close = close.replace(['−', '–'], "-");
    let close = close.trim_end_matches('.');
    WORDS.iter().find(|(_, words)| words.contains(&close)).map(|(word, _)| *word)
}

/// The limit itself could not be found out.
fn unknown() -> Mark {
    let why = "Where this goes could not be worked out here; another form will not help.";
    Mark { why: vec![why.to_owned()], ..Mark::undecided() }
}

/// A word where there is no value.
fn without_end(goes: &Goes, word: Word) -> Mark {
    match (goes, word) {
        (Goes::Up, Word::Up) | (Goes::Down, Word::Down) | (Goes::Apart, Word::Nowhere) => {
            Mark::right()
        }
        (Goes::Up, Word::Nowhere) => {
            Mark::new(Verdict::Right, "Right. It grows beyond every bound.")
        }
        (Goes::Down, Word::Nowhere) => {
            Mark::new(Verdict::Right, "Right. It falls below every bound.")
        }
        (Goes::Apart, _) => {
            Mark::wrong().because("From the other side it goes somewhere else: look at both.")
        }
        _ => Mark::wrong().because("It has no bound; look at its sign far out on the way."),
    }
}

impl Sought<'_> {
    fn goes(&self) -> Option<Goes> {
        match self.quotient_of {
            Some(f) => Some(Goes::To(slope::derivative(f, &self.by(f)))),
            None => approach(self.of, self.name, &self.to.target()),
        }
    }

    /// The variable of the function behind a difference quotient.
    fn by(&self, f: &Expr) -> Name {
        let other = f.names().into_iter().find(|own| own != self.name);
        other.unwrap_or_else(|| Name::new("x"))
    }

    fn vars(&self) -> Vec<Name> {
        let mut vars = self.of.names();
        vars.extend(self.quotient_of.iter().flat_map(|f| f.names()));
        vars.sort();
        vars.dedup();
        vars
    }

    /// Nothing is known of the limit: an answer that reads is not marked.
    fn only_read(&self, asked: &Asked<'_>, line: &str) -> Mark {
        match read(line, &asked.typing.syntax(&self.vars())) {
            Ok(reading) => unknown().reading(reading.expr),
            Err(_) if line.trim().is_empty() => Mark::blank(0),
            Err(error) => Mark::unreadable(0, &error),
        }
    }

    /// An expression where there is no value.
    fn no_value(&self, asked: &Asked<'_>, line: &str, goes: &Goes) -> Mark {
        let mark = self.only_read(asked, line);
        let Some(own) = mark.read_as else { return mark };
        let why = match goes {
            Goes::Apart => "Look at both sides: they do not go to the same.",
            _ => "It does not stay near that; follow it farther on its way.",
        };
        Mark::wrong().because(why).reading(own)
    }

    fn value(&self, asked: &Asked<'_>, line: &str, expected: &Expr) -> Mark {
        let vars = self.vars();
        let syntax = asked.typing.syntax(&vars);
        let is_number = expected.names().is_empty() && asked.form == "any";
        let mut mark = match read(line, &syntax) {
            Ok(reading) if is_number && reading.expr.names().is_empty() => {
                number::mark_reading(&reading, expected, asked.digits, "the limit")
            }
            _ => expression::mark(
                line,
                0,
                &Expected {
                    key: &Key::value(expected),
                    what: "the limit",
                    syntax: &syntax,
                    question: Question { of: None, by: &[], vars: &vars },
                    form: asked.form,
                    same_domain: asked.same_domain,
                },
            ),
        };
        let is_left = mark.read_as.as_ref().is_some_and(|own| own.mentions(self.name));
        if is_left && mark.verdict == Verdict::Wrong {
            let letter = print::line(&Expr::name(self.name));
            mark.why = vec![format!("There is still {letter} in it: let {letter} go all the way.")];
        }
        mark
    }
}
