//! One term: a number times factors, each a base to an exponent.

use smallvec::SmallVec;

use crate::math::{Compiled, Constant, Expr, Node, Number};

use super::{order, radical, show, take};

/// A number times factors; no two factors have the same base.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::math) struct Term {
    /// The number in front, exact.
    pub(in crate::math) coefficient: Number,
    /// Was a number of it typed with a decimal point? Then it is shown so.
    pub(in crate::math) decimal: bool,
    /// The factors in textbook order.
    pub(in crate::math) factors: Factors,
}

/// The factors of a term.
pub(in crate::math) type Factors = SmallVec<[Factor; 3]>;

/// `base ^ exponent`.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::math) struct Factor {
    /// A tidy expression that is no product.
    pub(in crate::math) base: Expr,
    /// What it is raised to.
    pub(in crate::math) exponent: Exponent,
}

/// An exponent that is known exactly, or one that is an expression.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::math) enum Exponent {
    /// Any rational number; below 0 the factor stands in the denominator.
    Number(Number),
    /// A tidy expression that is no rational number.
    Expr(Expr),
}

impl Exponent {
    /// The exponent that a tidy expression stands for.
    pub(in crate::math) fn of(expr: Expr) -> Exponent {
        match take::rational(&expr) {
            Some(value) => Exponent::Number(value),
            None => Exponent::Expr(expr),
        }
    }

    /// The exponent as an expression.
    pub(in crate::math) fn expr(&self) -> Expr {
        match self {
            Exponent::Number(value) => show::number(value),
            Exponent::Expr(expr) => expr.clone(),
        }
    }

    /// Both exponents added, as for a product of powers.
    fn plus(&self, other: &Exponent) -> Exponent {
        match (self, other) {
            (Exponent::Number(a), Exponent::Number(b)) => Exponent::Number(a.add(b)),
            _ => {
                let mut sum = take::terms(&self.expr());
                sum.terms.extend(take::terms(&other.expr()).terms);
                sum.collect();
                Exponent::of(show::sum(&sum))
            }
        }
    }

    /// Is it a number below 0? Such a factor is shown in a denominator.
    pub(in crate::math) fn is_negative(&self) -> bool {
        matches!(self, Exponent::Number(value) if value.is_negative())
    }
}

impl Factor {
    /// The base itself.
    pub(in crate::math) fn plain(base: Expr) -> Factor {
        Factor { base, exponent: Exponent::Number(Number::ONE) }
    }
}

impl Term {
    /// A plain number.
    pub(in crate::math) fn number(coefficient: Number) -> Term {
        Term { coefficient, decimal: false, factors: Factors::new() }
    }

    /// 1.
    pub(in crate::math) fn one() -> Term {
        Term::number(Number::ONE)
    }

    /// Has it no factors?
    pub(in crate::math) fn is_number(&self) -> bool {
        self.factors.is_empty()
    }

    /// Is it plus or minus a sum?
    pub(in crate::math) fn is_bare_bracket(&self) -> bool {
        let [Factor { base, exponent: Exponent::Number(n) }] = self.factors.as_slice() else {
            return false;
        };
        matches!(base.node(), Node::Sum(_)) && n.is_one() && self.coefficient.is_unit()
    }

    /// Does a constant factor have no value at all, as in `0/0` and `0·ln 0`? Such a term must not
    /// vanish with its coefficient.
    pub(in crate::math) fn has_no_value(&self) -> bool {
        self.factors.iter().any(|factor| {
            let expr = Node::Power(factor.base.clone(), factor.exponent.expr()).into();
            Compiled::new(&expr, &[]).is_ok_and(|constant| constant.value(&[]).is_nan())
        })
    }

    /// Multiplies by a number.
    pub(in crate::math) fn scale(&mut self, by: &Number) {
        if !by.is_one() {
            self.coefficient = self.coefficient.mul(by);
        }
    }

    /// Multiplies by another term.
    pub(in crate::math) fn multiply(&mut self, other: &Term) {
        self.scale(&other.coefficient);
        self.decimal |= other.decimal;
        for factor in &other.factors {
            self.push(factor.clone());
        }
    }

    /// Multiplies by a factor; powers of one base become one power.
    pub(in crate::math) fn push(&mut self, factor: Factor) {
        let Some(place) = self.factors.iter().position(|own| order::same(&own.base, &factor.base))
        else {
            self.insert(factor);
            return;
        };
        let mut merged = self.factors.remove(place);
        merged.exponent = merged.exponent.plus(&factor.exponent);
        match &merged.exponent {
            Exponent::Number(n) if n.is_zero() => {}
            Exponent::Number(n) if is_compound(&merged.base) => {
                take::multiply_into(self, &merged.base, n);
            }
            _ => self.insert(merged),
        }
    }

    fn insert(&mut self, factor: Factor) {
        let place = self.factors.partition_point(|own| order::factors(own, &factor).is_lt());
        if place == self.factors.len() {
            self.factors.push(factor);
        } else {
            self.factors.insert(place, factor);
        }
    }

    /// Multiplies by a number to a rational power: exactly where it can be folded, else as a root
    /// or power that stays. False where the power is no real number.
    pub(in crate::math) fn push_number(&mut self, base: &Number, exponent: &Number) -> bool {
        let Some(folded) = radical::power(base, exponent) else { return false };
        self.scale(&folded.outside);
        let Some((inside, exponent)) = folded.inside else { return true };
        // √(2/3) = √2/√3
        for (part, exponent) in
            [(inside.numerator(), exponent.clone()), (inside.denominator(), exponent.neg())]
        {
            if part.is_one() {
                continue;
            }
            let base = show::number(&part);
            match self.factors.iter().position(|own| own.base == base) {
                // Merged powers may fold further: √2·√2.
                Some(place) => {
                    let own = self.factors.remove(place);
                    match own.exponent.plus(&Exponent::Number(exponent)) {
                        Exponent::Number(total) => {
                            self.push_number(&part, &total);
                        }
                        exponent @ Exponent::Expr(_) => self.push(Factor { base, exponent }),
                    }
                }
                None => self.push(Factor { base, exponent: Exponent::Number(exponent) }),
            }
        }
        true
    }

    /// Does any factor stand in the denominator?
    pub(in crate::math) fn is_fraction(&self) -> bool {
        self.factors.iter().any(|factor| factor.exponent.is_negative())
    }
}

/// Could a whole power of this base be taken apart?
fn is_compound(base: &Expr) -> bool {
    match base.node() {
        Node::Number(_)
        | Node::Neg(_)
        | Node::Product(_)
        | Node::Quotient(..)
        | Node::Power(..) => true,
        Node::Apply(function, _) => {
            use crate::math::Function::{Abs, Cbrt, Exp, Root, Sqrt};
            matches!(function, Abs | Cbrt | Exp | Root | Sqrt)
        }
        Node::Constant(_)
        | Node::Name(_)
        | Node::Sum(_)
        | Node::Prime(..)
        | Node::Slope(..)
        | Node::Vector(_)
        | Node::Matrix(_)
        | Node::Hole(_) => false,
    }
}

/// Is the base above 0 whatever the variables are?
pub(in crate::math) fn is_positive(base: &Expr) -> bool {
    match base.node() {
        Node::Constant(Constant::E | Constant::Pi) => true,
        Node::Number(literal) => !literal.value.is_negative() && !literal.value.is_zero(),
        _ => false,
    }
}
