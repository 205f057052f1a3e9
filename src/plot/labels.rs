//! Where do the lines say their height?

use super::trace::{Lines, MIXED};

/// A level's number on the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// First column.
    pub(super) column: usize,
    /// Row.
    pub(super) row: usize,
    /// The number.
    pub(super) text: String,
}

/// Free cells left and right of a label before the next one.
const CLEARANCE: usize = 3;

/// One label a level, on the flattest run of its own dots, with no other level under it and none
/// of the `taken` cells. A level without such a place gets none.
pub(super) fn place(lines: &Lines, texts: &[String], taken: &[bool]) -> Vec<Label> {
    let columns = lines.columns;
    let rows = lines.bits.len().checked_div(columns).unwrap_or(0);
    let mut best: Vec<Option<(f32, usize, usize)>> = vec![None; texts.len()];
    let widths: Vec<usize> = texts.iter().map(|text| text.chars().count()).collect();
    let mut labels: Vec<Label> = Vec::new();
    // the levels with the longest lines are placed in order; each sees the labels before it
    for (level, text) in texts.iter().enumerate() {
        let width = widths[level];
        for row in 1..rows.saturating_sub(1) {
            for column in 1..columns.saturating_sub(width) {
                let middle = row * columns + column + width / 2;
                if lines.level[middle] != level as u8 + 1 {
                    continue;
                }
                let first = row * columns + column;
                let cells = first..first + width;
                let foreign = |cell: usize| {
                    let found = lines.level[cell];
                    taken[cell] || (found != 0 && found != level as u8 + 1) || found == MIXED
                };
                if cells.clone().any(foreign) || crowded(&labels, column, row, width) {
                    continue;
                }
                let score = flatness(lines, first, width, level as u8 + 1)
                    - off_centre(column + width / 2, row, columns, rows);
                if best[level].is_none_or(|(top, ..)| score > top) {
                    best[level] = Some((score, column, row));
                }
            }
        }
        if let Some((_, column, row)) = best[level] {
            labels.push(Label { column, row, text: text.clone() });
        }
    }
    labels
}

/// How level the line runs under and beside a label: 0 at best, less for every turn.
fn flatness(lines: &Lines, first: usize, width: usize, level: u8) -> f32 {
    let columns = lines.columns;
    let start = first.saturating_sub(2).max(first / columns * columns);
    let end = (first + width + 2).min((first / columns + 1) * columns);
    let (mut low, mut high, mut missing) = (1.0_f32, 0.0_f32, 0.0_f32);
    for cell in start..end {
        if lines.level[cell] == level {
            low = low.min(lines.middle[cell]);
            high = high.max(lines.middle[cell]);
        } else {
            missing += if (first..first + width).contains(&cell) { 0.5 } else { 0.3 };
        }
    }
    -(high - low).max(0.0) - missing
}

/// A small malus for places far from the middle, so that labels of nested lines stand in a column.
fn off_centre(column: usize, row: usize, columns: usize, rows: usize) -> f32 {
    let across = (column as f32 / columns as f32 - 0.5).abs();
    let down = (row as f32 / rows as f32 - 0.4).abs();
    across * 0.5 + down * 0.2
}

/// Is another label too near?
fn crowded(labels: &[Label], column: usize, row: usize, width: usize) -> bool {
    labels.iter().any(|label| {
        label.row.abs_diff(row) <= 1
            && column < label.column + label.text.chars().count() + CLEARANCE
            && label.column < column + width + CLEARANCE
    })
}
