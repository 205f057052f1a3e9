//! Is this the next point of the walk?

use crate::descent::{self, Method, Plan};
use crate::math::compile::Compiled;
use crate::math::read::Reading;
use crate::math::substitute::substitute;
use crate::math::tidy::tidy;
use crate::math::{Expr, Name, Node, Number, print, slope};
use crate::pack::{Coordinate, Walk};
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::fields::{self, Component};
use super::mark::Mark;
use super::{Asked, is_same, number};

/// Slopes longer than this are not written out in a remark.
const FORMULA: usize = 24;

/// The walk that is asked about.
pub(super) struct Walked<'a> {
    pub of: &'a Expr,
    pub vars: &'a [Name],
    pub from: &'a [Coordinate],
    pub walk: &'a Walk,
    pub times: u32,
}

pub(super) fn mark(asked: &Asked<'_>, answer: &Answer, walked: &Walked<'_>) -> Mark {
    let readings =
        match fields::components(answer, walked.vars.len(), &asked.typing.syntax(walked.vars)) {
            Ok(readings) => readings,
            Err(mark) => return *mark,
        };
    let Some((expected, is_exact)) = walked.end() else { return Mark::undecided() };
    // What only doubles know is asked to so many digits.
    let digits = asked.digits.or((!is_exact).then_some(number::DIGITS));
    let whole = match readings.as_slice() {
        [only] => only.expr.clone(),
        several => Node::Vector(several.iter().map(|one| one.expr.clone()).collect()).into(),
    };
    let yours: Vec<Expr> = readings.iter().map(|reading| reading.expr.clone()).collect();
    let components = readings
        .iter()
        .enumerate()
        .map(|(at, reading)| component(digits, walked, (at, reading), (&yours, &expected[at])))
        .collect();
    let mut mark = fields::join(components, whole);
    if mark.verdict == Verdict::Wrong && fields::is_swapped(&yours, &expected) {
        mark.why = vec!["The two coordinates have changed places.".to_owned()];
    }
    mark
}

fn component(
    digits: Option<u32>,
    walked: &Walked<'_>,
    (at, reading): (usize, &Reading),
    (yours, expected): (&[Expr], &Expr),
) -> Component {
    let name = print::line(&Expr::name(&walked.vars[at]));
    let what = format!("the new {name}");
    let mut mark = number::mark_reading(reading, expected, digits, &what);
    let slip = if mark.verdict == Verdict::Wrong { walked.slip(at, yours) } else { None };
    let remark = match (&slip, mark.why.first()) {
        (Some(slip), _) => format!("In {name} {slip}."),
        (None, Some(why)) if why.contains(&what[1..]) => why.clone(),
        (None, Some(why)) => format!("{name}: {why}"),
        (None, None) if mark.verdict == Verdict::Part => format!("{name}: {}", mark.headline),
        (None, None) => format!("{} is not right yet.", text::capital(&what)),
    };
    if let Some(slip) = slip {
        mark.why = vec![slip];
    } else if mark.verdict == Verdict::Wrong && mark.why.is_empty() {
        mark.why.push("not right yet".to_owned());
    }
    let praise = format!("{name} is right: {}.", print::line(&reading.expr));
    Component { name, mark, praise, remark }
}

impl Walked<'_> {
    /// Where the walk is after its steps, and whether that is exact.
    fn end(&self) -> Option<(Vec<Expr>, bool)> {
        let exact = self.exact().map(|end| (end, true));
        exact.or_else(|| Some((self.computed()?, false)))
    }

    fn start(&self) -> Vec<Expr> {
        self.from.iter().map(|one| one.expr().clone()).collect()
    }

    fn setting(&self, key: &str) -> Option<Expr> {
        self.walk.settings.iter().find(|(own, _)| own == key).map(|(_, value)| value.expr().clone())
    }

    /// Every partial derivative at a point, as an exact value where it is one.
    fn slopes(&self, point: &[Expr]) -> Vec<Expr> {
        self.vars.iter().map(|by| self.put_in(&slope::derivative(self.of, by), point)).collect()
    }

    fn put_in(&self, expr: &Expr, point: &[Expr]) -> Expr {
        let values: Vec<(Name, Expr)> =
            self.vars.iter().cloned().zip(point.iter().cloned()).collect();
        tidy(&substitute(expr, &values))
    }

    /// By exact arithmetic, for the methods of the lessons.
    fn exact(&self) -> Option<Vec<Expr>> {
        let mut point = self.start();
        let mut velocity: Option<Vec<Expr>> = self
            .walk
            .velocity
            .as_ref()
            .map(|start| start.iter().map(|one| one.expr().clone()).collect());
        for _ in 0..self.times {
            let slopes = self.slopes(&point);
            let step = match self.walk.rule {
                Method::Descent => slopes,
                Method::Momentum => {
                    let beta = self.setting("beta").unwrap_or_else(|| decimal(9, 10));
                    let next: Vec<Expr> = match velocity {
                        Some(old) => old
                            .iter()
                            .zip(&slopes)
                            .map(|(v, g)| tidy(&plus(&times(&beta, v), g)))
                            .collect(),
                        None => slopes,
                    };
                    velocity = Some(next.clone());
                    next
                }
                Method::Newton => self.newton(&point, &slopes)?,
                Method::Nesterov
                | Method::Adagrad
                | Method::Rmsprop
                | Method::Adadelta
                | Method::Adam
                | Method::Adamw
                | Method::Nadam
                | Method::Lbfgs
                | Method::Natural => return None,
            };
            let rate = self.rate()?;
            point =
                point.iter().zip(&step).map(|(x, d)| tidy(&minus(x, &times(&rate, d)))).collect();
            // Exact values only: a walk whose formulas grow is computed in doubles.
            if self.times > 1 && point.iter().any(|x| x.size() > 60) {
                return None;
            }
        }
        Some(point)
    }

    fn rate(&self) -> Option<Expr> {
        match (&self.walk.rate, self.walk.rule) {
            (Some(rate), _) => Some(rate.expr().clone()),
            (None, Method::Newton) => Some(Expr::integer(1)),
            (None, _) => None,
        }
    }

    /// H⁻¹·∇f for one or two variables.
    fn newton(&self, point: &[Expr], slopes: &[Expr]) -> Option<Vec<Expr>> {
        let hessian: Vec<Vec<Expr>> = slope::hessian(self.of, self.vars)
            .iter()
            .map(|row| row.iter().map(|cell| self.put_in(cell, point)).collect())
            .collect();
        let over = |n: &Expr, d: &Expr| tidy(&Node::Quotient(n.clone(), d.clone()).into());
        match (hessian.as_slice(), slopes) {
            ([row], [g]) => Some(vec![over(g, &row[0])]),
            ([top, bottom], [g, h]) => {
                let (a, b, c, d) = (&top[0], &top[1], &bottom[0], &bottom[1]);
                let determinant = tidy(&minus(&times(a, d), &times(b, c)));
                if is_same(&determinant, &Expr::integer(0)) {
                    return None;
                }
                Some(vec![
                    over(&minus(&times(d, g), &times(b, h)), &determinant),
                    over(&minus(&times(a, h), &times(c, g)), &determinant),
                ])
            }
            _ => None,
        }
    }

    /// In doubles, by the optimisers themselves.
    fn computed(&self) -> Option<Vec<Expr>> {
        let f = Compiled::new(&slope::carry_out(self.of), self.vars).ok()?;
        let start: Vec<f64> = self.from.iter().map(Coordinate::to_f64).collect();
        let mut plan = Plan::new(self.walk.rule, &start).with_steps(self.times as usize);
        if let Some(rate) = &self.walk.rate {
            plan = plan.with_rate(rate.to_f64());
        }
        for (key, value) in &self.walk.settings {
            plan.set(key, &value.to_f64().to_string()).ok()?;
        }
        let run = descent::run(&f, &plan);
        if run.steps() < self.times as usize {
            return None;
        }
        run.end().iter().map(|x| float(*x)).collect()
    }

    /// What the answer shows about the slip in one coordinate, after `In y `; for one plain step.
    fn slip(&self, at: usize, yours: &[Expr]) -> Option<String> {
        if self.times != 1 || self.walk.rule != Method::Descent {
            return None;
        }
        let point = self.start();
        let slopes = self.slopes(&point);
        let (x, g, rate) = (&point[at], &slopes[at], self.rate()?);
        let own = yours.get(at)?;
        let step = times(&rate, g);
        let mixed = |at: usize| -> Vec<Expr> {
            (0..point.len())
                .map(|i| if i < at { yours[i].clone() } else { point[i].clone() })
                .collect()
        };
        let cases: [(Expr, &str); 5] = [
            (plus(x, &step), "the step goes uphill: the rate times the slope is taken away"),
            (minus(x, g), "the rate is missing before the slope"),
            (Node::Neg(step.clone()).into(), "this is the step alone; add it to the old point"),
            (g.clone(), "this is the slope; the step takes rate times slope from the old point"),
            (
                minus(x, &times(&rate, &self.slopes(&mixed(at))[at])),
                "the new coordinates were used; every slope is taken at the old point",
            ),
        ];
        let found = cases.iter().find(|(value, _)| is_same(own, value));
        if let Some((_, sentence)) = found {
            return Some((*sentence).to_owned());
        }
        self.used_slope(at, own, (x, g, &rate))
    }

    /// The slope that the answer implies: `the slope used is 2.4; it is 4y, so 4.8 at the old point`.
    fn used_slope(
        &self,
        at: usize,
        own: &Expr,
        (x, g, rate): (&Expr, &Expr, &Expr),
    ) -> Option<String> {
        let value = |expr: &Expr| {
            let value = Compiled::new(expr, &[]).ok()?.value(&[]);
            value.is_finite().then_some(value)
        };
        let used = (value(x)? - value(own)?) / value(rate)?;
        let right = value(g)?;
        let formula = print::line(&slope::derivative(self.of, &self.vars[at]));
        let (used, right) = super::place::apart(used, right);
        // A long formula would bury the two numbers.
        let way = match formula.chars().count() {
            0..=FORMULA => format!("{formula}, so {right}"),
            _ => right,
        };
        Some(format!("the slope used is {used}; it is {way} at the old point"))
    }
}

fn decimal(numerator: i64, denominator: i64) -> Expr {
    Expr::number(Number::ratio(numerator, denominator).unwrap_or(Number::ZERO))
}

/// The double as an exact number.
fn float(value: f64) -> Option<Expr> {
    let text = format!("{:.*e}", 16, value.abs());
    let (digits, exponent) = text.split_once('e')?;
    let number = Number::decimal(digits, exponent.parse().ok()?)?;
    let expr = Expr::number(number);
    Some(if value < 0.0 { Node::Neg(expr).into() } else { expr })
}

fn plus(a: &Expr, b: &Expr) -> Expr {
    Node::Sum(vec![a.clone(), b.clone()]).into()
}

fn minus(a: &Expr, b: &Expr) -> Expr {
    Node::Sum(vec![a.clone(), Node::Neg(b.clone()).into()]).into()
}

fn times(a: &Expr, b: &Expr) -> Expr {
    Node::Product(vec![a.clone(), b.clone()]).into()
}
