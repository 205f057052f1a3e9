//! Is this the limit?

use crate::math::same::Key;
use crate::math::{Expr, Name, Node, slope, tidy};
use crate::pack::Approach;
use crate::tutor::Answer;

use super::expression::{self, Expected};
use super::mark::Mark;
use super::observe::Question;
use super::{Asked, fields};

/// The limit that is asked about.
pub(super) struct Sought<'a> {
    pub of: &'a Expr,
    pub name: &'a Name,
    pub to: &'a Approach,
    pub quotient_of: Option<&'a Expr>,
}

pub(super) fn mark(asked: &Asked<'_>, answer: &Answer, sought: &Sought<'_>) -> Mark {
    let line = match fields::line(answer) {
        Ok(line) => line,
        Err(mark) => return *mark,
    };
    let Some(expected) = sought.value() else { return Mark::undecided() };
    let mut vars = sought.of.names();
    vars.extend(sought.quotient_of.iter().flat_map(|f| f.names()));
    vars.sort();
    vars.dedup();
    let mut mark = expression::mark(
        line,
        0,
        &Expected {
            key: &Key::value(&expected),
            what: "the limit",
            syntax: &asked.typing.syntax(&vars),
            question: Question { of: None, by: &[], vars: &vars },
            form: asked.form,
            same_domain: asked.same_domain,
        },
    );
    let is_left = mark.read_as.as_ref().is_some_and(|own| own.mentions(sought.name));
    if is_left && mark.verdict == crate::tutor::Verdict::Wrong {
        let letter = crate::math::print::line(&Expr::name(sought.name));
        mark.why = vec![format!("There is still {letter} in it: let {letter} go all the way.")];
    }
    mark
}

impl Sought<'_> {
    /// The limit itself; `None` where it is not known.
    fn value(&self) -> Option<Expr> {
        if let Some(f) = self.quotient_of {
            let by = self.by(f);
            return Some(slope::derivative(f, &by));
        }
        match self.to {
            Approach::Number(at) => slope::limit(self.of, self.name, at.expr()),
            Approach::Infinity => self.far(1),
            Approach::MinusInfinity => self.far(-1),
        }
    }

    /// The variable of the function behind a difference quotient.
    fn by(&self, f: &Expr) -> Name {
        let other = f.names().into_iter().find(|own| own != self.name);
        other.unwrap_or_else(|| Name::new("x"))
    }

    /// Far out: 1/t for the variable, then t to 0.
    fn far(&self, sign: i64) -> Option<Expr> {
        let small = Expr::name(self.name);
        let far = Node::Quotient(Expr::integer(sign), small).into();
        let turned = crate::math::substitute(self.of, &[(self.name.clone(), far)]);
        slope::limit(&tidy(&turned), self.name, &Expr::integer(0))
    }
}
