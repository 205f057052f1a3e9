//! `gradus pack build | add | list`: packs that go from hand to hand.

use std::path::PathBuf;

use super::{find, look, opened, prefix, shelf, sound, system};
use crate::author::{self, report};
use crate::cli::everywhere::Everywhere;
use crate::cli::{Done, Failure, Outcome, Streams};
use crate::pack::{self, Files, Problem, Severity};
use crate::text::{self, Shown};

/// What can be typed after `gradus pack build`.
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// A pack's folder, or a file in it
    #[arg(value_name = "PACK", default_value = ".")]
    pack: PathBuf,
    /// The file to write; ID-VERSION.gradus here without it
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What can be typed after `gradus pack add`.
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// A pack's folder, or a file made by `gradus pack build`
    #[arg(value_name = "PACK")]
    pack: PathBuf,
}

/// What can be typed after `gradus pack list`.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// A pack's folder, an archive, or the name of a pack at hand
    #[arg(value_name = "PACK")]
    pack: Option<String>,
    /// One JSON object a line instead of text
    #[arg(long)]
    json: bool,
}

/// Makes one file of a pack.
pub(super) fn build(arguments: &Build, everywhere: &Everywhere, streams: &mut Streams) -> Done {
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

/// Adds a pack to the shelf.
pub(super) fn add(arguments: &Add, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    use author::add::NotAdded;
    let shelf = shelf().folder.ok_or_else(|| {
        Failure::Cannot("There is no folder for packs: no home folder is known.".to_owned())
    })?;
    if !arguments.pack.exists() {
        return Err(Failure::Cannot(format!("There is no `{}`.", arguments.pack.display())));
    }
    let refused = |why: &NotAdded| match why {
        NotAdded::System(_) | NotAdded::Shelf(..) => {
            Failure::Cannot(text::sentence(&why.to_string()))
        }
        NotAdded::Archive(_) | NotAdded::Problems(_) | NotAdded::File(_) => {
            Failure::Content(text::sentence(&why.to_string()))
        }
    };
    let files = author::add::open(&arguments.pack).map_err(|why| refused(&why))?;
    match author::add::add(&files, &shelf) {
        Ok(author::add::Added { pack, before }) => {
            let title = report::visible(&pack.title);
            writeln!(
                streams.out,
                "{title}, version {}: {}.",
                report::visible(&pack.version),
                text::count(pack.lessons.len(), "lesson")
            )?;
            if let Some(sentence) = in_place_of(&before, &pack) {
                writeln!(streams.out, "{sentence}")?;
            }
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

/// What the new pack takes the place of, where that is worth a sentence.
fn in_place_of(before: &author::add::Before, pack: &pack::Pack) -> Option<String> {
    use author::add::Before;
    match before {
        Before::Nothing => None,
        Before::Same => Some("It was there already, the same files.".to_owned()),
        Before::Changed => Some(format!(
            "It takes the place of other files of the same version: raise `version` when \
             `{}` changes.",
            pack.id
        )),
        Before::Version(version) => {
            Some(format!("It takes the place of version {}.", report::visible(version)))
        }
        Before::Bundled => Some(format!(
            "From now on it is learnt instead of the pack `{}` that comes with gradus.",
            pack.id
        )),
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

/// The packs at hand, or the lessons of one.
pub(super) fn list(arguments: &List, streams: &mut Streams) -> Done {
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
