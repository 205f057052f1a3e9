//! Are the steps in their order?

use crate::text;
use crate::tutor::{Answer, Verdict};

use super::mark::{FieldMark, Mark};

pub(super) fn mark(answer: &Answer, steps: &[String], shown: &[usize]) -> Mark {
    let order = match answer {
        Answer::Order(order) => Some(order.clone()),
        Answer::Text(line) if line.trim().is_empty() => return Mark::blank(0),
        Answer::Text(line) => letters(line, shown),
        Answer::Lines(lines) | Answer::Fields(lines) => named(lines, steps),
        Answer::Choice(_) | Answer::Parts(_) | Answer::Card(_) => None,
    };
    let mut seen: Vec<usize> = order.clone().unwrap_or_default();
    seen.sort_unstable();
    let Some(order) = order.filter(|_| seen.iter().copied().eq(0..steps.len())) else {
        let last = char::from(b'a' + steps.len().clamp(1, 26) as u8 - 1);
        return Mark::unfit(0, "", &format!("Type every letter from a to {last} once."));
    };
    // Two steps with the same words may change places.
    let is_right = |place: usize| steps[order[place]] == steps[place];
    let mut mark = match (0..steps.len()).find(|place| !is_right(*place)) {
        None => Mark::right(),
        Some(good) => Mark::wrong().because(so_far(good)),
    };
    mark.fields =
        (0..steps.len()).map(|place| field(&steps[order[place]], is_right(place))).collect();
    mark
}

/// `Lines 1 and 2 are in place; another step comes third.`
fn so_far(good: usize) -> String {
    let next = text::ordinal(good + 1);
    match good {
        0 => "Another step comes first.".to_owned(),
        1 => format!("Line 1 is in place; another step comes {next}."),
        2 => format!("Lines 1 and 2 are in place; another step comes {next}."),
        _ => format!("Lines 1 to {good} are in place; another step comes {next}."),
    }
}

fn field(step: &str, is_right: bool) -> FieldMark {
    FieldMark {
        name: step.to_owned(),
        verdict: if is_right { Verdict::Right } else { Verdict::Wrong },
        score: if is_right { 1.0 } else { 0.0 },
        note: String::new(),
        read_as: None,
    }
}

/// `b a c`, `bac`, `2 1 3`: the rows as shown.
fn letters(line: &str, shown: &[usize]) -> Option<Vec<usize>> {
    let row = |c: char| match c.to_ascii_lowercase() {
        c @ 'a'..='z' => Some(c as usize - 'a' as usize),
        c @ '1'..='9' => Some(c as usize - '1' as usize),
        _ => None,
    };
    line.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | ';'))
        .map(|c| shown.get(row(c)?).copied())
        .collect()
}

/// The steps by their words, or by their number in the author's order.
fn named(lines: &[String], steps: &[String]) -> Option<Vec<usize>> {
    let mut free: Vec<usize> = (0..steps.len()).collect();
    lines
        .iter()
        .map(|line| {
            let by_words = free.iter().position(|at| steps[*at].trim() == line.trim());
            let by_number = || {
                let number = line.trim().parse::<usize>().ok()?.checked_sub(1)?;
                free.iter().position(|at| *at == number)
            };
            Some(free.remove(by_words.or_else(by_number)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wrong_place_is_told() {
        let steps = ["name u and v", "write the rule", "put in"].map(str::to_owned);
        let said = |line: &str| mark(&Answer::Text(line.to_owned()), &steps, &[2, 0, 1]);
        assert!(said("b c a").is_right() && said("231").is_right());
        assert_eq!(said("bac").why, ["Line 1 is in place; another step comes second."]);
        assert_eq!(said("abc").why, ["Another step comes first."]);
        assert_eq!(said("ab").verdict, Verdict::Unreadable);
        assert_eq!(said("aab").verdict, Verdict::Unreadable);
        assert!(mark(&Answer::Lines(steps.to_vec()), &steps, &[2, 0, 1]).is_right());
    }
}
