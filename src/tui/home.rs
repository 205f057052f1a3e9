//! Home: what now?

use super::app::Go;
use super::frame::{Geometry, Rail, Room, TEXT};
use super::keys::Verb;
use super::list::List;
use super::sheet::{Sheet, wrap};
use crate::pack::Lesson;
use crate::study::{Session, Shelf, Study, page};
use crate::text;

/// The state of the home screen.
#[derive(Debug, Default)]
pub struct Home {
    list: List,
}

/// A row of the list.
struct Line {
    /// `Continue`, `Lab`, or the number of a pack.
    name: String,
    /// What it leads to.
    what: String,
    /// How much, how far.
    far: String,
    /// Dots of the lessons, where it is a pack.
    dots: Vec<(&'static str, bool)>,
    /// Has nothing of it been opened yet?
    is_ahead: bool,
    /// Two lines about it.
    about: String,
    /// Where `enter` leads.
    go: Go,
}

/// Done, begun, ahead; and is it drawn as done?
pub(super) fn dot(study: &Study, pack: &str, lesson: &str) -> (&'static str, bool) {
    match study.memory.place(pack, lesson) {
        Some(place) if place.done => ("●", true),
        Some(_) => ("◐", true),
        None => ("○", false),
    }
}

/// `page 5 of 9`, for a lesson that was begun.
pub(super) fn page_of(study: &Study, pack: &str, lesson: &Lesson) -> Option<String> {
    let place = study.memory.place(pack, &lesson.id).filter(|place| !place.done)?;
    let pages = page::pages(lesson);
    Some(format!("page {} of {}", page::find(&pages, &place.page) + 1, pages.len()))
}

/// Rows above the map.
fn first_lines(study: &Study) -> Vec<Line> {
    let lab = Line {
        name: "Lab".to_owned(),
        what: "Watch descent walk downhill".to_owned(),
        far: "nothing to know".to_owned(),
        dots: Vec::new(),
        is_ahead: false,
        about: "Choose a function, a method and a rate, and see where the walk goes.".to_owned(),
        go: Go::Lab,
    };
    let next = study.next().and_then(|(pack, lesson)| {
        let pack = study.library.pack(&pack)?;
        let index = pack.lessons.iter().position(|own| own.id == lesson)?;
        Some((pack, index))
    });
    let Some((pack, index)) = next else {
        let all_done = study.library.packs().next().filter(|_| !study.memory.is_blank());
        let again = all_done.map(|pack| Line {
            name: "Revisit".to_owned(),
            what: pack.title.clone(),
            far: "all lessons done".to_owned(),
            dots: Vec::new(),
            is_ahead: false,
            about: "Every lesson is finished. Open one again whenever you like.".to_owned(),
            go: Go::Lessons(pack.id.clone()),
        });
        return again.into_iter().chain([lab]).collect();
    };
    let lesson = &pack.lessons[index];
    let name = if study.memory.is_blank() { "Begin" } else { "Continue" };
    let far = page_of(study, &pack.id, lesson).or_else(|| Session::minutes(lesson));
    let about = format!("Lesson {} of {} in {}.", index + 1, pack.lessons.len(), pack.title);
    let begin = Line {
        name: name.to_owned(),
        what: lesson.title.clone(),
        far: far.unwrap_or_default(),
        dots: Vec::new(),
        is_ahead: false,
        about,
        go: Go::Lesson(pack.id.clone(), lesson.id.clone()),
    };
    vec![begin, lab]
}

/// A row for each pack.
fn packs(study: &Study) -> impl Iterator<Item = Line> + '_ {
    study.library.shelves.iter().enumerate().map(|(index, shelf)| {
        let Shelf { id, pack, .. } = shelf;
        let name = (index + 1).to_string();
        match pack {
            Ok(pack) => {
                let dots: Vec<_> =
                    pack.lessons.iter().map(|lesson| dot(study, id, &lesson.id)).collect();
                let is_ahead = dots.iter().all(|(_, begun)| !begun);
                let minutes: u32 = pack.lessons.iter().filter_map(|lesson| lesson.minutes).sum();
                let lessons = text::count(pack.lessons.len(), "lesson");
                let length =
                    if minutes > 0 { format!(", {minutes} minutes") } else { String::new() };
                let about = pack.summary.clone().unwrap_or_default();
                let by = if shelf.is_bundled { String::new() } else { text::list(&pack.authors) };
                Line {
                    name,
                    what: pack.title.clone(),
                    far: by,
                    dots,
                    is_ahead,
                    about: format!("{about} {lessons}{length}.").trim().to_owned(),
                    go: Go::Lessons(id.clone()),
                }
            }
            Err(problems) => {
                let line = problems.first().map_or(0, |problem| problem.place.line());
                Line {
                    name,
                    what: id.clone(),
                    far: format!("✗ cannot be read: line {line}"),
                    dots: Vec::new(),
                    is_ahead: true,
                    about: problems.first().map_or_else(String::new, |p| p.message.clone()),
                    go: Go::Nowhere,
                }
            }
        }
    })
}

impl Home {
    fn lines(study: &Study) -> (Vec<Line>, usize) {
        let mut lines = first_lines(study);
        let first = lines.len();
        if !study.memory.is_blank() {
            lines.extend(packs(study));
        }
        (lines, first)
    }

    /// The cursor goes back to the first row, whatever is due.
    pub fn rest(&mut self) {
        self.list.choose(0);
    }

    /// What a key asks for here; somewhere to go, if it leads away.
    pub fn verb(&mut self, verb: Verb, study: &Study) -> Option<Go> {
        let (lines, first) = Home::lines(study);
        match verb {
            Verb::Enter => return lines.into_iter().nth(self.list.chosen()).map(|line| line.go),
            Verb::Pick(pack) if first + usize::from(pack) < lines.len() => {
                self.list.choose(first + usize::from(pack));
            }
            verb => self.list.verb(verb, lines.len()),
        }
        None
    }

    /// How many of all lessons are finished.
    pub fn rail(study: &Study) -> Rail {
        let all = || study.library.packs().flat_map(|p| p.lessons.iter().map(move |l| (p, l)));
        let done = all().filter(|(pack, lesson)| {
            study.memory.place(&pack.id, &lesson.id).is_some_and(|place| place.done)
        });
        Rail::Share(done.count(), all().count().max(1))
    }

    /// Draws the body.
    pub fn view(&self, sheet: &mut Sheet, study: &Study, geometry: &Geometry) {
        let (lines, first) = Home::lines(study);
        let chosen = self.list.chosen().min(lines.len().saturating_sub(1));
        let wide = geometry.has_two_panes();
        let width = if wide { 62.min(sheet.width()) } else { sheet.width() };
        let welcome = study.memory.is_blank();
        let top = if welcome { welcome_lines(sheet, geometry) } else { 0 };
        let height = sheet.height().saturating_sub(top);
        let mut left = sheet.part(0, top, width, height);
        let about_rows = if geometry.down > Room::Small { 3 } else { 0 };
        let rows = height.saturating_sub(about_rows);
        for (y, row) in self.list.shown(lines.len(), rows.saturating_sub(1)) {
            let gap = u16::from(row >= first && geometry.down > Room::Small);
            lines[row].draw(&mut left, y + gap, row == chosen, row >= first);
        }
        let Some(line) = lines.get(chosen).filter(|_| about_rows > 0 && !welcome) else { return };
        if wide {
            return Self::aside(sheet, study, line);
        }
        let quiet = sheet.look.theme.quiet;
        let about = super::prose::plain(&line.about, sheet.look);
        let y = sheet.height().saturating_sub(3);
        for (row, text) in (y..).zip(wrap(&about, sheet.width().min(TEXT)).iter().take(2)) {
            sheet.put(0, row, text, quiet);
        }
    }

    /// The second pane: what the row is about, and the lessons of its pack.
    fn aside(sheet: &mut Sheet, study: &Study, line: &Line) {
        let (width, height) = (sheet.width().saturating_sub(69), sheet.height());
        let mut pane = sheet.part(69, 0, width.min(TEXT), height);
        let theme = &pane.look.theme;
        let (text, strong, quiet, accent) = (theme.text, theme.strong, theme.quiet, theme.accent);
        pane.put(0, 0, &line.what, strong);
        let about = super::prose::plain(&line.about, pane.look);
        let mut y = 2;
        for row in wrap(&about, pane.width()) {
            pane.put(0, y, &row, quiet);
            y += 1;
        }
        let id = match &line.go {
            Go::Lesson(pack, _) | Go::Lessons(pack) => pack,
            Go::Lab
            | Go::LabOn(_)
            | Go::Home
            | Go::Exercise { .. }
            | Go::Page(_)
            | Go::Set(..)
            | Go::Nowhere => {
                return;
            }
        };
        let Some(pack) = study.library.pack(id) else { return };
        y += 1;
        if line.what != pack.title {
            pane.put(0, y, &pack.title, text);
            y += 2;
        }
        for lesson in &pack.lessons {
            let (glyph, done) = dot(study, id, &lesson.id);
            pane.put(0, y, glyph, if done { accent } else { quiet });
            pane.put(3, y, &lesson.title, if done { text } else { quiet });
            let far = page_of(study, id, lesson).or_else(|| Session::minutes(lesson));
            pane.right(y, &far.unwrap_or_default(), quiet);
            y += 1;
        }
    }
}

/// The two sentences of the first run; answers with the row below them.
fn welcome_lines(sheet: &mut Sheet, geometry: &Geometry) -> u16 {
    let text = sheet.look.theme.text;
    let small = geometry.down == Room::Small;
    let said = "Welcome. gradus teaches derivatives, gradients and descent, a page at a time, and \
                tells you why when an answer is wrong.";
    let indent = if small { 0 } else { 2 };
    let mut y = 0;
    for line in wrap(said, sheet.width().saturating_sub(indent).min(TEXT)) {
        sheet.put(indent, y, &line, text);
        y += 1;
    }
    y + if small { 1 } else { 2 }
}

impl Line {
    fn draw(&self, sheet: &mut Sheet, y: u16, chosen: bool, is_pack: bool) {
        let theme = &sheet.look.theme;
        let (quiet, faint, accent, wrong) = (theme.quiet, theme.faint, theme.accent, theme.wrong);
        let ink = match (chosen, self.is_ahead) {
            (true, _) => theme.strong,
            (false, true) => theme.quiet,
            (false, false) => theme.text,
        };
        if chosen {
            sheet.put(0, y, "▸", accent);
        }
        let far = sheet.width_of(&self.far);
        let far_ink = if self.far.starts_with('✗') { wrong } else { quiet };
        sheet.right(y, &self.far, far_ink);
        let room = sheet.width().saturating_sub(far + 1);
        if !is_pack {
            sheet.put(2, y, &self.name, ink);
            let x = if sheet.width() < 60 { 12 } else { 14 };
            sheet.put_within(x, y, room.saturating_sub(x), &self.what, ink);
            return;
        }
        let x = 4u16.saturating_sub(sheet.width_of(&self.name));
        sheet.put(x, y, &self.name, if chosen { ink } else { quiet });
        // Dots stand apart where there is room.
        let apart = if sheet.width() >= 76 { 2 } else { 1 };
        let column = if sheet.width() >= 60 { 36 } else { 26 };
        sheet.put_within(5, y, column - 7, &self.what, ink);
        for (index, (glyph, begun)) in (0u16..).zip(&self.dots) {
            let at = column + index * apart;
            if at + 1 < room {
                sheet.put(at, y, glyph, if *begun { accent } else { faint });
            }
        }
    }
}
