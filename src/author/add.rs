//! How does a pack get onto this computer? Looked at as a whole, written aside, renamed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::pack::{self, Files, NoText, Pack, Problem};

use super::archive;

/// Why a pack was not added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// The archive hurts or is none.
    #[error("{0}")]
    Archive(#[from] archive::Refused),
    /// The pack has errors.
    #[error("the pack has errors: `gradus pack check` shows them")]
    Problems(Vec<Problem>),
    /// A file has no text.
    #[error("{0}")]
    File(#[from] NoText),
    /// The folder of packs cannot be written.
    #[error("`{path}` cannot be written: {1}", path = .0.display())]
    Shelf(PathBuf, io::Error),
    /// The system refused.
    #[error("{0}")]
    System(#[from] io::Error),
}

/// The files of a pack in a folder or an archive, in memory.
pub fn open(path: &Path) -> Result<Files, NotAdded> {
    if path.is_dir() {
        return Ok(Files::Folder(path.to_path_buf()));
    }
    let mut bytes = Vec::new();
    if !fs::metadata(path)?.is_file() {
        return Err(NotAdded::System(io::Error::other("this is no plain file")));
    }
    let file = fs::File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(NotAdded::System(io::Error::other("this is no plain file")));
    }
    io::Read::read_to_end(&mut io::Read::take(file, archive::PACKED as u64 + 1), &mut bytes)?;
    Ok(Files::Memory(archive::read(&bytes)?))
}

/// Everything of a pack that travels: its front, its lessons, its lock.
pub fn collect(files: &Files, pack: &Pack) -> Result<BTreeMap<String, Vec<u8>>, NoText> {
    let mut found = BTreeMap::new();
    found.insert("pack.toml".to_owned(), files.text("pack.toml")?.into_bytes());
    for lesson in &pack.lessons {
        let path = format!("lessons/{}.toml", lesson.id);
        let text = files.text(&path)?;
        found.insert(path, text.into_bytes());
        for path in pack::translations(files, &lesson.id) {
            let text = files.text(&path)?;
            found.insert(path, text.into_bytes());
        }
    }
    for path in ["pack.lock", "README.md", "LICENSE", "LICENSE.md", "CHANGELOG.md"] {
        match files.text(path) {
            Ok(text) => {
                found.insert(path.to_owned(), text.into_bytes());
            }
            Err(NoText::Missing(_)) => {}
            Err(why) => return Err(why),
        }
    }
    Ok(found)
}

/// A pack that was added.
#[derive(Debug)]
pub struct Added {
    /// The pack.
    pub pack: Pack,
    /// What was on the shelf under its id.
    pub before: Before,
}

/// What a new pack takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Nothing,
    /// The same files.
    Same,
    /// Other files of the same version.
    Changed,
    /// Another version.
    Version(String),
    /// The pack of this id that comes with gradus.
    Bundled,
}

/// Tells apart what one process writes at once.
static TURN: AtomicU64 = AtomicU64::new(0);

/// Puts a pack onto the shelf, in place of an older one of the same id.
pub fn add(files: &Files, shelf: &Path) -> Result<Added, NotAdded> {
    let pack = pack::load(files).map_err(NotAdded::Problems)?;
    let content = collect(files, &pack)?;
    let cannot = |error| NotAdded::Shelf(shelf.to_path_buf(), error);
    private_folder(shelf).map_err(cannot)?;
    let before = before(&pack, &content, &shelf.join(&pack.id));
    let turn = TURN.fetch_add(1, Ordering::Relaxed);
    let aside = shelf.join(format!(".{}.{}-{turn}.new", pack.id, std::process::id()));
    // What an earlier process of the same number left behind.
    let _ = fs::remove_dir_all(&aside);
    let result = write_all(&aside, &content).and_then(|()| swap(&aside, &shelf.join(&pack.id)));
    if result.is_err() {
        let _ = fs::remove_dir_all(&aside);
    }
    result.map_err(cannot)?;
    Ok(Added { pack, before })
}

fn before(pack: &Pack, content: &BTreeMap<String, Vec<u8>>, place: &Path) -> Before {
    let files = Files::Folder(place.to_path_buf());
    let Some(old) = pack::read(&files).pack else {
        let is_bundled = pack::bundled().contains(&pack.id);
        return if is_bundled { Before::Bundled } else { Before::Nothing };
    };
    if old.version != pack.version {
        return Before::Version(old.version);
    }
    match collect(&files, &old) {
        Ok(own) if own == *content => Before::Same,
        Ok(_) | Err(_) => Before::Changed,
    }
}

/// Creates a folder, and those above it, for its owner alone.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn write_all(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    fs::create_dir_all(folder.join("lessons"))?;
    for (path, content) in files {
        let mut file = fs::File::options().write(true).create_new(true).open(folder.join(path))?;
        io::Write::write_all(&mut file, content)?;
        file.sync_all()?;
    }
    Ok(())
}

/// Times that another process may be faster.
const TRIES: u32 = 100;

/// Gives the folder its name; an old one is moved away first and removed last. Several processes may
/// do so at once: the last of them wins.
fn swap(aside: &Path, place: &Path) -> io::Result<()> {
    let mut moved: Vec<PathBuf> = Vec::new();
    let result = (0..TRIES).find_map(|attempt| {
        let old = aside.with_extension(format!("old{attempt}"));
        match fs::rename(place, &old) {
            Ok(()) => moved.push(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Some(Err(error)),
        }
        match fs::rename(aside, place) {
            Ok(()) => Some(Ok(())),
            // Somebody else took the place in the meantime.
            Err(_) if place.exists() => None,
            Err(error) => Some(Err(error)),
        }
    });
    let result = result.unwrap_or_else(|| Err(io::Error::other("others write there all the time")));
    if let (Err(_), Some(last)) = (&result, moved.pop_if(|_| !place.exists())) {
        fs::rename(last, place)?;
    }
    for old in moved {
        let _ = fs::remove_dir_all(&old).or_else(|_| fs::remove_file(&old));
    }
    result
}
