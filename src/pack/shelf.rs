//! Which packs are at hand: those that come with gradus, those that were added, and any folder?

use std::fs;
use std::path::{Path, PathBuf};

use super::files::{Files, bundled};
use super::lesson::is_id;

/// Where packs are looked for.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The folder that added packs live in, one folder each.
    pub folder: Option<PathBuf>,
}

/// A pack at hand.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// The name of its folder: its id.
    pub name: String,
    /// Does it come with gradus?
    pub is_bundled: bool,
    /// Its files.
    pub files: Files,
}

/// Packs of a folder at most.
const ADDED: usize = 1_000;

impl Shelf {
    /// The packs that come with gradus, then the added ones, each sorted by name. An added pack
    /// takes the place of a bundled one of the same name.
    pub fn packs(&self) -> Vec<Shelved> {
        let added = self.added();
        let mut found: Vec<Shelved> = bundled()
            .into_iter()
            .filter(|name| !added.iter().any(|pack| pack.name == *name))
            .map(|name| Shelved { files: Files::Bundled(name.clone()), name, is_bundled: true })
            .collect();
        found.extend(added);
        found
    }

    fn added(&self) -> Vec<Shelved> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(ADDED);
        let mut found: Vec<Shelved> = entries
            .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path())))
            .filter(|(name, path)| is_id(name) && path.join("pack.toml").is_file())
            .map(|(name, path)| Shelved { name, is_bundled: false, files: Files::Folder(path) })
            .collect();
        found.sort_by(|a, b| a.name.cmp(&b.name));
        found
    }

    /// The files of a pack: of a folder, of a file in one, or of a pack on the shelf by its name.
    pub fn find(&self, name: &str) -> Option<Files> {
        if let Some(folder) = folder_of(Path::new(name)) {
            return Some(Files::Folder(folder));
        }
        self.packs().into_iter().find(|pack| pack.name == name).map(|pack| pack.files)
    }
}

/// The folder of the pack that a path leads to: the folder itself, or the one around a lesson.
pub fn folder_of(path: &Path) -> Option<PathBuf> {
    let start = if path.is_dir() { path } else { path.parent().filter(|_| path.is_file())? };
    let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
    [start.to_path_buf(), start.join("..")]
        .into_iter()
        .find(|folder| folder.join("pack.toml").is_file())
}
