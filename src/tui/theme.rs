//! Which colour a role has; the only place that names colours.

use ratatui::style::{Color, Modifier, Style};

/// What the terminal can show and what lies behind the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// RGB on a dark background.
    Dark,
    /// RGB on a light background.
    Light,
    /// The terminal's own colours 0–7; 8–15 are greys in some schemes and never used.
    Sixteen,
    /// No colour at all: bold, dim and underline alone.
    Mono,
}

/// The style of every role (SCREENS: text, strong, quiet, faint, accent, right, wrong, caution).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Which palette the styles come from.
    pub palette: Palette,
    /// Sentences and mathematics: the terminal's own colour.
    pub text: Style,
    /// The one thing to read first.
    pub strong: Style,
    /// Labels, units, far-off things.
    pub quiet: Style,
    /// Rail ahead, field line, axes; never words.
    pub faint: Style,
    /// Selected, active, done.
    pub accent: Style,
    /// A right answer's mark and word.
    pub right: Style,
    /// A wrong answer's mark, sentence and place.
    pub wrong: Style,
    /// Partly right, unread, the caret of an error.
    pub caution: Style,
    /// Paths and heads of five runners.
    pub runners: [Style; 5],
}

/// quiet, faint, accent, right, wrong, caution, five runners.
type Inks = [Color; 11];

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

#[rustfmt::skip]
const DARK: Inks = [
    rgb(0x008a_92a0), rgb(0x0042_4854), rgb(0x005e_c8be), rgb(0x009c_ce6a), rgb(0x00f4_845f), rgb(0x00e0_b858),
    rgb(0x00f0_e442), rgb(0x00ff_6e28), rgb(0x0000_c891), rgb(0x00e6_8cbe), rgb(0x0056_b4e9),
];

#[rustfmt::skip]
const LIGHT: Inks = [
    rgb(0x0068_6e7a), rgb(0x00c6_cad0), rgb(0x0000_706a), rgb(0x0036_7614), rgb(0x00b8_340a), rgb(0x008a_5c00),
    rgb(0x0078_3c00), rgb(0x00be_3200), rgb(0x0000_6e50), rgb(0x0096_286e), rgb(0x0000_50a0),
];

#[rustfmt::skip]
const SIXTEEN: Inks = [
    Color::Reset, Color::Reset, Color::Cyan, Color::Green, Color::Red, Color::Yellow,
    Color::Yellow, Color::Red, Color::Green, Color::Magenta, Color::Cyan,
];

impl Theme {
    /// The styles of a palette.
    pub fn new(palette: Palette) -> Theme {
        match palette {
            Palette::Dark => Theme::coloured(palette, DARK),
            Palette::Light => Theme::coloured(palette, LIGHT),
            Palette::Sixteen => {
                let dim = Style::new().add_modifier(Modifier::DIM);
                let bold = |style: Style| style.add_modifier(Modifier::BOLD);
                let theme = Theme::coloured(palette, SIXTEEN);
                Theme { quiet: dim, faint: dim, runners: theme.runners.map(bold), ..theme }
            }
            Palette::Mono => Theme::mono(),
        }
    }

    fn coloured(palette: Palette, inks: Inks) -> Theme {
        let [quiet, faint, accent, right, wrong, caution, runners @ ..] =
            inks.map(|ink| Style::new().fg(ink));
        Theme {
            palette,
            text: Style::new(),
            strong: Style::new().add_modifier(Modifier::BOLD),
            quiet,
            faint,
            accent,
            right,
            wrong,
            caution,
            runners,
        }
    }

    fn mono() -> Theme {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let dim = Style::new().add_modifier(Modifier::DIM);
        Theme {
            palette: Palette::Mono,
            text: Style::new(),
            strong: bold,
            quiet: dim,
            faint: dim,
            accent: bold,
            right: bold,
            wrong: bold,
            caution: bold,
            runners: [bold; 5],
        }
    }

    /// May a cell have a colour of its own (heat, contour lines)?
    pub fn has_rgb(&self) -> bool {
        matches!(self.palette, Palette::Dark | Palette::Light)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(theme: &Theme) -> Vec<Style> {
        let Theme {
            palette: _,
            text,
            strong,
            quiet,
            faint,
            accent,
            right,
            wrong,
            caution,
            runners,
        } = theme;
        let mut all = vec![*text, *strong, *quiet, *faint, *accent, *right, *wrong, *caution];
        all.extend(runners);
        all
    }

    #[test]
    fn without_colour_no_role_sets_one() {
        for style in styles(&Theme::new(Palette::Mono)) {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn sixteen_colours_use_only_the_first_eight() {
        let first = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::Reset,
        ];
        for style in styles(&Theme::new(Palette::Sixteen)) {
            assert!(style.fg.is_none_or(|ink| first.contains(&ink)), "{style:?}");
        }
    }

    /// Relative luminance and contrast as WCAG 2 defines them.
    fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
        let luminance = |(r, g, b): (u8, u8, u8)| {
            let linear = |c: u8| {
                let c = f64::from(c) / 255.0;
                if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_can_be_read_on_common_backgrounds() {
        let dark = [(0, 0, 0), (0x28, 0x2a, 0x36)];
        let light = [(0xfd, 0xf6, 0xe3), (255, 255, 255)];
        for (palette, grounds) in [(Palette::Dark, dark), (Palette::Light, light)] {
            let theme = Theme::new(palette);
            for style in [theme.quiet, theme.accent, theme.right, theme.wrong, theme.caution] {
                let Some(Color::Rgb(r, g, b)) = style.fg else { panic!("{style:?} has no RGB") };
                for ground in grounds {
                    assert!(contrast((r, g, b), ground) >= 4.5, "{style:?} on {ground:?}");
                }
            }
        }
    }
}
