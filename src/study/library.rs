//! Which packs are there?

use std::path::Path;
use std::sync::Arc;

use crate::pack::{self, Files, Lesson, Pack, Problem};

/// Every pack, bundled ones first, then those that were added.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// In the order of the home screen.
    pub shelves: Vec<Shelf>,
}

/// One pack, or what is wrong with it.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The pack's id; the folder's name where the pack cannot be read.
    pub id: String,
    /// Does it come with gradus?
    pub is_bundled: bool,
    /// The pack, or every problem that keeps it from being read.
    pub pack: Result<Arc<Pack>, Vec<Problem>>,
}

/// Reading order of the packs that come with gradus; others follow by name.
const ORDER: &[&str] = &["primer"];

/// Folders looked at for added packs.
const ADDED: usize = 200;

impl Library {
    /// The bundled packs, and every folder below `added` that holds a pack.
    pub fn open(added: Option<&Path>) -> Library {
        let mut ids = pack::bundled();
        ids.sort_by_key(|id| ORDER.iter().position(|own| own == id).unwrap_or(ORDER.len()));
        let mut shelves: Vec<Shelf> =
            ids.into_iter().map(|id| shelf(id.clone(), true, &Files::Bundled(id))).collect();
        let entries = added.and_then(|folder| std::fs::read_dir(folder).ok());
        let mut folders: Vec<_> = entries
            .into_iter()
            .flatten()
            .flatten()
            .take(ADDED)
            .map(|entry| entry.path())
            .filter(|path| path.join("pack.toml").is_file())
            .collect();
        folders.sort();
        for folder in folders {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let added = shelf(name, false, &Files::Folder(folder));
            // Progress is keyed by pack id: the first pack of an id keeps it.
            if !shelves.iter().any(|own| own.id == added.id) {
                shelves.push(added);
            }
        }
        Library { shelves }
    }

    /// A library of these packs, for tests and previews.
    pub fn of(packs: Vec<Pack>) -> Library {
        let shelves = packs
            .into_iter()
            .map(|pack| Shelf { id: pack.id.clone(), is_bundled: false, pack: Ok(Arc::new(pack)) })
            .collect();
        Library { shelves }
    }

    /// The pack of this id, where it can be read.
    pub fn pack(&self, id: &str) -> Option<&Arc<Pack>> {
        self.packs().find(|pack| pack.id == id)
    }

    /// Every pack that can be read.
    pub fn packs(&self) -> impl Iterator<Item = &Arc<Pack>> {
        self.shelves.iter().filter_map(|shelf| shelf.pack.as_ref().ok())
    }

    /// The lesson after this one, in this pack or the next.
    pub fn after(&self, pack: &str, lesson: &str) -> Option<(&Arc<Pack>, &Lesson)> {
        let mut all = self.packs().flat_map(|p| p.lessons.iter().map(move |l| (p, l)));
        all.find(|(p, l)| p.id == pack && l.id == lesson)?;
        all.next()
    }
}

fn shelf(id: String, is_bundled: bool, files: &Files) -> Shelf {
    match pack::load(files) {
        Ok(pack) => Shelf { id: pack.id.clone(), is_bundled, pack: Ok(Arc::new(pack)) },
        Err(problems) => Shelf { id, is_bundled, pack: Err(problems) },
    }
}

/// Where added packs lie: `gradus/packs` in the platform's data folder.
pub fn added_folder() -> Option<std::path::PathBuf> {
    use etcetera::BaseStrategy;
    let folder = etcetera::choose_base_strategy().ok()?.data_dir();
    folder.is_absolute().then(|| folder.join("gradus").join("packs"))
}
