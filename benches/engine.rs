//! How long does the engine take: reading and differentiating a function, judging an answer?
//!
//! `cargo bench --bench engine` runs over the 340 functions of `tests/data/workload.jsonl` and
//! prints, for each item, the median of many passes: the median item, the 99th percentile and the
//! slowest. The budgets are 2 µs for reading, differentiating and tidying, 10 µs for a verdict.

use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use gradus::math::read::{Syntax, read};
use gradus::math::same::Key;
use gradus::math::{Expr, Name, derivative};

const PASSES: usize = 41;

/// A function of the workload with its answers.
struct Item {
    id: String,
    text: String,
    by: Name,
    right: Vec<String>,
    wrong: Vec<String>,
}

fn main() {
    let items = workload();
    let mut out = std::io::stdout();
    let head = ["", "median µs", "p90 µs", "p99 µs", "slowest µs"];
    let _ = writeln!(
        out,
        "{:<34}{:>10}{:>10}{:>10}{:>12}",
        head[0], head[1], head[2], head[3], head[4]
    );
    let mut report = |name: &str, times: Vec<(f64, String)>| {
        let _ = writeln!(out, "{}", line(name, times));
    };
    report(
        "read",
        each(&items, &|item| vec![&item.text], &|_, text| {
            black_box(parse(text));
        }),
    );
    report(
        "read, differentiate, tidy",
        each(&items, &|item| vec![&item.text], &|item, text| {
            black_box(derivative(&parse(text), &item.by));
        }),
    );
    report("verdict on a right answer", verdicts(&items, &|item| &item.right, false));
    report("verdict on a wrong answer", verdicts(&items, &|item| &item.wrong, false));
    report("read and verdict, right answer", verdicts(&items, &|item| &item.right, true));
    report("read and verdict, wrong answer", verdicts(&items, &|item| &item.wrong, true));
}

fn parse(text: &str) -> Expr {
    match read(text, &Syntax::default()) {
        Ok(reading) => reading.expr,
        Err(_) => Expr::integer(0),
    }
}

/// The time of each text of each item.
fn each(
    items: &[Item],
    texts: &dyn Fn(&Item) -> Vec<&String>,
    work: &dyn Fn(&Item, &str),
) -> Vec<(f64, String)> {
    let mut times = Vec::new();
    for item in items {
        for text in texts(item) {
            times.push((median(|| work(item, black_box(text))), item.id.clone()));
        }
    }
    times
}

fn verdicts(
    items: &[Item],
    answers: &dyn Fn(&Item) -> &Vec<String>,
    with_reading: bool,
) -> Vec<(f64, String)> {
    let mut times = Vec::new();
    for item in items {
        let key = Key::derivative(&parse(&item.text), std::slice::from_ref(&item.by));
        for text in answers(item) {
            let answer = parse(text);
            let time = if with_reading {
                median(|| {
                    black_box(key.compare(&parse(black_box(text))));
                })
            } else {
                median(|| {
                    black_box(key.compare(black_box(&answer)));
                })
            };
            times.push((time, item.id.clone()));
        }
    }
    times
}

/// The median time of a pass in microseconds.
fn median(mut pass: impl FnMut()) -> f64 {
    pass();
    let mut times: Vec<f64> = (0..PASSES)
        .map(|_| {
            let begun = Instant::now();
            pass();
            begun.elapsed().as_nanos() as f64 / 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[PASSES / 2]
}

fn line(name: &str, mut times: Vec<(f64, String)>) -> String {
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |share: f64| {
        let index = ((times.len() - 1) as f64 * share) as usize;
        times.get(index).map_or(0.0, |(time, _)| *time)
    };
    let slowest = times.last().map_or("", |(_, id)| id);
    format!(
        "{name:<34}{:>10.2}{:>10.2}{:>10.2}{:>12.2}  ({slowest})",
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    )
}

fn workload() -> Vec<Item> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/workload.jsonl");
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().filter_map(item).collect()
}

fn item(line: &str) -> Option<Item> {
    let row: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| row.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let list = |key: &str| -> Option<Vec<String>> {
        Some(
            row.get(key)?
                .as_array()?
                .iter()
                .filter_map(|v| v.as_str().map(str::to_owned))
                .collect(),
        )
    };
    Some(Item {
        id: text("id")?,
        text: text("expr")?,
        by: Name::new(&text("var")?),
        right: list("student_right")?,
        wrong: list("student_wrong")?,
    })
}
