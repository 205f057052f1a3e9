//! Which sentences has a question that an author wrote?

use crate::pack::{Code, Exercise, Question, Task, Variant};

use super::claims::{self, FalseClaim, Reading};
use super::keys::{Finding, finding};

/// A text of the author, and the key that it stands under.
struct Prose<'a> {
    key: &'static str,
    text: &'a str,
}

/// False claims in what a variant says.
pub(super) fn check(exercise: &Exercise, variant: &Variant, found: &mut Vec<Finding>) {
    let question = &variant.question;
    let reading = Reading { log: question.typing.log, function: None };
    for Prose { key, text } in texts(exercise, question) {
        for claim in claims::false_claims(text, &reading) {
            found.push(untrue(key, &claim));
        }
    }
    if let Task::Order { steps, .. } = &question.task {
        let reading = Reading { function: variant.function.clone(), ..reading };
        order(steps, &reading, found);
    }
}

fn untrue(key: &'static str, claim: &FalseClaim<'_>) -> Finding {
    finding(Code::E106, key, claim.message(), claims::REMEDY)
}

/// What is claimed: not the options of a choice, wrong ones of which may be false, nor what a card
/// asks.
fn texts<'a>(exercise: &Exercise, question: &'a Question) -> Vec<Prose<'a>> {
    let mut found: Vec<Prose<'a>> = Vec::new();
    let mut add = |key, text: &'a str| found.push(Prose { key, text });
    if exercise.has("prompt") {
        add("prompt", &question.prompt);
    }
    question.hints.iter().for_each(|hint| add("hints", hint));
    question.feedback.iter().for_each(|(_, say)| add("feedback", say));
    question.wrong.iter().for_each(|wrong| add("wrong", &wrong.say));
    match &question.task {
        Task::Choice { options, .. } => {
            for option in options {
                option.why.iter().for_each(|why| add("why", why));
                if option.right {
                    add("right", &option.text);
                }
            }
        }
        Task::Rate { then: Some(then), .. } => add("then", then),
        Task::Card { back, .. } => add("back", back),
        Task::Parts(parts) => parts.parts.iter().for_each(|part| add("part", &part.prompt)),
        _ => {}
    }
    found
}

/// The steps of an order, each true by itself; one that begins with `=` goes on from the one before.
fn order(steps: &[String], reading: &Reading, found: &mut Vec<Finding>) {
    let mut last: Option<String> = None;
    for step in steps {
        for formula in claims::formulas(step) {
            let whole = match (formula.trim_start().strip_prefix('='), &last) {
                (Some(_), Some(before)) => format!("{before} {formula}"),
                _ => formula.to_owned(),
            };
            if let Some(claim) = claims::false_claim(&whole, reading) {
                found.push(untrue("steps", &claim));
            }
            last = whole.rsplit('=').next().map(str::to_owned);
        }
    }
}
