//! Words for a screen reader: how would a teacher read it aloud?

use super::ascii::{Tie, literal, tie};
use crate::math::expr::{Constant, Expr, Function, Name, Node};
use crate::math::read::greek_word;

/// What a function is called.
#[rustfmt::skip]
const NAMES: &[(Function, &str)] = &[
    (Function::Sin,      "the sine"),
    (Function::Cos,      "the cosine"),
    (Function::Tan,      "the tangent"),
    (Function::Sec,      "the secant"),
    (Function::Csc,      "the cosecant"),
    (Function::Cot,      "the cotangent"),
    (Function::Asin,     "the inverse sine"),
    (Function::Acos,     "the inverse cosine"),
    (Function::Atan,     "the inverse tangent"),
    (Function::Asec,     "the inverse secant"),
    (Function::Acsc,     "the inverse cosecant"),
    (Function::Acot,     "the inverse cotangent"),
    (Function::Sinh,     "the hyperbolic sine"),
    (Function::Cosh,     "the hyperbolic cosine"),
    (Function::Tanh,     "the hyperbolic tangent"),
    (Function::Sech,     "the hyperbolic secant"),
    (Function::Csch,     "the hyperbolic cosecant"),
    (Function::Coth,     "the hyperbolic cotangent"),
    (Function::Asinh,    "the inverse hyperbolic sine"),
    (Function::Acosh,    "the inverse hyperbolic cosine"),
    (Function::Atanh,    "the inverse hyperbolic tangent"),
    (Function::Asech,    "the inverse hyperbolic secant"),
    (Function::Acsch,    "the inverse hyperbolic cosecant"),
    (Function::Acoth,    "the inverse hyperbolic cotangent"),
    (Function::Exp,      "the exponential"),
    (Function::Ln,       "the natural log"),
    (Function::Log10,    "the log to base 10"),
    (Function::Log2,     "the log to base 2"),
    (Function::Log,      "the log"),
    (Function::Sqrt,     "the square root"),
    (Function::Cbrt,     "the cube root"),
    (Function::Root,     "the root"),
    (Function::Abs,      "the absolute value"),
    (Function::Sign,     "the sign"),
    (Function::Relu,     "the rectifier"),
    (Function::Sigmoid,  "the sigmoid"),
    (Function::Softplus, "softplus"),
    (Function::Min,      "the smallest"),
    (Function::Max,      "the largest"),
];

/// The expression in words: "x cubed times the sine of x".
pub fn spoken(expr: &Expr) -> String {
    match expr.node() {
        Node::Number(number) => match literal(number).strip_prefix('-') {
            Some(digits) => format!("minus {}", digits.replace('/', " over ")),
            None => literal(number).replace('/', " over "),
        },
        Node::Constant(Constant::E) => "e".to_owned(),
        Node::Constant(Constant::Pi) => "pi".to_owned(),
        Node::Name(own) => name(own),
        Node::Neg(u) => format!("minus {}", part(u, Tie::Product)),
        Node::Sum(terms) => sum(terms),
        Node::Product(factors) => product(factors),
        Node::Quotient(u, v) if is_simple(u) && is_simple(v) => {
            format!("{} over {}", spoken(u), spoken(v))
        }
        Node::Quotient(u, v) => {
            format!("the fraction {}, over {}, end of fraction", spoken(u), spoken(v))
        }
        Node::Power(base, exponent) => power(base, exponent),
        Node::Apply(function, arguments) => apply(*function, arguments),
        Node::Prime(function, order, u) => {
            let primes = " prime".repeat(*order as usize);
            format!("{}{primes} of {}", called(*function), argument(u))
        }
        Node::Slope(u, names) => format!("{} of {}", slope(u, names), argument(u)),
        Node::Vector(parts) => format!("the vector {}", list(parts)),
        Node::Matrix(rows) => {
            let rows: Vec<String> = rows.iter().map(|row| list(row)).collect();
            format!("the matrix with the rows {}, end of matrix", rows.join("; "))
        }
        Node::Hole(_) => "blank".to_owned(),
    }
}

fn list(parts: &[Expr]) -> String {
    parts.iter().map(spoken).collect::<Vec<_>>().join(", ")
}

/// In spoken brackets where it holds less tightly than `least`.
fn part(expr: &Expr, least: Tie) -> String {
    // A fraction says where it ends.
    let ends_itself = matches!(tie(expr), Tie::Quotient) && !is_plain_fraction(expr);
    if tie(expr) < least && !ends_itself {
        format!("open bracket {} close bracket", spoken(expr))
    } else {
        spoken(expr)
    }
}

fn is_plain_fraction(expr: &Expr) -> bool {
    match expr.node() {
        Node::Quotient(u, v) => is_simple(u) && is_simple(v),
        _ => true,
    }
}

/// One number or name, or a number times a name.
fn is_simple(expr: &Expr) -> bool {
    match expr.node() {
        Node::Number(_) => tie(expr) == Tie::Atom,
        Node::Constant(_) | Node::Name(_) => true,
        Node::Product(factors) => is_coefficient(factors),
        _ => false,
    }
}

/// `2x`, spoken without "times".
fn is_coefficient(factors: &[Expr]) -> bool {
    match factors {
        [number, name] => {
            matches!(number.node(), Node::Number(_))
                && tie(number) == Tie::Atom
                && matches!(name.node(), Node::Name(_) | Node::Constant(_))
        }
        _ => false,
    }
}

fn sum(terms: &[Expr]) -> String {
    let mut out = String::new();
    for (index, term) in terms.iter().enumerate() {
        match term.node() {
            Node::Neg(u) if index > 0 => {
                out.push_str(" minus ");
                out.push_str(&part(u, Tie::Product));
            }
            _ => {
                out.push_str(if index > 0 { " plus " } else { "" });
                out.push_str(&part(term, Tie::Neg));
            }
        }
    }
    out
}

fn product(factors: &[Expr]) -> String {
    if is_coefficient(factors) {
        return factors.iter().map(spoken).collect::<Vec<_>>().join(" ");
    }
    // `2x·sin x` begins with "2 x".
    let pair = factors.get(..2).filter(|pair| is_coefficient(pair));
    let mut said: Vec<String> = pair.map(product).into_iter().collect();
    let rest = factors.iter().enumerate().skip(pair.map_or(0, <[Expr]>::len));
    said.extend(
        rest.map(|(at, factor)| part(factor, if at == 0 { Tie::Quotient } else { Tie::Power })),
    );
    said.join(" times ")
}

fn power(base: &Expr, exponent: &Expr) -> String {
    let said = match base.node() {
        Node::Apply(..) | Node::Prime(..) | Node::Slope(..) => {
            format!("open bracket {} close bracket", spoken(base))
        }
        _ => part(base, Tie::Atom),
    };
    match exponent.as_number().and_then(crate::math::Number::to_i64) {
        Some(2) => format!("{said} squared"),
        Some(3) => format!("{said} cubed"),
        _ => format!("{said} to the power {}", argument(exponent)),
    }
}

fn apply(function: Function, arguments: &[Expr]) -> String {
    match (function, arguments) {
        (Function::Log, [u, base]) => {
            format!("the log to base {} of {}", argument(base), argument(u))
        }
        (Function::Root, [u, n]) => {
            format!("the root of degree {} of {}", argument(n), argument(u))
        }
        (_, [u]) => format!("{} of {}", called(function), argument(u)),
        _ => format!("{} of {}, end of list", called(function), list(arguments)),
    }
}

/// What something applies to, in spoken brackets unless it is one thing.
fn argument(expr: &Expr) -> String {
    let is_one_thing = is_simple(expr)
        || matches!(expr.node(), Node::Apply(_, arguments) if arguments.len() == 1)
        || matches!(expr.node(), Node::Power(base, n) if is_simple(base) && is_simple(n))
        || matches!(expr.node(), Node::Neg(u) if is_simple(u))
        || matches!(expr.node(), Node::Number(_) | Node::Hole(_));
    if is_one_thing { spoken(expr) } else { format!("open bracket {} close bracket", spoken(expr)) }
}

fn called(function: Function) -> &'static str {
    NAMES.iter().find(|(own, _)| *own == function).map_or(function.name(), |(_, name)| name)
}

fn slope(of: &Expr, names: &[Name]) -> String {
    let several = of.names().iter().any(|other| names.iter().any(|own| own != other));
    let partial = if several { "partial " } else { "" };
    let order = match names.len() {
        1 => "the ",
        2 => "the second ",
        3 => "the third ",
        _ => "the higher ",
    };
    let by: Vec<String> = names.iter().map(name).collect();
    format!("{order}{partial}derivative with respect to {}", by.join(" and "))
}

fn name(own: &Name) -> String {
    let (base, sub) = own.as_str().split_once('_').unwrap_or((own.as_str(), ""));
    let base = match greek_word(base) {
        Some(word) => {
            let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
            if capital { format!("capital {}", word.to_lowercase()) } else { word.to_owned() }
        }
        None => base.to_owned(),
    };
    if sub.is_empty() { base } else { format!("{base} sub {sub}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::read::{Syntax, read};

    fn said(line: &str) -> String {
        spoken(&read(line, &Syntax::default()).expect("the line of the test reads").expr)
    }

    #[test]
    fn every_function_has_a_name_to_speak() {
        assert!(Function::ALL.iter().all(|f| NAMES.iter().any(|(own, _)| own == f)));
    }

    #[test]
    fn an_expression_is_spoken_as_a_teacher_reads_it() {
        let lines = [
            ("x^3*sin(x)", "x cubed times the sine of x"),
            ("3x^2 - 2x + 1", "3 times x squared minus 2 x plus 1"),
            ("e^(2x)/x", "the fraction e to the power 2 x, over x, end of fraction"),
            ("1/x", "1 over x"),
            ("sqrt(x + 1)", "the square root of open bracket x plus 1 close bracket"),
            ("w_1*alpha", "w sub 1 times alpha"),
            ("d/dx(x^2)", "the derivative with respect to x of x squared"),
            ("(2x, 2y)", "the vector 2 x, 2 y"),
        ];
        for (typed, meant) in lines {
            assert_eq!(said(typed), meant);
        }
    }
}
