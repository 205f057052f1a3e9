//! Where does an expression go as one of its letters goes somewhere?
//!
//! What can be worked out exactly is; the rest is looked at very near, at irregular points and in
//! hundreds of bits, and named where it is a fraction, a power of e, a root, a logarithm or a
//! multiple of π. What was worked out has to agree with what is seen there. `None` where neither
//! tells.

use super::slope::limit;
use super::{
    Constant, Expr, Function, Name, Node, Number, carry_out, derivative, same, substitute, tidy,
};

/// Where the letter goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// To a number, from both sides.
    Number(Expr),
    /// To a number, from above.
    Above(Expr),
    /// To a number, from below.
    Below(Expr),
    /// Beyond every bound.
    Infinity,
    /// Below every bound.
    MinusInfinity,
}

/// Where the expression goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Goes {
    /// To this value.
    To(Expr),
    /// Beyond every bound.
    Up,
    /// Below every bound.
    Down,
    /// To different things from the two sides.
    Apart,
}

/// Where `of` goes as `name` goes to the target; `None` where that is not known.
///
/// ```
/// use gradus::math::approach::{Goes, Target, approach};
/// use gradus::math::{Name, print, read::{Syntax, read}};
///
/// let of = read("(1 + 1/n)^n", &Syntax::default()).expect("it reads").expr;
/// let Some(Goes::To(value)) = approach(&of, &Name::new("n"), &Target::Infinity) else { panic!() };
/// assert_eq!(print::line(&value), "e");
/// ```
pub fn approach(of: &Expr, name: &Name, to: &Target) -> Option<Goes> {
    let of = carry_out(of);
    match to {
        Target::Number(at) => {
            let known = limit(&of, name, at);
            let (above, below) = (Way::above(at), Way::below(at));
            if let Some(value) = known
                .filter(|value| above.agrees(&of, name, value) && below.agrees(&of, name, value))
            {
                return Some(Goes::To(value));
            }
            match (above.seen(&of, name)?, below.seen(&of, name)?) {
                (a, b) if a == b => Some(a),
                _ => Some(Goes::Apart),
            }
        }
        Target::Above(at) => one_sided(&of, name, at, &Way::above(at)),
        Target::Below(at) => one_sided(&of, name, at, &Way::below(at)),
        Target::Infinity | Target::MinusInfinity => {
            let way = if *to == Target::Infinity { Way::far(1) } else { Way::far(-1) };
            let known = by_degree(&of, name).filter(|value| way.agrees(&of, name, value));
            known.map(Goes::To).or_else(|| way.seen(&of, name))
        }
    }
}

fn one_sided(of: &Expr, name: &Name, at: &Expr, way: &Way) -> Option<Goes> {
    let known = limit(of, name, at).filter(|value| way.agrees(of, name, value));
    known.map(Goes::To).or_else(|| way.seen(of, name))
}

/// How often both sides of a fraction are differentiated at most.
const TIMES: usize = 8;

/// A fraction of polynomials far out: both differentiated until nothing moves below.
fn by_degree(of: &Expr, name: &Name) -> Option<Expr> {
    if !of.mentions(name) {
        return Some(of.clone());
    }
    let Node::Quotient(above, below) = of.node() else { return None };
    let (mut above, mut below) = (above.clone(), below.clone());
    for _ in 0..TIMES {
        if !below.mentions(name) {
            let value: Expr = tidy(&Node::Quotient(above.clone(), below).into());
            return (!above.mentions(name)).then_some(value);
        }
        (above, below) = (derivative(&above, name), derivative(&below, name));
    }
    None
}

/// Powers of two for how near the points lie. What grows or shrinks fast leaves the numbers early.
const NEARNESS: [i64; 8] = [4, 6, 8, 14, 18, 29, 47, 76];
/// So many of the nearest values count …
const COUNTED: usize = 4;
/// … and no fewer than this.
const FEWEST: usize = 3;
/// Bits of what is worked out there.
const BITS: usize = 420;
/// Two values that are seen to be one differ by less than 2 to the power of minus this.
const SAME: i64 = 34;
/// Beyond this a value that keeps growing has no bound.
const LARGE: f64 = 8.0;

/// The way to the target: points nearer and nearer.
struct Way {
    points: Vec<Expr>,
}

impl Way {
    fn above(at: &Expr) -> Way {
        Way::near(at, 1)
    }

    fn below(at: &Expr) -> Way {
        Way::near(at, -1)
    }

    fn near(at: &Expr, sign: i64) -> Way {
        let step = |k: &i64| {
            let size = far(*k).and_then(|far| Number::integer(sign).div(&far));
            Node::Sum(vec![at.clone(), Expr::number(size.unwrap_or(Number::ZERO))]).into()
        };
        Way { points: NEARNESS.iter().map(step).collect() }
    }

    fn far(sign: i64) -> Way {
        let point = |k: &i64| Some(Expr::number(far(*k)?.mul(&Number::integer(sign))));
        Way { points: NEARNESS.iter().filter_map(point).collect() }
    }

    /// The values along the way; other letters stand for numbers that are nothing special.
    fn values(&self, of: &Expr, name: &Name) -> Option<Vec<Number>> {
        let of = substitute(of, &others(of, name));
        let all = self.points.iter().map(|point| {
            value(&substitute(&of, &[(name.clone(), point.clone())]))
                .filter(|value| value.to_f64().is_finite())
        });
        let found: Vec<Number> = all.skip_while(Option::is_none).map_while(|value| value).collect();
        let last = found.len().saturating_sub(COUNTED);
        (found.len() >= FEWEST).then(|| found[last..].to_vec())
    }

    /// Does what is seen on the way confirm this value?
    fn agrees(&self, of: &Expr, name: &Name, claim: &Expr) -> bool {
        let claim = value(&substitute(
            claim,
            &others(&Node::Sum(vec![of.clone(), claim.clone()]).into(), name),
        ));
        match (self.values(of, name), claim) {
            (Some(values), Some(claim)) => nears(&values, &claim),
            _ => false,
        }
    }

    /// What is seen on the way; only without other letters.
    fn seen(&self, of: &Expr, name: &Name) -> Option<Goes> {
        if of.names().iter().any(|own| own != name) {
            return None;
        }
        let values = self.values(of, name)?;
        let doubles: Vec<f64> = values.iter().map(Number::to_f64).collect();
        let sizes: Vec<f64> = doubles.iter().map(|value| value.abs()).collect();
        let grows = sizes.windows(2).all(|pair| pair[1] > pair[0] * 1.3) && sizes[0] > LARGE;
        if grows && doubles.iter().all(|value| *value > 0.0) {
            return Some(Goes::Up);
        }
        if grows && doubles.iter().all(|value| *value < 0.0) {
            return Some(Goes::Down);
        }
        let last = *doubles.last()?;
        candidates(last).into_iter().find_map(|candidate| {
            nears(&values, &value(&candidate)?).then_some(Goes::To(candidate))
        })
    }
}

/// A large number that is no round one.
fn far(k: i64) -> Option<Number> {
    let odd = Number::ratio(k, 97)?;
    Some(Number::integer(2).pow(k, 1 << 12)?.add(&odd))
}

/// Numbers for the letters that stand still.
fn others(of: &Expr, name: &Name) -> Vec<(Name, Expr)> {
    let still = of.names().into_iter().filter(|own| own != name);
    still
        .enumerate()
        .filter_map(|(at, own)| {
            let value = Number::ratio(17 + 6 * at as i64, 11)?;
            Some((own, Expr::number(value)))
        })
        .collect()
}

fn value(expr: &Expr) -> Option<Number> {
    let (lo, hi) = same::bounds(expr, BITS)?;
    lo.add(&hi).div(&Number::integer(2))
}

/// Do the values come nearer and nearer to this, and near enough in the end?
fn nears(values: &[Number], claim: &Number) -> bool {
    let gaps: Vec<Number> = values.iter().map(|value| value.sub(claim).abs()).collect();
    let reach = |k: i64| Number::integer(2).pow(-k, 1 << 12);
    let scale = claim.abs().add(&Number::ONE);
    let is_near = |gap: &Number| reach(SAME).is_some_and(|reach| *gap < reach.mul(&scale));
    gaps.windows(2).all(|pair| pair[1] <= pair[0]) && gaps.last().is_some_and(is_near)
}

/// Exact numbers that a double may stand for, the plainest first.
fn candidates(value: f64) -> Vec<Expr> {
    let fraction = |value: f64, most: i64| {
        (1..=most).find_map(|below| {
            let above = (value * below as f64).round();
            let is_close = (above / below as f64 - value).abs() <= 1e-8 * (1.0 + value.abs());
            (is_close && above.abs() < 1e9)
                .then(|| Number::ratio(above as i64, below).map(Expr::number))?
        })
    };
    let negative = value < 0.0;
    let size = value.abs();
    let e = || Expr::from(Node::Constant(Constant::E));
    let pi = || Expr::from(Node::Constant(Constant::Pi));
    let found = [
        fraction(size, 1000),
        fraction(size.ln(), 12).map(|power| Node::Power(e(), power).into()),
        fraction(size / std::f64::consts::PI, 60)
            .map(|times| Node::Product(vec![times, pi()]).into()),
        fraction(size * size, 144).map(|square| Expr::apply(Function::Sqrt, square)),
        fraction(size.exp(), 60).map(|inside| Expr::apply(Function::Ln, inside)),
    ];
    let signed = |expr: Expr| if negative { Node::Neg(expr).into() } else { expr };
    found.into_iter().flatten().map(|expr| tidy(&signed(expr))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::print::line;
    use crate::math::read::{Syntax, read};

    fn goes(of: &str, name: &str, to: &Target) -> String {
        let of = read(of, &Syntax::default()).expect("the test's line reads").expr;
        match approach(&of, &Name::new(name), to) {
            Some(Goes::To(value)) => line(&value),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn far_out_the_fastest_terms_count() {
        let cases = [
            ("(3x^2+1)/(x^2-x)", "3"),
            ("x^2", "Some(Up)"),
            ("-x^3+x", "Some(Down)"),
            ("(1+1/x)^x", "e"),
            ("(1+2/x)^x", "e²"),
            ("ln(x)/x", "0"),
            ("sqrt(x^2+x)-x", "1/2"),
            ("atan(x)", "π/2"),
            ("ln(x)", "Some(Up)"),
            ("sin(x)", "None"),
            ("cos(2*pi*x)", "None"),
            ("a*x/(x+1)", "a"),
        ];
        for (of, expected) in cases {
            assert_eq!(goes(of, "x", &Target::Infinity), expected, "{of}");
        }
        assert_eq!(goes("e^x", "x", &Target::MinusInfinity), "0");
        assert_eq!(goes("e^x", "x", &Target::Infinity), "Some(Up)");
        assert_eq!(goes("x^5*e^(-x)", "x", &Target::Infinity), "0");
        assert_eq!(goes("sigmoid(x)", "x", &Target::Infinity), "1");
    }

    #[test]
    fn the_two_sides_may_differ() {
        let zero = || Expr::integer(0);
        assert_eq!(goes("abs(x)/x", "x", &Target::Above(zero())), "1");
        assert_eq!(goes("abs(x)/x", "x", &Target::Below(zero())), "−1");
        assert_eq!(goes("abs(x)/x", "x", &Target::Number(zero())), "Some(Apart)");
        assert_eq!(goes("1/x^2", "x", &Target::Number(zero())), "Some(Up)");
        assert_eq!(goes("1/x", "x", &Target::Above(zero())), "Some(Up)");
        assert_eq!(goes("1/x", "x", &Target::Number(zero())), "Some(Apart)");
    }

    #[test]
    fn what_cancels_is_worked_out() {
        let zero = || Target::Number(Expr::integer(0));
        assert_eq!(goes("((x+h)^2-x^2)/h", "h", &zero()), "2x");
        assert_eq!(goes("sin(h)/h", "h", &zero()), "1");
        assert_eq!(goes("(1+h)^(1/h)", "h", &zero()), "e");
        assert_eq!(goes("(x^2-9)/(x-3)", "x", &Target::Number(Expr::integer(3))), "6");
    }
}
