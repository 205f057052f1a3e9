//! Where the answer is written: fields, options, a sign, an order, a card.

use super::super::field::Field;
use super::super::keys::{At, Verb};
use crate::pack::{Question, Task};
use crate::tutor::Answer;

/// The answer as it is being given.
#[derive(Clone, Debug)]
pub enum Area {
    /// One line or several, typed.
    Fields(Fields),
    /// One option or several, chosen.
    Choice(Options),
    /// Plus, minus or nought.
    Sign(usize),
    /// Lines being put in order.
    Order(Order),
    /// A card, its back seen or not.
    Card {
        /// Is the back seen?
        turned: bool,
        /// What the student said.
        knew: Option<bool>,
    },
}

/// How fields lie on the screen, and what they make together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One line under the question.
    Line,
    /// Components side by side.
    Vector,
    /// A matrix with so many columns.
    Grid(usize),
    /// A derivation, a line a row; the last is being written.
    Lines,
    /// Holes of a line.
    Holes,
    /// Parts, one a row.
    Parts,
    /// Critical points, one a row, with their kinds.
    Points {
        /// Is the kind asked too?
        kinds: bool,
    },
}

/// Lines being typed.
#[derive(Clone, Debug)]
pub struct Fields {
    /// How they lie.
    pub layout: Layout,
    /// The lines; at least one.
    pub lines: Vec<Field>,
    /// The names of the lines, where they have some.
    pub names: Vec<String>,
    /// Kinds of critical points, a line each.
    pub kinds: Vec<Option<Kind>>,
    /// Which one is being written.
    pub focus: usize,
    /// Is the kind column of the focused row being filled?
    pub in_kind: bool,
}

/// The kinds of critical points: letter, word of the answer, word on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind(usize);

const KINDS: [(char, &str, &str); 4] = [
    ('m', "min", "minimum"),
    ('x', "max", "maximum"),
    ('s', "saddle", "saddle"),
    ('n', "neither", "neither"),
];

impl Kind {
    /// The word on the screen.
    pub fn word(self) -> &'static str {
        KINDS[self.0].2
    }

    fn of(letter: char) -> Option<Kind> {
        KINDS.iter().position(|(own, ..)| *own == letter).map(Kind)
    }
}

/// Options of a choice.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which row the cursor is on.
    pub cursor: usize,
    /// Rows that are marked, where several may be right.
    pub marked: Vec<bool>,
    /// May several be right?
    pub several: bool,
}

/// Lines being put in order.
#[derive(Clone, Debug)]
pub struct Order {
    /// Places in the author's order, as they stand now.
    pub order: Vec<usize>,
    /// Which row the cursor is on.
    pub cursor: usize,
    /// Has the row been picked up?
    pub held: bool,
}

impl Area {
    /// The empty area for a question.
    pub fn of(question: &Question) -> Area {
        match &question.task {
            Task::Derivative { .. }
            | Task::Partial { .. }
            | Task::Value { .. }
            | Task::Directional { .. }
            | Task::Limit { .. }
            | Task::Rate { .. }
            | Task::Arrow { .. }
            | Task::Spot { .. } => fields(Layout::Line, 1),
            Task::Gradient { vars, .. } | Task::Step { vars, .. } => match vars.len() {
                0 | 1 => fields(Layout::Line, 1),
                several => fields(Layout::Vector, several),
            },
            Task::Hessian { vars, .. } => fields(Layout::Grid(vars.len()), vars.len() * vars.len()),
            Task::Sign { .. } => Area::Sign(0),
            Task::Choice { shown, several, .. } => Area::Choice(Options {
                cursor: 0,
                marked: vec![false; shown.len()],
                several: *several,
            }),
            Task::Critical { classify, .. } => fields(Layout::Points { kinds: *classify }, 1),
            Task::Lines { .. } => fields(Layout::Lines, 1),
            Task::Fill { line, .. } => fields(Layout::Holes, holes(line).max(1)),
            Task::Order { shown, .. } => {
                Area::Order(Order { order: shown.clone(), cursor: 0, held: false })
            }
            Task::Parts(parts) => {
                let mut area = fields(Layout::Parts, parts.parts.len());
                if let Area::Fields(fields) = &mut area {
                    fields.names = parts.parts.iter().map(|part| part.id.clone()).collect();
                }
                area
            }
            Task::Card { .. } => Area::Card { turned: false, knew: None },
        }
    }

    /// The answer as it stands.
    pub fn answer(&self, question: &Question) -> Answer {
        match self {
            Area::Fields(fields) => fields.answer(),
            Area::Sign(row) => Answer::Text(["+", "-", "0"][*row].to_owned()),
            Area::Choice(options) => {
                let Task::Choice { shown, .. } = &question.task else {
                    return Answer::Choice(Vec::new());
                };
                let mut chosen: Vec<usize> = if options.several {
                    let marked = (0..shown.len()).filter(|row| options.marked[*row]);
                    marked.map(|row| shown[row]).collect()
                } else {
                    shown.get(options.cursor).copied().into_iter().collect()
                };
                chosen.sort_unstable();
                Answer::Choice(chosen)
            }
            Area::Order(order) => Answer::Order(order.order.clone()),
            Area::Card { knew, .. } => Answer::Card(knew.unwrap_or(false)),
        }
    }

    /// Puts an earlier answer, or half of one, back into the area.
    pub fn restore(&mut self, answer: &Answer) {
        match (self, answer) {
            (Area::Fields(fields), answer) => fields.restore(answer),
            (Area::Order(order), Answer::Order(kept)) if kept.len() == order.order.len() => {
                order.order.clone_from(kept);
            }
            (Area::Choice(_) | Area::Sign(_) | Area::Order(_) | Area::Card { .. }, _) => {}
        }
    }

    /// Which rows of the key table apply, inner first.
    pub fn contexts(&self) -> &'static [At] {
        match self {
            Area::Fields(fields) if fields.in_kind => &[At::Kinds],
            Area::Fields(_) => &[At::Field],
            Area::Choice(_) => &[At::Choice],
            Area::Sign(_) => &[At::Sign],
            Area::Order(_) => &[At::Order],
            Area::Card { .. } => &[At::Card],
        }
    }

    /// A key that moves about in the area; `false` when it means nothing here.
    pub fn verb(&mut self, verb: Verb) -> bool {
        match self {
            Area::Fields(fields) => fields.verb(verb),
            Area::Choice(options) => options.verb(verb),
            Area::Sign(row) => match verb {
                Verb::Plus => set(row, 0),
                Verb::Minus => set(row, 1),
                Verb::Nought => set(row, 2),
                Verb::Up => set(row, row.saturating_sub(1)),
                Verb::Down => set(row, (*row + 1).min(2)),
                _ => false,
            },
            Area::Order(order) => order.verb(verb),
            Area::Card { turned, .. } => match verb {
                Verb::Space => {
                    *turned = !*turned;
                    true
                }
                _ => false,
            },
        }
    }
}

fn set(row: &mut usize, to: usize) -> bool {
    *row = to;
    true
}

fn fields(layout: Layout, count: usize) -> Area {
    let kinds = vec![None; count];
    let lines = vec![Field::default(); count];
    Area::Fields(Fields { layout, lines, names: Vec::new(), kinds, focus: 0, in_kind: false })
}

fn holes(line: &crate::math::Expr) -> usize {
    let own = usize::from(matches!(line.node(), crate::math::Node::Hole(_)));
    own + line.children().iter().map(|child| holes(child)).sum::<usize>()
}

impl Fields {
    /// The line being written.
    pub fn line(&mut self) -> &mut Field {
        let last = self.lines.len() - 1;
        &mut self.lines[self.focus.min(last)]
    }

    /// The line being written, to look at.
    pub fn focused(&self) -> &Field {
        &self.lines[self.focus.min(self.lines.len() - 1)]
    }

    /// Types a character; in a vector a comma goes on, outside of brackets.
    pub fn put(&mut self, c: char) {
        if self.in_kind {
            return;
        }
        let goes_on = match self.layout {
            Layout::Vector => c == ',' && !is_open(self.focused().text()),
            Layout::Points { kinds } => kinds && c == ':',
            Layout::Line | Layout::Grid(_) | Layout::Lines | Layout::Holes | Layout::Parts => false,
        };
        // A blank after the comma belongs to nobody.
        let is_gap = c == ' ' && self.layout == Layout::Vector && self.focused().is_blank();
        if goes_on {
            self.next();
        } else if !is_gap {
            self.line().put(c);
        }
    }

    /// Pastes a text; a whole vector fills all its fields. `false` when its end did not fit.
    pub fn paste(&mut self, text: &str) -> bool {
        if self.layout == Layout::Vector {
            let parts = components(text);
            if parts.len() == self.lines.len() {
                for (line, part) in self.lines.iter_mut().zip(&parts) {
                    line.set(part);
                }
                self.focus = self.lines.len() - 1;
                return true;
            }
        }
        if self.layout == Layout::Lines && text.trim_end().contains('\n') {
            let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            let mut fits = true;
            for (row, line) in lines.iter().enumerate() {
                if row > 0 {
                    self.add_line();
                }
                fits &= self.line().paste(line);
            }
            return fits;
        }
        self.line().paste(text)
    }

    /// Goes to the next empty field, if there is one: `enter` then does not check yet.
    pub fn next_empty(&mut self) -> bool {
        if !matches!(self.layout, Layout::Vector | Layout::Grid(_) | Layout::Holes | Layout::Parts)
        {
            return false;
        }
        let count = self.lines.len();
        let next = (1..=count).map(|step| (self.focus + step) % count);
        let empty = next.into_iter().find(|at| self.lines[*at].is_blank());
        match empty {
            // All empty: there is something to say about that, so it is checked.
            Some(_) if self.lines.iter().all(Field::is_blank) => false,
            Some(at) => {
                self.focus = at;
                true
            }
            None => false,
        }
    }

    /// From a finished part on to the next one that is open; a wrong one is kept, to be mended.
    pub fn next_part(&mut self, is_right: impl Fn(usize) -> bool) {
        let count = self.lines.len();
        let next = (0..count).map(|step| (self.focus + step) % count);
        if let Some(open) = next.into_iter().find(|row| !is_right(*row)) {
            self.focus = open;
        }
    }

    /// A new row under the last one.
    pub fn add_line(&mut self) {
        self.lines.push(Field::default());
        self.kinds.push(None);
        self.focus = self.lines.len() - 1;
        self.in_kind = false;
    }

    fn next(&mut self) {
        match self.layout {
            Layout::Points { kinds: true } if !self.in_kind => self.in_kind = true,
            Layout::Points { .. } => {
                self.in_kind = false;
                if self.focus + 1 < self.lines.len() {
                    self.focus += 1;
                } else if !self.focused().is_blank() {
                    self.add_line();
                } else {
                    self.focus = 0;
                }
            }
            Layout::Lines => {}
            _ => self.focus = (self.focus + 1) % self.lines.len(),
        }
    }

    fn previous(&mut self) {
        if self.in_kind {
            self.in_kind = false;
        } else {
            self.focus = (self.focus + self.lines.len() - 1) % self.lines.len();
        }
    }

    fn verb(&mut self, verb: Verb) -> bool {
        let columns = match self.layout {
            Layout::Grid(columns) => Some(columns),
            Layout::Lines | Layout::Parts | Layout::Points { .. } => Some(1),
            Layout::Line | Layout::Vector | Layout::Holes => None,
        };
        match (verb, columns) {
            (Verb::Left | Verb::Right, _) if self.in_kind => self.turn_kind(verb == Verb::Right),
            (Verb::Kind(letter), _) if self.in_kind => {
                self.kinds[self.focus] = Kind::of(letter);
            }
            (Verb::Edit(edit), _) if !self.in_kind => self.line().edit(edit),
            (Verb::Next, _) => self.next(),
            (Verb::Previous, _) => self.previous(),
            (Verb::Up, Some(columns)) if self.focus >= columns => self.focus -= columns,
            (Verb::Down, Some(columns)) if self.focus + columns < self.lines.len() => {
                self.focus += columns;
            }
            (Verb::Down, Some(_)) if matches!(self.layout, Layout::Points { .. }) => {
                if !self.focused().is_blank() {
                    self.add_line();
                }
            }
            (Verb::Up, None) if self.lines.len() == 1 => self.line().older(),
            (Verb::Down, None) if self.lines.len() == 1 => self.line().newer(),
            _ => return false,
        }
        true
    }

    fn turn_kind(&mut self, on: bool) {
        let step = if on { 1 } else { KINDS.len() - 1 };
        let now = self.kinds[self.focus].map_or(0, |Kind(now)| (now + step) % KINDS.len());
        self.kinds[self.focus] = Some(Kind(now));
    }

    fn answer(&self) -> Answer {
        let texts = || self.lines.iter().map(|line| line.text().to_owned());
        match self.layout {
            Layout::Line => Answer::Text(self.lines[0].text().to_owned()),
            Layout::Vector | Layout::Grid(_) | Layout::Holes => Answer::Fields(texts().collect()),
            Layout::Lines => {
                Answer::Lines(texts().filter(|line| !line.trim().is_empty()).collect())
            }
            Layout::Parts => Answer::Parts(self.names.iter().cloned().zip(texts()).collect()),
            Layout::Points { kinds } => {
                let rows = self.lines.iter().zip(&self.kinds).filter(|(line, _)| !line.is_blank());
                let points: Vec<String> = rows
                    .map(|(line, kind)| match kind {
                        Some(Kind(kind)) if kinds => format!("{}: {}", line.text(), KINDS[*kind].1),
                        Some(_) | None => line.text().to_owned(),
                    })
                    .collect();
                Answer::Text(points.join(", "))
            }
        }
    }

    fn restore(&mut self, answer: &Answer) {
        let texts: Vec<&String> = match answer {
            Answer::Text(text) if self.layout == Layout::Line => vec![text],
            Answer::Fields(texts) | Answer::Lines(texts) => texts.iter().collect(),
            Answer::Parts(parts) => parts.iter().map(|(_, text)| text).collect(),
            Answer::Text(_) | Answer::Choice(_) | Answer::Order(_) | Answer::Card(_) => return,
        };
        if self.layout == Layout::Lines {
            while self.lines.len() < texts.len() {
                self.add_line();
            }
        }
        for (line, text) in self.lines.iter_mut().zip(texts) {
            line.set(text);
        }
    }
}

impl Options {
    fn verb(&mut self, verb: Verb) -> bool {
        let last = self.marked.len().saturating_sub(1);
        match verb {
            Verb::Up => self.cursor = self.cursor.saturating_sub(1),
            Verb::Down => self.cursor = (self.cursor + 1).min(last),
            Verb::Pick(row) if usize::from(row) <= last => self.cursor = row.into(),
            Verb::Space if self.several => self.marked[self.cursor] = !self.marked[self.cursor],
            _ => return false,
        }
        true
    }
}

impl Order {
    fn verb(&mut self, verb: Verb) -> bool {
        let last = self.order.len().saturating_sub(1);
        let (up, down) = (self.cursor.saturating_sub(1), (self.cursor + 1).min(last));
        let (target, carries) = match verb {
            Verb::Up => (up, self.held),
            Verb::Down => (down, self.held),
            Verb::Raise => (up, true),
            Verb::Lower => (down, true),
            Verb::Space => {
                self.held = !self.held;
                return true;
            }
            _ => return false,
        };
        if carries {
            self.order.swap(self.cursor, target);
        }
        set(&mut self.cursor, target)
    }
}

/// Is a bracket still open at the end of the text?
fn is_open(text: &str) -> bool {
    let opened = text.chars().filter(|c| "([{".contains(*c)).count();
    let closed = text.chars().filter(|c| ")]}".contains(*c)).count();
    opened > closed
}

/// The components of a vector as pasted, without the brackets around all of it.
fn components(text: &str) -> Vec<String> {
    let text = text.trim();
    let pairs = [('(', ')'), ('[', ']'), ('⟨', '⟩'), ('<', '>')];
    let inner = pairs
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
        .unwrap_or(text);
    let mut parts = vec![String::new()];
    for c in inner.chars() {
        let last = parts.len() - 1;
        if c == ',' && !is_open(&parts[last]) {
            parts.push(String::new());
        } else {
            parts[last].push(c);
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_vector_fills_all_fields() {
        let Area::Fields(mut fields) = fields(Layout::Vector, 2) else { return };
        assert!(fields.paste("(max(x, 2), 4y)"));
        assert_eq!(fields.answer(), Answer::Fields(vec!["max(x, 2)".to_owned(), "4y".to_owned()]));
    }

    #[test]
    fn a_comma_goes_on_only_outside_of_brackets() {
        let Area::Fields(mut fields) = fields(Layout::Vector, 2) else { return };
        "max(x,2),4y".chars().for_each(|c| fields.put(c));
        assert_eq!(fields.answer(), Answer::Fields(vec!["max(x,2)".to_owned(), "4y".to_owned()]));
    }

    #[test]
    fn a_finished_part_hands_over_to_the_next_open_one() {
        let Area::Fields(mut fields) = fields(Layout::Parts, 3) else { return };
        fields.focus = 1;
        fields.next_part(|row| row != 0);
        assert_eq!(fields.focus, 0, "behind the last part the first open one follows");
        fields.next_part(|_| false);
        assert_eq!(fields.focus, 0, "a wrong part is kept");
    }

    #[test]
    fn critical_points_are_listed_with_their_kinds() {
        let Area::Fields(mut fields) = fields(Layout::Points { kinds: true }, 1) else { return };
        "0:".chars().for_each(|c| fields.put(c));
        fields.verb(Verb::Kind('m'));
        fields.verb(Verb::Next);
        "1:".chars().for_each(|c| fields.put(c));
        fields.verb(Verb::Kind('x'));
        assert_eq!(fields.answer(), Answer::Text("0: min, 1: max".to_owned()));
    }

    #[test]
    fn lines_change_places() {
        let mut order = Order { order: vec![2, 0, 1], cursor: 0, held: false };
        order.verb(Verb::Lower);
        assert_eq!((order.order.as_slice(), order.cursor), ([0, 2, 1].as_slice(), 1));
        order.verb(Verb::Space);
        order.verb(Verb::Down);
        assert_eq!(order.order, [0, 1, 2]);
    }
}
