//! Expression to canonical form.

use rustc_hash::FxHashMap;

use super::algebra::{constant, negate, scale};
use super::arena::{Arena, Atom, Made, Stop, Sum, Term};
use crate::math::{Constant, Expr, Function, Name, Node, Number};

/// Builds expressions over these variables in one arena.
pub(super) struct Builder<'a> {
    pub(super) arena: &'a mut Arena,
    pub(super) names: &'a [Name],
    /// Subtrees that several parents hold, by their place in memory.
    pub(super) shared: FxHashMap<usize, Sum>,
}

impl Builder<'_> {
    pub(super) fn build(&mut self, expr: &Expr) -> Made<Sum> {
        let is_leaf = matches!(expr.node(), Node::Number(_) | Node::Constant(_) | Node::Name(_));
        let Some(place) = expr.shared_place().filter(|_| !is_leaf) else {
            return self.build_node(expr);
        };
        if let Some(known) = self.shared.get(&place) {
            self.arena.spend(known.len())?;
            return Ok(known.clone());
        }
        let sum = self.build_node(expr)?;
        self.shared.insert(place, sum.clone());
        Ok(sum)
    }

    fn build_node(&mut self, expr: &Expr) -> Made<Sum> {
        self.arena.spend(1)?;
        match expr.node() {
            Node::Number(literal) => Ok(constant(literal.value.clone())),
            Node::Constant(Constant::Pi) => Ok(self.single(Atom::Pi)),
            Node::Constant(Constant::E) => self.arena.exponential(constant(Number::ONE)),
            Node::Name(name) => {
                let index = self.names.iter().position(|own| own == name).ok_or(Stop::Spent)?;
                Ok(self.single(Atom::Variable(index as u32)))
            }
            Node::Neg(u) => Ok(negate(self.build(u)?)),
            Node::Sum(parts) => self.sum(parts),
            Node::Product(parts) => {
                let mut product = constant(Number::ONE);
                for part in parts {
                    let factor = self.build(part)?;
                    product = self.arena.multiply(&product, &factor)?;
                }
                Ok(product)
            }
            Node::Quotient(u, v) => {
                let over = self.build(u)?;
                let under = self.build(v)?;
                let inverse = self.arena.rational_power(under, &Number::integer(-1))?;
                self.arena.multiply(&over, &inverse)
            }
            Node::Power(base, exponent) => self.power(base, exponent),
            Node::Apply(function, arguments) => self.apply(*function, arguments),
            Node::Prime(..)
            | Node::Slope(..)
            | Node::Vector(_)
            | Node::Matrix(_)
            | Node::Hole(_) => Err(Stop::Spent),
        }
    }

    fn single(&mut self, atom: Atom) -> Sum {
        let atom = self.arena.atom(atom);
        vec![Term { mono: self.arena.power(atom, Number::ONE), factor: Number::ONE }]
    }

    fn sum(&mut self, parts: &[Expr]) -> Made<Sum> {
        let mut sum = Vec::new();
        for part in parts {
            let term = self.build(part)?;
            sum = self.arena.add(sum, &term)?;
        }
        Ok(sum)
    }

    fn power(&mut self, base: &Expr, exponent: &Expr) -> Made<Sum> {
        let exponent = self.build(exponent)?;
        if matches!(base.node(), Node::Constant(Constant::E)) {
            return self.arena.exponential(exponent);
        }
        let base = self.build(base)?;
        let exponent = self.arena.expand(exponent)?;
        self.arena.general_power(base, exponent)
    }

    fn apply(&mut self, function: Function, arguments: &[Expr]) -> Made<Sum> {
        let first = arguments.first().ok_or(Stop::Spent)?;
        let u = self.build(first)?;
        match function {
            Function::Log => {
                let base = self.build(arguments.get(1).ok_or(Stop::Spent)?)?;
                let (over, under) = (self.arena.logarithm(&u)?, self.arena.logarithm(&base)?);
                let inverse = self.arena.rational_power(under, &Number::integer(-1))?;
                self.arena.multiply(&over, &inverse)
            }
            Function::Root => {
                let degree = self.build(arguments.get(1).ok_or(Stop::Spent)?)?;
                let exponent = self.arena.rational_power(degree, &Number::integer(-1))?;
                let exponent = self.arena.expand(exponent)?;
                self.arena.general_power(u, exponent)
            }
            Function::Min | Function::Max => {
                let mut extreme = u;
                for other in &arguments[1..] {
                    let other = self.build(other)?;
                    extreme = self.extreme(extreme, &other, function == Function::Min)?;
                }
                Ok(extreme)
            }
            _ => self.call(function, u),
        }
    }

    /// min and max are (u + v ∓ |u − v|)/2.
    fn extreme(&mut self, u: Sum, v: &[Term], is_min: bool) -> Made<Sum> {
        let difference = self.arena.add(u.clone(), &negate(v.to_vec()))?;
        let distance = self.arena.absolute(&difference)?;
        let sum = self.arena.add(u, v)?;
        self.arena.half_of(sum, distance, is_min)
    }

    fn quotient(&mut self, u: &[Term], v: Sum) -> Made<Sum> {
        let inverse = self.arena.rational_power(v, &Number::integer(-1))?;
        self.arena.multiply(u, &inverse)
    }

    fn inverse(&mut self, u: Sum) -> Made<Sum> {
        self.arena.rational_power(u, &Number::integer(-1))
    }

    fn one_plus(&mut self, u: &[Term], sign: i64) -> Made<Sum> {
        let scaled = scale(u.to_vec(), &Number::integer(sign));
        self.arena.add(constant(Number::ONE), &scaled)
    }

    fn square(&mut self, u: &[Term]) -> Made<Sum> {
        self.arena.rational_power(u.to_vec(), &Number::integer(2))
    }

    fn call(&mut self, function: Function, u: Sum) -> Made<Sum> {
        let half = Number::ratio(1, 2).unwrap_or(Number::ONE);
        match function {
            Function::Sin => Ok(self.arena.sine_cosine(u)?.0),
            Function::Cos => Ok(self.arena.sine_cosine(u)?.1),
            Function::Tan => {
                let (sin, cos) = self.arena.sine_cosine(u)?;
                self.quotient(&sin, cos)
            }
            Function::Cot => {
                let (sin, cos) = self.arena.sine_cosine(u)?;
                self.quotient(&cos, sin)
            }
            Function::Sec => {
                let (_, cos) = self.arena.sine_cosine(u)?;
                self.inverse(cos)
            }
            Function::Csc => {
                let (sin, _) = self.arena.sine_cosine(u)?;
                self.inverse(sin)
            }
            Function::Asin | Function::Acos => {
                let square = self.square(&u)?;
                let inside = self.one_plus(&square, -1)?;
                self.arena.demand_sum(&inside, true)?;
                let arc = self.odd_kernel(Function::Asin, u)?;
                if function == Function::Asin { Ok(arc) } else { self.complement(arc) }
            }
            Function::Atan => self.odd_kernel(Function::Atan, u),
            Function::Acot => {
                let arc = self.odd_kernel(Function::Atan, u)?;
                self.complement(arc)
            }
            Function::Asec => {
                let inverse = self.inverse(u)?;
                self.call(Function::Acos, inverse)
            }
            Function::Acsc => {
                let inverse = self.inverse(u)?;
                self.call(Function::Asin, inverse)
            }
            Function::Sinh | Function::Cosh => self.hyperbolic(function, &u),
            Function::Tanh => self.ratio_of_hyperbolics(Function::Sinh, Function::Cosh, &u),
            Function::Coth => self.ratio_of_hyperbolics(Function::Cosh, Function::Sinh, &u),
            Function::Sech => {
                let cosh = self.hyperbolic(Function::Cosh, &u)?;
                self.inverse(cosh)
            }
            Function::Csch => {
                let sinh = self.hyperbolic(Function::Sinh, &u)?;
                self.inverse(sinh)
            }
            Function::Asinh => self.odd_kernel(Function::Asinh, u),
            Function::Acosh => {
                let beyond = self.arena.add(u.clone(), &constant(Number::integer(-1)))?;
                self.arena.demand_sum(&beyond, true)?;
                self.kernel(Function::Acosh, u)
            }
            Function::Atanh => self.area_tangent(&u),
            Function::Asech => {
                let inverse = self.inverse(u)?;
                self.call(Function::Acosh, inverse)
            }
            Function::Acsch => {
                let inverse = self.inverse(u)?;
                self.odd_kernel(Function::Asinh, inverse)
            }
            Function::Acoth => {
                let inverse = self.inverse(u)?;
                self.area_tangent(&inverse)
            }
            Function::Exp => self.arena.exponential(u),
            Function::Ln => self.arena.logarithm(&u),
            Function::Log10 => self.logarithm_to(10, &u),
            Function::Log2 => self.logarithm_to(2, &u),
            Function::Sqrt => self.arena.rational_power(u, &half),
            Function::Cbrt => {
                self.arena.rational_power(u, &Number::ratio(1, 3).unwrap_or(Number::ONE))
            }
            Function::Abs => self.arena.absolute(&u),
            Function::Sign => self.arena.sign(&u),
            Function::Relu => {
                let size = self.arena.absolute(&u)?;
                self.arena.half_of(u, size, false)
            }
            Function::Sigmoid => {
                let e = self.arena.exponential(u)?;
                let under = self.one_plus(&e, 1)?;
                self.quotient(&e, under)
            }
            Function::Softplus => {
                let e = self.arena.exponential(u)?;
                let inside = self.one_plus(&e, 1)?;
                self.arena.logarithm(&inside)
            }
            Function::Min | Function::Max | Function::Log | Function::Root => Err(Stop::Spent),
        }
    }

    fn logarithm_to(&mut self, base: i64, u: &[Term]) -> Made<Sum> {
        let over = self.arena.logarithm(u)?;
        let under = self.arena.logarithm(&constant(Number::integer(base)))?;
        self.quotient(&over, under)
    }

    /// π/2 − u.
    fn complement(&mut self, u: Sum) -> Made<Sum> {
        let pi = self.single(Atom::Pi);
        let quarter = scale(pi, &Number::ratio(1, 2).unwrap_or(Number::ONE));
        self.arena.add(quarter, &negate(u))
    }

    /// (eᵘ ∓ e⁻ᵘ)/2.
    fn hyperbolic(&mut self, function: Function, u: &[Term]) -> Made<Sum> {
        let over = self.arena.exponential(u.to_vec())?;
        let under = self.arena.exponential(negate(u.to_vec()))?;
        self.arena.half_of(over, under, function == Function::Sinh)
    }

    fn ratio_of_hyperbolics(&mut self, over: Function, under: Function, u: &[Term]) -> Made<Sum> {
        let (over, under) = (self.hyperbolic(over, u)?, self.hyperbolic(under, u)?);
        self.quotient(&over, under)
    }

    /// artanh u = (ln |1 + u| − ln |1 − u|)/2, where |u| < 1.
    fn area_tangent(&mut self, u: &[Term]) -> Made<Sum> {
        let square = self.square(u)?;
        let inside = self.one_plus(&square, -1)?;
        self.arena.demand_sum(&inside, false)?;
        let (above, below) = (self.one_plus(u, 1)?, self.one_plus(u, -1)?);
        let before = self.arena.conditions.clone();
        let (above, below) = (self.arena.logarithm(&above)?, self.arena.logarithm(&below)?);
        self.arena.conditions = before;
        self.arena.half_of(above, below, true)
    }

    /// A function that is taken as it is, of its canonical argument.
    fn kernel(&mut self, function: Function, u: Sum) -> Made<Sum> {
        let argument = self.arena.canonical(u)?;
        let sum = self.arena.sum(&argument);
        Ok(self.single(Atom::Apply(function, sum)))
    }

    /// The same for an odd function: the sign comes out.
    fn odd_kernel(&mut self, function: Function, u: Sum) -> Made<Sum> {
        let argument = self.arena.canonical(u)?;
        let Some(first) = argument.first() else { return Ok(Vec::new()) };
        if let Some(known) = self.known_arc(function, &argument) {
            return Ok(known);
        }
        if first.factor.is_negative() {
            let sum = self.arena.sum(&negate(argument));
            return Ok(negate(self.single(Atom::Apply(function, sum))));
        }
        let sum = self.arena.sum(&argument);
        Ok(self.single(Atom::Apply(function, sum)))
    }

    /// asin 1 and atan 1, up to sign and to halves.
    fn known_arc(&mut self, function: Function, argument: &[Term]) -> Option<Sum> {
        let value = super::algebra::as_number(argument)?;
        let size = value.abs();
        let share = match function {
            Function::Asin if size.is_one() => Number::ratio(1, 2)?,
            Function::Asin if size == Number::ratio(1, 2)? => Number::ratio(1, 6)?,
            Function::Atan if size.is_one() => Number::ratio(1, 4)?,
            _ => return None,
        };
        let share = if value.is_negative() { share.neg() } else { share };
        let pi = self.single(Atom::Pi);
        Some(scale(pi, &share))
    }
}
