//! What are the pages of a lesson?
//!
//! A page is the next text together with the latest figure; the figure right behind a text belongs
//! to it. An exercise is a page of its own, and so is a figure for which no text is left. After an
//! exercise the figure is gone. The last page sums up. The stops are the same on every screen and
//! in plain mode.

use crate::pack::{Block, Lesson};

/// One page: its lasting name, and what stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// `first-step` for the exercise of that id, `first-step+2` for the second page after it, `+1`
    /// for the first page of all, `end` for the last. A lesson that grows keeps its places.
    pub key: String,
    /// What stands on it.
    pub content: Content,
}

/// What stands on a page; numbers are places in the lesson's list of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text, figure or both.
    Read {
        /// The text, if there is one.
        text: Option<usize>,
        /// The latest figure, if there is one.
        figure: Option<usize>,
    },
    /// An exercise.
    Ask(usize),
    /// The summary.
    End,
}

/// The pages of a lesson, in order; at least the last.
pub fn pages(lesson: &Lesson) -> Vec<Page> {
    let mut found: Vec<Page> = Vec::new();
    let mut figure = None;
    // A figure that no page shows yet.
    let mut is_unseen = false;
    // Is the last page a text that may still take the figure behind it?
    let mut takes_figure = false;
    let mut names = Names::default();
    for (at, block) in lesson.blocks.iter().enumerate() {
        match block {
            Block::Text(_) => {
                found.push(names.page(Content::Read { text: Some(at), figure }));
                takes_figure = !is_unseen;
                is_unseen = false;
            }
            Block::Figure(_) => {
                if is_unseen {
                    found.push(names.page(Content::Read { text: None, figure }));
                }
                figure = Some(at);
                is_unseen = !takes_figure;
                if let (true, Some(page)) = (takes_figure, found.last_mut())
                    && let Content::Read { figure: own, .. } = &mut page.content
                {
                    *own = figure;
                }
                takes_figure = false;
            }
            Block::Ask(exercise) => {
                if is_unseen {
                    found.push(names.page(Content::Read { text: None, figure }));
                }
                (figure, is_unseen, takes_figure) = (None, false, false);
                names = Names { after: exercise.id.clone(), count: 0 };
                found.push(Page { key: exercise.id.clone(), content: Content::Ask(at) });
            }
        }
    }
    if is_unseen {
        found.push(names.page(Content::Read { text: None, figure }));
    }
    found.push(Page { key: "end".to_owned(), content: Content::End });
    found
}

/// Names pages by the exercise before them.
#[derive(Default)]
struct Names {
    after: String,
    count: usize,
}

impl Names {
    fn page(&mut self, content: Content) -> Page {
        self.count += 1;
        Page { key: format!("{}+{}", self.after, self.count), content }
    }
}

/// Where a page is found again; a page that is gone leads to the exercise before it.
pub fn find(pages: &[Page], key: &str) -> usize {
    let at = |key: &str| pages.iter().position(|page| page.key == key);
    let before = || at(key.split('+').next().unwrap_or(""));
    at(key).or_else(before).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{self, in_memory};

    fn lesson(blocks: &str) -> Lesson {
        let text = format!("title = \"T\"\n{blocks}");
        let pack = "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nauthors = [\"A\"]\n\
                    license = \"CC0-1.0\"\nlessons = [\"l\"]\n";
        let files = in_memory(&[("pack.toml", pack), ("lessons/l.toml", &text)]);
        let loaded = pack::read(&files);
        loaded.pack.unwrap_or_else(|| panic!("{:?}", loaded.problems)).lessons.remove(0)
    }

    fn keys(blocks: &str) -> Vec<String> {
        pages(&lesson(blocks)).into_iter().map(|page| page.key).collect()
    }

    const TEXT: &str = "[[block]]\ntext = \"words\"\n";
    const CURVE: &str = "[[block]]\nfigure = \"curve\"\nof = \"x^2\"\nx = [-1, 1]\n";
    const ASK: &str = "[[block]]\nask = \"derivative\"\nid = \"sq\"\nof = \"x^2\"\n";

    #[test]
    fn a_text_shows_the_latest_figure_until_an_exercise() {
        let lesson = lesson(&[CURVE, TEXT, TEXT, ASK, TEXT].concat());
        let contents: Vec<Content> = pages(&lesson).into_iter().map(|page| page.content).collect();
        assert_eq!(
            contents,
            [
                Content::Read { text: Some(1), figure: Some(0) },
                Content::Read { text: Some(2), figure: Some(0) },
                Content::Ask(3),
                Content::Read { text: Some(4), figure: None },
                Content::End,
            ]
        );
    }

    #[test]
    fn the_figure_right_behind_a_text_belongs_to_it() {
        let lesson = lesson(&[TEXT, CURVE, TEXT, CURVE, CURVE, ASK].concat());
        let contents: Vec<Content> = pages(&lesson).into_iter().map(|page| page.content).collect();
        assert_eq!(
            contents,
            [
                Content::Read { text: Some(0), figure: Some(1) },
                Content::Read { text: Some(2), figure: Some(3) },
                Content::Read { text: None, figure: Some(4) },
                Content::Ask(5),
                Content::End,
            ]
        );
    }

    #[test]
    fn a_figure_without_a_text_has_its_own_page() {
        assert_eq!(
            keys(&[TEXT, ASK, CURVE, ASK.replace("sq", "two").as_str()].concat()),
            ["+1", "sq", "sq+1", "two", "end"]
        );
        assert_eq!(keys(CURVE), ["+1", "end"]);
        assert_eq!(keys(""), ["end"]);
    }

    #[test]
    fn pages_are_found_again_by_name() {
        let pages = pages(&lesson(&[TEXT, ASK, TEXT, TEXT].concat()));
        assert_eq!(find(&pages, "sq+2"), 3);
        assert_eq!(find(&pages, "sq+7"), 1);
        assert_eq!(find(&pages, "gone"), 0);
    }
}
