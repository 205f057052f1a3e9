//! The state of the screen as cells: changes nothing, knows no key and no clock.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::{App, Overlay, Screen};
use super::frame::{Frame, Geometry, Place, Rail, too_small};
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
        self.frame().draw(geometry, &self.look, buffer);
        let mut body = Sheet::new(buffer, geometry.body(), &self.look);
        match &self.overlay {
            Some(Overlay::Help(help)) => {
                help.view(&mut body);
                return None;
            }
            None => {}
        }
        let cursor = match &self.screen {
            Screen::Home => {
                self.home.view(&mut body);
                None
            }
            Screen::Lab(lab) => lab.view(&mut body),
        };
        if !self.notice.is_empty() {
            let mut status = Sheet::new(buffer, geometry.status(), &self.look);
            let quiet = status.look.theme.quiet;
            status.put(0, 0, &self.notice, quiet);
        }
        cursor
    }

    fn frame(&self) -> Frame {
        let foot = self.foot();
        if let Some(Overlay::Help(_)) = self.overlay {
            let here = self.screen_name().to_owned();
            let place = Place { path: vec!["Keys".to_owned()], here, far: String::new() };
            return Frame { place, rail: Rail::Share(0, 1), foot };
        }
        match &self.screen {
            Screen::Home => {
                let place = Place {
                    path: Vec::new(),
                    here: "▂▄▆ gradus".to_owned(),
                    far: self.today.clone(),
                };
                Frame { place, rail: Rail::Share(0, 1), foot }
            }
            Screen::Lab(lab) => Frame { place: lab.place(), rail: lab.rail(), foot },
        }
    }

    fn screen_name(&self) -> &str {
        match &self.screen {
            Screen::Home => "Home",
            Screen::Lab(_) => "Lab",
        }
    }

    fn foot(&self) -> Foot {
        foot(&self.contexts(), |row: &Row| match &self.screen {
            _ if self.overlay.is_some() => Some(row.word.to_owned()),
            // Home is the top: nothing lies above it.
            Screen::Home => (row.shown != "esc").then(|| row.word.to_owned()),
            Screen::Lab(lab) => lab.word(row),
        })
    }
}
