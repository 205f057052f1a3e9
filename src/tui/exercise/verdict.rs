//! What is said about an answer, hints and steps, in the rows that are left.

use ratatui::style::Style;

use super::super::frame::TEXT;
use super::super::sheet::{Sheet, wrap};
use super::Exercise;
use super::paper::{Paper, Plan, sign};
use crate::study::Stage;
use crate::tutor::Verdict;

/// A sentence that may be left out when there is no room; smaller ranks go first.
struct Sentence {
    lines: Vec<String>,
    ink: Style,
    rank: u8,
}

const ALWAYS: u8 = 9;

impl Paper<'_> {
    /// Draws verdict, hints and steps; `end` is the first free row under the answer.
    pub(super) fn draw_verdict(&self, sheet: &mut Sheet, plan: &Plan, end: u16) {
        let answered = self.asking.is_settled();
        // A line's verdict takes the place of its preview once it is right.
        let is_typed = self.exercise.area.is_typed();
        let gap = u16::from(!answered || plan.small || !is_typed);
        let y = end + gap;
        let below = self.draw_said(sheet, y, plan);
        match plan.aside {
            Some(x) if !self.asking.hints().is_empty() || self.shows_steps() => {
                let (width, height) = (sheet.width() - x, sheet.height());
                let mut aside = sheet.part(x, 0, width, height);
                let used = self.draw_hints(&mut aside, 0);
                let used = if used > 0 { used + 1 } else { 0 };
                self.draw_steps(&mut aside, used, 0);
            }
            Some(_) => {}
            None => {
                let gap = |y: u16, first: u16| if y > first { y + 1 } else { y };
                let y = if self.shows_steps() {
                    gap(below, y)
                } else {
                    self.draw_hints(sheet, gap(below, y))
                };
                self.draw_steps(sheet, y, 3);
            }
        }
    }

    /// The sign, the sentence, the reasons; answers with the first free row.
    fn draw_said(&self, sheet: &mut Sheet, y: u16, plan: &Plan) -> u16 {
        let quiet = sheet.look.theme.quiet;
        if self.exercise.is_slow && matches!(self.asking.stage, Stage::Waiting { .. }) {
            sheet.put(3, y, "Saving the answer; the verdict comes when it is kept.", quiet);
            return y + 1;
        }
        let Some(mark) = self.mark() else { return y };
        let (glyph, ink) = sign(mark.verdict, sheet);
        let indent = if plan.small { 2 } else { 3 };
        let edge = plan.aside.map_or(sheet.width(), |x| x - 3);
        let width = edge.saturating_sub(indent).min(68);
        let sentences = self.said(sheet, width, plan);
        // Three hints may stay below; what is said makes room for them.
        let hints =
            if plan.aside.is_some() || self.shows_steps() { 0 } else { self.hint_rows(sheet) };
        let reserved = usize::from(hints) + usize::from(hints > 0);
        let room = usize::from(sheet.height().saturating_sub(y)).saturating_sub(reserved).max(1);
        sheet.put(0, y, glyph, ink);
        let mut row = y;
        for sentence in keep(sentences, room) {
            for line in &sentence.lines {
                sheet.put(indent, row, line, sentence.ink);
                row += 1;
            }
        }
        if mark.verdict == Verdict::Right {
            sheet.restyle(indent, y, 5, ink);
        }
        row
    }

    fn said(&self, sheet: &Sheet, width: u16, plan: &Plan) -> Vec<Sentence> {
        let theme = &sheet.look.theme;
        let Some(mark) = self.mark() else { return Vec::new() };
        let heading = self.asking.heading().unwrap_or_default();
        let (headline, ink) = match mark.verdict {
            Verdict::Right | Verdict::Undecided => (heading, theme.text),
            Verdict::Part => (heading, theme.caution),
            Verdict::Wrong => (heading, theme.wrong),
            // The message itself stands under the caret.
            Verdict::Unreadable => ("Not read yet, so nothing was marked.".to_owned(), theme.text),
        };
        let mut sentences = Vec::new();
        let mut add = |text: &str, ink: Style, rank: u8| {
            let mut lines = wrap(&super::super::prose::sentence(text, sheet.look), width);
            if lines.is_empty() {
                lines.push(String::new());
            }
            sentences.push(Sentence { lines, ink, rank });
        };
        add(&headline, ink, ALWAYS);
        for why in &mark.why {
            add(why, theme.text, 6);
        }
        if let Some(witness) = &mark.witness {
            if !plan.small {
                add("", theme.text, 3);
            }
            add(witness, theme.quiet, 4);
        }
        if mark.verdict == Verdict::Wrong && self.exercise.area.is_typed() {
            add("Edit the line and try again; it costs nothing.", theme.quiet, 1);
        }
        if let Some(sentence) = self.asking.unsaved_sentence() {
            add(&format!("{sentence} Practice goes on."), theme.caution, 8);
        }
        sentences
    }

    /// The hints shown so far, numbered and wrapped.
    fn hint_lines(&self, sheet: &Sheet) -> Vec<(usize, Vec<String>)> {
        let width = sheet.width().saturating_sub(3).min(TEXT);
        let hints = (1..).zip(self.asking.hints());
        let wrapped = |hint: &str| wrap(&super::super::prose::plain(hint, sheet.look), width);
        hints.map(|(number, hint)| (number, wrapped(hint))).collect()
    }

    /// Rows that the last three hints take.
    fn hint_rows(&self, sheet: &Sheet) -> u16 {
        let lines = self.hint_lines(sheet);
        lines.iter().rev().take(3).map(|(_, lines)| lines.len() as u16).sum()
    }

    /// The last three hints, numbered.
    fn draw_hints(&self, sheet: &mut Sheet, y: u16) -> u16 {
        let theme = &sheet.look.theme;
        let (text, quiet) = (theme.text, theme.quiet);
        let numbered = self.hint_lines(sheet);
        let room = usize::from(sheet.height().saturating_sub(y));
        let mut first = numbered.len().saturating_sub(3);
        let rows =
            |from: usize| numbered[from..].iter().map(|(_, lines)| lines.len()).sum::<usize>();
        while first + 1 < numbered.len() && rows(first) > room {
            first += 1;
        }
        let mut row = y;
        for (number, lines) in &numbered[first..] {
            sheet.put(0, row, &number.to_string(), quiet);
            for line in lines {
                sheet.put(3, row, line, text);
                row += 1;
            }
        }
        row
    }

    /// Asked for, or earned: a right answer brings the working with it.
    fn shows_steps(&self) -> bool {
        let is_earned = self.asking.is_settled() && self.exercise.area.has_working();
        self.exercise.has_steps || (is_earned && !self.asking.steps().is_empty())
    }

    /// One equation a row, its rule beside it; more than fit can be scrolled.
    fn draw_steps(&self, sheet: &mut Sheet, y: u16, indent: u16) {
        if !self.shows_steps() {
            return;
        }
        let theme = &sheet.look.theme;
        let (text, quiet) = (theme.text, theme.quiet);
        let lines = self.asking.steps();
        let lefts = lines.iter().map(|line| sheet.width_of(&line.left)).max().unwrap_or(0);
        let steps: Vec<(String, String)> = lines
            .into_iter()
            .map(|line| match line.maths {
                Some(maths) => {
                    let gap = lefts - sheet.width_of(&line.left) + 1;
                    let gap = " ".repeat(gap.into());
                    (format!("{}{gap}= {}", line.left, sheet.look.line(&maths)), line.note)
                }
                None => (line.note, String::new()),
            })
            .collect();
        let widest = steps.iter().map(|(math, _)| sheet.width_of(math)).max().unwrap_or(0);
        // The rules stand in one column: 48 of the screen where the equations leave it free, further
        // to the left where a long one needs it.
        let note = steps.iter().filter(|(math, _)| !math.is_empty());
        let note = note.map(|(_, rule)| sheet.width_of(rule)).max().unwrap_or(0);
        let usual = 46.min(sheet.width() / 2 + 8).min(sheet.width().saturating_sub(note));
        let column = (indent + widest + 2).max(usual).min(sheet.width());
        let beside = column + note <= sheet.width();
        let mut rows: Vec<(u16, String, Style, String)> = Vec::new();
        for (math, rule) in steps {
            if rule.is_empty() {
                // Words alone: a sentence under the equations.
                let width = sheet.width().saturating_sub(indent).min(TEXT);
                rows.push((indent, String::new(), text, String::new()));
                let lines = wrap(&super::super::prose::sentence(&math, sheet.look), width);
                rows.extend(lines.into_iter().map(|line| (indent, line, quiet, String::new())));
            } else if beside {
                rows.push((indent, math, text, rule));
            } else {
                let width = sheet.width().saturating_sub(indent);
                // Wrapping would take the blanks that put the `=` below each other.
                let lines = if sheet.width_of(&math) <= width {
                    vec![math]
                } else {
                    wrap(&sheet.look.words(&math), width)
                };
                rows.extend(lines.into_iter().map(|line| (indent, line, text, String::new())));
                if !rule.is_empty() {
                    let notes = wrap(&sheet.look.words(&rule), width.saturating_sub(4));
                    let row = |note| (indent + 4, note, quiet, String::new());
                    rows.extend(notes.into_iter().map(row));
                }
            }
        }
        let room = usize::from(sheet.height().saturating_sub(y));
        let top = usize::from(self.exercise.top).min(rows.len().saturating_sub(room));
        for (row, (x, math, ink, rule)) in (y..sheet.height()).zip(&rows[top..]) {
            sheet.put(*x, row, math, *ink);
            if beside {
                let free = sheet.width().saturating_sub(column);
                sheet.put_within(column, row, free, rule, quiet);
            }
        }
        if rows.len() > top + room && room > 0 {
            sheet.right(sheet.height() - 1, "  more", quiet);
        }
    }
}

impl Exercise {
    /// The sentence of the status row.
    pub fn status(&self) -> String {
        if self.confirming {
            let asked = "Show the steps? It then counts as seen. enter shows, esc keeps trying.";
            return asked.to_owned();
        }
        self.note.clone()
    }
}

/// As many sentences as there is room for; of the least important the last is left out first.
fn keep(mut sentences: Vec<Sentence>, room: usize) -> Vec<Sentence> {
    let rows = |sentences: &[Sentence]| sentences.iter().map(|own| own.lines.len()).sum::<usize>();
    while rows(&sentences) > room {
        let least = sentences.iter().map(|own| own.rank).min().unwrap_or(ALWAYS);
        let last = sentences.iter().rposition(|own| own.rank == least && least < ALWAYS);
        let Some(last) = last else { break };
        sentences.remove(last);
    }
    sentences
}
