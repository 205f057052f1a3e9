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
pub(crate) const GREEK: &[(&str, char)] = &[
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("delta", 'δ'),
    ("epsilon", 'ε'),
    ("varepsilon", 'ε'),
    ("zeta", 'ζ'),
    ("eta", 'η'),
    ("theta", 'θ'),
    ("vartheta", 'θ'),
    ("iota", 'ι'),
    ("kappa", 'κ'),
    ("lambda", 'λ'),
    ("mu", 'μ'),
    ("nu", 'ν'),
    ("xi", 'ξ'),
    ("rho", 'ρ'),
    ("varrho", 'ρ'),
    ("sigma", 'σ'),
    ("tau", 'τ'),
    ("upsilon", 'υ'),
    ("phi", 'φ'),
    ("varphi", 'φ'),
    ("chi", 'χ'),
    ("psi", 'ψ'),
    ("omega", 'ω'),
    ("Gamma", 'Γ'),
    ("Delta", 'Δ'),
    ("Theta", 'Θ'),
    ("Lambda", 'Λ'),
    ("Xi", 'Ξ'),
    ("Sigma", 'Σ'),
    ("Phi", 'Φ'),
    ("Psi", 'Ψ'),
    ("Omega", 'Ω'),
];

/// The words of the grammar.
static WORDS: LazyLock<FxHashMap<&'static str, Piece>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for &function in Function::ALL {
        for &spelling in function.spellings() {
            words.insert(spelling, Piece::Function(function));
        }
    }
    words.remove("σ");
    words.insert("log", Piece::Log);
    words.insert("e", Piece::Constant(Constant::E));
    words.insert("pi", Piece::Constant(Constant::Pi));
    words.insert("π", Piece::Constant(Constant::Pi));
    words
});

/// The longest word of the grammar, in bytes.
const LONGEST_WORD: usize = 10;

/// The Greek letter that a word names.
pub(crate) fn greek(word: &str) -> Option<char> {
    GREEK.iter().find(|(name, _)| *name == word).map(|(_, letter)| *letter)
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
    a == b || letter_of(a).is_some_and(|letter| Some(letter) == letter_of(b))
}

fn letter_of(word: &str) -> Option<char> {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some(c),
        _ => greek(word),
    }
}

/// The declared variable that is spelled so, exactly or in another spelling of the same name.
pub(super) fn declared<'s>(syntax: &'s Syntax, base: &str, sub: &str) -> Option<&'s Name> {
    let vars = syntax.vars.as_deref()?;
    if sub.is_empty()
        && let Some(exact) = vars.iter().find(|var| var.as_str() == base)
    {
        return Some(exact);
    }
    vars.iter().find(|var| {
        let (own, own_sub) = halves(var.as_str());
        own_sub == sub && same_letter(own, base)
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
    if called && matches!(piece, "σ" | "sigma") {
        return Some(Piece::Function(Function::Sigmoid));
    }
    if let Some(&word) = WORDS.get(piece) {
        return Some(word);
    }
    (syntax.vars.is_none() && letter_of(piece).is_some()).then_some(Piece::Name)
}

/// Splits a run into pieces, the longest first, so that nothing is left over; `None` where no split
/// does that. Takes time proportional to the run.
pub(super) fn split(
    syntax: &Syntax,
    run: &str,
    subscripted: bool,
    called: bool,
) -> Option<Vec<(usize, Piece)>> {
    let longest = syntax.vars.iter().flatten().map(|v| v.as_str().len()).max().unwrap_or(0);
    let longest = longest.max(LONGEST_WORD);
    let base_of_some = |piece: &str| {
        subscripted
            && syntax.vars.iter().flatten().any(|var| same_letter(halves(var.as_str()).0, piece))
    };
    // From the right: the piece to take at each place, once what follows is known to split.
    let mut takes: Vec<Option<(usize, Piece)>> = vec![None; run.len() + 1];
    for start in (0..run.len()).rev().filter(|&at| run.is_char_boundary(at)) {
        let ends = (start + 1..=(start + longest).min(run.len())).rev();
        for end in ends.filter(|&end| run.is_char_boundary(end)) {
            if end < run.len() && takes[end].is_none() {
                continue;
            }
            let piece = &run[start..end];
            let meaning = meaning(syntax, piece, called && end == run.len())
                .or_else(|| (end == run.len() && base_of_some(piece)).then_some(Piece::Name));
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

/// Is `a` one insertion, deletion, substitution or swap of neighbours away from `b`?
pub(super) fn one_edit(a: &str, b: &str) -> bool {
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

/// The function that a misspelt run was meant to be.
pub(super) fn near_function(run: &str) -> Option<&'static str> {
    let lower = run.to_lowercase();
    let spellings = || Function::ALL.iter().flat_map(|f| f.spellings()).copied().chain(["log"]);
    spellings()
        .find(|s| s.len() > 1 && *s == lower)
        .or_else(|| spellings().find(|s| s.len() > 2 && run.len() > 2 && one_edit(run, s)))
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
