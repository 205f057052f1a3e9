//! Parts, one a row; finished ones fold, the open one has a field and its preview.

use super::super::super::keys::Verb;
use super::super::super::sheet::Sheet;
use super::super::below::draw_sign;
use super::super::paper::{Paper, Plan};
use super::fields::Fields;
use super::{Drawn, Enter, Way};
use crate::pack;
use crate::tutor::{Answer, Mark};

/// Several questions, a field for each.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    fields: Fields,
    ids: Vec<String>,
    prompts: Vec<String>,
}

impl Parts {
    /// The parts of an exercise.
    pub(super) fn of(parts: &pack::Parts) -> Parts {
        let all = || parts.parts.iter();
        Parts {
            fields: Fields::of(all().count()),
            ids: all().map(|part| part.id.clone()).collect(),
            prompts: all().map(|part| part.prompt.clone()).collect(),
        }
    }

    fn names(&self, sheet: &Sheet) -> Vec<String> {
        let name = |prompt: &String| {
            let prompt = super::super::super::prose::plain(prompt, sheet.look);
            prompt.strip_suffix(" = ?").map_or(prompt.clone(), str::to_owned)
        };
        self.prompts.iter().map(name).collect()
    }
}

impl Way for Parts {
    fn fields(&self) -> Option<&Fields> {
        Some(&self.fields)
    }

    fn fields_mut(&mut self) -> Option<&mut Fields> {
        Some(&mut self.fields)
    }

    fn verb(&mut self, verb: Verb) -> bool {
        self.fields.verb(verb, 1)
    }

    /// A part is checked as soon as it stands; from an empty one `enter` goes on.
    fn enter(&mut self) -> Enter {
        if self.fields.focused().is_blank() { self.fields.next_empty() } else { Enter::Check }
    }

    fn answer(&self) -> Answer {
        Answer::Parts(self.ids.iter().cloned().zip(self.fields.texts()).collect())
    }

    fn restore(&mut self, answer: &Answer) {
        if let Answer::Parts(parts) = answer {
            self.fields.set(parts.iter().map(|(_, text)| text));
        }
    }

    /// From a finished part on to the next one that is open; a wrong one is kept, to be mended.
    fn marked(&mut self, mark: &Mark) {
        self.fields.next_wrong(mark);
    }

    fn draw(&self, paper: &Paper, sheet: &mut Sheet, plan: &Plan) -> Drawn {
        let theme = &sheet.look.theme;
        let (text, quiet, strong, accent) = (theme.text, theme.quiet, theme.strong, theme.accent);
        let names = self.names(sheet);
        let widest = names.iter().map(|name| sheet.width_of(name)).max().unwrap_or(0);
        let x = 3 + widest + 3;
        let mut y = plan.answer;
        let mut cursor = None;
        for (row, line) in self.fields.lines.iter().enumerate() {
            let open = row == self.fields.focus && !paper.is_settled();
            sheet.put(0, y, &(row + 1).to_string(), if open { accent } else { quiet });
            sheet.put(3, y, &names[row], if open { strong } else { text });
            sheet.put(x - 2, y, "=", quiet);
            let at = line.draw(sheet, (x, y), sheet.width().saturating_sub(x));
            if let Some(mark) = paper.field_mark(row) {
                let behind = (x + sheet.width_of(line.text()) + 3).max(x + 10);
                let room = sheet.width().saturating_sub(behind);
                draw_sign(mark, sheet, (behind, y), room);
            }
            y += 1;
            if open {
                cursor = Some((at, y - 1));
                y = paper.draw_below(line, sheet, (x, y), plan);
            }
        }
        // The verdict takes the place of the preview, a row below.
        Drawn { cursor, end: y + u16::from(paper.is_settled()) }
    }
}
