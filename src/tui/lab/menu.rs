//! Lists over the map: methods, the parameters of one, options.

use ratatui::layout::Position;

use crate::descent::{METHODS, Parameter};
use crate::text::number;
use crate::tui::field::Field;
use crate::tui::scene::Runner;
use crate::tui::sheet::Sheet;

/// A row: name, value, a line about it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) about: String,
}

/// Which list is open, and where its cursor stands.
#[derive(Clone, Debug)]
pub(super) struct Menu {
    pub(super) kind: Kind,
    pub(super) chosen: usize,
    /// The value being typed.
    pub(super) field: Option<Field>,
    /// Why the last value was not taken.
    pub(super) refusal: String,
}

/// The lists there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// How the next point is chosen.
    Methods,
    /// The rate and what else the method takes.
    Parameters,
    /// What is the same for all runners.
    Options,
}

impl Menu {
    /// The list of a kind, at the row that is in force.
    pub(super) fn new(kind: Kind, runner: &Runner) -> Menu {
        let chosen = match kind {
            Kind::Methods => {
                METHODS.iter().position(|row| row.method == runner.plan.method).unwrap_or(0)
            }
            Kind::Parameters | Kind::Options => 0,
        };
        Menu { kind, chosen, field: None, refusal: String::new() }
    }

    /// Moves the cursor.
    pub(super) fn choose(&mut self, is_down: bool, count: usize) {
        self.refusal.clear();
        let last = count.saturating_sub(1);
        self.chosen =
            if is_down { (self.chosen + 1).min(last) } else { self.chosen.saturating_sub(1) };
    }

    /// Draws the list over a cleared body.
    pub(super) fn draw(&self, sheet: &mut Sheet, lines: &[Line]) -> Option<Position> {
        let theme = &sheet.look.theme;
        let (text, strong, quiet) = (theme.text, theme.strong, theme.quiet);
        let (accent, caution) = (theme.accent, theme.caution);
        let wide = |of: fn(&Line) -> &String, sheet: &Sheet| {
            lines.iter().map(|line| sheet.width_of(of(line))).max().unwrap_or(0)
        };
        let value_at = 2 + wide(|line| &line.name, sheet) + 3;
        let values = wide(|line| &line.value, sheet).max(if self.field.is_some() { 18 } else { 0 });
        let about_at = if values == 0 { value_at } else { value_at + values + 3 };
        let rows = usize::from(sheet.height().saturating_sub(2)).max(1);
        let first = self.chosen.saturating_sub(rows.saturating_sub(1));
        let mut cursor = None;
        for (y, (i, line)) in (0_u16..).zip(lines.iter().enumerate().skip(first).take(rows)) {
            let is_chosen = i == self.chosen;
            if is_chosen {
                sheet.put(0, y, "▸", accent);
            }
            sheet.put(2, y, &line.name, if is_chosen { strong } else { text });
            match (&self.field, is_chosen) {
                (Some(field), true) => {
                    let x = field.draw(sheet, (value_at, y), values);
                    let area = sheet.area();
                    cursor = Some(Position::new(area.x + x, area.y + y));
                }
                _ => {
                    sheet.put(value_at, y, &line.value, text);
                }
            }
            let room = sheet.width().saturating_sub(about_at);
            sheet.put_within(about_at, y, room, &line.about, quiet);
        }
        let last = sheet.height().saturating_sub(1);
        if self.refusal.is_empty() {
            let about = lines.get(self.chosen).map_or("", |line| line.about.as_str());
            sheet.put_within(0, last, sheet.width(), about, text);
        } else {
            sheet.put_within(0, last, sheet.width(), &self.refusal, caution);
        }
        cursor
    }
}

/// The methods, each with its line.
pub(super) fn methods() -> Vec<Line> {
    let line = |row: &crate::descent::MethodRow| Line {
        name: row.name.to_owned(),
        value: String::new(),
        about: row.about.to_owned(),
    };
    METHODS.iter().map(line).collect()
}

/// The rate and the parameters of a runner's method.
pub(super) fn parameters(runner: &Runner) -> Vec<Line> {
    let rate = Line {
        name: "rate".to_owned(),
        value: number(runner.plan.rate),
        about: "α: how far each step goes along its direction".to_owned(),
    };
    let others = Parameter::of(runner.plan.method).map(|parameter| Line {
        name: parameter.key.to_owned(),
        value: (parameter.show)(&runner.plan),
        about: parameter.about.to_owned(),
    });
    std::iter::once(rate).chain(others).collect()
}

/// Sets the value of a row of [`parameters`]; the refusal is a sentence.
pub(super) fn set(runner: &mut Runner, row: usize, value: &str) -> Result<(), String> {
    if row == 0 {
        let plain = value.trim().replace('−', "-");
        let rate = plain.parse::<f64>().ok().filter(|rate| rate.is_finite());
        runner.plan.rate = rate.ok_or_else(|| format!("`{}` is not a number.", value.trim()))?;
        return Ok(());
    }
    let Some(parameter) = Parameter::of(runner.plan.method).nth(row - 1) else { return Ok(()) };
    runner.plan.set(parameter.key, value).map_err(|error| format!("{error}."))
}
