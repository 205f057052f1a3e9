//! `gradus grade`: is each answer right? One JSON object a line in, one a line out.
//!
//! For graders and for the project's own corpora. The order is kept, every line is answered before
//! the next is read, and no line stops the rest: what cannot be used gets an `error`.

mod exercise;
mod reply;

use serde::Deserialize;
use serde_json::Value;

use self::reply::Reply;
use super::lines::{self, Bounds, Line};
use super::{Done, Outcome, Streams};
use crate::math::limits::MAX_ORDER;
use crate::math::read::{Limits, Syntax, read};
use crate::math::same::Key;
use crate::math::{Expr, Name, Node};

/// What can be typed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Requests, one a line:
  {\"id\": 1, \"answer\": \"2x\", \"expected\": \"x + x\", \"vars\": [\"x\"]}
  {\"id\": 2, \"answer\": \"2x\", \"derivative_of\": \"x^2\", \"wrt\": \"x\", \"order\": 1}
  {\"id\": 3, \"answer\": \"2x\", \"exercise\": { … one [[block]] of a lesson … }}

Example:
  gradus grade < answers.jsonl > verdicts.jsonl")]
pub struct Arguments {
    /// How large an expression may be
    #[arg(long, value_enum, default_value = "author", value_name = "WHO")]
    limits: Bounds,
}

/// One line of the input.
#[derive(Debug, Deserialize)]
struct Request {
    answer: Value,
    expected: Option<String>,
    derivative_of: Option<String>,
    wrt: Option<String>,
    order: Option<u32>,
    vars: Option<Vec<String>>,
    exercise: Option<Value>,
}

/// Answers every line of the input.
pub(super) fn run(arguments: &Arguments, streams: &mut Streams) -> Done {
    let limits = arguments.limits.limits();
    while let Some(line) = lines::next(streams.input)? {
        let reply = match line {
            Line::Blank => continue,
            Line::TooLong => Reply::failed(Value::Null, "The line is longer than 1 MiB."),
            Line::Text(text) => answer(&text, &limits),
        };
        lines::reply(streams.out, &reply)?;
    }
    Ok(Outcome::Fine)
}

fn answer(line: &[u8], limits: &Limits) -> Reply {
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => {
            return Reply::failed(Value::Null, &format!("The line is not JSON: {error}."));
        }
    };
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    match Request::deserialize(value) {
        Ok(request) => match grade(&request, limits) {
            Ok(reply) => reply.to(id),
            Err(error) => Reply::failed(id, &error),
        },
        Err(error) => Reply::failed(id, &format!("The request cannot be used: {error}.")),
    }
}

/// The reply to a request, or why the request itself is at fault.
fn grade(request: &Request, limits: &Limits) -> Result<Reply, String> {
    if let Some(exercise) = &request.exercise {
        return exercise::grade(exercise, &request.answer);
    }
    let Value::String(answer) = &request.answer else {
        return Err("`answer` is the text of an expression.".to_owned());
    };
    let expected = expected(request, limits)?;
    let syntax = Syntax {
        vars: names(request),
        limits: *limits,
        vector: matches!(expected.expected().node(), Node::Vector(_)),
        ..Syntax::default()
    };
    Ok(match read(answer, &syntax) {
        Err(error) => Reply::unreadable(&error),
        Ok(reading) => {
            let reply = Reply::compared(&reading, &expected);
            if reply.is_wrong() { explained(reply, request, answer) } else { reply }
        }
    })
}

/// A wrong reply with what a teacher would say, where the question is one that can be set.
fn explained(reply: Reply, request: &Request, answer: &str) -> Reply {
    let Some(of) = &request.derivative_of else { return reply };
    let mut block = serde_json::Map::new();
    block.insert("ask".to_owned(), "derivative".into());
    block.insert("of".to_owned(), of.as_str().into());
    if let Some(wrt) = &request.wrt {
        block.insert("wrt".to_owned(), wrt.as_str().into());
    }
    if let Some(order) = request.order {
        block.insert("order".to_owned(), order.into());
    }
    match exercise::marked(&Value::Object(block), &Value::String(answer.to_owned())) {
        Ok((mark, _)) => reply.with_reasons(&mark),
        Err(_) => reply,
    }
}

/// The declared variables. Without any, every letter is one, in the answer as in the key.
fn names(request: &Request) -> Option<Vec<Name>> {
    let given = request.vars.as_ref()?;
    Some(given.iter().map(|name| Name::new(name)).collect())
}

/// What the answer is compared with.
fn expected(request: &Request, limits: &Limits) -> Result<Key, String> {
    let syntax =
        Syntax { vars: names(request), limits: *limits, vector: true, ..Syntax::default() };
    match (&request.expected, &request.derivative_of) {
        (Some(expected), None) => Ok(Key::value(&key(expected, "expected", &syntax)?)),
        (None, Some(of)) => {
            let of = key(of, "derivative_of", &syntax)?;
            let by = differentiate_by(request, &of)?;
            let order = request.order.unwrap_or(1);
            if order > MAX_ORDER {
                return Err(format!("`order` is at most {MAX_ORDER}."));
            }
            Ok(Key::derivative(&of, &vec![by; order as usize]))
        }
        (None, None) => {
            Err("The request needs `expected`, `derivative_of` or `exercise`.".to_owned())
        }
        (Some(_), Some(_)) => Err("`expected` and `derivative_of` exclude each other.".to_owned()),
    }
}

fn key(text: &str, what: &str, syntax: &Syntax) -> Result<Expr, String> {
    read(text, syntax)
        .map(|reading| reading.expr)
        .map_err(|error| format!("`{what}` cannot be read: {error}"))
}

/// The variable named, or the only one there is.
fn differentiate_by(request: &Request, of: &Expr) -> Result<Name, String> {
    let Some(wrt) = &request.wrt else {
        return match of.names().as_slice() {
            [only] => Ok(only.clone()),
            _ => Err("`wrt` says by which variable to differentiate.".to_owned()),
        };
    };
    let declared = Syntax { vars: Some(vec![Name::new(wrt)]), ..Syntax::default() };
    match key(wrt, "wrt", &declared)?.node() {
        Node::Name(name) => Ok(name.clone()),
        _ => Err("`wrt` is the name of one variable.".to_owned()),
    }
}
