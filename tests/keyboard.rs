//! Every kind of exercise by keyboard alone, in a real pseudo-terminal: answered wrongly, then
//! rightly.

#![cfg(unix)]

mod terminal;

use terminal::Terminal;

const ENTER: &str = "\r";
const TAB: &str = "\t";
const CLEAR: &str = "\u{15}";

/// An exercise, and what is typed into it.
struct Walk {
    /// A wrong answer, handed in.
    wrong: &'static [&'static str],
    /// What the screen says to it.
    said: &'static str,
    /// From there to the right answer, handed in.
    right: &'static [&'static str],
}

/// The exercises of `tests/data/every_kind`, in their order.
const WALKS: &[Walk] = &[
    Walk {
        wrong: &["3x^2 cos x", ENTER],
        said: "Not yet",
        right: &[CLEAR, "3x^2 sin x + x^3 cos x", ENTER],
    },
    Walk { wrong: &["2x y", ENTER], said: "Not yet", right: &[CLEAR, "2x y^3", ENTER] },
    Walk {
        wrong: &["2x, 2y", ENTER], said: "∂f/∂x is right: 2x.", right: &[CLEAR, "4y", ENTER]
    },
    Walk {
        wrong: &["6x", ENTER, "2x", ENTER, "2x", ENTER],
        said: "∂²f/∂x² is right: 6x.",
        right: &[CLEAR, "2y", ENTER],
    },
    Walk {
        wrong: &["3", ENTER],
        said: "The slope in that direction is larger.",
        right: &[CLEAR, "4.40", ENTER],
    },
    Walk { wrong: &["20", ENTER], said: "Not yet", right: &[CLEAR, "24", ENTER] },
    Walk { wrong: &["+", ENTER], said: "Not yet", right: &["-", ENTER] },
    Walk {
        wrong: &["c", ENTER],
        said: "The outermost operation is the multiplication.",
        right: &["a", ENTER],
    },
    Walk { wrong: &["a ", "c ", ENTER], said: "Not yet", right: &["c ", "b ", "d ", ENTER] },
    Walk {
        wrong: &["1:x", TAB, "-1:x", ENTER],
        said: "The kind of x = 1 is not right yet.",
        right: &["m", ENTER],
    },
    Walk { wrong: &["(1, 0):m", ENTER], said: "one of two found", right: &["(-1, 0):s", ENTER] },
    Walk { wrong: &["2.4, 1.6", ENTER], said: "x is right: 2.4.", right: &[CLEAR, "1.2", ENTER] },
    // The arrow is turned by five degrees and by one: to 244, half a degree from the right 243.4.
    Walk {
        wrong: &["hh", ENTER],
        said: "Not yet",
        right: &["llllllllllllllllllllllll", "LLLLLLL", "H", ENTER],
    },
    // The walk plays; the second `enter` shows its end.
    Walk { wrong: &["0.6", ENTER, ENTER], said: "Not yet", right: &[CLEAR, "0.3", ENTER, ENTER] },
    Walk {
        wrong: &["2x sin(3x) + x^2 cos(3x)", ENTER],
        said: "breaks here",
        right: &[CLEAR, "2x sin(3x) + 3x^2 cos(3x)", ENTER],
    },
    Walk { wrong: &["2x", ENTER, "2", ENTER], said: "Not yet", right: &[CLEAR, "3", ENTER] },
    Walk { wrong: &[ENTER], said: "Not yet", right: &["jJJkkJ", ENTER] },
    Walk { wrong: &["x", ENTER], said: "Not yet", right: &[CLEAR, "2x", ENTER] },
    Walk {
        wrong: &["1.5", ENTER],
        said: "✗",
        right: &[CLEAR, "1.2", ENTER, "0.7685", ENTER, "0.2685", ENTER],
    },
    Walk { wrong: &[" ", "n"], said: "✗", right: &["y"] },
];

fn walk(size: (u16, u16)) {
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/every_kind/all");
    let mut terminal = Terminal::sized(size, &["learn", pack]);
    for (page, walk) in (1..).zip(WALKS) {
        terminal.expect(&format!("page {page} of 21"));
        terminal.expect("esc back");
        terminal.type_all(walk.wrong);
        terminal.expect(walk.said);
        terminal.type_all(walk.right);
        terminal.expect("✓  Right");
        terminal.send(ENTER);
    }
    terminal.expect("20 of 20 right");
}

#[test]
fn every_kind_is_answered_by_keyboard_alone_at_home_size() {
    walk((80, 24));
}

#[test]
fn every_kind_is_answered_by_keyboard_alone_in_a_wide_window() {
    walk((120, 36));
}
