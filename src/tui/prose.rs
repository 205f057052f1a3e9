//! The text of a lesson as lines of cells: Markdown with `$…$` for mathematics.
//!
//! Line by line, without recursion: headings, lists, indented lines (formulas) and paragraphs. What
//! a pack may contain beyond that is shown as it is written.

use ratatui::style::{Modifier, Style};

use super::look::Look;
use super::sheet::Sheet;
use crate::math::print;
use crate::math::read::{Syntax, read};

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    /// A sentence.
    Plain,
    /// A term where it is introduced.
    Term,
    /// A heading, a formula on a line of its own.
    Strong,
}

/// A line of pieces, as it is shown here.
#[derive(Clone, Debug, Default)]
pub struct ProseLine {
    indent: u16,
    pieces: Vec<(String, Tone)>,
}

/// Sets a text in lines of at most `width` cells.
pub fn set(markdown: &str, width: u16, look: &Look) -> Vec<ProseLine> {
    let mut lines = Vec::new();
    let mut paragraph = String::new();
    for line in markdown.lines() {
        let bare = line.trim();
        let formula = line.starts_with("    ") && paragraph.is_empty();
        let heading = bare.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim());
        let item = bare.strip_prefix("- ").or_else(|| bare.strip_prefix("* "));
        if bare.is_empty() || heading.is_some() || item.is_some() || formula {
            flow(&mut lines, &paragraph, (0, width), look);
            paragraph.clear();
        }
        if let Some(heading) = heading {
            blank(&mut lines);
            lines.push(ProseLine { indent: 0, pieces: vec![(plain(heading, look), Tone::Strong)] });
            blank(&mut lines);
        } else if let Some(item) = item {
            let start = lines.len();
            flow(&mut lines, item, (2, width), look);
            if let Some(first) = lines.get_mut(start) {
                first.indent = 0;
                first.pieces.insert(0, (look.words("· ").into_owned(), Tone::Plain));
            }
        } else if formula && !bare.is_empty() {
            let pieces = vec![(plain(bare, look), Tone::Strong)];
            lines.push(ProseLine { indent: 2, pieces });
        } else if bare.is_empty() {
            blank(&mut lines);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(bare);
        }
    }
    flow(&mut lines, &paragraph, (0, width), look);
    while lines.last().is_some_and(|line| line.pieces.is_empty()) {
        lines.pop();
    }
    lines
}

fn blank(lines: &mut Vec<ProseLine>) {
    if lines.last().is_some_and(|line| !line.pieces.is_empty()) {
        lines.push(ProseLine::default());
    }
}

/// Breaks a paragraph at its blanks; mathematics is not broken where a line can hold it.
fn flow(lines: &mut Vec<ProseLine>, text: &str, (indent, width): (u16, u16), look: &Look) {
    let room = usize::from(width.saturating_sub(indent).max(1));
    let mut line: Vec<(String, Tone)> = Vec::new();
    let mut used = 0;
    for (word, tone, glued) in words(text, look) {
        let cells = unicode_width::UnicodeWidthStr::width(word.as_str());
        let gap = usize::from(!line.is_empty() && !glued);
        if used + gap + cells > room && !line.is_empty() {
            lines.push(ProseLine { indent, pieces: std::mem::take(&mut line) });
            used = 0;
        }
        for (index, part) in super::sheet::wrap(&word, room as u16).into_iter().enumerate() {
            if index > 0 {
                lines.push(ProseLine { indent, pieces: std::mem::take(&mut line) });
                used = 0;
            }
            let gap = if line.is_empty() || glued { "" } else { " " };
            used += gap.len() + unicode_width::UnicodeWidthStr::width(part.as_str());
            line.push((format!("{gap}{part}"), tone));
        }
    }
    if !line.is_empty() {
        lines.push(ProseLine { indent, pieces: line });
    }
}

/// Words with their tone; `true`: no blank stands before it.
fn words(text: &str, look: &Look) -> Vec<(String, Tone, bool)> {
    let mut found = Vec::new();
    let mut blank_before = true;
    for (index, piece) in text.split('$').enumerate() {
        if index % 2 == 1 {
            found.push((maths(piece, look), Tone::Plain, !blank_before));
            blank_before = false;
            continue;
        }
        for (index, part) in piece.split('*').enumerate() {
            // Emphasis alternates; a doubled mark leaves an empty part, which changes nothing.
            let tone = if index % 2 == 1 { Tone::Term } else { Tone::Plain };
            let mut rest = part;
            while !rest.is_empty() {
                if let Some(behind) = rest.strip_prefix(' ') {
                    (rest, blank_before) = (behind, true);
                    continue;
                }
                let (word, behind) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
                let word = look.words(&word.replace('`', "")).into_owned();
                if !word.is_empty() {
                    found.push((word, tone, !blank_before));
                }
                (rest, blank_before) = (behind, false);
            }
        }
    }
    glue(found)
}

/// Joins what no blank separates, so that a line never breaks before a full stop.
fn glue(words: Vec<(String, Tone, bool)>) -> Vec<(String, Tone, bool)> {
    let mut joined: Vec<(String, Tone, bool)> = Vec::new();
    for (word, tone, glued) in words {
        match joined.last_mut() {
            Some((before, own, _)) if glued && (*own == tone || word.len() < 3) => {
                before.push_str(&word);
            }
            _ => joined.push((word, tone, glued)),
        }
    }
    joined
}

fn maths(source: &str, look: &Look) -> String {
    match read(source, &Syntax::default()) {
        Ok(reading) => look.line(&reading.expr),
        // Equations and whatever else the grammar does not know stay as the author wrote them.
        Err(_) => source.split('=').map(|side| side_of(side, look)).collect::<Vec<_>>().join(" = "),
    }
}

fn side_of(side: &str, look: &Look) -> String {
    let side = side.trim();
    read(side, &Syntax::default())
        .map_or_else(|_| look.words(side).into_owned(), |reading| look.line(&reading.expr))
}

/// A sentence for this terminal, on one line.
pub fn plain(text: &str, look: &Look) -> String {
    let mut said = String::new();
    for (word, _, glued) in words(&text.replace('\n', " "), look) {
        if !said.is_empty() && !glued {
            said.push(' ');
        }
        said.push_str(&word);
    }
    said
}

/// A sentence with its mathematics in Unicode.
pub fn line(text: &str) -> String {
    text.split('$')
        .enumerate()
        .map(|(index, piece)| match read(piece, &Syntax::default()) {
            Ok(reading) if index % 2 == 1 => print::line(&reading.expr),
            _ => piece.to_owned(),
        })
        .collect()
}

impl ProseLine {
    /// Draws the line.
    pub fn draw(&self, sheet: &mut Sheet, y: u16) {
        let theme = &sheet.look.theme;
        let style = |tone: Tone| -> Style {
            match tone {
                Tone::Plain => theme.text,
                Tone::Term => theme.text.add_modifier(Modifier::ITALIC),
                Tone::Strong => theme.strong,
            }
        };
        let pieces: Vec<(&String, Style)> =
            self.pieces.iter().map(|(text, tone)| (text, style(*tone))).collect();
        let mut x = self.indent;
        for (text, style) in pieces {
            x = sheet.put(x, y, text, style);
        }
    }

    /// The line as text.
    pub fn text(&self) -> String {
        let indent = " ".repeat(self.indent.into());
        self.pieces.iter().fold(indent, |line, (text, _)| line + text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::look::Glyphs;
    use super::super::theme::{Palette, Theme};
    use super::*;

    fn lines(markdown: &str, width: u16) -> Vec<String> {
        let theme = Theme::new(Palette::Mono);
        let look = Look { theme, glyphs: Glyphs::Braille, motion: true };
        set(markdown, width, &look).iter().map(ProseLine::text).collect()
    }

    #[test]
    fn paragraphs_flow_and_formulas_stand_alone() {
        let text = "# Two\nBoth factors\nmove:\n\n    (u·v)' = u'·v + u·v'\n\nThe end.";
        assert_eq!(
            lines(text, 20),
            ["Two", "", "Both factors move:", "", "  (u·v)' = u'·v + u·v'", "", "The end."]
        );
    }

    #[test]
    fn mathematics_is_set_and_keeps_its_full_stop() {
        assert_eq!(lines("The slope of $x^2*sin(x)$.", 40), ["The slope of x²·sin x."]);
        assert_eq!(lines("a *learning rate*, here", 40), ["a learning rate, here"]);
    }

    #[test]
    fn a_deep_nest_of_quotes_is_just_text() {
        assert_eq!(lines(&">".repeat(32_000), 80).len(), 400);
    }
}
