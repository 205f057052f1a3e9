//! Is this the gradient, is this the Hessian matrix: component by component?

use crate::math::same::{Certainty, Key};
use crate::math::{Expr, Name, Node, print};
use crate::pack::Coordinate;
use crate::tutor::{Answer, Verdict};

use super::derivative::partial;
use super::expression::{self, Expected};
use super::fields::{self, Component};
use super::mark::Mark;
use super::observe::Question;
use super::{Asked, at_point, is_same, number, place};

/// A function, its variables, and the point where something is wanted.
type At<'a> = (&'a Expr, &'a [Name], Option<&'a [Coordinate]>);

pub(super) fn gradient(asked: &Asked<'_>, answer: &Answer, (of, vars, at): At<'_>) -> Mark {
    let by: Vec<Vec<Name>> = vars.iter().map(|name| vec![name.clone()]).collect();
    let readings = match fields::components(answer, vars.len(), &asked.typing.syntax(vars)) {
        Ok(readings) => readings,
        Err(mark) => return *mark,
    };
    let whole = match readings.as_slice() {
        [only] => only.expr.clone(),
        several => vector(several.iter().map(|one| one.expr.clone()).collect()),
    };
    let names = vars.iter().map(|name| print::line(&Expr::name(name))).collect();
    join(asked, (of, vars, at), &by, (readings, names, whole))
}

fn vector(parts: Vec<Expr>) -> Expr {
    Node::Vector(parts).into()
}

pub(super) fn hessian(asked: &Asked<'_>, answer: &Answer, (of, vars, at): At<'_>) -> Mark {
    let by: Vec<Vec<Name>> = vars
        .iter()
        .flat_map(|row| vars.iter().map(|column| vec![row.clone(), column.clone()]))
        .collect();
    let readings = match fields::cells(answer, vars.len(), &asked.typing.syntax(vars)) {
        Ok(readings) => readings,
        Err(mark) => return *mark,
    };
    let rows = readings
        .chunks(vars.len().max(1))
        .map(|row| row.iter().map(|cell| cell.expr.clone()).collect())
        .collect();
    let names = by.iter().map(|by| partial(by)).collect();
    join(asked, (of, vars, at), &by, (readings, names, Node::Matrix(rows).into()))
}

/// Marks each component against its own derivative.
fn join(
    asked: &Asked<'_>,
    (of, vars, at): At<'_>,
    by: &[Vec<Name>],
    (readings, names, whole): (Vec<crate::math::read::Reading>, Vec<String>, Expr),
) -> Mark {
    let syntax = asked.typing.syntax(vars);
    let mut components = Vec::new();
    let mut wanted = Vec::new();
    let mut is_formula = at.is_some();
    for (index, ((reading, order), name)) in readings.iter().zip(by).zip(names).enumerate() {
        // The same entry on the other side of the diagonal: said once.
        let is_told = (0..index).any(|before| {
            by[before].iter().rev().eq(order) && readings[before].expr == reading.expr
        });
        let by = order;
        let key = Key::derivative(of, by);
        let formula = key.expected().clone();
        let what = partial(by);
        let mark = match at {
            None => expression::mark_reading(
                reading,
                &Expected {
                    key: &key,
                    what: &what,
                    syntax: &syntax,
                    question: Question { of: Some(of), by, vars },
                    form: asked.form,
                    same_domain: asked.same_domain,
                },
            ),
            Some(at) => {
                is_formula &= is_same(&reading.expr, &formula);
                let expected = at_point(&formula, vars.iter().zip(at));
                let mark = number::mark_reading(reading, &expected, asked.digits, &what);
                wanted.push(expected);
                mark
            }
        };
        if at.is_none() {
            wanted.push(formula);
        }
        let shown = print::line(&reading.expr);
        let remark = match mark.why.first().or(mark.witness.as_ref()) {
            Some(remark) => remark.clone(),
            None if mark.verdict == Verdict::Part => mark.headline.clone(),
            None => "not right yet.".to_owned(),
        };
        let remark = if remark.contains(&what) { remark } else { format!("{what}: {remark}") };
        let said = |sentence: String| if is_told { String::new() } else { sentence };
        components.push(Component {
            praise: said(format!("{what} is right: {shown}.")),
            remark: said(remark),
            name,
            mark,
        });
    }
    let yours: Vec<Expr> = readings.into_iter().map(|reading| reading.expr).collect();
    let mut mark = fields::join(components, whole);
    if mark.verdict == Verdict::Wrong && fields::is_swapped(&yours, &wanted) {
        mark.why = vec!["The two components have changed places.".to_owned()];
    }
    let is_proved = mark.is_right() && mark.certainty == Some(Certainty::Proved);
    if at.is_none() && is_proved && !mark.is_narrower() {
        mark.headline = expression::proved(&place::validity(Some(of), &vector(wanted)));
    }
    if is_formula && mark.verdict != Verdict::Right {
        mark = Mark { fields: mark.fields, read_as: mark.read_as, ..Mark::wrong() }
            .because("The formulas are right. Now put the point in.");
        mark.mistakes.push("gradient_not_evaluated".to_owned());
        mark.verdict = Verdict::Part;
        mark.score = 0.5;
    }
    mark
}
