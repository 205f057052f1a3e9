//! The journal of attempts: what was answered, in the order of the answers.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params, params};

use super::{Record, Trouble};
use crate::tutor::{Answer, Attempt, Verdict};

/// How an exercise stands, over all of its attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Standing {
    /// How often it was answered.
    pub tries: u32,
    /// Was it once answered right, before its steps were shown?
    pub right: bool,
    /// Were its steps shown before an answer?
    pub seen: bool,
}

impl Record {
    /// Adds an attempt. When this answers `Ok`, the attempt outlives a crash and a power cut.
    /// Returns its number in the journal.
    pub fn append(&mut self, attempt: &Attempt) -> Result<i64, Trouble> {
        let answer = serde_json::to_string(&attempt.answer).map_err(|_| Trouble::Failed)?;
        self.write(|write| {
            write.execute(
                "INSERT INTO attempt (at, pack, exercise, seed, question, kind, skills, answer,
                                      verdict, score, hints, seen, mistakes)
                 VALUES (:at, :pack, :exercise, :seed, :question, :kind, :skills, :answer,
                         :verdict, :score, :hints, :seen, :mistakes)",
                named_params! {
                    ":at": attempt.at,
                    ":pack": attempt.pack,
                    ":exercise": attempt.exercise,
                    ":seed": attempt.seed.cast_signed(),
                    ":question": attempt.question,
                    ":kind": attempt.kind,
                    ":skills": attempt.skills.join(" "),
                    ":answer": answer,
                    ":verdict": attempt.verdict.word(),
                    ":score": attempt.score,
                    ":hints": attempt.hints,
                    ":seen": attempt.seen,
                    ":mistakes": attempt.mistakes.join(" "),
                },
            )?;
            Ok(write.last_insert_rowid())
        })
    }

    /// The attempts of a pack's exercise, oldest first.
    pub fn attempts(&mut self, pack: &str, exercise: &str) -> Result<Vec<Attempt>, Trouble> {
        self.read(|file| {
            let mut query = file.prepare_cached(
                "SELECT * FROM attempt WHERE pack = ?1 AND exercise = ?2 ORDER BY sequence",
            )?;
            let rows = query.query_map(params![pack, exercise], attempt)?;
            rows.collect()
        })
    }

    /// How every answered exercise stands, by pack and exercise.
    pub fn standings(&mut self) -> Result<BTreeMap<(String, String), Standing>, Trouble> {
        self.read(|file| {
            let mut query = file.prepare_cached(
                "SELECT pack, exercise, count(*), max(verdict = 'right' AND NOT seen), max(seen)
                 FROM attempt GROUP BY pack, exercise",
            )?;
            let rows = query.query_map([], |row| {
                let (tries, right, seen) = (row.get(2)?, row.get(3)?, row.get(4)?);
                Ok(((row.get(0)?, row.get(1)?), Standing { tries, right, seen }))
            })?;
            rows.collect()
        })
    }

    /// How many different exercises were answered since a moment (milliseconds since 1970 UTC).
    pub fn answered_since(&mut self, moment: i64) -> Result<u32, Trouble> {
        self.read(|file| {
            file.query_row(
                "SELECT count(*) FROM (SELECT DISTINCT pack, exercise FROM attempt WHERE at >= ?1)",
                params![moment],
                |row| row.get(0),
            )
        })
    }
}

/// A row as an attempt. Bytes that were damaged inside a text cost that text, not the journal.
fn attempt(row: &Row<'_>) -> rusqlite::Result<Attempt> {
    let text = |column: &str| -> rusqlite::Result<String> {
        let bytes = row.get_ref(column)?.as_bytes()?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    };
    let words = |column: &str| -> rusqlite::Result<Vec<String>> {
        Ok(text(column)?.split_whitespace().map(str::to_owned).collect())
    };
    let small = |column: &str| -> rusqlite::Result<u32> {
        Ok(u32::try_from(row.get::<_, i64>(column)?).unwrap_or(u32::MAX))
    };
    let answer = text("answer")?;
    Ok(Attempt {
        pack: text("pack")?,
        exercise: text("exercise")?,
        seed: row.get::<_, i64>("seed")?.cast_unsigned(),
        question: text("question")?,
        kind: text("kind")?,
        skills: words("skills")?,
        answer: serde_json::from_str(&answer).unwrap_or(Answer::Text(answer)),
        verdict: Verdict::from_word(&text("verdict")?).unwrap_or(Verdict::Undecided),
        score: row.get("score")?,
        hints: small("hints")?,
        seen: small("seen")? != 0,
        mistakes: words("mistakes")?,
        at: row.get("at")?,
    })
}
