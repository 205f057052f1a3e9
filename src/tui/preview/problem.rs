//! A problem where it stands: its sentence, the lines of the file, a mark and what mends it.

use ratatui::style::Style;

use super::line::{Line, filled};
use crate::author::preview::{Excerpt, excerpt};
use crate::author::report::visible;
use crate::pack::{Problem, Severity};
use crate::tui::look::Look;
use crate::tui::sheet::{cut, wrap};
use unicode_width::UnicodeWidthStr as _;

/// Where the sentence begins, and everything under it.
const SENTENCE: u16 = 9;
const INDENT: u16 = 3;

/// How much of a problem is shown, the most first.
const FORMS: [Form; 5] = [
    Form { above: true, apart: true, message: 6 },
    Form { above: false, apart: true, message: 6 },
    Form { above: false, apart: false, message: 6 },
    Form { above: false, apart: false, message: 2 },
    Form { above: false, apart: false, message: 1 },
];

#[derive(Clone, Copy)]
struct Form {
    /// The lines above the marked one?
    above: bool,
    /// A blank row before the mend?
    apart: bool,
    /// Rows of the sentence, at most.
    message: usize,
}

/// A problem in rows of this width; `here` is the file that the page belongs to. What does not fit
/// into so many rows is left out, the mend last.
pub(super) fn rows(
    problem: &Problem,
    here: &str,
    (width, height): (u16, usize),
    look: &Look,
) -> Vec<Line> {
    let mut best = Vec::new();
    for form in FORMS {
        best = formed(problem, here, width, form, look);
        if best.len() <= height {
            break;
        }
    }
    best.truncate(height);
    best
}

fn formed(problem: &Problem, here: &str, width: u16, form: Form, look: &Look) -> Vec<Line> {
    let theme = &look.theme;
    let (sign, ink) = match problem.severity {
        Severity::Error => ("✗", theme.wrong),
        Severity::Warning | Severity::Note => ("?", theme.caution),
    };
    let begin = Line::at(0, sign, ink).and(INDENT, problem.code.name(), ink);
    let message = look.words(&visible(&problem.message)).into_owned();
    let mut rows = Vec::new();
    let lines = wrap(&message, width.saturating_sub(SENTENCE).clamp(8, 66));
    for (row, line) in lines.iter().take(form.message).enumerate() {
        let head = if row == 0 { begin.clone() } else { Line::blank() };
        let is_cut = row + 1 == form.message && lines.len() > form.message;
        let line = if is_cut { format!("{line} …") } else { line.clone() };
        rows.push(head.and(SENTENCE, line, theme.text));
    }
    if &*problem.place.file != here {
        let file = visible(&problem.place.file);
        rows.push(Line::at(INDENT, format!("in {file}"), theme.quiet));
    }
    source(problem, width, form, look, &mut rows);
    let mend = look.words(&visible(&problem.remedy)).into_owned();
    if !mend.is_empty() {
        if form.apart {
            rows.push(Line::blank());
        }
        rows.extend(filled(INDENT, &mend, width.min(INDENT + 66), theme.text));
    }
    rows
}

/// The lines of the file with the mark under the last of them.
fn source(problem: &Problem, width: u16, form: Form, look: &Look, rows: &mut Vec<Line>) {
    let Excerpt { rows: lines, mark } = excerpt(problem);
    let Some(last) = lines.last() else { return };
    let theme = &look.theme;
    let digits = last.number.to_string().len();
    let column = digits as u16 + 3;
    let room = usize::from(width.saturating_sub(column)).max(8);
    let skip = if form.above { 0 } else { lines.len() - 1 };
    for line in lines.iter().skip(skip) {
        let is_marked = line.number == last.number;
        let text =
            if is_marked { shifted(&line.text, mark.start, room).0 } else { line.text.clone() };
        let number = format!("{:>digits$}", line.number);
        rows.push(gutter(&number, theme.quiet, look).and(column, text, theme.text));
    }
    let (shown, start) = shifted(&last.text, mark.start, room);
    let before: String = shown.chars().take(start).collect();
    let marked: String = shown.chars().skip(start).take(mark.len().max(1)).collect();
    let x = look.words(&before).width();
    let length = look.words(&marked).width().clamp(1, room.saturating_sub(x).max(1));
    let ink = match problem.severity {
        Severity::Error => theme.wrong,
        Severity::Warning | Severity::Note => theme.caution,
    };
    let x = column + x as u16;
    let under = gutter("", theme.quiet, look).and(x, "▔".repeat(length), ink);
    let label = visible(&problem.label);
    let end = x + length as u16 + 2;
    let fits = usize::from(end) + label.width() <= usize::from(width);
    if fits || label.is_empty() {
        rows.push(under.and(end, label, ink));
    } else {
        rows.push(under);
        let at = column.max(width.saturating_sub(label.width() as u16));
        rows.push(gutter("", theme.quiet, look).and(at, label, ink));
    }
}

fn gutter(number: &str, quiet: Style, look: &Look) -> Line {
    let bar = (number.len().max(2) + 1) as u16;
    Line::at(0, number, quiet).and(bar, "│", look.theme.faint)
}

/// A line moved to the left as far as it takes to have the mark in sight, and where that then is.
fn shifted(text: &str, start: usize, room: usize) -> (String, usize) {
    let skip = if start + 12 > room { start.saturating_sub(room / 3) } else { 0 };
    if skip == 0 {
        return (cut(text, room), start);
    }
    let rest: String = text.chars().skip(skip).collect();
    (cut(&format!("…{rest}"), room), start - skip + 1)
}
