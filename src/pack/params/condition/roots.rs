//! How many real roots has a polynomial, exactly? Sturm's theorem over the rationals.
//!
//! Sturm (1829): the number of distinct real roots is the loss of sign changes along the chain
//! p, p′, −rem(p, p′), … between −∞ and +∞. A quotient of polynomials is 0 where its numerator is
//! and none of its denominators.

use crate::math::{Expr, Name, Node, Number};

/// Polynomials of a higher degree are declined: their remainders grow without use to a lesson.
const DEGREE: usize = 40;
/// Coefficients of more bits are declined.
const BITS: u64 = 4096;

/// Coefficients from the constant upwards, the last of them not 0; empty for 0.
type Coefficients = Vec<Number>;

/// `above / below`, defined where no factor of `holes` is 0.
struct Ratio {
    above: Coefficients,
    below: Coefficients,
    holes: Coefficients,
}

/// How many distinct real numbers make the expression 0; infinitely many are `None`. `Err` says why
/// it cannot be counted.
pub(crate) fn count(expr: &Expr, by: &Name) -> Result<Option<usize>, &'static str> {
    let ratio = ratio(expr, by)?;
    if ratio.above.is_empty() {
        return Ok(None);
    }
    // Roots of the numerator that are no holes: those left without what both share.
    let mut above = ratio.above;
    loop {
        let shared = common(&above, &ratio.holes);
        if shared.len() < 2 {
            break;
        }
        above = divided(&above, &shared).0;
    }
    Ok(Some(sturm(&above)))
}

fn ratio(expr: &Expr, by: &Name) -> Result<Ratio, &'static str> {
    let plain = |above| Ratio { above, below: vec![Number::ONE], holes: vec![Number::ONE] };
    match expr.node() {
        Node::Number(literal) => Ok(plain(trimmed(vec![literal.value.clone()]))),
        Node::Name(name) if name == by => Ok(plain(vec![Number::ZERO, Number::ONE])),
        Node::Neg(u) => {
            let u = ratio(u, by)?;
            Ok(Ratio { above: scaled(&u.above, &Number::integer(-1)), ..u })
        }
        Node::Sum(terms) => terms.iter().try_fold(plain(Vec::new()), |sum, term| {
            let term = ratio(term, by)?;
            Ok(Ratio {
                above: added(&times(&sum.above, &term.below)?, &times(&term.above, &sum.below)?),
                below: times(&sum.below, &term.below)?,
                holes: times(&sum.holes, &term.holes)?,
            })
        }),
        Node::Product(factors) => factors
            .iter()
            .try_fold(plain(vec![Number::ONE]), |product, u| multiplied(&product, &ratio(u, by)?)),
        Node::Quotient(u, v) => multiplied(&ratio(u, by)?, &inverse(ratio(v, by)?)?),
        Node::Power(u, v) => {
            let exponent = v.as_number().or_else(|| match v.node() {
                Node::Neg(inner) => inner.as_number(),
                _ => None,
            });
            let exponent = exponent.and_then(Number::to_i64).ok_or(NO_POLYNOMIAL)?;
            let base = ratio(u, by)?;
            let turned = matches!(v.node(), Node::Neg(_)) != (exponent < 0);
            let base = if turned { inverse(base)? } else { base };
            let exponent = usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX);
            if exponent > DEGREE {
                return Err(TOO_LARGE);
            }
            (0..exponent).try_fold(plain(vec![Number::ONE]), |power, _| multiplied(&power, &base))
        }
        _ => Err(NO_POLYNOMIAL),
    }
}

const NO_POLYNOMIAL: &str = "is no polynomial here, nor a quotient of two";
const TOO_LARGE: &str = "is of a degree above 40, or its numbers are too long";
const NOWHERE: &str = "divides by 0";

fn multiplied(a: &Ratio, b: &Ratio) -> Result<Ratio, &'static str> {
    Ok(Ratio {
        above: times(&a.above, &b.above)?,
        below: times(&a.below, &b.below)?,
        holes: times(&a.holes, &b.holes)?,
    })
}

fn inverse(u: Ratio) -> Result<Ratio, &'static str> {
    if u.above.is_empty() {
        return Err(NOWHERE);
    }
    Ok(Ratio { holes: times(&u.holes, &u.above)?, above: u.below, below: u.above })
}

fn trimmed(mut p: Coefficients) -> Coefficients {
    while p.last().is_some_and(Number::is_zero) {
        p.pop();
    }
    p
}

fn scaled(p: &[Number], by: &Number) -> Coefficients {
    trimmed(p.iter().map(|c| c.mul(by)).collect())
}

fn added(p: &[Number], q: &[Number]) -> Coefficients {
    let at = |p: &[Number], i: usize| p.get(i).cloned().unwrap_or(Number::ZERO);
    trimmed((0..p.len().max(q.len())).map(|i| at(p, i).add(&at(q, i))).collect())
}

fn times(p: &[Number], q: &[Number]) -> Result<Coefficients, &'static str> {
    if p.is_empty() || q.is_empty() {
        return Ok(Vec::new());
    }
    let mut product = vec![Number::ZERO; p.len() + q.len() - 1];
    if product.len() > DEGREE + 1 {
        return Err(TOO_LARGE);
    }
    for (i, a) in p.iter().enumerate() {
        for (j, b) in q.iter().enumerate() {
            product[i + j] = product[i + j].add(&a.mul(b));
        }
    }
    if product.iter().any(|c| c.bit_len() > BITS) { Err(TOO_LARGE) } else { Ok(trimmed(product)) }
}

/// Quotient and remainder; the divisor is not 0.
fn divided(p: &[Number], by: &[Number]) -> (Coefficients, Coefficients) {
    let mut rest = p.to_vec();
    let mut quotient = vec![Number::ZERO; (p.len() + 1).saturating_sub(by.len())];
    let Some(leading) = by.last().and_then(Number::recip) else { return (Vec::new(), rest) };
    while rest.len() >= by.len() {
        let shift = rest.len() - by.len();
        let factor = rest[rest.len() - 1].mul(&leading);
        for (i, c) in by.iter().enumerate() {
            rest[i + shift] = rest[i + shift].sub(&factor.mul(c));
        }
        quotient[shift] = factor;
        rest = trimmed(rest);
    }
    (trimmed(quotient), rest)
}

/// The common factor of highest degree, scaled to leading coefficient 1.
fn common(p: &[Number], q: &[Number]) -> Coefficients {
    let (mut a, mut b) = (p.to_vec(), q.to_vec());
    while !b.is_empty() {
        let rest = divided(&a, &b).1;
        // Scaling keeps the coefficients short.
        a = b;
        b = normed(&rest);
    }
    normed(&a)
}

/// Divided by the size of the leading coefficient: signs stay.
fn normed(p: &[Number]) -> Coefficients {
    match p.last().and_then(|leading| leading.abs().recip()) {
        Some(factor) => scaled(p, &factor),
        None => Vec::new(),
    }
}

fn slope(p: &[Number]) -> Coefficients {
    let factor = |i: usize| Number::integer(i64::try_from(i).unwrap_or(i64::MAX));
    trimmed(p.iter().enumerate().skip(1).map(|(i, c)| c.mul(&factor(i))).collect())
}

/// Distinct real roots of a polynomial that is not 0.
fn sturm(p: &[Number]) -> usize {
    let mut chain = vec![normed(p), normed(&slope(p))];
    while let [.., a, b] = chain.as_slice() {
        if b.is_empty() {
            break;
        }
        let rest = divided(a, b).1;
        chain.push(normed(&scaled(&rest, &Number::integer(-1))));
    }
    let above = |p: &Coefficients| Some(p.last()?.is_negative());
    let below = |p: &Coefficients| Some(p.last()?.is_negative() != p.len().is_multiple_of(2));
    let changes = |sign: &dyn Fn(&Coefficients) -> Option<bool>| {
        let signs: Vec<bool> = chain.iter().filter_map(sign).collect();
        signs.windows(2).filter(|pair| pair[0] != pair[1]).count()
    };
    changes(&below) - changes(&above)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::{carry_out, read};

    fn roots(text: &str) -> Result<Option<usize>, &'static str> {
        let expr = read::read(text, &read::Syntax::default()).expect("it reads").expr;
        count(&carry_out(&expr), &Name::new("x"))
    }

    #[test]
    fn distinct_real_roots_are_counted() {
        for (text, count) in [
            ("x^2 + 1", 0),
            ("x^2 - 2", 2),
            ("(x-1)^3*(x+2)", 2),
            ("x^3/3 - 4*x", 3),
            ("x^5 - x - 1", 1),
            ("5", 0),
            ("x", 1),
            ("(x-1)*(x-2)*(x-3)*(x-4)*(x-5)*(x-6)*(x-7)*(x-8)", 8),
            ("x^2 - 0.0000000001", 2),
            ("d/dx(x^4 - 4*x^3 + 4*x^2)", 3),
        ] {
            assert_eq!(roots(text), Ok(Some(count)), "{text}");
        }
    }

    #[test]
    fn a_root_of_a_denominator_is_none() {
        assert_eq!(roots("(x^2 - 1)/(x - 1)"), Ok(Some(1)));
        assert_eq!(roots("(x^2 - 4)*x^(-1) + 0/x"), Ok(Some(2)));
        assert_eq!(roots("x/x - 1"), Ok(None));
    }

    #[test]
    fn what_is_no_polynomial_is_declined() {
        assert_eq!(roots("sin(x)"), Err(NO_POLYNOMIAL));
        assert_eq!(roots("x^90"), Err(TOO_LARGE));
        assert_eq!(roots("x/(x - x)"), Err(NOWHERE));
        assert_eq!(roots("x - x"), Ok(None));
    }
}
