//! How does a pack get onto this computer? Looked at as a whole, written aside, renamed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// Puts a pack onto the shelf, in place of an older one of the same id. Answers with the pack.
pub fn add(files: &Files, shelf: &Path) -> Result<Pack, NotAdded> {
    let pack = pack::load(files).map_err(NotAdded::Problems)?;
    let content = collect(files, &pack)?;
    fs::create_dir_all(shelf)?;
    let aside = shelf.join(format!(".{}.{}.new", pack.id, std::process::id()));
    let result = write_all(&aside, &content).and_then(|()| swap(&aside, &shelf.join(&pack.id)));
    if result.is_err() {
        let _ = fs::remove_dir_all(&aside);
    }
    result?;
    Ok(pack)
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

/// Gives the folder its name; the old one is moved away first and removed last.
fn swap(aside: &Path, place: &Path) -> io::Result<()> {
    let old: Option<PathBuf> = place.exists().then(|| place.with_extension("old"));
    if let Some(old) = &old {
        let _ = fs::remove_dir_all(old);
        fs::rename(place, old)?;
    }
    if let Err(error) = fs::rename(aside, place) {
        if let Some(old) = &old {
            fs::rename(old, place)?;
        }
        return Err(error);
    }
    if let Some(old) = &old {
        let _ = fs::remove_dir_all(old);
    }
    Ok(())
}
