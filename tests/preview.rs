//! The preview of a lesson that is being written: files saved, keys in, literal screens out.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use gradus::pack::Files;
use gradus::plain;
use gradus::plot::Glyphs;
use gradus::tui::app::{App, Message};
use gradus::tui::look::Look;
use gradus::tui::preview::{News, Subject};
use gradus::tui::stage::Stage;
use gradus::tui::theme::{Palette, Theme};

const PACK: &str = r#"
format = 1
id = "rules"
title = "Rules"
version = "1.0.0"
lessons = ["product", "chain"]
[skills]
product = { title = "Products" }
"#;

const PRODUCT: &str = r#"title = "Two factors"
skills = ["product"]

[[block]]
text = "Both factors move, so both count."

[[block]]
ask    = "derivative"
id     = "power-trig"
of     = "{a}*x^2*sin(x)"
params = { a = "2..4" }
wrong  = [{ answer = "{a}*2*x*cos(x)", say = "A product gives two terms." }]
  [[block.test]]
  answer = "{a}*2*x*sin(x) + {a}*x^2*cos(x)"
  expect = "right"

[[block]]
ask    = "choice"
id     = "first"
prompt = "Which rule comes first for $sin(x^2)*x$?"
options = ["chain rule", "product rule"]
right  = "product rule"
"#;

const CHAIN: &str = r#"title = "Inside and outside"
skills = ["product"]

[[block]]
ask = "derivative"
id  = "inside"
of  = "sin(x^2)"
level = 2
"#;

/// A pack in a folder, and its preview on a sheet of cells.
struct Desk {
    folder: tempfile::TempDir,
    stage: Stage,
}

impl Desk {
    fn open(only: Option<&str>, columns: u16, rows: u16) -> Desk {
        Desk::open_as(only, (Glyphs::Braille, Palette::Dark), columns, rows)
    }

    fn open_as(only: Option<&str>, look: (Glyphs, Palette), columns: u16, rows: u16) -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("lessons")).expect("a folder for lessons");
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).expect("it is written");
        };
        write("pack.toml", PACK);
        write("lessons/product.toml", PRODUCT);
        write("lessons/chain.toml", CHAIN);
        let subject = Subject {
            files: Files::Folder(folder.path().to_path_buf()),
            only: only.map(|name| format!("lessons/{name}.toml")),
            folder: folder.path().to_path_buf(),
            decimal_comma: false,
            plain: plain::page,
        };
        let aspect = gradus::plot::Aspect::default();
        let look = Look { theme: Theme::new(look.1), glyphs: look.0, motion: true, aspect };
        let mut stage = Stage::new(App::previewing(look, subject), columns, rows);
        stage.begin();
        Desk { folder, stage }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Saves a file, as the watch would notice it.
    fn save(&mut self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("it is written");
        self.stage.tell(Message::Preview(News::Saved));
    }

    /// Saves the first lesson with something else in it.
    fn edit(&mut self, old: &str, new: &str) {
        assert!(PRODUCT.contains(old), "{old}");
        self.save("lessons/product.toml", PRODUCT.replace(old, new));
    }

    fn text(&self) -> String {
        self.stage.text()
    }

    #[track_caller]
    fn shows(&self, text: &str) {
        let shown = self.text();
        assert!(shown.contains(text), "\"{text}\" is not on the screen:\n{shown}");
    }

    #[track_caller]
    fn is(&self, screen: &str) {
        let shown = self.text();
        assert_eq!(shown.trim_end(), screen.trim_start_matches('\n'), "\nthe screen:\n{shown}");
    }
}

fn product() -> Desk {
    Desk::open(Some("product"), 80, 24)
}

#[test]
fn a_sound_exercise_stands_there_as_a_student_meets_it() {
    let mut desk = product();
    desk.stage.keys("enter");
    desk.is("
  product.toml › power-trig                       block 2 of 3, variant 1 of 3
  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─────────────────────────

  Differentiate f with respect to x.

   f(x) = 2x²·sin x




  f'(x) =
          ────────────────────────────────────────────────────────────────────
          Type f'(x). For example 3x^2 sin x.

  model answer   4x·sin x + 2x²·cos x
  variant        a = 2
  foreseen       1 wrong answer, 1 test: m

  ✓  3 variants, 3 tests, nothing to mend.


  0 errors · 0 warnings · read just now

  enter block   v variant   m answers   i try it   p plain     ? keys   q quit");
}

#[test]
fn a_failing_test_is_shown_where_it_stands() {
    let mut desk = product();
    desk.edit("{a}*2*x*sin(x) + {a}*x^2*cos(x)", "{a}*2*x*cos(x)");
    desk.is(r#"
  product.toml › power-trig                       block 2 of 3, variant 1 of 3
  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─────────────────────────

   f(x) = 2x²·sin x

  f'(x) =
          Type f'(x). For example 3x^2 sin x.

  model answer   4x·sin x + 2x²·cos x
  variant        a = 2
  foreseen       1 wrong answer, 1 test: m

  ✗  E107  A test fails: `2*2*x*cos(x)` should be right, and is wrong. In
           each of 3 variants, such as a = 2 (seed 0).
  13 │   [[block.test]]
  14 │   answer = "{a}*2*x*cos(x)"
     │            ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔  this is wrong

     At x = 2 yours is −3.329, the slope of f is 3.945. Mend the
     answer, or write expect = "wrong".

  1 error · 0 warnings · read again just now, on save

  n problem   enter block   v variant   m answers   i try it   ? keys   q quit"#);
}

#[test]
fn a_lesson_that_is_no_toml_stays_as_it_was_above_what_keeps_it_from_being_read() {
    let mut desk = product();
    desk.edit("id     = \"first\"", "id     = \"first");
    desk.is(r#"
  product.toml › first                                 block 3 of 3, as it was
  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━

  Which rule comes first for sin(x²)·x?

  ▸ a  product rule
    b  chain rule

  ✗  P001  The text has no closing quote on this line.
  17 │ [[block]]
  18 │ ask    = "choice"
  19 │ id     = "first
     │                ▔

     Close it with "; for several lines use """ at both ends.






  1 error · 0 warnings · read again just now, on save

  n problem   enter block   p plain                            ? keys   q quit"#);
    let (buffer, cursor) = desk.stage.draw();
    assert_eq!(cursor, None);
    let quiet = Theme::new(Palette::Dark).quiet.fg;
    let cell = buffer.cell((2, 3)).expect("the prompt is there");
    assert_eq!((cell.symbol(), Some(cell.fg)), ("W", quiet), "the old page is quiet");
    // Mended: the page is itself again.
    desk.save("lessons/product.toml", PRODUCT);
    desk.shows("block 3 of 3");
    assert!(!desk.text().contains("as it was"));
}

#[test]
fn saving_goes_to_the_edited_block_and_to_a_new_one() {
    let mut desk = product();
    desk.shows("block 1 of 3");
    desk.edit("product rule\"]", "product rule\", \"power rule\"]");
    desk.shows("block 3 of 3");
    desk.edit("{a}*x^2*sin(x)", "{a}*x^2*cos(x)");
    desk.shows("block 2 of 3");
    let more = format!("{PRODUCT}\n[[block]]\ntext = \"And so on.\"\n");
    desk.save("lessons/product.toml", &more);
    desk.shows("block 2 of 4");
    desk.save("lessons/product.toml", more.replace("And so on.", "On and on."));
    desk.shows("block 4 of 4");
    desk.shows("On and on.");
    // A block that goes away leaves the page where it is.
    desk.save(
        "lessons/product.toml",
        more.replace("And so on.", "On and on.")
            .replace("[[block]]\ntext = \"Both factors move, so both count.\"\n\n", ""),
    );
    desk.shows("block 3 of 3");
    desk.shows("On and on.");
}

#[test]
fn a_block_that_cannot_be_read_keeps_its_page_and_says_what_the_edit_broke() {
    let mut desk = product();
    desk.edit("right  =", "rigth  =");
    desk.shows("block 3 of 3, as it was");
    desk.shows("Which rule comes first");
    desk.shows("Did you mean `right`?");
    desk.shows("1 error ");
    // A new block was never whole: only its problem can be shown.
    let mut desk = product();
    desk.save("lessons/product.toml", format!("{PRODUCT}\n[[block]]\nask = \"sine\"\n"));
    desk.shows("block 4 of 4");
    desk.shows("This block cannot be read yet.");
}

#[test]
fn problems_are_walked_through_and_bring_their_block() {
    let mut desk = product();
    let broken =
        PRODUCT.replace("right  =", "rigth  =").replace("Both factors move", "$2 + 2 = 5$");
    desk.save("lessons/product.toml", broken);
    desk.shows("block 1 of 3");
    desk.shows("`2 + 2 = 5` is not true.");
    desk.stage.keys("n");
    desk.shows("block 3 of 3");
    desk.stage.keys("n");
    desk.shows("block 1 of 3");
    desk.stage.keys("N");
    desk.shows("Which rule comes first");
}

#[test]
fn variants_are_walked_through() {
    let mut desk = product();
    desk.stage.keys("enter v");
    desk.shows("variant 2 of 3");
    desk.shows("a = 3");
    desk.stage.keys("v v");
    desk.shows("variant 1 of 3");
    desk.stage.keys("V");
    desk.shows("variant 3 of 3");
    desk.stage.keys("enter v");
    desk.shows("There is one variant only.");
}

#[test]
fn a_problem_brings_the_first_variant_that_has_it() {
    let mut desk = product();
    desk.edit("{a}*2*x*sin(x) + {a}*x^2*cos(x)", "4*x*sin(x) + 2*x^2*cos(x)");
    desk.shows("variant 2 of 3");
    desk.shows("✗  E107");
    desk.stage.keys("V");
    desk.shows("variant 1 of 3");
}

#[test]
fn foreseen_answers_are_marked_as_a_student_sees_them() {
    let mut desk = product();
    desk.stage.keys("enter m");
    desk.is("
  product.toml › power-trig                       block 2 of 3, variant 1 of 3
  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─────────────────────────

  Wrong answers you foresaw                                           1 answer
  ✗  4x·cos x
       Not yet. A product gives two terms.

  Tests of this variant                                               all pass
  ✓  2*2*x*sin(x) + 2*x^2*cos(x)                                line 14: right














  ↑↓ scroll   v variant   m answers   i try it   p plain     ? keys   esc back");
    desk.stage.keys("v");
    desk.shows("6x·cos x");
    desk.stage.keys("esc");
    desk.shows("block 2 of 3, variant 2 of 3");
}

#[test]
fn a_scan_tells_the_variants_that_nobody_should_meet() {
    let mut desk = product();
    desk.edit(
        "of     = \"{a}*x^2*sin(x)\"\nparams = { a = \"2..4\" }",
        "of     = \"({a} - {b})*x^2*sin(x)\"\nparams = { a = \"2..3\", b = \"2..3\" }",
    );
    desk.stage.keys("d");
    desk.is("
  product.toml › power-trig                       block 2 of 3, variant 1 of 4
  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─────────────────────────

  Every variant, looked at                                          4 variants
      0  fit to be asked
      2  degenerate
           variant 1: a = 2, b = 2. The answer is 0: there is nothing to do.
           variant 4: a = 3, b = 3. The answer is 0: there is nothing to do.
      0  undefined
      0  not derived
      2  with a failing test
           variant 2: a = 3, b = 2. A test fails: `3*2*x*sin(x) +
           3*x^2*cos(x)` should be right, and is wrong.
           variant 3: a = 2, b = 3. A test fails: `2*2*x*sin(x) +
           2*x^2*cos(x)` should be right, and is wrong.
      0  the same as another
      0  without a question






  ↑↓ scroll   n problem   v variant   m answers   i try it   ? keys   esc back");
}

#[test]
fn the_plain_form_is_the_one_of_plain_mode() {
    let mut desk = product();
    desk.stage.keys("enter p");
    desk.shows("Block 2 of 3. Exercise, level 1.");
    desk.shows("f(x) = 2x^2*sin x");
    desk.stage.keys("p p v");
    desk.shows("f(x) = 3x^2*sin x");
}

#[test]
fn an_exercise_can_be_tried_and_nothing_of_it_is_kept() {
    let mut desk = product();
    desk.stage.keys("enter i '2x'");
    desk.shows("trying it");
    desk.shows("read as");
    desk.stage.keys("enter");
    desk.shows("✗");
    desk.stage.keys("ctrl-u '4x sin x + 2x^2 cos x' enter");
    desk.shows("Right, on the second try.");
    desk.stage.keys("enter");
    desk.shows("block 3 of 3");
    desk.stage.keys("i esc");
    desk.shows("block 3 of 3");
    assert!(!desk.stage.has_ended());
    desk.stage.keys("q");
    assert!(desk.stage.has_ended());
}

#[test]
fn letters_are_typed_while_trying_and_are_commands_otherwise() {
    let mut desk = product();
    desk.stage.keys("enter i 'vmdpnq'");
    assert!(!desk.stage.has_ended());
    desk.shows("vmdpnq");
    desk.stage.paste("x^2");
    desk.stage.keys("esc");
    desk.shows("block 2 of 3");
    desk.stage.paste("x^2");
    desk.shows("Nothing to paste into here.");
}

#[test]
fn a_folder_is_previewed_as_a_whole() {
    let mut desk = Desk::open(None, 80, 24);
    desk.shows("product.toml");
    desk.stage.keys("end");
    desk.shows("chain.toml › inside");
    desk.stage.keys("bksp");
    desk.shows("product.toml › first");
    desk.save("lessons/chain.toml", CHAIN.replace("sin(x^2)", "cos(x^2)"));
    desk.shows("chain.toml › inside");
    desk.shows("cos(x²)");
}

#[test]
fn the_front_of_the_pack_is_read_again_too() {
    let mut desk = product();
    desk.save("pack.toml", PACK.replace("id = \"rules\"", "id = \"rules"));
    desk.shows("The text has no closing quote on this line.");
    desk.shows("in pack.toml");
    desk.shows("Both factors move");
    desk.save("pack.toml", PACK);
    desk.shows("0 errors");
    desk.save("pack.toml", PACK.replace("\"product\", ", ""));
    desk.shows("The pack does not list the lesson \"product\"");
}

#[test]
fn files_that_go_away_or_are_no_text_are_said_in_a_sentence() {
    let mut desk = product();
    desk.save("lessons/product.toml", b"title = \"\xff\xfe\"");
    desk.shows("is not UTF-8");
    desk.shows("Both factors move");
    desk.save("lessons/product.toml", vec![b'#'; 50 << 20]);
    desk.shows("is larger than 256 KiB");
    fs::remove_file(desk.path("lessons/product.toml")).expect("it was there");
    desk.stage.tell(Message::Preview(News::Saved));
    desk.shows("here is no file `lessons/product.toml`");
    fs::remove_dir_all(desk.folder.path()).expect("it was there");
    desk.stage.tell(Message::Preview(News::Saved));
    desk.shows("here is no file `pack.toml`");
    fs::create_dir_all(desk.path("lessons")).expect("a folder");
    fs::write(desk.path("pack.toml"), PACK).expect("it is written");
    desk.save("lessons/product.toml", PRODUCT);
    desk.shows("Both factors move");
    desk.shows("block 1 of 3");
}

#[test]
fn an_empty_lesson_says_how_a_block_begins() {
    let mut desk = product();
    desk.save("lessons/product.toml", "title = \"Two factors\"\n");
    desk.shows("A block begins with [[block]].");
    desk.stage.keys("enter bksp v n N m d p i home end");
    desk.save("lessons/product.toml", "");
    desk.stage.keys("enter bksp v n N m d p i home end q");
    assert!(desk.stage.has_ended());
}

#[test]
fn saving_without_a_change_is_read_again_and_stays_where_it_is() {
    let mut desk = product();
    desk.stage.keys("end");
    desk.stage.wait(Duration::from_secs(3));
    desk.shows("read 3 s ago");
    desk.save("lessons/product.toml", PRODUCT);
    desk.shows("block 3 of 3");
    desk.shows("read again just now, on save");
    desk.stage.wait(Duration::from_secs(200));
    desk.shows("read again 3 min ago, on save");
}

#[test]
fn help_lists_the_keys_of_the_preview_alone() {
    let mut desk = product();
    desk.stage.keys("enter ?");
    desk.shows("try it as a student");
    desk.shows("Nothing that is tried in a preview goes into a record.");
    assert!(!desk.text().contains("go to anything"));
    desk.stage.keys("esc ctrl-o :");
    desk.shows("block 2 of 3");
}

#[test]
fn every_size_and_every_look_holds_every_state() {
    let looks = [
        (Glyphs::Braille, Palette::Light),
        (Glyphs::HalfBlock, Palette::Sixteen),
        (Glyphs::Ascii, Palette::Mono),
    ];
    let sizes = [
        (0, 0),
        (1, 1),
        (39, 12),
        (40, 12),
        (40, 30),
        (60, 13),
        (76, 20),
        (80, 24),
        (120, 36),
        (200, 60),
        (250, 12),
    ];
    for look in looks {
        let mut desk = Desk::open_as(Some("product"), look, 80, 24);
        let states = ["", "enter", "m", "esc d", "esc p", "esc i", "'x'", "enter", "esc ?", "esc"];
        for break_it in [false, true] {
            if break_it {
                desk.edit("{a}*2*x*sin(x) + {a}*x^2*cos(x)", "{a}*2*x*cos(x)");
            }
            for keys in states {
                desk.stage.keys(keys);
                for (columns, rows) in sizes {
                    desk.stage.resize(columns, rows);
                    let text = desk.text();
                    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
                    let plain =
                        look.0 != Glyphs::Ascii || text.chars().all(|c| c.is_ascii() || c == '█');
                    assert!(plain, "{columns}x{rows} {keys}\n{text}");
                }
            }
        }
    }
}

#[test]
fn nothing_of_a_pack_acts_on_the_terminal() {
    let mut desk = product();
    let evil = PRODUCT
        .replace("Two factors", "\\u001b[2J\\u202eevil")
        .replace("A product gives two terms.", "\\u001b]52;c;QQ==\\u0007 no")
        .replace("rigth", "\u{1b}[31m");
    desk.save("lessons/product.toml", &evil);
    for keys in ["", "n", "n", "enter", "m", "esc d", "esc p", "esc i", "esc"] {
        desk.stage.keys(keys);
        let text = desk.text();
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        assert!(!text.contains('\u{202e}'), "{text:?}");
    }
    desk.save("lessons/product.toml", evil.replace("title", "\u{1b}]0;x\u{7}\u{9b}2J"));
    let text = desk.text();
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
}

#[test]
fn a_large_window_lists_foreseen_answers_and_tells_hints_and_steps() {
    let mut desk = Desk::open(Some("product"), 120, 36);
    desk.stage.keys("enter");
    desk.shows("Wrong answers you foresaw");
    desk.shows("4x·cos x");
    desk.shows("A product gives two terms.");
    desk.shows("(u·v)' = u'·v + u·v'");
    desk.shows("✓  3 variants, 3 tests, nothing to mend.");
}
