//! Does a sum come apart into factors, and does a fraction cancel?

use crate::math::{Expr, Name, Node, Number};

/// Degrees beyond which a polynomial is not tried for rational zeros.
const LARGEST_DEGREE: usize = 12;
/// Coefficients beyond which it is not tried either: there would be too many candidates.
const LARGEST_COEFFICIENT: u64 = 1_000_000;

/// Is the expression a product of factors that come apart no further?
pub(super) fn is_factored(expr: &Expr) -> bool {
    match expr.node() {
        Node::Neg(u) => is_factored(u),
        Node::Product(factors) => factors.iter().all(is_factored),
        Node::Quotient(u, v) => is_factored(u) && is_factored(v),
        Node::Power(base, _) => is_factored(base),
        Node::Sum(terms) => !comes_apart(terms),
        _ => true,
    }
}

/// Have the terms a common factor, or a polynomial of theirs a rational zero?
fn comes_apart(terms: &[Expr]) -> bool {
    let parts: Vec<Parts> = terms.iter().map(Parts::of).collect();
    let Some((first, others)) = parts.split_first() else { return false };
    let shares_factor =
        first.bases.iter().any(|base| others.iter().all(|other| other.bases.contains(base)));
    shares_factor || has_common_number(&parts) || has_rational_zero(terms)
}

/// A term as a number times other factors.
struct Parts {
    number: Number,
    bases: Vec<Expr>,
}

impl Parts {
    fn of(term: &Expr) -> Parts {
        let mut parts = Parts { number: Number::ONE, bases: Vec::new() };
        parts.take(term);
        parts
    }

    fn take(&mut self, expr: &Expr) {
        match expr.node() {
            Node::Number(literal) => self.number = self.number.mul(&literal.value),
            Node::Neg(u) => {
                self.number = self.number.neg();
                self.take(u);
            }
            Node::Product(factors) => factors.iter().for_each(|factor| self.take(factor)),
            Node::Quotient(u, v) => {
                self.take(u);
                match v.as_number().and_then(Number::recip) {
                    Some(inverse) => self.number = self.number.mul(&inverse),
                    None => self.bases.push(Node::Quotient(Expr::integer(1), v.clone()).into()),
                }
            }
            // e^u and 2^u share no factor with e^v that a student would take out.
            Node::Power(base, _) if base.names().is_empty() => self.bases.push(expr.clone()),
            Node::Power(base, _) => self.bases.push(base.clone()),
            _ => self.bases.push(expr.clone()),
        }
    }
}

/// Do all terms have a whole number above 1 in common?
fn has_common_number(parts: &[Parts]) -> bool {
    let whole: Option<Vec<u64>> =
        parts.iter().map(|part| part.number.to_i64().map(i64::unsigned_abs)).collect();
    whole.is_some_and(|numbers| numbers.into_iter().reduce(gcd).is_some_and(|common| common > 1))
}

fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Is the sum a polynomial in one variable, of degree 2 or more, with a rational zero?
fn has_rational_zero(terms: &[Expr]) -> bool {
    let sum: Expr = Node::Sum(terms.to_vec()).into();
    let names = sum.names();
    let [name] = names.as_slice() else { return is_difference_of_squares(terms) };
    let Some(coefficients) = polynomial(&sum, name) else { return false };
    let degree = coefficients.len().saturating_sub(1);
    if degree < 2 {
        return false;
    }
    let Some(whole) = whole_multiples(&coefficients) else { return false };
    let (Some(&last), Some(&first)) = (whole.last(), whole.first()) else { return false };
    if first == 0 {
        return true;
    }
    if last.unsigned_abs() > LARGEST_COEFFICIENT || first.unsigned_abs() > LARGEST_COEFFICIENT {
        return false;
    }
    divisors(first.unsigned_abs()).iter().any(|top| {
        divisors(last.unsigned_abs()).iter().any(|bottom| {
            [1, -1].iter().any(|sign| {
                let candidate = Number::ratio(sign * (*top as i64), *bottom as i64);
                candidate.is_some_and(|zero| value(&coefficients, &zero).is_zero())
            })
        })
    })
}

/// a² − b² in several variables.
fn is_difference_of_squares(terms: &[Expr]) -> bool {
    let [first, second] = terms else { return false };
    let squares = |expr: &Expr| {
        let parts = Parts::of(expr);
        is_square(&parts.number.abs()) && all_squares(expr)
    };
    let signs = [first, second].map(|term| Parts::of(term).number.is_negative());
    signs[0] != signs[1] && squares(first) && squares(second)
}

fn all_squares(expr: &Expr) -> bool {
    match expr.node() {
        Node::Number(_) => true,
        Node::Neg(u) => all_squares(u),
        Node::Product(factors) => factors.iter().all(all_squares),
        Node::Power(_, exponent) => {
            exponent.as_number().and_then(Number::to_i64).is_some_and(|n| n % 2 == 0)
        }
        _ => false,
    }
}

/// The coefficients from the constant one upwards, or `None` for what is no polynomial.
pub(super) fn polynomial(expr: &Expr, name: &Name) -> Option<Vec<Number>> {
    match expr.node() {
        Node::Number(literal) => Some(vec![literal.value.clone()]),
        Node::Name(own) if own == name => Some(vec![Number::ZERO, Number::ONE]),
        Node::Neg(u) => Some(polynomial(u, name)?.iter().map(Number::neg).collect()),
        Node::Sum(parts) => {
            let mut sum: Vec<Number> = Vec::new();
            for part in parts {
                let own = polynomial(part, name)?;
                sum.resize(sum.len().max(own.len()), Number::ZERO);
                for (place, value) in sum.iter_mut().zip(&own) {
                    *place = place.add(value);
                }
            }
            while sum.len() > 1 && sum.last().is_some_and(Number::is_zero) {
                sum.pop();
            }
            Some(sum)
        }
        Node::Product(parts) => parts
            .iter()
            .try_fold(vec![Number::ONE], |so_far, part| times(&so_far, &polynomial(part, name)?)),
        Node::Quotient(u, v) => {
            let inverse = v.as_number()?.recip()?;
            Some(polynomial(u, name)?.iter().map(|value| value.mul(&inverse)).collect())
        }
        Node::Power(base, exponent) => {
            let count = usize::try_from(exponent.as_number()?.to_i64()?).ok()?;
            let base = polynomial(base, name)?;
            if count * base.len().saturating_sub(1) > LARGEST_DEGREE {
                return None;
            }
            (0..count).try_fold(vec![Number::ONE], |so_far, _| times(&so_far, &base))
        }
        _ => None,
    }
}

fn times(a: &[Number], b: &[Number]) -> Option<Vec<Number>> {
    if a.len() + b.len() > LARGEST_DEGREE + 2 {
        return None;
    }
    let mut product = vec![Number::ZERO; (a.len() + b.len()).saturating_sub(1)];
    for (i, u) in a.iter().enumerate() {
        for (j, v) in b.iter().enumerate() {
            product[i + j] = product[i + j].add(&u.mul(v));
        }
    }
    Some(product)
}

fn value(coefficients: &[Number], at: &Number) -> Number {
    coefficients.iter().rev().fold(Number::ZERO, |so_far, own| so_far.mul(at).add(own))
}

/// The coefficients times their common denominator.
fn whole_multiples(coefficients: &[Number]) -> Option<Vec<i64>> {
    let common = coefficients.iter().try_fold(1u64, |so_far, value| {
        let (_, d) = value.to_small_ratio()?;
        (so_far / gcd(so_far, d.unsigned_abs())).checked_mul(d.unsigned_abs())
    })?;
    let common = Number::integer(i64::try_from(common).ok()?);
    coefficients.iter().map(|value| value.mul(&common).to_i64()).collect()
}

fn divisors(n: u64) -> Vec<u64> {
    let mut found = Vec::new();
    let mut d = 1;
    while d * d <= n {
        if n.is_multiple_of(d) {
            found.push(d);
            found.push(n / d);
        }
        d += 1;
    }
    found
}

/// Is the fraction here, if there is one, cancelled?
pub(super) fn is_cancelled_here(expr: &Expr) -> bool {
    let Node::Quotient(u, v) = expr.node() else { return true };
    let (over, under) = (Parts::of(u), Parts::of(v));
    let numbers_cancel = match (is_bare_number(u), is_bare_number(v)) {
        (true, true) => !is_lowest(&over.number, &under.number) || under.number.is_one(),
        _ => common_whole(&over.number, &under.number) || under.number.is_negative(),
    };
    let shares = over.bases.iter().any(|base| under.bases.contains(base));
    !(numbers_cancel || shares || polynomials_cancel(u, v))
}

fn is_bare_number(expr: &Expr) -> bool {
    match expr.node() {
        Node::Number(_) => true,
        Node::Neg(u) => is_bare_number(u),
        _ => false,
    }
}

fn common_whole(a: &Number, b: &Number) -> bool {
    match (a.to_i64(), b.to_i64()) {
        (Some(a), Some(b)) => gcd(a.unsigned_abs(), b.unsigned_abs()) > 1,
        _ => false,
    }
}

/// Are two whole numbers, as numerator and denominator, in lowest terms?
pub(super) fn is_lowest(a: &Number, b: &Number) -> bool {
    match (a.to_i64(), b.to_i64()) {
        (Some(a), Some(b)) => b > 0 && gcd(a.unsigned_abs(), b.unsigned_abs()) == 1,
        _ => true,
    }
}

/// Have two polynomials in one variable a common factor?
fn polynomials_cancel(u: &Expr, v: &Expr) -> bool {
    let names: Expr = Node::Sum(vec![u.clone(), v.clone()]).into();
    let names = names.names();
    let [name] = names.as_slice() else { return false };
    let (Some(mut a), Some(mut b)) = (polynomial(u, name), polynomial(v, name)) else {
        return false;
    };
    // Euclid's algorithm: the last remainder that is not 0.
    while b.len() > 1 || b.first().is_some_and(|value| !value.is_zero()) {
        let Some(rest) = remainder(a, &b) else { return false };
        a = b;
        b = rest;
    }
    a.len() > 1
}

pub(super) fn remainder(a: Vec<Number>, b: &[Number]) -> Option<Vec<Number>> {
    let mut rest = a;
    let lead = b.last()?.recip()?;
    while rest.len() >= b.len() && rest.iter().any(|value| !value.is_zero()) {
        let factor = rest.last()?.mul(&lead);
        let shift = rest.len() - b.len();
        for (place, value) in b.iter().enumerate() {
            rest[place + shift] = rest[place + shift].sub(&value.mul(&factor));
        }
        rest.pop();
        while rest.len() > 1 && rest.last().is_some_and(Number::is_zero) {
            rest.pop();
        }
        if rest.is_empty() {
            rest.push(Number::ZERO);
        }
        if b.len() == 1 {
            return Some(vec![Number::ZERO]);
        }
    }
    Some(rest)
}

/// Is a rational ≥ 0 the square of a rational?
pub(super) fn is_square(value: &Number) -> bool {
    let is_whole_square = |n: i64| n >= 0 && (n.isqrt()) * n.isqrt() == n;
    value.to_small_ratio().is_some_and(|(n, d)| is_whole_square(n) && is_whole_square(d))
}
