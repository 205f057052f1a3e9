//! Places that may have been meant otherwise are told, with the other reading.

use gradus::math::read::{Doubt, Syntax, read};
use gradus::math::{Name, print};

/// What is typed, the doubt, the other reading as explicit ASCII (empty where there is none).
#[rustfmt::skip]
const DOUBTS: &[(&str, Doubt, &str)] = &[
    ("1/2x",           Doubt::Divisor,  "1/(2*x)"),
    ("a/bc",           Doubt::Divisor,  "a/(b*c)"),
    ("1/2√x",          Doubt::Divisor,  "1/(2*sqrt(x))"),
    ("x^2/2(x+1)",     Doubt::Divisor,  "x^2/(2*(x + 1))"),
    ("1 + 3/4x y - 2", Doubt::Divisor,  "1 + 3/(4*x*y) - 2"),
    ("1/2 sin x",      Doubt::Divisor,  "1/(2*sin(x))"),
    ("e^2x",           Doubt::Exponent, "e^(2*x)"),
    ("x^ab",           Doubt::Exponent, "x^(a*b)"),
    ("e^-2x + 1",      Doubt::Exponent, "e^(-2*x) + 1"),
    ("e^2x^2",         Doubt::Exponent, "e^(2*x^2)"),
    ("x^1/2",          Doubt::Exponent, "x^(1/2)"),
    ("x^-1/2",         Doubt::Exponent, "x^(-1/2)"),
    ("sin 2*x",        Doubt::Argument, "sin(2*x)"),
    ("sin x/2",        Doubt::Argument, "sin(x/2)"),
    ("cos pi*x",       Doubt::Argument, "cos(pi*x)"),
    ("tan-1 x",        Doubt::Argument, "atan(x)"),
    ("sin-1(x)",       Doubt::Argument, "asin(x)"),
    ("sin x(x+1)",     Doubt::Bracket,  "sin(x)*(x + 1)"),
    ("√2x",            Doubt::Root,     "sqrt(2*x)"),
    ("sin^-1 x",       Doubt::Inverse,  "sin(x)^(-1)"),
    ("tan⁻¹(2x)",      Doubt::Inverse,  "tan(2*x)^(-1)"),
    ("d/dx x^2 + x",   Doubt::Slope,    "d/dx(x^2 + x)"),
    ("|a|b|c|",        Doubt::Bars,     "abs(a*abs(b)*c)"),
    ("|2|x|-1|",       Doubt::Bars,     "abs(2*abs(x) - 1)"),
    ("f(x)",           Doubt::Call,     ""),
    ("wrong",          Doubt::Word,     ""),
];

/// Plain lines.
const CERTAIN: &[&str] = &[
    "x^2",
    "1/2*x",
    "(1/2)x",
    "1/(2x)",
    "x/2",
    "2x/3",
    "x²y",
    "e²ˣ",
    "e²x",
    "x^2 y",
    "x^2(x+1)",
    "x^2 sin x",
    "e^(2x)",
    "e^x*x",
    "x^{2}y",
    "sin(2)*x",
    "sin x cos x",
    "sin x * cos x",
    "sin x/x",
    "ln x/x",
    "sin(x)/2",
    "sin(x)(x+1)",
    "√2 x",
    "√(2x)",
    "2√x",
    "√x/2",
    "asin x",
    "sin²x",
    "d/dx(x^2) + x",
    "|x||y|",
    "|a|+|b|",
    "|x|y",
    "||x|-1|",
    "xyz",
    r"\frac{1}{2}x",
    "x(y+1)",
    "x^3*sin(x)",
];

#[test]
fn what_is_ambiguous_is_told_with_its_other_meaning() {
    for (typed, doubt, other) in DOUBTS {
        let reading = read(typed, &Syntax::default()).expect(typed);
        let kinds: Vec<Doubt> = reading.warnings.iter().map(|warning| warning.kind).collect();
        assert_eq!(kinds, [*doubt], "{typed}");
        let others: Vec<String> =
            reading.alternatives.iter().map(|other| print::ascii(&other.expr)).collect();
        let expected: &[&str] = if other.is_empty() { &[] } else { &[other] };
        assert_eq!(others, expected, "{typed}");
    }
}

#[test]
fn what_is_certain_is_not_doubted() {
    for typed in CERTAIN {
        let reading = read(typed, &Syntax::default()).expect(typed);
        assert!(reading.warnings.is_empty(), "{typed}: {:?}", reading.warnings);
        assert!(reading.alternatives.is_empty(), "{typed}");
    }
}

#[test]
fn several_doubts_are_also_followed_together() {
    let reading = read("1/2x + 1/3x", &Syntax::default()).expect("it reads");
    let others: Vec<String> =
        reading.alternatives.iter().map(|other| print::ascii(&other.expr)).collect();
    assert_eq!(others, ["1/(2*x) + 1/3*x", "1/2*x + 1/(3*x)", "1/(2*x) + 1/(3*x)"]);
}

#[test]
fn a_warning_shows_both_readings_in_the_words_typed() {
    let x = Syntax::student(&[Name::new("x")]);
    let told = |line| read(line, &x).expect("it reads").warnings[0].to_string();
    assert_eq!(told("1/2x"), "Read as (1/2)x. If you meant 1/(2x), write the brackets.");
    assert_eq!(told("3 + e^2x"), "Read as (e^2)x. If you meant e^(2x), write the brackets.");
    assert_eq!(told("sin 2*x"), "Read as sin (2)*x. If you meant sin (2*x), write the brackets.");
}
