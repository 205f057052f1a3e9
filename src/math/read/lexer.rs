//! Which tokens is a line made of?

use smallvec::SmallVec;

use super::Syntax;
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
    Name(u16),
    Constant(Constant),
    Function(Function),
    /// `log` with the base that stood below it, as a range of tokens to come.
    Log(u16),
    Given,
    /// `d/dx`; its variables are in `slopes`.
    Slope(u16),
    Plus,
    Minus,
    Times,
    Over,
    Caret,
    Open(Bracket),
    Close(Bracket),
    Bar,
    Comma,
    Prime(u32),
    Root(u8),
    Equals,
    /// Something that cannot be read; the reason is in `troubles`.
    Bad(u16),
    End,
}

/// Kinds of brackets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bracket {
    Round,
    Square,
    Brace,
    Angle,
    /// The place of a raised exponent.
    Raised,
}

/// The tokens of a line.
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    pub(super) names: SmallVec<[Name; 6]>,
    pub(super) slopes: Vec<Vec<Name>>,
    /// The subscripts of `log`; empty where it has none.
    pub(super) bases: Vec<String>,
    pub(super) troubles: Vec<Trouble>,
}

/// Splits a line in plain form into tokens.
pub(super) fn tokens(text: &str, syntax: &Syntax) -> Tokens {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at: 0,
        syntax,
        out: Tokens {
            list: Vec::with_capacity(text.len() + 1),
            names: SmallVec::new(),
            slopes: Vec::new(),
            bases: Vec::new(),
            troubles: Vec::new(),
        },
    };
    lexer.run();
    lexer.out
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    syntax: &'a Syntax,
    out: Tokens,
}

impl<'a> Lexer<'a> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' => self.at += 1,
                b'0'..=b'9' | b'.' => self.number(),
                b'a'..=b'z' | b'A'..=b'Z' => self.word(),
                b'\'' | b'`' => self.prime(),
                RAISED => self.one(Kind::Caret, 0, |l| l.push(Kind::Open(Bracket::Raised), 1)),
                CLOSED => self.push(Kind::Close(Bracket::Raised), 1),
                VULGAR => {
                    let end = self.group_end();
                    self.push(Kind::Fraction, end - self.at);
                }
                b'*' if self.bytes.get(self.at + 1) == Some(&b'*') => self.push(Kind::Caret, 2),
                _ if byte.is_ascii() => match ascii_kind(byte) {
                    Some(kind) => self.push(kind, 1),
                    None => self.bad(Trouble::Stray(char::from(byte).to_string()), 1),
                },
                _ => self.unicode(),
            }
        }
        self.push(Kind::End, 0);
    }

    fn one(&mut self, kind: Kind, length: usize, then: fn(&mut Self)) {
        self.push(kind, length);
        then(self);
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let spaced = self.at > 0 && self.bytes[self.at - 1] == b' ';
        let (start, end) = (self.at as u32, (self.at + length) as u32);
        self.out.list.push(Token { kind, start, end, spaced });
        self.at += length;
    }

    fn bad(&mut self, trouble: Trouble, length: usize) {
        let index = self.out.troubles.len().min(usize::from(u16::MAX));
        if index == self.out.troubles.len() {
            self.out.troubles.push(trouble);
        }
        self.push(Kind::Bad(index.min(usize::from(u16::MAX) - 1) as u16), length);
    }

    fn group_end(&self) -> usize {
        let rest = &self.bytes[self.at..];
        rest.iter().position(|&b| b == CLOSED).map_or(self.bytes.len(), |at| self.at + at + 1)
    }

    fn number(&mut self) {
        let start = self.at;
        let digits =
            |from: usize| self.bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut end = start + digits(start);
        if self.bytes.get(end) == Some(&b'.') {
            end += 1 + digits(end + 1);
        }
        if end == start + 1 && self.bytes[start] == b'.' {
            return self.bad(Trouble::Stray(".".into()), 1);
        }
        if matches!(self.bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(end + 1), Some(b'+' | b'-')));
            let count = digits((end + 1 + sign).min(self.bytes.len()));
            if count > 0 {
                end += 1 + sign + count;
            }
        }
        let hex = &self.text[start..end] == "0"
            && matches!(self.bytes.get(end), Some(b'x' | b'X'))
            && self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if hex || matches!(self.bytes.get(end), Some(b'.' | b'_')) {
            let odd = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_');
            end = start + self.bytes[start..].iter().take_while(odd).count();
            let typed = self.text[start..end].to_owned();
            return self.bad(Trouble::OddNumber(typed), end - start);
        }
        self.push(Kind::Number, end - start);
    }

    fn prime(&mut self) {
        let count = self.bytes[self.at..].iter().take_while(|b| matches!(b, b'\'' | b'`')).count();
        self.push(Kind::Prime(count as u32), count);
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
        let length = self.text[start..]
            .char_indices()
            .find(|(_, c)| !(c.is_ascii_alphabetic() || is_greek(*c)))
            .map_or(self.text.len() - start, |(at, _)| at);
        let run = &self.text[start..start + length];
        if run.starts_with('d') && self.slope() {
            return;
        }
        // One letter is the commonest word by far.
        let called = self.text[start + length..].trim_start().starts_with('(');
        let whole = names::meaning(self.syntax, run, called);
        let (sub, after) = self.subscript(start + length);
        if let Some(piece) = whole
            && sub.is_empty()
        {
            return self.piece(piece, length);
        }
        let Some(pieces) = names::split(self.syntax, run, !sub.is_empty(), called) else {
            return self.unknown(run.to_owned(), length);
        };
        let mut from = 0;
        for (index, &(end, piece)) in pieces.iter().enumerate() {
            let last = index + 1 == pieces.len();
            if last && !sub.is_empty() {
                self.subscripted(piece, end - from, &sub, after);
            } else {
                self.piece(piece, end - from);
            }
            from = end;
        }
    }

    /// The subscript at `at` and where it ends; empty where there is none.
    fn subscript(&self, at: usize) -> (String, usize) {
        let rest = &self.text[at..];
        let alnum = |text: &str| text.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        match self.bytes.get(at) {
            Some(b'0'..=b'9') => {
                let count = digits(rest);
                (rest[..count].to_owned(), at + count)
            }
            Some(&LOWERED) => {
                let count = rest.bytes().position(|b| b == CLOSED).unwrap_or(rest.len());
                (rest[1..count].to_owned(), (at + count + 1).min(self.text.len()))
            }
            Some(b'_') if rest.starts_with("_{") => {
                let count = alnum(&rest[2..]);
                if rest.as_bytes().get(2 + count) == Some(&b'}') {
                    (rest[2..2 + count].to_owned(), at + count + 3)
                } else {
                    (String::new(), at)
                }
            }
            Some(b'_') => {
                let count = match digits(&rest[1..]) {
                    0 => alnum(&rest[1..]),
                    count => count,
                };
                (rest[1..=count].to_owned(), at + 1 + count)
            }
            _ => (String::new(), at),
        }
    }

    fn piece(&mut self, piece: Piece, length: usize) {
        let kind = match piece {
            Piece::Function(function) => Kind::Function(function),
            Piece::Log => self.log(String::new()),
            Piece::Constant(constant) => Kind::Constant(constant),
            Piece::Given => Kind::Given,
            Piece::Name => {
                let base = &self.text[self.at..self.at + length];
                self.name(base, "")
            }
        };
        self.push(kind, length);
    }

    fn log(&mut self, base: String) -> Kind {
        self.out.bases.push(base);
        Kind::Log((self.out.bases.len() - 1) as u16)
    }

    fn subscripted(&mut self, piece: Piece, length: usize, sub: &str, after: usize) {
        let typed_digits = self.bytes[self.at + length].is_ascii_digit();
        let whole = after - self.at;
        match piece {
            Piece::Log if typed_digits => match sub {
                "10" => self.push(Kind::Function(Function::Log10), whole),
                "2" => self.push(Kind::Function(Function::Log2), whole),
                _ => self.piece(piece, length),
            },
            Piece::Log => {
                let kind = self.log(sub.to_owned());
                self.push(kind, whole);
            }
            Piece::Function(_) if typed_digits => self.piece(piece, length),
            Piece::Name => {
                let base = &self.text[self.at..self.at + length];
                match self.name(base, sub) {
                    Kind::Bad(_) => {
                        let name = format!("{base}_{sub}");
                        self.unknown(name, whole);
                    }
                    kind => self.push(kind, whole),
                }
            }
            Piece::Function(_) | Piece::Constant(_) | Piece::Given => {
                let name = self.text[self.at..after].to_owned();
                self.unknown(name, whole);
            }
        }
    }

    fn unknown(&mut self, name: String, length: usize) {
        let meant = names::near_function(&name).map(str::to_owned);
        let vars = self.syntax.vars.iter().flatten();
        let known = vars.map(|var| var.as_str().to_owned()).collect();
        self.bad(Trouble::UnknownName { name, meant, known }, length);
    }

    /// The token of a variable; `Bad` where it is not declared.
    fn name(&mut self, base: &str, sub: &str) -> Kind {
        let name = match (&self.syntax.vars, names::declared(self.syntax, base, sub)) {
            (_, Some(name)) => name.clone(),
            (Some(_), None) => return Kind::Bad(0),
            (None, None) => {
                let letter = names::greek(base).map(String::from);
                let base = letter.as_deref().unwrap_or(base);
                if sub.is_empty() { Name::new(base) } else { Name::new(&format!("{base}_{sub}")) }
            }
        };
        let index = match self.out.names.iter().position(|known| *known == name) {
            Some(index) => index,
            None => {
                self.out.names.push(name);
                self.out.names.len() - 1
            }
        };
        Kind::Name(index as u16)
    }

    /// `d/dx` and its kin at this place; takes it where it stands there.
    fn slope(&mut self) -> bool {
        let Some((names, end)) = self.slope_ahead() else { return false };
        self.out.slopes.push(names);
        self.push(Kind::Slope((self.out.slopes.len() - 1) as u16), end - self.at);
        true
    }

    fn slope_ahead(&self) -> Option<(Vec<Name>, usize)> {
        let text: &'a str = self.text;
        let rest = &text[self.at..];
        let sign = rest.chars().next()?;
        if sign == 'd' && names::declared(self.syntax, "d", "").is_some() {
            return None;
        }
        let (order, rest) = order_ahead(&rest[sign.len_utf8()..]);
        let mut rest = rest.trim_start().strip_prefix('/')?.trim_start();
        let bracketed = rest.strip_prefix('(');
        rest = bracketed.unwrap_or(rest);
        let mut names = Vec::new();
        while (names.len() as u32) < order {
            rest = rest.trim_start().strip_prefix(sign)?;
            let (name, after) = self.variable_ahead(rest)?;
            let (times, after) = order_ahead(after);
            names.extend(std::iter::repeat_n(name, times as usize));
            rest = after;
        }
        if bracketed.is_some() {
            rest = rest.trim_start().strip_prefix(')')?;
        }
        // The last written is carried out first.
        names.reverse();
        Some((names, self.text.len() - rest.len()))
    }

    /// One variable at the front of `rest`.
    fn variable_ahead(&self, rest: &'a str) -> Option<(Name, &'a str)> {
        let letters = rest.find(|c: char| !(c.is_ascii_alphabetic() || is_greek(c)));
        let run = &rest[..letters.unwrap_or(rest.len())];
        let ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        for end in ends {
            let at = self.text.len() - rest.len() + end;
            let (sub, after) = self.subscript(at);
            let base = &run[..end];
            if let Some(name) = names::declared(self.syntax, base, &sub) {
                return Some((name.clone(), &self.text[after..]));
            }
            let single = base.chars().nth(1).is_none() || names::greek(base).is_some();
            if self.syntax.vars.is_none() && single {
                let letter = names::greek(base).map_or_else(|| base.to_owned(), String::from);
                let name = if sub.is_empty() { letter } else { format!("{letter}_{sub}") };
                return Some((Name::new(&name), &self.text[after..]));
            }
        }
        None
    }
}

/// `^2`, `²` or nothing at the front: the order, and what follows.
fn order_ahead(rest: &str) -> (u32, &str) {
    let (body, closed) = match rest.as_bytes() {
        [b'^', b'{', ..] => (&rest[2..], true),
        [b'^', ..] => (&rest[1..], false),
        [RAISED, ..] => (&rest[1..], true),
        _ => return (1, rest),
    };
    let count = body.bytes().take_while(u8::is_ascii_digit).count();
    match body[..count].parse() {
        Ok(order) => (order, &body[(count + usize::from(closed)).min(body.len())..]),
        Err(_) => (1, rest),
    }
}

fn ascii_kind(byte: u8) -> Option<Kind> {
    Some(match byte {
        b'+' => Kind::Plus,
        b'-' => Kind::Minus,
        b'*' => Kind::Times,
        b'/' | b':' => Kind::Over,
        b'^' => Kind::Caret,
        b'(' => Kind::Open(Bracket::Round),
        b')' => Kind::Close(Bracket::Round),
        b'[' => Kind::Open(Bracket::Square),
        b']' => Kind::Close(Bracket::Square),
        b'{' => Kind::Open(Bracket::Brace),
        b'}' => Kind::Close(Bracket::Brace),
        b'<' => Kind::Open(Bracket::Angle),
        b'>' => Kind::Close(Bracket::Angle),
        b'|' => Kind::Bar,
        b',' | b';' => Kind::Comma,
        b'=' => Kind::Equals,
        _ => return None,
    })
}

fn unicode_kind(c: char) -> Option<Kind> {
    Some(match c {
        '−' | '–' | '—' | '‐' | '‑' | '‒' | '―' => Kind::Minus,
        '·' | '×' | '⋅' | '∙' | '•' | '∗' | '⨯' | '✕' => Kind::Times,
        '÷' | '∕' | '⁄' => Kind::Over,
        '√' => Kind::Root(2),
        '∛' => Kind::Root(3),
        '∜' => Kind::Root(4),
        '∣' | '｜' | '│' => Kind::Bar,
        '⟨' | '〈' => Kind::Open(Bracket::Angle),
        '⟩' | '〉' => Kind::Close(Bracket::Angle),
        '′' | '’' | '‘' | 'ʹ' => Kind::Prime(1),
        _ => return None,
    })
}

fn is_greek(c: char) -> bool {
    matches!(c, 'α'..='ω' | 'Α'..='Ω') && !matches!(c, 'ο' | 'ς')
}

/// The plain letter that a foreign one looks like.
fn lookalike(c: char) -> Option<char> {
    const LOOK: &[(char, char)] = &[
        ('х', 'x'),
        ('у', 'y'),
        ('а', 'a'),
        ('с', 'c'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('к', 'k'),
        ('ο', 'o'),
        ('і', 'i'),
        ('ѕ', 's'),
        ('ј', 'j'),
    ];
    LOOK.iter().find(|(foreign, _)| *foreign == c).map(|(_, plain)| *plain)
}
