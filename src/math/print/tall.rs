//! What takes several rows of its own: roots, matrices, derivative signs.

use super::block::{Block, Fence, Glyphs};
use super::root;
use super::set::{Style, is_short, mapped};
use crate::math::expr::{Expr, Name};
use crate::math::read::SUPERSCRIPTS;

impl Style {
    pub(super) fn root(self, u: &Expr, sign: &str, degree: &str) -> Block {
        let inner = self.set(u).numbered(0);
        if self.ascii() {
            return self.root_in_words(inner, degree);
        }
        let before = match (sign, mapped(degree, SUPERSCRIPTS)) {
            ("√", Some(raised)) => format!("{raised}√"),
            ("√", None) if self.flat => format!("root[{degree}]"),
            _ => sign.to_owned(),
        };
        if self.flat {
            let bare = is_short(u);
            let inner = if bare { inner } else { self.fenced(inner, Fence::Round) };
            return Block::beside(vec![Block::text(&before), inner]);
        }
        if is_short(u) && mapped(degree, SUPERSCRIPTS).is_some() {
            return Block::beside(vec![Block::text(&before), inner]);
        }
        root::under_a_bar(inner, &before, degree)
    }

    pub(super) fn root_in_words(self, inner: Block, degree: &str) -> Block {
        let name = match degree {
            "" => "sqrt",
            "3" => "cbrt",
            _ => "root",
        };
        let body = match name {
            "root" => Block::beside(vec![inner, Block::text(&format!(", {degree}"))]),
            _ => inner,
        };
        Block::beside(vec![Block::text(name), self.fenced(body, Fence::Round)])
    }

    pub(super) fn matrix(self, rows: &[Vec<Expr>]) -> Block {
        let columns = rows.first().map_or(0, Vec::len);
        if self.flat {
            return self.flat_matrix(rows);
        }
        let mut cells: Vec<Vec<Block>> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let set = |(col, cell)| self.set(cell).numbered(at * columns + col);
            cells.push(row.iter().enumerate().map(set).collect());
        }
        let widths: Vec<usize> = (0..columns)
            .map(|col| cells.iter().filter_map(|row| row.get(col)).map(Block::width).max())
            .map(|width| width.unwrap_or(0))
            .collect();
        let mut lines = Vec::new();
        let tall = cells.iter().flatten().any(|cell| cell.height() > 1);
        for (at, row) in cells.into_iter().enumerate() {
            if at > 0 && tall {
                lines.push(Block::text(""));
            }
            let mut blocks = vec![Block::text(" ")];
            for (cell, width) in row.into_iter().zip(&widths) {
                let gap = " ".repeat(width - cell.width());
                blocks.extend([cell, Block::text(&gap), Block::text("  ")]);
            }
            blocks.pop();
            blocks.push(Block::text(" "));
            lines.push(Block::beside(blocks));
        }
        let height: usize = lines.iter().map(Block::height).sum();
        let body = Block::placed(lines, &vec![0; height], height.saturating_sub(1) / 2);
        self.fenced(body, Fence::Square)
    }

    pub(super) fn flat_matrix(self, rows: &[Vec<Expr>]) -> Block {
        let mut blocks = vec![Block::text("[")];
        let mut index = 0;
        for (at, row) in rows.iter().enumerate() {
            blocks.push(Block::text(if at == 0 { "[" } else { ", [" }));
            for (col, cell) in row.iter().enumerate() {
                if col > 0 {
                    blocks.push(Block::text(", "));
                }
                blocks.push(self.set(cell).numbered(index));
                index += 1;
            }
            blocks.push(Block::text("]"));
        }
        blocks.push(Block::text("]"));
        Block::beside(blocks)
    }

    /// `d/dx`, or `∂/∂x` where other variables occur.
    pub(super) fn slope(self, of: &Expr, names: &[Name]) -> Block {
        let several = of.names().iter().any(|other| names.iter().any(|own| own != other));
        let d = if several && !self.ascii() { "∂" } else { "d" };
        let order = match (names.len(), self.glyphs) {
            (0 | 1, _) => String::new(),
            (count, Glyphs::Ascii) => format!("^{count}"),
            (count, Glyphs::Unicode) => {
                mapped(&count.to_string(), SUPERSCRIPTS).unwrap_or_default()
            }
        };
        let one_name = names.iter().all(|other| Some(other) == names.first());
        let below = match names.first() {
            Some(first) if one_name => format!("{d}{}{order}", self.name(first)),
            _ => names.iter().rev().flat_map(|own| [d.to_owned(), self.name(own)]).collect(),
        };
        let above = format!("{d}{order}");
        if self.flat {
            return Block::text(&format!("{above}/{below}"));
        }
        let width = above.chars().count().max(below.chars().count());
        let bar = if self.ascii() { "-" } else { "─" }.repeat(width);
        let bar =
            Block::stacked(vec![Block::text(&above), Block::text(&bar), Block::text(&below)], 1);
        Block::beside(vec![bar, Block::text(" ")])
    }
}
