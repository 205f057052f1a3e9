//! Trees are written down as a textbook sets them.

use gradus::math::Expr;
use gradus::math::print::{self, Glyphs};
use gradus::math::read::{Syntax, read};

fn tree(line: &str) -> Expr {
    read(line, &Syntax::default()).expect("the line of the test reads").expr
}

fn picture(line: &str, glyphs: Glyphs) -> String {
    let block = print::stacked(&tree(line), glyphs);
    assert!(block.rows.iter().all(|row| row.chars().count() == block.width()), "{line}");
    block.rows.iter().map(|row| row.trim_end()).collect::<Vec<_>>().join("\n")
}

#[test]
fn one_line_reads_like_a_textbook() {
    let lines = [
        ("3x^2*sin(x)", "3x²·sin x"),
        ("e^(2x)", "e²ˣ"),
        ("2x*sin(3x) + x^2*cos(3x)", "2x·sin(3x) + x²·cos(3x)"),
        ("e^(2x)*(2x - 1)/x^2", "e²ˣ·(2x − 1) / x²"),
        ("2/(3*cbrt(x))", "2/(3·∛x)"),
        ("x^(-1) - -2", "x⁻¹ − (−2)"),
        ("sin^2(x) + ln(x)^2", "sin²x + (ln x)²"),
        ("w_1*alpha + log(x, 3)", "w₁·α + log₃(x)"),
        ("x^(1/2)", "x^(1/2)"),
        ("abs(x - 1)", "|x − 1|"),
        ("[2x, 2y]", "(2x, 2y)"),
    ];
    for (typed, shown) in lines {
        assert_eq!(print::line(&tree(typed)), shown);
    }
}

#[test]
fn fractions_are_stacked() {
    assert_eq!(
        picture("(x e^(2x) - e^(2x))/x^2", Glyphs::Unicode),
        " x·e²ˣ − e²ˣ\n─────────────\n     x²"
    );
    assert_eq!(picture("x/(x+1)", Glyphs::Ascii), "   x\n-------\n x + 1");
}

#[test]
fn exponents_are_raised_where_no_small_letters_exist() {
    assert_eq!(picture("e^(-x^2)", Glyphs::Unicode), " −x²\ne");
    assert_eq!(picture("e^(-x^2)", Glyphs::Ascii), "e^(-x^2)");
}

#[test]
fn roots_stand_under_a_bar() {
    assert_eq!(picture("sqrt(x^2 + 1)", Glyphs::Unicode), " ______\n√x² + 1");
    assert_eq!(picture("sqrt(x/2)", Glyphs::Unicode), "    _____\n   ╱  x\n  ╱  ───\n╲╱    2");
    assert_eq!(picture("sqrt(x/2)", Glyphs::Ascii), "    / x \\\nsqrt|---|\n    \\ 2 /");
}

#[test]
fn matrices_have_tall_brackets() {
    assert_eq!(picture("[[2y, 2x], [2x, 0]]", Glyphs::Unicode), "⎡ 2y  2x ⎤\n⎣ 2x  0  ⎦");
    assert_eq!(picture("[[1, 2], [3, 4]]", Glyphs::Ascii), "[ 1  2 ]\n[ 3  4 ]");
}

#[test]
fn derivatives_are_fractions_of_their_own() {
    assert_eq!(picture("d/dx(x^2)", Glyphs::Unicode), "d\n── (x²)\ndx");
    assert_eq!(picture("d/dx(x*y)", Glyphs::Unicode), "∂\n── (x·y)\n∂x");
}

#[test]
fn a_subexpression_knows_its_place() {
    let block = print::stacked(&tree("e^(2x)/x"), Glyphs::Unicode);
    assert_eq!(block.rows, [" e²ˣ ", "─────", "  x  "]);
    assert_eq!(block.regions(&[0]), [(0, 1..4)]);
    assert_eq!(block.regions(&[0, 1]), [(0, 2..4)]);
    assert_eq!(block.regions(&[1]), [(2, 2..3)]);
}
