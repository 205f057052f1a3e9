//! The cursor over what an author wrote: each value with its type, every problem noted.
//!
//! A getter answers `None` where the key is absent or its value is wrong; a wrong value has been
//! noted by then, and a key that had to be there was noted by [`Table::check_keys`], so that one
//! reading finds every problem.

use std::cell::RefCell;
use std::ops::Range;

use crate::math::{Expr, Name, Number};

use super::constant;
use super::fill::{self, Values, pieces_of};
use super::item::{Entry, Item, Value};
use super::maths::{self, LogBase};
use super::problem::{Code, Place, Problem, Severity};
use super::suggest::nearest;
use super::table::Table;
use super::task::Coordinate;

/// Reads one file, or one variant of one exercise.
pub(crate) struct Reader<'a> {
    /// The file.
    pub(crate) file: &'a Place,
    /// What stands for each `{name}`.
    pub(crate) values: &'a Values,
    /// What `log` means.
    pub(crate) log: LogBase,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(file: &'a Place, values: &'a Values, log: LogBase) -> Reader<'a> {
        Reader { file, values, log, problems: RefCell::default() }
    }

    pub(crate) fn note(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub(crate) fn note_at(
        &self,
        code: Code,
        span: &Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.note(Problem::new(code, self.file.at(span.clone()), message).mended_by(remedy));
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.problems.borrow().iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Is there an error among what was noted within these bytes?
    pub(crate) fn has_errors_within(&self, span: &Range<usize>) -> bool {
        self.problems.borrow().iter().any(|problem| {
            let at = problem.place.span.start;
            problem.severity == Severity::Error && (span.start..=span.end).contains(&at)
        })
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    pub(super) fn wrong_type(&self, key: &str, item: &Item, wanted: &str) {
        let message = format!("`{key}` takes {wanted}; this is {}.", item.value.kind());
        self.note(Problem::new(Code::P002, self.file.at(item.span.clone()), message));
    }

    /// The text of an item, `{name}` filled in for reading by people.
    pub(crate) fn text(&self, key: &str, item: &Item) -> Option<String> {
        match &item.value {
            Value::Text(text) if text.trim().is_empty() => {
                let message = format!("`{key}` is empty.");
                self.note_at(Code::P002, &item.span, message, "Write it, or drop the key.");
                None
            }
            Value::Text(text) => Some(self.values.in_prose(text)),
            _ => {
                self.wrong_type(key, item, "a text");
                None
            }
        }
    }

    /// The text of an item as it stands.
    pub(crate) fn plain_text(&self, key: &str, item: &Item) -> Option<String> {
        match &item.value {
            Value::Text(text) => Some(text.clone()),
            _ => {
                self.wrong_type(key, item, "a text");
                None
            }
        }
    }

    /// The text of an item in the engine's grammar, `{name}` filled in.
    pub(crate) fn formula(&self, key: &str, item: &Item) -> Option<String> {
        match &item.value {
            Value::Text(text) => match self.values.in_maths(text) {
                Ok(filled) => Some(filled),
                Err(unknown) => {
                    let known = self.values.names();
                    let remedy = match nearest(&unknown, known.iter().map(String::as_str)) {
                        Some(name) => format!("Did you mean `{{{name}}}`?"),
                        None => format!("Declare it: params = {{ {unknown} = \"2..9\" }}."),
                    };
                    let message = format!("There is no parameter `{unknown}`.");
                    self.note_at(Code::E101, &self.within(item, text, &unknown), message, remedy);
                    None
                }
            },
            Value::Integer(..) | Value::Float(_) => number_text(item),
            _ => {
                self.wrong_type(key, item, "an expression in quotes, such as \"x^2*sin(x)\"");
                None
            }
        }
    }

    /// Where a piece of a text stands, or the whole text.
    fn within(&self, item: &Item, text: &str, piece: &str) -> Range<usize> {
        match (self.inside(item, text), text.find(piece)) {
            (Some(start), Some(at)) => start + at..start + at + piece.len(),
            _ => item.span.clone(),
        }
    }

    /// The byte where the text begins inside its quotes, where it is written without escapes.
    fn inside(&self, item: &Item, text: &str) -> Option<usize> {
        let written = self.file.text.get(item.span.clone())?;
        let at = written.find(text)?;
        (written.len() - text.len() <= 8).then_some(item.span.start + at)
    }

    /// An expression; its problem points at the character that is meant.
    pub(crate) fn expr(&self, key: &str, item: &Item, names: Option<&[Name]>) -> Option<Expr> {
        self.read(key, item, &|text| maths::read(text, names, self.log))
    }

    pub(super) fn line(&self, key: &str, item: &Item, vars: &[Name]) -> Option<Expr> {
        self.read(key, item, &|text| maths::read_line(text, vars, self.log))
    }

    fn read(
        &self,
        key: &str,
        item: &Item,
        read: &dyn Fn(&str) -> Result<Expr, maths::Unreadable>,
    ) -> Option<Expr> {
        let filled = self.formula(key, item)?;
        match read(&filled) {
            Ok(expr) => Some(if self.values.is_empty() { expr } else { fill::neat(&expr) }),
            Err(error) => {
                self.unreadable(key, item, &filled, &error);
                None
            }
        }
    }

    fn unreadable(&self, key: &str, item: &Item, filled: &str, error: &maths::Unreadable) {
        let as_written = matches!(&item.value, Value::Text(text) if text == filled);
        let mut span = item.span.clone();
        if let (true, Some(start)) = (as_written, self.inside(item, filled)) {
            let byte =
                |chars: usize| filled.char_indices().nth(chars).map_or(filled.len(), |c| c.0);
            let (from, to) = (byte(error.span.start), byte(error.span.end));
            span = start + from..start + to.max(from + 1);
        }
        let message = if as_written {
            format!("`{key}` cannot be read: {}", error.message)
        } else {
            format!("`{key}` reads `{filled}`, which cannot be read: {}", error.message)
        };
        let braces = pieces_of(filled).into_iter().next().filter(|_| self.values.is_empty());
        let remedy = braces.map_or_else(String::new, |name| {
            format!("If `{name}` is a parameter, declare it: params = {{ {name} = \"2..9\" }}.")
        });
        self.note(Problem::new(Code::E101, self.file.at(span), message).mended_by(remedy));
    }

    /// A constant: a number as written, or a text such as `"pi/4"`.
    pub(crate) fn coordinate(&self, key: &str, item: &Item) -> Option<Coordinate> {
        if let Value::Float(digits) = &item.value
            && (digits.contains("nan") || digits.contains("inf"))
        {
            let message = format!("`{key}` takes a finite number; this is {digits}.");
            self.note_at(Code::P002, &item.span, message, "");
            return None;
        }
        if let Some(value) = exact(item) {
            return Some(Coordinate::from(value));
        }
        let expr = match &item.value {
            Value::Integer(..) | Value::Float(_) => {
                let message = format!("The number of `{key}` is too large.");
                self.note_at(Code::P002, &item.span, message, "");
                return None;
            }
            Value::Text(_) => self.expr(key, item, Some(&self.values.number_names()))?,
            _ => {
                self.wrong_type(key, item, "a number, such as 3, 0.1 or \"pi/4\"");
                return None;
            }
        };
        let expr = self.values.put_in(&expr);
        if let Some(coordinate) = constant::coordinate(&expr) {
            return Some(coordinate);
        }
        let message = format!("`{key}` has no finite value.");
        self.note_at(Code::E103, &item.span, message, "Give a point where it is defined.");
        None
    }

    /// A list of coordinates in the order of the variables: from a number, a list or a table.
    pub(crate) fn point(&self, key: &str, item: &Item, vars: &[Name]) -> Option<Vec<Coordinate>> {
        match &item.value {
            Value::List(items) => self.point_list(key, item, items, vars),
            Value::Table(entries) => self.point_table(key, item, entries, vars),
            _ if vars.len() == 1 => Some(vec![self.coordinate(key, item)?]),
            _ => {
                self.counts(key, item, 1, vars);
                None
            }
        }
    }

    fn point_list(
        &self,
        key: &str,
        item: &Item,
        items: &[Item],
        vars: &[Name],
    ) -> Option<Vec<Coordinate>> {
        if items.len() != vars.len() {
            self.counts(key, item, items.len(), vars);
            return None;
        }
        let found: Vec<_> = items.iter().map(|one| self.coordinate(key, one)).collect();
        found.into_iter().collect()
    }

    fn point_table(
        &self,
        key: &str,
        item: &Item,
        entries: &[Entry],
        vars: &[Name],
    ) -> Option<Vec<Coordinate>> {
        let mut point: Vec<Option<Coordinate>> = vec![None; vars.len()];
        for entry in entries {
            match vars.iter().position(|name| *name == canonical(&entry.key)) {
                Some(index) => point[index] = self.coordinate(key, &entry.item),
                None => {
                    let message = format!("`{key}` gives `{}`, which is no variable.", entry.key);
                    let remedy = format!("The variables are {}.", listed(vars));
                    self.note_at(Code::E101, &entry.key_span, message, remedy);
                }
            }
        }
        for (name, value) in vars.iter().zip(&point) {
            let given = entries.iter().any(|entry| canonical(&entry.key) == *name);
            if value.is_none() && !given {
                let message = format!("`{key}` gives no value for {}.", name.as_str());
                self.note_at(Code::P004, &item.span, message, "");
            }
        }
        point.into_iter().collect()
    }

    fn counts(&self, key: &str, item: &Item, given: usize, vars: &[Name]) {
        let message = format!(
            "`{key}` has {given} coordinate{}, but there {}: {}.",
            if given == 1 { "" } else { "s" },
            if vars.len() == 1 {
                "is one variable".to_owned()
            } else {
                format!("are {} variables", vars.len())
            },
            listed(vars)
        );
        let remedy = "Give one number for each variable, in this order.";
        self.note_at(Code::P002, &item.span, message, remedy);
    }
}

/// The names as they are told: `x, y`.
pub(crate) fn listed(names: &[Name]) -> String {
    names.iter().map(Name::as_str).collect::<Vec<_>>().join(", ")
}

/// A name as the engine writes it: `w1` is `w_1`.
pub(crate) fn canonical(text: &str) -> Name {
    match maths::read(text.trim(), Some(&[Name::new(text.trim())]), LogBase::E) {
        Ok(expr) => expr.names().into_iter().next().unwrap_or_else(|| Name::new(text.trim())),
        Err(_) => Name::new(text.trim()),
    }
}

/// The exact value of a number as written, sign included.
pub(crate) fn exact(item: &Item) -> Option<Number> {
    constant::number(&number_text(item)?)
}

fn number_text(item: &Item) -> Option<String> {
    match &item.value {
        Value::Integer(digits, 10) | Value::Float(digits) => Some(digits.clone()),
        Value::Integer(digits, radix) => {
            Some(i64::from_str_radix(digits, *radix).ok()?.to_string())
        }
        _ => None,
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn table_of(&'a self, key: &str, item: &'a Item) -> Option<Table<'a>> {
        match &item.value {
            Value::Table(entries) => Some(Table { reader: self, entries, span: item.span.clone() }),
            _ => {
                self.wrong_type(key, item, "a table, such as { a = 1 }");
                None
            }
        }
    }
}
