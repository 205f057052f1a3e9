//! Is this answer right, and what is said about it?
//!
//! One file a kind. Everything here is pure: the same question and answer give the same mark. An
//! answer that cannot be read is never marked wrong; what could not be decided costs nothing.

mod arrow;
mod card;
mod choice;
mod critical;
mod derivative;
mod directional;
mod expression;
mod fields;
mod fill;
mod limit;
mod lines;
#[expect(clippy::module_inception, reason = "the type that the room is about")]
mod mark;
mod number;
mod observe;
mod order;
mod parts;
mod place;
mod rate;
mod sign;
mod step;
mod vector;

pub(in crate::tutor) use lines::zeros;
pub use mark::{FieldMark, FormMark, Mark, Reread, Unreadable};

use crate::math::read::Syntax;
use crate::math::{Expr, Name, same, slope, substitute};
use crate::pack::{Coordinate, Foreseen, Question, Task, Typing};

use super::{Answer, Verdict};

/// A task with what the exercise says about its answer; a part of an exercise is one, too.
#[derive(Clone, Copy)]
struct Asked<'a> {
    task: &'a Task,
    /// The form wanted, as packs name it.
    form: &'a str,
    /// Significant digits wanted; the exact value without.
    digits: Option<u32>,
    /// Must the answer exist at exactly the same points?
    same_domain: bool,
    /// How its lines are read.
    typing: Typing,
}

/// Marks an answer.
pub fn mark(question: &Question, answer: &Answer) -> Mark {
    let asked = Asked {
        task: &question.task,
        form: question.form,
        digits: question.digits,
        same_domain: question.same_domain,
        typing: question.typing,
    };
    let mut mark = mark_task(&asked, answer);
    let is_slip = mark.verdict == Verdict::Part && !mark.mistakes.is_empty();
    if (mark.verdict == Verdict::Wrong || is_slip)
        && mark.counts
        && let Some(say) = foreseen(question, answer, &mark)
    {
        mark.say(&say);
    }
    mark
}

fn mark_task(asked: &Asked<'_>, answer: &Answer) -> Mark {
    match asked.task {
        Task::Derivative { of, by, order } => {
            let by = vec![by.clone(); *order as usize];
            derivative::mark(asked, answer, of, &of.names(), &by)
        }
        Task::Partial { of, vars, by } => derivative::mark(asked, answer, of, vars, by),
        Task::Gradient { of, vars, at } => {
            vector::gradient(asked, answer, (of, vars, at.as_deref()))
        }
        Task::Hessian { of, vars, at } => vector::hessian(asked, answer, (of, vars, at.as_deref())),
        Task::Directional { of, vars, at, along, normalise } => {
            let normalise = *normalise;
            directional::mark(
                asked,
                answer,
                &directional::Sought { of, vars, at, along, normalise },
            )
        }
        Task::Value { of, at } => number::value(asked, answer, of, at),
        Task::Sign { of, by, order, at } => {
            sign::mark(answer, of, &vec![by.clone(); *order as usize], at)
        }
        Task::Choice { options, shown, several } => choice::mark(answer, options, shown, *several),
        Task::Step { of, vars, from, walk, times } => {
            step::mark(asked, answer, &step::Walked { of, vars, from, walk, times: *times })
        }
        Task::Parts(parts) => parts::mark(parts, answer, asked.typing),
        Task::Critical { of, vars, classify, on } => critical::mark(
            answer,
            &critical::Sought {
                of,
                vars,
                classify: *classify,
                on: on.as_ref(),
                typing: asked.typing,
            },
        ),
        Task::Limit { of, name, to, quotient_of } => {
            let quotient_of = quotient_of.as_ref();
            limit::mark(asked, answer, &limit::Sought { of, name, to, quotient_of })
        }
        Task::Arrow { of, vars, at, show, within } => arrow::mark(
            answer,
            &arrow::Aim { of, vars, at, show: *show, within: *within, typing: asked.typing },
        ),
        Task::Rate { of, vars, from, rule, beta, goal, max, then: _ } => {
            let (beta, max, rule) = (beta.as_ref(), max.as_ref(), *rule);
            rate::mark(
                answer,
                &rate::Trial { of, vars, from, rule, beta, goal, max, typing: asked.typing },
            )
        }
        Task::Order { steps, shown } => order::mark(answer, steps, shown),
        Task::Card { .. } => card::mark(answer),
        Task::Lines { of, by, goal, must_use } => lines::mark(
            answer,
            &lines::Derived { of, by, goal: *goal, must_use, typing: asked.typing },
        ),
        Task::Fill { of, by, line } => fill::mark(asked, answer, (of, by, line)),
        // The lines with the mistake in them come from the catalogue of mistakes.
        Task::Spot { .. } => Mark {
            why: vec!["The lines with this mistake cannot be written yet.".to_owned()],
            ..Mark::undecided()
        },
    }
}

/// What the author says to this wrong answer: to its mistake by name, or to the answer itself.
fn foreseen(question: &Question, answer: &Answer, mark: &Mark) -> Option<String> {
    let named = question
        .feedback
        .iter()
        .find(|(mistake, _)| mark.mistakes.contains(mistake))
        .map(|(_, say)| say.clone());
    let close = |line: &str| line.split_whitespace().collect::<String>().to_lowercase();
    let is_typed = |wrong: &Foreseen| matches!(answer, Answer::Text(line) if close(line) == close(&wrong.answer));
    let is_meant = |wrong: &Foreseen| {
        let syntax = Syntax { vector: true, ..Syntax::default() };
        let expected = crate::math::read::read(&wrong.answer, &syntax);
        matches!((&mark.read_as, expected), (Some(own), Ok(expected)) if is_same(own, &expected.expr))
    };
    named.or_else(|| {
        let mut list = question.wrong.iter();
        list.find(|wrong| is_typed(wrong) || is_meant(wrong)).map(|wrong| wrong.say.clone())
    })
}

fn is_same(a: &Expr, b: &Expr) -> bool {
    matches!(same::same(a, b).verdict, same::Verdict::Right(_))
}

/// An expression with its slopes carried out and a point put in.
fn at_point<'a>(expr: &Expr, point: impl IntoIterator<Item = (&'a Name, &'a Coordinate)>) -> Expr {
    let values: Vec<(Name, Expr)> =
        point.into_iter().map(|(name, value)| (name.clone(), value.expr().clone())).collect();
    substitute::substitute(&slope::carry_out(expr), &values)
}

#[cfg(test)]
mod tests;
