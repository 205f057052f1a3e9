//! What a key, the mouse or the time changes in the laboratory.

use ratatui::layout::Rect;

use super::basins::Basins;
use super::entry::{Entry, Outcome};
use super::keys::{Verb, edit};
use super::menu::{Kind, Menu};
use super::sweep::Sweep;
use super::{Lab, Message, News, Open};
use crate::text::number;
use crate::tui::app::Effect;
use crate::tui::field::Field;
use crate::tui::keys::Verb as Key;
use crate::tui::scene::next_rate;

impl Lab {
    /// Takes a message in; `window` is the whole window.
    pub fn update(&mut self, message: Message, window: Rect) -> Vec<Effect> {
        match message {
            Message::Opened | Message::Resized => self.resize(window),
            Message::Verb(verb) => {
                self.notice.clear();
                return self.verb(verb);
            }
            Message::Type(c) => self.type_in(|entry| entry.put(c), |field| field.put(c)),
            Message::Paste(text) => {
                let is_typing = self.contexts().contains(&crate::tui::keys::At::Field);
                if is_typing {
                    self.type_in(
                        |entry| entry.paste(&text),
                        |field| {
                            field.paste(&text);
                        },
                    );
                } else {
                    "Nothing to paste into here.".clone_into(&mut self.notice);
                }
            }
            Message::Mouse(mouse) => self.mouse(mouse),
            Message::Tick(elapsed) => {
                let last = self.last();
                self.clock.tick(elapsed, last);
            }
            Message::News(news) => return self.news(&news).into_iter().collect(),
        }
        Vec::new()
    }

    fn type_in(&mut self, entry: impl FnOnce(&mut Entry), field: impl FnOnce(&mut Field)) {
        match &mut self.open {
            Open::Function(open) => entry(open),
            Open::Menu(Menu { field: Some(open), .. }) => field(open),
            Open::Menu(_)
            | Open::Walk
            | Open::Table
            | Open::Written
            | Open::Basins(_)
            | Open::Sweep(_) => {}
        }
    }

    fn verb(&mut self, verb: Key) -> Vec<Effect> {
        match &mut self.open {
            Open::Function(entry) => match verb {
                Key::Enter => match entry.enter() {
                    Outcome::Stay => {}
                    Outcome::Take(function, preset) => self.take(*function, preset),
                },
                Key::Up => entry.preset(false),
                Key::Down => entry.preset(true),
                Key::Back => self.open = Open::Walk,
                verb => {
                    if let Some(edit) = edit(verb) {
                        entry.edit(edit);
                    }
                }
            },
            Open::Menu(_) => self.menu_verb(verb),
            Open::Written => match verb {
                Key::Back | Key::Lab(Verb::Write) => self.open = Open::Walk,
                verb => return self.walk_verb(verb),
            },
            Open::Table => match verb {
                Key::Back | Key::Lab(Verb::Table) => self.open = Open::Walk,
                Key::Up => self.clock.show(self.clock.now.saturating_sub(1)),
                Key::Down => self.clock.show((self.clock.now + 1).min(self.last())),
                verb => return self.walk_verb(verb),
            },
            Open::Basins(basins) => match verb {
                Key::Back if !basins.is_done() && !basins.is_stopped => basins.is_stopped = true,
                Key::Back | Key::Lab(Verb::Basins) => self.open = Open::Walk,
                Key::Enter => {
                    self.open = Open::Walk;
                    self.clock.show(0);
                    self.play();
                }
                verb => self.start_verb(verb),
            },
            Open::Sweep(sweep) => match verb {
                Key::Left => sweep.choose(-1),
                Key::Right => sweep.choose(1),
                Key::First => sweep.choose(isize::MIN),
                Key::Last => sweep.choose(isize::MAX),
                Key::Enter => {
                    let rate = sweep.rate();
                    self.open = Open::Walk;
                    self.change_runner(|runner| runner.plan.rate = rate);
                    self.clock.show(0);
                    self.play();
                }
                Key::Back if !sweep.is_done() && !sweep.is_stopped => sweep.is_stopped = true,
                Key::Back | Key::Lab(Verb::Sweep) => self.open = Open::Walk,
                _ => {}
            },
            Open::Walk => return self.walk_verb(verb),
        }
        Vec::new()
    }

    /// Takes what a worker found out; older news than of the open view is dropped.
    fn news(&mut self, news: &News) -> Option<Effect> {
        match (news, &mut self.open) {
            (News::Basins(number, trips), Open::Basins(basins)) if basins.number == *number => {
                basins.take(trips, &self.function)
            }
            (News::Sweep(number, outcomes), Open::Sweep(sweep)) if sweep.number == *number => {
                sweep.take(outcomes, &self.function)
            }
            (News::Basins(..) | News::Sweep(..), _) => None,
        }
    }

    /// Plays, or shows the end at once where nothing may move.
    fn play(&mut self) {
        let last = self.last();
        if self.has_motion {
            self.clock.play(last);
        } else {
            self.clock.show(if self.clock.now == last { 0 } else { last });
        }
    }

    fn open_basins(&mut self) -> Vec<Effect> {
        let Some(layout) = self.layout else { return Vec::new() };
        if self.function.dimensions() == 1 {
            "Basins are for two variables; s sweeps the rates.".clone_into(&mut self.notice);
            return Vec::new();
        }
        self.clock.is_playing = false;
        self.works += 1;
        let size = (usize::from(layout.picture.0), usize::from(layout.picture.1));
        let ground = (&self.function, self.look);
        let (basins, work) = Basins::begin(&self.scene, size, self.runner(), ground, self.works);
        self.open = Open::Basins(Box::new(basins));
        vec![work]
    }

    fn open_sweep(&mut self) -> Vec<Effect> {
        self.clock.is_playing = false;
        self.works += 1;
        let (sweep, work) = Sweep::begin(self.runner(), &self.function, self.works);
        self.open = Open::Sweep(Box::new(sweep));
        vec![work]
    }

    /// Arrows move the start.
    fn start_verb(&mut self, verb: Key) {
        match verb {
            Key::Left => self.move_start([-1.0, 0.0]),
            Key::Right => self.move_start([1.0, 0.0]),
            Key::Up => self.move_start([0.0, 1.0]),
            Key::Down => self.move_start([0.0, -1.0]),
            _ => {}
        }
    }

    fn walk_verb(&mut self, verb: Key) -> Vec<Effect> {
        let last = self.last();
        match verb {
            Key::Space if self.clock.is_playing => self.clock.is_playing = false,
            Key::Space => self.play(),
            Key::Last => self.clock.show(last),
            Key::StepOn => self.clock.show((self.clock.now + 1).min(last)),
            Key::StepBack => self.clock.show(self.clock.now.saturating_sub(1)),
            Key::First | Key::Restart => self.clock.show(0),
            Key::Left | Key::Right | Key::Up | Key::Down => self.start_verb(verb),
            Key::Plus => self.scene.zoom(0.8, None, &self.runners),
            Key::Minus => self.scene.zoom(1.25, None, &self.runners),
            Key::Nought => self.scene.fit(&self.runners),
            Key::Next
                if self.runners.len() < 2 || self.layout.is_some_and(|l| l.panel.is_none()) =>
            {
                self.shows.numbers = !self.shows.numbers;
            }
            Key::Next => self.selected = (self.selected + 1) % self.runners.len(),
            Key::Previous => {
                self.selected = (self.selected + self.runners.len() - 1) % self.runners.len();
            }
            Key::Lab(Verb::Basins) => return self.open_basins(),
            Key::Lab(Verb::Sweep) => return self.open_sweep(),
            Key::Lab(verb) => self.lab_verb(verb),
            _ => {}
        }
        Vec::new()
    }

    fn lab_verb(&mut self, verb: Verb) {
        match verb {
            Verb::Methods => self.open_menu(Kind::Methods),
            Verb::Parameters => self.open_menu(Kind::Parameters),
            Verb::Options => self.open_menu(Kind::Options),
            Verb::RateDown | Verb::RateUp => {
                let is_up = verb == Verb::RateUp;
                let rate = next_rate(self.runner().plan.rate, is_up);
                self.change_runner(|runner| runner.plan.rate = rate);
            }
            Verb::Slower => self.change_speed(0.5),
            Verb::Faster => self.change_speed(2.0),
            Verb::Function => {
                self.clock.is_playing = false;
                self.open = Open::Function(Box::new(Entry::new(&self.function)));
            }
            Verb::Add => self.add(),
            Verb::Remove => self.remove(),
            Verb::Curve => self.shows.norm = !self.shows.norm,
            Verb::Arrows => {
                self.shows.arrows = !self.shows.arrows;
                if self.shows.arrows {
                    "Arrows: ∇f and, in colours, velocity and step; only the step is to scale."
                        .clone_into(&mut self.notice);
                }
            }
            Verb::Table => self.open = Open::Table,
            Verb::Write => self.open = Open::Written,
            Verb::Basins | Verb::Sweep => {}
            Verb::Pan(right, up) => {
                let window = self.scene.window().moved(f64::from(right) / 8.0, f64::from(up) / 8.0);
                self.scene.look_at(window, &self.runners);
            }
        }
    }

    fn change_speed(&mut self, factor: f64) {
        self.clock.change_speed(factor);
        self.notice = format!("{} steps a second.", number(self.clock.speed));
    }
}
