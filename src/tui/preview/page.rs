//! A block as a student meets it: the page that it stands on, and nothing of the lesson around it.

use std::sync::Arc;

use crate::author::preview::{model, sayings};
use crate::pack::{Block, Exercise, Lesson, Pack, Question};
use crate::study::page::{self, Content};
use crate::study::{Memory, Session};
use crate::tui::keys::Verb;
use crate::tui::lesson::{self, Lesson as Screen};
use crate::tui::look::{Aspect, Glyphs, Look};
use crate::tui::theme::{Palette, Theme};

/// A page of a lesson, on its own.
#[derive(Debug)]
pub(super) struct Page {
    /// As the student meets it.
    pub(super) bare: Screen,
    /// The same with every hint and the worked steps, for a second pane.
    pub(super) told: Option<Screen>,
    /// The blocks of the lesson that this page shows first.
    pub(super) blocks: Vec<usize>,
    /// The exercise, if it asks something.
    pub(super) exercise: Option<Exercise>,
    /// The variant that is shown.
    pub(super) question: Option<Question>,
    /// What is right, a line each.
    pub(super) model: Vec<String>,
    /// Wrong answers that the author foresaw, and what is said to them.
    pub(super) sayings: Vec<(String, String)>,
    session: Session,
}

impl Page {
    /// The page of a block; `variant` instead of the first one.
    pub(super) fn of(
        pack: &Pack,
        lesson: &Lesson,
        block: usize,
        variant: Option<&Question>,
        decimal_comma: bool,
    ) -> Option<Page> {
        let (shown, blocks) = together(lesson, block);
        let mut alone = lesson.clone();
        alone.blocks = shown.iter().filter_map(|at| lesson.blocks.get(*at)).cloned().collect();
        let exercise = alone.blocks.iter().find_map(|block| match block {
            Block::Ask(exercise) => Some(exercise.clone()),
            Block::Text(_) | Block::Figure(_) => None,
        });
        let id = alone.id.clone();
        let pack = Arc::new(Pack { lessons: vec![alone], ..pack.clone() });
        let mut session = Session::open(&pack, &id, &Memory::default(), 0)?;
        session.set_decimal_comma(decimal_comma);
        if let Some(question) = variant {
            session.ask(question.clone());
        }
        let question = session.asking().map(|asking| asking.question.clone());
        let told = question.as_ref().map(|_| told(session.clone()));
        let model = question.as_ref().map(model).unwrap_or_default();
        let sayings = question.as_ref().map(sayings).unwrap_or_default();
        let bare = Screen::new(session.clone());
        Some(Page { bare, told, blocks, exercise, question, model, sayings, session })
    }

    /// The page from the start, to be answered.
    pub(super) fn to_try(&self) -> Screen {
        Screen::new(self.session.clone())
    }

    /// The page in somebody's hands, for the plain form.
    pub(super) fn session(&self) -> &Session {
        &self.session
    }
}

/// The exercise with all its hints and steps shown.
fn told(mut session: Session) -> Screen {
    while session.hint().is_some() {}
    let mut screen = Screen::new(session);
    // No key of this page asks how things look.
    let (theme, aspect) = (Theme::new(Palette::Mono), Aspect::default());
    let look = Look { theme, glyphs: Glyphs::Ascii, motion: false, aspect };
    for verb in [Verb::Steps, Verb::Enter] {
        let leads = screen.verb(verb, ratatui::layout::Rect::default(), &look, 0);
        debug_assert_eq!(leads, lesson::Leads::Stay, "hints and steps turn no page");
    }
    screen
}

/// The blocks that stand on the page of a block, and those of them that no earlier page shows.
fn together(lesson: &Lesson, block: usize) -> (Vec<usize>, Vec<usize>) {
    let pages = page::pages(lesson);
    let shown = |content: &Content| -> Vec<usize> {
        match *content {
            Content::Read { text, figure } => {
                let mut all: Vec<usize> = text.into_iter().chain(figure).collect();
                all.sort_unstable();
                all
            }
            Content::Ask(at) => vec![at],
            Content::End => Vec::new(),
        }
    };
    let home = |block: usize| pages.iter().position(|page| shown(&page.content).contains(&block));
    let Some(at) = home(block) else { return (vec![block], vec![block]) };
    let all = shown(&pages[at].content);
    let own = all.iter().copied().filter(|block| home(*block) == Some(at)).collect();
    (all, own)
}
