//! What an author asks of an exercise: its answer, its variant, what was foreseen, is it sound?

use super::line::{Line, filled, labelled};
use super::{MINUTE, Preview};
use crate::pack::Severity;
use crate::text;
use crate::tui::look::{Glyphs, Look};
use crate::tui::prose;
use crate::tui::sheet::cut;

/// Wrong answers that are listed beside the page.
const FIRST: usize = 3;
/// Where the texts begin that have a label.
const COLUMN: u16 = 15;

impl Preview {
    /// Model answer, values of the parameters, foreseen answers.
    pub(super) fn notes(&self, width: u16, look: &Look) -> Vec<Line> {
        let theme = &look.theme;
        let Some(page) = self.page.as_ref().filter(|page| page.question.is_some() && !self.is_old)
        else {
            return Vec::new();
        };
        let at = (if width < 60 { 9 } else { COLUMN }, width.min(COLUMN + 66));
        let mut rows = Vec::new();
        let answers: Vec<String> = page.model.iter().map(|line| prose::plain(line, look)).collect();
        if !answers.is_empty() {
            let label = if width < 60 { "answer" } else { "model answer" };
            let text = (answers.join("; "), theme.text);
            rows.extend(labelled((label, theme.quiet), (&text.0, text.1), at, 3));
        }
        let looked = self.scan.as_ref().and_then(|scan| scan.variants.get(self.variant));
        if let Some(looked) = looked.filter(|looked| !looked.values.is_empty()) {
            let values = look.words(&looked.values).into_owned();
            rows.extend(labelled(("variant", theme.quiet), (&values, theme.quiet), at, 2));
        }
        let wrong = page.question.as_ref().map_or(0, |question| question.wrong.len());
        let variant = looked.and_then(|looked| looked.variant.as_ref());
        let tests = variant.map_or(0, |variant| variant.tests.len());
        if wrong + tests > 0 {
            let parts = [(wrong, "wrong answer"), (tests, "test")];
            let said: Vec<String> = parts
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, word)| text::count(*count, word))
                .collect();
            let row = Line::at(0, "foreseen", theme.quiet);
            let said = format!("{}: m", said.join(", "));
            rows.push(row.and(at.0, said, theme.quiet));
        }
        rows
    }

    /// The first wrong answers that the author foresaw, in at most so many rows.
    pub(super) fn sayings(&self, width: u16, room: usize, look: &Look) -> Vec<Line> {
        let theme = &look.theme;
        let Some(page) = self.page.as_ref().filter(|_| !self.is_old) else { return Vec::new() };
        let all = &page.sayings;
        // A blank row, the heading, and a row for those that are left.
        let fits = room.saturating_sub(2);
        let shown =
            if all.len() > fits.min(FIRST) { fits.saturating_sub(1).min(FIRST) } else { all.len() };
        if shown == 0 {
            return Vec::new();
        }
        let column = (width / 3).clamp(16, 32);
        let heading = Line::at(0, "Wrong answers you foresaw", theme.strong);
        let mut rows = vec![Line::blank(), heading];
        for (answer, say) in &all[..shown] {
            let answer = cut(&look.words(answer), usize::from(column) - 4);
            let say = prose::plain(say, look);
            rows.push(Line::at(2, answer, theme.text).and(column, say, theme.quiet));
        }
        if all.len() > shown {
            rows.push(Line::at(2, format!("{} more: m", all.len() - shown), theme.quiet));
        }
        rows
    }

    /// `✓  12 variants, 14 tests, nothing to mend.`, once that is known.
    pub(super) fn soundness(&self, width: u16, look: &Look) -> Vec<Line> {
        let theme = &look.theme;
        let Some(scan) = &self.scan else { return Vec::new() };
        let is_sound = scan.variants.iter().all(|looked| looked.problems.is_empty());
        if !is_sound || self.is_old {
            return Vec::new();
        }
        let mut said = text::count(scan.variants.len(), "variant");
        if scan.tests > 0 {
            said = format!("{said}, {}", text::count(scan.tests, "test"));
        }
        let mut rows = filled(3, &format!("{said}, nothing to mend."), width, theme.text);
        rows.iter_mut().take(1).for_each(|row| row.begin_with("✓", theme.right));
        rows
    }

    /// `1 error · 0 warnings · read again 2 s ago, on save`.
    pub(super) fn summary(&self, width: u16, look: &Look) -> Line {
        let theme = &look.theme;
        let of = |severity| self.problems.iter().filter(|own| own.severity == severity).count();
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        let ink = |count: usize, ink| if count > 0 { ink } else { theme.quiet };
        let said = text::count(errors, "error");
        let mut x = said.len() as u16;
        let mut line = Line::at(0, said, ink(errors, theme.wrong));
        // The twin of the dot would be a sign of multiplication.
        let dot = if look.glyphs == Glyphs::Ascii { ", " } else { " · " };
        let mut add = |line: Line, text: String, style| {
            let gap = dot.chars().count() as u16;
            let taken = gap + text.chars().count() as u16;
            if x + taken > width {
                return line;
            }
            let next = line.and(x, dot, theme.quiet).and(x + gap, text, style);
            x += taken;
            next
        };
        line = add(line, text::count(warnings, "warning"), ink(warnings, theme.caution));
        let again = if self.is_again { "read again" } else { "read" };
        let saved = if self.is_again { ", on save" } else { "" };
        line = add(line, format!("{again} {}{saved}", self.age()), theme.quiet);
        let count = self.jobs.check.as_ref().map(|(progress, _)| progress.count());
        if let Some((done, total)) = count.filter(|(_, total)| *total > 0) {
            line = add(line, format!("checking {done} of {total}"), theme.quiet);
        }
        let which = self.problem().filter(|_| self.problems.len() > 1);
        let which = which.map(|at| format!("problem {} of {}", at + 1, self.problems.len()));
        match which.filter(|which| usize::from(x) + which.len() + 2 <= usize::from(width)) {
            Some(which) => line.with_right(which, theme.quiet),
            None => line,
        }
    }

    /// `2 s ago`.
    fn age(&self) -> String {
        match self.age.as_secs() {
            0 => "just now".to_owned(),
            seconds if self.age < MINUTE => format!("{seconds} s ago"),
            seconds => format!("{} min ago", seconds / 60),
        }
    }

    /// What stands where there is nothing to show.
    pub(super) fn nothing(&self) -> &'static str {
        match () {
            () if !self.is_read => "Reading.",
            () if self.blocks() == 0 => "There is no block yet. A block begins with [[block]].",
            () => "This block cannot be read yet.",
        }
    }
}
