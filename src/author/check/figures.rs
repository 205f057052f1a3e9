//! Is there something to see in every figure?

use crate::math::compile::Compiled;
use crate::math::{Expr, Name, carry_out};
use crate::pack::{Block, Code, Coordinate, Drawing, Figure, Interval, Lesson, Path, Problem};

/// Places across a range that are tried.
const PLACES: usize = 41;

pub(super) fn check(lesson: &Lesson, found: &mut Vec<Problem>) {
    for block in &lesson.blocks {
        if let Block::Figure(figure) = block {
            look_at(figure, found);
        }
    }
}

fn look_at(figure: &Figure, found: &mut Vec<Problem>) {
    let mut note = |message: String, remedy: &str| {
        found.push(Problem::new(Code::E103, figure.place.clone(), message).mended_by(remedy));
    };
    match &figure.drawing {
        Drawing::Curve(curve) => {
            let Some(f) = compiled(&curve.of, std::slice::from_ref(&curve.var), &mut note) else {
                return;
            };
            let seen = places(curve.x).filter(|x| f.value(&[*x]).is_finite()).count();
            if seen < 6 {
                let message = format!(
                    "The function is defined at {seen} of {PLACES} places between {} and {}.",
                    curve.x.low, curve.x.high
                );
                note(message, "Choose another range.");
            }
            if let Some(at) = &curve.tangent {
                let x = at.to_f64();
                if !(curve.x.low..=curve.x.high).contains(&x) {
                    note(format!("The tangent at {x} lies outside of the picture."), "Move it.");
                }
                let mut slope = [0.0];
                let value = f.gradient(&[at.to_f64()], &mut slope);
                if !value.is_finite() || !slope[0].is_finite() {
                    note(format!("There is no tangent at {}.", at.to_f64()), "Move it.");
                }
            }
        }
        Drawing::Contour(contour) => {
            let Some(f) = compiled(&contour.of, &contour.vars, &mut note) else { return };
            let seen = places(contour.x)
                .flat_map(|x| places(contour.y).map(move |y| [x, y]))
                .filter(|at| f.value(at).is_finite())
                .count();
            if seen < PLACES {
                note(
                    "The function is defined almost nowhere in the window.".into(),
                    "Choose another one.",
                );
            }
            walks(&f, &contour.paths, &mut note);
            let inside = |path: &Path| {
                let start: Vec<f64> = path.from.iter().map(Coordinate::to_f64).collect();
                let within = |range: Interval, x: f64| (range.low..=range.high).contains(&x);
                within(contour.x, start[0]) && within(contour.y, start[1])
            };
            if !contour.paths.iter().all(inside) {
                note("A walk starts outside of the window.".into(), "Move its start.");
            }
        }
        Drawing::Descent(descent) => {
            let Some(f) = compiled(&descent.of, &descent.vars, &mut note) else { return };
            walks(&f, std::slice::from_ref(&descent.path), &mut note);
        }
        Drawing::Loss(loss) => {
            let Some(f) = compiled(&loss.of, &loss.vars, &mut note) else { return };
            walks(&f, &loss.paths, &mut note);
        }
    }
}

fn compiled(of: &Expr, vars: &[Name], note: &mut dyn FnMut(String, &str)) -> Option<Compiled> {
    match Compiled::new(&carry_out(of), vars) {
        Ok(f) => Some(f),
        Err(error) => {
            note(
                format!("The function cannot be drawn: {error}."),
                "Use numbers and these variables only.",
            );
            None
        }
    }
}

fn walks(f: &Compiled, paths: &[Path], note: &mut dyn FnMut(String, &str)) {
    for path in paths {
        let start: Vec<f64> = path.from.iter().map(Coordinate::to_f64).collect();
        let mut slopes = vec![0.0; start.len()];
        let value = f.gradient(&start, &mut slopes);
        if !value.is_finite() || slopes.iter().any(|slope| !slope.is_finite()) {
            note(
                "A walk starts where the function or its slope is undefined.".into(),
                "Move its start.",
            );
        }
    }
}

fn places(range: Interval) -> impl Iterator<Item = f64> {
    (0..PLACES).map(move |i| range.low + (range.high - range.low) * i as f64 / (PLACES - 1) as f64)
}
