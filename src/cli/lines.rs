//! One JSON object a line: how is a batch read without end and without surprise?

use std::io::{self, BufRead, Read as _, Write};

use serde::Serialize;

use super::Failure;
use crate::math::read::Limits;

/// `--limits`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Bounds {
    /// As for a line that a student types
    Student,
    /// As for lessons and batches
    Author,
}

impl Bounds {
    /// The bounds themselves.
    pub(super) fn limits(self) -> Limits {
        match self {
            Bounds::Student => Limits::STUDENT,
            Bounds::Author => Limits::AUTHOR,
        }
    }
}

/// A line longer than this is refused, and the next one answered.
const LONGEST_LINE: u64 = 1 << 20;

/// A line of the input without its end.
pub(super) enum Line {
    /// Bytes as they came.
    Text(Vec<u8>),
    /// Nothing but spaces: no request.
    Blank,
    /// More than a mebibyte.
    TooLong,
}

/// The next line; of one that is too long only the end is looked for.
pub(super) fn next(input: &mut dyn BufRead) -> io::Result<Option<Line>> {
    let mut text = Vec::new();
    if input.take(LONGEST_LINE).read_until(b'\n', &mut text)? == 0 {
        return Ok(None);
    }
    if text.last() != Some(&b'\n') && text.len() as u64 == LONGEST_LINE {
        input.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    let is_blank = text.iter().all(u8::is_ascii_whitespace);
    Ok(Some(if is_blank { Line::Blank } else { Line::Text(text) }))
}

/// One reply, at once, so that whoever waits for it goes on.
pub(super) fn reply(out: &mut dyn Write, reply: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, reply).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}
