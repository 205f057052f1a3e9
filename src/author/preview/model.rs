//! What is the right answer, in a line that an author can look over?

use crate::descent::Kind;
use crate::math::{Expr, Name, print};
use crate::pack::{Coordinate, Part, Question, Task};
use crate::tutor::Step;
use crate::tutor::steps::{critical_list, of_task};

/// The answer that gradus derived, a line each where there are several parts.
pub fn model(question: &Question) -> Vec<String> {
    match &question.task {
        Task::Choice { options, .. } => {
            let right = options.iter().filter(|option| option.right);
            right.map(|option| option.text.clone()).collect()
        }
        Task::Order { steps, .. } => vec![steps.join("  →  ")],
        Task::Card { back, .. } => vec![back.clone()],
        Task::Parts(parts) => {
            let one = |part: &Part| {
                let answer = last(&of_task(&part.task))?;
                Some(match answer.split_once(" ≈ ") {
                    Some((_, number)) => format!("{} ≈ {number}", part.id),
                    None => format!("{} = {answer}", part.id),
                })
            };
            vec![parts.parts.iter().filter_map(one).collect::<Vec<_>>().join(", ")]
        }
        Task::Critical { of, vars, classify, on } => {
            vec![points(of, vars, *classify, on.as_ref())]
        }
        Task::Sign { .. } => {
            let said = words(&of_task(&question.task)).pop();
            said.iter().map(|said| said.trim_start_matches("That is ").to_owned()).collect()
        }
        Task::Rate { .. } => {
            let mut said = words(&of_task(&question.task));
            said.retain(|said| said.contains("rate"));
            vec![said.join(" ")]
        }
        _ => last(&of_task(&question.task)).into_iter().collect(),
    }
}

/// The last equation of the working, and what it is about where that is said behind it.
fn last(steps: &[Step]) -> Option<String> {
    let at = steps.iter().rposition(|step| !step.is_sentence())?;
    let about = steps[at + 1..].iter().find_map(|step| {
        let number = step.line.strip_prefix("That is about ")?;
        Some(number.trim_end_matches('.').to_owned())
    });
    Some(match about {
        Some(number) => format!("{} ≈ {number}", steps[at].line),
        None => steps[at].line.clone(),
    })
}

fn words(steps: &[Step]) -> Vec<String> {
    steps.iter().filter(|step| step.is_sentence()).map(|step| step.line.clone()).collect()
}

/// `0: min, 1: max`, or `none`.
fn points(
    of: &Expr,
    vars: &[Name],
    classify: bool,
    on: Option<&(Coordinate, Coordinate)>,
) -> String {
    let found = critical_list(of, vars, on);
    if found.is_empty() {
        return "none".to_owned();
    }
    let one = |(at, point): &(Vec<Expr>, crate::descent::Critical)| {
        let parts: Vec<String> = at.iter().map(print::line).collect();
        let place =
            if parts.len() == 1 { parts[0].clone() } else { format!("({})", parts.join(", ")) };
        if !classify {
            return place;
        }
        let kind = match point.kind {
            Kind::Minimum => "min",
            Kind::Maximum => "max",
            Kind::Saddle => "saddle",
            // The second derivatives do not decide; the marking looks closer.
            Kind::Degenerate => return place,
        };
        format!("{place}: {kind}")
    };
    found.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{self, in_memory};

    fn answer(block: &str) -> Vec<String> {
        let front =
            "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
        let lesson = format!("title = \"A\"\n[[block]]\n{block}");
        let files = in_memory(&[("pack.toml", front), ("lessons/a.toml", &lesson)]);
        let pack = pack::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let (_, exercise) = pack.exercises().next().expect("one exercise");
        model(&exercise.question(0).expect("a question"))
    }

    #[test]
    fn the_answer_is_the_last_line_of_the_working() {
        assert_eq!(answer("ask = \"derivative\"\nof = \"x^3*sin(x)\""), ["3x²·sin x + x³·cos x"]);
        assert_eq!(answer("ask = \"gradient\"\nof = \"x^2 + 2*y^2\""), ["(2x, 4y)"]);
        assert_eq!(answer("ask = \"value\"\nof = \"d/dx(x^2)\"\nat = 3"), ["6"]);
    }

    #[test]
    fn kinds_without_an_equation_have_their_own_line() {
        let choice = "ask = \"choice\"\nprompt = \"?\"\noptions = [\"a\", \"b\"]\nright = \"b\"";
        assert_eq!(answer(choice), ["b"]);
        assert_eq!(answer("ask = \"critical\"\nof = \"x^3 - 3*x\""), ["−1: max, 1: min"]);
        assert_eq!(answer("ask = \"sign\"\nof = \"x^2\"\nat = 1"), ["positive: f rises there."]);
    }

    #[test]
    fn every_part_is_named() {
        let parts = "ask = \"parts\"\ngiven = { x = 2 }\ndefine = { y = \"x^2\" }\n[[block.part]]\nid = \"y\"\nask = \"value\"\nof = \"y\"\n[[block.part]]\nid = \"dy\"\nask = \"value\"\nof = \"d/dx(y)\"";
        assert_eq!(answer(parts), ["y = 4, dy = 4"]);
    }
}
