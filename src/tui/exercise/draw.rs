//! The exercise on the screen: question, answer, preview.

use ratatui::layout::Position;
use ratatui::style::Style;

use super::super::field::Field;
use super::super::formula::Setting;
use super::super::frame::{Geometry, Room};
use super::super::sheet::{Sheet, wrap};
use super::Exercise;
use super::area::{Area, Fields, Layout, Options};
use super::preview::{self, Preview};
use crate::math::Name;
use crate::pack::{Choice, Coordinate, Scope, Task};
use crate::study::Asking;
use crate::tutor::{Mark, Verdict};

/// Text never runs wider.
const TEXT: u16 = 66;
/// Rows kept for the preview at home size.
const PREVIEW: u16 = 3;

/// Where the parts of an exercise lie; columns and rows of the body.
pub(super) struct Plan {
    /// Right of the `=`.
    pub column: u16,
    /// The row of the answer.
    pub answer: u16,
    /// Few rows: everything close together.
    pub small: bool,
    /// The column of the second pane, where there is one.
    pub aside: Option<u16>,
}

/// An exercise with what is known about it, to be drawn.
pub(super) struct Paper<'a> {
    pub exercise: &'a Exercise,
    pub asking: &'a Asking,
}

impl Exercise {
    /// Draws the page; answers with the cell where text is being typed.
    pub fn view(
        &self,
        asking: &Asking,
        sheet: &mut Sheet,
        geometry: &Geometry,
    ) -> Option<Position> {
        Paper { exercise: self, asking }.draw(sheet, geometry)
    }
}

impl Paper<'_> {
    fn draw(&self, sheet: &mut Sheet, geometry: &Geometry) -> Option<Position> {
        let small = geometry.down == Room::Small || geometry.across == Room::Small;
        let aside = geometry.has_two_panes().then_some(69).filter(|x| *x + 20 <= sheet.width());
        let label = |text: &str| sheet.width_of(text) + 2;
        let given = self.exercise.asked.given.as_ref().map_or(0, |(given, _)| label(given));
        let least = if small { 4 } else { 7 };
        let column = label(&self.exercise.asked.label).max(given).max(least) + 1;
        let mut plan = Plan { column, answer: 0, small, aside };
        // The second pane has its columns to itself.
        let width = aside.map_or(sheet.width(), |x| x - 3);
        let height = sheet.height();
        let mut left = sheet.part(0, 0, width, height);
        let mut y = self.draw_prompt(&mut left, &plan);
        y = self.draw_given(&mut left, &plan, y);
        plan.answer = if small { y + u16::from(y > 0) } else { (y + 1).max(self.least_row()) };
        let (cursor, end) = self.draw_area(&mut left, &plan);
        self.draw_verdict(sheet, &plan, end);
        let cursor = cursor.filter(|_| !self.asking.is_settled() && !self.exercise.confirming)?;
        let area = sheet.area();
        Some(Position { x: area.x + cursor.0, y: area.y + cursor.1 })
    }

    /// The answer keeps its row where the question is short: row 10 of the screen. Lists begin
    /// right under the question.
    fn least_row(&self) -> u16 {
        match &self.exercise.area {
            Area::Fields(fields) => match fields.layout {
                Layout::Line | Layout::Vector | Layout::Holes => 7,
                Layout::Grid(_) | Layout::Lines | Layout::Parts | Layout::Points { .. } => 0,
            },
            Area::Choice(_) | Area::Sign(_) | Area::Order(_) | Area::Card { .. } => 0,
        }
    }

    fn draw_prompt(&self, sheet: &mut Sheet, plan: &Plan) -> u16 {
        // In a small window the label says it: `f'(x) =`.
        let said =
            matches!(self.asking.question.task, Task::Derivative { .. } | Task::Partial { .. });
        if plan.small && said && self.exercise.asked.given.is_some() {
            return 0;
        }
        let theme = &sheet.look.theme;
        let (text, quiet) = (theme.text, theme.quiet);
        let digits = self.asking.question.digits.map(|digits| {
            format!("{} digits", crate::text::small(usize::try_from(digits).unwrap_or(0)))
        });
        let note = digits.filter(|_| !plan.small).unwrap_or_default();
        let room =
            TEXT.min(sheet.width()).min(sheet.width().saturating_sub(sheet.width_of(&note) + 2));
        let prompt = super::super::prose::plain(&self.asking.question.prompt, sheet.look);
        let lines = wrap(&prompt, room);
        for (y, line) in (0..).zip(&lines) {
            sheet.put(0, y, line, text);
        }
        sheet.right(0, &note, quiet);
        u16::try_from(lines.len()).unwrap_or(u16::MAX)
    }

    fn draw_given(&self, sheet: &mut Sheet, plan: &Plan, y: u16) -> u16 {
        if let Task::Parts(parts) = &self.asking.question.task {
            return Self::draw_scope(&parts.scope, sheet, y);
        }
        let Some((label, of)) = &self.exercise.asked.given else { return y };
        let rows = if plan.small { 1 } else { 6 };
        let room = sheet.width().saturating_sub(plan.column);
        let block = Setting::of(of, (room, rows), sheet.look);
        let y = if plan.small || y == 0 { y } else { y + 1 };
        Self::draw_label(sheet, plan, (label, y + block.baseline()));
        let text = sheet.look.theme.text;
        block.draw(sheet, (plan.column, y), text);
        self.draw_place(&block, sheet, (plan.column, y));
        y + block.height()
    }

    /// The common names of the parts: what is given, and what they stand for.
    fn draw_scope(scope: &Scope, sheet: &mut Sheet, y: u16) -> u16 {
        let theme = &sheet.look.theme;
        let (text, quiet) = (theme.text, theme.quiet);
        let look = sheet.look;
        let say = |name: &Name, meaning: String| format!("{} = {meaning}", name.as_str());
        let value = |value: &Coordinate| match value.number() {
            Some(_) => crate::text::digits(value.to_f64(), 10),
            None => look.line(value.expr()),
        };
        let given: Vec<String> =
            scope.given.iter().map(|(name, own)| say(name, value(own))).collect();
        let define: Vec<String> =
            scope.define.iter().map(|(name, meaning)| say(name, look.line(meaning))).collect();
        let mut row = y;
        for (items, ink) in [(given, text), (define, quiet)] {
            let mut x = 0;
            for item in &items {
                if x > 0 && x + sheet.width_of(item) > sheet.width() {
                    (x, row) = (0, row + 1);
                }
                x = sheet.put(x, row, item, ink) + 3;
            }
            row += u16::from(!items.is_empty());
        }
        row
    }

    /// The place in the question that the mistake is about.
    fn draw_place(&self, block: &Setting, sheet: &mut Sheet, at: (u16, u16)) {
        let place = self.mark().and_then(|mark| mark.place.as_ref());
        if let Some(path) = place {
            block.point_out(path, sheet, at);
        }
    }

    /// What was said about the last answer, once it may be shown; nothing where a line that could
    /// not be read has been changed since.
    pub(super) fn mark(&self) -> Option<&Mark> {
        let unread = |mark: &&Mark| mark.verdict == Verdict::Unreadable;
        self.asking.mark().filter(|mark| !(unread(mark) && self.exercise.is_mended))
    }

    fn draw_label(sheet: &mut Sheet, plan: &Plan, (label, y): (&str, u16)) {
        if label.is_empty() {
            return;
        }
        let quiet = sheet.look.theme.quiet;
        let label = format!("{label} =");
        let x = (plan.column - 1).saturating_sub(sheet.width_of(&label));
        sheet.put(x, y, &label, quiet);
    }

    /// Draws the answer; the cell of the cursor and the first free row below.
    fn draw_area(&self, sheet: &mut Sheet, plan: &Plan) -> (Option<(u16, u16)>, u16) {
        match &self.exercise.area {
            Area::Fields(fields) => match fields.layout {
                Layout::Line => self.draw_line(fields, sheet, plan),
                Layout::Vector | Layout::Holes => self.draw_vector(fields, sheet, plan),
                Layout::Grid(columns) => self.draw_grid(fields, columns, sheet, plan),
                Layout::Lines | Layout::Parts | Layout::Points { .. } => {
                    self.draw_rows(fields, sheet, plan)
                }
            },
            Area::Choice(options) => (None, self.draw_choice(options, sheet, plan)),
            Area::Sign(row) => (None, self.draw_sign(*row, sheet, plan)),
            Area::Order(order) => (None, self.draw_order(order, sheet, plan)),
            Area::Card { turned, .. } => (None, self.draw_card(*turned, sheet, plan)),
        }
    }

    fn draw_line(
        &self,
        fields: &Fields,
        sheet: &mut Sheet,
        plan: &Plan,
    ) -> (Option<(u16, u16)>, u16) {
        let y = plan.answer;
        Self::draw_label(sheet, plan, (&self.exercise.asked.label, y));
        let room = sheet.width().saturating_sub(plan.column);
        let x = fields.focused().draw(sheet, (plan.column, y), room);
        let below = self.draw_below(fields.focused(), sheet, (plan.column, y + 1), plan);
        (Some((x, y)), below)
    }

    /// The faint line under the focused field with the caret of an error, and the preview.
    fn draw_below(&self, field: &Field, sheet: &mut Sheet, (x, y): (u16, u16), plan: &Plan) -> u16 {
        let (faint, caution) = (sheet.look.theme.faint, sheet.look.theme.caution);
        let width = sheet.width().saturating_sub(x);
        let mut row = y;
        if !plan.small {
            sheet.put(x, y, &"─".repeat(width.into()), faint);
            row += 1;
        }
        if self.asking.is_settled() {
            return row;
        }
        let unread = self.mark().and_then(|mark| mark.unreadable.as_ref());
        if let Some(unread) = unread.filter(|unread| self.is_about(unread.field)) {
            let caret = x + u16::try_from(unread.span.start).unwrap_or(0);
            if !plan.small {
                sheet.put(caret.min(x + width.saturating_sub(1)), y, "▲", caution);
            }
            return self.draw_mend(sheet, (x, row), plan);
        }
        self.draw_preview(field, sheet, (x, row), plan)
    }

    /// Is what could not be read in the line being written? Only parts are read one by one.
    fn is_about(&self, row: usize) -> bool {
        match &self.exercise.area {
            Area::Fields(fields) if fields.layout == Layout::Parts => fields.focus == row,
            _ => true,
        }
    }

    fn draw_mend(&self, sheet: &mut Sheet, (x, y): (u16, u16), plan: &Plan) -> u16 {
        let theme = &sheet.look.theme;
        let (text, quiet, caution) = (theme.text, theme.quiet, theme.caution);
        let Some(unread) = self.mark().and_then(|mark| mark.unreadable.as_ref()) else {
            return y;
        };
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
        row.max(y + if plan.small { 1 } else { PREVIEW })
    }

    fn draw_preview(
        &self,
        field: &Field,
        sheet: &mut Sheet,
        (x, y): (u16, u16),
        plan: &Plan,
    ) -> u16 {
        let theme = &sheet.look.theme;
        let (text, quiet) = (theme.text, theme.quiet);
        let rows = if plan.small { 1 } else { PREVIEW };
        let room = sheet.width().saturating_sub(x);
        let syntax = super::syntax(&self.asking.question);
        let (expr, ink) = match preview::of(field.text(), &syntax) {
            Preview::Empty => {
                sheet.put(x, y, &self.invitation(), quiet);
                return y + rows;
            }
            Preview::Nothing => return y + rows,
            Preview::Whole(expr) => (expr, text),
            Preview::Begun(expr) => (expr, quiet),
        };
        let words = if plan.small { "" } else { "read as" };
        let free = room.saturating_sub(if plan.small { 0 } else { 10 });
        let block = Setting::of(&expr, (free, rows), sheet.look);
        block.draw(sheet, (x, y), ink);
        sheet.right(y + block.baseline(), words, quiet);
        y + rows
    }

    /// What the empty field says.
    fn invitation(&self) -> String {
        let label = &self.exercise.asked.label;
        match &self.asking.question.task {
            Task::Derivative { .. } => format!("Type {label}. For example 3x^2 sin x."),
            Task::Partial { .. } => format!("Type {label}. For example 2x y."),
            Task::Gradient { .. } => "Type both slopes; a comma goes to the next field.".to_owned(),
            Task::Step { vars, .. } if vars.len() > 1 => {
                "Type the next point; a comma goes to the next field.".to_owned()
            }
            Task::Step { .. } => "Type where the next point is.".to_owned(),
            Task::Hessian { .. } => "Type each second derivative.".to_owned(),
            Task::Critical { .. } => "Type a point, or none.".to_owned(),
            Task::Lines { .. } => "Type the next line.".to_owned(),
            Task::Fill { .. } => "Type what belongs into the gap.".to_owned(),
            _ => "Type a number.".to_owned(),
        }
    }

    fn draw_vector(
        &self,
        fields: &Fields,
        sheet: &mut Sheet,
        plan: &Plan,
    ) -> (Option<(u16, u16)>, u16) {
        let y = plan.answer;
        let (text, quiet, faint) =
            (sheet.look.theme.text, sheet.look.theme.quiet, sheet.look.theme.faint);
        Self::draw_label(sheet, plan, (&self.exercise.asked.label, y));
        let count = fields.lines.len() as u16;
        let room = sheet.width().saturating_sub(plan.column + 4 + 3 * count.saturating_sub(1));
        let width = (room / count.max(1)).clamp(4, 24);
        let mut x = sheet.put(plan.column, y, "( ", quiet);
        let mut cursor = None;
        for (index, line) in fields.lines.iter().enumerate() {
            let at = line.draw(sheet, (x, y), width);
            if index == fields.focus {
                cursor = Some((at, y));
            }
            if !plan.small {
                sheet.put(x, y + 1, &"─".repeat(width.into()), faint);
            }
            self.draw_field_mark(index, sheet, (x, y + 2), width);
            let (separator, ink) =
                if index + 1 < fields.lines.len() { (" , ", text) } else { (" )", quiet) };
            x = sheet.put(x + width, y, separator, ink);
        }
        let has_marks = self.mark().is_some_and(|mark| !mark.fields.is_empty());
        if self.asking.is_settled()
            || has_marks
            || self.mark().is_some_and(|m| m.unreadable.is_some())
        {
            let below = y + if has_marks { 3 } else { 2 };
            let unread = self.mark().is_some_and(|mark| mark.unreadable.is_some());
            return (
                cursor,
                if unread { self.draw_mend(sheet, (plan.column, y + 2), plan) } else { below },
            );
        }
        let row = if plan.small { y + 1 } else { y + 2 };
        let below = self.draw_preview(fields.focused(), sheet, (plan.column + 2, row), plan);
        (cursor, below)
    }

    fn draw_field_mark(&self, index: usize, sheet: &mut Sheet, (x, y): (u16, u16), width: u16) {
        let Some(field) = self.mark().and_then(|mark| mark.fields.get(index)) else { return };
        let (sign, ink) = sign(field.verdict, sheet);
        let end = sheet.put(x, y, sign, ink);
        // A remark that would be cut is left to the sentence below.
        if sheet.width_of(&field.note) <= width.saturating_sub(2) {
            sheet.put(end + 1, y, &field.note, sheet.look.theme.text);
        }
    }

    fn draw_grid(
        &self,
        fields: &Fields,
        columns: usize,
        sheet: &mut Sheet,
        plan: &Plan,
    ) -> (Option<(u16, u16)>, u16) {
        let (quiet, faint) = (sheet.look.theme.quiet, sheet.look.theme.faint);
        let names: Vec<String> = match &self.asking.question.task {
            Task::Hessian { vars, .. } => vars.iter().map(|v| format!("∂{}", v.as_str())).collect(),
            _ => Vec::new(),
        };
        let width = ((sheet.width().saturating_sub(12)) / columns.max(1) as u16).clamp(4, 12);
        let (left, mut y) = (7, plan.answer + 1);
        for (column, name) in names.iter().enumerate() {
            sheet.put(left + 2 + column as u16 * width, y, name, quiet);
        }
        let mut cursor = None;
        let rows = fields.lines.len() / columns.max(1);
        let height = rows as u16 * 2;
        for row in 0..rows {
            y += if row == 0 { 1 } else { 2 };
            sheet.put(left - 5, y, names.get(row).map_or("", String::as_str), quiet);
            for column in 0..columns {
                let index = row * columns + column;
                let x = left + 2 + column as u16 * width;
                let at = fields.lines[index].draw(sheet, (x, y), width - 2);
                if index == fields.focus {
                    cursor = Some((at, y));
                }
                let mirror = column * columns + row;
                if fields.lines[index].is_blank() && !fields.lines[mirror].is_blank() {
                    sheet.put_within(x, y, width - 2, fields.lines[mirror].text(), quiet);
                }
                sheet.put(x, y + 1, &"─".repeat(usize::from(width) - 2), faint);
                if self.mark().is_some_and(|mark| !mark.fields.is_empty()) {
                    self.draw_field_mark(index, sheet, (x, y + 1), width - 2);
                }
            }
        }
        let right = left + 2 + columns as u16 * width;
        for row in 0..height.saturating_sub(1) {
            let (open, close) = match row {
                0 => ("⎡", "⎤"),
                row if row + 2 == height => ("⎣", "⎦"),
                _ => ("⎢", "⎥"),
            };
            sheet.put(left, plan.answer + 2 + row, open, quiet);
            sheet.put(right, plan.answer + 2 + row, close, quiet);
        }
        let below = y + 2;
        if self.asking.is_settled() || self.mark().is_some() {
            return (cursor, below);
        }
        (cursor, self.draw_preview(fields.focused(), sheet, (left + 2, below + 1), plan))
    }

    fn draw_rows(
        &self,
        fields: &Fields,
        sheet: &mut Sheet,
        plan: &Plan,
    ) -> (Option<(u16, u16)>, u16) {
        let theme = &sheet.look.theme;
        let (text, quiet, strong, accent) = (theme.text, theme.quiet, theme.strong, theme.accent);
        let mut y = plan.answer;
        let mut cursor = None;
        let names: Vec<String> =
            (0..fields.lines.len()).map(|row| self.row_name(fields, row, sheet)).collect();
        let widest = names.iter().map(|name| sheet.width_of(name)).max().unwrap_or(0);
        let numbered = fields.layout != Layout::Points { kinds: true }
            && fields.layout != Layout::Points { kinds: false };
        let left = if numbered { 3 } else { 0 };
        let x = left + if widest > 0 { widest + 3 } else { 3 };
        for (row, line) in fields.lines.iter().enumerate() {
            let open = row == fields.focus && !self.asking.is_settled();
            if numbered {
                let ink = if open { accent } else { quiet };
                sheet.put(0, y, &(row + 1).to_string(), ink);
            }
            sheet.put(left, y, &names[row], if open { strong } else { text });
            if widest > 0 {
                sheet.put(x - 2, y, "=", quiet);
            }
            let kinds = fields.layout == (Layout::Points { kinds: true });
            let room = if kinds { 14 } else { sheet.width().saturating_sub(x) };
            let at = line.draw(sheet, (x, y), room);
            if kinds {
                let word = fields.kinds[row].map_or("·", area_kind_word);
                let chosen = open && fields.in_kind;
                if chosen {
                    sheet.put(x + 14, y, "▸", accent);
                }
                sheet.put(x + 16, y, word, if chosen { strong } else { text });
            }
            self.draw_row_mark(row, line, sheet, (x, y), kinds);
            if open {
                cursor = (!fields.in_kind).then_some((at, y));
                y = self.draw_below(line, sheet, (x, y + 1), plan);
            } else {
                y += 1;
            }
        }
        (cursor, y)
    }

    /// The sign and remark behind a row that was marked.
    fn draw_row_mark(
        &self,
        row: usize,
        line: &Field,
        sheet: &mut Sheet,
        (x, y): (u16, u16),
        kinds: bool,
    ) {
        let Some(field) = self.mark().and_then(|mark| mark.fields.get(row)) else { return };
        // A part that is still empty, or changed since, has no sign.
        if self.is_parts() && !self.exercise.is_as_handed_in(row) {
            return;
        }
        let (sign, ink) = sign(field.verdict, sheet);
        let behind = if kinds { x + 26 } else { (x + sheet.width_of(line.text()) + 3).max(x + 10) };
        let end = sheet.put(behind, y, sign, ink);
        let text = sheet.look.theme.text;
        let room = sheet.width().saturating_sub(end + 2);
        sheet.put_within(end + 2, y, room, &field.note, text);
    }

    fn is_parts(&self) -> bool {
        matches!(self.asking.question.task, Task::Parts(_))
    }

    fn row_name(&self, fields: &Fields, row: usize, sheet: &Sheet) -> String {
        match (&self.asking.question.task, fields.layout) {
            (Task::Parts(parts), _) => parts.parts.get(row).map_or_else(String::new, |part| {
                let prompt = super::super::prose::plain(&part.prompt, sheet.look);
                prompt.strip_suffix(" = ?").map_or(prompt.clone(), str::to_owned)
            }),
            (_, Layout::Points { .. }) => self.exercise.asked.label.clone(),
            _ => String::new(),
        }
    }

    fn options(&self) -> Option<(&[Choice], &[usize])> {
        match &self.asking.question.task {
            Task::Choice { options, shown, .. } => Some((options, shown)),
            _ => None,
        }
    }

    fn draw_choice(&self, options: &Options, sheet: &mut Sheet, plan: &Plan) -> u16 {
        let Some((all, shown)) = self.options() else { return plan.answer };
        let mut y = plan.answer;
        for (row, letter) in (0..shown.len()).zip('a'..) {
            let option = &all[shown[row]];
            let chosen = row == options.cursor;
            let text = super::super::prose::plain(&option.text, sheet.look);
            let mark = match (options.several, options.marked[row]) {
                (true, true) => "[x] ",
                (true, false) => "[ ] ",
                (false, _) => "",
            };
            let room = TEXT.min(sheet.width()).saturating_sub(5 + sheet.width_of(mark));
            y = Self::draw_option(
                (&letter.to_string(), mark),
                &wrap(&text, room),
                chosen,
                sheet,
                y,
            );
        }
        y
    }

    /// A row that can be selected: `▸ b  product rule`.
    fn draw_option(
        (name, mark): (&str, &str),
        lines: &[String],
        chosen: bool,
        sheet: &mut Sheet,
        mut y: u16,
    ) -> u16 {
        let theme = &sheet.look.theme;
        let (accent, quiet) = (theme.accent, theme.quiet);
        let ink: Style = if chosen { theme.strong } else { theme.text };
        if chosen {
            sheet.put(0, y, "▸", accent);
        }
        sheet.put(2, y, name, if chosen { ink } else { quiet });
        let x = sheet.put(5, y, mark, ink);
        for line in lines {
            sheet.put(x, y, line, ink);
            y += 1;
        }
        y
    }

    fn draw_sign(&self, row: usize, sheet: &mut Sheet, plan: &Plan) -> u16 {
        let second = matches!(&self.asking.question.task, Task::Sign { order, .. } if *order != 1);
        let words = if second {
            [("+", "positive"), ("−", "negative"), ("0", "zero")]
        } else {
            [("+", "f rises"), ("−", "f falls"), ("0", "flat")]
        };
        let mut y = plan.answer;
        for (index, (sign, word)) in words.iter().enumerate() {
            y = Self::draw_option((sign, ""), &[(*word).to_owned()], index == row, sheet, y);
        }
        y
    }

    fn draw_order(&self, order: &super::area::Order, sheet: &mut Sheet, plan: &Plan) -> u16 {
        let Task::Order { steps, .. } = &self.asking.question.task else { return plan.answer };
        let mut y = plan.answer;
        for (row, step) in order.order.iter().enumerate() {
            let text = super::super::prose::plain(&steps[*step], sheet.look);
            let chosen = row == order.cursor;
            let held = if chosen && order.held { "↕ " } else { "" };
            let room = TEXT.min(sheet.width()).saturating_sub(5 + sheet.width_of(held));
            let name = (row + 1).to_string();
            y = Self::draw_option((&name, held), &wrap(&text, room), chosen, sheet, y);
        }
        y
    }

    fn draw_card(&self, turned: bool, sheet: &mut Sheet, plan: &Plan) -> u16 {
        let Task::Card { back, .. } = &self.asking.question.task else { return plan.answer };
        let theme = &sheet.look.theme;
        let (text, quiet) = (theme.text, theme.quiet);
        if !turned {
            sheet.put(0, plan.answer, "space turns it", quiet);
            return plan.answer + 1;
        }
        let lines = wrap(&super::super::prose::plain(back, sheet.look), TEXT.min(sheet.width()));
        let mut y = plan.answer;
        for line in lines {
            sheet.put(0, y, &line, text);
            y += 1;
        }
        sheet.put(0, y + 1, "y  knew it      n  not yet", quiet);
        y + 2
    }
}

fn area_kind_word(kind: super::area::Kind) -> &'static str {
    kind.word()
}

/// The sign of a verdict and its ink.
pub(super) fn sign(verdict: Verdict, sheet: &Sheet) -> (&'static str, Style) {
    let theme = &sheet.look.theme;
    match verdict {
        Verdict::Right => ("✓", theme.right),
        Verdict::Part => ("◐", theme.caution),
        Verdict::Wrong => ("✗", theme.wrong),
        Verdict::Undecided | Verdict::Unreadable => ("?", theme.caution),
    }
}
