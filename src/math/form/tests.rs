//! Forms, one row each.

use super::Form;
use crate::math::read::{Syntax, read};

fn met(form: Form, text: &str) -> bool {
    form.met(&read(text, &Syntax::default()).expect("the test's line reads").expr)
}

#[test]
fn each_form_tells_these_apart() {
    let rows: &[(Form, &[&str], &[&str])] = &[
        (
            Form::Expanded,
            &["2x+2", "x^2-1", "sin(2(x+1))", "e^(x(x+1))", "x/(x+1)", "-x-1"],
            &["2(x+1)", "(x+1)^2", "x*(x+1)", "3-(x+1)", "(2x)^2"],
        ),
        (
            Form::Factored,
            &["2(x+1)", "x^2+1", "(x-1)(x+1)", "x", "3x^2", "(x+2)^2*e^x", "x^2+y^2"],
            &["2x+2", "x^2-1", "x^2+5x+6", "x^2+x", "2x*e^x+x^2*e^x", "x^2-y^2", "2(3x+6)"],
        ),
        (
            Form::SingleFraction,
            &["(x+1)/(x-1)", "x", "-1/x", "1/2*x", "sin(1/x)"],
            &["1/x+1/y", "1+1/x", "(1/x)/(1/y)", "x^(-1)+1", "x^-1"],
        ),
        (
            Form::LowestTerms,
            &["1/2", "x/(x+1)", "(x+1)/(x^2+1)", "-3/7"],
            &["2/4", "2x/4", "x^2/x", "(x-1)/(x^2-1)", "4/2", "6/(3x)"],
        ),
        (
            Form::NoNegativePowers,
            &["1/x", "e^(-x)", "x^(1/2)", "2^-x"],
            &["x^-1", "x^(-1/2)", "2*(x+1)^(-3)"],
        ),
        (
            Form::Evaluated,
            &["24x^3", "x^2/2", "sqrt(2)", "2/3", "-1/x", "2x+1", "ln(2)"],
            &["6*4*x^3", "x^1", "1*x", "x+0", "d/dx(x^2)", "2^3", "sqrt(4)", "2/4", "ln(1)", "3+4"],
        ),
    ];
    for (form, yes, no) in rows {
        for text in *yes {
            assert!(met(*form, text), "{text} is {}", form.name());
        }
        for text in *no {
            assert!(!met(*form, text), "{text} is not {}", form.name());
        }
    }
}

#[test]
fn every_name_of_the_format_is_a_form() {
    for name in [
        "any",
        "expanded",
        "factored",
        "single-fraction",
        "lowest-terms",
        "no-negative-powers",
        "evaluated",
    ] {
        assert_eq!(Form::named(name).map(Form::name), Some(name));
    }
    assert_eq!(Form::named("pretty"), None);
}
