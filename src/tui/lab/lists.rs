//! What does a key do in an open list: methods, parameters, options?

use super::keys::edit;
use super::menu::{self, Kind, Menu};
use super::{Lab, Open, options};
use crate::descent::METHODS;
use crate::tui::field::Field;
use crate::tui::keys::Verb as Key;

impl Lab {
    pub(super) fn open_menu(&mut self, kind: Kind) {
        self.clock.is_playing = false;
        self.open = Open::Menu(Menu::new(kind, self.runner()));
    }

    pub(super) fn menu_verb(&mut self, verb: Key) {
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

    pub(super) fn edit_parameter(&mut self, row: usize) {
        let value = match row {
            0 => self.runner().plan.rate.to_string(),
            _ => self.menu_lines().get(row).map_or(String::new(), |line| line.value.clone()),
        };
        if let Open::Menu(open) = &mut self.open {
            open.field = Some(Field::holding(&value));
            open.refusal.clear();
        }
    }

    pub(super) fn set_parameter(&mut self, row: usize, value: &str) {
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
}
