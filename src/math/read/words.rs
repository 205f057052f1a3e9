//! What does a run of letters in a line become?

use super::characters::is_greek;
use super::lexer::{Kind, Lexer, MANY_NAMES};
use super::names::{self, Piece};
use super::trouble::Trouble;
use super::typed::{CLOSED, LOWERED};
use crate::math::expr::{Function, Name};

/// Nobody multiplies more letters than these without a sign between them.
const LONGEST_RUN: usize = 40;

impl<'a> Lexer<'a> {
    /// A run of letters with what hangs on its last name.
    pub(super) fn word(&mut self) {
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
        // `f(x)` is not x(x).
        let is_call = matches!(name, "f" | "g" | "h" | "D") && self.is_called(self.at + length);
        let meant = names::meant(self.syntax, name).filter(|_| !is_call);
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
