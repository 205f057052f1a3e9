//! Slopes, gradients, values, signs, critical points and limits.

use crate::math::{Expr, Name, Node};
use crate::pack::item::{Item, Value};
use crate::pack::problem::Code;
use crate::pack::reader::{canonical, listed};
use crate::pack::table::Table;
use crate::pack::task::{Approach, Coordinate, Task};
use crate::pack::tree::{free_names, replaced};

use super::{Around, by, function, function_of_some, names, occurs, point, refuse};

pub(super) fn derivative(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function(table, around)?;
    let by = by(table, &of, &vars)?;
    Some(Task::Derivative { of, by, order: order(table)? })
}

fn order(table: &Table<'_>) -> Option<u32> {
    if !table.has("order") {
        return Some(1);
    }
    let order = table.whole_with("order", 1, 20, Code::P009)?;
    u32::try_from(order).ok()
}

pub(super) fn partial(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function(table, around)?;
    let by = table.names("wrt", true)?;
    if by.is_empty() || by.len() > 20 {
        let message = "`wrt` names one variable or a few.";
        return refuse(table, Code::P002, &table.span_of("wrt"), message, "");
    }
    let known = by.iter().filter(|name| occurs(table, name, &of, &vars)).count();
    (known == by.len()).then_some(Task::Partial { of, vars, by })
}

pub(super) fn gradient(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function_of_some(table, around)?;
    let at = point_where_given(table, "at", &vars)?;
    Some(Task::Gradient { of, vars, at })
}

pub(super) fn hessian(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function_of_some(table, around)?;
    if vars.len() > 8 {
        let message = format!("A Hessian of {} variables is too large to type.", vars.len());
        return refuse(table, Code::P009, &table.span_of("of"), message, "At most 8 variables.");
    }
    let at = point_where_given(table, "at", &vars)?;
    Some(Task::Hessian { of, vars, at })
}

/// `None` after a problem, `Some(None)` where the key is absent.
#[expect(clippy::option_option, reason = "absent and wrong are two things")]
fn point_where_given(
    table: &Table<'_>,
    key: &str,
    vars: &[Name],
) -> Option<Option<Vec<Coordinate>>> {
    if table.has(key) { table.point(key, vars).map(Some) } else { Some(None) }
}

pub(super) fn directional(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function_of_some(table, around)?;
    let at = point(table, "at", &vars, around);
    let along = table.point("along", &vars);
    let (at, along) = (at?, along?);
    if along.iter().all(|c| c.to_f64() == 0.0) {
        let message = "`along` has length 0: it is no direction.";
        return refuse(table, Code::E104, &table.span_of("along"), message, "");
    }
    let normalise = table.truth("normalise").unwrap_or(true);
    Some(Task::Directional { of, vars, at, along, normalise })
}

pub(super) fn value(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function(table, around)?;
    // A part's values come from what is given and defined.
    if around.scope.is_some() && !table.has("at") {
        return Some(Task::Value { of, at: Vec::new() });
    }
    // What is differentiated by needs a value too, so that the names are those that occur.
    let free: Vec<Name> = if table.has("vars") { vars } else { free_names(&of) };
    if !table.has("at") {
        if free.is_empty() {
            return Some(Task::Value { of, at: Vec::new() });
        }
        let message = match free.as_slice() {
            [only] => format!("`of` has the variable {}: give its value.", only.as_str()),
            _ => format!("`of` has the variables {}: give their values.", listed(&free)),
        };
        let remedy = format!("Add at = {{ {} = 1 }}.", free[0].as_str());
        return refuse(table, Code::P004, &table.span_of("of"), message, &remedy);
    }
    let at = table.point("at", &free)?;
    Some(Task::Value { of, at: free.into_iter().zip(at).collect() })
}

pub(super) fn sign(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function(table, around)?;
    let by = by(table, &of, &vars)?;
    if vars.len() > 1 {
        let message = "`sign` asks about a function of one variable.";
        return refuse(table, Code::P002, &table.span_of("of"), message, "");
    }
    let order = order(table)?;
    let at = point(table, "at", std::slice::from_ref(&by), around)?.into_iter().next()?;
    Some(Task::Sign { of, by, order, at })
}

pub(super) fn critical(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let (of, vars) = function_of_some(table, around)?;
    let classify = table.truth("classify").unwrap_or(true);
    let on = match table.get("on") {
        None => None,
        Some(_) if vars.len() != 1 => {
            let message = "`on` is an interval: it needs a function of one variable.";
            return refuse(table, Code::P002, &table.span_of("on"), message, "");
        }
        Some(_) => {
            let ends = [Name::new("from"), Name::new("to")];
            let mut ends = table.point("on", &ends)?.into_iter();
            let (low, high) = (ends.next()?, ends.next()?);
            if low.to_f64() >= high.to_f64() {
                let message = "`on` gives the smaller number first.";
                return refuse(table, Code::E103, &table.span_of("on"), message, "");
            }
            Some((low, high))
        }
    };
    Some(Task::Critical { of, vars, classify, on })
}

pub(super) fn limit(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    if table.has("quotient_of") {
        return quotient(table, around);
    }
    for key in ["of", "as", "to"] {
        if !table.has(key) {
            let message = format!("`limit` needs `{key}`, or else `quotient_of`.");
            let remedy = "Write of = \"((x+h)^2-x^2)/h\", as = \"h\", to = 0.";
            return refuse(table, Code::P004, &table.span, message, remedy);
        }
    }
    let name = canonical(&table.text("as")?);
    let of = table.expr("of", names(None, around).as_deref())?;
    if !of.mentions(&name) {
        let message = format!("`{}` does not occur in `of`.", name.as_str());
        return refuse(table, Code::E101, &table.span_of("as"), message, "");
    }
    let to = approach(table)?;
    Some(Task::Limit { of, name, to, quotient_of: None })
}

fn quotient(table: &Table<'_>, around: &Around<'_>) -> Option<Task> {
    let function = table.expr("quotient_of", names(None, around).as_deref())?;
    let names = function.names();
    let [var] = names.as_slice() else {
        let message = "`quotient_of` is a function of one variable.";
        return refuse(table, Code::P002, &table.span_of("quotient_of"), message, "");
    };
    let h = Name::new(if var.as_str() == "h" { "k" } else { "h" });
    let moved: Expr = Node::Sum(vec![Expr::name(var), Expr::name(&h)]).into();
    let there = replaced(&function, var, &moved);
    let rise: Expr = Node::Sum(vec![there, Node::Neg(function.clone()).into()]).into();
    let of = Node::Quotient(rise, Expr::name(&h)).into();
    let to = Approach::Number(Coordinate::from(crate::math::Number::ZERO));
    Some(Task::Limit { of, name: h, to, quotient_of: Some(function) })
}

fn approach(table: &Table<'_>) -> Option<Approach> {
    let item = table.get("to")?;
    if let Value::Text(text) = &item.value {
        match text.trim() {
            "inf" | "+inf" | "infinity" | "∞" => return Some(Approach::Infinity),
            "-inf" | "-infinity" | "-∞" | "−∞" => return Some(Approach::MinusInfinity),
            text => {
                let near = |rest: &str| {
                    let value = Value::Text(rest.to_owned());
                    table.coordinate_of("to", &Item { span: item.span.clone(), value })
                };
                if let Some(rest) = text.strip_suffix('+') {
                    return near(rest).map(Approach::Above);
                }
                if let Some(rest) = text.strip_suffix(['-', '−']) {
                    return near(rest).map(Approach::Below);
                }
            }
        }
    }
    table.coordinate("to").map(Approach::Number)
}
