//! Where does each block of a lesson's file stand, and which of them was edited?
//!
//! A file that is being written is often no TOML for a moment, so the blocks are found by their
//! headers alone.

use std::ops::Range;

/// The bytes of each `[[block]]`, in order; comments right above a header belong to it. `inside`
/// tells the bytes that are texts, in which a header is none.
pub(super) fn outline(text: &str, inside: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    // Where the comments begin that stand right above the line.
    let mut comments = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if is_header(trimmed) && !inside.iter().any(|span| span.contains(&at)) {
            starts.push(comments.take().unwrap_or(at));
        } else if trimmed.starts_with('#') {
            comments.get_or_insert(at);
        } else {
            comments = None;
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(from, to)| from..to).collect()
}

fn is_header(line: &str) -> bool {
    let name = line.strip_prefix("[[").and_then(|rest| rest.split_once("]]"));
    name.is_some_and(|(name, _)| name.trim() == "block")
}

/// Which block of the new file was edited: the first whose text changed, or a new one. `None` where
/// blocks only went away, or nothing of them changed.
pub(super) fn edited(old: &[&str], new: &[&str]) -> Option<usize> {
    let same = |a: &&str, b: &&str| a.trim_end() == b.trim_end();
    let first = old.iter().zip(new).position(|(a, b)| !same(a, b));
    let at = first.unwrap_or(old.len().min(new.len()));
    let went_away = new.len() < old.len() && {
        let (behind, was) = (&new[at..], &old[old.len() - (new.len() - at)..]);
        behind.iter().zip(was).all(|(a, b)| same(a, b))
    };
    (at < new.len() && !went_away).then_some(at)
}

/// The bytes of the new text that the old one has not: from the first difference to the last, in
/// whole lines.
pub(super) fn difference(old: &str, new: &str) -> Range<usize> {
    let (was, is) = (old.as_bytes(), new.as_bytes());
    let from = was.iter().zip(is).take_while(|(a, b)| a == b).count();
    let most = was.len().min(is.len()) - from;
    let behind =
        was.iter().rev().zip(is.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let to = is.len() - behind;
    let begin = is[..from].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let end = is[to..].iter().position(|byte| *byte == b'\n').map_or(is.len(), |at| to + at);
    begin..end
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: &str = "title = \"A\"\n\n[[block]]\ntext = \"one\"\n\n# why\n[[ block ]]\nask = \"sign\"\n  [[block.test]]\n  answer = \"+\"\n\n[[block]]\ntext = \"\"\"\n[[block]]\n\"\"\"\n";

    fn pieces(text: &str) -> Vec<&str> {
        outline(text, &[]).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn blocks_begin_at_their_headers_and_at_the_comments_above() {
        let inside = LESSON.rfind("\"\"\"\n[[").map(|at| at..LESSON.len());
        let spans = outline(LESSON, inside.as_slice());
        let heads: Vec<&str> =
            spans.iter().filter_map(|s| LESSON[s.clone()].lines().next()).collect();
        assert_eq!(heads, ["[[block]]", "# why", "[[block]]"]);
        assert!(LESSON[spans[1].clone()].contains("block.test"));
        assert_eq!(spans[2].end, LESSON.len());
    }

    #[test]
    fn a_file_without_blocks_has_none() {
        assert!(outline("", &[]).is_empty());
        assert!(outline("title = \"A\"", &[]).is_empty());
    }

    #[test]
    fn the_first_changed_block_is_the_one_that_was_edited() {
        let old = pieces(LESSON);
        let changed = LESSON.replace("\"+\"", "\"-\"");
        assert_eq!(edited(&old, &pieces(&changed)), Some(1));
        assert_eq!(edited(&old, &old), None);
        assert_eq!(edited(&["a", "b"], &["a  \n", "b"]), None);
    }

    #[test]
    fn a_difference_is_told_in_whole_lines() {
        let told = |old: &str, new: &str| new[difference(old, new)].to_owned();
        assert_eq!(told("a\nbc\nd", "a\nbx\nd"), "bx");
        assert_eq!(told("a\nd", "a\nnew\nd"), "new\nd");
        assert_eq!(told("a\nb", "a\nb"), "b");
        assert_eq!(told("", "a"), "a");
        assert_eq!(told("é", "è"), "è");
    }

    #[test]
    fn a_new_block_is_edited_and_one_that_went_away_is_not() {
        assert_eq!(edited(&["a", "b"], &["a", "n", "b"]), Some(1));
        assert_eq!(edited(&["a", "b"], &["a", "b", "n"]), Some(2));
        assert_eq!(edited(&["a", "b", "c"], &["a", "c"]), None);
        assert_eq!(edited(&["a", "b", "c"], &["a", "b"]), None);
        assert_eq!(edited(&["a", "b", "c"], &["a", "x"]), Some(1));
        assert_eq!(edited(&[], &["a"]), Some(0));
        assert_eq!(edited(&["a"], &[]), None);
    }
}
