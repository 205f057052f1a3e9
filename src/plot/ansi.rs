//! How does a terminal write a picture?

use std::fmt::Write;

use super::colour::Rgb;
use super::look::{Colours, Look, Theme};
use super::picture::{Cell, Ink, Picture, Weight};

/// Colours of the roles: dark, light, and place among the first eight of the 16 colours.
/// Without a place the role is told by weight alone.
const ROLES: [(Ink, Rgb, Rgb, Option<u8>); 4] = [
    (Ink::Quiet, Rgb(138, 146, 160), Rgb(104, 110, 122), None),
    (Ink::Faint, Rgb(66, 72, 84), Rgb(198, 202, 208), None),
    (Ink::Line, Rgb(138, 146, 160), Rgb(104, 110, 122), None),
    (Ink::Accent, Rgb(94, 200, 190), Rgb(0, 112, 106), Some(6)),
];

/// The picture as lines for a terminal; each line ends with its attributes reset, blanks at the
/// ends are left away where they have no ground. Without colours, bold and dim remain.
pub fn ansi(picture: &Picture, look: Look) -> String {
    let mut out = String::with_capacity(picture.width() * picture.height() * 8);
    for row in picture.rows() {
        let is_blank = |cell: &&Cell| cell.glyph == ' ' && cell.ground.is_none();
        let end = row.len() - row.iter().rev().take_while(is_blank).count();
        let mut now = String::new();
        for cell in &row[..end] {
            let style = style(cell, look);
            if style != now {
                // a reset first: bold and dim have no common way to be switched off alone
                let _ = write!(out, "\x1b[0{style}m");
                now = style;
            }
            out.push(cell.glyph);
        }
        if !now.is_empty() {
            out.push_str("\x1b[0m");
        }
        out.push('\n');
    }
    out
}

/// The parameters that follow a reset, each with its semicolon.
fn style(cell: &Cell, look: Look) -> String {
    let mut style = String::new();
    let blank = cell.glyph == ' ';
    if !blank {
        let (ink, dim) = ink(cell.ink, look);
        match cell.weight {
            Weight::Bold => style.push_str(";1"),
            Weight::Dim => style.push_str(";2"),
            Weight::Plain if dim => style.push_str(";2"),
            Weight::Plain => {}
        }
        style.push_str(&ink);
    }
    match (cell.ground, look.colours) {
        (Some(Rgb(r, g, b)), Colours::True) => {
            let _ = write!(style, ";48;2;{r};{g};{b}");
        }
        (Some(ground), Colours::Indexed) => {
            let _ = write!(style, ";48;5;{}", ground.indexed());
        }
        (_, Colours::Sixteen | Colours::None) | (None, _) => {}
    }
    style
}

/// The foreground of a role, and whether it is dim instead.
fn ink(ink: Ink, look: Look) -> (String, bool) {
    let (rgb, place) = match ink {
        Ink::Text => return (String::new(), false),
        Ink::Runner(runner) => (look.runner(runner), Some(Look::runner_ansi(runner))),
        Ink::Own(rgb) => (rgb, None),
        Ink::Quiet | Ink::Faint | Ink::Line | Ink::Accent => {
            let role = ROLES.iter().find(|(role, ..)| *role == ink);
            let Some((_, dark, light, place)) = role else { return (String::new(), false) };
            (if look.theme == Theme::Dark { *dark } else { *light }, *place)
        }
    };
    match (look.colours, place) {
        (Colours::True, _) => (format!(";38;2;{};{};{}", rgb.0, rgb.1, rgb.2), false),
        (Colours::Indexed, _) => (format!(";38;5;{}", rgb.indexed()), false),
        (Colours::Sixteen, Some(place)) => (format!(";{}", 30 + place), false),
        (Colours::Sixteen, None) => (String::new(), true),
        (Colours::None, place) => (String::new(), place.is_none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(ink: Ink, colours: Colours) -> String {
        let mut picture = Picture::new(3, 1);
        picture.put(0, 0, "x", ink);
        ansi(&picture, Look { colours, ..Look::default() })
    }

    #[test]
    fn a_role_has_its_colour_at_every_depth() {
        assert_eq!(drawn(Ink::Runner(1), Colours::True), "\x1b[0;38;2;255;110;40mx\x1b[0m\n");
        assert_eq!(drawn(Ink::Runner(1), Colours::Indexed), "\x1b[0;38;5;202mx\x1b[0m\n");
        assert_eq!(drawn(Ink::Runner(1), Colours::Sixteen), "\x1b[0;31mx\x1b[0m\n");
        assert_eq!(drawn(Ink::Runner(1), Colours::None), "x\n");
        assert_eq!(drawn(Ink::Quiet, Colours::Sixteen), "\x1b[0;2mx\x1b[0m\n");
    }

    #[test]
    fn text_needs_no_escape() {
        assert_eq!(drawn(Ink::Text, Colours::True), "x\n");
    }
}
