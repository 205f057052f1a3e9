//! Which known word was meant?

/// The known word nearest to what was typed, where one is near enough to propose.
///
/// The distance counts letters typed wrongly, left out, added, or swapped with their neighbour; it
/// may be a third of the word's length.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().take(64).collect();
    let allowed = (typed.len().max(3)) / 3;
    known
        .into_iter()
        .map(|word| (distance(&typed, &word.chars().collect::<Vec<_>>()), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let swap = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j - 1] + swap).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_pair_is_one_slip() {
        assert_eq!(nearest("wtr", ["of", "wrt", "at"]), Some("wrt"));
    }

    #[test]
    fn a_word_that_is_far_from_all_gets_no_proposal() {
        assert_eq!(nearest("colour", ["of", "wrt", "at"]), None);
    }
}
