//! Keys in, screens out.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Lab, Message};
use crate::plot::Glyphs;
use crate::tui::app::{Deed, Effect, Message as AppMessage, Mouse, Work};
use crate::tui::frame::Geometry;
use crate::tui::keys::{At, Chord, verb};
use crate::tui::look::Look;
use crate::tui::sheet::Sheet;
use crate::tui::theme::{Palette, Theme};

/// A laboratory in a window, driven by keys; workers run at once.
struct Desk {
    lab: Lab,
    look: Look,
    window: Rect,
}

fn desk(width: u16, height: u16) -> Desk {
    desk_with(width, height, Glyphs::Braille, true)
}

fn desk_with(width: u16, height: u16, glyphs: Glyphs, motion: bool) -> Desk {
    let look = Look {
        theme: Theme::new(Palette::Mono),
        glyphs,
        motion,
        aspect: crate::plot::Aspect::default(),
    };
    let window = Rect::new(0, 0, width, height);
    let mut desk = Desk { lab: Lab::new(&look), look, window };
    desk.tell(Message::Opened);
    desk
}

impl Desk {
    fn tell(&mut self, message: Message) {
        let mut effects = self.lab.update(message, self.window);
        while let Some(effect) = effects.pop() {
            let Effect::Work(Work(work)) = effect else { continue };
            if let AppMessage::Lab(news) = work() {
                effects.extend(self.lab.update(Message::News(news), self.window));
            }
        }
    }

    /// Presses keys by name; `'…'` types.
    fn keys(&mut self, keys: &str) -> &mut Desk {
        for (i, part) in keys.split('\'').enumerate() {
            if i % 2 == 1 {
                part.chars().for_each(|c| self.tell(Message::Type(c)));
                continue;
            }
            for name in part.split_whitespace() {
                let chord = Chord::named(name).expect("a test presses keys that exist");
                let mut contexts = self.lab.contexts();
                contexts.push(At::Field);
                match (verb(&contexts, chord), chord.typed()) {
                    (Some(asked), _) => self.tell(Message::Verb(asked)),
                    (None, Some(c)) => self.tell(Message::Type(c)),
                    (None, None) => panic!("{name} means nothing here"),
                }
            }
        }
        self
    }

    fn text(&self) -> String {
        let mut buffer = Buffer::empty(self.window);
        let Some(geometry) = Geometry::of(self.window) else { return String::new() };
        let body = geometry.edge_to_edge().body();
        self.lab.view(&mut Sheet::new(&mut buffer, body, &self.look));
        let width = usize::from(self.window.width.max(1));
        let line = |row: &[ratatui::buffer::Cell]| {
            row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned()
        };
        buffer.content.chunks(width).map(line).collect::<Vec<_>>().join("\n")
    }

    fn step(&self) -> String {
        self.lab.place().far
    }
}

#[test]
fn the_first_walk_tells_its_third_step_in_numbers() {
    let mut desk = desk(80, 24);
    let text = desk.keys(". . .").text();
    for line in [
        "rate 0.1",
        "step 2 → 3",
        "(1.92, 0.72)",
        "(3.84, 2.88)",
        "(−0.384, −0.288)",
        "(1.536, 0.432)",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(text.contains("4.723 → 2.733") && text.contains("Every step so far went downhill."));
    assert_eq!(desk.step(), "step 3 of 25");
}

#[test]
fn space_plays_eight_steps_a_second_and_stops_at_the_end() {
    let mut desk = desk(80, 24);
    desk.keys("space");
    let mut ticks = 0;
    while let Some(pause) = desk.lab.next_tick() {
        assert!(pause >= Duration::from_millis(33));
        desk.tell(Message::Tick(pause));
        ticks += 1;
    }
    assert_eq!((ticks, desk.step().as_str()), (25, "step 25 of 25"));
    assert_eq!(desk.keys("space").step(), "step 0 of 25");
}

#[test]
fn without_motion_space_jumps_to_the_end() {
    let mut desk = desk_with(80, 24, Glyphs::Braille, false);
    assert_eq!(desk.keys("space").step(), "step 25 of 25");
    assert_eq!(desk.lab.next_tick(), None);
}

#[test]
fn seven_presses_reach_the_edge_of_stability() {
    let mut desk = desk(80, 24);
    let text = desk.keys("] ] ] ] ] ] ] end").text();
    assert!(text.contains("rate 0.5"), "{text}");
}

#[test]
fn a_line_that_cannot_be_read_keeps_the_old_map() {
    let mut desk = desk(80, 24);
    let before = desk.lab.place().here;
    desk.keys("f ctrl-u 'x^2 + ((y' enter");
    assert_eq!(desk.lab.place().here, before);
    assert!(desk.text().contains("f = x^2 + ((y"), "{}", desk.text());
    desk.keys("esc");
    assert_eq!(desk.lab.place().here, before);
}

#[test]
fn a_function_of_one_variable_becomes_a_curve() {
    let mut desk = desk(80, 24);
    desk.keys("f ctrl-u 'x^2 - 4x' enter . .");
    assert_eq!(desk.lab.place().here, "f(x) = x² − 4x");
    assert!(desk.text().contains('●'), "{}", desk.text());
}

#[test]
fn a_third_variable_is_fixed_when_asked_for() {
    let mut desk = desk(80, 24);
    desk.keys("f ctrl-u 'x^2 + y^2 z' enter");
    assert!(desk.text().contains("f with z = 1?"), "{}", desk.text());
    desk.keys("enter");
    assert_eq!(desk.lab.contexts(), [At::Lab]);
}

#[test]
fn a_race_has_up_to_four_runners() {
    let mut desk = desk(120, 36);
    let text = desk.keys("a a a end").text();
    for name in ["descent", "momentum", "adam", "nesterov"] {
        assert!(text.contains(name), "{name}\n{text}");
    }
    assert!(desk.keys("a").text().contains("4 walks at once are the most"));
    assert!(!desk.keys("x").text().contains("nesterov  "));
}

#[test]
fn arrows_move_the_start_onto_round_numbers() {
    let mut desk = desk(80, 24);
    desk.keys("right right up");
    assert_eq!(desk.lab.start, [3.2, 2.2]);
}

#[test]
fn the_mouse_sets_the_start_scrubs_and_zooms() {
    let mut desk = desk(80, 24);
    let mouse = |deed, column, row| Message::Mouse(Mouse { deed, column, row });
    desk.tell(mouse(Deed::Press, 20, 8));
    assert_ne!(desk.lab.start, [3.0, 2.0]);
    desk.tell(mouse(Deed::Drag, 77, 1));
    assert_eq!(desk.step(), "step 25 of 25");
    let wide = desk.lab.scene.window().width();
    desk.tell(mouse(Deed::ZoomIn, 20, 8));
    assert!(desk.lab.scene.window().width() < wide);
    for (column, row) in [(0, 0), (79, 23), (500, 500)] {
        desk.tell(mouse(Deed::Press, column, row));
    }
}

#[test]
fn basins_and_sweep_come_piece_by_piece_and_a_rate_is_taken() {
    let mut desk = desk(80, 24);
    let text = desk.keys("b").text();
    assert!(text.contains("736 runs") && text.contains("100 %"), "{text}");
    let text = desk.keys("b s").text();
    assert!(text.contains("fastest"), "{text}");
    desk.keys("home enter");
    assert!(desk.lab.runner().plan.rate < 0.01);
}

#[test]
fn parameters_are_typed_and_a_bad_one_is_refused_in_words() {
    let mut desk = desk(80, 24);
    desk.keys("e enter ctrl-u '0.2' enter");
    assert_eq!(desk.lab.runner().plan.rate, 0.2);
    let text = desk.keys("enter ctrl-u 'much' enter").text();
    assert!(text.contains("`much` is not a number."), "{text}");
}

#[test]
fn odd_rates_and_starts_do_no_harm() {
    for rate in ["0", "-1", "1e308", "1e-300"] {
        let mut desk = desk(80, 24);
        desk.keys(&format!("e enter ctrl-u '{rate}' enter esc end"));
        assert!(!desk.text().is_empty(), "{rate}");
    }
    for line in ["1/x + 1/y", "ln(x) + y", "1e30 x^2 + y", "0 x + 0 y", "abs(x) + y", "sqrt(x y)"] {
        let mut desk = desk(80, 24);
        desk.keys(&format!("f ctrl-u '{line}' enter end - - + + 0 g s s"));
        assert_eq!(desk.lab.contexts(), [At::Lab], "{line}");
    }
}

#[test]
fn every_window_and_every_view_can_be_drawn() {
    for (width, height) in [(40, 12), (60, 14), (76, 20), (80, 24), (110, 32), (120, 36), (200, 60)]
    {
        let all = [Glyphs::Braille, Glyphs::HalfBlock, Glyphs::Ascii];
        for glyphs in all.into_iter().take(if width == 80 { 3 } else { 1 }) {
            let mut desk = desk_with(width, height, glyphs, true);
            for keys in
                ["end", "g", "t", "esc m", "esc e", "esc o", "esc f", "esc c tab", "a a tab"]
            {
                assert!(!desk.keys(keys).text().is_empty(), "{width}×{height} {keys}");
            }
        }
    }
    for (width, height) in [(0, 0), (1, 1), (39, 11), (3, 80), (80, 3)] {
        let mut desk = desk(width, height);
        desk.keys("end g b b t esc right + H");
        assert!(desk.text().trim().is_empty());
    }
}

#[test]
fn edges_of_basins_are_called_ragged_only_where_they_are() {
    let mut desk = desk(80, 24);
    let bowl = desk.keys("b").text();
    assert!(bowl.contains("every start ends at the same place"), "{bowl}");
    let halves = desk.keys("esc f ctrl-u 'x^4 - x^2 + y^2' enter b").text();
    assert!(halves.contains("Clean edges"), "{halves}");
}

#[test]
fn the_laboratory_takes_on_other_glyphs_while_it_is_open() {
    let mut desk = desk(80, 24);
    assert!(desk.text().contains('⣀'));
    desk.look.glyphs = Glyphs::Ascii;
    desk.lab.restyle(&desk.look);
    let text = desk.text();
    assert!(!text.contains('⣀') && text.contains("levels: 0="), "{text}");
}
