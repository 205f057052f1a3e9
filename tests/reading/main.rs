//! Lines read as meant, doubts are told, and what cannot be read says what to write instead.

mod command;
mod doubts;
mod hostile;
mod laws;
mod refusals;
mod spellings;
