//! The record on a thread of its own.
//!
//! The screen sends an [`Order`] and goes on; each [`Report`] comes back through the closure that
//! it gave, for example into its own channel of events. A verdict is shown when its report is
//! there. Dropping the keeper waits until everything sent is kept.

use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use crate::record::{Draft, Place, Record, Trouble};
use crate::tutor::Attempt;

/// What the record is asked to keep.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// A marked answer; the number comes back in its report.
    Attempt(Ticket, Attempt),
    /// Where the student is.
    Place(Place),
    /// What is half typed.
    Draft {
        /// The pack's id.
        pack: String,
        /// The exercise's id.
        exercise: String,
        /// What is typed so far.
        draft: Draft,
    },
    /// Nothing is half typed any more.
    NoDraft {
        /// The pack's id.
        pack: String,
        /// The exercise's id.
        exercise: String,
    },
}

/// The number of an answer within this run of the program.
pub type Ticket = u64;

/// What came of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The answer it is about; nothing for places and drafts.
    pub ticket: Option<Ticket>,
    /// Kept on the disk, or why not.
    pub outcome: Result<(), Trouble>,
}

/// The thread that owns the record.
pub struct Keeper {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Gives the record to a new thread. `report` is called there, once for each order, in order.
    pub fn start(mut record: Record, mut report: impl FnMut(Report) + Send + 'static) -> Keeper {
        let (orders, inbox) = channel::<Order>();
        let thread = thread::Builder::new().name("record".to_owned()).spawn(move || {
            for order in inbox {
                report(keep(&mut record, &order));
                back_up_once_a_day(&mut record, &order);
            }
        });
        Keeper { orders: Some(orders), thread: thread.ok() }
    }

    /// Sends an order; it never waits. Answers whether there is somebody to receive it.
    pub fn send(&self, order: Order) -> bool {
        self.orders.as_ref().is_some_and(|orders| orders.send(order).is_ok())
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // A panic over there was already reported by its own hook.
            let _ = thread.join();
        }
    }
}

/// Carries an order out, here and now.
pub fn keep(record: &mut Record, order: &Order) -> Report {
    match order {
        Order::Attempt(ticket, attempt) => {
            Report { ticket: Some(*ticket), outcome: record.append(attempt).map(|_| ()) }
        }
        Order::Place(place) => Report { ticket: None, outcome: record.set_place(place) },
        Order::Draft { pack, exercise, draft } => {
            Report { ticket: None, outcome: record.set_draft(pack, exercise, draft) }
        }
        Order::NoDraft { pack, exercise } => {
            Report { ticket: None, outcome: record.clear_draft(pack, exercise) }
        }
    }
}

/// The first answer of a day is followed by a copy of the record. The answer itself did not wait
/// for it; where there is no room for a copy, practice goes on.
pub fn back_up_once_a_day(record: &mut Record, order: &Order) {
    let Order::Attempt(_, attempt) = order else { return };
    if let Ok(moment) = jiff::Timestamp::from_millisecond(attempt.at) {
        let _ = record.back_up(&moment.strftime("%Y-%m-%d").to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::tutor::{Answer, Verdict};

    fn attempt() -> Attempt {
        Attempt {
            pack: "p".to_owned(),
            exercise: "e".to_owned(),
            seed: 1,
            question: String::new(),
            kind: "derivative".to_owned(),
            skills: vec![],
            answer: Answer::Text("2x".to_owned()),
            verdict: Verdict::Right,
            score: 1.0,
            hints: 0,
            seen: false,
            mistakes: vec![],
            at: 1_700_000_000_000,
        }
    }

    #[test]
    fn what_was_sent_is_kept_when_the_keeper_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("r.db");
        let reports = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&reports);
        let keeper = Keeper::start(Record::open(&path).expect("a record"), move |report| {
            seen.lock().expect("no panic holds it").push(report);
        });
        for ticket in 0..5 {
            assert!(keeper.send(Order::Attempt(ticket, attempt())));
        }
        drop(keeper);
        let tickets: Vec<_> =
            reports.lock().expect("no panic holds it").iter().map(|report| report.ticket).collect();
        assert_eq!(tickets, [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        let mut record = Record::open(&path).expect("the record");
        assert_eq!(record.attempts("p", "e").map(|all| all.len()), Ok(5));
        assert!(folder.path().join("r.db.backup-2023-11-14").exists());
    }
}
