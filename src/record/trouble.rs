//! Why the record cannot be used: for good, or for now.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::text::Shown;

/// The file is refused and was left as it is. The program ends with this one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// No home folder, and no file named.
    #[error(
        "There is no home folder to keep the record in. Set HOME, or name a file: --progress FILE."
    )]
    NoHome,
    /// A path that depends on where the program is started.
    #[error(
        "XDG_DATA_HOME is `{}`, which is no absolute path. Mend it, or name a file: --progress FILE.",
        shown(.0)
    )]
    RelativeHome(PathBuf),
    /// A folder, where a file is meant.
    #[error("`{}` is a folder; the record is one file. Name a file: --progress FILE.", shown(.0))]
    Folder(PathBuf),
    /// A device, a pipe, a socket, a link to nowhere.
    #[error(
        "`{}` is no ordinary file, so nothing would stay in it. Name a file: --progress FILE.",
        shown(.0)
    )]
    Special(PathBuf),
    /// A file with a second name.
    #[error(
        "`{}` has a second name on this disk, and writing under two names damages a record. \
         Copy it and use the copy: --progress FILE.",
        shown(.0)
    )]
    TwoNames(PathBuf),
    /// Some other file.
    #[error(
        "`{}` is not a record of gradus; it was left as it is. Name another file: --progress FILE.",
        shown(.0)
    )]
    Foreign(PathBuf),
    /// A record of a later version.
    #[error(
        "`{}` was made by a later gradus (record version {version}; this one reads up to {known}). \
         It was left as it is. Use that gradus, or another file: --progress FILE.",
        shown(.path)
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i64,
        /// The latest version that this program knows.
        known: i64,
    },
    /// Tables, views or triggers that gradus did not make.
    #[error(
        "`{}` holds tables that gradus did not make; it was left as it is. \
         Name another file: --progress FILE.",
        shown(.0)
    )]
    Altered(PathBuf),
    /// A record with bytes changed or missing.
    #[error("`{}` is damaged; it was left as it is. {}", shown(.path), way_out(.backup.as_deref()))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The newest backup beside it.
        backup: Option<PathBuf>,
    },
}

/// Nothing can be saved now; practice goes on, and the next answer tries again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Another program held the file for longer than the time-out.
    #[error("another program is writing to the record")]
    Locked,
    /// The file, its folder or its disk may only be read.
    #[error("the record may only be read")]
    ReadOnly,
    /// No rights on the file or its folder.
    #[error("gradus has no rights on the record's file or folder")]
    Denied,
    /// No space.
    #[error("the disk is full")]
    Full,
    /// The file was removed or replaced while gradus ran.
    #[error("the record's file was moved or removed")]
    Gone,
    /// The file turned out damaged while gradus ran.
    #[error("the record is damaged")]
    Damaged,
    /// Anything else that the system reports.
    #[error("the disk reports an error")]
    Failed,
}

/// What came of an attempt to open.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Refused for good.
    Never(OpenError),
    /// Not now.
    Now(Trouble),
}

impl From<OpenError> for Refusal {
    fn from(error: OpenError) -> Refusal {
        Refusal::Never(error)
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Refusal {
        Refusal::Now(trouble)
    }
}

impl From<&rusqlite::Error> for Trouble {
    fn from(error: &rusqlite::Error) -> Trouble {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Locked,
            Some(ErrorCode::ReadOnly) => Trouble::ReadOnly,
            Some(ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Trouble::Denied,
            Some(ErrorCode::DiskFull) => Trouble::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Trouble::Damaged,
            _ => Trouble::Failed,
        }
    }
}

impl From<&std::io::Error> for Trouble {
    fn from(error: &std::io::Error) -> Trouble {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::PermissionDenied => Trouble::Denied,
            ErrorKind::ReadOnlyFilesystem => Trouble::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Trouble::Full,
            _ => Trouble::Failed,
        }
    }
}

/// A path as it may be printed.
fn shown(path: &Path) -> String {
    Shown::new(&path.to_string_lossy()).as_str().replace('\n', " ")
}

fn way_out(backup: Option<&Path>) -> String {
    match backup {
        Some(backup) => format!("The newest backup goes on with: --progress '{}'.", shown(backup)),
        None => "There is no backup of it; another file starts anew: --progress FILE.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_escapes_is_printed_without_them() {
        let sentence = OpenError::Foreign("a\u{1b}[2J\nb".into()).to_string();
        assert!(sentence.starts_with("`a[2J b` is not a record"), "{sentence}");
    }

    #[test]
    fn damage_names_the_newest_backup() {
        let damaged = |backup| OpenError::Damaged { path: "r.db".into(), backup };
        assert!(damaged(Some("r.db.backup-1".into())).to_string().contains("r.db.backup-1"));
        assert!(damaged(None).to_string().contains("no backup"));
    }
}
