//! Who walks, from where, over what: every change after which the walks are walked again.

use super::function::Function;
use super::{Lab, MOST_RUNNERS, Open};
use crate::descent::{Method, Plan, Preset};
use crate::tui::scene::{Runner, Scene};

impl Lab {
    /// Another method for the selected runner. Plain descent and its kin share a rate; the others
    /// begin with their own.
    pub(super) fn take_method(&mut self, method: Method) {
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
        runner.walk(&self.function.compiled);
        self.settle(was_at_end);
    }

    /// Walks all runners again.
    pub(super) fn change_all(&mut self, change: impl Fn(&mut Runner)) {
        let was_at_end = self.clock.now > 0 && self.clock.now >= self.last();
        for runner in &mut self.runners {
            change(runner);
            runner.walk(&self.function.compiled);
        }
        self.settle(was_at_end);
    }

    pub(super) fn settle(&mut self, was_at_end: bool) {
        let last = self.last();
        self.clock.now = if was_at_end { last } else { self.clock.now.min(last) };
        self.scene.relabel(&self.runners);
    }

    /// Moves the start by cells of the picture, onto round numbers.
    pub(super) fn move_start(&mut self, cells: [f64; 2]) {
        let start = self.scene.beside(&self.start, cells);
        self.start_from(&start);
    }

    /// Starts every walk from a point.
    pub(super) fn start_from(&mut self, start: &[f64]) {
        self.start = start.to_vec();
        self.change_all(|runner| runner.plan.start = start.to_vec());
    }

    /// Takes another function; walks begin where a preset says, or where they did.
    pub(super) fn take(&mut self, function: Function, preset: Option<&'static Preset>) {
        let dimensions = function.dimensions();
        self.function = function;
        self.open = Open::Walk;
        self.clock.show(0);
        if let Some(preset) = preset {
            self.start = preset.start.to_vec();
            self.steps = preset.steps;
            let walk = |(place, plan)| Runner::new(place, plan, &self.function.compiled);
            self.runners = (0..).zip(preset.plans()).map(walk).collect();
            self.selected = 0;
            let room = self.layout.map_or(66, |layout| usize::from(layout.body.width));
            self.notice = whole_sentences(preset.about, room);
        } else {
            self.start.resize(dimensions, 1.0);
            let start = self.start.clone();
            self.change_all(|runner| runner.plan.start.clone_from(&start));
        }
        self.scene = Scene::fitted(&self.function.compiled, &self.runners, self.look);
        self.redraw();
    }

    /// One more runner: the next method that is not walking yet.
    pub(super) fn add(&mut self) {
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
            plan.rate = format!("{:.4e}", plan.rate).parse().unwrap_or(plan.rate);
        }
        self.runners.push(Runner::new(place, plan, &self.function.compiled));
        self.selected = self.runners.len() - 1;
        self.scene.relabel(&self.runners);
        self.notice = format!("{} joins; m changes its method.", capital(method.name()));
    }

    pub(super) fn remove(&mut self) {
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
