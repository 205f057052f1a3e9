//! Do the gaps, as filled, make the line true?

use crate::math::read::read;
use crate::math::{Expr, Name, Node, print, same, slope};
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::mark::{FieldMark, Mark};
use super::{Asked, is_same};

/// Any filling that makes the line the derivative is right, the author's or another.
pub(super) fn mark(
    asked: &Asked<'_>,
    answer: &Answer,
    (of, by, line): (&Expr, &Name, &Expr),
) -> Mark {
    let hidden = holes(line);
    let typed = match typed(answer, hidden.len(), asked.typing.decimal_comma) {
        Ok(typed) => typed,
        Err(mark) => return *mark,
    };
    let vars = {
        let mut vars = of.names();
        vars.extend(line.names());
        vars.sort();
        vars.dedup();
        vars
    };
    let mut own = Vec::new();
    for (field, line) in typed.iter().enumerate() {
        if line.trim().is_empty() {
            return Mark::blank(field);
        }
        match read(line, &asked.typing.syntax(&vars)) {
            Ok(reading) => own.push(reading.expr),
            Err(error) => return Mark::unreadable(field, &error),
        }
    }
    let target = slope::derivative(of, by);
    let holds = |filling: &[Expr]| is_same(&slope::carry_out(&filled(line, filling)), &target);
    let whole = filled(line, &own);
    if holds(&own) {
        let mut mark = Mark::right().reading(whole);
        mark.fields = own.iter().enumerate().map(|(at, expr)| field(at, true, expr)).collect();
        return mark;
    }
    // A gap is right by itself where the author's other gaps make the line true with it.
    let alone = |at: usize| {
        let mut filling = hidden.clone();
        filling[at] = own[at].clone();
        holds(&filling)
    };
    let right: Vec<bool> = (0..own.len()).map(alone).collect();
    let mut mark = Mark::wrong().reading(whole);
    mark.fields = own.iter().enumerate().map(|(at, expr)| field(at, right[at], expr)).collect();
    mark.why.push(remark(&own, &right));
    mark
}

/// What is right of the gaps, then what is not.
fn remark(own: &[Expr], right: &[bool]) -> String {
    let wrong: Vec<usize> = (0..own.len()).filter(|at| !right[*at]).collect();
    if let Some(nothing) = own.iter().find(|expr| same::exists_nowhere(expr)) {
        return format!("{} has no value.", print::line(nothing));
    }
    match wrong.as_slice() {
        _ if own.len() == 1 => "With it the line is not the slope of f.".to_owned(),
        [] => "Each gap could be right, but not all of these together.".to_owned(),
        [only] if own.len() == 2 => {
            let other = text::ordinal(2 - only);
            let only = text::ordinal(only + 1);
            format!("The {other} gap is right. The {only} gap does not fit it.")
        }
        [only] => {
            format!("The other gaps are right. The {} does not fit.", text::ordinal(only + 1))
        }
        several if several.len() == own.len() => {
            format!("None of the {} gaps fits.", text::small(own.len()))
        }
        several => {
            let good = text::small(own.len() - several.len());
            format!("{} of {} gaps fit.", text::capital(&good), text::small(own.len()))
        }
    }
}

fn field(at: usize, is_right: bool, expr: &Expr) -> FieldMark {
    FieldMark {
        name: (at + 1).to_string(),
        verdict: if is_right { Verdict::Right } else { Verdict::Wrong },
        score: if is_right { 1.0 } else { 0.0 },
        note: String::new(),
        read_as: Some(expr.clone()),
    }
}

/// One line for each gap.
fn typed(answer: &Answer, gaps: usize, decimal_comma: bool) -> Result<Vec<String>, Box<Mark>> {
    let lines: Vec<String> = match answer {
        Answer::Fields(lines) | Answer::Lines(lines) => lines.clone(),
        Answer::Parts(parts) => parts.iter().map(|(_, line)| line.clone()).collect(),
        Answer::Text(line) if gaps == 1 => vec![line.clone()],
        Answer::Text(line) => {
            let sign = if line.contains(';') || decimal_comma { ';' } else { ',' };
            line.split(sign).map(str::to_owned).collect()
        }
        Answer::Choice(_) | Answer::Order(_) | Answer::Card(_) => Vec::new(),
    };
    if lines.len() == gaps {
        return Ok(lines);
    }
    let message =
        format!("{} to fill: type what stands in each, with ; between.", text::count(gaps, "gap"));
    Err(Box::new(Mark::unfit(0, "", &message)))
}

/// What the author hid, from the left.
pub(super) fn holes(line: &Expr) -> Vec<Expr> {
    match line.node() {
        Node::Hole(hidden) => vec![hidden.clone().unwrap_or_else(|| Expr::integer(0))],
        _ => line.children().into_iter().flat_map(holes).collect(),
    }
}

/// The line with its gaps filled from the left.
fn filled(line: &Expr, filling: &[Expr]) -> Expr {
    let mut rest = filling.iter();
    fill(line, &mut rest)
}

fn fill(expr: &Expr, rest: &mut std::slice::Iter<'_, Expr>) -> Expr {
    let node = match expr.node() {
        Node::Hole(hidden) => {
            return rest.next().or(hidden.as_ref()).cloned().unwrap_or_else(|| expr.clone());
        }
        Node::Number(_) | Node::Constant(_) | Node::Name(_) => return expr.clone(),
        Node::Neg(u) => Node::Neg(fill(u, rest)),
        Node::Prime(function, order, u) => Node::Prime(*function, *order, fill(u, rest)),
        Node::Slope(u, names) => Node::Slope(fill(u, rest), names.clone()),
        Node::Quotient(u, v) => {
            let u = fill(u, rest);
            Node::Quotient(u, fill(v, rest))
        }
        Node::Power(u, v) => {
            let u = fill(u, rest);
            Node::Power(u, fill(v, rest))
        }
        Node::Sum(parts) => Node::Sum(all(parts, rest)),
        Node::Product(parts) => Node::Product(all(parts, rest)),
        Node::Vector(parts) => Node::Vector(all(parts, rest)),
        Node::Apply(function, parts) => Node::Apply(*function, all(parts, rest)),
        Node::Matrix(rows) => Node::Matrix(rows.iter().map(|row| all(row, rest)).collect()),
    };
    node.into()
}

fn all(parts: &[Expr], rest: &mut std::slice::Iter<'_, Expr>) -> Vec<Expr> {
    parts.iter().map(|part| fill(part, rest)).collect()
}
