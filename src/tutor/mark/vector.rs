//! Is this the gradient, is this the Hessian matrix: component by component?

use crate::math::{Expr, Name, Node, print, slope};
use crate::pack::Coordinate;
use crate::tutor::{Answer, Verdict};

use super::derivative::partial;
use super::expression::{self, Expected};
use super::fields::{self, Component};
use super::mark::Mark;
use super::observe::Question;
use super::{Asked, at_point, is_same, number};

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
        several => Node::Vector(several.iter().map(|one| one.expr.clone()).collect()).into(),
    };
    let names = vars.iter().map(|name| print::line(&Expr::name(name))).collect();
    join(asked, (of, vars, at), &by, (readings, names, whole))
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
    let mut is_formula = at.is_some();
    for ((reading, by), name) in readings.iter().zip(by).zip(names) {
        let formula = slope::nth_derivative(of, by);
        let what = partial(by);
        let mark = match at {
            None => expression::mark_reading(
                reading,
                &Expected {
                    expr: &formula,
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
                number::mark_reading(reading, &expected, asked.digits, &what)
            }
        };
        let shown = print::line(&reading.expr);
        let remark = mark.why.first().or(mark.witness.as_ref()).cloned().unwrap_or_default();
        components.push(Component {
            praise: format!("{what} is right: {shown}."),
            remark: if remark.contains(&what) { remark } else { format!("{what}: {remark}") },
            name,
            mark,
        });
    }
    let mut mark = fields::join(components, whole);
    if is_formula && mark.verdict != Verdict::Right {
        mark = Mark { fields: mark.fields, read_as: mark.read_as, ..Mark::wrong() }
            .because("The formulas are right. Now put the point in.");
        mark.mistakes.push("gradient_not_evaluated".to_owned());
        mark.verdict = Verdict::Part;
        mark.score = 0.5;
    }
    mark
}
