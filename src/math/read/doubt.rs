//! Which places may have been meant otherwise, and how would the line read then?

use std::fmt;
use std::ops::Range;

use super::trouble::Edit;
use super::typed::Typed;
use super::{Syntax, mend};
use crate::math::expr::Expr;

/// A place that may have been meant otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// What is ambiguous.
    pub kind: Doubt,
    /// Where, in characters as typed, counted from 0.
    pub span: Range<usize>,
    /// The place with brackets that show how it was read.
    pub read_as: String,
    /// The place with brackets for the other meaning, where there is one.
    pub meant: Option<String>,
}

/// What is ambiguous.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Doubt {
    /// `1/2x`: what stands behind a divisor is not divided by.
    Divisor,
    /// `e^2x`: an exponent takes one factor.
    Exponent,
    /// `sin 2*x`: a function without brackets ends at a sign.
    Argument,
    /// `sin x(x + 1)`: a function without brackets takes a bracket too.
    Bracket,
    /// `√2x`: a root takes one factor.
    Root,
    /// `sin^-1 x`: the inverse function.
    Inverse,
    /// `d/dx x^2 + x`: a derivative without brackets ends at a sign.
    Slope,
    /// `|a|b|c|`: bars are closed as soon as they can be.
    Bars,
    /// `f(x)`: a letter and a bracket are a product.
    Call,
    /// `wrong`: a word was read letter by letter.
    Word,
}

/// Another reading of the line.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The line with the brackets that make this reading plain.
    pub text: String,
    /// Its tree.
    pub expr: Expr,
}

/// A doubt as the parser finds it; places are bytes of the plain text.
pub(super) struct Found {
    pub(super) kind: Doubt,
    /// The ambiguous place.
    pub(super) place: (u32, u32),
    /// What brackets would be put around to show the reading.
    pub(super) read: Option<(u32, u32)>,
    /// How the other meaning would be typed.
    pub(super) other: Vec<Change>,
}

/// A change, in bytes of the plain text.
pub(super) struct Change {
    pub(super) take: (u32, u32),
    pub(super) put: &'static str,
}

impl Change {
    pub(super) fn put(at: u32, put: &'static str) -> Change {
        Change { take: (at, at), put }
    }

    /// Round brackets around a place.
    pub(super) fn brackets((start, end): (u32, u32)) -> Vec<Change> {
        vec![Change::put(start, "("), Change::put(end, ")")]
    }

    fn as_edit(&self, typed: &Typed) -> Edit {
        let (start, end) = columns(typed, self.take);
        Edit::replace(start..end.max(start), self.put)
    }
}

fn columns(typed: &Typed, (start, end): (u32, u32)) -> (usize, usize) {
    (typed.column(start as usize), typed.column(end as usize))
}

/// At most so many doubts are followed up.
pub(super) const MOST: usize = 6;

/// The doubts as they are told.
pub(super) fn warnings(input: &str, typed: &Typed, found: &[Found]) -> Vec<Warning> {
    let tell = |found: &Found| {
        let (start, end) = columns(typed, found.place);
        let shown = |edits: Vec<Edit>| mend::excerpt(input, start..end, &edits);
        let read = found.read.map(Change::brackets).unwrap_or_default();
        let read = read.iter().map(|change| change.as_edit(typed)).collect();
        let other: Vec<Edit> = found.other.iter().map(|change| change.as_edit(typed)).collect();
        Warning {
            kind: found.kind,
            span: start..end,
            read_as: shown(read),
            meant: (!other.is_empty()).then(|| shown(other)),
        }
    };
    found.iter().take(MOST).map(tell).collect()
}

/// What else the line may have meant: each doubt alone, then all together.
pub(super) fn alternatives(
    input: &str,
    typed: &Typed,
    syntax: &Syntax,
    own: &Expr,
    found: &[Found],
) -> Vec<Alternative> {
    let edits = |found: &Found| -> Vec<Edit> {
        found.other.iter().map(|change| change.as_edit(typed)).collect()
    };
    let mut sets: Vec<Vec<Edit>> =
        found.iter().take(MOST).map(edits).filter(|edits| !edits.is_empty()).collect();
    if sets.len() > 1 {
        sets.push(sets.concat());
    }
    let mut others: Vec<Alternative> = Vec::new();
    for set in sets {
        let Some(text) = mend::apply(input, &set) else { continue };
        let Ok(expr) = super::tree(&text, syntax) else { continue };
        if expr != *own && others.iter().all(|other| other.expr != expr) {
            others.push(Alternative { text, expr });
        }
    }
    others
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read_as = &self.read_as;
        match (self.kind, &self.meant) {
            (Doubt::Call, _) => {
                write!(f, "Read as a product: {read_as}. A letter before a bracket is a factor.")
            }
            (Doubt::Word, _) => {
                write!(f, "`{read_as}` was read letter by letter, as a product.")
            }
            (Doubt::Inverse, Some(meant)) => {
                write!(f, "{read_as} is the inverse function. If you meant a power, write {meant}.")
            }
            (_, Some(meant)) => {
                write!(f, "Read as {read_as}. If you meant {meant}, write the brackets.")
            }
            (_, None) => write!(f, "Read as {read_as}."),
        }
    }
}
