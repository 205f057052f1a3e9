//! An expression as it was written.
//!
//! The tree keeps the shape that a student sees: `x^2/(x+1)` is a quotient, `3 − x` a sum of `3`
//! and `−x`, and nothing is folded or reordered. Sums and products are flat, so that a long line
//! is not a deep tree; every other nesting is counted by the reader's depth limit, which makes
//! recursion over a tree safe. Subtrees are shared: to clone an expression is to count a reference.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, LazyLock};

use super::number::Number;

/// An expression as written. Cheap to clone; equal where the trees are equal.
#[derive(Clone)]
pub struct Expr(Arc<Kept>);

/// A node, and what was found out about it.
struct Kept {
    node: Node,
    /// Is it known to be in textbook form? Whoever tidies asks first, so that a part that several
    /// rules look at is tidied once.
    is_tidy: AtomicBool,
}

/// What an expression is at its outermost place.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Node {
    /// A number: a literal as typed, or the result of a computation.
    Number(Literal),
    /// e or π.
    Constant(Constant),
    /// A variable.
    Name(Name),
    /// `−u`.
    Neg(Expr),
    /// Two or more terms; `a − b` is the sum of `a` and `Neg(b)`.
    Sum(Vec<Expr>),
    /// Two or more factors.
    Product(Vec<Expr>),
    /// `u / v`.
    Quotient(Expr, Expr),
    /// `base ^ exponent`.
    Power(Expr, Expr),
    /// A function of its arguments, as many as [`Function::arity`] allows.
    Apply(Function, Vec<Expr>),
    /// `sin'(u)`: the derivative of a function itself, this many times, at `u`.
    Prime(Function, u32, Expr),
    /// `d/dx(of)`, not carried out; one name for each differentiation, innermost first.
    Slope(Expr, Vec<Name>),
    /// `[a, b]`, `(a, b)`.
    Vector(Vec<Expr>),
    /// Rows of equal length.
    Matrix(Vec<Vec<Expr>>),
    /// `[ ]` in a line to fill in, with what the author hid there.
    Hole(Option<Expr>),
}

/// A number as typed: its exact value, and how many digits stood behind the point.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Literal {
    /// The exact value.
    pub value: Number,
    /// Digits typed behind a decimal point; 0 for whole numbers and for computed values.
    pub places: u16,
}

/// The name of a variable, such as `x`, `w_1`, `α`.
///
/// Subscripts are written with `_` inside the engine, whatever was typed (`w1`, `w₁`, `w_1`).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Name(Arc<str>);

/// A number with a name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Constant {
    /// Euler's number, 2.718…
    E,
    /// 3.141…
    Pi,
}

macro_rules! functions {
    ($($(#[$doc:meta])* $variant:ident $name:literal $arity:literal $(| $spelling:literal)*;)*) => {
        /// A function that the grammar knows.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum Function { $($(#[$doc])* $variant,)* }

        impl Function {
            /// Every function, in the order of the table.
            pub const ALL: &[Function] = &[$(Function::$variant,)*];

            /// The name that the engine prints, and that every computer algebra system reads.
            pub fn name(self) -> &'static str {
                match self { $(Function::$variant => $name,)* }
            }

            /// Every spelling that is read, the printed one first.
            pub fn spellings(self) -> &'static [&'static str] {
                match self { $(Function::$variant => &[$name $(, $spelling)*],)* }
            }

            /// How many arguments it takes; `None` for one or more.
            pub fn arity(self) -> Option<usize> {
                let count: usize = match self { $(Function::$variant => $arity,)* };
                (count > 0).then_some(count)
            }
        }
    };
}

functions! {
    /// Sine.
    Sin "sin" 1;
    /// Cosine.
    Cos "cos" 1;
    /// Tangent.
    Tan "tan" 1 | "tg";
    /// Secant, 1/cos.
    Sec "sec" 1;
    /// Cosecant, 1/sin.
    Csc "csc" 1 | "cosec";
    /// Cotangent, cos/sin.
    Cot "cot" 1 | "ctg" | "cotan";
    /// Inverse sine, range [−π/2, π/2].
    Asin "asin" 1 | "arcsin";
    /// Inverse cosine, range [0, π].
    Acos "acos" 1 | "arccos";
    /// Inverse tangent, range (−π/2, π/2).
    Atan "atan" 1 | "arctan" | "arctg";
    /// Inverse secant, `acos(1/x)`.
    Asec "asec" 1 | "arcsec";
    /// Inverse cosecant, `asin(1/x)`.
    Acsc "acsc" 1 | "arccsc" | "arccosec";
    /// Inverse cotangent, range (0, π).
    Acot "acot" 1 | "arccot" | "arcctg";
    /// Hyperbolic sine.
    Sinh "sinh" 1;
    /// Hyperbolic cosine.
    Cosh "cosh" 1;
    /// Hyperbolic tangent.
    Tanh "tanh" 1;
    /// Hyperbolic secant.
    Sech "sech" 1;
    /// Hyperbolic cosecant.
    Csch "csch" 1 | "cosech";
    /// Hyperbolic cotangent.
    Coth "coth" 1;
    /// Inverse hyperbolic sine.
    Asinh "asinh" 1 | "arsinh" | "arcsinh";
    /// Inverse hyperbolic cosine.
    Acosh "acosh" 1 | "arcosh" | "arccosh";
    /// Inverse hyperbolic tangent.
    Atanh "atanh" 1 | "artanh" | "arctanh";
    /// Inverse hyperbolic secant.
    Asech "asech" 1 | "arsech" | "arcsech";
    /// Inverse hyperbolic cosecant.
    Acsch "acsch" 1 | "arcsch" | "arccsch";
    /// Inverse hyperbolic cotangent.
    Acoth "acoth" 1 | "arcoth" | "arccoth";
    /// `e^u`, written as a function.
    Exp "exp" 1;
    /// Natural logarithm.
    Ln "ln" 1;
    /// Logarithm to base 10.
    Log10 "log10" 1 | "lg";
    /// Logarithm to base 2.
    Log2 "log2" 1 | "lb";
    /// Logarithm of the first argument to the base of the second.
    Log "log" 2;
    /// Square root.
    Sqrt "sqrt" 1;
    /// Cube root, real for negative arguments.
    Cbrt "cbrt" 1;
    /// `root(u, n)`: the real n-th root of u.
    Root "root" 2 | "nthroot";
    /// Absolute value.
    Abs "abs" 1;
    /// −1, 0 or 1.
    Sign "sign" 1 | "sgn" | "signum";
    /// `max(0, u)`.
    Relu "relu" 1;
    /// `1/(1 + e^(−u))`.
    Sigmoid "sigmoid" 1 | "σ";
    /// `ln(1 + e^u)`.
    Softplus "softplus" 1;
    /// The smallest argument.
    Min "min" 0;
    /// The largest argument.
    Max "max" 0;
}

impl Expr {
    /// The outermost operation and its operands.
    pub fn node(&self) -> &Node {
        &self.0.node
    }

    /// A whole number; those that occur all the time share one node each.
    pub fn integer(n: i64) -> Expr {
        static SMALL: LazyLock<Vec<Expr>> =
            LazyLock::new(|| (0..=32).map(|n| Expr::number(Number::integer(n))).collect());
        let shared = usize::try_from(n).ok().and_then(|n| SMALL.get(n));
        shared.cloned().unwrap_or_else(|| Expr::number(Number::integer(n)))
    }

    /// A computed number.
    pub fn number(value: Number) -> Expr {
        Node::Number(Literal { value, places: 0 }).into()
    }

    /// A variable.
    pub fn name(name: &Name) -> Expr {
        Node::Name(name.clone()).into()
    }

    /// A function of one argument.
    pub fn apply(function: Function, argument: Expr) -> Expr {
        Node::Apply(function, vec![argument]).into()
    }

    /// The exact value, where the expression is a plain number.
    pub fn as_number(&self) -> Option<&Number> {
        match self.node() {
            Node::Number(literal) => Some(&literal.value),
            _ => None,
        }
    }

    /// Do both share one node in memory? Equal answers may still be `false`.
    pub fn is_same_node(&self, other: &Expr) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Where the node lies in memory, if several expressions share it: a walk that remembers
    /// these places visits each shared subtree once.
    pub fn shared_place(&self) -> Option<usize> {
        (Arc::strong_count(&self.0) > 1).then_some(Arc::as_ptr(&self.0) as usize)
    }

    /// The operands, in reading order.
    pub fn children(&self) -> Vec<&Expr> {
        match self.node() {
            Node::Number(_) | Node::Constant(_) | Node::Name(_) | Node::Hole(None) => Vec::new(),
            Node::Neg(u) | Node::Prime(_, _, u) | Node::Slope(u, _) | Node::Hole(Some(u)) => {
                vec![u]
            }
            Node::Quotient(u, v) | Node::Power(u, v) => vec![u, v],
            Node::Sum(parts) | Node::Product(parts) | Node::Vector(parts) => parts.iter().collect(),
            Node::Apply(_, arguments) => arguments.iter().collect(),
            Node::Matrix(rows) => rows.iter().flatten().collect(),
        }
    }

    /// The names that occur, sorted, each once.
    pub fn names(&self) -> Vec<Name> {
        let mut found = Vec::new();
        self.collect_names(&mut found);
        found.sort();
        found.dedup();
        found
    }

    fn collect_names(&self, found: &mut Vec<Name>) {
        match self.node() {
            Node::Name(name) => found.push(name.clone()),
            _ => {
                for child in self.children() {
                    child.collect_names(found);
                }
            }
        }
    }

    /// Does the variable occur?
    pub fn mentions(&self, name: &Name) -> bool {
        match self.node() {
            Node::Name(own) => own == name,
            _ => self.children().into_iter().any(|child| child.mentions(name)),
        }
    }

    /// How many nodes the tree has, shared ones counted each time.
    pub fn size(&self) -> usize {
        1 + self.children().into_iter().map(Expr::size).sum::<usize>()
    }
}

impl Expr {
    /// Is it known to be in textbook form?
    pub(super) fn is_known_tidy(&self) -> bool {
        self.0.is_tidy.load(Relaxed)
    }

    /// Remembers that it is in textbook form.
    pub(super) fn remember_tidy(self) -> Expr {
        self.0.is_tidy.store(true, Relaxed);
        self
    }
}

impl PartialEq for Expr {
    fn eq(&self, other: &Expr) -> bool {
        self.is_same_node(other) || self.node() == other.node()
    }
}

impl Eq for Expr {}

impl Hash for Expr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.node().hash(state);
    }
}

impl fmt::Debug for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node().fmt(f)
    }
}

impl From<Node> for Expr {
    fn from(node: Node) -> Expr {
        Expr(Arc::new(Kept { node, is_tidy: AtomicBool::new(false) }))
    }
}

impl Name {
    /// A variable of this name.
    pub fn new(name: &str) -> Name {
        Name(Arc::from(name))
    }

    /// The name as the engine writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Name {
    fn from(name: &str) -> Name {
        Name::new(name)
    }
}
