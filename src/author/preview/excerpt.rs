//! Which lines of the source show a problem best?

use std::ops::Range;

use crate::author::report::visible;
use crate::pack::Problem;

/// Lines above the marked one that are shown with it.
const ABOVE: usize = 2;
/// Characters in front of the mark that are shown at most.
const BEFORE: usize = 40;

/// The lines around a problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The lines in order; the marked one is the last.
    pub rows: Vec<Row>,
    /// The characters of the last line that are marked; empty marks the place before them.
    pub mark: Range<usize>,
}

/// One line of a file, with everything in it made visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1.
    pub number: usize,
    /// What stands in it.
    pub text: String,
}

/// The marked line of a problem, and up to two lines of the same block above it. Nothing where the
/// problem is about a file without a text.
pub fn excerpt(problem: &Problem) -> Excerpt {
    let text = &*problem.place.text;
    let inside = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    if text.is_empty() {
        return Excerpt::default();
    }
    let start = inside(problem.place.span.start);
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = inside(problem.place.span.end).clamp(start, to);
    let number = problem.line();
    let mut rows: Vec<Row> = text[..from]
        .lines()
        .enumerate()
        .skip((number - 1).saturating_sub(ABOVE))
        .map(|(index, line)| Row { number: index + 1, text: visible(line.trim_end_matches('\r')) })
        .collect();
    // A header begins something new: what stands above it is of no help.
    let is_apart = |row: &Row| row.text.trim().is_empty();
    let is_header = |text: &str| text.trim_start().starts_with("[[");
    if let Some(gap) = rows.iter().rposition(is_apart) {
        rows.drain(..=gap);
    }
    if let Some(header) = rows.iter().rposition(|row| is_header(&row.text)) {
        rows.drain(..header);
    }
    let line = text[from..to].trim_end_matches('\r');
    if is_header(line) {
        rows.clear();
    }
    let (last, mark) = marked(text, from, start..end, to);
    rows.push(Row { number, text: last });
    Excerpt { rows, mark }
}

/// The marked line, cut in front of a mark that stands far to the right, and the mark in it.
fn marked(text: &str, from: usize, span: Range<usize>, to: usize) -> (String, Range<usize>) {
    let before: Vec<char> = text[from..span.start].chars().collect();
    let skipped = before.len().saturating_sub(BEFORE);
    let kept: String = before[skipped..].iter().collect();
    let mut shown = if skipped > 0 { "…".to_owned() } else { String::new() };
    shown.push_str(&visible(&kept));
    let begin = shown.chars().count();
    shown.push_str(&visible(&text[span.clone()]));
    let end = shown.chars().count();
    shown.push_str(&visible(text[span.end..to].trim_end_matches('\r')));
    (shown, begin..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Code, Place};

    fn of(text: &str, what: &str) -> (Vec<String>, String) {
        let at = text.find(what).expect("it is there");
        let place = Place::whole("a.toml", text).at(at..at + what.len());
        let excerpt = excerpt(&Problem::new(Code::E107, place, "No."));
        let last = excerpt.rows.last().map_or("", |row| row.text.as_str());
        let mark = last.chars().skip(excerpt.mark.start).take(excerpt.mark.len()).collect();
        let rows = excerpt.rows.iter().map(|row| format!("{} {}", row.number, row.text));
        (rows.collect(), mark)
    }

    const LESSON: &str = "title = \"A\"\n\n[[block]]\nask = \"sign\"\nid = \"s\"\n  [[block.test]]\n  answer = \"+\"\n  expect = \"right\"\n";

    #[test]
    fn the_marked_line_comes_with_what_belongs_to_it() {
        let (rows, mark) = of(LESSON, "\"right\"");
        assert_eq!(rows, ["6   [[block.test]]", "7   answer = \"+\"", "8   expect = \"right\""]);
        assert_eq!(mark, "\"right\"");
        assert_eq!(of(LESSON, "ask").0, ["3 [[block]]", "4 ask = \"sign\""]);
        assert_eq!(of(LESSON, "[[block.test]]").0, ["6   [[block.test]]"]);
    }

    #[test]
    fn nothing_in_it_acts_on_a_terminal_and_long_lines_are_cut_in_front() {
        let long = format!("of = \"{}\u{1b}[2Jy\"", "x".repeat(300));
        let (rows, mark) = of(&long, "\u{1b}[2J");
        assert!(rows[0].starts_with("1 …xxx"), "{rows:?}");
        assert_eq!(mark, "\\u{1b}[2J");
    }

    #[test]
    fn a_file_without_a_text_has_no_lines() {
        let problem = Problem::new(Code::P005, Place::whole("a.toml", ""), "Gone.");
        assert!(excerpt(&problem).rows.is_empty());
    }
}
