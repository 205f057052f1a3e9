//! A pack as one file: written so that equal packs give equal bytes, read so that nothing hurts.
//!
//! An archive is a gzipped tar of plain files with plain names. It is read as a whole into memory
//! under a cap on the decompressed stream (a megabyte can claim a gigabyte just to be listed), its
//! entries raw, and nothing is written before everything was looked at.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};

use flate2::bufread::GzDecoder;
use flate2::{Compression, GzBuilder};
use sha2::{Digest as _, Sha256};

/// Bytes of an archive at most.
pub const PACKED: usize = 4 << 20;
/// Bytes of the decompressed stream at most.
pub const UNPACKED: usize = 16 << 20;
/// Entries at most.
pub const ENTRIES: usize = 1_000;
/// Bytes of one file at most.
pub const FILE: u64 = 1 << 20;
/// Bytes of a path at most.
pub const PATH: usize = 100;

/// Why an archive is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The file is larger than an archive may be.
    #[error("the archive is larger than {} MiB", PACKED >> 20)]
    TooLarge,
    /// The stream is larger than an archive may unpack to.
    #[error("the archive unpacks to more than {} MiB", UNPACKED >> 20)]
    UnpacksTooLarge,
    /// There are more entries than an archive may have.
    #[error("the archive has more than {ENTRIES} entries")]
    TooMany,
    /// It is no gzipped tar.
    #[error("this is no archive of a pack: {0}")]
    NoArchive(String),
    /// Something stands behind the end.
    #[error("something stands behind the end of the archive")]
    Trailing,
    /// A path leads outside, or is none that every system reads alike.
    #[error("the path `{0}` is not allowed: {1}")]
    Path(String, &'static str),
    /// An entry is neither a plain file nor a folder.
    #[error("`{0}` is {1}; an archive holds plain files only")]
    Kind(String, &'static str),
    /// One file is too large.
    #[error("`{0}` is larger than {limit} MiB", limit = FILE >> 20)]
    FileTooLarge(String),
    /// Two entries have one name, or names that some systems take for one.
    #[error("`{0}` and `{1}` are one file on some systems")]
    Twice(String, String),
    /// A file that no pack has.
    #[error(
        "`{0}` is no file of a pack: pack.toml, pack.lock, README.md, LICENSE and lessons/*.toml are"
    )]
    Unknown(String),
    /// There is no `pack.toml` at the top.
    #[error("there is no pack.toml at the top of the archive")]
    NoPack,
}

/// The files of an archive, by path.
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Refused> {
    if bytes.len() > PACKED {
        return Err(Refused::TooLarge);
    }
    let stream = decompressed(bytes)?;
    let mut archive = tar::Archive::new(stream.as_slice());
    let entries = archive.entries().map_err(|error| no_archive(&error))?.raw(true);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut end = 0;
    for (index, entry) in entries.enumerate() {
        if index >= ENTRIES {
            return Err(Refused::TooMany);
        }
        let mut entry = entry.map_err(|error| no_archive(&error))?;
        let size = entry.header().entry_size().map_err(|error| no_archive(&error))?;
        let name = plain_path(&entry.header().path_bytes())?;
        let is_folder = plain_kind(entry.header().entry_type(), &name)?;
        if entry.header().mode().map_err(|error| no_archive(&error))? & 0o7000 != 0 {
            return Err(Refused::Kind(name, "a file with special rights"));
        }
        if size > FILE {
            return Err(Refused::FileTooLarge(name));
        }
        let mut content = Vec::new();
        entry.read_to_end(&mut content).map_err(|error| no_archive(&error))?;
        if content.len() as u64 != size {
            return Err(Refused::NoArchive("it is cut off".to_owned()));
        }
        end = entry.raw_file_position() + size.div_ceil(512) * 512;
        if is_folder {
            continue;
        }
        if let Some(other) = files.keys().find(|other| folded(other) == folded(&name)) {
            return Err(Refused::Twice(other.clone(), name));
        }
        if !is_of_a_pack(&name) {
            return Err(Refused::Unknown(name));
        }
        files.insert(name, content);
    }
    let rest = stream.get(usize::try_from(end).unwrap_or(usize::MAX)..).unwrap_or_default();
    if rest.iter().any(|byte| *byte != 0) {
        return Err(Refused::Trailing);
    }
    if rest.len() < 1024 {
        return Err(Refused::NoArchive("it is cut off".to_owned()));
    }
    if files.contains_key("pack.toml") { Ok(files) } else { Err(Refused::NoPack) }
}

fn no_archive(error: &io::Error) -> Refused {
    Refused::NoArchive(error.to_string())
}

/// The stream of the one gzip member, and nothing behind it.
fn decompressed(bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    let mut decoder = GzDecoder::new(bytes);
    let mut stream = Vec::new();
    let mut capped = (&mut decoder).take(UNPACKED as u64 + 1);
    capped.read_to_end(&mut stream).map_err(|error| no_archive(&error))?;
    if stream.len() > UNPACKED {
        return Err(Refused::UnpacksTooLarge);
    }
    if decoder.into_inner().is_empty() { Ok(stream) } else { Err(Refused::Trailing) }
}

/// A relative path of plain parts, as every system reads it.
fn plain_path(bytes: &[u8]) -> Result<String, Refused> {
    let shown = String::from_utf8_lossy(bytes).into_owned();
    let refuse = |why| Err(Refused::Path(shown.clone(), why));
    if bytes.is_empty() || bytes.len() > PATH {
        return refuse("a path has 1 to 100 characters");
    }
    if !bytes.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'/')) {
        return refuse("a path is made of letters, digits, . _ - and /");
    }
    let path = shown.trim_end_matches('/');
    let parts: Vec<&str> = path.split('/').collect();
    if parts.len() > 4 {
        return refuse("a path has at most 4 parts");
    }
    if parts.iter().any(|part| part.is_empty() || part.starts_with('.')) {
        return refuse("it leads elsewhere, or hides");
    }
    Ok(path.to_owned())
}

/// Is it a folder? Everything but folders and plain files is refused.
fn plain_kind(kind: tar::EntryType, name: &str) -> Result<bool, Refused> {
    use tar::EntryType;
    let what = match kind {
        EntryType::Regular => return Ok(false),
        EntryType::Directory => return Ok(true),
        EntryType::Symlink | EntryType::Link => "a link",
        EntryType::Char | EntryType::Block => "a device",
        EntryType::Fifo => "a pipe",
        _ => "an extension of the format",
    };
    Err(Refused::Kind(name.to_owned(), what))
}

/// A name as file systems that ignore case see it.
fn folded(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// Has a pack such a file?
fn is_of_a_pack(name: &str) -> bool {
    if matches!(
        name,
        "pack.toml" | "pack.lock" | "README.md" | "LICENSE" | "LICENSE.md" | "CHANGELOG.md"
    ) {
        return true;
    }
    let stem = name.strip_prefix("lessons/").and_then(|rest| rest.strip_suffix(".toml"));
    stem.is_some_and(|stem| !stem.contains('/') && stem.split('.').all(crate::pack::is_id))
}

/// An archive of these files; equal files give equal bytes.
pub fn write(files: &BTreeMap<String, Vec<u8>>) -> io::Result<Vec<u8>> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, content) in files {
        let mut header = tar::Header::new_ustar();
        header.set_path(path)?;
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        header.set_uid(0);
        header.set_gid(0);
        header.set_cksum();
        builder.append(&header, content.as_slice())?;
    }
    let stream = builder.into_inner()?;
    let mut gz =
        GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    gz.write_all(&stream)?;
    gz.finish()
}

/// SHA-256 of the bytes, as hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> BTreeMap<String, Vec<u8>> {
        let entry = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        BTreeMap::from([
            entry("pack.toml", "id = \"p\"\n"),
            entry("lessons/a.toml", "title = \"A\"\n"),
        ])
    }

    #[test]
    fn what_was_written_is_read_and_equal_packs_are_equal_bytes() {
        let bytes = write(&files()).expect("written in memory");
        assert_eq!(read(&bytes), Ok(files()));
        assert_eq!(bytes, write(&files()).expect("written in memory"));
    }

    #[test]
    fn nothing_stands_behind_the_end() {
        let mut bytes = write(&files()).expect("written in memory");
        bytes.extend(write(&files()).expect("written in memory"));
        assert_eq!(read(&bytes), Err(Refused::Trailing));
    }
}
