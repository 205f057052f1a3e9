//! What is the same for all runners: steps, speed, line search, clipping, schedule, colours.

use super::Lab;
use super::menu::Line;
use crate::descent::Parameter;
use crate::plot::Ramp;
use crate::text::number;

/// Steps that can be chosen.
const STEPS: [usize; 8] = [10, 25, 50, 100, 200, 500, 1000, 2000];

/// Parameters that can be chosen for all runners that take them, and their usual values.
const SHARED: [(&str, &str, &[&str], &str); 4] = [
    ("line search", "line_search", &["wolfe", "fixed"], "how L-BFGS finds the length of a step"),
    (
        "clipping",
        "clip",
        &["none", "0.5", "1", "2", "5", "10"],
        "a longer gradient is shortened to this",
    ),
    (
        "schedule",
        "schedule",
        &[
            "constant",
            "exponential:0.97",
            "step:10:0.5",
            "cosine:50:0.001",
            "inverse-sqrt",
            "inverse",
        ],
        "how the rate changes from step to step",
    ),
    (
        "stop at ‖∇f‖ ≤",
        "tolerance",
        &["none", "0.01", "0.0001", "1e-6"],
        "where a walk counts as arrived",
    ),
];

/// The rows of the list.
pub(super) fn lines(lab: &Lab) -> Vec<Line> {
    let line = |name: &str, value: String, about: &str| Line {
        name: name.to_owned(),
        value,
        about: about.to_owned(),
    };
    let mut lines = vec![
        line("steps", lab.steps.to_string(), "how far a walk goes"),
        line("speed", number(lab.clock.speed), "steps a second"),
        line("colours", ramp(lab.look.ramp).to_owned(), "cividis looks the same to every eye"),
    ];
    for (name, key, _, about) in SHARED {
        lines.push(line(name, shared(lab, key), about));
    }
    lines
}

/// Changes the value of a row to the next one or the one before.
pub(super) fn change(lab: &mut Lab, row: usize, is_next: bool) {
    match row {
        0 => {
            let steps = turned(&STEPS, |steps| *steps == lab.steps, is_next);
            lab.steps = steps;
            lab.change_all(|runner| runner.plan.steps = steps);
        }
        1 => lab.clock.change_speed(if is_next { 2.0 } else { 0.5 }),
        2 => {
            lab.look.ramp = match lab.look.ramp {
                Ramp::Viridis => Ramp::Cividis,
                Ramp::Cividis => Ramp::Viridis,
            };
            lab.redraw();
        }
        more => {
            let Some((_, key, choices, _)) = SHARED.get(more - 3) else { return };
            let now = shared(lab, key);
            let value = turned(choices, |choice| *choice == now, is_next);
            lab.change_all(|runner| {
                if takes(runner.plan.method, key) {
                    // the choices of the table are all valid
                    let _ = runner.plan.set(key, value);
                }
            });
        }
    }
}

fn takes(method: crate::descent::Method, key: &str) -> bool {
    Parameter::of(method).any(|parameter| parameter.key == key)
}

/// The value that the first runner has which takes it.
fn shared(lab: &Lab, key: &str) -> String {
    let plans = lab.runners.iter().map(|runner| &runner.plan);
    let value = plans.flat_map(|plan| {
        let own = Parameter::of(plan.method).filter(|parameter| parameter.key == key);
        own.map(|parameter| (parameter.show)(plan))
    });
    value.into_iter().next().unwrap_or_else(|| "–".to_owned())
}

fn ramp(ramp: Ramp) -> &'static str {
    match ramp {
        Ramp::Viridis => "viridis",
        Ramp::Cividis => "cividis",
    }
}

/// The choice after or before the one in force, around the ends.
fn turned<T: Copy>(choices: &[T], is_now: impl Fn(&T) -> bool, is_next: bool) -> T {
    let at = choices.iter().position(is_now);
    let count = choices.len();
    let next = match (at, is_next) {
        (None, _) => 0,
        (Some(i), true) => (i + 1) % count,
        (Some(i), false) => (i + count - 1) % count,
    };
    choices[next]
}
