//! Which lesson does a name or a path mean?

use std::path::{Path, PathBuf};

use crate::pack::{self, Problem};
use crate::study::Study;
use crate::text;

/// Pack and lesson of `PACK/LESSON`, `PACK`, `LESSON`, the folder of a pack or the file of a lesson.
pub(super) fn find(study: &mut Study, name: &str) -> Result<(String, String), String> {
    let (first, second) = match name.split_once('/') {
        Some((pack, lesson)) => (pack, Some(lesson)),
        None => (name, None),
    };
    let is_unknown = study.library.shelf(first).is_none();
    if let Some((folder, lesson)) = by_path(name).filter(|_| is_unknown) {
        let id = study.library.take_in(folder);
        return named(study, &id, lesson.as_deref());
    }
    named(study, first, second)
}

/// The pack's folder, and the lesson, of `FOLDER`, `FOLDER/LESSON` or the file of a lesson.
fn by_path(name: &str) -> Option<(PathBuf, Option<String>)> {
    let path = Path::new(name);
    if let Some(folder) = pack::folder_of(path) {
        let stem = path.file_stem().filter(|_| path.is_file()).and_then(|stem| stem.to_str());
        return Some((folder, stem.filter(|stem| *stem != "pack").map(str::to_owned)));
    }
    let (folder, lesson) = name.rsplit_once('/')?;
    Some((pack::folder_of(Path::new(folder))?, Some(lesson.to_owned())))
}

fn named(study: &Study, first: &str, second: Option<&str>) -> Result<(String, String), String> {
    if let Some(shelf) = study.library.shelf(first) {
        let pack = shelf.pack.as_ref().map_err(|problems| broken(first, problems))?;
        let lesson = match second {
            Some(id) => pack.lesson(id).ok_or_else(|| {
                let ids: Vec<String> = pack.lessons.iter().map(|own| own.id.clone()).collect();
                format!("There is no lesson `{id}` in {first}; there are {}.", text::list(&ids))
            })?,
            // A whole pack goes on at its first lesson that is not finished.
            None => pack
                .lessons
                .iter()
                .find(|own| !study.memory.place(&pack.id, &own.id).is_some_and(|place| place.done))
                .or(pack.lessons.first())
                .ok_or_else(|| format!("The pack {first} has no lessons."))?,
        };
        return Ok((pack.id.clone(), lesson.id.clone()));
    }
    let alone = study.library.packs().find(|pack| second.is_none() && pack.lesson(first).is_some());
    if let Some(pack) = alone {
        return Ok((pack.id.clone(), first.to_owned()));
    }
    let ids = study.library.ids();
    Err(format!("There is no pack `{first}`; there are {}.", text::list(&ids)))
}

fn broken(id: &str, problems: &[Problem]) -> String {
    let place = problems.first().map_or(String::new(), |problem| {
        format!(": {}, line {}", problem.place.file, problem.line())
    });
    format!("The pack {id} cannot be read{place}. `gradus pack check` says why.")
}
