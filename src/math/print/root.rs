//! How does a root stand under its bar?

use super::block::Block;
use super::set::mapped;
use crate::math::read::SUPERSCRIPTS;

/// A radicand under its bar. `sign` serves one row; the sign of a tall root is drawn, with its
/// degree (empty for a square root) above the hook.
pub(super) fn under_a_bar(inner: Block, sign: &str, degree: &str) -> Block {
    let bar = Block::text(&"_".repeat(inner.width()));
    if inner.height() == 1 {
        let named = mapped(degree, SUPERSCRIPTS).is_some();
        let sign = if named { Block::text(sign) } else { low_root(degree) };
        return Block::beside(vec![sign, Block::stacked(vec![bar, inner], 1)]);
    }
    let height = inner.height();
    let hook = degree.chars().count().max(1);
    let baseline = inner.baseline + 1;
    let strokes: Vec<Block> = (0..height).map(|at| stroke(height - 1 - at, hook, degree)).collect();
    let sign = Block::placed(strokes, &vec![0; height], inner.baseline);
    let offset = hook + height;
    let body = Block::beside(vec![sign, Block::text(" "), inner, Block::text(" ")]);
    let bar = Block::text(&"_".repeat(body.width() - offset));
    Block::placed(vec![bar, body], &[offset, 0], baseline)
}

/// One row of the sign: the stroke moves right by a cell for each row above the foot.
fn stroke(above_foot: usize, hook: usize, degree: &str) -> Block {
    let before = match above_foot {
        0 => format!("{:>hook$}", "╲"),
        1 => format!("{degree:>hook$} "),
        _ => " ".repeat(hook + above_foot),
    };
    Block::text(&format!("{before}╱"))
}

/// The sign of a root of one row whose degree has no raised characters.
fn low_root(degree: &str) -> Block {
    let degree = Block::text(degree);
    let offset = degree.width() - 1;
    Block::placed(vec![degree, Block::text("√")], &[0, offset], 1)
}
