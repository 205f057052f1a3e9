//! An expression on the screen, in two dimensions where there is room.

use ratatui::style::{Modifier, Style};

use super::look::{Glyphs, Look};
use super::sheet::Sheet;
use crate::math::Expr;
use crate::math::print::{self, Block};

impl Look {
    /// The characters that mathematics may use here.
    pub fn maths(&self) -> print::Glyphs {
        match self.glyphs {
            Glyphs::Braille | Glyphs::HalfBlock => print::Glyphs::Unicode,
            Glyphs::Ascii => print::Glyphs::Ascii,
        }
    }

    /// An expression on one line.
    pub fn line(&self, expr: &Expr) -> String {
        match self.maths() {
            print::Glyphs::Unicode => print::line(expr),
            print::Glyphs::Ascii => print::ascii(expr),
        }
    }
}

/// An expression as it is set here.
pub enum Setting {
    /// In two dimensions.
    Stacked(Block),
    /// On one line, because there are too few rows or columns.
    Flat(String),
}

impl Setting {
    /// An expression for a space of so many columns and rows.
    pub fn of(expr: &Expr, (columns, rows): (u16, u16), look: &Look) -> Setting {
        let stacked = print::stacked(expr, look.maths());
        if stacked.height() <= usize::from(rows) && stacked.width() <= usize::from(columns) {
            Setting::Stacked(stacked)
        } else {
            Setting::Flat(look.line(expr))
        }
    }

    /// Rows.
    pub fn height(&self) -> u16 {
        match self {
            Setting::Stacked(block) => u16::try_from(block.height()).unwrap_or(u16::MAX),
            Setting::Flat(_) => 1,
        }
    }

    /// The row of the `=` beside it.
    pub fn baseline(&self) -> u16 {
        match self {
            Setting::Stacked(block) => u16::try_from(block.baseline).unwrap_or(0),
            Setting::Flat(_) => 0,
        }
    }

    /// Draws it with its first row at `y`.
    pub fn draw(&self, sheet: &mut Sheet, (x, y): (u16, u16), style: Style) {
        let room = sheet.width().saturating_sub(x);
        match self {
            Setting::Stacked(block) => {
                for (row, text) in (y..).zip(&block.rows) {
                    sheet.put_within(x, row, room, text, style);
                }
            }
            Setting::Flat(text) => {
                sheet.put_within(x, y, room, text, style);
            }
        }
    }

    /// Underlines a subexpression, once drawn at (x, y), and says `◂ here` behind it.
    pub fn point_out(&self, path: &[usize], sheet: &mut Sheet, (x, y): (u16, u16)) {
        let wrong = sheet.look.theme.wrong;
        let Setting::Stacked(block) = self else { return };
        let regions = block.regions(path);
        for (row, columns) in &regions {
            let (start, row) = (x + columns.start as u16, y + *row as u16);
            let ink = wrong.add_modifier(Modifier::UNDERLINED);
            sheet.restyle(start, row, columns.len() as u16, ink);
        }
        let Some((row, _)) = regions.first() else { return };
        let text = block.rows.get(*row).map_or("", |row| row.trim_end());
        let end = x + sheet.width_of(text);
        sheet.put(end + 3, y + *row as u16, "◂ here", wrong);
    }
}
