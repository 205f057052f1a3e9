//! What stands under a field: its line, the caret of an error, how it is read, its mark.

use super::super::field::Field;
use super::super::formula::Setting;
use super::super::sheet::{Sheet, wrap};
use super::paper::{Paper, Plan, sign};
use super::preview::{self, Preview};
use crate::pack::Task;
use crate::tutor::mark::{FieldMark, Unreadable};

/// Rows kept for the preview at home size.
const PREVIEW: u16 = 3;

/// The sign of a field and its remark in so many cells; a remark that would be cut is left to the
/// sentence below.
pub(super) fn draw_sign(field: &FieldMark, sheet: &mut Sheet, (x, y): (u16, u16), width: u16) {
    let (glyph, ink) = sign(field.verdict, sheet);
    let end = sheet.put(x, y, glyph, ink) + 2;
    if end - x + sheet.width_of(&field.note) <= width {
        let text = sheet.look.theme.text;
        sheet.put(end, y, &field.note, text);
    }
}

impl Paper<'_> {
    /// The faint line under the focused field with the caret of an error, and the preview.
    pub(super) fn draw_below(
        &self,
        field: &Field,
        sheet: &mut Sheet,
        (x, y): (u16, u16),
        plan: &Plan,
    ) -> u16 {
        let width = sheet.width().saturating_sub(x);
        self.draw_underline(self.exercise.area.focus(), sheet, (x, y), width, plan);
        self.draw_reading(field, sheet, (x, y + u16::from(!plan.small)), plan)
    }

    /// The faint line under a field, with the caret of an error in it.
    pub(super) fn draw_underline(
        &self,
        row: usize,
        sheet: &mut Sheet,
        (x, y): (u16, u16),
        width: u16,
        plan: &Plan,
    ) {
        if !plan.small {
            let faint = sheet.look.theme.faint;
            sheet.put(x, y, &"─".repeat(width.into()), faint);
            self.draw_caret(row, sheet, (x, y), width);
        }
    }

    /// The caret where reading a field stopped.
    pub(super) fn draw_caret(&self, row: usize, sheet: &mut Sheet, (x, y): (u16, u16), width: u16) {
        let Some((_, column)) = self.unread().map(|(_, at)| at).filter(|(own, _)| *own == row)
        else {
            return;
        };
        let column = u16::try_from(column).unwrap_or(width).min(width.saturating_sub(1));
        let caution = sheet.look.theme.caution;
        sheet.put(x + column, y, "▲", caution);
    }

    /// What could not be read, and its place: field and character.
    fn unread(&self) -> Option<(&Unreadable, (usize, usize))> {
        let unread = self.mark()?.unreadable.as_ref()?;
        Some((unread, self.exercise.area.place(unread.field, unread.span.start)))
    }

    /// Rows kept under a field for how it is read.
    pub(super) fn reading_rows(plan: &Plan) -> u16 {
        if plan.small { 1 } else { PREVIEW }
    }

    /// Do the fields wear their marks: handed in, not all right, and not touched since?
    pub(super) fn wears_marks(&self) -> bool {
        let is_marked = self.mark().is_some_and(|mark| !mark.fields.is_empty());
        is_marked && !self.is_settled() && !self.exercise.is_changed()
    }

    /// The rows under the focused field: how it is read, or why it is not.
    pub(super) fn draw_reading(
        &self,
        field: &Field,
        sheet: &mut Sheet,
        (x, y): (u16, u16),
        plan: &Plan,
    ) -> u16 {
        if self.is_settled() {
            return y;
        }
        let rows = Self::reading_rows(plan);
        let is_about = |row: usize| row == self.exercise.area.focus();
        match self.unread() {
            Some((unread, (row, _))) if is_about(row) => {
                Self::draw_mend(unread, sheet, (x, y), plan).max(y + rows)
            }
            _ => {
                self.draw_preview(field, sheet, (x, y), plan);
                y + rows
            }
        }
    }

    /// Why the field in a row cannot be read, where it cannot; answers with the first free row.
    pub(super) fn draw_mend_of(
        &self,
        row: usize,
        sheet: &mut Sheet,
        (x, y): (u16, u16),
        plan: &Plan,
    ) -> u16 {
        match self.unread().filter(|(_, (own, _))| *own == row) {
            Some((unread, _)) => Self::draw_mend(unread, sheet, (x, y), plan),
            None => y,
        }
    }

    /// Why a field cannot be read, and what was probably meant.
    fn draw_mend(unread: &Unreadable, sheet: &mut Sheet, (x, y): (u16, u16), plan: &Plan) -> u16 {
        let theme = &sheet.look.theme;
        let (text, quiet, caution) = (theme.text, theme.quiet, theme.caution);
        let indent = if plan.small { x } else { x + 2 };
        let mut row = y;
        for line in wrap(&unread.message, sheet.width().saturating_sub(indent)) {
            sheet.put(indent, row, &line, caution);
            row += 1;
        }
        if let Some(mend) = &unread.mend {
            let takes = if plan.small { "" } else { "enter takes it" };
            let room = sheet.width().saturating_sub(sheet.width_of(takes) + 2);
            let end = sheet.put(indent, row, "Did you mean  ", text);
            sheet.put_within(end, row, room.saturating_sub(end), &format!("{mend} ?"), text);
            sheet.right(row, takes, quiet);
            row += 1;
        }
        row
    }

    fn draw_preview(&self, field: &Field, sheet: &mut Sheet, (x, y): (u16, u16), plan: &Plan) {
        let theme = &sheet.look.theme;
        let (text, quiet) = (theme.text, theme.quiet);
        let rows = Self::reading_rows(plan);
        let room = sheet.width().saturating_sub(x);
        let syntax = super::syntax(&self.asking.question);
        let (expr, ink) = match preview::of(field.text(), &syntax) {
            Preview::Empty => {
                sheet.put(x, y, &self.invitation(), quiet);
                return;
            }
            Preview::Nothing => return,
            Preview::Whole(expr) => (expr, text),
            Preview::Begun(expr) => (expr, quiet),
        };
        let words = if plan.small { "" } else { "read as" };
        let free = room.saturating_sub(if plan.small { 0 } else { 10 });
        let block = Setting::of(&expr, (free, rows), sheet.look);
        block.draw(sheet, (x, y), ink);
        sheet.right(y + block.baseline(), words, quiet);
    }

    /// What the empty field says.
    fn invitation(&self) -> String {
        let label = self.label();
        let words = match &self.asking.question.task {
            Task::Derivative { .. } => return format!("Type {label}. For example 3x^2 sin x."),
            Task::Partial { .. } => return format!("Type {label}. For example 2x y."),
            Task::Gradient { .. } => "Type both slopes; a comma goes to the next field.",
            Task::Step { vars, .. } if vars.len() > 1 => {
                "Type the next point; a comma goes to the next field."
            }
            Task::Step { .. } => "Type where the next point is.",
            Task::Hessian { .. } => "Type each second derivative; a mirrored one fills in.",
            Task::Critical { classify: true, .. } => {
                "Type a point, then tab or : for its kind; or none."
            }
            Task::Critical { .. } => "Type a point, or none.",
            Task::Lines { .. } => "Type the next line.",
            Task::Fill { .. } => "Type what belongs into the gap.",
            Task::Arrow { .. } => "Type a direction, for example (1, -2).",
            Task::Limit { .. } => "Type the limit.",
            Task::Value { .. }
            | Task::Directional { .. }
            | Task::Sign { .. }
            | Task::Choice { .. }
            | Task::Rate { .. }
            | Task::Order { .. }
            | Task::Parts(_)
            | Task::Card { .. }
            | Task::Spot { .. } => "Type a number.",
        };
        words.to_owned()
    }

    /// The mark of a field. Once all is right the verdict alone says so.
    pub(super) fn draw_field_mark(
        &self,
        row: usize,
        sheet: &mut Sheet,
        (x, y): (u16, u16),
        width: u16,
    ) {
        let Some(field) = self.field_mark(row).filter(|_| !self.is_settled()) else { return };
        draw_sign(field, sheet, (x, y), width);
    }
}
