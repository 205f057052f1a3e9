//! The lessons of a pack.

use super::home::dot;
use super::keys::Verb;
use super::list::List;
use super::sheet::Sheet;
use crate::study::{Session, Study};

/// The open list.
#[derive(Debug)]
pub struct Lessons {
    /// The pack's id.
    pub pack: String,
    list: List,
}

impl Lessons {
    /// The lessons of a pack, the cursor on one of them.
    pub fn new(pack: &str, lesson: Option<&str>, study: &Study) -> Lessons {
        let lessons = study.library.pack(pack).map_or(&[][..], |pack| &pack.lessons);
        let chosen = lessons.iter().position(|own| Some(own.id.as_str()) == lesson);
        let mut list = List::default();
        list.choose(chosen.unwrap_or(0));
        Lessons { pack: pack.to_owned(), list }
    }

    /// A key; the lesson to open, if it asks for one.
    pub fn verb(&mut self, verb: Verb, study: &Study) -> Option<String> {
        let lessons = study.library.pack(&self.pack).map_or(&[][..], |pack| &pack.lessons);
        if verb == Verb::Enter {
            return lessons.get(self.list.chosen()).map(|lesson| lesson.id.clone());
        }
        self.list.verb(verb, lessons.len());
        None
    }

    /// Draws the body.
    pub fn view(&self, sheet: &mut Sheet, study: &Study) {
        let Some(pack) = study.library.pack(&self.pack) else { return };
        let theme = &sheet.look.theme;
        let (text, strong, quiet, accent) = (theme.text, theme.strong, theme.quiet, theme.accent);
        let rows = sheet.height();
        for (y, row) in self.list.shown(pack.lessons.len(), rows) {
            let lesson = &pack.lessons[row];
            let chosen = row == self.list.chosen();
            let (glyph, done) = dot(study, &pack.id, &lesson.id);
            if chosen {
                sheet.put(0, y, "▸", accent);
            }
            sheet.put(2, y, glyph, if done { accent } else { quiet });
            let page = super::home::page_of(study, &pack.id, lesson);
            let far = page.or_else(|| Session::minutes(lesson)).unwrap_or_default();
            let room = sheet.width().saturating_sub(sheet.width_of(&far) + 6);
            sheet.put_within(5, y, room, &lesson.title, if chosen { strong } else { text });
            sheet.right(y, &far, quiet);
        }
        self.list.draw_rest(sheet, pack.lessons.len());
    }
}
