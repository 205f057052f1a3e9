//! What is this expression, what is its slope, are these two the same?
//!
//! Uses no other room. Numbers are exact; an expression exists in two forms. *As written*
//! ([`expr`]): the tree that remembers what was typed, for echoes, worked steps and mistakes.
//! *Canonical*: for truth. Nothing here panics, whatever the input, and every bound is a value that
//! the caller chooses.

pub mod approach;
pub mod compile;
pub mod digits;
pub mod expr;
pub mod form;
pub mod limits;
pub mod number;
pub mod print;
pub mod read;
pub mod rules;
pub mod same;
pub mod slope;
pub mod substitute;
pub mod tidy;

pub use compile::Compiled;
pub use expr::{Constant, Expr, Function, Literal, Name, Node};
pub use number::Number;
pub use slope::{carry_out, derivative, gradient, hessian, jacobian, nth_derivative};
pub use substitute::substitute;
pub use tidy::tidy;
