//! Lines out, lines in.

use std::io::{self, BufRead as _};

use super::Streams;
use crate::text::Shown;

/// The widest line.
pub(super) const WIDTH: usize = 79;
/// Longer lines than this are cut while they are read: nobody types them, and a file may.
const LONGEST: u64 = 64 << 10;

/// Speaks and listens.
pub(super) struct Voice<'a> {
    streams: Streams<'a>,
    /// Was nothing said since the last blank line?
    is_apart: bool,
}

impl<'a> Voice<'a> {
    pub(super) fn new(streams: Streams<'a>) -> Voice<'a> {
        Voice { streams, is_apart: true }
    }

    /// A sentence or several, filled into lines.
    pub(super) fn say(&mut self, sentences: &str) -> io::Result<()> {
        let shown = Shown::new(sentences);
        for line in filled(shown.as_str()) {
            writeln!(self.streams.out, "{line}")?;
        }
        self.is_apart = false;
        Ok(())
    }

    /// Lines as they are; each was laid out by whoever wrote it.
    pub(super) fn lines(&mut self, lines: impl IntoIterator<Item = String>) -> io::Result<()> {
        for line in lines {
            writeln!(self.streams.out, "{}", Shown::new(&line))?;
            self.is_apart = line.is_empty();
        }
        Ok(())
    }

    /// A blank line, unless there is one.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_apart, true) {
            writeln!(self.streams.out)?;
        }
        Ok(())
    }

    /// The next line typed; `None` at the end of the input.
    pub(super) fn hear(&mut self) -> io::Result<Option<String>> {
        write!(self.streams.out, "> ")?;
        self.streams.out.flush()?;
        let mut bytes = Vec::new();
        let mut limited = io::Read::take(&mut *self.streams.input, LONGEST);
        let count = limited.read_until(b'\n', &mut bytes)?;
        if count == 0 {
            writeln!(self.streams.out)?;
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\n', '\r']).to_owned();
        if !self.streams.is_echoed {
            let echo: String = Shown::new(&line).as_str().chars().take(300).collect();
            writeln!(self.streams.out, "{echo}")?;
        }
        self.is_apart = false;
        Ok(Some(line))
    }
}

/// Sentences in lines of at most [`WIDTH`] characters.
pub(super) fn filled(sentences: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in sentences.split_whitespace() {
        let is_full = line.chars().count() + 1 + word.chars().count() > WIDTH;
        if !line.is_empty() && is_full {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
