//! Is this the number that was asked for, to how many figures?
//!
//! Everything is compared exactly: the typed decimal is a fraction, the expected value lies between
//! certified bounds far narrower than any digit that can be typed.

use super::same;
use super::{Expr, Node, Number};

/// How near an answer is to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// The number itself.
    Exact,
    /// Every digit typed is right, and so many figures as were asked.
    Agrees,
    /// Every digit typed is right, but they are too few.
    TooFew {
        /// Figures that are right.
        right: u32,
        /// Figures that were asked.
        asked: u32,
    },
    /// Right, and then cut where it should have been rounded.
    Cut {
        /// Figures that are right.
        right: u32,
    },
    /// Enough digits, right at the front and not at the end: something was rounded on the way.
    RoundedEarly {
        /// Figures that are right.
        right: u32,
    },
    /// A right decimal where the exact number was asked.
    NotExact {
        /// Figures that are right.
        right: u32,
    },
    /// Another number.
    Far,
}

/// No answer has to agree to fewer figures.
const FEWEST: u32 = 2;
/// Figures beyond which agreement is not counted.
const MOST: u32 = 40;
/// Enough to tell any typed decimal from the expected value.
const BITS: usize = 400;

impl Near {
    /// How near `answer` is to `expected`, both without variables; `digits` is the number of
    /// significant figures asked, `None` for the exact number. `None` where one of them has no
    /// value, or none that can be computed.
    pub fn judge(answer: &Expr, expected: &Expr, digits: Option<u32>) -> Option<Near> {
        if matches!(same::same(answer, expected).verdict, same::Verdict::Right(_)) {
            return Some(Near::Exact);
        }
        let expected = Bounds::of(expected)?;
        let (value, unit) = match Decimal::typed(answer) {
            Some(decimal) => (decimal.value.clone(), Some(decimal)),
            None => (Bounds::of(answer)?.middle(), None),
        };
        let right = figures(&value, &expected);
        let is_typed_right = unit.as_ref().is_none_or(|decimal| decimal.is_right(&expected));
        let is_cut = unit.as_ref().is_some_and(|decimal| decimal.is_cut(&expected));
        let Some(asked) = digits.map(|digits| digits.max(FEWEST)) else {
            // A fraction that is another number is not a rounded one.
            let is_rounded = unit.is_some_and(|decimal| decimal.places > 0) && is_typed_right;
            return Some(if is_rounded && right >= FEWEST {
                Near::NotExact { right }
            } else {
                Near::Far
            });
        };
        Some(if right >= asked && is_typed_right {
            Near::Agrees
        } else if right < FEWEST {
            Near::Far
        } else if is_typed_right {
            Near::TooFew { right, asked }
        } else if is_cut {
            Near::Cut { right }
        } else {
            Near::RoundedEarly { right }
        })
    }

    /// Is the answer right?
    pub fn is_right(self) -> bool {
        matches!(self, Near::Exact | Near::Agrees)
    }

    /// What is said about it; nothing for the number itself.
    pub fn sentence(self) -> Option<String> {
        match self {
            Near::Exact | Near::Agrees => None,
            Near::TooFew { right, asked } => {
                Some(format!("Right to {right} figures; {asked} were asked."))
            }
            Near::Cut { .. } => {
                Some("The last digit is cut off; round it: up from 5 on.".to_owned())
            }
            Near::RoundedEarly { .. } => {
                Some("Rounded too early: keep six digits until the end.".to_owned())
            }
            Near::NotExact { right } => {
                Some(format!("Right to {right} figures; the exact number is asked."))
            }
            Near::Far => Some("That is another number.".to_owned()),
        }
    }
}

/// Certified bounds of a number.
struct Bounds {
    lo: Number,
    hi: Number,
}

impl Bounds {
    fn of(expr: &Expr) -> Option<Bounds> {
        same::bounds(expr, BITS).map(|(lo, hi)| Bounds { lo, hi })
    }

    fn middle(&self) -> Number {
        half(&self.lo.add(&self.hi))
    }

    /// Is the value within so much of the number, for all that is known?
    fn is_within(&self, value: &Number, reach: &Number) -> bool {
        value.sub(reach) <= self.hi && value.add(reach) >= self.lo
    }
}

/// A decimal as typed.
struct Decimal {
    value: Number,
    /// Digits behind the point.
    places: u16,
    /// The exponent of ten of its last digit that says something: zeros at the end of a whole
    /// number only hold the place.
    last: i64,
}

impl Decimal {
    fn typed(expr: &Expr) -> Option<Decimal> {
        match expr.node() {
            Node::Number(literal) => {
                let (value, places) = (literal.value.clone(), literal.places);
                let last = match places {
                    0 => trailing_zeros(&value),
                    places => -i64::from(places),
                };
                Some(Decimal { value, places, last })
            }
            Node::Neg(u) => Decimal::typed(u).map(|own| Decimal { value: own.value.neg(), ..own }),
            _ => None,
        }
    }

    /// Is every digit typed right, the last one rounded?
    fn is_right(&self, expected: &Bounds) -> bool {
        expected.is_within(&self.value, &half(&power_of_ten(self.last)))
    }

    /// Is every digit typed the one that stands there, the last one not rounded?
    fn is_cut(&self, expected: &Bounds) -> bool {
        let reach = power_of_ten(self.last);
        let (lo, hi) = (expected.lo.abs(), expected.hi.abs());
        let own = self.value.abs();
        let is_same_side = expected.lo.is_negative() == self.value.is_negative();
        is_same_side && own <= lo && own <= hi && own.add(&reach) > lo && own.add(&reach) > hi
    }
}

/// How many zeros a whole number ends with.
fn trailing_zeros(value: &Number) -> i64 {
    let ten = Number::integer(10);
    let mut rest = value.clone();
    let mut zeros = 0;
    while !rest.is_zero() && zeros < i64::from(MOST) {
        match rest.div(&ten) {
            Some(next) if next.is_integer() => rest = next,
            _ => break,
        }
        zeros += 1;
    }
    zeros
}

/// To how many significant figures a number agrees with another.
fn figures(value: &Number, expected: &Bounds) -> u32 {
    let centre = expected.middle();
    if centre.is_zero() || value.is_zero() || centre.is_negative() != value.is_negative() {
        return 0;
    }
    let size = order(&centre.abs());
    (1..=MOST)
        .take_while(|count| {
            // Half of what the last of so many figures stands for.
            let unit = power_of_ten(size - i64::from(*count) + 1);
            expected.is_within(value, &half(&unit))
        })
        .count() as u32
}

/// The exponent of ten of the first figure of a positive number.
fn order(value: &Number) -> i64 {
    // From the doubles' estimate to the exact answer in a step or two.
    let mut exponent = value.to_f64().log10().clamp(-400.0, 400.0).floor() as i64;
    while power_of_ten(exponent) > *value && exponent > -20_000 {
        exponent -= 1;
    }
    while power_of_ten(exponent + 1) <= *value && exponent < 20_000 {
        exponent += 1;
    }
    exponent
}

fn power_of_ten(exponent: i64) -> Number {
    Number::integer(10).pow(exponent, 1 << 20).unwrap_or(Number::ONE)
}

fn half(value: &Number) -> Number {
    value.div(&Number::integer(2)).unwrap_or(Number::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::read::{Syntax, read};

    fn judge(answer: &str, expected: &str, digits: Option<u32>) -> Option<Near> {
        let expr = |text| read(text, &Syntax::default()).expect("the test's line reads").expr;
        Near::judge(&expr(answer), &expr(expected), digits)
    }

    #[test]
    fn every_digit_typed_must_be_right() {
        assert_eq!(judge("0.1363", "0.13629", Some(4)), Some(Near::Agrees));
        assert_eq!(judge("0.136291", "0.13629", Some(4)), Some(Near::RoundedEarly { right: 5 }));
        assert_eq!(judge("0.13629", "0.13629", None), Some(Near::Exact));
    }

    #[test]
    fn too_few_digits_are_counted() {
        assert_eq!(judge("0.136", "0.13629", Some(4)), Some(Near::TooFew { right: 3, asked: 4 }));
        assert_eq!(judge("3.14", "pi", Some(4)), Some(Near::TooFew { right: 3, asked: 4 }));
        assert_eq!(judge("3.142", "pi", Some(4)), Some(Near::Agrees));
    }

    #[test]
    fn rounding_on_the_way_shows_at_the_end() {
        assert_eq!(judge("0.13600", "0.13629", Some(4)), Some(Near::RoundedEarly { right: 3 }));
        assert_eq!(judge("0.2", "0.13629", Some(4)), Some(Near::Far));
        assert_eq!(judge("-0.1363", "0.13629", Some(4)), Some(Near::Far));
    }

    #[test]
    fn an_exact_number_is_not_a_decimal_near_it() {
        assert_eq!(judge("1/3", "1/3", None), Some(Near::Exact));
        assert_eq!(judge("0.333", "1/3", None), Some(Near::NotExact { right: 3 }));
        assert_eq!(judge("0.333333333333333", "1/3", None), Some(Near::NotExact { right: 15 }));
        assert_eq!(judge("33/100", "1/3", None), Some(Near::Far));
    }

    #[test]
    fn zeros_that_hold_the_place_are_no_digits() {
        let near = |answer, digits| judge(answer, "123456.789", Some(digits));
        assert_eq!(near("123500", 4), Some(Near::Agrees));
        assert_eq!(near("1.235e5", 4), Some(Near::Agrees));
        assert_eq!(near("120000", 4), Some(Near::TooFew { right: 2, asked: 4 }));
        assert_eq!(near("123400", 4), Some(Near::Cut { right: 3 }));
    }

    #[test]
    fn a_digit_cut_off_is_told_from_one_rounded_early() {
        assert_eq!(judge("3.141", "pi", Some(4)), Some(Near::Cut { right: 3 }));
        assert_eq!(judge("3.143", "pi", Some(4)), Some(Near::RoundedEarly { right: 3 }));
        assert_eq!(judge("-3.141", "-pi", Some(4)), Some(Near::Cut { right: 3 }));
    }

    #[test]
    fn zeros_at_the_end_need_not_be_typed() {
        assert_eq!(judge("0.5", "0.50003", Some(4)), Some(Near::Agrees));
        assert_eq!(judge("12", "12.004", Some(4)), Some(Near::Agrees));
        assert_eq!(judge("0", "0.004", Some(2)), Some(Near::Far));
    }
}
