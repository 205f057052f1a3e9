//! What does the author want to teach?
//!
//! Uses `math` and `descent`. TOML becomes a tree with exact places (`item`), the tree becomes
//! checked types; every problem is reported at once, and what left this room needs no second look:
//! a [`Question`] holds exactly what its kind needs.
//!
//! An [`Exercise`] is all variants of a question at once. [`Exercise::question`] fills in one of
//! them, chosen by a seed; equal seeds give equal questions on every platform.

mod build;
mod carry;
mod constant;
mod drawing;
mod exercise;
mod figure;
mod files;
mod fill;
mod front;
mod frozen;
mod item;
pub mod keys;
mod lesson;
mod library;
mod load;
mod maths;
mod meta;
mod name_ids;
mod note;
mod params;
mod problem;
mod prompt;
mod question;
mod reader;
mod scope;
mod shelf;
mod single;
mod suggest;
mod table;
mod task;
#[cfg(test)]
mod tests;
mod translation;
mod tree;

pub use exercise::Exercise;
pub use figure::{Contour, Curve, Descent, Drawing, Figure, Interval, Loss, Path};
pub use files::{Files, NoText, bundled};
pub(crate) use fill::pieces_of as names_in_braces;
pub(crate) use item::texts;
pub use lesson::{Block, Lesson, Text, is_id};
pub use library::{Feedback, Pack, Pick, Quiz, Skill};
pub use load::{Loaded, in_memory, load, load_in, read, read_in};
pub(crate) use params::real_roots;
pub use problem::{Code, Place, Problem, Severity};
pub use question::{Foreseen, Question, Test, Typed, Typing, Variant};
pub use scope::Scope;
pub use shelf::{Shelf, Shelved, folder_of};
pub use single::from_json;
pub use suggest::nearest;
pub use task::{
    Approach, Choice, Coordinate, Direction, Goal, LinesGoal, Part, Parts, Reveal, Task, Walk,
};
pub(crate) use translation::files_of as translations;
pub(crate) use tree::rebuilt;
