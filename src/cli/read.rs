//! `gradus read`: how does the engine read a line?

use std::ffi::OsString;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::caret::unreadable;
use super::lines::{self, Bounds, Line};
use super::{Done, Everywhere, Failure, Outcome, Streams};
use crate::math::print::{self, Glyphs};
use crate::math::read::{ReadError, Reading, Syntax, read};
use crate::math::{Expr, Name};
use crate::study::settings;
use crate::text::Shown;

/// What can be typed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  gradus read '2x sin x'
  gradus read '1/2x' --format ascii
  gradus read 'w1*x + b' --vars w1,x,b
  gradus read --jsonl < lines.jsonl

A request of --jsonl is {\"id\": 1, \"input\": \"2x\"}, with \"vars\": [\"x\"] where wanted; the
reply is {\"id\", \"read_as\", \"warnings\", \"error\": {\"message\", \"column\", \"mend\"}}.")]
pub struct Arguments {
    /// The line; it may begin with a minus
    #[arg(allow_hyphen_values = true, required_unless_present = "jsonl")]
    expr: Option<OsString>,
    /// Read one JSON object a line and answer each
    #[arg(long, conflicts_with = "expr")]
    jsonl: bool,
    /// The only variables, separated by commas; without them every letter is one
    #[arg(long, value_name = "X,Y", value_delimiter = ',', conflicts_with = "jsonl")]
    vars: Option<Vec<String>>,
    /// Print one form only
    #[arg(long, value_enum, value_name = "FORM", conflicts_with = "jsonl")]
    format: Option<Format>,
    /// How large an expression may be
    #[arg(long, value_enum, default_value = "author", value_name = "WHO")]
    limits: Bounds,
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One line of Unicode
    Unicode,
    /// Explicit, for any computer algebra system
    Ascii,
    /// LaTeX
    Latex,
    /// Words
    Spoken,
}

/// One line of the input. Keys that are not known here may serve whoever asks.
#[derive(Debug, Deserialize)]
struct Request {
    input: String,
    vars: Option<Vec<String>>,
}

/// One line of the output; keys that do not apply are absent.
#[derive(Debug, Default, Serialize)]
struct Reply {
    id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warnings: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Refusal>,
}

#[derive(Debug, Serialize)]
struct Refusal {
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<String>,
}

/// Reads the line, or every line of the input.
pub(super) fn run(arguments: &Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    if arguments.jsonl {
        return batch(arguments.limits, streams);
    }
    let Some(expr) = &arguments.expr else {
        return Err(Failure::Cannot("Which line? Give an expression, or --jsonl.".to_owned()));
    };
    let Some(line) = expr.to_str() else {
        return Err(Failure::Content("The line is not UTF-8 text. Type it again.".to_owned()));
    };
    let syntax = syntax(arguments.vars.as_deref(), arguments.limits);
    let reading = read(line, &syntax).map_err(|error| unreadable(line, &error))?;
    match arguments.format {
        Some(format) => writeln!(streams.out, "{}", Shown::new(&form(&reading.expr, format)))?,
        None => all_forms(&reading, everywhere, streams)?,
    }
    for warning in &reading.warnings {
        writeln!(streams.err, "{}", Shown::new(&warning.to_string()))?;
    }
    Ok(Outcome::Fine)
}

fn syntax(vars: Option<&[String]>, bounds: Bounds) -> Syntax {
    let vars = vars.map(|vars| vars.iter().map(|name| Name::new(name.trim())).collect());
    Syntax { vars, limits: bounds.limits(), vector: true, ..Syntax::default() }
}

fn form(expr: &Expr, format: Format) -> String {
    match format {
        Format::Unicode => print::line(expr),
        Format::Ascii => print::ascii(expr),
        Format::Latex => print::latex(expr),
        Format::Spoken => print::spoken(expr),
    }
}

/// The picture, then every way to write it on one line.
fn all_forms(
    reading: &Reading,
    everywhere: &Everywhere,
    streams: &mut Streams,
) -> Result<(), Failure> {
    let (settings, complaints) = everywhere.settings();
    for complaint in complaints {
        writeln!(streams.err, "{}", Shown::new(&complaint))?;
    }
    let glyphs = match settings.glyphs {
        settings::Glyphs::Ascii => Glyphs::Ascii,
        settings::Glyphs::Braille | settings::Glyphs::HalfBlock => Glyphs::Unicode,
    };
    for row in &print::stacked(&reading.expr, glyphs).rows {
        writeln!(streams.out, "  {}", Shown::new(row.trim_end()))?;
    }
    writeln!(streams.out)?;
    for (name, format) in
        [("ascii", Format::Ascii), ("latex", Format::Latex), ("spoken", Format::Spoken)]
    {
        writeln!(streams.out, "{name:8}{}", Shown::new(&form(&reading.expr, format)))?;
    }
    Ok(())
}

fn batch(bounds: Bounds, streams: &mut Streams) -> Done {
    while let Some(line) = lines::next(streams.input)? {
        let reply = match line {
            Line::Blank => continue,
            Line::TooLong => refused(Value::Null, "The line is longer than 1 MiB."),
            Line::Text(text) => answer(&text, bounds),
        };
        lines::reply(streams.out, &reply)?;
    }
    Ok(Outcome::Fine)
}

fn answer(line: &[u8], bounds: Bounds) -> Reply {
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => return refused(Value::Null, &format!("The line is not JSON: {error}.")),
    };
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    match Request::deserialize(value) {
        Ok(request) => {
            let syntax = syntax(request.vars.as_deref(), bounds);
            reading_of(id, read(&request.input, &Syntax { vector: false, ..syntax }))
        }
        Err(error) => refused(id, &format!("The request cannot be used: {error}.")),
    }
}

fn reading_of(id: Value, reading: Result<Reading, ReadError>) -> Reply {
    match reading {
        Ok(reading) => Reply {
            id,
            read_as: Some(print::ascii(&reading.expr)),
            warnings: Some(reading.warnings.iter().map(|w| clean(&w.to_string())).collect()),
            error: None,
        },
        Err(error) => Reply {
            id,
            error: Some(Refusal {
                message: clean(&error.to_string()),
                column: Some(error.column()),
                mend: error.mend().map(|mend| clean(&mend)),
            }),
            ..Reply::default()
        },
    }
}

fn refused(id: Value, message: &str) -> Reply {
    let error = Refusal { message: clean(message), column: None, mend: None };
    Reply { id, error: Some(error), ..Reply::default() }
}

fn clean(text: &str) -> String {
    Shown::new(text).to_string()
}
