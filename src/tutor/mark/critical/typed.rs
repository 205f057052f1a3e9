//! Which points does a line name, each with its kind?
//!
//! Entries are cut at `;`, at line ends, at `and`, and at commas outside of brackets; where the
//! reader writes a decimal comma, at no comma.

use crate::math::read::{Syntax, read};
use crate::math::tidy::tidy;
use crate::math::{Compiled, Expr, Name, Node};
use crate::pack::Typing;

use super::super::is_same;
use super::super::mark::Mark;
use super::kind::{self, Kind};

/// One point of the answer.
pub(super) struct Named {
    pub at: Vec<Expr>,
    pub kind: Option<Kind>,
    /// Another kind was said of the same point.
    pub is_torn: bool,
    /// The height that was written beside it, `(x, f(x))`.
    pub height: Option<Expr>,
}

/// How a line is to be read.
pub(super) struct Reader<'a> {
    pub vars: &'a [Name],
    /// Does every point need its kind?
    pub classify: bool,
    pub typing: Typing,
}

/// Answers that say there is no point.
const NONE: &[&str] = &[
    "none",
    "no",
    "there are none",
    "there is none",
    "no points",
    "no point",
    "nothing",
    "nowhere",
    "no critical points",
    "no critical point",
    "-",
    "∅",
    "{}",
    "[]",
    "()",
];

impl Reader<'_> {
    /// The points of a line; an empty list where it says that there are none.
    ///
    /// # Errors
    /// The mark of a line that names no points.
    pub(super) fn read(&self, typed: &str) -> Result<Vec<Named>, Box<Mark>> {
        let typed = typed.trim().trim_end_matches('.');
        if NONE.contains(&typed.to_lowercase().as_str()) {
            return Ok(Vec::new());
        }
        let mut found: Vec<Named> = Vec::new();
        for entry in self.complete(typed)? {
            for entry in both_signs(&entry.text) {
                for named in self.points(&entry)? {
                    take(named, &mut found);
                }
            }
        }
        if self.classify
            && let Some(open) = found.iter().find(|own| own.kind.is_none())
        {
            let place = super::place(self.vars, &open.at);
            let shown = place.split_once(" = ").map_or(place.as_str(), |(_, value)| value);
            let message = format!("Say of {shown} what it is: {shown}: min, max or saddle.");
            return Err(Box::new(Mark::unfit(0, typed, &message)));
        }
        Ok(found)
    }

    /// Entries with all coordinates of their point, and with the kind that their neighbour lends.
    fn complete(&self, typed: &str) -> Result<Vec<Entry>, Box<Mark>> {
        let mut whole: Vec<Entry> = Vec::new();
        let mut waiting = String::new();
        for entry in entries(typed, self.typing.decimal_comma) {
            // `x = 0, y = 1: min` is one point, cut at its comma.
            let text = match waiting.as_str() {
                "" => entry.text,
                begun => format!("{begun}, {}", entry.text),
            };
            if self.wants_more(&text) {
                waiting = text;
                continue;
            }
            waiting.clear();
            whole.push(Entry { text, goes_on: entry.goes_on });
        }
        if !waiting.is_empty() {
            return Err(self.unfit(&waiting));
        }
        if self.classify {
            lend(&mut whole);
        }
        Ok(whole)
    }

    /// Are coordinates of this point still to come?
    fn wants_more(&self, entry: &str) -> bool {
        let split = kind::split(entry);
        let is_open = split.kind.is_none() || split.leads;
        let pieces = split.place.split(',').count();
        let is_bare = !split.place.contains(['(', '[', '⟨', '<', '{', '\\']);
        let is_word = matches!(split.place, "origin" | "the origin");
        is_open && is_bare && !is_word && pieces < self.vars.len()
    }

    pub(super) fn unfit(&self, entry: &str) -> Box<Mark> {
        let shape = match (self.vars.len(), self.classify) {
            (1, true) => "0: min",
            (1, false) => "0",
            (_, true) => "(0, 0): min",
            (_, false) => "(0, 0)",
        };
        let entry = entry.trim();
        let message = format!("{entry} is no point: write {shape}; several with a ; between.");
        Box::new(Mark::unfit(0, entry, &message))
    }

    /// The points of one entry: one, or a list in brackets.
    fn points(&self, entry: &str) -> Result<Vec<Named>, Box<Mark>> {
        let split = kind::split(entry);
        if let (None, Some((_, word))) = (split.kind, entry.split_once(':')) {
            let message = format!("{} is no kind here: min, max or saddle.", word.trim());
            return Err(Box::new(Mark::unfit(0, entry, &message)));
        }
        let (place, kind) = match (split.kind, Self::inside(split.place)) {
            (None, Some((place, kind))) => (place, Some(kind)),
            (kind, _) => (split.place.to_owned(), kind),
        };
        let places = self.places(&place).ok_or_else(|| self.unfit(entry))?;
        Ok(places
            .into_iter()
            .map(|(at, height)| Named { at, kind, is_torn: false, height })
            .collect())
    }

    /// `(0, min)`: the kind within the brackets.
    fn inside(place: &str) -> Option<(String, Kind)> {
        let inner = place.trim().strip_prefix('(')?.strip_suffix(')')?;
        let (rest, word) = inner.rsplit_once([',', ';'])?;
        Some((format!("({rest})"), kind::named(word)?))
    }

    fn places(&self, place: &str) -> Option<Vec<(Vec<Expr>, Option<Expr>)>> {
        let place = place.trim();
        let place = ["at ", "when ", "where "]
            .iter()
            .find_map(|word| place.strip_prefix(word))
            .unwrap_or(place)
            .trim();
        if matches!(place, "origin" | "the origin") {
            return Some(vec![(vec![Expr::integer(0); self.vars.len()], None)]);
        }
        // `(x, y) = (0, 0)`
        let listed = place.split_once('=').filter(|(left, _)| left.trim_end().ends_with(')'));
        if let Some((_, right)) = listed {
            return self.places(right);
        }
        if place.contains('=') {
            return Some(vec![(self.equations(place)?, None)]);
        }
        self.coordinates(place)
    }

    fn syntax(&self, vars: &[Name]) -> Syntax {
        self.typing.syntax(vars)
    }

    /// `x = 0, y = 1`, in any order.
    fn equations(&self, place: &str) -> Option<Vec<Expr>> {
        let place = place.trim_start_matches('(').trim_end_matches(')');
        let mut values: Vec<Option<Expr>> = vec![None; self.vars.len()];
        for equation in place.split([',', ';']) {
            let (left, right) = equation.split_once('=')?;
            let Node::Name(name) = read(left, &self.syntax(self.vars)).ok()?.expr.node().clone()
            else {
                return None;
            };
            let slot = self.vars.iter().position(|var| *var == name)?;
            values[slot] = Some(self.constant(right)?);
        }
        values.into_iter().collect::<Option<Vec<_>>>()
    }

    fn coordinates(&self, place: &str) -> Option<Vec<(Vec<Expr>, Option<Expr>)>> {
        if self.vars.len() == 1
            && let Some(value) = self.constant(place)
        {
            return Some(vec![(vec![value], None)]);
        }
        let place =
            if self.typing.decimal_comma { place.to_owned() } else { place.replace(';', ",") };
        let syntax = Syntax { vector: true, ..self.syntax(&[]) };
        let expr = read(&place, &syntax).ok()?.expr;
        let Node::Vector(parts) = expr.node() else { return None };
        let parts: Vec<Expr> = parts.iter().map(tidy).collect();
        match (self.vars.len(), parts.as_slice()) {
            // A point with its height.
            (1, [at, height]) if place.starts_with('(') => {
                Some(vec![(vec![at.clone()], Some(height.clone()))])
            }
            (1, list) => Some(list.iter().map(|at| (vec![at.clone()], None)).collect()),
            (count, own) if own.len() == count => Some(vec![(parts, None)]),
            _ => None,
        }
    }

    /// A number without variables.
    fn constant(&self, text: &str) -> Option<Expr> {
        let text = text.trim().trim_start_matches('+');
        let expr = tidy(&read(text, &self.syntax(&[])).ok()?.expr);
        Compiled::new(&expr, &[])
            .is_ok()
            .then_some(expr)
            .filter(|expr| !matches!(expr.node(), Node::Vector(_) | Node::Matrix(_)))
    }
}

/// An entry of the list.
struct Entry {
    text: String,
    /// Did `and` follow, so that the next entry's kind may hold for this one, too?
    goes_on: bool,
}

/// `min at 0 and 2` and `0 and 2 are minima`: a kind holds for its neighbours.
fn lend(entries: &mut [Entry]) {
    let mut leading: Option<Kind> = None;
    for entry in &mut *entries {
        let split = kind::split(&entry.text);
        match (split.kind, leading) {
            (None, Some(kind)) => entry.text = with(&entry.text, kind),
            (kind, _) => leading = kind.filter(|_| split.leads),
        }
    }
    for at in (1..entries.len()).rev() {
        let kind = kind::split(&entries[at].text).kind;
        let own = &mut entries[at - 1];
        if let (true, Some(kind), None) = (own.goes_on, kind, kind::split(&own.text).kind) {
            own.text = with(&own.text, kind);
        }
    }
}

fn with(entry: &str, kind: Kind) -> String {
    let word = match kind {
        Kind::Minimum => "min",
        Kind::Maximum => "max",
        Kind::Neither => "saddle",
    };
    format!("{entry}: {word}")
}

/// The entries of a list.
fn entries(typed: &str, decimal_comma: bool) -> Vec<Entry> {
    let typed = typed.trim();
    let typed = typed
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'))
        .unwrap_or(typed)
        .replace(" & ", " and ")
        .replace("+/-", "±")
        .replace("+-", "±");
    let mut found = vec![Entry { text: String::new(), goes_on: false }];
    let mut depth = 0_i32;
    let mut rest = typed.as_str();
    while let Some(c) = rest.chars().next() {
        match c {
            '(' | '[' | '⟨' => depth += 1,
            ')' | ']' | '⟩' => depth -= 1,
            _ => {}
        }
        let is_and = depth <= 0 && rest.starts_with(" and ");
        let is_end = depth <= 0 && (matches!(c, ';' | '\n') || c == ',' && !decimal_comma);
        if let Some(last) = found.last_mut() {
            if is_and || is_end {
                last.goes_on = is_and;
            } else {
                last.text.push(c);
            }
        }
        if is_and || is_end {
            found.push(Entry { text: String::new(), goes_on: false });
        }
        rest = &rest[if is_and { " and ".len() } else { c.len_utf8() }..];
    }
    found.retain(|entry| !entry.text.trim().is_empty());
    found
}

/// `±1: min` is two points, `(±1, ±1)` four.
fn both_signs(entry: &str) -> Vec<String> {
    const MOST: usize = 3;
    let mut found = vec![entry.to_owned()];
    for _ in 0..MOST {
        found = found
            .into_iter()
            .flat_map(|one| {
                if one.contains('±') {
                    vec![one.replacen('±', "-", 1), one.replacen('±', "+", 1)]
                } else {
                    vec![one]
                }
            })
            .collect();
    }
    found
}

/// A point named twice is one; two kinds for it contradict each other.
fn take(named: Named, found: &mut Vec<Named>) {
    let is_it = |own: &&mut Named| own.at.iter().zip(&named.at).all(|(a, b)| is_same(a, b));
    match found.iter_mut().find(is_it) {
        Some(own) => {
            own.is_torn |= matches!((own.kind, named.kind), (Some(a), Some(b)) if a != b);
            own.kind = own.kind.or(named.kind);
        }
        None => found.push(named),
    }
}
