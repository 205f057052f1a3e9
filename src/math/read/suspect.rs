//! Which places does the parser suspect of another meaning?

use super::applied::inverse;
use super::doubt::{self, Change, Doubt, Found};
use super::lexer::{Bracket, Kind, Token};
use super::parser::Parser;

impl Parser<'_> {
    /// Is there room for another doubt? They are told in small numbers.
    pub(super) fn may_doubt(&self) -> bool {
        self.found.len() < doubt::MOST
    }

    pub(super) fn doubt_divisor(&mut self, start: u32, divisor: Option<(u32, u32)>) {
        let Some((from, to)) = divisor.filter(|_| self.may_doubt()) else { return };
        let end = self.last_end();
        self.found.push(Found {
            kind: Doubt::Divisor,
            place: (start, end),
            read: Some((start, to)),
            other: Change::brackets((from, end)),
        });
    }

    /// Was more meant to stand in a bare exponent, whose first token this is?
    pub(super) fn doubt_exponent(&mut self, start: u32, first: usize) {
        let bare = if self.tokens.list[first].kind == Kind::Minus { first + 1 } else { first };
        let single = bare + 1 == self.at;
        let is_one = |token: Token| self.text(token) == "1";
        let simple =
            matches!(self.tokens.list[bare].kind, Kind::Number | Kind::Name(_) | Kind::Constant(_));
        if !single || !simple || !self.may_doubt() {
            return;
        }
        let (from, to) = (self.tokens.list[first].start, self.last_end());
        let next = self.token();
        let end = match next.kind {
            Kind::Name(_) | Kind::Constant(_) if !next.spaced => self.run_end(self.at),
            // `x^1/2`: nobody writes a first power.
            Kind::Over if is_one(self.tokens.list[bare]) && self.ahead(1) == Kind::Number => {
                self.tokens.list[self.at + 1].end
            }
            _ => return,
        };
        self.found.push(Found {
            kind: Doubt::Exponent,
            place: (start, end),
            read: Some((start, to)),
            other: Change::brackets((from, end)),
        });
    }

    /// Where a run of numbers and letters with their exponents ends that begins at a token.
    pub(super) fn run_end(&self, from: usize) -> u32 {
        let list = &self.tokens.list;
        let mut at = from;
        let mut end = list[from].start;
        loop {
            match list[at].kind {
                Kind::Number | Kind::Fraction | Kind::Name(_) | Kind::Constant(_)
                    if at == from || !list[at].spaced =>
                {
                    end = list[at].end;
                    at += 1;
                }
                Kind::Caret if at > from => match list[at + 1].kind {
                    Kind::Number | Kind::Name(_) | Kind::Constant(_) => {
                        end = list[at + 1].end;
                        at += 2;
                    }
                    Kind::Open(bracket) => {
                        let Some(close) = self.partner(at + 1, bracket) else { return end };
                        end = list[close].end;
                        at = close + 1;
                    }
                    _ => return end,
                },
                _ => return end,
            }
        }
    }

    /// The token that closes the bracket at a token.
    pub(super) fn partner(&self, open: usize, bracket: Bracket) -> Option<usize> {
        let mut level = 0_u32;
        for (at, token) in self.tokens.list.iter().enumerate().skip(open) {
            match token.kind {
                Kind::Open(own) if own == bracket => level += 1,
                Kind::Close(own) if own == bracket => {
                    level -= 1;
                    if level == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    pub(super) fn doubt_inverse(&mut self, name: Token, caret: Token, raised_end: u32) {
        if !self.may_doubt() {
            return;
        }
        let end = self.last_end();
        self.found.push(Found {
            kind: Doubt::Inverse,
            place: (name.start, end),
            read: None,
            other: vec![
                Change::put(name.start, "("),
                Change { take: (caret.start, raised_end), put: " " },
                Change::put(end, ")^(-1)"),
            ],
        });
    }

    /// `tan-1 x`, as a calculator's key is labelled; `first` is where the argument begins,
    /// and `told` how many doubts came before it.
    pub(super) fn doubt_minus_one(&mut self, name: Token, first: usize, told: usize) {
        let [minus, one] = [self.tokens.list[first], self.tokens.list[first.min(self.at - 1) + 1]];
        let is_label = minus.kind == Kind::Minus
            && !minus.spaced
            && !one.spaced
            && self.text(one) == "1"
            && matches!(name.kind, Kind::Function(function) if inverse(function).is_some());
        if !is_label {
            return;
        }
        self.found.truncate(told);
        if !self.may_doubt() {
            return;
        }
        let end = self.last_end();
        self.found.push(Found {
            kind: Doubt::Argument,
            place: (name.start, end),
            read: Some((minus.start, end)),
            other: vec![Change { take: (minus.start, one.end), put: "^(-1)" }],
        });
    }

    /// `sin x(x + 1)`.
    pub(super) fn doubt_bracket(&mut self, name: Token) {
        let open = self.token();
        let Kind::Open(bracket @ (Bracket::Round | Bracket::Square)) = open.kind else { return };
        if !self.may_doubt() {
            return;
        }
        let Some(close) = self.partner(self.at, bracket) else { return };
        let end = self.tokens.list[close].end;
        let start = self.tokens.list.iter().find(|token| token.start >= name.end);
        let argument = start.map_or(name.end, |token| token.start);
        self.found.push(Found {
            kind: Doubt::Bracket,
            place: (name.start, end),
            read: Some((argument, end)),
            other: Change::brackets((name.start, self.last_end())),
        });
    }

    /// `sin 2*x`, `sin x/2`.
    pub(super) fn doubt_argument(&mut self, name: Token, start: u32) {
        let sign = self.token();
        let next = self.ahead(1);
        let plain = matches!(next, Kind::Number | Kind::Name(_) | Kind::Constant(_));
        let first = self.tokens.list[self.at.saturating_sub(1)];
        let single = first.start == start;
        let close_by = !sign.spaced && !self.tokens.list[self.at + 1 - usize::from(!plain)].spaced;
        let doubtful = match sign.kind {
            Kind::Times if single => match first.kind {
                Kind::Number | Kind::Constant(_) => plain,
                Kind::Name(_) => plain && close_by,
                _ => false,
            },
            Kind::Over => next == Kind::Number,
            _ => false,
        };
        if !doubtful || !self.may_doubt() {
            return;
        }
        let end = self.run_end(self.at + 1);
        self.found.push(Found {
            kind: Doubt::Argument,
            place: (name.start, end),
            read: Some((start, self.last_end())),
            other: Change::brackets((start, end)),
        });
    }

    /// `√2x`.
    pub(super) fn doubt_root(&mut self, sign: Token, first: usize) {
        let next = self.token();
        let letter = matches!(next.kind, Kind::Name(_) | Kind::Constant(_)) && !next.spaced;
        let bare = matches!(
            self.tokens.list[first].kind,
            Kind::Number | Kind::Name(_) | Kind::Constant(_)
        );
        if !letter || !bare || !self.may_doubt() {
            return;
        }
        let end = self.run_end(self.at);
        self.found.push(Found {
            kind: Doubt::Root,
            place: (sign.start, end),
            read: Some((sign.start, self.last_end())),
            other: Change::brackets((self.tokens.list[first].start, end)),
        });
    }

    /// `d/dx x^2 + x`.
    pub(super) fn doubt_slope(&mut self, sign: Token, start: u32) {
        if !matches!(self.peek(), Kind::Plus | Kind::Minus) || !self.may_doubt() {
            return;
        }
        let mut level = 0_i32;
        let mut end = self.last_end();
        for token in &self.tokens.list[self.at..] {
            match token.kind {
                Kind::Open(_) => level += 1,
                Kind::Close(_) => level -= 1,
                _ => {}
            }
            if level < 0 || matches!(token.kind, Kind::End | Kind::Comma) {
                break;
            }
            end = token.end;
        }
        self.found.push(Found {
            kind: Doubt::Slope,
            place: (sign.start, end),
            read: Some((start, self.last_end())),
            other: Change::brackets((start, end)),
        });
    }

    /// `|a|b|c|`, when the first pair has just been closed: the bars may also be nested.
    pub(super) fn doubt_bars(&mut self, open: Token) {
        if !self.may_doubt() {
            return;
        }
        let list = &self.tokens.list;
        let bar = |at: usize| list.get(at).is_some_and(|token| token.kind == Kind::Bar);
        let plain = |at: usize| {
            matches!(
                list.get(at).map(|t| t.kind),
                Some(Kind::Name(_) | Kind::Number | Kind::Constant(_))
            )
        };
        let Some(second) = (self.at..list.len()).find(|&at| !plain(at)) else { return };
        if second == self.at || !bar(second) {
            return;
        }
        let mut level = 0_i32;
        let closes = |at: &usize| {
            match list[*at].kind {
                Kind::Open(_) => level += 1,
                Kind::Close(_) => level -= 1,
                _ => {}
            }
            level == 0 && bar(*at)
        };
        let Some(third) = (second + 1..list.len()).find(closes) else { return };
        let close = list[self.at - 1];
        let change = |token: Token, put| Change { take: (token.start, token.end), put };
        self.found.push(Found {
            kind: Doubt::Bars,
            place: (open.start, list[third].end),
            read: Some((open.start, close.end)),
            other: vec![
                change(open, "abs("),
                change(close, " abs("),
                change(list[second], ")"),
                change(list[third], ")"),
            ],
        });
    }

    /// `f(x)` where no f is known.
    pub(super) fn doubt_call(&mut self) {
        if self.syntax.vars.is_some() || self.peek() != Kind::Open(Bracket::Round) {
            return;
        }
        let Some(name) = self.before().filter(|_| self.may_doubt()) else { return };
        if !matches!(self.text(name), "f" | "g" | "h") || self.token().spaced {
            return;
        }
        let Some(close) = self.partner(self.at, Bracket::Round) else { return };
        let place = (name.start, self.tokens.list[close].end);
        self.found.push(Found { kind: Doubt::Call, place, read: None, other: Vec::new() });
    }
}
