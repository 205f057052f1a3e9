//! How is a sentence of the screen written as one types it, so that a screen reader speaks it?

use crate::math::read::SUPERSCRIPTS;

/// Signs with what is typed for them.
const SIGNS: &[(&str, &str)] = &[
    ("−", "-"),
    ("·", "*"),
    ("x ≠", "x not equal to"),
    ("≠", "not equal to"),
    ("σ(", "sigmoid("),
    ("σ'", "sigmoid'"),
    (" σ.", " sigmoid."),
];

/// The sentence with signs that are spoken: `2·x³ − √x` becomes `2*x^3 - sqrt(x)`.
pub(super) fn spelled(sentence: &str) -> String {
    let mut text = sentence.to_owned();
    for (sign, typed) in SIGNS {
        text = text.replace(sign, typed);
    }
    roots(&raised(&text))
}

/// Raised letters as exponents: `x³`, `e²ˣ`, `uⁿ⁻¹`.
fn raised(text: &str) -> String {
    let plain = |c: char| SUPERSCRIPTS.iter().find(|(high, _)| *high == c).map(|(_, low)| *low);
    let mut written = String::new();
    let mut exponent = String::new();
    for c in text.chars().chain(['\n']) {
        if let Some(low) = plain(c) {
            exponent.push(low);
            continue;
        }
        if !exponent.is_empty() {
            let is_one =
                exponent.chars().count() == 1 || exponent.chars().all(|c| c.is_ascii_digit());
            let shown = if is_one { format!("^{exponent}") } else { format!("^({exponent})") };
            written.push_str(&shown);
            exponent.clear();
        }
        written.push(c);
    }
    written.pop();
    written
}

/// `√x` as `sqrt(x)`, `√(x + 1)` as `sqrt(x + 1)`.
fn roots(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let name = match c {
            '√' => "sqrt",
            '∛' => "cbrt",
            _ => {
                written.push(c);
                continue;
            }
        };
        written.push_str(name);
        if rest.peek() == Some(&'(') {
            continue;
        }
        written.push('(');
        while let Some(inside) = rest.next_if(|c| c.is_alphanumeric() || *c == '^') {
            written.push(inside);
        }
        written.push(')');
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mathematics_is_written_as_typed() {
        let cases = [
            ("(uⁿ)' = n·uⁿ⁻¹·u'", "(u^n)' = n*u^(n-1)*u'"),
            ("u = e²ˣ, v = x³", "u = e^(2x), v = x^3"),
            ("(√u)' = u'/(2·√u)", "(sqrt(u))' = u'/(2*sqrt(u))"),
            ("√(1 − x²)", "sqrt(1 - x^2)"),
            ("(σ(u))' = σ(u)·(1 − σ(u)) · u'", "(sigmoid(u))' = sigmoid(u)*(1 - sigmoid(u)) * u'"),
        ];
        for (shown, typed) in cases {
            assert_eq!(spelled(shown), typed);
        }
    }
}
