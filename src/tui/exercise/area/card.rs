//! A card with two sides; the student says whether it was known.

use super::super::super::frame::TEXT;
use super::super::super::keys::{At, Row, Verb};
use super::super::super::prose;
use super::super::super::sheet::{Sheet, wrap};
use super::super::paper::{Paper, Plan};
use super::{Drawn, Enter, Way};
use crate::tutor::Answer;

/// The back of a card, seen or not.
#[derive(Clone, Debug)]
pub(super) struct Card {
    back: String,
    turned: bool,
    knew: Option<bool>,
}

impl Card {
    /// Front up.
    pub(super) fn of(back: &str) -> Card {
        Card { back: back.to_owned(), turned: false, knew: None }
    }
}

impl Way for Card {
    fn contexts(&self) -> &'static [At] {
        if self.turned { &[At::CardBack, At::Card] } else { &[At::Card] }
    }

    /// There is nothing to hint at, and nothing to check before it was said.
    fn word(&self, row: &Row) -> Option<String> {
        let is_enter = row.keys.iter().any(|(_, verb)| *verb == Verb::Enter);
        match (row.at, self.knew) {
            (At::Asking, Some(_)) if is_enter => Some("go on".to_owned()),
            (At::Asking, _) if !row.edge => None,
            _ => Some(row.word.to_owned()),
        }
    }

    fn verb(&mut self, verb: Verb) -> bool {
        match verb {
            Verb::Space => self.turned = !self.turned,
            Verb::Yes | Verb::No if self.turned => self.knew = Some(verb == Verb::Yes),
            _ => return false,
        }
        true
    }

    /// The front is turned; a card that was not known comes again, so the lesson goes on.
    fn enter(&mut self) -> Enter {
        let is_said = self.knew.is_some();
        self.turned = true;
        if is_said { Enter::GoOn } else { Enter::Stay }
    }

    fn has_working(&self) -> bool {
        false
    }

    fn answer(&self) -> Answer {
        Answer::Card(self.knew.unwrap_or(false))
    }

    fn restore(&mut self, _answer: &Answer) {}

    fn draw(&self, _paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let (text, quiet) = (sheet.look.theme.text, sheet.look.theme.quiet);
        let mut y = plan.answer;
        if !self.turned {
            sheet.put(0, y, "Say it to yourself, then turn the card.", quiet);
            return Drawn { cursor: None, end: y + 1 };
        }
        for line in wrap(&prose::plain(&self.back, sheet.look), TEXT.min(sheet.width())) {
            sheet.put(0, y, &line, text);
            y += 1;
        }
        Drawn { cursor: None, end: y }
    }
}
