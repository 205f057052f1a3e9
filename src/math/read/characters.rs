//! What is a single character good for?

/// Raised characters and their plain forms.
#[rustfmt::skip]
pub(crate) const SUPERSCRIPTS: &[(char, char)] = &[
    ('⁰', '0'), ('¹', '1'), ('²', '2'), ('³', '3'), ('⁴', '4'), ('⁵', '5'), ('⁶', '6'),
    ('⁷', '7'), ('⁸', '8'), ('⁹', '9'), ('⁺', '+'), ('⁻', '-'), ('⁽', '('), ('⁾', ')'),
    ('ᵃ', 'a'), ('ᵇ', 'b'), ('ᶜ', 'c'), ('ᵈ', 'd'), ('ᵉ', 'e'), ('ᶠ', 'f'), ('ᵍ', 'g'),
    ('ʰ', 'h'), ('ⁱ', 'i'), ('ʲ', 'j'), ('ᵏ', 'k'), ('ˡ', 'l'), ('ᵐ', 'm'), ('ⁿ', 'n'),
    ('ᵒ', 'o'), ('ᵖ', 'p'), ('ʳ', 'r'), ('ˢ', 's'), ('ᵗ', 't'), ('ᵘ', 'u'), ('ᵛ', 'v'),
    ('ʷ', 'w'), ('ˣ', 'x'), ('ʸ', 'y'), ('ᶻ', 'z'),
];

/// Lowered characters and their plain forms.
#[rustfmt::skip]
pub(crate) const SUBSCRIPTS: &[(char, char)] = &[
    ('₀', '0'), ('₁', '1'), ('₂', '2'), ('₃', '3'), ('₄', '4'), ('₅', '5'), ('₆', '6'),
    ('₇', '7'), ('₈', '8'), ('₉', '9'), ('ₐ', 'a'), ('ₑ', 'e'), ('ₕ', 'h'), ('ᵢ', 'i'),
    ('ⱼ', 'j'), ('ₖ', 'k'), ('ₗ', 'l'), ('ₘ', 'm'), ('ₙ', 'n'), ('ₒ', 'o'), ('ₚ', 'p'),
    ('ᵣ', 'r'), ('ₛ', 's'), ('ₜ', 't'), ('ᵤ', 'u'), ('ᵥ', 'v'), ('ₓ', 'x'),
];

/// Fractions that are one character.
#[rustfmt::skip]
pub(crate) const VULGAR_FRACTIONS: &[(char, &str)] = &[
    ('½', "1/2"), ('⅓', "1/3"), ('⅔', "2/3"), ('¼', "1/4"), ('¾', "3/4"), ('⅕', "1/5"),
    ('⅖', "2/5"), ('⅗', "3/5"), ('⅘', "4/5"), ('⅙', "1/6"), ('⅚', "5/6"), ('⅐', "1/7"),
    ('⅛', "1/8"), ('⅜', "3/8"), ('⅝', "5/8"), ('⅞', "7/8"), ('⅑', "1/9"), ('⅒', "1/10"),
];

/// Foreign letters and the plain ones that they look like.
#[rustfmt::skip]
const LOOKALIKES: &[(char, char)] = &[
    // Cyrillic
    ('а', 'a'), ('с', 'c'), ('ԁ', 'd'), ('е', 'e'), ('һ', 'h'), ('і', 'i'), ('ј', 'j'),
    ('к', 'k'), ('п', 'n'), ('о', 'o'), ('р', 'p'), ('ԛ', 'q'), ('г', 'r'), ('ѕ', 's'),
    ('т', 't'), ('ѵ', 'v'), ('ԝ', 'w'), ('х', 'x'), ('у', 'y'), ('А', 'A'), ('В', 'B'),
    ('С', 'C'), ('Е', 'E'), ('Н', 'H'), ('І', 'I'), ('Ј', 'J'), ('К', 'K'), ('М', 'M'),
    ('О', 'O'), ('Р', 'P'), ('Ѕ', 'S'), ('Т', 'T'), ('Х', 'X'), ('У', 'Y'),
    // Greek letters that are no symbols of their own
    ('ο', 'o'), ('Α', 'A'), ('Β', 'B'), ('Ε', 'E'), ('Ζ', 'Z'), ('Η', 'H'), ('Ι', 'I'),
    ('Κ', 'K'), ('Μ', 'M'), ('Ν', 'N'), ('Ο', 'O'), ('Ρ', 'P'), ('Τ', 'T'), ('Υ', 'Y'),
    ('Χ', 'X'), ('ς', 's'),
    // others
    ('ı', 'i'), ('ℓ', 'l'), ('՛', '\''), ('∆', 'Δ'), ('∑', 'Σ'), ('µ', 'μ'), ('Ω', 'Ω'),
    ('≈', '='), ('≡', '='), ('⁼', '='), ('‚', ','), ('،', ','), ('。', '.'), ('˖', '+'), ('➕', '+'),
    ('➖', '-'), ('✖', '*'), ('➗', '/'), ('⨉', '*'), ('˄', '^'), ('ˆ', '^'), ('↑', '^'),
    ('❨', '('), ('❩', ')'), ('【', '['), ('】', ']'), ('“', '\''), ('”', '\''),
];

/// The first of ten digits of a script.
#[rustfmt::skip]
const ZEROS: &[char] = &[
    '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}',
    '\u{0B66}', '\u{0BE6}', '\u{0C66}', '\u{0CE6}', '\u{0D66}', '\u{0E50}', '\u{0ED0}',
    '\u{0F20}', '\u{1040}', '\u{17E0}', '\u{1810}',
];

/// The plain character that a foreign one looks like or stands for.
pub(super) fn lookalike(c: char) -> Option<char> {
    if let Some((_, plain)) = LOOKALIKES.iter().find(|(foreign, _)| *foreign == c) {
        return Some(*plain);
    }
    ZEROS.iter().find_map(|&zero| {
        let digit = (c as u32).checked_sub(zero as u32)?;
        char::from_digit(digit, 10)
    })
}

/// Does it hide, combine, turn the reading direction, or act on a terminal?
pub(super) fn is_unclear(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{061C}'
            | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{20D0}'..='\u{20FF}'
            | '\u{3164}' | '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFF}'
            | '\u{E0000}'..='\u{10FFFF}')
}

/// A Greek letter that may name something: not one that looks Latin, not the final sigma.
pub(super) fn is_greek(c: char) -> bool {
    matches!(c, 'α'..='ω') && !matches!(c, 'ο' | 'ς')
        || matches!(c, 'Γ' | 'Δ' | 'Θ' | 'Λ' | 'Ξ' | 'Π' | 'Σ' | 'Φ' | 'Ψ' | 'Ω')
}

/// What to call a character that should not be shown.
pub(super) fn name_of(c: char) -> &'static str {
    match c {
        '\0' => "a null character",
        '\u{1b}' => "an escape character",
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => "a line break",
        '\u{8}' | '\u{7f}' => "a backspace",
        c if c.is_control() => "a control character",
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => "a mark that turns the reading direction",
        '\u{0300}'..='\u{036F}'
        | '\u{0483}'..='\u{0489}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE20}'..='\u{FE2F}' => "an accent that combines with the character before",
        '\u{E0000}'..='\u{E0FFF}' => "an invisible tag",
        _ => "an invisible character",
    }
}
