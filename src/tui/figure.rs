//! A picture of the plot room in the cells of the screen.

use ratatui::style::{Color, Modifier, Style};

use super::look::Look;
use super::sheet::Sheet;
use super::theme::{Palette, Theme};
use crate::plot::{self, Cell, Colours, Ink, Picture, Weight};

impl Look {
    /// What the plot room must know of this terminal.
    pub fn plot(&self) -> plot::Look {
        let (theme, colours) = match self.theme.palette {
            Palette::Dark => (plot::Theme::Dark, Colours::True),
            Palette::Light => (plot::Theme::Light, Colours::True),
            Palette::Sixteen => (plot::Theme::Dark, Colours::Sixteen),
            Palette::Mono => (plot::Theme::Dark, Colours::None),
        };
        let (glyphs, ramp, aspect) = (self.glyphs, plot::Ramp::default(), self.aspect);
        plot::Look { theme, colours, glyphs, ramp, aspect }
    }
}

/// Copies a picture; what does not fit is left out.
pub fn paint(picture: &Picture, sheet: &mut Sheet) {
    let area = sheet.area();
    let look = sheet.look;
    for (y, row) in (area.y..area.bottom()).zip(picture.rows()) {
        for (x, cell) in (area.x..area.right()).zip(row) {
            if let Some(target) = sheet.buffer().cell_mut((x, y)) {
                target.set_char(cell.glyph).set_style(style(cell, &look.theme));
            }
        }
    }
}

fn style(cell: &Cell, theme: &Theme) -> Style {
    let ink = match cell.ink {
        Ink::Text => theme.text,
        Ink::Faint => theme.faint,
        Ink::Accent => theme.accent,
        Ink::Runner(runner) => theme.runners[usize::from(runner) % theme.runners.len()],
        Ink::Own(rgb) if theme.has_rgb() => Style::new().fg(colour(rgb)),
        Ink::Quiet | Ink::Line | Ink::Own(_) => theme.quiet,
    };
    let ink = match cell.weight {
        Weight::Plain => ink,
        Weight::Bold => ink.add_modifier(Modifier::BOLD),
        Weight::Dim => ink.add_modifier(Modifier::DIM),
    };
    match cell.ground {
        Some(ground) if theme.has_rgb() => ink.bg(colour(ground)),
        Some(_) | None => ink,
    }
}

fn colour(plot::Rgb(r, g, b): plot::Rgb) -> Color {
    Color::Rgb(r, g, b)
}
