//! Tokens to tree: a Pratt parser.
//!
//! The whole grammar. Spaces stand anywhere between tokens; `juxtaposed` means that no sign stands
//! between two factors. What a run of letters means is decided in [`super::names`].
//!
//! ```text
//! line      = sum | list                            a bare list only where a vector is asked for
//! list      = sum "," sum { "," sum }
//! sum       = [ "+" ] term { ( "+" | "-" ) term }
//! term      = "-" term | product                    -x^2 is -(x^2), -a*b is -(a*b)
//! product   = power { "*" signed | "/" signed | power }
//!                                                   1/2x is (1/2)*x, a/bc is (a/b)*c: both warned
//! signed    = "-" signed | power
//! power     = atom { raised } [ "^" exponent ]      x^y^z groups to the right
//! exponent  = "{" sum "}" | [ "+" ] signed          one factor: e^2x is e^2*x, warned
//! raised    = superscripts                          x², e²ˣ, xⁿ⁺¹; no calculation with digits
//! atom      = number | vulgar | name | "e" | "pi" | "(" sum ")" | "[" sum "]" | bars | vector
//!           | matrix | applied | root | slope | given | hole
//! number    = digits [ "." { digit } ] [ exp ] | "." digits [ exp ]
//! exp       = ( "e" | "E" ) [ "+" | "-" ] digits    2e^x is 2*e^x, 3E2 is 300
//! vulgar    = "½" | "¾" | …
//! name      = letter [ subscript ]                  w1, w_1, w₁, w_{12}, α, alpha
//! subscript = digits | "_" ( digits | letters | "{" alphanumerics "}" ) | lowered
//! applied   = function [ power of it ] arguments | function primes argument
//! power of it: sin^-1, sin⁻¹ are the inverse; sin^n is the power; other negative ones are refused
//! arguments = "(" sum { "," sum } ")" | bare        also in [ ] or { }
//! bare      = "-" bare | applied | power { power }  juxtaposed, up to a function or a sign:
//!                                                   sin 2x cos x is sin(2*x)*cos(x)
//! function  = sin | cos | … | "log" [ "_" base ]    see `Function`; log(x, b) has base b
//! root      = ( "√" | "∛" | "∜" ) ( "(" sum ")" | signed )
//!                                                   √x/2 is (√x)/2, √2x is (√2)*x, warned
//! bars      = "|" sum "|"                           closed as soon as an operand has ended
//! vector    = "(" list ")" | "[" list "]" | "<" list ">"
//! matrix    = "[" row { "," row } "]"               row = "[" sum { "," sum } "]"
//! slope     = d-over-d ( "(" sum ")" | bare )       d/dx, d^2/dx^2, ∂/∂x, ∂²/∂x∂y
//! given     = "f" primes [ "(" sum ")" ] | "f" [ "(" sum ")" ] | df-over-dx
//!                                                   only where the exercise says what f is
//! hole      = "[" [ sum ] "]"                       only where holes are asked for
//! ```
//!
//! LaTeX as people paste it: `\frac{a}{b}`, `\sqrt[n]{x}`, `\sin`, `\alpha`, `\cdot`, `\left( … \right)`,
//! `\begin{pmatrix} … \end{pmatrix}`, `\operatorname{…}`, spaces and dollar signs; braces group in a
//! line that holds a command.

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::Syntax;
use super::doubt::{Doubt, Found};
use super::lexer::{self, Bracket, Kind, Token, Tokens};
use super::refuse;
use super::trouble::{Edit, Refusal, Trouble};
use super::typed::Typed;
use crate::math::expr::{Expr, Literal, Name, Node};
use crate::math::number::Number;

/// A subtree with its height.
pub(super) struct Part {
    pub(super) expr: Expr,
    pub(super) height: u32,
    /// Did it stand alone in square brackets? Then it may be the row of a matrix.
    pub(super) square: bool,
}

impl Part {
    /// Is it a vector or a matrix?
    pub(super) fn is_list(&self) -> bool {
        matches!(self.expr.node(), Node::Vector(_) | Node::Matrix(_))
    }
}

/// Errors are rare and large: one word on the way out of a deep nesting.
pub(super) type Parsed<T = Part> = Result<T, Box<Refusal>>;

pub(super) struct Parser<'a> {
    pub(super) typed: &'a Typed<'a>,
    pub(super) syntax: &'a Syntax,
    pub(super) tokens: Tokens,
    pub(super) at: usize,
    /// How deep the constructs at hand are nested.
    level: usize,
    nodes: usize,
    /// Bars opened since the last bracket.
    pub(super) bars: u32,
    /// Brackets opened and not closed.
    pub(super) opened: SmallVec<[Token; 8]>,
    /// Differentiations around the place at hand.
    pub(super) order: u32,
    /// Do braces group?
    pub(super) latex: bool,
    pub(super) found: Vec<Found>,
}

/// A line as a tree, with what may have been meant otherwise.
pub(super) struct Parse {
    pub(super) expr: Expr,
    pub(super) found: Vec<Found>,
    pub(super) constant: Option<Name>,
}

/// Reads a whole line.
pub(super) fn parse(typed: &Typed, syntax: &Syntax) -> Parsed<Parse> {
    refuse::equations(typed)?;
    let tokens = lexer::tokens(&typed.text, syntax);
    let mut parser = Parser {
        typed,
        syntax,
        tokens,
        at: 0,
        level: 0,
        nodes: 0,
        bars: 0,
        opened: SmallVec::new(),
        order: 0,
        latex: typed.text.contains('\\'),
        found: Vec::new(),
    };
    let part = parser.line()?;
    let mut found = parser.found;
    for &place in &parser.tokens.spelled {
        found.push(Found { kind: Doubt::Word, place, read: None, other: Vec::new() });
    }
    Ok(Parse { expr: part.expr, found, constant: parser.tokens.constant })
}

impl Parser<'_> {
    pub(super) fn peek(&self) -> Kind {
        self.tokens.list[self.at].kind
    }

    pub(super) fn token(&self) -> Token {
        self.tokens.list[self.at]
    }

    /// The kind of the token this far behind the one at hand.
    pub(super) fn ahead(&self, count: usize) -> Kind {
        self.tokens.list.get(self.at + count).map_or(Kind::End, |token| token.kind)
    }

    pub(super) fn next(&mut self) {
        // The last token is `End`, and it stays.
        self.at = (self.at + 1).min(self.tokens.list.len() - 1);
    }

    pub(super) fn take(&mut self, kind: Kind) -> bool {
        let found = self.peek() == kind;
        if found {
            self.next();
        }
        found
    }

    /// Where the last token taken ends.
    pub(super) fn last_end(&self) -> u32 {
        self.at.checked_sub(1).map_or(0, |before| self.tokens.list[before].end)
    }

    pub(super) fn text(&self, token: Token) -> &str {
        &self.typed.text[token.start as usize..token.end as usize]
    }

    pub(super) fn span(&self, token: Token) -> Range<usize> {
        let start = self.typed.column(token.start as usize);
        let end = self.typed.column(token.end as usize);
        start..end.max(start + usize::from(token.end > token.start))
    }

    pub(super) fn fail<T>(&self, kind: Trouble, token: Token) -> Parsed<T> {
        self.fail_with(kind, token, Vec::new())
    }

    pub(super) fn fail_with<T>(&self, kind: Trouble, token: Token, edits: Vec<Edit>) -> Parsed<T> {
        Err(Box::new(Refusal::new(kind, self.span(token), edits)))
    }

    /// Makes a node, within the bounds.
    pub(super) fn build(&mut self, node: impl Into<Expr>, height: u32) -> Parsed {
        self.count(1)?;
        if height as usize > self.syntax.limits.depth {
            return self.fail(Trouble::TooDeep { limit: self.syntax.limits.depth }, self.token());
        }
        Ok(Part { expr: node.into(), height, square: false })
    }

    /// Counts nodes that the tree is about to get.
    pub(super) fn count(&mut self, nodes: usize) -> Parsed<()> {
        let limit = self.syntax.limits.nodes;
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes > limit {
            self.fail(Trouble::TooLarge { limit }, self.token())
        } else {
            Ok(())
        }
    }

    /// Goes one level deeper at a token; [`Parser::leave`] comes back.
    pub(super) fn enter(&mut self, token: Token) -> Parsed<()> {
        let limit = self.syntax.limits.depth;
        if self.level >= limit {
            return self.fail(Trouble::TooDeep { limit }, token);
        }
        self.level += 1;
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.level -= 1;
    }

    fn line(&mut self) -> Parsed {
        if self.peek() == Kind::End {
            return self.fail(Trouble::Empty, self.token());
        }
        let mut part = self.sum()?;
        if self.syntax.vector && self.peek() == Kind::Comma {
            let mut parts = vec![part];
            while self.take(Kind::Comma) {
                parts.push(self.sum()?);
            }
            part = self.vector(parts)?;
        }
        match self.peek() {
            Kind::End => Ok(part),
            _ => self.cannot_follow(),
        }
    }

    pub(super) fn sum(&mut self) -> Parsed {
        self.take(Kind::Plus);
        let first = self.term()?;
        if !matches!(self.peek(), Kind::Plus | Kind::Minus) {
            return Ok(first);
        }
        let mut height = first.height;
        let mut terms: SmallVec<[Expr; 8]> = smallvec![first.expr];
        loop {
            let part = match self.peek() {
                Kind::Plus => {
                    self.next();
                    self.term()?
                }
                Kind::Minus => self.negative()?,
                _ => break,
            };
            height = height.max(part.height);
            terms.push(part.expr);
        }
        self.build(Node::Sum(terms.into_vec()), height + 1)
    }

    fn term(&mut self) -> Parsed {
        if self.peek() == Kind::Minus { self.negative() } else { self.product() }
    }

    /// A minus and the term behind it.
    fn negative(&mut self) -> Parsed {
        self.enter(self.token())?;
        self.next();
        let part = self.term()?;
        self.leave();
        self.build(Node::Neg(part.expr), part.height + 1)
    }

    fn product(&mut self) -> Parsed {
        let start = self.token().start;
        let first = self.power()?;
        match self.peek() {
            Kind::Times | Kind::Over => self.product_from(first, start),
            _ if self.starts_operand() => self.product_from(first, start),
            _ => Ok(first),
        }
    }

    fn product_from(&mut self, first: Part, start: u32) -> Parsed {
        let mut height = first.height;
        let mut factors: SmallVec<[Expr; 8]> = smallvec![first.expr];
        // The divisor that juxtaposed factors may have been meant to belong to.
        let mut divisor: Option<(u32, u32)> = None;
        let mut doubtful = false;
        loop {
            match self.peek() {
                Kind::Times => {
                    self.doubt_divisor(start, divisor.filter(|_| doubtful));
                    divisor = None;
                    self.next();
                    let part = self.signed()?;
                    height = height.max(part.height);
                    factors.push(part.expr);
                }
                Kind::Over => {
                    self.doubt_divisor(start, divisor.filter(|_| doubtful));
                    doubtful = false;
                    self.next();
                    let from = self.token().start;
                    let below = self.signed()?;
                    let above = self.factors(factors, height)?;
                    height = above.height.max(below.height) + 1;
                    let quotient = self.build(Node::Quotient(above.expr, below.expr), height)?;
                    factors = smallvec![quotient.expr];
                    divisor = Some((from, self.last_end()));
                }
                _ if self.starts_operand() => {
                    self.number_may_follow()?;
                    let part = self.power()?;
                    height = height.max(part.height);
                    factors.push(part.expr);
                    doubtful = divisor.is_some();
                }
                _ => break,
            }
        }
        self.doubt_divisor(start, divisor.filter(|_| doubtful));
        self.factors(factors, height)
    }

    /// One factor as it is, several as a product.
    pub(super) fn factors(&mut self, mut factors: SmallVec<[Expr; 8]>, height: u32) -> Parsed {
        if factors.len() == 1
            && let Some(expr) = factors.pop()
        {
            return Ok(Part { expr, height, square: false });
        }
        self.build(Node::Product(factors.into_vec()), height + 1)
    }

    pub(super) fn signed(&mut self) -> Parsed {
        if self.peek() != Kind::Minus {
            return self.power();
        }
        self.enter(self.token())?;
        self.next();
        let part = self.signed()?;
        self.leave();
        self.build(Node::Neg(part.expr), part.height + 1)
    }

    /// Can the token at hand begin a factor?
    pub(super) fn starts_operand(&self) -> bool {
        match self.peek() {
            Kind::Number
            | Kind::Fraction
            | Kind::Name(_)
            | Kind::Constant(_)
            | Kind::Function(_)
            | Kind::Log
            | Kind::Given
            | Kind::Slope(_)
            | Kind::Open(Bracket::Round | Bracket::Square)
            | Kind::OpenBar
            | Kind::Root(_)
            | Kind::RootCommand
            | Kind::FractionCommand
            | Kind::BeginMatrix => true,
            Kind::Open(Bracket::Brace) => self.latex,
            // A bar closes as soon as it can.
            Kind::Bar => self.bars == 0,
            Kind::Plus
            | Kind::Minus
            | Kind::Times
            | Kind::Over
            | Kind::Caret
            | Kind::Below
            | Kind::Open(Bracket::Angle | Bracket::Raised)
            | Kind::Close(_)
            | Kind::CloseBar
            | Kind::Comma
            | Kind::Prime(_)
            | Kind::EndMatrix
            | Kind::NextCell
            | Kind::NextRow
            | Kind::Equals
            | Kind::Bad(_)
            | Kind::End => false,
        }
    }

    pub(super) fn power(&mut self) -> Parsed {
        let start = self.token().start;
        let mut base = self.atom()?;
        while self.peek() == Kind::Caret {
            let raised = self.ahead(1) == Kind::Open(Bracket::Raised);
            let sign = self.token();
            self.next();
            let first = self.at;
            let exponent = self.exponent(sign)?;
            if base.is_list() || exponent.is_list() {
                return self.fail(Trouble::ListHere, sign);
            }
            let height = base.height.max(exponent.height) + 1;
            base = self.build(Node::Power(base.expr, exponent.expr), height)?;
            if !raised {
                self.doubt_exponent(start, first);
                break;
            }
        }
        Ok(base)
    }

    /// What follows `^`, or what stands raised.
    pub(super) fn exponent(&mut self, sign: Token) -> Parsed {
        self.enter(sign)?;
        let part = match self.peek() {
            Kind::Open(bracket @ (Bracket::Brace | Bracket::Raised)) => {
                self.refuse_raised_calculation(bracket)?;
                self.group(bracket)?
            }
            _ => {
                self.take(Kind::Plus);
                self.signed()?
            }
        };
        self.leave();
        Ok(part)
    }

    pub(super) fn number(&mut self, token: Token) -> Parsed {
        let limit = self.syntax.limits.digits;
        let Some(literal) = literal(self.text(token), limit) else {
            return self.fail(Trouble::TooManyDigits { limit }, token);
        };
        match literal.value.to_i64() {
            Some(whole) if literal.places == 0 => self.build(Expr::integer(whole), 1),
            _ => self.build(Node::Number(literal), 1),
        }
    }

    pub(super) fn vulgar(&mut self, token: Token) -> Parsed {
        let inner = &self.typed.text[token.start as usize + 1..token.end as usize - 1];
        let (above, below) = inner.split_once('/').unwrap_or((inner, "1"));
        let whole = |digits: &str| Expr::integer(digits.parse().unwrap_or(1));
        let (above, below) = (whole(above), whole(below));
        self.count(2)?;
        self.build(Node::Quotient(above, below), 2)
    }
}

/// A typed number; `None` where it takes too many digits.
fn literal(text: &str, limit: usize) -> Option<Literal> {
    if text.len() <= limit.min(18)
        && let Ok(value) = text.parse::<i64>()
    {
        return Some(Literal { value: Number::integer(value), places: 0 });
    }
    let point = text.replace(',', ".");
    let text = point.as_str();
    let (digits, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let before = whole.len() as i64 + i64::from(exponent);
    let behind = (fraction.len() as i64 - i64::from(exponent)).max(0);
    // Bounds before work: a power of ten is not built before it is known to be small.
    if before.max(0) + behind > limit as i64 || digits.len() > limit + 1 {
        return None;
    }
    let value = Number::decimal(digits, exponent)?;
    Some(Literal { value, places: u16::try_from(behind).ok()? })
}
