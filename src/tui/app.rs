//! The whole state of the screen, and how a message changes it: no clock, no I/O.

use std::time::Duration;

use ratatui::layout::Rect;

use super::help::Help;
use super::home::Home;
use super::keys::{self, At, Chord, Verb};
use super::lab::{self, Lab};
use super::look::Look;

/// Where the student is.
#[derive(Debug)]
pub enum Screen {
    /// What now?
    Home,
    /// The descent laboratory.
    Lab(Box<Lab>),
}

/// What lies on top of the screen; `esc` closes it.
#[derive(Debug)]
pub enum Overlay {
    /// The page of keys.
    Help(Help),
}

/// Something that happened, in the program's own terms.
#[derive(Debug)]
pub enum Message {
    /// A key, not yet looked up.
    Key(Chord),
    /// Text in one piece.
    Paste(String),
    /// The mouse on a plot.
    Mouse(Mouse),
    /// The window is this large.
    Window(Rect),
    /// So much time went by while something moved.
    Tick(Duration),
    /// A worker of the laboratory has something.
    Lab(lab::News),
}

/// What the mouse did, and in which cell of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub deed: Deed,
    /// Column of the window.
    pub column: u16,
    /// Row of the window.
    pub row: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The left button went down.
    Press,
    /// It moved with the button down.
    Drag,
    /// The wheel turned away from the hand: nearer.
    ZoomIn,
    /// The wheel turned towards the hand: farther.
    ZoomOut,
}

/// A computation for a worker thread; it ends in a message.
pub struct Work(pub Box<dyn FnOnce() -> Message + Send>);

impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Work")
    }
}

/// What the loop is to do after an update.
#[derive(Debug)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Into the background.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Compute on a worker thread.
    Work(Work),
}

/// The state of the screen.
#[derive(Debug)]
pub struct App {
    /// How things look.
    pub look: Look,
    /// May the mouse be used on plots?
    pub mouse: bool,
    /// The date, in words.
    pub today: String,
    /// The size of the window.
    pub window: Rect,
    /// Home keeps its cursor while other screens are open.
    pub home: Home,
    /// Where the student is.
    pub screen: Screen,
    /// What lies on top.
    pub overlay: Option<Overlay>,
    /// One sentence in the status row, until the next key.
    pub notice: String,
}

impl App {
    /// The tutor at home.
    pub fn new(look: Look, mouse: bool, today: String) -> App {
        App {
            look,
            mouse,
            today,
            window: Rect::default(),
            home: Home::default(),
            screen: Screen::Home,
            overlay: None,
            notice: String::new(),
        }
    }

    /// Which rows of the key table apply, inner first.
    pub fn contexts(&self) -> Vec<At> {
        let mut contexts = vec![At::Always];
        match &self.overlay {
            Some(Overlay::Help(_)) => contexts.push(At::Help),
            None => {
                contexts.push(At::Anywhere);
                match &self.screen {
                    Screen::Home => contexts.extend([At::Home, At::List]),
                    Screen::Lab(lab) => contexts.extend(lab.contexts()),
                }
                if !contexts.contains(&At::Field) {
                    contexts.push(At::Quiet);
                }
            }
        }
        contexts
    }

    /// Does the screen want the mouse now?
    pub fn wants_mouse(&self) -> bool {
        let plot = match &self.screen {
            Screen::Lab(_) => true,
            Screen::Home => false,
        };
        self.mouse && plot && self.overlay.is_none()
    }

    /// How long until something moves by itself; `None` while all is still.
    pub fn next_tick(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Lab(lab) => lab.next_tick(),
            Screen::Home => None,
        }
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Window(window) => {
                self.window = window;
                self.lab(lab::Message::Resized)
            }
            Message::Key(chord) => self.key(chord),
            Message::Paste(text) => match (&self.overlay, &mut self.screen) {
                (None, Screen::Lab(lab)) => lab.update(lab::Message::Paste(text), self.window),
                (Some(_), _) | (None, Screen::Home) => {
                    "Nothing to paste into here.".clone_into(&mut self.notice);
                    Vec::new()
                }
            },
            Message::Mouse(mouse) => self.lab(lab::Message::Mouse(mouse)),
            Message::Tick(elapsed) => self.lab(lab::Message::Tick(elapsed)),
            Message::Lab(news) => self.lab(lab::Message::News(news)),
        }
    }

    fn lab(&mut self, message: lab::Message) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Lab(lab) => lab.update(message, self.window),
            Screen::Home => Vec::new(),
        }
    }

    fn key(&mut self, chord: Chord) -> Vec<Effect> {
        self.notice.clear();
        let contexts = self.contexts();
        let typed = chord.typed().filter(|_| contexts.contains(&At::Field));
        let known = keys::verb(&contexts, chord);
        match (known, typed) {
            // A printable key is typed, unless the table gives it a meaning before the field.
            (Some(Verb::Help), _) | (Some(_), None) => {
                known.map_or_else(Vec::new, |verb| self.verb(verb))
            }
            (_, Some(c)) => self.lab(lab::Message::Type(c)),
            (None, None) => Vec::new(),
        }
    }

    fn verb(&mut self, verb: Verb) -> Vec<Effect> {
        match (&mut self.overlay, verb) {
            (_, Verb::Quit) => return vec![Effect::Quit],
            (_, Verb::Suspend) => return vec![Effect::Suspend],
            (_, Verb::Redraw) => return vec![Effect::Redraw],
            (Some(Overlay::Help(_)), Verb::Back) => self.overlay = None,
            (Some(Overlay::Help(help)), _) => help.verb(verb),
            (None, Verb::Help) => self.overlay = Some(Overlay::Help(Help::new(self.contexts()))),
            (None, _) => return self.screen_verb(verb),
        }
        Vec::new()
    }

    fn screen_verb(&mut self, verb: Verb) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Home => match self.home.verb(verb) {
                Some(go) => self.go(go),
                None => Vec::new(),
            },
            Screen::Lab(lab) => match verb {
                Verb::Back if !lab.is_busy_with_a_field() => {
                    self.screen = Screen::Home;
                    Vec::new()
                }
                verb => lab.update(lab::Message::Verb(verb), self.window),
            },
        }
    }

    /// Goes somewhere else.
    pub fn go(&mut self, go: Go) -> Vec<Effect> {
        match go {
            Go::Lab => {
                let mut lab = Box::new(Lab::new(&self.look));
                let effects = lab.update(lab::Message::Opened, self.window);
                self.screen = Screen::Lab(lab);
                effects
            }
        }
    }
}

/// Somewhere to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// The descent laboratory.
    Lab,
}
