//! The critical points of 25 classical functions are found, with their kinds.
//!
//! `tests/data/functions.toml` lists them to twenty digits with the eigenvalues of the Hessian.

use gradus::descent::{Kind, PRESETS, critical_points};
use gradus::math::read::{Syntax, read};
use gradus::math::{Compiled, Name};

struct Known {
    name: String,
    f: Compiled,
    window: Vec<(f64, f64)>,
    points: Vec<(Kind, Vec<f64>, f64, Vec<f64>)>,
    is_complete: bool,
}

fn known() -> Vec<Known> {
    let file: toml::Table = include_str!("data/functions.toml").parse().expect("the file is TOML");
    let functions = file["function"].as_array().expect("it lists functions");
    functions.iter().map(|function| known_of(function.as_table().expect("a table"))).collect()
}

fn known_of(function: &toml::Table) -> Known {
    let text = |key: &str| function[key].as_str().expect("a text").to_owned();
    let ends = floats(&function["domain"]);
    let window: Vec<(f64, f64)> = ends.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    let variables = &[Name::new("x"), Name::new("y")][..window.len()];
    // The file writes Euler's number as `E`.
    let line = text("expr").replace("E +", "e +");
    let expr = read(&line, &Syntax::default()).expect("the function reads").expr;
    let mut points = Vec::new();
    for (key, kind) in [
        ("minima", Kind::Minimum),
        ("saddles", Kind::Saddle),
        ("maxima", Kind::Maximum),
        ("degenerate", Kind::Degenerate),
    ] {
        for point in function[key].as_array().expect("a list of points") {
            let eigenvalues = point.get("eig").map(floats).unwrap_or_default();
            let value = point["f"].as_float().expect("a value");
            points.push((kind, floats(&point["at"]), value, eigenvalues));
        }
    }
    Known {
        name: text("name"),
        f: Compiled::new(&expr, variables).expect("x and y are its variables"),
        window,
        points,
        is_complete: text("completeness") != "multi-start only",
    }
}

fn floats(value: &toml::Value) -> Vec<f64> {
    let list = value.as_array().expect("a list of numbers");
    list.iter().map(|x| x.as_float().expect("a number")).collect()
}

#[test]
fn every_known_critical_point_is_found_with_its_kind() {
    let mut missed = Vec::new();
    for known in known() {
        let found = critical_points(&known.f, &known.window);
        for (kind, at, value, eigenvalues) in &known.points {
            // A cone point has no gradient and no eigenvalues.
            if eigenvalues.is_empty() {
                continue;
            }
            let near =
                |x: f64, y: f64, tolerance: f64| (x - y).abs() <= tolerance * y.abs().max(1.0);
            let hit = found.iter().find(|point| {
                point.at.iter().zip(at).all(|(x, y)| near(*x, *y, 1e-9)) && point.kind == *kind
            });
            let agrees = hit.is_some_and(|point| {
                near(point.value, *value, 1e-9)
                    && point.eigenvalues.iter().zip(eigenvalues).all(|(x, y)| near(*x, *y, 1e-6))
            });
            if !agrees {
                missed.push(format!("{} {} {at:?}", known.name, kind.name()));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn nothing_is_found_beyond_the_complete_lists() {
    for known in known().into_iter().filter(|known| known.is_complete) {
        let inside = |at: &[f64]| {
            at.iter().zip(&known.window).all(|(x, (low, high))| (low..=high).contains(&x))
        };
        let listed = known.points.iter().filter(|(_, at, ..)| inside(at)).count();
        let found = critical_points(&known.f, &known.window);
        assert_eq!(found.len(), listed, "{}: {found:?}", known.name);
    }
}

fn found(text: &str, names: &[&str], half: f64) -> Vec<gradus::descent::Critical> {
    let names: Vec<Name> = names.iter().map(|name| Name::new(name)).collect();
    let expr = read(text, &Syntax::default()).expect("the test's own line").expr;
    let f = Compiled::new(&expr, &names).expect("its names are declared");
    critical_points(&f, &vec![(-half, half); names.len()])
}

#[test]
fn a_function_without_isolated_critical_points_has_none() {
    assert_eq!(found("5", &["x", "y"], 3.0), []);
    assert_eq!(found("x + 2y", &["x", "y"], 3.0), []);
    assert_eq!(found("x^2", &["x", "y"], 3.0), []);
    assert_eq!(found("abs(x)", &["x"], 3.0), []);
    assert_eq!(found("1/x", &["x"], 3.0), []);
    assert_eq!(found("exp(x + y)", &["x", "y"], 3.0), []);
    assert_eq!(found("ln(-1 - x^2)", &["x"], 3.0), []);
}

#[test]
fn scales_do_not_matter() {
    for (text, half) in
        [("1e250 (x^2 + y^2)", 3.0), ("1e-250 (x^2 + y^2)", 3.0), ("x^2 + y^2", 1e-9)]
    {
        let points = found(text, &["x", "y"], half);
        assert_eq!(points.len(), 1, "{text}");
        assert_eq!((points[0].kind, points[0].at.as_slice()), (Kind::Minimum, &[0.0, 0.0][..]));
    }
}

#[test]
fn many_variables_are_searched_too() {
    let points = found("a^2 + b^2 + (c - 1)^2 + d^2 + a b", &["a", "b", "c", "d"], 3.0);
    assert_eq!(points.len(), 1);
    let points = found("x^2 - y^2 + z^2 + x z", &["x", "y", "z"], 3.0);
    assert_eq!((points.len(), points[0].kind), (1, Kind::Saddle));
}

#[test]
fn the_menu_has_every_known_function() {
    let menu: Vec<Compiled> = PRESETS
        .iter()
        .map(|preset| {
            let names = &[Name::new("x"), Name::new("y")][..preset.start.len()];
            let expr = read(preset.line, &Syntax::default()).expect("a preset reads").expr;
            Compiled::new(&expr, names).expect("x and y are its names")
        })
        .collect();
    let places = [[0.3, 0.7], [-1.2, 0.4], [1.7, -0.9]];
    for known in known() {
        let same = |f: &&Compiled| {
            f.variables().len() == known.window.len()
                && places.iter().all(|at| {
                    let (mine, theirs) = (f.value(at), known.f.value(at));
                    (mine - theirs).abs() <= 1e-9 * theirs.abs().max(1.0)
                })
        };
        assert!(menu.iter().any(|f| same(&f)), "{}", known.name);
    }
}
