//! How does a lesson go on, what does a figure say, what is remembered?
//!
//! Uses `math`, `descent`, `pack`, `tutor` and `record`. Both front ends drive this room and hold
//! no knowledge of mathematics, marking or scheduling of their own. Nothing here reads a clock: a
//! time comes in as milliseconds since 1970 UTC.

mod asking;
mod contents;
pub mod figure;
pub mod formula;
pub mod keeper;
mod library;
mod memory;
pub mod page;
pub mod prose;
mod session;
pub mod settings;

pub use asking::{Asking, Reply, Stage, StepLine};
pub use formula::Notation;
pub use keeper::{Keeper, Order, Report, Ticket};
pub use library::{Library, Shelf, added_folder};
pub use memory::Memory;
pub use session::{Session, Summary, View};
pub use settings::Settings;

/// Everything that a front end starts from.
#[derive(Clone, Debug, Default)]
pub struct Study {
    /// The packs.
    pub library: Library,
    /// What is remembered of this student; each order is noted here as it is sent.
    pub memory: Memory,
    /// Does this student write `1,5` for one and a half?
    pub decimal_comma: bool,
}

impl Study {
    /// A lesson, opened where it was left.
    pub fn lesson(&self, pack: &str, lesson: &str, now: i64) -> Option<Session> {
        let mut session = Session::open(self.library.pack(pack)?, lesson, &self.memory, now)?;
        session.set_decimal_comma(self.decimal_comma);
        Some(session)
    }

    /// Where `Continue` leads: the lesson left last, the next one where that is finished, the first
    /// of all at the very beginning; pack and lesson by their ids.
    pub fn next(&self) -> Option<(String, String)> {
        let ids = |(pack, lesson): (&std::sync::Arc<crate::pack::Pack>, &crate::pack::Lesson)| {
            (pack.id.clone(), lesson.id.clone())
        };
        let first = || self.library.packs().find_map(|pack| Some((pack, pack.lessons.first()?)));
        let Some(place) = self.memory.last_place() else { return first().map(ids) };
        let Some(pack) = self.library.pack(&place.pack) else { return first().map(ids) };
        let Some(lesson) = pack.lesson(&place.lesson) else { return first().map(ids) };
        if place.page == "end" {
            return self.library.after(&place.pack, &place.lesson).map(ids);
        }
        Some(ids((pack, lesson)))
    }
}
