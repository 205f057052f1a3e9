//! How long does a compiled function take: a point of a grid, a gradient, a Hessian?
//!
//! `cargo bench --bench grid` prints the median of many passes; the budget of a point of a grid is
//! 1.5 ns for Himmelblau and Rosenbrock.

use std::hint::black_box;
use std::io::Write as _;
use std::time::Instant;

use gradus::descent::{Method, Plan, critical_points, land};
use gradus::math::read::{Syntax, read};
use gradus::math::{Compiled, Name};

const COLUMNS: usize = 400;
const ROWS: usize = 200;
const PASSES: usize = 201;

const FUNCTIONS: &[(&str, &str, f64)] = &[
    ("himmelblau", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", 5.0),
    ("rosenbrock", "(1 - x)^2 + 100*(y - x^2)^2", 2.0),
    ("bowl", "x^2 + 2*y^2", 4.0),
    ("rastrigin", "x^2 + y^2 - 10*cos(2*pi*x) - 10*cos(2*pi*y) + 20", 1.5),
    ("ackley", "-20*exp(-sqrt((x^2+y^2)/2)/5) - exp((cos(2*pi*x)+cos(2*pi*y))/2) + e + 20", 2.0),
];

fn main() {
    let variables = [Name::new("x"), Name::new("y")];
    let mut out = std::io::stdout();
    let _ =
        writeln!(out, "{:<12}{:>14}{:>14}{:>14}", "", "grid ns/point", "gradient ns", "Hessian ns");
    let mut maps = Vec::new();
    for (name, text, half) in FUNCTIONS {
        let Ok(reading) = read(text, &Syntax::default()) else { continue };
        let Ok(f) = Compiled::new(&reading.expr, &variables) else { continue };
        let grid = median(|| grid(&f, *half)) / (COLUMNS * ROWS) as f64;
        let gradient = median(|| gradients(&f)) / 1000.0;
        let hessian = median(|| hessians(&f)) / 1000.0;
        let _ = writeln!(out, "{name:<12}{grid:>14.3}{gradient:>14.1}{hessian:>14.1}");
        if *name == "himmelblau" {
            maps.push(f);
        }
    }
    for f in &maps {
        let begun = Instant::now();
        let points = critical_points(f, &[(-5.0, 5.0), (-5.0, 5.0)]).len();
        let found = begun.elapsed().as_secs_f64() * 1e3;
        let begun = Instant::now();
        let steps = basins(f);
        let walked = begun.elapsed().as_secs_f64() * 1e3;
        let _ = writeln!(out, "{points} critical points of himmelblau: {found:.1} ms");
        let _ = writeln!(out, "basin map of 200x60 cells, {steps} steps in all: {walked:.0} ms");
    }
}

/// The median time of a pass in nanoseconds.
fn median(mut pass: impl FnMut() -> f64) -> f64 {
    let mut times: Vec<f64> = (0..PASSES)
        .map(|_| {
            let begun = Instant::now();
            black_box(pass());
            begun.elapsed().as_nanos() as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[PASSES / 2]
}

fn grid(f: &Compiled, half: f64) -> f64 {
    let place = |i: usize, n: usize| half * (2.0 * (i as f64 + 0.5) / n as f64 - 1.0);
    let xs: Vec<f64> = (0..COLUMNS).map(|i| place(i, COLUMNS)).collect();
    let mut row = vec![0.0; COLUMNS];
    let mut sum = 0.0;
    for j in 0..ROWS {
        f.row(black_box(&xs), place(j, ROWS), &mut row);
        sum += black_box(&row)[j];
    }
    sum
}

fn gradients(f: &Compiled) -> f64 {
    let mut gradient = [0.0; 2];
    (0..1000).map(|i| f.gradient(black_box(&[0.001 * f64::from(i), 0.5]), &mut gradient)).sum()
}

fn hessians(f: &Compiled) -> f64 {
    let mut hessian = [0.0; 4];
    let mut sum = 0.0;
    for i in 0..1000 {
        f.hessian(black_box(&[0.001 * f64::from(i), 0.5]), &mut hessian);
        sum += hessian[1];
    }
    sum
}

/// A walk of at most 200 steps from each half cell; answers with the steps of all.
fn basins(f: &Compiled) -> usize {
    let mut plan = Plan::new(Method::Descent, &[0.0, 0.0]).with_rate(0.01).with_steps(200);
    plan.tolerance = Some(1e-3);
    let mut steps = 0;
    for row in 0..120 {
        for column in 0..200 {
            plan.start = vec![-5.0 + f64::from(column) / 20.0, -5.0 + f64::from(row) / 12.0];
            steps += land(f, &plan).steps;
        }
    }
    steps
}
