//! Is the terminal's background light? Asked before raw mode, and not for long.

use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

/// Long enough for a terminal on this machine; over a slow line dark is assumed.
const PATIENCE: Duration = Duration::from_millis(30);

/// `true` when the terminal says so; no answer means dark.
pub(super) fn is_light() -> bool {
    let mut options = QueryOptions::default();
    options.timeout = PATIENCE;
    matches!(theme_mode(options), Ok(ThemeMode::Light))
}
