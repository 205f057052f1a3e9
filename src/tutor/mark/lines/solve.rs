//! Has every line of a solution the same zeros as the function, and does the last one name them?

use crate::math::compile::Compiled;
use crate::math::digits::Near;
use crate::math::read::{ReadError, read};
use crate::math::substitute::substitute;
use crate::math::tidy::tidy;
use crate::math::{Expr, Name, Node, print};
use crate::text;
use crate::tutor::Verdict;

use super::super::is_same;
use super::super::mark::{FieldMark, Mark};
use super::Derived;
use crate::descent::critical_points;

/// Zeros are looked for up to here.
const REACH: f64 = 1000.0;
/// Two zeros are one where they are nearer than this, relatively.
const CLOSE: f64 = 1e-6;
/// Figures that a solution in decimals needs.
const DIGITS: u32 = 3;

/// What a line says.
enum Said {
    /// An equation, brought to one side.
    Equation(Expr),
    /// Solutions: `x = 2 or x = 3`, `none`.
    Solutions(Vec<Expr>),
}

pub(super) fn mark(lines: &[&str], derived: &Derived<'_>) -> Mark {
    let mut fields = Vec::new();
    let mut last_is_list = false;
    for (index, line) in lines.iter().enumerate() {
        let said = match derived.said(line) {
            Ok(said) => said,
            Err(error) => return Mark::unreadable(index, &error),
        };
        last_is_list = matches!(said, Said::Solutions(_));
        let trouble = match &said {
            Said::Equation(expr) => derived.other_zeros(expr),
            Said::Solutions(list) => derived.other_solutions(list),
        };
        let verdict = if trouble.is_none() { Verdict::Right } else { Verdict::Wrong };
        fields.push(field(index, verdict));
        if let Some(trouble) = trouble {
            let mut mark = match index {
                0 => Mark::wrong(),
                _ => Mark::new(Verdict::Wrong, super::headline(index, "")),
            };
            mark.why.push(trouble);
            mark.fields = fields;
            return mark;
        }
    }
    let mut mark = if last_is_list { Mark::right() } else { super::go_on(lines.len()) };
    mark.fields = fields;
    mark
}

fn field(index: usize, verdict: Verdict) -> FieldMark {
    FieldMark {
        name: (index + 1).to_string(),
        verdict,
        score: if verdict == Verdict::Right { 1.0 } else { 0.0 },
        note: if verdict == Verdict::Wrong { "breaks here".to_owned() } else { String::new() },
        read_as: None,
    }
}

impl Derived<'_> {
    fn said(&self, line: &str) -> Result<Said, ReadError> {
        let word = line.trim().trim_end_matches('.').to_lowercase();
        if matches!(word.as_str(), "none" | "no solution" | "no solutions" | "∅") {
            return Ok(Said::Solutions(Vec::new()));
        }
        match self.solutions(line) {
            Some(list) => Ok(Said::Solutions(list)),
            None => self.equation(line).map(Said::Equation),
        }
    }

    /// `x = 2 or x = 3`, `x = ±2`, `x = 2, 3`, `x_1 = 2, x_2 = 3`.
    fn solutions(&self, line: &str) -> Option<Vec<Expr>> {
        let line = line.replace('∨', " or ").replace("+-", "±").replace(" and ", " or ");
        let cut = if self.typing.decimal_comma { [';', ';'] } else { [',', ';'] };
        let pieces = line.split(" or ").flat_map(|piece| piece.split(cut));
        let mut list = Vec::new();
        let mut is_named = false;
        for piece in pieces.map(str::trim).filter(|piece| !piece.is_empty()) {
            let value = match piece.split_once(['=', '∈']) {
                Some((left, right)) => {
                    is_named = self.is_unknown(left).then_some(true)?;
                    right
                }
                None if is_named => piece,
                None => return None,
            };
            let value = value.trim().trim_matches(['{', '}']);
            let signed = if value.contains('±') {
                vec![value.replace('±', "-"), value.replace('±', "+")]
            } else {
                vec![value.to_owned()]
            };
            for signed in signed {
                let number = signed.trim().trim_start_matches('+').to_owned();
                list.push(tidy(&read(&number, &self.typing.syntax(&[])).ok()?.expr));
            }
        }
        (!list.is_empty()).then_some(list)
    }

    /// `x`, `x_1`, `x1`, `x₁`.
    fn is_unknown(&self, left: &str) -> bool {
        let bare = left
            .trim()
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == '_' || ('₀'..='₉').contains(&c));
        read(bare, &self.typing.syntax(std::slice::from_ref(self.by)))
            .is_ok_and(|reading| reading.expr == Expr::name(self.by))
    }

    /// Left side minus right side; a line without `=` is taken as equal to 0.
    fn equation(&self, line: &str) -> Result<Expr, ReadError> {
        let syntax = self.typing.syntax(&self.of.names());
        let Some((left, right)) = line.split_once('=') else {
            return Ok(read(line, &syntax)?.expr);
        };
        let right_side = read(right, &syntax).map_err(|mut error| {
            let by = left.chars().count() + 1;
            error.span = error.span.start + by..error.span.end + by;
            error
        })?;
        let left_side = read(left, &syntax)?;
        Ok(Node::Sum(vec![left_side.expr, Node::Neg(right_side.expr).into()]).into())
    }

    /// What is wrong with the zeros of a line, as a sentence.
    fn other_zeros(&self, line: &Expr) -> Option<String> {
        if is_same(line, self.of) || is_same(line, &Node::Neg(self.of.clone()).into()) {
            return None;
        }
        let (own, right) = (zeros(line, self.by), zeros(self.of, self.by));
        let lost = right.iter().find(|zero| !has(&own, **zero));
        let new = own.iter().find(|zero| !has(&right, **zero));
        let name = print::line(&Expr::name(self.by));
        match (lost, new) {
            (None, None) => None,
            (_, Some(new)) => Some(format!(
                "{name} = {} solves this line, and not the equation f = 0.",
                text::number(*new)
            )),
            (Some(_), None) => Some("A solution was lost on the way.".to_owned()),
        }
    }

    /// What is wrong with a list of solutions, as a sentence.
    fn other_solutions(&self, list: &[Expr]) -> Option<String> {
        let right = zeros(self.of, self.by);
        let name = print::line(&Expr::name(self.by));
        let mut found = vec![false; right.len()];
        for own in list {
            match right.iter().position(|zero| self.is_zero(own, *zero)) {
                Some(at) => found[at] = true,
                None if self.vanishes(own) => {}
                None => {
                    return Some(format!("{name} = {} does not solve f = 0.", print::line(own)));
                }
            }
        }
        let count = found.iter().filter(|found| **found).count();
        match (count, right.len()) {
            (found, all) if found == all => None,
            (0, _) => Some("There is a solution: f is 0 somewhere.".to_owned()),
            (found, all) => Some(format!(
                "{} of {} found.",
                text::capital(&text::small(found)),
                text::small(all)
            )),
        }
    }

    fn vanishes(&self, own: &Expr) -> bool {
        let value = tidy(&substitute(self.of, &[(self.by.clone(), own.clone())]));
        is_same(&value, &Expr::integer(0))
    }

    /// Is this the zero: exactly, or in figures enough?
    fn is_zero(&self, own: &Expr, zero: f64) -> bool {
        let value = Compiled::new(own, &[]).map_or(f64::NAN, |own| own.value(&[]));
        let is_near = (value - zero).abs() <= 1e-2 * zero.abs().max(0.1);
        let in_figures = || {
            let zero = tidy(&rounded(zero));
            Near::judge(own, &zero, Some(DIGITS)).is_some_and(Near::is_right)
        };
        is_near && (self.vanishes(own) || in_figures())
    }
}

/// The double in twelve figures.
fn rounded(value: f64) -> Expr {
    let text = format!("{value:.12}");
    read(&text, &crate::math::read::Syntax::default())
        .map_or_else(|_| Expr::integer(0), |reading| reading.expr)
}

fn has(list: &[f64], zero: f64) -> bool {
    list.iter().any(|own| (own - zero).abs() <= CLOSE * (1.0 + zero.abs()))
}

/// The zeros of a function of one variable: where it changes its sign between two flat places, and
/// the flat places that lie on the axis.
pub(in crate::tutor) fn zeros(of: &Expr, by: &Name) -> Vec<f64> {
    let Ok(f) = Compiled::new(of, std::slice::from_ref(by)) else { return Vec::new() };
    let mut cuts: Vec<f64> = grid();
    let flat: Vec<f64> = critical_points(&f, &[(-REACH, REACH)])
        .iter()
        .filter_map(|point| point.at.first().copied())
        .collect();
    let size = |x: f64| 1.0 + x.abs();
    let mut found: Vec<f64> =
        flat.iter().copied().filter(|x| f.value(&[*x]).abs() <= 1e-9 * size(*x)).collect();
    cuts.extend(flat);
    cuts.sort_by(f64::total_cmp);
    for pair in cuts.windows(2) {
        let (low, high) = (pair[0], pair[1]);
        let (at_low, at_high) = (f.value(&[low]), f.value(&[high]));
        if at_low == 0.0 && !has(&found, low) {
            found.push(low);
        }
        if at_low * at_high < 0.0
            && let Some(zero) = bisected(&f, (low, high))
            && !has(&found, zero)
        {
            found.push(zero);
        }
    }
    found.sort_by(f64::total_cmp);
    found
}

/// Points to look between: close together near 0, wide apart far out.
fn grid() -> Vec<f64> {
    let near = (-800..=800).map(|n| f64::from(n) / 40.0);
    let far = (1..=98).flat_map(|n| {
        let x = 20.0 + 10.0 * f64::from(n);
        [x, -x]
    });
    near.chain(far).collect()
}

fn bisected(f: &Compiled, (mut low, mut high): (f64, f64)) -> Option<f64> {
    let rises = f.value(&[low]) < 0.0;
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if (f.value(&[middle]) < 0.0) == rises {
            low = middle;
        } else {
            high = middle;
        }
    }
    // A pole changes its sign, too.
    let zero = f64::midpoint(low, high);
    (f.value(&[zero]).abs() < 1e-3).then_some(zero)
}
