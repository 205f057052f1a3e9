//! Lines read as meant, and print back.

use gradus::math::print;
use gradus::math::read::{Syntax, read};

/// Spelling, the tree in explicit ASCII.
const SPELLINGS: &[(&str, &str)] = &[
    ("x^3*sin(x)", "x^3*sin(x)"),
    ("2x sin x", "2*x*sin(x)"),
    ("sin^2(x)", "sin(x)^2"),
    ("sin²x", "sin(x)^2"),
    ("sinx", "sin(x)"),
    ("e^(2x)", "e^(2*x)"),
    ("√x", "sqrt(x)"),
    ("x⁻¹", "x^(-1)"),
    ("½", "1/2"),
    ("½x", "1/2*x"),
    ("|x|", "abs(x)"),
    ("w1 + w_1 + w₁", "w_1 + w_1 + w_1"),
    ("alpha + α + π", "alpha + alpha + pi"),
    ("σ(z)", "sigmoid(z)"),
    (".5 + 5. + 1.5e-3", "0.5 + 5 + 0.0015"),
    ("sin 2x", "sin(2*x)"),
    ("sin x cos x", "sin(x)*cos(x)"),
    ("sin x^2", "sin(x^2)"),
    ("1/2x", "1/2*x"),
    ("a/bc", "a/b*c"),
    ("sin^-1 x", "asin(x)"),
    ("d/dx(x^2) sin(3x)", "d/dx(x^2)*sin(3*x)"),
    ("∂²/∂x∂y(x y)", "d^2/(dx dy)(x*y)"),
    ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
    ("(a, b)", "[a, b]"),
    ("x - 2 - -3", "x - 2 - (-3)"),
    ("e²ˣ", "e^(2*x)"),
    ("log(x, 3) + log_3 x + log10 x", "log(x, 3) + log(x, 3) + log10(x)"),
];

#[test]
fn spellings_are_read_as_meant() {
    let mut broken = Vec::new();
    for (typed, meant) in SPELLINGS {
        match read(typed, &Syntax::default()) {
            Ok(reading) => {
                let printed = print::ascii(&reading.expr);
                let again = read(&printed, &Syntax::default()).map(|r| r.expr);
                if printed != *meant || again.as_ref() != Ok(&reading.expr) {
                    broken.push(format!("{typed}: {printed}, not {meant}"));
                }
            }
            Err(error) => broken.push(format!("{typed}: {error}")),
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
