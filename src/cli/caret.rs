//! A line that cannot be read, with a caret under the place and what to write instead.

use std::iter;

use unicode_width::UnicodeWidthStr;

use super::Failure;
use crate::math::read::ReadError;
use crate::text::Shown;

/// Characters of a long line that are shown before and after the place.
const AROUND: usize = 60;

/// The line, the caret, the sentence, and the mended line.
pub(super) fn unreadable(line: &str, error: &ReadError) -> Failure {
    let at = error.span.start;
    let from = at.saturating_sub(AROUND);
    let mark = if from > 0 { "… " } else { "" };
    let before: String = line.chars().skip(from).take(at - from).map(on_one_row).collect();
    let mut rest = line.chars().skip(at).map(on_one_row);
    let behind: String = rest.by_ref().take(AROUND).collect();
    let more = if rest.next().is_some() { " …" } else { "" };
    // The caret stands where the terminal will show the place: what is not shown takes no cell.
    let before = format!("{mark}{}", Shown::new(&before));
    let caret: String = iter::repeat_n(' ', before.width()).chain(['^']).collect();
    let mend = error.mend().map_or(String::new(), |mend| format!("\nDid you mean {mend} ?"));
    Failure::Content(format!("{before}{behind}{more}\n{caret}\n{error}{mend}"))
}

fn on_one_row(c: char) -> char {
    if matches!(c, '\n' | '\r') { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::read::{Syntax, read};

    fn told(line: &str) -> String {
        let error = read(line, &Syntax::default()).expect_err("the line of the test is refused");
        unreadable(line, &error).to_string()
    }

    #[test]
    fn the_caret_stands_under_the_place() {
        assert_eq!(told("x + 2 3").lines().nth(1), Some("      ^"));
    }

    #[test]
    fn what_takes_two_cells_moves_the_caret_by_two() {
        assert_eq!(told("\"漢\" + 1 !").lines().nth(1), Some("^"));
        assert_eq!(told("１ + 2 3").lines().nth(1), Some("       ^"));
    }

    #[test]
    fn a_long_line_is_shown_around_the_place() {
        let line = format!("{} 2 3 {}", "x + ".repeat(100), "+ x".repeat(100));
        let first = told(&line).lines().next().map(|row| row.chars().count());
        assert_eq!(first, Some(2 + 60 + 60 + 2));
    }
}
