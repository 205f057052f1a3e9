//! Exercises and figures on a map: literal screens, the mouse, and walks that play.

use std::time::Duration;

use gradus::pack;
use gradus::plot::{Aspect, Glyphs};
use gradus::study::{Library, Memory, Study};
use gradus::tui::app::{App, Deed, Go, Message, Mouse};
use gradus::tui::look::Look;
use gradus::tui::stage::Stage;
use gradus::tui::theme::{Palette, Theme};

const PACK: &str = r#"
format = 1
id = "maps"
title = "Maps"
version = "1.0.0"
lessons = ["ask", "look"]
[skills]
maps = { title = "Maps" }
"#;

const ASK: &str = r#"
title = "Ask"
skills = ["maps"]

[[block]]
ask = "arrow"
id = "down"
of = "x^2 + 4*y^2"
at = [2, 1]

[[block]]
ask = "rate"
id = "rate"
of = "x^2 + 2*y^2"
from = [3, 2]
goal = { steps = 20, below = 0.001 }
then = "Find the largest rate that does not diverge."
"#;

const LOOK: &str = r#"
title = "Look"
skills = ["maps"]

[[block]]
text = "A curve."
[[block]]
figure = "curve"
of = "x^2"
x = [-2, 2]
tangent = 1

[[block]]
text = "A walk."
[[block]]
figure = "contour"
of = "x^2 + 2*y^2"
x = [-4, 4]
y = [-3, 3]
path = { rule = "descent", from = [3, 2], rate = 0.1, steps = 25 }

[[block]]
text = "Two runs."
[[block]]
figure = "loss"
of = "x^2 + 2*y^2"
log = true
paths = [
  { label = "small", from = [3, 2], rate = 0.05, steps = 40 },
  { label = "large", from = [3, 2], rate = 0.4, steps = 40 },
]
"#;

fn stage_with(look: Look, lesson: &str, (columns, rows): (u16, u16)) -> Stage {
    let files = pack::in_memory(&[
        ("pack.toml", PACK),
        ("lessons/ask.toml", ASK),
        ("lessons/look.toml", LOOK),
    ]);
    let pack = pack::load(&files).expect("the pack of these tests is sound");
    let library = Library::of(vec![pack]);
    let study = Study { library, memory: Memory::default(), decimal_comma: false };
    let app = App::new(look, true, "Monday 23 November".to_owned(), study);
    let mut stage = Stage::new(app, columns, rows);
    stage.app.go(Go::Lesson("maps".to_owned(), lesson.to_owned()));
    stage
}

fn look(glyphs: Glyphs, motion: bool) -> Look {
    Look { theme: Theme::new(Palette::Mono), glyphs, motion, aspect: Aspect::default() }
}

fn stage(lesson: &str, size: (u16, u16)) -> Stage {
    stage_with(look(Glyphs::Braille, true), lesson, size)
}

/// Compares with a literal screen; its first line end is for the reader.
fn shows(stage: &Stage, expected: &str) {
    let text = stage.text();
    assert_eq!(text, expected.trim_start_matches('\n'), "the screen:\n{text}");
}

fn says(stage: &Stage, words: &str) {
    assert!(stage.text().contains(words), "{words:?} on the screen:\n{}", stage.text());
}

fn mouse(stage: &mut Stage, deed: Deed, (column, row): (u16, u16)) {
    stage.tell(Message::Mouse(Mouse { deed, column, row }));
}

/// Where a glyph stands, the first from the top.
fn find(stage: &Stage, glyph: char) -> (u16, u16) {
    let text = stage.text();
    let found = text
        .lines()
        .enumerate()
        .find_map(|(row, line)| line.chars().position(|c| c == glyph).map(|at| (at, row)));
    let (column, row) = found.unwrap_or_else(|| panic!("no {glyph} on the screen:\n{text}"));
    (column as u16, row as u16)
}

#[test]
fn an_arrow_has_the_whole_of_a_small_window_and_one_line() {
    let mut stage = stage("ask", (40, 12));
    shows(&stage, ARROW_SMALL);
    stage.keys("enter");
    shows(&stage, ARROW_SMALL_WRONG);
    stage.keys("right");
    says(&stage, "angle 355°   (1.00, −0.09)");
}

#[test]
fn an_arrow_is_turned_answered_wrongly_and_then_rightly() {
    let mut stage = stage("ask", (80, 24));
    says(&stage, "angle      0°");
    stage.keys("h H H enter");
    says(&stage, "angle      7°");
    says(&stage, "✗  Not yet.");
    says(&stage, "direction  (0.99, 0.12)");
    stage.keys("enter");
    says(&stage, "The same arrow as before. Turn it, or ctrl-t for a hint.");
    stage.keys("tab '-4, -8' enter");
    says(&stage, "✓  Right, on the second");
    says(&stage, "angle      243°");
}

#[test]
fn an_arrow_is_aimed_by_click_and_by_drag() {
    let mut stage = stage("ask", (80, 24));
    assert!(stage.app.wants_mouse());
    let (column, row) = find(&stage, '○');
    mouse(&mut stage, Deed::Press, (column, row - 3));
    says(&stage, "angle      90°");
    mouse(&mut stage, Deed::Drag, (column - 8, row));
    says(&stage, "angle      180°");
    mouse(&mut stage, Deed::Press, (column, row));
    says(&stage, "angle      180°");
    mouse(&mut stage, Deed::Press, (79, 5));
    says(&stage, "angle      180°");
}

#[test]
fn a_rate_is_watched_then_judged_and_its_tries_stay() {
    let mut stage = stage("ask", (80, 24));
    stage.keys("ctrl-n '0.1' enter");
    stage.wait(Duration::from_millis(1050));
    says(&stage, "step 8 of 20   f 0.2556");
    says(&stage, "space pause");
    stage.keys("space").wait(Duration::from_secs(9));
    says(&stage, "step 8 of 20");
    stage.keys(". . space").wait(Duration::from_secs(9));
    says(&stage, "0.1  20 steps  f 0.0012");
    says(&stage, "After 20 steps f is");
    says(&stage, "2/λmax = 0.5.");
    stage.keys("ctrl-u '0.3' enter enter");
    says(&stage, "0.1  20  f 0.0012");
    says(&stage, "0.3  20  f 1.09·10⁻¹⁵");
    says(&stage, "✓  Right");
    says(&stage, "Find the largest rate");
    stage.keys("'0.6' enter enter");
    says(&stage, "more than 2.");
    stage.keys("ctrl-u enter");
    says(&stage, "page 3 of 3");
}

#[test]
fn a_rate_has_a_small_window_in_turns() {
    let mut stage = stage("ask", (40, 12));
    stage.keys("ctrl-n '0.1' enter").wait(Duration::from_millis(1050));
    shows(&stage, RATE_SMALL);
    stage.wait(Duration::from_secs(9));
    shows(&stage, RATE_SMALL_WRONG);
}

#[test]
fn without_motion_a_rate_is_judged_at_once() {
    let mut stage = stage_with(look(Glyphs::Braille, false), "ask", (80, 24));
    stage.keys("ctrl-n '0.1' enter");
    says(&stage, "0.1  20 steps  f 0.0012");
    says(&stage, "✗  Not yet.");
}

#[test]
fn the_point_of_a_figure_is_dragged_and_the_wheel_zooms() {
    let mut stage = stage("look", (80, 24));
    assert!(stage.app.wants_mouse());
    says(&stage, "x 1.00   f 1.00   slope 2.00");
    let (column, row) = find(&stage, '●');
    mouse(&mut stage, Deed::Press, (column - 10, row));
    says(&stage, "x 0.05   f 0.00   slope 0.10");
    let before = stage.text();
    mouse(&mut stage, Deed::ZoomIn, (column, row));
    assert_ne!(stage.text(), before);
    stage.keys("0");
    assert_eq!(stage.text(), before);
    stage.keys("pgdn");
    mouse(&mut stage, Deed::Press, (60, 10));
    assert!(!stage.text().contains("step 25 of 25   f 0.00013"), "the walk starts elsewhere");
    stage.keys("r space").wait(Duration::from_secs(9));
    says(&stage, "step 25 of 25   f 0.00013");
}

#[test]
fn two_runs_are_told_apart_by_heads_and_names() {
    let mut stage = stage_with(look(Glyphs::Ascii, true), "look", (60, 20));
    stage.keys("pgdn pgdn");
    says(&stage, "A small 0.00197");
    says(&stage, "B large 1.43*10^-17");
}

#[test]
fn a_tall_cell_changes_the_map_and_no_other_thing() {
    let mut stage = stage("ask", (80, 24));
    let before = stage.text();
    stage.tell(Message::Aspect(Aspect::of((640, 480), (80, 24))));
    assert_ne!(stage.text(), before);
    says(&stage, "angle      0°");
}

#[test]
fn no_window_is_too_small_or_too_odd_for_a_map() {
    for lesson in ["ask", "look"] {
        for (columns, rows) in [(0, 0), (1, 1), (40, 12), (41, 13), (76, 12), (45, 40), (300, 90)] {
            for glyphs in [Glyphs::Braille, Glyphs::HalfBlock, Glyphs::Ascii] {
                let mut stage = stage_with(look(glyphs, true), lesson, (columns, rows));
                stage.keys("left tab '1' enter");
                let next = if lesson == "ask" { "ctrl-n" } else { "pgdn" };
                stage.keys(next).keys("tab '1' enter").wait(Duration::from_millis(300));
                assert!(stage.text().lines().all(|line| line.chars().count() <= columns.into()));
            }
        }
    }
}

const ARROW_SMALL: &str = r"
 Maps › Ask                 page 1 of 3
 ━━━━━━━━━━━━━─────────────────────────
    ⡠⠔⠊⣁⠤⠒⠊⣁⡠⠤⠒⠒⠒⠉⢉⣉⣀⣀⣀⣉⡉⠉⠒⠒⠒⠤⢄⣈⠑⠒⠤⣈⠑⠢⢄
    ⡠20⣀⠔⠊⠉10⢔⣒⠮⠭⠛⠓8⣒⣒⣒⠒⠚⠛⠭⠵⣒⡢⢄⣀15⠢⣀⠉⠒⢄
     ⡠⠊ ⢀⠔⡪⠔⠊⢁⠤⠔⠒⠉⠉⠉   ⠉⠉5⠒⠢⠤⡈○⠉⠉⠉→ ⠑⢄
    ⠎  ⡰⢁⠎ ⢠⠊⠁ ⢀⠔⢊⠥⠔⠒1⠒⠢⠬⡑⠢⡀ ⠈⠑⡄ ⠱⡈⢆  ⠱
  0    ⡇⢸  ⡇   ⡇⠰⡁   ✚   ⢈⠆2   ⢸  ⡇⢸
    ⢆  ⠱⡈⢆ ⠘⢄⡀ ⠈⠢⢌⣒⠢⠤⠤⠤⠔⣒⡡⠔⠁ ⢀⡠⠃ ⡰⢁⠎  ⡰
     ⠑⢄ ⠈⠢⢅⠢⢄⠈⠒⠢⠤⣀ ⠉⠉⠉⠉⠉ ⣀⠤⠔⠒⠁⡠⠔⡨⠔⠁ ⡠⠊
           −2        0        2
 angle 0°   (1.00, 0.00)
 ← → turn   enter check          ? keys";
const ARROW_SMALL_WRONG: &str = r"
 Maps › Ask                 page 1 of 3
 ━━━━━━━━━━━━━─────────────────────────
 Turn the arrow at (x, y) = (2, 1) to
 where f falls most steeply.
 f(x, y) = x² + 4y²

 angle 0°   (1.00, 0.00)

 ✗ Not yet.
   Yours is 117° off; turn it
   clockwise.
 ← → turn   enter check          ? keys";
const RATE_SMALL: &str = r"
 Maps › Ask                 page 2 of 3
 ━━━━━━━━━━━━━━━━━━━━━━━━━─────────────
            ⡠⠊⠁  ⣀⠤⠤⠤⠒⠤⠤⠤⣀  ⠈○⢄
          ⡠⠊  ⡠⠒⠉⣀⠤⠔⠒⠒⠒⠢⠤⣀⠉⢀↙⠁ ⠑⢄
         ⢰⠁  ⡜ ⢀⠎ ⡀⢀⠤1⠤⡀⢄⣀⠤⠃ ⢣  ⠈⡆
  0      ⢎  10 ⢎ ⢸⠰⡁ ✚●⠒↙2 ⡱ ⢈⠆ 20
         ⠸⡀  ⢣ ⠈⢆ ⠑⠬⣒⣒⣒⠥⠊ ⡰⠁ ⡜  ⢀⠇
          ⠑⢄  ⠑⠤⣀⠉⠒⠢⠤5⠤⠔⠒⠉⣀⠤⠊  ⡠⠊
            ⠑⢄⡀  ⠉⠒⠒⠒⠤⠒⠒⠒⠉  ⢀⡠⠊
       −5            0            5
 step 8 of 20   f 0.2556
 space pause   , . step          ? keys";
const RATE_SMALL_WRONG: &str = r"
 Maps › Ask                 page 2 of 3
 ━━━━━━━━━━━━━━━━━━━━━━━━━─────────────
 Start at (3, 2). Choose a learning
 rate so that f is below 0.001 after
 at most 20 steps.
 f(x, y) = x² + 2y²

 rate  0.1█

 ✗ Not yet.
   After 20 steps f is 0.0012.
 enter run it                    ? keys";
