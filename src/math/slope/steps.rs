//! A derivation as lines of working, in the steps of a textbook.
//!
//! One line for each layer of rules: every product, quotient and chain that stands open is opened
//! at once, then all table slopes (`(2x)'`, `(sin x)'`) are written in one go, then the line is
//! tidied. Each line is equal to the one before it.

use crate::math::rules::{self, Rule};
use crate::math::{Expr, Name, Node, print};

use super::derivation::{Derivation, derivation};
use super::neat::{neat, product, quotient, sum};

/// One line of working.
#[derive(Clone, Debug)]
pub struct Step {
    /// The line: equal to the line before it.
    pub expr: Expr,
    /// The rule that leads here; the first of them where there are several.
    pub rule: &'static Rule,
    /// What to say beside the line: `quotient: u = e²ˣ, v = x`.
    pub note: String,
}

impl Step {
    /// The line in one row of Unicode. Slopes that are not carried out have a prime where only one
    /// variable occurs: `(e²ˣ)'·x − e²ˣ·(x)'`.
    pub fn line(&self) -> String {
        if self.expr.names().len() > 1 {
            return print::line(&self.expr);
        }
        let mut slopes = Vec::new();
        let marked = marked(&self.expr, &mut slopes);
        let mut text = print::line(&marked);
        for (place, slope) in slopes.iter().enumerate() {
            if let Some(mark) = mark(place) {
                text = text.replace(mark, &format!("({})'", print::line(slope)));
            }
        }
        text
    }
}

/// A character that nobody can type as a name.
fn mark(place: usize) -> Option<char> {
    char::from_u32(0xE000 + u32::try_from(place).ok()?)
}

/// The expression with each slope replaced by a mark.
fn marked(expr: &Expr, slopes: &mut Vec<Expr>) -> Expr {
    match expr.node() {
        Node::Slope(u, names) if names.len() == 1 && slopes.len() < 0x1000 => {
            let Some(mark) = mark(slopes.len()) else { return expr.clone() };
            slopes.push(u.clone());
            Expr::name(&Name::new(&mark.to_string()))
        }
        _ => map(expr, &mut |part| marked(part, slopes)),
    }
}

/// The expression with each operand replaced.
fn map(expr: &Expr, inside: &mut dyn FnMut(&Expr) -> Expr) -> Expr {
    match expr.node() {
        Node::Neg(u) => Node::Neg(inside(u)).into(),
        Node::Sum(parts) => sum(parts.iter().map(inside).collect()),
        Node::Product(parts) => product(parts.iter().map(inside).collect()),
        Node::Quotient(u, v) => quotient(inside(u), inside(v)),
        Node::Power(u, v) => Node::Power(inside(u), inside(v)).into(),
        Node::Apply(function, arguments) => {
            Node::Apply(*function, arguments.iter().map(inside).collect()).into()
        }
        Node::Slope(..)
        | Node::Number(_)
        | Node::Constant(_)
        | Node::Name(_)
        | Node::Prime(..)
        | Node::Vector(_)
        | Node::Matrix(_)
        | Node::Hole(_) => expr.clone(),
    }
}

/// The lines of working of a derivative by each variable in turn.
pub fn steps(of: &Expr, by: &[Name]) -> Vec<Step> {
    let mut lines = Vec::new();
    let mut of = of.clone();
    for name in by {
        let derivation = derivation(&of, name);
        lines.extend(derivation.steps());
        of = super::derivative(&of, name);
    }
    lines
}

/// Layers beyond this are carried out in one line: nobody reads on.
const LAYERS: usize = 12;

impl Derivation {
    /// The lines of working; the last is in textbook form.
    pub fn steps(&self) -> Vec<Step> {
        let mut lines = Vec::new();
        let layers = self.layers(true).min(LAYERS);
        for layer in 1..=layers {
            let mut opened = Vec::new();
            self.collect(layer, &mut opened, true);
            let expr = self.at(layer, true);
            lines.push(step(expr, &opened));
        }
        let mut table = Vec::new();
        self.collect_rest(layers, &mut table, true);
        if !table.is_empty() {
            lines.push(Step { expr: self.done(), rule: table[0], note: names(&table) });
        }
        let last = super::derivative(&self.of, &self.by);
        if lines.last().is_none_or(|line| line.expr != last) {
            let note = taken_out(lines.last().map(|line| &line.expr), &last);
            lines.push(Step { expr: last, rule: &rules::TIDY, note });
        }
        lines
    }

    /// Is the slope written at once from the table?
    fn is_easy(&self, root: bool) -> bool {
        let is_table = self.parts.is_empty();
        let is_linear = *self.rule == rules::CONSTANT_MULTIPLE || *self.rule == rules::SUM && !root;
        is_table || is_linear && self.parts.iter().all(|part| part.is_easy(false))
    }

    /// Is it opened together with its part? A constant in front, or another form, is no step.
    fn is_transparent(&self) -> bool {
        *self.rule == rules::CONSTANT_MULTIPLE || *self.rule == rules::SUM && self.parts.len() == 1
    }

    /// How many lines open it, the line of table slopes aside.
    fn layers(&self, root: bool) -> usize {
        if self.is_easy(root) {
            return 0;
        }
        let own = usize::from(!self.is_transparent());
        own + self
            .parts
            .iter()
            .map(|part| part.layers(self.is_transparent() && root))
            .max()
            .unwrap_or(0)
    }

    /// The line after this many layers.
    fn at(&self, layer: usize, root: bool) -> Expr {
        let as_slope = || Node::Slope(self.of.clone(), vec![self.by.clone()]).into();
        if self.is_easy(root) {
            return as_slope();
        }
        let (left, root) =
            if self.is_transparent() { (layer, root) } else { (layer.wrapping_sub(1), false) };
        if layer == 0 && !self.is_transparent() {
            return as_slope();
        }
        if layer == 0 && self.parts.iter().all(|part| !part.is_transparent()) {
            return as_slope();
        }
        self.fill(&self.written, &|part| part.at(left, root))
    }

    /// The line with every slope carried out, as the rules write it.
    fn done(&self) -> Expr {
        neat(&self.raw())
    }

    fn raw(&self) -> Expr {
        self.fill(&self.written, &|part| part.raw())
    }

    /// The written rule with each slope of a part replaced.
    fn fill(&self, line: &Expr, value: &dyn Fn(&Derivation) -> Expr) -> Expr {
        match line.node() {
            Node::Slope(u, _) => {
                let part = self.parts.iter().find(|part| part.of.is_same_node(u) || part.of == *u);
                part.map_or_else(|| line.clone(), value)
            }
            _ if !super::has_slope(line) => line.clone(),
            _ => map(line, &mut |part| self.fill(part, value)),
        }
    }

    /// The derivations that this layer opens.
    fn collect<'a>(&'a self, layer: usize, opened: &mut Vec<&'a Derivation>, root: bool) {
        if self.is_easy(root) || layer == 0 {
            return;
        }
        if self.is_transparent() {
            self.parts.iter().for_each(|part| part.collect(layer, opened, root));
        } else if layer == 1 {
            opened.push(self);
        } else {
            self.parts.iter().for_each(|part| part.collect(layer - 1, opened, false));
        }
    }

    /// The rules of everything that the layers have not opened.
    fn collect_rest(&self, layers: usize, rules_used: &mut Vec<&'static Rule>, root: bool) {
        let closed = self.is_easy(root) || layers == 0 && !self.is_transparent();
        if closed {
            self.collect_all(rules_used);
            return;
        }
        let (left, root) = if self.is_transparent() { (layers, root) } else { (layers - 1, false) };
        self.parts.iter().for_each(|part| part.collect_rest(left, rules_used, root));
    }

    fn collect_all(&self, rules_used: &mut Vec<&'static Rule>) {
        if !rules_used.contains(&self.rule) {
            rules_used.push(self.rule);
        }
        self.parts.iter().for_each(|part| part.collect_all(rules_used));
    }
}

fn step(expr: Expr, opened: &[&Derivation]) -> Step {
    let rule = opened.first().map_or(&rules::TIDY, |first| first.rule);
    let note = match opened {
        [only] => note_of(only),
        _ => {
            let mut used: Vec<&'static Rule> = Vec::new();
            for one in opened {
                if !used.contains(&one.rule) {
                    used.push(one.rule);
                }
            }
            names(&used)
        }
    };
    Step { expr, rule, note }
}

/// `quotient: u = e²ˣ, v = x`, `chain, with 2x inside`, `sum`.
fn note_of(derivation: &Derivation) -> String {
    let name = spoken(derivation.rule);
    match derivation.letters.as_slice() {
        [] => name.to_owned(),
        [(_, inside)] if *derivation.rule == rules::CHAIN => {
            format!("{name}, with {} inside", print::line(inside))
        }
        letters => {
            let letters: Vec<String> = letters
                .iter()
                .map(|(letter, expr)| format!("{letter} = {}", print::line(expr)))
                .collect();
            format!("{name}: {}", letters.join(", "))
        }
    }
}

/// The rules of one line, the plain ones left out where there are others.
fn names(used: &[&'static Rule]) -> String {
    let plain = [rules::CONSTANT, rules::IDENTITY, rules::CONSTANT_MULTIPLE, rules::SUM];
    let telling: Vec<&str> =
        used.iter().filter(|rule| !plain.contains(rule)).map(|rule| spoken(rule)).collect();
    match telling.as_slice() {
        [] if used.iter().all(|rule| **rule == rules::CONSTANT) => "constant".to_owned(),
        // (2x)' = 2 is the power rule with exponent 1.
        [] => "power".to_owned(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The name of a rule in a line's margin.
fn spoken(rule: &Rule) -> &'static str {
    match rule.name {
        "general_power" => "u to the v",
        "constant_multiple" => "constant multiple",
        "extreme" => "min and max",
        "rewrite" => "written as a power",
        name => name,
    }
}

/// `tidy`, and what was taken out of a bracket on the way.
fn taken_out(before: Option<&Expr>, after: &Expr) -> String {
    let numerator = |expr: &Expr| match expr.node() {
        Node::Quotient(u, _) => u.clone(),
        _ => expr.clone(),
    };
    let Some(before) = before.map(numerator) else { return "tidy".to_owned() };
    let after = numerator(after);
    if let (Node::Sum(_), Node::Product(factors)) = (before.node(), after.node()) {
        let outside: Vec<Expr> = factors
            .iter()
            .filter(|factor| !matches!(factor.node(), Node::Sum(_)))
            .cloned()
            .collect();
        if outside.len() < factors.len() && !outside.is_empty() {
            return format!("tidy: take out {}", print::line(&product(outside)));
        }
    }
    "tidy".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::read::{Syntax, read};
    use crate::math::same::{Verdict, same};
    use crate::math::slope::carry_out;

    fn worked(text: &str) -> Vec<(String, String)> {
        let of = read(text, &Syntax::default()).expect("the test's line is readable").expr;
        steps(&of, &[Name::new("x")]).into_iter().map(|step| (step.line(), step.note)).collect()
    }

    fn line(line: &str, note: &str) -> (String, String) {
        (line.to_owned(), note.to_owned())
    }

    #[test]
    fn a_quotient_is_worked_as_at_the_blackboard() {
        assert_eq!(
            worked("e^(2x)/x"),
            [
                line("((e²ˣ)'·x − e²ˣ·(x)') / x²", "quotient: u = e²ˣ, v = x"),
                line("(e²ˣ·(2x)'·x − e²ˣ·(x)') / x²", "chain, with 2x inside"),
                line("(2·e²ˣ·x − e²ˣ) / x²", "power"),
                line("e²ˣ·(2x − 1) / x²", "tidy: take out e²ˣ"),
            ]
        );
    }

    #[test]
    fn a_slope_from_the_table_takes_one_line() {
        assert_eq!(worked("5x^3"), [line("15x²", "power")]);
        assert_eq!(worked("7"), [line("0", "constant")]);
    }

    #[test]
    fn every_line_is_equal_to_the_line_before() {
        for text in [
            "x^2 sin(3x)",
            "sin(cos(x^2))",
            "x^x",
            "ln(x)/x^3",
            "|x| x",
            "max(x, x^2)",
            "x (x+1) (x+2)",
            "sqrt(x + sqrt(x))",
            "asec(3x)",
            "log(x, x + 1)",
            "relu(x^2 - 1)",
        ] {
            let of = read(text, &Syntax::default()).expect("the test's line is readable").expr;
            let lines = steps(&of, &[Name::new("x")]);
            for pair in lines.windows(2) {
                let (before, after) = (carry_out(&pair[0].expr), carry_out(&pair[1].expr));
                let verdict = same(&before, &after).verdict;
                assert!(matches!(verdict, Verdict::Right(_)), "{text}: {}", pair[1].line());
            }
        }
    }
}
