//! The body of the laboratory as cells.

use ratatui::layout::Position;

use super::layout::Layout;
use super::panel::{self, Panel};
use super::{Lab, Open, words};
use crate::descent::{Plan, block, command};
use crate::text::digits;
use crate::tui::figure;
use crate::tui::scene::Shown;
use crate::tui::sheet::Sheet;

impl Lab {
    /// Draws the body. Answers with the cell where text is being typed.
    pub fn view(&self, sheet: &mut Sheet) -> Option<Position> {
        let layout = self.layout?;
        if let Open::Menu(menu) = &self.open {
            return menu.draw(sheet, &self.menu_lines());
        }
        let (columns, rows) = layout.picture;
        if let Open::Written = &self.open {
            self.draw_written(sheet);
            return None;
        }
        if let Open::Basins(_) | Open::Sweep(_) = &self.open {
            self.draw_survey(sheet, &layout);
            return None;
        }
        match layout.panel {
            _ if matches!(self.open, Open::Table) => {
                panel::draw_table(
                    &mut sheet.part(0, 0, columns, rows),
                    self.runner(),
                    self.clock.now,
                );
            }
            None if self.shows.numbers => {
                self.panel().draw(&mut sheet.part(0, 0, columns, rows));
            }
            None | Some(_) => {
                let arrows = if self.shows.arrows { self.arrows() } else { Vec::new() };
                let shown = Shown {
                    runners: &self.runners,
                    selected: self.selected,
                    now: self.clock.now,
                    arrows: &arrows,
                    start: None,
                };
                let picture = self.scene.picture(&shown);
                figure::paint(&picture, &mut sheet.part(0, 0, columns, rows));
            }
        }
        if let Some(legend) = self.scene.legend()
            && rows < layout.status
        {
            let quiet = sheet.look.theme.quiet;
            sheet.put_within(0, rows, columns, &legend, quiet);
        }
        if let Some((column, width)) = layout.panel {
            self.panel().draw(&mut sheet.part(column, 0, width, layout.status));
        }
        self.draw_status(sheet, &layout);
        match &self.open {
            Open::Function(entry) => Some(entry.draw(sheet, layout.status)),
            Open::Walk
            | Open::Menu(_)
            | Open::Table
            | Open::Written
            | Open::Basins(_)
            | Open::Sweep(_) => None,
        }
    }

    /// The setting as commands and as a block of a lesson, to be copied by hand or mouse.
    fn draw_written(&self, sheet: &mut Sheet) {
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        let window = self.scene.window();
        // Short decimals: a window that was dragged has fifteen.
        let short = |v: f64| (v * 100.0).round() / 100.0;
        let sides = [window.x, window.y].map(|[low, high]| (short(low), short(high)));
        let sides = &sides[..self.function.dimensions()];
        let plans: Vec<&Plan> = self.runners.iter().map(|runner| &runner.plan).collect();
        let commands = plans.iter().map(|plan| command(&self.function.typed, plan));
        let mut lines = vec![("To type:".to_owned(), quiet)];
        lines.extend(commands.map(|command| (command, text)));
        lines.push((String::new(), text));
        lines.push(("For a lesson:".to_owned(), quiet));
        let block = block(&self.function.typed, sides, &plans);
        lines.extend(block.lines().map(|line| (line.to_owned(), text)));
        let width = usize::from(sheet.width());
        let pieces = lines.iter().flat_map(|(line, ink)| {
            broken(line, width).into_iter().map(move |piece| (piece, *ink))
        });
        for (row, (piece, ink)) in (0..).zip(pieces) {
            sheet.put(0, row, &piece, ink);
        }
    }

    /// The basins or the sweep, with what there is to say of them.
    fn draw_survey(&self, sheet: &mut Sheet, layout: &Layout) {
        let (columns, rows) = layout.picture;
        let size = (usize::from(columns), usize::from(rows));
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        let (picture, sentence) = match &self.open {
            Open::Basins(basins) => {
                (basins.picture(&self.scene.marks, &self.start, self.look), basins.sentence())
            }
            Open::Sweep(sweep) => (sweep.picture(size, self.look), sweep.sentence()),
            Open::Walk | Open::Function(_) | Open::Menu(_) | Open::Table | Open::Written => return,
        };
        figure::paint(&picture, &mut sheet.part(0, 0, columns, rows));
        sheet.put_within(0, layout.status, sheet.width(), &sentence, quiet);
        let Some((column, width)) = layout.panel else { return };
        let mut side = sheet.part(column, 0, width, layout.status);
        match &self.open {
            Open::Basins(basins) => basins.draw_shares(&mut side, self.look),
            Open::Sweep(sweep) => {
                for (y, (label, value)) in (0..).zip(sweep.facts()) {
                    side.put(0, y, &label, quiet);
                    side.right(y, &value, text);
                }
            }
            Open::Walk | Open::Function(_) | Open::Menu(_) | Open::Table | Open::Written => {}
        }
    }

    fn panel(&self) -> Panel<'_> {
        Panel {
            function: &self.function,
            runners: &self.runners,
            selected: self.selected,
            now: self.clock.now,
            shows_norm: self.shows.norm,
            look: self.look,
        }
    }

    fn draw_status(&self, sheet: &mut Sheet, layout: &Layout) {
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        let runner = self.runner();
        let k = runner.at(self.clock.now);
        if layout.panel.is_none() && !self.shows.numbers {
            let line = format!(
                "step {k}   f {}   ‖∇f‖ {}",
                digits(runner.run.values[k], 4),
                digits(runner.norms[k], 3)
            );
            sheet.put(0, layout.status.saturating_sub(1), &line, text);
        }
        let ink = if runner.has_ended(self.clock.now) && k > 0 { text } else { quiet };
        if self.notice.is_empty() {
            let sentence = words::sentence(runner, self.clock.now, self.clock.is_playing);
            let room = sheet.width();
            sheet.put_within(0, layout.status, room, &sentence, ink);
        } else {
            sheet.put(0, layout.status, &self.notice, quiet);
        }
    }
}

/// A command as lines that a shell reads as one, broken between words; any other line as it is.
fn broken(line: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in line.split(' ') {
        let last = pieces.last_mut().map(std::mem::take).unwrap_or_default();
        let is_first = last.is_empty();
        let joined = if is_first { word.to_owned() } else { format!("{last} {word}") };
        pieces.pop();
        if is_first || joined.chars().count() + 2 <= width || !line.starts_with("gradus") {
            pieces.push(joined);
        } else {
            pieces.push(format!("{last} \\"));
            pieces.push(format!("  {word}"));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_command_is_broken_as_a_shell_takes_it() {
        let command = "gradus descend 'x^2' --from 3 --steps 25";
        assert_eq!(broken(command, 24), ["gradus descend 'x^2' \\", "  --from 3 --steps 25"]);
        assert_eq!(broken(command, 80), [command]);
        assert_eq!(broken("", 10), [""]);
    }
}
