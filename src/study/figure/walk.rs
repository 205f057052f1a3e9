//! A walk in words and as a table of its steps.

use super::{Table, Told, Writer};
use crate::descent::{self, Method, Plan, Run};
use crate::math::{Compiled, Name, slope};
use crate::pack::{Coordinate, Loss, Path};
use crate::text;

/// Adds the walks of a figure to what is told about it; the table is that of the first.
pub(super) fn add(told: &mut Told, f: &Compiled, vars: &[Name], paths: &[Path], writer: &Writer) {
    let runs: Vec<(Run, &Path)> =
        paths.iter().filter_map(|path| Some((run(f, path)?, path))).collect();
    for (run, path) in &runs {
        told.before.push(start(run, path, writer));
    }
    if let Some((run, _)) = runs.first() {
        told.table = table(run, vars, writer);
        told.after.push(text::sentence(&plain(&run.stop.words, writer)));
    }
}

/// The walk that a figure shows; `None` where its parameters make none.
pub(super) fn run(f: &Compiled, path: &Path) -> Option<Run> {
    plan(path).map(|plan| descent::run(f, &plan))
}

/// What a figure asks of the walk.
fn plan(path: &Path) -> Option<Plan> {
    let start: Vec<f64> = path.from.iter().map(Coordinate::to_f64).collect();
    let mut plan = Plan::new(path.walk.rule, &start).with_steps(path.steps);
    if let Some(rate) = &path.walk.rate {
        plan = plan.with_rate(rate.to_f64());
    }
    for (key, value) in &path.walk.settings {
        plan.set(key, &value.to_f64().to_string()).ok()?;
    }
    Some(plan)
}

fn start(run: &Run, path: &Path, writer: &Writer) -> String {
    let by = match path.walk.rule {
        Method::Descent => String::new(),
        other => format!(" by {}", other.row().title),
    };
    let from = writer.point(&run.points[0]);
    let rate = writer.number(run.plan.rate);
    let steps = text::count(run.steps(), "step");
    format!("The walk{by} starts at {from}, uses rate {rate}, and takes {steps}.")
}

fn table(run: &Run, vars: &[Name], writer: &Writer) -> Table {
    let mut head = vec!["step".to_owned()];
    head.extend(vars.iter().map(|name| writer.name(name)));
    head.extend(["f".to_owned(), "size of gradient".to_owned()]);
    let rows = (0..run.points.len())
        .map(|k| {
            let mut row = vec![k.to_string()];
            row.extend(run.points[k].iter().map(|x| writer.number(*x)));
            row.push(writer.number(run.values[k]));
            row.push(writer.number(run.gradient_norm(k)));
            row
        })
        .collect();
    Table { head, rows }
}

/// f over the steps of one walk or several.
pub(super) fn loss(loss: &Loss, writer: &Writer) -> Told {
    let function = writer.function(&loss.of, &loss.vars);
    let scale = if loss.log { ", on a logarithmic scale" } else { "" };
    let mut told = Told {
        title: format!("{function}, its value step by step{scale}"),
        before: Vec::new(),
        table: Table::default(),
        after: Vec::new(),
    };
    let Ok(f) = Compiled::new(&slope::carry_out(&loss.of), &loss.vars) else { return told };
    let runs: Vec<(Run, &Path)> =
        loss.paths.iter().filter_map(|path| Some((run(&f, path)?, path))).collect();
    let mut head = vec!["step".to_owned()];
    for (index, (run, path)) in runs.iter().enumerate() {
        told.before.push(start(run, path, writer));
        let letter = char::from(b'A' + (index % 26) as u8);
        head.push(path.label.clone().unwrap_or_else(|| format!("walk {letter}")));
        told.after.push(text::sentence(&plain(&run.stop.words, writer)));
    }
    let longest = runs.iter().map(|(run, _)| run.values.len()).max().unwrap_or(0);
    let rows = (0..longest)
        .map(|k| {
            let cells = runs.iter().map(|(run, _)| run.values.get(k));
            let shown = cells.map(|value| value.map_or(String::new(), |x| writer.number(*x)));
            [k.to_string()].into_iter().chain(shown).collect()
        })
        .collect();
    told.table = Table { head, rows };
    told
}

/// The words of a verdict without signs that are not spoken.
fn plain(words: &str, writer: &Writer) -> String {
    match writer.notation {
        super::Notation::Unicode => words.to_owned(),
        super::Notation::Typed => spoken(words),
    }
}

/// Signs that a screen reader stumbles over, and what is said instead; longest first.
const SPOKEN: [(&str, &str); 10] = [
    ("‖∇f‖ < 10⁻⁶", "the size of the gradient is below 0.000001"),
    ("‖∇f‖", "the size of the gradient"),
    ("rate·λmax", "rate times largest curvature"),
    ("2/λmax", "2 / largest curvature"),
    ("λmax", "the largest curvature"),
    ("−", "-"),
    ("·", "*"),
    ("∞", "infinity"),
    ("≤", "<="),
    ("≥", ">="),
];

fn spoken(words: &str) -> String {
    SPOKEN.iter().fold(words.to_owned(), |words, (sign, said)| words.replace(sign, said))
}
