//! The tutor on a sheet of cells instead of a terminal: keys as text in, the screen as text out.

use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::{App, Effect, Message, Work};
use super::keys::Chord;
use crate::study::{Order, Report};

/// A tutor that can be driven without a terminal; workers run at once.
pub struct Stage {
    /// The state, for a look inside.
    pub app: App,
    window: Rect,
    open: bool,
}

impl Stage {
    /// Puts the tutor on a sheet of this size.
    pub fn new(mut app: App, columns: u16, rows: u16) -> Stage {
        let window = Rect::new(0, 0, columns, rows);
        app.update(Message::Window(window));
        Stage { app, window, open: true }
    }

    /// Presses keys: names as in the key table (`enter ctrl-t shift-tab`), `'…'` types a text.
    ///
    /// # Panics
    /// On a name that is no key: a test's spelling mistake.
    pub fn keys(&mut self, keys: &str) -> &mut Stage {
        let mut rest = keys.trim_start();
        while !rest.is_empty() {
            if let Some(quoted) = rest.strip_prefix('\'') {
                let (text, behind) = quoted.split_once('\'').unwrap_or((quoted, ""));
                for c in text.chars() {
                    let code = crossterm::event::KeyCode::Char(c);
                    self.tell(Message::Key(Chord { code, ctrl: false, shift: false }));
                }
                rest = behind.trim_start();
                continue;
            }
            let (name, behind) = rest.split_once(' ').unwrap_or((rest, ""));
            let chord = Chord::named(name).expect("a test presses only keys that exist");
            self.tell(Message::Key(chord));
            rest = behind.trim_start();
        }
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Stage {
        self.tell(Message::Paste(text.to_owned()));
        self
    }

    /// Lets time go by, a tick at a time.
    pub fn wait(&mut self, mut time: Duration) -> &mut Stage {
        while let Some(pause) = self.app.next_tick().filter(|pause| *pause <= time) {
            time -= pause;
            self.tell(Message::Tick(pause));
        }
        self
    }

    /// Gives the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Stage {
        self.window = Rect::new(0, 0, columns, rows);
        self.tell(Message::Window(self.window));
        self
    }

    /// Does what the screen asks for when it opens.
    pub fn begin(&mut self) -> &mut Stage {
        let effects = self.app.begin();
        self.act(effects);
        self
    }

    /// Has the student left?
    pub fn has_ended(&self) -> bool {
        !self.open
    }

    /// Takes a message and does at once what it asks for.
    pub fn tell(&mut self, message: Message) {
        let effects = self.app.update(message);
        self.act(effects);
    }

    fn act(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.open = false,
                Effect::Suspend | Effect::Redraw | Effect::Set(..) | Effect::Watch(_) => {}
                Effect::Keep(order) => {
                    let ticket = match order {
                        Order::Attempt(ticket, _) => Some(ticket),
                        Order::Place(_) | Order::Draft { .. } | Order::NoDraft { .. } => None,
                    };
                    self.tell(Message::Kept(Report { ticket, outcome: Ok(()) }));
                }
                Effect::Work(Work(work)) => self.tell(work()),
            }
        }
    }

    /// The cells, and where the cursor stands.
    pub fn draw(&self) -> (Buffer, Option<Position>) {
        let mut cursor = None;
        let mut terminal =
            match Terminal::new(TestBackend::new(self.window.width, self.window.height)) {
                Ok(terminal) => terminal,
                Err(never) => match never {},
            };
        let drawn = terminal.draw(|frame| cursor = self.app.view(frame.area(), frame.buffer_mut()));
        match drawn {
            Ok(frame) => (frame.buffer.clone(), cursor),
            Err(never) => match never {},
        }
    }

    /// The screen as lines of text without blanks at their ends; `█` where the cursor stands.
    pub fn text(&self) -> String {
        let (mut buffer, cursor) = self.draw();
        if let Some(cell) = cursor.and_then(|at| buffer.cell_mut(at)) {
            cell.set_symbol("█");
        }
        let width = usize::from(self.window.width.max(1));
        let rows = buffer.content.chunks(width).map(|row| {
            let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            line.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }
}
