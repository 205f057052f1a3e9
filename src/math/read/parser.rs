//! Tokens to tree.
//!
//! ```text
//! line     = list | sum
//! sum      = ["+" | "-"] product { ("+" | "-") product }
//! product  = factor { ["*" | "/"] factor }
//! ```

use std::ops::Range;

use super::lexer::{self, Bracket, Kind, Token, Tokens};
use super::trouble::{ReadError, Trouble};
use super::typed::Typed;
use super::{LogBase, Syntax};
use crate::math::expr::{Constant, Expr, Function, Literal, Name, Node};
use crate::math::limits::MAX_ORDER;
use crate::math::number::Number;

/// A subtree with its height; `list` where it stood in square or round brackets as a list.
struct Part {
    expr: Expr,
    height: u32,
    square: bool,
}

/// Errors are rare and large: one word on the way out of a deep nesting.
type Parsed<T = Part> = Result<T, Box<ReadError>>;

struct Parser<'a> {
    typed: &'a Typed<'a>,
    syntax: &'a Syntax,
    tokens: Tokens,
    at: usize,
    level: u32,
    nodes: usize,
    bars: u32,
}

/// The tree of a line, and the variable of an integration constant.
pub(super) fn parse(typed: &Typed, syntax: &Syntax) -> Result<(Expr, Option<Name>), ReadError> {
    let tokens = lexer::tokens(&typed.text, syntax);
    let mut parser = Parser { typed, syntax, tokens, at: 0, level: 0, nodes: 0, bars: 0 };
    parser.line().map(|part| (part.expr, None)).map_err(|error| *error)
}

impl Parser<'_> {
    fn peek(&self) -> Kind {
        self.tokens.list[self.at].kind
    }

    fn token(&self) -> Token {
        self.tokens.list[self.at]
    }

    fn next(&mut self) {
        // The last token is `End`, and it stays.
        self.at = (self.at + 1).min(self.tokens.list.len() - 1);
    }

    fn take(&mut self, kind: Kind) -> bool {
        let found = self.peek() == kind;
        if found {
            self.next();
        }
        found
    }

    fn span(&self, token: Token) -> Range<usize> {
        let start = self.typed.column(token.start as usize);
        start..self.typed.column(token.end as usize).max(start)
    }

    fn fail<T>(&self, kind: Trouble, token: Token) -> Parsed<T> {
        Err(Box::new(ReadError::new(kind, self.span(token))))
    }

    fn text(&self, token: Token) -> &str {
        &self.typed.text[token.start as usize..token.end as usize]
    }

    fn build(&mut self, node: Node, height: u32) -> Parsed {
        self.nodes += 1;
        let limits = &self.syntax.limits;
        if self.nodes > limits.nodes {
            return self.fail(Trouble::TooLarge { limit: limits.nodes }, self.token());
        }
        if height as usize > limits.depth {
            return self.fail(Trouble::TooDeep { limit: limits.depth }, self.token());
        }
        Ok(Part { expr: node.into(), height, square: false })
    }

    fn enter(&mut self) -> Parsed<()> {
        let limit = self.syntax.limits.depth;
        if self.level as usize >= limit {
            return self.fail(Trouble::TooDeep { limit }, self.token());
        }
        self.level += 1;
        Ok(())
    }

    fn line(&mut self) -> Parsed {
        if self.peek() == Kind::End {
            return self.fail(Trouble::Empty, self.token());
        }
        let first = self.sum()?;
        let part = if self.syntax.vector && self.peek() == Kind::Comma {
            let mut parts = vec![first];
            while self.take(Kind::Comma) {
                parts.push(self.sum()?);
            }
            self.vector(parts)?
        } else {
            first
        };
        match self.peek() {
            Kind::End => Ok(part),
            _ => self.stray(),
        }
    }

    /// Why the token at hand cannot stand here.
    fn stray<T>(&self) -> Parsed<T> {
        let token = self.token();
        let trouble = match token.kind {
            Kind::Bad(index) => self.tokens.troubles[usize::from(index)].clone(),
            Kind::Close(_) => Trouble::StrayBracket(self.text(token).chars().next().unwrap_or(')')),
            Kind::Equals => Trouble::Equation,
            Kind::Comma => Trouble::Comma,
            Kind::End => Trouble::MissingOperand(String::new()),
            _ => Trouble::Stray(self.text(token).to_owned()),
        };
        self.fail(trouble, token)
    }

    fn sum(&mut self) -> Parsed {
        self.enter()?;
        let mut terms: Vec<Expr> = Vec::new();
        let mut height = 0;
        self.take(Kind::Plus);
        let mut first =
            if self.take(Kind::Minus) { self.negative()? } else { self.product(false)? };
        loop {
            let negative = match self.peek() {
                Kind::Plus => false,
                Kind::Minus => true,
                _ => break,
            };
            self.next();
            let part = if negative { self.negative()? } else { self.product(true)? };
            if terms.is_empty() {
                height = first.height;
                terms.push(first.expr.clone());
            }
            height = height.max(part.height);
            terms.push(part.expr);
        }
        if !terms.is_empty() {
            first = self.build(Node::Sum(terms), height + 1)?;
        }
        self.level -= 1;
        Ok(first)
    }

    /// What follows a minus, under it.
    fn negative(&mut self) -> Parsed {
        self.enter()?;
        let part = self.product(true)?;
        self.level -= 1;
        self.build(Node::Neg(part.expr), part.height + 1)
    }

    fn product(&mut self, signed: bool) -> Parsed {
        let mut whole =
            if signed && self.take(Kind::Minus) { return self.negative() } else { self.power()? };
        let mut factors: Vec<Expr> = Vec::new();
        let mut height = 0;
        loop {
            let over = match self.peek() {
                Kind::Times => false,
                Kind::Over => true,
                _ if self.starts_operand() => {
                    self.number_may_follow()?;
                    let part = self.power()?;
                    if factors.is_empty() {
                        height = whole.height;
                        factors.push(whole.expr.clone());
                    }
                    height = height.max(part.height);
                    factors.push(part.expr);
                    continue;
                }
                _ => break,
            };
            self.next();
            let part = self.signed_power()?;
            if over {
                let top = self.collect(&mut factors, whole, height)?;
                let height = top.height.max(part.height) + 1;
                whole = self.build(Node::Quotient(top.expr, part.expr), height)?;
            } else {
                if factors.is_empty() {
                    height = whole.height;
                    factors.push(whole.expr.clone());
                }
                height = height.max(part.height);
                factors.push(part.expr);
            }
        }
        self.collect(&mut factors, whole, height)
    }

    /// `2 3` and `x 2` are refused: a sign is missing between them.
    fn number_may_follow(&self) -> Parsed<()> {
        let token = self.token();
        if !matches!(token.kind, Kind::Number | Kind::Fraction) || self.at == 0 {
            return Ok(());
        }
        let before = self.tokens.list[self.at - 1];
        let (left, right) = (self.text(before).to_owned(), self.text(token).to_owned());
        match before.kind {
            Kind::Number | Kind::Fraction => self.fail(Trouble::TwoNumbers(left, right), token),
            Kind::Name(_) if token.spaced => self.fail(Trouble::NumberAfter(left, right), token),
            _ => Ok(()),
        }
    }

    /// The product so far as one part.
    fn collect(&mut self, factors: &mut Vec<Expr>, single: Part, height: u32) -> Parsed {
        if factors.is_empty() {
            return Ok(single);
        }
        self.build(Node::Product(std::mem::take(factors)), height + 1)
    }

    fn signed_power(&mut self) -> Parsed {
        if !self.take(Kind::Minus) {
            return self.power();
        }
        self.enter()?;
        let part = self.signed_power()?;
        self.level -= 1;
        self.build(Node::Neg(part.expr), part.height + 1)
    }

    fn starts_operand(&self) -> bool {
        match self.peek() {
            Kind::Number
            | Kind::Fraction
            | Kind::Name(_)
            | Kind::Constant(_)
            | Kind::Function(_)
            | Kind::Log(_)
            | Kind::Given
            | Kind::Slope(_)
            | Kind::Open(Bracket::Round | Bracket::Square)
            | Kind::Root(_) => true,
            Kind::Bar => self.bars == 0,
            _ => false,
        }
    }

    fn power(&mut self) -> Parsed {
        let mut base = self.atom()?;
        while self.peek() == Kind::Caret {
            self.next();
            let raised = self.peek() == Kind::Open(Bracket::Raised);
            let exponent = self.exponent()?;
            let height = base.height.max(exponent.height) + 1;
            base = self.build(Node::Power(base.expr, exponent.expr), height)?;
            if !raised {
                break;
            }
        }
        Ok(base)
    }

    fn exponent(&mut self) -> Parsed {
        self.enter()?;
        let part = match self.peek() {
            Kind::Open(bracket @ (Bracket::Brace | Bracket::Raised)) => {
                self.next();
                let part = self.sum()?;
                self.close(bracket)?;
                part
            }
            _ => self.signed_power()?,
        };
        self.level -= 1;
        Ok(part)
    }

    fn close(&mut self, bracket: Bracket) -> Parsed<()> {
        if self.take(Kind::Close(bracket)) { Ok(()) } else { self.stray() }
    }

    fn atom(&mut self) -> Parsed {
        let token = self.token();
        match token.kind {
            Kind::Number => {
                self.next();
                self.number(token)
            }
            Kind::Fraction => {
                self.next();
                self.fraction(token)
            }
            Kind::Name(index) => {
                self.next();
                let name = self.tokens.names[usize::from(index)].clone();
                self.build(Node::Name(name), 1)
            }
            Kind::Constant(constant) => {
                self.next();
                self.build(Node::Constant(constant), 1)
            }
            Kind::Given => {
                self.next();
                self.given(token)
            }
            Kind::Function(function) => {
                self.next();
                self.function(function)
            }
            Kind::Log(index) => {
                self.next();
                self.logarithm(usize::from(index))
            }
            Kind::Root(degree) => {
                self.next();
                self.root(degree)
            }
            Kind::Slope(index) => {
                self.next();
                let names = self.tokens.slopes[usize::from(index)].clone();
                let part = self.argument()?;
                let height = part.height + 1;
                self.build(Node::Slope(part.expr, names), height)
            }
            Kind::Open(bracket) => self.brackets(bracket),
            Kind::Bar => {
                self.next();
                self.bars += 1;
                let part = self.sum()?;
                if !self.take(Kind::Bar) {
                    return self.fail(Trouble::UnclosedBar, token);
                }
                self.bars -= 1;
                self.build(Node::Apply(Function::Abs, vec![part.expr]), part.height + 1)
            }
            _ => self.stray(),
        }
    }

    fn number(&mut self, token: Token) -> Parsed {
        let limit = self.syntax.limits.digits;
        let Some(literal) = literal(self.text(token), limit) else {
            return self.fail(Trouble::TooManyDigits { limit }, token);
        };
        self.build(Node::Number(literal), 1)
    }

    fn fraction(&mut self, token: Token) -> Parsed {
        let inner = &self.typed.text[token.start as usize + 1..token.end as usize - 1];
        let (n, d) = inner.split_once('/').unwrap_or((inner, "1"));
        let (n, d) = (n.parse().unwrap_or(1), d.parse().unwrap_or(1));
        let n = self.build(Node::Number(Literal { value: Number::integer(n), places: 0 }), 1)?;
        let d = self.build(Node::Number(Literal { value: Number::integer(d), places: 0 }), 1)?;
        self.build(Node::Quotient(n.expr, d.expr), 2)
    }

    fn given(&mut self, token: Token) -> Parsed {
        let Some((of, by)) = &self.syntax.function else { return self.stray() };
        if let Kind::Prime(order) = self.peek() {
            if order > MAX_ORDER {
                return self.fail(Trouble::OrderTooHigh { limit: MAX_ORDER }, token);
            }
            self.next();
            let names = vec![by.clone(); order as usize];
            return self.build(Node::Slope(of.clone(), names), 2);
        }
        Ok(Part { expr: of.clone(), height: 1, square: false })
    }

    /// What a function applies to: brackets, or the juxtaposed factors.
    fn argument(&mut self) -> Parsed {
        match self.peek() {
            Kind::Open(bracket @ (Bracket::Round | Bracket::Square | Bracket::Brace)) => {
                self.next();
                let part = self.sum()?;
                self.close(bracket)?;
                Ok(part)
            }
            _ => self.bare_argument(),
        }
    }

    fn bare_argument(&mut self) -> Parsed {
        self.enter()?;
        let part = if self.take(Kind::Minus) {
            let part = self.bare_argument()?;
            self.build(Node::Neg(part.expr), part.height + 1)?
        } else {
            let begins_with_function = self.starts_function();
            let first = self.power()?;
            if begins_with_function {
                first
            } else {
                let mut factors = Vec::new();
                let mut height = first.height;
                while self.starts_operand() && !self.starts_function() {
                    let part = self.power()?;
                    if factors.is_empty() {
                        factors.push(first.expr.clone());
                    }
                    height = height.max(part.height);
                    factors.push(part.expr);
                }
                self.collect(&mut factors, first, height)?
            }
        };
        self.level -= 1;
        Ok(part)
    }

    fn starts_function(&self) -> bool {
        matches!(self.peek(), Kind::Function(_) | Kind::Log(_) | Kind::Slope(_) | Kind::Root(_))
    }

    fn function(&mut self, function: Function) -> Parsed {
        if let Kind::Prime(order) = self.peek() {
            let token = self.token();
            self.next();
            if order > MAX_ORDER {
                return self.fail(Trouble::OrderTooHigh { limit: MAX_ORDER }, token);
            }
            let part = self.argument()?;
            return self.build(Node::Prime(function, order, part.expr), part.height + 1);
        }
        let (function, power) = if self.peek() == Kind::Caret {
            let token = self.token();
            self.next();
            let exponent = self.exponent()?;
            match exponent.expr.node() {
                Node::Neg(one) if one.as_number().is_some_and(Number::is_one) => {
                    match inverse(function) {
                        Some(inverse) => (inverse, None),
                        None => {
                            return self
                                .fail(Trouble::PowerOfName(function.name().to_owned()), token);
                        }
                    }
                }
                Node::Neg(_) => {
                    return self.fail(Trouble::PowerOfName(function.name().to_owned()), token);
                }
                _ => (function, Some(exponent)),
            }
        } else {
            (function, None)
        };
        let applied = self.applied(function)?;
        match power {
            None => Ok(applied),
            Some(exponent) => {
                let height = applied.height.max(exponent.height) + 1;
                self.build(Node::Power(applied.expr, exponent.expr), height)
            }
        }
    }

    fn applied(&mut self, function: Function) -> Parsed {
        let token = self.token();
        let arguments = match token.kind {
            Kind::Open(bracket @ (Bracket::Round | Bracket::Square | Bracket::Brace)) => {
                self.next();
                let parts = self.list()?;
                self.close(bracket)?;
                parts
            }
            _ => vec![self.bare_argument()?],
        };
        if function.arity().is_some_and(|arity| arity != arguments.len()) {
            let given = arguments.len();
            return self.fail(Trouble::ArgumentCount { function, given }, token);
        }
        let height = arguments.iter().map(|part| part.height).max().unwrap_or(0) + 1;
        let arguments = arguments.into_iter().map(|part| part.expr).collect();
        self.build(Node::Apply(function, arguments), height)
    }

    fn list(&mut self) -> Parsed<Vec<Part>> {
        let mut parts = vec![self.sum()?];
        while self.take(Kind::Comma) {
            parts.push(self.sum()?);
        }
        Ok(parts)
    }

    fn logarithm(&mut self, index: usize) -> Parsed {
        let base = self.tokens.bases[index].clone();
        if base.is_empty() {
            let two =
                matches!(self.peek(), Kind::Open(Bracket::Round)) && self.comma_inside_brackets();
            if two {
                return self.applied(Function::Log);
            }
            let function = match self.syntax.log {
                LogBase::E => Function::Ln,
                LogBase::Ten => Function::Log10,
            };
            return self.function(function);
        }
        match base.as_str() {
            "10" => return self.function(Function::Log10),
            "2" => return self.function(Function::Log2),
            "e" => return self.function(Function::Ln),
            _ => {}
        }
        let base = match base.parse::<i64>() {
            Ok(number) => Expr::integer(number),
            Err(_) => Expr::name(&Name::new(&base)),
        };
        let part = self.argument()?;
        self.build(Node::Apply(Function::Log, vec![part.expr, base]), part.height + 1)
    }

    /// Does a comma stand at the first level of the brackets that open here?
    fn comma_inside_brackets(&self) -> bool {
        let mut level = 0;
        for token in &self.tokens.list[self.at..] {
            match token.kind {
                Kind::Open(_) => level += 1,
                Kind::Close(_) => level -= 1,
                Kind::Comma if level == 1 => return true,
                _ => {}
            }
            if level == 0 {
                return false;
            }
        }
        false
    }

    fn root(&mut self, degree: u8) -> Parsed {
        self.enter()?;
        let part = match self.peek() {
            Kind::Open(Bracket::Round) => self.brackets(Bracket::Round)?,
            _ => self.signed_power()?,
        };
        self.level -= 1;
        let height = part.height + 1;
        let node = match degree {
            2 => Node::Apply(Function::Sqrt, vec![part.expr]),
            3 => Node::Apply(Function::Cbrt, vec![part.expr]),
            _ => Node::Apply(Function::Root, vec![part.expr, Expr::integer(i64::from(degree))]),
        };
        self.build(node, height)
    }

    fn brackets(&mut self, bracket: Bracket) -> Parsed {
        let open = self.token();
        self.next();
        if self.peek() == Kind::Close(bracket) {
            if self.syntax.holes && bracket == Bracket::Square {
                self.next();
                return self.build(Node::Hole(None), 1);
            }
            return self.fail(Trouble::EmptyBrackets, open);
        }
        let bars = std::mem::take(&mut self.bars);
        let mut parts = self.list()?;
        if self.peek() == Kind::End {
            let sign = self.text(open).chars().next().unwrap_or('(');
            return self.fail(Trouble::UnclosedBracket(sign), open);
        }
        self.close(bracket)?;
        self.bars = bars;
        if bracket == Bracket::Square && self.syntax.holes {
            let part = parts.remove(0);
            return self.build(Node::Hole(Some(part.expr)), part.height + 1);
        }
        let mut part = if parts.len() == 1 && !(bracket == Bracket::Square && parts[0].square) {
            parts.remove(0)
        } else {
            self.vector(parts)?
        };
        part.square = bracket == Bracket::Square;
        Ok(part)
    }

    fn vector(&mut self, parts: Vec<Part>) -> Parsed {
        let height = parts.iter().map(|part| part.height).max().unwrap_or(0) + 1;
        if parts.iter().all(|part| part.square) {
            let rows: Vec<Vec<Expr>> = parts
                .into_iter()
                .map(|part| match part.expr.node() {
                    Node::Vector(row) => row.clone(),
                    _ => vec![part.expr],
                })
                .collect();
            if rows.iter().any(|row| row.len() != rows[0].len()) {
                return self.fail(Trouble::RaggedRows, self.token());
            }
            return self.build(Node::Matrix(rows), height);
        }
        let parts = parts.into_iter().map(|part| part.expr).collect();
        self.build(Node::Vector(parts), height)
    }
}

/// A typed number; `None` where it takes too many digits.
fn literal(text: &str, limit: usize) -> Option<Literal> {
    if text.len() <= 18
        && let Ok(value) = text.parse::<i64>()
        && text.len() <= limit
    {
        return Some(Literal { value: Number::integer(value), places: 0 });
    }
    let (digits, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let before = whole.len() as i64 + i64::from(exponent);
    let behind = fraction.len() as i64 - i64::from(exponent);
    if before.max(0) + behind.max(0) > limit as i64 || digits.len() > limit + 1 {
        return None;
    }
    let value = Number::decimal(digits, exponent)?;
    Some(Literal { value, places: u16::try_from(behind.max(0)).ok()? })
}

/// The function that undoes another.
fn inverse(function: Function) -> Option<Function> {
    const INVERSES: &[(Function, Function)] = &[
        (Function::Sin, Function::Asin),
        (Function::Cos, Function::Acos),
        (Function::Tan, Function::Atan),
        (Function::Sec, Function::Asec),
        (Function::Csc, Function::Acsc),
        (Function::Cot, Function::Acot),
        (Function::Sinh, Function::Asinh),
        (Function::Cosh, Function::Acosh),
        (Function::Tanh, Function::Atanh),
        (Function::Sech, Function::Asech),
        (Function::Csch, Function::Acsch),
        (Function::Coth, Function::Acoth),
    ];
    INVERSES.iter().find(|(own, _)| *own == function).map(|(_, inverse)| *inverse)
}

const _: Constant = Constant::E;
