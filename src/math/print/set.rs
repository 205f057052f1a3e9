//! How does an expression look, in one row or in several?

use super::ascii::{self, Tie, literal, tie};
use super::block::{Block, Fence, Glyphs};
use crate::math::expr::{Constant, Expr, Function, Literal, Name, Node};
use crate::math::read::{SUBSCRIPTS, SUPERSCRIPTS};

/// How a hidden piece of a line is printed.
pub const GAP: &str = "[    ]";

/// The expression in one line of Unicode, as a textbook sets it: `3x²·sin x`.
pub fn line(expr: &Expr) -> String {
    flat(expr, Glyphs::Unicode)
}

/// The expression in one line, as a textbook sets it with these characters.
pub fn flat(expr: &Expr, glyphs: Glyphs) -> String {
    let mut block = Style { glyphs, flat: true }.set(expr);
    block.rows.swap_remove(0)
}

/// The expression in two dimensions: fractions stacked, exponents raised, roots under a bar.
pub fn stacked(expr: &Expr, glyphs: Glyphs) -> Block {
    Style { glyphs, flat: false }.set(expr)
}

/// What may be used to set an expression.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) glyphs: Glyphs,
    /// One row only.
    pub(super) flat: bool,
}

impl Style {
    pub(super) fn ascii(self) -> bool {
        self.glyphs == Glyphs::Ascii
    }

    fn minus(self) -> &'static str {
        if self.ascii() { "-" } else { "−" }
    }

    fn times(self) -> &'static str {
        if self.ascii() { "*" } else { "·" }
    }

    pub(super) fn set(self, expr: &Expr) -> Block {
        match expr.node() {
            Node::Number(number) => self.number(number),
            Node::Constant(Constant::E) => Block::text("e"),
            Node::Constant(Constant::Pi) => Block::text(if self.ascii() { "pi" } else { "π" }),
            Node::Name(own) => Block::text(&self.name(own)),
            Node::Neg(u) => {
                let inner = self.operand(u, 0, Tie::Product);
                Block::beside(vec![Block::text(self.minus()), inner])
            }
            Node::Sum(terms) => self.sum(terms),
            Node::Product(factors) => self.product(factors),
            Node::Quotient(u, v) => self.quotient(u, v),
            Node::Power(base, exponent) => self.power(base, exponent),
            Node::Apply(function, arguments) => self.apply(*function, arguments),
            Node::Prime(function, order, u) => {
                let name = format!("{}{}", function.name(), "'".repeat(*order as usize));
                Block::beside(vec![
                    Block::text(&name),
                    self.fenced(self.set(u).numbered(0), Fence::Round),
                ])
            }
            Node::Slope(u, names) => {
                let body = self.fenced(self.set(u).numbered(0), Fence::Round);
                Block::beside(vec![self.slope(u, names), body])
            }
            Node::Vector(parts) => self.fenced(self.list(parts), Fence::Round),
            Node::Matrix(rows) => self.matrix(rows),
            // What the author hid stays hidden.
            Node::Hole(_) => Block::text(GAP),
        }
    }

    pub(super) fn fenced(self, block: Block, fence: Fence) -> Block {
        fence.around(block, self.glyphs)
    }

    /// An operand, in brackets where it holds less tightly than `least`.
    fn operand(self, expr: &Expr, index: usize, least: Tie) -> Block {
        let block = self.set(expr).numbered(index);
        if self.holds(expr) < least { self.fenced(block, Fence::Round) } else { block }
    }

    /// A stacked fraction needs no brackets beside other factors.
    fn holds(self, expr: &Expr) -> Tie {
        match tie(expr) {
            Tie::Quotient if !self.flat => Tie::Power,
            tie => tie,
        }
    }

    fn number(self, number: &Literal) -> Block {
        let text = literal(number);
        match text.split_once('/') {
            Some((top, bottom)) if !self.flat => {
                let (sign, top) = top.strip_prefix('-').map_or(("", top), |top| ("-", top));
                let fraction = self.fraction(Block::text(top), Block::text(bottom));
                if sign.is_empty() {
                    return fraction;
                }
                Block::beside(vec![Block::text(self.minus()), fraction])
            }
            _ => Block::text(&text.replace('-', self.minus())),
        }
    }

    pub(super) fn name(self, own: &Name) -> String {
        if self.ascii() {
            return ascii::name(own);
        }
        match own.as_str().split_once('_') {
            None => own.as_str().to_owned(),
            Some((base, sub)) => match mapped(sub, SUBSCRIPTS) {
                Some(lowered) => format!("{base}{lowered}"),
                None => format!("{base}_{sub}"),
            },
        }
    }

    fn sum(self, terms: &[Expr]) -> Block {
        let mut blocks = Vec::with_capacity(terms.len() * 2);
        for (index, term) in terms.iter().enumerate() {
            let taken_off = (index > 0).then(|| self.taken_off(term, index)).flatten();
            match taken_off {
                Some(body) => {
                    blocks.push(Block::text(if self.ascii() { " - " } else { " − " }));
                    blocks.push(body);
                }
                None => {
                    if index > 0 {
                        blocks.push(Block::text(" + "));
                    }
                    blocks.push(self.operand(term, index, Tie::Neg));
                }
            }
        }
        Block::beside(blocks)
    }

    /// What is subtracted, where a term is negative.
    fn taken_off(self, term: &Expr, index: usize) -> Option<Block> {
        match term.node() {
            Node::Neg(u) => Some(self.operand(u, 0, Tie::Product).numbered(index)),
            Node::Number(number) if number.value.is_negative() => {
                let positive = Literal { value: number.value.neg(), places: number.places };
                Some(self.number(&positive).numbered(index))
            }
            _ => None,
        }
    }

    /// A number stands directly before a name or a power of one; a point stands elsewhere.
    fn product(self, factors: &[Expr]) -> Block {
        let mut blocks = Vec::with_capacity(factors.len() * 2);
        for (index, factor) in factors.iter().enumerate() {
            let joined = index == 1 && is_plain_number(&factors[0]) && follows_a_number(factor);
            if index > 0 && !joined {
                blocks.push(Block::text(self.times()));
            }
            let least = if index == 0 { Tie::Quotient } else { Tie::Power };
            blocks.push(self.operand(factor, index, least));
        }
        Block::beside(blocks)
    }

    fn quotient(self, u: &Expr, v: &Expr) -> Block {
        if !self.flat {
            let (top, bottom) = (self.set(u).numbered(0), self.set(v).numbered(1));
            return self.fraction(top, bottom);
        }
        let top = self.operand(u, 0, Tie::Product);
        let bottom = self.operand(v, 1, Tie::Power);
        let plain =
            |e: &Expr| matches!(e.node(), Node::Number(_) | Node::Name(_) | Node::Constant(_));
        let bar = if plain(u) { "/" } else { " / " };
        Block::beside(vec![top, Block::text(bar), bottom])
    }

    fn fraction(self, top: Block, bottom: Block) -> Block {
        let width = top.width().max(bottom.width()) + 2;
        let bar = if self.ascii() { "-" } else { "─" }.repeat(width);
        let baseline = top.height();
        Block::stacked(vec![top, Block::text(&bar), bottom], baseline)
    }

    fn power(self, base: &Expr, exponent: &Expr) -> Block {
        if let Some(block) = self.power_of_function(base, exponent) {
            return block;
        }
        let stands_alone = match base.node() {
            Node::Apply(function, _) => *function == Function::Abs,
            Node::Prime(..) | Node::Slope(..) | Node::Hole(_) => false,
            _ => tie(base) == Tie::Atom,
        };
        let mut low = self.set(base).numbered(0);
        if !stands_alone {
            low = self.fenced(low, Fence::Round);
        }
        // Set once: an exponent may hold exponents of its own.
        let high = Style { flat: true, ..self }.set(exponent);
        if !has_function(exponent)
            && let Some(raised) = self.raised(&high)
        {
            return at_the_top(low, raised);
        }
        let high = high.numbered(1);
        if self.flat || self.ascii() {
            let bare = tie(exponent) == Tie::Atom && !is_called(exponent);
            let high = if bare { high } else { self.fenced(high, Fence::Round) };
            return at_the_top(low, Block::beside(vec![Block::text("^"), high]));
        }
        let (offset, baseline) = (low.width(), low.baseline + high.height());
        Block::placed(vec![high, low], &[offset, 0], baseline)
    }

    /// `sin²x`, as textbooks raise the functions of angles.
    fn power_of_function(self, base: &Expr, exponent: &Expr) -> Option<Block> {
        let Node::Apply(function, arguments) = base.node() else { return None };
        let (Some(count), [u]) = (exponent.as_number(), arguments.as_slice()) else { return None };
        let count = count.to_i64().filter(|n| *n >= 2 && is_of_angles(*function))?;
        let high = match self.glyphs {
            Glyphs::Unicode => mapped(&count.to_string(), SUPERSCRIPTS)?,
            Glyphs::Ascii => format!("^{count}"),
        };
        let argument = self.set(u).numbered(0);
        let argument = if is_short(u) && !self.ascii() {
            argument
        } else {
            self.fenced(argument, Fence::Round)
        };
        let name =
            Block::beside(vec![Block::text(function.name()), Block::text(&high).numbered(1)]);
        let [name, argument] = [name, argument.numbered(0)];
        Some(Block::beside(vec![name, argument]))
    }

    /// An exponent in raised characters, where each has one.
    fn raised(self, high: &Block) -> Option<Block> {
        if self.ascii() {
            return None;
        }
        let text = high.rows.first()?.replace('−', "-").replace(' ', "");
        Some(Block::text(&mapped(&text, SUPERSCRIPTS)?).numbered(1))
    }

    fn apply(self, function: Function, arguments: &[Expr]) -> Block {
        match (function, arguments) {
            (Function::Abs, [u]) => self.fenced(self.set(u).numbered(0), Fence::Bars),
            (Function::Sqrt, [u]) => self.root(u, "√", ""),
            (Function::Cbrt, [u]) => self.root(u, "∛", "3"),
            (Function::Root, [u, n]) => {
                let degree = Style { glyphs: self.glyphs, flat: true }.set(n).rows.swap_remove(0);
                self.root(u, "√", &degree)
            }
            (Function::Sigmoid, _) if !self.ascii() => self.called("σ", arguments),
            (Function::Log, [u, base]) if self.base_below(base).is_some() => {
                let below = self.base_below(base).unwrap_or_default();
                let body = self.fenced(self.set(u).numbered(0), Fence::Round);
                Block::beside(vec![Block::text("log"), Block::text(&below).numbered(1), body])
            }
            (Function::Log10, _) if !self.ascii() => self.called("log₁₀", arguments),
            (Function::Log2, _) if !self.ascii() => self.called("log₂", arguments),
            _ => self.called(function.name(), arguments),
        }
    }

    /// A base of one number or name in lowered characters.
    fn base_below(self, base: &Expr) -> Option<String> {
        if self.ascii() || !is_short(base) {
            return None;
        }
        mapped(&self.set(base).rows.swap_remove(0), SUBSCRIPTS)
    }

    fn called(self, name: &str, arguments: &[Expr]) -> Block {
        match arguments {
            [u] if is_absolute(u) => {
                Block::beside(vec![Block::text(name), self.set(u).numbered(0)])
            }
            [u] if is_short(u) && name != "σ" => {
                Block::beside(vec![Block::text(name), Block::text(" "), self.set(u).numbered(0)])
            }
            _ => {
                let list = self.fenced(self.list(arguments), Fence::Round);
                Block::beside(vec![Block::text(name), list])
            }
        }
    }

    fn list(self, parts: &[Expr]) -> Block {
        let mut blocks = Vec::with_capacity(parts.len() * 2);
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                blocks.push(Block::text(", "));
            }
            blocks.push(self.set(part).numbered(index));
        }
        Block::beside(blocks)
    }
}

/// `high` beside the top row of `low`.
fn at_the_top(low: Block, high: Block) -> Block {
    let baseline = low.baseline;
    let mut joined = Block::beside(vec![low.on(0), high]);
    joined.baseline = baseline;
    joined
}

/// The text in raised or lowered characters, where each has one.
pub(super) fn mapped(text: &str, table: &[(char, char)]) -> Option<String> {
    text.chars().map(|c| table.iter().find(|(_, plain)| *plain == c).map(|(own, _)| *own)).collect()
}

fn is_plain_number(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Number(_)) && tie(expr) == Tie::Atom
}

fn follows_a_number(expr: &Expr) -> bool {
    match expr.node() {
        Node::Name(_) | Node::Constant(Constant::Pi) => true,
        Node::Power(base, _) => matches!(base.node(), Node::Name(_)),
        _ => false,
    }
}

/// May it stand behind a function without brackets?
pub(super) fn is_short(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Name(_) | Node::Constant(_)) || is_plain_number(expr)
}

/// Names of functions are hard to read in raised letters.
fn has_function(expr: &Expr) -> bool {
    match expr.node() {
        Node::Apply(..) | Node::Prime(..) | Node::Slope(..) => true,
        _ => expr.children().into_iter().any(has_function),
    }
}

fn is_absolute(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Apply(Function::Abs, _))
}

fn is_called(expr: &Expr) -> bool {
    match expr.node() {
        Node::Apply(function, _) => *function != Function::Abs,
        Node::Prime(..) | Node::Slope(..) => true,
        _ => false,
    }
}

/// Trigonometric and hyperbolic functions, whose powers are written on the name.
fn is_of_angles(function: Function) -> bool {
    (Function::Sin..=Function::Cot).contains(&function)
        || (Function::Sinh..=Function::Coth).contains(&function)
}
