//! A lesson's Markdown as lines of a given width.
//!
//! Paragraphs, headings, lists, emphasis, code and `$…$` maths; links show their text, pictures
//! their description, and HTML is text like any other. The events of the Markdown reader are taken
//! one after the other, so that nesting costs indentation (a little) and never the stack.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unicode_width::UnicodeWidthStr;

use super::formula;
use crate::text::Shown;

pub use super::formula::Notation;

/// A line as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// Its pieces, from the left; the indentation is part of the first.
    pub spans: Vec<Span>,
}

/// A piece of a line in one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What stands there.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// What a piece of text is; how it looks is up to the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Text,
    /// `**strong**`, headings.
    Strong,
    /// `*emphasis*`.
    Emphasis,
    /// `` `code` ``, and lines that the author laid out.
    Code,
    /// Mathematics.
    Maths,
}

impl Line {
    /// The whole line without roles.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// How many cells it takes.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| span.text.width()).sum()
    }

    /// A line in one role.
    pub fn of(text: &str, role: Role) -> Line {
        if text.is_empty() {
            return Line::default();
        }
        Line { spans: vec![Span { text: text.to_owned(), role }] }
    }
}

/// Indentation of code, lists and quotations; deeper nesting than this is not shown.
const INDENT: usize = 2;
const DEEPEST: usize = 4;
/// The narrowest text; a window below that is cut by the screen.
const NARROWEST: usize = 8;

/// The Markdown as lines of at most `width` cells, with blank lines between blocks.
pub fn lines(markdown: &str, width: usize, notation: Notation) -> Vec<Line> {
    let shown = Shown::new(markdown);
    let parser = Parser::new_ext(shown.as_str(), Options::ENABLE_MATH);
    let mut page = Page::new(width.max(NARROWEST), notation);
    for event in parser {
        page.take(event);
    }
    page.end_block();
    while page.lines.last().is_some_and(|line| line.spans.is_empty()) {
        page.lines.pop();
    }
    page.lines
}

/// One line of Markdown, for prompts and hints: roles kept, never wrapped.
pub fn inline(markdown: &str, notation: Notation) -> Line {
    let mut whole = Line::default();
    for line in lines(markdown, 10_000, notation) {
        if !whole.spans.is_empty() && !line.spans.is_empty() {
            whole.spans.push(Span { text: " ".to_owned(), role: Role::Text });
        }
        whole.spans.extend(line.spans);
    }
    whole
}

/// What is being written.
struct Page {
    width: usize,
    notation: Notation,
    lines: Vec<Line>,
    /// Words of the block so far; each holds the pieces that stick together.
    words: Vec<Vec<Span>>,
    /// Does the next piece stick to the last word?
    sticks: bool,
    strong: usize,
    emphasis: usize,
    heading: bool,
    code: Option<String>,
    /// For each open list: the next number, or none for dots.
    lists: Vec<Option<u64>>,
    quotes: usize,
    /// The mark of the item that begins here.
    mark: Option<String>,
    /// Is a blank line due before the next block?
    gap: bool,
}

impl Page {
    fn new(width: usize, notation: Notation) -> Page {
        Page {
            width,
            notation,
            lines: Vec::new(),
            words: Vec::new(),
            sticks: false,
            strong: 0,
            emphasis: 0,
            heading: false,
            code: None,
            lists: Vec::new(),
            quotes: 0,
            mark: None,
            gap: false,
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.running(&text, self.role()),
            },
            Event::Code(code) => self.atom(&code, Role::Code),
            Event::InlineMath(source) => {
                let maths = formula::inline(&source, self.notation);
                self.atom(&maths, Role::Maths);
            }
            Event::DisplayMath(source) => self.display(&source),
            Event::SoftBreak => self.sticks = false,
            Event::HardBreak => {
                self.flush();
                self.gap = false;
            }
            Event::Html(html) | Event::InlineHtml(html) => self.running(&html, Role::Text),
            Event::Rule => self.end_block(),
            Event::FootnoteReference(name) => self.running(&name, Role::Text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.end_block();
                self.heading = true;
            }
            Tag::CodeBlock(_) => {
                self.end_block();
                self.code = Some(String::new());
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.flush();
                self.mark = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "· ".to_owned(),
                });
            }
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_block(),
            TagEnd::Heading(_) => {
                self.end_block();
                self.heading = false;
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
                self.gap = true;
            }
            TagEnd::Item => {
                self.flush();
                self.mark = None;
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            _ => {}
        }
    }

    fn role(&self) -> Role {
        if self.heading || self.strong > 0 {
            Role::Strong
        } else if self.emphasis > 0 {
            Role::Emphasis
        } else {
            Role::Text
        }
    }

    /// Running text: broken at its blanks.
    fn running(&mut self, text: &str, role: Role) {
        let starts_apart = text.starts_with(char::is_whitespace);
        if starts_apart {
            self.sticks = false;
        }
        for word in text.split_whitespace() {
            self.piece(word, role);
            self.sticks = false;
        }
        self.sticks = !text.is_empty() && !text.ends_with(char::is_whitespace);
    }

    /// Something that is broken only where nothing else helps.
    fn atom(&mut self, text: &str, role: Role) {
        self.piece(text, role);
        self.sticks = true;
    }

    fn piece(&mut self, text: &str, role: Role) {
        let span = Span { text: text.to_owned(), role };
        match self.words.last_mut().filter(|_| self.sticks) {
            Some(word) => word.push(span),
            None => self.words.push(vec![span]),
        }
    }

    fn indent(&self) -> usize {
        let outer = self.lists.len().saturating_sub(1) + self.quotes;
        outer.min(DEEPEST) * INDENT
    }

    fn end_block(&mut self) {
        self.flush();
        self.gap = !self.lines.is_empty();
    }

    fn open_gap(&mut self) {
        if std::mem::take(&mut self.gap) && self.lines.last().is_some_and(|l| !l.spans.is_empty()) {
            self.lines.push(Line::default());
        }
    }

    /// Writes the words of the block so far.
    fn flush(&mut self) {
        if self.words.is_empty() {
            return;
        }
        // Items of a list stand close together.
        if self.mark.is_some() && self.lines.last().is_some_and(|line| is_item(&line.text())) {
            self.gap = false;
        }
        self.open_gap();
        let words = std::mem::take(&mut self.words);
        let indent = self.indent();
        let mark = self.mark.take();
        let in_list = !self.lists.is_empty();
        let hanging = indent + if in_list { INDENT } else { 0 };
        let first = match &mark {
            Some(mark) => format!("{}{mark}", " ".repeat(indent)),
            None => " ".repeat(hanging),
        };
        let rest = " ".repeat(hanging.max(mark.map_or(0, |mark| indent + mark.width())));
        self.lines.extend(wrap(words, self.width, &first, &rest));
        self.sticks = false;
    }

    /// Lines that the author laid out keep their breaks and blanks.
    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        self.open_gap();
        let indent = " ".repeat(self.indent() + INDENT);
        for line in code.lines() {
            self.lines.push(Line::of(&format!("{indent}{line}"), Role::Code));
        }
        self.gap = true;
    }

    fn display(&mut self, source: &str) {
        self.end_block();
        self.open_gap();
        let indent = self.indent() + INDENT;
        let room = self.width.saturating_sub(indent);
        for row in formula::display(source, room, self.notation) {
            let row = format!("{}{row}", " ".repeat(indent));
            self.lines.push(Line::of(row.trim_end(), Role::Maths));
        }
        self.gap = true;
    }
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("· ") || line.split_once(". ").is_some_and(|(n, _)| n.parse::<u64>().is_ok())
}

/// Fills lines with words, the first with one beginning, the rest with another.
fn wrap(words: Vec<Vec<Span>>, width: usize, first: &str, rest: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::of(first, Role::Text);
    let mut is_empty = true;
    for word in words {
        for word in broken(word, width.saturating_sub(rest.width()).max(1)) {
            let size: usize = word.iter().map(|span| span.text.width()).sum();
            if !is_empty && line.width() + 1 + size > width {
                lines.push(std::mem::replace(&mut line, Line::of(rest, Role::Text)));
                is_empty = true;
            }
            if !is_empty {
                push(&mut line, " ", word.first().map_or(Role::Text, |span| span.role));
            }
            for span in word {
                push(&mut line, &span.text, span.role);
            }
            is_empty = false;
        }
    }
    lines.push(line);
    lines
}

/// Adds to the last piece where the role is the same.
fn push(line: &mut Line, text: &str, role: Role) {
    match line.spans.last_mut() {
        Some(last) if last.role == role => last.text.push_str(text),
        // A blank between two roles belongs to the one before.
        Some(last) if text == " " => last.text.push(' '),
        _ => line.spans.push(Span { text: text.to_owned(), role }),
    }
}

/// A word that is wider than the line, in pieces: at its blanks, else between characters.
fn broken(word: Vec<Span>, width: usize) -> Vec<Vec<Span>> {
    let size: usize = word.iter().map(|span| span.text.width()).sum();
    if size <= width {
        return vec![word];
    }
    let mut pieces: Vec<Vec<Span>> = Vec::new();
    let mut room = 0;
    for span in word {
        for part in span.text.split(' ') {
            let mut is_new = true;
            for c in part.chars() {
                let mut buffer = [0; 4];
                let c = c.encode_utf8(&mut buffer);
                let fits = c.width() <= room && (!is_new || part.width() <= room);
                match pieces.last_mut().and_then(|piece| piece.last_mut()).filter(|_| fits) {
                    Some(last) if last.role == span.role => last.text.push_str(c),
                    _ => {
                        pieces.push(vec![Span { text: c.to_owned(), role: span.role }]);
                        room = width;
                    }
                }
                room = room.saturating_sub(c.width());
                is_new = false;
            }
            // Parts are set apart again by the blank between words.
            room = 0;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markdown: &str, width: usize) -> String {
        let lines = lines(markdown, width, Notation::Unicode);
        lines.iter().map(Line::text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn paragraphs_are_filled_and_set_apart() {
        assert_eq!(shown("one two\nthree four\n\nfive", 13), "one two three\nfour\n\nfive");
    }

    #[test]
    fn a_layout_of_the_author_stays() {
        assert_eq!(
            shown("So:\n\n    (u·v)' = u'·v\n      + u·v'\n\nhere", 40),
            "So:\n\n  (u·v)' = u'·v\n    + u·v'\n\nhere"
        );
    }

    #[test]
    fn lists_are_indented_and_hang() {
        assert_eq!(
            shown("* one two three\n* four\n  * deep\n\nend", 12),
            "· one two\n  three\n· four\n  · deep\n\nend"
        );
        assert_eq!(shown("1. one\n2. two", 12), "1. one\n2. two");
    }

    #[test]
    fn maths_sticks_to_the_comma_behind_it() {
        assert_eq!(shown("For $x^2$, it is $2*x$.", 12), "For x², it\nis 2x.");
    }

    #[test]
    fn roles_follow_the_markdown() {
        let line = &lines("# Title\n\nA *rate* and **both** `x`", 60, Notation::Unicode)[2];
        let roles: Vec<(&str, Role)> =
            line.spans.iter().map(|span| (span.text.as_str(), span.role)).collect();
        assert_eq!(
            roles,
            [
                ("A ", Role::Text),
                ("rate ", Role::Emphasis),
                ("and ", Role::Text),
                ("both ", Role::Strong),
                ("x", Role::Code)
            ]
        );
    }

    #[test]
    fn deep_nesting_neither_overflows_nor_leaves_the_page() {
        let quotes = format!("{} deep", ">".repeat(32_000));
        assert!(shown(&quotes, 30).contains("deep"));
        let items: Vec<String> = (0..500).map(|n| format!("{}* x", "  ".repeat(n))).collect();
        let lists = items.join("\n");
        assert!(lines(&lists, 30, Notation::Unicode).iter().all(|line| line.width() <= 30));
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "abcdefghijklmnopqrstuvwxyz $x^2*sin(x)*cos(x)*tan(x) + 1234567890*x$ end";
        for width in 8..40 {
            for line in lines(text, width, Notation::Unicode) {
                assert!(line.width() <= width, "{width}: {}", line.text());
            }
        }
    }

    #[test]
    fn escapes_and_links_do_nothing() {
        assert_eq!(shown("a\u{1b}[2J [b](http://x) <b>c</b>", 60), "a[2J b <b>c</b>");
    }
}
