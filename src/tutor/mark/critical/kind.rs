//! What is a critical point called, and what is it?

use crate::math::{Compiled, Expr, Name};

/// What a critical point is, in a student's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Minimum,
    Maximum,
    /// A saddle, or the flat place of x³.
    Neither,
}

/// Every way to name a kind. Single letters count behind a colon only.
const WORDS: &[(&str, Kind)] = &[
    ("minimum point", Kind::Minimum),
    ("minimum", Kind::Minimum),
    ("minima", Kind::Minimum),
    ("min", Kind::Minimum),
    ("m", Kind::Minimum),
    ("maximum point", Kind::Maximum),
    ("maximum", Kind::Maximum),
    ("maxima", Kind::Maximum),
    ("max", Kind::Maximum),
    ("x", Kind::Maximum),
    ("saddle point", Kind::Neither),
    ("saddles", Kind::Neither),
    ("saddle", Kind::Neither),
    ("s", Kind::Neither),
    ("inflection point", Kind::Neither),
    ("inflexion point", Kind::Neither),
    ("inflection", Kind::Neither),
    ("inflexion", Kind::Neither),
    ("terrace point", Kind::Neither),
    ("terrace", Kind::Neither),
    ("neither", Kind::Neither),
    ("flat", Kind::Neither),
    ("none", Kind::Neither),
    ("n", Kind::Neither),
];
/// Words before a kind that change nothing.
const ARTICLES: &[&str] =
    &["a ", "an ", "the ", "one ", "local ", "global ", "relative ", "strict "];
/// What may stand between a point and its kind, behind the point.
const BEHIND: &[&str] = &["=>", "->", "→", ":", "–", " is", " are", " -"];
/// What may stand between a kind and its point, behind the kind.
const BEFORE: &[&str] =
    &["=>", "->", "→", ":", "–", "at ", "for ", "where ", "when ", "in ", "is ", "- "];

/// The kind that a word is, whole.
pub(super) fn named(word: &str) -> Option<Kind> {
    let word = without_articles(word.trim()).to_ascii_lowercase();
    WORDS.iter().find(|(own, _)| *own == word).map(|(_, kind)| *kind)
}

/// A point and the kind that goes with it.
pub(super) struct Split<'a> {
    pub place: &'a str,
    pub kind: Option<Kind>,
    /// Did the kind stand before the point? Then it holds for the points that follow, too.
    pub leads: bool,
}

/// Takes the kind off an entry, however the two are put together.
pub(super) fn split(entry: &str) -> Split<'_> {
    let entry = entry.trim().trim_end_matches('.').trim();
    let behind = at_end(entry).map(|(place, kind)| Split { place, kind: Some(kind), leads: false });
    let before =
        || at_start(entry).map(|(place, kind)| Split { place, kind: Some(kind), leads: true });
    behind.or_else(before).unwrap_or(Split { place: entry, kind: None, leads: false })
}

/// `0: min`, `0 min`, `0 is a min`, `0 (min)`, `0 → min`.
fn at_end(entry: &str) -> Option<(&str, Kind)> {
    let (open, bare) = match entry.strip_suffix(')') {
        Some(bare) if bare.ends_with(|c: char| c.is_alphabetic()) => (true, bare),
        _ => (false, entry),
    };
    let lower = bare.to_ascii_lowercase();
    let (word, kind) =
        WORDS.iter().filter(|(word, _)| lower.ends_with(word)).find(|(word, _)| {
            let rest = bare[..bare.len() - word.len()].trim_end();
            let is_apart = !bare[..bare.len() - word.len()].ends_with(char::is_alphanumeric);
            is_apart && (word.len() > 1 || rest.ends_with(':'))
        })?;
    let mut place = bare[..bare.len() - word.len()].trim_end();
    if open {
        place = place.strip_suffix('(')?.trim_end();
    }
    loop {
        let shorter = ARTICLES
            .iter()
            .filter_map(|article| place.strip_suffix(article.trim_end()))
            .find(|rest| rest.ends_with(' '))
            .map(str::trim_end);
        let Some(shorter) = shorter else { break };
        place = shorter;
    }
    for sign in BEHIND {
        place = place.strip_suffix(sign).unwrap_or(place).trim_end();
    }
    (!place.is_empty()).then_some((place, *kind))
}

/// `min at 0`, `min: 0`, `saddle (0, 0)`, `min(0)`.
fn at_start(entry: &str) -> Option<(&str, Kind)> {
    let bare = without_articles(entry);
    let lower = bare.to_ascii_lowercase();
    let (word, kind) = WORDS.iter().find(|(word, _)| {
        let rest = lower.strip_prefix(word).unwrap_or("a");
        word.len() > 1 && !rest.starts_with(char::is_alphanumeric)
    })?;
    let mut place = bare[word.len()..].trim_start();
    for sign in BEFORE {
        place = place.strip_prefix(sign).unwrap_or(place).trim_start();
    }
    (!place.is_empty()).then_some((place, *kind))
}

fn without_articles(mut word: &str) -> &str {
    while let Some(rest) = ARTICLES.iter().find_map(|article| word.strip_prefix(article)) {
        word = rest.trim_start();
    }
    word
}

/// What a flat place is, by the values around it.
pub(super) fn around(of: &Expr, vars: &[Name], at: &[f64]) -> Kind {
    const DIRECTIONS: usize = 64;
    let Ok(f) = Compiled::new(of, vars) else { return Kind::Neither };
    let here = f.value(at);
    let radius = 1e-2 * (1.0 + at.iter().fold(0.0_f64, |most, x| most.max(x.abs())));
    let (mut above, mut below) = (false, false);
    for turn in 0..DIRECTIONS {
        let angle = turn as f64 / DIRECTIONS as f64 * std::f64::consts::TAU;
        let mut point = at.to_vec();
        match point.as_mut_slice() {
            [x] => *x += if turn % 2 == 0 { radius } else { -radius },
            [x, y, ..] => {
                *x += radius * angle.cos();
                *y += radius * angle.sin();
            }
            [] => {}
        }
        let value = f.value(&point);
        above |= value > here;
        below |= value < here;
    }
    match (above, below) {
        (true, false) => Kind::Minimum,
        (false, true) => Kind::Maximum,
        _ => Kind::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_and_its_point_come_in_many_spellings() {
        let said = |entry: &str| {
            let split = split(entry);
            (split.place.to_owned(), split.kind)
        };
        let minimum = |place: &str| (place.to_owned(), Some(Kind::Minimum));
        for entry in [
            "0: min",
            "0 min",
            "0 is a minimum",
            "0 (min)",
            "0 → MIN",
            "0 - min",
            "0 is a local min",
        ] {
            assert_eq!(said(entry), minimum("0"), "{entry}");
        }
        for entry in ["min at 0", "min: 0", "a local minimum at 0", "min 0", "Min = 0"] {
            assert_eq!(said(entry).1, Some(Kind::Minimum), "{entry}");
        }
        assert_eq!(said("min(0)"), minimum("(0)"));
        assert_eq!(said("x = 0: m"), minimum("x = 0"));
        assert_eq!(said("x"), ("x".to_owned(), None));
        assert_eq!(said("saddle (0, 0)"), ("(0, 0)".to_owned(), Some(Kind::Neither)));
    }
}
