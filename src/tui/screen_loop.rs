//! The loop: waits for events, updates, draws, and does all I/O that updates ask for.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::app::{App, Deed, Effect, Go, Message, Mouse, Work};
use super::events::{self, Event};
use super::keys::Chord;
use super::preview::News;
use super::preview::watch::{self, Watch};
use super::signals;
use super::terminal::Screen;
use crate::record::Record;
use crate::study::{Keeper, settings};

/// At most 30 frames a second.
const FRAME: Duration = Duration::from_millis(33);

/// A stop by job control brings signals of its own along, which are no second request.
const ECHO: Duration = Duration::from_millis(200);

/// Runs the screen until the student leaves; answers with the exit code.
pub(super) fn run(mut app: App, record: Option<Record>, first: Option<Go>) -> std::io::Result<u8> {
    let (sender, events) = mpsc::channel();
    let mut screen = Screen::take()?;
    signals::watch(sender.clone())?;
    events::listen(sender.clone())?;
    let reports = sender.clone();
    // A closed channel: the screen is gone, and nobody waits for the verdict.
    let keeper = record.map(|record| {
        Keeper::start(record, move |report| {
            let _ = reports.send(Event::Told(Box::new(Message::Kept(report))));
        })
    });
    let screen = &mut screen;
    let mut turn = Turn { screen, sender, events, keeper, watch: None, drawn: None, resumed: None };
    app.window = turn.screen.window()?;
    app.look.aspect = super::terminal::aspect();
    if let Some(go) = first {
        app.now = now();
        turn.act(app.go(go))?;
    }
    turn.act(app.begin())?;
    // A screen with a plot has the mouse before the first key.
    turn.screen.mouse(app.wants_mouse())?;
    turn.draw(&mut app)?;
    #[cfg(debug_assertions)]
    thread::spawn(|| super::fault("worker"));
    turn.go_round(&mut app)
}

/// Why the loop ends.
enum Flow {
    On,
    Out(u8),
}

struct Turn<'a> {
    screen: &'a mut Screen,
    sender: Sender<Event>,
    events: Receiver<Event>,
    /// Nothing where nothing is kept.
    keeper: Option<Keeper>,
    watch: Option<Watch>,
    /// When the last frame was drawn, and when we last came back from the background.
    drawn: Option<Instant>,
    resumed: Option<Instant>,
}

impl Turn<'_> {
    fn go_round(&mut self, app: &mut App) -> std::io::Result<u8> {
        let mut since = Instant::now();
        loop {
            let event = match app.next_tick() {
                // Nothing moves: sleep until something happens.
                None => {
                    let event = self.events.recv().ok();
                    since = Instant::now();
                    event
                }
                Some(pause) => {
                    let rest = pause.saturating_sub(since.elapsed());
                    match self.events.recv_timeout(rest) {
                        Ok(event) => Some(event),
                        Err(RecvTimeoutError::Timeout) => {
                            let elapsed = since.elapsed();
                            since = Instant::now();
                            self.take(app, Message::Tick(elapsed))?;
                            self.draw(app)?;
                            continue;
                        }
                        Err(RecvTimeoutError::Disconnected) => None,
                    }
                }
            };
            let Some(event) = event else { return Ok(2) };
            if let Flow::Out(code) = self.drain(app, event)? {
                return Ok(code);
            }
            self.draw(app)?;
        }
    }

    /// Takes all waiting events, so that a burst costs one frame, and no sooner than the last
    /// frame allows.
    fn drain(&mut self, app: &mut App, first: Event) -> std::io::Result<Flow> {
        let mut next = Some(first);
        let due = self.drawn.map_or_else(Instant::now, |drawn| drawn + FRAME);
        while let Some(event) = next {
            if let Flow::Out(code) = self.event(app, event)? {
                return Ok(Flow::Out(code));
            }
            let rest = due.saturating_duration_since(Instant::now());
            next = self.events.recv_timeout(rest).ok();
        }
        Ok(Flow::On)
    }

    fn event(&mut self, app: &mut App, event: Event) -> std::io::Result<Flow> {
        let message = match event {
            Event::Key(key) => Message::Key(Chord::from(key)),
            Event::Paste(text) => Message::Paste(text),
            Event::Mouse(mouse) => match deed(mouse) {
                Some(mouse) => Message::Mouse(mouse),
                None => return Ok(Flow::On),
            },
            Event::Told(message) => *message,
            // The next frame asks for the size.
            Event::Resize => return Ok(Flow::On),
            Event::Suspend | Event::Resumed if self.is_an_echo() => return Ok(Flow::On),
            Event::Suspend => return self.suspend().map(|()| Flow::On),
            Event::Resumed => return self.screen.retake().map(|()| Flow::On),
            Event::End { code } => return Ok(Flow::Out(u8::try_from(code).unwrap_or(2))),
        };
        self.take(app, message)
    }

    fn is_an_echo(&self) -> bool {
        self.resumed.is_some_and(|at| at.elapsed() < ECHO)
    }

    fn take(&mut self, app: &mut App, message: Message) -> std::io::Result<Flow> {
        app.now = now();
        let effects = app.update(message);
        let flow = self.act(effects)?;
        self.screen.mouse(app.wants_mouse())?;
        Ok(flow)
    }

    /// Does what an update asks for.
    fn act(&mut self, effects: Vec<Effect>) -> std::io::Result<Flow> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(Flow::Out(0)),
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.screen.redraw()?,
                Effect::Work(work) => self.work(work)?,
                Effect::Set(key, word) => self.set(key, word),
                Effect::Keep(order) => {
                    if let Some(keeper) = &self.keeper {
                        keeper.send(order);
                    }
                }
                Effect::Watch(folder) => self.watch(&folder),
            }
        }
        Ok(Flow::On)
    }

    /// Keeps a setting; that it is not kept is said.
    fn set(&self, key: &str, word: &str) {
        let Some(path) = settings::default_path() else { return };
        if let Err(error) = settings::save(&path, key, word) {
            let said = format!("{key} {word}, for now: the settings cannot be saved ({error}).");
            // A closed channel: nobody is there to read it.
            let _ = self.sender.send(Event::Told(Box::new(Message::Said(said))));
        }
    }

    /// Watches a folder in place of the one before; that it cannot be watched is said.
    fn watch(&mut self, folder: &Path) {
        let sender = self.sender.clone();
        // A closed channel: nobody is there to hear it.
        let tell = move |news| drop(sender.send(Event::Told(Box::new(Message::Preview(news)))));
        let saved = tell.clone();
        self.watch = match watch::watch(folder, move || saved(News::Saved)) {
            Ok(watch) => Some(watch),
            Err(error) => {
                tell(News::Unwatched(error.to_string()));
                None
            }
        };
    }

    fn suspend(&mut self) -> std::io::Result<()> {
        super::terminal::give_back();
        signals::stop();
        self.resumed = Some(Instant::now());
        self.screen.retake()
    }

    fn work(&mut self, Work(work): Work) -> std::io::Result<()> {
        let sender = self.sender.clone();
        thread::Builder::new().name("worker".to_owned()).spawn(move || {
            // A closed channel: nobody waits for it any more.
            let _ = sender.send(Event::Told(Box::new(work())));
        })?;
        Ok(())
    }

    fn draw(&mut self, app: &mut App) -> std::io::Result<()> {
        let window = self.screen.window()?;
        if app.window != window {
            self.take(app, Message::Aspect(super::terminal::aspect()))?;
            self.take(app, Message::Window(window))?;
        }
        self.screen.draw(|area, buffer| {
            super::fault("draw");
            app.view(area, buffer)
        })?;
        self.drawn = Some(Instant::now());
        Ok(())
    }
}

/// Milliseconds since 1970 UTC.
fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

fn deed(mouse: MouseEvent) -> Option<Mouse> {
    let deed = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Deed::Press,
        MouseEventKind::Drag(MouseButton::Left) => Deed::Drag,
        MouseEventKind::ScrollUp => Deed::ZoomIn,
        MouseEventKind::ScrollDown => Deed::ZoomOut,
        _ => return None,
    };
    Some(Mouse { deed, column: mouse.column, row: mouse.row })
}
