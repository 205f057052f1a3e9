//! The text of a lesson in cells: which style each role of the study's lines has.

use ratatui::style::{Modifier, Style};

use super::look::{Glyphs, Look};
use super::sheet::{Sheet, wrap};
use super::theme::Theme;
use crate::study::prose::{self, Notation, Role};

pub use crate::study::prose::Line;

impl Look {
    fn notation(&self) -> Notation {
        match self.glyphs {
            Glyphs::Braille | Glyphs::HalfBlock => Notation::Unicode,
            Glyphs::Ascii => Notation::Typed,
        }
    }
}

/// Sets a text in lines of at most `width` cells.
pub fn set(markdown: &str, width: u16, look: &Look) -> Vec<Line> {
    let lines = prose::lines(markdown, usize::from(width), look.notation());
    lines.into_iter().flat_map(|line| fitted(line, width)).collect()
}

/// A formula that the author laid out and that is wider than the pane goes on below, indented.
fn fitted(line: Line, width: u16) -> Vec<Line> {
    let is_laid_out = line.spans.iter().all(|span| span.role == Role::Code);
    if line.width() <= usize::from(width) || !is_laid_out {
        return vec![line];
    }
    let text = line.text();
    let indent = text.len() - text.trim_start().len();
    let narrow = width.saturating_sub(indent as u16 + 2);
    let parts = wrap(text.trim_start(), narrow).into_iter().enumerate();
    parts
        .map(|(row, part)| {
            let indent = " ".repeat(indent + if row > 0 { 2 } else { 0 });
            Line::of(&format!("{indent}{part}"), Role::Code)
        })
        .collect()
}

/// A sentence for this terminal, on one line.
pub fn plain(text: &str, look: &Look) -> String {
    let line = prose::inline(text, look.notation()).text();
    look.words(&line).into_owned()
}

/// A sentence of a verdict: the engine's own words, or an author's with `$mathematics$` in them.
pub fn sentence(text: &str, look: &Look) -> String {
    if text.contains('$') { plain(text, look) } else { look.words(text).into_owned() }
}

/// Draws a line.
pub fn draw(line: &Line, sheet: &mut Sheet, (x, y): (u16, u16)) {
    let look = sheet.look;
    let mut at = x;
    for span in &line.spans {
        at = sheet.put(at, y, &span.text, style(span.role, &look.theme));
    }
}

fn style(role: Role, theme: &Theme) -> Style {
    match role {
        Role::Text | Role::Maths => theme.text,
        Role::Strong | Role::Code => theme.strong,
        Role::Emphasis => theme.text.add_modifier(Modifier::ITALIC),
    }
}
