//! How long do pictures take: contours, a whole widget, a frame of an animation, pan and zoom, basins?
//!
//! `cargo bench --bench plot` prints medians of many passes, and beside them the time that a
//! hand-written loop takes to read every value of the field once: the machine's own yardstick.

use std::hint::black_box;
use std::io::Write as _;
use std::time::Instant;

use gradus::descent::{Method, Plan, land, run};
use gradus::math::read::{Syntax, read};
use gradus::math::{Compiled, Name};
use gradus::plot::{
    Field, Layers, Look, Map, Path, Picture, Window, ansi, contour_dots, polylines,
};

const PASSES: usize = 201;
const WINDOW: ([f64; 2], [f64; 2]) = ([-6.0, 6.0], [-5.0, 5.0]);

fn main() {
    let mut out = std::io::stdout();
    let Some(f) = himmelblau() else { return };
    let rows = |xs: &[f64], y: f64, out: &mut [f64]| f.row(xs, y, out);
    let window = Window::new(WINDOW.0, WINDOW.1);
    let field = Field::sample(&rows, window, 400, 200);
    let levels: Vec<f64> = (1..=12).map(|k| 2000.0_f64.powf(f64::from(k) / 12.5)).collect();
    let yardstick = median(PASSES, || field.values.iter().copied().fold(f64::MIN, f64::max));
    let mut print = |what: &str, time: f64, goal: &str| {
        let _ = writeln!(out, "{what:<44}{time:>9.3} ms {:>7.1}x   {goal}", time / yardstick);
    };
    print("read every value of 400x200 once", yardstick, "");
    print("evaluate 400x200", median(PASSES, || Field::sample(&rows, window, 400, 200)), "");
    let dots = median(PASSES, || contour_dots(&field, &levels));
    print("contour dots, 400x200, 12 levels", dots, "to beat: 0.35 ms unjoined");
    let joined = median(PASSES, || polylines(&field, &levels));
    print("contour lines joined, 400x200, 12 levels", joined, "to beat: 0.93 ms");

    let plan = Plan::new(Method::Momentum, &[0.0, -0.5]).with_rate(0.002).with_steps(200);
    let walk = run(&f, &plan);
    let points: Vec<[f64; 2]> = walk.points.iter().map(|p| [p[0], p[1]]).collect();
    let look = Look::default();
    let mut map = Map::new(&rows, window, (200, 60), look);
    map.relabel(&[&points], &[]);
    let frame = |now: usize| {
        let path = Path { points: &points[..now], runner: 0, away: "" };
        map.picture(&Layers { paths: &[path], ..Layers::default() })
    };
    let still = median(PASSES, || map.picture(&Layers::default()));
    print("widget 200x60 from the cache", still, "to beat: 0.13 ms");
    let moving = median(PASSES, || frame(black_box(150)));
    print("frame of an animation, 150 steps", moving, "to beat: 0.35 ms");
    let panned = median(51, || {
        Map::new(&rows, window.moved(0.1, 0.0), (200, 60), look).picture(&Layers::default())
    });
    print("pan or zoom: everything anew, 200x60", panned, "at most 3 ms");
    let whole = ansi(&frame(150), look).len();
    let step = changed(&frame(150), &frame(151), look);
    let plan = Plan::new(Method::Descent, &[0.0, 0.0]).with_rate(0.01).with_steps(200);
    let basins = median(3, || {
        let starts = (0..120).flat_map(|j| (0..200).map(move |i| (i, j)));
        let walk = |(i, j): (i32, i32)| {
            let mut plan = plan.clone();
            plan.start = vec![f64::from(i) * 0.06 - 6.0, f64::from(j) / 12.0 - 5.0];
            land(&f, &plan).steps
        };
        starts.map(walk).sum::<usize>()
    });
    print("basins of 200x60 cells, 200 steps a pixel", basins, "on a worker thread");
    let _ = writeln!(out, "{:<44}{whole:>9} B", "the widget as text for a terminal");
    let _ = writeln!(out, "{:<44}{step:>9} B            at most 2 kB", "what one step changes");
}

fn himmelblau() -> Option<Compiled> {
    let expr = read("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", &Syntax::default()).ok()?.expr;
    Compiled::new(&expr, &[Name::new("x"), Name::new("y")]).ok()
}

/// The median time of a pass in milliseconds.
fn median<T>(passes: usize, mut pass: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..passes)
        .map(|_| {
            let begun = Instant::now();
            black_box(pass());
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[passes / 2]
}

/// Bytes that a terminal gets for the cells that differ, each with its place and its colours.
fn changed(before: &Picture, after: &Picture, look: Look) -> usize {
    let mut bytes = 0;
    for (old, new) in before.rows().zip(after.rows()) {
        for (old, new) in old.iter().zip(new).filter(|(old, new)| old != new) {
            let _ = old;
            let mut cell = Picture::new(1, 1);
            cell.set(0, 0, *new);
            bytes += ansi(&cell, look).len() + "\x1b[60;200H".len();
        }
    }
    bytes
}
