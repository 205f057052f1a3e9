#![no_main]
//! Two lines are compared: no panic, an answer is never wrong against itself, and the verdict is
//! the same from both sides.

use gradus::math::read::{Limits, Syntax, read};
use gradus::math::same::{Verdict, same};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let syntax = Syntax { limits: Limits::STUDENT, ..Syntax::default() };
    let (answer, expected) = text.split_once('\n').unwrap_or((text, "x"));
    let Ok(answer) = read(answer, &syntax) else { return };
    let own = same(&answer.expr, &answer.expr);
    assert!(!matches!(own.verdict, Verdict::Wrong(_)), "{own:?}");
    let Ok(expected) = read(expected, &syntax) else { return };
    let there = same(&answer.expr, &expected.expr).verdict;
    let back = same(&expected.expr, &answer.expr).verdict;
    let is_contradiction = matches!(
        (&there, &back),
        (Verdict::Right(_), Verdict::Wrong(Some(_))) | (Verdict::Wrong(Some(_)), Verdict::Right(_))
    );
    assert!(!is_contradiction, "{there:?} and {back:?}");
});
