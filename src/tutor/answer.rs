//! What a student handed in.

use serde::{Deserialize, Serialize};

/// An answer as typed or chosen, before anything is read into it.
///
/// Which variant an exercise takes follows from its kind; [`Answer::Text`] is understood by every
/// kind, since plain mode and `gradus grade` have only lines of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// One line: an expression, a number, `2x, 4y`, `+`, `0:min, 1:max`, a letter of a choice.
    Text(String),
    /// One line a field: components of a vector, a matrix row by row, the holes of a line.
    Fields(Vec<String>),
    /// A derivation, one line after the other.
    Lines(Vec<String>),
    /// The options chosen, by their place in the author's order (not as shuffled on the screen).
    Choice(Vec<usize>),
    /// The steps in the student's order, by their place in the author's order.
    Order(Vec<usize>),
    /// One line for each part, by the part's id.
    Parts(Vec<(String, String)>),
    /// A card: did the student know it?
    Card(bool),
}

impl Answer {
    /// Is there nothing in it that could be marked?
    pub fn is_blank(&self) -> bool {
        match self {
            Answer::Text(line) => line.trim().is_empty(),
            Answer::Fields(lines) | Answer::Lines(lines) => {
                lines.iter().all(|line| line.trim().is_empty())
            }
            Answer::Choice(chosen) => chosen.is_empty(),
            Answer::Order(order) => order.is_empty(),
            Answer::Parts(parts) => parts.iter().all(|(_, line)| line.trim().is_empty()),
            Answer::Card(_) => false,
        }
    }

    /// Would marking both say the same, because only blanks differ?
    pub fn is_same_as(&self, other: &Answer) -> bool {
        self.without_blanks() == other.without_blanks()
    }

    fn without_blanks(&self) -> Answer {
        // Runs of blanks become one: `2 3` and `23` are different lines.
        let squeeze = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
        match self {
            Answer::Text(line) => Answer::Text(squeeze(line)),
            Answer::Fields(lines) => Answer::Fields(lines.iter().map(squeeze).collect()),
            Answer::Lines(lines) => Answer::Lines(lines.iter().map(squeeze).collect()),
            Answer::Parts(parts) => {
                Answer::Parts(parts.iter().map(|(id, line)| (id.clone(), squeeze(line))).collect())
            }
            Answer::Choice(_) | Answer::Order(_) | Answer::Card(_) => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_at_the_ends_do_not_make_another_answer() {
        let typed = |line: &str| Answer::Text(line.to_owned());
        assert!(typed(" 2x  + 1").is_same_as(&typed("2x + 1 ")));
        assert!(!typed("2 3").is_same_as(&typed("23")));
        assert!(typed("  ").is_blank());
    }

    #[test]
    fn an_answer_survives_the_journal() {
        let answer = Answer::Parts(vec![("z".to_owned(), "1.2".to_owned())]);
        let stored = serde_json::to_string(&answer).expect("an answer has a text form");
        assert_eq!(stored, r#"{"parts":[["z","1.2"]]}"#);
        assert_eq!(serde_json::from_str::<Answer>(&stored).ok(), Some(answer));
    }
}
