//! What does a figure say to somebody who does not see it?
//!
//! Its title, a few sentences about its shape, and its numbers as a table: for plain mode, and for
//! a screen on which the figure cannot be drawn. Everything is computed from the functions; the
//! author's own description, where there is one, comes first.

mod course;
mod curve;
mod range;
mod surface;
mod walk;

use super::formula::{Notation, shown};
use crate::math::{Expr, Name};
use crate::pack::{Drawing, Figure};
use crate::text;

/// A figure in words and numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// `f(x, y) = x^2 + 2y^2, contours with a walk`, without a full stop.
    pub title: String,
    /// Sentences before the table.
    pub before: Vec<String>,
    /// Its numbers.
    pub table: Table,
    /// Sentences behind the table.
    pub after: Vec<String>,
}

/// Numbers in columns.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Table {
    /// What the columns are called.
    pub head: Vec<String>,
    /// Every row.
    pub rows: Vec<Vec<String>>,
}

/// Rows of a short table before its last.
const FIRST_ROWS: usize = 4;
/// Tables up to this many rows are always printed whole.
const SHORT: usize = 12;

/// What a figure says.
pub fn tell(figure: &Figure, notation: Notation) -> Told {
    let writer = Writer { notation };
    let mut told = match &figure.drawing {
        Drawing::Curve(curve) => curve::tell(curve, &writer),
        Drawing::Contour(contour) => surface::contour(contour, &writer),
        Drawing::Descent(descent) => surface::descent(descent, &writer),
        Drawing::Loss(loss) => walk::loss(loss, &writer),
    };
    if let Some(alt) = &figure.alt {
        told.before.insert(0, text::sentence(text::Shown::new(alt).as_str()));
    }
    told
}

impl Table {
    /// Is something left out of [`Table::brief`]?
    pub fn is_long(&self) -> bool {
        self.rows.len() > SHORT
    }

    /// The first rows and the last; all where they are few.
    #[must_use]
    pub fn brief(&self) -> Table {
        if !self.is_long() {
            return self.clone();
        }
        let mut rows = self.rows[..FIRST_ROWS].to_vec();
        rows.extend(self.rows.last().cloned());
        Table { head: self.head.clone(), rows }
    }

    /// The table as lines, columns set apart by blanks.
    pub fn lines(&self) -> Vec<String> {
        let width = |column: usize| {
            let cells = self.rows.iter().chain([&self.head]).filter_map(|row| row.get(column));
            let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
            (widest + 2).max(if column == 0 { 10 } else { 9 })
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let line = |row: &Vec<String>| {
            let cells: Vec<String> =
                row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            cells.concat().trim_end().to_owned()
        };
        [&self.head].into_iter().chain(&self.rows).map(line).collect()
    }
}

/// Writes numbers and names in one notation.
struct Writer {
    notation: Notation,
}

impl Writer {
    fn number(&self, value: f64) -> String {
        match self.notation {
            Notation::Unicode => text::number(value),
            Notation::Typed => text::typed(value),
        }
    }

    /// With so many significant digits.
    fn digits(&self, value: f64, digits: usize) -> String {
        match self.notation {
            Notation::Unicode => text::digits(value, digits),
            Notation::Typed => text::typed_digits(value, digits),
        }
    }

    fn expr(&self, expr: &Expr) -> String {
        shown(expr, self.notation)
    }

    fn name(&self, name: &Name) -> String {
        self.expr(&Expr::name(name))
    }

    /// `(3, 2)`; a lone coordinate without brackets.
    fn point(&self, at: &[f64]) -> String {
        let numbers: Vec<String> = at.iter().map(|x| self.number(*x)).collect();
        if let [only] = numbers.as_slice() {
            only.clone()
        } else {
            format!("({})", numbers.join(", "))
        }
    }

    /// `f(x, y) = x^2 + 2y^2`.
    fn function(&self, of: &Expr, vars: &[Name]) -> String {
        let names: Vec<String> = vars.iter().map(|name| self.name(name)).collect();
        format!("f({}) = {}", names.join(", "), self.expr(of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{self, Block, in_memory};

    fn told(figure: &str) -> Told {
        let lesson = format!("title = \"T\"\n[[block]]\n{figure}\n");
        let pack = "format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nauthors = [\"A\"]\n\
                    license = \"CC0-1.0\"\nlessons = [\"l\"]\n";
        let loaded = pack::read(&in_memory(&[("pack.toml", pack), ("lessons/l.toml", &lesson)]));
        let lessons = loaded.pack.unwrap_or_else(|| panic!("{:?}", loaded.problems)).lessons;
        match lessons[0].blocks.first() {
            Some(Block::Figure(figure)) => tell(figure, Notation::Typed),
            _ => panic!("{:?}", loaded.problems),
        }
    }

    #[test]
    fn a_bowl_with_a_walk_is_told_in_words_and_numbers() {
        let told = told(
            "figure = \"contour\"\nof = \"x^2 + 2*y^2\"\nx = [-4, 4]\ny = [-3, 3]\n\
             path = { rule = \"descent\", from = [3, 2], rate = 0.1, steps = 25 }",
        );
        assert_eq!(told.title, "f(x, y) = x^2 + 2y^2, contours with a walk");
        assert_eq!(
            told.before,
            [
                "A bowl with its lowest point f = 0 at (0, 0). Contours are ellipses, longer in x.",
                "The walk starts at (3, 2), uses rate 0.1, and takes 25 steps. It bends towards \
                 the x axis first, because f is steeper in y."
            ]
        );
        let lines = told.table.brief().lines();
        assert_eq!(lines[0], "step      x        y         f        size of gradient");
        assert_eq!(lines[1], "0         3        2         17       10");
        assert_eq!(lines[5], "25        0.01133  0.000006  0.00013  0.02267");
        assert_eq!(told.table.rows.len(), 26);
    }

    #[test]
    fn a_curve_is_told_from_left_to_right() {
        let told = told("figure = \"curve\"\nof = \"x^2\"\nx = [-1, 3]\nsecant = [1, 2]");
        assert_eq!(told.title, "f(x) = x^2, the curve for x from -1 to 3");
        assert_eq!(
            told.before,
            [
                "From 1 at x = -1 it falls to 0 at x = 0, then rises to 9 at x = 3.",
                "The secant from x = 1 to x = 2 has slope 3; the tangent at x = 1 has slope 2."
            ]
        );
        assert_eq!(told.table.lines()[0], "x         f        slope");
    }

    #[test]
    fn poles_jumps_and_constants_are_told_as_they_are() {
        let sentences = |of: &str| {
            told(&format!("figure = \"curve\"\nof = \"{of}\"\nx = [-2, 4]")).before.join(" ")
        };
        assert_eq!(
            sentences("1/x"),
            "From -0.5 at x = -2 it falls without bound towards x = 0. Beyond x = 0 it falls from \
             above every bound to 0.25 at x = 4. It has no value at x = 0."
        );
        assert_eq!(sentences("3"), "It is 3 everywhere.");
        assert_eq!(
            sentences("ln(x)"),
            "Beyond x = 0 it rises from below every bound to 1.386 at x = 4. It has no value for x \
             from -2 to 0."
        );
        assert_eq!(
            sentences("sign(x)"),
            "From -1 at x = -2 it stays there until x = 0. From 1 just after x = 0 it stays there \
             until x = 4. It breaks at x = 0."
        );
        let area = told("figure = \"curve\"\nof = \"x^2\"\nx = [-1, 3]\narea = [0, 1]");
        assert_eq!(
            area.before[1],
            "Between curve and x axis the part from x = 0 to 1 is filled; its area is 0.3333."
        );
    }

    #[test]
    fn a_pole_of_a_map_has_no_highest_point() {
        let pole = told("figure = \"contour\"\nof = \"1/(x^2 + y^2)\"\nx = [-2, 2]\ny = [-2, 2]");
        assert_eq!(
            pole.before,
            [
                "On this map f rises without bound towards (0, 0); its lowest is 0.125 near (-2, -2). \
              At (0, 0) it has no value."
            ]
        );
    }

    #[test]
    fn a_saddle_and_a_corner_are_told() {
        let saddle = told("figure = \"contour\"\nof = \"x^2 - y^2\"\nx = [-1, 1]\ny = [-1, 1]");
        assert_eq!(saddle.before, ["A saddle at (0, 0): up along x, down along y."]);
        let corner = told("figure = \"curve\"\nof = \"abs(x)\"\nx = [-3, 3]\ntangent = 0");
        assert_eq!(corner.before[1], "At x = 0 there is no tangent.");
    }
}
