//! From what the author wrote under `figure` to what is drawn.

use crate::math::{Expr, Name};

use super::build::{self, interval, path};
use super::figure::{Contour, Curve, Descent, Drawing, Figure, Loss, Path};
use super::keys::{FIGURE, FIGURES};
use super::lesson::{known, own_id};
use super::problem::Code;
use super::table::Table;
use super::task::Coordinate;

pub(super) fn figure(table: &Table<'_>) -> Option<Figure> {
    let kind = build::kind(table, "figure", FIGURES)?;
    table.check_keys(&format!("\"{}\"", kind.name), &known(FIGURE, kind), kind.needs);
    let id = own_id(table);
    let caption = table.text("caption");
    let alt = table.text("alt");
    let drawing = match kind.name {
        "curve" => Drawing::Curve(curve(table)?),
        "contour" => Drawing::Contour(contour(table)?),
        "descent" => Drawing::Descent(descent(table)?),
        _ => Drawing::Loss(loss(table)?),
    };
    let place = table.reader.file.at(table.span_of("figure"));
    let whole = table.reader.file.at(table.span.clone());
    Some(Figure { id, caption, alt, place, whole, allow: table.allowed(), drawing })
}

fn curve(table: &Table<'_>) -> Option<Curve> {
    let of = table.expr("of", None)?;
    let x = interval(table, "x");
    let y = if table.has("y") { Some(interval(table, "y")?) } else { None };
    let names = of.names();
    let var = match names.as_slice() {
        [] => Name::new("x"),
        [only] => only.clone(),
        _ => {
            let message = "A curve is a function of one variable.";
            let remedy = "For two variables use figure = \"contour\".";
            return build::refuse(table, Code::E101, &table.span_of("of"), message, remedy);
        }
    };
    let tangent = if table.has("tangent") { Some(table.coordinate("tangent")?) } else { None };
    let secant = match table.get("secant") {
        None => None,
        Some(_) => {
            let mut ends =
                table.point("secant", &[Name::new("from"), Name::new("to")])?.into_iter();
            Some((ends.next()?, ends.next()?))
        }
    };
    let only = std::slice::from_ref(&var);
    let also = if table.has("also") { Some(table.expr("also", Some(only))?) } else { None };
    let area = if table.has("area") { Some(interval(table, "area")?) } else { None };
    let slope = table.truth("slope").unwrap_or(false);
    Some(Curve { of, var, x: x?, y, tangent, secant, slope, also, area })
}

/// The function of a figure and its variables.
fn function(table: &Table<'_>) -> Option<(Expr, Vec<Name>)> {
    build::function(table, &build::Around { lot: &mut |_| 0, scope: None })
}

fn contour(table: &Table<'_>) -> Option<Contour> {
    let (of, vars) = function(table)?;
    let (x, y) = (interval(table, "x"), interval(table, "y"));
    let Ok(vars) = <[Name; 2]>::try_from(vars) else {
        let message = "Contour lines need a function of two variables.";
        let remedy = "Such as x^2 + 2*y^2; or name both: vars = [\"x\", \"y\"].";
        return build::refuse(table, Code::E101, &table.span_of("of"), message, remedy);
    };
    let paths = paths(table, &vars)?;
    let at: Option<[Coordinate; 2]> =
        if table.has("at") { Some(table.point("at", &vars)?.try_into().ok()?) } else { None };
    Some(Contour {
        of,
        vars,
        x: x?,
        y: y?,
        paths,
        gradient: table.truth("gradient").unwrap_or(false),
        critical: table.truth("critical").unwrap_or(false),
        at,
        animate: table.truth("animate").unwrap_or(false),
    })
}

fn paths(table: &Table<'_>, vars: &[Name]) -> Option<Vec<Path>> {
    let mut found = Vec::new();
    if let Some(one) = table.table("path") {
        found.push(path(&one, vars)?);
    }
    for one in table.tables("paths", 6) {
        found.push(path(&one, vars)?);
    }
    Some(found)
}

fn descent(table: &Table<'_>) -> Option<Descent> {
    let (of, vars) = function(table)?;
    if !(1..=2).contains(&vars.len()) {
        let message = "A walk is drawn over a function of one or two variables.";
        return build::refuse(table, Code::E101, &table.span_of("of"), message, "");
    }
    let path = path(&table.table("path")?, &vars)?;
    let x = if table.has("x") { Some(interval(table, "x")?) } else { None };
    let y = if table.has("y") { Some(interval(table, "y")?) } else { None };
    Some(Descent { of, vars, x, y, path, animate: table.truth("animate").unwrap_or(true) })
}

fn loss(table: &Table<'_>) -> Option<Loss> {
    let (of, vars) = function(table)?;
    let paths = paths(table, &vars)?;
    if paths.is_empty() {
        let remedy = "Add path = { rule = \"descent\", from = [3, 2], rate = 0.1, steps = 25 }.";
        return build::refuse(table, Code::P004, &table.span, "A loss curve needs a walk.", remedy);
    }
    let log = table.truth("log").unwrap_or(false);
    Some(Loss { of, vars, paths, log, animate: table.truth("animate").unwrap_or(false) })
}
