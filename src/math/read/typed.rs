//! Which characters were typed, and under which columns?
//!
//! Every character is brought to its plain form (NFKC) one by one. Superscripts, subscripts and
//! vulgar fractions keep their meaning: they become groups between control characters, which
//! cannot be typed.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::trouble::{ReadError, Trouble};
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
pub(super) fn plain<'a>(input: &'a str, limits: &Limits) -> Result<Typed<'a>, ReadError> {
    // A character takes at most four bytes, so that an endless line is refused uncounted.
    let count = if input.len() > limits.chars.saturating_mul(4) {
        limits.chars + 1
    } else {
        input.chars().count()
    };
    if count > limits.chars {
        return Err(ReadError::new(Trouble::TooLong { limit: limits.chars }, limits.chars..count));
    }
    if input.bytes().all(|b| (b' '..0x7f).contains(&b)) {
        return Ok(Typed { text: Cow::Borrowed(input), columns: None });
    }
    spelled_out(input)
}

/// The line with every unusual character spelled out.
fn spelled_out(input: &str) -> Result<Typed<'static>, ReadError> {
    let mut text = String::with_capacity(input.len() + 8);
    let mut columns = Vec::with_capacity(input.len() + 8);
    let mut open: Option<u8> = None;
    for (column, c) in input.chars().enumerate() {
        let group = group_of(c);
        if open.is_some() && group.map(|(kind, _)| kind) != open {
            text.push(char::from(CLOSED));
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
    columns.resize(text.len() + 1, input.chars().count() as u32);
    Ok(Typed { text: Cow::Owned(text), columns: Some(columns) })
}

fn push_plain(text: &mut String, c: char, column: usize) -> Result<(), ReadError> {
    if let Some((_, fraction)) = VULGAR_FRACTIONS.iter().find(|(sign, _)| *sign == c) {
        text.push(char::from(VULGAR));
        text.push_str(fraction);
        text.push(char::from(CLOSED));
        return Ok(());
    }
    match c {
        '\u{feff}' if column == 0 => {}
        '\t' => text.push(' '),
        c if c.is_ascii() && !c.is_ascii_control() => text.push(c),
        c if is_unclear(c) => {
            return Err(ReadError::new(Trouble::UnclearCharacter(c), column..column + 1));
        }
        c if c.is_whitespace() => text.push(' '),
        c => text.extend(std::iter::once(c).nfkc()),
    }
    Ok(())
}

/// Does it hide, turn the reading direction, or act on a terminal?
fn is_unclear(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{0300}'..='\u{036F}' | '\u{061C}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFF}'
            | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}')
}

/// Raised or lowered, and what it is in plain form.
fn group_of(c: char) -> Option<(u8, char)> {
    if c.is_ascii() {
        return None;
    }
    let find = |table: &[(char, char)]| table.iter().find(|(s, _)| *s == c).map(|(_, p)| *p);
    find(SUPERSCRIPTS).map(|p| (RAISED, p)).or_else(|| find(SUBSCRIPTS).map(|p| (LOWERED, p)))
}

/// Raised characters and their plain forms.
pub(crate) const SUPERSCRIPTS: &[(char, char)] = &[
    ('⁰', '0'),
    ('¹', '1'),
    ('²', '2'),
    ('³', '3'),
    ('⁴', '4'),
    ('⁵', '5'),
    ('⁶', '6'),
    ('⁷', '7'),
    ('⁸', '8'),
    ('⁹', '9'),
    ('⁺', '+'),
    ('⁻', '-'),
    ('⁽', '('),
    ('⁾', ')'),
    ('ᵃ', 'a'),
    ('ᵇ', 'b'),
    ('ᶜ', 'c'),
    ('ᵈ', 'd'),
    ('ᵉ', 'e'),
    ('ᶠ', 'f'),
    ('ᵍ', 'g'),
    ('ʰ', 'h'),
    ('ⁱ', 'i'),
    ('ʲ', 'j'),
    ('ᵏ', 'k'),
    ('ˡ', 'l'),
    ('ᵐ', 'm'),
    ('ⁿ', 'n'),
    ('ᵒ', 'o'),
    ('ᵖ', 'p'),
    ('ʳ', 'r'),
    ('ˢ', 's'),
    ('ᵗ', 't'),
    ('ᵘ', 'u'),
    ('ᵛ', 'v'),
    ('ʷ', 'w'),
    ('ˣ', 'x'),
    ('ʸ', 'y'),
    ('ᶻ', 'z'),
];

/// Lowered characters and their plain forms.
pub(crate) const SUBSCRIPTS: &[(char, char)] = &[
    ('₀', '0'),
    ('₁', '1'),
    ('₂', '2'),
    ('₃', '3'),
    ('₄', '4'),
    ('₅', '5'),
    ('₆', '6'),
    ('₇', '7'),
    ('₈', '8'),
    ('₉', '9'),
    ('ₐ', 'a'),
    ('ₑ', 'e'),
    ('ₕ', 'h'),
    ('ᵢ', 'i'),
    ('ⱼ', 'j'),
    ('ₖ', 'k'),
    ('ₗ', 'l'),
    ('ₘ', 'm'),
    ('ₙ', 'n'),
    ('ₒ', 'o'),
    ('ₚ', 'p'),
    ('ᵣ', 'r'),
    ('ₛ', 's'),
    ('ₜ', 't'),
    ('ᵤ', 'u'),
    ('ᵥ', 'v'),
    ('ₓ', 'x'),
];

/// Fractions that are one character.
pub(crate) const VULGAR_FRACTIONS: &[(char, &str)] = &[
    ('½', "1/2"),
    ('⅓', "1/3"),
    ('⅔', "2/3"),
    ('¼', "1/4"),
    ('¾', "3/4"),
    ('⅕', "1/5"),
    ('⅖', "2/5"),
    ('⅗', "3/5"),
    ('⅘', "4/5"),
    ('⅙', "1/6"),
    ('⅚', "5/6"),
    ('⅐', "1/7"),
    ('⅛', "1/8"),
    ('⅜', "3/8"),
    ('⅝', "5/8"),
    ('⅞', "7/8"),
    ('⅑', "1/9"),
    ('⅒', "1/10"),
];
