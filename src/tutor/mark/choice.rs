//! Was the right option chosen, or were all of them?

use crate::pack::Choice;
use crate::text;
use crate::tutor::{Answer, Verdict};

use super::mark::{FieldMark, Mark};

pub(super) fn mark(answer: &Answer, options: &[Choice], shown: &[usize], several: bool) -> Mark {
    let chosen = match chosen(answer, options, shown, several) {
        Ok(chosen) => chosen,
        Err(mark) => return *mark,
    };
    let is_right = options.iter().enumerate().all(|(at, one)| one.right == chosen.contains(&at));
    let mut mark = if is_right { Mark::right() } else { Mark::wrong() };
    mark.why.extend(reason(options, &chosen, is_right));
    if several && !is_right {
        mark.headline = tally(options, &chosen);
    }
    mark.fields = chosen.iter().map(|at| field(&options[*at])).collect();
    mark
}

/// How many of several are found, and how many of those chosen do not belong.
fn tally(options: &[Choice], chosen: &[usize]) -> String {
    let wanted = options.iter().filter(|option| option.right).count();
    let found = chosen.iter().filter(|at| options[**at].right).count();
    let astray = chosen.len() - found;
    let found_words = format!("{} of {} found", text::small(found), text::small(wanted));
    match (found, astray) {
        (_, 0) => format!("Not yet: {found_words}."),
        (0, _) => format!("Not yet: {} are right, none of them yours.", text::small(wanted)),
        (_, 1) if found == wanted => {
            "Not yet: the right ones are there, and one that is not.".to_owned()
        }
        (_, 1) => format!("Not yet: {found_words}; one of yours is not right."),
        (_, n) => format!("Not yet: {found_words}; {} of yours are not right.", text::small(n)),
    }
}

/// What the author says: to the first wrong option that was chosen, or to the right one.
fn reason(options: &[Choice], chosen: &[usize], is_right: bool) -> Option<String> {
    chosen
        .iter()
        .map(|at| &options[*at])
        .filter(|option| option.right == is_right)
        .find_map(|option| option.why.clone())
}

fn field(option: &Choice) -> FieldMark {
    let (verdict, score) = if option.right { (Verdict::Right, 1.0) } else { (Verdict::Wrong, 0.0) };
    let note = option.why.clone().unwrap_or_default();
    FieldMark { name: option.text.clone(), verdict, score, note, read_as: None }
}

/// The options chosen, in the author's order: by place, letter as shown, number as written, or
/// text.
fn chosen(
    answer: &Answer,
    options: &[Choice],
    shown: &[usize],
    several: bool,
) -> Result<Vec<usize>, Box<Mark>> {
    let last = letter(options.len().saturating_sub(1));
    let unfit = |line: &str| {
        let message = format!("Type a letter from a to {last}.");
        Err(Box::new(Mark::unfit(0, line, &message)))
    };
    let mut found = match answer {
        Answer::Choice(chosen) => chosen.clone(),
        Answer::Text(line) => {
            let line = line.trim();
            if line.is_empty() {
                return Err(Box::new(Mark::blank(0)));
            }
            match named(line, options, shown, several) {
                Some(found) => found,
                None => return unfit(line),
            }
        }
        Answer::Fields(lines) | Answer::Lines(lines) => {
            let found: Option<Vec<_>> =
                lines.iter().map(|line| one(line.trim(), options, shown)).collect();
            match found {
                Some(found) => found,
                None => return unfit(&lines.join(", ")),
            }
        }
        Answer::Order(_) | Answer::Parts(_) | Answer::Card(_) => return unfit(""),
    };
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [] => Err(Box::new(Mark::blank(0))),
        [_, _, ..] if !several => {
            Err(Box::new(Mark::unfit(0, "", "One option is asked; choose the best.")))
        }
        found if found.iter().any(|at| *at >= options.len()) => unfit(""),
        _ => Ok(found),
    }
}

fn named(line: &str, options: &[Choice], shown: &[usize], several: bool) -> Option<Vec<usize>> {
    if let Some(only) = one(line, options, shown) {
        return Some(vec![only]);
    }
    let pieces: Vec<&str> =
        line.split([',', ';', ' ']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let apart: Option<Vec<usize>> = pieces.iter().map(|piece| one(piece, options, shown)).collect();
    apart.or_else(|| {
        // `acd`
        several
            .then(|| line.chars().map(|c| one(&c.to_string(), options, shown)).collect())
            .flatten()
    })
}

fn one(word: &str, options: &[Choice], shown: &[usize]) -> Option<usize> {
    let word = word.trim();
    let plain = word.trim_end_matches('.');
    let is_text = |option: &Choice| {
        let text = option.text.trim();
        text.eq_ignore_ascii_case(word) || text.trim_end_matches('.').eq_ignore_ascii_case(plain)
    };
    if let Some(at) = options.iter().position(is_text) {
        return Some(at);
    }
    let word = word.trim_matches(['(', ')', '.']);
    if let Ok(number) = word.parse::<usize>() {
        return number.checked_sub(1).filter(|at| *at < options.len());
    }
    let mut letters = word.chars();
    let (Some(only), None) = (letters.next(), letters.next()) else { return None };
    let row = (0..options.len()).find(|row| letter(*row) == only.to_ascii_lowercase())?;
    shown.get(row).copied()
}

fn letter(row: usize) -> char {
    char::from(b'a' + row.min(25) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<Choice> {
        let option = |text: &str, right, why: Option<&str>| Choice {
            text: text.to_owned(),
            right,
            why: why.map(str::to_owned),
        };
        vec![
            option("product rule", true, None),
            option("chain rule", false, Some("The outermost operation is the multiplication.")),
            option("power rule", false, None),
        ]
    }

    fn said(line: &str) -> Mark {
        mark(&Answer::Text(line.to_owned()), &options(), &[2, 0, 1], false)
    }

    #[test]
    fn a_letter_means_the_order_shown_and_a_number_the_order_written() {
        assert!(said("b").is_right() && said("1").is_right() && said("Product Rule").is_right());
        assert_eq!(said("a").verdict, Verdict::Wrong);
    }

    #[test]
    fn the_authors_reason_is_given() {
        assert_eq!(said("c").why, ["The outermost operation is the multiplication."]);
        assert!(said("a").why.is_empty());
    }

    #[test]
    fn what_is_no_option_is_not_marked() {
        for line in ["", "z", "4", "both", "a, b"] {
            assert_eq!(said(line).verdict, Verdict::Unreadable, "{line}");
        }
    }

    #[test]
    fn of_several_all_are_wanted() {
        let mut options = options();
        options[2].right = true;
        let said = |line: &str| mark(&Answer::Text(line.to_owned()), &options, &[0, 1, 2], true);
        assert!(said("a, c").is_right() && said("ca").is_right());
        assert_eq!(said("a").headline, "Not yet: one of two found.");
        assert_eq!(said("ab").headline, "Not yet: one of two found; one of yours is not right.");
        assert_eq!(said("b").headline, "Not yet: two are right, none of them yours.");
        assert_eq!(said("abc").headline, "Not yet: the right ones are there, and one that is not.");
    }
}
