//! `gradus pack check`: everything that is wrong with a pack.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use super::{find, look, prefix};
use crate::author::report::{self, Look};
use crate::author::{self, Checked};
use crate::cli::everywhere::Everywhere;
use crate::cli::{Done, Outcome, Streams};
use crate::pack::{self, Code, Files, Problem, Severity};
use crate::text::{self, Shown};

/// What can be typed after `gradus pack check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  gradus pack check my-pack

Exit codes: 0 no error, 1 errors (with --strict: or warnings), 2 no such pack.")]
pub(super) struct Arguments {
    /// A pack's folder, a file in it, or the name of a pack at hand
    #[arg(value_name = "PACK", default_value = ".")]
    pack: String,
    /// Warnings count as errors
    #[arg(long)]
    strict: bool,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
    /// Check nothing; say what a later format of packs asks to be changed
    #[arg(long)]
    format: bool,
}

/// Checks, reports, and says by the exit code whether there is something to mend.
pub(super) fn run(arguments: &Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let files = find(&arguments.pack)?;
    if arguments.format {
        return migrations(arguments, &files, everywhere, streams);
    }
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
        if let Some(command) = next_command(&checked, &files, &arguments.pack) {
            writeln!(streams.out, "{}", Shown::new(&command))?;
        }
    }
    Ok(if checked.has_failed(arguments.strict) { Outcome::Problems } else { Outcome::Fine })
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
        "{}, {}, {}",
        text::count(checked.exercises, "exercise"),
        text::count(checked.variants, "variant"),
        text::count(checked.tests, "test")
    );
    let found = if told.is_empty() {
        "every answer proved or agreed; nothing to mend".to_owned()
    } else {
        report::counts(&told)
    };
    writeln!(streams.out, "{}: {amount}: {found}.", Shown::new(name))?;
    let (without_id, notes): (Vec<Problem>, Vec<Problem>) =
        notes.into_iter().partition(|problem| problem.code == Code::P007);
    for note in notes {
        let sentence = format!("{} {}", note.message, note.remedy);
        writeln!(streams.out, "{}", Shown::new(&sentence))?;
    }
    if !without_id.is_empty() {
        let of = text::count(without_id.len(), "exercise");
        writeln!(streams.out, "Without an id: {of}; `gradus pack fmt` writes what is missing.")?;
    }
    Ok(())
}

/// What an author does next with a pack in a folder that has no problems.
fn next_command(checked: &Checked, files: &Files, name: &str) -> Option<String> {
    if checked.has_failed(true) || !matches!(files, Files::Folder(_)) {
        return None;
    }
    let is_nameless = checked.problems.iter().any(|problem| problem.code == Code::P007);
    Some(format!("gradus pack {} {name}", if is_nameless { "fmt" } else { "add" }))
}

/// The format that a pack is in, and what a later one asks for.
fn migrations(
    arguments: &Arguments,
    files: &Files,
    everywhere: &Everywhere,
    streams: &mut Streams,
) -> Done {
    let loaded = pack::read(files);
    let Some(pack) = loaded.pack else {
        let (settings, _) = everywhere.settings();
        write!(streams.out, "{}", report::all(&loaded.problems, &prefix(files), look(settings)))?;
        return Ok(Outcome::Problems);
    };
    if arguments.json {
        let told =
            serde_json::json!({ "pack": pack.id, "format": 1, "latest": 1, "migrations": [] });
        writeln!(streams.out, "{told}")?;
    } else {
        writeln!(streams.out, "{}: format 1, the only one so far; nothing to change.", pack.id)?;
    }
    Ok(Outcome::Fine)
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
