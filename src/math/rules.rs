//! The right rules of differentiation, by name: one table for the engine, the steps, the hints and
//! the documentation.

use super::Function;

/// A right rule.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Rule {
    /// The name in packs, messages and records: `product`, `sin`.
    pub name: &'static str,
    /// What a teacher calls it.
    pub title: &'static str,
    /// The rule as it is shown, in u and v.
    pub formula: &'static str,
}

macro_rules! rules {
    ($($id:ident $name:literal $title:literal $formula:literal;)*) => {
        $(
            #[doc = concat!($title, ": `", $formula, "`.")]
            pub const $id: Rule = Rule { name: $name, title: $title, formula: $formula };
        )*
        /// Every rule about the shape of an expression, in the order in which they are taught.
        pub static RULES: &[Rule] = &[$($id,)*];
    };
}

rules! {
    CONSTANT          "constant"          "the constant rule"           "(c)' = 0";
    IDENTITY          "identity"          "the slope of the variable"   "(x)' = 1";
    CONSTANT_MULTIPLE "constant_multiple" "the constant multiple rule"  "(c·u)' = c·u'";
    SUM               "sum"               "the sum rule"                "(u + v)' = u' + v'";
    PRODUCT           "product"           "the product rule"            "(u·v)' = u'·v + u·v'";
    QUOTIENT          "quotient"          "the quotient rule"           "(u/v)' = (u'·v − u·v')/v²";
    RECIPROCAL        "reciprocal"        "the reciprocal rule"         "(c/v)' = −c·v'/v²";
    POWER             "power"             "the power rule"              "(xⁿ)' = n·xⁿ⁻¹";
    EXPONENTIAL       "exponential"       "the exponential rule"        "(aˣ)' = aˣ·ln a";
    GENERAL_POWER     "general_power"     "the rule for u to the v"     "(uᵛ)' = uᵛ·(v'·ln u + v·u'/u)";
    ROOT              "root"              "the rule for roots"          "(√u)' = u'/(2·√u)";
    LOGARITHM         "logarithm"         "the logarithm rule"          "(log_b u)' = u'/(u·ln b)";
    EXTREME           "extreme"           "the rule for min and max"    "the slope of the one that counts";
    REWRITE           "rewrite"           "another form"                "the same function, written otherwise";
    CHAIN             "chain"             "the chain rule"              "(f(u))' = f'(u)·u'";
    TIDY              "tidy"              "tidying up"                  "collect and cancel";
}

/// What a factor of a function's derivative is built on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    /// u itself.
    U,
    /// A function of u.
    Of(Function),
    /// `1 − u²`.
    OneMinusSquare,
    /// `u² + 1`.
    SquarePlusOne,
    /// `u² − 1`.
    SquareMinusOne,
    /// `1 − f(u)`.
    OneMinus(Function),
    /// e to the u.
    Exponential,
    /// The natural logarithm of a whole number.
    Log(i64),
}

/// The derivative of a function: `sign · Π base^(numerator/denominator)`.
#[derive(Clone, Copy, Debug)]
pub struct Derivative {
    /// The function.
    pub of: Function,
    /// The rule by name, with its formula.
    pub rule: Rule,
    /// 1 or −1, or 0 where the derivative is 0.
    pub sign: i64,
    /// The factors, each with its exponent.
    pub factors: &'static [(Base, i64, i64)],
    /// Where there is a value but no derivative, as a condition on u; empty where there is none.
    pub except: &'static str,
}

macro_rules! derivatives {
    ($($of:ident $name:literal $title:literal $formula:literal $sign:literal [$($base:expr, $p:literal / $q:literal);*] $(except $where:literal)?;)*) => {
        /// The derivative of every function of one argument that is no root or power.
        pub static DERIVATIVES: &[Derivative] = &[$(Derivative {
            of: Function::$of,
            rule: Rule { name: $name, title: $title, formula: $formula },
            sign: $sign,
            factors: &[$(($base, $p, $q)),*],
            except: concat!($($where)?),
        },)*];
    };
}

use Base::{Exponential, Log, Of, OneMinus, OneMinusSquare, SquareMinusOne, SquarePlusOne, U};
use Function as F;

derivatives! {
    Sin      "sin"      "the derivative of sin"      "(sin u)' = cos u · u'"                    1 [Of(F::Cos), 1/1];
    Cos      "cos"      "the derivative of cos"      "(cos u)' = −sin u · u'"                  -1 [Of(F::Sin), 1/1];
    Tan      "tan"      "the derivative of tan"      "(tan u)' = sec² u · u'"                   1 [Of(F::Sec), 2/1];
    Sec      "sec"      "the derivative of sec"      "(sec u)' = sec u · tan u · u'"            1 [Of(F::Sec), 1/1; Of(F::Tan), 1/1];
    Csc      "csc"      "the derivative of csc"      "(csc u)' = −csc u · cot u · u'"          -1 [Of(F::Csc), 1/1; Of(F::Cot), 1/1];
    Cot      "cot"      "the derivative of cot"      "(cot u)' = −csc² u · u'"                 -1 [Of(F::Csc), 2/1];
    Asin     "asin"     "the derivative of arcsin"   "(asin u)' = u'/√(1 − u²)"                 1 [OneMinusSquare, -1/2] except "u = ±1";
    Acos     "acos"     "the derivative of arccos"   "(acos u)' = −u'/√(1 − u²)"               -1 [OneMinusSquare, -1/2] except "u = ±1";
    Atan     "atan"     "the derivative of arctan"   "(atan u)' = u'/(u² + 1)"                  1 [SquarePlusOne, -1/1];
    Asec     "asec"     "the derivative of arcsec"   "(asec u)' = u'/(|u|·√(u² − 1))"           1 [Of(F::Abs), -1/1; SquareMinusOne, -1/2] except "u = ±1";
    Acsc     "acsc"     "the derivative of arccsc"   "(acsc u)' = −u'/(|u|·√(u² − 1))"         -1 [Of(F::Abs), -1/1; SquareMinusOne, -1/2] except "u = ±1";
    Acot     "acot"     "the derivative of arccot"   "(acot u)' = −u'/(u² + 1)"                -1 [SquarePlusOne, -1/1];
    Sinh     "sinh"     "the derivative of sinh"     "(sinh u)' = cosh u · u'"                  1 [Of(F::Cosh), 1/1];
    Cosh     "cosh"     "the derivative of cosh"     "(cosh u)' = sinh u · u'"                  1 [Of(F::Sinh), 1/1];
    Tanh     "tanh"     "the derivative of tanh"     "(tanh u)' = sech² u · u'"                 1 [Of(F::Sech), 2/1];
    Sech     "sech"     "the derivative of sech"     "(sech u)' = −sech u · tanh u · u'"       -1 [Of(F::Sech), 1/1; Of(F::Tanh), 1/1];
    Csch     "csch"     "the derivative of csch"     "(csch u)' = −csch u · coth u · u'"       -1 [Of(F::Csch), 1/1; Of(F::Coth), 1/1];
    Coth     "coth"     "the derivative of coth"     "(coth u)' = −csch² u · u'"               -1 [Of(F::Csch), 2/1];
    Asinh    "asinh"    "the derivative of arsinh"   "(asinh u)' = u'/√(u² + 1)"                1 [SquarePlusOne, -1/2];
    Acosh    "acosh"    "the derivative of arcosh"   "(acosh u)' = u'/√(u² − 1)"                1 [SquareMinusOne, -1/2] except "u = 1";
    Atanh    "atanh"    "the derivative of artanh"   "(atanh u)' = u'/(1 − u²)"                 1 [OneMinusSquare, -1/1];
    Asech    "asech"    "the derivative of arsech"   "(asech u)' = −u'/(u·√(1 − u²))"          -1 [U, -1/1; OneMinusSquare, -1/2] except "u = 1";
    Acsch    "acsch"    "the derivative of arcsch"   "(acsch u)' = −u'/(|u|·√(u² + 1))"        -1 [Of(F::Abs), -1/1; SquarePlusOne, -1/2];
    Acoth    "acoth"    "the derivative of arcoth"   "(acoth u)' = u'/(1 − u²)"                 1 [OneMinusSquare, -1/1];
    Exp      "exp"      "the derivative of e to the u" "(eᵘ)' = eᵘ · u'"                        1 [Exponential, 1/1];
    Ln       "ln"       "the derivative of ln"       "(ln u)' = u'/u"                           1 [U, -1/1];
    Log10    "log10"    "the derivative of log₁₀"    "(log₁₀ u)' = u'/(u·ln 10)"                1 [U, -1/1; Log(10), -1/1];
    Log2     "log2"     "the derivative of log₂"     "(log₂ u)' = u'/(u·ln 2)"                  1 [U, -1/1; Log(2), -1/1];
    Abs      "abs"      "the derivative of |u|"      "(|u|)' = u/|u| · u'"                      1 [U, 1/1; Of(F::Abs), -1/1] except "u = 0";
    Sign     "sign"     "the derivative of sign"     "(sign u)' = 0"                            0 [] except "u = 0";
    Relu     "relu"     "the derivative of relu"     "(relu u)' = relu(u)/u · u'"               1 [Of(F::Relu), 1/1; U, -1/1] except "u = 0";
    Sigmoid  "sigmoid"  "the derivative of σ"        "(σ(u))' = σ(u)·(1 − σ(u)) · u'"           1 [Of(F::Sigmoid), 1/1; OneMinus(F::Sigmoid), 1/1];
    Softplus "softplus" "the derivative of softplus" "(softplus u)' = σ(u) · u'"                1 [Of(F::Sigmoid), 1/1];
}

/// The derivative of a function of one argument; `None` for roots, and functions of several.
pub fn derivative_of(function: Function) -> Option<&'static Derivative> {
    DERIVATIVES.iter().find(|entry| entry.of == function)
}
