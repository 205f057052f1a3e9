//! Why can a token not stand where it stands, and which change would help?

use super::lexer::{Bracket, Kind, Token};
use super::parser::{Parsed, Parser};
use super::trouble::{Edit, Refusal, Trouble};
use super::typed::Typed;
use crate::math::expr::Function;

/// `=` anywhere: an equation, whatever stands around it.
pub(super) fn equations(typed: &Typed) -> Parsed<()> {
    let text: &str = &typed.text;
    let (Some(first), Some(last)) = (text.find('='), text.rfind('=')) else { return Ok(()) };
    let span = |from: usize, to: usize| typed.column(from)..typed.column(to);
    if text[..first].ends_with(['<', '>']) {
        let place = span(first - 1, first + 1);
        return Err(Box::new(Refusal::new(Trouble::Inequality, place, Vec::new())));
    }
    let behind = text[last + 1..].trim_start();
    let edit = if behind.is_empty() {
        Edit::take(span(first, text.len()))
    } else {
        Edit::take(span(0, text.len() - behind.len()))
    };
    Err(Box::new(Refusal::new(Trouble::Equation, span(first, first + 1), vec![edit])))
}

impl Parser<'_> {
    /// `x²³⁻¹`: digits are raised one by one, so that a sign among them is a slip.
    pub(super) fn refuse_raised_calculation(&self, bracket: Bracket) -> Parsed<()> {
        if bracket != Bracket::Raised {
            return Ok(());
        }
        let open = self.token();
        let rest = &self.typed.text[open.end as usize..];
        let raised = rest.split('\u{4}').next().unwrap_or(rest);
        let digits = raised.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-'));
        let calculation = digits && raised.bytes().skip(1).any(|b| !b.is_ascii_digit());
        if calculation { self.fail(Trouble::RaisedCalculation, open) } else { Ok(()) }
    }

    pub(super) fn before(&self) -> Option<Token> {
        self.at.checked_sub(1).map(|at| self.tokens.list[at])
    }

    fn sign(&self, token: Token) -> String {
        match token.kind {
            Kind::Caret if token.end == token.start => "exponent".to_owned(),
            _ => self.text(token).to_owned(),
        }
    }

    fn bad(&self, index: u32, token: Token) -> Trouble {
        let told = self.tokens.troubles.get(index as usize).cloned();
        told.unwrap_or_else(|| Trouble::Stray(self.sign(token)))
    }

    fn fail_bad<T>(&self, index: u32, token: Token) -> Parsed<T> {
        let trouble = self.bad(index, token);
        let span = self.span(token);
        let edits = match &trouble {
            Trouble::UnknownName { name, .. } if self.is_last_differential(name, token) => {
                vec![Edit::take(span)]
            }
            Trouble::UnknownName { meant: Some(meant), .. } => {
                vec![Edit::replace(span, meant.clone())]
            }
            Trouble::OddNumber(typed) if typed.bytes().all(|b| b.is_ascii_digit() || b == b'_') => {
                vec![Edit::replace(span, typed.replace('_', ""))]
            }
            Trouble::StrangeCharacter('→' | '⇒' | '∴', None) if self.at == 0 => {
                vec![Edit::take(0..span.end)]
            }
            Trouble::Stray(sign)
                if matches!(sign.as_str(), "." | "?" | ";" | ":")
                    && self.typed.text[token.end as usize..].trim().is_empty() =>
            {
                vec![Edit::take(span)]
            }
            _ => Vec::new(),
        };
        self.fail_with(trouble, token, edits)
    }

    /// Is it the `dx` that some write behind a derivative?
    fn is_last_differential(&self, name: &str, token: Token) -> bool {
        let is_variable = |letter: &str| {
            self.syntax.vars.iter().flatten().any(|variable| variable.as_str() == letter)
        };
        self.at > 0
            && self.typed.text[token.end as usize..].trim().is_empty()
            && name.strip_prefix('d').is_some_and(is_variable)
    }

    /// An operand was expected, and something else stands here.
    pub(super) fn operand_missing<T>(&self) -> Parsed<T> {
        let token = self.token();
        let before = self.before();
        match token.kind {
            Kind::Bad(index) => self.fail_bad(index, token),
            Kind::End
            | Kind::Close(_)
            | Kind::Comma
            | Kind::CloseBar
            | Kind::EndMatrix
            | Kind::NextCell
            | Kind::NextRow => match before {
                Some(sign) if is_operator(sign.kind) => {
                    let edits = vec![Edit::take(self.span(sign))];
                    self.fail_with(Trouble::NothingBehind(self.sign(sign)), sign, edits)
                }
                Some(open) if token.kind == Kind::End && is_open(open.kind) => self.unclosed(open),
                Some(bar) if bar.kind == Kind::Bar => self.unclosed_bar(bar),
                _ => self.cannot_stand(token),
            },
            Kind::Caret if self.ahead(1) == Kind::Open(Bracket::Raised) => {
                self.fail(Trouble::StrayRaised, self.tokens.list[self.at + 1])
            }
            Kind::Plus | Kind::Times | Kind::Over | Kind::Caret => {
                let edits = vec![Edit::take(self.span(token))];
                self.fail_with(Trouble::NothingBefore(self.sign(token)), token, edits)
            }
            _ => self.cannot_stand(token),
        }
    }

    /// An operand has ended, and something stands here that cannot go on.
    pub(super) fn cannot_follow<T>(&self) -> Parsed<T> {
        let token = self.token();
        let open = self.opened.last().copied();
        match (token.kind, open) {
            (Kind::Bad(index), _) => self.fail_bad(index, token),
            (Kind::End, Some(open)) => self.unclosed(open),
            (Kind::Close(found), Some(open)) => match open.kind {
                Kind::Open(bracket) if bracket == Bracket::Raised || found == Bracket::Raised => {
                    self.unclosed(open)
                }
                Kind::Open(bracket) => {
                    let [left, right] = bracket.signs();
                    let trouble = Trouble::WrongBracket { open: left, found: found.signs()[1] };
                    let edits = vec![Edit::replace(self.span(token), right.to_string())];
                    self.fail_with(trouble, token, edits)
                }
                _ => self.cannot_stand(token),
            },
            _ => self.cannot_stand(token),
        }
    }

    /// What is wrong with a token that fits neither as an operand nor behind one.
    fn cannot_stand<T>(&self, token: Token) -> Parsed<T> {
        let trouble = match token.kind {
            Kind::Close(Bracket::Angle) | Kind::Open(Bracket::Angle) => Trouble::Inequality,
            Kind::Close(bracket) => return self.stray_bracket(bracket, token),
            Kind::Open(Bracket::Brace) => return self.braces(token),
            Kind::Comma => return self.stray_comma(token),
            Kind::Prime(_) => Trouble::StrayPrime,
            Kind::Below => Trouble::StraySubscript,
            Kind::Bar | Kind::CloseBar => return self.unclosed_bar(token),
            Kind::Equals => Trouble::Equation,
            Kind::End => match self.before() {
                Some(sign) => Trouble::NothingBehind(self.sign(sign)),
                None => Trouble::Empty,
            },
            Kind::Bad(index) => self.bad(index, token),
            Kind::BeginMatrix => return self.unclosed(token),
            _ => Trouble::Stray(self.sign(token)),
        };
        self.fail(trouble, token)
    }

    /// Braces outside LaTeX were meant as brackets.
    fn braces<T>(&self, token: Token) -> Parsed<T> {
        let round = |token: &Token| match token.kind {
            Kind::Open(Bracket::Brace) => Some(Edit::replace(self.span(*token), "(")),
            Kind::Close(Bracket::Brace) => Some(Edit::replace(self.span(*token), ")")),
            _ => None,
        };
        let edits = self.tokens.list.iter().filter_map(round).collect();
        self.fail_with(Trouble::Braces, token, edits)
    }

    fn stray_bracket<T>(&self, bracket: Bracket, token: Token) -> Parsed<T> {
        let sign = bracket.signs()[1];
        let span = self.span(token);
        let closes_the_line = self.tokens.list[self.at + 1..]
            .iter()
            .all(|t| matches!(t.kind, Kind::Close(_) | Kind::End));
        let edit = if closes_the_line || self.at == 0 {
            Edit::take(span)
        } else {
            Edit::put(0, bracket.signs()[0].to_string())
        };
        self.fail_with(Trouble::StrayBracket(sign), token, vec![edit])
    }

    /// The bracket stays open: where was it meant to close?
    pub(super) fn unclosed<T>(&self, open: Token) -> Parsed<T> {
        let [sign, close] = match open.kind {
            Kind::Open(bracket) => bracket.signs(),
            _ => return self.fail(Trouble::UnclosedBracket('('), open),
        };
        let place = self.typed.column(self.closing_place(open) as usize);
        let edits = vec![Edit::put(place, close.to_string())];
        self.fail_with(Trouble::UnclosedBracket(sign), open, edits)
    }

    /// At the end, or, where brackets up to there would be idle, before the divisor or factor that
    /// follows a sum: `(x + 1/x` is `(x + 1)/x`.
    fn closing_place(&self, open: Token) -> u32 {
        let list = &self.tokens.list;
        let end = list[list.len().saturating_sub(2)].end;
        let Some(at) =
            list.iter().position(|token| token.start == open.start && is_open(token.kind))
        else {
            return end;
        };
        let idle = match at.checked_sub(1).map(|before| list[before].kind) {
            None | Some(Kind::Plus) => true,
            Some(kind) => is_open(kind),
        };
        if !idle {
            return end;
        }
        let (mut level, mut sum) = (0_i32, false);
        let mut place = end;
        for (index, token) in list.iter().enumerate().skip(at + 1) {
            match token.kind {
                Kind::Open(Bracket::Round)
                    if level == 0 && sum && ends_operand(list[index - 1].kind) =>
                {
                    return list[index - 1].end;
                }
                Kind::Open(_) => level += 1,
                Kind::Close(_) => level -= 1,
                Kind::Plus | Kind::Minus if level == 0 && index > at + 1 => sum = true,
                Kind::Over | Kind::Times if level == 0 && sum => place = list[index - 1].end,
                _ => {}
            }
        }
        place
    }

    pub(super) fn empty_brackets<T>(&self, open: Token) -> Parsed<T> {
        let close = self.token();
        let before = self.at.checked_sub(2).map(|at| self.tokens.list[at].kind);
        let edits = match before {
            Some(Kind::Name(_) | Kind::Constant(_) | Kind::Close(_)) => {
                vec![Edit::take(self.span(open).start..self.span(close).end)]
            }
            _ => Vec::new(),
        };
        self.fail_with(Trouble::EmptyBrackets, open, edits)
    }

    fn stray_comma<T>(&self, token: Token) -> Parsed<T> {
        if let Some((number, edit)) = self.decimal_comma(self.at) {
            return self.fail_with(Trouble::DecimalComma(number), token, vec![edit]);
        }
        let edits = match self.ahead(1) {
            Kind::End | Kind::Close(_) => vec![Edit::take(self.span(token))],
            _ => Vec::new(),
        };
        self.fail_with(Trouble::Comma, token, edits)
    }

    /// Does the comma at a token stand for a decimal point? The number, and the change.
    fn decimal_comma(&self, at: usize) -> Option<(String, Edit)> {
        let list = &self.tokens.list;
        let (left, comma, right) = (list[at.checked_sub(1)?], list[at], list.get(at + 1)?);
        let whole = |token: Token| {
            token.kind == Kind::Number && self.text(token).bytes().all(|b| b.is_ascii_digit())
        };
        let adjacent = !comma.spaced && !right.spaced && comma.kind == Kind::Comma;
        let number = format!("{}.{}", self.text(left), self.text(*right));
        (adjacent && whole(left) && whole(*right))
            .then(|| (number, Edit::replace(self.span(comma), ".")))
    }

    pub(super) fn wrong_count<T>(
        &self,
        function: Function,
        given: usize,
        name: Token,
    ) -> Parsed<T> {
        let list = &self.tokens.list;
        let from = list.iter().position(|token| token.start >= name.end).unwrap_or(0);
        let comma = (from..self.at).find_map(|at| self.decimal_comma(at).map(|found| (at, found)));
        match comma {
            Some((at, (number, edit))) if function.arity().is_some_and(|arity| given > arity) => {
                self.fail_with(Trouble::DecimalComma(number), list[at], vec![edit])
            }
            _ => self.fail(Trouble::ArgumentCount { function, given }, name),
        }
    }

    /// A function with nothing to work on; with one variable it is that.
    pub(super) fn no_argument<T>(&self, name: Token) -> Parsed<T> {
        if let Kind::Bad(index) = self.peek() {
            return self.fail_bad(index, self.token());
        }
        let edits = match self.syntax.vars.as_deref() {
            Some([only]) => {
                let end = self.typed.column(self.last_end() as usize);
                vec![Edit::put(end, format!("({})", only.as_str()))]
            }
            _ => Vec::new(),
        };
        let typed = self.text(name).trim_start_matches('\\').to_owned();
        self.fail_with(Trouble::NoArgument(typed), name, edits)
    }

    /// `2 3` and `x 2` are refused: a sign is missing between them.
    pub(super) fn number_may_follow(&self) -> Parsed<()> {
        let token = self.token();
        let Some(before) = self.before() else { return Ok(()) };
        if !matches!(token.kind, Kind::Number | Kind::Fraction) {
            return Ok(());
        }
        let gap = self.span(before).end..self.span(token).start;
        let (left, right) = (self.shown(before), self.shown(token));
        match before.kind {
            Kind::Number if token.kind == Kind::Fraction => {
                let edits = vec![
                    Edit::put(self.span(before).start, "("),
                    Edit::replace(gap, "+"),
                    Edit::put(self.span(token).end, ")"),
                ];
                self.fail_with(Trouble::TwoNumbers(left, right), token, edits)
            }
            Kind::Number if is_group_of_three(&left, &right) => {
                let trouble = Trouble::OddNumber(format!("{left} {right}"));
                self.fail_with(trouble, token, vec![Edit::take(gap)])
            }
            Kind::Number | Kind::Fraction => {
                let edits = vec![Edit::replace(gap, "*")];
                self.fail_with(Trouble::TwoNumbers(left, right), token, edits)
            }
            Kind::Name(_) | Kind::Constant(_) | Kind::Close(Bracket::Raised) if token.spaced => {
                let edits = vec![Edit::replace(gap, "^")];
                self.fail_with(Trouble::NumberBehind(left, right), token, edits)
            }
            _ => Ok(()),
        }
    }

    fn shown(&self, token: Token) -> String {
        match token.kind {
            Kind::Fraction => {
                let text = self.text(token);
                text.trim_matches(|c: char| c.is_control()).to_owned()
            }
            Kind::Close(Bracket::Raised) => "the exponent".to_owned(),
            _ => self.text(token).to_owned(),
        }
    }

    pub(super) fn unclosed_bar<T>(&self, open: Token) -> Parsed<T> {
        let token = self.token();
        if let Kind::Bad(index) = token.kind {
            return self.fail_bad(index, token);
        }
        if token.kind != Kind::End && !matches!(token.kind, Kind::Bar | Kind::CloseBar) {
            // Something else came before the bar could close.
            return match token.kind {
                Kind::Close(_) | Kind::Comma => self.fail(Trouble::UnclosedBar, open),
                _ => self.cannot_follow(),
            };
        }
        let bars = self.tokens.list.iter().filter(|token| token.kind == Kind::Bar).count();
        if bars.is_multiple_of(2) {
            return self.fail(Trouble::UnclearBars, open);
        }
        let end = self.span(self.tokens.list[self.tokens.list.len() - 1]).start;
        self.fail_with(Trouble::UnclosedBar, open, vec![Edit::put(end, "|")])
    }
}

fn is_operator(kind: Kind) -> bool {
    matches!(kind, Kind::Plus | Kind::Minus | Kind::Times | Kind::Over | Kind::Caret | Kind::Comma)
}

fn is_open(kind: Kind) -> bool {
    matches!(kind, Kind::Open(_))
}

fn ends_operand(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Number
            | Kind::Fraction
            | Kind::Name(_)
            | Kind::Constant(_)
            | Kind::Close(_)
            | Kind::Bar
    )
}

/// Are these the digits of one number, with a space behind its thousands?
fn is_group_of_three(left: &str, right: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    left.len() <= 3 && digits(left) && right.len() == 3 && digits(right)
}
