//! The function field: typing, presets, and what was read.

use ratatui::layout::Position;
use ratatui::style::Modifier;

use super::function::{Function, Refusal};
use crate::descent::{PRESETS, Preset};
use crate::tui::field::Field;
use crate::tui::keys::Edit;
use crate::tui::sheet::Sheet;

/// The open field.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    field: Field,
    preset: Option<usize>,
    /// What the line is, read anew at every key.
    read: Result<Function, Refusal>,
    /// Has `enter` asked about a line that is no function yet?
    was_refused: bool,
}

/// What `enter` leads to.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Stay in the field.
    Stay,
    /// Walk on this function; with the settings of a preset where one was chosen.
    Take(Box<Function>, Option<&'static Preset>),
}

/// Columns of `f = `.
const LABEL: u16 = 4;

impl Entry {
    /// A field that holds the function of now.
    pub(super) fn new(function: &Function) -> Entry {
        Entry {
            field: Field::holding(&function.typed),
            preset: None,
            read: Ok(function.clone()),
            was_refused: false,
        }
    }

    pub(super) fn put(&mut self, c: char) {
        self.field.put(c);
        self.reread();
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.field.paste(text);
        self.reread();
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        self.field.edit(edit);
        self.reread();
    }

    fn reread(&mut self) {
        self.read = Function::read(self.field.text());
        self.was_refused = false;
        if self.preset.is_some_and(|i| PRESETS[i].line != self.field.text()) {
            self.preset = None;
        }
    }

    /// Shows the next preset, or the one before.
    pub(super) fn preset(&mut self, is_next: bool) {
        let last = PRESETS.len() - 1;
        let next = match (self.preset, is_next) {
            (None, true) => 0,
            (None, false) => last,
            (Some(i), true) => (i + 1) % PRESETS.len(),
            (Some(i), false) => i.checked_sub(1).unwrap_or(last),
        };
        self.field.set(PRESETS[next].line);
        self.reread();
        self.preset = Some(next);
    }

    /// Takes the line, or the proposal of a refusal that has been read.
    pub(super) fn enter(&mut self) -> Outcome {
        match &self.read {
            Ok(function) => {
                let preset = self.preset.and_then(|i| PRESETS.get(i));
                Outcome::Take(Box::new(function.clone()), preset)
            }
            Err(Refusal::Many { fixed, .. }) if self.was_refused => {
                Outcome::Take(fixed.clone(), None)
            }
            Err(Refusal::Unread { mend: Some(mend), .. }) if self.was_refused => {
                self.field.set(&mend.clone());
                self.reread();
                Outcome::Stay
            }
            Err(_) => {
                self.was_refused = true;
                Outcome::Stay
            }
        }
    }

    /// Draws what was read above the field, in the last two rows of the sheet.
    pub(super) fn draw(&self, sheet: &mut Sheet, status: u16) -> Position {
        let (quiet, text) = (sheet.look.theme.quiet, sheet.look.theme.text);
        let (caution, faint) = (sheet.look.theme.caution, sheet.look.theme.faint);
        let blank = " ".repeat(usize::from(sheet.width()));
        sheet.put(0, status, &blank, text);
        sheet.put(0, status, "f =", quiet);
        let room = sheet.width().saturating_sub(LABEL);
        let line = status.saturating_sub(1);
        if self.preset.is_none() || self.was_refused {
            sheet.put(0, line, &blank, text);
        }
        let end = self.field.draw(sheet, (LABEL, status), room);
        match (&self.read, self.preset) {
            (Ok(_), Some(i)) => {
                let preset = &PRESETS[i];
                sheet.put(0, line, &blank, text);
                let x = sheet.put(LABEL, line, preset.name, text);
                sheet.put_within(x + 2, line, room, preset.about, quiet);
            }
            (Ok(function), None) => {
                sheet.put_within(
                    LABEL,
                    line,
                    room,
                    &crate::math::print::line(&function.expr),
                    text,
                );
                if room > 60 {
                    let hint = "↓ presets";
                    let at = sheet.width().saturating_sub(sheet.width_of(hint));
                    sheet.put(at, line, hint, faint);
                }
            }
            (Err(refusal), _) => {
                let (column, sentence) = match refusal {
                    Refusal::Unread { column, sentence, .. } => (Some(*column), sentence),
                    Refusal::Many { sentence, .. } | Refusal::Other(sentence) => (None, sentence),
                };
                // half a line is no mistake: the mark comes at once, the words with `enter`
                if self.was_refused {
                    sheet.put_within(LABEL, line, room, sentence, caution);
                } else {
                    sheet.put(LABEL, line, "?", caution);
                }
                let column = u16::try_from(column.unwrap_or(0)).unwrap_or(0);
                if self.was_refused && column < room {
                    sheet.restyle(
                        LABEL + column,
                        status,
                        1,
                        caution.add_modifier(Modifier::UNDERLINED),
                    );
                }
            }
        }
        let area = sheet.area();
        Position::new(area.x + end.min(area.width.saturating_sub(1)), area.y + status)
    }
}
