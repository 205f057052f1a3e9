#![no_main]
//! A line is differentiated and its derivative judged against itself: no panic, never wrong.

use gradus::math::read::{Limits, Syntax, read};
use gradus::math::same::{Key, Verdict};
use gradus::math::{Name, derivative};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let syntax = Syntax { limits: Limits::STUDENT, ..Syntax::default() };
    let Ok(reading) = read(text, &syntax) else { return };
    let by = Name::new("x");
    let slope = derivative(&reading.expr, &by);
    let verdict = Key::derivative(&reading.expr, &[by]).compare(&slope).verdict;
    assert!(!matches!(verdict, Verdict::Wrong(_)), "{verdict:?}");
});
