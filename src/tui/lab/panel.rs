//! The numbers beside the map: runners, the step, f by step.

use std::cmp::Ordering;

use super::function::Function;
use crate::descent::Run;
use crate::plot::{self, Series, history, is_logarithmic};
use crate::text::{digits, number};
use crate::tui::figure;
use crate::tui::scene::Runner;
use crate::tui::sheet::Sheet;

/// What the panel tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panel<'a> {
    pub(super) function: &'a Function,
    pub(super) runners: &'a [Runner],
    pub(super) selected: usize,
    pub(super) now: usize,
    /// Does the curve show ‖∇f‖ instead of f?
    pub(super) shows_norm: bool,
    pub(super) look: plot::Look,
}

/// Column at which the numbers of the step begin.
const NUMBERS: u16 = 7;

/// Signs that the panel writes, and what stands for them where there is only ASCII: the general
/// twins are words, too long for a label.
const SIGNS: [(&str, &str); 5] =
    [("‖∇f‖", "|g|"), ("−α∇f", "-a g"), ("−αv", "-a v"), ("∇f", "g"), (" → ", " > ")];

impl Panel<'_> {
    /// Draws the three blocks from the top.
    pub(super) fn draw(&self, sheet: &mut Sheet) {
        let Some(runner) = self.runners.get(self.selected) else { return };
        let mut row = self.draw_runners(sheet) + 1;
        row = self.draw_step(sheet, row, runner) + 1;
        let left = sheet.height().saturating_sub(row);
        // 46 rows and more: the table of steps follows below the curve
        let curve = if left >= 30 { 16 } else { left };
        self.draw_curve(sheet, row, curve.min(18));
        if left > curve + 4 {
            draw_table(
                &mut sheet.part(0, row + curve + 1, sheet.width(), left - curve - 1),
                runner,
                self.now,
            );
        }
    }

    /// A text with signs as this terminal has them.
    fn sign(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if self.look.glyphs == plot::Glyphs::Ascii {
            for (sign, twin) in SIGNS {
                text = text.replace(sign, twin);
            }
        }
        text
    }

    /// One row each at a small height, two with more room. Answers with the row below.
    fn draw_runners(&self, sheet: &mut Sheet) -> u16 {
        if let [runner] = self.runners {
            self.draw_name(sheet, 0, runner, true, &format!("rate {}", number(runner.plan.rate)));
            let k = runner.at(self.now);
            let limit = runner.run.rate_limit(&self.function.compiled, k);
            let quiet = sheet.look.theme.quiet;
            let (label, value) = match limit {
                Some(limit) if runner.plan.stability() == Some(2.0) => (
                    if self.look.glyphs == plot::Glyphs::Ascii {
                        "limit of the rate"
                    } else {
                        "limit 2/λmax"
                    },
                    number(limit),
                ),
                Some(limit) => ("limit of the rate", number(limit)),
                None => ("λ", eigenvalues(runner, self.function, k)),
            };
            sheet.put(2, 1, label, quiet);
            sheet.right(1, &value, quiet);
            return 2;
        }
        let is_roomy = sheet.height() >= 24;
        let mut row = 0;
        for (i, runner) in self.runners.iter().enumerate() {
            let k = runner.at(self.now);
            let value = runner.run.values.get(k).copied().unwrap_or(f64::NAN);
            if is_roomy {
                let rate = format!("rate {}", number(runner.plan.rate));
                self.draw_name(sheet, row, runner, i == self.selected, &rate);
                let quiet = sheet.look.theme.quiet;
                sheet.put(2, row + 1, &format!("f {}", digits(value, 3)), quiet);
                let norm = runner.norms.get(k).copied().unwrap_or(f64::NAN);
                sheet.right(row + 1, &self.sign(&format!("‖∇f‖ {}", digits(norm, 3))), quiet);
                row += 2;
            } else {
                let room = usize::from(sheet.width()).saturating_sub(3 + runner.name().len());
                let spell = |(n, gap): (usize, &str)| {
                    format!("{}{gap}f {}", number(runner.plan.rate), short(value, n))
                };
                let choices = [(4, "  "), (3, "  "), (2, "  "), (2, " "), (1, " ")];
                let fits = choices.map(spell).into_iter().find(|t| t.chars().count() <= room);
                let facts = fits.unwrap_or_else(|| format!("f {}", short(value, 1)));
                self.draw_name(sheet, row, runner, i == self.selected, &facts);
                row += 1;
            }
        }
        row
    }

    /// Head and name at the left, facts at the right.
    fn draw_name(
        &self,
        sheet: &mut Sheet,
        row: u16,
        runner: &Runner,
        is_selected: bool,
        facts: &str,
    ) {
        let theme = &sheet.look.theme;
        let place = usize::from(runner.place);
        let head_ink = theme.runners[place % theme.runners.len()];
        let ink = if is_selected { theme.strong } else { theme.text };
        let facts_ink = if is_selected { theme.text } else { theme.quiet };
        let head = if self.look.glyphs == plot::Glyphs::Ascii {
            char::from(b'A' + runner.place % 26)
        } else {
            plot::HEADS[place % plot::HEADS.len()]
        };
        sheet.put_raw(0, row, 1, &head.to_string(), head_ink);
        sheet.put(2, row, runner.name(), ink);
        sheet.right(row, facts, facts_ink);
    }

    /// The step that led here, written out. Answers with the row below.
    fn draw_step(&self, sheet: &mut Sheet, top: u16, runner: &Runner) -> u16 {
        let k = runner.at(self.now);
        let run = &runner.run;
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        let room = usize::from(sheet.width().saturating_sub(NUMBERS));
        let from = k.saturating_sub(1);
        let mut title = if k == 0 { "start".to_owned() } else { format!("step {from} → {k}") };
        if self.runners.len() > 1 {
            title = format!("{title}   {}", runner.name());
        }
        sheet.put(0, top, &self.sign(&title), quiet);
        let mut row = top + 1;
        let mut line = |label: &str, value: String| {
            sheet.put(0, row, &self.sign(label), quiet);
            sheet.put(NUMBERS, row, &value, text);
            row += 1;
        };
        line("at", tuple(run.points.get(from), room));
        line("∇f", tuple(run.gradients.get(from), room));
        let is_crowded = self.runners.len() > 2 && self.look.glyphs == plot::Glyphs::Braille;
        if k > 0 {
            if runner.has_velocity() && !is_crowded {
                line("v", tuple(run.velocities.get(from), room));
            }
            let label = if runner.has_velocity() { "−αv" } else { "−α∇f" };
            line(label, tuple(run.step(from).as_ref(), room));
            line("to", tuple(run.points.get(k), room));
        }
        let worked = self.draw_working(sheet, row, run, from);
        row += worked;
        let pair = |values: &[f64]| match (values.get(from), values.get(k)) {
            (Some(before), Some(now)) if k > 0 => arrow(*before, *now, room),
            (Some(now), _) => number(*now),
            (None, _) => String::new(),
        };
        let (f, norm) = (pair(&run.values), pair(&runner.norms));
        let gap =
            u16::from(!runner.has_velocity() || self.runners.len() > 2 || sheet.height() > 20);
        let below = if k > 0 { row + gap } else { top + 6 + worked };
        sheet.put(0, below, "f", quiet);
        sheet.put(NUMBERS, below, &self.sign(&f), text);
        sheet.put(0, below + 1, &self.sign("‖∇f‖"), quiet);
        sheet.put(NUMBERS, below + 1, &self.sign(&norm), text);
        below + 2
    }

    /// Each coordinate of the step with its numbers, `3 − 0.1·6 = 2.4`, where there is room for
    /// it. Answers with the rows that it takes, also at the start, where there is no step yet.
    fn draw_working(&self, sheet: &mut Sheet, top: u16, run: &Run, from: usize) -> u16 {
        if sheet.height() <= 24 || self.runners.len() > 2 {
            return 0;
        }
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        let room = sheet.width().saturating_sub(NUMBERS);
        let names = self.function.compiled.variables();
        if self.now > 0 {
            for (row, working) in (top..).zip(run.working(names, from)) {
                sheet.put(0, row, &working.name, quiet);
                sheet.put_within(NUMBERS, row, room, &working.step, text);
            }
        }
        u16::try_from(names.len()).unwrap_or(0)
    }

    /// f or ‖∇f‖ by step in `rows` rows, title and ends included.
    fn draw_curve(&self, sheet: &mut Sheet, top: u16, rows: u16) {
        if rows < 3 {
            return;
        }
        let mut order: Vec<usize> = (0..self.runners.len()).collect();
        order.sort_by_key(|i| *i == self.selected);
        let series: Vec<Series> = order
            .iter()
            .map(|i| &self.runners[*i])
            .map(|runner| Series {
                values: if self.shows_norm { &runner.norms } else { &runner.run.values },
                runner: runner.place,
                now: self.now,
            })
            .collect();
        let quiet = sheet.look.theme.quiet;
        let title = if self.shows_norm { "‖∇f‖ by step" } else { "f by step" };
        sheet.put(0, top, &self.sign(title), quiet);
        if is_logarithmic(&series) {
            let end = sheet.part(0, top, sheet.width(), 1).width();
            sheet.put(end.saturating_sub(3), top, "log", quiet);
        }
        let size = (usize::from(sheet.width()), usize::from(rows - 2));
        let picture = history(&series, size, self.look);
        figure::paint(&picture, &mut sheet.part(0, top + 1, sheet.width(), rows - 2));
        let ends = self.runners.get(self.selected).map(|runner| {
            let values = if self.shows_norm { &runner.norms } else { &runner.run.values };
            [values.first(), values.last()].map(|v| v.map_or(String::new(), |v| number(*v)))
        });
        if let Some([first, last]) = ends {
            sheet.put(0, top + rows - 1, &first, quiet);
            sheet.right(top + rows - 1, &last, quiet);
        }
    }
}

/// The run as a table around the step shown.
pub(super) fn draw_table(sheet: &mut Sheet, runner: &Runner, now: usize) {
    let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
    let (strong, accent) = (sheet.look.theme.strong, sheet.look.theme.accent);
    let width = sheet.width();
    let (f_at, norm_at) = (width.saturating_sub(15), width);
    let point_room = usize::from(f_at.saturating_sub(9));
    sheet.put(0, 0, "step", quiet);
    sheet.put(8, 0, "point", quiet);
    sheet.put(f_at, 0, "f", quiet);
    sheet.put(norm_at.saturating_sub(4), 0, "‖∇f‖", quiet);
    let k = runner.at(now);
    let rows = usize::from(sheet.height().saturating_sub(1));
    let count = runner.run.points.len();
    let first = k.saturating_sub(rows / 3).min(count.saturating_sub(rows));
    for (y, step) in (1..).zip(first..count.min(first + rows)) {
        let ink = match step.cmp(&k) {
            Ordering::Equal => strong,
            Ordering::Less => text,
            Ordering::Greater => quiet,
        };
        if step == k {
            sheet.put(0, y, "▸", accent);
        }
        let step_text = step.to_string();
        let x = 6_u16.saturating_sub(u16::try_from(step_text.len()).unwrap_or(6));
        sheet.put(x, y, &step_text, ink);
        sheet.put(8, y, &tuple(runner.run.points.get(step), point_room.min(17)), ink);
        sheet.put(f_at, y, &short(runner.run.values[step], 3), ink);
        let norm = short(runner.norms[step], 3);
        let x = norm_at.saturating_sub(sheet.width_of(&norm));
        sheet.put(x, y, &norm, ink);
    }
}

/// `(1.92, 0.72)` or, for one variable, `1.92`, with as many digits as fit into the room.
pub(super) fn tuple(point: Option<&Vec<f64>>, room: usize) -> String {
    let Some(point) = point else { return String::new() };
    let spell = |significant: usize| match point.as_slice() {
        [x] => digits(*x, significant),
        more => {
            let parts: Vec<String> = more.iter().map(|v| short(*v, significant)).collect();
            format!("({})", parts.join(", "))
        }
    };
    let fits = [4, 3, 2].into_iter().map(spell).find(|text| text.chars().count() <= room);
    fits.unwrap_or_else(|| spell(1))
}

/// A number, with a power of ten where that is shorter: `−4·10⁻⁶` for −0.000004.
fn short(value: f64, significant: usize) -> String {
    let plain = digits(value, significant);
    if value == 0.0 || value.abs() >= 1e-3 || !value.is_finite() {
        return plain;
    }
    let power = value.abs().log10().floor();
    let mantissa = digits(value / 10_f64.powf(power), significant.min(2));
    let exponent: String = power.to_string().chars().map(raised).collect();
    let scientific = format!("{mantissa}·10{exponent}");
    if scientific.chars().count() < plain.chars().count() { scientific } else { plain }
}

/// A digit or a minus, raised.
fn raised(c: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize])
}

/// `4.723 → 2.733` with as many digits as fit.
fn arrow(before: f64, now: f64, room: usize) -> String {
    let spell = |n: usize| format!("{} → {}", digits(before, n), digits(now, n));
    let fits = [4, 3, 2].into_iter().map(spell).find(|text| text.chars().count() <= room);
    fits.unwrap_or_else(|| spell(1))
}

/// The eigenvalues of the Hessian at a step.
fn eigenvalues(runner: &Runner, function: &Function, k: usize) -> String {
    let values = runner.run.eigenvalues(&function.compiled, k);
    let parts: Vec<String> = values.iter().map(|v| digits(*v, 3)).collect();
    parts.join(", ")
}
