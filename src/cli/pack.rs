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
use crate::text::{self, Shown};

/// What can be typed after `gradus pack`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make a pack that passes `check`, to be changed
    New(New),
    /// Say everything that is wrong with a pack
    Check(Check),
    /// Write missing ids and bring keys into order; comments stay
    Fmt(Fmt),
    /// Freeze the variants in pack.lock, and say how alike they are
    Lock(Named),
    /// Make one file of a pack, the same bytes for the same pack
    Build(Build),
    /// Write the schemas that editors complete keys from
    Schema(Schema),
    /// List the packs at hand, or what is in one
    List(List),
    /// Add a pack from a folder or an archive
    Add(Add),
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

/// What can be typed after `gradus pack new`.
#[derive(Debug, clap::Args)]
struct New {
    /// The folder to make; its name is the pack's id
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// What can be typed after `gradus pack fmt`.
#[derive(Debug, clap::Args)]
struct Fmt {
    /// A pack's folder, or a file in it
    #[arg(value_name = "PACK", default_value = ".")]
    pack: PathBuf,
    /// Write nothing; say which files would change
    #[arg(long)]
    check: bool,
}

/// What can be typed after `gradus pack lock`.
#[derive(Debug, clap::Args)]
struct Named {
    /// A pack's folder, or a file in it
    #[arg(value_name = "PACK", default_value = ".")]
    pack: PathBuf,
}

/// What can be typed after `gradus pack build`.
#[derive(Debug, clap::Args)]
struct Build {
    /// A pack's folder, or a file in it
    #[arg(value_name = "PACK", default_value = ".")]
    pack: PathBuf,
    /// The file to write; ID-VERSION.gradus here without it
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What can be typed after `gradus pack schema`.
#[derive(Debug, clap::Args)]
struct Schema {
    /// The folder that gets `.gradus/pack.schema.json` and `.gradus/lesson.schema.json`
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// What can be typed after `gradus pack add`.
#[derive(Debug, clap::Args)]
struct Add {
    /// A pack's folder, or a file made by `gradus pack build`
    #[arg(value_name = "PACK")]
    pack: PathBuf,
}

/// What can be typed after `gradus pack list`.
#[derive(Debug, clap::Args)]
struct List {
    /// A pack's folder, an archive, or the name of a pack at hand
    #[arg(value_name = "PACK")]
    pack: Option<String>,
    /// One JSON object a line instead of text
    #[arg(long)]
    json: bool,
}

/// Does what was asked.
pub(super) fn run(arguments: &Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    match &arguments.command {
        Command::New(arguments) => new(arguments, streams),
        Command::Check(arguments) => check(arguments, everywhere, streams),
        Command::Fmt(arguments) => fmt(arguments, everywhere, streams),
        Command::Lock(arguments) => lock(arguments, everywhere, streams),
        Command::Build(arguments) => build(arguments, everywhere, streams),
        Command::Schema(arguments) => schema(arguments, streams),
        Command::List(arguments) => list(arguments, streams),
        Command::Add(arguments) => add(arguments, everywhere, streams),
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
    let path = std::path::Path::new(name);
    if path.extension().is_some_and(|extension| extension == "gradus") && path.exists() {
        return author::add::open(path)
            .map_err(|why| Failure::Content(text::sentence(&why.to_string())));
    }
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
        "{}, {}, {}",
        text::count(checked.exercises, "exercise"),
        text::count(checked.variants, "variant"),
        text::count(checked.tests, "test")
    );
    writeln!(streams.out, "{}: {}; {amount}.", Shown::new(name), report::counts(&told))?;
    if !notes.is_empty() {
        let of = text::count(notes.len(), "exercise");
        writeln!(streams.out, "Without an id: {of}; `gradus pack fmt` writes what is missing.")?;
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

fn new(arguments: &New, streams: &mut Streams) -> Done {
    let folder = &arguments.folder;
    author::template::new(folder)
        .map_err(|why| Failure::Cannot(text::sentence(&why.to_string())))?;
    let shown = Shown::new(&folder.display().to_string()).to_string();
    writeln!(streams.out, "{shown}/pack.toml           its title, its lessons, its skills")?;
    writeln!(
        streams.out,
        "{shown}/lessons/first.toml  a text, a figure, three exercises: change them"
    )?;
    writeln!(streams.out, "gradus pack check {shown}")?;
    Ok(Outcome::Fine)
}

/// The folder of a pack, and the pack as far as it could be read.
fn opened(path: &std::path::Path) -> Result<(PathBuf, pack::Loaded), Failure> {
    let folder = pack::folder_of(path).ok_or_else(|| {
        Failure::Cannot(format!("There is no pack at `{}`: no pack.toml.", path.display()))
    })?;
    let loaded = pack::read(&Files::Folder(folder.clone()));
    Ok((folder, loaded))
}

/// The pack, or its errors printed.
fn sound(
    loaded: pack::Loaded,
    folder: &std::path::Path,
    everywhere: &Everywhere,
    streams: &mut Streams,
) -> Result<Option<pack::Pack>, Failure> {
    let is_sound = loaded.problems.iter().all(|problem| problem.severity != Severity::Error);
    if let (Some(pack), true) = (loaded.pack, is_sound) {
        return Ok(Some(pack));
    }
    let (settings, _) = everywhere.settings();
    let told: Vec<Problem> =
        loaded.problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
    let prefix = prefix(&Files::Folder(folder.to_path_buf()));
    write!(streams.out, "{}", report::all(&told, &prefix, look(settings)))?;
    Ok(None)
}

fn system(path: &std::path::Path, error: &std::io::Error) -> Failure {
    Failure::Cannot(format!("`{}` cannot be written: {error}.", path.display()))
}

fn fmt(arguments: &Fmt, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let (folder, loaded) = opened(&arguments.pack)?;
    let Some(pack) = sound(loaded, &folder, everywhere, streams)? else {
        return Ok(Outcome::Problems);
    };
    let mut changed = 0;
    for lesson in &pack.lessons {
        let Some(tidy) = author::format::lesson(&lesson.place.text, lesson) else { continue };
        let path = folder.join(&*lesson.place.file);
        changed += 1;
        if !arguments.check {
            author::replace_file(&path, tidy.as_bytes()).map_err(|error| system(&path, &error))?;
        }
        writeln!(streams.out, "{}", Shown::new(&path.display().to_string()))?;
    }
    let verb = if arguments.check { "would change" } else { "changed" };
    writeln!(streams.out, "{changed} of {} {verb}.", text::count(pack.lessons.len(), "lesson"))?;
    Ok(if arguments.check && changed > 0 { Outcome::Problems } else { Outcome::Fine })
}

fn lock(arguments: &Named, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let (folder, loaded) = opened(&arguments.pack)?;
    let Some(pack) = sound(loaded, &folder, everywhere, streams)? else {
        return Ok(Outcome::Problems);
    };
    let locked = author::lock::lock(&pack);
    let path = folder.join("pack.lock");
    author::replace_file(&path, locked.text.as_bytes()).map_err(|error| system(&path, &error))?;
    for line in &locked.report {
        writeln!(streams.out, "{}", Shown::new(line))?;
    }
    writeln!(
        streams.out,
        "{}: {}.",
        Shown::new(&path.display().to_string()),
        text::count(pack.exercises().count(), "exercise")
    )?;
    Ok(Outcome::Fine)
}

fn build(arguments: &Build, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let (folder, loaded) = opened(&arguments.pack)?;
    let Some(pack) = sound(loaded, &folder, everywhere, streams)? else {
        return Ok(Outcome::Problems);
    };
    let cannot = |why: String| Failure::Cannot(text::sentence(&why));
    let files = author::add::collect(&Files::Folder(folder), &pack)
        .map_err(|why| cannot(why.to_string()))?;
    let bytes = author::archive::write(&files).map_err(|why| cannot(why.to_string()))?;
    author::archive::read(&bytes).map_err(|why| cannot(why.to_string()))?;
    let name = format!("{}-{}.gradus", pack.id, pack.version);
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(name));
    author::replace_file(&path, &bytes).map_err(|error| system(&path, &error))?;
    writeln!(streams.out, "sha256 {}", author::archive::digest(&bytes))?;
    writeln!(streams.out, "gradus pack add {}", Shown::new(&path.display().to_string()))?;
    Ok(Outcome::Fine)
}

fn schema(arguments: &Schema, streams: &mut Streams) -> Done {
    author::schema::write(&arguments.folder).map_err(|error| system(&arguments.folder, &error))?;
    for (name, _) in author::schema::files() {
        writeln!(
            streams.out,
            "{}",
            Shown::new(&arguments.folder.join(name).display().to_string())
        )?;
    }
    Ok(Outcome::Fine)
}

fn add(arguments: &Add, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    use author::add::NotAdded;
    let shelf = shelf().folder.ok_or_else(|| {
        Failure::Cannot("There is no folder for packs: no home folder is known.".to_owned())
    })?;
    if !arguments.pack.exists() {
        return Err(Failure::Cannot(format!("There is no `{}`.", arguments.pack.display())));
    }
    let refused = |why: &NotAdded| match why {
        NotAdded::System(_) => Failure::Cannot(text::sentence(&why.to_string())),
        NotAdded::Archive(_) | NotAdded::Problems(_) | NotAdded::File(_) => {
            Failure::Content(text::sentence(&why.to_string()))
        }
    };
    let files = author::add::open(&arguments.pack).map_err(|why| refused(&why))?;
    match author::add::add(&files, &shelf) {
        Ok(pack) => {
            let title = report::visible(&pack.title);
            writeln!(
                streams.out,
                "{title}, version {}: {}.",
                report::visible(&pack.version),
                text::count(pack.lessons.len(), "lesson")
            )?;
            writeln!(streams.out, "gradus learn {}", pack.id)?;
            Ok(Outcome::Fine)
        }
        Err(NotAdded::Problems(problems)) => {
            let (settings, _) = everywhere.settings();
            let told: Vec<Problem> = problems
                .into_iter()
                .filter(|problem| problem.severity == Severity::Error)
                .collect();
            write!(streams.out, "{}", report::all(&told, &prefix(&files), look(settings)))?;
            writeln!(streams.out, "Not added: {}.", report::counts(&told))?;
            Ok(Outcome::Problems)
        }
        Err(why) => Err(refused(&why)),
    }
}

/// The lessons of one pack.
fn contents(name: &str, streams: &mut Streams) -> Done {
    let loaded = pack::read(&find(name)?);
    let Some(pack) = loaded.pack else {
        return Err(Failure::Content(format!(
            "`{name}` cannot be read: `gradus pack check` says why."
        )));
    };
    writeln!(
        streams.out,
        "{}  {}  {}",
        pack.id,
        report::visible(&pack.version),
        report::visible(&pack.title)
    )?;
    for lesson in &pack.lessons {
        let asks = pack.exercises().filter(|(own, _)| own.id == lesson.id).count();
        writeln!(
            streams.out,
            "  {}  {}: {}",
            lesson.id,
            report::visible(&lesson.title),
            text::count(asks, "exercise")
        )?;
    }
    Ok(Outcome::Fine)
}

fn list(arguments: &List, streams: &mut Streams) -> Done {
    if let Some(name) = &arguments.pack {
        return contents(name, streams);
    }
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
                "{}  {version}  {title}: {}, {}, {place}",
                shelved.name,
                text::count(lessons, "lesson"),
                text::count(exercises, "exercise")
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
