//! The page above, what its author asks below it, and how long ago it was read.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::line::Line;
use super::page::Page;
use super::{Leaf, Preview, problem};
use crate::pack::Task;
use crate::study::Library;
use crate::tui::frame::{Geometry, Room};
use crate::tui::look::Look;
use crate::tui::sheet::Sheet;

/// The author's part never runs wider where a second pane stands beside it.
const BESIDE: u16 = 66;

/// With fewer rows than these, a problem is shown alone.
const CLOSE: u16 = 14;

/// How the page is drawn: its geometry, and the rows that it takes.
struct Plan {
    geometry: Geometry,
    rows: u16,
}

impl Preview {
    /// Draws the body; answers with the cell where text is being typed.
    pub fn view(&self, sheet: &mut Sheet, geometry: &Geometry) -> Option<Position> {
        match &self.leaf {
            Leaf::Trying(lesson) => return lesson.view(sheet, geometry, &Library::default()),
            Leaf::Answers(_) | Leaf::Scan | Leaf::Plain(_) => self.draw_list(sheet),
            Leaf::Block => self.draw_block(sheet, geometry),
        }
        None
    }

    fn draw_list(&self, sheet: &mut Sheet) {
        let rows = self.list(sheet.width(), sheet.look);
        let height = usize::from(sheet.height());
        let top = self.top.min(rows.len().saturating_sub(height));
        for (y, row) in (0..sheet.height()).zip(&rows[top..]) {
            row.draw(sheet, y);
        }
        if rows.len() > top + height && height > 0 {
            let quiet = sheet.look.theme.quiet;
            sheet.right(sheet.height() - 1, "   more", quiet);
        }
    }

    fn draw_block(&self, sheet: &mut Sheet, geometry: &Geometry) {
        let (width, height) = (sheet.width(), sheet.height());
        let Some(room) = height.checked_sub(2) else { return };
        let told = self.page.as_ref().and_then(|page| page.told.as_ref());
        let told = told.filter(|_| geometry.has_two_panes() && !self.is_old);
        let own = if told.is_some() { width.min(BESIDE) } else { width };
        let (mut notes, split) = self.below(own, room, sheet.look);
        let mut y = 0;
        if let Some(page) = &self.page {
            let plan = plan(page, geometry, (width, room), notes.len() as u16, sheet.look);
            match told.filter(|_| plan.geometry.has_two_panes()) {
                Some(told) => {
                    // Hints and steps stand beside it, as far down as there are rows.
                    let mut whole = sheet.part(0, 0, width, height.saturating_sub(1));
                    told.view(&mut whole, geometry, &Library::default());
                }
                None => {
                    let mut part = sheet.part(0, 0, width, plan.rows);
                    page.bare.view(&mut part, &plan.geometry, &Library::default());
                }
            }
            if self.is_old {
                let quiet = sheet.look.theme.quiet;
                (0..plan.rows).for_each(|row| sheet.restyle(0, row, width, quiet));
            }
            y = plan.rows + 1;
            let spare = usize::from(room.saturating_sub(y)).saturating_sub(notes.len());
            let sayings = self.sayings(own, spare, sheet.look);
            notes.splice(split..split, sayings);
        } else {
            let quiet = sheet.look.theme.quiet;
            sheet.put(0, 0, self.nothing(), quiet);
            y += 2;
        }
        let mut part = sheet.part(0, 0, own, height - 1);
        for (row, line) in (y..).zip(&notes) {
            line.draw(&mut part, row);
        }
        self.summary(width, sheet.look).draw(sheet, height - 1);
    }

    /// What stands below the page, in at most so many rows less those that the page needs; and
    /// the row where what is said of the exercise ends.
    fn below(&self, width: u16, room: u16, look: &Look) -> (Vec<Line>, usize) {
        let problem = self.problem().and_then(|at| self.problems.get(at));
        // In a small window a problem leaves no room for the rest.
        let is_close = room < CLOSE && problem.is_some();
        let mut rows = if is_close { Vec::new() } else { self.notes(width, look) };
        let here = self.reading.sources.get(self.spot.source).map_or("", |own| &*own.file);
        let least = if self.page.is_some() && !is_close { 5 } else { 2 };
        let found = match problem {
            Some(problem) => {
                let left = usize::from(room.saturating_sub(least + rows.len() as u16));
                problem::rows(problem, here, (width, left.max(5)), look)
            }
            None => self.soundness(width, look),
        };
        let split = rows.len();
        if !rows.is_empty() && !found.is_empty() {
            rows.push(Line::blank());
        }
        rows.extend(found);
        (rows, split)
    }
}

/// The page as the student meets it where there are rows for that, else close together.
fn plan(
    page: &Page,
    geometry: &Geometry,
    (width, room): (u16, u16),
    below: u16,
    look: &Look,
) -> Plan {
    let left = room.saturating_sub(below + u16::from(below > 0));
    if page.question.is_none() {
        let apart = if below == 0 { room } else { left };
        return Plan { geometry: lowered(geometry, apart), rows: apart };
    }
    let rows = height_of(page, geometry, (width, room + 1), look);
    if rows <= left {
        return Plan { geometry: *geometry, rows };
    }
    let is_drawn = matches!(
        page.question.as_ref().map(|question| &question.task),
        Some(Task::Arrow { .. } | Task::Rate { .. })
    );
    if is_drawn && left > 12 {
        // A picture is as high as there are rows.
        return Plan { geometry: *geometry, rows: left };
    }
    let close = Geometry { across: geometry.across.min(Room::Home), ..lowered(geometry, left) };
    let close = Geometry { down: Room::Small, ..close };
    Plan { geometry: close, rows: height_of(page, &close, (width, left), look) }
}

/// A geometry whose body has so many rows.
fn lowered(geometry: &Geometry, rows: u16) -> Geometry {
    let body = geometry.body().height;
    if rows >= body {
        return *geometry;
    }
    let window = Rect { height: rows + 3, ..geometry.window };
    Geometry { window, down: Room::Small, ..*geometry }
}

/// The rows that an exercise takes of those that there are: it is drawn aside, and the last row with
/// something counts.
fn height_of(page: &Page, geometry: &Geometry, (width, height): (u16, u16), look: &Look) -> u16 {
    let area = Rect { x: 0, y: 0, width, height };
    let mut buffer = Buffer::empty(area);
    page.bare.view(&mut Sheet::new(&mut buffer, area, look), geometry, &Library::default());
    let rows = buffer.content.chunks(usize::from(width.max(1)));
    let is_used = |row: &[ratatui::buffer::Cell]| row.iter().any(|cell| cell.symbol() != " ");
    rows.map(is_used)
        .collect::<Vec<_>>()
        .iter()
        .rposition(|used| *used)
        .map_or(0, |at| at as u16 + 1)
}
