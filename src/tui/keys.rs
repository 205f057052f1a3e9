//! Which key means what: one table that dispatch, footer and help read.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{lab, preview};

/// Where a row of the table applies. A screen lists its contexts, inner first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Before everything else, overlays included.
    Always,
    /// Everywhere but in overlays, before the field: no formula contains these keys.
    Anywhere,
    /// The palette is open.
    Palette,
    /// The quit question is open.
    Leaving,
    /// The help page is open.
    Help,
    /// A line is being typed.
    Field,
    /// An exercise waits for its answer.
    Asking,
    /// The worked steps are about to be shown.
    Confirming,
    /// An exercise has been answered right.
    Answered,
    /// One of several options is chosen.
    Choice,
    /// Options are marked, where several are right.
    Several,
    /// The kind of a critical point is chosen.
    Kinds,
    /// Lines are put in order.
    Order,
    /// Plus, minus or nought.
    Sign,
    /// An arrow is turned on a map.
    Arrow,
    /// Its vector is typed instead.
    ArrowTyped,
    /// A learning rate is typed.
    Rate,
    /// The walk of a learning rate is watched.
    RateRun,
    /// Something is tried after a right answer.
    More,
    /// A card with two sides.
    Card,
    /// The back of a card.
    CardBack,
    /// A figure whose point can be moved.
    Figure,
    /// A map whose point can be moved.
    MapFigure,
    /// A figure that can be seen closer.
    Zoom,
    /// A figure that plays.
    Film,
    /// A list of rows.
    List,
    /// The home screen.
    Home,
    /// A page of a lesson.
    Page,
    /// The descent laboratory.
    Lab,
    /// Its function field.
    LabFunction,
    /// One of its lists.
    LabMenu,
    /// A value of a list being typed.
    LabValue,
    /// The map of basins.
    LabBasins,
    /// The sweep of rates.
    LabSweep,
    /// The lesson that somebody is writing.
    Preview,
    /// A list in front of it.
    PreviewList,
    /// One of its exercises being tried.
    Trying,
    /// Where no text is typed.
    Quiet,
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Yes, next.
    Enter,
    /// One level up.
    Back,
    /// The row above, an earlier answer.
    Up,
    /// The row below, a later answer.
    Down,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// The first of all.
    First,
    /// The last of all.
    Last,
    /// A page on.
    PageOn,
    /// A page back.
    PageBack,
    /// The next field or pane.
    Next,
    /// The field or pane before.
    Previous,
    /// The page of keys.
    Help,
    /// Go to anything.
    GoTo,
    /// Find in this list or lesson.
    Find,
    /// The next hint.
    Hint,
    /// The worked steps.
    Steps,
    /// Leave it for later.
    Later,
    /// The same question with other numbers.
    Another,
    /// Play, pause, mark, pick up, turn.
    Space,
    /// A step on.
    StepOn,
    /// A step back.
    StepBack,
    /// From the start.
    Restart,
    /// Plus.
    Plus,
    /// Minus.
    Minus,
    /// Nought.
    Nought,
    /// A little to the left, with care.
    CareLeft,
    /// A little to the right, with care.
    CareRight,
    /// Knew it.
    Yes,
    /// Not yet.
    No,
    /// The kind of a critical point, by its letter.
    Kind(char),
    /// Move the line up.
    Raise,
    /// Move the line down.
    Lower,
    /// The pack or option of this number.
    Pick(u8),
    /// A change of the line being typed.
    Edit(Edit),
    /// Leave at once.
    Quit,
    /// Into the background.
    Suspend,
    /// Draw everything again.
    Redraw,
    /// Something of the laboratory.
    Lab(lab::Verb),
    /// Something of the preview.
    Preview(preview::Verb),
}

/// A change of the line being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The character before the cursor goes.
    Rub,
    /// The character under the cursor goes.
    Delete,
    /// One to the left.
    Left,
    /// One to the right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// All goes.
    Clear,
    /// The word before the cursor goes.
    Word,
    /// The rest of the line goes.
    Rest,
}

/// A row: keys of one purpose, where they apply and how they are called.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Where it applies.
    pub at: At,
    /// How the keys are printed.
    pub shown: &'static str,
    /// Keys, blank between twins, and what they ask for.
    pub keys: &'static [(&'static str, Verb)],
    /// The footer's word; empty: not in the footer.
    pub word: &'static str,
    /// The sentence of the help page; empty: not on it.
    pub help: &'static str,
    /// Does it stand at the right edge of the footer?
    pub edge: bool,
}

/// A row of the table.
pub const fn row(
    at: At,
    shown: &'static str,
    keys: &'static [(&'static str, Verb)],
    word: &'static str,
    help: &'static str,
) -> Row {
    Row { at, shown, keys, word, help, edge: false }
}

/// A row that stands at the right edge of the footer.
pub const fn edge(
    at: At,
    shown: &'static str,
    keys: &'static [(&'static str, Verb)],
    word: &'static str,
    help: &'static str,
) -> Row {
    Row { at, shown, keys, word, help, edge: true }
}

/// The table, in sections. Within a context the order is that of the footer.
pub static KEYS: &[&[Row]] =
    &[EVERYWHERE, FIELD, EXERCISE, FIGURE, LISTS, lab::KEYS, preview::KEYS, QUIET];

#[rustfmt::skip]
static EVERYWHERE: &[Row] = &[
    row (At::Always,   "ctrl-l",  &[("ctrl-l", Verb::Redraw)],                         "",        "redraw"),
    row (At::Always,   "ctrl-c",  &[("ctrl-c", Verb::Quit)],                           "",        "leave at once"),
    row (At::Always,   "ctrl-z",  &[("ctrl-z", Verb::Suspend)],                        "",        "to the background"),
    edge(At::Anywhere, "?",       &[("? f1", Verb::Help)],                             "keys",    "this page"),
    row (At::Anywhere, "ctrl-o",  &[("ctrl-o f5", Verb::GoTo)],                        "",        "go to anything"),
    row (At::Palette,  "enter",   &[("enter", Verb::Enter)],                           "",        ""),
    row (At::Palette,  "↑↓",      &[("up", Verb::Up), ("down", Verb::Down)],           "",        ""),
    row (At::Palette,  "esc",     &[("esc", Verb::Back)],                              "",        ""),
    row (At::Leaving,  "↑↓",      &[("up k", Verb::Up), ("down j", Verb::Down)],       "",        ""),
    row (At::Leaving,  "enter",   &[("enter", Verb::Enter)],                           "",        ""),
    row (At::Leaving,  "esc",     &[("esc", Verb::Back)],                              "",        ""),
    row (At::Help,     "↑↓",      &[("up k", Verb::Up), ("down j", Verb::Down), ("pgup", Verb::PageBack), ("pgdn space", Verb::PageOn), ("home", Verb::First), ("end", Verb::Last)], "scroll", ""),
    edge(At::Help,     "esc",     &[("esc ? f1 q enter", Verb::Back)],                 "close",   ""),
];

#[rustfmt::skip]
static FIELD: &[Row] = &[
    row(At::Field, "← →",    &[("left", Verb::Edit(Edit::Left)), ("right", Verb::Edit(Edit::Right))], "", ""),
    row(At::Field, "ctrl-a -e", &[("ctrl-a home", Verb::Edit(Edit::Home)), ("ctrl-e end", Verb::Edit(Edit::End))], "", "line ends"),
    row(At::Field, "bksp",   &[("bksp ctrl-h", Verb::Edit(Edit::Rub)), ("del ctrl-d", Verb::Edit(Edit::Delete))], "", ""),
    row(At::Field, "ctrl-u", &[("ctrl-u", Verb::Edit(Edit::Clear))],                  "",        "clear the line"),
    row(At::Field, "ctrl-w -k", &[("ctrl-w", Verb::Edit(Edit::Word)), ("ctrl-k", Verb::Edit(Edit::Rest))], "", "clear word, rest"),
];

#[rustfmt::skip]
static EXERCISE: &[Row] = &[
    row(At::Confirming, "enter", &[("enter", Verb::Enter)],                           "show the steps", "show the steps"),
    edge(At::Confirming, "esc",  &[("esc", Verb::Back)],                              "keep trying", "keep trying"),
    row(At::Order,  "J K",     &[("J", Verb::Lower), ("K", Verb::Raise)],             "move",    "move the line"),
    row(At::Order,  "space",   &[("space", Verb::Space)],                             "",        "pick the line up, put it down"),
    row(At::Order,  "↑↓",      &[("up k", Verb::Up), ("down j", Verb::Down)],         "",        "choose a line"),
    row(At::Several, "space",  &[("space", Verb::Space)],                             "mark",    "mark it; several may be right"),
    row(At::Choice, "↑↓",      &[("up k", Verb::Up), ("down j", Verb::Down)],         "choose",  "choose an option"),
    row(At::Choice, "a … g",   &[("a", Verb::Pick(0)), ("b", Verb::Pick(1)), ("c", Verb::Pick(2)), ("d", Verb::Pick(3)), ("e", Verb::Pick(4)), ("f", Verb::Pick(5)), ("g", Verb::Pick(6))], "", "to this option"),
    row(At::Kinds,  "m x s n", &[("m", Verb::Kind('m')), ("x", Verb::Kind('x')), ("s", Verb::Kind('s')), ("n", Verb::Kind('n'))], "kind",    "minimum, maximum, saddle, neither"),
    row(At::Kinds,  "← →",     &[("left h", Verb::Left), ("right l", Verb::Right)],   "",        "the kinds in turn"),
    row(At::Sign,   "+ - 0",   &[("+", Verb::Plus), ("- −", Verb::Minus), ("0", Verb::Nought)], "choose",  "f rises, falls, is flat"),
    row(At::Arrow,  "← →",     &[("left h", Verb::Left), ("right l", Verb::Right)],   "turn",    "turn the arrow by 5 degrees; h l too"),
    row(At::Arrow,  "H L",     &[("H", Verb::CareLeft), ("L", Verb::CareRight)],      "",        "turn it by one degree"),
    row(At::Arrow,  "enter",   &[("enter", Verb::Enter)],                             "check",   ""),
    row(At::Arrow,  "tab",     &[("tab shift-tab", Verb::Next)],                      "type it", "type a vector instead"),
    row(At::ArrowTyped, "enter", &[("enter", Verb::Enter)],                           "check",   ""),
    row(At::ArrowTyped, "tab", &[("tab shift-tab", Verb::Next)],                      "turn it", "back to turning the arrow"),
    row(At::Rate,   "enter",   &[("enter", Verb::Enter)],                             "run it",  "walk with this rate"),
    row(At::Rate,   "tab",     &[("tab shift-tab", Verb::Next)],                      "",        "in a small window: map or text"),
    row(At::RateRun, "space",  &[("space", Verb::Space)],                             "play",    "pause the walk, play on"),
    row(At::RateRun, ", .",    &[(",", Verb::StepBack), (".", Verb::StepOn)],         "step",    "a step back, on"),
    row(At::RateRun, "enter",  &[("enter", Verb::Enter)],                             "to its end", "show the end at once"),
    row(At::RateRun, "tab",    &[("tab shift-tab", Verb::Next)],                      "",        ""),
    row(At::Card,   "space",   &[("space", Verb::Space)],                             "turn",    "turn the card"),
    row(At::CardBack, "y n",   &[("y", Verb::Yes), ("n", Verb::No)],                  "knew it, not yet", "knew it, not yet"),
    row(At::Asking, "enter",   &[("enter", Verb::Enter)],                             "check",   "check; once right, go on"),
    row(At::Asking, "ctrl-t",  &[("ctrl-t f2", Verb::Hint)],                          "hint",    "next hint"),
    row(At::Asking, "ctrl-r",  &[("ctrl-r f3", Verb::Steps)],                         "steps",   "show the worked steps"),
    row(At::Asking, "ctrl-n",  &[("ctrl-n f4", Verb::Later)],                         "",        "leave it for later"),
    row(At::Asking, "↑ ↓",     &[("up", Verb::Up), ("down", Verb::Down)],             "",        "your earlier answers"),
    row(At::Asking, "tab",     &[("tab", Verb::Next), ("shift-tab", Verb::Previous)], "",        "next field"),
    edge(At::Asking, "esc",    &[("esc", Verb::Back)],                                "back",    "one level up"),
    row(At::More,   "ctrl-r",  &[("ctrl-r f3", Verb::Steps)],                         "",        "show the worked steps"),
    edge(At::More,  "esc",     &[("esc", Verb::Back)],                                "lessons", "the list of lessons"),
    row(At::Answered, "enter", &[("enter pgdn", Verb::Enter)],                        "go on",   "go on"),
    row(At::Answered, "v",     &[("v", Verb::Another)],                               "another like this", "another like this"),
    row(At::Answered, "ctrl-r", &[("ctrl-r f3", Verb::Steps)],                        "",        "show the worked steps"),
    row(At::Answered, "↑↓",    &[("up k", Verb::Up), ("down j", Verb::Down)],         "",        "scroll the steps"),
    row(At::Answered, "bksp",  &[("bksp pgup", Verb::PageBack)],                      "back",    "the page before"),
    edge(At::Answered, "esc",  &[("esc", Verb::Back)],                                "lessons", "the list of lessons"),
];

#[rustfmt::skip]
static FIGURE: &[Row] = &[
    row(At::Page,   "enter",   &[("enter pgdn", Verb::Enter)],                        "go on",   "go on"),
    row(At::Page,   "bksp",    &[("bksp pgup", Verb::PageBack)],                      "back",    "the page before"),
    row(At::Figure, "← →",     &[("left h", Verb::Left), ("right l", Verb::Right)],   "move the point", "move the point of the figure"),
    row(At::MapFigure, "← → ↑ ↓", &[("left h", Verb::Left), ("right l", Verb::Right), ("up k", Verb::Up), ("down j", Verb::Down)], "move the point", "move the point of the figure"),
    row(At::Zoom,   "+ - 0",   &[("+", Verb::Plus), ("- −", Verb::Minus), ("0", Verb::Nought)], "", "closer, farther, as at first"),
    row(At::Film,   "space",   &[("space", Verb::Space)],                             "play",    "play, pause"),
    row(At::Film,   ", .",     &[(",", Verb::StepBack), (".", Verb::StepOn)],         "step",    "a step back, on"),
    row(At::Film,   "r",       &[("r", Verb::Restart)],                               "restart", "from the start"),
    row(At::Page,   "/",       &[("/", Verb::Find)],                                  "",        "find in this lesson"),
    row(At::Page,   "home end", &[("home", Verb::First), ("end", Verb::Last)],        "",        "first page, last page"),
    row(At::Page,   "tab",     &[("tab shift-tab", Verb::Next)],                      "",        "swap text and figure in a small window"),
    edge(At::Page,  "esc",     &[("esc", Verb::Back)],                                "lessons", "the list of lessons"),
];

#[rustfmt::skip]
static LISTS: &[Row] = &[
    row(At::List, "↑↓",        &[("up k", Verb::Up), ("down j", Verb::Down)],         "choose",  "choose"),
    row(At::List, "enter",     &[("enter", Verb::Enter)],                             "open",    "open"),
    row(At::List, "/",         &[("/", Verb::Find)],                                  "",        "find in this list"),
    row(At::List, "home end",  &[("home", Verb::First), ("end", Verb::Last), ("pgup", Verb::PageBack), ("pgdn", Verb::PageOn)], "", "first, last"),
    row(At::Home, "1 … 9 0",   &[("1", Verb::Pick(0)), ("2", Verb::Pick(1)), ("3", Verb::Pick(2)), ("4", Verb::Pick(3)), ("5", Verb::Pick(4)), ("6", Verb::Pick(5)), ("7", Verb::Pick(6)), ("8", Verb::Pick(7)), ("9", Verb::Pick(8)), ("0", Verb::Pick(9))], "", "to this pack"),
    row(At::Home, ":",         &[(":", Verb::GoTo)],                                  "go to",   ""),
    edge(At::Home, "q",        &[("q", Verb::Quit)],                                  "quit",    ""),
    edge(At::List, "esc",      &[("esc", Verb::Back)],                                "home",    "one level up"),
];

#[rustfmt::skip]
static QUIET: &[Row] = &[
    row(At::Quiet, "h j k l",  &[],                                                   "",        "as arrows"),
    row(At::Quiet, ":",        &[(":", Verb::GoTo)],                                  "",        "go to anything"),
    row(At::Quiet, "q",        &[("q", Verb::Quit)],                                  "",        "quit"),
];

/// A key as pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// The key.
    pub code: KeyCode,
    /// With control?
    pub ctrl: bool,
    /// With shift? Characters carry their own case, so this counts for the other keys.
    pub shift: bool,
}

/// Names of keys that are no characters.
#[rustfmt::skip]
const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter), ("esc", KeyCode::Esc), ("tab", KeyCode::Tab), ("bksp", KeyCode::Backspace),
    ("del", KeyCode::Delete), ("up", KeyCode::Up), ("down", KeyCode::Down), ("left", KeyCode::Left),
    ("right", KeyCode::Right), ("home", KeyCode::Home), ("end", KeyCode::End), ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown), ("space", KeyCode::Char(' ')), ("f1", KeyCode::F(1)), ("f2", KeyCode::F(2)),
    ("f3", KeyCode::F(3)), ("f4", KeyCode::F(4)), ("f5", KeyCode::F(5)),
];

impl Chord {
    /// A key by its name: `enter`, `ctrl-t`, `shift-left`, `a`; `None` when there is no such key.
    pub fn named(name: &str) -> Option<Chord> {
        if let Some(rest) = name.strip_prefix("ctrl-") {
            return Some(Chord { ctrl: true, ..Chord::named(rest)? });
        }
        if let Some(rest) = name.strip_prefix("shift-") {
            return Some(Chord { shift: true, ..Chord::named(rest)? });
        }
        let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
        let mut chars = name.chars();
        let code = match (known, chars.next(), chars.next()) {
            (Some(code), _, _) => code,
            (None, Some(c), None) => KeyCode::Char(c),
            (None, _, _) => return None,
        };
        Some(Chord { code, ctrl: false, shift: false })
    }

    /// The character that this key types into a field.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl => Some(c),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Chord {
    fn from(key: KeyEvent) -> Chord {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            // Typed ahead, before raw mode: the terminal made a line feed of it.
            KeyCode::Char('j') if ctrl => Chord { code: KeyCode::Enter, ctrl: false, shift: false },
            KeyCode::BackTab => Chord { code: KeyCode::Tab, ctrl, shift: true },
            // With control some terminals report the capital letter.
            KeyCode::Char(c) if ctrl => {
                Chord { code: KeyCode::Char(c.to_ascii_lowercase()), ctrl, shift: false }
            }
            code @ KeyCode::Char(_) => Chord { code, ctrl, shift: false },
            code => Chord { code, ctrl, shift },
        }
    }
}

/// All rows of a context.
pub fn rows(at: At) -> impl Iterator<Item = &'static Row> {
    KEYS.iter().flat_map(|section| section.iter()).filter(move |row| row.at == at)
}

/// What a key asks for in these contexts, inner first.
pub fn verb(contexts: &[At], chord: Chord) -> Option<Verb> {
    let asks = |row: &'static Row| {
        let has = |names: &str| names.split(' ').filter_map(Chord::named).any(|key| key == chord);
        row.keys.iter().find(|(names, _)| has(names)).map(|(_, verb)| *verb)
    };
    contexts.iter().find_map(|at| rows(*at).find_map(asks))
}

/// What the footer says: key and word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foot {
    /// The screen's verbs, by importance.
    pub verbs: Vec<(String, String)>,
    /// At the right edge: help and the way out.
    pub edge: Vec<(String, String)>,
}

/// The footer of these contexts. `word` may rename a verb for now, or leave it out with `None`.
pub fn foot(contexts: &[At], word: impl Fn(&Row) -> Option<String>) -> Foot {
    let mut foot = Foot::default();
    for row in contexts.iter().flat_map(|at| rows(*at)).filter(|row| !row.word.is_empty()) {
        let Some(word) = word(row) else { continue };
        let side = if row.edge { &mut foot.edge } else { &mut foot.verbs };
        if side.iter().all(|(key, _)| key != row.shown) {
            side.push((row.shown.to_owned(), word));
        }
    }
    foot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_has_a_name() {
        for row in KEYS.iter().flat_map(|section| section.iter()) {
            for (names, _) in row.keys {
                for name in names.split(' ') {
                    assert!(Chord::named(name).is_some(), "{name} in {row:?}");
                }
            }
        }
    }

    #[test]
    fn no_context_gives_a_key_two_meanings() {
        for row in KEYS.iter().flat_map(|section| section.iter()) {
            for (names, verb) in row.keys {
                for name in names.split(' ') {
                    let chord = Chord::named(name).expect("the name is known");
                    assert_eq!(
                        super::verb(&[row.at], chord),
                        Some(*verb),
                        "{name} at {:?}",
                        row.at
                    );
                }
            }
        }
    }

    #[test]
    fn the_inner_context_wins() {
        let left = Chord::named("left").expect("left is a key");
        assert_eq!(verb(&[At::Field, At::Figure], left), Some(Verb::Edit(Edit::Left)));
        assert_eq!(verb(&[At::Figure], left), Some(Verb::Left));
    }
}
