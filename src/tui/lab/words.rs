//! The one sentence: what goes on now, or why it stopped.

use crate::text::number;
use crate::tui::scene::Runner;

/// The sentence about a walk at a step.
pub(super) fn sentence(runner: &Runner, now: usize, is_playing: bool) -> String {
    let run = &runner.run;
    if runner.has_ended(now) {
        return run.stop.words.clone();
    }
    if now == 0 && !is_playing {
        return "space starts the walk.".to_owned();
    }
    let state = if is_playing { "" } else { "Paused. " };
    let rose = (1..=now).filter(|k| run.values[*k] > run.values[*k - 1]);
    let rises: Vec<usize> = rose.collect();
    match rises.as_slice() {
        [] if now == 0 => state.trim_end().to_owned(),
        [] => match (1..=now).find(|k| run.values[*k] >= run.values[*k - 1]) {
            Some(level) => format!("{state}Since step {level} f has not fallen every time."),
            None => format!("{state}Every step so far went downhill."),
        },
        [only] => format!(
            "{state}Step {only} went uphill: f rose from {} to {}.",
            number(run.values[only - 1]),
            number(run.values[*only])
        ),
        more if more.len() == now => format!("{state}Every step so far went uphill."),
        more => format!("{state}{} of {now} steps went uphill.", more.len()),
    }
}
