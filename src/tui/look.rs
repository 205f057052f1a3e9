//! How things look on this terminal: theme, glyphs, motion.

use std::borrow::Cow;

use ratatui::buffer::Buffer;

use super::theme::Theme;
use crate::text::Shown;

pub use crate::plot::{Aspect, Glyphs};

/// Everything that drawing depends on apart from what is drawn.
#[derive(Clone, Debug)]
pub struct Look {
    /// Styles by role.
    pub theme: Theme,
    /// Characters.
    pub glyphs: Glyphs,
    /// May something move by itself?
    pub motion: bool,
    /// How tall a cell is.
    pub aspect: Aspect,
}

/// A glyph and its twin in ASCII.
#[rustfmt::skip]
const TWINS: &[(char, &str)] = &[
    ('━', "="), ('─', "-"), ('╍', "x"), ('▸', ">"), ('◂', "<-"), ('✓', "ok"), ('✗', "no"),
    ('◐', "~"), ('●', "#"), ('○', "."), ('■', "B"), ('▲', "^"), ('◆', "D"), ('✚', "+"),
    ('×', "*"), ('·', "*"), ('−', "-"), ('√', "sqrt"), ('…', "..."), ('›', ">"), ('▂', "_"),
    ('▄', "-"), ('▆', "="), ('█', "#"), ('╭', "+"), ('╮', "+"), ('╰', "+"), ('╯', "+"),
    ('│', "|"), ('▔', "^"), ('↑', "up"), ('↓', "down"), ('←', "left"), ('→', "right"),
    ('⎡', "["), ('⎢', "["), ('⎣', "["), ('⎤', "]"), ('⎥', "]"), ('⎦', "]"),
    ('²', "^2"), ('³', "^3"), ('¹', "^1"), ('⁰', "^0"), ('⁴', "^4"), ('⁵', "^5"), ('⁶', "^6"),
    ('⁷', "^7"), ('⁸', "^8"), ('⁹', "^9"), ('⁻', "^-"), ('½', "1/2"), ('¼', "1/4"), ('¾', "3/4"),
    ('≠', "!="), ('≤', "<="), ('≥', ">="), ('≈', "~"), ('∞', "inf"), ('∂', "d"), ('∇', "grad "),
    ('‖', "|"), ('▔', "^"), ('α', "alpha"), ('β', "beta"), ('γ', "gamma"), ('δ', "delta"), ('ε', "eps"),
    ('η', "eta"), ('θ', "theta"), ('λ', "lambda"), ('μ', "mu"), ('π', "pi"), ('ρ', "rho"),
    ('σ', "sigma"), ('τ', "tau"), ('φ', "phi"), ('ω', "omega"), ('Δ', "Delta"), ('Σ', "Sum"),
    ('₀', "_0"), ('₁', "_1"), ('₂', "_2"), ('₃', "_3"), ('’', "'"), ('‘', "'"), ('“', "\""),
    ('”', "\""), ('–', "-"), ('—', "-"), ('⟨', "<"), ('⟩', ">"), ('′', "'"), ('ᵀ', "^T"), ('°', " deg"),
];

fn twin(glyph: char) -> Option<&'static str> {
    TWINS.iter().find(|(from, _)| *from == glyph).map(|(_, to)| *to)
}

impl Look {
    /// A text as it is shown here: without what would act on a terminal, in ASCII if asked for.
    pub fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return Cow::Borrowed(text);
        }
        let clean = Shown::new(text).as_str().replace('\n', " ");
        if self.glyphs != Glyphs::Ascii {
            return Cow::Owned(clean);
        }
        let mut plain = String::with_capacity(clean.len());
        let mut raised = false;
        for c in clean.replace("↑↓", "up/down").replace("← →", "left/right").chars() {
            match twin(c) {
                // x²³ is x^23: the caret comes once.
                Some(to) if raised && to.starts_with('^') => plain.push_str(&to[1..]),
                Some(to) => plain.push_str(to),
                None if c.is_ascii() => plain.push(c),
                None => plain.push('?'),
            }
            raised = twin(c).is_some_and(|to| to.starts_with('^') && to.len() > 1);
        }
        Cow::Owned(plain)
    }

    /// The last look over a finished screen: in ASCII, whatever still is not gets its twin.
    pub fn sweep(&self, buffer: &mut Buffer) {
        if self.glyphs != Glyphs::Ascii {
            return;
        }
        for cell in &mut buffer.content {
            if !cell.symbol().is_ascii() {
                let first = cell.symbol().chars().next().unwrap_or(' ');
                let plain = twin(first).and_then(|to| to.chars().next()).unwrap_or('?');
                cell.set_char(plain);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::theme::Palette;
    use super::*;

    #[test]
    fn ascii_has_a_twin_for_every_mark() {
        let look = Look {
            theme: Theme::new(Palette::Mono),
            glyphs: Glyphs::Ascii,
            motion: true,
            aspect: Aspect::default(),
        };
        assert_eq!(look.words("✓ 3x²·sin x − √x"), "ok 3x^2*sin x - sqrtx");
        assert_eq!(look.words("x⁻¹²"), "x^-12");
    }

    #[test]
    fn nothing_that_acts_on_a_terminal_is_shown() {
        let look = Look {
            theme: Theme::new(Palette::Dark),
            glyphs: Glyphs::Braille,
            motion: true,
            aspect: Aspect::default(),
        };
        assert_eq!(look.words("a\u{1b}[2J\u{202e}b"), "a[2Jb");
    }
}
