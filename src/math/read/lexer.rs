//! Which tokens is a line made of?

use std::ops::Range;

use smallvec::SmallVec;

use super::Syntax;
use super::characters::{is_greek, lookalike};
use super::names::{self, Piece};
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

/// Nobody multiplies more letters than these without a sign between them.
const LONGEST_RUN: usize = 40;

/// So many names are compared with a new one.
const MANY_NAMES: usize = 64;

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

impl<'a> Lexer<'a> {
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

    fn count(&self, from: usize, is: fn(&u8) -> bool) -> usize {
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

    /// A run of letters with what hangs on its last name.
    fn word(&mut self) {
        let start = self.at;
        let mut length = self.count(start, u8::is_ascii_alphabetic);
        if self.bytes.get(start + length).is_some_and(|b| !b.is_ascii()) {
            let rest = &self.text[start..];
            length = rest
                .find(|c: char| !(c.is_ascii_alphabetic() || is_greek(c)))
                .unwrap_or(rest.len());
        }
        if self.bytes[start] == b'd' && self.slope() {
            return;
        }
        self.run_of_letters(length);
    }

    /// The letters from here, this many bytes, and the subscript behind them.
    pub(super) fn run_of_letters(&mut self, length: usize) {
        let text: &'a str = self.text;
        let start = self.at;
        let run = &text[start..start + length];
        let after = self.bytes.get(start + length).copied();
        let called = self.is_called(start + length);
        let hangs = matches!(after, Some(b'0'..=b'9' | b'_' | LOWERED));
        if !hangs && let Some(piece) = names::meaning(self.syntax, run, called) {
            return self.piece(piece, length);
        }
        let (sub, _) = if hangs { self.subscript(start + length) } else { ("", 0) };
        let Some(pieces) = names::split(self.syntax, run, sub, called) else {
            return self.unknown(run, length);
        };
        if self.syntax.vars.is_none() && names::FOREIGN.contains(&run) && (called || length > 2) {
            return self.unknown(run, length);
        }
        if length > LONGEST_RUN && !has_function(&pieces) && self.syntax.vars.is_none() {
            return self.unknown(run, length);
        }
        if let Some(meant) = self.misspelt(run, &pieces, called) {
            let known = self.known();
            let (name, meant) = (run.to_owned(), Some(meant));
            return self.bad(Trouble::UnknownName { name, meant, known }, length);
        }
        let letters = pieces.len() > 3 && pieces.iter().all(|(_, piece)| *piece == Piece::Name);
        if letters && self.syntax.vars.is_none() {
            self.out.spelled.push((start as u32, (start + length) as u32));
        }
        let mut from = 0;
        for &(end, piece) in &pieces {
            if hangs && end == length {
                self.subscripted(piece, end - from);
            } else {
                self.piece(piece, end - from);
            }
            from = end;
        }
    }

    /// Does an opening bracket follow?
    fn is_called(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches(' ');
        rest.starts_with('(') || rest.starts_with("\\left(") || rest.starts_with("{\\left(")
    }

    /// The function that a run of undeclared letters was probably meant to be.
    fn misspelt(&self, run: &str, pieces: &[(usize, Piece)], called: bool) -> Option<String> {
        if self.syntax.vars.is_some() {
            // Declared names and known words leave nothing to guess.
            return None;
        }
        if has_function(pieces) {
            return (called && names::doubled_end(run)).then(|| run[..run.len() - 1].to_owned());
        }
        let near = names::near_word(run, called).filter(|_| !names::is_word(run));
        near.map(str::to_owned)
    }

    /// The subscript at `at` and where it ends; empty where there is none.
    fn subscript(&self, at: usize) -> (&'a str, usize) {
        let text: &'a str = self.text;
        let Some(rest) = text.get(at..) else { return ("", at) };
        let digits = self.count(at, u8::is_ascii_digit);
        match rest.as_bytes().first() {
            Some(b'0'..=b'9') => (&rest[..digits], at + digits),
            Some(&LOWERED) => {
                let count = rest.bytes().position(|b| b == CLOSED).unwrap_or(rest.len());
                (&rest[1..count], (at + count + 1).min(text.len()))
            }
            Some(b'_') if rest.starts_with("_{") => {
                let count = self.count(at + 2, u8::is_ascii_alphanumeric);
                match rest.as_bytes().get(2 + count) {
                    Some(b'}') => (&rest[2..2 + count], at + count + 3),
                    _ => ("", at),
                }
            }
            Some(b'_') => {
                let count = match self.count(at + 1, u8::is_ascii_digit) {
                    0 => self.count(at + 1, u8::is_ascii_alphanumeric),
                    count => count,
                };
                (&rest[1..=count], at + 1 + count)
            }
            _ => ("", at),
        }
    }

    fn piece(&mut self, piece: Piece, length: usize) {
        let kind = match piece {
            Piece::Function(function) => Kind::Function(function),
            Piece::Log => Kind::Log,
            Piece::Constant(constant) => Kind::Constant(constant),
            Piece::Given => Kind::Given,
            Piece::Name => {
                let base = &self.text[self.at..self.at + length];
                match self.name(base, "") {
                    Some(kind) => kind,
                    None => return self.unknown(&self.text[self.at..self.at + length], length),
                }
            }
        };
        self.push(kind, length);
    }

    /// The last piece of a run, with digits or a subscript behind it.
    fn subscripted(&mut self, piece: Piece, length: usize) {
        let (sub, after) = self.subscript(self.at + length);
        let digits = self.bytes[self.at + length].is_ascii_digit();
        let whole = after - self.at;
        let function = match (piece, digits, sub) {
            (Piece::Log, true, "10") if self.argument_follows(after) => Some(Function::Log10),
            (Piece::Log, true, "2") if self.argument_follows(after) => Some(Function::Log2),
            _ => None,
        };
        if let Some(function) = function {
            return self.push(Kind::Function(function), whole);
        }
        match piece {
            // The base of `log` and the argument of `sin2` are tokens of their own.
            Piece::Log => self.piece(piece, length),
            Piece::Function(_) if digits => self.piece(piece, length),
            Piece::Name if !sub.is_empty() => {
                let base = &self.text[self.at..self.at + length];
                let exact = names::declared_exactly(self.syntax, &self.text[self.at..after]);
                let exact = exact.cloned().map(|name| self.name_token(name));
                match exact.or_else(|| self.name(base, sub)) {
                    Some(kind) => self.push(kind, whole),
                    None => self.unknown(&self.text[self.at..after], whole),
                }
            }
            Piece::Constant(_) if digits => self.unknown(&self.text[self.at..after], whole),
            Piece::Name | Piece::Function(_) | Piece::Constant(_) | Piece::Given => {
                self.piece(piece, length);
            }
        }
    }

    fn argument_follows(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start();
        rest.starts_with(|c: char| {
            c.is_ascii_alphanumeric()
                || is_greek(c)
                || matches!(c, '(' | '[' | '{' | '|' | '\\' | '√')
        })
    }

    pub(super) fn known(&self) -> Vec<String> {
        self.syntax.vars.iter().flatten().map(|var| var.as_str().to_owned()).collect()
    }

    fn unknown(&mut self, name: &str, length: usize) {
        if matches!(name, "c" | "C") && self.ends_a_sum(length) {
            let own = Name::new(name);
            self.out.constant = Some(own.clone());
            let kind = self.name_token(own);
            return self.push(kind, length);
        }
        if names::NO_NUMBERS.contains(&name) {
            return self.bad(Trouble::NotANumber(name.to_owned()), length);
        }
        if names::FOREIGN.contains(&name) {
            return self.bad(Trouble::UnknownFunction(name.to_owned()), length);
        }
        // What stands before the stranger is fine: the caret goes under the stranger.
        let letters = name.chars().all(char::is_alphabetic);
        let fine = if letters { names::readable(self.syntax, name) } else { 0 };
        let (name, skip) = match names::near_word(name, true) {
            Some(_) => (name, 0),
            None => (&name[fine..], fine),
        };
        let meant = names::meant(self.syntax, name);
        let known = self.known();
        let mut name: String = name.chars().take(LONGEST_RUN).collect();
        if length - skip > name.len() {
            name.push('…');
        }
        self.at += skip;
        self.bad(Trouble::UnknownName { name, meant, known }, length - skip);
    }

    /// Is this the last term, behind a sign?
    fn ends_a_sum(&self, length: usize) -> bool {
        self.text[self.at + length..].trim().is_empty()
            && matches!(self.out.list.last().map(|t| t.kind), Some(Kind::Plus | Kind::Minus))
    }

    /// The token of a variable; `None` where it is not declared.
    pub(super) fn name(&mut self, base: &str, sub: &str) -> Option<Kind> {
        if self.syntax.vars.is_some() {
            let own = names::declared(self.syntax, base, sub)?.clone();
            return Some(self.name_token(own));
        }
        if names::NO_NUMBERS.contains(&base) {
            return None;
        }
        if sub.is_empty()
            && let Some(at) =
                self.out.names.iter().take(MANY_NAMES).position(|known| known.as_str() == base)
        {
            return Some(Kind::Name(at as u32));
        }
        Some(self.name_token(names::spelled(base, sub)))
    }

    fn name_token(&mut self, name: Name) -> Kind {
        // Sharing a name saves room, no more: among very many it is not searched for.
        let known = self.out.names.iter().take(MANY_NAMES).position(|known| *known == name);
        let at = known.unwrap_or_else(|| {
            self.out.names.push(name);
            self.out.names.len() - 1
        });
        Kind::Name(at as u32)
    }

    /// One variable at the front of `rest`, which is the end of the text; and what follows it.
    pub(super) fn variable_ahead(&self, rest: &'a str) -> Option<(Name, &'a str)> {
        let letters = rest.find(|c: char| !(c.is_ascii_alphabetic() || is_greek(c)));
        let run = &rest[..letters.unwrap_or(rest.len())];
        for end in run.char_indices().map(|(at, c)| at + c.len_utf8()).rev() {
            let base = &run[..end];
            let (sub, after) = self.subscript(self.text.len() - rest.len() + end);
            if let Some(name) = names::declared(self.syntax, base, sub) {
                return Some((name.clone(), &self.text[after..]));
            }
            let single = base.chars().nth(1).is_none() || names::greek(base).is_some();
            if self.syntax.vars.is_none() && single {
                return Some((names::spelled(base, sub), &self.text[after..]));
            }
        }
        None
    }
}

fn has_function(pieces: &[(usize, Piece)]) -> bool {
    pieces.iter().any(|(_, piece)| matches!(piece, Piece::Function(_) | Piece::Log))
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
