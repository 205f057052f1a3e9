//! Which packs are there?

use std::path::{Path, PathBuf};
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

impl Library {
    /// The bundled packs in their reading order, then those in the folder `added`. An added pack
    /// takes the place of a bundled one of the same name.
    pub fn open(added: Option<&Path>) -> Library {
        let mut packs = pack::Shelf { folder: added.map(Path::to_path_buf) }.packs();
        let place = |name: &str| ORDER.iter().position(|own| own == &name).unwrap_or(ORDER.len());
        packs.sort_by_key(|own| (!own.is_bundled, place(&own.name)));
        let mut library = Library::default();
        for own in packs {
            let shelf = shelf(own.name, own.is_bundled, &own.files);
            // Progress is keyed by pack id: the first pack of an id keeps it.
            if library.shelf(&shelf.id).is_none() {
                library.shelves.push(shelf);
            }
        }
        library
    }

    /// Takes in the pack of a folder, in place of another of the same id; answers with its id.
    pub fn take_in(&mut self, folder: PathBuf) -> String {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let own = shelf(name, false, &Files::Folder(folder));
        let id = own.id.clone();
        match self.shelves.iter_mut().find(|before| before.id == id) {
            Some(before) => *before = own,
            None => self.shelves.push(own),
        }
        id
    }

    /// A library of these packs, for tests and previews.
    pub fn of(packs: Vec<Pack>) -> Library {
        let shelves = packs
            .into_iter()
            .map(|pack| Shelf { id: pack.id.clone(), is_bundled: false, pack: Ok(Arc::new(pack)) })
            .collect();
        Library { shelves }
    }

    /// The shelf of this id, whether its pack can be read or not.
    pub fn shelf(&self, id: &str) -> Option<&Shelf> {
        self.shelves.iter().find(|shelf| shelf.id == id)
    }

    /// The ids of all shelves, in their order.
    pub fn ids(&self) -> Vec<String> {
        self.shelves.iter().map(|shelf| shelf.id.clone()).collect()
    }

    /// The pack of this id, where it can be read.
    pub fn pack(&self, id: &str) -> Option<&Arc<Pack>> {
        self.shelf(id)?.pack.as_ref().ok()
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
    match pack::load_in(files, reader_language().as_deref()) {
        Ok(pack) => Shelf { id: pack.id.clone(), is_bundled, pack: Ok(Arc::new(pack)) },
        Err(problems) => Shelf { id, is_bundled, pack: Err(problems) },
    }
}

/// The language that the environment asks for, such as `fr` for `LANG=fr_CH.UTF-8`.
fn reader_language() -> Option<String> {
    let asked = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))?;
    let language = asked.split(['_', '.', '@']).next().unwrap_or_default().to_lowercase();
    (2..=3).contains(&language.len()).then_some(language)
}

/// Where added packs lie: `gradus/packs` in the platform's data folder.
pub fn added_folder() -> Option<std::path::PathBuf> {
    use etcetera::BaseStrategy;
    let folder = etcetera::choose_base_strategy().ok()?.data_dir();
    folder.is_absolute().then(|| folder.join("gradus").join("packs"))
}
