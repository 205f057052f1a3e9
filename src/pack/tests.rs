//! The room as a whole: from TOML to questions.

use super::*;

const PACK: &str =
    "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";

fn read_lesson(lesson: &str) -> Loaded {
    let lesson = format!("title = \"A\"\n{lesson}");
    read(&in_memory(&[("pack.toml", PACK), ("lessons/a.toml", &lesson)]))
}

fn question(block: &str, seed: u64) -> Question {
    let loaded = read_lesson(&format!("[[block]]\n{block}\n"));
    let pack = loaded.pack.unwrap_or_else(|| panic!("{:?}", loaded.problems));
    let Some((_, exercise)) = pack.exercises().next() else {
        panic!("{}", loaded.problems.iter().map(ToString::to_string).collect::<String>())
    };
    exercise.question(seed).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn problems(lesson: &str) -> Vec<String> {
    let found = read_lesson(lesson).problems;
    found.iter().filter(|p| p.severity != Severity::Note).map(ToString::to_string).collect()
}

#[test]
fn two_lines_make_an_exercise() {
    let question = question("ask = \"derivative\"\nof = \"x^3*sin(x)\"", 0);
    assert_eq!(question.prompt, "Differentiate f with respect to x.");
    assert_eq!(question.exercise, "d-x3sinx");
    assert!(matches!(question.task, Task::Derivative { order: 1, .. }));
}

#[test]
fn every_problem_of_a_lesson_is_found_at_once() {
    let found = problems(
        "[[block]]\nask = \"derivative\"\nof = \"x^2\"\nwtr = \"x\"\n\
         [[block]]\ntext = \"a\"\nask = \"sign\"\n\
         [[block]]\nask = \"derivativ\"\nof = \"x\"\n\
         [[block]]\nask = \"gradient\"\nof = \"x +* y\"\n",
    );
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found.iter().any(|p| p.contains("a.toml:5:1") && p.contains("Did you mean `wrt`?")));
}

#[test]
fn parameters_are_filled_in_and_made_neat() {
    let block = "ask = \"derivative\"\nof = \"x^2 + {a}*x^{n}\"\nparams = { a = [-3], n = [1] }";
    let Task::Derivative { of, .. } = question(block, 0).task else { panic!("a derivative") };
    assert_eq!(crate::math::print::line(&of), "x² − 3x");
}

#[test]
fn parts_write_out_what_they_need() {
    let block = "ask = \"parts\"\ngiven = { x = 2, w = 0.5, t = 1, rate = 0.1 }\n\
        define = { z = \"w*x\", L = \"(z - t)^2/2\" }\n\
        [[block.part]]\nid = \"dz\"\nask = \"value\"\nof = \"d/dz(L)\"\n\
        [[block.part]]\nid = \"w1\"\nask = \"step\"\nof = \"L\"\nvars = [\"w\"]\nrate = \"rate\"\n";
    let Task::Parts(parts) = question(block, 0).task else { panic!("parts") };
    let Task::Value { of, at } = &parts.parts[0].task else { panic!("a value") };
    assert_eq!(crate::math::print::ascii(of), "d/dz((z - t)^2/2)");
    assert_eq!(at.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["t", "z"]);
    let Task::Step { of, from, walk, .. } = &parts.parts[1].task else { panic!("a step") };
    assert_eq!(crate::math::print::ascii(of), "(w*2 - 1)^2/2");
    assert_eq!(from[0].to_f64(), 0.5);
    assert_eq!(walk.rate.as_ref().map(Coordinate::to_f64), Some(0.1));
}
