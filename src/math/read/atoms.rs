//! What can stand alone: brackets, bars, lists, fractions, the exercise's function.

use super::lexer::{Bracket, Kind, Token};
use super::parser::{Parsed, Parser, Part};
use super::trouble::Trouble;
use crate::math::expr::{Expr, Function, Name, Node};
use crate::math::limits::MAX_ORDER;
use crate::math::slope::nth_derivative;
use crate::math::substitute;

impl Parser<'_> {
    pub(super) fn atom(&mut self) -> Parsed {
        let token = self.token();
        match token.kind {
            Kind::Number => {
                self.next();
                self.number(token)
            }
            Kind::Name(index) => {
                self.next();
                self.doubt_call();
                let name = self.tokens.names[index as usize].clone();
                self.build(Node::Name(name), 1)
            }
            Kind::Constant(constant) => {
                self.next();
                self.build(Node::Constant(constant), 1)
            }
            Kind::Function(function) => self.function(function),
            Kind::Log => self.logarithm(),
            Kind::Fraction => {
                self.next();
                self.vulgar(token)
            }
            Kind::Given => self.given(),
            Kind::Root(degree) => self.root(degree),
            Kind::RootCommand => self.root_command(),
            Kind::FractionCommand => {
                self.next();
                let above = self.command_argument(token)?;
                let below = self.command_argument(token)?;
                let height = above.height.max(below.height) + 1;
                self.build(Node::Quotient(above.expr, below.expr), height)
            }
            Kind::Slope(index) => self.slope(index),
            Kind::Open(Bracket::Brace) if self.latex => self.group(Bracket::Brace),
            Kind::Open(bracket @ (Bracket::Round | Bracket::Square | Bracket::Angle)) => {
                self.brackets(bracket)
            }
            Kind::Bar | Kind::OpenBar => self.absolute(),
            Kind::BeginMatrix => self.matrix_command(),
            _ => self.operand_missing(),
        }
    }

    /// Something in brackets that is no list: an exponent, the argument of a command.
    pub(super) fn group(&mut self, bracket: Bracket) -> Parsed {
        let open = self.token();
        self.enter(open)?;
        self.next();
        self.refuse_empty(bracket, open)?;
        let bars = std::mem::take(&mut self.bars);
        self.opened.push(open);
        let part = self.sum()?;
        self.close(bracket)?;
        self.bars = bars;
        self.leave();
        Ok(part)
    }

    /// Takes the closing bracket of the one opened last.
    pub(super) fn close(&mut self, bracket: Bracket) -> Parsed<()> {
        if self.take(Kind::Close(bracket)) {
            self.opened.pop();
            return Ok(());
        }
        self.cannot_follow()
    }

    fn refuse_empty(&mut self, bracket: Bracket, open: Token) -> Parsed<()> {
        if self.peek() == Kind::Close(bracket) { self.empty_brackets(open) } else { Ok(()) }
    }

    /// `( … )`, `[ … ]`, `< … >` with their list of values.
    pub(super) fn values(&mut self, bracket: Bracket) -> Parsed<Vec<Part>> {
        let open = self.token();
        self.enter(open)?;
        self.next();
        self.refuse_empty(bracket, open)?;
        let bars = std::mem::take(&mut self.bars);
        self.opened.push(open);
        let mut parts = vec![self.sum()?];
        while self.take(Kind::Comma) {
            parts.push(self.sum()?);
        }
        self.close(bracket)?;
        self.bars = bars;
        self.leave();
        Ok(parts)
    }

    pub(super) fn brackets(&mut self, bracket: Bracket) -> Parsed {
        let open = self.token();
        if bracket == Bracket::Square && self.syntax.holes {
            return self.hole();
        }
        let mut parts = self.values(bracket)?;
        let square = bracket == Bracket::Square;
        let single = parts.len() == 1;
        if single && bracket == Bracket::Angle {
            return self.fail(Trouble::Inequality, open);
        }
        let row_inside = square && single && (parts[0].square || parts[0].is_list());
        let mut part = match parts.pop() {
            Some(only) if single && !row_inside => only,
            Some(last) => {
                parts.push(last);
                self.vector(parts)?
            }
            None => return self.fail(Trouble::EmptyBrackets, open),
        };
        part.square = square && single && !row_inside;
        Ok(part)
    }

    /// `[ ]` or `[2x]` in a line to fill in.
    fn hole(&mut self) -> Parsed {
        let open = self.token();
        if self.ahead(1) == Kind::Close(Bracket::Square) {
            self.next();
            self.next();
            return self.build(Node::Hole(None), 1);
        }
        let mut parts = self.values(Bracket::Square)?;
        match (parts.pop(), parts.is_empty()) {
            (Some(part), true) => self.build(Node::Hole(Some(part.expr)), part.height + 1),
            _ => self.fail(Trouble::ListHere, open),
        }
    }

    /// Values as a vector, rows as a matrix.
    pub(super) fn vector(&mut self, parts: Vec<Part>) -> Parsed {
        let height = parts.iter().map(|part| part.height).max().unwrap_or(0) + 1;
        let is_row = |part: &Part| part.square || matches!(part.expr.node(), Node::Vector(_));
        if parts.iter().all(is_row) {
            let row = |part: Part| match part.expr.node() {
                Node::Vector(row) => row.clone(),
                _ => vec![part.expr],
            };
            return self.matrix(parts.into_iter().map(row).collect(), height);
        }
        if parts.iter().any(Part::is_list) {
            return self.fail(Trouble::NestedList, self.opened_last());
        }
        let parts = parts.into_iter().map(|part| part.expr).collect();
        self.build(Node::Vector(parts), height)
    }

    fn matrix(&mut self, rows: Vec<Vec<Expr>>, height: u32) -> Parsed {
        let width = rows.first().map_or(0, Vec::len);
        if rows.iter().any(|row| row.len() != width) {
            return self.fail(Trouble::RaggedRows, self.opened_last());
        }
        self.build(Node::Matrix(rows), height)
    }

    /// The bracket that was opened last, for a message about the whole list.
    fn opened_last(&self) -> Token {
        self.opened.last().copied().unwrap_or(self.tokens.list[0])
    }

    /// `\begin{pmatrix} a & b \\ c & d \end{pmatrix}`; a single row or column is a vector.
    fn matrix_command(&mut self) -> Parsed {
        let open = self.token();
        self.enter(open)?;
        self.next();
        let bars = std::mem::take(&mut self.bars);
        let mut rows: Vec<Vec<Expr>> = vec![Vec::new()];
        let mut height = 0;
        loop {
            let part = self.sum()?;
            if part.is_list() {
                return self.fail(Trouble::NestedList, open);
            }
            height = height.max(part.height);
            if let Some(row) = rows.last_mut() {
                row.push(part.expr);
            }
            match self.peek() {
                Kind::NextCell => self.next(),
                Kind::NextRow => {
                    self.next();
                    if self.peek() == Kind::EndMatrix {
                        break;
                    }
                    rows.push(Vec::new());
                }
                _ => break,
            }
        }
        if !self.take(Kind::EndMatrix) {
            return self.cannot_follow();
        }
        self.bars = bars;
        self.leave();
        if let [row] = rows.as_slice()
            && let [only] = row.as_slice()
        {
            return Ok(Part { expr: only.clone(), height, square: false });
        }
        if rows.len() == 1 || rows.iter().all(|row| row.len() == 1) {
            let values = rows.into_iter().flatten().collect();
            return self.build(Node::Vector(values), height + 1);
        }
        self.matrix(rows, height + 1)
    }

    /// `| … |`, in time proportional to its length: a bar opens where an operand is expected and
    /// closes where one has ended.
    fn absolute(&mut self) -> Parsed {
        let open = self.token();
        let directed = open.kind == Kind::OpenBar;
        if !directed && self.ahead(1) == Kind::Bar && self.ahead(2) == Kind::Bar {
            return self.fail(Trouble::UnclearBars, open);
        }
        self.enter(open)?;
        self.next();
        let outer = self.bars;
        self.bars = if directed { 0 } else { outer + 1 };
        let part = self.sum()?;
        let close = if directed { Kind::CloseBar } else { Kind::Bar };
        if !self.take(close) {
            return self.unclosed_bar(open);
        }
        self.bars = outer;
        self.leave();
        if part.is_list() {
            return self.fail(Trouble::ListHere, open);
        }
        self.doubt_bars(open);
        self.build(Node::Apply(Function::Abs, vec![part.expr]), part.height + 1)
    }

    /// The argument of a LaTeX command: braces, or one digit or letter.
    pub(super) fn command_argument(&mut self, command: Token) -> Parsed {
        let token = self.token();
        match token.kind {
            Kind::End | Kind::Close(_) => self.fail(Trouble::HalfCommand, command),
            Kind::Open(Bracket::Brace) => self.group(Bracket::Brace),
            Kind::Number if token.end - token.start > 1 => {
                // `\frac12` is one half: LaTeX takes a digit at a time.
                let digit = Token { end: token.start + 1, ..token };
                self.tokens.list[self.at].start += 1;
                self.number(digit)
            }
            Kind::Open(_) | Kind::Bar => self.operand_missing(),
            // The braces around it count a level; a command without them does too.
            _ => {
                self.enter(token)?;
                let part = self.atom()?;
                self.leave();
                Ok(part)
            }
        }
    }

    /// `f`, `f(x)`, `f'`, `f''(2)`.
    fn given(&mut self) -> Parsed {
        let token = self.token();
        let Some((of, by)) = self.syntax.function.clone() else { return self.operand_missing() };
        self.next();
        let mut order = 0;
        while let Kind::Prime(count) = self.peek() {
            self.next();
            order += count;
            if order + self.order > MAX_ORDER {
                return self.fail(Trouble::OrderTooHigh { limit: MAX_ORDER }, token);
            }
        }
        let at = match self.peek() {
            Kind::Open(Bracket::Round) => Some(self.brackets(Bracket::Round)?),
            _ => None,
        };
        let at = at.filter(|part| !matches!(part.expr.node(), Node::Name(name) if *name == by));
        let names = vec![by.clone(); order as usize];
        match at {
            None if order == 0 => self.whole(of),
            None => {
                let part = self.whole(of)?;
                self.build(Node::Slope(part.expr, names), part.height + 1)
            }
            Some(part) if part.is_list() => self.fail(Trouble::ListHere, token),
            Some(part) => {
                let slope = if order == 0 { of } else { nth_derivative(&of, &names) };
                self.inserted(&slope, &by, &part)
            }
        }
    }

    /// A tree that somebody else has read.
    fn whole(&mut self, expr: Expr) -> Parsed {
        self.count(expr.size())?;
        let height = height(&expr);
        Ok(Part { expr, height, square: false })
    }

    /// The function at another place than its variable.
    fn inserted(&mut self, of: &Expr, by: &Name, part: &Part) -> Parsed {
        // Counted before it is built: a function of itself of itself doubles again and again.
        let places = occurrences(of, by);
        self.count(of.size().saturating_add(places.saturating_mul(part.expr.size())))?;
        let expr = substitute(of, &[(by.clone(), part.expr.clone())]);
        let height = height(&expr);
        if height as usize > self.syntax.limits.depth {
            return self.fail(Trouble::TooDeep { limit: self.syntax.limits.depth }, self.token());
        }
        Ok(Part { expr, height, square: false })
    }
}

fn height(expr: &Expr) -> u32 {
    1 + expr.children().into_iter().map(height).max().unwrap_or(0)
}

fn occurrences(expr: &Expr, name: &Name) -> usize {
    match expr.node() {
        Node::Name(own) => usize::from(own == name),
        _ => expr.children().into_iter().map(|child| occurrences(child, name)).sum(),
    }
}
