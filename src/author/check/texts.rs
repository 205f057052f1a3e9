//! Does the text fit the screen, hide nothing, and promise no more than is true?

use crate::pack::{self, Block, Code, Exercise, Lesson, Pack, Place, Problem};
use crate::text::Shown;

/// Cells of a line that fit a screen of 80 columns with its margins.
const WIDTH: usize = 76;
/// Characters of a title that fit one line.
const TITLE: usize = 60;
/// Quotes and lists within each other at most.
const NESTING: usize = 16;
/// Words that promise too much near optimisation.
const ABSOLUTES: &[&str] = &[
    "guaranteed",
    "guarantees",
    "always finds",
    "always converges",
    "never fails",
    "global minimum is found",
];
/// What is near.
const OPTIMISATION: &[&str] =
    &["descent", "minimum", "optimis", "optimiz", "converge", "rate", "gradient", "adam", "newton"];
/// Words that say something by colour alone.
const COLOURS: &[&str] = &["red", "green", "blue", "yellow", "orange", "purple"];
const DRAWN: &[&str] = &["curve", "line", "arrow", "point", "dot", "path", "area"];

/// The titles of the pack, and what is hidden in its front.
pub(super) fn check_front(pack: &Pack, found: &mut Vec<Problem>) {
    hidden_in(&pack.place, found);
    title(&pack.title, &pack.title_place, found);
    for skill in &pack.skills {
        title(&skill.title, &skill.place, found);
    }
}

/// Titles and texts of a lesson.
pub(super) fn check(lesson: &Lesson, found: &mut Vec<Problem>) {
    hidden_in(&lesson.place, found);
    title(&lesson.title, &lesson.place_of("title"), found);
    for block in &lesson.blocks {
        match block {
            Block::Text(text) => markdown(&text.markdown, &text.place, found),
            Block::Figure(figure) => {
                for text in [&figure.caption, &figure.alt].into_iter().flatten() {
                    colours(text, &figure.whole, found);
                    promises(text, &figure.whole, found);
                }
            }
            Block::Ask(exercise) => exercise_texts(exercise, found),
        }
    }
}

fn exercise_texts(exercise: &Exercise, found: &mut Vec<Problem>) {
    if let Some(own) = &exercise.title {
        title(own, &exercise.place_of("title"), found);
    }
    let Ok(question) = exercise.question(0) else { return };
    let prompt = exercise.has("prompt").then_some(("prompt", &question.prompt));
    for (key, text) in prompt.into_iter().chain(question.hints.iter().map(|hint| ("hints", hint))) {
        let place = exercise.place_of(key);
        promises(text, &place, found);
        if !exercise.is_fixed() {
            unfilled(text, &place, found);
        }
    }
}

/// A `{name}` that stands for nothing, outside of formulas.
fn unfilled(text: &str, place: &Place, found: &mut Vec<Problem>) {
    let outside = text.split('$').step_by(2);
    let name = outside.flat_map(pack::names_in_braces).next();
    if let Some(name) = name {
        let message = format!("`{{{name}}}` stays as it is: no parameter is called `{name}`.");
        let remedy = "Declare it under `params`, or take the braces away.";
        found.push(note(Code::T401, &within(place, &format!("{{{name}}}")), message, remedy));
    }
}

/// Everything in a file that a terminal would obey or never show.
fn hidden_in(file: &Place, found: &mut Vec<Problem>) {
    for (text, place) in pack::texts(file) {
        hidden(&text, &place, found);
    }
}

fn note(code: Code, place: &Place, message: impl Into<String>, remedy: &str) -> Problem {
    Problem::new(code, place.clone(), message).mended_by(remedy)
}

fn title(text: &str, place: &Place, found: &mut Vec<Problem>) {
    let length = text.chars().count();
    if length > TITLE {
        let message = format!("The title has {length} characters; {TITLE} fit a line.");
        found.push(note(Code::T401, place, message, "Shorten it."));
    }
}

/// Characters that act on a terminal, turn the direction of reading, or pile up on one cell.
fn hidden(text: &str, place: &Place, found: &mut Vec<Problem>) {
    let is_layout = |c: char| matches!(c, '\t' | '\r' | '\n');
    let is_lost = |c: &char| !is_layout(*c) && Shown::new(&c.to_string()).as_str().is_empty();
    let first = text.chars().find(is_lost);
    let plain: String = text.chars().filter(|c| !is_layout(*c)).collect();
    let is_piled = || Shown::new(&plain).as_str().chars().count() < plain.chars().count();
    if first.is_none() && !is_piled() {
        return;
    }
    let message = match first {
        Some(c) if c.is_control() => {
            format!("The text holds the control character U+{:04X}.", c as u32)
        }
        Some(c) => format!("The text holds the invisible character U+{:04X}.", c as u32),
        None => "The text piles up more marks on one character than fit a cell.".to_owned(),
    };
    let remedy = match first {
        // What `\frac` and `\beta` become.
        Some('\u{c}' | '\u{8}') => {
            "A backslash in \"…\" begins an escape: use '…' or '''…''' quotes, where it is plain."
        }
        _ => "Take it out; it is never shown.",
    };
    found.push(note(Code::T401, place, message, remedy));
}

fn markdown(text: &str, place: &Place, found: &mut Vec<Problem>) {
    if nesting(text) > NESTING {
        let message = format!("Quotes or lists are nested more than {NESTING} deep.");
        found.push(note(Code::T401, place, message, "Write it flat."));
        return;
    }
    for line in text.lines().filter(|line| line.starts_with("    ") || line.starts_with('\t')) {
        let cells = unicode_width::UnicodeWidthStr::width(line);
        if cells > WIDTH {
            let message =
                format!("A line of {cells} cells does not fit 80 columns, and cannot be broken.");
            found.push(note(Code::T401, &within(place, line), message, "Break it yourself."));
        }
    }
    images(text, place, found);
    colours(text, place, found);
    promises(text, place, found);
}

/// How deep quotes and lists go, by the marks at the beginning of lines.
fn nesting(text: &str) -> usize {
    let depth = |line: &str| {
        let quotes =
            line.chars().take_while(|c| matches!(c, '>' | ' ')).filter(|c| *c == '>').count();
        let indent = line.chars().take_while(|c| *c == ' ').count();
        let is_item = line.trim_start().starts_with(['-', '*', '+']);
        quotes + if is_item { indent / 2 } else { 0 }
    };
    text.lines().map(depth).max().unwrap_or(0)
}

fn images(text: &str, place: &Place, found: &mut Vec<Problem>) {
    for at in text.match_indices("![").map(|(at, _)| at) {
        let alt = text[at + 2..].split(']').next().unwrap_or_default();
        let message = if alt.trim().is_empty() {
            "An image has no words in its place; a terminal shows nothing else."
        } else {
            continue;
        };
        found.push(note(Code::T401, &within(place, "!["), message, "Write ![what it shows](…)."));
    }
}

fn colours(text: &str, place: &Place, found: &mut Vec<Problem>) {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let only = words.windows(2).find(|pair| {
        COLOURS.contains(&pair[0].as_str())
            && DRAWN
                .iter()
                .any(|drawn| pair[1] == *drawn || pair[1].strip_suffix('s') == Some(drawn))
    });
    if let Some([colour, drawn, ..]) = only {
        let message = format!("\"{colour} {drawn}\" is told by colour alone.");
        let remedy = "Say where it is or what it is; not everybody sees colours.";
        found.push(note(Code::T401, &within(place, &format!("{colour} {drawn}")), message, remedy));
    }
}

fn promises(text: &str, place: &Place, found: &mut Vec<Problem>) {
    for sentence in text.split_inclusive(['.', '!', '?']) {
        let lower = sentence.to_lowercase();
        let negated = [" not ", "n't ", "nothing ", " no "].iter().any(|word| lower.contains(word));
        let near = OPTIMISATION.iter().any(|word| lower.contains(word));
        let absolute = ABSOLUTES.iter().find(|word| lower.contains(**word));
        if let (Some(word), true, false) = (absolute, near, negated) {
            let message = format!("\"{word}\" promises more than is true of optimisation.");
            found.push(note(Code::T402, &within(place, word), message, "Say when it holds."));
        }
    }
}

/// Where a piece of the text stands in its file, or else the text.
fn within(place: &Place, piece: &str) -> Place {
    match place.text.get(place.span.clone()).and_then(|text| text.find(piece)) {
        Some(at) => place.at(place.span.start + at..place.span.start + at + piece.len()),
        None => place.clone(),
    }
}
