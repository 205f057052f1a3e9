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
    let is_alone = runs.len() == 1;
    for (index, (run, path)) in runs.iter().enumerate() {
        let name = if is_alone { None } else { Some(name(path, index)) };
        told.before.push(start(run, path, name.as_deref(), writer));
        told.after.push(end(run, name.as_deref(), writer));
    }
    if let Some((run, _)) = runs.first() {
        told.table = table(run, vars, writer);
    }
}

/// What a walk among several is called.
fn name(path: &Path, index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    path.label.clone().unwrap_or_else(|| format!("walk {letter}"))
}

/// Why the walk stopped, after its name where there are several.
fn end(run: &Run, name: Option<&str>, writer: &Writer) -> String {
    let words = text::sentence(&plain(&run.stop.words, writer));
    match name {
        Some(name) => {
            let mut chars = words.chars();
            let first = chars.next().into_iter().flat_map(char::to_lowercase);
            format!("{}: {}", text::capital(name), first.chain(chars).collect::<String>())
        }
        None => words,
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

fn start(run: &Run, path: &Path, name: Option<&str>, writer: &Writer) -> String {
    let by = match path.walk.rule {
        Method::Descent => String::new(),
        other => format!(" by {}", other.row().title),
    };
    let from = writer.point(&run.points[0]);
    let rate = writer.number(run.plan.rate);
    let steps = text::count(run.steps(), "step");
    let walk = match name {
        Some(name) => format!("{}{by}", text::capital(name)),
        None => format!("The walk{by}"),
    };
    format!("{walk} starts at {from}, uses rate {rate}, and takes {steps}.")
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
    let mut told = Told {
        title: format!("{function}, its value step by step"),
        before: Vec::new(),
        table: Table::default(),
        after: Vec::new(),
    };
    let Ok(f) = Compiled::new(&slope::carry_out(&loss.of), &loss.vars) else { return told };
    let runs: Vec<(Run, &Path)> =
        loss.paths.iter().filter_map(|path| Some((run(&f, path)?, path))).collect();
    let mut values = runs.iter().flat_map(|(run, _)| &run.values).filter(|v| v.is_finite());
    if loss.log && values.all(|value| *value >= 0.0) {
        told.title.push_str(", on a logarithmic scale");
    }
    let is_alone = runs.len() == 1;
    let mut head = vec!["step".to_owned()];
    for (index, (run, path)) in runs.iter().enumerate() {
        let own = name(path, index);
        let name = if is_alone { None } else { Some(own.as_str()) };
        told.before.push(start(run, path, name, writer));
        told.after.push(end(run, name, writer));
        head.push(if is_alone { path.label.clone().unwrap_or("f".to_owned()) } else { own });
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
const SPOKEN: [(&str, &str); 13] = [
    ("‖∇f‖ < 10⁻⁶", "the size of the gradient is below 0.000001"),
    ("‖∇f‖", "the size of the gradient"),
    ("Rate·λmax", "Rate times largest curvature"),
    ("rate·λmax", "rate times largest curvature"),
    ("2/λmax", "2 / largest curvature"),
    ("λmax", "the largest curvature"),
    ("f″", "f''"),
    ("f′", "f'"),
    ("−", "-"),
    ("·", "*"),
    ("∞", "infinity"),
    ("≤", "<="),
    ("≥", ">="),
];

fn spoken(words: &str) -> String {
    let powers = with_powers(words);
    SPOKEN.iter().fold(powers, |words, (sign, said)| words.replace(sign, said))
}

/// `4.41·10¹²` as one types it: `4.41e12`.
fn with_powers(words: &str) -> String {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let mut spoken = String::new();
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once("·10") {
        let power: String = behind
            .chars()
            .map_while(|c| match c {
                '⁻' => Some('-'),
                c => RAISED
                    .chars()
                    .position(|raised| raised == c)
                    .map(|n| char::from(b'0' + n as u8)),
            })
            .collect();
        spoken.push_str(before);
        if power.is_empty() {
            spoken.push_str("·10");
            rest = behind;
        } else {
            spoken.push('e');
            rest =
                &behind[behind.char_indices().nth(power.len()).map_or(behind.len(), |(i, _)| i)..];
            spoken.push_str(&power);
        }
    }
    spoken.push_str(rest);
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_are_spoken_as_typed() {
        assert_eq!(spoken("f rose from 9 to 4.41·10¹²."), "f rose from 9 to 4.41e12.");
        assert_eq!(
            spoken("f = −4.754·10⁻¹⁴, Rate·λmax = 2"),
            "f = -4.754e-14, Rate times largest curvature = 2"
        );
        assert_eq!(
            spoken("x·10 and ‖∇f‖ < 10⁻⁶"),
            "x*10 and the size of the gradient is below 0.000001"
        );
    }
}
