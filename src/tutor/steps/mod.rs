//! How is it worked out? The worked steps of every kind of question.
//!
//! Steps of slopes come from the derivation, so that they, the hints and the marking speak of the
//! same rules. One equation a row, with its reason beside it; sentences where words say more.

mod ending;
mod points;
mod slopes;
mod walk;

use crate::math::slope::steps as derivation_steps;
use crate::math::{Expr, Literal, Name, Node, Number, print, substitute, tidy};
use crate::pack::{Approach, Coordinate, LinesGoal, Parts, Question, Task};

use super::simplest::simplest;
pub use ending::ending;
pub(crate) use points::critical_list;

/// One row of the working.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What stands before the equals sign; empty where the row goes on, or is a sentence.
    pub left: String,
    /// The right side in one line of Unicode, or a sentence.
    pub line: String,
    /// The rule or reason beside it; may be empty.
    pub note: String,
    /// The right side as an expression; `None` for a sentence.
    pub expr: Option<Expr>,
}

impl Step {
    /// An equation.
    fn equation(left: &str, expr: Expr, note: &str) -> Step {
        let line = print::line(&expr);
        Step { left: left.to_owned(), line, note: note.to_owned(), expr: Some(expr) }
    }

    /// A sentence.
    fn sentence(text: impl Into<String>) -> Step {
        Step { left: String::new(), line: text.into(), note: String::new(), expr: None }
    }

    /// Is it a sentence rather than an equation?
    pub fn is_sentence(&self) -> bool {
        self.expr.is_none()
    }

    /// The row as one writes it: `f' = 2x`, `= 2x`, or the sentence.
    pub fn text(&self) -> String {
        match (self.is_sentence(), self.left.is_empty()) {
            (true, _) => self.line.clone(),
            (false, true) => format!("= {}", self.line),
            (false, false) => format!("{} = {}", self.left, self.line),
        }
    }
}

/// The worked steps of a question, from the first rule to the answer.
pub fn steps(question: &Question) -> Vec<Step> {
    rounded_to(&question.task, question.digits)
}

/// The worked steps of one task.
pub fn of_task(task: &Task) -> Vec<Step> {
    rounded_to(task, None)
}

/// The worked steps of one task whose answer is wanted in so many digits.
fn rounded_to(task: &Task, digits: Option<u32>) -> Vec<Step> {
    match task {
        Task::Derivative { of, by, order } => derivative(of, by, *order),
        Task::Partial { of, by, .. } => slopes::partial(of, by),
        Task::Gradient { of, vars, at } => slopes::gradient(of, vars, at.as_deref()),
        Task::Hessian { of, vars, at } => slopes::hessian(of, vars, at.as_deref()),
        Task::Directional { of, vars, at, along, normalise } => {
            slopes::directional(of, vars, at, along, (*normalise, digits))
        }
        Task::Value { of, at } => value(of, at, digits),
        Task::Sign { of, by, order, at } => sign(of, by, *order, at),
        Task::Choice { options, .. } => {
            let right = options.iter().filter(|option| option.right);
            right
                .map(|option| match &option.why {
                    Some(why) => Step::sentence(format!("{}: {why}", option.text)),
                    None => Step::sentence(format!("{} is right.", option.text)),
                })
                .collect()
        }
        Task::Critical { of, vars, classify, on } => {
            points::critical(of, vars, *classify, on.as_ref())
        }
        Task::Step { of, vars, from, walk, times } => {
            walk::steps(of, vars, from, walk, (*times, digits))
        }
        Task::Arrow { of, vars, at, show, .. } => slopes::arrow(of, vars, at, *show),
        Task::Rate { of, vars, from, rule, goal, .. } => walk::rate(of, vars, from, *rule, goal),
        Task::Lines { of, by, goal, .. } => match goal {
            LinesGoal::Derivative => derivative(of, by, 1),
            LinesGoal::Solve => points::solved(of, by),
            LinesGoal::Simplify => simplified(of),
        },
        Task::Fill { line, .. } => vec![Step::equation("f'", filled(line), "every gap filled")],
        Task::Order { steps, .. } => {
            let numbered = steps.iter().enumerate();
            numbered.map(|(at, step)| Step::sentence(format!("{}  {step}", at + 1))).collect()
        }
        Task::Limit { of, name, to, quotient_of } => {
            points::limit(of, name, to, quotient_of.as_ref())
        }
        Task::Parts(parts) => of_parts(parts),
        Task::Card { back, .. } => vec![Step::sentence(back.clone())],
        Task::Spot { of, by, .. } => derivative(of, by, 1),
    }
}

/// From the expression as it stands to its simplest form.
fn simplified(of: &Expr) -> Vec<Step> {
    let tidied = tidy(of);
    let end = simplest(of);
    let mut rows = vec![Step::equation("f", tidied.clone(), "tidied")];
    if end != tidied {
        let note = match of.node() {
            Node::Quotient(..) => "cancelled",
            _ => "the same, shorter",
        };
        rows.push(Step::equation("", end, note));
    }
    rows
}

/// The lines of a derivation, by each variable in turn.
fn derivative(of: &Expr, by: &Name, order: u32) -> Vec<Step> {
    let mut rows = Vec::new();
    let mut of = of.clone();
    for done in 1..=order {
        let left = format!("f{}", "'".repeat(done as usize));
        rows.extend(derivation_rows(&left, &of, by));
        of = crate::math::derivative(&of, by);
    }
    rows
}

/// One differentiation: the lines, then where there is no slope.
fn derivation_rows(left: &str, of: &Expr, by: &Name) -> Vec<Step> {
    let lines = derivation_steps(of, std::slice::from_ref(by));
    let mut rows: Vec<Step> = lines
        .into_iter()
        .enumerate()
        .map(|(at, step)| Step {
            left: if at == 0 { left.to_owned() } else { String::new() },
            line: step.line(),
            note: step.note,
            expr: Some(step.expr),
        })
        .collect();
    let exceptions = crate::math::slope::derivation(of, by).exceptions();
    rows.extend(exceptions.into_iter().map(Step::sentence));
    rows
}

/// The coordinate as it is written in the working: fifths and tenths as decimals, `0.1`; halves
/// and thirds as fractions.
fn written(one: &Coordinate) -> Expr {
    let five = Number::integer(5);
    let fifths =
        one.number().and_then(|n| n.denominator().div(&five)).is_some_and(|n| n.is_integer());
    if fifths { decimal(one) } else { tidy(one.expr()) }
}

/// The coordinate as a decimal, where it ends after a few digits.
fn decimal(one: &Coordinate) -> Expr {
    let Some(number) = one.number() else { return one.expr().clone() };
    let mut scaled = number.abs();
    for places in 0..=8 {
        if scaled.is_integer() {
            let size = Node::Number(Literal { value: number.abs(), places }).into();
            return if number.is_negative() { Node::Neg(size).into() } else { size };
        }
        scaled = scaled.mul(&Number::integer(10));
    }
    tidy(one.expr())
}

/// The expression with a point put in, tidied.
fn put_in(expr: &Expr, vars: &[Name], at: &[Coordinate]) -> Expr {
    let values: Vec<(Name, Expr)> = vars.iter().cloned().zip(at.iter().map(written)).collect();
    tidy(&substitute(expr, &values))
}

/// `x = 2, y = 1`.
fn place(vars: &[Name], at: &[Coordinate]) -> String {
    let pairs: Vec<String> = vars
        .iter()
        .zip(at)
        .map(|(name, one)| format!("{} = {}", letter(name), print::line(&written(one))))
        .collect();
    pairs.join(", ")
}

/// The name as it is shown.
fn letter(name: &Name) -> String {
    print::line(&Expr::name(name))
}

fn vector(parts: Vec<Expr>) -> Expr {
    match parts.as_slice() {
        [only] => only.clone(),
        _ => Node::Vector(parts).into(),
    }
}

/// The value as a double; NaN where it has none.
fn double(expr: &Expr) -> f64 {
    crate::math::Compiled::new(expr, &[]).map_or(f64::NAN, |compiled| compiled.value(&[]))
}

/// Digits that are shown where the author asks for none.
const DIGITS: u32 = 4;

/// The row of a value: exact, and in decimals where the exact form says little or digits are asked.
fn value_row(left: &str, exact: Expr, note: &str, digits: Option<u32>) -> Vec<Step> {
    let decimal = double(&exact);
    let number = exact.as_number().cloned();
    let is_whole = number.as_ref().is_some_and(Number::is_integer);
    let says_little = !is_whole && (exact.size() > 3 || number.is_none());
    // `6/5` asked in decimals; `1.2` stands there already.
    let is_fraction = number.is_some_and(|number| {
        let is_typed = matches!(exact.node(), Node::Number(literal) if literal.places > 0)
            || matches!(exact.node(), Node::Neg(u) if u.size() == 1);
        !number.is_integer() && !is_typed
    });
    let is_shown = says_little || digits.is_some() && is_fraction;
    let mut rows = vec![Step::equation(left, exact, note)];
    if decimal.is_nan() {
        rows.push(Step::sentence("There is no such value."));
    } else if is_shown {
        let shown = match digits {
            Some(digits) => crate::text::all_digits(decimal, digits as usize),
            None => crate::text::digits(decimal, DIGITS as usize),
        };
        rows.push(Step::sentence(format!("That is about {shown}.")));
    }
    rows
}

fn value(of: &Expr, at: &[(Name, Coordinate)], digits: Option<u32>) -> Vec<Step> {
    let (vars, point): (Vec<Name>, Vec<Coordinate>) = at.iter().cloned().unzip();
    let mut rows = Vec::new();
    let plain = crate::math::carry_out(of);
    if let Node::Slope(inside, by) = of.node() {
        let mut inside = inside.clone();
        for (done, name) in by.iter().enumerate() {
            let left = format!("f{}", "'".repeat(done + 1));
            rows.extend(derivation_rows(&left, &inside, name));
            inside = crate::math::derivative(&inside, name);
        }
    } else if plain != *of {
        rows.push(Step::equation("f", plain.clone(), "slopes worked out"));
    }
    let note = if point.is_empty() {
        "worked out".to_owned()
    } else {
        format!("put in {}", place(&vars, &point))
    };
    let left = match (of.node(), point.as_slice()) {
        (Node::Slope(_, by), [only]) => {
            format!("f{}({})", "'".repeat(by.len()), print::line(&written(only)))
        }
        _ => "value".to_owned(),
    };
    rows.extend(value_row(&left, put_in(&plain, &vars, &point), &note, digits));
    rows
}

fn sign(of: &Expr, by: &Name, order: u32, at: &Coordinate) -> Vec<Step> {
    let mut rows = derivative(of, by, order);
    let slope = crate::math::nth_derivative(of, &vec![by.clone(); order as usize]);
    let exact = put_in(&slope, std::slice::from_ref(by), std::slice::from_ref(at));
    let value = double(&exact);
    let left = format!("f{}({})", "'".repeat(order as usize), print::line(&written(at)));
    rows.extend(value_row(
        &left,
        exact,
        &format!("put in {} = {}", letter(by), print::line(&written(at))),
        None,
    ));
    let (word, meaning) = match (value.partial_cmp(&0.0), order) {
        (Some(std::cmp::Ordering::Greater), 1) => ("positive", "f rises there"),
        (Some(std::cmp::Ordering::Less), 1) => ("negative", "f falls there"),
        (Some(std::cmp::Ordering::Equal), 1) => ("zero", "f is flat there"),
        (Some(std::cmp::Ordering::Greater), 2) => ("positive", "f bends upwards there"),
        (Some(std::cmp::Ordering::Less), 2) => ("negative", "f bends downwards there"),
        (Some(std::cmp::Ordering::Equal), 2) => ("zero", "f does not bend there"),
        (Some(std::cmp::Ordering::Greater), _) => ("positive", "the sign is +"),
        (Some(std::cmp::Ordering::Less), _) => ("negative", "the sign is −"),
        (Some(std::cmp::Ordering::Equal), _) => ("zero", "the sign is 0"),
        (None, _) => return rows,
    };
    rows.push(Step::sentence(format!("That is {word}: {meaning}.")));
    rows
}

/// The line with every hole opened.
fn filled(line: &Expr) -> Expr {
    let list = |parts: &[Expr]| parts.iter().map(filled).collect::<Vec<_>>();
    match line.node() {
        Node::Hole(Some(hidden)) => filled(hidden),
        Node::Neg(u) => Node::Neg(filled(u)).into(),
        Node::Sum(parts) => Node::Sum(list(parts)).into(),
        Node::Product(parts) => Node::Product(list(parts)).into(),
        Node::Quotient(u, v) => Node::Quotient(filled(u), filled(v)).into(),
        Node::Power(u, v) => Node::Power(filled(u), filled(v)).into(),
        Node::Apply(function, arguments) => Node::Apply(*function, list(arguments)).into(),
        Node::Vector(parts) => Node::Vector(list(parts)).into(),
        Node::Matrix(rows) => Node::Matrix(rows.iter().map(|row| list(row)).collect()).into(),
        Node::Slope(u, names) => Node::Slope(filled(u), names.clone()).into(),
        Node::Prime(function, times, u) => Node::Prime(*function, *times, filled(u)).into(),
        Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Hole(None) => line.clone(),
    }
}

/// Each part under its prompt.
fn of_parts(parts: &Parts) -> Vec<Step> {
    let mut rows = Vec::new();
    for part in &parts.parts {
        let is_named = part.prompt.trim_start().starts_with(&part.id);
        let id = if is_named { String::new() } else { format!("{}: ", part.id) };
        rows.push(Step::sentence(format!("{id}{}", part.prompt)));
        rows.extend(rounded_to(&part.task, part.digits));
    }
    rows
}

/// Where a variable goes, in words.
fn approach(to: &Approach) -> String {
    match to {
        Approach::Number(one) => print::line(one.expr()),
        Approach::Above(one) => format!("{} from above", print::line(one.expr())),
        Approach::Below(one) => format!("{} from below", print::line(one.expr())),
        Approach::Infinity => "∞".to_owned(),
        Approach::MinusInfinity => "−∞".to_owned(),
    }
}
