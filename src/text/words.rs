//! Counted things in words.

/// `1 question`, `2 questions`, `0 questions`.
pub fn count(n: usize, noun: &str) -> String {
    counted(n, noun, &plural(noun))
}

/// The same for a noun whose plural is its own: `count_of(2, "axis", "axes")`.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `first`, `second` … `twelfth`, then `13th`.
pub fn ordinal(n: usize) -> String {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    match n.checked_sub(1).and_then(|index| WORDS.get(index)) {
        Some(word) => (*word).to_owned(),
        None => format!("{n}{}", ending(n)),
    }
}

/// `one`, `two` … `twelve`, then digits: for sentences such as "two of three found".
pub fn small(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The words as a sentence: a capital first, a full stop at the end.
pub fn sentence(words: &str) -> String {
    let mut sentence = capital(words.trim());
    if !sentence.is_empty() && !sentence.ends_with(['.', '?', '!', ':']) {
        sentence.push('.');
    }
    sentence
}

/// The words with a capital first; a letter of mathematics keeps its size: `u = x²`, `f' = 2x`.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let mut behind = words.chars().skip(1).skip_while(|c| *c == ' ');
    let is_apart = words.chars().nth(1).is_some_and(|c| !c.is_alphanumeric());
    if is_apart && behind.next().is_some_and(|c| matches!(c, '=' | '\'' | '(' | '→' | '<' | '>'))
    {
        return words.to_owned();
    }
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn plural(noun: &str) -> String {
    let consonant_y = noun
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']) && !stem.is_empty());
    if let Some(stem) = consonant_y {
        format!("{stem}ies")
    } else if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") {
        format!("{noun}es")
    } else {
        format!("{noun}s")
    }
}

fn ending(n: usize) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular_and_none_is_plural() {
        assert_eq!(count(1, "question"), "1 question");
        assert_eq!(count(0, "question"), "0 questions");
        assert_eq!(count(2, "try"), "2 tries");
        assert_eq!(count(3, "day"), "3 days");
        assert_eq!(count(2, "pass"), "2 passes");
        assert_eq!(counted(2, "axis", "axes"), "2 axes");
    }

    #[test]
    fn tries_are_told_by_their_ordinal() {
        assert_eq!(
            [1, 2, 12, 13, 21, 22, 111].map(ordinal).join(" "),
            "first second twelfth 13th 21st 22nd 111th"
        );
    }

    #[test]
    fn a_letter_of_mathematics_keeps_its_size() {
        assert_eq!(sentence("u = x², v = sin x"), "u = x², v = sin x.");
        assert_eq!(sentence("f' = 2x"), "f' = 2x.");
        assert_eq!(sentence("a part is missing"), "A part is missing.");
        assert_eq!(capital("x is right"), "X is right");
    }

    #[test]
    fn a_list_ends_with_and() {
        let items =
            |n: usize| ["a", "b", "c"][..n].iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            [list(&items(0)), list(&items(1)), list(&items(2)), list(&items(3))].join("|"),
            "|a|a and b|a, b and c"
        );
    }
}
