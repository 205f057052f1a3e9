//! `gradus learn`: straight to a lesson.

use std::io::{self, IsTerminal};

use super::everywhere::Everywhere;
use super::{Done, Failure, Outcome, Streams, named};
use crate::plain;
use crate::study::{Session, Study};
use crate::tui::app::Go;

/// What can be typed behind `gradus learn`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A pack or one lesson of it, by name or as a folder or file; without it the lesson where you
    /// left off
    #[arg(value_name = "PACK[/LESSON]")]
    lesson: Option<String>,
    /// Line by line, without a screen
    #[arg(long)]
    plain: bool,
}

/// Opens a lesson.
pub(super) fn run(arguments: &Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    if arguments.plain {
        return plainly(arguments.lesson.as_deref(), everywhere, streams);
    }
    super::open::at(everywhere, streams, |study| {
        let (pack, lesson) = match arguments.lesson.as_deref() {
            None => study.next().ok_or("There is no lesson that can be read.")?,
            Some(name) => named::find(study, name)?,
        };
        Ok(Some(Go::Lesson(pack, lesson)))
    })
}

/// The lesson in plain mode; without a name the one where the student left off.
pub(super) fn plainly(
    lesson: Option<&str>,
    everywhere: &Everywhere,
    streams: &mut Streams,
) -> Done {
    let (_, complaints) = everywhere.settings();
    for sentence in complaints {
        writeln!(streams.err, "{sentence}")?;
    }
    let (mut study, mut record) = super::open::study(everywhere)?;
    let session = open(&mut study, lesson).map_err(Failure::Cannot)?;
    let voices = plain::Streams {
        input: streams.input,
        out: streams.out,
        is_echoed: io::stdin().is_terminal(),
    };
    plain::learn(session, &mut study, &mut record, voices, (&now, today()))?;
    Ok(Outcome::Fine)
}

/// The lesson of this name; the names that there are, where there is none.
fn open(study: &mut Study, name: Option<&str>) -> Result<Session, String> {
    let (pack, lesson) = match name {
        None => study.next().ok_or("There is no lesson that can be read.")?,
        Some(name) => named::find(study, name)?,
    };
    study.lesson(&pack, &lesson, now()).ok_or_else(|| format!("There is no lesson `{lesson}`."))
}

/// Milliseconds since 1970 UTC.
fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// When this day began, where the student lives.
fn today() -> i64 {
    let now = jiff::Zoned::now();
    now.start_of_day().map_or(0, |start| start.timestamp().as_millisecond())
}
