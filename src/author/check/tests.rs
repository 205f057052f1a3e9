//! Do the author's marking tests come out as they should?

use crate::math::{Expr, Node, carry_out, print};
use crate::pack::{Choice, Code, Exercise, Problem, Question, Task, Test, Typed, Variant, nearest};
use crate::tutor::{self, Answer, Verdict};

use super::Checked;

/// Runs the tests of a variant, and the wrong answers that the author foresaw.
pub(super) fn run(exercise: &Exercise, variant: &Variant, checked: &mut Checked) -> Vec<Problem> {
    let mut found = Vec::new();
    for test in &variant.tests {
        checked.tests += 1;
        found.extend(failure(&variant.question, test));
    }
    for wrong in &variant.question.wrong {
        let mark = tutor::mark::mark(&variant.question, &Answer::Text(wrong.answer.clone()));
        let message = match mark.verdict {
            Verdict::Right => format!("`wrong` lists `{}`, which is right.", wrong.answer),
            Verdict::Unreadable => {
                let why = mark.unreadable.map_or(String::new(), |unreadable| unreadable.message);
                format!("`wrong` lists `{}`, which cannot be read: {why}", wrong.answer)
            }
            Verdict::Part | Verdict::Wrong | Verdict::Undecided => continue,
        };
        let problem = Problem::new(Code::E107, exercise.place_of("wrong"), message);
        found.push(problem.mended_by("Mend the answer, or take it out."));
    }
    found
}

/// Why a test fails, if it does.
pub(in crate::author) fn failure(question: &Question, test: &Test) -> Option<Problem> {
    let problem = |message: String| Problem::new(Code::E107, test.place.clone(), message);
    if let Some(near) = misspelt(&test.expect) {
        let message = format!("`expect` cannot be \"{}\".", test.expect);
        return Some(problem(message).mended_by(format!("Did you mean \"{near}\"?")));
    }
    let answer = match answer(&question.task, &with_primes_carried_out(&test.answer)) {
        Ok(answer) => answer,
        Err(reason) => return Some(problem(reason)),
    };
    let mark = tutor::mark::mark(question, &answer);
    if passes(&mark, &test.expect) {
        return None;
    }
    let got = match mark.mistakes.first() {
        Some(mistake) => mistake.clone(),
        None => mark.verdict.word().to_owned(),
    };
    let typed = shown(&test.answer);
    let message = format!("A test fails: `{typed}` should be {}, and is {got}.", test.expect);
    let remedy = match (&mark.witness, &mark.unreadable) {
        (_, Some(unreadable)) => unreadable.message.clone(),
        (Some(witness), None) => {
            format!("{witness} Mend the answer, or write expect = \"{got}\".")
        }
        (None, None) => format!("Mend the answer, or write expect = \"{got}\"."),
    };
    Some(problem(message).labelled(format!("this is {got}")).mended_by(remedy))
}

/// The verdict that a word is probably meant to be, where it is none and no mistake's name.
fn misspelt(expect: &str) -> Option<&'static str> {
    const WORDS: [&str; 5] = ["right", "part", "wrong", "undecided", "unreadable"];
    let is_name = expect.contains('_');
    if is_name || WORDS.contains(&expect) { None } else { nearest(&expect.to_lowercase(), WORDS) }
}

/// Is the mark what the test expects: a verdict, or a mistake's name?
fn passes(mark: &tutor::mark::Mark, expect: &str) -> bool {
    match Verdict::from_word(expect) {
        Some(verdict) => mark.verdict == verdict,
        None => {
            let is_wrong = matches!(mark.verdict, Verdict::Wrong | Verdict::Part);
            // A mistake that nobody has named yet is at least wrong.
            is_wrong
                && (mark.mistakes.is_empty() || mark.mistakes.iter().any(|name| name == expect))
        }
    }
}

/// An author writes `{trig}'(x)`, since a parameter cannot name its own derivative; a student would
/// write what it is.
fn with_primes_carried_out(typed: &Typed) -> Typed {
    let line = |line: &String| match super::claims::read(line, &super::claims::Reading::default()) {
        Some(expr) if has_prime(&expr) => print::ascii(&carry_out(&expr)),
        Some(_) | None => line.clone(),
    };
    match typed {
        Typed::One(one) => Typed::One(line(one)),
        Typed::List(lines) => Typed::List(lines.iter().map(line).collect()),
        Typed::Named(parts) => {
            Typed::Named(parts.iter().map(|(id, text)| (id.clone(), line(text))).collect())
        }
    }
}

fn has_prime(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Prime(..)) || expr.children().into_iter().any(has_prime)
}

fn shown(typed: &Typed) -> String {
    match typed {
        Typed::One(line) => line.clone(),
        Typed::List(lines) => lines.join(" | "),
        Typed::Named(parts) => {
            parts.iter().map(|(id, line)| format!("{id}: {line}")).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The answer that a test types, in the shape that its kind takes.
fn answer(task: &Task, typed: &Typed) -> Result<Answer, String> {
    match (task, typed) {
        (Task::Choice { options, .. }, Typed::One(text)) => {
            Ok(Answer::Choice(vec![option(options, text)?]))
        }
        (Task::Choice { options, .. }, Typed::List(texts)) => {
            let chosen: Result<Vec<usize>, String> =
                texts.iter().map(|text| option(options, text)).collect();
            chosen.map(Answer::Choice)
        }
        (Task::Order { steps, .. }, Typed::List(texts)) => {
            let order: Result<Vec<usize>, String> =
                texts.iter().map(|text| step(steps, text)).collect();
            order.map(Answer::Order)
        }
        (Task::Card { .. }, Typed::One(word)) => match word.as_str() {
            "knew" => Ok(Answer::Card(true)),
            "forgot" => Ok(Answer::Card(false)),
            _ => Err("A card is answered by \"knew\" or \"forgot\".".to_owned()),
        },
        (Task::Parts(parts), Typed::Named(lines)) => {
            match lines.iter().find(|(id, _)| !parts.parts.iter().any(|part| part.id == *id)) {
                Some((id, _)) => {
                    let near = nearest(id, parts.parts.iter().map(|part| part.id.as_str()));
                    let meant =
                        near.map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
                    Err(format!("There is no part `{id}`.{meant}"))
                }
                None => Ok(Answer::Parts(lines.clone())),
            }
        }
        (Task::Lines { .. }, Typed::List(lines)) => Ok(Answer::Lines(lines.clone())),
        (_, Typed::One(line)) => Ok(Answer::Text(line.clone())),
        (_, Typed::List(lines)) => Ok(Answer::Fields(lines.clone())),
        (_, Typed::Named(_)) => Err("Only `parts` is answered part by part.".to_owned()),
    }
}

fn option(options: &[Choice], text: &str) -> Result<usize, String> {
    let number = text.parse::<usize>().ok().filter(|n| (1..=options.len()).contains(n));
    let found = options.iter().position(|option| option.text == text).or(number.map(|n| n - 1));
    found.ok_or_else(|| format!("\"{text}\" is no option."))
}

fn step(steps: &[String], text: &str) -> Result<usize, String> {
    let number = text.parse::<usize>().ok().filter(|n| (1..=steps.len()).contains(n));
    let found = steps.iter().position(|step| step == text).or(number.map(|n| n - 1));
    found.ok_or_else(|| format!("\"{text}\" is no step."))
}
