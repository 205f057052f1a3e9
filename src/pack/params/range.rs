//! A range of exact numbers: `2..9`, `-5..5 except 0, 1`, `0.2..0.8 step 0.1`.

use crate::math::Number;
use crate::pack::constant;
use crate::pack::fill::Value;

/// Numbers at equal steps, some left out. It is counted, never listed.
#[derive(Debug, PartialEq)]
pub(super) struct Range {
    first: Number,
    step: Number,
    /// Without those left out.
    count: u64,
    /// Positions left out, rising.
    skipped: Vec<u64>,
    /// Digits behind the point that its numbers are shown with.
    places: usize,
}

impl Range {
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn value(&self, index: u64) -> Option<Value> {
        let mut position = index;
        for skipped in &self.skipped {
            if *skipped <= position {
                position += 1;
            }
        }
        let position = Number::integer(i64::try_from(position).ok()?);
        Some(Value::Number(self.first.add(&self.step.mul(&position)), self.places))
    }
}

/// Reads a range, or says what is wrong with it.
pub(super) fn read(text: &str) -> Result<Range, String> {
    let (body, excepted) = match text.split_once("except") {
        Some((body, rest)) => match rest.split_once("step") {
            Some((listed, step)) => (format!("{body} step {step}"), listed.to_owned()),
            None => (body.to_owned(), rest.to_owned()),
        },
        None => (text.to_owned(), String::new()),
    };
    let (ends, step) = body.split_once("step").unwrap_or((&body, "1"));
    let (low, high) = ends.split_once("..").ok_or("two dots stand between its ends.")?;
    let number = |text: &str| {
        let text = text.trim().replace('−', "-");
        constant::number(&text).ok_or(format!("`{text}` is no number."))
    };
    let (first, last, step) = (number(low)?, number(high)?, number(step)?);
    if step.is_negative() || step.is_zero() {
        return Err("its step is not above 0.".into());
    }
    if last < first {
        return Err("its first number is above its last.".into());
    }
    let steps = last.sub(&first).div(&step).ok_or("its step is 0.")?;
    let total = whole_part(&steps).and_then(|n| n.checked_add(1)).ok_or("it is too long.")?;
    let mut skipped = Vec::new();
    for piece in excepted.split(',').filter(|piece| !piece.trim().is_empty()) {
        let position = number(piece)?.sub(&first).div(&step).ok_or("its step is 0.")?;
        if position.is_integer() && !position.is_negative() {
            skipped.extend(
                position.to_i64().and_then(|n| u64::try_from(n).ok()).filter(|n| *n < total),
            );
        }
    }
    skipped.sort_unstable();
    skipped.dedup();
    let count = total - skipped.len() as u64;
    if count == 0 {
        return Err("`except` leaves nothing.".into());
    }
    let places = [
        low,
        ends.split_once("..").map_or("", |e| e.1),
        body.split_once("step").map_or("", |s| s.1),
    ]
    .iter()
    .map(|text| text.trim().split_once('.').map_or(0, |(_, fraction)| fraction.len()))
    .max()
    .unwrap_or(0);
    Ok(Range { first, step, count, skipped, places })
}

fn whole_part(number: &Number) -> Option<u64> {
    if let Some((numerator, denominator)) = number.to_small_ratio() {
        return u64::try_from(numerator / denominator).ok();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let range = read(text).unwrap_or_else(|reason| panic!("{text}: {reason}"));
        (0..range.count()).filter_map(|i| range.value(i)).map(|v| v.in_prose()).collect()
    }

    #[test]
    fn both_ends_belong_to_a_range() {
        assert_eq!(all("2..5"), ["2", "3", "4", "5"]);
        assert_eq!(all("-2..2 except 0, 1"), ["-2", "-1", "2"]);
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(all("0.2..0.8 step 0.2"), ["0.2", "0.4", "0.6", "0.8"]);
        assert_eq!(all("1.5..3.5 step 0.5 except 2"), ["1.5", "2.5", "3", "3.5"]);
    }

    #[test]
    fn a_range_that_is_none_says_why() {
        assert_eq!(read("1..2 step 0"), Err("its step is not above 0.".to_owned()));
        assert_eq!(read("9..2"), Err("its first number is above its last.".to_owned()));
        assert_eq!(read("2-9"), Err("two dots stand between its ends.".to_owned()));
        assert_eq!(read("1..1 except 1"), Err("`except` leaves nothing.".to_owned()));
    }

    #[test]
    fn a_huge_range_is_counted_not_listed() {
        assert_eq!(read("0..1 step 0.000000000001").map(|r| r.count()), Ok(1_000_000_000_001));
    }
}
