//! Are these all the critical points, each with its kind?
//!
//! The points may come in any order and in any of the spellings `0:min`, `x = 0: min`, `min at 0`,
//! `(0, 0): saddle`; a point that is named twice counts once, and `none` is an answer.

mod kind;
mod near;
mod typed;

use crate::descent::Kind as Bend;
use crate::math::{Expr, Name, Node, print};
use crate::pack::{Coordinate, Typing};
use crate::text;
use crate::tutor::steps::critical_list;
use crate::tutor::{Answer, Verdict};

use super::mark::{FieldMark, Mark};
use kind::Kind;
use near::is_near;
use typed::{Named, Reader};

/// What is asked.
pub(super) struct Sought<'a> {
    pub of: &'a Expr,
    pub vars: &'a [Name],
    pub classify: bool,
    pub on: Option<&'a (Coordinate, Coordinate)>,
    pub typing: Typing,
}

pub(super) fn mark(answer: &Answer, sought: &Sought<'_>) -> Mark {
    let typed = joined(answer);
    if typed.trim().is_empty() {
        return Mark::blank(0);
    }
    let points = sought.points();
    let reader = Reader { vars: sought.vars, classify: sought.classify, typing: sought.typing };
    let named = match reader.read(&typed) {
        Ok(named) => named,
        Err(mark) => return *mark,
    };
    if sought.is_flat_along_a_curve(&points) {
        let why = "The slope is 0 along a whole line here, which is no list of points.".to_owned();
        return Mark { why: vec![why], ..Mark::undecided() };
    }
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
                    Bend::Degenerate => kind::around(self.of, self.vars, &point.at),
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

    fn compare(&self, named: &[Named], points: &[(Vec<Expr>, Kind)]) -> Mark {
        let judged: Vec<Judged> = named.iter().map(|own| self.judge(own, points)).collect();
        let count = |is: fn(&Judged) -> bool| judged.iter().filter(|one| is(one)).count();
        let found = count(|one| one.point.is_some());
        let right = count(|one| one.point.is_some() && one.note.is_empty());
        let astray = count(|one| !one.note.is_empty());
        let all = right == points.len() && astray == 0;
        let mut mark = if all { Mark::right() } else { Mark::wrong() };
        if all && named.is_empty() {
            mark = Mark::new(Verdict::Right, "Right. There is no critical point.");
        } else if !all {
            self.explain(&mut mark, (named.len(), found, points.len()), &judged);
        }
        let shares = points.len() + judged.iter().filter(|one| one.point.is_none()).count();
        mark.score = if all { 1.0 } else { right as f64 / shares.max(1) as f64 };
        mark.fields = judged.into_iter().map(Judged::field).collect();
        mark
    }

    /// What is said about one point.
    fn judge(&self, own: &Named, points: &[(Vec<Expr>, Kind)]) -> Judged {
        let name = place(self.vars, &own.at);
        let point = points.iter().position(|(at, _)| self.is_at(&own.at, at));
        let kind = match point {
            Some(point) => points[point].1,
            None if self.is_stationary(&own.at) || self.is_kink(&own.at) => self.around(&own.at),
            None => {
                let is_near = points.iter().any(|(at, _)| is_near(&own.at, at));
                let note = if is_near {
                    format!("the point {name} is close; give three figures, or the exact number")
                } else {
                    self.not_flat(&own.at)
                };
                return Judged { name, point: None, note };
            }
        };
        let note = if own.is_torn {
            format!("the point {name} cannot be of two kinds")
        } else if own.kind.is_some_and(|own| own != kind) {
            format!("the kind of {name} is not right yet")
        } else if self.is_height_wrong(own) {
            format!("the height at {name} is another")
        } else {
            String::new()
        };
        Judged { name, point, note }
    }

    /// What is right, then what is missing.
    fn explain(
        &self,
        mark: &mut Mark,
        (named, found, wanted): (usize, usize, usize),
        judged: &[Judged],
    ) {
        let slope = if self.vars.len() == 1 { "f'" } else { "∇f" };
        if named == 0 {
            mark.why.push(format!("There is a place where {slope} is 0: solve {slope} = 0."));
            return;
        }
        let count = text::small(wanted);
        if wanted == 0 {
            mark.why.push(format!("{slope} is 0 nowhere here; then the answer is none."));
        } else if found < wanted && found > 0 {
            mark.headline = format!("Not yet: {} of {count} found.", text::small(found));
        } else if found == wanted && wanted > 1 {
            let all = if wanted == 2 { "Both".to_owned() } else { format!("All {count}") };
            mark.headline = format!("Not yet. {all} points are there.");
        }
        let notes = judged.iter().filter(|one| !one.note.is_empty());
        mark.why.extend(notes.take(2).map(|one| text::sentence(&one.note)));
    }
}

/// What is said about one point of the answer.
struct Judged {
    name: String,
    /// Which of the right points it is.
    point: Option<usize>,
    /// What is wrong with it; empty where nothing is.
    note: String,
}

impl Judged {
    fn field(self) -> FieldMark {
        let (verdict, score) =
            if self.note.is_empty() { (Verdict::Right, 1.0) } else { (Verdict::Wrong, 0.0) };
        FieldMark { name: self.name, verdict, score, note: self.note, read_as: None }
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
    use crate::math::Number;
    use crate::math::read::{Syntax, read};

    fn said(of: &str, answer: &str) -> Mark {
        let of = read(of, &Syntax::default()).expect("the test's line is readable").expr;
        let vars = of.names();
        let sought =
            Sought { of: &of, vars: &vars, classify: true, on: None, typing: Typing::default() };
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
        assert_eq!(mark.headline, "Not yet. All three points are there.");
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
    fn one_point_cannot_be_of_two_kinds() {
        let mark = said("x^2", "0: min, 0: max");
        assert_eq!(mark.verdict, Verdict::Wrong);
        assert_eq!(mark.why, ["The point x = 0 cannot be of two kinds."]);
    }

    #[test]
    fn a_point_far_out_is_a_point() {
        assert!(said("(x-20)^2", "20: min").is_right());
        assert_eq!(said("(x-20)^2", "none").verdict, Verdict::Wrong);
    }

    #[test]
    fn a_line_of_critical_points_is_no_list() {
        for of in ["(x+y)^2", "x^2*y^2", "relu(x)"] {
            assert_eq!(said(of, "none").verdict, Verdict::Undecided, "{of}");
        }
    }

    #[test]
    fn a_terrace_far_from_round_numbers_is_neither() {
        let on = (Coordinate::from(Number::ZERO), Coordinate::from(Number::integer(6)));
        let of = read("x + sin(x)", &Syntax::default()).expect("it reads").expr;
        let vars = of.names();
        let typing = Typing::default();
        let sought = Sought { of: &of, vars: &vars, classify: true, on: Some(&on), typing };
        assert!(mark(&Answer::Text("pi: neither".to_owned()), &sought).is_right());
    }

    #[test]
    fn whether_a_kink_is_critical_is_left_open() {
        assert!(said("abs(x)", "none").is_right() && said("abs(x)", "0: min").is_right());
        assert_eq!(said("abs(x)", "0: max").verdict, Verdict::Wrong);
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
