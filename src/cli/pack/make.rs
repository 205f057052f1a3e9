//! `gradus pack new | fmt | lock | schema`: files that an author writes, with a hand.

use std::path::PathBuf;

use super::{opened, sound, system};
use crate::author;
use crate::cli::everywhere::Everywhere;
use crate::cli::{Done, Failure, Outcome, Streams};
use crate::text::{self, Shown};

/// What can be typed after `gradus pack new`.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// The folder to make; its name is the pack's id
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// What can be typed after `gradus pack fmt`.
#[derive(Debug, clap::Args)]
pub(super) struct Fmt {
    /// A pack's folder, or a file in it
    #[arg(value_name = "PACK", default_value = ".")]
    pack: PathBuf,
    /// Write nothing; say which files would change
    #[arg(long)]
    check: bool,
}

/// What can be typed after `gradus pack lock`.
#[derive(Debug, clap::Args)]
pub(super) struct Lock {
    /// A pack's folder, or a file in it
    #[arg(value_name = "PACK", default_value = ".")]
    pack: PathBuf,
}

/// What can be typed after `gradus pack schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// The folder that gets `.gradus/pack.schema.json` and `.gradus/lesson.schema.json`
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// Makes a pack.
pub(super) fn new(arguments: &New, streams: &mut Streams) -> Done {
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

/// Writes ids and brings keys into order.
pub(super) fn fmt(arguments: &Fmt, everywhere: &Everywhere, streams: &mut Streams) -> Done {
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

/// Freezes variants.
pub(super) fn lock(arguments: &Lock, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    let (folder, mut loaded) = opened(&arguments.pack)?;
    // What is wrong with the old lock ends with the new one.
    loaded.problems.retain(|problem| &*problem.place.file != "pack.lock");
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

/// Writes the schemas.
pub(super) fn schema(arguments: &Schema, streams: &mut Streams) -> Done {
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
