//! How do colours mix, and how bright are they?

/// A colour of 24 bits, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The six steps of a channel in the colour cube of 256-colour terminals.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Rgb {
    /// White.
    pub const WHITE: Rgb = Rgb(255, 255, 255);

    /// The colour `share` of the way to `other`; 0 is `self`, 1 is `other`.
    #[must_use]
    pub fn mix(self, other: Rgb, share: f64) -> Rgb {
        let blend = |a: u8, b: u8| {
            let mixed = f64::from(a) + (f64::from(b) - f64::from(a)) * share.clamp(0.0, 1.0);
            mixed.round() as u8
        };
        Rgb(blend(self.0, other.0), blend(self.1, other.1), blend(self.2, other.2))
    }

    /// Relative luminance, 0 (black) to 1 (white), as in WCAG 2.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        luminance(r, g, b)
    }

    /// Contrast against `other`, 1 to 21, as in WCAG 2.
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The nearest of the 240 fixed colours of a 256-colour terminal (16 to 255).
    pub fn indexed(self) -> u8 {
        let near = |v: u8| (0..6).min_by_key(|&i| CUBE[i].abs_diff(v)).unwrap_or(0);
        let (r, g, b) = (near(self.0), near(self.1), near(self.2));
        let cube = Rgb(CUBE[r], CUBE[g], CUBE[b]);
        let mean = (u16::from(self.0) + u16::from(self.1) + u16::from(self.2)) / 3;
        let step = (mean.saturating_sub(3) / 10).min(23) as u8;
        let grey = 8 + 10 * step;
        if self.distance(Rgb(grey, grey, grey)) < self.distance(cube) {
            232 + step
        } else {
            (16 + 36 * r + 6 * g + b) as u8
        }
    }

    /// The colour in hexadecimal, as SVG writes it: `#5ec8be`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// The three channels in linear light, 0 to 1.
    pub(super) fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|v| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The colour of three channels in linear light.
    pub(super) fn from_linear(channels: [f64; 3]) -> Rgb {
        let [r, g, b] = channels.map(|v| {
            let v = v.clamp(0.0, 1.0);
            let v = if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
            (v * 255.0).round() as u8
        });
        Rgb(r, g, b)
    }

    /// How far apart two colours look, roughly ("redmean", `CompuPhase`).
    fn distance(self, other: Rgb) -> i64 {
        let [r, g, b] = [(self.0, other.0), (self.1, other.1), (self.2, other.2)]
            .map(|(a, b)| i64::from(a) - i64::from(b));
        let red = i64::midpoint(i64::from(self.0), i64::from(other.0));
        (((512 + red) * r * r) >> 8) + 4 * g * g + (((767 - red) * b * b) >> 8)
    }
}

/// Relative luminance of linear channels.
pub(super) fn luminance(r: f64, g: f64, b: f64) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The luminance that the eye sees as lightness `l`, 0 to 100 (CIE L*).
pub(super) fn luminance_of_lightness(l: f64) -> f64 {
    if l > 8.0 { ((l + 16.0) / 116.0).powi(3) } else { l / 903.3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_and_white_have_contrast_21() {
        assert!((Rgb(0, 0, 0).contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn linear_light_and_back_is_the_same_colour() {
        for c in [Rgb(0, 1, 2), Rgb(68, 1, 84), Rgb(253, 231, 37), Rgb::WHITE] {
            assert_eq!(Rgb::from_linear(c.linear()), c);
        }
    }

    #[test]
    fn pure_colours_hit_the_cube_and_greys_the_ramp() {
        assert_eq!(Rgb(255, 0, 0).indexed(), 196);
        assert_eq!(Rgb(0, 0, 0).indexed(), 16);
        assert_eq!(Rgb(128, 128, 128).indexed(), 244);
    }
}
