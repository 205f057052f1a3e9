//! The same lessons, line by line, without a screen.
//!
//! Uses every room but `tui`. Writes to the sink it is handed: no box drawing, no cursor movement,
//! nothing redrawn. Mathematics stands there as typed, so that a screen reader speaks it. A bare
//! enter goes on while reading and never answers a question; the end of the input is `quit`.

mod question;
mod spelled;
mod voice;
mod words;

use std::io::{self, BufRead, Write};

use crate::pack::Task;
use crate::record::Record;
use crate::study::figure::{self, Table};
use crate::study::keeper::{back_up_once_a_day, keep};
use crate::study::prose;
use crate::study::{Asking, Notation, Reply, Session, Study, View};
use crate::text;

use voice::Voice;
use words::Word;

/// Where the lines come from and go to.
pub struct Streams<'a> {
    /// What the student types.
    pub input: &'a mut dyn BufRead,
    /// What is said.
    pub out: &'a mut dyn Write,
    /// Does a terminal show what is typed? Otherwise each line is repeated behind its prompt.
    pub is_echoed: bool,
}

/// Leads through lessons, from one on, until the student leaves.
///
/// `now` tells the time in milliseconds since 1970 UTC, `today` when the day began.
///
/// # Errors
/// The output cannot be written. Everything answered is in the record before it is spoken of.
pub fn learn(
    session: Session,
    study: &mut Study,
    record: &mut Record,
    streams: Streams<'_>,
    (now, today): (&dyn Fn() -> i64, i64),
) -> io::Result<()> {
    let voice = Voice::new(streams);
    let mut lesson = Lesson { session, study, record, voice, now, today, table: None, asked: None };
    lesson.greet()?;
    loop {
        lesson.show()?;
        if !lesson.listen()? {
            return lesson.farewell();
        }
    }
}

/// What stands on the page of a session, in the lines that [`learn`] says; `heading` stands in for
/// the number of the page.
pub fn page(session: &Session, heading: &str) -> Vec<String> {
    let (mut input, mut out) = (io::empty(), Vec::new());
    let mut voice = Voice::new(Streams { input: &mut input, out: &mut out, is_echoed: true });
    // Writing into memory does not fail.
    let _ = say_page(session, heading, &mut voice);
    String::from_utf8_lossy(&out).lines().map(str::to_owned).collect()
}

/// Says what stands on a page; answers with the table of a figure that is new.
fn say_page(session: &Session, place: &str, voice: &mut Voice) -> io::Result<Option<Table>> {
    match session.view() {
        View::Read { text, figure, is_new_figure } => {
            let told = figure
                .filter(|_| is_new_figure)
                .map(|figure| (figure::tell(figure, Notation::Typed), figure.caption.clone()));
            voice.say(place)?;
            if let Some(markdown) = text {
                let lines = prose::lines(markdown, voice::WIDTH, Notation::Typed);
                voice.lines(lines.iter().map(prose::Line::text))?;
            }
            if let Some((told, caption)) = &told {
                say_figure(told, text.is_some(), caption.as_deref(), voice)?;
            }
            voice.gap()?;
            voice.say("[enter] goes on, ? lists the words.")?;
            return Ok(told.map(|(told, _)| told.table));
        }
        View::Ask(asking) => {
            voice.say(&question::heading(place, asking))?;
            voice.lines(question::lines(asking))?;
        }
        View::End(summary) => voice.say(&format!("{place} {}", summary.sentence()))?,
        View::Broken(exercise) => {
            voice.say(&format!("{place} The exercise {} cannot be asked.", exercise.id))?;
            voice.say("[enter] goes on.")?;
        }
    }
    Ok(None)
}

/// A lesson being read aloud.
struct Lesson<'a, 'v> {
    session: Session,
    study: &'a mut Study,
    record: &'a mut Record,
    voice: Voice<'v>,
    now: &'a dyn Fn() -> i64,
    today: i64,
    /// The table of the latest figure.
    table: Option<Table>,
    /// `steps` was typed once: the next one shows them.
    asked: Option<Word>,
}

/// What happens after a line.
enum Next {
    /// The same page is waited on.
    Stay,
    /// Another page is there.
    Turned,
    /// The student leaves.
    Leave,
}

impl Lesson<'_, '_> {
    fn greet(&mut self) -> io::Result<()> {
        if let Some(trouble) = self.record.trouble() {
            self.voice.say(&format!(
                "Answers cannot be saved: {trouble}. Practice goes on, unrecorded."
            ))?;
        }
        self.announce()
    }

    /// `Gradient descent, lesson 2 of 5: Two dimensions. 12 pages.`
    fn announce(&mut self) -> io::Result<()> {
        let (page, pages) = self.session.page();
        let pack = self.session.pack();
        let lesson = self.session.lesson();
        let number = pack.lessons.iter().position(|own| own.id == lesson.id).unwrap_or(0) + 1;
        let heading = format!(
            "{}, lesson {number} of {}: {}. {}.",
            pack.title,
            pack.lessons.len(),
            lesson.title,
            text::count(pages, "page")
        );
        self.voice.say(&heading)?;
        if page > 1 {
            self.voice.say(&format!("You stopped at page {page}."))?;
        }
        Ok(())
    }

    /// Says what stands on the page.
    fn show(&mut self) -> io::Result<()> {
        let (page, pages) = self.session.page();
        self.voice.gap()?;
        let place = format!("Page {page} of {pages}.");
        if let Some(table) = say_page(&self.session, &place, &mut self.voice)? {
            self.table = Some(table);
        }
        if !matches!(self.session.view(), View::End(_)) {
            return Ok(());
        }
        match self.next_lesson() {
            Some((_, _, words)) => self.voice.say(&format!("{words} [enter] goes on.")),
            None => self.voice.say("That was the last lesson. quit leaves."),
        }
    }

    /// Takes lines until another page is there; `false` when the student leaves.
    fn listen(&mut self) -> io::Result<bool> {
        loop {
            let Some(line) = self.voice.hear()? else { return Ok(false) };
            let next = match Word::of(&line) {
                Some(word) => self.word(word)?,
                None if line.trim().is_empty() => self.enter()?,
                None => self.answer(&line)?,
            };
            self.keep();
            match next {
                Next::Stay => {}
                Next::Turned => return Ok(true),
                Next::Leave => return Ok(false),
            }
        }
    }

    /// A bare enter: goes on where nothing is asked.
    fn enter(&mut self) -> io::Result<Next> {
        if self.session.asking().is_some_and(|asking| !asking.is_settled()) {
            return Ok(Next::Stay);
        }
        self.go_on()
    }

    fn go_on(&mut self) -> io::Result<Next> {
        self.asked = None;
        self.table = None;
        if self.session.go_on((self.now)()) {
            return Ok(Next::Turned);
        }
        let Some((pack, lesson, _)) = self.next_lesson() else {
            self.voice.say("Nothing follows. quit leaves, back goes back.")?;
            return Ok(Next::Stay);
        };
        self.keep();
        match self.study.lesson(&pack, &lesson, (self.now)()) {
            Some(session) => {
                self.session = session;
                self.voice.gap()?;
                self.announce()?;
                Ok(Next::Turned)
            }
            None => Ok(Next::Stay),
        }
    }

    /// The lesson after this one: its pack, its id, and `Next: Quotients, 15 min.`
    fn next_lesson(&self) -> Option<(String, String, String)> {
        let here = (&self.session.pack().id, &self.session.lesson().id);
        let (pack, lesson) = self.study.library.after(here.0, here.1)?;
        let minutes = Session::minutes(lesson).map_or(String::new(), |time| format!(", {time}"));
        Some((pack.id.clone(), lesson.id.clone(), format!("Next: {}{minutes}.", lesson.title)))
    }

    fn word(&mut self, word: Word) -> io::Result<Next> {
        let is_second = self.asked.take() == Some(word);
        match word {
            Word::Help => {
                self.voice.lines(words::list())?;
                Ok(Next::Stay)
            }
            Word::Hint => self.hint(),
            Word::Steps => self.steps(is_second),
            Word::Skip => self.go_on(),
            Word::Again => Ok(Next::Turned),
            Word::Table => {
                match &self.table {
                    Some(table) if !table.rows.is_empty() => {
                        let lines = table.lines();
                        self.voice.lines(lines.iter().map(|line| format!("  {line}")))?;
                    }
                    _ => self.voice.say("There is no table on this page.")?,
                }
                Ok(Next::Stay)
            }
            Word::Back => {
                if self.session.back((self.now)()) {
                    return Ok(Next::Turned);
                }
                self.voice.say("This is the first page.")?;
                Ok(Next::Stay)
            }
            Word::Quit => Ok(Next::Leave),
        }
    }

    fn hint(&mut self) -> io::Result<Next> {
        let Some(asking) = self.session.asking() else {
            self.voice.say("Nothing is asked on this page. [enter] goes on.")?;
            return Ok(Next::Stay);
        };
        let is_last = asking.hints().len() + 1 == asking.all_hints();
        if self.session.hint().is_none() {
            let words = if is_last { "The last hint is the whole way: " } else { "" };
            self.voice.say(&format!("{words}type steps to see it."))?;
            return Ok(Next::Stay);
        }
        let sentence = self.session.asking().and_then(Asking::hint_sentence).unwrap_or_default();
        let spoken = prose::inline(&sentence, Notation::Typed).text();
        self.voice.say(&spelled::spelled(&spoken))?;
        Ok(Next::Stay)
    }

    fn steps(&mut self, is_second: bool) -> io::Result<Next> {
        let Some(asking) = self.session.asking() else {
            self.voice.say("Nothing is asked on this page. [enter] goes on.")?;
            return Ok(Next::Stay);
        };
        let lines = question::steps(asking);
        if lines.is_empty() {
            self.voice.say("There are no worked steps for this one.")?;
            return Ok(Next::Stay);
        }
        if matches!(asking.question.task, Task::Card { .. }) {
            // A card is there to be turned.
            self.voice.lines(lines)?;
            return Ok(Next::Stay);
        }
        if !asking.is_settled() && !asking.seen && !is_second {
            self.asked = Some(Word::Steps);
            self.voice.say(
                "The exercise then counts as seen. Type steps once more to see them, or keep trying.",
            )?;
            return Ok(Next::Stay);
        }
        self.session.show_steps();
        self.voice.lines(lines)?;
        Ok(Next::Stay)
    }

    fn answer(&mut self, line: &str) -> io::Result<Next> {
        self.asked = None;
        let Some(asking) = self.session.asking() else {
            self.voice.say("That is no word here. [enter] goes on, ? lists the words.")?;
            return Ok(Next::Stay);
        };
        if asking.is_settled() {
            self.voice.say("This one is done. [enter] goes on.")?;
            return Ok(Next::Stay);
        }
        let answer = question::answer(asking, line);
        let reply = self.session.answer(answer, (self.now)());
        self.keep();
        match (reply, self.session.asking()) {
            (Reply::Same, _) => {
                self.voice.say("The same line as before. Change it, or type hint.")?;
            }
            (Reply::NotMarked | Reply::Sent, Some(asking)) => {
                let lines = question::verdict(asking, line);
                self.voice.lines(lines)?;
            }
            (Reply::Blank | Reply::Closed | Reply::NotMarked | Reply::Sent, _) => {}
        }
        Ok(Next::Stay)
    }

    /// Carries out what the record is to keep; the session learns what came of it.
    fn keep(&mut self) {
        for order in self.session.take_orders() {
            self.study.memory.note(&order);
            let report = keep(self.record, &order);
            self.session.kept(&report);
            back_up_once_a_day(self.record, &order);
        }
        for order in self.session.take_orders() {
            self.study.memory.note(&order);
            keep(self.record, &order);
        }
    }

    /// `Saved. 1 exercise today. gradus --plain goes on here.`
    fn farewell(&mut self) -> io::Result<()> {
        self.session.keep_draft();
        self.keep();
        let sentence = match self.record.trouble() {
            Some(trouble) => format!("Not saved: {trouble}."),
            None => {
                let count = self.record.answered_since(self.today).unwrap_or(0);
                let exercises = text::count(count as usize, "exercise");
                format!("Saved. {exercises} today. gradus --plain goes on here.")
            }
        };
        self.voice.say(&sentence)
    }
}

/// A figure in words and numbers.
fn say_figure(
    told: &figure::Told,
    behind_text: bool,
    caption: Option<&str>,
    voice: &mut Voice,
) -> io::Result<()> {
    if behind_text {
        voice.gap()?;
    }
    voice.say(&format!("Figure: {}.", told.title))?;
    for sentence in &told.before {
        voice.say(sentence)?;
    }
    if let Some(caption) = caption.filter(|caption| !speaks_of_keys(caption)) {
        let caption = prose::inline(caption, Notation::Typed).text();
        voice.say(&text::sentence(&caption))?;
    }
    let brief = told.table.brief();
    voice.lines(brief.lines().iter().map(|line| format!("  {line}")))?;
    for sentence in &told.after {
        voice.say(sentence)?;
    }
    if told.table.is_long() {
        let rows = told.table.rows.len();
        voice.say(&format!("Word \"table\" prints all {rows} rows."))?;
    }
    Ok(())
}

/// Does a caption explain keys that plain mode has not?
fn speaks_of_keys(caption: &str) -> bool {
    caption.contains(['→', '←', '↑', '↓'])
        || ["space", "key"].iter().any(|word| caption.to_lowercase().contains(word))
}
