//! The state of the screen as cells: changes nothing, knows no key and no clock.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::app::{App, Overlay, Screen};
use super::frame::{Frame, Geometry, Place, Rail, Room, too_small};
use super::home::Home;
use super::keys::{Foot, Row, foot};
use super::sheet::Sheet;

impl App {
    /// Draws everything; answers with the cell where text is being typed.
    pub fn view(&self, window: Rect, buffer: &mut Buffer) -> Option<Position> {
        let cursor = match Geometry::of(window) {
            None => {
                too_small(window, &self.look, buffer);
                None
            }
            Some(geometry) => {
                let is_wide = matches!(self.screen, Screen::Lab(_)) && self.overlay.is_none();
                let geometry = if is_wide { geometry.edge_to_edge() } else { geometry };
                self.screen_view(&geometry, buffer)
            }
        };
        self.look.sweep(buffer);
        cursor
    }

    fn screen_view(&self, geometry: &Geometry, buffer: &mut Buffer) -> Option<Position> {
        self.frame(geometry).draw(geometry, &self.look, buffer);
        if matches!((&self.screen, &self.overlay), (Screen::Home, None | Some(Overlay::Palette(_))))
        {
            let accent = self.look.theme.accent;
            Sheet::new(buffer, geometry.row(0), &self.look).put(0, 0, "▂▄▆", accent);
        }
        let mut body = Sheet::new(buffer, geometry.body(), &self.look);
        if let Some(Overlay::Help(help)) = &self.overlay {
            help.view(&mut body);
            return None;
        }
        let mut cursor = match &self.screen {
            Screen::Home => {
                self.home.view(&mut body, &self.study, geometry);
                None
            }
            Screen::Lessons(lessons) => {
                lessons.view(&mut body, &self.study);
                None
            }
            Screen::Lesson(lesson) => lesson.view(&mut body, geometry, &self.study.library),
            Screen::Lab(lab) => lab.view(&mut body),
            Screen::Preview(preview) => preview.view(&mut body, geometry),
        };
        let said = self.status();
        if !said.is_empty() {
            let mut status = Sheet::new(buffer, geometry.status(), &self.look);
            let (text, width) = (status.look.theme.text, status.width());
            status.put(0, 0, &" ".repeat(width.into()), text);
            status.put(0, 0, &said, text);
        }
        if let Some(Overlay::Palette(palette)) = &self.overlay {
            // What lies below stays in sight, and out of the way.
            let faint = Style::reset().patch(self.look.theme.faint);
            buffer.set_style(geometry.window, faint);
            let window = geometry.window;
            cursor = palette.view(&mut Sheet::new(buffer, window, &self.look));
        }
        cursor
    }

    /// One sentence about now.
    fn status(&self) -> String {
        let own = match &self.screen {
            Screen::Lesson(lesson) => lesson.status(),
            Screen::Preview(preview) => preview.status(),
            Screen::Home | Screen::Lessons(_) | Screen::Lab(_) => String::new(),
        };
        if self.notice.is_empty() { own } else { self.notice.clone() }
    }

    fn frame(&self, geometry: &Geometry) -> Frame {
        let foot = self.foot(geometry);
        if let Some(Overlay::Help(_)) = self.overlay {
            let here = self.screen_name().to_owned();
            let place = Place { path: vec!["Keys".to_owned()], here, far: String::new() };
            return Frame { place, rail: Rail::Share(0, 1), foot };
        }
        match &self.screen {
            Screen::Home => {
                let here = "gradus".to_owned();
                let place = Place {
                    path: Vec::new(),
                    here: format!("    {here}"),
                    far: self.today.clone(),
                };
                Frame { place, rail: Home::rail(&self.study), foot }
            }
            Screen::Lessons(lessons) => {
                let pack = self.study.library.pack(&lessons.pack);
                let here = pack.map_or_else(String::new, |pack| pack.title.clone());
                let place = Place { path: Vec::new(), here, far: String::new() };
                Frame { place, rail: Home::rail(&self.study), foot }
            }
            Screen::Lesson(lesson) => Frame { place: lesson.place(), rail: lesson.rail(), foot },
            Screen::Lab(lab) => Frame { place: lab.place(), rail: lab.rail(), foot },
            Screen::Preview(preview) => {
                Frame { place: preview.place(geometry.across), rail: preview.rail(), foot }
            }
        }
    }

    fn screen_name(&self) -> &str {
        match &self.screen {
            Screen::Home => "Home",
            Screen::Lessons(_) => "Lessons",
            Screen::Lesson(lesson) if lesson.session.asking().is_some() => "Exercise",
            Screen::Lesson(_) => "Lesson",
            Screen::Lab(_) => "Lab",
            Screen::Preview(_) => "Preview",
        }
    }

    fn foot(&self, geometry: &Geometry) -> Foot {
        let mut foot = foot(&self.contexts(), |row: &Row| match &self.screen {
            _ if self.overlay.is_some() => Some(row.word.to_owned()),
            // Home is the top: nothing lies above it.
            Screen::Home => (row.shown != "esc").then(|| row.word.to_owned()),
            Screen::Lessons(_) => Some(row.word.to_owned()),
            Screen::Lesson(lesson) => lesson.word(row, Some(geometry)),
            Screen::Lab(lab) => lab.word(row),
            Screen::Preview(preview) => preview.word(row, geometry),
        });
        // `? keys` comes first of the two at the edge; in a small window the way out goes first.
        if geometry.across == Room::Small && foot.edge.len() > 1 {
            foot.edge.truncate(1);
        }
        foot
    }
}
