//! `gradus pack`: what does an author want done with a pack?

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::args::Everywhere;
use super::{Done, Failure, Outcome, Streams};
use crate::author::report::{self, Look};
use crate::author::{self, Checked};
use crate::pack::{self, Files, Problem, Severity, Shelf};
use crate::study::settings::{Color, Glyphs, Settings};
use crate::text::Shown;

/// What can be typed after `gradus pack`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Say everything that is wrong with a pack
    Check(Check),
    /// List the packs at hand
    List(List),
}

/// What can be typed after `gradus pack check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  gradus pack check my-pack

Exit codes: 0 no error, 1 errors (with --strict: or warnings), 2 no such pack.")]
struct Check {
    /// A pack's folder, a file in it, or the name of a pack at hand
    #[arg(value_name = "PACK", default_value = ".")]
    pack: String,
    /// Warnings count as errors
    #[arg(long)]
    strict: bool,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
}

/// What can be typed after `gradus pack list`.
#[derive(Debug, clap::Args)]
struct List {
    /// One JSON object a line instead of text
    #[arg(long)]
    json: bool,
}

/// Does what was asked.
pub(super) fn run(arguments: &Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    match &arguments.command {
        Command::Check(arguments) => check(arguments, everywhere, streams),
        Command::List(arguments) => list(arguments, streams),
    }
}

/// The shelf with the packs that were added on this computer.
pub(super) fn shelf() -> Shelf {
    use etcetera::BaseStrategy as _;
    let data = etcetera::choose_base_strategy().ok().map(|strategy| strategy.data_dir());
    let folder: Option<PathBuf> = data.filter(|path| path.is_absolute());
    Shelf { folder: folder.map(|path| path.join("gradus").join("packs")) }
}

/// The files of a pack, or the sentence that there is none.
fn find(name: &str) -> Result<Files, Failure> {
    shelf().find(name).ok_or_else(|| {
        Failure::Cannot(format!(
            "There is no pack `{name}`: no folder with a pack.toml, and none of that name at hand (`gradus pack list`). \
             `gradus pack new {name}` makes one."
        ))
    })
}

fn look(settings: Settings) -> Look {
    let colour = match settings.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::io::stdout().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    };
    Look { colour, unicode: settings.glyphs != Glyphs::Ascii }
}

fn check(arguments: &Check, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let files = find(&arguments.pack)?;
    let mut progress = Progress::new();
    let checked = author::check(&files, &mut |done, total| progress.tell(done, total, streams.err));
    progress.clear(streams.err);
    if arguments.json {
        serde_json::to_writer(&mut streams.out, &as_json(&checked))
            .map_err(std::io::Error::from)?;
        writeln!(streams.out)?;
    } else {
        let (settings, _) = everywhere.settings();
        write_report(&checked, &prefix(&files), look(settings), streams)?;
    }
    Ok(if checked.has_failed(arguments.strict) { Outcome::Problems } else { Outcome::Fine })
}

/// What stands before a file's name, so that an editor can jump to it.
fn prefix(files: &Files) -> String {
    match files {
        Files::Folder(folder) if folder.as_os_str() == "." => String::new(),
        Files::Folder(folder) => format!("{}/", folder.display()),
        Files::Bundled(id) => format!("{id}/"),
        Files::Memory(_) => String::new(),
    }
}

fn write_report(
    checked: &Checked,
    prefix: &str,
    look: Look,
    streams: &mut Streams,
) -> std::io::Result<()> {
    let (notes, told): (Vec<Problem>, Vec<Problem>) =
        checked.problems.iter().cloned().partition(|problem| problem.severity == Severity::Note);
    write!(streams.out, "{}", report::all(&told, prefix, look))?;
    let name = checked.pack.as_ref().map_or("The pack", |pack| pack.id.as_str());
    let amount = format!(
        "{} exercises, {} variants, {} tests",
        checked.exercises, checked.variants, checked.tests
    );
    writeln!(streams.out, "{}: {}; {amount}.", Shown::new(name), report::counts(&told))?;
    if !notes.is_empty() {
        let exercises = if notes.len() == 1 {
            "1 exercise has".into()
        } else {
            format!("{} exercises have", notes.len())
        };
        writeln!(streams.out, "{exercises} no id of their own yet; `gradus pack fmt` writes one.")?;
    }
    Ok(())
}

fn as_json(checked: &Checked) -> serde_json::Value {
    let count = |severity| checked.problems.iter().filter(|p| p.severity == severity).count();
    let problems: Vec<serde_json::Value> = checked.problems.iter().map(problem_json).collect();
    serde_json::json!({
        "pack": checked.pack.as_ref().map(|pack| report::visible(&pack.id)),
        "exercises": checked.exercises,
        "variants": checked.variants,
        "tests": checked.tests,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "notes": count(Severity::Note),
        "problems": problems,
    })
}

fn problem_json(problem: &Problem) -> serde_json::Value {
    let end = problem.place.at(problem.place.span.end..problem.place.span.end);
    serde_json::json!({
        "code": problem.code.name(),
        "severity": problem.severity.to_string(),
        "file": report::visible(&problem.place.file),
        "line": problem.line(),
        "column": problem.column(),
        "end_line": end.line(),
        "end_column": end.column(),
        "message": report::visible(&problem.message),
        "label": report::visible(&problem.label),
        "remedy": report::visible(&problem.remedy),
    })
}

fn list(arguments: &List, streams: &mut Streams) -> Done {
    for shelved in shelf().packs() {
        let loaded = pack::read(&shelved.files);
        let (title, version, lessons, exercises) = loaded.pack.as_ref().map_or_else(
            || ("cannot be read".to_owned(), String::new(), 0, 0),
            |pack| {
                (
                    pack.title.clone(),
                    pack.version.clone(),
                    pack.lessons.len(),
                    pack.exercises().count(),
                )
            },
        );
        let (title, version) = (report::visible(&title), report::visible(&version));
        if arguments.json {
            let row = serde_json::json!({
                "id": shelved.name, "title": title, "version": version, "lessons": lessons,
                "exercises": exercises, "bundled": shelved.is_bundled,
            });
            writeln!(streams.out, "{row}")?;
        } else {
            let place = if shelved.is_bundled { "comes with gradus" } else { "added" };
            writeln!(
                streams.out,
                "{}  {version}  {title}: {lessons} lessons, {exercises} exercises, {place}",
                shelved.name
            )?;
        }
    }
    Ok(Outcome::Fine)
}

/// A line on the terminal that says how far a long check is.
struct Progress {
    begun: Instant,
    told: Option<Instant>,
    is_wanted: bool,
}

/// Before this nobody waits.
const PATIENCE: Duration = Duration::from_millis(500);

impl Progress {
    fn new() -> Progress {
        Progress { begun: Instant::now(), told: None, is_wanted: std::io::stderr().is_terminal() }
    }

    fn tell(&mut self, done: usize, total: usize, err: &mut dyn std::io::Write) {
        let is_due =
            self.told.map_or(self.begun.elapsed() > PATIENCE, |last| last.elapsed() > PATIENCE / 5);
        if self.is_wanted && is_due && total > 0 {
            let filled = done * 30 / total;
            // Progress is a courtesy: a terminal that went away is noticed by the report.
            let _ = write!(
                err,
                "\r[{}{}] {done} of {total} exercises",
                "=".repeat(filled),
                " ".repeat(30 - filled)
            );
            let _ = err.flush();
            self.told = Some(Instant::now());
        }
    }

    fn clear(&self, err: &mut dyn std::io::Write) {
        if self.told.is_some() {
            let _ = write!(err, "\r{}\r", " ".repeat(70));
        }
    }
}
