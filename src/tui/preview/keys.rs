//! The keys of the preview.

use crate::tui::keys::{At, Row, Verb as Key, edge, row};

/// What only the preview's keys ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// The next problem.
    Problem,
    /// The problem before.
    ProblemBefore,
    /// The next variant.
    Variant,
    /// The variant before.
    VariantBefore,
    /// What happens to the answers that the author foresaw.
    Answers,
    /// Which variants no student should meet.
    Scan,
    /// The same block line by line.
    Plain,
    /// Answer it as a student.
    Try,
}

use Verb::{Answers, Plain, Problem, ProblemBefore, Scan, Try, Variant, VariantBefore};

#[rustfmt::skip]
pub(in crate::tui) static KEYS: &[Row] = &[
    edge(At::Trying,      "?",        &[("? f1", Key::Help)],                                       "keys",    "this page"),
    row (At::PreviewList, "↑↓",       &[("up k", Key::Up), ("down j", Key::Down), ("pgup", Key::PageBack), ("pgdn space", Key::PageOn), ("home", Key::First), ("end", Key::Last)], "scroll", "scroll"),
    edge(At::PreviewList, "?",        &[("? f1", Key::Help)],                                       "keys",    "this page"),
    edge(At::PreviewList, "esc",      &[("esc bksp enter", Key::Back)],                             "back",    "back to the block"),
    row (At::Preview,     "n",        &[("n", Key::Preview(Problem)), ("N", Key::Preview(ProblemBefore))], "problem", "next problem; N before it"),
    row (At::Preview,     "enter",    &[("enter pgdn", Key::Enter)],                                "block",   "next block"),
    row (At::Preview,     "bksp",     &[("bksp pgup", Key::PageBack)],                              "",        "the block before"),
    row (At::Preview,     "v",        &[("v", Key::Preview(Variant)), ("V", Key::Preview(VariantBefore))], "variant", "next variant; V before it"),
    row (At::Preview,     "m",        &[("m", Key::Preview(Answers))],                              "answers", "answers and tests, marked"),
    row (At::Preview,     "i",        &[("i", Key::Preview(Try))],                                  "try it",  "try it as a student"),
    row (At::Preview,     "p",        &[("p", Key::Preview(Plain))],                                "plain",   "the same, line by line"),
    row (At::Preview,     "d",        &[("d", Key::Preview(Scan))],                                 "scan",    "every variant, looked at"),
    row (At::Preview,     "home end", &[("home", Key::First), ("end", Key::Last)],                  "",        "first block, last block"),
    edge(At::Preview,     "?",        &[("? f1", Key::Help)],                                       "keys",    "this page"),
    edge(At::Preview,     "q",        &[("q", Key::Quit), ("esc", Key::Back)],                                      "quit",    "leave; esc too"),
];
