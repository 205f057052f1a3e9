//! The descent laboratory: what happens when a walk starts here, with this method and this rate?
//!
//! Plugs into the screen as a state of its own. `update` takes a [`Message`], reads no clock and
//! does no I/O; long work leaves as [`Effect::Work`] a piece at a time and comes back as [`News`];
//! ticks arrive only while [`Lab::next_tick`] asks for them. A walk is computed whole, so that
//! playing, going back and scrubbing are an index into it; heights, contour lines and labels are
//! computed once for a window, and a step only draws the walks anew.

mod arrows;
mod basins;
mod entry;
mod function;
mod keys;
mod layout;
mod lists;
mod menu;
mod mouse;
mod options;
mod panel;
mod sweep;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod walks;
mod words;

use std::time::Duration;

use ratatui::layout::Rect;

use super::app::{Effect, Mouse, Work};
use super::frame::{Place, Rail};
use super::keys::{At, Row};
use super::look::Look;
use super::scene::{Clock, Runner, Scene};
use crate::descent::{Method, PRESETS, Plan};
use crate::plot::{self, Outcome};

use basins::Basins;
pub use basins::Trip;
use entry::Entry;
use function::Function;
use layout::Layout;
use menu::Menu;
use sweep::Sweep;

pub(super) use keys::KEYS;
pub use keys::Verb;

/// What a worker found out.
#[derive(Debug)]
pub enum News {
    /// Some walks of the map of basins with this number.
    Basins(u64, Vec<Trip>),
    /// Some walks of the sweep with this number.
    Sweep(u64, Vec<Outcome>),
}

/// Has a worker compute something.
fn worker(work: impl FnOnce() -> News + Send + 'static) -> Effect {
    Effect::Work(Work(Box::new(move || super::app::Message::Lab(work()))))
}

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// The screen was opened.
    Opened,
    /// The window has another size.
    Resized,
    /// A key of the table.
    Verb(super::keys::Verb),
    /// A character for the field, while [`Lab::contexts`] lists `At::Field`.
    Type(char),
    /// Text for the field in one piece.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// So much time went by.
    Tick(Duration),
    /// A worker is done.
    News(News),
}

/// What lies over the map.
#[derive(Debug)]
enum Open {
    /// Nothing: the walks are watched.
    Walk,
    /// The function field.
    Function(Box<Entry>),
    /// A list.
    Menu(Menu),
    /// The run as a table.
    Table,
    /// The setting as a command and as a block of a lesson.
    Written,
    /// Where each start leads.
    Basins(Box<Basins>),
    /// Steps to arrive by rate.
    Sweep(Box<Sweep>),
}

/// The state of the laboratory.
#[derive(Debug)]
pub struct Lab {
    look: plot::Look,
    /// May a walk play by itself?
    has_motion: bool,
    layout: Option<Layout>,
    function: Function,
    /// Never empty.
    runners: Vec<Runner>,
    selected: usize,
    start: Vec<f64>,
    steps: usize,
    clock: Clock,
    scene: Scene,
    open: Open,
    shows: Shows,
    /// One sentence in place of the usual one, until the next key.
    notice: String,
    /// How many maps of basins and sweeps there were.
    works: u64,
}

/// What is shown besides.
#[derive(Clone, Copy, Debug, Default)]
struct Shows {
    /// ‖∇f‖ in the curve instead of f?
    norm: bool,
    /// Gradient, velocity and step as arrows?
    arrows: bool,
    /// In a small window: numbers instead of the map?
    numbers: bool,
}

/// A function with its walks, as a command line asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The function.
    pub line: String,
    /// The common start; missing coordinates are 1.
    pub start: Vec<f64>,
    /// Steps of each walk.
    pub steps: usize,
    /// Who walks, and at which rate if not the usual one.
    pub walkers: Vec<(Method, Option<f64>)>,
}

/// At most so many walks at once: one for each head.
const MOST_RUNNERS: usize = 4;

impl Lab {
    /// The laboratory as it opens for the first time: x² + 2y² from (3, 2), rate 0.1.
    #[expect(clippy::missing_panics_doc, reason = "a test reads every preset")]
    pub fn new(look: &Look) -> Lab {
        let preset = &PRESETS[0];
        let function = Function::read(preset.line);
        let function = function.expect("the first preset is a function");
        Lab::on(function, look.plot(), look.motion)
    }

    fn on(function: Function, look: plot::Look, has_motion: bool) -> Lab {
        let preset = &PRESETS[0];
        let start = preset.start.to_vec();
        let walk = |(place, plan)| Runner::new(place, plan, &function.compiled);
        let runners: Vec<Runner> = (0..).zip(preset.plans()).map(walk).collect();
        let scene = Scene::fitted(&function.compiled, &runners, look);
        Lab {
            look,
            has_motion,
            layout: None,
            function,
            runners,
            selected: 0,
            start,
            steps: preset.steps,
            clock: Clock::default(),
            scene,
            open: Open::Walk,
            shows: Shows::default(),
            notice: String::new(),
            works: 0,
        }
    }

    /// The laboratory on a function and with walks of one's own; what cannot be read leaves the
    /// first function.
    pub fn with(look: &Look, setting: &Setting) -> Lab {
        let mut lab = Lab::new(look);
        let Ok(function) = Function::read(&setting.line) else { return lab };
        lab.start.clone_from(&setting.start);
        lab.start.resize(function.dimensions(), 1.0);
        lab.steps = setting.steps;
        let walkers = setting.walkers.iter().take(MOST_RUNNERS).zip(0..);
        let runner = |((method, rate), place): (&(Method, Option<f64>), u8)| {
            let mut plan = Plan::new(*method, &lab.start).with_steps(setting.steps);
            plan.rate = rate.unwrap_or(plan.rate);
            Runner::new(place, plan, &function.compiled)
        };
        let runners: Vec<Runner> = walkers.map(runner).collect();
        if !runners.is_empty() {
            lab.runners = runners;
        }
        lab.scene = Scene::fitted(&function.compiled, &lab.runners, lab.look);
        lab.function = function;
        lab
    }

    /// Takes on how things look now: another theme, other glyphs, no motion.
    pub fn restyle(&mut self, look: &Look) {
        self.has_motion = look.motion;
        self.look = plot::Look { ramp: self.look.ramp, ..look.plot() };
        self.redraw();
    }

    /// How long until the walk moves by itself.
    pub fn next_tick(&self) -> Option<Duration> {
        self.clock.pause()
    }

    /// Which rows of the key table apply, inner first.
    pub fn contexts(&self) -> Vec<At> {
        match &self.open {
            Open::Walk | Open::Table | Open::Written => vec![At::Lab],
            Open::Function(_) => vec![At::LabFunction, At::Field],
            Open::Menu(Menu { field: Some(_), .. }) => vec![At::LabValue, At::Field],
            Open::Menu(_) => vec![At::LabMenu],
            Open::Basins(_) => vec![At::LabBasins],
            Open::Sweep(_) => vec![At::LabSweep],
        }
    }

    /// Does `esc` close something inside before it leads home?
    pub fn is_busy_with_a_field(&self) -> bool {
        !matches!(self.open, Open::Walk)
    }

    /// Row 0.
    pub fn place(&self) -> Place {
        let far = match &self.open {
            Open::Basins(basins) => basins.title(),
            Open::Sweep(sweep) => sweep.title(),
            Open::Walk | Open::Function(_) | Open::Menu(_) | Open::Table | Open::Written => {
                format!("step {} of {}", self.clock.now.min(self.last()), self.last())
            }
        };
        Place { path: vec!["Lab".to_owned()], here: self.function.title(), far }
    }

    /// Row 1.
    pub fn rail(&self) -> Rail {
        match &self.open {
            Open::Basins(basins) => share(basins.progress()),
            Open::Sweep(sweep) => share(sweep.progress()),
            Open::Walk | Open::Function(_) | Open::Menu(_) | Open::Table | Open::Written => {
                Rail::At(self.clock.now, self.last().max(1))
            }
        }
    }

    /// A footer word other than the table's; `None` leaves the row out for now.
    pub fn word(&self, row: &Row) -> Option<String> {
        let word = match row.shown {
            "space" if self.clock.is_playing => "pause",
            "tab" if self.runners.len() < 2 => return None,
            _ => row.word,
        };
        Some(word.to_owned())
    }

    /// The last step of the longest walk.
    fn last(&self) -> usize {
        self.runners.iter().map(|runner| runner.run.steps()).max().unwrap_or(0)
    }

    fn resize(&mut self, window: Rect) {
        self.layout = Layout::of(window);
        self.redraw();
    }

    /// Computes map or curve for the size and the look of now, unless they are there.
    fn redraw(&mut self) {
        if let Some(layout) = self.layout {
            let size = (usize::from(layout.picture.0), usize::from(layout.picture.1));
            self.scene.draw_for(size, self.look, &self.runners);
        }
    }

    /// The runner whose numbers are shown.
    fn runner(&self) -> &Runner {
        &self.runners[self.selected.min(self.runners.len() - 1)]
    }
}

fn share((done, all): (usize, usize)) -> Rail {
    Rail::Share(done, all)
}
