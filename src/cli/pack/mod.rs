//! `gradus pack`: what does an author want done with a pack?

mod check;
mod make;
mod preview;
mod share;

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use super::everywhere::Everywhere;
use super::{Done, Failure, Streams};
use crate::author;
use crate::author::report::{self, Look};
use crate::pack::{self, Files, Problem, Severity, Shelf};
use crate::study::added_folder;
use crate::study::settings::{Color, Glyphs, Settings};

/// What can be typed after `gradus pack`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make a pack that passes `check`, to be changed
    New(make::New),
    /// Say everything that is wrong with a pack
    Check(check::Arguments),
    /// Show a lesson as a student meets it, with its answers and its problems
    Preview(preview::Arguments),
    /// Write missing ids and bring keys into order; comments stay
    Fmt(make::Fmt),
    /// Freeze the variants in pack.lock, and say how alike they are
    Lock(make::Lock),
    /// Make one file of a pack, the same bytes for the same pack
    Build(share::Build),
    /// Write the schemas that editors complete keys from
    Schema(make::Schema),
    /// List the packs at hand, or what is in one
    List(share::List),
    /// Add a pack from a folder or an archive
    Add(share::Add),
}

/// Does what was asked.
pub(super) fn run(arguments: &Arguments, everywhere: &Everywhere, streams: &mut Streams) -> Done {
    match &arguments.command {
        Command::New(arguments) => make::new(arguments, streams),
        Command::Check(arguments) => check::run(arguments, everywhere, streams),
        Command::Preview(arguments) => preview::run(arguments, everywhere, streams),
        Command::Fmt(arguments) => make::fmt(arguments, everywhere, streams),
        Command::Lock(arguments) => make::lock(arguments, everywhere, streams),
        Command::Build(arguments) => share::build(arguments, everywhere, streams),
        Command::Schema(arguments) => make::schema(arguments, streams),
        Command::List(arguments) => share::list(arguments, streams),
        Command::Add(arguments) => share::add(arguments, everywhere, streams),
    }
}

/// The shelf with the packs that were added on this computer.
fn shelf() -> Shelf {
    Shelf { folder: added_folder() }
}

/// The files of a pack, or the sentence that there is none.
fn find(name: &str) -> Result<Files, Failure> {
    let path = Path::new(name);
    if path.extension().is_some_and(|extension| extension == "gradus") && path.exists() {
        return author::add::open(path)
            .map_err(|why| Failure::Content(crate::text::sentence(&why.to_string())));
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

/// What stands before a file's name, so that an editor can jump to it.
fn prefix(files: &Files) -> String {
    match files {
        Files::Folder(folder) if folder.as_os_str() == "." => String::new(),
        Files::Folder(folder) => format!("{}/", folder.display()),
        Files::Bundled(id) => format!("{id}/"),
        Files::Memory(_) => String::new(),
    }
}

/// The folder of the pack that a path leads to, or the sentence that there is none.
fn folder(path: &Path) -> Result<PathBuf, Failure> {
    pack::folder_of(path).ok_or_else(|| {
        Failure::Cannot(format!("There is no pack at `{}`: no pack.toml.", path.display()))
    })
}

/// The folder of a pack, and the pack as far as it could be read.
fn opened(path: &Path) -> Result<(PathBuf, pack::Loaded), Failure> {
    let folder = folder(path)?;
    let loaded = pack::read(&Files::Folder(folder.clone()));
    Ok((folder, loaded))
}

/// The pack, or its errors printed.
fn sound(
    loaded: pack::Loaded,
    folder: &Path,
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

fn system(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Cannot(format!("`{}` cannot be written: {error}.", path.display()))
}
