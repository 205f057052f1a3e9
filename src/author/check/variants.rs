//! Is every variant of an exercise sound, and are there enough of them?

use std::collections::HashSet;

use crate::math::rules::RULES;
use crate::math::same::{Verdict, same};
use crate::math::{Expr, Node, carry_out, derivative, nth_derivative, print};
use crate::pack::{Choice, Code, Exercise, Problem, Question, Task, Variant, nearest};
use crate::tutor;

use super::keys::{self, Finding, finding};
use super::{Checked, VARIANTS, critical, domain, goals, prose, tests};

/// Checks an exercise in all its variants.
pub(super) fn check(exercise: &Exercise, checked: &mut Checked) -> Vec<Problem> {
    let mut gathered = Gathered::default();
    let mut seen = HashSet::new();
    let variants = exercise.variants_to_check(VARIANTS);
    let total = variants.len();
    checked.variants += total;
    for variant in variants {
        match variant {
            Ok(variant) => {
                if seen.insert(variant.question.hash.clone()) {
                    look_at(exercise, &variant, checked, &mut gathered);
                }
            }
            Err(problems) => problems.into_iter().for_each(|problem| gathered.add(problem, None)),
        }
    }
    let mut problems = gathered.report(exercise, total);
    problems.extend(exercise.open());
    if let Some(wanted) = exercise.variants
        && (seen.len() as u64) < u64::from(wanted)
        && problems.iter().all(|problem| problem.code != Code::E105)
    {
        let message = match seen.len() {
            1 => format!("{wanted} variants are asked for, but there is only one."),
            n => format!("{wanted} variants are asked for, but only {n} differ from each other."),
        };
        let problem = Problem::new(Code::E105, exercise.place_of("variants"), message);
        problems.push(problem.mended_by("Widen a range, or ask for fewer variants."));
    }
    problems
}

/// Problems of the variants, those of one kind together.
#[derive(Default)]
struct Gathered(Vec<(Problem, Option<Question>, usize)>);

impl Gathered {
    fn add(&mut self, problem: Problem, question: Option<&Question>) {
        let same = self
            .0
            .iter_mut()
            .find(|(own, ..)| own.code == problem.code && own.place.span == problem.place.span);
        match same {
            Some((.., count)) => *count += 1,
            None => self.0.push((problem, question.cloned(), 1)),
        }
    }

    fn report(self, exercise: &Exercise, total: usize) -> Vec<Problem> {
        let finish = |(mut problem, question, count): (Problem, Option<Question>, usize)| {
            if let Some(question) = question.filter(|_| !exercise.is_fixed()) {
                let values: Vec<String> = question
                    .parameters
                    .iter()
                    .map(|(name, value)| format!("{name} = {value}"))
                    .collect();
                let seed = match exercise.seed_of(&question.hash) {
                    Some(seed) => format!(" (seed {seed})"),
                    None => String::new(),
                };
                let which = format!("{}{seed}", values.join(", "));
                let place = match count {
                    1 => format!("In 1 of {total} variants: {which}."),
                    _ if count == total => format!("In each of {total} variants, such as {which}."),
                    _ => format!("In {count} of {total} variants, such as {which}."),
                };
                problem.message = format!("{} {place}", problem.message);
            }
            problem
        };
        self.0.into_iter().map(finish).collect()
    }
}

fn look_at(exercise: &Exercise, variant: &Variant, checked: &mut Checked, gathered: &mut Gathered) {
    for problem in problems(exercise, variant, checked) {
        gathered.add(problem, Some(&variant.question));
    }
}

/// What is wrong with one variant; its tests are run where the rest is sound.
pub(in crate::author) fn problems(
    exercise: &Exercise,
    variant: &Variant,
    checked: &mut Checked,
) -> Vec<Problem> {
    let question = &variant.question;
    let mut found = Vec::new();
    keys::check(&question.task, &mut found);
    if found.is_empty() {
        domain::check(&question.task, &mut found);
        degenerate(exercise, question, &mut found);
        claims(&question.task, &mut found);
        goals::check(question, &mut found);
        critical::check(&question.task, &mut found);
    }
    if found.is_empty() {
        derivable(question, &mut found);
    }
    let is_sound = found.is_empty();
    prose::check(exercise, variant, &mut found);
    let placed = |Finding { code, key, message, remedy }| {
        Problem::new(code, exercise.place_of(key), message).mended_by(remedy)
    };
    let mut problems: Vec<Problem> = found.into_iter().map(placed).collect();
    if is_sound {
        problems.extend(tests::run(exercise, variant, checked));
    }
    problems
}

/// Can gradus say what is right, where that takes more than a derivative?
fn derivable(question: &Question, found: &mut Vec<Finding>) {
    if let Task::Step { vars, .. } = &question.task {
        let probe = vec!["0".to_owned(); vars.len()];
        let mark = tutor::mark::mark(question, &tutor::Answer::Fields(probe));
        if mark.verdict == tutor::Verdict::Undecided {
            let message =
                "The method has no next point here: it divides by 0, or leaves every bound.";
            found.push(finding(
                Code::E103,
                "from",
                message,
                "Start elsewhere, or take fewer steps.",
            ));
        }
        return;
    }
    let (probe, key, what) = match &question.task {
        Task::Limit { quotient_of: Some(_), .. } => ("0", "quotient_of", "the limit"),
        Task::Limit { .. } => ("0", "of", "the limit"),
        _ => return,
    };
    let mark = tutor::mark::mark(question, &tutor::Answer::Text(probe.to_owned()));
    if mark.verdict == tutor::Verdict::Undecided {
        let message = format!("gradus cannot derive {what}.");
        found.push(finding(Code::E102, key, message, "Ask for something simpler."));
    }
}

/// Is there something to do, and is it not given away?
fn degenerate(exercise: &Exercise, question: &Question, found: &mut Vec<Finding>) {
    let answer = match &question.task {
        Task::Derivative { of, by, order } => {
            Some((of, nth_derivative(of, &vec![by.clone(); *order as usize])))
        }
        Task::Partial { of, by, .. } => Some((of, nth_derivative(of, by))),
        _ => None,
    };
    let Some((of, answer)) = answer else { return };
    // A single exercise may mean it: the slope of e^x, or of sin²x + cos²x. A variant does not.
    if !exercise.is_fixed() {
        if answer.as_number().is_some_and(crate::math::Number::is_zero) {
            let remedy = "Keep these values out with `except` or `where`.";
            found.push(finding(
                Code::E104,
                "of",
                "The answer is 0: there is nothing to do.",
                remedy,
            ));
        } else if answer == *of {
            let remedy = "Keep these values out with `except` or `where`.";
            found.push(finding(Code::E104, "of", "The answer equals the question.", remedy));
        }
    }
    if shows(&question.prompt, &answer) {
        let message = format!("The prompt shows the answer, {}.", print::line(&answer));
        found.push(finding(Code::E104, "prompt", message, "Reword the prompt."));
    }
}

/// Does one of the formulas of a text equal the answer?
fn shows(text: &str, answer: &Expr) -> bool {
    if matches!(answer.node(), Node::Number(_) | Node::Name(_)) {
        return false;
    }
    let target = print::ascii(answer);
    let reading = super::claims::Reading::default();
    super::claims::formulas(text).any(|formula| {
        formula.split('=').any(|side| {
            super::claims::read(side, &reading).is_some_and(|u| print::ascii(&u) == target)
        })
    })
}

/// Is what the author claims true?
fn claims(task: &Task, found: &mut Vec<Finding>) {
    match task {
        Task::Fill { of, by, line } => {
            if !has_hole(line) {
                let remedy = "Put a part of it into [ ].";
                found.push(finding(Code::E106, "line", "The line hides nothing.", remedy));
                return;
            }
            let whole = carry_out(&filled(line));
            if let Verdict::Wrong(witness) = same(&whole, &derivative(of, by)).verdict {
                let place = witness.map_or(String::new(), |w| {
                    let at: Vec<String> =
                        w.at.iter()
                            .map(|(name, value)| format!("{} = {value}", name.as_str()))
                            .collect();
                    format!(
                        ": at {} it is {}, the derivative is {}",
                        at.join(", "),
                        crate::text::number(w.answer),
                        crate::text::number(w.expected)
                    )
                });
                let message = format!("The line is not the derivative{place}.");
                let remedy = "Mend the line, or write the parts that are right in [ ].";
                found.push(finding(Code::E106, "line", message, remedy));
            }
        }
        Task::Choice { options, .. } => {
            found.extend(equal_options(options));
        }
        Task::Lines { must_use, .. } => {
            let names = || RULES.iter().map(|rule| rule.name);
            if let Some(unknown) = must_use.iter().find(|name| names().all(|own| own != **name)) {
                let meant = match nearest(unknown, names()) {
                    Some(near) => format!(" Did you mean \"{near}\"?"),
                    None => format!(" The rules are {}.", names().collect::<Vec<_>>().join(", ")),
                };
                let message = format!("There is no rule \"{unknown}\".{meant}");
                found.push(finding(Code::P002, "must_use", message, ""));
            }
        }
        Task::Spot { mistake, .. } if mistake.is_empty() => {
            found.push(finding(Code::P002, "mistake", "No mistake is named.", ""));
        }
        _ => {}
    }
}

/// A wrong option that is one formula, and the same as a right one.
fn equal_options(options: &[Choice]) -> Option<Finding> {
    let reading = super::claims::Reading::default();
    let formula = |choice: &Choice| {
        let inside = choice.text.trim().strip_prefix('$')?.strip_suffix('$')?;
        let expr = super::claims::read(inside, &reading)?;
        Some((choice.text.clone(), carry_out(&expr)))
    };
    let right: Vec<_> = options.iter().filter(|o| o.right).filter_map(formula).collect();
    let mut wrong = options.iter().filter(|o| !o.right).filter_map(formula);
    let (one, other) = wrong.find_map(|(text, expr)| {
        let twin =
            right.iter().find(|(_, own)| matches!(same(&expr, own).verdict, Verdict::Right(_)))?;
        Some((text, twin.0.clone()))
    })?;
    let message = format!("\"{one}\" is said to be wrong, but it equals \"{other}\".");
    Some(finding(Code::E106, "options", message, "Change one of them, or list both as `right`."))
}

fn has_hole(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Hole(_)) || expr.children().into_iter().any(has_hole)
}

/// The line with what its holes hide.
fn filled(expr: &Expr) -> Expr {
    match expr.node() {
        Node::Hole(Some(hidden)) => filled(hidden),
        _ => crate::pack::rebuilt(expr, &filled),
    }
}
