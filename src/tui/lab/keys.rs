//! The keys of the laboratory.

use crate::tui::keys::{At, Edit, Row, Verb as Key, edge, row};

/// What only the laboratory's keys ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// The list of methods.
    Methods,
    /// The rate and the parameters.
    Parameters,
    /// What is the same for all runners.
    Options,
    /// A smaller rate.
    RateDown,
    /// A larger rate.
    RateUp,
    /// Half the speed.
    Slower,
    /// Twice the speed.
    Faster,
    /// Another function.
    Function,
    /// One more runner.
    Add,
    /// One runner less.
    Remove,
    /// f or ‖∇f‖ in the curve.
    Curve,
    /// Gradient, velocity and step as arrows.
    Arrows,
    /// The run as a table.
    Table,
    /// The setting written down.
    Write,
    /// Where each start leads.
    Basins,
    /// Steps to arrive by rate.
    Sweep,
    /// Moves the window, in eighths of its sides: right, up.
    Pan(i8, i8),
}

const fn lab(verb: Verb) -> Key {
    Key::Lab(verb)
}

/// The laboratory's rows of the key table.
#[rustfmt::skip]
pub(in crate::tui) static KEYS: &[Row] = &[
    row (At::Lab, "space",  &[("space", Key::Space)],                                      "play",     "play, pause"),
    row (At::Lab, ", .",    &[(",", Key::StepBack), (".", Key::StepOn)],                   "step",     "a step back, on"),
    row (At::Lab, "m",      &[("m", lab(Verb::Methods))],                                  "method",   "the method"),
    row (At::Lab, "[ ]",    &[("[", lab(Verb::RateDown)), ("]", lab(Verb::RateUp))],       "rate",     "a smaller, a larger rate"),
    row (At::Lab, "f",      &[("f", lab(Verb::Function))],                                 "function", "another function"),
    row (At::Lab, "arrows", &[("left h", Key::Left), ("right l", Key::Right), ("up k", Key::Up), ("down j", Key::Down)], "start", "move the start (or the mouse)"),
    row (At::Lab, "a",      &[("a", lab(Verb::Add))],                                      "add a runner", "one more runner, up to four"),
    row (At::Lab, "tab",    &[("tab", Key::Next), ("shift-tab", Key::Previous)],           "next runner", "next runner, or the numbers"),
    row (At::Lab, "x",      &[("x", lab(Verb::Remove))],                                   "",         "remove the runner"),
    row (At::Lab, "home end", &[("home", Key::First), ("end", Key::Last)],                 "",         "start and end of the walk"),
    row (At::Lab, "r",      &[("r", Key::Restart)],                                        "",         "from the start"),
    row (At::Lab, "{ }",    &[("{", lab(Verb::Slower)), ("}", lab(Verb::Faster))],         "",         "half, twice the speed"),
    row (At::Lab, "e",      &[("e", lab(Verb::Parameters))],                               "",         "type rate and parameters"),
    row (At::Lab, "+ - 0",  &[("+ =", Key::Plus), ("- −", Key::Minus), ("0", Key::Nought)], "",        "zoom in, out, fit"),
    row (At::Lab, "H J K L", &[("H shift-left", lab(Verb::Pan(-1, 0))), ("J shift-down", lab(Verb::Pan(0, -1))), ("K shift-up", lab(Verb::Pan(0, 1))), ("L shift-right", lab(Verb::Pan(1, 0)))], "", "move the window"),
    row (At::Lab, "b",      &[("b", lab(Verb::Basins))],                                   "",         "which start leads where"),
    row (At::Lab, "s",      &[("s", lab(Verb::Sweep))],                                    "",         "steps to arrive, by rate"),
    row (At::Lab, "c",      &[("c", lab(Verb::Curve))],                                    "",         "curve of f or of ‖∇f‖"),
    row (At::Lab, "g",      &[("g", lab(Verb::Arrows))],                                   "",         "gradient, velocity, step"),
    row (At::Lab, "t",      &[("t", lab(Verb::Table))],                                    "",         "the run as a table"),
    row (At::Lab, "w",      &[("w", lab(Verb::Write))],                                    "",         "write down: command, block"),
    row (At::Lab, "o",      &[("o", lab(Verb::Options))],                                  "",         "steps, speed, colours"),
    edge(At::Lab, "esc",    &[("esc", Key::Back)],                                         "home",     "home"),
    row (At::LabFunction, "enter", &[("enter", Key::Enter)],                               "walk on it", "walk on this function"),
    row (At::LabFunction, "↑ ↓", &[("up", Key::Up), ("down", Key::Down)],                  "presets",  "functions worth a walk"),
    edge(At::LabFunction, "esc", &[("esc", Key::Back)],                                    "keep the old one", "keep the old function"),
    row (At::LabMenu, "↑↓", &[("up k", Key::Up), ("down j", Key::Down)],                   "choose",   "choose"),
    row (At::LabMenu, "← →", &[("left h", Key::Left), ("right l", Key::Right)],            "change",   "change the value"),
    row (At::LabMenu, "enter", &[("enter", Key::Enter)],                                   "take it",  "take it; type a value"),
    edge(At::LabMenu, "esc", &[("esc", Key::Back)],                                        "back",     "back to the map"),
    row (At::LabValue, "enter", &[("enter", Key::Enter)],                                  "set it",   "set the value"),
    edge(At::LabValue, "esc", &[("esc", Key::Back)],                                       "leave it", "leave the value"),
    row (At::LabBasins, "arrows", &[("left h", Key::Left), ("right l", Key::Right), ("up k", Key::Up), ("down j", Key::Down)], "start", "move the start"),
    row (At::LabBasins, "enter", &[("enter", Key::Enter)],                                 "run from there", "run from there"),
    row (At::LabBasins, "b", &[("b", lab(Verb::Basins))],                                  "back to map", "back to the map"),
    edge(At::LabBasins, "esc", &[("esc", Key::Back)],                                      "map",      "stop, back to the map"),
    row (At::LabSweep, "← →", &[("left h", Key::Left), ("right l", Key::Right), ("home", Key::First), ("end", Key::Last)], "rate", "choose a rate"),
    row (At::LabSweep, "enter", &[("enter", Key::Enter)],                                  "take it",  "walk with this rate"),
    row (At::LabSweep, "s", &[("s", lab(Verb::Sweep))],                                    "back to map", "back to the map"),
    edge(At::LabSweep, "esc", &[("esc", Key::Back)],                                       "map",      "stop, back to the map"),
];

/// Is this a change of the line being typed?
pub(super) fn edit(verb: Key) -> Option<Edit> {
    match verb {
        Key::Edit(edit) => Some(edit),
        _ => None,
    }
}
