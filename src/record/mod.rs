//! What has the student done?
//!
//! Uses `pack` and the plain types of `tutor`. The journal of attempts is append-only; everything
//! else is derived from it and can be rebuilt.
//!
//! * One `SQLite` file, for its owner alone; several windows may use it at once.
//! * What [`Record::append`] acknowledged survives a killed process and a power cut.
//! * A file that is damaged, foreign or newer is refused with one sentence and left untouched.
//! * Where nothing can be saved for now, every call says so ([`Trouble`]) and the next one tries
//!   again; practice goes on.

mod backup;
mod journal;
mod mounts;
mod open;
mod place;
mod schema;
mod trouble;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use journal::Standing;
pub use open::default_path;
pub use place::{Draft, Place};
pub use trouble::{OpenError, Trouble};

use open::Opened;
use trouble::Refusal;

/// A student's record.
pub struct Record {
    path: PathBuf,
    /// Nothing while the file cannot be opened; every call tries again.
    opened: Option<Opened>,
    /// Once opened, a missing file is not made anew: that would hide the loss.
    was_open: bool,
}

impl Record {
    /// Opens the record, or makes it where there is none.
    ///
    /// # Errors
    /// A file that will never do, untouched. A file that cannot be used for now (locked, read-only,
    /// a full disk) is no error: see [`Record::trouble`].
    pub fn open(path: &Path) -> Result<Record, OpenError> {
        let mut record = Record { path: path.to_path_buf(), opened: None, was_open: false };
        match record.reopen() {
            Err(Refusal::Never(error)) => Err(error),
            Ok(()) | Err(Refusal::Now(_)) => Ok(record),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How long a write waits for another window; five seconds unless this is called.
    pub fn set_wait(&mut self, wait: std::time::Duration) {
        if let Some(opened) = &self.opened {
            // A time-out that cannot be set leaves the usual one.
            let _ = opened.connection.busy_timeout(wait);
        }
    }

    /// Why nothing can be saved at the moment, tried anew.
    pub fn trouble(&mut self) -> Option<Trouble> {
        match self.ready() {
            Err(trouble) => Some(trouble),
            Ok(connection) => {
                connection.is_readonly("main").unwrap_or(false).then_some(Trouble::ReadOnly)
            }
        }
    }

    /// How the file is kept safe, in one sentence for `gradus record check`.
    pub fn safety(&self) -> &'static str {
        match &self.opened {
            None => "The record is not open.",
            Some(Opened { is_on_network: true, .. }) => {
                "The record lies on a network disk, so it uses a rollback journal; use gradus on \
                 one host at a time."
            }
            Some(Opened { is_wal: false, .. }) => "The record uses a rollback journal.",
            Some(_) => "The record uses a write-ahead log.",
        }
    }

    /// Copies the record beside itself, once for each label, such as a day. Ten copies stay.
    pub fn back_up(&mut self, label: &str) -> Result<(), Trouble> {
        let path = self.path.clone();
        let connection = self.ready()?;
        if backup::exists(&path, label) {
            return Ok(());
        }
        backup::make(connection, &path, label).map(|_| ())
    }

    /// One transaction, with the write lock from its beginning: a read that turns into a write
    /// would fail at once beside another writer.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, Trouble> {
        let connection = self.ready()?;
        let written = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|write| {
                let result = work(&write)?;
                write.commit()?;
                Ok(result)
            });
        self.judged(written)
    }

    fn read<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Trouble> {
        let read = work(self.ready()?);
        self.judged(read)
    }

    /// After a failure other than a busy file, the next call opens it anew.
    fn judged<T>(&mut self, result: rusqlite::Result<T>) -> Result<T, Trouble> {
        result.map_err(|error| {
            let trouble = Trouble::from(&error);
            if trouble != Trouble::Locked {
                self.opened = None;
            }
            trouble
        })
    }

    /// The connection, opened anew where it was lost or where another file took its place.
    fn ready(&mut self) -> Result<&mut Connection, Trouble> {
        let here = open::identity(&self.path);
        if self.opened.as_ref().is_none_or(|opened| opened.identity != here) {
            self.opened = None;
            self.reopen().map_err(|refusal| match refusal {
                Refusal::Now(trouble) => trouble,
                Refusal::Never(OpenError::Damaged { .. }) => Trouble::Damaged,
                Refusal::Never(_) => Trouble::Gone,
            })?;
        }
        self.opened.as_mut().map(|opened| &mut opened.connection).ok_or(Trouble::Failed)
    }

    fn reopen(&mut self) -> Result<(), Refusal> {
        self.opened = Some(open::open(&self.path, !self.was_open)?);
        self.was_open = true;
        Ok(())
    }
}
