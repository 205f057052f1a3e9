//! Where a student stopped, and what was half typed.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, params};

use super::{Record, Trouble};
use crate::tutor::Answer;

/// Where a student is in a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The pack's id.
    pub pack: String,
    /// The lesson's id.
    pub lesson: String,
    /// The page, named by what stands on it, never by its number.
    pub page: String,
    /// Was the last page reached once?
    pub done: bool,
    /// When it was last seen, in milliseconds since 1970 UTC.
    pub at: i64,
}

/// An exercise in the middle of being answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The variant being asked.
    pub seed: u64,
    /// What is typed so far.
    pub answer: Answer,
    /// Answers marked so far.
    pub tries: u32,
    /// Hints shown so far.
    pub hints: u32,
    /// Were the worked steps shown?
    pub seen: bool,
}

impl Record {
    /// Remembers where a student is. A lesson that was once done stays done.
    pub fn set_place(&mut self, place: &Place) -> Result<(), Trouble> {
        self.write(|write| {
            write.execute(
                "INSERT INTO place (pack, lesson, page, done, at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (pack, lesson) DO UPDATE
                 SET page = excluded.page, done = max(done, excluded.done), at = excluded.at",
                params![place.pack, place.lesson, place.page, place.done, place.at],
            )?;
            Ok(())
        })
    }

    /// Where the student was last in a lesson.
    pub fn place(&mut self, pack: &str, lesson: &str) -> Result<Option<Place>, Trouble> {
        self.read(|file| {
            file.query_row(
                "SELECT * FROM place WHERE pack = ?1 AND lesson = ?2",
                params![pack, lesson],
                place,
            )
            .optional()
        })
    }

    /// Every lesson begun, the latest first.
    pub fn places(&mut self) -> Result<Vec<Place>, Trouble> {
        self.read(|file| {
            let mut query = file.prepare_cached("SELECT * FROM place ORDER BY at DESC, lesson")?;
            let rows = query.query_map([], place)?;
            rows.collect()
        })
    }

    /// Keeps what is half typed.
    pub fn set_draft(&mut self, pack: &str, exercise: &str, draft: &Draft) -> Result<(), Trouble> {
        let answer = serde_json::to_string(&draft.answer).map_err(|_| Trouble::Failed)?;
        self.write(|write| {
            write.execute(
                "INSERT OR REPLACE INTO draft (pack, exercise, seed, answer, tries, hints, seen)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    pack,
                    exercise,
                    draft.seed.cast_signed(),
                    answer,
                    draft.tries,
                    draft.hints,
                    draft.seen
                ],
            )?;
            Ok(())
        })
    }

    /// Forgets what was half typed.
    pub fn clear_draft(&mut self, pack: &str, exercise: &str) -> Result<(), Trouble> {
        self.write(|write| {
            write.execute(
                "DELETE FROM draft WHERE pack = ?1 AND exercise = ?2",
                params![pack, exercise],
            )?;
            Ok(())
        })
    }

    /// Everything half typed, by pack and exercise. A draft that cannot be read is none.
    pub fn drafts(&mut self) -> Result<BTreeMap<(String, String), Draft>, Trouble> {
        let found: Vec<(String, String, String, Draft)> = self.read(|file| {
            let mut query = file.prepare_cached(
                "SELECT pack, exercise, answer, seed, tries, hints, seen FROM draft",
            )?;
            let rows = query.query_map([], |row| {
                let draft = Draft {
                    seed: row.get::<_, i64>(3)?.cast_unsigned(),
                    answer: Answer::Text(String::new()),
                    tries: row.get(4)?,
                    hints: row.get(5)?,
                    seen: row.get(6)?,
                };
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, draft))
            })?;
            rows.collect()
        })?;
        let readable = found.into_iter().filter_map(|(pack, exercise, answer, draft)| {
            let answer = serde_json::from_str(&answer).ok()?;
            Some(((pack, exercise), Draft { answer, ..draft }))
        });
        Ok(readable.collect())
    }
}

fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    Ok(Place {
        pack: row.get("pack")?,
        lesson: row.get("lesson")?,
        page: row.get("page")?,
        done: row.get("done")?,
        at: row.get("at")?,
    })
}
