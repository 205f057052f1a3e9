//! The page of keys, printed from the key table itself.

use super::keys::{At, Row, Verb, rows};
use super::sheet::{Sheet, wrap};

/// The open page.
#[derive(Debug)]
pub struct Help {
    /// The contexts of the screen below.
    contexts: Vec<At>,
    /// First row shown, where the page is longer than the body.
    top: usize,
}

/// How to type mathematics: what is typed, what it is.
const TYPING: &[(&str, &str)] = &[
    ("x^2  3x^2", "powers, products"),
    ("e^(2x)", "exponents in brackets"),
    ("sqrt(x) √x", "roots"),
    ("(a)/(b)", "fractions in brackets"),
    ("pi  alpha", "Greek by name"),
];

/// A titled group of keys and sentences.
struct Group {
    title: &'static str,
    lines: Vec<(String, String)>,
}

impl Help {
    /// The page for a screen with these contexts.
    pub fn new(contexts: Vec<At>) -> Help {
        Help { contexts, top: 0 }
    }

    /// Scrolls.
    pub fn verb(&mut self, verb: Verb) {
        match verb {
            Verb::Up => self.top = self.top.saturating_sub(1),
            Verb::Down => self.top += 1,
            Verb::PageBack => self.top = self.top.saturating_sub(8),
            Verb::PageOn => self.top += 8,
            Verb::First => self.top = 0,
            _ => {}
        }
        self.top = self.top.min(self.groups().iter().map(|group| group.lines.len() + 2).sum());
    }

    fn groups(&self) -> Vec<Group> {
        let goes_anywhere = self.contexts.contains(&At::Anywhere);
        let outer = [At::Always, At::Anywhere, At::Quiet];
        let here = self.contexts.iter().filter(|at| !outer.contains(at) && **at != At::Field);
        // What the screen does comes before what every field does.
        let field = self.contexts.iter().filter(|at| **at == At::Field);
        let anywhere: &[At] =
            if goes_anywhere { &[At::Anywhere, At::Always] } else { &[At::Always] };
        let mut groups = vec![
            Group { title: "Here", lines: lines(here.chain(field).copied()) },
            Group { title: "Anywhere", lines: lines(anywhere.iter().copied()) },
        ];
        if self.contexts.contains(&At::Field) {
            let typing = TYPING.iter().map(|(keys, what)| ((*keys).to_owned(), (*what).to_owned()));
            groups.push(Group { title: "How to type", lines: typing.collect() });
        }
        if goes_anywhere {
            let lines = lines([At::Quiet].into_iter());
            groups.push(Group { title: "Where no text is typed", lines });
        }
        groups
    }

    /// Draws the body.
    pub fn view(&self, sheet: &mut Sheet) {
        let groups = self.groups();
        if sheet.width() >= 72 {
            self.two_columns(&groups, sheet);
        } else {
            let all: Vec<_> = groups.iter().collect();
            column(&all, self.top, sheet);
        }
    }

    fn two_columns(&self, groups: &[Group], sheet: &mut Sheet) {
        let saved = if self.contexts.contains(&At::Anywhere) {
            "Nothing you do can lose an answer: each is saved before its verdict shows."
        } else {
            "Nothing that is tried in a preview goes into a record."
        };
        let height = sheet.height();
        let (left, right): (Vec<_>, Vec<_>) =
            groups.iter().partition(|group| ["Here", "How to type"].contains(&group.title));
        let half = (sheet.width() / 2 + 4).min(60);
        let rows = height.saturating_sub(2);
        column(&left, self.top, &mut sheet.part(0, 0, half - 2, rows));
        column(&right, self.top, &mut sheet.part(half, 0, 48, rows));
        let quiet = sheet.look.theme.quiet;
        sheet.put(0, height.saturating_sub(1), saved, quiet);
    }
}

/// The keys of contexts, a sentence each, no sentence twice.
fn lines(contexts: impl Iterator<Item = At>) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut add = |row: &Row| {
        if !row.help.is_empty() && lines.iter().all(|(keys, _)| keys != row.shown) {
            lines.push((row.shown.to_owned(), row.help.to_owned()));
        }
    };
    for at in contexts {
        rows(at).for_each(&mut add);
    }
    lines
}

/// Groups one below the other, from row `top` on.
fn column(groups: &[&Group], top: usize, sheet: &mut Sheet) {
    let (text, strong, quiet) =
        (sheet.look.theme.text, sheet.look.theme.strong, sheet.look.theme.quiet);
    let mut y = 0usize;
    let mut row = |sheet: &mut Sheet, draw: &dyn Fn(&mut Sheet, u16)| {
        if let Some(shown) = y.checked_sub(top).and_then(|y| u16::try_from(y).ok()) {
            draw(sheet, shown);
        }
        y += 1;
    };
    for group in groups.iter().filter(|group| !group.lines.is_empty()) {
        row(sheet, &|sheet, y| {
            sheet.put(0, y, group.title, strong);
        });
        let widest = group.lines.iter().map(|(keys, _)| sheet.width_of(keys)).max().unwrap_or(0);
        let x = 2 + widest.max(7) + 1;
        for (keys, what) in &group.lines {
            // A sentence is never cut: it goes on in the next row.
            let lines = wrap(what, sheet.width().saturating_sub(x));
            for (number, line) in lines.iter().enumerate() {
                row(sheet, &|sheet, y| {
                    sheet.put(2, y, if number == 0 { keys } else { "" }, text);
                    sheet.put(x, y, line, quiet);
                });
            }
        }
        row(sheet, &|_, _| ());
    }
}
