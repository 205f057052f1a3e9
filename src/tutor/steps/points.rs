//! Working that looks for points: critical points and limits.

use crate::descent::{Critical, Kind, critical_points};
use crate::math::approach::Goes;
use crate::math::{
    Compiled, Expr, Name, Node, Number, derivative, gradient, print, substitute, tidy,
};
use crate::pack::{Approach, Coordinate};
use crate::text;

use super::{DIGITS, Step, approach, derivation_rows, letter, slopes, vector};

/// How far to both sides points are looked for, where the author names no interval.
const REACH: f64 = 10.0;
/// Points farther out are looked for up to here …
const FAR: f64 = 1000.0;
/// … and taken, if there are no more of them than this.
const MOST_FAR: usize = 4;
/// A bend below this may be none.
const FLAT: f64 = 1e-3;

/// The critical points of a function, in rising order of their first coordinate, as the answer
/// lists them: exact where they are simple fractions.
pub(crate) fn critical_list(
    of: &Expr,
    vars: &[Name],
    on: Option<&(Coordinate, Coordinate)>,
) -> Vec<(Vec<Expr>, Critical)> {
    let Ok(compiled) = Compiled::new(of, vars) else { return Vec::new() };
    let slopes = gradient(of, vars);
    let mut found = match on {
        Some((low, high)) => {
            critical_points(&compiled, &vec![(low.to_f64(), high.to_f64()); vars.len()])
        }
        None => everywhere(&compiled, vars.len()),
    };
    for point in &mut found {
        if is_terrace(&compiled, point) {
            point.kind = Kind::Degenerate;
        }
    }
    found.sort_by(|a, b| a.at.partial_cmp(&b.at).unwrap_or(std::cmp::Ordering::Equal));
    found.into_iter().map(|point| (exact(&point.at, &slopes, vars), point)).collect()
}

/// Does the curve rise on one side and fall on the other, though it seems to bend? A flat place is
/// found in doubles only nearly, and there the bend is nearly 0.
fn is_terrace(f: &Compiled, point: &Critical) -> bool {
    let ([x], [bend]) = (point.at.as_slice(), point.eigenvalues.as_slice()) else { return false };
    let reach = 1e-2 * (1.0 + x.abs());
    let (before, behind) = (f.value(&[x - reach]), f.value(&[x + reach]));
    bend.abs() < FLAT && (before - point.value) * (behind - point.value) < 0.0
}

/// The critical points where nobody says where to look: those near 0, and those far out unless
/// they come in rows without end, as those of a wave do.
fn everywhere(f: &Compiled, variables: usize) -> Vec<Critical> {
    let within = |reach: f64| critical_points(f, &vec![(-reach, reach); variables]);
    let mut found = within(REACH);
    let is_far = |point: &Critical| point.at.iter().any(|x| x.abs() > REACH);
    let far: Vec<Critical> = within(FAR).into_iter().filter(is_far).collect();
    if far.len() <= MOST_FAR {
        found.extend(far);
    }
    found
}

/// The point in simple fractions where every slope vanishes exactly there, else in decimals.
fn exact(at: &[f64], slopes: &[Expr], vars: &[Name]) -> Vec<Expr> {
    let fractions: Option<Vec<Expr>> = at.iter().map(|&value| fraction(value)).collect();
    if let Some(point) = fractions {
        let values: Vec<(Name, Expr)> = vars.iter().cloned().zip(point.clone()).collect();
        let vanish = slopes.iter().all(|slope| {
            tidy(&substitute(slope, &values)).as_number().is_some_and(Number::is_zero)
        });
        if vanish {
            return point;
        }
    }
    at.iter().map(|&value| rounded(value, DIGITS as usize)).collect()
}

/// A fraction with a small denominator this close to the value.
fn fraction(value: f64) -> Option<Expr> {
    (1..=12_i64).find_map(|below| {
        let above = (value * below as f64).round();
        let near = (above / below as f64 - value).abs() < 1e-7;
        let small = above.abs() < 1e6;
        (near && small)
            .then(|| Number::ratio(above as i64, below).map(|n| tidy(&Expr::number(n))))?
    })
}

/// The value to so many digits.
pub(super) fn rounded(value: f64, digits: usize) -> Expr {
    let shown = text::typed_digits(value, digits);
    let (size, negative) = match shown.strip_prefix('-') {
        Some(size) => (size, true),
        None => (shown.as_str(), false),
    };
    let places = size.split_once('.').map_or(0, |(_, behind)| behind.len());
    let Some(number) = Number::decimal(size, 0) else { return Expr::integer(0) };
    let places = u16::try_from(places).unwrap_or(0);
    let literal = Node::Number(crate::math::Literal { value: number, places }).into();
    if negative { Node::Neg(literal).into() } else { literal }
}

pub(super) fn critical(
    of: &Expr,
    vars: &[Name],
    classify: bool,
    on: Option<&(Coordinate, Coordinate)>,
) -> Vec<Step> {
    let points = critical_list(of, vars, on);
    let mut rows = match vars {
        [by] => derivation_rows("f'", of, by),
        _ => vec![Step::equation("∇f", vector(gradient(of, vars)), "one slope for each variable")],
    };
    let zero = if vars.len() == 1 { "f' = 0" } else { "∇f = 0" };
    if points.is_empty() {
        rows.push(Step::sentence(format!(
            "{zero} has no solution here: there is no critical point."
        )));
        return rows;
    }
    let places: Vec<String> = points.iter().map(|(at, _)| place(vars, at)).collect();
    rows.push(Step::sentence(format!("{zero} at {}.", text::list(&places))));
    if classify {
        if let [by] = vars {
            let second = derivative(&derivative(of, by), by);
            rows.push(Step::equation("f''", second, "the bend tells the kind"));
        } else {
            let matrix = Node::Matrix(crate::math::hessian(of, vars)).into();
            rows.push(Step::equation("H", matrix, "its eigenvalues tell the kind"));
        }
        rows.extend(points.iter().map(|(at, point)| Step::sentence(kind(vars, at, point))));
    }
    rows
}

/// `x = 0`, `(0, 1)`.
fn place(vars: &[Name], at: &[Expr]) -> String {
    match (vars, at) {
        ([name], [value]) => format!("{} = {}", letter(name), print::line(value)),
        _ => print::line(&vector(at.to_vec())),
    }
}

fn kind(vars: &[Name], at: &[Expr], point: &Critical) -> String {
    let place = place(vars, at);
    let values: Vec<String> = point.eigenvalues.iter().map(|&value| text::number(value)).collect();
    let values = text::list(&values);
    if vars.len() == 1 {
        return match point.kind {
            Kind::Minimum => format!("{place}: f'' = {values} is positive, a minimum."),
            Kind::Maximum => format!("{place}: f'' = {values} is negative, a maximum."),
            Kind::Saddle | Kind::Degenerate => {
                format!("{place}: f'' = 0 does not tell; look at f' on both sides.")
            }
        };
    }
    match point.kind {
        Kind::Minimum => format!("{place}: eigenvalues {values}, all positive: a minimum."),
        Kind::Maximum => format!("{place}: eigenvalues {values}, all negative: a maximum."),
        Kind::Saddle => format!("{place}: eigenvalues {values}, of both signs: a saddle."),
        Kind::Degenerate => {
            format!("{place}: eigenvalues {values}: the second slopes do not tell.")
        }
    }
}

/// The zeros of a function, as the lines of a solution end.
pub(super) fn solved(of: &Expr, by: &Name) -> Vec<Step> {
    let name = letter(by);
    let zeros: Vec<String> = crate::tutor::mark::zeros(of, by)
        .into_iter()
        .map(|zero| {
            let at = [zero];
            let exact = exact(&at, std::slice::from_ref(of), std::slice::from_ref(by));
            format!("{name} = {}", exact.first().map_or_else(String::new, print::line))
        })
        .collect();
    let end = match zeros.as_slice() {
        [] => "f is 0 nowhere: none.".to_owned(),
        _ => format!("f = 0 at {}.", text::list(&zeros)),
    };
    vec![
        Step::equation("f", tidy(of), "set to 0"),
        Step::sentence("A product is 0 where one of its factors is: look for factors."),
        Step::sentence(end),
    ]
}

pub(super) fn limit(
    of: &Expr,
    name: &Name,
    to: &Approach,
    quotient_of: Option<&Expr>,
) -> Vec<Step> {
    if let Some(f) = quotient_of {
        let by = f.names().into_iter().find(|own| own != name).unwrap_or_else(|| Name::new("x"));
        return difference_quotient(of, f, name, &by);
    }
    let mut rows = vec![Step::equation("", tidy(of), "tidied")];
    let short = crate::math::slope::simplified_quotient(of, name);
    if let Some(short) = &short {
        rows.push(Step::equation("", short.clone(), &format!("{} cancelled", letter(name))));
    }
    let note = format!("{} → {}", letter(name), approach(to));
    rows.push(match crate::math::approach::approach(of, name, &to.target()) {
        Some(Goes::To(value)) => Step::equation("limit", value, &note),
        Some(Goes::Up) => Step::sentence(format!("As {note}, it grows beyond every bound: ∞.")),
        Some(Goes::Down) => Step::sentence(format!("As {note}, it falls below every bound: −∞.")),
        Some(Goes::Apart) => {
            Step::sentence(format!("As {note}, the two sides do not agree: there is no limit."))
        }
        None => return rows,
    });
    rows
}

/// `(f(x + h) − f(x))/h`, and what becomes of it.
fn difference_quotient(of: &Expr, f: &Expr, h: &Name, by: &Name) -> Vec<Step> {
    let mut rows = vec![Step::equation("", of.clone(), "the difference quotient")];
    if let Some(short) = crate::math::slope::simplified_quotient(of, h) {
        rows.push(Step::equation("", short, &format!("multiplied out, {} cancelled", letter(h))));
    }
    let note = format!("{} → 0", letter(h));
    rows.push(Step::equation("limit", derivative(f, by), &note));
    rows.push(Step::sentence(format!("That is the slope of {}.", slopes::shown(f))));
    rows
}
