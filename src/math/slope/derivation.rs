//! Which rule gives the slope of which part?
//!
//! A derivation follows the expression as it was written: `x²/(x + 1)` is a quotient, whatever
//! would be shorter. Each node is one equation: `of` differentiated is `written`, in which the
//! slopes of the parts still stand unevaluated.

use crate::math::rules::{self, Base, Rule};
use crate::math::tidy::take;
use crate::math::{Constant, Expr, Function, Name, Node, Number};

use super::neat::{product, quotient, sum};

/// A derivation: one rule, and the derivations of its parts.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// What is differentiated.
    pub of: Expr,
    /// The variable.
    pub by: Name,
    /// The rule at the outermost place.
    pub rule: &'static Rule,
    /// What the letters of the rule stand for here: u = …, v = ….
    pub letters: Vec<(&'static str, Expr)>,
    /// The rule filled in; the slopes of the parts are not carried out.
    pub written: Expr,
    /// One for each slope in `written`.
    pub parts: Vec<Derivation>,
    /// Where there is a value but no slope, as a condition: `x = 0`.
    pub except: Option<(Expr, &'static str)>,
}

impl Derivation {
    /// Where there is a value but no slope, as sentences: `There is no slope where x = 0.`
    pub fn exceptions(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.collect_exceptions(&mut found);
        found
    }

    fn collect_exceptions(&self, found: &mut Vec<String>) {
        if let Some((u, condition)) = &self.except {
            let place = condition.replacen('u', &crate::math::print::line(u), 1);
            let sentence = format!("There is no slope where {place}.");
            if !found.contains(&sentence) {
                found.push(sentence);
            }
        }
        self.parts.iter().for_each(|part| part.collect_exceptions(found));
    }
}

/// The derivation of an expression by one variable.
pub fn derivation(of: &Expr, by: &Name) -> Derivation {
    let of = super::carry_out(of);
    Writer { by }.node(&of)
}

struct Writer<'a> {
    by: &'a Name,
}

/// A rule applied: the equation, its letters, and the parts that still have to be differentiated.
struct Applied {
    rule: &'static Rule,
    written: Expr,
    letters: Vec<(&'static str, Expr)>,
    parts: Vec<Expr>,
    except: Option<(Expr, &'static str)>,
}

impl Applied {
    fn new(rule: &'static Rule, written: Expr, parts: Vec<Expr>) -> Applied {
        Applied { rule, written, letters: Vec::new(), parts, except: None }
    }

    fn lettered(mut self, letters: &[(&'static str, &Expr)]) -> Applied {
        self.letters = letters.iter().map(|(letter, expr)| (*letter, (*expr).clone())).collect();
        self
    }
}

/// The names of more than one factor.
const LETTERS: &[&str] = &["u", "v", "w"];

impl Writer<'_> {
    fn node(&self, of: &Expr) -> Derivation {
        let applied = self.apply(of);
        Derivation {
            of: of.clone(),
            by: self.by.clone(),
            rule: applied.rule,
            letters: applied.letters,
            written: applied.written,
            parts: applied.parts.iter().map(|part| self.node(part)).collect(),
            except: applied.except,
        }
    }

    fn slope(&self, u: &Expr) -> Expr {
        Node::Slope(u.clone(), vec![self.by.clone()]).into()
    }

    fn moves(&self, u: &Expr) -> bool {
        u.mentions(self.by)
    }

    fn apply(&self, of: &Expr) -> Applied {
        if !self.moves(of) {
            return Applied::new(&rules::CONSTANT, Expr::integer(0), Vec::new());
        }
        match of.node() {
            Node::Name(_) => Applied::new(&rules::IDENTITY, Expr::integer(1), Vec::new()),
            Node::Neg(u) => {
                let written = Node::Neg(self.slope(u)).into();
                Applied::new(&rules::CONSTANT_MULTIPLE, written, vec![u.clone()])
            }
            Node::Sum(parts) => self.sum(parts),
            Node::Product(factors) => self.product(factors),
            Node::Quotient(u, v) => self.quotient(u, v),
            Node::Power(u, v) => self.power(u, v),
            Node::Apply(function, arguments) => self.function(of, *function, arguments),
            Node::Number(_)
            | Node::Constant(_)
            | Node::Prime(..)
            | Node::Slope(..)
            | Node::Vector(_)
            | Node::Matrix(_)
            | Node::Hole(_) => {
                let written = super::derivative(of, self.by);
                Applied::new(&rules::TIDY, written, Vec::new())
            }
        }
    }

    fn sum(&self, parts: &[Expr]) -> Applied {
        let moving: Vec<Expr> = parts.iter().filter(|part| self.moves(part)).cloned().collect();
        let slopes = moving.iter().map(|part| match part.node() {
            // −(u)' instead of +(−u)'
            Node::Neg(u) => Node::Neg(self.slope(u)).into(),
            _ => self.slope(part),
        });
        let written = sum(slopes.collect());
        let parts = moving.iter().map(|part| match part.node() {
            Node::Neg(u) => u.clone(),
            _ => part.clone(),
        });
        Applied::new(&rules::SUM, written, parts.collect())
    }

    fn product(&self, factors: &[Expr]) -> Applied {
        let (moving, fixed): (Vec<Expr>, Vec<Expr>) =
            factors.iter().cloned().partition(|factor| self.moves(factor));
        if let [u] = moving.as_slice() {
            let mut written = fixed;
            written.push(self.slope(u));
            return Applied::new(&rules::CONSTANT_MULTIPLE, product(written), moving);
        }
        let terms = (0..moving.len()).map(|place| {
            let factors = moving.iter().enumerate();
            product(
                factors
                    .map(|(at, u)| if at == place { self.slope(u) } else { u.clone() })
                    .collect(),
            )
        });
        let inside = sum(terms.collect());
        let mut written = fixed;
        written.push(inside);
        let letters: Vec<(&str, &Expr)> = LETTERS.iter().copied().zip(&moving).collect();
        let letters = if moving.len() > LETTERS.len() { Vec::new() } else { letters };
        Applied::new(&rules::PRODUCT, product(written), moving.clone()).lettered(&letters)
    }

    fn quotient(&self, u: &Expr, v: &Expr) -> Applied {
        let square = Expr::from(Node::Power(v.clone(), Expr::integer(2)));
        match (self.moves(u), self.moves(v)) {
            (_, false) => {
                let written = quotient(self.slope(u), v.clone());
                Applied::new(&rules::CONSTANT_MULTIPLE, written, vec![u.clone()])
            }
            (false, true) => {
                let is_one = u.as_number().is_some_and(Number::is_one);
                let slope = self.slope(v);
                let above = if is_one { slope } else { product(vec![u.clone(), slope]) };
                let written = Node::Neg(quotient(above, square)).into();
                Applied::new(&rules::RECIPROCAL, written, vec![v.clone()])
                    .lettered(&[("c", u), ("v", v)])
            }
            (true, true) => {
                let first = product(vec![self.slope(u), v.clone()]);
                let second = product(vec![u.clone(), self.slope(v)]);
                let above = Node::Sum(vec![first, Node::Neg(second).into()]).into();
                let written = quotient(above, square);
                Applied::new(&rules::QUOTIENT, written, vec![u.clone(), v.clone()])
                    .lettered(&[("u", u), ("v", v)])
            }
        }
    }

    fn power(&self, u: &Expr, v: &Expr) -> Applied {
        match (self.moves(u), self.moves(v)) {
            (_, false) => {
                let exponent = lowered(v);
                let is_one = exponent.as_number().is_some_and(Number::is_one);
                let power =
                    if is_one { u.clone() } else { Node::Power(u.clone(), exponent).into() };
                self.chain(&rules::POWER, vec![v.clone(), power], Vec::new(), u)
            }
            (false, true) => {
                let own = Node::Power(u.clone(), v.clone()).into();
                let mut outer = vec![own];
                if !matches!(u.node(), Node::Constant(Constant::E)) {
                    outer.push(Expr::apply(Function::Ln, u.clone()));
                }
                self.chain(&rules::EXPONENTIAL, outer, Vec::new(), v)
            }
            (true, true) => {
                let own = Node::Power(u.clone(), v.clone()).into();
                let log = product(vec![self.slope(v), Expr::apply(Function::Ln, u.clone())]);
                let part = quotient(product(vec![v.clone(), self.slope(u)]), u.clone());
                let written = product(vec![own, sum(vec![log, part])]);
                Applied::new(&rules::GENERAL_POWER, written, vec![v.clone(), u.clone()])
                    .lettered(&[("u", u), ("v", v)])
            }
        }
    }

    fn function(&self, of: &Expr, function: Function, arguments: &[Expr]) -> Applied {
        if let (Some(entry), [u]) = (rules::derivative_of(function), arguments) {
            let (mut above, mut below) = (Vec::new(), Vec::new());
            for (base, p, q) in entry.factors {
                let Some(exponent) = Number::ratio(p.abs(), *q) else { continue };
                let factor = raised(filled(*base, u), &exponent);
                if *p < 0 { below.push(factor) } else { above.push(factor) }
            }
            let mut applied = self.chain(&entry.rule, above, below, u);
            if entry.sign < 0 {
                applied.written = Node::Neg(applied.written).into();
            } else if entry.sign == 0 {
                applied = Applied::new(&entry.rule, Expr::integer(0), Vec::new());
            }
            if !entry.except.is_empty() {
                applied.except = Some((u.clone(), entry.except));
            }
            return applied;
        }
        match (function, arguments) {
            (Function::Sqrt, [u]) => {
                let below = vec![Expr::integer(2), of.clone()];
                self.chain(&rules::ROOT, Vec::new(), below, u)
            }
            (Function::Cbrt, [u]) => {
                let square = raised(of.clone(), &Number::integer(2));
                self.chain(&rules::ROOT, Vec::new(), vec![Expr::integer(3), square], u)
            }
            (Function::Log, [u, base]) if !self.moves(base) => {
                let below = vec![u.clone(), Expr::apply(Function::Ln, base.clone())];
                self.chain(&rules::LOGARITHM, Vec::new(), below, u)
            }
            (Function::Log, [u, base]) => {
                let ln = |u: &Expr| Expr::apply(Function::Ln, u.clone());
                self.rewritten(&quotient(ln(u), ln(base)))
            }
            (Function::Root, [u, index]) => {
                let exponent = quotient(Expr::integer(1), index.clone());
                self.rewritten(&Node::Power(u.clone(), exponent).into())
            }
            _ => {
                let written = super::derivative(of, self.by);
                let mut applied = Applied::new(&rules::EXTREME, written, Vec::new());
                applied.except = Some((of.clone(), "two arguments of u are equal"));
                if let [u, v] = arguments {
                    let gap = sum(vec![u.clone(), Node::Neg(v.clone()).into()]);
                    applied.except = Some((crate::math::tidy(&gap), "u = 0"));
                }
                applied
            }
        }
    }

    /// The same function in another form, differentiated in that.
    fn rewritten(&self, form: &Expr) -> Applied {
        Applied::new(&rules::REWRITE, self.slope(form), vec![form.clone()])
    }

    /// `outer(u)·u'`, over `below`; without `u'` where u is the variable itself.
    fn chain(
        &self,
        rule: &'static Rule,
        mut above: Vec<Expr>,
        below: Vec<Expr>,
        u: &Expr,
    ) -> Applied {
        let is_plain = matches!(u.node(), Node::Name(_));
        if !is_plain {
            above.push(self.slope(u));
        }
        let above = product(above);
        let written = if below.is_empty() { above } else { quotient(above, product(below)) };
        if is_plain {
            return Applied::new(rule, written, Vec::new());
        }
        Applied::new(&rules::CHAIN, written, vec![u.clone()]).lettered(&[("u", u)])
    }
}

/// The exponent less one.
fn lowered(exponent: &Expr) -> Expr {
    match take::rational(exponent) {
        Some(n) => crate::math::tidy::show::number(&n.sub(&Number::ONE)),
        None => sum(vec![exponent.clone(), Node::Neg(Expr::integer(1)).into()]),
    }
}

/// A base to a positive exponent, halves as roots.
fn raised(base: Expr, exponent: &Number) -> Expr {
    if exponent.is_one() {
        return base;
    }
    if Some(exponent) == Number::ratio(1, 2).as_ref() {
        return Expr::apply(Function::Sqrt, base);
    }
    Node::Power(base, Expr::number(exponent.clone())).into()
}

/// A base of the table with u in its place.
pub(super) fn filled(base: Base, u: &Expr) -> Expr {
    let one = || Expr::integer(1);
    let square = || Expr::from(Node::Power(u.clone(), Expr::integer(2)));
    let minus = |u: Expr| Expr::from(Node::Neg(u));
    match base {
        Base::U => u.clone(),
        Base::Of(function) => Expr::apply(function, u.clone()),
        Base::OneMinusSquare => Node::Sum(vec![one(), minus(square())]).into(),
        Base::SquarePlusOne => Node::Sum(vec![square(), one()]).into(),
        Base::SquareMinusOne => Node::Sum(vec![square(), minus(one())]).into(),
        Base::OneMinus(function) => {
            Node::Sum(vec![one(), minus(Expr::apply(function, u.clone()))]).into()
        }
        Base::Exponential => Expr::apply(Function::Exp, u.clone()),
        Base::Log(n) => Expr::apply(Function::Ln, Expr::integer(n)),
    }
}
