//! What wakes the screen: one channel that the keyboard, signals and workers write to.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, KeyCode, KeyEvent, KeyModifiers, MouseEvent};

use super::app::Message;

/// Anything that can happen.
pub(super) enum Event {
    /// A key was pressed or repeats.
    Key(KeyEvent),
    /// Text came in one piece.
    Paste(String),
    /// The mouse did something; only where a plot asked for it.
    Mouse(MouseEvent),
    /// The window has another size.
    Resize,
    /// Somebody wants us in the background.
    Suspend,
    /// We run again after a stop.
    Resumed,
    /// The process is to end, by a signal or because the terminal is gone.
    End {
        /// The exit code.
        code: i32,
    },
    /// A worker has something.
    Told(Box<Message>),
}

/// Reads the keyboard on a thread of its own, asleep in `read` while nothing comes.
pub(super) fn listen(events: Sender<Event>) -> std::io::Result<()> {
    thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
        let mut sieve = Sieve::default();
        while let Ok(event) = event::read() {
            if let event::Event::Key(key) = &event
                && sieve.holds_back(*key)
            {
                continue;
            }
            let Some(event) = translate(event) else { continue };
            if events.send(event).is_err() {
                return;
            }
        }
        // Nothing can be read any more: the terminal is gone.
        let _ = events.send(Event::End { code: 2 });
    })?;
    Ok(())
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind == event::KeyEventKind::Release => None,
        event::Event::Key(key) => Some(Event::Key(key)),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Mouse(mouse) => Some(Event::Mouse(mouse)),
        event::Event::Resize(..) => Some(Event::Resize),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

/// Holds back the answer to the question for the background colour, where it comes too late: a
/// terminal writes `ESC ] 11 ; rgb:1616/1818/1d1d ESC \`, which would be typed into the answer.
#[derive(Debug, Default)]
struct Sieve {
    /// Characters still held back; none outside of such an answer.
    left: usize,
}

/// No answer is longer.
const ANSWER: usize = 40;

impl Sieve {
    fn holds_back(&mut self, key: KeyEvent) -> bool {
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char(']') if alt => {
                self.left = ANSWER;
                true
            }
            _ if self.left == 0 => false,
            // The end of the answer: `ESC \` or BEL.
            KeyCode::Char('\\') if alt => {
                self.left = 0;
                true
            }
            KeyCode::Char('g') if ctrl => {
                self.left = 0;
                true
            }
            KeyCode::Char(c) if !alt && !ctrl && (c.is_ascii_hexdigit() || ";:/rg".contains(c)) => {
                self.left -= 1;
                true
            }
            _ => {
                self.left = 0;
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_answer_of_the_terminal_is_not_typed() {
        let mut sieve = Sieve::default();
        let key = |c: char, modifiers| KeyEvent::new(KeyCode::Char(c), modifiers);
        let mut passed = String::new();
        let mut press = |key: KeyEvent| {
            if let (false, KeyCode::Char(c)) = (sieve.holds_back(key), key.code) {
                passed.push(c);
            }
        };
        press(key('x', KeyModifiers::NONE));
        press(key(']', KeyModifiers::ALT));
        "11;rgb:1616/1818/1d1d".chars().for_each(|c| press(key(c, KeyModifiers::NONE)));
        press(key('\\', KeyModifiers::ALT));
        press(key('b', KeyModifiers::NONE));
        assert_eq!(passed, "xb");
    }

    #[test]
    fn an_answer_without_end_holds_back_no_more_than_its_length() {
        let mut sieve = Sieve::default();
        assert!(sieve.holds_back(KeyEvent::new(KeyCode::Char(']'), KeyModifiers::ALT)));
        let one = KeyEvent::new(KeyCode::Char('1'), KeyModifiers::NONE);
        let held = (0..1000).filter(|_| sieve.holds_back(one)).count();
        assert_eq!(held, ANSWER);
    }
}
