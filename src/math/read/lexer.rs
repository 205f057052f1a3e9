//! Which tokens is a line made of?

use std::ops::Range;

use smallvec::SmallVec;

use super::Syntax;
use super::characters::{is_greek, lookalike};
use super::trouble::Trouble;
use super::typed::{CLOSED, LOWERED, RAISED, VULGAR};
use crate::math::expr::{Constant, Function, Name};

/// A token and its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Does a space stand before it?
    pub(super) spaced: bool,
}

/// What a token is. Indices point into the lists of [`Tokens`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Number,
    /// A vulgar fraction; the text is `1/2` between marks.
    Fraction,
    Name(u32),
    Constant(Constant),
    Function(Function),
    /// `log`, whose base may follow.
    Log,
    /// The exercise's function.
    Given,
    /// `d/dx`; its variables are in `slopes`.
    Slope(u32),
    Plus,
    Minus,
    Times,
    Over,
    Caret,
    /// `_` or what stood lowered, where no name took it.
    Below,
    Open(Bracket),
    Close(Bracket),
    Bar,
    /// `\left|`, `\lvert`.
    OpenBar,
    /// `\right|`, `\rvert`.
    CloseBar,
    Comma,
    Prime(u32),
    /// `√`, `∛`, `∜`.
    Root(u8),
    /// `\sqrt`.
    RootCommand,
    /// `\frac`.
    FractionCommand,
    /// `\begin{pmatrix}`.
    BeginMatrix,
    /// `\end{pmatrix}`.
    EndMatrix,
    /// `&` between the cells of a row.
    NextCell,
    /// `\\` between rows.
    NextRow,
    Equals,
    /// Something that cannot be read; the reason is in `troubles`.
    Bad(u32),
    End,
}

/// Kinds of brackets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bracket {
    Round,
    Square,
    Brace,
    Angle,
    /// What stood raised or lowered.
    Raised,
}

impl Bracket {
    /// The pair as typed; what stood raised has no brackets.
    pub(super) fn signs(self) -> [char; 2] {
        match self {
            Bracket::Round => ['(', ')'],
            Bracket::Square => ['[', ']'],
            Bracket::Brace => ['{', '}'],
            Bracket::Angle => ['<', '>'],
            Bracket::Raised => [' ', ' '],
        }
    }
}

/// The tokens of a line, the last of them `End`.
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    pub(super) names: SmallVec<[Name; 6]>,
    pub(super) slopes: Vec<Vec<Name>>,
    pub(super) troubles: Vec<Trouble>,
    /// An undeclared `c` at the end, behind a sign.
    pub(super) constant: Option<Name>,
    /// Long words that were split into single letters, by their places.
    pub(super) spelled: Vec<(u32, u32)>,
}

/// So many names are compared with a new one.
pub(super) const MANY_NAMES: usize = 64;

/// Splits a line in plain form into tokens.
pub(super) fn tokens(text: &str, syntax: &Syntax) -> Tokens {
    let out = Tokens {
        list: Vec::with_capacity(text.len().min(4096) + 1),
        names: SmallVec::new(),
        slopes: Vec::new(),
        troubles: Vec::new(),
        constant: None,
        spelled: Vec::new(),
    };
    let dollars = |c: char| matches!(c, ' ' | '$');
    let inner = text.trim_start_matches(dollars);
    let start = text.len() - inner.len();
    let end = start + inner.trim_end_matches(dollars).len();
    let both = text[..start].contains('$') && text[end..].contains('$');
    let bare = if both { start..end } else { 0..text.len() };
    let mut lexer = Lexer { text, bytes: text.as_bytes(), at: 0, syntax, out, bare };
    lexer.run();
    lexer.out
}

pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) syntax: &'a Syntax,
    pub(super) out: Tokens,
    /// The text without dollar signs at both ends.
    bare: Range<usize>,
}

impl Lexer<'_> {
    fn run(&mut self) {
        // What follows the first trouble is never asked for.
        while let Some(&byte) = self.bytes.get(self.at)
            && self.out.troubles.is_empty()
        {
            match byte {
                b' ' | b'~' => self.at += 1,
                b'0'..=b'9' | b'.' => self.number(),
                b'a'..=b'z' | b'A'..=b'Z' => self.word(),
                b'\'' | b'`' => self.prime(),
                b'\\' => self.command(),
                b'^' if self.raised_prime() => {}
                RAISED | LOWERED => {
                    self.push(if byte == RAISED { Kind::Caret } else { Kind::Below }, 0);
                    self.push(Kind::Open(Bracket::Raised), 1);
                }
                CLOSED => self.push(Kind::Close(Bracket::Raised), 1),
                VULGAR => self.push(Kind::Fraction, self.group_end() - self.at),
                b'*' if self.bytes.get(self.at + 1) == Some(&b'*') => self.push(Kind::Caret, 2),
                b'%' if self.is_percent_constant() => self.at += 1,
                b'$' if self.is_dollar() => self.at += 1,
                b';' if self.syntax.decimal_comma => self.push(Kind::Comma, 1),
                _ if byte.is_ascii() => match ascii_kind(byte) {
                    Some(kind) => self.push(kind, 1),
                    None => self.bad(Trouble::Stray(char::from(byte).to_string()), 1),
                },
                _ => self.unicode(),
            }
        }
        self.push(Kind::End, 0);
    }

    pub(super) fn push(&mut self, kind: Kind, length: usize) {
        if let (Kind::Prime(count), Some(last)) = (kind, self.out.list.last_mut())
            && let Kind::Prime(before) = last.kind
            && last.end as usize == self.at
        {
            // Each prime may be a character of its own.
            last.kind = Kind::Prime(before + count);
            self.at += length;
            last.end = self.at as u32;
            return;
        }
        let spaced = self.at > 0 && matches!(self.bytes[self.at - 1], b' ' | b'~');
        let (start, end) = (self.at as u32, (self.at + length) as u32);
        self.out.list.push(Token { kind, start, end, spaced });
        self.at += length;
    }

    pub(super) fn bad(&mut self, trouble: Trouble, length: usize) {
        // Only the first is ever told.
        if self.out.troubles.is_empty() {
            self.out.troubles.push(trouble);
        }
        self.push(Kind::Bad(0), length);
    }

    fn group_end(&self) -> usize {
        let rest = &self.bytes[self.at..];
        rest.iter().position(|&b| b == CLOSED).map_or(self.bytes.len(), |at| self.at + at + 1)
    }

    /// A dollar sign at either end, as around pasted LaTeX.
    fn is_dollar(&self) -> bool {
        self.at < self.bare.start || self.at >= self.bare.end
    }

    /// `%e` and `%pi`, as Maxima writes them.
    fn is_percent_constant(&self) -> bool {
        let length = self.count(self.at + 1, u8::is_ascii_alphabetic);
        matches!(&self.text[self.at + 1..self.at + 1 + length], "e" | "pi")
    }

    pub(super) fn count(&self, from: usize, is: fn(&u8) -> bool) -> usize {
        self.bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|b| is(b)).count())
    }

    fn number(&mut self) {
        let start = self.at;
        let mut end = start + self.count(start, u8::is_ascii_digit);
        let whole = end - start;
        let comma = self.syntax.decimal_comma
            && self.bytes.get(end) == Some(&b',')
            && self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if comma || self.bytes.get(end) == Some(&b'.') {
            let fraction = self.count(end + 1, u8::is_ascii_digit);
            if whole + fraction == 0 {
                return self.bad(Trouble::Stray(".".into()), 1);
            }
            end += 1 + fraction;
        }
        if matches!(self.bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(end + 1), Some(b'+' | b'-')));
            let count = self.count(end + 1 + sign, u8::is_ascii_digit);
            if count > 0 {
                end += 1 + sign + count;
            }
        }
        let hex = &self.text[start..end] == "0"
            && matches!(self.bytes.get(end), Some(b'x' | b'X'))
            && self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if hex || matches!(self.bytes.get(end), Some(b'.' | b'_')) {
            let odd = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_');
            let length = self.count(start, odd);
            let typed = self.text[start..start + length].to_owned();
            return self.bad(Trouble::OddNumber(typed), length);
        }
        self.push(Kind::Number, end - start);
    }

    fn prime(&mut self) {
        let count = self.count(self.at, |b| matches!(b, b'\'' | b'`'));
        self.push(Kind::Prime(count as u32), count);
    }

    /// `^\prime`, `^{\prime\prime}`.
    fn raised_prime(&mut self) -> bool {
        let rest = &self.text[self.at + 1..];
        let (inner, braces) = rest.strip_prefix('{').map_or((rest, 0), |inner| (inner, 2));
        let count = inner.as_bytes().chunks(6).take_while(|chunk| *chunk == b"\\prime").count();
        let closed = braces == 0 || inner.as_bytes().get(count * 6) == Some(&b'}');
        if count == 0 || !closed {
            return false;
        }
        self.push(Kind::Prime(count as u32), 1 + braces + count * 6);
        true
    }

    fn unicode(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
        match unicode_kind(c) {
            Some(kind) => self.push(kind, c.len_utf8()),
            None if c == '∂' && self.slope() => {}
            None if is_greek(c) => self.word(),
            None => self.bad(Trouble::StrangeCharacter(c, lookalike(c)), c.len_utf8()),
        }
    }
}

fn ascii_kind(byte: u8) -> Option<Kind> {
    Some(match byte {
        b'+' => Kind::Plus,
        b'-' => Kind::Minus,
        b'*' => Kind::Times,
        b'/' => Kind::Over,
        b'^' => Kind::Caret,
        b'_' => Kind::Below,
        b'(' => Kind::Open(Bracket::Round),
        b')' => Kind::Close(Bracket::Round),
        b'[' => Kind::Open(Bracket::Square),
        b']' => Kind::Close(Bracket::Square),
        b'{' => Kind::Open(Bracket::Brace),
        b'}' => Kind::Close(Bracket::Brace),
        b'<' => Kind::Open(Bracket::Angle),
        b'>' => Kind::Close(Bracket::Angle),
        b'|' => Kind::Bar,
        b',' => Kind::Comma,
        b'=' => Kind::Equals,
        b'&' => Kind::NextCell,
        _ => return None,
    })
}

fn unicode_kind(c: char) -> Option<Kind> {
    Some(match c {
        '−' | '–' | '—' | '‐' | '‑' | '‒' | '―' | '﹣' => Kind::Minus,
        '·' | '×' | '⋅' | '∙' | '•' | '∗' | '⨯' | '✕' | '⋆' => Kind::Times,
        '÷' | '∕' | '⁄' => Kind::Over,
        '√' => Kind::Root(2),
        '∛' => Kind::Root(3),
        '∜' => Kind::Root(4),
        '∣' | '│' => Kind::Bar,
        '⟨' | '〈' | '‹' => Kind::Open(Bracket::Angle),
        '⟩' | '〉' | '›' => Kind::Close(Bracket::Angle),
        '′' | '’' | '‘' | 'ʹ' | 'ʼ' => Kind::Prime(1),
        _ => return None,
    })
}
