//! Are these all the critical points, each with its kind?
//!
//! The points may come in any order and in any of the spellings `0:min`, `x = 0: min`, `min at 0`,
//! `(0, 0): saddle`; a point that is named twice counts once, and `none` is an answer.

use crate::descent::Kind as Bend;
use crate::math::compile::Compiled;
use crate::math::read::{Syntax, read};
use crate::math::substitute::substitute;
use crate::math::tidy::tidy;
use crate::math::{Expr, Name, Node, Number, print, slope};
use crate::pack::Coordinate;
use crate::text;
use crate::tutor::steps::critical_list;
use crate::tutor::{Answer, Verdict};

use super::is_same;
use super::mark::{FieldMark, Mark};

/// What is asked.
pub(super) struct Sought<'a> {
    pub of: &'a Expr,
    pub vars: &'a [Name],
    pub classify: bool,
    pub on: Option<&'a (Coordinate, Coordinate)>,
}

/// What a critical point is, in a student's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Minimum,
    Maximum,
    /// A saddle, or the flat place of x³.
    Neither,
}

/// Each kind with the words that mean it, the shown one first.
const KINDS: &[(Kind, &[&str])] = &[
    (Kind::Minimum, &["minimum", "min", "minima", "m", "local minimum", "local min"]),
    (Kind::Maximum, &["maximum", "max", "maxima", "x", "local maximum", "local max"]),
    (
        Kind::Neither,
        &[
            "saddle",
            "s",
            "neither",
            "n",
            "saddle point",
            "inflection",
            "inflexion",
            "terrace",
            "inflection point",
            "terrace point",
            "flat",
            "none",
        ],
    ),
];

fn kind_named(word: &str) -> Option<Kind> {
    let word = word.trim().trim_start_matches("a ").trim().to_lowercase();
    KINDS.iter().find(|(_, words)| words.contains(&&*word)).map(|(kind, _)| *kind)
}

/// One point of the answer.
struct Named {
    at: Vec<Expr>,
    kind: Option<Kind>,
}

pub(super) fn mark(answer: &Answer, sought: &Sought<'_>) -> Mark {
    let typed = joined(answer);
    if typed.trim().is_empty() {
        return Mark::blank(0);
    }
    let points = sought.points();
    let named = match sought.read(&typed) {
        Ok(named) => named,
        Err(mark) => return *mark,
    };
    sought.compare(&named, &points)
}

/// All fields or lines as one list.
fn joined(answer: &Answer) -> String {
    match answer {
        Answer::Text(line) => line.clone(),
        Answer::Fields(lines) | Answer::Lines(lines) => {
            let filled: Vec<&str> =
                lines.iter().map(String::as_str).filter(|line| !line.trim().is_empty()).collect();
            filled.join("; ")
        }
        Answer::Parts(parts) => {
            parts.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("; ")
        }
        Answer::Choice(_) | Answer::Order(_) | Answer::Card(_) => String::new(),
    }
}

impl Sought<'_> {
    /// The right answer, flat places looked at from both sides.
    fn points(&self) -> Vec<(Vec<Expr>, Kind)> {
        let found = critical_list(self.of, self.vars, self.on);
        let inside = found.into_iter().filter(|(_, point)| self.is_inside(&point.at));
        inside
            .map(|(at, point)| {
                let kind = match point.kind {
                    Bend::Minimum => Kind::Minimum,
                    Bend::Maximum => Kind::Maximum,
                    Bend::Saddle => Kind::Neither,
                    Bend::Degenerate => self.around(&point.at),
                };
                (at, kind)
            })
            .collect()
    }

    fn is_inside(&self, at: &[f64]) -> bool {
        let Some((low, high)) = self.on else { return true };
        let slack = 1e-9 * (1.0 + high.to_f64().abs());
        at.iter().all(|&x| x >= low.to_f64() - slack && x <= high.to_f64() + slack)
    }

    /// What a flat place is, by the values around it.
    fn around(&self, at: &[f64]) -> Kind {
        const DIRECTIONS: usize = 64;
        let Ok(f) = Compiled::new(self.of, self.vars) else { return Kind::Neither };
        let here = f.value(at);
        let radius = 1e-2 * (1.0 + at.iter().fold(0.0_f64, |most, x| most.max(x.abs())));
        let (mut above, mut below) = (false, false);
        for turn in 0..DIRECTIONS {
            let angle = turn as f64 / DIRECTIONS as f64 * std::f64::consts::TAU;
            let mut point = at.to_vec();
            match point.as_mut_slice() {
                [x] => *x += if turn % 2 == 0 { radius } else { -radius },
                [x, y, ..] => {
                    *x += radius * angle.cos();
                    *y += radius * angle.sin();
                }
                [] => {}
            }
            let value = f.value(&point);
            above |= value > here;
            below |= value < here;
        }
        match (above, below) {
            (true, false) => Kind::Minimum,
            (false, true) => Kind::Maximum,
            _ => Kind::Neither,
        }
    }

    /// The points of a line.
    fn read(&self, typed: &str) -> Result<Vec<Named>, Box<Mark>> {
        let word = typed.trim().trim_end_matches('.').to_lowercase();
        if matches!(word.as_str(), "none" | "no" | "there are none" | "-" | "∅") {
            return Ok(Vec::new());
        }
        let mut found: Vec<Named> = Vec::new();
        let mut waiting = String::new();
        for entry in entries(typed) {
            // `x = 0, y = 1: min` is one point, cut at its comma.
            let entry = if waiting.is_empty() { entry } else { format!("{waiting}, {entry}") };
            if self.wants_more(&entry) {
                waiting = entry;
                continue;
            }
            waiting.clear();
            for entry in both_signs(&entry) {
                let named = self.point(&entry)?;
                let same = |own: &Named| own.at.iter().zip(&named.at).all(|(a, b)| is_same(a, b));
                match found.iter_mut().find(|own| same(own)) {
                    Some(own) => own.kind = own.kind.or(named.kind),
                    None => found.push(named),
                }
            }
        }
        if waiting.is_empty() { Ok(found) } else { Err(self.unfit(&waiting)) }
    }

    fn wants_more(&self, entry: &str) -> bool {
        let equations = entry.matches('=').count();
        equations > 0 && equations < self.vars.len()
    }

    fn unfit(&self, entry: &str) -> Box<Mark> {
        let shape = if self.vars.len() == 1 { "0: min" } else { "(0, 0): min" };
        let entry = entry.trim();
        let message = format!("{entry} is no point: write {shape}; several with a ; between.");
        Box::new(Mark::unfit(0, entry, &message))
    }

    /// One point: `0: min`, `x = 0`, `min at (0, 1)`.
    fn point(&self, entry: &str) -> Result<Named, Box<Mark>> {
        let (place, kind) = split_kind(entry);
        let place = place.trim().trim_start_matches("at ").trim();
        let kind = match kind {
            None => None,
            Some(word) => Some(kind_named(word).ok_or_else(|| {
                let message = format!("{} is no kind here: min, max or saddle.", word.trim());
                Box::new(Mark::unfit(0, entry, &message))
            })?),
        };
        let at = if place.contains('=') { self.equations(place) } else { self.coordinates(place) };
        let at = at.ok_or_else(|| self.unfit(entry))?;
        if self.classify && kind.is_none() {
            let message = format!("Say of {place} what it is: {place}: min, max or saddle.");
            return Err(Box::new(Mark::unfit(0, entry, &message)));
        }
        Ok(Named { at, kind })
    }

    /// `x = 0, y = 1`, in any order.
    fn equations(&self, place: &str) -> Option<Vec<Expr>> {
        let place = place.trim_start_matches('(').trim_end_matches(')');
        let mut values: Vec<Option<Expr>> = vec![None; self.vars.len()];
        for equation in place.split(',') {
            let (left, right) = equation.split_once('=')?;
            let own = Syntax::student(self.vars);
            let Node::Name(name) = read(left, &own).ok()?.expr.node().clone() else { return None };
            let slot = self.vars.iter().position(|var| *var == name)?;
            values[slot] = Some(constant(right)?);
        }
        values.into_iter().collect()
    }

    fn coordinates(&self, place: &str) -> Option<Vec<Expr>> {
        if self.vars.len() == 1 {
            return Some(vec![constant(place)?]);
        }
        let syntax = Syntax { vector: true, ..Syntax::student(&[]) };
        let expr = read(place, &syntax).ok()?.expr;
        match expr.node() {
            Node::Vector(parts) if parts.len() == self.vars.len() => {
                Some(parts.iter().map(tidy).collect())
            }
            _ => None,
        }
    }

    /// Is the answer's point this one: exactly, or rounded to at least three digits?
    fn is_at(&self, own: &[Expr], right: &[Expr]) -> bool {
        own.iter().zip(right).all(|(own, right)| {
            let (Some(a), Some(b)) = (double(own), double(right)) else { return false };
            is_same(own, right) || is_decimal(own) && (a - b).abs() <= 5e-4 * b.abs().max(1e-3)
        }) || self.is_exactly_critical(own, right)
    }

    /// The same point in another form, such as √2 for 1.414.
    fn is_exactly_critical(&self, own: &[Expr], right: &[Expr]) -> bool {
        let near = own.iter().zip(right).all(|(own, right)| {
            matches!((double(own), double(right)), (Some(a), Some(b))
                if (a - b).abs() <= 1e-3 * (1.0 + b.abs()))
        });
        near && self.slopes_at(own).iter().all(|slope| is_same(slope, &Expr::integer(0)))
    }

    fn slopes_at(&self, at: &[Expr]) -> Vec<Expr> {
        let values: Vec<(Name, Expr)> = self.vars.iter().cloned().zip(at.iter().cloned()).collect();
        let slopes = slope::gradient(self.of, self.vars);
        slopes.iter().map(|slope| tidy(&substitute(slope, &values))).collect()
    }

    fn compare(&self, named: &[Named], points: &[(Vec<Expr>, Kind)]) -> Mark {
        let mut fields = Vec::new();
        let (mut found, mut right) = (0, 0);
        for own in named {
            let place = place(self.vars, &own.at);
            let point = points.iter().find(|(at, _)| self.is_at(&own.at, at));
            let (verdict, note) = match (point, own.kind) {
                (None, _) => (Verdict::Wrong, self.not_flat(&own.at)),
                (Some((_, kind)), Some(own)) if own != *kind => {
                    found += 1;
                    (Verdict::Wrong, format!("the kind of {place} is not right yet"))
                }
                (Some(_), _) => {
                    found += 1;
                    right += 1;
                    (Verdict::Right, String::new())
                }
            };
            let score = if verdict == Verdict::Right { 1.0 } else { 0.0 };
            fields.push(FieldMark { name: place, verdict, score, note, read_as: None });
        }
        let all = right == points.len() && right == named.len();
        let mut mark = if all { Mark::right() } else { Mark::wrong() };
        if all && points.is_empty() {
            mark = Mark::new(Verdict::Right, "Right: there is no critical point.");
        } else if !all {
            self.explain(&mut mark, (named.len(), found, points.len()), &fields);
        }
        mark.score =
            if all { 1.0 } else { right as f64 / points.len().max(named.len()).max(1) as f64 };
        mark.fields = fields;
        mark
    }

    /// What is right, then what is missing.
    fn explain(
        &self,
        mark: &mut Mark,
        (named, found, wanted): (usize, usize, usize),
        fields: &[FieldMark],
    ) {
        let slope = if self.vars.len() == 1 { "f'" } else { "∇f" };
        if named == 0 {
            mark.why.push(format!("There is a place where {slope} is 0: solve {slope} = 0."));
            return;
        }
        if wanted == 0 {
            mark.why.push(format!("{slope} is 0 nowhere here; then the answer is none."));
        }
        if found < wanted && found > 0 {
            let (found, wanted) = (text::small(found), text::small(wanted));
            mark.headline = format!("Not yet: {found} of {wanted} found.");
        }
        let notes = fields.iter().filter(|field| !field.note.is_empty());
        mark.why.extend(notes.take(2).map(|field| text::sentence(&field.note)));
    }

    /// `at x = 3 the slope is 6, not 0`.
    fn not_flat(&self, at: &[Expr]) -> String {
        let place = place(self.vars, at);
        if let Some((low, high)) = self.on
            && at.first().and_then(double).is_some_and(|x| x < low.to_f64() || x > high.to_f64())
        {
            let (low, high) = (print::line(low.expr()), print::line(high.expr()));
            return format!("the point {place} is outside of [{low}, {high}]");
        }
        let values: Vec<f64> = self.slopes_at(at).iter().filter_map(double).collect();
        let shown: Vec<String> = values.iter().map(|&value| text::number(value)).collect();
        match (values.len() == at.len(), shown.as_slice()) {
            (true, [only]) if values[0].is_finite() => {
                format!("at {place} the slope is {only}, not 0")
            }
            (true, several) if values.iter().all(|value| value.is_finite()) => {
                format!("at {place} the gradient is ({}), not 0", several.join(", "))
            }
            _ => format!("at {place} there is no slope"),
        }
    }
}

/// The entries of a list: cut at `;`, at line ends, and at commas outside of brackets.
fn entries(typed: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut depth = 0_i32;
    for c in typed.chars() {
        match c {
            '(' | '[' | '⟨' => depth += 1,
            ')' | ']' | '⟩' => depth -= 1,
            _ => {}
        }
        if matches!(c, ';' | '\n') || c == ',' && depth <= 0 {
            found.push(String::new());
        } else if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    found.retain(|entry| !entry.trim().is_empty());
    found
}

/// `±1: min` is two points.
fn both_signs(entry: &str) -> Vec<String> {
    if entry.contains('±') {
        vec![entry.replace('±', "-"), entry.replace('±', "+")]
    } else {
        vec![entry.to_owned()]
    }
}

/// The point and the word for its kind, however they are put together.
fn split_kind(entry: &str) -> (&str, Option<&str>) {
    if let Some((place, kind)) = entry.split_once(':') {
        // `min: 0` too
        return if kind_named(place).is_some() && kind_named(kind).is_none() {
            (kind, Some(place))
        } else {
            (place, Some(kind))
        };
    }
    let lower = entry.to_lowercase();
    if let Some(at) = lower.find(" at ")
        && lower.len() == entry.len()
        && kind_named(&entry[..at]).is_some()
    {
        return (&entry[at + " at ".len()..], Some(&entry[..at]));
    }
    let trimmed = entry.trim();
    if let Some((place, kind)) = trimmed.rsplit_once(char::is_whitespace)
        && kind.chars().count() > 1
        && kind_named(kind).is_some()
    {
        let place = place.trim().trim_end_matches(" is a").trim_end_matches(" a");
        return (place, Some(kind));
    }
    (entry, None)
}

/// A number without variables.
fn constant(text: &str) -> Option<Expr> {
    let text = text.trim().trim_start_matches('+');
    Some(tidy(&read(text, &Syntax::student(&[])).ok()?.expr))
}

fn double(expr: &Expr) -> Option<f64> {
    Some(Compiled::new(expr, &[]).ok()?.value(&[]))
}

/// Was it typed with at least three digits behind the point or in all?
fn is_decimal(expr: &Expr) -> bool {
    match expr.node() {
        Node::Neg(u) => is_decimal(u),
        Node::Number(literal) => {
            literal.places >= 3 || literal.places >= 2 && literal.value >= Number::ONE
        }
        _ => false,
    }
}

/// `x = 0`, `(0, 1)`.
fn place(vars: &[Name], at: &[Expr]) -> String {
    match (vars, at) {
        ([name], [value]) => {
            format!("{} = {}", print::line(&Expr::name(name)), print::line(value))
        }
        _ => print::line(&Node::Vector(at.to_vec()).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(of: &str, answer: &str) -> Mark {
        let of = read(of, &Syntax::default()).expect("the test's line is readable").expr;
        let vars = of.names();
        let sought = Sought { of: &of, vars: &vars, classify: true, on: None };
        mark(&Answer::Text(answer.to_owned()), &sought)
    }

    #[test]
    fn the_points_may_come_in_any_order_and_spelling() {
        let quartic = "x^4 - 4x^3 + 4x^2";
        for answer in [
            "0:min, 1:max, 2:min",
            "x=2: min; x = 0 : minimum ; max at 1",
            "max at x = 1, 0 min, 2 min",
            "0: m; 1: x; 2: m; 0: m",
        ] {
            let mark = said(quartic, answer);
            assert!(mark.is_right(), "{answer}: {} {:?}", mark.headline, mark.why);
        }
    }

    #[test]
    fn a_missing_point_is_counted() {
        let mark = said("x^4 - 4x^3 + 4x^2", "0: min, 2: min");
        assert_eq!(mark.headline, "Not yet: two of three found.");
        let mark = said("x^4 - 4x^3 + 4x^2", "0: min, 1: min, 2: min");
        assert_eq!(mark.why, ["The kind of x = 1 is not right yet."]);
        let mark = said("x^2", "3: min");
        assert_eq!(mark.why, ["At x = 3 the slope is 6, not 0."]);
    }

    #[test]
    fn points_of_two_variables_are_pairs() {
        assert!(said("x^2 - y^2", "(0,0): saddle").is_right());
        assert!(said("x^2 + x*y + y^2 - 10x - 6y", "(14/3, 2/3): min").is_right());
        assert!(said("x^2 - y^2", "x = 0, y = 0: saddle").is_right());
        assert!(said("x^4 + y^4", "(0, 0): min").is_right());
    }

    #[test]
    fn none_is_an_answer_and_both_signs_are_two_points() {
        assert!(said("e^x", "none").is_right());
        assert!(said("x^3 - 3x", "-1: max, 1: min").is_right());
        assert!(said("x^4 - 2x^2", "±1: min, 0: max").is_right());
        assert!(said("x^3", "0: neither").is_right());
        assert!(said("x^3 - 6x", "√2: min, -√2: max").is_right());
        assert!(said("x^3 - 6x", "1.414: min, -1.414: max").is_right());
        assert_eq!(said("x^3 - 6x", "1.4: min, -1.4: max").verdict, Verdict::Wrong);
    }

    #[test]
    fn a_point_without_kind_is_asked_for_it() {
        let mark = said("x^2", "0");
        assert_eq!(mark.verdict, Verdict::Unreadable);
        assert_eq!(mark.headline, "Say of 0 what it is: 0: min, max or saddle.");
    }
}
