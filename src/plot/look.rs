//! What can the terminal show, and with which colours?

use super::colour::{Rgb, luminance, luminance_of_lightness};

/// Light or dark background.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// Light text on a dark ground.
    #[default]
    Dark,
    /// Dark text on a light ground.
    Light,
}

/// How many colours there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Colours {
    /// None: bold, dim and shape alone.
    None,
    /// The 16 colours whose look the terminal's palette decides.
    Sixteen,
    /// The 240 fixed colours.
    Indexed,
    /// 24 bits.
    #[default]
    True,
}

/// Which characters the font has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Braille: 2×4 dots a cell.
    #[default]
    Braille,
    /// Half blocks: 1×2 dots a cell.
    HalfBlock,
    /// Letters, digits and signs of ASCII: 1×1.
    Ascii,
}

/// The run of colours that stands for height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Ramp {
    /// Violet, teal, green, yellow.
    #[default]
    Viridis,
    /// Blue, grey, yellow: the same to every eye.
    Cividis,
}

/// All that a picture must know of the place where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Look {
    /// Light or dark.
    pub theme: Theme,
    /// How many colours.
    pub colours: Colours,
    /// Which characters.
    pub glyphs: Glyphs,
    /// Which colours for height.
    pub ramp: Ramp,
    /// How tall a cell is.
    pub aspect: Aspect,
}

/// How tall a cell of the terminal is for its width, where the terminal says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aspect {
    thousandths: u16,
}

impl Default for Aspect {
    /// Twice as high as wide.
    fn default() -> Aspect {
        Aspect { thousandths: 1000 }
    }
}

impl Aspect {
    /// From width and height of a window in pixels and in cells; what no font looks like (a window
    /// without pixels, a terminal that counts them wrongly) gives the usual cell.
    pub fn of((wide, high): (u16, u16), (columns, rows): (u16, u16)) -> Aspect {
        let [wide, high, columns, rows] = [wide, high, columns, rows].map(f64::from);
        let ratio = (high / rows) / (wide / columns) / 2.0;
        if (0.6..=1.6).contains(&ratio) {
            Aspect { thousandths: (ratio * 1000.0).round() as u16 }
        } else {
            Aspect::default()
        }
    }

    /// Half of height over width: 1 where a cell is twice as high as wide.
    pub fn ratio(self) -> f64 {
        f64::from(self.thousandths) / 1000.0
    }
}

/// Viridis at 17 even places (van der Walt and Smith, public domain).
const VIRIDIS: [Rgb; 17] = [
    Rgb(68, 1, 84),
    Rgb(72, 21, 104),
    Rgb(71, 39, 119),
    Rgb(66, 57, 130),
    Rgb(59, 74, 137),
    Rgb(51, 91, 141),
    Rgb(44, 107, 142),
    Rgb(38, 122, 142),
    Rgb(33, 138, 141),
    Rgb(31, 153, 137),
    Rgb(39, 168, 130),
    Rgb(62, 183, 117),
    Rgb(96, 197, 97),
    Rgb(137, 209, 72),
    Rgb(181, 218, 44),
    Rgb(223, 227, 24),
    Rgb(253, 231, 37),
];

/// Cividis at 9 even places (Nuñez, Anderton and Renslow, public domain).
const CIVIDIS: [Rgb; 9] = [
    Rgb(0, 34, 78),
    Rgb(18, 53, 112),
    Rgb(59, 73, 108),
    Rgb(87, 93, 109),
    Rgb(112, 113, 115),
    Rgb(138, 134, 120),
    Rgb(165, 156, 116),
    Rgb(195, 179, 105),
    Rgb(255, 233, 69),
];

/// Colours of the runners, dark and light theme, and their place among the 16 colours.
/// The dark ones are the best five of Okabe and Ito under the three simulated dichromacies.
const RUNNERS: [(Rgb, Rgb, u8); 5] = [
    (Rgb(240, 228, 66), Rgb(120, 60, 0), 3),
    (Rgb(255, 110, 40), Rgb(190, 50, 0), 1),
    (Rgb(0, 200, 145), Rgb(0, 110, 80), 2),
    (Rgb(230, 140, 190), Rgb(150, 40, 110), 5),
    (Rgb(86, 180, 233), Rgb(0, 80, 160), 6),
];

/// Lightness of the lowest and the highest ground, dark and light theme. The dark pair is
/// luminance 0.010 to 0.075: bright enough to tell, dim enough for the paths above it.
const LIGHTNESS: [(f64, f64); 2] = [(9.0, 32.9), (86.0, 96.0)];

impl Look {
    /// Has the ground colours that tell height? The 240 fixed colours are too few so near to black:
    /// heights would come out as blotches.
    pub fn has_heat(self) -> bool {
        self.colours == Colours::True && self.glyphs != Glyphs::Ascii
    }

    /// Columns and rows of dots in a cell.
    pub fn dots(self) -> (usize, usize) {
        match self.glyphs {
            Glyphs::Braille => (2, 4),
            Glyphs::HalfBlock => (1, 2),
            Glyphs::Ascii => (1, 1),
        }
    }

    /// The colour of a runner, counted from 0; after the fifth the first comes again.
    pub fn runner(self, index: u8) -> Rgb {
        let (dark, light, _) = RUNNERS[usize::from(index) % RUNNERS.len()];
        match self.theme {
            Theme::Dark => dark,
            Theme::Light => light,
        }
    }

    /// The number of a runner's colour among the first eight of the 16 colours.
    pub fn runner_ansi(index: u8) -> u8 {
        RUNNERS[usize::from(index) % RUNNERS.len()].2
    }

    /// The colour of a contour line, or of anything quiet, on this ground.
    pub fn line_on(self, ground: Rgb) -> Rgb {
        match self.theme {
            Theme::Dark => ground.mix(Rgb::WHITE, 0.40),
            Theme::Light => ground.mix(Rgb(40, 50, 70), 0.42),
        }
    }

    /// The colour of a label on this ground.
    pub fn label_on(self, ground: Rgb) -> Rgb {
        match self.theme {
            Theme::Dark => ground.mix(Rgb::WHITE, 0.78),
            Theme::Light => ground.mix(Rgb(40, 50, 70), 0.85),
        }
    }

    /// The 256 colours of the ground, from lowest to highest, even in lightness.
    pub fn heat(self) -> Vec<Rgb> {
        let stops: &[Rgb] = match self.ramp {
            Ramp::Viridis => &VIRIDIS,
            Ramp::Cividis => &CIVIDIS,
        };
        (0..256)
            .map(|i| {
                let t = f64::from(i) / 255.0;
                let (low, high) = LIGHTNESS[self.theme as usize];
                let target = luminance_of_lightness(low + (high - low) * t);
                at_luminance(along(stops, t), target, self.theme)
            })
            .collect()
    }
}

/// The colour at `t` of evenly spaced stops.
fn along(stops: &[Rgb], t: f64) -> Rgb {
    let place = t * (stops.len() - 1) as f64;
    let low = (place as usize).min(stops.len() - 2);
    stops[low].mix(stops[low + 1], place - low as f64)
}

/// The same hue, as bright as asked: dimmed in the dark theme, washed with white in the light one.
fn at_luminance(colour: Rgb, target: f64, theme: Theme) -> Rgb {
    let [r, g, b] = colour.linear();
    let scaled = match theme {
        Theme::Dark => {
            let factor = target / luminance(r, g, b).max(1e-6);
            [r, g, b].map(|v| v * factor)
        }
        Theme::Light => {
            let top = r.max(g).max(b).max(1e-6);
            let [r, g, b] = [r, g, b].map(|v| (v / top).powf(0.27));
            let pure = luminance(r, g, b);
            if pure < target {
                let white = (target - pure) / (1.0 - pure).max(1e-6);
                [r, g, b].map(|v| v + (1.0 - v) * white)
            } else {
                [r, g, b].map(|v| v * target / pure)
            }
        }
    };
    Rgb::from_linear(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_as_tall_as_the_terminal_says_within_reason() {
        assert_eq!(Aspect::of((800, 480), (80, 24)).ratio(), 1.0);
        assert_eq!(Aspect::of((720, 480), (80, 24)).ratio(), 1.111);
        for nonsense in [(0, 0), (80, 24), (1, 60000), (800, 0)] {
            assert_eq!(Aspect::of(nonsense, (80, 24)), Aspect::default(), "{nonsense:?}");
        }
        assert_eq!(Aspect::of((800, 480), (0, 0)), Aspect::default());
    }

    #[test]
    fn heat_gets_brighter_all_the_way() {
        for theme in [Theme::Dark, Theme::Light] {
            for ramp in [Ramp::Viridis, Ramp::Cividis] {
                let heat = Look { theme, ramp, ..Look::default() }.heat();
                for i in 8..256 {
                    let (low, high) = (heat[i - 8].luminance(), heat[i].luminance());
                    assert!(low < high, "{theme:?} {ramp:?} {i}");
                }
            }
        }
    }

    #[test]
    fn lines_stand_out_from_their_ground_but_do_not_shout() {
        let look = Look::default();
        for ground in look.heat() {
            let contrast = look.line_on(ground).contrast(ground);
            assert!((2.5..3.9).contains(&contrast), "{ground:?} {contrast}");
        }
    }

    #[test]
    fn runners_stand_out_from_every_ground() {
        for theme in [Theme::Dark, Theme::Light] {
            let look = Look { theme, ..Look::default() };
            for ground in look.heat() {
                for runner in 0..5 {
                    let contrast = look.runner(runner).contrast(ground);
                    assert!(contrast >= 3.0, "{theme:?} {runner} {ground:?} {contrast}");
                }
            }
        }
    }
}
