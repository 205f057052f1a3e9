//! How is a problem shown: with its line, a mark under the place, and what mends it?
//!
//! What stands in a pack is foreign text. Every piece of it is made visible before it is printed:
//! a control character is written out as `\u{1b}`, and long lines are cut around the place.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::pack::{Place, Problem, Severity};
use crate::text::Shown;

/// Problems that are printed at most.
pub const PRINTED: usize = 20;
/// Characters of a line that are shown at most.
const WIDTH: usize = 120;

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Is colour wanted?
    pub colour: bool,
    /// May the frame use more than ASCII?
    pub unicode: bool,
}

/// The problems one after the other, worst first within a file, at most [`PRINTED`].
pub fn all(problems: &[Problem], folder: &str, look: Look) -> String {
    let mut text = String::new();
    for problem in problems.iter().take(PRINTED) {
        text.push_str(&one(problem, folder, look));
        text.push_str("\n\n");
    }
    if problems.len() > PRINTED {
        let more = grouped(problems.len() - PRINTED);
        let _ = writeln!(text, "… and {more} more.\n");
    }
    text
}

/// `1,980`: a count with its thousands apart.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// One problem as a compiler shows it.
pub fn one(problem: &Problem, folder: &str, look: Look) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let path = visible(&format!("{folder}{}", problem.place.file));
    let title = level.primary_title(visible(&problem.message)).id(problem.code.name());
    let excerpt = Excerpt::of(&problem.place);
    let mut group = title.element(
        Snippet::source(excerpt.text.clone()).path(path).line_start(problem.line()).annotation({
            let mark = AnnotationKind::Primary.span(excerpt.mark.clone());
            if problem.label.is_empty() { mark } else { mark.label(visible(&problem.label)) }
        }),
    );
    if !problem.remedy.is_empty() {
        group = group.element(Level::HELP.message(visible(&problem.remedy)));
    }
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let decor = if look.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    renderer.decor_style(decor).render(&[group])
}

/// The line of a place with everything visible, and the bytes of it that are marked.
struct Excerpt {
    text: String,
    mark: std::ops::Range<usize>,
}

impl Excerpt {
    fn of(place: &Place) -> Excerpt {
        let text = &place.text;
        let inside = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (inside(place.span.start), inside(place.span.end.max(place.span.start)));
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = end.min(to);
        // Of a long line only the neighbourhood of the mark is shown.
        let before: Vec<char> = text[from..start].chars().collect();
        let marked: Vec<char> = text[start..end].chars().collect();
        let after: Vec<char> = text[end..to].chars().collect();
        let skipped = before.len().saturating_sub(WIDTH / 2);
        let shown_mark = marked.len().min(WIDTH / 2);
        let mut shown = String::new();
        if skipped > 0 {
            shown.push('…');
        }
        push_visible(&mut shown, &before[skipped..]);
        let mark_from = shown.len();
        push_visible(&mut shown, &marked[..shown_mark]);
        let mark_to = shown.len();
        if shown_mark < marked.len() {
            shown.push('…');
        } else {
            let rest = WIDTH.saturating_sub(shown.chars().count());
            push_visible(&mut shown, &after[..after.len().min(rest)]);
            if after.len() > rest {
                shown.push('…');
            }
        }
        Excerpt { text: shown, mark: mark_from..mark_to }
    }
}

/// Foreign text on one line in which nothing is hidden and nothing acts on a terminal.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().take(2_000).collect();
    push_visible(&mut shown, &letters);
    shown
}

fn push_visible(shown: &mut String, letters: &[char]) {
    let mut combining = 0;
    for &c in letters {
        let mut bytes = [0; 4];
        let alone = c.encode_utf8(&mut bytes);
        let width = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        combining = if width == 0 { combining + 1 } else { 0 };
        match c {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push(' '),
            // More marks on one character than any language writes.
            _ if combining > 3 => {}
            _ if Shown::new(alone).as_str().is_empty() => {
                let _ = write!(shown, "\\u{{{:x}}}", c as u32);
            }
            _ => shown.push(c),
        }
    }
}

/// `3 errors, 1 warning`, or `no problems`.
pub fn counts(problems: &[Problem]) -> String {
    let of = |severity: Severity| problems.iter().filter(|p| p.severity == severity).count();
    let said = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{} {word}s", grouped(n))),
    };
    let parts: Vec<String> = [
        said(of(Severity::Error), "error"),
        said(of(Severity::Warning), "warning"),
        said(of(Severity::Note), "note"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Code;

    const PLAIN: Look = Look { colour: false, unicode: true };

    #[test]
    fn the_place_is_marked_in_its_line() {
        let text = "title = \"A\"\nwtr = \"x\"\n";
        let place = Place::whole("lessons/a.toml", text).at(12..15);
        let problem = Problem::new(Code::P001, place, "A lesson has no key `wtr`.")
            .mended_by("Did you mean `wrt`?");
        insta::assert_snapshot!(one(&problem, "", PLAIN), @r#"
        error[P001]: A lesson has no key `wtr`.
          ╭▸ lessons/a.toml:2:1
          │
        2 │ wtr = "x"
          │ ━━━
          │
          ╰ help: Did you mean `wrt`?
        "#);
    }

    #[test]
    fn nothing_of_a_pack_acts_on_the_terminal() {
        let text = "x = \u{1b}]52;c;QQ==\u{7} \u{9b}31m \u{202e}";
        let place = Place::whole("\u{1b}[2J.toml", text).at(4..6);
        let problem = Problem::new(Code::P001, place, "bad \u{1b}[0m")
            .labelled("here \u{9b}")
            .mended_by("not \u{7} that");
        let shown = one(&problem, "\u{1b}c/", PLAIN);
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
        assert!(!shown.contains('\u{202e}') && shown.contains("\\u{1b}"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("title = \"{}\"", "A".repeat(65_536));
        let place = Place::whole("a.toml", &text).at(8..text.len());
        let shown = one(&Problem::new(Code::T401, place, "Long."), "", PLAIN);
        assert!(shown.len() < 1000);
    }
}
