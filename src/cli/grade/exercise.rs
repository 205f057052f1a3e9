//! Marking an exercise that the request brings along.

use serde_json::Value;

use crate::pack::{self, Problem, Question, Task};
use crate::tutor::{self, Answer, mark::Mark};

use super::reply::Reply;

/// The reply to an answer of an exercise, or why the exercise cannot be used.
pub(super) fn grade(exercise: &Value, answer: &Value) -> Result<Reply, String> {
    let (mark, question) = marked(exercise, answer)?;
    Ok(Reply::marked(&mark, question.form))
}

/// The mark of an answer, and the question that was asked.
pub(super) fn marked(exercise: &Value, answer: &Value) -> Result<(Mark, Question), String> {
    let set = pack::from_json(exercise).map_err(|problems| said(&problems))?;
    let seed = match exercise.get("seed") {
        None => 0,
        Some(seed) => seed.as_u64().ok_or("`seed` is a whole number, 0 or more.")?,
    };
    let question = set.question(seed).map_err(|problems| said(&problems))?;
    let answer = handed_in(&question.task, answer)?;
    Ok((tutor::mark::mark(&question, &answer), question))
}

fn said(problems: &[Problem]) -> String {
    let messages: Vec<String> = problems.iter().take(3).map(|p| p.message.clone()).collect();
    format!("`exercise` cannot be used: {}", messages.join(" "))
}

/// The answer in the shape that its kind takes.
fn handed_in(task: &Task, answer: &Value) -> Result<Answer, String> {
    let unfit = || format!("`answer` has not the shape that `{}` takes.", task.kind());
    Ok(match (task, answer) {
        (Task::Card { .. }, Value::String(text)) => match text.as_str() {
            "knew" => Answer::Card(true),
            "forgot" => Answer::Card(false),
            _ => return Err("A card is answered by `knew` or `forgot`.".to_owned()),
        },
        (Task::Choice { options, .. }, Value::Number(_)) => {
            let texts = options.iter().map(|option| option.text.as_str());
            Answer::Choice(vec![place(answer, texts).ok_or_else(unfit)?])
        }
        (_, Value::String(line)) => Answer::Text(line.clone()),
        (_, Value::Number(number)) => Answer::Text(number.to_string()),
        (Task::Order { steps, .. }, Value::Array(items)) => {
            let places: Option<Vec<usize>> =
                items.iter().map(|item| place(item, steps.iter().map(String::as_str))).collect();
            Answer::Order(places.ok_or_else(unfit)?)
        }
        (Task::Choice { options, .. }, Value::Array(items)) => {
            let texts = || options.iter().map(|option| option.text.as_str());
            let places: Option<Vec<usize>> =
                items.iter().map(|item| place(item, texts())).collect();
            Answer::Choice(places.ok_or_else(unfit)?)
        }
        (Task::Lines { .. }, Value::Array(items)) => Answer::Lines(lines(items).ok_or_else(unfit)?),
        (_, Value::Array(items)) => Answer::Fields(lines(items).ok_or_else(unfit)?),
        (Task::Parts(_), Value::Object(parts)) => {
            let parts: Option<Vec<(String, String)>> =
                parts.iter().map(|(id, line)| Some((id.clone(), text(line)?))).collect();
            Answer::Parts(parts.ok_or_else(unfit)?)
        }
        _ => return Err(unfit()),
    })
}

/// The place of an item in the author's order: by its text, or by its number, counted from 1.
fn place<'a>(item: &Value, mut texts: impl Iterator<Item = &'a str> + Clone) -> Option<usize> {
    match item {
        Value::Number(number) => usize::try_from(number.as_u64()?).ok()?.checked_sub(1),
        Value::String(own) => {
            let count = texts.clone().count();
            let number = || own.trim().parse::<usize>().ok()?.checked_sub(1);
            texts.position(|text| text == own).or_else(|| number().filter(|at| *at < count))
        }
        _ => None,
    }
}

fn lines(items: &[Value]) -> Option<Vec<String>> {
    items.iter().map(text).collect()
}

fn text(item: &Value) -> Option<String> {
    match item {
        Value::String(line) => Some(line.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
