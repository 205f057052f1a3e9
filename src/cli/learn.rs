//! `gradus learn`: straight to a lesson.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::everywhere::Everywhere;
use super::{Done, Failure, Outcome, Streams};
use crate::study::{Session, Study};
use crate::tui::app::Go;
use crate::{pack, plain};

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
            Some(name) => find(study, name)?,
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
        Some(name) => find(study, name)?,
    };
    study.lesson(&pack, &lesson, now()).ok_or_else(|| format!("There is no lesson `{lesson}`."))
}

/// Pack and lesson of `PACK/LESSON`, `PACK`, `LESSON`, the folder of a pack or the file of a lesson.
fn find(study: &mut Study, name: &str) -> Result<(String, String), String> {
    let (first, second) = match name.split_once('/') {
        Some((pack, lesson)) => (pack, Some(lesson)),
        None => (name, None),
    };
    let is_known = study.library.shelves.iter().any(|shelf| shelf.id == first);
    if let Some((folder, lesson)) = by_path(name).filter(|_| !is_known) {
        let id = study.library.take_in(folder);
        return named(study, &id, lesson.as_deref());
    }
    named(study, first, second)
}

/// The pack's folder, and the lesson, of `FOLDER`, `FOLDER/LESSON` or the file of a lesson.
fn by_path(name: &str) -> Option<(PathBuf, Option<String>)> {
    let path = Path::new(name);
    if let Some(folder) = pack::folder_of(path) {
        let stem = path.file_stem().filter(|_| path.is_file()).and_then(|stem| stem.to_str());
        return Some((folder, stem.filter(|stem| *stem != "pack").map(str::to_owned)));
    }
    let (folder, lesson) = name.rsplit_once('/')?;
    Some((pack::folder_of(Path::new(folder))?, Some(lesson.to_owned())))
}

fn named(study: &Study, first: &str, second: Option<&str>) -> Result<(String, String), String> {
    if let Some(shelf) = study.library.shelves.iter().find(|shelf| shelf.id == first) {
        let pack = shelf.pack.as_ref().map_err(|problems| broken(first, problems))?;
        let lesson = match second {
            Some(id) => pack.lesson(id).ok_or_else(|| {
                let ids: Vec<String> = pack.lessons.iter().map(|own| own.id.clone()).collect();
                format!(
                    "There is no lesson `{id}` in {first}; there are {}.",
                    crate::text::list(&ids)
                )
            })?,
            // A whole pack goes on at its first lesson that is not finished.
            None => pack
                .lessons
                .iter()
                .find(|own| !study.memory.place(&pack.id, &own.id).is_some_and(|place| place.done))
                .or(pack.lessons.first())
                .ok_or_else(|| format!("The pack {first} has no lessons."))?,
        };
        return Ok((pack.id.clone(), lesson.id.clone()));
    }
    let alone = study.library.packs().find(|pack| second.is_none() && pack.lesson(first).is_some());
    if let Some(pack) = alone {
        return Ok((pack.id.clone(), first.to_owned()));
    }
    let ids: Vec<String> = study.library.shelves.iter().map(|shelf| shelf.id.clone()).collect();
    Err(format!("There is no pack `{first}`; there are {}.", crate::text::list(&ids)))
}

fn broken(id: &str, problems: &[crate::pack::Problem]) -> String {
    let place = problems.first().map_or(String::new(), |problem| {
        format!(": {}, line {}", problem.place.file, problem.line())
    });
    format!("The pack {id} cannot be read{place}. `gradus pack check` says why.")
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
