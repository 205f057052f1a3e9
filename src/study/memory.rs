//! What is remembered, while the program runs.
//!
//! Read once when the program starts and kept up to date from then on by what is sent to the
//! record, so that opening a lesson or drawing the home screen never waits for a disk.

use std::collections::BTreeMap;

use super::keeper::Order;
use crate::record::{Draft, Place, Record, Standing, Trouble};
use crate::tutor::Verdict;

/// Places, drafts and standings of all packs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// By pack and lesson.
    places: BTreeMap<(String, String), Place>,
    /// By pack and exercise.
    drafts: BTreeMap<(String, String), Draft>,
    /// By pack and exercise.
    standings: BTreeMap<(String, String), Standing>,
}

impl Memory {
    /// Everything that the record knows.
    pub fn read(record: &mut Record) -> Result<Memory, Trouble> {
        let places = record
            .places()?
            .into_iter()
            .map(|place| ((place.pack.clone(), place.lesson.clone()), place))
            .collect();
        Ok(Memory { places, drafts: record.drafts()?, standings: record.standings()? })
    }

    /// Takes in what the record is asked to keep.
    pub fn note(&mut self, order: &Order) {
        match order {
            Order::Attempt(_, attempt) => {
                let key = (attempt.pack.clone(), attempt.exercise.clone());
                let standing = self.standings.entry(key).or_default();
                standing.tries += 1;
                standing.seen |= attempt.seen;
                standing.right |= attempt.verdict == Verdict::Right && !attempt.seen;
            }
            Order::Place(place) => {
                let key = (place.pack.clone(), place.lesson.clone());
                let was_done = self.places.get(&key).is_some_and(|old| old.done);
                self.places.insert(key, Place { done: place.done || was_done, ..place.clone() });
            }
            Order::Draft { pack, exercise, draft } => {
                self.drafts.insert((pack.clone(), exercise.clone()), draft.clone());
            }
            Order::NoDraft { pack, exercise } => {
                self.drafts.remove(&(pack.clone(), exercise.clone()));
            }
        }
    }

    /// Has nothing been answered and no lesson been opened yet?
    pub fn is_blank(&self) -> bool {
        self.places.is_empty() && self.standings.is_empty()
    }

    /// Where the student was last, over all lessons.
    pub fn last_place(&self) -> Option<&Place> {
        self.places.values().max_by_key(|place| place.at)
    }

    /// Where the student was in a lesson.
    pub fn place(&self, pack: &str, lesson: &str) -> Option<&Place> {
        self.places.get(&key(pack, lesson))
    }

    /// What was half typed in an exercise.
    pub fn draft(&self, pack: &str, exercise: &str) -> Option<&Draft> {
        self.drafts.get(&key(pack, exercise))
    }

    /// How an exercise stands; all zero where it was never answered.
    pub fn standing(&self, pack: &str, exercise: &str) -> Standing {
        self.standings.get(&key(pack, exercise)).copied().unwrap_or_default()
    }
}

fn key(pack: &str, name: &str) -> (String, String) {
    (pack.to_owned(), name.to_owned())
}
