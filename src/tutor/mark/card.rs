//! Did the student know it?

use crate::tutor::{Answer, Verdict};

use super::fields;
use super::mark::Mark;

const KNEW: &[&str] = &["y", "yes", "knew", "1"];
const FORGOT: &[&str] = &["n", "no", "not", "forgot", "not yet", "0"];

/// A card is judged by its reader.
pub(super) fn mark(answer: &Answer) -> Mark {
    if let Answer::Card(knew) = answer {
        return judged(*knew);
    }
    let line = match fields::line(answer) {
        Ok(line) => line,
        Err(mark) => return *mark,
    };
    let word = line.trim().to_lowercase();
    match (word.is_empty(), KNEW.contains(&&*word), FORGOT.contains(&&*word)) {
        (true, ..) => Mark::blank(0),
        (_, true, _) => judged(true),
        (_, _, true) => judged(false),
        _ => Mark::unfit(0, line, "Type y if you knew it, n if not."),
    }
}

fn judged(knew: bool) -> Mark {
    if knew { Mark::right() } else { Mark::new(Verdict::Wrong, "Not yet. It comes again.") }
}
