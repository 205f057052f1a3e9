//! Which names does a run of letters spell?

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Syntax;
use crate::math::expr::{Constant, Function, Name};

/// A piece of a run of letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Piece {
    Function(Function),
    /// `log`, whose base is still open.
    Log,
    Constant(Constant),
    /// A variable; the letters are the piece itself.
    Name,
    /// The exercise's function.
    Given,
}

/// Greek letters: the name, the letter.
#[rustfmt::skip]
const GREEK: &[(&str, char)] = &[
    ("alpha", 'α'), ("beta", 'β'), ("gamma", 'γ'), ("delta", 'δ'), ("epsilon", 'ε'),
    ("varepsilon", 'ε'), ("zeta", 'ζ'), ("eta", 'η'), ("theta", 'θ'), ("vartheta", 'θ'),
    ("iota", 'ι'), ("kappa", 'κ'), ("lambda", 'λ'), ("mu", 'μ'), ("nu", 'ν'), ("xi", 'ξ'),
    ("rho", 'ρ'), ("varrho", 'ρ'), ("sigma", 'σ'), ("tau", 'τ'), ("upsilon", 'υ'),
    ("phi", 'φ'), ("varphi", 'φ'), ("chi", 'χ'), ("psi", 'ψ'), ("omega", 'ω'),
    ("Gamma", 'Γ'), ("Delta", 'Δ'), ("Theta", 'Θ'), ("Lambda", 'Λ'), ("Xi", 'Ξ'),
    ("Sigma", 'Σ'), ("Phi", 'Φ'), ("Psi", 'Ψ'), ("Omega", 'Ω'),
];

/// Words for what is no number of the reals: never read letter by letter.
pub(super) const NO_NUMBERS: &[&str] =
    &["nan", "NaN", "NAN", "inf", "Inf", "INF", "infinity", "Infinity", "undefined", "oo"];

/// Functions of other programs that are not in the grammar.
#[rustfmt::skip]
pub(super) const FOREIGN: &[&str] = &[
    "floor", "ceil", "round", "mod", "gcd", "lcm", "erf", "erfc", "gamma", "factorial", "lim",
    "int", "sum", "prod", "diff", "det", "arg", "re", "im", "step", "heaviside", "softmax",
    "sinc", "norm", "integrate", "limit", "eval", "system", "print", "import",
];

/// The words of the grammar.
static WORDS: LazyLock<FxHashMap<&'static str, Piece>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for &function in Function::ALL {
        for &spelling in function.spellings() {
            words.insert(spelling, Piece::Function(function));
        }
    }
    // A sigmoid only where a bracket follows; `log` has a base to look for.
    words.remove("σ");
    words.insert("log", Piece::Log);
    words.insert("pi", Piece::Constant(Constant::Pi));
    words.insert("π", Piece::Constant(Constant::Pi));
    words
});

/// The longest word of the grammar, in bytes.
const LONGEST_WORD: usize = 10;

/// The longest declared name that is looked for inside a run, in bytes.
const LONGEST_PIECE: usize = 64;

/// Is it a word of the grammar, or `π`?
pub(super) fn is_word(word: &str) -> bool {
    WORDS.contains_key(word)
}

/// The Greek letter that a word names.
pub(super) fn greek(word: &str) -> Option<char> {
    if !(2..=LONGEST_WORD).contains(&word.len()) {
        return None;
    }
    GREEK.iter().find(|(name, _)| *name == word).map(|(_, letter)| *letter)
}

/// The word for a Greek letter.
pub(crate) fn greek_word(letter: &str) -> Option<&'static str> {
    let mut chars = letter.chars();
    let (first, rest) = (chars.next()?, chars.next());
    if rest.is_some() || first.is_ascii() {
        return None;
    }
    GREEK.iter().find(|(_, own)| *own == first).map(|(word, _)| *word)
}

/// An undeclared variable in the engine's own spelling: `α`, `w_1`.
pub(super) fn spelled(base: &str, sub: &str) -> Name {
    let mut utf8 = [0; 4];
    let base = match greek(base) {
        Some(letter) => letter.encode_utf8(&mut utf8),
        None => base,
    };
    if sub.is_empty() { Name::new(base) } else { Name::new(&format!("{base}_{sub}")) }
}

/// A name's base and subscript: `w1` and `w_1` are `w` and `1`.
fn halves(name: &str) -> (&str, &str) {
    if let Some(halves) = name.split_once('_') {
        return halves;
    }
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if base.is_empty() { (name, "") } else { name.split_at(base.len()) }
}

/// Are these two spellings of one letter, such as `alpha` and `α`?
fn same_letter(a: &str, b: &str) -> bool {
    // One Latin letter has one spelling: the table is asked for Greek ones alone.
    a == b
        || a.len() > 1
            && b.len() > 1
            && letter_of(a).is_some_and(|letter| Some(letter) == letter_of(b))
}

fn letter_of(word: &str) -> Option<char> {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some(c),
        _ => greek(word),
    }
}

/// The declared variable that is spelled exactly so.
pub(super) fn declared_exactly<'s>(syntax: &'s Syntax, typed: &str) -> Option<&'s Name> {
    syntax.vars.as_deref()?.iter().find(|var| var.as_str() == typed)
}

/// The declared variable that is spelled so, exactly or in another spelling of the same name.
pub(super) fn declared<'s>(syntax: &'s Syntax, base: &str, sub: &str) -> Option<&'s Name> {
    let vars = syntax.vars.as_deref()?;
    if sub.is_empty()
        && let Some(exact) = declared_exactly(syntax, base)
    {
        return Some(exact);
    }
    let exact = vars.iter().find(|var| {
        let own = var.as_str();
        own.strip_prefix(base).and_then(|rest| rest.strip_prefix('_')) == Some(sub)
    });
    exact.or_else(|| {
        vars.iter().find(|var| {
            let (own, own_sub) = halves(var.as_str());
            own_sub == sub && same_letter(own, base)
        })
    })
}

/// What a piece means on its own; `called` where a bracket follows.
pub(super) fn meaning(syntax: &Syntax, piece: &str, called: bool) -> Option<Piece> {
    if syntax.vars.is_some() && declared(syntax, piece, "").is_some() {
        return Some(Piece::Name);
    }
    if piece == "f" && syntax.function.is_some() {
        return Some(Piece::Given);
    }
    if piece == "e" {
        return Some(Piece::Constant(Constant::E));
    }
    if called && matches!(piece, "σ" | "sigma") {
        return Some(Piece::Function(Function::Sigmoid));
    }
    if piece.len() > 1
        && let Some(&word) = WORDS.get(piece)
    {
        return Some(word);
    }
    (syntax.vars.is_none() && letter_of(piece).is_some()).then_some(Piece::Name)
}

/// Splits a run into pieces, the longest first, so that nothing is left over; `None` where no split
/// does that. `sub` is what hangs on the last piece. Takes time proportional to the run.
pub(super) fn split(
    syntax: &Syntax,
    run: &str,
    sub: &str,
    called: bool,
) -> Option<Vec<(usize, Piece)>> {
    if NO_NUMBERS.contains(&run) {
        return None;
    }
    let longest = syntax.vars.iter().flatten().map(|v| v.as_str().len()).max().unwrap_or(0);
    let longest = longest.clamp(LONGEST_WORD, LONGEST_PIECE);
    // From the right: the piece to take at each place, once what follows is known to split.
    let mut takes: Vec<Option<(usize, Piece)>> = vec![None; run.len() + 1];
    for start in (0..run.len()).rev().filter(|&at| run.is_char_boundary(at)) {
        let ends = (start + 1..=(start + longest).min(run.len())).rev();
        for end in ends.filter(|&end| run.is_char_boundary(end)) {
            let last = end == run.len();
            if !last && takes[end].is_none() {
                continue;
            }
            let piece = &run[start..end];
            let hangs = last && !sub.is_empty() && declared(syntax, piece, sub).is_some();
            let meaning =
                if hangs { Some(Piece::Name) } else { meaning(syntax, piece, called && last) };
            if let Some(meaning) = meaning {
                takes[start] = Some((end, meaning));
                break;
            }
        }
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < run.len() {
        let (end, meaning) = takes[at]?;
        pieces.push((end, meaning));
        at = end;
    }
    Some(pieces)
}

/// How many bytes at the front of an unknown run can be read.
pub(super) fn readable(syntax: &Syntax, run: &str) -> usize {
    let mut at = 0;
    while at < run.len() {
        let ends = (at + 1..=run.len().min(at + 64)).rev().filter(|&end| run.is_char_boundary(end));
        match ends.into_iter().find(|&end| meaning(syntax, &run[at..end], false).is_some()) {
            Some(end) if end < run.len() => at = end,
            _ => break,
        }
    }
    at
}

/// Is `a` one insertion, deletion, substitution or swap of neighbours away from `b`?
fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[same..], &b[same..]);
    match a.len() as isize - b.len() as isize {
        1 => x[1..] == *y,
        -1 => *x == y[1..],
        0 => match (x, y) {
            ([], []) => false,
            ([p, q, rest @ ..], [r, s, tail @ ..]) if p == s && q == r => rest == tail,
            _ => x[1..] == y[1..],
        },
        _ => false,
    }
}

/// The longest word that is compared with the words of the grammar.
const LONGEST_TYPO: usize = 16;

/// The word of the grammar that a run was probably meant to be: the same but for capitals, or, of
/// at least three letters and with a bracket behind it, one edit away.
pub(super) fn near_word(run: &str, called: bool) -> Option<&'static str> {
    if run.len() < 2 || run.len() > LONGEST_TYPO {
        return None;
    }
    let words = || {
        let spellings = Function::ALL.iter().flat_map(|f| f.spellings()).copied();
        spellings.chain(["log", "pi"]).filter(|word| word.is_ascii())
    };
    words().find(|word| word.eq_ignore_ascii_case(run)).or_else(|| {
        let comparable = called && run.len() > 2;
        words().find(|word| comparable && word.len() > 2 && one_edit(run, word))
    })
}

/// What an unknown name was probably meant to be, as it should be typed.
pub(super) fn meant(syntax: &Syntax, name: &str) -> Option<String> {
    let letters = name.chars().all(char::is_alphabetic);
    if let Some(word) = near_word(name, true).filter(|_| letters) {
        return Some(word.to_owned());
    }
    let vars = || syntax.vars.iter().flatten().map(Name::as_str);
    if let Some(var) = vars().find(|var| var.eq_ignore_ascii_case(name)) {
        return Some(var.to_owned());
    }
    // `x2` for a power, `pi2` for a product.
    let (base, sub) = halves(name);
    if !sub.is_empty() && !name.contains('_') && meaning(syntax, base, false).is_some() {
        let sign = if base == "pi" || base == "π" { '*' } else { '^' };
        return Some(format!("{base}{sign}{sub}"));
    }
    if name.len() > 2
        && name.len() <= LONGEST_TYPO
        && let Some(var) = vars().find(|var| var.len() > 2 && one_edit(name, var))
    {
        return Some(var.to_owned());
    }
    // One wrong letter where only one can be right.
    match (syntax.vars.as_deref(), name.chars().count()) {
        (Some([only]), 1) => Some(only.as_str().to_owned()),
        _ => None,
    }
}

/// Is it a function's name with its last letter twice, such as `sinn`?
pub(super) fn doubled_end(run: &str) -> bool {
    let mut back = run.bytes().rev();
    let doubled = back.next() == back.next();
    doubled && run.is_ascii() && run.len() > 2 && is_word(&run[..run.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(vars: &[&str], run: &str) -> Option<Vec<String>> {
        let vars = (!vars.is_empty()).then(|| vars.iter().map(|v| Name::new(v)).collect());
        let syntax = Syntax { vars, ..Syntax::default() };
        let mut from = 0;
        let cut = |(end, _): (usize, Piece)| {
            let piece = run[from..end].to_owned();
            from = end;
            piece
        };
        split(&syntax, run, "", false).map(|pieces| pieces.into_iter().map(cut).collect())
    }

    #[test]
    fn the_longest_piece_is_taken_first() {
        assert_eq!(pieces(&[], "xsinx").unwrap_or_default(), ["x", "sin", "x"]);
        assert_eq!(pieces(&[], "tanhx").unwrap_or_default(), ["tanh", "x"]);
        assert_eq!(pieces(&["x", "i"], "xi").unwrap_or_default(), ["x", "i"]);
    }

    #[test]
    fn a_shorter_piece_is_taken_where_the_longest_leaves_a_rest() {
        assert_eq!(pieces(&["a", "ab", "bc"], "abc").unwrap_or_default(), ["a", "bc"]);
        assert_eq!(pieces(&["x"], "xt"), None);
    }

    #[test]
    fn a_long_run_is_split_in_linear_time() {
        let run = "alphalphalphalphalpha".repeat(3000);
        assert_eq!(pieces(&["x"], &run), None);
    }

    #[test]
    fn one_edit_is_an_insertion_a_loss_a_change_or_a_swap() {
        for typo in ["sim", "sn", "sinn", "isn", "son"] {
            assert!(one_edit(typo, "sin"), "{typo}");
        }
        assert!(!one_edit("sin", "sin") && !one_edit("cos", "sin"));
    }
}
