//! Is this line the expression that was asked for?

use crate::math::form::Form;
use crate::math::read::{Reading, Syntax, read};
use crate::math::same::{self, Certainty, Comparison, Domain, Key};
use crate::math::{Expr, Node, print, slope};
use crate::text;
use crate::tutor::Verdict;

use super::mark::{FormMark, Mark, Reread};
use super::observe::{self, Question};
use super::place;

/// What a line is compared with, and how it is spoken of.
pub(super) struct Expected<'a> {
    /// The right answer, and where it counts.
    pub key: &'a Key,
    /// What it is called in a sentence: `the slope of f`.
    pub what: &'a str,
    /// How the line is to be read.
    pub syntax: &'a Syntax,
    /// What was asked, for observations.
    pub question: Question<'a>,
    /// The form wanted, as packs name it.
    pub form: &'a str,
    /// Must it exist at exactly the same points?
    pub same_domain: bool,
}

/// Reads and marks a line; `field` is its number among several.
pub(super) fn mark(typed: &str, field: usize, expected: &Expected<'_>) -> Mark {
    if typed.trim().is_empty() {
        return Mark::blank(field);
    }
    match read(typed, expected.syntax) {
        Err(error) => Mark::unreadable(field, &error),
        Ok(reading) => mark_reading(&reading, expected),
    }
}

/// Marks a line that was read.
pub(super) fn mark_reading(reading: &Reading, expected: &Expected<'_>) -> Mark {
    let answer = slope::carry_out(&reading.expr);
    let compared = expected.key.compare(&answer);
    let mark = match &compared.verdict {
        same::Verdict::Undecided => undecided(&answer, expected.key.expected()),
        same::Verdict::Right(certainty) if has_open_slope(&reading.expr) => {
            let mut mark = Mark::new(Verdict::Part, "Right so far: now carry the slope out.");
            mark.why.push("The answer still holds a d/dx; write what it is.".to_owned());
            mark.certainty = Some(*certainty);
            mark
        }
        same::Verdict::Right(certainty) => {
            let mark = right(&answer, *certainty, &compared, expected);
            in_form(mark, &reading.expr, expected.form)
        }
        same::Verdict::Wrong(witness) => {
            let other = reading.alternatives.iter().find(|other| {
                matches!(expected.key.compare(&other.expr).verdict, same::Verdict::Right(_))
            });
            match other {
                Some(other) => misread(reading, &other.text, &other.expr),
                None => wrong(&answer, reading, witness.as_ref(), expected),
            }
        }
    };
    let mut mark = mark.reading(reading.expr.clone());
    mark.domain = Some(compared.domain);
    mark
}

fn right(
    answer: &Expr,
    certainty: Certainty,
    compared: &Comparison,
    expected: &Expected<'_>,
) -> Mark {
    let key = expected.key.expected();
    let is_narrower = matches!(compared.domain, Domain::Narrower | Domain::Incomparable);
    if is_narrower || (expected.same_domain && compared.domain == Domain::Wider) {
        let place = if is_narrower {
            place::undefined(answer, key, expected.question.vars)
        } else {
            place::undefined(key, answer, expected.question.vars)
        };
        let state = if is_narrower { "undefined" } else { "defined too" };
        let headline = format!("Right where both exist; yours is {state} {place}.");
        let verdict = if expected.same_domain { Verdict::Part } else { Verdict::Right };
        let mut mark = Mark::new(verdict, headline);
        mark.certainty = Some(certainty);
        if expected.same_domain {
            mark.score = 0.5;
            mark.why.push("Here the answer has to exist at the same points.".to_owned());
        }
        return mark;
    }
    let headline = match certainty {
        Certainty::Proved => proved(&place::validity(expected.question.of, key)),
        Certainty::Sampled(points) => {
            format!("Right: agrees at {}. (Not proved.)", text::count(points, "point"))
        }
    };
    let mut mark = Mark::new(Verdict::Right, headline);
    mark.certainty = Some(certainty);
    mark
}

/// `Right. Proved equal for every x ≠ 0.`
pub(super) fn proved(place: &str) -> String {
    if place.is_empty() { "Right.".to_owned() } else { format!("Right. Proved equal {place}.") }
}

/// Nothing to compare: one of the two has no value, or it could not be found out.
pub(super) fn undecided(answer: &Expr, expected: &Expr) -> Mark {
    let mut mark = Mark::undecided();
    if same::exists_nowhere(expected) {
        mark.why = vec!["What is asked has no value, so there is nothing to compare.".to_owned()];
    } else if same::exists_nowhere(answer) {
        mark.why = vec![format!("{} has no value.", print::line(answer))];
    }
    mark
}

/// The right thing in another form than was asked: `◐ Right, but not expanded yet.`
fn in_form(mut mark: Mark, answer: &Expr, asked: &str) -> Mark {
    let Some(form) = Form::named(asked).filter(|form| *form != Form::Any) else { return mark };
    let met = form.met(answer);
    if !met {
        let words = match form {
            Form::SingleFraction => "one fraction",
            Form::LowestTerms => "cancelled",
            Form::NoNegativePowers => "without negative powers",
            Form::Any | Form::Expanded | Form::Factored | Form::Evaluated => form.name(),
        };
        let certainty = mark.certainty;
        mark = Mark::new(Verdict::Part, format!("Right, but not {words} yet."));
        mark.why.push(form.request().to_owned());
        mark.certainty = certainty;
        mark.score = 0.5;
    }
    mark.form = Some(FormMark { asked: form.name().to_owned(), met });
    mark
}

fn wrong(
    answer: &Expr,
    reading: &Reading,
    witness: Option<&same::Witness>,
    expected: &Expected<'_>,
) -> Mark {
    let mut mark = Mark::wrong();
    let key = expected.key.expected();
    if let Some(constant) = &reading.integration_constant {
        let name = print::line(&Expr::name(constant));
        mark.why.push(format!("A slope has no constant: leave out the + {name}."));
    } else if let Some(sentence) = observe::observe(answer, key, witness, &expected.question) {
        mark.why.push(sentence);
    } else if let Some(sentence) = shape(answer, key) {
        mark.why.push(sentence);
    } else if witness.is_none() {
        let shown = print::line(answer);
        mark.why.push(match answer.names().as_slice() {
            [] => format!("{shown} has no value."),
            _ => format!("{shown} exists nowhere that {} does.", expected.what),
        });
    }
    mark.witness = witness.map(|witness| place::witness(witness, expected.what));
    mark.point = witness.cloned();
    mark
}

/// As typed it is wrong, but the line is known to be read otherwise than many mean it.
fn misread(reading: &Reading, text: &str, expr: &Expr) -> Mark {
    let headline = format!("As typed this is {}.", print::line(&reading.expr));
    let mut mark = Mark::new(Verdict::Wrong, headline)
        .because(format!("Did you mean {}? This did not count.", print::line(expr)));
    mark.counts = false;
    mark.alternative =
        Some(Reread { text: text.to_owned(), expr: expr.clone(), verdict: Verdict::Right });
    mark
}

/// A vector where a number is asked, and so on.
fn shape(answer: &Expr, expected: &Expr) -> Option<String> {
    let size = |expr: &Expr| match expr.node() {
        Node::Vector(parts) => Some((1, parts.len())),
        Node::Matrix(rows) => Some((rows.len(), rows.first().map_or(0, Vec::len))),
        _ => None,
    };
    match (size(answer), size(expected)) {
        (Some(_), None) => Some("One expression is asked here, not a list.".to_owned()),
        (None, Some((1, n))) => {
            Some(format!("A vector is asked, with {} components.", text::small(n)))
        }
        (Some((1, a)), Some((1, b))) if a != b => Some(format!(
            "{} components are asked; yours has {}.",
            text::capital(&text::small(b)),
            text::small(a)
        )),
        (a, Some((rows, columns))) if a != Some((rows, columns)) => {
            Some(format!("A matrix of {rows} by {columns} is asked."))
        }
        _ => None,
    }
}

/// Is a differentiation written down but not carried out?
pub(super) fn has_open_slope(expr: &Expr) -> bool {
    matches!(expr.node(), Node::Slope(..) | Node::Prime(..))
        || expr.children().into_iter().any(has_open_slope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::Name;

    fn marked(typed: &str, of: &str) -> Mark {
        let of = read(of, &Syntax::default()).expect("the function reads").expr;
        let vars = of.names();
        let by = [Name::new("x")];
        let key = Key::derivative(&of, &by);
        let syntax = Syntax::student(&vars);
        let question = Question { of: Some(&of), by: &by, vars: &vars };
        mark(
            typed,
            0,
            &Expected {
                key: &key,
                what: "the slope of f",
                syntax: &syntax,
                question,
                form: "any",
                same_domain: false,
            },
        )
    }

    #[test]
    fn a_right_answer_says_where() {
        let mark = marked("3x^2 sin x + x^3 cos x", "x^3*sin(x)");
        assert_eq!(mark.verdict, Verdict::Right);
        assert!(mark.headline.starts_with("Right"), "{}", mark.headline);
    }

    #[test]
    fn a_wrong_answer_has_a_witness() {
        let mark = marked("2x", "x^3");
        assert_eq!((mark.verdict, mark.headline.as_str()), (Verdict::Wrong, "Not yet."));
        let witness = mark.witness.expect("a point where they differ");
        assert!(
            witness.starts_with("At x = ") && witness.contains("the slope of f is"),
            "{witness}"
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_marked() {
        let mark = marked("(x e^(2x)", "x^3");
        assert_eq!(mark.verdict, Verdict::Unreadable);
        assert!(!mark.counts && mark.unreadable.is_some());
        assert_eq!(marked("  ", "x").headline, "Nothing typed yet.");
    }

    #[test]
    fn a_slope_that_is_not_carried_out_is_right_so_far() {
        let mark = marked("d/dx(x^3)", "x^3");
        assert_eq!((mark.verdict, mark.score), (Verdict::Part, 0.0));
    }

    #[test]
    fn another_shape_is_wrong_and_said() {
        let mark = marked("[x, 2x]", "x^2");
        assert_eq!(mark.verdict, Verdict::Wrong);
        assert_eq!(mark.why, ["One expression is asked here, not a list."]);
    }
}
