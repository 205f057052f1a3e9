//! What can be found in a lesson, and on which page?

use crate::math::print;
use crate::pack::{Block, Exercise, Lesson};

use super::page::{Content, Page};
use super::prose::{self, Notation};

/// The text of each page with its number, from 1; the first line is what the page is called.
pub(super) fn of(lesson: &Lesson, pages: &[Page]) -> Vec<(usize, String)> {
    let numbered = (1..).zip(pages);
    numbered.filter_map(|(number, page)| Some((number, words(lesson, page.content)?))).collect()
}

fn words(lesson: &Lesson, content: Content) -> Option<String> {
    let block = |at: Option<usize>| lesson.blocks.get(at?);
    match content {
        Content::Read { text, figure } => match (block(text), block(figure)) {
            (Some(Block::Text(text)), _) => Some(plain(&text.markdown)),
            (_, Some(Block::Figure(figure))) => figure.caption.as_deref().map(plain),
            _ => None,
        },
        Content::Ask(at) => match block(Some(at)) {
            Some(Block::Ask(exercise)) => asked(exercise),
            _ => None,
        },
        Content::End => None,
    }
}

fn asked(exercise: &Exercise) -> Option<String> {
    let question = exercise.question(exercise.seed(0)).ok()?;
    let function = question.task.function().map(print::line);
    let parts = [exercise.title.clone(), function, Some(plain(&question.prompt))];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join("  "))
}

fn plain(markdown: &str) -> String {
    let lines = prose::lines(markdown, 10_000, Notation::Unicode);
    let lines: Vec<String> = lines.iter().map(prose::Line::text).collect();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::page::pages;
    use super::*;
    use crate::pack::{self, Files};

    #[test]
    fn a_page_is_called_by_its_first_line_and_found_by_all_of_it() {
        let pack =
            pack::load(&Files::Bundled("primer".to_owned())).expect("the primer can be read");
        for lesson in &pack.lessons {
            let pages = pages(lesson);
            let contents = of(lesson, &pages);
            assert!(contents.len() + 1 >= pages.len() - pages.len() / 4, "{}", lesson.id);
            assert!(contents.iter().all(|(_, text)| !text.trim().is_empty()), "{}", lesson.id);
        }
    }
}
