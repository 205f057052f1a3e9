//! What happens to the answers that the author foresaw?

use crate::author::check::tests::failure;
use crate::math::read::{Syntax, read};
use crate::math::{Expr, print, tidy};
use crate::pack::{Question, Typed, Variant};
use crate::tutor::{self, Answer, Verdict};

/// The marked answers of one variant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreseen {
    /// The answers under `wrong`.
    pub unwanted: Vec<Unwanted>,
    /// The marking tests.
    pub tests: Vec<Tested>,
}

/// A wrong answer that the author foresaw, and what a student is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwanted {
    /// The answer as it is read, tidied.
    pub answer: String,
    /// How it was marked.
    pub verdict: Verdict,
    /// What a student reads, sentence by sentence.
    pub said: Vec<String>,
}

/// A marking test and how it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// What is typed.
    pub typed: String,
    /// What should come of it.
    pub expect: String,
    /// What came of it instead, in a sentence, and what mends that; `None` where it passes.
    pub failure: Option<(String, String)>,
    /// The line of the file where it stands.
    pub line: usize,
}

/// Marks everything that the author foresaw for a variant.
pub fn foreseen(variant: &Variant) -> Foreseen {
    let question = &variant.question;
    let unwanted = question.wrong.iter().map(|wrong| unwanted(question, &wrong.answer)).collect();
    let tests = variant
        .tests
        .iter()
        .map(|test| Tested {
            typed: typed(&test.answer),
            expect: test.expect.clone(),
            failure: failure(question, test).map(|problem| (problem.message, problem.remedy)),
            line: test.place.line(),
        })
        .collect();
    Foreseen { unwanted, tests }
}

/// The wrong answers that the author foresaw, tidied, each with the author's sentence: unmarked,
/// so that a page need not wait for it.
pub fn sayings(question: &Question) -> Vec<(String, String)> {
    let syntax = Syntax { vars: None, vector: true, ..question.typing.syntax(&[]) };
    let shown = |line: &str| match read(line, &syntax) {
        Ok(reading) => print::line(&tidy(&reading.expr)),
        Err(_) => line.to_owned(),
    };
    let pair = |wrong: &crate::pack::Foreseen| (shown(&wrong.answer), wrong.say.clone());
    question.wrong.iter().map(pair).collect()
}

fn unwanted(question: &Question, line: &str) -> Unwanted {
    let mark = tutor::mark::mark(question, &Answer::Text(line.to_owned()));
    let shown = |read: &Expr| print::line(&tidy(read));
    let answer = mark.read_as.as_ref().map_or_else(|| line.to_owned(), shown);
    let said = [mark.headline].into_iter().chain(mark.why).filter(|said| !said.is_empty());
    Unwanted { answer, verdict: mark.verdict, said: said.collect() }
}

fn typed(typed: &Typed) -> String {
    match typed {
        Typed::One(line) => line.clone(),
        Typed::List(lines) => lines.join("  ;  "),
        Typed::Named(parts) => {
            let pairs: Vec<String> =
                parts.iter().map(|(id, line)| format!("{id} = {line}")).collect();
            pairs.join("  ;  ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{self, in_memory};

    #[test]
    fn a_wrong_answer_comes_with_the_authors_sentence_and_a_test_with_its_outcome() {
        let front =
            "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
        let lesson = "title = \"A\"\n[[block]]\nask = \"derivative\"\nof = \"x^3\"\n\
            wrong = [{ answer = \"x^2\", say = \"The exponent comes down as a factor.\" }]\n\
            [[block.test]]\nanswer = \"3*x^2\"\nexpect = \"right\"\n\
            [[block.test]]\nanswer = \"3*x^2\"\nexpect = \"wrong\"\n";
        let files = in_memory(&[("pack.toml", front), ("lessons/a.toml", lesson)]);
        let pack = pack::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let (_, exercise) = pack.exercises().next().expect("one exercise");
        let found = foreseen(&exercise.variant(0).expect("a variant"));
        assert_eq!(found.unwanted[0].answer, "x²");
        let question = exercise.question(0).expect("a question");
        let pair = ("x²".to_owned(), "The exponent comes down as a factor.".to_owned());
        assert_eq!(sayings(&question), [pair]);
        assert_eq!(found.unwanted[0].verdict, Verdict::Wrong);
        assert!(found.unwanted[0].said[0].contains("The exponent comes down as a factor."));
        assert_eq!(found.tests[0].failure, None);
        assert!(found.tests[1].failure.is_some());
        assert_eq!((found.tests[0].line, found.tests[1].line), (7, 10));
    }
}
