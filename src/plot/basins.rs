//! Where does each start lead? One colour an end, brighter where the walk was short.

use super::colour::Rgb;
use super::look::{Glyphs, Look, Theme};
use super::map::{Layers, Map};
use super::picture::{Cell, Ink, Picture};

/// Where the walk from one place of the map ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Landing {
    /// At an end, counted from 0, after a share of the longest walk, 0 (at once) to 1.
    At(u8, f64),
    /// It left every bound.
    Away,
    /// It was still on its way.
    Late,
}

/// The colour of walks that run away or are still on their way.
const NOWHERE: [Rgb; 2] = [Rgb(66, 72, 84), Rgb(198, 202, 208)];

impl Look {
    /// The colour of an end, as a swatch beside the map shows it.
    pub fn end(self, end: Option<u8>) -> Rgb {
        end.map_or(NOWHERE[self.theme as usize], |end| self.runner(end))
    }

    fn landing(self, landing: Landing) -> Rgb {
        let Landing::At(end, share) = landing else { return self.end(None) };
        let full = match self.theme {
            Theme::Dark => self.runner(end),
            // the light theme's runners are dark: on a ground they are washed out
            Theme::Light => self.runner(end).mix(Rgb::WHITE, 0.35),
        };
        let (far, reach) = match self.theme {
            Theme::Dark => (Rgb(10, 10, 14), 0.55),
            Theme::Light => (Rgb::WHITE, 0.6),
        };
        full.mix(far, share.clamp(0.0, 1.0) * reach)
    }
}

/// The places of the map that have a walk of their own: columns, rows. Half blocks give two a
/// cell; without grounds it is one.
pub fn basin_size(map: &Map, look: Look) -> (usize, usize) {
    let (_, _, columns, rows) = map.plot_area();
    (columns, if look.has_heat() { 2 * rows } else { rows })
}

/// The picture of a map's landings, row by row from the top; what is not known yet stays empty.
/// Without grounds the ends are letters, small for the first.
pub fn basins(map: &Map, landings: &[Option<Landing>], layers: &Layers, look: Look) -> Picture {
    let (columns, _) = basin_size(map, look);
    let (least, span) = shares(landings);
    let landing = |column: usize, row: usize| {
        landings.get(row * columns + column).copied().flatten().map(|landing| match landing {
            Landing::At(end, share) => Landing::At(end, 0.15 + 0.85 * (share - least) / span),
            Landing::Away | Landing::Late => landing,
        })
    };
    map.dyed(layers, &|column, row| {
        if !look.has_heat() {
            return landing(column, row).map_or(Cell::default(), |landing| letter(landing, look));
        }
        let halves = [0, 1].map(|half| landing(column, 2 * row + half).map(|l| look.landing(l)));
        match halves {
            [Some(upper), Some(lower)] if look.glyphs != Glyphs::Ascii => {
                Cell { ground: Some(lower), ..Cell::new('▀', Ink::Own(upper)) }
            }
            [Some(upper), _] => Cell::new('▀', Ink::Own(upper)),
            [None, Some(lower)] => Cell::new('▄', Ink::Own(lower)),
            [None, None] => Cell::default(),
        }
    })
}

/// The shortest walk that arrived, and how far the longest lies above: the whole range of
/// brightness is used, whatever the method.
fn shares(landings: &[Option<Landing>]) -> (f64, f64) {
    let arrived = landings.iter().filter_map(|landing| match landing {
        Some(Landing::At(_, share)) if *share < 1.0 => Some(*share),
        _ => None,
    });
    let (low, high) =
        arrived.fold((1.0_f64, 0.0_f64), |(low, high), share| (low.min(share), high.max(share)));
    if high > low { (low, high - low) } else { (0.0, 1.0) }
}

fn letter(landing: Landing, look: Look) -> Cell {
    match landing {
        Landing::At(end, _) => Cell::new(char::from(b'a' + end % 26), Ink::Runner(end)),
        Landing::Away if look.glyphs == Glyphs::Ascii => Cell::new('/', Ink::Faint),
        Landing::Away => Cell::new('╱', Ink::Faint),
        Landing::Late if look.glyphs == Glyphs::Ascii => Cell::new('.', Ink::Faint),
        Landing::Late => Cell::new('·', Ink::Faint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::{Colours, Window};

    #[test]
    fn without_colour_every_place_has_the_letter_of_its_end() {
        let look = Look { colours: Colours::None, ..Look::default() };
        let window = Window::new([0.0, 1.0], [0.0, 1.0]);
        let map = Map::frame(window, (6, 2), look);
        let (columns, rows) = basin_size(&map, look);
        let landings: Vec<Option<Landing>> = (0..columns * rows)
            .map(|i| match i % 4 {
                0 => Some(Landing::At(0, 0.1)),
                1 => Some(Landing::At(1, 0.9)),
                2 => Some(Landing::Away),
                _ => None,
            })
            .collect();
        let text = basins(&map, &landings, &Layers::default(), look).text();
        assert_eq!(text, "ab╱ ab\n╱ ab╱\n");
    }

    #[test]
    fn a_longer_walk_is_darker() {
        let look = Look::default();
        let [near, far] = [0.1, 0.9].map(|share| look.landing(Landing::At(2, share)).luminance());
        assert!(near > far);
    }
}
