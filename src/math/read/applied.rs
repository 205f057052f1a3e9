//! What does a function apply to?

use smallvec::{SmallVec, smallvec};

use super::LogBase;
use super::lexer::{Bracket, Kind, Token};
use super::parser::{Parsed, Parser, Part};
use super::trouble::{Edit, Trouble};
use crate::math::expr::{Constant, Expr, Function, Node};
use crate::math::limits::MAX_ORDER;
use crate::math::number::Number;

/// The functions that undo others.
#[rustfmt::skip]
const INVERSES: &[(Function, Function)] = &[
    (Function::Sin,  Function::Asin),  (Function::Cos,  Function::Acos),
    (Function::Tan,  Function::Atan),  (Function::Sec,  Function::Asec),
    (Function::Csc,  Function::Acsc),  (Function::Cot,  Function::Acot),
    (Function::Sinh, Function::Asinh), (Function::Cosh, Function::Acosh),
    (Function::Tanh, Function::Atanh), (Function::Sech, Function::Asech),
    (Function::Csch, Function::Acsch), (Function::Coth, Function::Acoth),
];

/// What stood on a function's name.
enum OnName {
    Nothing,
    Inverse,
    Power(Part),
}

impl Parser<'_> {
    /// A function, what stands on its name, and its arguments.
    pub(super) fn function(&mut self, function: Function) -> Parsed {
        let name = self.token();
        self.next();
        if let Kind::Prime(order) = self.peek() {
            return self.primed(function, order, name);
        }
        self.raised_function(function, name)
    }

    fn primed(&mut self, function: Function, order: u32, name: Token) -> Parsed {
        self.next();
        if order > MAX_ORDER {
            return self.fail(Trouble::OrderTooHigh { limit: MAX_ORDER }, name);
        }
        let mut arguments = self.arguments(name)?;
        match (arguments.pop(), arguments.is_empty()) {
            (Some(part), true) if function.arity() == Some(1) => {
                self.build(Node::Prime(function, order, part.expr), part.height + 1)
            }
            (_, rest) => {
                let given = arguments.len() + 1;
                let trouble = if rest && function.arity() != Some(1) {
                    Trouble::StrayPrime
                } else {
                    Trouble::ArgumentCount { function, given }
                };
                self.fail(trouble, name)
            }
        }
    }

    fn raised_function(&mut self, function: Function, name: Token) -> Parsed {
        let caret = self.token();
        let on_name = self.on_name(function, name)?;
        let raised_end = self.last_end();
        let own = match on_name {
            OnName::Inverse => inverse(function).unwrap_or(function),
            OnName::Nothing | OnName::Power(_) => function,
        };
        let arguments = self.arguments(name)?;
        let applied = self.apply(own, arguments, name)?;
        match on_name {
            OnName::Nothing => Ok(applied),
            OnName::Inverse => {
                self.doubt_inverse(name, caret, raised_end);
                Ok(applied)
            }
            OnName::Power(exponent) => {
                let height = applied.height.max(exponent.height) + 1;
                self.build(Node::Power(applied.expr, exponent.expr), height)
            }
        }
    }

    /// `^2`, `²`, `^-1` on the name.
    fn on_name(&mut self, function: Function, name: Token) -> Parsed<OnName> {
        let sign = self.token();
        if !self.take(Kind::Caret) {
            return Ok(OnName::Nothing);
        }
        let exponent = self.exponent(sign)?;
        if exponent.is_list() {
            return self.fail(Trouble::ListHere, sign);
        }
        let Node::Neg(size) = exponent.expr.node() else { return Ok(OnName::Power(exponent)) };
        if size.as_number().is_some_and(Number::is_one) && inverse(function).is_some() {
            return Ok(OnName::Inverse);
        }
        self.refuse_power_of_name(name, sign)
    }

    /// `sin^-2 x`: the mended line raises the value, not the name.
    fn refuse_power_of_name<T>(&mut self, name: Token, sign: Token) -> Parsed<T> {
        let typed = self.text(name).trim_start_matches('\\').to_owned();
        let end = self.last_end();
        let raised = self.typed.text[sign.start as usize..end as usize].to_owned();
        let column = |at: u32| self.typed.column(at as usize);
        let (from, to) = (column(sign.start), column(end));
        let mut edits = Vec::new();
        if raised.is_ascii() && self.arguments(name).is_ok() {
            let power = raised.trim_start_matches(['^', '*', '(', '{']);
            let power = power.trim_end_matches([')', '}']);
            edits = vec![
                Edit::put(self.typed.column(name.start as usize), "("),
                Edit::take(from..to),
                Edit::put(self.typed.column(self.last_end() as usize), format!(")^({power})")),
            ];
        }
        self.fail_with(Trouble::PowerOfName(typed), name, edits)
    }

    /// A function of its arguments, as many as it takes.
    fn apply(&mut self, function: Function, arguments: Vec<Part>, name: Token) -> Parsed {
        if function.arity().is_some_and(|arity| arity != arguments.len()) {
            return self.wrong_count(function, arguments.len(), name);
        }
        if arguments.iter().any(Part::is_list) {
            return self.fail(Trouble::ListHere, name);
        }
        let height = arguments.iter().map(|part| part.height).max().unwrap_or(0) + 1;
        let arguments = arguments.into_iter().map(|part| part.expr).collect();
        self.build(Node::Apply(function, arguments), height)
    }

    /// What a function applies to: a list in brackets, or the juxtaposed factors.
    pub(super) fn arguments(&mut self, name: Token) -> Parsed<Vec<Part>> {
        match self.peek() {
            Kind::Open(bracket @ (Bracket::Round | Bracket::Square)) if !self.is_hole(bracket) => {
                self.values(bracket)
            }
            Kind::Open(Bracket::Brace) => {
                let part = self.values(Bracket::Brace)?;
                Ok(unwrapped(part))
            }
            _ => {
                let (first, told) = (self.at, self.found.len());
                let part = self.bare(name)?;
                self.doubt_minus_one(name, first, told);
                Ok(vec![part])
            }
        }
    }

    fn is_hole(&self, bracket: Bracket) -> bool {
        bracket == Bracket::Square && self.syntax.holes
    }

    /// Juxtaposed factors up to the next function or sign.
    fn bare(&mut self, name: Token) -> Parsed {
        if self.peek() == Kind::Minus {
            let sign = self.token();
            self.enter(sign)?;
            self.next();
            let part = self.bare(name)?;
            self.leave();
            return self.build(Node::Neg(part.expr), part.height + 1);
        }
        if !self.starts_operand() && self.peek() != Kind::Bar {
            return self.no_argument(name);
        }
        self.enter(name)?;
        let start = self.token().start;
        let nested = self.starts_function();
        let first = self.power()?;
        let mut height = first.height;
        let mut factors: SmallVec<[Expr; 8]> = smallvec![first.expr];
        while !nested && self.starts_operand() && !self.starts_function() {
            self.number_may_follow()?;
            self.doubt_bracket(name);
            let part = self.power()?;
            height = height.max(part.height);
            factors.push(part.expr);
        }
        let part = self.factors(factors, height)?;
        self.leave();
        if !nested {
            self.doubt_argument(name, start);
        }
        Ok(part)
    }

    fn starts_function(&self) -> bool {
        matches!(
            self.peek(),
            Kind::Function(_)
                | Kind::Log
                | Kind::Slope(_)
                | Kind::Root(_)
                | Kind::RootCommand
                | Kind::FractionCommand
                | Kind::BeginMatrix
        ) && !(self.peek() == Kind::FractionCommand && self.at_bare_start())
    }

    /// Does the argument begin here? Then a fraction is all of it that comes before a sign.
    fn at_bare_start(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.tokens.list[at].kind);
        matches!(before, Some(Kind::Function(_) | Kind::Log))
    }

    /// `log`, with the base below, as a second argument, or understood.
    pub(super) fn logarithm(&mut self) -> Parsed {
        let name = self.token();
        self.next();
        if !self.take(Kind::Below) {
            let own = match self.syntax.log {
                LogBase::E => Function::Ln,
                LogBase::Ten => Function::Log10,
            };
            if let Kind::Prime(order) = self.peek() {
                return self.primed(own, order, name);
            }
            let two = self.peek() == Kind::Open(Bracket::Round) && self.comma_inside();
            return self.raised_function(if two { Function::Log } else { own }, name);
        }
        let base = self.base_below()?;
        let known = match base.expr.node() {
            Node::Constant(Constant::E) => Some(Function::Ln),
            Node::Number(number) if number.value == Number::integer(10) => Some(Function::Log10),
            Node::Number(number) if number.value == Number::integer(2) => Some(Function::Log2),
            _ => None,
        };
        if let Some(function) = known {
            return self.raised_function(function, name);
        }
        let on_name = self.on_name(Function::Log, name)?;
        let mut arguments = self.arguments(name)?;
        if arguments.len() != 1 {
            return self.wrong_count(Function::Ln, arguments.len(), name);
        }
        arguments.push(base);
        let applied = self.apply(Function::Log, arguments, name)?;
        match on_name {
            OnName::Power(exponent) => {
                let height = applied.height.max(exponent.height) + 1;
                self.build(Node::Power(applied.expr, exponent.expr), height)
            }
            OnName::Nothing | OnName::Inverse => Ok(applied),
        }
    }

    /// The base below `log`: brackets of any kind, or one number or name.
    fn base_below(&mut self) -> Parsed {
        match self.peek() {
            Kind::Open(bracket @ (Bracket::Brace | Bracket::Raised | Bracket::Round)) => {
                self.group(bracket)
            }
            _ => {
                let token = self.token();
                self.enter(token)?;
                let part = self.atom()?;
                self.leave();
                Ok(part)
            }
        }
    }

    /// Does a comma stand at the first level of the brackets that open here?
    fn comma_inside(&self) -> bool {
        let mut level = 0_i32;
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

    /// `√x`, `∛(x + 1)`: one factor.
    pub(super) fn root(&mut self, degree: u8) -> Parsed {
        let sign = self.token();
        self.enter(sign)?;
        self.next();
        let first = self.at;
        let part = match self.peek() {
            Kind::Open(Bracket::Round) => self.brackets(Bracket::Round)?,
            Kind::Open(Bracket::Brace) => self.group(Bracket::Brace)?,
            _ if !self.starts_operand() && !matches!(self.peek(), Kind::Minus | Kind::Bar) => {
                return self.no_argument(sign);
            }
            _ => self.signed()?,
        };
        self.leave();
        self.doubt_root(sign, first);
        let degree = Number::integer(i64::from(degree));
        self.root_of(part, Expr::number(degree), sign)
    }

    /// `\sqrt{x}`, `\sqrt[n]{x}`.
    pub(super) fn root_command(&mut self) -> Parsed {
        let sign = self.token();
        self.next();
        let degree = match self.peek() {
            Kind::Open(Bracket::Square) => self.group(Bracket::Square)?.expr,
            _ => Expr::integer(2),
        };
        let part = self.command_argument(sign)?;
        self.root_of(part, degree, sign)
    }

    fn root_of(&mut self, part: Part, degree: Expr, sign: Token) -> Parsed {
        if part.is_list() {
            return self.fail(Trouble::ListHere, sign);
        }
        let height = part.height + 1;
        let node = match degree.as_number().and_then(Number::to_i64) {
            Some(2) => Node::Apply(Function::Sqrt, vec![part.expr]),
            Some(3) => Node::Apply(Function::Cbrt, vec![part.expr]),
            _ => {
                self.count(1)?;
                Node::Apply(Function::Root, vec![part.expr, degree])
            }
        };
        self.build(node, height)
    }

    /// `d/dx` of what follows.
    pub(super) fn slope(&mut self, index: u32) -> Parsed {
        let sign = self.token();
        let names = std::mem::take(&mut self.tokens.slopes[index as usize]);
        self.next();
        let order = names.len() as u32;
        if self.order + order > MAX_ORDER {
            return self.fail(Trouble::OrderTooHigh { limit: MAX_ORDER }, sign);
        }
        self.order += order;
        let bracketed = matches!(self.peek(), Kind::Open(_));
        let start = self.token().start;
        // The f of `df/dx` takes no room of its own, and nothing beside it.
        let within = self.peek() == Kind::Given && self.token().end == start;
        let mut arguments = if within { vec![self.atom()?] } else { self.arguments(sign)? };
        self.order -= order;
        if !bracketed && !within {
            self.doubt_slope(sign, start);
        }
        match (arguments.pop(), arguments.is_empty()) {
            (Some(part), true) => self.build(Node::Slope(part.expr, names), part.height + 1),
            _ => self.fail(Trouble::ListHere, sign),
        }
    }
}

/// `\min{\left(a, b\right)}`: the braces hold the brackets.
fn unwrapped(mut parts: Vec<Part>) -> Vec<Part> {
    match parts.as_slice() {
        [only] => match only.expr.node() {
            Node::Vector(values) => {
                let height = only.height;
                values
                    .iter()
                    .map(|value| Part { expr: value.clone(), height, square: false })
                    .collect()
            }
            _ => parts,
        },
        _ => std::mem::take(&mut parts),
    }
}

pub(super) fn inverse(function: Function) -> Option<Function> {
    INVERSES.iter().find(|(own, _)| *own == function).map(|(_, inverse)| *inverse)
}
