//! Which LaTeX do people paste, and where does `d/dx` stand?

use super::characters::is_greek;
use super::lexer::{Bracket, Kind, Lexer};
use super::names;
use super::trouble::Trouble;
use super::typed::RAISED;
use crate::math::expr::Name;

/// What a command stands for.
#[derive(Clone, Copy)]
enum Meaning {
    Kind(Kind),
    /// A space or a matter of looks.
    Nothing,
    /// `\left`, `\right`: the side of the bracket that follows.
    Side(Side),
    /// A command whose braces hold a word: `\operatorname{arsinh}`.
    Word,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Commands that are not names of functions or letters.
const COMMANDS: &[(&str, Meaning)] = &[
    ("frac", Meaning::Kind(Kind::FractionCommand)),
    ("dfrac", Meaning::Kind(Kind::FractionCommand)),
    ("tfrac", Meaning::Kind(Kind::FractionCommand)),
    ("cfrac", Meaning::Kind(Kind::FractionCommand)),
    ("sqrt", Meaning::Kind(Kind::RootCommand)),
    ("cdot", Meaning::Kind(Kind::Times)),
    ("times", Meaning::Kind(Kind::Times)),
    ("ast", Meaning::Kind(Kind::Times)),
    ("bullet", Meaning::Kind(Kind::Times)),
    ("div", Meaning::Kind(Kind::Over)),
    ("lvert", Meaning::Kind(Kind::OpenBar)),
    ("rvert", Meaning::Kind(Kind::CloseBar)),
    ("vert", Meaning::Kind(Kind::Bar)),
    ("mid", Meaning::Kind(Kind::Bar)),
    ("langle", Meaning::Kind(Kind::Open(Bracket::Angle))),
    ("rangle", Meaning::Kind(Kind::Close(Bracket::Angle))),
    ("lbrace", Meaning::Kind(Kind::Open(Bracket::Brace))),
    ("rbrace", Meaning::Kind(Kind::Close(Bracket::Brace))),
    ("lbrack", Meaning::Kind(Kind::Open(Bracket::Square))),
    ("rbrack", Meaning::Kind(Kind::Close(Bracket::Square))),
    ("prime", Meaning::Kind(Kind::Prime(1))),
    ("left", Meaning::Side(Side::Left)),
    ("right", Meaning::Side(Side::Right)),
    ("bigl", Meaning::Side(Side::Left)),
    ("Bigl", Meaning::Side(Side::Left)),
    ("biggl", Meaning::Side(Side::Left)),
    ("Biggl", Meaning::Side(Side::Left)),
    ("bigr", Meaning::Side(Side::Right)),
    ("Bigr", Meaning::Side(Side::Right)),
    ("biggr", Meaning::Side(Side::Right)),
    ("Biggr", Meaning::Side(Side::Right)),
    ("big", Meaning::Nothing),
    ("Big", Meaning::Nothing),
    ("bigg", Meaning::Nothing),
    ("Bigg", Meaning::Nothing),
    ("quad", Meaning::Nothing),
    ("qquad", Meaning::Nothing),
    ("displaystyle", Meaning::Nothing),
    ("textstyle", Meaning::Nothing),
    ("limits", Meaning::Nothing),
    ("thinspace", Meaning::Nothing),
    ("operatorname", Meaning::Word),
    ("mathrm", Meaning::Word),
    ("mathit", Meaning::Word),
    ("mathbf", Meaning::Word),
    ("boldsymbol", Meaning::Word),
    ("mathsf", Meaning::Word),
    ("mathop", Meaning::Word),
    ("text", Meaning::Word),
    ("textrm", Meaning::Word),
    ("mbox", Meaning::Word),
];

/// A derivative sign at the place at hand.
struct Ahead {
    /// The variables, innermost first.
    names: Vec<Name>,
    /// Where it ends in the text.
    end: usize,
    /// Does the exercise's f stand in it, as in `df/dx`?
    of_given: bool,
}

/// More than anybody differentiates; what lies between this and the limit is refused by name.
const MOST_VARIABLES: u32 = 10_000;

/// Matrices and vectors between `\begin` and `\end`.
const MATRICES: &[&str] = &["pmatrix", "bmatrix", "matrix", "smallmatrix", "Bmatrix"];

impl<'a> Lexer<'a> {
    /// What a backslash begins.
    pub(super) fn command(&mut self) {
        let text: &'a str = self.text;
        let rest = &text[self.at + 1..];
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 {
            return self.sign(rest);
        }
        let name = &rest[..length];
        let may_differentiate = matches!(name, "partial" | "frac" | "dfrac" | "tfrac" | "mathrm");
        if may_differentiate && self.slope() {
            return;
        }
        match COMMANDS.iter().find(|(own, _)| *own == name).map(|(_, meaning)| *meaning) {
            Some(Meaning::Kind(kind)) => self.push(kind, 1 + length),
            Some(Meaning::Nothing) => self.at += 1 + length,
            Some(Meaning::Side(side)) => self.bracket_of(side, 1 + length),
            Some(Meaning::Word) => self.word_of(name, 1 + length),
            None if matches!(name, "begin" | "end") => self.environment(name),
            None => self.named(name),
        }
    }

    /// `\,`, `\\`, `\{` and their kin.
    fn sign(&mut self, rest: &str) {
        match rest.bytes().next() {
            Some(b',' | b';' | b':' | b'!' | b' ' | b'>' | b'(' | b')' | b'[' | b']' | b'/') => {
                self.at += 2;
            }
            Some(b'\\') => self.push(Kind::NextRow, 2),
            Some(b'{') => self.push(Kind::Open(Bracket::Brace), 2),
            Some(b'}') => self.push(Kind::Close(Bracket::Brace), 2),
            Some(b'|') => self.push(Kind::Bar, 2),
            _ => self.bad(Trouble::Stray("\\".into()), 1),
        }
    }

    fn bracket_of(&mut self, side: Side, length: usize) {
        self.at += length + self.blanks(self.at + length);
        match (self.bytes.get(self.at), side) {
            (Some(b'|'), Side::Left) => self.push(Kind::OpenBar, 1),
            (Some(b'|'), Side::Right) => self.push(Kind::CloseBar, 1),
            // `\left.` is an invisible bracket.
            (Some(b'.'), _) => self.at += 1,
            _ => {}
        }
    }

    fn blanks(&self, from: usize) -> usize {
        self.text[from..].bytes().take_while(|b| *b == b' ').count()
    }

    /// The word in the braces of a command.
    fn word_of(&mut self, command: &str, length: usize) {
        let length = length + usize::from(self.bytes.get(self.at + length) == Some(&b'*'));
        let start = self.at + length;
        let inner = self.text[start..].strip_prefix('{');
        let word = inner.and_then(|inner| inner.split_once('}')).map(|(word, _)| word);
        let letters = |c: char| c.is_ascii_alphabetic() || is_greek(c);
        match word {
            Some(word) if !word.is_empty() && word.chars().all(letters) => {
                self.at = start + 1;
                let whole = word.len();
                self.run_of_letters(whole);
                // The name may have taken a subscript that stands behind the brace: it cannot.
                if self.bytes.get(self.at) == Some(&b'}') {
                    self.at += 1;
                }
            }
            _ => {
                let command = command.to_owned();
                self.bad(Trouble::UnknownCommand(command), length);
            }
        }
    }

    fn environment(&mut self, name: &str) {
        let start = self.at + 1 + name.len();
        let inner = self.text[start..].strip_prefix('{');
        let kind = inner.and_then(|inner| inner.split_once('}')).map_or("", |(kind, _)| kind);
        if !MATRICES.contains(&kind) {
            let command = format!("{name}{{{kind}}}");
            return self.bad(Trouble::UnknownCommand(command), 1 + name.len());
        }
        let token = if name == "begin" { Kind::BeginMatrix } else { Kind::EndMatrix };
        self.push(token, 1 + name.len() + kind.len() + 2);
    }

    /// A function or a letter.
    fn named(&mut self, name: &str) {
        let is_word = names::is_word(name) || names::greek(name).is_some();
        if !is_word {
            let trouble = match name {
                "infty" => Trouble::NotANumber(format!("\\{name}")),
                _ => Trouble::UnknownCommand(name.to_owned()),
            };
            return self.bad(trouble, 1 + name.len());
        }
        self.at += 1;
        self.run_of_letters(name.len());
    }

    /// `d/dx` and its kin at this place; takes it where it stands there.
    pub(super) fn slope(&mut self) -> bool {
        let Some(ahead) = self.slope_ahead() else { return false };
        self.out.slopes.push(ahead.names);
        self.push(Kind::Slope((self.out.slopes.len() - 1) as u32), ahead.end - self.at);
        if ahead.of_given {
            // `df/dx` is d/dx of f; the f stands in no place of its own.
            self.push(Kind::Given, 0);
        }
        true
    }

    fn slope_ahead(&self) -> Option<Ahead> {
        let text: &'a str = self.text;
        let rest = &text[self.at..];
        let braces =
            ["\\frac", "\\dfrac", "\\tfrac"].iter().find_map(|sign| rest.strip_prefix(sign));
        let mut rest = braces.unwrap_or(rest);
        if braces.is_some() {
            rest = rest.trim_start().strip_prefix('{')?;
        }
        let (sign, after) = sign_ahead(rest)?;
        if sign == 'd' && names::declared(self.syntax, "d", "").is_some() {
            return None;
        }
        let (order, after) = order_ahead(after);
        if order > MOST_VARIABLES {
            return None;
        }
        rest = after.trim_start();
        let given = rest.strip_prefix('f').filter(|_| self.syntax.function.is_some());
        rest = given.unwrap_or(rest).trim_start();
        rest = match braces {
            Some(_) => rest.strip_prefix('}')?.trim_start().strip_prefix('{')?,
            None => rest.strip_prefix('/')?.trim_start(),
        };
        let bracketed = rest.strip_prefix('(');
        rest = bracketed.unwrap_or(rest);
        let (mut names, mut rest) = self.variables_ahead(rest, sign, order)?;
        if bracketed.is_some() {
            rest = rest.trim_start().strip_prefix(')')?;
        }
        if braces.is_some() {
            rest = rest.trim_start().strip_prefix('}')?;
        }
        // The last written is carried out first.
        names.reverse();
        let end = text.len() - rest.len();
        Some(Ahead { names, end, of_given: given.is_some() })
    }

    /// `dx`, `dx dy`, `dx^2`: as many variables as the order says.
    fn variables_ahead(
        &self,
        rest: &'a str,
        sign: char,
        order: u32,
    ) -> Option<(Vec<Name>, &'a str)> {
        let mut rest = rest;
        let mut names = Vec::new();
        while (names.len() as u32) < order {
            let spaces = rest.trim_start_matches([' ', '*', '·', '\\', ',']);
            let (own, after) = if spaces.starts_with("partial") || spaces.starts_with("mathrm") {
                sign_ahead(&rest[rest.len() - spaces.len() - 1..])?
            } else {
                sign_ahead(spaces)?
            };
            if own != sign {
                return None;
            }
            let after = after.trim_start();
            // A Greek letter may come as a command.
            let (name, after) = self.variable_ahead(after.strip_prefix('\\').unwrap_or(after))?;
            let (times, after) = order_ahead(after);
            names.extend(std::iter::repeat_n(name, times.min(order) as usize));
            rest = after;
        }
        (names.len() as u32 == order).then_some((names, rest))
    }
}

/// `d`, `∂`, `\partial` or `\mathrm{d}` at the front, and what follows.
fn sign_ahead(rest: &str) -> Option<(char, &str)> {
    const SIGNS: &[(&str, char)] =
        &[("\\partial", '∂'), ("\\mathrm{d}", 'd'), ("∂", '∂'), ("d", 'd')];
    SIGNS.iter().find_map(|(sign, plain)| Some((*plain, rest.strip_prefix(sign)?)))
}

/// `^2`, `²` or nothing at the front: the order, and what follows.
fn order_ahead(rest: &str) -> (u32, &str) {
    let (body, close) = match rest.as_bytes() {
        [b'^', b'{', ..] => (&rest[2..], "}"),
        [b'^', ..] => (&rest[1..], ""),
        [RAISED, ..] => (&rest[1..], "\u{4}"),
        _ => return (1, rest),
    };
    let count = body.bytes().take_while(u8::is_ascii_digit).count();
    match (body[..count].parse(), body[count..].strip_prefix(close)) {
        (Ok(order), Some(after)) if order > 0 => (order, after),
        _ => (1, rest),
    }
}
