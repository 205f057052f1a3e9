//! May this file be opened as a record, and how?
//!
//! First by its kind and its first hundred bytes; then as a database that is asked to change
//! nothing; only a file that passed both is written to.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::schema::{self, APPLICATION, LATEST};
use super::trouble::{OpenError, Refusal, Trouble};
use super::{backup, mounts};

/// How long a write waits for another window.
pub(super) const WAIT: Duration = Duration::from_secs(5);
/// How long the start waits: nobody looks at an empty screen for five seconds.
const WAIT_AT_START: Duration = Duration::from_secs(1);
/// The longest cell that is read back.
const CELL_BYTES: i32 = 1 << 20;
/// Pages of 4 KiB after which the write-ahead log is folded into the file.
const CHECKPOINT_PAGES: u32 = 256;
/// Files up to this size are checked page by page at every start.
const CHECKED_BYTES: u64 = 8 << 20;

/// An open record and how it keeps what it is given.
pub(super) struct Opened {
    pub connection: Connection,
    /// The write-ahead log is in use; otherwise the rollback journal.
    pub is_wal: bool,
    pub is_on_network: bool,
    pub identity: Identity,
}

/// Which file it is, whatever its name: device and number.
pub(super) type Identity = Option<(u64, u64)>;

/// Opens a record; a file that is not there yet is made where `may_create`.
pub(super) fn open(path: &Path, may_create: bool) -> Result<Opened, Refusal> {
    let fresh = match look(path)? {
        Look::Absent if !may_create => return Err(Trouble::Gone.into()),
        Look::Absent => {
            create(path)?;
            true
        }
        Look::Empty => true,
        Look::Database => false,
    };
    tighten(path);
    let mut connection = connect(path, if may_create { WAIT_AT_START } else { WAIT })?;
    let result = settle(&mut connection, path, fresh);
    result.map_err(|refusal| explain(refusal, path)).and_then(|(is_wal, is_on_network)| {
        let identity = identity(path);
        connection.busy_timeout(WAIT).map_err(|error| Trouble::from(&error))?;
        Ok(Opened { connection, is_wal, is_on_network, identity })
    })
}

/// What lies at the path.
enum Look {
    Absent,
    Empty,
    Database,
}

/// Judges the file without touching it.
fn look(path: &Path) -> Result<Look, Refusal> {
    let named = || path.to_path_buf();
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A link whose target is missing is there all the same.
            let dangling = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
            return if dangling {
                Err(OpenError::Special(named()).into())
            } else {
                Ok(Look::Absent)
            };
        }
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(OpenError::Special(named()).into());
        }
        Err(error) => return Err(Trouble::from(&error).into()),
    };
    if metadata.is_dir() {
        return Err(OpenError::Folder(named()).into());
    }
    if !metadata.is_file() {
        return Err(OpenError::Special(named()).into());
    }
    if names(&metadata) > 1 {
        return Err(OpenError::TwoNames(named()).into());
    }
    if metadata.len() == 0 {
        return Ok(Look::Empty);
    }
    let mut header = Vec::with_capacity(100);
    File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut header))
        .map_err(|error| Trouble::from(&error))?;
    judge(path, &header)
}

/// Judges the first hundred bytes.
fn judge(path: &Path, header: &[u8]) -> Result<Look, Refusal> {
    let word = |at: usize| {
        header.get(at..at + 4).map(|four| {
            i64::from(i32::from_be_bytes(four.try_into().expect("the slice has four bytes")))
        })
    };
    let is_database = header.starts_with(b"SQLite format 3\0");
    let (Some(version), Some(application)) = (word(60), word(68)) else {
        return Err(OpenError::Foreign(path.to_path_buf()).into());
    };
    let newer = || OpenError::Newer { path: path.to_path_buf(), version, known: LATEST };
    match (is_database, application) {
        (true, APPLICATION) if version > LATEST => Err(newer().into()),
        (true, APPLICATION) => Ok(Look::Database),
        // Nobody's name and not a single table: a version number is all that can be judged.
        (true, 0) if version > LATEST && is_without_tables(path) => Err(newer().into()),
        _ => Err(OpenError::Foreign(path.to_path_buf()).into()),
    }
}

/// Is there no table in a database, looked at as on a disk that cannot be written to?
fn is_without_tables(path: &Path) -> bool {
    let text = path.to_string_lossy();
    let encoded: String = text
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("file:{encoded}?immutable=1"), flags)
        .and_then(|file| {
            file.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
        })
        .is_ok_and(|count| count == 0)
}

/// Makes an empty file that only its owner may read, and its folder where that is missing.
fn create(path: &Path) -> Result<(), Trouble> {
    let trouble = |error: std::io::Error| Trouble::from(&error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        create_folder(folder).map_err(trouble)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    match options.open(path) {
        Ok(_) => Ok(()),
        // Another window was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(trouble(error)),
    }
}

/// Makes the missing folders above a file, each for its owner alone under any umask.
fn create_folder(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
        create_folder(above)?;
    }
    match fs::create_dir(folder) {
        Ok(()) => set_mode(folder, 0o700),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Takes the rights of others away. A file of another owner stays as it is.
fn tighten(path: &Path) {
    let _ = set_mode(path, 0o600);
}

/// Opens the file with everything off that a hostile file could use.
fn connect(path: &Path, wait: Duration) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let prepare = || {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(wait)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, CELL_BYTES)?;
        for (setting, on) in [
            // Until the file is known to be ours, closing it must not write to it.
            (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        ] {
            connection.set_db_config(setting, on)?;
        }
        Ok(connection)
    };
    prepare().map_err(|error: rusqlite::Error| Trouble::from(&error))
}

/// Checks version, tables and pages, brings the tables up to date, sets how writes are kept.
fn settle(connection: &mut Connection, path: &Path, fresh: bool) -> Result<(bool, bool), Refusal> {
    let trouble = |error: rusqlite::Error| Refusal::Now(Trouble::from(&error));
    let writable = !connection.is_readonly("main").map_err(trouble)?;
    let mut version = schema::version(connection).map_err(trouble)?;
    if version > LATEST {
        let path = path.to_path_buf();
        return Err(OpenError::Newer { path, version, known: LATEST }.into());
    }
    if version == 0 && fresh {
        if !writable {
            return Err(Trouble::ReadOnly.into());
        }
        schema::migrate(connection).map_err(trouble)?;
        version = schema::version(connection).map_err(trouble)?;
    }
    if version == 0 || !schema::is_ours(connection, version).map_err(trouble)? {
        return Err(OpenError::Altered(path.to_path_buf()).into());
    }
    if !is_sound(connection, path).map_err(trouble)? {
        return Err(Trouble::Damaged.into());
    }
    if version < LATEST && writable {
        backup::make(connection, path, &format!("version-{version}")).map_err(Refusal::Now)?;
        schema::migrate(connection).map_err(trouble)?;
    }
    let is_on_network = path.canonicalize().is_ok_and(|full| mounts::is_on_network(&full));
    let is_wal = keep_safe(connection, writable, is_on_network).map_err(trouble)?;
    Ok((is_wal, is_on_network))
}

/// Sets the journal and what is waited for before a write counts. Answers: is it the write-ahead
/// log?
fn keep_safe(
    connection: &Connection,
    writable: bool,
    is_on_network: bool,
) -> rusqlite::Result<bool> {
    let mode: String = if writable {
        let wanted = if is_on_network { "DELETE" } else { "WAL" };
        // Another window in the middle of a write keeps the mode as it is, which is fine.
        connection
            .query_row(&format!("PRAGMA journal_mode = {wanted}"), [], |row| row.get(0))
            .or_else(|_| connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)))?
    } else {
        connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?
    };
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.pragma_update(None, "journal_size_limit", CHECKPOINT_PAGES * 4096)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(mode == "wal")
}

/// Are all pages in order? Large files are checked only by `gradus record check`.
fn is_sound(connection: &Connection, path: &Path) -> rusqlite::Result<bool> {
    if fs::metadata(path).is_ok_and(|metadata| metadata.len() > CHECKED_BYTES) {
        return Ok(true);
    }
    connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
        .map(|answer| answer == "ok")
}

/// Damage found while opening is for good, and names the newest backup.
fn explain(refusal: Refusal, path: &Path) -> Refusal {
    match refusal {
        Refusal::Now(Trouble::Damaged) => {
            let backup = backup::newest(path);
            Refusal::Never(OpenError::Damaged { path: path.to_path_buf(), backup })
        }
        other => other,
    }
}

/// The file's device and number, to notice that another one took its place.
pub(super) fn identity(path: &Path) -> Identity {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
    }
    #[cfg(not(unix))]
    {
        path.exists().then_some((0, 0))
    }
}

fn names(metadata: &fs::Metadata) -> u64 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        metadata.nlink()
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        1
    }
}

fn owner_only(options: &mut OpenOptions) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    {
        let _ = options;
    }
}

/// Sets the rights whatever the umask; nothing to do where files have no such rights.
pub(super) fn set_mode(path: &Path, mode: u32) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))
    }
    #[cfg(not(unix))]
    {
        let _ = (path, mode);
        Ok(())
    }
}

/// Where the record lies: the file named on the command line or in `GRADUS_PROGRESS`, else
/// `gradus/record.db` in the platform's data folder.
pub fn default_path(named: Option<&Path>) -> Result<PathBuf, OpenError> {
    use etcetera::BaseStrategy;
    let from_environment = || std::env::var_os("GRADUS_PROGRESS").filter(|name| !name.is_empty());
    if let Some(path) = named.map(Path::to_path_buf).or_else(|| from_environment().map(Into::into))
    {
        return Ok(path);
    }
    let data_home = std::env::var_os("XDG_DATA_HOME").filter(|name| !name.is_empty());
    if let Some(relative) = data_home.map(PathBuf::from).filter(|path| path.is_relative()) {
        return Err(OpenError::RelativeHome(relative));
    }
    let strategy = etcetera::choose_base_strategy().map_err(|_| OpenError::NoHome)?;
    let folder = strategy.data_dir();
    if folder.is_relative() {
        return Err(OpenError::NoHome);
    }
    Ok(folder.join("gradus").join("record.db"))
}
