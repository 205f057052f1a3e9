//! Foreign text made safe for a terminal.

use std::fmt;

use unicode_width::UnicodeWidthChar;

/// Text that cannot act on a terminal: line feeds aside it holds no control character, no
/// bidirectional control, no tag, and at most 32 bytes a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Shown(String);

/// Bytes that one cell may take, its combining marks included.
const CELL_BYTES: usize = 32;

impl Shown {
    /// The text without what a terminal would act on. A tab becomes a space.
    pub fn new(raw: &str) -> Shown {
        let mut clean = String::with_capacity(raw.len());
        let mut cell = 0;
        for c in raw.chars() {
            let c = if c == '\t' { ' ' } else { c };
            if c != '\n' && is_hidden(c) {
                continue;
            }
            if c.width().unwrap_or(0) > 0 || c == '\n' {
                cell = 0;
            }
            cell += c.len_utf8();
            if cell <= CELL_BYTES {
                clean.push(c);
            }
        }
        Shown(clean)
    }

    /// The safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Does a terminal act on it instead of drawing it?
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}')
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_loses_its_escape() {
        assert_eq!(Shown::new("a\u{1b}[2Jb\u{9b}0m").as_str(), "a[2Jb0m");
    }

    #[test]
    fn bidirectional_controls_and_tags_vanish() {
        assert_eq!(Shown::new("x\u{202e}y\u{e0041}z\u{200b}").as_str(), "xyz");
    }

    #[test]
    fn a_cell_keeps_at_most_32_bytes() {
        let zalgo = format!("x{}y", "\u{0301}".repeat(300));
        assert_eq!(Shown::new(&zalgo).as_str().len(), 32 - 1 + 1);
    }

    #[test]
    fn lines_stay() {
        assert_eq!(Shown::new("a\r\nb\tc").as_str(), "a\nb c");
    }
}
