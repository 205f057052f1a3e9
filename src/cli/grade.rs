//! `gradus grade`: is each answer right? One JSON object a line in, one a line out.
//!
//! For graders and for the project's own corpora. The order is kept, every line is answered before
//! the next is read, and no line stops the rest: what cannot be used gets an `error`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lines::{self, Bounds, Line};
use super::{Done, Outcome, Streams};
use crate::math::limits::MAX_ORDER;
use crate::math::read::{Limits, Reading, Syntax, read};
use crate::math::same::{Certainty, Comparison, Domain, Key, Verdict, Witness};
use crate::math::{Expr, Name, Node, print};
use crate::text::{self, Shown};

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
#[serde(deny_unknown_fields)]
struct Request {
    #[serde(default)]
    id: Value,
    answer: Value,
    expected: Option<String>,
    derivative_of: Option<String>,
    wrt: Option<String>,
    order: Option<u32>,
    vars: Option<Vec<String>>,
    exercise: Option<Value>,
}

/// One line of the output; keys that do not apply are absent.
#[derive(Debug, Default, Serialize)]
struct Reply {
    id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<ShownWitness>,
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
struct ShownAlternative {
    read_as: String,
    verdict: &'static str,
}

/// Answers every line of the input.
pub(super) fn run(arguments: &Arguments, streams: &mut Streams) -> Done {
    let limits = arguments.limits.limits();
    while let Some(line) = lines::next(streams.input)? {
        let reply = match line {
            Line::Blank => continue,
            Line::TooLong => failed(Value::Null, "The line is longer than 1 MiB."),
            Line::Text(text) => answer(&text, &limits),
        };
        lines::reply(streams.out, &reply)?;
    }
    Ok(Outcome::Fine)
}

fn failed(id: Value, error: &str) -> Reply {
    Reply { id, error: Some(Shown::new(error).to_string()), ..Reply::default() }
}

fn answer(line: &[u8], limits: &Limits) -> Reply {
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => return failed(Value::Null, &format!("The line is not JSON: {error}.")),
    };
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    match Request::deserialize(value) {
        Ok(request) => match grade(&request, limits) {
            Ok(reply) => Reply { id: request.id, ..reply },
            Err(error) => failed(id, &error),
        },
        Err(error) => failed(id, &format!("The request cannot be used: {error}.")),
    }
}

/// The reply to a request, or why the request itself is at fault.
fn grade(request: &Request, limits: &Limits) -> Result<Reply, String> {
    if request.exercise.is_some() {
        return Err("`exercise` cannot be marked yet.".to_owned());
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
        Err(error) => Reply {
            verdict: Some("unreadable"),
            message: Some(Shown::new(&error.to_string()).to_string()),
            ..Reply::default()
        },
        Ok(reading) => judged(&reading, &expected),
    })
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

fn judged(reading: &Reading, expected: &Key) -> Reply {
    let comparison = expected.compare(&reading.expr);
    let alternative = if matches!(comparison.verdict, Verdict::Right(_)) {
        None
    } else {
        reading
            .alternatives
            .iter()
            .find(|other| matches!(expected.compare(&other.expr).verdict, Verdict::Right(_)))
            .map(|other| ShownAlternative { read_as: print::ascii(&other.expr), verdict: "right" })
    };
    Reply {
        verdict: Some(verdict(&comparison)),
        certainty: certainty(&comparison),
        read_as: Some(print::ascii(&reading.expr)),
        domain: domain(&comparison),
        message: message(&comparison),
        alternative,
        witness: witness(&comparison).map(|witness| ShownWitness {
            at: (witness.at.iter())
                .map(|(name, value)| (name.as_str().to_owned(), value.to_string().into()))
                .collect(),
            answer: witness.answer,
            expected: witness.expected,
        }),
        ..Reply::default()
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

fn domain(comparison: &Comparison) -> Option<&'static str> {
    matches!(comparison.verdict, Verdict::Right(_)).then_some(match comparison.domain {
        Domain::Same => "same",
        Domain::Wider => "wider",
        Domain::Narrower => "narrower",
        Domain::Incomparable => "incomparable",
    })
}

fn witness(comparison: &Comparison) -> Option<&Witness> {
    match &comparison.verdict {
        Verdict::Wrong(witness) => witness.as_ref(),
        Verdict::Right(_) | Verdict::Undecided => None,
    }
}

/// What a person would want to be told beside the verdict.
fn message(comparison: &Comparison) -> Option<String> {
    match (&comparison.verdict, comparison.domain) {
        (Verdict::Right(_), Domain::Same) => None,
        (Verdict::Right(_), Domain::Wider) => {
            Some("The same where both exist; yours exists at more points.".to_owned())
        }
        (Verdict::Right(_), Domain::Narrower) => {
            Some("The same where both exist; yours is undefined at some points.".to_owned())
        }
        (Verdict::Right(_), Domain::Incomparable) => {
            Some("The same where both exist; each is undefined at some other points.".to_owned())
        }
        (Verdict::Wrong(Some(witness)), _) => Some(told(witness)),
        (Verdict::Wrong(None), _) => {
            Some("Yours is of another shape or size, or never exists where it should.".to_owned())
        }
        (Verdict::Undecided, _) => {
            Some("This could not be decided; another form may help.".to_owned())
        }
    }
}

fn told(witness: &Witness) -> String {
    let at: Vec<String> =
        witness.at.iter().map(|(name, value)| format!("{} = {value}", name.as_str())).collect();
    let place = if at.is_empty() { String::new() } else { format!("At {} ", at.join(", ")) };
    let (answer, expected) = (text::number(witness.answer), text::number(witness.expected));
    format!("{place}yours is {answer}, expected {expected}.")
}
