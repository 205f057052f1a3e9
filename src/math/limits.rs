//! How much may a line ask for?

/// Bounds that are checked before any work is done. The caller chooses them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Characters in a line.
    pub chars: usize,
    /// Levels of nesting: brackets, exponents, signs, functions, the tree itself.
    pub depth: usize,
    /// Nodes of the tree.
    pub nodes: usize,
    /// Digits of one number, written out without an exponent.
    pub digits: usize,
}

impl Limits {
    /// What a student types into one field.
    pub const STUDENT: Limits = Limits { chars: 300, depth: 64, nodes: 400, digits: 40 };

    /// What authors write and batch commands receive.
    pub const AUTHOR: Limits =
        Limits { chars: 64 * 1024, depth: 256, nodes: 20_000, digits: 1_000 };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::AUTHOR
    }
}

/// How many times one line may differentiate: `f''''` and `d^4/dx^4` count four.
pub const MAX_ORDER: u32 = 20;
