//! The whole state of the screen, and how a message changes it: no clock, no I/O.

use std::time::Duration;

use ratatui::layout::Rect;

use super::help::Help;
use super::home::Home;
use super::keys::{self, At, Chord, Verb};
use super::lab::{self, Lab};
use super::lesson::{Leads, Lesson};
use super::lessons::Lessons;
use super::look::{Glyphs, Look};
use super::palette::Palette;
use super::preview::{self, Preview};
use super::theme::{self, Theme};
use crate::pack;
use crate::study::Study;

pub use super::message::{Deed, Effect, Go, Message, Mouse, Work};

/// Where the student is.
#[derive(Debug)]
pub enum Screen {
    /// What now?
    Home,
    /// The lessons of a pack.
    Lessons(Lessons),
    /// A lesson.
    Lesson(Box<Lesson>),
    /// The descent laboratory.
    Lab(Box<Lab>),
    /// The lesson that somebody is writing.
    Preview(Box<Preview>),
}

/// What lies on top of the screen; `esc` closes it.
#[derive(Debug)]
pub enum Overlay {
    /// The page of keys.
    Help(Help),
    /// Go to anything.
    Palette(Palette),
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
    /// The time in milliseconds since 1970 UTC, as of this message.
    pub now: i64,
    /// Packs, and what is remembered.
    pub study: Study,
    /// The size of the window.
    pub window: Rect,
    /// Home keeps its cursor while other screens are open.
    pub home: Home,
    /// Where the student is.
    pub screen: Screen,
    /// The laboratory while another screen is open.
    pub lab: Option<Box<Lab>>,
    /// What lies on top.
    pub overlay: Option<Overlay>,
    /// One sentence in the status row, until the next key.
    pub notice: String,
}

impl App {
    /// The tutor at home.
    pub fn new(look: Look, mouse: bool, today: String, study: Study) -> App {
        App {
            look,
            mouse,
            today,
            now: 0,
            study,
            window: Rect::default(),
            home: Home::default(),
            screen: Screen::Home,
            lab: None,
            overlay: None,
            notice: String::new(),
        }
    }

    /// The preview of a lesson that is being written: no record stands behind it, and no other
    /// screen is open beside it.
    pub fn previewing(look: Look, subject: preview::Subject) -> App {
        let mut app = App::new(look, false, String::new(), Study::default());
        app.screen = Screen::Preview(Box::new(Preview::new(subject)));
        app
    }

    /// What is to be done when the screen opens.
    pub fn begin(&mut self) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Preview(preview) => preview.begin(),
            Screen::Home | Screen::Lessons(_) | Screen::Lesson(_) | Screen::Lab(_) => Vec::new(),
        }
    }

    /// Which rows of the key table apply, inner first.
    pub fn contexts(&self) -> Vec<At> {
        let mut contexts = vec![At::Always];
        match &self.overlay {
            Some(Overlay::Help(_)) => contexts.push(At::Help),
            Some(Overlay::Palette(_)) => contexts.extend([At::Palette, At::Field]),
            None if let Screen::Preview(preview) = &self.screen => {
                contexts.extend(preview.contexts());
            }
            None => {
                contexts.push(At::Anywhere);
                match &self.screen {
                    Screen::Home => contexts.extend([At::List, At::Home]),
                    Screen::Lessons(_) => contexts.push(At::List),
                    Screen::Lesson(lesson) => contexts.extend(lesson.contexts()),
                    Screen::Lab(lab) => contexts.extend(lab.contexts()),
                    Screen::Preview(_) => {}
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
            Screen::Lesson(lesson) => lesson.wants_mouse(),
            Screen::Home | Screen::Lessons(_) | Screen::Preview(_) => false,
        };
        self.mouse && plot && self.overlay.is_none()
    }

    /// How long until something moves by itself; `None` while all is still.
    pub fn next_tick(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Lab(lab) => lab.next_tick(),
            Screen::Lesson(lesson) => lesson.next_tick(),
            Screen::Preview(preview) => preview.next_tick(),
            Screen::Home | Screen::Lessons(_) => None,
        }
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = match message {
            Message::Window(window) => {
                self.window = window;
                self.lab(lab::Message::Resized)
            }
            Message::Key(chord) => self.key(chord),
            Message::Paste(text) => self.paste(text),
            Message::Mouse(mouse) => match &mut self.screen {
                Screen::Lesson(lesson) if self.overlay.is_none() => {
                    lesson.mouse(mouse, self.window, &self.look);
                    Vec::new()
                }
                _ => self.lab(lab::Message::Mouse(mouse)),
            },
            Message::Aspect(aspect) => {
                self.look.aspect = aspect;
                self.restyle();
                Vec::new()
            }
            Message::Tick(elapsed) => self.tick(elapsed),
            Message::Lab(news) => self.lab(lab::Message::News(news)),
            Message::Preview(news) => match &mut self.screen {
                Screen::Preview(preview) => preview.news(news),
                _ => Vec::new(),
            },
            Message::Said(sentence) => {
                self.notice = sentence;
                Vec::new()
            }
            Message::Kept(report) => {
                if let Screen::Lesson(lesson) = &mut self.screen {
                    lesson.kept(&report);
                }
                Vec::new()
            }
        };
        // Before a leave: what is to be kept is kept first.
        let kept = self.keep();
        effects.splice(0..0, kept);
        effects
    }

    /// What the lesson wants to be remembered.
    fn keep(&mut self) -> Vec<Effect> {
        let Screen::Lesson(lesson) = &mut self.screen else { return Vec::new() };
        let orders = lesson.orders();
        for order in &orders {
            self.study.memory.note(order);
        }
        orders.into_iter().map(Effect::Keep).collect()
    }

    fn tick(&mut self, elapsed: Duration) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Lesson(lesson) => lesson.tick(elapsed, self.now),
            Screen::Preview(preview) => preview.tick(elapsed),
            Screen::Home | Screen::Lessons(_) | Screen::Lab(_) => {}
        }
        self.lab(lab::Message::Tick(elapsed))
    }

    fn paste(&mut self, text: String) -> Vec<Effect> {
        let taken = match (&mut self.overlay, &mut self.screen) {
            (Some(Overlay::Palette(palette)), _) => {
                palette.paste(&text);
                true
            }
            (None, Screen::Lab(_)) => return self.lab(lab::Message::Paste(text)),
            (None, Screen::Lesson(lesson)) => lesson.paste(&text),
            (None, Screen::Preview(preview)) => preview.paste(&text),
            (Some(_), _) | (None, Screen::Home | Screen::Lessons(_)) => false,
        };
        if !taken {
            "Nothing to paste into here.".clone_into(&mut self.notice);
        }
        Vec::new()
    }

    fn lab(&mut self, message: lab::Message) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Lab(lab) => lab.update(message, self.window),
            Screen::Home | Screen::Lessons(_) | Screen::Lesson(_) | Screen::Preview(_) => {
                Vec::new()
            }
        }
    }

    fn key(&mut self, chord: Chord) -> Vec<Effect> {
        self.notice.clear();
        let contexts = self.contexts();
        let typed = chord.typed().filter(|_| contexts.contains(&At::Field));
        match (keys::verb(&contexts, chord), typed) {
            // A printable key is typed, unless the table gives it a meaning before the field.
            (Some(Verb::Help), _) => self.verb(Verb::Help),
            (Some(verb), None) => self.verb(verb),
            (_, Some(c)) => self.put(c),
            (None, None) => Vec::new(),
        }
    }

    fn put(&mut self, c: char) -> Vec<Effect> {
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.put(c);
            return Vec::new();
        }
        match &mut self.screen {
            Screen::Lesson(lesson) => {
                lesson.put(c);
                Vec::new()
            }
            Screen::Lab(_) => self.lab(lab::Message::Type(c)),
            Screen::Preview(preview) => {
                preview.put(c);
                Vec::new()
            }
            Screen::Home | Screen::Lessons(_) => Vec::new(),
        }
    }

    fn verb(&mut self, verb: Verb) -> Vec<Effect> {
        match (&mut self.overlay, verb) {
            (_, Verb::Quit) => {
                let mut effects = self.put_away();
                effects.push(Effect::Quit);
                return effects;
            }
            (_, Verb::Suspend) => return vec![Effect::Suspend],
            (_, Verb::Redraw) => return vec![Effect::Redraw],
            (Some(_), Verb::Back) => self.overlay = None,
            (Some(Overlay::Help(help)), _) => help.verb(verb),
            (Some(Overlay::Palette(palette)), _) => {
                if let Some(go) = palette.verb(verb) {
                    self.overlay = None;
                    return self.go(go);
                }
            }
            (None, Verb::GoTo) => {
                let kept = self.put_away();
                self.overlay = Some(Overlay::Palette(Palette::new(&self.study)));
                return kept;
            }
            (None, Verb::Find) => {
                if let Some(palette) = self.finder() {
                    let kept = self.put_away();
                    self.overlay = Some(Overlay::Palette(palette));
                    return kept;
                }
            }
            (None, Verb::Help) => self.overlay = Some(Overlay::Help(Help::new(self.contexts()))),
            (None, _) => return self.screen_verb(verb),
        }
        Vec::new()
    }

    /// What `/` looks through here.
    fn finder(&self) -> Option<Palette> {
        match &self.screen {
            Screen::Lesson(lesson) => Some(Palette::of_pages(&lesson.session)),
            Screen::Home => {
                let packs = self.study.library.packs();
                let rows =
                    packs.map(|own| (own.title.clone(), "pack", Go::Lessons(own.id.clone())));
                Some(Palette::of_rows(rows))
            }
            Screen::Lessons(lessons) => {
                let pack = self.study.library.pack(&lessons.pack)?;
                let go = |own: &pack::Lesson| Go::Lesson(pack.id.clone(), own.id.clone());
                let row = |own: &pack::Lesson| (own.title.clone(), "lesson", go(own));
                Some(Palette::of_rows(pack.lessons.iter().map(row)))
            }
            Screen::Lab(_) | Screen::Preview(_) => None,
        }
    }

    /// Keeps what is half typed, before something else is shown.
    fn put_away(&mut self) -> Vec<Effect> {
        if let Screen::Lesson(lesson) = &mut self.screen {
            lesson.put_away();
        }
        self.keep()
    }

    fn screen_verb(&mut self, verb: Verb) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Home => match self.home.verb(verb, &self.study) {
                Some(go) => self.go(go),
                None => Vec::new(),
            },
            Screen::Lessons(_) if verb == Verb::Back => self.leave_for(Screen::Home),
            Screen::Lessons(lessons) => match lessons.verb(verb, &self.study) {
                Some(lesson) => {
                    let pack = lessons.pack.clone();
                    self.go(Go::Lesson(pack, lesson))
                }
                None => Vec::new(),
            },
            Screen::Lesson(lesson) => {
                let leads = lesson.verb(verb, self.window, &self.look, self.now);
                let pack = lesson.session.pack().id.clone();
                let id = lesson.session.lesson().id.clone();
                match leads {
                    Leads::Stay => Vec::new(),
                    Leads::Lessons => {
                        let kept = self.keep();
                        let lessons = Lessons::new(&pack, Some(&id), &self.study);
                        self.screen = Screen::Lessons(lessons);
                        kept
                    }
                    Leads::NextLesson => {
                        let next = self.study.library.after(&pack, &id);
                        let next = next.map(|(pack, lesson)| (pack.id.clone(), lesson.id.clone()));
                        match next {
                            Some((pack, lesson)) => self.go(Go::Lesson(pack, lesson)),
                            None => self.leave_for(Screen::Home),
                        }
                    }
                }
            }
            Screen::Preview(preview) => preview.verb(verb, self.window, &self.look),
            Screen::Lab(lab) => match verb {
                Verb::Back if !lab.is_busy_with_a_field() => self.leave_for(Screen::Home),
                verb => lab.update(lab::Message::Verb(verb), self.window),
            },
        }
    }

    /// Leaves the screen for another one; what it wanted to be kept goes first.
    fn leave_for(&mut self, screen: Screen) -> Vec<Effect> {
        let kept = self.keep();
        if matches!(screen, Screen::Home) {
            self.home.rest();
        }
        let left = std::mem::replace(&mut self.screen, screen);
        if let Screen::Lab(lab) = left {
            self.lab = Some(lab);
        }
        kept
    }

    /// A setting takes effect at once.
    fn set(&mut self, key: &str, word: &str) {
        let rgb = self.look.theme.has_rgb();
        match (key, word) {
            ("theme", "light") if rgb => self.look.theme = Theme::new(theme::Palette::Light),
            ("theme", "dark") if rgb => self.look.theme = Theme::new(theme::Palette::Dark),
            ("glyphs", "ascii") => self.look.glyphs = Glyphs::Ascii,
            ("glyphs", "halfblock") => self.look.glyphs = Glyphs::HalfBlock,
            ("glyphs", _) => self.look.glyphs = Glyphs::Braille,
            ("motion", word) => self.look.motion = word == "on",
            ("mouse", word) => self.mouse = word == "on",
            // `theme auto` asks the terminal at the next start.
            _ => {}
        }
        self.notice = format!("{key} {word}");
        self.restyle();
    }

    /// What keeps pictures draws them anew.
    fn restyle(&mut self) {
        if let Screen::Lab(lab) = &mut self.screen {
            lab.restyle(&self.look);
        }
    }

    /// Goes somewhere else.
    pub fn go(&mut self, go: Go) -> Vec<Effect> {
        match go {
            Go::Nowhere => Vec::new(),
            Go::Home => self.leave_for(Screen::Home),
            Go::Set(key, word) => {
                self.set(key, word);
                vec![Effect::Set(key, word)]
            }
            Go::Exercise { pack, lesson, exercise } => {
                let kept = self.go(Go::Lesson(pack, lesson));
                if let Screen::Lesson(lesson) = &mut self.screen {
                    let page = lesson.session.page_of(&exercise);
                    lesson.turn_to(page, self.now);
                }
                kept
            }
            Go::Page(page) => {
                if let Screen::Lesson(lesson) = &mut self.screen {
                    lesson.turn_to(page, self.now);
                }
                self.keep()
            }
            Go::Lab | Go::LabOn(_) => {
                let lab = match (go, self.lab.take()) {
                    (Go::LabOn(setting), _) => Box::new(Lab::with(&self.look, &setting)),
                    (_, Some(mut lab)) => {
                        lab.restyle(&self.look);
                        lab
                    }
                    (_, None) => Box::new(Lab::new(&self.look)),
                };
                let mut effects = self.leave_for(Screen::Lab(lab));
                effects.extend(self.lab(lab::Message::Opened));
                effects
            }
            Go::Lessons(pack) => {
                let next = self.study.next().filter(|(own, _)| *own == pack);
                let lesson = next.as_ref().map(|(_, lesson)| lesson.as_str());
                let lessons = Lessons::new(&pack, lesson, &self.study);
                self.leave_for(Screen::Lessons(lessons))
            }
            Go::Lesson(pack, lesson) => {
                let kept = self.keep();
                match self.study.lesson(&pack, &lesson, self.now) {
                    Some(session) => {
                        self.screen = Screen::Lesson(Box::new(Lesson::new(session)));
                    }
                    None => "This lesson is not here any more.".clone_into(&mut self.notice),
                }
                kept
            }
        }
    }
}
