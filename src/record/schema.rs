//! The tables of a record, version by version.

use rusqlite::{Connection, TransactionBehavior};

/// Marks a file as ours: `grad` in the header of the database.
pub(super) const APPLICATION: i64 = 0x6772_6164;

/// What brings the tables from one version to the next. A step that was released never changes.
const STEPS: &[&str] = &["
CREATE TABLE attempt (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    pack      TEXT NOT NULL,
    exercise  TEXT NOT NULL,
    seed      INTEGER NOT NULL,
    question  TEXT NOT NULL,
    kind      TEXT NOT NULL,
    skills    TEXT NOT NULL,
    answer    TEXT NOT NULL,
    verdict   TEXT NOT NULL,
    score     REAL NOT NULL,
    hints     INTEGER NOT NULL,
    seen      INTEGER NOT NULL,
    mistakes  TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_exercise ON attempt (pack, exercise, sequence);
CREATE INDEX attempt_at ON attempt (at);
CREATE TABLE place (
    pack    TEXT NOT NULL,
    lesson  TEXT NOT NULL,
    page    TEXT NOT NULL,
    done    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (pack, lesson)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
    pack      TEXT NOT NULL,
    exercise  TEXT NOT NULL,
    seed      INTEGER NOT NULL,
    answer    TEXT NOT NULL,
    tries     INTEGER NOT NULL,
    hints     INTEGER NOT NULL,
    seen      INTEGER NOT NULL,
    PRIMARY KEY (pack, exercise)
) STRICT, WITHOUT ROWID;
"];

/// The version that this program writes.
pub(super) const LATEST: i64 = STEPS.len() as i64;

/// The version of an open file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings the file to the latest version, all or nothing.
///
/// The version is read again under the write lock: another window may have been faster.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let write = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = usize::try_from(version(&write)?).unwrap_or(0);
    for step in STEPS.iter().skip(from) {
        write.execute_batch(step)?;
    }
    if from < STEPS.len() {
        write.pragma_update(None, "application_id", APPLICATION)?;
        write.pragma_update(None, "user_version", LATEST)?;
    }
    write.commit()
}

/// Does the file hold exactly the tables of its version, and nothing that acts by itself?
pub(super) fn is_ours(connection: &Connection, version: i64) -> rusqlite::Result<bool> {
    let model = Connection::open_in_memory()?;
    for step in STEPS.iter().take(usize::try_from(version).unwrap_or(0)) {
        model.execute_batch(step)?;
    }
    Ok(layout(connection)? == layout(&model)?)
}

fn layout(connection: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    let mut query = connection
        .prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name LIMIT 100")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_migration_changes_nothing() {
        let mut file = Connection::open_in_memory().expect("memory is there");
        migrate(&mut file).expect("an empty file takes the tables");
        migrate(&mut file).expect("a migrated file stays");
        assert_eq!(version(&file).ok(), Some(LATEST));
        assert_eq!(is_ours(&file, LATEST).ok(), Some(true));
    }

    #[test]
    fn a_trigger_makes_the_file_not_ours() {
        let mut file = Connection::open_in_memory().expect("memory is there");
        migrate(&mut file).expect("an empty file takes the tables");
        file.execute_batch(
            "CREATE TRIGGER t AFTER INSERT ON attempt BEGIN DELETE FROM attempt; END",
        )
        .expect("the trigger is valid");
        assert_eq!(is_ours(&file, LATEST).ok(), Some(false));
    }
}
