//! Which variants are frozen, and are they alike?
//!
//! `pack.lock` is a text file that travels with the pack: the ids of its exercises, the seeds of
//! those with a fixed number of variants, and a digest of every question, so that a later change
//! of what was taught is noticed.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::math::print;
use crate::pack::{Exercise, Pack, Question, Task};

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
    let mut text = format!(
        "# Written by `gradus pack lock`; keep it beside pack.toml.\nformat = 1\npack = \"{}\"\nversion = \"{}\"\n",
        pack.id, pack.version
    );
    let mut report = Vec::new();
    for (_, exercise) in pack.exercises() {
        let chosen = chosen(exercise);
        let _ = write!(text, "\n[exercise.{}]\n", exercise.id);
        if exercise.variants.is_some() && !exercise.is_fixed() {
            let seeds: Vec<String> =
                chosen.iter().map(|question| question.seed.to_string()).collect();
            let _ = writeln!(text, "seeds = [{}]", seeds.join(", "));
            report.push(balance(exercise, &chosen));
        }
        let hashes: Vec<String> =
            chosen.iter().map(|question| format!("\"{}\"", question.hash)).collect();
        if !exercise.is_fixed() && exercise.variants.is_none() {
            continue;
        }
        let _ = writeln!(text, "hashes = [{}]", hashes.join(", "));
    }
    Locked { text, report }
}

/// As many different questions as the exercise asks for, of the smallest seeds.
fn chosen(exercise: &Exercise) -> Vec<Question> {
    let wanted = if exercise.is_fixed() { 1 } else { exercise.variants.unwrap_or(0) as usize };
    let mut seen = HashSet::new();
    (0..TRIED)
        .map_while(|seed| exercise.question(seed).ok())
        .filter(|question| seen.insert(question.hash.clone()))
        .take(wanted)
        .collect()
}

/// How alike the variants are: the length of what is asked, and of the answer.
fn balance(exercise: &Exercise, chosen: &[Question]) -> String {
    let lengths: Vec<usize> = chosen.iter().filter_map(answer_length).collect();
    let answers = match (lengths.iter().min(), lengths.iter().max()) {
        (Some(low), Some(high)) if low == high => format!("answers of {low} characters"),
        (Some(low), Some(high)) => format!("answers of {low} to {high} characters"),
        _ => "answers of other kinds".to_owned(),
    };
    let uneven = match (lengths.iter().min(), lengths.iter().max()) {
        (Some(low), Some(high)) if *high > 2 * *low => "; some are much longer than others",
        _ => "",
    };
    format!("{}: {} variants, {answers}{uneven}", exercise.id, chosen.len())
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
