//! What cannot be read says where, why, and what to write instead.

use gradus::math::Name;
use gradus::math::read::{ReadError, Syntax, read};

/// What is typed, the caret's column, how the sentence begins, the mended line (empty: none).
#[rustfmt::skip]
const REFUSED: &[(&str, usize, &str, &str)] = &[
    // nothing
    ("",             1, "Nothing typed yet.", ""),
    ("    ",         5, "Nothing typed yet.", ""),
    // brackets
    ("(x + 1",       1, "This bracket is never closed.", "(x + 1)"),
    ("(x + 1/2",     1, "This bracket is never closed.", "(x + 1)/2"),
    ("(x e^(2x) - e^(2x)/x^2", 1, "This bracket is never closed.", "(x e^(2x) - e^(2x))/x^2"),
    ("(x+1(x-1)",    1, "This bracket is never closed.", "(x+1)(x-1)"),
    ("sin(x + 1/2",  4, "This bracket is never closed.", "sin(x + 1/2)"),
    ("sin(x + cos(x", 12, "This bracket is never closed.", "sin(x + cos(x))"),
    ("e^(2x",        3, "This bracket is never closed.", "e^(2x)"),
    ("[1, 2",        1, "This bracket is never closed.", "[1, 2]"),
    ("((((x",        4, "This bracket is never closed.", "((((x))))"),
    ("x + 1)",       6, "This `)` closes nothing.", "x + 1"),
    ("x + 1)/2",     6, "This `)` closes nothing.", "(x + 1)/2"),
    ("sin(x))",      7, "This `)` closes nothing.", "sin(x)"),
    (")x",           1, "This `)` closes nothing.", "x"),
    ("(x]",          3, "A `(` is closed by `]` here.", "(x)"),
    ("[1, 2)",       6, "A `[` is closed by `)` here.", "[1, 2]"),
    ("()",           1, "Nothing stands between these brackets.", ""),
    ("x()",          2, "Nothing stands between these brackets.", "x"),
    ("sin()",        4, "Nothing stands between these brackets.", ""),
    ("[]",           1, "Nothing stands between these brackets.", ""),
    ("{x + 1}^2",    1, "Braces group only in LaTeX.", "(x + 1)^2"),
    // bars
    ("|x",           1, "This bar is never closed.", "|x|"),
    ("|x + 1",       1, "This bar is never closed.", "|x + 1|"),
    ("|x|y|",        5, "This bar is never closed.", ""),
    ("|||x|||",      1, "It cannot be told which bars belong together.", ""),
    // operators
    ("x +",          3, "Nothing stands after `+`.", "x "),
    ("x *",          3, "Nothing stands after `*`.", "x "),
    ("x^",           2, "Nothing stands after `^`.", "x"),
    ("* x",          1, "Nothing stands before `*`.", " x"),
    ("/x",           1, "Nothing stands before `/`.", "x"),
    ("x + * y",      5, "Nothing stands before `*`.", "x +  y"),
    ("x */ y",       4, "Nothing stands before `/`.", "x * y"),
    ("(x + )",       4, "Nothing stands after `+`.", "(x  )"),
    ("*/^+-*",       1, "Nothing stands before `*`.", ""),
    ("-",            1, "Nothing stands after `-`.", ""),
    // signs that are no part of an answer
    ("x≥2",          2, "An expression is expected, not an inequality.", ""),
    ("30°",          3, "Angles are in radians here.", ""),
    ("2±x",          2, "This sign stands for two values.", ""),
    ("→ 2x",         1, "Only the answer is read.", " 2x"),
    ("1 000x",       3, "`1 000` is not read as a number.", "1000x"),
    // numbers
    ("2 3",          3, "Two numbers stand side by side: 2 and 3.", "2*3"),
    ("x^2 3",        5, "Two numbers stand side by side: 2 and 3.", "x^2*3"),
    ("½½",           2, "Two numbers stand side by side: 1/2 and 1/2.", "½*½"),
    ("2½",           2, "Two numbers stand side by side: 2 and 1/2.", "(2+½)"),
    ("x 2",          3, "A sign is missing between x and 2.", "x^2"),
    ("1,5",          2, "Decimal numbers are written with a point: 1.5.", "1.5"),
    ("2,5x + 1,5",   2, "Decimal numbers are written with a point: 2.5.", "2.5x + 1.5"),
    ("sin(1,5)",     6, "Decimal numbers are written with a point: 1.5.", "sin(1.5)"),
    ("1.2.3",        1, "`1.2.3` is not read as a number.", ""),
    ("1_000x",       1, "`1_000x` is not read as a number.", ""),
    ("1_000",        1, "`1_000` is not read as a number.", "1000"),
    ("0x1F",         1, "`0x1F` is not read as a number.", ""),
    (".",            1, "A point needs a digit beside it.", ""),
    ("2x.",          3, "A point needs a digit beside it.", "2x"),
    ("nan",          1, "`nan` is not a number.", ""),
    ("inf",          1, "`inf` is not a number.", ""),
    ("infinity + 1", 1, "`infinity` is not a number.", ""),
    // equations, lists
    ("y = x^2",      3, "An expression is expected, not an equation.", "x^2"),
    ("f'(x) = 2x",   7, "An expression is expected, not an equation.", "2x"),
    ("= 2x",         1, "An expression is expected, not an equation.", "2x"),
    ("2x =",         4, "An expression is expected, not an equation.", "2x "),
    ("x < 2",        3, "An expression is expected, not an inequality.", ""),
    ("x >= 2",       3, "An expression is expected, not an inequality.", ""),
    ("2x, 2y",       3, "One value is expected here, not a list.", ""),
    ("(1, 2,)",      6, "Nothing stands after `,`.", "(1, 2)"),
    ("[[1,2],[3]]",  1, "The rows have different lengths.", ""),
    ("[[1,2],3]",    1, "Lists go two levels deep at most", ""),
    ("[[[1]]]",      1, "Lists go two levels deep at most", ""),
    ("x^(1, 2)",     2, "A single value is expected here, not a list.", ""),
    ("sin((1, 2))",  1, "A single value is expected here, not a list.", ""),
    // names
    ("sim(x)",       1, "`sim` is not a name here. Did you mean `sin`?", "sin(x)"),
    ("sni(x)",       1, "`sni` is not a name here. Did you mean `sin`?", "sin(x)"),
    ("2 coss(x)",    3, "`coss` is not a name here. Did you mean `cos`?", "2 cos(x)"),
    ("sqr(x)",       1, "`sqr` is not a name here. Did you mean `sqrt`?", "sqrt(x)"),
    ("arctn(x)",     1, "`arctn` is not a name here. Did you mean `arctan`?", "arctan(x)"),
    ("Sin(x)",       1, "`Sin` is not a name here. Did you mean `sin`?", "sin(x)"),
    ("LN x",         1, "`LN` is not a name here. Did you mean `ln`?", "ln x"),
    ("2PI",          2, "`PI` is not a name here. Did you mean `pi`?", "2pi"),
    ("e2",           1, "`e2` is not a name here. Did you mean `e^2`?", "e^2"),
    ("pi2",          1, "`pi2` is not a name here. Did you mean `pi*2`?", "pi*2"),
    ("floor(x)",     1, "`floor` is no function here.", ""),
    ("lim x",        1, "`lim` is no function here.", ""),
    // functions
    ("sin",          1, "`sin` needs something to work on.", ""),
    ("sin + 1",      1, "`sin` needs something to work on.", ""),
    ("2 sin^2",      3, "`sin` needs something to work on.", ""),
    ("√",            1, "`√` needs something to work on.", ""),
    ("sin(x, y)",    1, "`sin` takes one value", ""),
    ("root(x)",      1, "`root` takes two values", ""),
    ("sin^-2 x",     1, "A negative power of the name `sin` can mean two things.", "(sin x)^(-2)"),
    ("sin^(-2)(x)",  1, "A negative power of the name `sin` can mean two things.", "(sin(x))^(-2)"),
    ("ln^-1 x",      1, "A negative power of the name `ln` can mean two things.", "(ln x)^(-1)"),
    ("x'",           2, "A prime follows the name of a function", ""),
    ("y''",          2, "A prime follows the name of a function", ""),
    ("²x",           1, "Nothing stands below this exponent.", ""),
    ("x²³⁴⁻¹",       2, "A calculation stands in this exponent.", ""),
    ("_1",           1, "A subscript is a number or a word behind a letter", ""),
    // characters
    ("100000!",      7, "The sign `!` is not read here.", ""),
    ("5%",           2, "The sign `%` is not read here.", ""),
    ("x & y",        3, "`&` cannot stand here.", ""),
    ("x # y",        3, "`#` cannot stand here.", ""),
    ("х^2",          1, "The character U+0445 only looks like `x`.", "x^2"),
    ("хх + у",       1, "The character U+0445 only looks like `x`.", "xx + y"),
    ("ο",            1, "The character U+03BF only looks like `o`.", "o"),
    ("١+٢",          1, "The character U+0661 only looks like `1`.", "1+2"),
    ("x ≤ 2",        3, "An expression is expected, not an inequality.", ""),
    ("👍 + 1",       1, "The character U+1F44D is not read here.", ""),
    ("sin\u{200b}(x)", 4, "Here stands an invisible character (U+200B)", "sin(x)"),
    ("x\u{0}+1",     2, "Here stands a null character (U+0000)", "x+1"),
    ("x\u{1b}[2J+1", 2, "Here stands an escape character (U+001B)", ""),
    ("x\u{202e}1",   2, "Here stands a mark that turns the reading direction (U+202E)", "x1"),
    ("x\u{301}",     2, "Here stands an accent that combines", "x"),
    ("x\r\nexit",    2, "Here stands a line break (U+000D)", ""),
    // LaTeX
    (r"\input{/etc/passwd}", 1, r"The command \input is not read here.", ""),
    (r"\def\a{\a\a}\a", 1, r"The command \def is not read here.", ""),
    (r"\infty",      1, r"`\infty` is not a number.", ""),
    (r"\left( x",    6, "This bracket is never closed.", r"\left( x)"),
    (r"x^{",         3, "This bracket is never closed.", ""),
    (r"\sqrt[",      6, "This bracket is never closed.", ""),
    (r"\frac{1}",    1, "This command lacks an argument.", ""),
    (r"\begin{cases} x \end{cases}", 1, r"The command \begin{cases} is not read here.", ""),
];

/// The same with one declared variable, x.
#[rustfmt::skip]
const REFUSED_WITH_X: &[(&str, usize, &str, &str)] = &[
    ("2x dx",        4, "`dx` is not a variable here;", "2x "),
    ("f(x)",         1, "`f` is not a variable here;", ""),
    ("x^(a+b)",      4, "`a` is not a variable here;", ""),
    ("5 m/s",        3, "`m` is not a variable here;", ""),
    ("2t",       2, "`t` is not a variable here; only x is. Did you mean `x`?", "2x"),
    ("X^2",      1, "`X` is not a variable here; only x is. Did you mean `x`?", "x^2"),
    ("xt",       2, "`t` is not a variable here; only x is. Did you mean `x`?", "xx"),
    ("x2",       1, "`x2` is not a variable here; only x is. Did you mean `x^2`?", "x^2"),
    ("3x2 + 1",  2, "`x2` is not a variable here; only x is. Did you mean `x^2`?", "3x^2 + 1"),
    ("sim(x)",   1, "`sim` is not a variable here; only x is. Did you mean `sin`?", "sin(x)"),
    ("sinn(x)",  1, "`sinn` is not a variable here; only x is. Did you mean `sin`?", "sin(x)"),
    ("exq(x)",   1, "`exq` is not a variable here; only x is. Did you mean `exp`?", "exp(x)"),
    ("foo",      1, "`foo` is not a variable here; only x is. Use the names of the question.", ""),
    ("sin",      1, "`sin` needs something to work on.", "sin(x)"),
    ("cos + 1",  1, "`cos` needs something to work on.", "cos(x) + 1"),
    ("sin^2",    1, "`sin` needs something to work on.", "sin^2(x)"),
    ("2 3x + t", 3, "Two numbers stand side by side: 2 and 3.", "2*3x + x"),
    ("c + x",    1, "`c` is not a variable here; only x is. Did you mean `x`?", "x + x"),
    ("nan",      1, "`nan` is not a number.", ""),
];

fn refusal(typed: &str, syntax: &Syntax) -> ReadError {
    read(typed, syntax).map(|reading| reading.expr).expect_err(typed)
}

fn check(table: &[(&str, usize, &str, &str)], syntax: &Syntax) {
    let mut broken = Vec::new();
    for (typed, column, sentence, mend) in table {
        let error = match read(typed, syntax) {
            Ok(reading) => {
                broken.push(format!("{typed}: reads as {:?}", reading.expr));
                continue;
            }
            Err(error) => error,
        };
        let told = error.to_string();
        let mended = error.mend().unwrap_or_default();
        if error.column() != *column || !told.starts_with(sentence) || mended != *mend {
            broken.push(format!("{typed}: column {}, {told} [{mended}]", error.column()));
        }
        assert!(told.ends_with(['.', '?']), "{typed}: {told}");
        assert!(mended.is_empty() || read(&mended, syntax).is_ok(), "{typed}: {mended}");
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_refusal_names_the_place_and_the_remedy() {
    check(REFUSED, &Syntax::default());
}

#[test]
fn an_unknown_name_is_told_with_the_known_ones() {
    check(REFUSED_WITH_X, &Syntax::student(&[Name::new("x")]));
    let two = Syntax::student(&[Name::new("x"), Name::new("y")]);
    let told = refusal("2t", &two).to_string();
    assert_eq!(told, "`t` is not a variable here; x and y are. Use the names of the question.");
}

#[test]
fn bounds_are_checked_before_work_is_done() {
    let student = Syntax { limits: gradus::math::read::Limits::STUDENT, ..Syntax::default() };
    for (typed, sentence) in [
        ("x+".repeat(150) + "x", "The line is longer than 300 characters."),
        ("x".repeat(1 << 20), "The line is longer than 300 characters."),
        ("(".repeat(65) + "x" + &")".repeat(65), "This is nested more than 64 levels deep."),
        ("-".repeat(200) + "x", "This is nested more than 64 levels deep."),
        (vec!["x"; 80].join("^"), "This is nested more than 64 levels deep."),
        ("√".repeat(100) + "x", "This is nested more than 64 levels deep."),
        ("9".repeat(41), "This number has more than 40 digits."),
        ("1e999999999".into(), "This number has more than 40 digits."),
        ("1e-999999999".into(), "This number has more than 40 digits."),
        ("1e99999999999999999999".into(), "This number has more than 40 digits."),
        ("sin".to_owned() + &"'".repeat(30) + "(x)", "This differentiates more than 20 times."),
        ("d^99/dx^99(x)".into(), "This differentiates more than 20 times."),
        ("d/dx(".repeat(30) + "x" + &")".repeat(30), "This differentiates more than 20 times."),
    ] {
        assert!(refusal(&typed, &student).to_string().starts_with(sentence), "{sentence}");
    }
    assert_eq!(refusal(&("(".repeat(65) + "x"), &student).column(), 65);
    let parts = Syntax {
        limits: gradus::math::read::Limits { nodes: 10, ..student.limits },
        ..Syntax::default()
    };
    assert_eq!(
        refusal("a+b+c+d+e+f+g+h+i+j+k", &parts).to_string(),
        "The expression has more than 10 parts. Write a shorter one."
    );
}

#[test]
fn what_is_just_within_the_bounds_is_read() {
    let student = Syntax { limits: gradus::math::read::Limits::STUDENT, ..Syntax::default() };
    for typed in [
        "(".repeat(63) + "x" + &")".repeat(63),
        vec!["x"; 150].join("+"),
        "9".repeat(40),
        "√".repeat(60) + "x",
        "1e-30".into(),
    ] {
        assert!(read(&typed, &student).is_ok(), "{typed}");
    }
}

#[test]
fn the_deepest_tree_fits_a_small_stack() {
    let deep = [
        "(".repeat(250) + "x" + &"+1)".repeat(250),
        "-(".repeat(120) + "x" + &")".repeat(120),
        "sin(".repeat(250) + "x" + &")".repeat(250),
        "|(".repeat(120) + "x" + &")|".repeat(120),
        "x^(".repeat(120) + "x" + &")".repeat(120),
        "√".repeat(250) + "x",
        "sin ".repeat(250) + "x",
        r"\frac{1}{".repeat(250) + "x" + &"}".repeat(250),
        "(".repeat(60_000),
        "[".repeat(60_000),
        "|".repeat(60_000),
        "sin ".repeat(15_000),
        "-".repeat(60_000),
        "^".repeat(60_000),
        "alphalphalpha".repeat(4_000),
    ];
    let read_all = move || {
        for line in deep {
            if let Ok(reading) = read(&line, &Syntax::default()) {
                let printed = gradus::math::print::ascii(&reading.expr);
                assert!(
                    !printed.is_empty() && !gradus::math::print::line(&reading.expr).is_empty()
                );
            }
        }
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(read_all);
    assert!(thread.expect("a thread starts").join().is_ok());
}
