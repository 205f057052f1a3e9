//! Copies of a record beside it, each whole or not there.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::open::set_mode;
use super::trouble::Trouble;

/// How many copies stay.
const KEPT: usize = 10;

/// Copies the open record to `NAME.backup-LABEL`: aside, to the disk, then renamed. The oldest
/// copies beyond ten go.
pub(super) fn make(from: &Connection, path: &Path, label: &str) -> Result<PathBuf, Trouble> {
    let target = sibling(path, &format!(".backup-{label}"));
    let aside = sibling(path, &format!(".backup-{}.part", std::process::id()));
    let result = copy(from, &aside).and_then(|()| {
        let io = |error: std::io::Error| Trouble::from(&error);
        fs::rename(&aside, &target).map_err(io)?;
        sync_folder(&target).map_err(io)
    });
    if result.is_err() {
        let _ = fs::remove_file(&aside);
    }
    result?;
    for old in copies(path).into_iter().skip(KEPT) {
        let _ = fs::remove_file(old);
    }
    Ok(target)
}

/// Is there a copy of this label?
pub(super) fn exists(path: &Path, label: &str) -> bool {
    sibling(path, &format!(".backup-{label}")).exists()
}

/// The newest copy beside a record.
pub(super) fn newest(path: &Path) -> Option<PathBuf> {
    copies(path).into_iter().next()
}

fn copy(from: &Connection, aside: &Path) -> Result<(), Trouble> {
    let io = |error: std::io::Error| Trouble::from(&error);
    let sql = |error: rusqlite::Error| Trouble::from(&error);
    let _ = fs::remove_file(aside);
    File::create_new(aside).and_then(|_| set_mode(aside, 0o600)).map_err(io)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut to = Connection::open_with_flags(aside, flags).map_err(sql)?;
    Backup::new(from, &mut to)
        .and_then(|backup| backup.run_to_completion(1024, Duration::from_millis(5), None))
        .map_err(sql)?;
    // A copy is one file: its log, if the original had one, is folded in.
    to.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).map_err(sql)?;
    drop(to);
    File::open(aside).and_then(|file| file.sync_all()).map_err(io)
}

/// The copies, newest first.
fn copies(path: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Vec::new() };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let prefix = format!("{}.backup-", name.to_string_lossy());
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with(&prefix) && !name.ends_with(".part") && !name.ends_with("-journal")
        })
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    found.sort();
    found.reverse();
    found.into_iter().map(|(_, path)| path).collect()
}

fn sibling(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(ending);
    path.with_file_name(name)
}

/// A rename is on the disk only once its folder is.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
