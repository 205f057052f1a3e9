//! A card with two sides; the student says whether it was known.

use super::super::super::keys::{At, Row, Verb};
use super::super::super::prose;
use super::super::super::sheet::{Sheet, wrap};
use super::super::paper::{Paper, Plan, TEXT};
use super::{Drawn, Way};
use crate::tutor::Answer;

/// The back of a card, seen or not.
#[derive(Clone, Debug)]
pub struct Card {
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

    /// Turning is all that `enter` does here, and a seen back leaves nothing to hint at.
    fn word(&self, row: &Row) -> Option<String> {
        (row.at != At::Asking || row.edge).then(|| row.word.to_owned())
    }

    fn verb(&mut self, verb: Verb) -> bool {
        match verb {
            Verb::Space => self.turned = !self.turned,
            Verb::Yes | Verb::No if self.turned => self.knew = Some(verb == Verb::Yes),
            _ => return false,
        }
        true
    }

    /// There is nothing to check before the student has said whether it was known.
    fn enter(&mut self) -> bool {
        self.turned = true;
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
