//! An exercise on the screen: the question, and what every way of answering draws alike.

use ratatui::layout::Position;
use ratatui::style::Style;

use super::super::formula::Setting;
use super::super::frame::{Geometry, Room, TEXT};
use super::super::sheet::{Sheet, wrap};
use super::Exercise;
use super::area::Drawn;
use super::map::Halves;
use crate::math::Name;
use crate::pack::{Coordinate, Scope, Task};
use crate::study::Asking;
use crate::tutor::mark::FieldMark;
use crate::tutor::{Mark, Verdict};

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
        let area = &self.exercise.area;
        if !area.has_map() {
            let aside = geometry.has_two_panes().then_some(69);
            let aside = aside.filter(|x| *x + 20 <= sheet.width());
            return self.draw_text(sheet, geometry, aside);
        }
        let halves = Halves::of(geometry, (sheet.width(), sheet.height()));
        match halves.text {
            Some((x, width)) => {
                area.draw_map(self, &mut halves.map_part(sheet), false);
                let height = sheet.height();
                self.draw_text(&mut sheet.part(x, 0, width, height), geometry, None)
            }
            None if area.shows_map() => {
                area.draw_map(self, &mut halves.map_part(sheet), true);
                None
            }
            None => self.draw_text(sheet, geometry, None),
        }
    }

    /// Question, answer and verdict.
    fn draw_text(
        &self,
        sheet: &mut Sheet,
        geometry: &Geometry,
        aside: Option<u16>,
    ) -> Option<Position> {
        let small = geometry.down == Room::Small || geometry.across == Room::Small;
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
        let least = self.exercise.area.least_row();
        plan.answer = if small { y + u16::from(y > 0) } else { (y + 1).max(least) };
        let Drawn { cursor, end } = self.exercise.area.draw(self, &mut left, &plan);
        self.draw_verdict(sheet, &plan, end);
        let is_open = !self.is_settled() || self.exercise.area.goes_on();
        let cursor = cursor.filter(|_| is_open && !self.exercise.confirming)?;
        let area = sheet.area();
        Some(Position { x: area.x + cursor.0, y: area.y + cursor.1 })
    }

    /// Has it been answered right?
    pub(super) fn is_settled(&self) -> bool {
        self.asking.is_settled()
    }

    /// What the answer is called.
    pub(super) fn label(&self) -> &str {
        &self.exercise.asked.label
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
        let then = self.exercise.area.then().filter(|_| self.is_settled());
        let prompt = then.unwrap_or(&self.asking.question.prompt);
        let prompt = super::super::prose::plain(prompt, sheet.look);
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
        self.asking.mark().filter(|mark| !(unread(mark) && self.exercise.is_changed()))
    }

    /// What was said about one field of the answer, as long as it stands as it was handed in.
    pub(super) fn field_mark(&self, row: usize) -> Option<&FieldMark> {
        self.mark()?.fields.get(row).filter(|_| self.exercise.is_as_handed_in(row))
    }

    /// The label of the answer, in row `y`.
    pub(super) fn draw_own_label(&self, sheet: &mut Sheet, plan: &Plan, y: u16) {
        Self::draw_label(sheet, plan, (self.label(), y));
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
}

/// A row that can be selected: `▸ b  product rule`.
pub(super) struct Entry<'a> {
    /// Its letter, number or sign.
    pub name: &'a str,
    /// What stands before its text.
    pub mark: &'a str,
    /// Its text, wrapped.
    pub lines: &'a [String],
    /// Is the cursor on it?
    pub chosen: bool,
}

impl Entry<'_> {
    /// Draws it from row `y` on; answers with the first free row.
    pub(super) fn draw(&self, sheet: &mut Sheet, mut y: u16) -> u16 {
        let theme = &sheet.look.theme;
        let (accent, quiet) = (theme.accent, theme.quiet);
        let ink: Style = if self.chosen { theme.strong } else { theme.text };
        if self.chosen {
            sheet.put(0, y, "▸", accent);
        }
        sheet.put(2, y, self.name, if self.chosen { ink } else { quiet });
        let x = sheet.put(5, y, self.mark, ink);
        for line in self.lines {
            sheet.put(x, y, line, ink);
            y += 1;
        }
        y
    }
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
