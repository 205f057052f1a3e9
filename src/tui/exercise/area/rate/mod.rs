//! A learning rate that is tried: the walk plays before the student's eyes, then it is judged.

mod trial;
mod tries;

use std::cell::RefCell;
use std::time::Duration;

use super::super::super::figure::paint;
use super::super::super::keys::{At, Row, Verb};
use super::super::super::prose;
use super::super::super::scene::{Clock, Runner, Scene, Shown};
use super::super::super::sheet::{Sheet, wrap};
use super::super::paper::{Paper, Plan};
use super::fields::Fields;
use super::{Drawn, Enter, Way, number_of};
use crate::math::read::Syntax;
use crate::plot;
use crate::text::number;
use crate::tutor::Answer;
pub(super) use trial::Trial;
use tries::Tries;

/// What comes after the author's goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// It is not met yet.
    NotYet,
    /// It is met.
    Met,
    /// It is met, and something more was tried.
    More,
}

/// The rate, and the walks that it gave.
#[derive(Debug)]
pub(super) struct Rate {
    trial: Trial,
    /// What the author asks once the goal is met.
    then: Option<String>,
    syntax: Syntax,
    field: Fields,
    /// The walk of the last try: none before the first.
    walks: Vec<Runner>,
    clock: Clock,
    /// Is the walk of the last try still to be judged?
    is_under_way: bool,
    has_motion: bool,
    after: After,
    tries: Tries,
    /// In a small window: is the text shown instead of the map?
    shows_text: bool,
    scene: Option<RefCell<Scene>>,
}

impl Rate {
    /// The empty field over the map of a question.
    pub(super) fn of(trial: Trial, then: Option<&String>, syntax: Syntax) -> Rate {
        let look = plot::Look::default();
        let scene = trial.f.as_ref().map(|f| {
            let start = [Runner::new(0, trial.plan.clone().with_steps(0), f)];
            RefCell::new(Scene::fitted(f, &start, look))
        });
        Rate {
            trial,
            then: then.cloned(),
            syntax,
            field: Fields::of(1),
            walks: Vec::new(),
            clock: Clock::default(),
            is_under_way: false,
            has_motion: true,
            after: After::NotYet,
            tries: Tries::default(),
            shows_text: true,
            scene,
        }
    }

    /// The rate as typed, where it can be walked with.
    fn rate(&self) -> Option<f64> {
        let read = number_of(self.field.focused().text(), &self.syntax)?;
        let [rate] = read.as_slice() else { return None };
        let is_walked = *rate > 0.0 && self.trial.max.is_none_or(|max| *rate <= max);
        is_walked.then_some(*rate)
    }

    fn last(&self) -> usize {
        self.walks.iter().map(|walk| walk.run.steps()).max().unwrap_or(0)
    }

    /// The walk has come to its end: it stays as a row.
    fn note(&mut self) {
        self.is_under_way = false;
        if let Some(walk) = self.walks.first() {
            self.tries.add(walk);
        }
    }

    /// Numbers of the step shown.
    fn now(&self) -> Option<String> {
        let walk = self.walks.first()?;
        let k = walk.at(self.clock.now);
        Some(format!("step {k} of {}   f {}", walk.run.steps(), number(walk.run.values[k])))
    }

    /// What the last walk says to the second question.
    fn draw_more(&self, sheet: &mut Sheet, mut y: u16) -> u16 {
        let quiet = sheet.look.theme.quiet;
        let is_over = self.after == After::More && !self.is_under_way;
        let Some(walk) = self.walks.first().filter(|_| is_over) else { return y };
        for line in wrap(&prose::sentence(&walk.run.stop.words, sheet.look), sheet.width()) {
            sheet.put(0, y, &line, quiet);
            y += 1;
        }
        y
    }
}

impl Way for Rate {
    fn fields(&self) -> Option<&Fields> {
        Some(&self.field)
    }

    fn fields_mut(&mut self) -> Option<&mut Fields> {
        Some(&mut self.field)
    }

    fn contexts(&self) -> &'static [At] {
        if self.is_under_way { &[At::RateRun] } else { &[At::Field, At::Rate] }
    }

    fn word(&self, row: &Row) -> Option<String> {
        let pauses = row.at == At::RateRun && row.shown == "space" && self.clock.is_playing;
        let is_over =
            row.at == At::Rate && self.after != After::NotYet && self.field.focused().is_blank();
        let is_enter = row.keys.iter().any(|(_, verb)| *verb == Verb::Enter);
        let word = match (pauses, is_over && is_enter) {
            (true, _) => "pause",
            (_, true) => "go on",
            (false, false) => row.word,
        };
        Some(word.to_owned())
    }

    fn put(&mut self, c: char) {
        self.shows_text = true;
        self.field.line().put(c);
    }

    fn verb(&mut self, verb: Verb) -> bool {
        let (last, now) = (self.last(), self.clock.now);
        match verb {
            Verb::Next | Verb::Previous => self.shows_text = !self.shows_text,
            Verb::Space if self.is_under_way && self.clock.is_playing => {
                self.clock.is_playing = false;
            }
            Verb::Space if self.is_under_way => self.clock.play(last),
            Verb::StepOn if self.is_under_way => self.clock.show((now + 1).min(last)),
            Verb::StepBack if self.is_under_way => self.clock.show(now.saturating_sub(1)),
            verb => return self.field.verb(verb, 1),
        }
        true
    }

    /// Runs the rate; judged is the walk once it has been seen.
    fn enter(&mut self) -> Enter {
        if self.is_under_way {
            self.clock.show(self.last());
            self.note();
            return Enter::Check;
        }
        let (Some(rate), Some(f)) = (self.rate(), &self.trial.f) else { return Enter::Check };
        self.walks = vec![Runner::new(0, self.trial.plan.clone().with_rate(rate), f)];
        if let Some(scene) = &mut self.scene {
            scene.get_mut().relabel(&self.walks);
        }
        self.shows_text = false;
        if self.after == After::Met {
            self.after = After::More;
        }
        self.clock.show(0);
        if self.has_motion && self.last() > 0 {
            self.is_under_way = true;
            self.clock.play(self.last());
            return Enter::Stay;
        }
        self.clock.show(self.last());
        self.note();
        Enter::Check
    }

    fn still(&mut self, has_motion: bool) {
        self.has_motion = has_motion;
    }

    fn next_tick(&self) -> Option<Duration> {
        self.clock.pause()
    }

    fn tick(&mut self, elapsed: Duration) -> Enter {
        let last = self.last();
        self.clock.tick(elapsed, last);
        if self.is_under_way && self.clock.now >= last {
            self.note();
            return Enter::Check;
        }
        Enter::Stay
    }

    fn then(&self) -> Option<&str> {
        self.then.as_deref()
    }

    fn answer(&self) -> Answer {
        Answer::Text(self.field.focused().text().to_owned())
    }

    fn restore(&mut self, answer: &Answer) {
        if let Answer::Text(text) = answer {
            self.field.line().set(text);
        }
    }

    fn marked(&mut self, mark: &crate::tutor::Mark) {
        self.shows_text = true;
        if mark.is_right() && self.then.is_some() {
            self.after = After::Met;
            self.field.line().set("");
        }
    }

    fn again(&self) -> &'static str {
        "The same rate as before. Change it, or ctrl-t for a hint."
    }

    fn has_map(&self) -> bool {
        self.scene.is_some()
    }

    fn shows_map(&self) -> bool {
        !self.shows_text
    }

    fn draw_map(&self, _paper: &Paper, sheet: &mut Sheet, is_alone: bool) {
        let Some(scene) = &self.scene else { return };
        let mut scene = scene.borrow_mut();
        let is_map = !scene.is_curve();
        let below = is_alone || is_map && sheet.look.glyphs == plot::Glyphs::Ascii;
        let rows = sheet.height().saturating_sub(u16::from(below));
        let width = sheet.width();
        scene.draw_for((width.into(), rows.into()), sheet.look.plot(), &self.walks);
        let start = match self.trial.plan.start.as_slice() {
            [x, y] => Some([*x, *y]),
            _ => None,
        };
        let shown = Shown { runners: &self.walks, now: self.clock.now, start, ..Shown::default() };
        paint(&scene.picture(&shown), &mut sheet.part(0, 0, width, rows));
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        if let Some(now) = self.now().filter(|_| is_alone) {
            sheet.put_within(0, rows, width, &now, text);
        } else if let Some(legend) = scene.legend().filter(|_| below) {
            sheet.put_within(0, rows, width, &legend, quiet);
        }
    }

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        let mut y = plan.answer;
        let has_then = self.then.is_some() && paper.is_settled();
        if !has_then && !plan.small {
            let goal = self.trial.goal();
            let label = if sheet.width_of(&goal) + 6 > sheet.width() { "" } else { "goal" };
            let x = if label.is_empty() { 0 } else { 6 };
            sheet.put(0, y, label, quiet);
            for line in wrap(&goal, sheet.width() - x) {
                sheet.put(x, y, &line, text);
                y += 1;
            }
        }
        let x = sheet.put(0, y, "rate", quiet).max(5) + 1;
        let room = sheet.width().saturating_sub(x);
        let cursor = self.field.focused().draw(sheet, (x, y), room);
        let at = (cursor, y);
        paper.draw_underline(0, sheet, (x, y + 1), room, plan);
        y += 1 + u16::from(!plan.small);
        y = paper.draw_mend_of(0, sheet, (0, y), plan);
        if let Some(now) = self.now().filter(|_| self.is_under_way) {
            sheet.put(0, y, &now, quiet);
        }
        // In a small window the verdict has the row of the try.
        if !plan.small || paper.mark().is_none() {
            y = self.tries.draw(sheet, y + u16::from(!plan.small));
        }
        if has_then {
            y = self.draw_more(sheet, y + 1);
        }
        let is_open = !self.is_under_way;
        Drawn { cursor: is_open.then_some(at), end: y }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descent::Method;
    use crate::math::{Name, read};
    use crate::pack::{Coordinate, Goal};

    fn rate(goal: &Goal) -> Rate {
        let names = [Name::new("x"), Name::new("y")];
        let of = read::read("x^2 + 2*y^2", &Syntax::student(&names)).expect("a test reads").expr;
        let from = [3, 2].map(|n| Coordinate::from(crate::math::Number::from(n)));
        let trial = Trial::of((&of, &names), &from, (Method::Descent, None), goal, None);
        Rate::of(trial, None, Syntax::student(&names))
    }

    fn short() -> Goal {
        Goal::Reached { steps: 4 }
    }

    fn type_in(rate: &mut Rate, text: &str) {
        rate.field.line().set(text);
    }

    #[test]
    fn a_walk_is_seen_before_it_is_judged() {
        let mut rate = rate(&short());
        type_in(&mut rate, "0.1");
        assert_eq!(rate.enter(), Enter::Stay);
        assert_eq!(rate.contexts(), [At::RateRun]);
        let mut ticks = 0;
        while let Some(pause) = rate.next_tick() {
            ticks += 1;
            let came = rate.tick(pause);
            assert_eq!(came == Enter::Check, rate.next_tick().is_none());
        }
        assert_eq!(ticks, 4);
        assert_eq!(rate.tries.0.len(), 1);
        assert_eq!(rate.contexts(), [At::Field, At::Rate]);
    }

    #[test]
    fn without_motion_the_end_is_there_at_once() {
        let mut rate = rate(&short());
        rate.still(false);
        type_in(&mut rate, "1/4");
        assert_eq!(rate.enter(), Enter::Check);
        assert_eq!((rate.clock.now, rate.tries.0[0].rate.as_str()), (4, "0.25"));
    }

    #[test]
    fn what_is_no_rate_is_left_to_the_marking() {
        for text in ["", "x", "-1", "0", "(1, 2)", "1/0"] {
            let mut rate = rate(&short());
            type_in(&mut rate, text);
            assert_eq!(rate.enter(), Enter::Check, "{text}");
            assert!(rate.walks.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_walk_can_be_paused_stepped_and_cut_short() {
        let mut rate = rate(&short());
        type_in(&mut rate, "0.1");
        rate.enter();
        rate.verb(Verb::Space);
        assert_eq!(rate.next_tick(), None);
        rate.verb(Verb::StepOn);
        assert_eq!(rate.clock.now, 1);
        assert!(rate.tries.0.is_empty());
        assert_eq!(rate.enter(), Enter::Check);
        assert_eq!(rate.clock.now, 4);
    }
}
