//! Where do the files of a pack come from? A folder, the binary itself, or memory.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::item::FILE_BYTES;

/// The packs that come with gradus.
static BUNDLED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/lessons");

/// The files of one pack.
#[derive(Clone, Debug)]
pub enum Files {
    /// A folder on the disk; nothing outside of it is ever opened.
    Folder(PathBuf),
    /// A pack that comes with gradus, by its id.
    Bundled(String),
    /// Files in memory, by their path with `/`.
    Memory(BTreeMap<String, Vec<u8>>),
}

/// Why a file of a pack has no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoText {
    /// There is no such file.
    #[error("there is no file `{0}`")]
    Missing(String),
    /// It is no plain file of the pack.
    #[error("`{0}` is no plain file of the pack")]
    NotPlain(String),
    /// It is larger than a file of a pack may be.
    #[error("`{0}` is larger than {limit} KiB", limit = FILE_BYTES / 1024)]
    TooLarge(String),
    /// It is not UTF-8.
    #[error("`{0}` is not UTF-8: byte {1} (counted from 0) is not part of a character")]
    NotUtf8(String, usize),
    /// The system refused.
    #[error("`{0}` cannot be read: {1}")]
    Refused(String, String),
}

/// The ids of the packs that come with gradus, sorted.
pub fn bundled() -> Vec<String> {
    let mut ids: Vec<String> = BUNDLED
        .dirs()
        .filter(|dir| dir.get_file(dir.path().join("pack.toml")).is_some())
        .filter_map(|dir| Some(dir.path().to_str()?.to_owned()))
        .collect();
    ids.sort();
    ids
}

impl Files {
    /// The text of a file; the path is relative, with `/`.
    pub fn text(&self, path: &str) -> Result<String, NoText> {
        let bytes = match self {
            Files::Folder(folder) => from_folder(folder, path)?,
            Files::Bundled(id) => BUNDLED
                .get_file(format!("{id}/{path}"))
                .map(|file| file.contents().to_vec())
                .ok_or_else(|| NoText::Missing(path.to_owned()))?,
            Files::Memory(files) => {
                files.get(path).cloned().ok_or_else(|| NoText::Missing(path.to_owned()))?
            }
        };
        if bytes.len() > FILE_BYTES {
            return Err(NoText::TooLarge(path.to_owned()));
        }
        String::from_utf8(bytes)
            .map_err(|error| NoText::NotUtf8(path.to_owned(), error.utf8_error().valid_up_to()))
    }

    /// The names of the lesson files that are there, sorted, without `.toml`.
    pub fn lessons(&self) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Files::Folder(folder) => {
                let entries = fs::read_dir(folder.join("lessons")).into_iter().flatten().flatten();
                entries
                    .take(10_000)
                    .filter_map(|entry| entry.file_name().into_string().ok())
                    .collect()
            }
            Files::Bundled(id) => {
                let files =
                    BUNDLED.get_dir(format!("{id}/lessons")).into_iter().flat_map(Dir::files);
                files.filter_map(|f| Some(f.path().file_name()?.to_str()?.to_owned())).collect()
            }
            Files::Memory(files) => files
                .keys()
                .filter_map(|path| path.strip_prefix("lessons/"))
                .map(str::to_owned)
                .collect(),
        };
        names.sort();
        names.into_iter().filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned())).collect()
    }
}

fn from_folder(folder: &Path, path: &str) -> Result<Vec<u8>, NoText> {
    let full = folder.join(path);
    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => NoText::Missing(path.to_owned()),
        _ => NoText::Refused(path.to_owned(), error.to_string()),
    };
    let (real, root) =
        (full.canonicalize().map_err(refused)?, folder.canonicalize().map_err(refused)?);
    // A link that leads out of the folder, a device or a pipe is never opened.
    let is_plain = fs::metadata(&real).map_err(refused)?.is_file();
    if !real.starts_with(&root) || !is_plain {
        return Err(NoText::NotPlain(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(&real).map_err(refused)?;
    file.take(FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(refused)?;
    Ok(bytes)
}
