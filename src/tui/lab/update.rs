//! What a key, the mouse or the time changes in the laboratory.

use ratatui::layout::Rect;

use super::basins::Basins;
use super::entry::{Entry, Outcome};
use super::function::Function;
use super::keys::{Verb, edit};
use super::menu::{self, Kind, Menu};
use super::runner::{Runner, next_rate};
use super::sweep::Sweep;
use super::{Lab, MOST_RUNNERS, Message, News, Open, options};
use crate::descent::{METHODS, Method, Plan, Preset};
use crate::plot::round_step;
use crate::text::number;
use crate::tui::app::{Deed, Effect, Mouse};
use crate::tui::field::Field;
use crate::tui::keys::Verb as Key;

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
            Key::Plus => self.zoom(0.8, None),
            Key::Minus => self.zoom(1.25, None),
            Key::Nought => self.scene.fit(&self.function, &self.runners),
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
                self.scene.look_at(window, &self.function, &self.runners);
            }
        }
    }

    fn open_menu(&mut self, kind: Kind) {
        self.clock.is_playing = false;
        self.open = Open::Menu(Menu::new(kind, self.runner()));
    }

    fn change_speed(&mut self, factor: f64) {
        self.clock.change_speed(factor);
        self.notice = format!("{} steps a second.", number(self.clock.speed));
    }

    fn menu_verb(&mut self, verb: Key) {
        let count = self.menu_lines().len();
        let Open::Menu(open) = &mut self.open else { return };
        let (kind, chosen) = (open.kind, open.chosen);
        if let Some(field) = &mut open.field {
            match verb {
                Key::Enter => {
                    let value = field.text().to_owned();
                    self.set_parameter(chosen, &value);
                }
                Key::Back => open.field = None,
                verb => {
                    if let Some(edit) = edit(verb) {
                        field.edit(edit);
                    }
                }
            }
            return;
        }
        match verb {
            Key::Up => open.choose(false, count),
            Key::Down => open.choose(true, count),
            Key::Back => self.open = Open::Walk,
            Key::Enter => match kind {
                Kind::Methods => self.take_method(METHODS[chosen.min(METHODS.len() - 1)].method),
                Kind::Parameters => self.edit_parameter(chosen),
                Kind::Options => options::change(self, chosen, true),
            },
            Key::Left | Key::Right if kind == Kind::Options => {
                options::change(self, chosen, verb == Key::Right);
            }
            _ => {}
        }
    }

    /// The rows of the open list.
    pub(super) fn menu_lines(&self) -> Vec<menu::Line> {
        match &self.open {
            Open::Menu(Menu { kind: Kind::Methods, .. }) => menu::methods(),
            Open::Menu(Menu { kind: Kind::Parameters, .. }) => menu::parameters(self.runner()),
            Open::Menu(Menu { kind: Kind::Options, .. }) => options::lines(self),
            Open::Walk
            | Open::Function(_)
            | Open::Table
            | Open::Written
            | Open::Basins(_)
            | Open::Sweep(_) => Vec::new(),
        }
    }

    fn edit_parameter(&mut self, row: usize) {
        let value = match row {
            0 => self.runner().plan.rate.to_string(),
            _ => self.menu_lines().get(row).map_or(String::new(), |line| line.value.clone()),
        };
        if let Open::Menu(open) = &mut self.open {
            open.field = Some(Field::holding(&value));
            open.refusal.clear();
        }
    }

    fn set_parameter(&mut self, row: usize, value: &str) {
        let selected = self.selected;
        let set = menu::set(&mut self.runners[selected], row, value);
        let Open::Menu(open) = &mut self.open else { return };
        match set {
            Ok(()) => {
                open.field = None;
                open.refusal.clear();
                self.change_runner(|_| {});
            }
            Err(sentence) => open.refusal = sentence,
        }
    }

    /// Another method for the selected runner. Plain descent and its kin share a rate; the others
    /// begin with their own.
    fn take_method(&mut self, method: Method) {
        let kin = [Method::Descent, Method::Momentum, Method::Nesterov];
        let old = &self.runner().plan;
        let mut plan = Plan::new(method, &self.start).with_steps(self.steps);
        if kin.contains(&old.method) && kin.contains(&method) || old.method == method {
            plan.rate = old.rate;
        }
        self.change_runner(|runner| runner.plan = plan);
        self.open = Open::Walk;
    }

    /// Changes the plan of the selected runner and walks again. The step shown stays, so that the
    /// effect of a change is seen at once.
    pub(super) fn change_runner(&mut self, change: impl FnOnce(&mut Runner)) {
        let was_at_end = self.clock.now > 0 && self.clock.now >= self.last();
        let runner = &mut self.runners[self.selected];
        change(runner);
        runner.walk(&self.function);
        self.settle(was_at_end);
    }

    /// Walks all runners again.
    pub(super) fn change_all(&mut self, change: impl Fn(&mut Runner)) {
        let was_at_end = self.clock.now > 0 && self.clock.now >= self.last();
        for runner in &mut self.runners {
            change(runner);
            runner.walk(&self.function);
        }
        self.settle(was_at_end);
    }

    fn settle(&mut self, was_at_end: bool) {
        let last = self.last();
        self.clock.now = if was_at_end { last } else { self.clock.now.min(last) };
        self.scene.relabel(&self.runners);
    }

    /// Moves the start by cells of the picture, onto round numbers.
    fn move_start(&mut self, [right, up]: [f64; 2]) {
        let cell = self.scene.cell();
        let steps = cell.map(round_step);
        let mut start = self.start.clone();
        let moves = [right, up];
        for (i, value) in start.iter_mut().enumerate() {
            if moves[i] != 0.0 {
                let step = steps[i];
                *value = ((*value / step).round() + moves[i]) * step;
                *value = round_to(*value, step);
            }
        }
        self.start_from(&start);
    }

    /// Starts every walk from a point.
    pub(super) fn start_from(&mut self, start: &[f64]) {
        self.start = start.to_vec();
        self.change_all(|runner| runner.plan.start = start.to_vec());
    }

    fn zoom(&mut self, factor: f64, about: Option<[f64; 2]>) {
        let window = self.scene.window();
        let middle = [window.x[0] + window.width() / 2.0, window.y[0] + window.height() / 2.0];
        let zoomed = window.zoomed(factor, about.unwrap_or(middle));
        self.scene.look_at(zoomed, &self.function, &self.runners);
    }

    fn mouse(&mut self, mouse: Mouse) {
        let Some(layout) = self.layout else { return };
        if let (Deed::Press | Deed::Drag, Some(share)) =
            (mouse.deed, layout.on_rail(mouse.column, mouse.row))
        {
            let last = self.last();
            self.clock.show((share * last as f64).round() as usize);
            return;
        }
        if !matches!(self.open, Open::Walk | Open::Basins(_)) {
            return;
        }
        let point = layout
            .in_picture(mouse.column, mouse.row)
            .and_then(|(column, row)| self.scene.point_at(column, row));
        let Some(point) = point else { return };
        match mouse.deed {
            Deed::Press | Deed::Drag => {
                let steps = self.scene.cell().map(round_step);
                let start = point
                    .iter()
                    .zip(steps)
                    .map(|(v, step)| round_to((v / step).round() * step, step));
                let start: Vec<f64> = start.collect();
                self.notice.clear();
                self.start_from(&start);
            }
            Deed::ZoomIn => self.zoom(0.8, about(&point, self)),
            Deed::ZoomOut => self.zoom(1.25, about(&point, self)),
        }
    }

    /// Takes another function; walks begin where a preset says, or where they did.
    fn take(&mut self, function: Function, preset: Option<&'static Preset>) {
        let dimensions = function.dimensions();
        self.function = function;
        self.open = Open::Walk;
        self.clock.show(0);
        if let Some(preset) = preset {
            self.start = preset.start.to_vec();
            self.steps = preset.steps;
            let walk = |(place, plan)| Runner::new(place, plan, &self.function);
            self.runners = (0..).zip(preset.plans()).map(walk).collect();
            self.selected = 0;
            let room = self.layout.map_or(66, |layout| usize::from(layout.body.width));
            self.notice = whole_sentences(preset.about, room);
        } else {
            self.start.resize(dimensions, 1.0);
            let start = self.start.clone();
            self.change_all(|runner| runner.plan.start.clone_from(&start));
        }
        self.scene.fit(&self.function, &self.runners);
    }

    /// One more runner: the next method that is not walking yet.
    fn add(&mut self) {
        if self.runners.len() >= MOST_RUNNERS {
            self.notice = format!("{MOST_RUNNERS} walks at once are the most; x removes one.");
            return;
        }
        let walking = |method: &Method| self.runners.iter().any(|r| r.plan.method == *method);
        let method = NEXT.into_iter().find(|method| !walking(method)).unwrap_or(Method::Rmsprop);
        let places = 0..MOST_RUNNERS as u8;
        let is_free = |place: &u8| self.runners.iter().all(|runner| runner.place != *place);
        let place = places.into_iter().find(is_free).unwrap_or(0);
        let mut plan = Plan::new(method, &self.start).with_steps(self.steps);
        let old = &self.runner().plan;
        if [Method::Momentum, Method::Nesterov, Method::Descent].contains(&method)
            && [Method::Momentum, Method::Nesterov, Method::Descent].contains(&old.method)
        {
            // the velocity adds up to ten gradients
            plan.rate = if method == Method::Descent { old.rate } else { old.rate / 10.0 };
            plan.rate = round_to(plan.rate, plan.rate / 1000.0);
        }
        self.runners.push(Runner::new(place, plan, &self.function));
        self.selected = self.runners.len() - 1;
        self.scene.relabel(&self.runners);
        self.notice = format!("{} joins; m changes its method.", capital(method.name()));
    }

    fn remove(&mut self) {
        if self.runners.len() == 1 {
            "The last walk stays; m changes its method.".clone_into(&mut self.notice);
            return;
        }
        self.runners.remove(self.selected);
        self.selected = self.selected.min(self.runners.len() - 1);
        self.clock.now = self.clock.now.min(self.last());
        self.scene.relabel(&self.runners);
    }
}

/// Methods that join in turn.
const NEXT: [Method; 4] = [Method::Descent, Method::Momentum, Method::Adam, Method::Nesterov];

/// The point to zoom about; on a curve the height does not count.
fn about(point: &[f64], lab: &Lab) -> Option<[f64; 2]> {
    let window = lab.scene.window();
    match point {
        [x] => Some([*x, window.y[0] + window.height() / 2.0]),
        [x, y, ..] => Some([*x, *y]),
        [] => None,
    }
}

/// The float that a decimal of the step's precision means: 0.3, not 0.30000000000000004.
fn round_to(value: f64, step: f64) -> f64 {
    let decimals = (-step.log10().floor()).clamp(0.0, 15.0) as usize;
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

/// As many whole sentences as fit, the first in any case.
fn whole_sentences(text: &str, room: usize) -> String {
    let ends = text.match_indices(". ").map(|(i, _)| i + 1).chain([text.len()]);
    let fits = ends.clone().filter(|end| text[..*end].chars().count() <= room).last();
    text[..fits.or_else(|| ends.clone().next()).unwrap_or(0)].to_owned()
}

/// The first letter large, as at the beginning of a sentence.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
