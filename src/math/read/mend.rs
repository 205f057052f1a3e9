//! How was a line that cannot be read probably meant?

use std::borrow::Cow;
use std::ops::Range;

use super::trouble::{Edit, ReadError, Refusal, Trouble};
use super::{Syntax, characters, tree};

/// A line may hold several slips; beyond so many it is left alone.
const MOST_SLIPS: usize = 6;

/// The line with the changes made; `None` where they overlap.
pub(super) fn apply(line: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    // A stable sort: two insertions at one place keep their order.
    edits.sort_by_key(|edit| (edit.take.start, edit.take.end));
    let mut out = String::with_capacity(line.len() + 8);
    let mut from = 0;
    let mut chars = line.chars();
    for edit in edits {
        let kept = edit.take.start.checked_sub(from)?;
        out.extend(chars.by_ref().take(kept));
        out.push_str(&edit.put);
        for _ in edit.take.clone() {
            chars.next();
        }
        from = edit.take.end.max(edit.take.start);
    }
    out.extend(chars);
    Some(out)
}

/// A part of the line with changes made inside it.
pub(super) fn excerpt(line: &str, range: Range<usize>, edits: &[Edit]) -> String {
    let part: String = line.chars().skip(range.start).take(range.len()).collect();
    let inside: Vec<Edit> = edits
        .iter()
        .filter(|edit| edit.take.start >= range.start && edit.take.end <= range.end)
        .map(|edit| {
            let take = edit.take.start - range.start..edit.take.end - range.start;
            Edit::replace(take, edit.put.clone())
        })
        .collect();
    apply(&part, &inside).unwrap_or(part)
}

/// The error with a mended line, where mending slip after slip leads to a line that reads.
pub(super) fn mended(line: &str, syntax: &Syntax, refusal: Refusal) -> ReadError {
    let mut error = refusal.error.clone();
    let mut slip = refusal;
    let mut text = Cow::Borrowed(line);
    let mut stranger: Option<String> = None;
    for _ in 0..MOST_SLIPS {
        // Two foreign names were not both meant to be the only letter there is.
        if let Trouble::UnknownName { name, .. } = &slip.error.kind
            && name.chars().count() == 1
            && stranger.replace(name.clone()).is_some_and(|earlier| earlier != *name)
        {
            break;
        }
        let edits = match slip.error.kind {
            // What acts on a terminal was not typed by a person.
            Trouble::UnclearCharacter(c) if c.is_control() && c != '\0' => break,
            Trouble::UnclearCharacter(_) | Trouble::StrangeCharacter(_, Some(_)) => {
                plain_characters(&text)
            }
            _ => slip.edits,
        };
        if edits.is_empty() {
            break;
        }
        let Some(next) = apply(&text, &edits).filter(|next| *next != *text) else { break };
        text = Cow::Owned(next);
        match tree(&text, syntax) {
            Ok(_) => {
                error.mend = Some(text.into_owned().into());
                break;
            }
            Err(further) => slip = *further,
        }
    }
    error
}

/// What hides is taken out, what only looks like a plain character becomes one, in the whole line.
fn plain_characters(line: &str) -> Vec<Edit> {
    let change = |(at, c)| {
        if characters::is_unclear(c) {
            return Some(Edit::take(at..at + 1));
        }
        characters::lookalike(c).map(|plain| Edit::replace(at..at + 1, plain))
    };
    line.chars().enumerate().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_the_order_of_their_places() {
        let edits = [Edit::put(3, ")"), Edit::put(1, "("), Edit::replace(0..1, "y")];
        assert_eq!(apply("x²ab", &edits).as_deref(), Some("y(²a)b"));
    }

    #[test]
    fn changes_that_overlap_are_not_made() {
        assert_eq!(apply("abc", &[Edit::take(0..2), Edit::take(1..3)]), None);
    }
}
