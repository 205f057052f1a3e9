//! Expression to terms.

use smallvec::SmallVec;

use crate::math::{Constant, Expr, Function, Node, Number};

use super::already;
use super::radical::{self, is_odd};
use super::sum::Sum;
use super::term::{Exponent, Factor, Term, is_positive};
use super::{show, tidy};

/// The terms of an expression, collected.
pub(in crate::math) fn terms(expr: &Expr) -> Sum {
    let mut sum = Sum::zero();
    add_into(&mut sum, expr, &Number::ONE);
    sum.collect();
    sum
}

/// Adds `scale · expr`, without collecting.
pub(in crate::math) fn add_into(sum: &mut Sum, expr: &Expr, scale: &Number) {
    match expr.node() {
        Node::Sum(parts) => {
            for part in parts {
                add_into(sum, part, scale);
            }
        }
        Node::Neg(u) => add_into(sum, u, &scale.neg()),
        Node::Number(_)
        | Node::Constant(_)
        | Node::Name(_)
        | Node::Product(_)
        | Node::Quotient(..)
        | Node::Power(..)
        | Node::Apply(..)
        | Node::Prime(..)
        | Node::Slope(..)
        | Node::Vector(_)
        | Node::Matrix(_)
        | Node::Hole(_) => {
            let mut term = Term::number(scale.clone());
            multiply_into(&mut term, expr, &Number::ONE);
            add_term(sum, term);
        }
    }
}

/// Adds a term; a bare bracket is added term by term.
pub(in crate::math) fn add_term(sum: &mut Sum, term: Term) {
    if term.is_bare_bracket()
        && let [Factor { base, .. }] = term.factors.as_slice()
        && let Node::Sum(parts) = base.node()
    {
        for part in parts {
            add_into(sum, part, &term.coefficient);
        }
    } else {
        sum.terms.push(term);
    }
}

/// Multiplies a term by `expr ^ exponent`.
pub(in crate::math) fn multiply_into(term: &mut Term, expr: &Expr, exponent: &Number) {
    // Of a fraction in lowest terms with an odd denominator every real number has a power.
    let splits = has_odd_denominator(exponent);
    match expr.node() {
        Node::Number(literal) => {
            term.decimal |= literal.places > 0;
            if !term.push_number(&literal.value, exponent) {
                push(term, expr.clone(), exponent);
            }
        }
        Node::Neg(u) if splits => {
            if is_odd(&exponent.numerator()) {
                term.coefficient = term.coefficient.neg();
            }
            multiply_into(term, u, exponent);
        }
        Node::Product(parts) if splits => {
            for part in parts {
                multiply_into(term, part, exponent);
            }
        }
        Node::Quotient(u, v) if splits => {
            multiply_into(term, u, exponent);
            multiply_into(term, v, &exponent.neg());
        }
        Node::Power(u, v) => multiply_by_power(term, u, v, exponent),
        Node::Apply(Function::Exp, arguments) if arguments.len() == 1 => {
            multiply_by_power(term, &Node::Constant(Constant::E).into(), &arguments[0], exponent);
        }
        Node::Apply(function, arguments) => match root_index(*function, arguments) {
            Some(inner) => match chained(&inner, exponent) {
                Some(total) => multiply_into(term, &arguments[0], &total),
                None => multiply_apart(term, &arguments[0], &inner, exponent),
            },
            None => match apply(*function, arguments, expr) {
                Applied::Atom(atom) => push_atom(term, atom, exponent),
                Applied::Scaled(size, atom) => {
                    term.push_number(&size, exponent);
                    push_atom(term, atom, exponent);
                }
                Applied::Folded(value) => multiply_into(term, &value, exponent),
            },
        },
        Node::Sum(_) if already::is_tidy(expr) => push(term, expr.clone(), exponent),
        Node::Sum(_) | Node::Neg(_) | Node::Product(_) | Node::Quotient(..) => {
            multiply_by_compound(term, &terms(expr), exponent);
        }
        Node::Constant(_) | Node::Name(_) | Node::Hole(_) => push(term, expr.clone(), exponent),
        Node::Prime(..) | Node::Slope(..) | Node::Vector(_) | Node::Matrix(_) => {
            push(term, tidy(expr), exponent);
        }
    }
}

fn has_odd_denominator(exponent: &Number) -> bool {
    match exponent.to_small_ratio() {
        Some((_, below)) => below % 2 == 1,
        None => exponent.is_integer() || is_odd(&exponent.denominator()),
    }
}

/// 1/2 for √, 1/3 for ∛, 1/n for a root with a plain whole index.
fn root_index(function: Function, arguments: &[Expr]) -> Option<Number> {
    match function {
        Function::Sqrt => Number::ratio(1, 2),
        Function::Cbrt => Number::ratio(1, 3),
        Function::Root => {
            let index = arguments.get(1)?.as_number()?;
            (index.is_integer() && *index > Number::ONE).then(|| index.recip())?
        }
        _ => None,
    }
}

/// The exponent `total` with `(u^inner)^outer = u^total` for every real u, where there is one.
///
/// With an even numerator inside, `u^inner` is never negative and forgets the sign of u: then
/// only an even total, or a whole outer exponent, is safe.
fn chained(inner: &Number, outer: &Number) -> Option<Number> {
    if outer.is_one() {
        return Some(inner.clone());
    }
    let total = inner.mul(outer);
    let safe = outer.is_integer() || is_odd(&inner.numerator()) || !is_odd(&total.numerator());
    safe.then_some(total)
}

/// Multiplies by `(u^v)^exponent`.
fn multiply_by_power(term: &mut Term, u: &Expr, v: &Expr, exponent: &Number) {
    let v = tidy(v);
    if let Some(inner) = rational(&v) {
        if inner.is_zero() {
            // u^0 is 1 where u is not 0; 0^0 itself has no value.
            if tidy(u).as_number().is_some_and(Number::is_zero) {
                push(term, Node::Power(Expr::integer(0), v).into(), exponent);
            }
            return;
        }
        match chained(&inner, exponent) {
            Some(total) => multiply_into(term, u, &total),
            None => multiply_apart(term, u, &inner, exponent),
        }
        return;
    }
    let mut base = tidy(u);
    if base.as_number().is_some_and(Number::is_one) {
        return;
    }
    let mut raised = v;
    if let Node::Power(inner, w) = base.node()
        && is_positive(inner)
    {
        // (e^u)^v = e^(u·v)
        raised = tidy(&Node::Product(vec![w.clone(), raised]).into());
        base = inner.clone();
    }
    if exponent.is_one() {
        // The exponent is tidied once: a tower of powers must not double the work at each level.
        term.push(Factor { base, exponent: Exponent::of(raised) });
    } else if exponent.is_integer() || is_positive(&base) {
        let mut scaled = terms(&raised);
        scaled.scale(exponent);
        term.push(Factor { base, exponent: Exponent::of(show::sum(&scaled)) });
    } else {
        push(term, Node::Power(base, raised).into(), exponent);
    }
}

/// Multiplies by `(u^inner)^exponent` where the two exponents must not be joined: `√(x²)` is `|x|`.
fn multiply_apart(term: &mut Term, u: &Expr, inner: &Number, exponent: &Number) {
    let mut inside = Term::one();
    multiply_into(&mut inside, u, inner);
    multiply_by_term(term, &inside, exponent);
}

/// Multiplies by a sum, or by a product under an even root, to a power.
fn multiply_by_compound(term: &mut Term, sum: &Sum, exponent: &Number) {
    match sum.terms.as_slice() {
        [] => {
            if !term.push_number(&Number::ZERO, exponent) {
                push(term, Expr::integer(0), exponent);
            }
        }
        [only] => multiply_by_term(term, only, exponent),
        _ => push(term, show::sum(sum).remember_tidy(), exponent),
    }
}

/// Multiplies by a term to a power.
pub(in crate::math) fn multiply_by_term(term: &mut Term, only: &Term, exponent: &Number) {
    if has_odd_denominator(exponent) {
        term.push_number(&only.coefficient, exponent);
        term.decimal |= only.decimal;
        for factor in &only.factors {
            multiply_by_factor(term, factor, exponent);
        }
        return;
    }
    // An even root: a positive number comes out, the rest stays under one root.
    let mut rest = only.clone();
    let outside = rest.coefficient.abs();
    term.decimal |= rest.decimal;
    rest.decimal = false;
    term.push_number(&outside, exponent);
    rest.coefficient = Number::integer(if only.coefficient.is_negative() { -1 } else { 1 });
    match rest.factors.as_slice() {
        [] if rest.coefficient.is_one() => {}
        [factor] if rest.coefficient.is_one() => {
            multiply_by_factor(term, factor, exponent);
        }
        _ => push(term, show::term(&rest), exponent),
    }
}

fn multiply_by_factor(term: &mut Term, factor: &Factor, exponent: &Number) {
    match &factor.exponent {
        Exponent::Number(inner) => match chained(inner, exponent) {
            Some(total) => push_atom(term, factor.base.clone(), &total),
            // An even power inside forgets the sign of its base.
            None => {
                let size = Expr::apply(Function::Abs, factor.base.clone());
                push_atom(term, size, &inner.mul(exponent));
            }
        },
        Exponent::Expr(v) => multiply_by_power(term, &factor.base, v, exponent),
    }
}

/// Multiplies by a tidy expression to a power; an even power needs no absolute value.
fn push_atom(term: &mut Term, base: Expr, exponent: &Number) {
    match base.node() {
        Node::Apply(Function::Abs, arguments)
            if !is_odd(&exponent.numerator()) && arguments.len() == 1 =>
        {
            multiply_into(term, &arguments[0].clone(), exponent);
        }
        Node::Apply(..) | Node::Name(_) | Node::Constant(_) | Node::Sum(_) => {
            push(term, base, exponent);
        }
        _ => multiply_into(term, &base, exponent),
    }
}

fn push(term: &mut Term, base: Expr, exponent: &Number) {
    term.push(Factor { base, exponent: Exponent::Number(exponent.clone()) });
}

/// A number to a power, where that is a rational number.
pub(in crate::math) fn whole_power(base: &Number, exponent: &Number) -> Option<Number> {
    let folded = radical::power(base, exponent)?;
    folded.inside.is_none().then_some(folded.outside)
}

/// The exact value of a tidy expression that is a rational number.
pub(in crate::math) fn rational(expr: &Expr) -> Option<Number> {
    match expr.node() {
        Node::Number(literal) => Some(literal.value.clone()),
        Node::Neg(u) => Some(rational(u)?.neg()),
        Node::Quotient(u, v) => rational(u)?.div(&rational(v)?),
        Node::Constant(_)
        | Node::Name(_)
        | Node::Sum(_)
        | Node::Product(_)
        | Node::Power(..)
        | Node::Apply(..)
        | Node::Prime(..)
        | Node::Slope(..)
        | Node::Vector(_)
        | Node::Matrix(_)
        | Node::Hole(_) => None,
    }
}

/// What became of a function whose arguments were tidied.
pub(super) enum Applied {
    /// Still a function.
    Atom(Expr),
    /// A value that was folded: `ln 1 = 0`.
    Folded(Expr),
    /// A positive number times a function: `|3x| = 3·|x|`.
    Scaled(Number, Expr),
}

/// The function with tidy arguments, or the value that it folds to; `whole` is the function as it
/// stands, returned unchanged where its arguments were tidy already.
pub(super) fn apply(function: Function, arguments: &[Expr], whole: &Expr) -> Applied {
    let tidied: SmallVec<[Expr; 2]> = arguments.iter().map(tidy).collect();
    if let [u] = tidied.as_slice()
        && let Some(value) = fold(function, u)
    {
        return Applied::Folded(value);
    }
    if let (Function::Abs, [u]) = (function, tidied.as_slice())
        && let Some(scaled) = scaled_size(u)
    {
        return scaled;
    }
    if tidied.iter().zip(arguments).all(|(new, old)| new.is_same_node(old)) {
        return Applied::Atom(whole.clone());
    }
    Applied::Atom(Node::Apply(function, tidied.into_vec()).into())
}

/// `|3x|` and `|x/3|` with the number in front.
fn scaled_size(u: &Expr) -> Option<Applied> {
    if !matches!(u.node(), Node::Product(_) | Node::Quotient(..)) {
        return None;
    }
    let sum = terms(u);
    let [only] = sum.terms.as_slice() else { return None };
    if only.coefficient.is_unit() || only.decimal || only.is_number() {
        return None;
    }
    let mut rest = only.clone();
    rest.coefficient = Number::ONE;
    let size = Expr::apply(Function::Abs, tidy(&show::term(&rest)));
    Some(Applied::Scaled(only.coefficient.abs(), size.remember_tidy()))
}

/// Is the function shown as a power or a root of its argument?
pub(in crate::math) fn is_power(function: Function, arguments: &[Expr]) -> bool {
    function == Function::Exp || root_index(function, arguments).is_some()
}

/// Well-known values: `ln 1 = 0`, `sin 0 = 0`, `|−u| = |u|`.
fn fold(function: Function, u: &Expr) -> Option<Expr> {
    match (function, u.node()) {
        (Function::Ln, Node::Constant(Constant::E)) => return Some(Expr::integer(1)),
        (Function::Ln, Node::Power(base, v)) if is_e(base) => return Some(v.clone()),
        (Function::Abs, Node::Neg(inner)) => {
            return Some(Expr::apply(Function::Abs, inner.clone()));
        }
        (Function::Abs, Node::Apply(Function::Abs, _)) => return Some(u.clone()),
        _ => {}
    }
    let value = rational(u)?;
    match function {
        Function::Abs => Some(show::number(&value.abs())),
        Function::Relu if value.is_negative() => Some(Expr::integer(0)),
        Function::Relu => Some(show::number(&value)),
        Function::Sign if value.is_negative() => Some(show::number(&Number::integer(-1))),
        Function::Sign => Some(Expr::integer(i64::from(!value.is_zero()))),
        Function::Sin
        | Function::Tan
        | Function::Asin
        | Function::Atan
        | Function::Sinh
        | Function::Tanh
        | Function::Asinh
        | Function::Atanh
            if value.is_zero() =>
        {
            Some(Expr::integer(0))
        }
        Function::Cos | Function::Sec | Function::Cosh | Function::Sech if value.is_zero() => {
            Some(Expr::integer(1))
        }
        Function::Ln | Function::Log10 | Function::Log2 if value.is_one() => Some(Expr::integer(0)),
        _ => None,
    }
}

fn is_e(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Constant(Constant::E))
}
