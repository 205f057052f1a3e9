//! Whole screens: keys in, literal screens out.

use std::time::Duration;

use gradus::pack;
use gradus::plot::Glyphs;
use gradus::study::{Library, Memory, Study};
use gradus::tui::app::App;
use gradus::tui::look::Look;
use gradus::tui::stage::Stage;
use gradus::tui::theme::{Palette, Theme};

const PACK: &str = r#"
format = 1
id = "steps"
title = "Rules one at a time"
version = "1.0.0"
lessons = ["which", "more"]
[skills]
rules = { title = "Rules" }
"#;

const WHICH: &str = r#"
title = "Which rule first?"
minutes = 12
skills = ["rules"]

[[block]]
figure = "curve"
of = "x^2*sin(x)"
x = [-4, 4]
tangent = 1
caption = "Where is the tangent flat?"

[[block]]
text = """
Both factors move, so both moves count:

    (u·v)' = u'·v + u·v'

Here u = $x^2$ and v = $sin(x)$.
"""

[[block]]
ask = "derivative"
id = "quotient"
of = "e^(2x)/x"
hints = ["The outermost operation is a division."]

[[block]]
ask = "gradient"
id = "bowl"
of = "x^2 + 2*y^2"

[[block]]
ask = "choice"
id = "first"
prompt = "Which rule comes first for $sin(x^2)*x$?"
options = ["chain rule", "product rule", "power rule"]
right = "product rule"

[[block]]
ask = "critical"
id = "flat"
of = "x^3 - 3*x"
classify = true
"#;

const MORE: &str = r#"
title = "Quotients"
minutes = 15
skills = ["rules"]

[[block]]
text = "A short one."
"#;

fn study() -> Study {
    let files = pack::in_memory(&[
        ("pack.toml", PACK),
        ("lessons/which.toml", WHICH),
        ("lessons/more.toml", MORE),
    ]);
    let pack = pack::load(&files).expect("the pack of these tests is sound");
    Study { library: Library::of(vec![pack]), memory: Memory::default(), decimal_comma: false }
}

fn stage_of(glyphs: Glyphs, palette: Palette, columns: u16, rows: u16) -> Stage {
    let look = Look {
        theme: Theme::new(palette),
        glyphs,
        motion: true,
        aspect: gradus::plot::Aspect::default(),
    };
    let app = App::new(look, true, "Monday 23 November".to_owned(), study());
    Stage::new(app, columns, rows)
}

fn stage(columns: u16, rows: u16) -> Stage {
    stage_of(Glyphs::Braille, Palette::Dark, columns, rows)
}

/// Compares with a screen written without the line break after its opening quote.
#[track_caller]
fn shows(stage: &Stage, screen: &str) {
    let shown = stage.text();
    assert_eq!(shown.trim_end(), screen.trim_start_matches('\n'), "\nthe screen:\n{shown}");
}

#[test]
fn the_first_screen_has_two_sentences_and_what_can_be_done() {
    shows(
        &stage(80, 24),
        "
  ▂▄▆ gradus                                                Monday 23 November
  ────────────────────────────────────────────────────────────────────────────

    Welcome. gradus teaches derivatives, gradients and descent, a page
    at a time, and tells you why when an answer is wrong.


  ▸ Begin       Which rule first?                                       12 min
    Lab         Watch descent walk downhill                    nothing to know














  ↑↓ choose   enter open   : go to                             ? keys   q quit",
    );
}

#[test]
fn a_page_has_its_figure_at_the_right() {
    shows(
        stage(80, 24).keys("enter"),
        "
  Rules one at a time › Which rule first?                          page 1 of 6
  ━━━━━━━━━━━━━───────────────────────────────────────────────────────────────

  Both factors move, so both moves    ⡀                   ⠄
  count:                              ⢇                   ⠂
                                      ⠸⡀               10 ⡁
    (u·v)' = u'·v + u·v'               ⢇                  ⠄
                                       ⠘⡄                 ⠂             ⢀⡠
  Here u = x² and v = sin x.            ⢣                 ⡁        ⣀⣤⡤⢔⡊⠁
                                        ⠈⡆                ⠄     ⢀⣴⠞⠋⠁  ⠙⢆
                                      ⡀  ⠸⡄    −2         ⣀⣀⣀⣠⠤●⠉   ⡀   ⠈⢆
                                      ⠊ ⠁⠈⠱⡀⠈ ⠁⠈⠂⠁⠈⣀⡤⠒⠋⠉⠉⢉⡠⠔⠉⠁⠈ ⠁⠈ ⠁⠊ ⠁⠈ ⠘⡆ ⠁⠈
                                      −4   ⠱⣄   ⢀⡤⠞⠁ ⢀⡠⠔⠊⠁⠄         2     ⠸⡀ 4
                                            ⠈⠑⠒⠚⠉   ⠊⠁    ⠂                ⢣
                                                          ⡁                ⠘⡄
                                                          ⠄                 ⢱
                                                      −10 ⠂                 ⠈⡆
                                                          ⡁                  ⢱
                                                          ⠄                  ⠈

                                      x 1.00   f 0.84   slope 2.22
                                      Where is the tangent flat?

  enter go on   ← → move the point                        ? keys   esc lessons",
    );
}

#[test]
fn the_point_of_a_figure_moves_and_pages_do_not_turn() {
    let mut stage = stage(80, 24);
    let text = stage.keys("enter right right left").text();
    assert!(text.contains("x 1.10   f 1.08   slope 2.51"), "{text}");
    assert!(text.contains("page 1 of 6"), "{text}");
}

#[test]
fn an_exercise_shows_how_the_line_is_read() {
    shows(
        stage(80, 24).keys("enter enter '(x e^(2x) - e^(2x))/x^2'"),
        "
  Rules one at a time › Which rule first?                          page 2 of 6
  ━━━━━━━━━━━━━━━━━━━━━━━━━───────────────────────────────────────────────────

  Differentiate f with respect to x.

           e²ˣ
   f(x) = ─────
            x


  f'(x) = (x e^(2x) - e^(2x))/x^2█
          ────────────────────────────────────────────────────────────────────
           x·e²ˣ − e²ˣ
          ─────────────                                                read as
               x²








  enter check   ctrl-t hint 1 of 6   ctrl-r steps            ? keys   esc back",
    );
}

#[test]
fn a_wrong_answer_comes_with_its_witness() {
    shows(
        stage(80, 24).keys("enter enter '(x e^(2x) - e^(2x))/x^2' enter"),
        "
  Rules one at a time › Which rule first?                          page 2 of 6
  ━━━━━━━━━━━━━━━━━━━━━━━━━───────────────────────────────────────────────────

  Differentiate f with respect to x.

           e²ˣ
   f(x) = ─────
            x


  f'(x) = (x e^(2x) - e^(2x))/x^2█
          ────────────────────────────────────────────────────────────────────
           x·e²ˣ − e²ˣ
          ─────────────                                                read as
               x²

  ✗  Not yet.

     At x = 2 yours is 13.65, the slope of f is 40.95.
     Edit the line and try again; it costs nothing.



  enter check   ctrl-t hint 1 of 6   ctrl-r steps            ? keys   esc back",
    );
}

#[test]
fn an_unread_line_has_its_caret_and_its_mend() {
    let mut stage = stage(80, 24);
    shows(
        stage.keys("enter enter '(2x e^(2x) - e^(2x)/x^2' enter"),
        "
  Rules one at a time › Which rule first?                          page 2 of 6
  ━━━━━━━━━━━━━━━━━━━━━━━━━───────────────────────────────────────────────────

  Differentiate f with respect to x.

           e²ˣ
   f(x) = ─────
            x


  f'(x) = (2x e^(2x) - e^(2x)/x^2█
          ▲───────────────────────────────────────────────────────────────────
            This bracket is never closed. Write the missing `)`.
            Did you mean  (2x e^(2x) - e^(2x))/x^2 ?            enter takes it


  ?  Not read yet, so nothing was marked.






  enter check   ctrl-t hint 1 of 6   ctrl-r steps            ? keys   esc back",
    );
    // One enter takes the mend, the next one checks it.
    let text = stage.keys("enter").text();
    assert!(text.contains("f'(x) = (2x e^(2x) - e^(2x))/x^2█"), "{text}");
    let text = stage.keys("enter").text();
    assert!(text.contains("✓  Right."), "{text}");
}

#[test]
fn a_right_answer_closes_the_field_and_letters_are_commands_again() {
    let mut stage = stage(80, 24);
    stage.keys("enter enter '1' enter ctrl-u '(2x e^(2x) - e^(2x))/x^2' enter");
    let text = stage.text();
    assert!(text.contains("✓  Right, on the second try."), "{text}");
    assert!(!text.contains('█'), "{text}");
    stage.keys("q");
    assert!(stage.has_ended());
}

#[test]
fn the_answer_keeps_its_row_and_the_verdict_its_own() {
    let mut stage = stage(80, 24);
    let row = |text: &str, what: &str| text.lines().position(|line| line.contains(what));
    stage.keys("enter enter '2x'");
    assert_eq!(row(&stage.text(), "f'(x) ="), Some(10));
    stage.keys("enter");
    assert_eq!(row(&stage.text(), "f'(x) ="), Some(10));
    assert_eq!(row(&stage.text(), "✗"), Some(16));
    stage.keys("ctrl-t");
    assert_eq!(row(&stage.text(), "f'(x) ="), Some(10));
    assert!(stage.text().contains("1  The outermost operation is a division."));
}

#[test]
fn the_same_line_again_is_not_marked_twice() {
    let text = stage(80, 24).keys("enter enter '2x' enter enter").text();
    assert!(text.contains("The same line as before. Change it, or ctrl-t for a hint."), "{text}");
}

#[test]
fn an_empty_line_costs_nothing() {
    let text = stage(80, 24).keys("enter enter enter").text();
    assert!(text.contains("Nothing typed yet. ctrl-t gives a hint."), "{text}");
}

#[test]
fn the_steps_ask_once_because_they_count_as_seen() {
    let mut stage = stage(80, 24);
    let text = stage.keys("enter enter '2x' ctrl-r").text();
    assert!(text.contains("Show the steps? It then counts as seen."), "{text}");
    let text = stage.keys("esc '+1'").text();
    assert!(text.contains("f'(x) = 2x+1█"), "{text}");
}

#[test]
fn a_long_paste_is_cut_and_said() {
    let mut stage = stage(80, 24);
    let text = stage.keys("enter enter").paste(&"9".repeat(10_000)).text();
    assert!(text.contains("Cut at 300 characters"), "{text}");
    assert!(stage.keys("esc").text().contains("Which rule first?"));
}

#[test]
fn a_paste_needs_a_field() {
    let text = stage(80, 24).paste("x^2").text();
    assert!(text.contains("Nothing to paste into here."), "{text}");
}

#[test]
fn components_of_a_gradient_stand_side_by_side() {
    let mut stage = stage(80, 24);
    shows(
        stage.keys("enter enter ctrl-n '2x, 2y' enter"),
        "
  Rules one at a time › Which rule first?                          page 3 of 6
  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━──────────────────────────────────────

  Give the gradient of f.

  f(x, y) = x² + 2y²




       ∇f = ( 2x                       , 2y█                      )
              ────────────────────────   ────────────────────────
              ✓                          ✗



  ✗  Not yet.
     ∂f/∂x is right: 2x.
     ∂f/∂y: Right up to the factor 1/2.
     Edit the line and try again; it costs nothing.



  enter check   ctrl-t hint 1 of 4   ctrl-r steps            ? keys   esc back",
    );
}

#[test]
fn a_choice_is_made_by_letter() {
    shows(
        stage(80, 24).keys("enter enter ctrl-n ctrl-n b enter"),
        "
  Rules one at a time › Which rule first?                          page 4 of 6
  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─────────────────────────

  Which rule comes first for sin(x²)·x?

    a  chain rule
  ▸ b  power rule
    c  product rule

  ✗  Not yet.













  ↑↓ choose   enter check   ctrl-t hint 1 of 2               ? keys   esc back",
    );
}

#[test]
fn critical_points_have_their_kinds_beside_them() {
    shows(
        stage(80, 24).keys("enter enter ctrl-n ctrl-n ctrl-n '1:' m tab '-1:' x"),
        "
  Rules one at a time › Which rule first?                          page 5 of 6
  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─────────────

  Find the critical points of f, and say of each whether it is min,
  max or saddle.

   f(x) = x³ − 3x

      x = 1               minimum
      x = -1            ▸ maximum
          ────────────────────────────────────────────────────────────────────
          −1                                                           read as











  m x s n kind   enter check   ctrl-t hint 1 of 5            ? keys   esc back",
    );
}

#[test]
fn the_last_page_sums_up_and_names_what_is_next() {
    let mut stage = stage(80, 24);
    stage.keys("enter enter ctrl-n ctrl-n ctrl-n ctrl-n");
    let text = stage.text();
    assert!(text.contains("0 of 4 right."), "{text}");
    assert!(text.contains("Next: Quotients, 15 min."), "{text}");
    let text = stage.keys("enter").text();
    assert!(text.contains("A short one."), "{text}");
}

#[test]
fn a_lesson_goes_on_where_it_was_left_with_the_line_half_typed() {
    let mut stage = stage(80, 24);
    stage.keys("enter enter '(2x' esc esc");
    shows(
        &stage,
        "
  ▂▄▆ gradus                                                Monday 23 November
  ────────────────────────────────────────────────────────────────────────────

  ▸ Continue    Which rule first?                                  page 2 of 6
    Lab         Watch descent walk downhill                    nothing to know

     1 Rules one at a time            ◐ ○












  Lesson 1 of 2 in Rules one at a time.



  ↑↓ choose   enter open   : go to                             ? keys   q quit",
    );
    let text = stage.keys("enter").text();
    assert!(text.contains("f'(x) = (2x█"), "{text}");
}

#[test]
fn help_is_printed_from_the_key_table() {
    shows(
        stage(80, 24).keys("enter enter ?"),
        "
  Keys › Exercise
  ────────────────────────────────────────────────────────────────────────────

  Here                                      Anywhere
    enter     check; once right, go on        ?       this page
    ctrl-t    next hint                       ctrl-o  go to anything
    ctrl-r    show the worked steps           ctrl-l  redraw
    ctrl-n    leave it for later              ctrl-c  leave at once
    ↑ ↓       your earlier answers            ctrl-z  to the background
    tab       next field
    esc       one level up                  Where no text is typed
    ctrl-a -e line ends                       h j k l as arrows
    ctrl-u    clear the line                  :       go to anything
    ctrl-w -k clear word, rest                q       quit

  How to type
    x^2  3x^2  powers, products
    e^(2x)     exponents in brackets
    sqrt(x) √x roots
    (a)/(b)    fractions in brackets

  Nothing you do can lose an answer: each is saved before its verdict shows.

  ↑↓ scroll                                                          esc close",
    );
}

#[test]
fn the_palette_goes_to_anything() {
    let mut stage = stage(80, 24);
    shows(
        stage.keys("ctrl-o 'quot'"),
        "
  ▂▄▆ gradus                                                Monday 23 November
  ────────────────────────────────────────────────────────────────────────────

    Welcome.╭──────────────────────────────────────────────────────╮ge
    at a tim│  go to  quot█                                        │
            │                                                      │
            │  ▸ Quotients                                 lesson  │
  ▸ Begin   │    quotient                                exercise  │    12 min
    Lab     │                                                      │ng to know
            │                                                      │
            │                                                      │
            │                                                      │
            │                                                      │
            │                                                      │
            │  enter opens · ↑↓ choose · esc closes                │
            ╰──────────────────────────────────────────────────────╯",
    );
    assert!(stage.keys("enter").text().contains("A short one."));
    let text = stage.keys("ctrl-o 'chian'").text();
    assert!(text.contains("Nothing called “chian”."), "{text}");
}

#[test]
fn a_walk_plays_at_eight_steps_a_second_and_stops_at_its_end() {
    let mut stage = stage(80, 24);
    stage.keys("down enter space").wait(Duration::from_millis(400));
    assert!(stage.text().contains("step 3 of 25"), "{}", stage.text());
    stage.wait(Duration::from_secs(10));
    assert!(stage.text().contains("step 25 of 25"), "{}", stage.text());
    assert_eq!(stage.app.next_tick(), None);
}

#[test]
fn a_small_window_keeps_question_answer_and_verdict() {
    shows(
        stage(40, 12).keys("enter enter ctrl-u '(x e^(2x)-e^(2x))/x^2' enter"),
        "
 Which rule first?          page 2 of 6
 ━━━━━━━━━━━━━─────────────────────────
  f(x) = e²ˣ / x

 f'(x) = (x e^(2x)-e^(2x))/x^2█
         (x·e²ˣ − e²ˣ) / x²

 ✗ Not yet.
   At x = 2 yours is 13.65, the slope
   of f is 40.95.

 enter check                     ? keys",
    );
}

#[test]
fn a_window_that_is_too_small_says_so_and_comes_back_with_the_draft() {
    let mut stage = stage(80, 24);
    stage.keys("enter enter '(2x'").resize(38, 10);
    assert_eq!(
        stage.text().trim_end(),
        "gradus needs 40 x 12; this is 38 x 10.\nMake it larger, or use: gradus --plain"
    );
    assert!(stage.resize(80, 24).text().contains("f'(x) = (2x█"));
}

#[test]
fn ascii_leaves_no_other_character_on_the_screen() {
    for (columns, rows) in [(40, 12), (80, 24), (120, 36)] {
        let mut stage = stage_of(Glyphs::Ascii, Palette::Mono, columns, rows);
        for keys in ["", "enter", "enter", "'x^2' enter", "?", "esc ctrl-o", "esc", "ctrl-n"] {
            let text = stage.keys(keys).text().replace('█', "");
            assert!(text.is_ascii(), "{text}");
        }
    }
}

#[test]
fn without_colour_no_cell_has_one() {
    let mut stage = stage_of(Glyphs::Braille, Palette::Mono, 80, 24);
    for keys in ["", "enter", "enter", "'x^2' enter", "?", "esc ctrl-o 'lab' enter"] {
        let (buffer, _) = stage.keys(keys).draw();
        for cell in &buffer.content {
            let none = ratatui::style::Color::Reset;
            assert_eq!((cell.fg, cell.bg), (none, none), "{:?}", cell.symbol());
        }
    }
}

#[test]
fn no_size_panics_and_nothing_is_drawn_outside() {
    let sizes = (0..14).map(|n| (n * 3, n)).chain([
        (1, 60),
        (200, 1),
        (40, 12),
        (41, 13),
        (75, 19),
        (76, 20),
        (80, 24),
        (110, 32),
        (120, 36),
        (200, 60),
    ]);
    for (columns, rows) in sizes {
        let mut stage = stage(columns, rows);
        for keys in ["", "enter", "enter", "'(x' enter", "?", "esc ctrl-o", "esc esc", "esc"] {
            stage.keys(keys);
            let _ = stage.text();
        }
        stage.keys("ctrl-o 'lab' enter space").wait(Duration::from_millis(300));
        let _ = stage.text();
    }
}

#[test]
fn any_keys_in_any_order_leave_a_screen() {
    let names = [
        "enter",
        "esc",
        "tab",
        "shift-tab",
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "pgup",
        "pgdn",
        "bksp",
        "space",
        "?",
        "ctrl-o",
        "ctrl-t",
        "ctrl-r",
        "ctrl-n",
        "ctrl-u",
        "a",
        "m",
        "x",
        "+",
        "0",
        "1",
        "(",
        ",",
        ":",
        "v",
        "J",
        ".",
        "r",
        "f",
    ];
    let mut state = 7u32;
    for round in 0..3 {
        let mut stage = stage([80, 40, 120][round % 3], [24, 12, 36][round % 3]);
        for _ in 0..200 {
            // A linear congruence is random enough to mix keys.
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            stage.keys(names[(state >> 16) as usize % names.len()]);
            let _ = stage.text();
        }
    }
}

/// The tutor as it is shipped, its own lessons on the shelf.
fn shipped() -> Stage {
    let look = Look {
        theme: Theme::new(Palette::Dark),
        glyphs: Glyphs::Braille,
        motion: true,
        aspect: gradus::plot::Aspect::default(),
    };
    let study =
        Study { library: Library::open(None), memory: Memory::default(), decimal_comma: false };
    let app = App::new(look, true, "Monday 23 November".to_owned(), study);
    Stage::new(app, 80, 24)
}

#[test]
fn a_new_student_goes_from_the_first_page_to_a_walk_downhill_and_back() {
    let mut stage = shipped();
    assert!(stage.text().contains("▸ Begin       What a derivative is"));
    // Pages, until something is asked; on the way no key is needed but enter.
    stage.keys("enter");
    for _ in 0..6 {
        if stage.text().contains("enter check") {
            break;
        }
        stage.keys("enter");
    }
    let asked = stage.text();
    assert!(asked.contains("rise or fall"), "{asked}");
    let answered = stage.keys("+ enter").text();
    assert!(answered.contains("✓  Right."), "{answered}");
    let walking = stage.keys("ctrl-o 'lab' enter").text();
    assert!(walking.contains("space starts the walk."), "{walking}");
    stage.keys("space").wait(Duration::from_secs(4));
    assert!(stage.text().contains("step 25 of 25"), "{}", stage.text());
    let edge = stage.keys("] ] ] ] ] ] ] space").wait(Duration::from_secs(4)).text();
    assert!(edge.contains("0.5"), "{edge}");
    let home = stage.keys("esc").text();
    assert!(home.contains("▸ Continue    What a derivative is"), "{home}");
}

#[test]
fn a_returning_student_goes_on_where_the_lesson_was_left() {
    let mut stage = shipped();
    stage.keys("enter enter ctrl-o 'home' enter");
    let home = stage.text();
    let page = home.lines().find(|line| line.contains("▸ Continue")).expect("Continue is there");
    let page = page.split_once("page ").expect("the row says which page").1.to_owned();
    let lesson = stage.keys("enter").text();
    assert!(lesson.contains(&format!("page {page}")), "{lesson}");
}

#[test]
fn a_right_answer_brings_its_working() {
    let mut stage = stage(80, 24);
    let text = stage.keys("enter enter '(2x e^(2x) - e^(2x))/x^2' enter").text();
    assert!(text.contains("✓  Right"), "{text}");
    assert!(text.contains("quotient: u = e²ˣ, v = x"), "{text}");
    assert!(text.contains("Yours is the"), "{text}");
}

#[test]
fn a_slash_finds_a_page_of_the_lesson_by_its_words() {
    let mut stage = stage(80, 24);
    let found = stage.keys("enter / 'gradient'").text();
    assert!(found.contains("find  gradient"), "{found}");
    assert!(found.contains("page 3"), "{found}");
    let page = stage.keys("enter").text();
    assert!(page.contains("Give the gradient of f.") && page.contains("page 3 of 6"), "{page}");
}
