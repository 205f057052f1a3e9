//! No line makes the reader panic, and what it reads prints and reads back.
#![no_main]

use gradus::math::print::{self, Glyphs};
use gradus::math::read::{Limits, Syntax, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|line: &str| {
    for limits in [Limits::STUDENT, Limits::AUTHOR] {
        let syntax = Syntax { limits, ..Syntax::default() };
        match read(line, &syntax) {
            Ok(reading) => {
                let printed = print::ascii(&reading.expr);
                let again = read(&printed, &Syntax::default()).map(|again| again.expr);
                // Written out, a line may be longer than the bounds allow.
                assert!(again.is_err() || again.as_ref() == Ok(&reading.expr), "{printed}");
                let _ =
                    (print::stacked(&reading.expr, Glyphs::Unicode), print::latex(&reading.expr));
                let _ =
                    (print::stacked(&reading.expr, Glyphs::Ascii), print::spoken(&reading.expr));
            }
            Err(error) => {
                assert!(error.span.end <= line.chars().count() + 1);
                assert!(error.mend().is_none_or(|mend| read(&mend, &syntax).is_ok()));
            }
        }
    }
});
