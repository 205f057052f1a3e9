//! Go to anything: lessons, exercises, the laboratory, settings; or to a page of this lesson.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::app::Go;
use super::field::Field;
use super::keys::Verb;
use super::sheet::Sheet;
use crate::pack;
use crate::study::settings;
use crate::study::{Session, Study};

/// Rows of the list at most.
const ROWS: usize = 8;

/// The open palette.
#[derive(Debug)]
pub struct Palette {
    /// What stands before the field.
    asks: &'static str,
    field: Field,
    entries: Vec<Entry>,
    chosen: usize,
}

/// A place or a command.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    /// What may be found, in small letters.
    text: String,
    what: String,
    go: Go,
}

impl Entry {
    fn new(name: &str, what: impl Into<String>, go: Go) -> Entry {
        Entry { name: name.to_owned(), text: name.to_lowercase(), what: what.into(), go }
    }
}

/// Settings that take effect here; the others have no room yet.
const HERE: [&str; 4] = ["theme", "glyphs", "motion", "mouse"];

impl Palette {
    /// Everything there is.
    pub fn new(study: &Study) -> Palette {
        let entry = |name: &str, what, go| Entry::new(name, what, go);
        let mut entries = Vec::new();
        if let Some((pack, lesson)) = study.next() {
            let title = study.library.pack(&pack).and_then(|own| own.lesson(&lesson));
            let title = title.map_or("", |lesson| lesson.title.as_str());
            entries.push(entry(title, "go on here", Go::Lesson(pack.clone(), lesson.clone())));
        }
        entries.push(entry("Lab", "descent", Go::Lab));
        entries.push(entry("Home", "", Go::Home));
        for pack in study.library.packs() {
            for lesson in &pack.lessons {
                let go = Go::Lesson(pack.id.clone(), lesson.id.clone());
                if entries.first().is_none_or(|first| first.go != go) {
                    entries.push(entry(&lesson.title, "lesson", go));
                }
            }
        }
        for pack in study.library.packs() {
            for (lesson, exercise) in pack.exercises() {
                let name = exercise.title.clone().unwrap_or_else(|| exercise.id.replace('-', " "));
                let (lesson, exercise) = (lesson.id.clone(), exercise.id.clone());
                let go = Go::Exercise { pack: pack.id.clone(), lesson, exercise };
                entries.push(entry(&name, "exercise", go));
            }
        }
        for (key, words) in settings::KEYS.iter().filter(|(key, _)| HERE.contains(key)) {
            for word in *words {
                entries.push(entry(&format!("{key} {word}"), "setting", Go::Set(key, word)));
            }
        }
        Palette { asks: "go to", field: Field::default(), entries, chosen: 0 }
    }

    /// The pages of a lesson, found by any word on them.
    pub fn of_pages(session: &Session) -> Palette {
        let entry = |(page, text): (usize, String)| Entry {
            name: text.lines().next().unwrap_or_default().to_owned(),
            text: text.to_lowercase(),
            what: format!("page {page}"),
            go: Go::Page(page),
        };
        let entries = session.contents().into_iter().map(entry).collect();
        Palette { asks: "find", field: Field::default(), entries, chosen: 0 }
    }

    /// The rows of a list: name, what it is, where it leads.
    pub fn of_rows(rows: impl IntoIterator<Item = (String, &'static str, Go)>) -> Palette {
        let entries = rows.into_iter().map(|(name, what, go)| Entry::new(&name, what, go));
        Palette { asks: "find", field: Field::default(), entries: entries.collect(), chosen: 0 }
    }

    /// What fits the words typed, the best first.
    fn found(&self) -> Vec<&Entry> {
        let asked = self.field.text().trim().to_lowercase();
        let mut found: Vec<(usize, &Entry)> = self
            .entries
            .iter()
            .filter_map(|entry| Some((rank(&entry.text, &asked)?, entry)))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, entry)| entry).take(ROWS).collect()
    }

    /// Types a character.
    pub fn put(&mut self, c: char) {
        self.field.put(c);
        self.chosen = 0;
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.field.paste(text);
        self.chosen = 0;
    }

    /// A key; where it leads, if it leads away.
    pub fn verb(&mut self, verb: Verb) -> Option<Go> {
        let last = self.found().len().saturating_sub(1);
        match verb {
            Verb::Up => self.chosen = self.chosen.saturating_sub(1),
            Verb::Down => self.chosen = (self.chosen + 1).min(last),
            Verb::Edit(edit) => {
                self.field.edit(edit);
                self.chosen = 0;
            }
            Verb::Enter => return self.found().get(self.chosen).map(|entry| entry.go.clone()),
            _ => {}
        }
        None
    }

    /// Draws the box over the screen; answers with the cell of the cursor.
    pub fn view(&self, sheet: &mut Sheet) -> Option<Position> {
        let found = self.found();
        let width = 56.min(sheet.width().saturating_sub(2));
        // As high as the longest list, so that nothing jumps while words are typed.
        let height = (ROWS as u16 + 5).min(sheet.height());
        let x = (sheet.width() - width) / 2;
        let y = if sheet.height() >= 20 { 3 } else { 0 };
        let mut inner = frame(sheet, Rect { x, y, width, height })?;
        let theme = &inner.look.theme;
        let (text, strong, quiet, accent) = (theme.text, theme.strong, theme.quiet, theme.accent);
        let at = inner.put(0, 0, &format!("{}  ", self.asks), quiet);
        let room = inner.width().saturating_sub(at);
        let cursor = self.field.draw(&mut inner, (at, 0), room);
        if found.is_empty() {
            inner.put(0, 2, &self.nothing(), text);
        }
        for (row, entry) in (2..).zip(&found) {
            let chosen = usize::from(row) - 2 == self.chosen;
            if chosen {
                inner.put(0, row, "▸", accent);
            }
            let what = inner.width_of(&entry.what) + 1;
            let room = inner.width().saturating_sub(2 + what);
            inner.put_within(2, row, room, &entry.name, if chosen { strong } else { text });
            inner.right(row, &entry.what, quiet);
        }
        let last = inner.height().saturating_sub(1);
        inner.put(0, last, "enter opens · ↑↓ choose · esc closes", quiet);
        let area = inner.area();
        Some(Position { x: area.x + cursor, y: area.y })
    }

    /// Nothing is called so; what comes closest.
    fn nothing(&self) -> String {
        let asked = self.field.text().trim();
        let names = self.entries.iter().map(|entry| entry.name.as_str());
        match pack::nearest(asked, names) {
            Some(name) => format!("Nothing called “{asked}”. Closest: {name}."),
            None => format!("Nothing called “{asked}”."),
        }
    }
}

/// How well a name fits: begins so, has a word that begins so, holds it, holds all its words.
fn rank(name: &str, asked: &str) -> Option<usize> {
    if asked.is_empty() || name.starts_with(asked) {
        Some(0)
    } else if name.contains(&format!(" {asked}")) {
        Some(1)
    } else if name.contains(asked) {
        Some(2)
    } else if asked.split_whitespace().all(|word| name.contains(word)) {
        Some(3)
    } else {
        None
    }
}

/// A thin rounded border over what is there, emptied; the sheet inside it.
pub(super) fn frame<'a>(sheet: &'a mut Sheet<'_>, area: Rect) -> Option<Sheet<'a>> {
    let quiet: Style = sheet.look.theme.quiet;
    let Rect { x, y, width, height } = area;
    if width < 8 || height < 4 {
        return None;
    }
    let across = "─".repeat(usize::from(width) - 2);
    let blank = " ".repeat(usize::from(width) - 2);
    sheet.put(x, y, &format!("╭{across}╮"), quiet);
    for row in y + 1..y + height - 1 {
        sheet.put(x, row, &format!("│{blank}│"), quiet);
    }
    sheet.put(x, y + height - 1, &format!("╰{across}╯"), quiet);
    Some(sheet.part(x + 3, y + 1, width - 6, height - 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_so_comes_first() {
        assert!(rank("chain rule", "chain") < rank("the chain rule", "chain"));
        assert!(rank("the chain rule", "chain") < rank("unchained", "chain"));
        assert_eq!(rank("sums", "chain"), None);
    }
}
