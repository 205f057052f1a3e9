//! Which characters were typed, and under which columns?
//!
//! Every character is brought to its plain form (NFKC) one by one. Superscripts, subscripts and
//! vulgar fractions keep their meaning: they become groups between control characters, which
//! cannot be typed.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::characters::{self, SUBSCRIPTS, SUPERSCRIPTS, VULGAR_FRACTIONS};
use super::trouble::{Refusal, Trouble};
use crate::math::limits::Limits;

/// Opens what stood raised.
pub(super) const RAISED: u8 = 1;
/// Opens what stood lowered.
pub(super) const LOWERED: u8 = 2;
/// Opens a vulgar fraction.
pub(super) const VULGAR: u8 = 3;
/// Closes any of the three.
pub(super) const CLOSED: u8 = 4;

/// A line in plain form.
pub(super) struct Typed<'a> {
    pub(super) text: Cow<'a, str>,
    /// For each byte of the text, the column as typed; `None` where they agree.
    columns: Option<Vec<u32>>,
}

impl Typed<'_> {
    /// The column, counted in typed characters, of a place in the text.
    pub(super) fn column(&self, at: usize) -> usize {
        match &self.columns {
            None => at,
            Some(columns) => columns.get(at).or(columns.last()).map_or(0, |&c| c as usize),
        }
    }
}

/// The line in plain form.
pub(super) fn plain<'a>(input: &'a str, limits: &Limits) -> Result<Typed<'a>, Box<Refusal>> {
    // A character takes at most four bytes, so that an endless line is refused uncounted.
    let endless = input.len() > limits.chars.saturating_mul(4);
    if endless || input.len() > limits.chars && input.chars().nth(limits.chars).is_some() {
        let trouble = Trouble::TooLong { limit: limits.chars };
        return Err(Box::new(Refusal::new(trouble, limits.chars..limits.chars + 1, Vec::new())));
    }
    if input.bytes().all(|b| (b' '..0x7f).contains(&b)) {
        return Ok(Typed { text: Cow::Borrowed(input), columns: None });
    }
    spelled_out(input)
}

/// The line with every unusual character spelled out.
fn spelled_out(input: &str) -> Result<Typed<'static>, Box<Refusal>> {
    let mut text = String::with_capacity(input.len() + 8);
    let mut columns = Vec::with_capacity(input.len() + 8);
    let mut open: Option<u8> = None;
    let mut count = 0;
    for (column, c) in input.chars().enumerate() {
        count = column + 1;
        let group = group_of(c);
        if open.is_some() && group.map(|(kind, _)| kind) != open {
            text.push(char::from(CLOSED));
            columns.resize(text.len(), column as u32);
            open = None;
        }
        match group {
            Some((kind, plain)) => {
                if open.is_none() {
                    text.push(char::from(kind));
                }
                text.push(plain);
                open = Some(kind);
            }
            None => push_plain(&mut text, c, column)?,
        }
        columns.resize(text.len(), column as u32);
    }
    if open.is_some() {
        text.push(char::from(CLOSED));
    }
    columns.resize(text.len() + 1, count as u32);
    Ok(Typed { text: Cow::Owned(text), columns: Some(columns) })
}

fn push_plain(text: &mut String, c: char, column: usize) -> Result<(), Box<Refusal>> {
    if let Some((_, fraction)) = VULGAR_FRACTIONS.iter().find(|(sign, _)| *sign == c) {
        text.push(char::from(VULGAR));
        text.push_str(fraction);
        text.push(char::from(CLOSED));
        return Ok(());
    }
    match c {
        // A file's mark of its encoding is no part of the line.
        '\u{feff}' if column == 0 => {}
        // A word processor's invisible signs for an applied function and a product, and its brackets.
        '\t' | '\u{2061}' => text.push(' '),
        '\u{2062}' => text.push('*'),
        '〖' => text.push('('),
        '〗' => text.push(')'),
        ' '..='~' => text.push(c),
        // NFKC would make a space and a combining accent of it.
        '´' => text.push('\''),
        c if characters::is_unclear(c) => {
            return Err(Box::new(Refusal::new(
                Trouble::UnclearCharacter(c),
                column..column + 1,
                Vec::new(),
            )));
        }
        c if c.is_whitespace() => text.push(' '),
        c => text.extend(std::iter::once(c).nfkc()),
    }
    Ok(())
}

/// Raised or lowered, and what it is in plain form.
fn group_of(c: char) -> Option<(u8, char)> {
    if c.is_ascii() {
        return None;
    }
    let find = |table: &[(char, char)]| table.iter().find(|(s, _)| *s == c).map(|(_, p)| *p);
    find(SUPERSCRIPTS).map(|p| (RAISED, p)).or_else(|| find(SUBSCRIPTS).map(|p| (LOWERED, p)))
}
