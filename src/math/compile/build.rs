//! Expression to tape: equal subterms once, constants folded exactly.

use rustc_hash::FxHashMap;

use super::CompileError;
use super::tape::{Id, Op, Reach};
use super::unary::Unary;
use crate::math::{Constant, Expr, Function, Name, Node, Number};

/// Whole exponents up to this size become products, which share their squares.
const LARGEST_PRODUCT: i64 = 64;
/// Exact constants beyond this many bits become doubles.
const EXACT_BITS: u64 = 2048;

/// The tape so far.
pub(super) struct Builder<'a> {
    variables: &'a [Name],
    pub(super) ops: Vec<Op>,
    /// The exact value of a place, where it has one.
    exact: Vec<Option<Number>>,
    places: FxHashMap<Op, Id>,
    /// Places of nodes in memory already seen: shared subtrees are walked once.
    seen: FxHashMap<*const Node, Id>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(variables: &'a [Name]) -> Builder<'a> {
        Builder {
            variables,
            ops: Vec::new(),
            exact: Vec::new(),
            places: FxHashMap::default(),
            seen: FxHashMap::default(),
        }
    }

    /// The place of an expression's value.
    pub(super) fn add(&mut self, expr: &Expr) -> Result<Id, CompileError> {
        let node: *const Node = expr.node();
        if let Some(&id) = self.seen.get(&node) {
            return Ok(id);
        }
        let id = self.add_node(expr.node())?;
        self.seen.insert(node, id);
        Ok(id)
    }

    fn add_node(&mut self, node: &Node) -> Result<Id, CompileError> {
        match node {
            Node::Number(literal) => Ok(self.number(literal.value.clone())),
            Node::Constant(Constant::E) => Ok(self.constant(std::f64::consts::E)),
            Node::Constant(Constant::Pi) => Ok(self.constant(std::f64::consts::PI)),
            Node::Name(name) => match self.variables.iter().position(|own| own == name) {
                Some(index) => Ok(self.place(Op::Variable(index as u32))),
                None => Err(CompileError::UnknownName(name.clone())),
            },
            Node::Neg(u) => {
                let u = self.add(u)?;
                Ok(self.neg(u))
            }
            Node::Sum(terms) => self.sum(terms),
            Node::Product(factors) => {
                let mut product = self.add(first(factors)?)?;
                for factor in &factors[1..] {
                    let factor = self.add(factor)?;
                    product = self.mul(product, factor);
                }
                Ok(product)
            }
            Node::Quotient(u, v) => {
                let (u, v) = (self.add(u)?, self.add(v)?);
                Ok(self.div(u, v))
            }
            Node::Power(base, exponent) => self.raise(base, exponent),
            Node::Apply(function, arguments) => self.apply(*function, arguments),
            Node::Hole(Some(hidden)) => self.add(hidden),
            Node::Prime(..) | Node::Slope(..) => Err(CompileError::NotCarriedOut),
            Node::Vector(_) | Node::Matrix(_) | Node::Hole(None) => Err(CompileError::NoNumber),
        }
    }

    fn sum(&mut self, terms: &[Expr]) -> Result<Id, CompileError> {
        let mut sum = self.add(first(terms)?)?;
        for term in &terms[1..] {
            sum = match term.node() {
                Node::Neg(u) => {
                    let u = self.add(u)?;
                    self.sub(sum, u)
                }
                _ => {
                    let u = self.add(term)?;
                    self.plus(sum, u)
                }
            };
        }
        Ok(sum)
    }

    fn raise(&mut self, base: &Expr, exponent: &Expr) -> Result<Id, CompileError> {
        if let Node::Constant(Constant::E) = base.node() {
            let u = self.add(exponent)?;
            return Ok(self.call(Unary::Exp, u));
        }
        let (base, exponent) = (self.add(base)?, self.add(exponent)?);
        Ok(self.power(base, exponent))
    }

    fn power(&mut self, base: Id, exponent: Id) -> Id {
        let Some(exact) = self.exact[exponent as usize].clone() else {
            return self.place(Op::AnyPower(base, exponent));
        };
        if let (Some(number), Some(n)) = (&self.exact[base as usize], exact.to_i64())
            && let Some(folded) = number.pow(n, EXACT_BITS)
        {
            return self.number(folded);
        }
        match exact.to_i64() {
            // u^0 is 1 only where u is not 0.
            Some(0) => self.div(base, base),
            Some(n) if n.abs() <= LARGEST_PRODUCT => self.whole_power(base, n),
            _ if exact == half() => self.call(Unary::Sqrt, base),
            _ if exact == third() => self.call(Unary::Cbrt, base),
            _ => self.place(Op::Power(base, exact.to_f64().to_bits(), reach(&exact))),
        }
    }

    /// A power by multiplication.
    fn whole_power(&mut self, base: Id, exponent: i64) -> Id {
        let (mut left, mut square) = (exponent.unsigned_abs(), base);
        let mut product = None;
        loop {
            if left & 1 == 1 {
                product = Some(product.map_or(square, |p| self.mul(p, square)));
            }
            left >>= 1;
            if left == 0 {
                break;
            }
            square = self.mul(square, square);
        }
        let power = product.unwrap_or(base);
        if exponent < 0 {
            let one = self.number(Number::ONE);
            self.div(one, power)
        } else {
            power
        }
    }

    fn apply(&mut self, function: Function, arguments: &[Expr]) -> Result<Id, CompileError> {
        let u = self.add(first(arguments)?)?;
        if let Some(unary) = unary(function) {
            return Ok(self.call(unary, u));
        }
        if let Some((inner, outer)) = reciprocal(function) {
            return Ok(self.by_reciprocal(inner, outer, u));
        }
        match function {
            Function::Cot => {
                let (cosine, sine) = (self.call(Unary::Cos, u), self.call(Unary::Sin, u));
                Ok(self.div(cosine, sine))
            }
            // π/2 − atan(u), whose range is (0, π).
            Function::Acot => {
                let (quarter, angle) = (self.constant(std::f64::consts::FRAC_PI_2), u);
                let angle = self.call(Unary::Atan, angle);
                Ok(self.sub(quarter, angle))
            }
            Function::Log => {
                let base = self.add(second(arguments)?)?;
                let (top, bottom) = (self.call(Unary::Ln, u), self.call(Unary::Ln, base));
                Ok(self.div(top, bottom))
            }
            Function::Root => {
                let degree = self.add(second(arguments)?)?;
                let one = self.number(Number::ONE);
                let exponent = self.div(one, degree);
                Ok(self.power(u, exponent))
            }
            Function::Min | Function::Max => {
                let mut best = u;
                for argument in &arguments[1..] {
                    let v = self.add(argument)?;
                    best = self.place(if function == Function::Min {
                        Op::Min(best, v)
                    } else {
                        Op::Max(best, v)
                    });
                }
                Ok(best)
            }
            _ => Err(CompileError::NoNumber),
        }
    }

    /// `1/inner(u)` where `outer` is none, else `outer(1/u)`.
    fn by_reciprocal(&mut self, inner: Option<Unary>, outer: Option<Unary>, u: Id) -> Id {
        let inside = inner.map_or(u, |inner| self.call(inner, u));
        let one = self.number(Number::ONE);
        let turned = self.div(one, inside);
        outer.map_or(turned, |outer| self.call(outer, turned))
    }

    fn call(&mut self, function: Unary, u: Id) -> Id {
        self.place(Op::Call(function, u))
    }

    fn neg(&mut self, u: Id) -> Id {
        match &self.exact[u as usize] {
            Some(value) => self.number(value.neg()),
            None => self.place(Op::Neg(u)),
        }
    }

    fn plus(&mut self, u: Id, v: Id) -> Id {
        match self.both(u, v) {
            Some((a, b)) => self.number(a.add(&b)),
            None => self.place(Op::Add(u.min(v), u.max(v))),
        }
    }

    fn sub(&mut self, u: Id, v: Id) -> Id {
        match self.both(u, v) {
            Some((a, b)) => self.number(a.sub(&b)),
            None => self.place(Op::Sub(u, v)),
        }
    }

    fn mul(&mut self, u: Id, v: Id) -> Id {
        match self.both(u, v) {
            Some((a, b)) => self.number(a.mul(&b)),
            None => self.place(Op::Mul(u.min(v), u.max(v))),
        }
    }

    fn div(&mut self, u: Id, v: Id) -> Id {
        match self.both(u, v).and_then(|(a, b)| a.div(&b)) {
            Some(value) => self.number(value),
            None => self.place(Op::Div(u, v)),
        }
    }

    /// The exact values of two places, where both have one of reasonable size.
    fn both(&self, u: Id, v: Id) -> Option<(Number, Number)> {
        let (a, b) = (self.exact[u as usize].as_ref()?, self.exact[v as usize].as_ref()?);
        (a.bit_len() + b.bit_len() <= EXACT_BITS).then(|| (a.clone(), b.clone()))
    }

    fn number(&mut self, value: Number) -> Id {
        let id = self.constant(value.to_f64());
        // Two numbers may round to one double: then the place has no exact value.
        let own = &mut self.exact[id as usize];
        match own {
            Some(other) if *other != value => *own = None,
            Some(_) => {}
            None => *own = Some(value),
        }
        id
    }

    fn constant(&mut self, value: f64) -> Id {
        self.place(Op::Constant(value.to_bits()))
    }

    /// The place of an operation: an earlier one where it occurred before, folded where every
    /// operand is constant.
    fn place(&mut self, op: Op) -> Id {
        if let Some(value) = self.folded(op) {
            return self.place(Op::Constant(value.to_bits()));
        }
        let next = self.ops.len() as Id;
        let id = *self.places.entry(op).or_insert(next);
        if id == next {
            self.ops.push(op);
            self.exact.push(None);
        }
        id
    }

    fn folded(&self, op: Op) -> Option<f64> {
        let value = |id: Id| match self.ops[id as usize] {
            Op::Constant(bits) => Some(f64::from_bits(bits)),
            _ => None,
        };
        let [first, second] = op.operands();
        let u = first?;
        let operands = [value(u)?, second.map_or(Some(0.0), value)?];
        Some(op.moved(|id| Id::from(id != u)).evaluate(&[], &operands))
    }
}

fn first(parts: &[Expr]) -> Result<&Expr, CompileError> {
    parts.first().ok_or(CompileError::NoNumber)
}

fn second(parts: &[Expr]) -> Result<&Expr, CompileError> {
    parts.get(1).ok_or(CompileError::NoNumber)
}

fn half() -> Number {
    Number::ratio(1, 2).unwrap_or(Number::ONE)
}

fn third() -> Number {
    Number::ratio(1, 3).unwrap_or(Number::ONE)
}

/// What a constant exponent makes of a negative base.
fn reach(exponent: &Number) -> Reach {
    let is_even = |n: &Number| n.div(&Number::integer(2)).is_some_and(|half| half.is_integer());
    if is_even(&exponent.denominator()) {
        Reach::Positive
    } else if is_even(&exponent.numerator()) {
        Reach::Even
    } else {
        Reach::Odd
    }
}

/// The tape's own function for a function of the grammar.
fn unary(function: Function) -> Option<Unary> {
    UNARY.iter().find(|(own, _)| *own == function).map(|(_, unary)| *unary)
}

/// The inner and outer function of `1/inner(u)` or `outer(1/u)`.
fn reciprocal(function: Function) -> Option<(Option<Unary>, Option<Unary>)> {
    let found = RECIPROCALS.iter().find(|(own, ..)| *own == function)?;
    Some((found.1, found.2))
}

const UNARY: &[(Function, Unary)] = &[
    (Function::Sin, Unary::Sin),
    (Function::Cos, Unary::Cos),
    (Function::Tan, Unary::Tan),
    (Function::Asin, Unary::Asin),
    (Function::Acos, Unary::Acos),
    (Function::Atan, Unary::Atan),
    (Function::Sinh, Unary::Sinh),
    (Function::Cosh, Unary::Cosh),
    (Function::Tanh, Unary::Tanh),
    (Function::Asinh, Unary::Asinh),
    (Function::Acosh, Unary::Acosh),
    (Function::Atanh, Unary::Atanh),
    (Function::Exp, Unary::Exp),
    (Function::Ln, Unary::Ln),
    (Function::Log10, Unary::Log10),
    (Function::Log2, Unary::Log2),
    (Function::Sqrt, Unary::Sqrt),
    (Function::Cbrt, Unary::Cbrt),
    (Function::Abs, Unary::Abs),
    (Function::Sign, Unary::Sign),
    (Function::Relu, Unary::Relu),
    (Function::Sigmoid, Unary::Sigmoid),
    (Function::Softplus, Unary::Softplus),
];

const RECIPROCALS: &[(Function, Option<Unary>, Option<Unary>)] = &[
    (Function::Sec, Some(Unary::Cos), None),
    (Function::Csc, Some(Unary::Sin), None),
    (Function::Sech, Some(Unary::Cosh), None),
    (Function::Csch, Some(Unary::Sinh), None),
    (Function::Coth, Some(Unary::Tanh), None),
    (Function::Asec, None, Some(Unary::Acos)),
    (Function::Acsc, None, Some(Unary::Asin)),
    (Function::Asech, None, Some(Unary::Acosh)),
    (Function::Acsch, None, Some(Unary::Asinh)),
    (Function::Acoth, None, Some(Unary::Atanh)),
];
