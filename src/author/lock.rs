//! Which variants are frozen, and are they alike?
//!
//! `pack.lock` is a text file that travels with the pack: the ids of its exercises, the seeds of
//! those with a fixed number of variants, and a digest of every question, so that a later change
//! of what was taught is noticed.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::math::print;
use crate::math::slope::{Derivation, derivation};
use crate::pack::{Exercise, Pack, Question, Task};
use crate::text;

/// A lock file, and the sentences of its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// What `pack.lock` says.
    pub text: String,
    /// One line an exercise with frozen variants.
    pub report: Vec<String>,
}

/// Seeds that are tried for one exercise.
const TRIED: u64 = 20_000;

/// Freezes the variants of a pack.
pub fn lock(pack: &Pack) -> Locked {
    let mut lock = format!(
        "# Written by `gradus pack lock`; keep it beside pack.toml.\nformat = 1\npack = \"{}\"\nversion = \"{}\"\n",
        pack.id, pack.version
    );
    let mut report = Vec::new();
    for (_, exercise) in pack.exercises() {
        let chosen = chosen(exercise);
        let _ = write!(lock, "\n[exercise.{}]\n", exercise.id);
        if exercise.variants.is_some() && !exercise.is_fixed() {
            let seeds: Vec<String> =
                chosen.iter().map(|question| question.seed.to_string()).collect();
            let _ = writeln!(lock, "seeds = [{}]", seeds.join(", "));
            report.push(balance(exercise, &chosen));
        }
        let hashes: Vec<String> =
            chosen.iter().map(|question| format!("\"{}\"", question.hash)).collect();
        let _ = writeln!(lock, "hashes = [{}]", hashes.join(", "));
    }
    Locked { text: lock, report }
}

/// As many different questions as the exercise asks for, of the smallest seeds; where it asks for
/// none, the first, by which a change is noticed.
fn chosen(exercise: &Exercise) -> Vec<Question> {
    let wanted = if exercise.is_fixed() { 1 } else { exercise.variants.unwrap_or(1) as usize };
    let mut seen = HashSet::new();
    (0..TRIED)
        .map_while(|seed| exercise.question(seed).ok())
        .filter(|question| seen.insert(question.hash.clone()))
        .take(wanted)
        .collect()
}

/// How alike the variants are: the length of the answer, and the rules that lead to it.
fn balance(exercise: &Exercise, chosen: &[Question]) -> String {
    let lengths: Vec<usize> = chosen.iter().filter_map(answer_length).collect();
    let rules: Vec<usize> = chosen.iter().filter_map(rules).collect();
    let mut told = format!("{}: {}", exercise.id, text::count(chosen.len(), "variant"));
    if let Some((low, high)) = ends(&lengths) {
        let _ = write!(told, ", answers of {} characters", span(low, high));
    }
    if let Some((low, high)) = ends(&rules) {
        let _ = write!(told, ", {} of calculus", rule_count(low, high));
    }
    let uneven = |values: &[usize]| ends(values).is_some_and(|(low, high)| high > 2 * low.max(1));
    if uneven(&lengths) {
        told.push_str("; some answers are much longer than others");
    }
    if uneven(&rules) {
        told.push_str("; some need many more rules than others");
    }
    told
}

fn span(low: usize, high: usize) -> String {
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

fn rule_count(low: usize, high: usize) -> String {
    if high == 1 { "1 rule".to_owned() } else { format!("{} rules", span(low, high)) }
}

fn ends(values: &[usize]) -> Option<(usize, usize)> {
    Some((*values.iter().min()?, *values.iter().max()?))
}

/// How many rules the derivation of a variant applies.
fn rules(question: &Question) -> Option<usize> {
    fn count(derivation: &Derivation) -> usize {
        1 + derivation.parts.iter().map(count).sum::<usize>()
    }
    match &question.task {
        Task::Derivative { of, by, order: 1 }
        | Task::Lines { of, by, .. }
        | Task::Fill { of, by, .. } => Some(count(&derivation(of, by))),
        _ => None,
    }
}

fn answer_length(question: &Question) -> Option<usize> {
    let answer = match &question.task {
        Task::Derivative { of, by, order } => {
            crate::math::nth_derivative(of, &vec![by.clone(); *order as usize])
        }
        Task::Partial { of, by, .. } => crate::math::nth_derivative(of, by),
        Task::Gradient { of, vars, .. } => {
            crate::math::Node::Vector(crate::math::gradient(of, vars)).into()
        }
        _ => return None,
    };
    Some(print::line(&answer).chars().count())
}
